"""The preview server's application: what an address leads to, as on a host."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.serving import application


def ask(output: Path, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Ask the preview server's application."""
    answer: list[Any] = []
    environ = {"PATH_INFO": path.encode().decode("latin-1"), "REQUEST_METHOD": method, "wsgi.errors": io.StringIO()}
    body = b"".join(application(output)(environ, lambda status, headers, *_: answer.extend((status, dict(headers)))))  # type: ignore[arg-type]
    return int(answer[0][:3]), answer[1], body


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "timeline").mkdir(parents=True)
    (folder / "empty").mkdir()
    for name in ("index.html", "timeline/index.html", "about.html", "404.html", "Ақтау.html", "lead.avif"):
        (folder / name).write_text(name, encoding="utf-8")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/", 200, "index.html"),
        ("/index.html", 200, "index.html"),
        ("/timeline/", 200, "timeline/index.html"),
        ("/timeline", 302, ""),
        ("/about", 200, "about.html"),
        ("/Ақтау.html", 200, "Ақтау.html"),
        ("/about.html/", 404, "404.html"),
        ("/empty/", 404, "404.html"),
        ("/empty", 404, "404.html"),
        ("/nothing", 404, "404.html"),
        ("/../secret", 404, "404.html"),
        ("/timeline/../../secret", 404, "404.html"),
        ("//secret", 404, "404.html"),
        ("/\0", 200, "index.html"),
    ],
)
def test_addresses_lead_where_a_host_takes_them(output: Path, path: str, status: int, body: str) -> None:
    assert (ask(output, path)[0], ask(output, path)[2].decode()) == (status, body)


def test_a_folder_redirects_to_its_address(output: Path) -> None:
    assert ask(output, "/timeline")[1]["Location"] == "/timeline/"


def test_head_sends_no_body(output: Path) -> None:
    status, headers, body = ask(output, "/", "HEAD")
    assert (status, headers["Content-Length"], body) == (200, "10", b"")


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html; charset=utf-8"), ("/lead.avif", "image/avif"), ("/no", "text/html; charset=utf-8")]
)
def test_media_types(output: Path, path: str, kind: str) -> None:
    assert ask(output, path)[1]["Content-Type"] == kind


def test_without_a_404_page_the_server_still_answers(output: Path) -> None:
    shutil.rmtree(output)
    assert ask(output, "/")[::2] == (404, b"404: not in the output\n")
