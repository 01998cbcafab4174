"""The host that measures are taken on sends what a plain host sends: packed texts, whole pictures, one connection."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest
from dateline.authoring.hosting import Host, hosting, packed

WORDS = "Ұзын мәтін. " * 200
PICTURE = bytes(range(256)) * 20


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A served folder with a page, a page in a folder, a picture and a page for what is missing."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "timeline").mkdir()
    for name in ("index.html", "timeline/index.html", "404.html"):
        (folder / name).write_text(f"{name} {WORDS}", "utf-8")
    (folder / "lead.avif").write_bytes(PICTURE)
    (folder.parent / "secret.html").write_text("secret", "utf-8")
    with hosting(folder) as served:
        yield served


def ask(connection: HTTPConnection, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of an answer, as they came."""
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def test_one_connection_gets_packed_texts_and_pictures_as_they_are(host: Host) -> None:
    connection = HTTPConnection("127.0.0.1", host.port, timeout=30)
    gzips = {"Accept-Encoding": "gzip, deflate"}
    status, headers, body = ask(connection, "/timeline/?place=almaty", **gzips)
    socket = connection.sock
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "gzip", "Accept-Encoding")
    assert int(headers["Content-Length"]) == len(body) < len(WORDS)
    assert gzip.decompress(body).decode() == f"timeline/index.html {WORDS}"
    assert body == packed(f"timeline/index.html {WORDS}".encode())
    status, headers, body = ask(connection, "/lead.avif", **gzips)
    assert (status, headers["Content-Type"], "Content-Encoding" in headers, body) == (200, "image/avif", False, PICTURE)
    assert ask(connection, "/")[2].decode() == f"index.html {WORDS}"
    assert ask(connection, "/", "HEAD")[2] == b""
    assert connection.sock is socket
    connection.close()


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [("/nothing", 404, "404.html"), ("/../secret.html", 404, "404.html"), ("/%2e%2e/secret.html", 404, "404.html"), ("/timeline", 301, "")],
)
def test_what_is_not_there_is_told_as_hosts_do(host: Host, path: str, status: int, told: str) -> None:
    connection = HTTPConnection("127.0.0.1", host.port, timeout=30)
    found, headers, body = ask(connection, path)
    assert (found, body.decode().partition(" ")[0]) == (status, told)
    assert headers.get("Location", "/timeline/") == "/timeline/"
    connection.close()


def test_what_a_browser_has_is_not_sent_again(host: Host) -> None:
    connection = HTTPConnection("127.0.0.1", host.port, timeout=30)
    _, headers, body = ask(connection, "/lead.avif")
    assert (headers["Cache-Control"], body) == ("max-age=600", PICTURE)
    for known, status in ((headers["ETag"], 304), ('"another"', 200)):
        found, again, body = ask(connection, "/lead.avif", **{"If-None-Match": known})
        assert (found, again["ETag"], len(body)) == (status, headers["ETag"], 0 if status == 304 else len(PICTURE))
    connection.close()
