"""What others show inside their pages: which things, what they say, and what is copied for it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import html5lib
import pytest
from dateline.derive.days import listed
from dateline.derive.heights import Line, height, rows
from dateline.exports.oembed import oembed_files
from dateline.model import nouns as models
from dateline.pages import copied, embeds, values
from dateline.pages.sharing import cited, sharing

from tests import nouns
from tests.desks import SITEURL, desk, valued
from tests.sites import ROOT

ALLOWED = {"blockquote": {"cite", "lang", "dir"}, "p": {"lang", "dir"}, "strong": set(), "cite": set(), "a": {"href"}}
"""Of what WordPress lets through for those who may not write any HTML (wp_kses, "post"): elements, and attributes of each, that we use."""


def event(*entries: models.Entry) -> models.Event:
    """Return an event with these entries."""
    return nouns.event(entries=entries)


def corrected() -> models.Entry:
    """Return an entry with a correction, the words of which could be HTML."""
    correction = models.Correction(date(2022, 1, 9), nouns.body("It was on <em>Thursday</em>."), was='"5" & more', now="6 < 7")
    return nouns.entry("square", "2022-01-05", body=nouns.body("<p>People &lt;met&gt;.</p>"), corrections=(correction,), digest="a" * 64, sources=(nouns.source("agency"),))


def parts(code: str) -> list[Any]:
    """Return the elements of a piece of HTML, parsed strictly."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return list(parser.parseFragment(code).iter())[1:]


def test_the_plain_block_passes_the_list_of_wordpress() -> None:
    at = desk(event(corrected()))
    code = copied.block_code(at, embeds.entry_embed(at, at.event.entries[0]))
    found = parts(code)

    assert {element.tag for element in found} <= ALLOWED.keys()
    assert [element for element in found if not set(element.attrib) <= ALLOWED[element.tag]] == []
    text = "".join("".join(element.itertext()) for element in found[:1])
    assert "Square" in text
    assert "People <met>." in text
    assert "Correction, 9 January 2022" in text
    assert "6 < 7" in text
    assert "Sources: The Paper" in text
    assert [element.attrib["href"] for element in found if element.tag == "a"] == [f"{SITEURL}/timeline/2022-01-05/square/", f"{SITEURL}/"]


def test_what_is_not_on_the_list_is_noticed() -> None:
    assert {element.tag for element in parts("<p><time>now</time></p>")} - ALLOWED.keys() == {"time"}


def test_a_frame_has_its_height_and_a_link_inside() -> None:
    at = desk(event(corrected()))
    page = embeds.entry_embed(at, at.event.entries[0])
    code = copied.frame_code(at, page, embeds.embed_address(at, page.link.url))

    assert f'src="{SITEURL}/embed/timeline/2022-01-05/square/"' in code
    assert f'height="{page.height}"' in code
    assert f'<a href="{SITEURL}/timeline/2022-01-05/square/">Square</a></iframe>' in code


def test_a_later_correction_makes_an_embedded_entry_higher() -> None:
    entry = corrected()
    at = desk(event(entry))

    assert embeds.entry_embed(at, entry).height > embeds.entry_embed(at, replace(entry, corrections=())).height


def test_oembed_says_what_the_frame_says() -> None:
    at = desk(event(corrected()))
    files = {name: json.loads(data) for name, data in oembed_files(at)}

    assert set(files) == {f"embed/{name}/oembed.json" for name in ("timeline/2022-01-05", "timeline/2022-01-05/square", "strip")}
    found = files["embed/timeline/2022-01-05/square/oembed.json"]
    assert (found["version"], found["type"], found["title"], found["width"]) == ("1.0", "rich", "Square", 480)
    assert f'height="{found["height"]}"' in found["html"]


def test_of_many_entries_only_highlights_are_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeds, "MOST", 1)
    found = event(nouns.entry("one", "2022-01-05"), nouns.entry("two", "2022-01-05", highlight=True))
    at = desk(found)
    names = [str(each.address) for each in embeds.embeddable(at, listed(found))]

    assert names == ["/embed/timeline/2022-01-05/two/", "/embed/timeline/2022-01-05/", "/embed/strip/"]


def test_pages_are_not_listed_and_lead_search_engines_to_what_they_show() -> None:
    at = desk(event(corrected()))
    pages = valued(embeds.embed_pages(at, listed(at.event)), at)

    assert [page.head.listed for page in pages] == [False] * 3
    assert [page.head.canonical for page in pages] == [""] * 3
    assert pages[0].page.canonical == f"{SITEURL}/timeline/2022-01-05/square/"


def test_without_an_address_nothing_is_offered() -> None:
    at = replace(desk(event(corrected())), siteurl="")

    assert list(embeds.embed_pages(at, listed(at.event))) == []
    assert sharing(at, "Square", "timeline/2022-01-05/square/") is None
    assert cited(at, "Square", "timeline/2022-01-05/square/", at.event.entries) is None


def test_a_citation_names_the_last_change_and_what_was_read() -> None:
    at = desk(event(corrected()))
    found = cited(at, "Square", "timeline/2022-01-05/square/", at.event.entries)

    assert found
    assert f"Version of 9 January 2022, SHA-256 {'a' * 64}." in found.plain
    assert found.plain.endswith(f"{SITEURL}/timeline/2022-01-05/square/")
    assert all("a" * 64 in code for code in (found.bibtex, found.ris, found.csl))


@pytest.mark.parametrize("language", ["en", *sorted(folder.name for folder in (ROOT / "theme/locale").iterdir() if folder.is_dir())])
def test_a_citation_has_one_full_stop_where_dates_end_with_one(language: str) -> None:
    at = desk(event(corrected()), language)
    found = cited(at, "Square", "timeline/2022-01-05/square/", at.event.entries)

    assert found
    assert re.findall(r"[.。][\u2068\u2069 ]*[.。]", found.plain) == []
    assert len(re.findall(r"[.。](?= |$)|。", found.plain)) >= 2


def test_services_get_title_and_address_as_their_makers_say() -> None:
    at = desk(replace(event(corrected()), share=("mail", "telegram")))
    found = sharing(at, "A & B?", "timeline/2022-01-05/square/")

    assert found
    address = "https%3A%2F%2Fexample.org%2Ftimeline%2F2022-01-05%2Fsquare%2F"
    assert [link.url for link in found.services] == [
        f"mailto:?subject=A%20%26%20B%3F&body=A%20%26%20B%3F%0A{address}",
        f"https://t.me/share/url?url={address}&text=A%20%26%20B%3F",
    ]


def test_words_are_broken_into_rows() -> None:
    assert rows(Line("")) == 1
    assert rows(Line("word " * 4)) == 1
    assert rows(Line("word " * 40)) > 4
    assert rows(Line("字" * 32)) > rows(Line("a" * 32))
    assert height([Line("a")]) % 10 == 0


def test_an_address_stays_whole_among_words_from_right_to_left() -> None:
    at = desk(event(corrected()))
    turned = replace(at, site=replace(at.site, dir="rtl"))
    address = "timeline/2022-01-05/square/"

    for each, end in ((at, f" {SITEURL}/{address}"), (turned, f" \u2068{SITEURL}/{address}\u2069")):
        found = cited(each, "Square", address, at.event.entries)
        assert found
        assert found.plain.endswith(end)


def test_a_quote_is_copied_with_its_speaker_date_and_sources() -> None:
    at = desk(event(corrected()))
    quote = values.Quotation("Wir gehen nicht.", values.Link("Ann Mayor"), "", at.words.partial("2022-01-05"), "on television", "de", (values.Link("The Paper", "x/"),), dir="ltr", translation="We are staying.", translator="Translation by the editors")
    code = copied.quote_code(at, quote, f"{SITEURL}/people/ann/#quote-stay")
    found = parts(code)

    assert {element.tag for element in found} <= ALLOWED.keys()
    assert [element for element in found if not set(element.attrib) <= ALLOWED[element.tag]] == []
    assert [("".join(element.itertext()), element.attrib.get("lang")) for element in found if element.tag == "p"] == [
        ("“Wir gehen nicht.”", "de"),
        ("“We are staying.”", None),
        ("Translation by the editors", None),
        ("Ann Mayor, on television, 5 January 2022", None),
        ("Source: The Paper", None),
        (at.site.name, None),
    ]
    assert [element.attrib["href"] for element in found if element.tag == "a"] == [f"{SITEURL}/people/ann/#quote-stay", f"{SITEURL}/"]
