"""A folder as a plain host sends it: HTTP/1.1, texts packed with gzip, asked again by ETag. What measures the site is measured on this."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote, urlsplit

from .serving import content_type, find

LEVEL = 6
"""zlib's default, and so that of Apache's mod_deflate (DeflateCompressionLevel). nginx's own is 1, which packs less well."""
PACKED = ("text/", "application/json", "application/xml", "application/geo+json", "image/svg+xml")
"""Media types that hosts pack; pictures and fonts are packed already."""


def packed(body: bytes) -> bytes:
    """Return the gzip stream of a text; the same text gives the same bytes."""
    return gzip.compress(body, LEVEL, mtime=0)


class Host:
    """A folder that is being served; one that must know its own address may be made afterwards and put in its place."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.origin = f"http://127.0.0.1:{port}"
        self.max_age = 600
        """Seconds for which browsers may keep what they got: ten minutes, as GitHub Pages says. With no-store they would not keep the page for "back"."""

    def answer(self, path: str) -> tuple[HTTPStatus, dict[str, str], bytes]:
        """Return status, headers and body for a path as a browser writes it; the body is not packed yet."""
        status, found = HTTPStatus.OK, find(self.folder, unquote(path).replace("\0", ""))
        if found is None:
            status, found = HTTPStatus.NOT_FOUND, self.folder / "404.html"
        if found.is_dir():
            return HTTPStatus.MOVED_PERMANENTLY, {"Location": quote(f"/{unquote(path).strip('/')}/")}, b""
        body = found.read_bytes() if found.is_file() else b"404: not here\n"
        return status, {"Content-Type": content_type(found)}, body


@contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """Serve a folder at `/` on a free port of this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # one connection for many requests
        wbufsize = -1  # head and body together ...
        disable_nagle_algorithm = True  # ... and at once

        def do_GET(self) -> None:
            status, headers, body = host.answer(urlsplit(self.path).path)
            if headers.get("Content-Type", "").startswith(PACKED):
                headers["Vary"] = "Accept-Encoding"
                if "gzip" in self.headers.get("Accept-Encoding", ""):
                    headers["Content-Encoding"], body = "gzip", packed(body)
            headers |= {"Cache-Control": f"max-age={host.max_age}", "ETag": f'"{hashlib.sha256(body).hexdigest()[:16]}"'}
            if status == HTTPStatus.OK and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = HTTPStatus.NOT_MODIFIED, b""
            else:
                headers["Content-Length"] = str(len(body))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def do_HEAD(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing: what a browser asks for is its own matter."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        host = Host(folder, server.server_port)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
