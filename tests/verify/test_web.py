"""`dateline verify` over the network: a host may be slow, endless, false, or lead elsewhere, and each is told in a time that is bounded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import pytest
from dateline.authoring.project import Stop
from dateline.authoring.verifying import verify
from dateline.verify.compare import HOSTS_OWN
from dateline.verify.places import Limits
from dateline.verify.web import Web

from tests.http import serving
from tests.verify.copies import FILES, copy_of, pair, sign

PAGE = "timeline/index.html"
Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def host(folder: Path, strange: dict[str, Answer] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder, with answers of their own for some paths ("*": for all); yield the address and the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(self.path).lstrip("/")
            asked.append(name)
            odd = (strange or {}).get(name) or (strange or {}).get("*")
            if odd:
                odd(self)
                return
            file = folder / name
            data = file.read_bytes() if file.is_file() else b""
            given(self, data, status=200 if file.is_file() else 404)

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def given(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200, length: int = -1, **headers: str) -> None:
    """Answer; `length` is what the head says, where that is not the truth."""
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data) if length < 0 else length))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def short(handler: BaseHTTPRequestHandler) -> None:
    given(handler, b"<h1>", length=500)
    handler.close_connection = True


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b"x" * 65536)
    except OSError:
        return


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(2 * PATIENCE)
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler, byte: bytes) -> None:
    """A byte now and then: never silent for long, and never at an end."""
    try:
        for _ in range(100):
            handler.wfile.write(byte)
            time.sleep(0.1)
    except OSError:
        pass
    handler.close_connection = True


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    drip(handler, b"x")


def dripping_to_its_end(handler: BaseHTTPRequestHandler) -> None:
    """The same without a length: the end of the connection is that of the file."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    drip(handler, b"x")


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    drip(handler, b"H")


def to(address: str, status: int = 302) -> Answer:
    return lambda handler: given(handler, b"", status=status, Location=address)


def packed(handler: BaseHTTPRequestHandler) -> None:
    given(handler, b"\x1f\x8b", Content_Encoding="gzip")


def broken(handler: BaseHTTPRequestHandler) -> None:
    given(handler, b"busy", status=503)


def ok_page(handler: BaseHTTPRequestHandler) -> None:
    given(handler, b"<!DOCTYPE html>\n<title>Welcome</title>\n")


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed copy, number 7."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copy_of(tmp_path / "copy")


PATIENCE = 2.5
LITTLE = Limits(file_bytes=1 << 20, patience=PATIENCE, file_seconds=3)


def said(address: str, capsys: pytest.CaptureFixture[str], limits: Limits = LITTLE) -> tuple[int, str, str]:
    code = verify(address, pair()[1], limits=limits)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_true_mirror_in_a_folder_of_its_host(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(copy, "/some/folder/") as server:
        code, told, wrong = said(server.address(""), capsys, Limits())
    assert (code, wrong) == (0, "")
    assert "has all 5 files of its list, unchanged" in told
    assert "Whether it has further files cannot be told: a server is asked for what the list names." in told


def test_false_mirrors(copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tampered, truncated, extended, rolled back: as on a disk, but that nobody sees what the list does not name."""
    with serving(copy) as server:
        address = server.address("")
        (copy / "timeline/more.html").write_text("more")
        assert said(address, capsys)[0] == 0
        (copy / PAGE).write_text("<h1>Another truth</h1>")
        (copy / "404.html").unlink()
        code, _, wrong = said(address, capsys)
        assert code == 1
        assert f"{address}{PAGE}: changed: it is not the file of the list" in wrong
        assert f"{address}404.html: changed" in wrong, "a server says 404 with something of its own"
    with serving(copy_of(tmp_path / "older", 6)) as server:
        code, _, wrong = said(server.address(""), capsys)
        assert code == 1
        assert "The build has number 6, and 7 was seen before" in wrong
    with serving(copy_of(tmp_path / "unsigned", None)) as server:
        assert "there is no SHA256SUMS.minisig" in said(server.address(""), capsys)[2]
    sign(copy_of(tmp_path / "other"), 9, "another")
    with serving(tmp_path / "other") as server:
        assert "it is signed with another key" in said(server.address(""), capsys)[2]


ODD: dict[str, tuple[Answer, str]] = {
    "cut short": (short, "was cut short: 4 bytes of 500"),
    "endless": (endless, "has more than 1.0 MB"),
    "dripping": (dripping, "took more than 3 seconds"),
    "dripping to its end": (dripping_to_its_end, "took more than 3 seconds"),
    "a dripping head": (dripping_head, "took more than 3 seconds"),
    "silent": (silent, "there was no answer in time"),
    "another host": (to("https://elsewhere.example/x"), "leads to another host (elsewhere.example): nothing was asked there"),
    "another port": (to("http://127.0.0.1:9/x"), "leads to another host (127.0.0.1:9): nothing was asked there"),
    "no web": (to("file:///etc/passwd"), "leads to another host"),
    "a user": (to("http://user@127.0.0.1/x"), "leads to another host"),
    "a circle": (to("/" + PAGE), "leads on more than 5 times"),
    "packed": (packed, "is packed by its host (gzip), though we asked for it as it is"),
    "trouble": (broken, "was not given: the host answers 503"),
    "another page": (ok_page, "changed: it is not the file of the list"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_answer_is_told_and_the_others_are_seen(copy: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    answer, message = ODD[name]
    began = time.monotonic()
    with host(copy, {PAGE: answer}) as (address, asked):
        code, told, wrong = said(address, capsys)
    assert code == 1
    assert f"{address}/{PAGE}: {message}" in wrong
    assert wrong.count(f"{address}/") == 2, "this file, and what it comes to"
    assert {*FILES, "SHA256SUMS"} <= set(asked)
    assert "unchanged" not in told
    assert time.monotonic() - began < 20


def test_a_redirect_on_the_same_host_is_followed(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Some hosts give a folder's page at the folder's address alone."""
    with host(copy, {PAGE: to("/timeline/", 308), "timeline/": lambda handler: given(handler, (copy / PAGE).read_bytes())}) as (address, asked):
        assert said(address, capsys)[0] == 0
    assert "timeline/" in asked


def test_a_host_that_falls_silent_is_left_alone(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quiet: dict[str, Answer] = dict.fromkeys(FILES, silent)
    with host(copy, quiet) as (address, asked):
        code, _, wrong = said(address, capsys)
    assert code == 1
    assert "its host was silent 3 times in a row: 2 of 5 files were not looked at" in wrong
    assert len(set(asked) & set(FILES)) == 3


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda handler: given(handler, b"<h1>Not found</h1>", status=404), "has no SHA256SUMS: it is no site of Dateline's"),
        (silent, "/SHA256SUMS: there was no answer in time"),
        (to("https://elsewhere.example/"), "/SHA256SUMS: leads to another host (elsewhere.example)"),
        (broken, "/SHA256SUMS: was not given: the host answers 503"),
        (endless, "/SHA256SUMS: has more than 1.0 MB"),
    ],
)
def test_without_a_list_there_is_nothing_to_hold_it_against(copy: Path, answer: Answer, message: str) -> None:
    with host(copy, {"*": answer}) as (address, _), pytest.raises(Stop) as stopped:
        verify(address, limits=Limits(list_bytes=1 << 20, patience=PATIENCE))
    assert message in stopped.value.message
    assert stopped.value.code == 1


def test_a_host_that_says_a_page_to_everything(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with host(copy, {"*": ok_page}) as (address, asked):
        code, _, wrong = said(address, capsys)
    assert code == 1
    assert "SHA256SUMS: line 1, 2 is none of sha256sum's" in wrong
    assert "its signature cannot be read" in wrong
    assert set(asked) == {"SHA256SUMS", "SHA256SUMS.minisig"}


def test_nobody_there(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Path()) as server:
        gone = server.address("")
    for address, message in (
        (gone, "its host refuses connections"),
        ("https://nowhere.invalid/", "nobody knows its host"),
        ("http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion", "reached through Tor: torsocks dateline verify"),
    ):
        with pytest.raises(Stop) as stopped:
            verify(address, limits=Limits(patience=5))
        assert message in stopped.value.message


def test_what_hosts_keep_to_themselves_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folder = copy_of(tmp_path / "copy", files={**FILES, "_headers": "/*", "_redirects": ""})
    for name in HOSTS_OWN:
        (folder / name).unlink(missing_ok=True)
    with serving(folder) as server:
        code, told, wrong = said(server.address(""), capsys)
    assert (code, wrong) == (0, "")
    assert "has the 5 files of its list, unchanged" in told
    assert "2 that hosts give to nobody (_headers, _redirects) could not be looked at" in told
    code, _, wrong = said(str(folder), capsys)
    assert code == 1, "in a folder nobody keeps them back"
    assert "_headers: missing" in wrong


def test_one_connection_is_enough_and_one_that_was_closed_is_opened_again(copy: Path) -> None:
    def closing(handler: BaseHTTPRequestHandler) -> None:
        given(handler, b"a")
        handler.close_connection = True  # which the head does not say

    with host(copy, {"a": closing}) as (address, asked):
        web = Web(address, "a test")
        for _ in range(3):
            assert web.read("a", 10) == b"a"
        web.close()
    assert asked == ["a"] * 3
