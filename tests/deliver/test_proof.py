"""The proof: what is wrong on a finished page, seen from its bytes alone."""

from __future__ import annotations

import csv
import pickle
import re
from pathlib import Path

import pytest
from dateline.deliver.blame import blame
from dateline.deliver.proof import Marks, Proof, marks
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems
from dateline.theme import Theme

SITE = "https://paper.example/flood"
FILES = frozenset(("index.html", "about/index.html", "a/b/index.html", "dam.webp", "theme/x.woff2", "downloads/t.json", "404.html"))
STYLE = "<!DOCTYPE html><title>T</title><style>p{color:red}</style>"


def told(body: str, address: str = "a/b/", root: str | None = None, siteurl: str = "", head: str = STYLE) -> list[str]:
    """Return what is wrong with a page."""
    proof = Proof(root, siteurl)
    proof.page("about/", "page", b'<h2 id="method">Method</h2><h2 id="caf&#233;">x</h2>')
    proof.page(address, "entry", f"{head}{body}".encode())
    return [fault.what for fault in proof.faults(FILES)]


GOOD = {
    "relative": '<a href="../../about/index.html#method">a</a><a href="../../index.html">f</a><img src="../../dam.webp" srcset="../../dam.webp 1w">',
    "own anchor": '<p id="x"><a href="#x">x</a><a href="#">top</a><a href="#top">top</a><a href="#:~:text=dam">words</a>',
    "elsewhere": '<a href="https://other.example/x#y">o</a><a href="mailto:a@b.example">m</a><a href="//other.example/x">o</a><a href="tel:1">t</a>',
    "percent": '<a href="../../about/index.html#caf%C3%A9">c</a><a href="../../%61bout/">a</a>',
    "query": '<a href="../../index.html?kind=x">q</a>',
    "dots": '<a href="./index.html">h</a><a href="../b/index.html">h</a><a href="../../about/../dam.webp">d</a>',
    "code": "<p><code>[@key] [[map: x]] {filename}x.md id=\"a\" id=\"a\" href=\"nowhere\"</code></p><pre>\n[[read: y]] <b>[@z]</b></pre>",
    "text that looks like attributes": '<p id="a">Write id="a" or href="nowhere" or src="x.jpg" there.</p>',
    "an attribute with an angle": '<p title="a > b" id="a">x</p><p title="c">id="a"</p>',
    "descriptions of code": '<meta name="description" content="Write [@key] {static} [[read: x]]">',
    "brackets": "<p>[sic] [[sic]] [ @dam] {file} a[[1]]</p>",
}
"""Nothing is wrong with these."""


@pytest.mark.parametrize("name", GOOD)
def test_what_is_right(name: str) -> None:
    assert told(GOOD[name]) == []


BAD = {
    "in a style behind the words": ('<p>x</p><svg><style>a{background:url("../../no.webp")}</style></svg>', '"../../no.webp" names no file of the site'),
    "behind a style behind the words": ('<svg><style>a{color:red}</style></svg><img src="../../no.webp">', '"../../no.webp" names no file of the site'),
    "no file": ('<a href="../../abuot/index.html">a</a>', '"../../abuot/index.html" names no file of the site'),
    "no folder on a disk": ('<a href="../../about">a</a>', '"../../about" names no file of the site'),
    "beyond the root": ('<a href="../../../x.html">a</a>', '"../../../x.html" names no file of the site'),
    "from the root of the disk": ('<a href="/about/">a</a>', '"/about/" names no file of the site'),
    "no anchor": ('<a href="../../about/index.html#mehtod">a</a>', '"../../about/index.html#mehtod" leads to an anchor that is not there'),
    "no own anchor": ('<a href="#mehtod">a</a>', '"#mehtod" leads to an anchor that is not there'),
    "candidate": ('<img srcset="../../dam.webp 1w, ../../dam-2.webp 2w">', '"../../dam-2.webp" names no file of the site'),
    "poster": ("<video poster='../../no.jpg'>", '"../../no.jpg" names no file of the site'),
    "drawing": ('<svg><use href="#outline"/></svg>', '"#outline" leads to an anchor that is not there'),
    "refresh": ('<meta http-equiv="refresh" content="0; url=../no/">', '"0; url=../no/" names no file of the site'),
    "id twice": ('<p id="x">x</p><b id="x">x</b>', 'the id "x" stands twice on a page'),
    "citation": ("<p>So it is.[@agency, p. 3]</p>", '"[@agency, p. 3]" is left over'),
    "component": ("<td>[[figure: deaths]]</td>", '"[[figure: deaths]]" is left over'),
    "token": ("<p>\ue0003\ue001</p>", '"\ue0003" is left over', '"\ue001" is left over'),
    "link in an attribute": ('<p title="{filename}x.md">x</p>', '"{filename}x.md" is left over'),
    "beside code": ("<p><code>[@a]</code> [@b]</p>", '"[@b]" is left over'),
    "font": ("", '"../../theme/y.woff2" names no file of the site'),
}
"""What is wrong with these."""


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong(name: str) -> None:
    head = STYLE.replace("p{", "@font-face{src:url(../../theme/y.woff2)}p{") if name == "font" else STYLE

    assert told(BAD[name][0], head=head) == [*BAD[name][1:]]


def test_in_production() -> None:
    right = f'<a href="/flood/about/#method">a</a><a href="{SITE}/about/">a</a><a href="{SITE}">f</a><a href="{SITE}ed/">o</a><a href="/flood/about">a</a>'
    og = f'<meta property="og:image" content="{SITE}/dam.webp"><link rel="canonical" href="{SITE}/a/b/">'
    wrong = f'<a href="/about/">a</a><a href="{SITE}/no/#x">n</a><meta property="og:image" content="{SITE}/no.webp">'

    assert told(right + og, root="/flood/", siteurl=SITE) == []
    assert sorted(told(wrong, root="/flood/", siteurl=SITE)) == [
        '"/about/" names no file of the site',
        f'"{SITE}/no.webp" names no file of the site',
        f'"{SITE}/no/#x" names no file of the site',
    ]


def test_what_else_lies_on_the_host_is_not_known() -> None:
    links = "".join(f'<a href="https://paper.example{path}">x</a>' for path in ("/shop/", "/a/b/", "/a/c/", "/downloads/no.json", "/shop"))

    assert sorted(told(links, root="/", siteurl="https://paper.example")) == [
        '"https://paper.example/a/c/" names no file of the site',
        '"https://paper.example/downloads/no.json" names no file of the site',
    ]


EXPORTS = {
    "downloads/t.json": '{"address": "no/", "url": "SITE/no/", "text": "See SITE/no-2/ there", "html": "<a href=\\"../no-3/index.html\\">x</a>"}',
    "feeds/all.atom.xml": '<feed><link href="SITE/no/"/><id>SITE/about/</id><content>&lt;a href="SITE/no-3/"&gt;x&lt;/a&gt;</content></feed>',
    "sitemap.xml": "<urlset><url><loc>SITE/no/</loc></url><url><loc>SITE/about/#no-3</loc></url></urlset>",
    "downloads/t.csv": 'id,url,text\r\nx,SITE/no/,"See SITE/no-2/. <a href=""../no-3/index.html"">x</a>"\r\n',
    "downloads/t.ics": "BEGIN:VEVENT\r\nURL:SITE/n\r\n o/\r\nDESCRIPTION:See SITE/no-2/\r\nURL;VALUE=URI:SITE/no-3/\r\nEND:VEVENT\r\n",
}
"""Two addresses of each name no file, and one is only mentioned."""


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_name_what_is_there(name: str) -> None:
    proof = Proof("/flood/", SITE)
    proof.page("about/", "page", b"<p>x</p>")
    proof.export(name, EXPORTS[name].replace("SITE", SITE).encode())
    found = {fault.what.rpartition('"')[0].strip('"').replace(SITE, "").strip("./") for fault in proof.faults(FILES)}

    assert {re.sub(r"index.html|about/#|/", "", address) for address in found} == {"no", "no-3"}


def test_a_cell_may_be_as_long_as_a_text() -> None:
    """Python's csv takes 131,072 letters for the most that a cell can hold."""
    proof = Proof("/flood/", SITE)
    previous = csv.field_size_limit(131_072)
    try:
        proof.export("downloads/t.csv", f'id,text,url\r\none,"{"word " * 40_000}",{SITE}/no/\r\n'.encode())
    finally:
        csv.field_size_limit(previous)

    assert [fault.what for fault in proof.faults(FILES)] == [f'"{SITE}/no/" names no file of the site']


def test_one_link_on_many_pages_is_told_once() -> None:
    proof = Proof(None, "")
    for number in range(3):
        proof.page(f"a/{number}/", "day", b'<a href="../../no/index.html">x</a><a href="../../no/index.html">x</a>')

    assert [fault.what for fault in proof.faults(FILES)] == ['"../../no/index.html" names no file of the site']


def test_marks_depend_on_nothing_but_the_bytes() -> None:
    found = marks(b'<p id="a"><img src="x" srcset="y 1w,z 2w"><p id="b"><a href="x">')

    assert found == Marks(("a", "b"), frozenset(("x", "y", "z")), ())


def test_a_fault_is_told_once_and_of_the_text_that_holds_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theme/templates").mkdir(parents=True)
    written = {
        "a.md": "Title: A\n\nOne [@x].\n",
        "b.md": "Title: B\n\nTwo\n\n[@x] too.\n",
        "c.yaml": "k:\n  url: https://p.example/f/no/\n",
        "theme/templates/base.html": "<html>\n<a href=\"#top\">\n<b id=\"i\"><b id=\"i\">",
    }
    for name, text in written.items():
        Path(name).write_text(text, encoding="utf-8")
    made_from = {"b/": Origin(Position("b.md", 1), "B")}
    proof = Proof("/f/", "https://p.example/f")
    proof.page("b/", "page", b'<p>[@x] too</p><b id="i"><b id="i">')
    proof.page("list/", "index", b'<p>{static}y [@x] too</p><a href="https://p.example/f/no/">z</a><b id="i"><b id="i"><li id="k"><i id="k">')
    problems = Problems()

    blame(proof.faults(()), made_from, ("a.md", "b.md", "c.yaml"), Theme((tmp_path / "theme",)), problems)

    assert [(f"{problem.path}:{problem.line}: {problem.what}", problem.setup) for problem in problems.sorted()] == [
        ('b.md:5: "[@x]" is left over (on /b/ and 1 more)', False),
        ('c.yaml:1: the id "k" stands twice on a page (on /list/)', False),
        ('c.yaml:2: "https://p.example/f/no/" names no file of the site (on /list/)', False),
        ('theme/templates/base.html:3: the id "i" stands twice on a page (on /b/ and 1 more)', True),
        ('theme/templates/index.html:0: "{static}y" is left over (on /list/)', True),
    ]


def test_an_address_is_not_looked_for_in_a_longer_one(tmp_path: Path) -> None:
    templates = tmp_path / "theme/templates"
    templates.mkdir(parents=True)
    (templates / "a.html").write_text('<a href="#contents">', encoding="utf-8")
    (templates / "b.html").write_text('<p>\n<a href="#content">', encoding="utf-8")
    proof = Proof("/f/", "")
    proof.page("b/", "b", b'<a href="#content">')
    problems = Problems()
    blame(proof.faults({"b/index.html"}), {}, (), Theme((tmp_path / "theme",)), problems)
    assert [(Path(problem.path).name, problem.line) for problem in problems.sorted()] == [("b.html", 2)]


def test_exports_that_another_proof_has_taken_are_as_if_taken_here() -> None:
    """The data files are looked at where they are made: in another process."""
    there = Proof("/site/", "https://example.org/site")
    there.export("downloads/timeline.geojson", b'{"url": "https://example.org/site/nowhere/", "href": "https://example.org/site/"}')
    here = Proof("/site/", "https://example.org/site")
    here.join(pickle.loads(pickle.dumps(there)))
    here.export("downloads/timeline.geojson", b'{"url": "https://example.org/site/not-looked-at-again/"}')
    faults = list(here.faults({"index.html"}))
    assert [(fault.address, fault.what) for fault in faults] == [
        ("downloads/timeline.geojson", '"https://example.org/site/nowhere/" names no file of the site')
    ]


@pytest.mark.parametrize(
    ("first", "second", "written", "faults"),
    [
        ("a/x/", "a/y/", "../b/index.html", 0),
        ("c/x/", "c/y/", "../b/index.html", 1),  # one fault: both name the same
        ("a/x/", "c/y/", "../b/index.html", 1),
        ("c/x/", "a/y/", "../b/index.html", 1),
        ("a/x/1/", "c/x/1/", "../../b/index.html", 1),
        ("a/x/1/", "a/y/1/", "../../b/index.html", 0),
        ("a/x/1/", "a/y/1/", "../b/index.html", 2),
        ("a/b/", "a/b/1/", "../b/index.html", 1),
        ("a/x/", "c/y/", "../../../about/index.html", 1),
    ],
)
def test_one_address_on_several_pages_is_looked_at_for_each_place_that_it_means(first: str, second: str, written: str, faults: int) -> None:
    proof = Proof(None, "")
    for address in (first, second):
        proof.page(address, "entry", f'<a href="{written}">x</a>'.encode())
    assert len(list(proof.faults(FILES))) == faults
