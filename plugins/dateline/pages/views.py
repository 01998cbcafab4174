"""From nouns to what is shown of them: the same view wherever a thing appears."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from dateline.derive.integrity import Integrity
from dateline.derive.maps import Atlas, beyond, map_of
from dateline.model import nouns
from dateline.pages import values
from dateline.pages.bodies import part_view, quotation_view
from dateline.pages.entries import brief_view, claim_views, correction_view, entry_view, update_views
from dateline.pages.figures import figure_chart, figure_view
from dateline.pages.kept import kept_views, passed_on
from dateline.pages.languages import direction_of
from dateline.pages.maps import map_view
from dateline.pages.moments import when_view
from dateline.pages.pictured import picture_view, thumbnail_view
from dateline.pages.teasers import link_view, mention_view, teaser_view
from dateline.pictures.outcome import Outcome, Rendition
from dateline.read.when import When
from dateline.typography import curly, unbroken
from dateline.wording import GENRES, SOURCE_KINDS, Time, Wording

V = TypeVar("V")


class Numbers:
    """The citation marks of one page: sources are numbered in the order in which they are first cited."""

    def __init__(self) -> None:
        self.order: dict[nouns.Source, int] = {}

    def of(self, source: nouns.Source) -> int:
        """Return the number of a source on this page."""
        return self.order.setdefault(source, len(self.order) + 1)


class Views:
    """Makes views in one language. Knows what was made of pictures; knows nothing of the page that shows a view.

    `leads` are the pictures of texts, by the texts' addresses; `languages` are those of the site, where it has several; `integrity` counts what it rests on:
    shown by pages alone, which are valued in every build, so that nothing else need be when a number changes.
    """

    def __init__(
        self,
        words: Wording,
        pictures: Mapping[str, Outcome],
        atlas: Atlas | None = None,
        leads: Mapping[str, nouns.Picture] | None = None,
        languages: Sequence[values.Language] = (),
        integrity: Integrity | None = None,
    ) -> None:
        self.words = words
        self._pictures = pictures
        self._atlas = atlas
        self._leads = leads or {}
        self.languages = tuple(languages)
        self._integrity = integrity or Integrity()
        self._once: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    @property
    def shaped_by(self) -> tuple[Any, ...]:
        """What views depend on besides what is viewed and the words: what was made of pictures, what maps are drawn from, pictures of texts, languages."""
        atlas = self._atlas and (self._atlas.outlines, self._atlas.places, dict(self._atlas.counts))
        return dict(self._pictures), atlas, dict(self._leads), self.languages

    @property
    def counted(self) -> Integrity:
        """What the site rests on, counted; pages that tell it have it in what they are made of."""
        return self._integrity

    def shared(self, noun: object, make: Callable[[], V], *asked: object) -> V:
        """Return what `make` makes of a noun, the same object whenever the same is asked for: many pages show it."""
        key = id(noun), *asked
        if key not in self._once:
            # With the noun itself, so that no other one gets its id meanwhile.
            self._once[key] = noun, make()
        view: V = self._once[key][1]
        return view

    def when(self, when: When) -> values.When:
        """Return when something happened, in words."""
        return self.shared(when, lambda: when_view(self.words, when), "when")

    def source_link(self, source: nouns.Source) -> values.Link:
        """Return a source's name in a line: its publisher, and what kind it is where that matters."""
        return self.shared(source, lambda: self._source_link(source))

    def _source_link(self, source: nouns.Source) -> values.Link:
        words = source.publisher
        if source.kind in ("state media", "aggregator", "copy"):
            words = self.words.with_note(words, self.words(SOURCE_KINDS[source.kind]))
        return values.Link(words, source.address, curly(source.title, source.language or self.words.language))

    def source_links(self, sources: Iterable[nouns.Source]) -> tuple[values.Link, ...]:
        """Return sources in a line, each name with its own address."""
        return tuple(dict.fromkeys(self.source_link(source) for source in sources))

    def source(self, source: nouns.Source, number: int = 0) -> values.Source:
        """Return a source for a list."""
        return values.Source(
            key=source.key,
            number=number,
            title=curly(source.title, source.language or self.words.language),
            publisher=source.publisher,
            authors=self.words.listed(source.authors),
            date=self.words.partial(source.date) if source.date else None,
            url=source.url,
            archived=source.archived,
            read=self.words.partial(source.read) if source.read else None,
            kind=self.words(SOURCE_KINDS[source.kind]) if source.kind else "",
            lang=source.language,
            dir=direction_of(source.language),
            note=unbroken(source.note),
            about=source.address,
            passed_on=passed_on(self.words, source),
            kept=kept_views(self.words, source.kept),
        )

    def sources(self, numbers: Numbers) -> tuple[values.Source, ...]:
        """Return the sources of a page, in the order of their marks."""
        return tuple(self.source(source, number) for source, number in numbers.order.items())

    def speaker(self, speaker: nouns.Speaker) -> values.Link:
        """Return who says something."""
        return values.Link(speaker.name, speaker.address if speaker.address is not None else "")

    def named(
        self, things: Iterable[nouns.Place | nouns.Person | nouns.Organisation]
    ) -> tuple[values.Link, ...]:
        """Return places, people or organisations as links."""
        return tuple(values.Link(thing.name, thing.address) for thing in things)

    def body(self, body: nouns.Body, numbers: Numbers | None = None) -> values.Body:
        """Return a text; without `numbers` it has no citation marks (its sources then stand in a line)."""
        return values.Body(
            tuple(view for part in body.parts if (view := part_view(self, part, numbers)) is not None)
        )

    def picture(
        self,
        picture: nouns.Picture,
        numbers: Numbers | None = None,
        *,
        alt: str = "",
        layout: tuple[str, ...] = (),
        lead: bool = False,
    ) -> values.Picture:
        """Return a picture with its caption and credit; one that may distress has a cover, and its style says what is loaded when it is opened."""
        return picture_view(self, picture, self._pictures.get(picture.key), numbers, alt=alt, layout=layout, lead=lead)

    def largest(self, picture: nouns.Picture) -> Rendition | None:
        """Return the largest file of a picture that every browser can show; None where it has none."""
        made = self._pictures.get(picture.key)
        return made.fallback.renditions[-1] if made else None

    def quotation(self, quote: nouns.Quote) -> values.Quotation:
        """Return a quote."""
        return quotation_view(self, quote)

    def figure(self, figure: nouns.Figure) -> values.Figure:
        """Return a key figure: the latest standing report first, the spread where speakers differ, then every report."""
        return self.shared(figure, lambda: figure_view(self.words, figure, self.source_links))

    def chart(self, figure: nouns.Figure) -> values.Chart | None:
        """Return the chart of a key figure; None where it has too few numbers for one."""
        return self.shared(figure, lambda: figure_chart(self.words, figure), "chart")

    def where(self, place: nouns.Place) -> values.Map | None:
        """Return the map that shows where a place lies; none beyond the event's map, and where there is nothing on it but the place."""
        if not self._atlas or place.lat is None or beyond(self._atlas, place):
            return None
        drawing = map_of(self._atlas, [place])
        return map_view(self.words, drawing) if drawing.land or drawing.home or drawing.borders or drawing.towns else None

    def map(self, places: Sequence[nouns.Place]) -> values.Map | None:
        """Return a map of places; none where one of them has no position."""
        if not self._atlas or not places or any(place.lat is None for place in places):
            return None
        return map_view(self.words, map_of(self._atlas, places))

    def genre(self, teaser: nouns.Teaser) -> str:
        """Return what kind of text it is, in words: an article's kind, an entry's kind as the event names it."""
        return self.words(GENRES[teaser.genre]) if teaser.kind == "article" else teaser.genre_label

    def teaser(self, teaser: nouns.Teaser, label: str = "", *, pictured: bool = False) -> values.Teaser:
        """Return a link to a text of the site; with its picture where that is asked for. One object, however many pages show it."""
        return self.shared(teaser, lambda: teaser_view(self, teaser, label, pictured=pictured), label, pictured)

    def mention(self, text: nouns.Article | nouns.Entry | nouns.TextPage) -> values.Mention:
        """Return a text as one line."""
        return self.shared(text, lambda: mention_view(self, text), "mention")

    def corrected(self, teaser: nouns.Teaser) -> Time | None:
        """Return the day on which a text was corrected last."""
        return self.words.partial(teaser.corrected.isoformat()) if teaser.corrected else None

    def thumbnail(self, address: str) -> values.Picture | None:
        """Return a text's picture as it stands beside a link to it, unless it is withheld or covered."""
        picture = self._leads.get(address)
        made = self._pictures.get(picture.key) if picture else None
        return thumbnail_view(picture, made) if picture and made and not picture.sensitive else None

    def related(self, link: nouns.Link | nouns.Teaser) -> values.Teaser:
        """Return a "read more" link."""
        if isinstance(link, nouns.Teaser):
            return self.teaser(link, pictured=True)
        if link.teaser:
            return self.teaser(link.teaser, link.label, pictured=True)
        return link_view(link)

    def claims(self, entry: nouns.Entry, numbers: Numbers | None = None) -> tuple[values.Claim, ...]:
        """Return the claims of a disputed entry, side by side."""
        return claim_views(self, entry, numbers)

    def updates(self, entry: nouns.Entry, numbers: Numbers | None = None) -> tuple[values.Update, ...]:
        """Return the updates of an entry, in their order; the year of each is said where it is another than that of the entry."""
        return update_views(self, entry, numbers)

    def correction(
        self, correction: nouns.Correction, text: nouns.Entry | nouns.Article, numbers: Numbers | None
    ) -> values.Correction:
        """Return a correction of a text: with `numbers` for the text's own page, else for that of all corrections."""
        return correction_view(self, correction, text, numbers)

    def corrections(
        self, text: nouns.Entry | nouns.Article, numbers: Numbers | None
    ) -> tuple[values.Correction, ...]:
        """Return the corrections of a text, newest first."""
        return tuple(
            self.correction(found, text, numbers)
            for found in text.corrections
        )

    def entry_card(self, entry: nouns.Entry, numbers: Numbers | None = None) -> values.EntryCard:
        """Return an entry for a list, or with `numbers` for its own page."""
        if numbers is None:
            return self.shared(entry, lambda: entry_view(self, entry, None))
        return entry_view(self, entry, numbers)

    def briefs(self, entries: Iterable[nouns.Entry]) -> tuple[values.Brief, ...]:
        """Return entries in a sentence each; the year is said of the first, and where it is another than before."""
        found: list[values.Brief] = []
        said = 0
        for entry in entries:
            year = entry.when.stands.date.year
            found.append(self.brief(entry, year=year != said))
            said = year
        return tuple(found)

    def brief(self, entry: nouns.Entry, *, year: bool = True) -> values.Brief:
        """Return an entry in a sentence."""
        return self.shared(entry, lambda: brief_view(self, entry, year=year), "brief", year)
