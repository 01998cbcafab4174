"""The proof: what is wrong on a finished page, seen from its bytes alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dateline.deliver.blame import blame
from dateline.deliver.proof import Marks, Proof, marks
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems

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
    "no file": ('<a href="../../abuot/index.html">a</a>', '"../../abuot/index.html" on /a/b/ names no file of the site'),
    "no folder on a disk": ('<a href="../../about">a</a>', '"../../about" on /a/b/ names no file of the site'),
    "beyond the root": ('<a href="../../../x.html">a</a>', '"../../../x.html" on /a/b/ names no file of the site'),
    "from the root of the disk": ('<a href="/about/">a</a>', '"/about/" on /a/b/ names no file of the site'),
    "no anchor": ('<a href="../../about/index.html#mehtod">a</a>', '"../../about/index.html#mehtod" on /a/b/ leads to an anchor that is not there'),
    "no own anchor": ('<a href="#mehtod">a</a>', '"#mehtod" on /a/b/ leads to an anchor that is not there'),
    "candidate": ('<img srcset="../../dam.webp 1w, ../../dam-2.webp 2w">', '"../../dam-2.webp" on /a/b/ names no file of the site'),
    "poster": ("<video poster='../../no.jpg'>", '"../../no.jpg" on /a/b/ names no file of the site'),
    "drawing": ('<svg><use href="#outline"/></svg>', '"#outline" on /a/b/ leads to an anchor that is not there'),
    "refresh": ('<meta http-equiv="refresh" content="0; url=../no/">', '"0; url=../no/" on /a/b/ names no file of the site'),
    "id twice": ('<p id="x">x</p><b id="x">x</b>', 'the id "x" stands twice on /a/b/'),
    "citation": ("<p>So it is.[@agency, p. 3]</p>", '"[@agency, p. 3]" is left over on /a/b/'),
    "component": ("<td>[[figure: deaths]]</td>", '"[[figure: deaths]]" is left over on /a/b/'),
    "token": ("<p>\ue0003\ue001</p>", '"\ue0003" is left over on /a/b/', '"\ue001" is left over on /a/b/'),
    "link in an attribute": ('<p title="{filename}x.md">x</p>', '"{filename}x.md" is left over on /a/b/'),
    "beside code": ("<p><code>[@a]</code> [@b]</p>", '"[@b]" is left over on /a/b/'),
    "font": ("", '"../../theme/y.woff2" on /a/b/ names no file of the site'),
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
        '"/about/" on /a/b/ names no file of the site',
        f'"{SITE}/no.webp" on /a/b/ names no file of the site',
        f'"{SITE}/no/#x" on /a/b/ names no file of the site',
    ]


EXPORTS = {
    "downloads/t.json": '{"url": "SITE/no/", "text": "See SITE/no-2/ there", "html": "<a href=\\"../no-3/index.html\\">x</a>"}',
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
    found = {fault.what.partition(f" on /{name} ")[0].strip('"').replace(SITE, "").strip("./") for fault in proof.faults(FILES)}

    assert {re.sub(r"index.html|about/#|/", "", address) for address in found} == {"no", "no-3"}


def test_one_link_on_many_pages_is_told_once() -> None:
    proof = Proof(None, "")
    for number in range(3):
        proof.page(f"a/{number}/", "day", b'<a href="../../no/index.html">x</a><a href="../../no/index.html">x</a>')

    assert [fault.what for fault in proof.faults(FILES)] == ['"../../no/index.html" on /a/0/ names no file of the site']


def test_marks_depend_on_nothing_but_the_bytes() -> None:
    found = marks(b'<p id="a"><img src="x" srcset="y 1w,z 2w"><p id="b"><a href="x">')

    assert found == Marks(("a", "b"), frozenset(("x", "y", "z")), ())


def test_a_fault_is_told_of_the_text_that_holds_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.md": "Title: A\n\nOne [@x].\n", "b.md": "Title: B\n\nTwo\n\n[@x] too.\n", "c.yaml": "k:\n  url: https://p.example/no/\n"}.items():
        Path(name).write_text(text, encoding="utf-8")
    made_from = {"b/": Origin(Position("b.md", 1), "B")}
    proof = Proof("/", "https://p.example")
    proof.page("b/", "page", b"<p>[@x] too</p>")
    proof.page("list/", "index", b'<p>{static}y</p><a href="https://p.example/no/">z</a>')
    problems = Problems()

    blame(proof.faults(()), made_from, ("a.md", "b.md", "c.yaml"), "theme", problems)

    assert [(problem.path, problem.line, problem.setup) for problem in problems.sorted()] == [
        ("b.md", 5, False),
        ("c.yaml", 2, False),
        ("theme/templates/index.html", 0, True),
    ]
