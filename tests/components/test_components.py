"""Every component, shown with its examples: valid HTML, text escaped, HTML trusted, nothing read but its arguments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from dateline.deliver.render import Renderer
from dateline.model.address import Html
from dateline.pages import values
from dateline.theme import Theme
from dateline.wording import Time, Wording
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup

from tests.components import examples
from tests.components.examples import EXAMPLES, around
from tests.documents import Document, fragment, words
from tests.sites import ROOT

COMPONENTS = ROOT / "theme/templates/components"
HOSTILE = '<script>alert(1)</script>"\' & <b x'
KEYS = frozenset(("component", "layout", "datetime", "certainty", "kind", "status", "bar", "sign", "lang", "dir"))
"""What is a word of the code's, never of an author's; languages are checked when they are read."""

EACH = [
    pytest.param(name, arguments, id=f"{name[0]}.{name[1]}-{number}")
    for name, every in EXAMPLES.items()
    for number, arguments in enumerate(every)
]
Show = Callable[..., str]


@pytest.fixture(scope="module")
def jinja() -> Environment:
    """The environment that renders pages."""
    return Renderer(Theme((ROOT / "theme",)), None, Wording("en", ROOT / "theme/locale"), "").environment


@pytest.fixture(scope="module")
def show(jinja: Environment) -> Show:
    """Return a function that shows a macro with arguments."""

    def shown(component: str, macro: str, *arguments: Any) -> str:
        return str(getattr(jinja.get_template(f"components/{component}.html").module, macro)(*arguments))

    return shown


def placed(name: tuple[str, str], shown: str) -> Document:
    """Return what a macro shows as part of a page, inside what it needs around it."""
    return fragment(around(name).format(shown))


def test_every_macro_has_examples(jinja: Environment) -> None:
    macros = {
        (file.stem, macro.name)
        for file in COMPONENTS.glob("*.html")
        for macro in jinja.parse(file.read_text(encoding="utf-8")).find_all(nodes.Macro)
    }

    assert macros == EXAMPLES.keys()


@pytest.mark.parametrize("file", sorted(COMPONENTS.glob("*.html")), ids=lambda file: file.stem)
def test_a_component_says_what_each_argument_is(jinja: Environment, file: Any) -> None:
    """Before each macro stands a comment that names its arguments; it reads nothing else."""
    source = file.read_text(encoding="utf-8")
    template = jinja.parse(source)

    assert find_undeclared_variables(template) - {"_", "ngettext", "pgettext"} == set()
    for macro in template.find_all(nodes.Macro):
        comment = re.search(rf"\{{#((?:(?!#\}}).)*)#\}}\s*\{{% macro {macro.name}\(", source, re.DOTALL)
        assert comment, f"{file.name}: no comment before {macro.name}"
        assert [arg.name for arg in macro.args if not re.search(rf"\b{arg.name}\b", comment[1])] == [], macro.name


@pytest.mark.parametrize(("name", "arguments"), EACH)
def test_an_example_is_valid_html(show: Show, name: tuple[str, str], arguments: tuple[Any, ...]) -> None:
    page = placed(name, show(*name, *arguments))

    assert page.errors == ()
    assert [element.tag for element in page.all() if element.get("style") or element.get("href") == ""] == []
    silent = [element for element in page.all("a", "h2", "h3", "h4", "time") if not words(element)]
    assert [element.tag for element in silent if not any(inner.get("alt") or inner.get("aria-label") for inner in element.iter())] == []


@pytest.mark.parametrize(("name", "arguments"), EACH)
def test_text_is_escaped(show: Show, name: tuple[str, str], arguments: tuple[Any, ...]) -> None:
    plain = placed(name, show(*name, *arguments))
    page = placed(name, show(*name, *(hostile(argument) for argument in arguments)))

    assert page.errors == ()
    # The same elements with the same attributes: nothing that a text says becomes one.
    assert [(e.tag, sorted(e.attrib)) for e in page.all()] == [(e.tag, sorted(e.attrib)) for e in plain.all()]


@pytest.mark.parametrize(("name", "arguments"), EACH)
def test_html_is_trusted_and_shown_once(show: Show, name: tuple[str, str], arguments: tuple[Any, ...]) -> None:
    """Html is written as it is; no text is escaped twice on its way through several macros."""
    shown = show(*name, *arguments)

    assert "&lt;" not in shown
    assert "&amp;" not in shown
    if name[1] not in ("labels", "credit", "cover", "day_index"):  # they take a value of which they show a part
        assert [part for part in htmls(arguments) if part.strip() not in shown] == []


def hostile(value: Any) -> Any:
    """Return a value with markup in every text that an author can write."""
    if isinstance(value, (Html, bool, int)) or value is None:
        return value
    if isinstance(value, str):
        return f"{value}{HOSTILE}" if value else ""
    if isinstance(value, tuple):
        return tuple(hostile(part) for part in value)
    assert is_dataclass(value)
    new = {field.name: hostile(getattr(value, field.name)) for field in fields(value) if field.name not in KEYS}
    return replace(value, **new)  # type: ignore[type-var]


def htmls(value: Any) -> list[str]:
    """Return all trusted HTML in a value."""
    if isinstance(value, Html):
        return [str(value)]
    if isinstance(value, tuple):
        return [part for inner in value for part in htmls(inner)]
    if is_dataclass(value):
        return [part for field in fields(value) for part in htmls(getattr(value, field.name))]
    return []


# --- What only one of them does ----------------------------------------------------------------------------------


def test_a_strip_that_leads_nowhere_is_none(show: Show) -> None:
    """It scrolls where it is narrow, and a keyboard reaches what scrolls by its links (axe: scrollable-region-focusable)."""
    assert show("strip", "activity", examples.EMPTY_STRIP).strip() == ""


def test_a_picture_has_renditions_size_words_and_credit(show: Show) -> None:
    page = fragment(show("picture", "picture_figure", examples.PICTURE))
    image = page.one("img")

    assert image.get("srcset") == "pictures/mountains-480.webp 480w, pictures/mountains-960.webp 960w"
    assert (image.get("src"), image.get("width"), image.get("height")) == ("pictures/mountains-960.webp", "960", "720")
    assert (image.get("alt"), image.get("loading")) == (examples.PICTURE.alt, "lazy")
    assert words(page.one("figcaption")) == "A path below the rocks.1, 2 (p. 3) Aitzol Berasategi CC BY 4.0"
    assert "picture-wide" in page.one("figure").get("class", "")


def test_a_lead_picture_is_not_lazy(show: Show) -> None:
    image = fragment(show("picture", "picture_figure", examples.BARE_PICTURE)).one("img")

    assert (image.get("loading"), image.get("fetchpriority")) == (None, "high")


def test_a_withheld_picture_says_what_and_why(show: Show) -> None:
    page = fragment(show("picture", "picture_figure", examples.WITHHELD))

    assert page.all("img") == []
    assert words(page.one("div", class_="withheld")) == "A crowd on a square Not shown: it belongs to others."
    assert "Nobody / Agency" in words(page.one("figcaption"))


def test_marks_lead_to_sources_and_say_so(show: Show) -> None:
    page = fragment(f"<p>{show('citation', 'citation', examples.MARKS)}</p>")

    assert [(a.get("href"), words(a), a.get("aria-label")) for a in page.all("a")] == [
        ("#source-agency", "1", "Source 1: The Agency: People meet"),
        ("#source-paper", "2", "Source 2: The Paper: More"),
    ]
    assert words(page.one("sup")) == "1, 2 (p. 3)"


def test_what_was_withdrawn_is_struck_through_and_says_why(show: Show) -> None:
    page = fragment(show("figure", "figure_table", examples.FIGURE))
    standing, withdrawn = page.one("tbody")

    assert [list(row.iter("s")) != [] for row in (standing, withdrawn)] == [False, True]
    assert "Withdrawn 5 January 2022: a technical error" in words(withdrawn)


@pytest.mark.parametrize("entry", [examples.ENTRY, examples.BARE_ENTRY], ids=["full", "bare"])
def test_an_entry_says_kind_and_certainty_in_words(show: Show, entry: values.EntryCard) -> None:
    page = fragment(show("entry", "entry_card", entry))
    shown = words(page.one("p", class_="entry-labels"))

    assert entry.kind_label in shown
    assert ("Disputed" in shown) is (entry.certainty == "disputed")
    assert words(page.one("h3")) == "People meet"


def test_an_entry_leads_to_its_correction(show: Show) -> None:
    links = fragment(show("entry", "entry_card", examples.ENTRY)).one("p", class_="corrected")

    assert [a.get("href") for a in links.iter("a")] == ["timeline/2022-01-05/square/#corrections"]


def test_a_time_without_its_hour_shows_no_zone(show: Show) -> None:
    assert words(fragment(f"<p>{show('time', 'when_short', examples.DAY_ONLY)}</p>").one("p")) == ""
    assert words(fragment(f"<p>{show('time', 'when_short', examples.WHEN)}</p>").one("p")) == "22:52 until 23:10 UTC+6"


def test_links_out_of_the_site_say_that_they_are(show: Show) -> None:
    inside, outside = fragment(show("teaser", "teaser_list", (examples.TEASER, examples.AWAY))).all("a")

    assert (inside.get("rel"), outside.get("rel")) == (None, "external")


def test_the_page_at_hand_is_marked(show: Show) -> None:
    links = fragment(show("navigation", "navigation", (examples.LINK, values.Link("Else", "else/")), "Main", "else/")).all("a")

    assert [link.get("aria-current") for link in links] == [None, "page"]


def test_bars_of_days_with_entries_are_links(show: Show) -> None:
    page = fragment(show("strip", "activity", examples.STRIP, "timeline/2022-01-05/"))

    assert [(a.get("href"), a.get("aria-label"), a.get("aria-current")) for a in page.all("a")] == [
        ("timeline/2022-01-04/", "Before: 1 entry", None),
        ("timeline/2022-01-05/", "5 January 2022: 2 entries", "page"),
    ]
    assert len(page.all("li")) == 3


def test_quoted_words_stand_in_quotation_marks_in_their_language(show: Show) -> None:
    page = fragment(show("quotation", "quote", examples.QUOTATION))

    assert words(page.one("blockquote")) == "“No comment.”"
    assert page.one("blockquote").get("lang") == "ru"
    assert page.one("blockquote").get("dir") == "ltr"
    assert words(page.one("figcaption")).startswith("The Mayor, on television, 5 January 2022")


def test_an_entry_in_another_direction_turns_its_words_and_not_the_timeline(show: Show) -> None:
    page = fragment(show("entry", "entry_card", examples.ENTRY))
    turned = [element for element in page.all() if element.get("lang") == "kk-Arab"]

    assert [element.get("class") or element.tag for element in turned] == ["entry-title", "entry-text", "when-note", "update-text", "dd", "dd"]
    assert [element.get("dir") for element in turned] == ["rtl"] * 6
    assert page.one("article").get("dir") is None


def test_a_source_without_an_address_says_so(show: Show) -> None:
    assert "no address is known" in words(fragment(show("sources", "source_line", examples.BARE_SOURCE)).one("main"))
    assert "no address is known" not in words(fragment(show("sources", "source_line", examples.SOURCE)).one("main"))


def test_times_are_written_for_machines_as_they_are(show: Show) -> None:
    shown = show("time", "time_of", Time("about noon", "2022-01-05"))

    assert shown == '<time datetime="2022-01-05">about noon</time>'


def test_what_is_in_another_language_says_so_and_no_more(show: Show) -> None:
    """Its own words; not the label, the date, the name of who said it."""
    foreign = [
        show("teaser", "teaser_item", examples.FOREIGN_TEASER),
        show("corrections", "correction_list", (examples.FOREIGN_CORRECTION,)),
        show("entry", "claim_list", (examples.CLAIM,)),
    ]
    marked = [(element.tag, words(element).split()[0], element.get("dir")) for html in foreign for element in fragment(html).one("main").iter() if element.get("lang")]

    assert marked == [("a", "People", "rtl"), ("p", "What", "rtl"), ("span", "They", "rtl"), ("dd", "They", "rtl")]


def test_what_is_placed_in_a_text_in_another_language_says_the_sites(show: Show) -> None:
    around = Markup(' lang="fa" dir="rtl"')
    placed = {"picture", "gallery", "quotation", "figure-placed", "read", "media", "excerpt", "map"}
    page = fragment(show("body", "text", examples.EVERYTHING, around))
    marked = {name for element in page.one("main").iter() if element.get("lang") == "fa" for name in (element.get("class") or "").split()}

    assert placed <= marked
    assert show("body", "text", examples.EVERYTHING).count('lang="fa"') == 0
