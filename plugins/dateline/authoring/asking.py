"""One address asked over the network: what its server says, or why nobody says anything. Nothing here knows of sources.

Only public hosts are asked: a name is looked up once, its address judged, and that very address connected to, so that neither a redirect nor
a name server can lead into the network that this machine stands in.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import replace
from email.message import Message
from threading import Timer
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from dateline.dataclass import dataclass

PATIENCE = 20.0
"""Seconds for one answer, from looking up the name to the last byte that is read."""
MOST = 64 * 1024
"""Bytes of a page that are read: whether it is there shows in its first line."""
HOPS = 10
"""Redirects that are followed; browsers stop at twenty."""
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_PATH = "/%:@!$&'()*+,;=~-._"
"""What stays as it is in a path or a query (RFC 3986); all else is percent-encoded."""

NO_HOST, PRIVATE, CERTIFICATE = "no host", "private", "certificate"
TIMEOUT, REFUSED, BROKEN, CIRCLE = "timeout", "refused", "broken", "circle"


@dataclass(frozen=True)
class Answer:
    """What came of asking: a status, or a `fault` (one of the words above) with what the system said of it.

    `moved` is the address to which permanent redirects alone lead, `wait` the seconds for which the server asks to be left alone.
    """

    status: int = 0
    fault: str = ""
    said: str = ""
    moved: str = ""
    wait: float = 0
    body: bytes = b""

    @property
    def heard(self) -> bool:
        """Whether there was a server at all."""
        return bool(self.status)


def ask(address: str, agent: str, *, private: bool = False, patience: float = PATIENCE) -> Answer:
    """Ask whether there is something at an address: with HEAD, and where that is not answered well with GET, following redirects.

    `private` lets hosts of this machine and its network be asked too.
    """
    answer = _followed("HEAD", address, agent, private, patience)
    if answer.status in (429, 503) or answer.fault in (NO_HOST, PRIVATE, CERTIFICATE, TIMEOUT):
        return answer
    if not 200 <= answer.status < 300:
        answer = _followed("GET", address, agent, private, patience)
    return replace(answer, body=b"")


def fetch(address: str, agent: str, *, private: bool = False, patience: float = PATIENCE) -> Answer:
    """Return what is at an address, of its body the first `MOST` bytes."""
    return _followed("GET", address, agent, private, patience)


def _followed(method: str, address: str, agent: str, private: bool, patience: float) -> Answer:
    here, moved, unbroken = urldefrag(address)[0], "", True
    for _ in range(HOPS):
        answer, to = _once(method, here, agent, private, patience)
        if answer.status not in _REDIRECTS or not to:
            return replace(answer, moved=moved)
        here = urldefrag(urljoin(here, to))[0]
        unbroken = unbroken and answer.status in _PERMANENT
        moved = here if unbroken else moved
    return Answer(fault=CIRCLE, said=f"more than {HOPS} redirects")


def _once(method: str, address: str, agent: str, private: bool, patience: float) -> tuple[Answer, str]:
    """Return one server's answer, and where it leads on to."""
    connection: http.client.HTTPConnection | None = None
    expired: list[bool] = []

    def expire() -> None:
        expired.append(True)
        if connection and connection.sock:
            with suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    timer = Timer(patience, expire)
    timer.daemon = True
    timer.start()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("http", "https") or not host:
            return Answer(fault=BROKEN, said="no web address"), ""
        connection = _connection(parts.scheme, host, port, private, patience)
        path = quote(parts.path, safe=_PATH) or "/"
        query = f"?{quote(parts.query, safe=_PATH + '?')}" if parts.query else ""
        connection.request(method, path + query, headers={"User-Agent": agent, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        body = answer.read(MOST) if method == "GET" else b""
        if expired:
            return Answer(fault=TIMEOUT), ""
        return Answer(answer.status, wait=_seconds(answer.headers), body=body), answer.headers.get("Location", "")
    except _Private as error:
        return Answer(fault=PRIVATE, said=str(error)), ""
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(fault=TIMEOUT if expired else _fault(error), said=_words(error)), ""
    finally:
        timer.cancel()
        if connection:
            connection.close()


class _Private(Exception):
    """A host that is not public."""


def _connection(scheme: str, host: str, port: int, private: bool, patience: float) -> http.client.HTTPConnection:
    """Return an open connection to a host that everybody can reach. Raises OSError or _Private."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not private and not all(ipaddress.ip_address(each.partition("%")[0]).is_global for each in addresses):
        raise _Private(addresses[0])
    failed: OSError = OSError("no address")
    for each in addresses:
        try:
            raw = socket.create_connection((each, port), patience)
        except OSError as error:
            failed = error
            continue
        connection = http.client.HTTPConnection(host, port, timeout=patience)
        try:
            connection.sock = _secured(raw, host) if scheme == "https" else raw
        except OSError:
            raw.close()
            raise
        return connection
    raise failed


def _secured(raw: socket.socket, host: str) -> ssl.SSLSocket:
    return ssl.create_default_context().wrap_socket(raw, server_hostname=host)


def _seconds(headers: Message) -> float:
    """Return the seconds of Retry-After (RFC 9110, 10.2.3); a date is taken for longer than anybody here will wait."""
    written = headers.get("Retry-After", "").strip()
    return float(written) if written.isdecimal() else float("inf") if written else 0


def _fault(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return NO_HOST if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)) else BROKEN
    if isinstance(error, UnicodeError):
        return NO_HOST  # a name that no host can have
    if isinstance(error, ssl.SSLCertVerificationError):
        return CERTIFICATE
    if isinstance(error, TimeoutError):
        return TIMEOUT
    return REFUSED if isinstance(error, ConnectionRefusedError) else BROKEN


def _words(error: Exception) -> str:
    told = getattr(error, "verify_message", "") or getattr(error, "strerror", "") or str(error)
    return " ".join(str(told).split()) or type(error).__name__
