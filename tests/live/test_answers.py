"""What is sent for an address: pages with the script, everything else as it is, and nothing that is not the site's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from dateline.live.answers import (
    answer,
    event,
    hello,
    is_local,
    look_up,
    messages_answer,
    path_of,
    state_answer,
)
from dateline.live.state import Standing, State, Told
from dateline.problems import Topic

PAGE = "<head></head>{}"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "timeline/2022").mkdir(parents=True)
    (folder / "empty").mkdir()
    for name in ("index.html", "timeline/index.html", "about.html", "404.html", "Ақ тау.html", "timeline/2022/index.html"):
        (folder / name).write_text(PAGE.format(name), encoding="utf-8")
    (folder / "data.json").write_bytes(b"</head>")
    (folder / "lead.avif").write_bytes(b"picture")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "output-more").mkdir()
    (tmp_path / "output-more/secret").write_text("secret", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("target", "status", "file"),
    [
        ("/", 200, "index.html"),
        ("/index.html?x=1", 200, "index.html"),
        ("/timeline/", 200, "timeline/index.html"),
        ("/timeline/2022/#a", 200, "timeline/2022/index.html"),
        ("/about", 200, "about.html"),
        ("/%D0%90%D2%9B%20%D1%82%D0%B0%D1%83.html", 200, "Ақ тау.html"),
        ("/lead.avif", 200, "lead.avif"),
        ("/nothing", 404, "nothing"),
        ("/empty/", 404, "empty"),
        ("/%ff", 404, "�"),
        ("/a%00/../index.html", 200, "index.html"),
        ("/../secret", 404, "../secret"),
        ("/%2e%2e/secret", 404, "../secret"),
        ("/timeline/..%2f..%2fsecret", 404, "timeline/../../secret"),
        ("/..%5csecret", 404, "..\\secret"),
        ("/../output-more/secret", 404, "../output-more/secret"),
        ("//secret", 404, "secret"),
        ("/" + "a" * 5000, 404, "a" * 5000),
    ],
)
def test_what_lies_at_an_address(output: Path, target: str, status: int, file: str) -> None:
    found = look_up(output, path_of(target))
    assert not isinstance(found, str)
    assert (found.status, found.file) == (status, file)
    assert b"secret" not in found.body


def test_a_folder_redirects_within_the_site(output: Path) -> None:
    assert answer(output, "/timeline").headers == {"Location": "/timeline/"}
    assert answer(output, "//timeline/2022").headers == {"Location": "/timeline/2022/"}


def test_a_link_out_of_the_output_is_not_followed(output: Path) -> None:
    try:
        (output / "link").symlink_to(output.parent / "secret")
    except OSError:
        pytest.skip("this system lets nobody but administrators make links")
    assert answer(output, "/link").status == 404


def test_pages_get_the_script_and_nothing_else_does(output: Path) -> None:
    page = answer(output, "/about.html")
    assert (b"/.dateline/live.js" in page.body, page.headers["Content-Type"]) == (True, "text/html; charset=utf-8")
    assert answer(output, "/data.json").body == b"</head>"
    assert answer(output, "/lead.avif").headers["Content-Type"] == "image/avif"
    assert (output / "about.html").read_text() == PAGE.format("about.html")


def test_what_is_missing_gets_the_sites_own_page_with_the_script(output: Path) -> None:
    missing = answer(output, "/gone/")
    assert missing.status == 404
    assert b"404.html" in missing.body
    assert b'data-file="gone"' in missing.body
    (output / "404.html").unlink()
    assert b"/.dateline/live.js" in answer(output, "/gone/").body


def test_before_there_is_a_site_a_page_waits_for_it(tmp_path: Path) -> None:
    waiting = answer(tmp_path / "output", "/articles/first/")
    assert waiting.status == 503
    assert b"/.dateline/live.js" in waiting.body


def test_the_tag_changes_with_the_page_and_when_it_goes_and_comes(output: Path) -> None:
    def tag() -> str:
        return str(json.loads(state_answer(output, "/about", State()).body)["tag"])

    first = tag()
    (output / "about.html").write_text("<head></head>New", encoding="utf-8")
    second = tag()
    (output / "about.html").unlink()
    third = tag()
    assert len({first, second, third}) == 3
    (output / "about.html").write_text(PAGE.format("about.html"), encoding="utf-8")
    assert tag() == first
    assert f'data-tag="{first}"'.encode() in answer(output, "/about").body


def test_a_page_is_asked_for_by_the_address_of_its_folder_too(output: Path) -> None:
    with_slash, without = (json.loads(state_answer(output, path, State()).body)["tag"] for path in ("/timeline/", "/timeline"))
    assert with_slash == without != ""


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST", "event.localhost:80"])
def test_names_of_this_machine(host: str) -> None:
    assert is_local(host)


@pytest.mark.parametrize(
    "host",
    [None, "", "example.org", "127.0.0.1.example.org", "localhost.example.org", "example.org:8000", "127.0.0.2", "localhost@example.org", "localhost:8000:1", "evillocalhost", "192.168.0.1:8000", "0.0.0.0"],
)
def test_names_that_are_not_this_machines(host: str | None) -> None:
    assert not is_local(host)


def test_events_are_one_line_each_and_end_with_an_empty_one() -> None:
    told = Told(3, ("a\nb.html",), "x/index.html")
    lines = event(told).decode().split("\n")
    assert lines[1:] == ["", ""]
    assert json.loads(lines[0].removeprefix("data: ")) == {"number": 3, "changed": ["a\nb.html"], "go": "x/index.html"}
    first, second, *rest = hello(told, follow=False).decode().split("\n")
    assert (first, rest) == ("retry: 1000", ["", ""])
    assert json.loads(second.removeprefix("data: ")) == {"number": 3, "changed": [], "go": "", "follow": False}


def test_the_state_says_what_is_wrong(output: Path) -> None:
    state = State()
    state.end(Standing(({"what": "wrong"},), (), "as it was"), (), "")
    said = json.loads(state_answer(output, "/", state).body)
    assert (said["problems"], said["state"], said["building"], said["number"]) == ([{"what": "wrong"}], "as it was", False, 1)


def test_what_messages_mean_is_explained_without_the_documentation_at_hand() -> None:
    page = messages_answer().body.decode()
    assert set(re.findall(r'<h2 id="([a-z-]+)">', page)) == {topic for topic in get_args(Topic) if topic}
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', page))
    assert "{title}" not in page
