"""Which addresses are the public internet. ``ipaddress.is_global`` lets cloud metadata, 6to4 and NAT64 addresses through, hence an own table.

Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and updates); 168.63.129.16 is Azure's host.
"""

import ipaddress

_DENIED_4 = [
    ipaddress.ip_network(n)
    for n in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
# Only 2000::/3 is global unicast; that leaves out ::1, mapped and translated IPv4, fc00::/7, fe80::/10 and the rest.
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
_DENIED_6 = [ipaddress.ip_network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]


def is_public(address: str) -> bool:
    """Say whether an IP address may be connected to."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if ip.version == 4:
        return not any(ip in network for network in _DENIED_4)
    return ip in _GLOBAL_6 and not any(ip in network for network in _DENIED_6)
