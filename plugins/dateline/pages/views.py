"""From nouns to what is shown of them: the same view wherever a thing appears."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from dateline.bidi import isolated
from dateline.derive.integrity import Integrity
from dateline.derive.maps import Atlas, map_of
from dateline.derive.mentions import places_of
from dateline.model import nouns
from dateline.model.address import Address
from dateline.model.pictures import CENTRE
from dateline.pages import values
from dateline.pages.figures import figure_chart, figure_view
from dateline.pages.integrity import integrity_view
from dateline.pages.kept import kept_views, passed_on
from dateline.pages.languages import version_in
from dateline.pages.maps import map_view
from dateline.pages.sentences import first_sentence
from dateline.pictures.outcome import Outcome, Rendition, Series
from dateline.read.when import Form, Moment, When
from dateline.typography import curly, unbroken
from dateline.whens import briefly, of_moment, of_when
from dateline.wording import CERTAINTIES, GENRES, NEWER, SOURCE_KINDS, WITHHELD, Time, Wording, direction

V = TypeVar("V")

_EXCERPT = 60
"""Entries of a part of the timeline inside a text."""


_IN_A_LINE = 3
"""Sources that stand in a line below an entry; more are folded behind their number."""


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
        self._languages = tuple(languages)
        self._integrity = integrity or Integrity()
        self._once: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    @property
    def shaped_by(self) -> tuple[Any, ...]:
        """What views depend on besides what is viewed and the words: what was made of pictures, what maps are drawn from, pictures of texts, languages."""
        atlas = self._atlas and (self._atlas.outlines, self._atlas.places, dict(self._atlas.counts))
        return dict(self._pictures), atlas, dict(self._leads), self._languages

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
        return self.shared(when, lambda: self._when(when), "when")

    def _when(self, when: When) -> values.When:
        words = self.words
        zones = [words.offset(moment) for moment in (when.start, when.end) if moment] or [""]
        changed = len(set(zones)) > 1
        whole, until = of_when(words, when), None
        # Under its heading, where the year is said already; of what is undated, that says all.
        short = of_when(words, when, year=len({moment.date.year for moment in (when.stands, *when.moments)}) > 1)
        if when.form is Form.UNDATED:
            short = Time("", "")
        elif when.start and (when.form is Form.MOMENT or when.end) and _said_by_its_day(when):
            short = words.within(when.start)
            short = Time(words.about(short.text), short.datetime) if when.start.doubts and short.text else short
            until = words.end(when.end, when.start) if when.end else None
        start, end = (of_moment(words, moment) if moment else None for moment in (when.start, when.end))
        return values.When(
            start=start if start and end else whole,
            end=end if start else None,
            short=short,
            until=until,
            about=when.approximate,
            zone=zones[-1],
            start_zone=zones[0] if changed else "",
        )

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
            dir=_direction(source.language),
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
            tuple(view for part in body.parts if (view := self._part(part, numbers)) is not None)
        )

    def _part(self, part: nouns.Part, numbers: Numbers | None) -> object | None:
        if isinstance(part, nouns.HtmlPart):
            return values.HtmlPart(part.html)
        if isinstance(part, nouns.CitePart):
            return None if numbers is None else values.CitationPart(self._marks(part, numbers))
        if isinstance(part, nouns.PicturesPart):
            pictures = zip(part.pictures, part.alts, strict=True)
            return values.PicturesPart(
                tuple(
                    self.picture(picture, numbers, alt=alt, layout=part.layout) for picture, alt in pictures
                )
            )
        if isinstance(part, nouns.QuotePart):
            return self.quotation(part.quote)
        if isinstance(part, nouns.FigurePart):
            return replace(self.figure(part.figure), chart=self.chart(part.figure)) if part.chart else self.figure(part.figure)
        if isinstance(part, nouns.ReadPart):
            return self.teaser(part.teaser, self.words("Read also"))
        if isinstance(part, nouns.MediaPart):
            return values.Media(
                part.url, part.title, part.publisher, urlsplit(part.url).netloc.removeprefix("www.")
            )
        if isinstance(part, nouns.MapPart):
            return self.map(part.places)
        if isinstance(part, nouns.IntegrityPart):
            return integrity_view(self.words, self._integrity, part.parts)
        if isinstance(part, nouns.NewerPart):
            return values.Newer(self.words(NEWER[part.what]), version_in(self._languages, part.language, part.address))
        return self._excerpt(part)

    def _excerpt(self, part: nouns.TimelinePart) -> values.TimelineExcerpt:
        shown, left = part.teasers[:_EXCERPT], part.teasers[_EXCERPT:]
        more = None
        if left and left[0].when:
            address = Address(f"timeline/{left[0].when.group}/")
            more = values.Link(self.words.plural("and {} more", "and {} more", len(left)), address)
        label = part.label
        if part.when:
            label = of_when(self.words, part.when).text
        return values.TimelineExcerpt(label, tuple(self.teaser(teaser) for teaser in shown), more)

    def _marks(self, part: nouns.CitePart, numbers: Numbers) -> tuple[values.Mark, ...]:
        return tuple(
            values.Mark(
                number=self.words.digits(str(numbers.of(citation.source))),
                anchor=f"source-{citation.source.key}",
                label=self.words.named(citation.source.publisher, citation.source.title),
                locator=citation.locator,
            )
            for citation in part.citations
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
        made = self._pictures.get(picture.key)
        covered = made if picture.sensitive else None
        renditions = _renditions(made.fallback) if made else ()
        largest = made.fallback.renditions[-1] if made else None
        lang = picture.caption_lang if picture.caption_lang != self.words.language else ""
        return values.Picture(
            key=picture.key,
            alt=alt or picture.alt,
            caption=self.body(picture.caption, numbers),
            credit=picture.credit,
            licence=values.Link(picture.licence, picture.licence_url),
            source=_source_of(picture.source),
            date=self.words.partial(picture.date).text if picture.date else "",
            renditions=renditions,
            sources=_sources(made) if made else (),
            page=picture.address if made else "",
            anchor=f"picture-{picture.slug}",
            style=_style(picture, made) if made else None,
            cover=self._cover(picture, covered) if covered else None,
            url=largest.address if largest else "",
            width=largest.width if largest else 0,
            height=largest.height if largest else 0,
            withheld=self.words(WITHHELD[picture.withheld]) if picture.withheld else "",
            layout=layout,
            lead=lead,
            lang=lang,
            dir=_direction(lang),
        )

    def _cover(self, picture: nouns.Picture, made: Outcome) -> values.Cover:
        firsts = (opened(made, moving=moving)[:1] for moving in (False, True))
        size = max(rendition.size for first in firsts for _, rendition in first)
        return values.Cover(picture.sensitive, self.words.size(size), picture.lang, _direction(picture.lang))

    def largest(self, picture: nouns.Picture) -> Rendition | None:
        """Return the largest file of a picture that every browser can show; None where it has none."""
        made = self._pictures.get(picture.key)
        return made.fallback.renditions[-1] if made else None

    def quotation(self, quote: nouns.Quote) -> values.Quotation:
        """Return a quote."""
        return values.Quotation(
            text=curly(quote.text, quote.language or self.words.language),
            speaker=self.speaker(quote.speaker),
            role="",
            date=self.words.partial(quote.date) if quote.date else None,
            context=quote.context,
            lang=quote.language,
            dir=_direction(quote.language),
            sources=self.source_links(quote.sources),
            translation=curly(quote.translation, self.words.language),
            translator=self._translator(quote) if quote.translation else "",
        )

    def _translator(self, quote: nouns.Quote) -> str:
        if quote.translator:
            return self.words("Translation: {name}").format(name=quote.translator)
        return self.words("Translation by the editors")

    def figure(self, figure: nouns.Figure) -> values.Figure:
        """Return a key figure: the latest standing report first, the spread where speakers differ, then every report."""
        return self.shared(figure, lambda: figure_view(self.words, figure, self.source_links))

    def chart(self, figure: nouns.Figure) -> values.Chart | None:
        """Return the chart of a key figure; None where it has too few numbers for one."""
        return self.shared(figure, lambda: figure_chart(self.words, figure), "chart")

    def where(self, place: nouns.Place) -> values.Map | None:
        """Return the map that shows where a place lies; none where there is nothing on it but the place."""
        return self.map([place]) if self._atlas and self._atlas.outlines.shapes else None

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
        return self.shared(teaser, lambda: self._teaser(teaser, label, pictured=pictured), label, pictured)

    def _teaser(self, teaser: nouns.Teaser, label: str, *, pictured: bool) -> values.Teaser:
        date = self.words.on(teaser.published)
        if teaser.when:
            date = briefly(self.words, teaser.when)
        return values.Teaser(
            label=label or self.genre(teaser),
            title=teaser.title,
            url=teaser.address,
            summary=teaser.summary,
            date=date,
            thumbnail=self.thumbnail(teaser.address) if pictured else None,
            lang=teaser.lang,
            dir=_direction(teaser.lang),
            corrected=self._corrected(teaser),
        )

    def mention(self, text: nouns.Article | nouns.Entry | nouns.TextPage) -> values.Mention:
        """Return a text as one line."""
        return self.shared(text, lambda: self._mention(text), "mention")

    def _mention(self, text: nouns.Article | nouns.Entry | nouns.TextPage) -> values.Mention:
        date = self.words.on(text.date) if isinstance(text, nouns.Article) else None
        if isinstance(text, nouns.Entry):
            date = briefly(self.words, text.when)
        corrected = None if isinstance(text, nouns.TextPage) else self._corrected(text.teaser)
        return values.Mention(values.Link(text.title, text.address), date, text.lang, _direction(text.lang), corrected)

    def _corrected(self, teaser: nouns.Teaser) -> Time | None:
        """Return the day on which a text was corrected last."""
        return self.words.partial(teaser.corrected.isoformat()) if teaser.corrected else None

    def thumbnail(self, address: str) -> values.Picture | None:
        """Return a text's picture as it stands beside a link to it, unless it is withheld or covered.

        Without words: the link says what it leads to, and there the picture has its Alt, caption and credit. In the smaller renditions
        only; the style sheet crops them around Focus.
        """
        picture = self._leads.get(address)
        made = self._pictures.get(picture.key) if picture else None
        if picture is None or made is None or picture.sensitive:
            return None
        largest = made.fallback.renditions[-1]
        small = Outcome(tuple(replace(each, renditions=each.renditions[:_SMALL]) for each in made.series), made.colour)
        renditions = _renditions(small.fallback)
        return values.Picture(
            key=picture.key,
            alt="",
            caption=values.Body(),
            credit="",
            licence=values.Link(""),
            source=values.Link(""),
            date="",
            renditions=renditions,
            sources=_sources(small),
            style=_style(picture, made),
            url=renditions[0].url,
            width=largest.width,
            height=largest.height,
            withheld="",
        )

    def related(self, link: nouns.Link | nouns.Teaser) -> values.Teaser:
        """Return a "read more" link."""
        if isinstance(link, nouns.Teaser):
            return self.teaser(link, pictured=True)
        if link.teaser:
            return self.teaser(link.teaser, link.label, pictured=True)
        outside = link.address is None
        return values.Teaser(
            label=link.label,
            title=link.title,
            url=link.url if link.address is None else link.address,
            summary="",
            date=None,
            publisher=link.publisher or urlsplit(link.url).netloc.removeprefix("www."),
            outside=outside,
            lang=link.lang,
            dir=_direction(link.lang),
        )

    def claims(self, entry: nouns.Entry, numbers: Numbers | None = None) -> tuple[values.Claim, ...]:
        """Return the claims of a disputed entry, side by side."""
        return tuple(
            values.Claim(self.speaker(claim.who), self.body(claim.body, numbers), lang, _direction(lang))
            for claim in entry.claims
            for lang in (claim.lang or entry.lang,)
        )

    def updates(self, entry: nouns.Entry, numbers: Numbers | None = None) -> tuple[values.Update, ...]:
        """Return the updates of an entry, in their order; the year of each is said where it is another than that of the entry."""
        return tuple(
            values.Update(
                of_moment(self.words, update.moment, year=update.moment.date.year != entry.when.stands.date.year),
                self.words.offset(update.moment),
                self.body(update.body, numbers),
                lang,
                _direction(lang),
                update.anchor if numbers is not None else "",
            )
            for update in entry.updates
            for lang in (update.lang or entry.lang,)
        )

    def correction(
        self, correction: nouns.Correction, text: nouns.Entry | nouns.Article, numbers: Numbers | None
    ) -> values.Correction:
        """Return a correction of a text: with `numbers` for the text's own page, else for that of all corrections."""
        lang = correction.lang or text.lang
        return values.Correction(
            date=self.words.partial(correction.date.isoformat()),
            body=self.body(correction.body, numbers),
            of=values.Link(text.title, Address(f"{text.address}#{correction.anchor}")),
            lang=lang,
            dir=_direction(lang),
            was=correction.was,
            now=correction.now,
            anchor=(correction.address or "").partition("#")[2] if numbers is None else correction.anchor,
            other=correction.address or "" if numbers is not None else "",
            after=tuple(values.Link(sender, Address(f"{text.address}#{anchor}")) for sender, anchor in correction.after),
        )

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
            return self.shared(entry, lambda: self._entry_card(entry, None))
        return self._entry_card(entry, numbers)

    def _entry_card(self, entry: nouns.Entry, numbers: Numbers | None) -> values.EntryCard:
        sources = self.source_links(entry.sources)
        note = self.when_note(entry, numbers)  # before the text: its marks stand above it
        return values.EntryCard(
            slug=entry.anchor,
            title=entry.title,
            url=entry.address,
            when=self.when(entry.when),
            kind=entry.kind.key,
            kind_label=entry.kind.label,
            kind_number=entry.kind.number,
            certainty=entry.certainty,
            certainty_label=self.words(CERTAINTIES[entry.certainty]),
            highlight=entry.highlight,
            places=self.named(entry.places),
            body=self.body(entry.body, numbers),
            updates=self.updates(entry, numbers),  # above the claims
            claims=self.claims(entry, numbers),
            sources=sources,
            picture=self.picture(entry.picture, numbers) if entry.picture else None,
            corrected=self._corrected(entry.teaser),
            lang=entry.lang,
            dir=_direction(entry.lang),
            place_keys=" ".join(places_of(entry)),
            many_sources=self.words.plural("{} source", "{} sources", len(sources)) if len(sources) > _IN_A_LINE else "",
            note=note,
        )

    def when_note(self, entry: nouns.Entry, numbers: Numbers | None) -> values.WhenNote | None:
        """Return why an entry has its time."""
        note = entry.when_note
        if note is None:
            return None
        return values.WhenNote(self.body(note.body, numbers), note.lang or entry.lang, _direction(note.lang or entry.lang))

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
        return self.shared(entry, lambda: self._brief(entry, year=year), "brief", year)

    def _brief(self, entry: nouns.Entry, *, year: bool) -> values.Brief:
        return values.Brief(
            slug=entry.anchor,
            title=entry.title,
            url=entry.address,
            when=briefly(self.words, entry.when, year=year),
            kind_label=entry.kind.label,
            kind_number=entry.kind.number,
            certainty=entry.certainty,
            certainty_label=self.words(CERTAINTIES[entry.certainty]),
            sentence=first_sentence(entry.body),
            lang=entry.lang,
            dir=_direction(entry.lang),
            corrected=self._corrected(entry.teaser),
        )


def _direction(language: str) -> str:
    """Return the direction of a text that says its language; empty for one in the site's."""
    return direction(language) if language else ""


def _said_by_its_day(when: When) -> bool:
    """Tell whether the heading of its page says all of a time but what is within its day: then that alone stands beside it.

    The end of an interval is said there too; a day of which anything is in doubt is said whole.
    """
    start = when.start
    if start is None or start.unknown or (when.end and not when.end.plain):
        return False
    return not start.doubts or (start.timed and start.doubts == (("whole", "~"),))


_SMALL = 2
"""How many renditions, smallest first, serve a thumbnail."""


def _renditions(series: Series) -> tuple[values.Rendition, ...]:
    return tuple(values.Rendition(made.address, made.width) for made in series.renditions)


_STILL = "(prefers-reduced-motion: reduce), print"
"""Where a moving picture shows its first frame (Media Queries 5, 11.1)."""


def _sources(made: Outcome) -> tuple[values.PictureSource, ...]:
    """Return what browsers may choose instead of the fallback, in that order."""
    moving = [series for series in made.series if series.moving]
    still = [series for series in made.series if not series.moving]
    named = [(series, _STILL) for series in still] + [(series, "") for series in moving]
    if not moving:
        named = [(series, "") for series in still[:-1]]
    return tuple(values.PictureSource(series.type, media, _renditions(series)) for series, media in named)


_OPENED = 1200
"""How wide a covered picture is at least when it is opened: one file wherever it stands, so that it is loaded once, and its size can be told."""


def opened(made: Outcome, *, moving: bool) -> list[tuple[str, Rendition]]:
    """Return what is loaded of a covered picture, one file, by media type in the order of choice; `moving`: of its animation, if it has one.

    The first, which nearly all browsers show, says how large it is: of the others, whose files are larger, smaller renditions are taken.
    """
    series = [each for each in made.series if each.moving is moving]
    if not series:
        return []
    first = next((each for each in series[0].renditions if each.width >= _OPENED), series[0].renditions[-1])
    others = ((each.type, [one for one in each.renditions if one.size <= first.size] or each.renditions[:1]) for each in series[1:])
    return [(series[0].type, first), *((kind, fitting[-1]) for kind, fitting in others)]


def _files(made: Outcome, *, moving: bool) -> tuple[values.PictureFile, ...]:
    return tuple(values.PictureFile(kind, rendition.address) for kind, rendition in opened(made, moving=moving))


def _style(picture: nouns.Picture, made: Outcome) -> values.PictureStyle:
    largest = made.fallback.renditions[-1]
    return values.PictureStyle(
        name=f"p{hashlib.sha256(picture.key.encode()).hexdigest()[:8]}",
        ratio=f"{largest.width / largest.height:.3f}".rstrip("0").rstrip("."),
        colour=made.colour,
        focus="" if picture.focus == CENTRE else f"{picture.focus[0]:g}% {picture.focus[1]:g}%",
        files=_files(made, moving=False) if picture.sensitive else (),
        moving=_files(made, moving=True) if picture.sensitive else (),
    )


def each_once(teasers: Iterable[values.Teaser], *shown: nouns.Picture | None) -> tuple[values.Teaser, ...]:
    """Return teasers without the pictures that stand before them in the list, or on the page already (`shown`)."""
    seen = {picture.key for picture in shown if picture}
    found = []
    for teaser in teasers:
        if teaser.thumbnail and teaser.thumbnail.key in seen:
            teaser = replace(teaser, thumbnail=None)
        elif teaser.thumbnail:
            seen.add(teaser.thumbnail.key)
        found.append(teaser)
    return tuple(found)


def _source_of(written: str) -> values.Link:
    if written.startswith(("http://", "https://")):
        return values.Link(urlsplit(written).netloc.removeprefix("www."), written)
    return values.Link(written)


def told(words: Wording, when: values.When) -> str:
    """Return when something happened in one line, with the zone: "5 January 2022, 20:00 to 6 January 2022, 05:00 (UTC+6)"."""
    start = words.with_note(when.start.text, when.start_zone) if when.start_zone else when.start.text
    whole = words.span(start, when.end.text) if when.end else start
    return words.with_note(whole, when.zone) if when.zone else whole


def dated(words: Wording, moment: Moment) -> str:
    """Return a moment in one line, with the zone: "6 January 2022, 08:00 (UTC+6)"."""
    text, zone = of_moment(words, moment).text, words.offset(moment)
    return words.with_note(text, zone) if zone else text


def corrected_in_words(words: Wording, correction: nouns.Correction, lang: str = "") -> str:
    """Return what a correction says in a line: the old and the new words in quotation marks, where it gives them, then the rest.

    `lang` is the language of its text, empty for the site's.
    """
    said = [plain(correction.body)] if correction.body else []
    if correction.was:
        was, now = (curly(f'"{each}"', correction.lang or lang or words.language) for each in (correction.was, correction.now))
        said.insert(0, words("Instead of {was}, read {now}.").format(was=isolated(was, words.direction), now=isolated(now, words.direction)))
    return " ".join(said)


def plain(body: nouns.Body) -> str:
    """Return a text without markup, for descriptions."""
    words = "".join(part.html.striptags() + " " for part in body.parts if isinstance(part, nouns.HtmlPart))
    return _spaced(words)


def _spaced(words: str) -> str:
    return re.sub(r" (?=[.,;:!?)])", "", " ".join(words.split()))


def beginning(body: nouns.Body, most: int = 200) -> str:
    """Return what `plain` returns, or more than its first `most` characters where there are more: the rest of a long text is not looked at."""
    words = ""
    for part in body.parts:
        if isinstance(part, nouns.HtmlPart):
            # A piece that ends before a tag says what the whole says up to there.
            end = part.html.find("<", 10 * most)
            words += (Markup(part.html[:end]) if end > 0 else part.html).striptags() + " "
            if len(words) > 2 * most:
                return _spaced(words)
            if end > 0:  # tags, and little between them
                return plain(body)
    return _spaced(words)


def clipped(words: str, most: int = 200) -> str:
    """Return the first sentences, or words, of a text, in at most `most` characters."""
    if len(words) <= most:
        return words
    head = words[:most]
    stop = max(head.rfind(". "), head.rfind("! "), head.rfind("? "))
    return head[: stop + 1] if stop > most // 2 else head.rpartition(" ")[0].rstrip(",;:") + "…"
