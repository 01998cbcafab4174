"""An .html without needless bytes says what it said: the same elements, the same words, links to the same places."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from dateline.editions.compact import compacted
from dateline.editions.markup import tokens

from tests.documents import fragment

STYLE = ".entry{color:red}.entry .to:before{content:'.to'}.nobody{color:blue}[dir=rtl] .entry{color:green}p,video{margin:0}"
PIECES = (
    "<p>One.</p>\n<p>Two <b>bold</b> <i>words</i>.</p>\n<ul>\n<li>A</li>\n<li><p>B</p>\n</li>\n</ul>\n<p>Three</p>\n<div><p>Four</p></div>",
    "<dl>\n<dt>A</dt>\n<dd><p>B</p></dd>\n<dd>C</dd>\n</dl>\n<dl><div><dt>D</dt><dd>E</dd></div>\n<div><dt>F</dt><dd>G</dd></div></dl>",
    '<table>\n<caption>T</caption>\n<thead>\n<tr><th scope="col">A</th><th>B</th></tr>\n</thead>\n<tbody>\n<tr>\n<th>C</th>\n<td><p>D</p></td>\n</tr>\n<tr><td>E</td><td></td></tr>\n</tbody>\n</table>',
    '<a href="https://e.example/a?b=1&amp;c=2"><p>In a link</p></a><p>After<br>a line\nand another</p>',
    "<pre>\n  two\n\n   lines\n</pre>\n<p>A <code>b</code>\n<code>c</code></p>",
    '<details open><summary><h3>Day</h3> <span class="to">2 entries</span></summary>\n<p>In it</p>\n<details><summary>More</summary><p>x</p></details></details>',
    '<svg viewBox="0 0 1 1"><g><rect x="1" width="2"/><path d="M0 0L1 1"/></g>\n<a href="#b"><title>T</title><circle r="1"/></a></svg><p id="b">&lt;b&gt; &amp;amp; &nbsp;x &quot;y&quot;</p>',
    '<img src="data:image/png;base64,AAAA" alt=""><img src="data:image/png;base64,AA==" alt="it\'s">',
    '<article class="entry nobody-else" id="e"><ul><li id="s">A<ul><li>B</li></ul></li></ul></article><p><a href="#s">1</a> <a href="#s">2</a> <a href="#e">3</a></p>',
    '<ins><p>In</p></ins>\n<del><p>Out</p></del><figure><p>x</p>\n<figcaption><p>y</p></figcaption></figure>\n<p>z</p>\n<details><summary>s</summary></details>',
)


def said(html: str) -> list[object]:
    """Return elements, words and where links lead, for comparing; blanks at the edges of blocks say nothing."""
    page = fragment(html)
    assert page.errors == (), html
    ids = {each.get("id"): number for number, each in enumerate(page.root.iter()) if each.get("id")}

    def walked(element: Element) -> object:
        attributes = {name: value for name, value in element.items() if name not in ("id", "class", "href")}
        if href := element.get("href"):
            attributes["href"] = str(ids[href[1:]]) if href.startswith("#") else href
        texts = [element.text, *(child.tail for child in element)]
        words = [text if element.tag == "pre" else " ".join((text or "").split()) for text in texts]
        return element.tag, attributes, words, [walked(child) for child in element]

    return [walked(page.one("main"))]


@pytest.mark.parametrize("html", PIECES)
def test_it_says_what_it_said(html: str) -> None:
    short, _ = compacted(tokens(html), "", STYLE)
    assert said(short) == said(html)
    assert len(short) <= len(html)


def test_a_blank_between_words_stays() -> None:
    html = "<p>A <b>b</b> <i>c</i>\n<code>d</code></p>\n\n<p>e</p>"
    assert compacted(tokens(html), "", "")[0] == "<p>A <b>b</b> <i>c</i>\n<code>d</code><p>e</p>"


def test_names_are_short_and_one_in_style_and_text() -> None:
    html = '<p class="to">1</p><p class="entry" id="nobody-comes">2</p><p class="entry to" id="here-one-comes">3</p><a href="#here-one-comes">4</a>'
    short, style = compacted(tokens(html), "", STYLE)
    assert short == "<p class=a>1</p><p class=b>2</p><p class=\"b a\" id=a>3</p><a href=#a>4</a>".replace("</p><p", "<p")
    assert style == ".b{color:red}.b .a:before{content:'.to'}p,video{margin:0}".replace("p,video", "p")


def test_rules_for_a_direction_stay_where_the_document_has_it() -> None:
    _, style = compacted(tokens('<p class="entry">1</p>'), '<html lang="ar" dir="rtl">', STYLE)
    assert "[dir=rtl] .a{color:green}" in style


def test_everything_is_shorter_than_it_was() -> None:
    html = "".join(f'<li id="source-{number}"><p class="source-about">{number}</p></li>' for number in range(1500))
    links = "".join(f'<a href="#source-{number}">{number}</a>' for number in range(1500))
    short, _ = compacted(tokens(f"<ol>{html}</ol>{links}"), "", "")
    ids = re.findall(r" id=(\w+)", short)
    assert len(set(ids)) == 1500
    assert max(map(len, ids)) == 3
