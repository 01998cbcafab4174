"""A real HTTP server for a built site, at `/` or in a folder, as a plain host serves it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit


class Server:
    """A site that is being served: below `base` (it begins and ends with a slash) everything else is missing."""

    def __init__(self, folder: Path, port: int, base: str) -> None:
        self.folder = folder
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"
        self.base = base
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def address(self, file: str) -> str:
        """Return the address of a file of the site."""
        return f"{self.origin}{self.base}{quote(file)}"

    def get(self, address: str) -> tuple[int, bytes]:
        """Return status and body of an address of this server; redirections are not followed."""
        parts = urlsplit(address)
        self._connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[Server]:
    """Serve a folder below `base` on a free port of this machine; a site that must know its port may be put in its place."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # one connection for many requests
        wbufsize = -1  # head and body together ...
        disable_nagle_algorithm = True  # ... and at once

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(served.folder))

        def translate_path(self, path: str) -> str:
            if not path.startswith(base):
                return str(served.folder / "outside the site")
            return super().translate_path(path[len(base) - 1 :])

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        served = Server(folder, server.server_port, base)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            served.close()
            server.shutdown()
            thread.join()
