"""What went wrong on the way, as an error with a code and a sentence that says what to do."""

import ssl
from urllib.parse import urlsplit

import httpx

from domain.errors import Refused, TryAgain
from providers.net.guard import Blocked, Unresolved

# X509_V_ERR_… numbers of OpenSSL (openssl/x509_vfy.h).
_CERTIFICATE = {
    9: "is not valid yet",
    10: "has expired",
    18: "is self-signed",
    19: "is self-signed: nobody that browsers trust vouches for it",
    20: "comes from an authority that browsers do not trust, or the server leaves out a part of the chain",
    21: "comes from an authority that browsers do not trust, or the server leaves out a part of the chain",
    23: "has been revoked",
    62: "is made out to another name",
    64: "is made out to another address",
}
_TOO_OLD = ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE", "UNSAFE_LEGACY_RENEGOTIATION_DISABLED", "DH_KEY_TOO_SMALL")
_NOT_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE")
_BROKEN_OFF = ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError


def typed(url: str, seconds: float, error: Exception) -> TryAgain | Refused:
    """Return the error that a failed request to ``url`` comes to; ``seconds`` is the deadline it had."""
    causes = _causes(error)
    host = urlsplit(url).hostname or url
    if any(isinstance(c, Blocked) for c in causes):
        where = urlsplit(url).netloc
        return Refused(f"{where} does not lead to the public internet and is not read. Your own network's addresses have to be opened.", code="blocked_url")
    if any(isinstance(c, Unresolved) for c in causes):
        return TryAgain(f"The name {host} leads nowhere: it is misspelt, given up, or its name server is down. Check it, or retry later.", code="dns")
    if isinstance(error, httpx.ConnectError):
        insecure = next((c for c in causes if isinstance(c, ssl.SSLError) and not isinstance(c, _BROKEN_OFF)), None)
        return _insecure(host, insecure) if insecure else TryAgain(f"No connection to {host} could be made. Retry later.", code="network")
    if isinstance(error, httpx.ConnectTimeout):
        return TryAgain(f"No connection to {host} came about in time. Retry later.", code="timeout")
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return TryAgain(f"{url} was not answered to the end within {seconds:.0f} seconds. Retry when the site is less busy.", code="timeout")
    if isinstance(error, httpx.RemoteProtocolError):
        return TryAgain(f"{host} broke off, or does not speak proper HTTP. Retry later.", code="network")
    return TryAgain(f"The connection to {host} broke off. Retry later.", code="network")


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and len(found) < 20:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found


def _insecure(host: str, error: ssl.SSLError) -> Refused:
    if isinstance(error, ssl.SSLCertVerificationError):
        what = f"The certificate of {host} {_CERTIFICATE.get(error.verify_code, 'cannot be verified')}, so that nobody can say who answers there."
    elif any(name in (error.reason or "") for name in _TOO_OLD):
        what = f"{host} offers only encryption that is too old to be safe (below TLS 1.2)."
    elif any(name in (error.reason or "") for name in _NOT_TLS):
        what = f"{host} does not speak TLS where https is expected."
    else:
        what = f"{host} and this program find no common way to encrypt the connection."
    return Refused(f"{what} Its owner has to mend that; until then nothing is read there.", code="tls")
