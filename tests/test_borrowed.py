"""Words of the interface that a language's catalogue lacks: English, marked where they can be, and bare where they cannot."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from dateline.bidi import Isolated, isolated, piece
from dateline.borrowed import Source, callables
from dateline.wording import Wording
from markupsafe import Markup, escape

from tests.conftest import Once
from tests.documents import Document, documents
from tests.sites import ROOT, build, write
from tests.tongues import built, files

LOCALE = ROOT / "theme/locale"
HEBREW = Source("he", "rtl")
ENGLISH = '<span lang="en" dir="ltr">{}</span>'
LATIN = re.compile("[A-Za-z]{2,}")
NO_LANGUAGE = re.compile(r"UTC[+−]\d+|\d+(?:\.\d)? kB|[\w-]+(?:\.\w+)+")
"""Zones, sizes and names of files, which are the same in all languages."""


# --- A message ---------------------------------------------------------------------------------------------------


def test_a_borrowed_message_says_its_language_where_markup_can_stand() -> None:
    found = HEBREW.gettext("Read & write")

    assert found == "Read & write"
    assert str(escape(found)) == ENGLISH.format("Read &amp; write")
    assert str(escape(pickle.loads(pickle.dumps(found)))) == str(escape(found))


def test_what_is_put_in_is_in_the_language_of_the_site() -> None:
    found = HEBREW.gettext("{time}, by {who}: {count}").format(time=HEBREW.gettext("5 {month}").format(month=HEBREW.gettext("May")), who="לילה <", count=3)

    assert found == "5 May, by לילה <: 3"
    assert str(escape(found)) == ENGLISH.format('5 May, by <span lang="he" dir="rtl">לילה &lt;</span>: 3')


def test_figures_in_a_message_are_no_other_language() -> None:
    words = Wording("he", LOCALE)

    assert str(escape(words.plural("{} entry", "{} entries", 2))) == ENGLISH.format("2 entries")
    assert str(escape(words("{a} to {b}").format(a="1", b="2"))) == ENGLISH.format("1 to 2")


def test_marks_round_words_are_in_no_language() -> None:
    assert str(escape(HEBREW.gettext("“{}”, {}").format("לילה <", "5"))) == "“לילה &lt;”, 5"
    assert str(escape(HEBREW.gettext("{day} {month}").format(day=5, month=HEBREW.gettext("May")))) == ENGLISH.format("5 May")


def test_templates_fill_messages_as_html() -> None:
    say = callables(HEBREW)["_"]
    found = say("100%% by %(who)s, %(when)s", who=Markup("<b>לילה</b>"), when="<5>")

    assert str(escape(found)) == ENGLISH.format('100% by <span lang="he" dir="rtl"><b>לילה</b></span>, &lt;5&gt;')
    assert found == "100% by לילה, <5>"


def test_a_whole_catalogue_lends_nothing() -> None:
    words = Wording("ru", LOCALE)

    assert type(words("Timeline")) is str
    assert words("Timeline") != "Timeline"
    assert str(escape(words("no such message"))) == ENGLISH.format("no such message")


def test_english_is_not_lent_to_english() -> None:
    assert type(Wording("en", LOCALE)("no such message")) is str
    assert type(Wording("en-GB", LOCALE)("no such message")) is str


# --- Isolated pieces ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "direction", "html"),
    [
        ("Anna & Co.", "ltr", "Anna &amp; Co."), ("Қайрат, Ελένη, 安", "ltr", "Қайрат, Ελένη, 安"), ("12–15 (3)", "rtl", "12–15 (3)"),
        ("كريم", "rtl", "كريم"), ("٣ كم", "rtl", "٣ كم"), ("كريم", "ltr", "<bdi>كريم</bdi>"), ("Radio كريم", "ltr", "<bdi>Radio كريم</bdi>"),
        ("אנה", "ltr", "<bdi>אנה</bdi>"), ("Anna & Co.", "rtl", "<bdi>Anna &amp; Co.</bdi>"), ("Алма", "rtl", "<bdi>Алма</bdi>"),
        ("كريم Inc.", "rtl", "<bdi>كريم Inc.</bdi>"), ("\u202eabc", "ltr", "<bdi>\u202eabc</bdi>"),
    ],
)  # fmt: skip
def test_only_what_turns_a_line_round_is_isolated(text: str, direction: str, html: str) -> None:
    assert str(escape(piece(text, direction))) == html


def test_a_piece_of_the_pages_language_keeps_its_direction() -> None:
    assert str(escape(piece("BBC تقول", "rtl", "rtl"))) == '<bdi dir="rtl">BBC تقول</bdi>'


def test_html_and_what_marks_itself_is_left_as_it_is() -> None:
    marked, borrowed = Markup("<b>كريم</b>"), HEBREW.gettext("May")

    assert piece(marked, "ltr") is marked
    assert piece(borrowed, "rtl") is borrowed


def test_where_no_markup_can_stand_unicode_isolates() -> None:
    unknown, known = piece("Anna", "rtl"), piece("BBC تقول", "rtl", "rtl")

    assert isinstance(unknown, Isolated)
    assert isinstance(known, Isolated)
    assert (unknown.plain(), known.plain()) == ("\u2068Anna\u2069", "\u2067BBC تقول\u2069")
    assert isolated("Anna", "rtl", "rtl") == "\u2068Anna\u2069"  # a name, whatever the language of the page that it heads
    assert isolated("كريم", "rtl", "rtl") == "كريم"
    once = isolated("Anna", "rtl")
    assert isolated(once, "rtl") == once
    assert isolated(f"{once}، {once}", "rtl") == f"\u2068{once}، {once}\u2069"


def test_names_are_isolated_wherever_words_are_put_together() -> None:
    arabic, russian = Wording("ar", LOCALE), Wording("ru", LOCALE)

    assert arabic.listed(("Anna", "كريم")) == "\u2068Anna\u2069، كريم"
    assert arabic.named("Anna", "خبر واحد") == "\u2068Anna\u2069: خبر واحد"
    assert arabic.with_note("Agency", "وكالة") == "\u2068Agency\u2069 (وكالة)"
    assert russian.listed(("Anna", "Карим")) == "Anna, Карим"
    assert str(escape(Wording("he", LOCALE).listed((HEBREW.gettext("May"), "אנה")))) == ENGLISH.format('May, <span lang="he" dir="rtl">אנה</span>')


# --- A whole site ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hebrew(once: Once) -> list[Document]:
    """All pages of an event whose own words are all in Hebrew letters."""
    return documents(built(once, "he"))


def foreign(element: Element) -> Iterator[str]:
    """Yield what stands in Latin letters in an element and is not marked as another language's; less options, titles and labels in SVG, which cannot mark a part."""
    if element.get("lang", "he") != "he" or element.tag in ("style", "{http://www.w3.org/2000/svg}style", "script", "option", "{http://www.w3.org/2000/svg}title", "{http://www.w3.org/2000/svg}text"):
        return
    texts = [element.text or ""]
    for child in element:
        yield from foreign(child)
        texts.append(child.tail or "")
    yield from (text.strip() for text in texts if LATIN.search(NO_LANGUAGE.sub("", text)))


def test_every_english_word_is_marked(hebrew: list[Document]) -> None:
    assert len(hebrew) > 20
    assert {(page.name, text) for page in hebrew for text in foreign(page.one("body"))} == set()
    assert sum(element.get("lang") == "en" for page in hebrew for element in page.all()) > 300


def test_no_word_breaks_the_html(hebrew: list[Document]) -> None:
    """Neither in an attribute nor in a title."""
    assert {page.name: page.errors for page in hebrew if page.errors} == {}
    assert {value for page in hebrew for element in page.all() for value in element.attrib.values() if "<" in value or "&lt;" in value} == set()
    assert {"".join(page.one("title").itertext()) for page in hebrew if page.name == "timeline/index.html"} == {"\u2068Timeline\u2069 · הסכר"}


def test_a_catalogue_that_lacks_a_message_borrows_that_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(site, files("he"))
    write(site, {"theme/locale/he/LC_MESSAGES/dateline.po": 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "Timeline"\nmsgstr "ציר הזמן"\n'})
    settings = (site / "pelicanconf.py").read_text("utf-8")
    write(site, {"pelicanconf.py": settings + 'THEME = str(Path(__file__).parent / "theme")\n'})
    page = Document("index.html", (build(site) / "index.html").read_bytes())
    links = [(element.text, element.find("span")) for element in page.all("nav")[0].iter("a")]

    assert links[0] == ("ציר הזמן", None)
    assert [(span.text, span.get("lang"), span.get("dir")) for _, span in links[1:] if span is not None and span.get("lang")] == [
        ("Articles", "en", "ltr"), ("Places", "en", "ltr"), ("People", "en", "ltr"), ("Figures", "en", "ltr"),
    ]  # fmt: skip
