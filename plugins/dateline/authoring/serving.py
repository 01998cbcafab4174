"""The preview server. A build exchanges the whole output folder, so every request looks its file up anew."""

from __future__ import annotations

import mimetypes
import os
import socket
import webbrowser
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from urllib.parse import quote
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from dateline.problems import say

from .commands import INTERRUPTED
from .project import Project, stop

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Systems disagree on these, or do not know them.
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


def find(output: Path, path: str) -> Path | None:
    """Return the file that a host such as GitHub Pages sends for an address, or the folder that it redirects to."""
    output = output.resolve()
    for suffix in ("index.html",) if path.endswith("/") else ("", ".html"):
        # Path.resolve undoes `..` and links, so that nothing outside the folder is ever served.
        found = Path(f"{output}/{path.lstrip('/')}{suffix}").resolve()
        if found.is_relative_to(output) and (found.is_file() or (found / "index.html").is_file()):
            return found
    return None


def content_type(path: Path) -> str:
    """Return the media type, with the charset that all our texts have."""
    kind = TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def application(output: Path) -> WSGIApplication:
    """Serve a folder."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        # WSGI hands over the bytes of the path as Latin-1.
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").replace("\0", "")
        headers = [("Cache-Control", "no-store")]
        code, found = HTTPStatus.OK, find(output, path)
        if found is None:
            code, found = HTTPStatus.NOT_FOUND, output / "404.html"
        if found.is_dir():
            code, body = HTTPStatus.FOUND, b""
            headers.append(("Location", quote(f"/{path.strip('/')}/")))
        else:
            try:
                body = found.read_bytes()
            except OSError:  # there is no 404.html, or the folder was exchanged at this very moment
                code, found, body = HTTPStatus.NOT_FOUND, Path("404.txt"), b"404: not in the output\n"
            headers.append(("Content-Type", content_type(found)))
        headers.append(("Content-Length", str(len(body))))
        start_response(f"{code.value} {code.phrase}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    return answer


class Server(ThreadingMixIn, WSGIServer):
    """Browsers open connections ahead of need, which would block a server that answers one at a time."""

    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    """Tells what was not found, and nothing else."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Called for each answer."""
        if str(code) == str(HTTPStatus.NOT_FOUND.value):
            super().log_request(code, size)


def need_port(host: str, port: int) -> None:
    """End the task if nothing can be served there; asked ahead, for on Windows two servers may share a port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":
            probe.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # one that has just stopped is no obstacle
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise stop(f"cannot serve at {host}:{port} ({why}): choose another port with --port") from error


def announce(host: str, port: int, browser: bool) -> None:
    """Say where the site is, and show it."""
    say(f"Serving at http://{host}:{port}/ (Ctrl-C stops)", error=True)
    if browser:
        webbrowser.open(f"http://{host}:{port}/")


def serve(project: Project, port: int, *, browser: bool) -> None:
    """Serve the output until Ctrl-C."""
    project.need_output()
    need_port(project.host, port)
    with make_server(project.host, port, application(project.output), Server, QuietHandler) as server:
        announce(project.host, port, browser)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            raise stop("", INTERRUPTED) from None
