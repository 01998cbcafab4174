"""Which pages have a share card, and what stands on it."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

import PIL
import pytest
from dateline.cards import press as presses
from dateline.cards.card import RECIPE, Card, Shown
from dateline.cards.press import press_of, without_controls
from dateline.fonts.cache import FontCache
from dateline.model import nouns
from dateline.pages import cards as laying
from dateline.pages.cards import Cards, Deck
from dateline.pictures.notice import Notice
from dateline.pictures.outcome import Outcome, Rendition, Series
from dateline.problems import Problems
from dateline.theme import Theme

from tests.desks import desk
from tests.nouns import article, body, entry, event, person, place, source

WIDTHS = (480, 800, 1200)


def made(key: str, media: str = "image/jpeg") -> Outcome:
    return Outcome((Series(media, tuple(Rendition(f"{key}-{width}.jpg", width, width // 2, 1, "") for width in WIDTHS)),), "#808080")


def picture(key: str, **more: Any) -> nouns.Picture:
    given: dict[str, Any] = {
        **dict.fromkeys(("copyright", "licence", "licence_url", "source", "date", "withheld", "lang", "sensitive"), ""),
        "key": key, "slug": key, "file": Path(f"{key}.jpg"), "label": f"{key}.jpg", "facts": None, "alt": "A square", "credit": "Nobody", "places": (),
        "focus": (20.0, 30.0), "blur": (), "caption": body(), "position": nouns.Position("content/nowhere.md", 1),
    }  # fmt: skip
    return nouns.Picture(**{**given, **more})


FOLDER = tempfile.TemporaryDirectory()
"""What the letters of the theme's fonts are kept in."""


def deck(**options: Any) -> Deck:
    settings = desk(event()).settings
    return Deck(replace(settings, cache=Path(FOLDER.name), options=replace(settings.options, **options)))


def laid(of: nouns.Event, pictures: Mapping[str, Outcome] | None = None) -> Cards:
    """Return the cards of an event in English."""
    at = desk(of)
    return deck().cards(of, at.words, at.views, pictures or {}, "A site")


def of(text: nouns.Entry | nouns.Article, pictures: Mapping[str, Outcome] | None = None) -> Card:
    """Return the card of a text."""
    key = "entries" if isinstance(text, nouns.Entry) else "articles"
    return laid(event(**{key: (text,)}), pictures).by_address[text.address]


def test_an_entry_says_when_and_where_as_its_page_does() -> None:
    told = entry("airport", "2022-01-05T22:00~", places=(place("almaty"), place("aktau")), sources=(source("a"), source("b")), title="The airport is taken")
    card = of(told)
    assert (card.title, card.kicker, card.when, card.where, card.sources, card.mark) == (
        "The airport is taken", "Protest", "5 January 2022, about 22:00 (UTC+6)", "Almaty, Aktau", "2 sources", ""
    )  # fmt: skip
    assert card.alt == "The airport is taken; 5 January 2022, about 22:00 (UTC+6); Almaty, Aktau; 2 sources"
    assert of(entry("square", "2022-01-05 evening")).when == "5 January 2022, evening"


def test_what_is_disputed_says_so() -> None:
    card = of(entry("airport", "2022-01-05", certainty="disputed"))
    assert card.mark == "Disputed"
    assert "Disputed" in card.alt


def test_articles_days_and_the_event_have_theirs() -> None:
    first, second = entry("first", "2022-01-05T10:00", sources=(source("a"),)), entry("second", "2022-01-05T11:00", sources=(source("a"),), highlight=True)
    whole = event(title="An event", kicker="A kicker", standfirst="It happened.", entries=(first, second), articles=(article("report", kicker="On the spot", standfirst="All of it."),))
    cards = laid(whole)
    assert set(cards.by_address) == {first.address, second.address, "timeline/2022-01-05/", "articles/report/"}
    day, report = cards.by_address["timeline/2022-01-05/"], cards.by_address["articles/report/"]
    assert (day.title, day.when, day.text, day.sources) == ("5 January 2022", "2 entries", "Second", "1 source")
    assert (report.kicker, report.title, report.text, report.when) == ("On the spot", "Report", "All of it.", "7 January 2022")
    assert cards.event
    assert (cards.event.title, cards.event.kicker, cards.event.text, cards.event.when) == ("An event", "A kicker", "It happened.", "5 January 2022 to 8 January 2022")


def test_the_card_of_the_event_does_not_change_with_an_entry() -> None:
    """All pages that have none of their own name it."""
    assert laid(event()).event == laid(event(entries=(entry("first", "2022-01-05", sources=(source("a"),)),))).event


def test_of_many_entries_highlights_have_a_card_and_the_others_that_of_their_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "MOST", 2)
    many = tuple(entry(f"e{number}", "2022-01-05", highlight=number == 1) for number in range(3))
    cards = laid(event(entries=many)).by_address
    day = cards["timeline/2022-01-05/"]
    assert [cards[each.address] == day for each in many] == [True, False, True]
    assert cards[many[1].address].title == "E1"


def test_a_picture_is_a_published_file_of_it_with_its_focus() -> None:
    card = of(entry("first", "2022-01-05", picture=picture("square")), {"square": made("square")})
    assert card.picture
    assert (card.picture.name, card.picture.focus, card.picture.notice.credit) == ("square-800.jpg", (20.0, 30.0), "Nobody")
    assert card.alt.endswith("A square")


@pytest.mark.parametrize("hidden", [{"sensitive": "A man who has been shot"}, {"file": None, "withheld": "safety"}])
def test_no_picture_that_is_covered_or_withheld(hidden: Mapping[str, Any]) -> None:
    card = of(entry("first", "2022-01-05", picture=picture("square", **hidden)), {"square": made("square")})
    assert card.picture is None
    assert "square" not in card.alt


def test_a_day_shows_the_first_picture_that_may_be_shown() -> None:
    covered, other = picture("covered", sensitive="A wound"), picture("other")
    texts = (entry("first", "2022-01-05T10:00", picture=covered), entry("second", "2022-01-05T11:00", picture=other))
    day = laid(event(entries=texts), {"covered": made("covered"), "other": made("other")}).by_address["timeline/2022-01-05/"]
    assert day.picture
    assert day.picture.name == "other-800.jpg"


def test_a_drawing_without_pixels_is_left_out() -> None:
    assert of(entry("first", "2022-01-05", picture=picture("map")), {"map": made("map", "image/svg+xml")}).picture is None


def test_words_that_the_type_has_not_make_no_card() -> None:
    """A page then shows its picture, as it would without cards."""
    cards = laid(event(entries=(entry("first", "2022-01-05", title="阿拉木图"), entry("second", "2022-01-05", title="Жаңаөзен (لا)"), entry("third", "2022-01-05", title="שלום"))))
    assert {address.rpartition("/")[0].rpartition("/")[2] for address in cards.by_address} == {"second"}


def test_without_the_libraries_a_warning_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "SHAPING", ("uharfbuzz", "no-such-library"))
    at, without = desk(event()), deck()
    texts = (entry("first", "2022-01-05", title="لا كهرباء"), entry("second", "2022-01-05"), entry("third", "2022-01-06", title="阿拉木图"))
    cards = without.cards(event(entries=texts), at.words, at.views, {}, "A site")
    assert texts[1].address in cards.by_address
    assert texts[0].address not in cards.by_address
    problems = Problems()
    without.warn(problems)
    (warning,) = problems.warnings()
    assert str(warning).startswith("pelicanconf.py: share cards with words from right to left are left out, because no-such-library is not installed")
    assert 'pip install "pelican-dateline[cards]"' in str(warning)
    assert not problems


def test_no_cards_where_they_are_turned_off_or_nobody_could_fetch_them() -> None:
    settings = desk(event()).settings
    assert deck(cards=False).press is None
    assert Deck(replace(settings, siteurl="")).press is None
    assert deck().press is not None


def test_no_cards_where_an_event_wants_no_type_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/letters.txt").write_text("")
    assert press_of(Theme((tmp_path, *desk(event()).settings.theme.layers)), FontCache(tmp_path / "cache")) is None


def test_pages_name_their_card_or_the_events() -> None:
    """One with a picture of its own and no card keeps that: a person's, a picture's."""
    whole = event(entries=(entry("first", "2022-01-05"),), people=(person("anna"),))
    at = desk(whole)
    cards = deck().cards(whole, at.words, at.views, {}, "A site")
    at = replace(at, card=cards.event, cards=cards)
    assert cards.event
    head = at.page("page", "about/", None, title="About").head
    assert (head.picture, head.picture_alt, head.picture_width, head.picture_height) == (f"https://example.org/cards/{cards.event.name}", cards.event.alt, 1200, 630)


@pytest.mark.parametrize("line", ["a\u00a0b", "a\u202fb\u2028c", "a\u00ad\u2066b\u2069", "a\tb", "\u200d", "a\u0416", "", "\u4e8b", "a\u3000b", "\U0001f30d"])
def test_a_card_is_made_where_all_that_is_drawn_of_it_can_be_set(line: str) -> None:
    """Compared with what is drawn of a line, letter by letter."""
    press = deck().press
    assert press
    card = _card(line)
    drawn = set(without_controls(line)) - {" "}
    assert press.sets(card) == (drawn <= press.upright | press.joining)


def test_a_card_has_the_name_of_all_that_it_shows() -> None:
    """The name is what it always was: published addresses stay."""
    card = _card("Words")
    whole = replace(card, picture=Shown("a.jpg", "0" * 64, (20.0, 30.5), Notice("Nobody", licence="CC0"), whole=True))
    for each in (card, whole):
        shaping = (RECIPE, PIL.__version__, astuple(each))
        assert each.name == f"{hashlib.sha256(repr(shaping).encode()).hexdigest()[:20]}.jpg"
    assert card.name != whole.name


def _card(title: str) -> Card:
    empty = dict.fromkeys(("site", "kicker", "text", "mark", "when", "where", "sources", "dir", "accent", "alt", "press"), "")
    return Card(**{**empty, "title": title, "picture": None})  # type: ignore[arg-type]
