"""Every link of the whole site leads somewhere: served at `/`, in a folder, as files on a disk, and in production."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import url2pathname

import pytest

from tests.conftest import PRODUCTION
from tests.http import Server, serving
from tests.invented import FOLDER

ADDRESSES = frozenset(("href", "src", "poster", "data", "action", "formaction", "background", "xlink:href"))
"""Attributes that hold one address (HTML, "attributes"; SVG 2, "linking")."""
CANDIDATES = frozenset(("srcset", "imagesrcset"))
META = frozenset(("og:image", "og:url"))
_CSS = re.compile(r"url\(\s*[\"']?([^\"')]+)")


@dataclass(frozen=True)
class Link:
    """An address on a page: where it stands, and how it is written."""

    tag: str
    attribute: str
    written: str


@dataclass
class Page:
    """What one page holds of addresses and anchors."""

    links: list[Link] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    listed: bool = True


class Finder(HTMLParser):
    """Collects the links and anchors of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.page.ids[values["id"]] += 1
        for name in ADDRESSES & values.keys():
            self.page.links.append(Link(tag, name, values[name]))
        for name in CANDIDATES & values.keys():
            candidates = [candidate.split()[0] for candidate in values[name].split(",")]
            self.page.links += (Link(tag, name, candidate) for candidate in candidates)
        if tag == "meta" and values.get("property") in META:
            self.page.links.append(Link(tag, values["property"], values["content"]))
        if tag == "meta" and values.get("name") == "robots":
            self.page.listed = "noindex" not in values["content"]

    def handle_data(self, data: str) -> None:
        if self._inside == "style":
            self.page.links += (Link("style", "url()", address) for address in _CSS.findall(data))


Pages = dict[str, Page]


class Production(NamedTuple):
    """A site built for an address, and a server that stands for the one at that address."""

    folder: Path
    pages: Pages
    server: Server
    siteurl: str = f"{PRODUCTION}/"


def read(folder: Path) -> Pages:
    """Return every page of an output folder by its file's name."""
    return {file.relative_to(folder).as_posix(): _read(file) for file in sorted(folder.rglob("*.html"))}


def _read(file: Path) -> Page:
    finder = Finder()
    finder.feed(file.read_text(encoding="utf-8"))
    finder.close()
    return finder.page


def outside(link: Link) -> bool:
    """Tell whether a link leads to another site, or to no site at all (mailto:)."""
    return bool(urlsplit(link.written).scheme) and not link.written.startswith("http://127.0.0.1")


def each(pages: Pages) -> Iterator[tuple[str, Page, Link]]:
    """Yield every link inside the site with the page that it stands on."""
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            if not outside(link):
                yield name, page, link


def wrong_anchor(pages: Pages, target: str, fragment: str) -> bool:
    """Tell whether a fragment names anything but exactly one element of a page."""
    return bool(fragment) and (target not in pages or pages[target].ids[unquote(fragment)] != 1)


def file_at(path: str) -> str:
    """Return the file that a host sends for a path below the site."""
    return f"{path}index.html" if not path or path.endswith("/") else path


def on_disk(folder: Path, pages: Pages) -> list[str]:
    """Return what is wrong with the links of pages that are opened as files."""
    found = []
    for name, _, link in each(pages):
        address = urljoin((folder / name).as_uri(), link.written)
        parts = urlsplit(address)
        target = Path(url2pathname(parts.path))
        where = f"{name}: {link.tag} {link.attribute} {link.written}"
        if parts.scheme != "file" or not target.is_relative_to(folder):
            found.append(f"{where}: leads out of the site")
        elif not target.is_file():
            found.append(f"{where}: no such file")
        elif wrong_anchor(pages, target.relative_to(folder).as_posix(), parts.fragment):
            found.append(f"{where}: no such anchor")
    return found


def over_http(folder: Path, pages: Pages, server: Server, siteurl: str = "") -> list[str]:
    """Return what is wrong with the links of pages that a server sends, which stands for that of `siteurl`; each address is asked for once."""
    answers: dict[str, str] = {}

    def answer(path: str) -> str:
        status, body = server.get(path)
        if status != 200:
            return f"status {status}"
        target = file_at(unquote(path)[len(server.base) :])
        return "" if body == (folder / target).read_bytes() else f"not the bytes of {target}"

    found = []
    for name, _, link in each(pages):
        # A page is opened by its clean address, as visitors do: `timeline/`, not `timeline/index.html`.
        here = server.address(re.sub(r"(^|/)index\.html$", r"\1", name))
        written = link.written
        if siteurl and written.startswith(siteurl):
            written = f"{server.origin}{server.base}{written.removeprefix(siteurl)}"
        parts = urlsplit(urljoin(here, written))
        where = f"{name}: {link.tag} {link.attribute} {link.written}"
        if f"{parts.scheme}://{parts.netloc}" != server.origin or not parts.path.startswith(server.base):
            found.append(f"{where}: leads out of the site")
            continue
        if parts.path not in answers:
            answers[parts.path] = answer(parts.path)
        if wrong := answers[parts.path]:
            found.append(f"{where}: {wrong}")
        elif wrong_anchor(pages, file_at(unquote(parts.path)[len(server.base) :]), parts.fragment):
            found.append(f"{where}: no such anchor")
    return found


def reached(pages: Pages, base: str) -> set[str]:
    """Return the pages that a reader can come to from the front page."""
    seen: set[str] = set()
    left = ["index.html"]
    while left:
        name = left.pop()
        if name in seen or name not in pages:
            continue
        seen.add(name)
        here = f"http://site{base}{name}"
        for link in pages[name].links:
            if link.tag == "a" and not outside(link):
                left.append(file_at(unquote(urlsplit(urljoin(here, link.written)).path)[len(base) :]))
    return seen


@pytest.fixture(scope="module")
def pages(event_site: Path) -> Pages:
    """The pages of the invented event with relative links."""
    return read(event_site)


@pytest.fixture(scope="module")
def production(production_site: Path) -> Iterator[Production]:
    """The invented event built for a sub-folder of a server, and a server for it."""
    with serving(production_site, "/base/") as server:
        yield Production(production_site, read(production_site), server)


def test_the_walk_sees_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<style>p{background:url(a/no.webp)}</style><p id="x"></p><p id="x"></p><a href="a/">A</a>'
        '<a href="#x">twice</a><a href="a/index.html#y">A</a><img src="a/one.webp" srcset="a/one.webp 1w, a/two.webp 2w">'
        '<a href="/a/index.html">root</a><a href="../up.html">up</a><a href="https://example.org/">there</a>',
        encoding="utf-8",
    )
    (tmp_path / "a/index.html").write_text('<a href="../index.html">front</a>', encoding="utf-8")
    (tmp_path / "a/one.webp").touch()
    pages = read(tmp_path)

    assert on_disk(tmp_path, pages) == [
        "index.html: style url() a/no.webp: no such file",
        "index.html: a href a/: no such file",
        "index.html: a href #x: no such anchor",
        "index.html: a href a/index.html#y: no such anchor",
        "index.html: img srcset a/two.webp: no such file",
        "index.html: a href /a/index.html: leads out of the site",
        "index.html: a href ../up.html: leads out of the site",
    ]
    with serving(tmp_path, "/some/folder/") as server:
        assert over_http(tmp_path, pages, server) == [
            "index.html: style url() a/no.webp: status 404",
            "index.html: a href #x: no such anchor",
            "index.html: a href a/index.html#y: no such anchor",
            "index.html: img srcset a/two.webp: status 404",
            "index.html: a href /a/index.html: leads out of the site",
            "index.html: a href ../up.html: leads out of the site",
        ]


def test_on_disk(event_site: Path, pages: Pages) -> None:
    assert on_disk(event_site, pages) == []


def test_a_long_site_on_disk(long_site: Path) -> None:
    pages = read(long_site)

    assert on_disk(long_site, pages) == []
    assert [(name, key) for name, page in pages.items() for key, count in page.ids.items() if count != 1] == []
    assert {name for name, page in pages.items() if page.listed} == reached(pages, "/")


@pytest.mark.parametrize("base", ["/", "/some/folder/"])
def test_served(event_site: Path, pages: Pages, base: str) -> None:
    with serving(event_site, base) as server:
        assert over_http(event_site, pages, server) == []


def test_in_production(production: Production) -> None:
    assert over_http(production.folder, production.pages, production.server, production.siteurl) == []


def test_relative_links_begin_with_no_slash_and_name_no_host(pages: Pages) -> None:
    assert [link for _, _, link in each(pages) if re.match(r"/|https?:", link.written)] == []


def test_in_production_links_are_clean_and_lie_below_siteurl(production: Production) -> None:
    links = each(production.pages)
    inside = [(name, link.written) for name, _, link in links if not link.written.startswith("#")]

    assert [at for at in inside if not at[1].startswith(("/base/", production.siteurl))] == []
    assert [at for at in inside if "index.html" in at[1]] == []


def test_the_404_page_leads_home_from_any_address(production: Production) -> None:
    links = [link.written for link in production.pages["404.html"].links if not link.written.startswith("#")]
    elsewhere = [link for link in links if not link.startswith(production.siteurl)]

    assert elsewhere == ["https://www.example.net/flood/", "https://flood.example.com/", "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/"]
    links = [link for link in links if link not in elsewhere]
    assert production.siteurl in links
    assert {production.server.get(link)[0] for link in links} == {200}


def test_links_out_of_the_site_are_whole_addresses(pages: Pages) -> None:
    away = [(name, link) for name, page in pages.items() for link in page.links if outside(link)]

    assert len(away) > 100
    assert [at for at in away if at[1].tag != "a" or not re.match(r"https?://[^/\s]+\.|mailto:", at[1].written)] == []


def test_anchors_are_unique_on_each_page(pages: Pages) -> None:
    assert [(name, key) for name, page in pages.items() for key, count in page.ids.items() if count != 1] == []


def test_every_listed_page_can_be_reached_from_the_front_page(
    pages: Pages, production: Production
) -> None:
    assert {name for name, page in pages.items() if page.listed} == reached(pages, "/")
    assert {name for name, page in production.pages.items() if page.listed} == reached(production.pages, "/base/")


def test_nothing_of_the_workshop_is_left_in_a_page(event_site: Path) -> None:
    marks = re.compile("dateline:|\\{filename\\}|\\{static\\}|\\{index\\}|[\ue000\ue001]|\\[\\[|\\[@|\\{\\{|\\{%")

    assert [
        (file.relative_to(event_site).as_posix(), found)
        for file in event_site.rglob("*.html")
        for found in marks.findall(re.sub("<pre\\b.*?</pre>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL))
    ] == []


@pytest.mark.parametrize("build", ["writing", "production"])
def test_the_manifest_names_every_file_with_its_sum(
    build: str, event_site: Path, production: Production
) -> None:
    folder = event_site if build == "writing" else production.folder
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = [(line[66:], line[:64]) for line in lines]
    there = {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }

    assert {line[64:66] for line in lines} == {"  "}
    assert listed == sorted(listed)
    assert dict(listed) == there


def test_everything_extra_is_published(event_site: Path) -> None:
    extra = FOLDER / "extra"
    files = [file for file in extra.rglob("*") if file.is_file()]

    assert files
    assert {file.read_bytes() for file in files} == {(event_site / file.relative_to(extra)).read_bytes() for file in files}
