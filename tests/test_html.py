"""The HTML of every page: parsed as strictly as the standard has it, and what a parser does not look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from dateline.problems import Misread
from dateline.read import values
from dateline.wording import direction

from tests.documents import Document, documents, fragment, words

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
Found = Iterator[str]
Check = Callable[[Document], Found]


@pytest.fixture
def pages(event_documents: list[Document]) -> list[Document]:
    """All pages of the invented event."""
    return event_documents


def one_title(page: Document) -> Found:
    """Every page has one h1, and it says something."""
    titles = [words(heading) for heading in page.all("h1")]
    if len(titles) != 1 or not titles[0]:
        yield f"the titles are {titles}"


def headings_in_order(page: Document) -> Found:
    """No heading is more than one level below the one before it, and none is empty."""
    before = 0
    for heading in page.all(*HEADINGS):
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"h{level} after h{before}: {words(heading)}"
        if not words(heading):
            yield f"an empty h{level}"
        before = level


def landmarks(page: Document) -> Found:
    """A banner, one main part, a footer; every nav and every section that is one has a name of its own."""
    body = page.one("body")
    regions = [_name(page, element) for element in page.all("section", "aside") if element.tag == "section" or page.parents[element].tag == "main"]
    yield from (f"two regions are named {name!r}" for name in sorted({name for name in regions if regions.count(name) > 1}))
    for tag in ("header", "main", "footer"):
        if len([child for child in body if child.tag == tag]) != 1:
            yield f"not one <{tag}> in the body"
    if len(page.all("main")) != 1:
        yield "not one <main>"
    names = [_name(page, nav) for nav in page.all("nav")]
    if "" in names or len(set(names)) != len(names):
        yield f"the names of nav are {names}"
    for element in page.all("section", "aside"):
        if not _name(page, element):
            yield f"<{element.tag}> without a name"
    skip = page.all("a")[0]
    if skip.get("href") != f"#{page.one('main').get('id')}":
        yield "the first link does not skip to the content"


def language(page: Document) -> Found:
    """The html element says the language and its direction."""
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", page.root.get("lang", "")):
        yield f"lang is {page.root.get('lang')!r}"
    if page.root.get("dir") not in ("ltr", "rtl"):
        yield f"dir is {page.root.get('dir')!r}"
    yield from (f"an empty lang on <{element.tag}>" for element in page.all() if element.get("lang") == "")


def languages(page: Document) -> Found:
    """What says its language says it as BCP 47 has it, and in which direction it is written (3.1.2 Language of Parts)."""
    for element in page.all():
        if "lang" in element.attrib:
            try:
                lang = values.language(element.get("lang", ""))
            except Misread as wrong:
                yield f"<{element.tag}>: {wrong.what}"
                continue
            if element.get("dir") != direction(lang):
                yield f"<{element.tag} lang={lang}> has dir={element.get('dir')}"


def live_regions(page: Document) -> Found:
    """Only what the script counts is announced; what never changes would only be read out of turn (4.1.3 Status Messages)."""
    for element in page.all():
        announced = element.get("role") in ("status", "alert", "log") or "aria-live" in element.attrib
        if announced and (element.get("class"), page.parents[element].get("class")) not in (("filters-shown", "filters"), ("search-status", "search")):
            yield f"<{element.tag} class={element.get('class')}> is announced"


def times(page: Document) -> Found:
    """Every time element has a valid datetime and says something."""
    for time in page.all("time"):
        if not valid_datetime(time.get("datetime", "")):
            yield f"datetime is {time.get('datetime')!r}"
        if not words(time):
            yield f"a time element says nothing ({time.get('datetime')})"


def pictures(page: Document) -> Found:
    """Every picture has words, or none on purpose: beside a link that says where it leads; and a size, and srcset with what it needs."""
    beside = [image for part in page.all(class_="teaser-picture") for image in part.iter("img")]
    for image in page.all("img"):
        if "alt" not in image.attrib or bool(image.get("alt", "").strip()) is (image in beside):
            yield f"{image.get('src')}: alt is {image.get('alt')!r}"
        for name in ("width", "height"):
            if not re.fullmatch(r"[1-9]\d*", image.get(name, "")):
                yield f"{image.get('src')}: {name} is {image.get(name)!r}"
        if image.get("srcset") and not image.get("sizes"):
            yield f"{image.get('src')}: srcset without sizes"
        widths = [int(width) for width in re.findall(r" (\d+)w", image.get("srcset", ""))]
        if widths != sorted(set(widths)):
            yield f"{image.get('src')}: the widths are {widths}"


def no_inline(page: Document) -> Found:
    """No style attribute, no event handler, no script in the page, one style element in the head; a drawing may have another one behind the first words."""
    for element in page.all():
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"<{element.tag} {name}>"
    for script in page.all("script"):
        if (not script.get("src") or script.text) and script.get("type") != "application/ld+json":
            yield "a script in the page"
    if [page.parents[style].tag for style in page.all("style")] != ["head"]:
        yield "not one style element in the head"
    for style in page.all("{http://www.w3.org/2000/svg}style"):
        if page.parents[page.parents[style]].get("hidden") is None:
            yield "a drawing with a style that is no style of the page alone"


def ids(page: Document) -> Found:
    """Ids are unique and without spaces; what refers to one finds it."""
    found = [element.get("id", "") for element in page.all() if "id" in element.attrib]
    yield from (f"the id {key!r} twice" for key in sorted({key for key in found if found.count(key) > 1}))
    yield from (f"the id {key!r}" for key in found if not key or re.search(r"\s", key))
    for element in page.all():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
            for key in element.get(name, "").split():
                if key not in found:
                    yield f'{name}="{key}" refers to nothing'


def links(page: Document) -> Found:
    """Every link leads somewhere, has words to be called by, and holds no other link."""
    for link in page.all("a"):
        if not link.get("href"):
            yield f"a link without an address: {words(link)}"
        named = any(inner.get("alt") or inner.get("aria-label") for inner in link.iter())
        if not (words(link) or named):
            yield f"a link without words: {link.get('href')}"
        if any(inner.tag == "a" for inner in link.iter() if inner is not link):
            yield f"a link in a link: {link.get('href')}"


def entries_are_ordered(page: Document) -> Found:
    """Entries stand in ordered lists, each with the time and the address that it has in them."""
    for article in page.all("article", class_="entry"):
        item = page.parents[article]
        if item.tag != "li" or page.parents[item].tag != "ol":
            yield f"the entry {article.get('id')} stands in no ordered list"


def lists(page: Document) -> Found:
    """No list and no definition list is empty, and none holds anything but items."""
    for element in page.all("ol", "ul"):
        if {child.tag for child in element} != {"li"}:
            yield f"<{element.tag}> holds {[child.tag for child in element]}"
    for element in page.all("dl"):
        if not list(element):
            yield f"<dl class={element.get('class')}> is empty"


def tables(page: Document) -> Found:
    """Every table says what its columns are."""
    for table in page.all("table"):
        heads = [cell for head in table.iter("thead") for cell in head.iter("th") if cell.get("scope", "col") == "col"]
        if not heads or not all(words(cell) for cell in heads):
            yield "a table without heads of columns"


CHECKS: tuple[Check, ...] = (
    *(one_title, headings_in_order, landmarks, language, languages, live_regions, times, pictures, no_inline),
    *(ids, links, entries_are_ordered, lists, tables),
)


def valid_datetime(written: str) -> bool:
    """Tell whether a text is a valid year, month, date, local or global date and time (HTML, 2.3.5)."""
    if re.fullmatch(r"\d{4}", written):
        return written != "0000"
    try:
        if re.fullmatch(r"\d{4}-\d\d", written):
            date.fromisoformat(f"{written}-01")
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", written):
            date.fromisoformat(written)
        elif re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:?\d\d)?", written):
            datetime.fromisoformat(written)
        else:
            return False
    except ValueError:
        return False
    return True


def _name(page: Document, element: Element) -> str:
    if label := element.get("aria-label"):
        return label
    found = [other for other in page.all() if other.get("id") and other.get("id") == element.get("aria-labelledby")]
    return words(found[0]) if found else ""


def test_every_page_of_a_long_site(long_site: Path) -> None:
    pages = documents(long_site)

    assert [error for page in pages for error in page.errors] == []
    assert [f"{page.name}: {found}" for page in pages for check in CHECKS for found in check(page)] == []


def test_every_page_parses_without_an_error(pages: list[Document]) -> None:
    assert [error for page in pages for error in page.errors] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_page(pages: list[Document], check: Check) -> None:
    assert [f"{page.name}: {found}" for page in pages for found in check(page)] == []


BAD = """
<h3></h3><h1>One</h1><h1>Two</h1><nav><a href=""></a></nav><section></section><p lang="">x</p>
<time datetime="2022-02-30">x</time><time datetime="2022"></time><img src="a.webp" width="0" srcset="a.webp 2w, b.webp 1w">
<p style="color:red" onclick="x()">x</p><script>1</script><p id="a">x</p><p id="a" aria-labelledby="no">x</p>
<ul><li><article class="entry" id="e">x</article></li></ul><ul></ul><dl></dl><p lang="english" aria-live="polite">x</p><table><tbody><tr><td>x</td></tr></tbody></table>
"""


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_each_check_finds_something_in_a_bad_page(check: Check) -> None:
    page = fragment(BAD)
    page.root.set("lang", "")

    assert list(check(page)) != []


@pytest.mark.parametrize(
    "html", ["<p><div>x</div></p>", "<b>", "<p>x</b>", "<a href=x>y", "<table><p>x</p></table>", "<p id=a id=b>x</p>"]
)
def test_a_page_that_does_not_parse_is_found(html: str) -> None:
    assert fragment(html).errors != ()


@pytest.mark.parametrize(
    ("written", "valid"),
    [
        ("2022", True), ("2022-01", True), ("2022-01-05", True), ("2022-01-05T22:52", True),
        ("2022-01-05T22:52+06:00", True), ("2022-01-05T22:52Z", True), ("", False), ("0000", False), ("2022-13", False),
        ("2022-02-29", False), ("5 January", False), ("2022-01-05T25:00", False), ("2022-1-5", False), ("22:52", False),
        ("2022-01-05 evening", False), ("2022-01-05/2022-01-06", False),
    ],
)  # fmt: skip
def test_datetimes_are_read_as_html_has_them(written: str, valid: bool) -> None:
    assert valid_datetime(written) is valid
