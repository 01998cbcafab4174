"""The server of `dateline live`: on this machine only, one thread a request, a stream of events for whoever looks."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from dateline.problems import say

from . import answers
from .answers import Answer
from .injecting import EVENTS, MESSAGES, SCRIPT, STATE
from .state import State

ADDRESS = "127.0.0.1"
_TRIED = 20
"""Ports that are tried, from the one that was asked for."""
_BEAT = 15.0
"""Seconds after which somebody who waits is told that we are still here."""
_BUILT = 5.0
"""Seconds for which an answer may wait for the build that is under way, where there would be none without it."""
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


class Server(ThreadingHTTPServer):
    """Serves the output folder as it is at each request, and what `state` says of the last build."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # on Windows this would let two servers share a port

    def __init__(self, port: int, state: State, output: Callable[[], Path], missed: Callable[[], None], *, follow: bool = True) -> None:
        """Listen at a port of this machine; raise OSError where that cannot be. `missed` is called where there is no site to send."""
        super().__init__((ADDRESS, port), partial(_Handler, state=state, output=output, missed=missed, follow=follow))

    def server_bind(self) -> None:
        """Bind; without the base class's look-up of the machine's name, which may take seconds."""
        if sys.platform == "win32":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        elif self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def start(self) -> threading.Thread:
        """Serve in a thread of its own."""
        thread = threading.Thread(target=partial(self.serve_forever, poll_interval=0.1), daemon=True)
        thread.start()
        return thread

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong in one line; that somebody has hung up is nothing wrong."""
        error = sys.exc_info()[1]
        if not isinstance(error, ConnectionError | TimeoutError):
            say(f"The server could not answer ({type(error).__name__}: {error})", error=True)


def listen(port: int, make: Callable[[int], Server]) -> Server:
    """Return a server at the first free port from this one on; at any free one where many are taken. Raises OSError where there is none."""
    for candidate in (*range(port, min(port + _TRIED, 65536)), 0):
        with suppress(OSError, OverflowError):
            return make(candidate)
    return make(0)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body together ...
    disable_nagle_algorithm = True  # ... and at once

    def __init__(self, *arguments: Any, state: State, output: Callable[[], Path], missed: Callable[[], None], follow: bool) -> None:
        self._state, self._output, self._missed, self._follow = state, output, missed, follow
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer a request."""
        if not answers.is_local(self.headers.get("Host")):
            self._send(Answer(HTTPStatus.FORBIDDEN, b"This server is for http://127.0.0.1 and http://localhost only.\n"))
            return
        path = answers.path_of(self.path)
        if path == EVENTS and self.command == "GET":
            self._stream()
        elif path == SCRIPT:
            script = Path(__file__).with_name("live.js").read_bytes()
            self._send(Answer(HTTPStatus.OK, script, {"Content-Type": "text/javascript; charset=utf-8"}))
        elif path == MESSAGES:
            self._send(answers.messages_answer())
        elif path == STATE:
            asked = parse_qs(self.path.partition("?")[2]).get("path", ["/"])[0]
            self._send(answers.state_answer(self._output(), answers.path_of(asked), self._state))
        else:
            self._send(self._page(path))

    do_HEAD = do_GET  # noqa: N815

    def _page(self, path: str) -> Answer:
        answer = answers.answer(self._output(), path)
        if answer.status >= HTTPStatus.BAD_REQUEST and self._state.building and (self._output() / "index.html").is_file():
            self._state.wait_for_build(_BUILT)  # it may be there in a moment
            answer = answers.answer(self._output(), path)
        if answer.status == HTTPStatus.SERVICE_UNAVAILABLE:
            self._missed()
        return answer

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**_HEADERS, "Content-Type": "text/plain; charset=utf-8", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
            self.wfile.flush()

    def _stream(self) -> None:
        """Send an event for each build until the other end, or we, hang up."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**_HEADERS, "Content-Type": "text/event-stream; charset=utf-8", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        told = self._state.told
        self.wfile.write(answers.hello(told, self._follow))
        self.wfile.flush()
        while not self._state.closed:
            after = self._state.after(told.number, _BEAT)
            self.wfile.write(answers.BEAT if after is None else answers.event(after))
            self.wfile.flush()
            told = after or told

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing: what is wrong with the site is said by its build."""
