"""A copy on the web: its files are asked for one after another, of its own host alone, and no more of them is read than the limits say."""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline.verify.places import Budget, Enough, Limits, NotThere, Silent, Unfit, megabytes

_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_MISSING = "404.html"
"""A server may say 404 with it, also to who asks for it by name."""
_LATE = "took more than {:.0f} seconds"
_PORTS = {"http": 80, "https": 443}


class Web:
    """A copy at an address."""

    def __init__(self, address: str, agent: str, limits: Limits | None = None) -> None:
        """Take the address of the copy's folder, and how we introduce ourselves. Raises ValueError where it is none."""
        self.where = f"{address.rstrip('/')}/"
        self._home = urlsplit(self.where)
        if self._home.scheme not in _PORTS or not self._home.hostname or self._home.query or self._home.fragment or "@" in self._home.netloc:
            raise ValueError(address)
        _port(self._home)  # raises ValueError where it is none
        self._agent = agent
        self.budget = Budget(limits or Limits())
        self._connection: http.client.HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._connected: tuple[str, str, int] | None = None
        self._silences = 0

    def read(self, name: str, most: int) -> bytes:
        """Return a small file."""
        return b"".join(self._answer(name, most))

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a file."""
        digest = hashlib.sha256()
        for data in self._answer(name, self.budget.limits.file_bytes):
            digest.update(data)
        return digest.hexdigest()

    def added(self, listed: frozenset[str]) -> None:
        """Return None: a server does not say what else it has."""
        return

    def close(self) -> None:
        """Let go of the host."""
        if self._connection:
            self._connection.close()
        self._connection = None

    def _answer(self, name: str, most: int) -> Iterator[bytes]:
        """Yield what the host says of a file, piece after piece."""
        if self._silences >= self.budget.limits.silences:
            raise Enough(f"its host was silent {self._silences} times in a row")
        address = urljoin(self.where, quote(name))
        try:
            yield from self._followed(name, address, most)
            self._silences = 0
        except Silent:
            self._silences += 1
            raise
        except (Unfit, NotThere):
            self._silences = 0
            raise

    def _followed(self, name: str, address: str, most: int) -> Iterator[bytes]:
        ends = time.monotonic() + self.budget.limits.file_seconds
        for _ in range(self.budget.limits.redirects + 1):
            self.budget.take(0)
            with self._asked(address, ends) as answer:
                if answer.status in _REDIRECTS and (to := answer.getheader("Location")):
                    address = self._same_host(address, to)
                    continue
                if answer.status in _GONE and name != _MISSING:
                    raise NotThere
                if answer.status != 200 and not (answer.status in _GONE and name == _MISSING):
                    raise Unfit(f"was not given: the host answers {answer.status}")
                yield from self._body(answer, most)
                return
        raise Unfit(f"leads on more than {self.budget.limits.redirects} times")

    def _same_host(self, here: str, to: str) -> str:
        """Return where a redirect leads. Raises Unfit where that is not on the copy's own host."""
        try:
            there = urljoin(here, to)
            parts = urlsplit(there)
            same = parts.scheme in _PORTS and parts.hostname == self._home.hostname and "@" not in parts.netloc
            upgraded = (self._home.scheme, parts.scheme) == ("http", "https") and (_port(self._home), _port(parts)) == (80, 443)
            same = same and (upgraded or (parts.scheme, _port(parts)) == (self._home.scheme, _port(self._home)))
        except ValueError:
            same, parts = False, urlsplit("")
        if not same:
            raise Unfit(f"leads to another host ({parts.netloc or to[:80]}): nothing was asked there")
        return there

    @contextmanager
    def _asked(self, address: str, ends: float) -> Iterator[http.client.HTTPResponse]:
        """Yield the answer to a request; whoever does not come to an end is cut off."""
        late: list[bool] = []

        def cut() -> None:
            late.append(True)
            if self._socket:
                with suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)

        timer = Timer(max(ends - time.monotonic(), 0), cut)
        timer.daemon = True
        timer.start()
        answer = None
        try:
            answer = self._request(address)
            yield answer
            if late:
                raise Silent(_LATE.format(self.budget.limits.file_seconds))
        except (Unfit, NotThere, Enough, OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            if late and not isinstance(error, Enough):
                raise Silent(_LATE.format(self.budget.limits.file_seconds)) from error
            if isinstance(error, Unfit | NotThere | Enough):
                raise
            raise _meant(error, self._home) from error
        finally:
            timer.cancel()
            if answer and (answer.will_close or not answer.isclosed()):
                answer.close()
                self.close()

    def _request(self, address: str) -> http.client.HTTPResponse:
        """Return the head of an answer, over the connection that is there or a new one. A host may have closed the one that was kept."""
        parts = urlsplit(address)
        target = (parts.scheme, parts.hostname or "", _port(parts))
        if self._connected != target:
            self.close()
        kept = self._connection is not None
        path = parts.path or "/"
        headers = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        for again in (kept, False):
            if self._connection is None:
                kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
                self._connection = kind(target[1], target[2], timeout=self.budget.limits.patience)
                self._connected = target
            try:
                if self._connection.sock is None:
                    self._connection.connect()
                self._socket = self._connection.sock  # an answer that ends with the connection takes it over
                self._connection.request("GET", path + (f"?{parts.query}" if parts.query else ""), headers=headers)
                return self._connection.getresponse()
            except (ConnectionError, http.client.BadStatusLine):
                self.close()
                if not again:
                    raise
        raise AssertionError("the second time it is answered or raises")

    def _body(self, answer: http.client.HTTPResponse, most: int) -> Iterator[bytes]:
        if (packed := answer.getheader("Content-Encoding", "identity").strip().lower()) not in ("identity", ""):
            raise Unfit(f"is packed by its host ({packed[:20]}), though we asked for it as it is")
        said = answer.getheader("Content-Length", "")
        promised = int(said) if said.isdecimal() and len(said) < 20 else None
        if promised is not None and promised > most:
            raise Unfit(f"has more than {megabytes(most)}")
        read = 0
        while data := answer.read1(_CHUNK):
            read += len(data)
            self.budget.take(len(data))
            if read > most:
                raise Unfit(f"has more than {megabytes(most)}")
            yield data
        if promised is not None and read < promised:
            raise Unfit(f"was cut short: {read} bytes of {promised}")


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS.get(parts.scheme, 0)


def _meant(error: Exception, home: SplitResult) -> Unfit:
    """Return what an error of the network comes to."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return Silent(f"its host cannot prove who it is ({error.verify_message})")
    if isinstance(error, socket.gaierror | UnicodeError):
        tor = "; an onion address is reached through Tor: torsocks dateline verify ..." if (home.hostname or "").endswith(".onion") else ""
        return Silent(f"nobody knows its host{tor}")
    if isinstance(error, TimeoutError):
        return Silent("there was no answer in time")
    if isinstance(error, ConnectionRefusedError):
        return Silent("its host refuses connections")
    if isinstance(error, http.client.IncompleteRead):
        return Unfit("was cut short")
    words = " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
    return Silent(f"there was no answer ({words[:120]})")
