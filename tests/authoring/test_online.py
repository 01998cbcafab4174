"""Addresses of sources, asked of a server on this machine that knows every way of answering."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from dateline.authoring import asking
from dateline.authoring.agent import agent
from dateline.authoring.asking import Answer, ask, fetch
from dateline.authoring.findings import status
from dateline.authoring.online import Cited, copy_of, dead, sources_asked, told
from dateline.authoring.project import Project
from dateline.authoring.rounds import Manner, asked
from dateline.cache import Store

from tests.certificates import certificate_of
from tests.conftest import Once
from tests.sites import write

AGENT = "Dateline/0 (test)"


class World:
    """A server, what it was asked (method and path), how many at once, and how it answers: status and headers by path."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self.server = server
        self.origin = f"http://127.0.0.1:{server.server_port}"
        self.heard: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.now = self.most = 0
        self.turn: Counter[str] = Counter()

    def answer(self, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body."""
        here = self.origin
        if path.startswith("/wayback"):
            asked_for = parse_qs(urlsplit(path).query)
            copy = f"http://web.archive.org/web/{asked_for.get('timestamp', ['2022'])[0]}/{asked_for['url'][0]}"
            known = {"closest": {"available": True, "status": "200", "url": copy}} if "gone" in asked_for["url"][0] else {}
            return 200, {}, json.dumps({"archived_snapshots": known}).encode()
        if path == "/busy":
            self.turn[path] += 1
            return (200, {}, b"") if self.turn[path] > 1 else (429, {"Retry-After": "3"}, b"")
        if path == "/refuses-head":
            return (405, {}, b"") if method == "HEAD" else (200, {}, b"x" * 10**6)
        return {
            "/there": (200, {}, b"here"),
            "/moved": (301, {"Location": "/there"}, b""),
            "/moved-twice": (308, {"Location": f"{here}/moved"}, b""),
            "/for-now": (302, {"Location": "/there"}, b""),
            "/first-good-then-now": (301, {"Location": "/for-now"}, b""),
            "/circle": (302, {"Location": "/circle"}, b""),
            "/to-nothing": (301, {"Location": "/gone"}, b""),
            "/gone": (410, {}, b""),
            "/forbidden": (403, {}, b""),
            "/broken": (500, {}, b""),
            "/flooded": (429, {"Retry-After": "3600"}, b""),
        }.get(path, (404, {}, b""))


@pytest.fixture
def world() -> Iterator[World]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                made.now += 1
                made.most = max(made.most, made.now)
                made.heard.append((self.command, self.path))
                made.agents.add(self.headers["User-Agent"])
                status, headers, body = made.answer(self.command, self.path)
            if self.path == "/silent":
                stopped.wait(5)
            with lock:
                made.now -= 1  # before the answer: after it the next question may come at once
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if self.command != "HEAD":
                    self.wfile.write(body)
            except OSError:
                pass  # it has read enough

        do_HEAD = do_GET  # noqa: N815 (the name is the library's)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    stopped = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        made = World(server)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield made
        stopped.set()
        server.shutdown()
        thread.join()


def at(world: World, path: str) -> Answer:
    return ask(world.origin + path, AGENT, private=True)


@pytest.mark.parametrize(
    ("path", "status", "moved"),
    [
        ("/there", 200, ""),
        ("/there#part", 200, ""),
        ("/moved", 200, "/there"),
        ("/moved-twice", 200, "/there"),
        ("/for-now", 200, ""),
        ("/first-good-then-now", 200, "/for-now"),
        ("/to-nothing", 410, "/gone"),
        ("/nowhere", 404, ""),
        ("/refuses-head", 200, ""),
        ("/forbidden", 403, ""),
    ],
)
def test_answers_and_where_they_lead(world: World, path: str, status: int, moved: str) -> None:
    answer = at(world, path)
    assert (answer.status, answer.fault, answer.moved.removeprefix(world.origin)) == (status, "", moved)


def test_head_is_asked_first_and_get_only_where_it_is_refused(world: World) -> None:
    at(world, "/there")
    at(world, "/refuses-head")
    assert world.heard == [("HEAD", "/there"), ("HEAD", "/refuses-head"), ("GET", "/refuses-head")]
    assert len(fetch(world.origin + "/refuses-head", AGENT, private=True).body) == asking.MOST
    assert world.agents == {AGENT}


def test_a_circle_ends(world: World) -> None:
    assert at(world, "/circle").fault == asking.CIRCLE
    assert len(world.heard) == 2 * asking.HOPS


def test_silence_refusal_and_unknown_hosts_are_told_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(world.origin + "/silent", AGENT, private=True, patience=0.2).fault == asking.TIMEOUT
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert ask(f"http://127.0.0.1:{free.getsockname()[1]}/", AGENT, private=True).fault == asking.REFUSED

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def later(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert ask("https://gone.example/", AGENT).fault == asking.NO_HOST
    monkeypatch.setattr(socket, "getaddrinfo", later)
    assert ask("https://gone.example/", AGENT).fault == asking.BROKEN
    assert ask("https://a..example/", AGENT).fault == asking.NO_HOST
    assert ask("mailto:a@example.org", AGENT).fault == asking.BROKEN


def test_drops_of_an_answer_do_not_hold_anybody_for_long() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            opened, _ = server.accept()
            with opened:
                for _ in range(100):
                    try:
                        opened.sendall(b"H")
                    except OSError:
                        return
                    time.sleep(0.02)

        threading.Thread(target=drip, daemon=True).start()
        answer = ask(f"http://127.0.0.1:{server.getsockname()[1]}/", AGENT, private=True, patience=0.3)
    assert answer.fault == asking.TIMEOUT


def test_hosts_with_https_prove_who_they_are(once: Once, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = certificate_of(once)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    world.server.socket = context.wrap_socket(world.server.socket, server_side=True)
    here = world.origin.replace("http://127.0.0.1", "https://localhost")
    assert ask(f"{here}/there", AGENT, private=True).fault == asking.CERTIFICATE
    assert ask(f"{here}/there", AGENT, private=True).said == "self-signed certificate"
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "cert.pem"))
    assert ask(f"{here}/there", AGENT, private=True).status == 200
    assert ask(f"{here.replace('localhost', '127.0.0.1')}/there", AGENT, private=True).fault == asking.CERTIFICATE, "it is another's"


def test_addresses_in_letters_of_any_script_are_asked_for_as_browsers_do(world: World) -> None:
    at(world, "/баспасөз/a b?q=ж&r=1%20#part")
    assert world.heard[0][1] == "/%D0%B1%D0%B0%D1%81%D0%BF%D0%B0%D1%81%D3%A9%D0%B7/a%20b?q=%D0%B6&r=1%20"


def test_a_host_that_cannot_prove_who_it_is(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    def unproved(raw: socket.socket, host: str) -> ssl.SSLSocket:
        error = ssl.SSLCertVerificationError(1, "certificate verify failed")
        error.verify_message = "certificate has expired"
        raise error

    monkeypatch.setattr(asking, "_secured", unproved)
    answer = ask(world.origin.replace("http://", "https://"), AGENT, private=True)
    assert (answer.fault, answer.said) == (asking.CERTIFICATE, "certificate has expired")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"])
def test_nothing_of_this_machine_and_its_network_is_asked(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_: object) -> socket.socket:
        raise AssertionError("it was asked")

    monkeypatch.setattr(socket, "create_connection", connected)
    assert ask(f"http://{host}/", AGENT).fault == asking.PRIVATE


def test_a_name_that_leads_inside_is_not_asked_either(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address that a redirect leads to is looked at; and what was looked at is what is connected to."""
    looked: list[str] = []
    public = "93.184.215.14"

    def found(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (public if host == "open.example" else "10.1.2.3", port))]

    def connected(address: tuple[str, int], patience: float) -> socket.socket:
        assert address == (public, 80)
        ours, theirs = socket.socketpair()

        def answered() -> None:
            with theirs:
                theirs.recv(4096)
                theirs.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://inside.example/\r\n\r\n")

        threading.Thread(target=answered).start()
        return ours

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket, "create_connection", connected)
    assert ask("http://open.example/", AGENT).fault == asking.PRIVATE
    assert looked == ["open.example", "inside.example"]


# --- All sources of a project ------------------------------------------------------------------------------------

SOURCES = """\
there:
  title: There
  publisher: P
  url: {0}/there
again:
  title: The same address
  publisher: P
  url: {0}/there
moved:
  title: Moved
  publisher: P
  url: {0}/moved
gone:
  title: Gone
  publisher: P
  url: {0}/gone
  read: 2022-02
gone-and-archived:
  title: Gone, with a copy
  publisher: P
  url: {0}/gone?copy
  archived: https://example.org/copy
nowhere:
  title: Nowhere, and no copy
  publisher: P
  url: {0}/nowhere
forbidden:
  title: Forbidden
  publisher: P
  url: {0}/forbidden
on-paper:
  title: On paper
  publisher: P
"""


def project(root: Path, sources: str) -> Project:
    write(root, {"content/data/sources.yaml": sources, "pelicanconf.py": 'SITENAME = "A small event"\n', "publishconf.py": 'SITEURL = "https://example.org/x"\n'})
    return Project(root, root / "content", root / "output", root / "theme", "127.0.0.1", 8000)


def test_sources_are_told_with_file_and_line_and_a_copy(world: World, tmp_path: Path) -> None:
    site = project(tmp_path, SOURCES.format(world.origin))
    waits: list[float] = []
    manner, archive = Manner(private=True, sleep=waits.append), f"{world.origin}/wayback"
    found = sources_asked(site, manner, archive)
    file, here = "content/data/sources.yaml", world.origin
    assert [f"{finding.level}: {finding.problem}" for finding in found.findings] == [
        f'warning: {file}:12: the address has moved for good: {here}/moved: write "url: {here}/there"',
        f"warning: {file}:16: nothing is there any more (410): {here}/gone: "
        f'write "archived: https://web.archive.org/web/20220201/{here}/gone" below it',
        f"warning: {file}:26: nothing is there any more (404): {here}/nowhere: look for a copy elsewhere: the Wayback Machine has none",
        f"note: {file}:30: its host does not answer programs (403): {here}/forbidden: open it in a browser, or ask again another day",
    ]
    assert found.summary == "7 addresses of sources: 2 fine, 1 moved, 3 gone, 1 unclear"
    assert (status(found.findings), status(found.findings, strict=True)) == (0, 1)
    assert world.agents == {"Dateline/0.1.0 (checks its links; https://example.org/x)"}
    assert world.most == 1, "one host is asked one address at a time"
    assert waits == [1.0] * 6, "with a pause between"
    store = tmp_path / ".cache/dateline/asked"
    assert len(list(store.glob("*.json"))) == 6 + 2
    # For a day nobody is asked again.
    world.heard.clear()
    assert sources_asked(site, manner, archive).findings == found.findings
    assert world.heard == []
    # An archive that does not answer has not said that there is no copy.
    lost = sources_asked(site, manner, f"{world.origin}/broken").findings[1]
    assert lost.problem.do == "look for a copy at web.archive.org"


def test_what_is_kept_is_asked_again_after_a_day(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    urls = [f"{world.origin}/{name}" for name in ("there", "broken")]
    manner = Manner(private=True, sleep=lambda _: None)

    def once() -> list[tuple[str, str]]:
        world.heard.clear()
        asked(urls, store, AGENT, manner, lambda: None)
        return world.heard

    assert once() == [("HEAD", "/there"), ("HEAD", "/broken"), ("GET", "/broken")]
    assert once() == [("HEAD", "/broken"), ("GET", "/broken")], "trouble passes"
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600 + 1)
    assert once()[0] == ("HEAD", "/there")


def test_a_host_that_asks_for_patience_gets_it(world: World, tmp_path: Path) -> None:
    waits: list[float] = []
    urls = [f"{world.origin}/{name}" for name in ("busy", "flooded", "there", "moved")]
    _, answers = asked(urls, Store(tmp_path), AGENT, Manner(private=True, sleep=waits.append), lambda: None)
    assert [answers[url].status for url in urls] == [200, 429, 429, 429]
    assert waits == [3.0, 1.0]
    assert not any(dead(answer) for answer in answers.values())
    assert ("HEAD", "/there") not in world.heard, "who asks to be left alone is"


@pytest.mark.parametrize(("fault", "questions"), [(asking.NO_HOST, 1), (asking.TIMEOUT, 2), (asking.REFUSED, 2), (asking.BROKEN, 5)])
def test_nobody_waits_long_for_a_host_that_is_not_there(fault: str, questions: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []

    def silent(url: str, *_: object, **__: object) -> Answer:
        asked_for.append(url)
        return Answer(fault=fault)

    monkeypatch.setattr("dateline.authoring.rounds.ask", silent)
    _, answers = asked([f"https://a.example/{n}" for n in range(5)], Store(tmp_path), AGENT, Manner(sleep=lambda _: None), lambda: None)
    assert ([answer.fault for answer in answers.values()], len(asked_for)) == ([fault] * 5, questions)


def test_many_hosts_are_asked_side_by_side_and_no_more_than_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, meeting = threading.Lock(), threading.Barrier(3)
    now: list[int] = [0, 0]

    def answered(url: str, who: str, **_: object) -> Answer:
        with lock:
            now[0] += 1
            now[1] = max(now)
        meeting.wait(10)  # only three at once get past
        with lock:
            now[0] -= 1
        return Answer(200)

    monkeypatch.setattr("dateline.authoring.rounds.ask", answered)
    _, answers = asked([f"https://{n}.example/" for n in range(9)], Store(tmp_path), AGENT, Manner(hosts=3), lambda: None)
    assert (len(answers), now[1]) == (9, 3)


def test_without_a_network_nobody_is_called_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.authoring.rounds.ask", lambda *_, **__: Answer(fault=asking.NO_HOST, said="Name or service not known"))
    found = sources_asked(project(tmp_path, SOURCES.format("https://a.example")), Manner(sleep=lambda _: None))
    assert [str(finding.problem) for finding in found.findings] == [
        "content/data/sources.yaml: none of 6 addresses could be reached (Name or service not known): see whether this machine is online, and ask again"
    ]
    assert status(found.findings) == 2
    assert list((tmp_path / ".cache/dateline/asked").glob("*.json")) == []


def test_nobody_is_asked_long_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for: list[str] = []

    def unknown(url: str, *_: object, **__: object) -> Answer:
        asked_for.append(url)
        time.sleep(0.002)
        return Answer(fault=asking.NO_HOST)

    monkeypatch.setattr("dateline.authoring.rounds.ask", unknown)
    known, new = asked([f"https://{n}.example/" for n in range(500)], Store(tmp_path), AGENT, Manner(hosts=2), lambda: None)
    assert (known, len(new), {answer.fault for answer in new.values()}) == ({}, 500, {asking.NO_HOST})
    assert len(asked_for) < 100
    assert list(tmp_path.glob("*.json")) == []


@pytest.mark.parametrize(
    "sources",
    ["", "- not a mapping\n", "a: [\n", "a:\n  title: No address\n  publisher: P\n", "a:\n  title: T\n  publisher: P\n  url: not an address\n"],
)
def test_a_file_without_addresses_asks_nobody(tmp_path: Path, sources: str) -> None:
    found = sources_asked(project(tmp_path, sources))
    assert (found.findings, found.summary) == ([], "0 addresses of sources: none to ask")


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (Answer(fault=asking.NO_HOST), "nobody knows its host any more (DNS)"),
        (Answer(fault=asking.CERTIFICATE, said="expired"), "its host cannot prove who it is, and browsers warn of it (expired)"),
        (Answer(fault=asking.PRIVATE, said="10.0.0.1"), "its host is in a private network (10.0.0.1), where readers cannot come"),
        (Answer(fault=asking.TIMEOUT), "no answer in time"),
        (Answer(fault=asking.REFUSED), "its host refuses connections"),
        (Answer(fault=asking.CIRCLE, said="more than 10 redirects"), "it leads in a circle (more than 10 redirects)"),
        (Answer(fault=asking.BROKEN, said="reset"), "no answer (reset)"),
        (Answer(429), "its host asks not to be asked so much (429)"),
        (Answer(503), "its host has trouble (503)"),
    ],
)
def test_each_failure_has_its_words(answer: Answer, what: str) -> None:
    (finding,) = told([Cited("https://a.example/", "s.yaml", 3, False, "")], {"https://a.example/": answer}, {}).findings
    assert finding.problem.what == f"{what}: https://a.example/"


@pytest.mark.parametrize(
    ("body", "copy"),
    [
        (b'{"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/1/https://a.example/", "status": "200"}}}', "https://web.archive.org/web/1/https://a.example/"),
        (b'{"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/1/x", "status": "404"}}}', ""),
        (b'{"archived_snapshots": {"closest": {"available": true, "url": "javascript:alert(1)"}}}', ""),
        (b'{"archived_snapshots": {"closest": {"available": true, "url": "https://a.example/\\nurl: b"}}}', ""),
        (b'{"archived_snapshots": {}}', ""),
        (b"[]", ""),
        (b"<html>busy</html>", ""),
    ],
)  # fmt: skip
def test_only_a_copy_that_can_be_written_down_is_proposed(body: bytes, copy: str) -> None:
    assert copy_of(body) == copy


def test_we_say_who_asks() -> None:
    assert agent("Кириллица (x)\r\nX: y") == "Dateline/0.1.0 (checks its links; x X: y)"
    assert agent() == "Dateline/0.1.0 (checks its links)"


