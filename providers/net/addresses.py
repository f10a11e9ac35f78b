"""Which addresses are the public internet. ``ipaddress.is_global`` lets cloud metadata, 6to4 and NAT64 addresses through, hence an own table.

Sources: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890 and updates); 168.63.129.16 is Azure's host, 3ffe::/16 the old 6bone.
"""

import ipaddress

_DENIED_4 = [
    ipaddress.ip_network(n)
    for n in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
        *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
]
# Only 2000::/3 is global unicast; that leaves out ::1, mapped, compatible and translated IPv4, fc00::/7, fe80::/10, fec0::/10, ff00::/8 and the rest.
_GLOBAL_6 = ipaddress.ip_network("2000::/3")
# 2001::/23 has Teredo and ORCHID, 2002::/16 is 6to4: both carry an IPv4 address that nobody would check.
_DENIED_6 = [ipaddress.ip_network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3ffe::/16", "3fff::/20")]
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: an interface id that is an IPv4 address in disguise


def is_public(address: str) -> bool:
    """Say whether an IP address may be connected to; what is no address, or names a network card (``%eth0``), may not."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in _DENIED_4)
    if ip.scope_id is not None or ip not in _GLOBAL_6 or (int(ip) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return not any(ip in network for network in _DENIED_6)
