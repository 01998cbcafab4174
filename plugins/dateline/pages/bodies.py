"""Texts as pages show them: part by part."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.integrity import integrity_view
from dateline.pages.languages import direction_of, version_in
from dateline.typography import curly
from dateline.whens import of_when
from dateline.wording import NEWER, Wording

if TYPE_CHECKING:
    from dateline.pages.views import Numbers, Views

_EXCERPT = 60
"""Entries of a part of the timeline inside a text."""


def part_view(views: Views, part: nouns.Part, numbers: Numbers | None) -> object | None:
    """Return a part of a text; none of a citation that has no number here."""
    if isinstance(part, nouns.HtmlPart):
        return values.HtmlPart(part.html)
    if isinstance(part, nouns.CitePart):
        return None if numbers is None else values.CitationPart(_marks(views.words, part, numbers))
    if isinstance(part, nouns.PicturesPart):
        pictures = zip(part.pictures, part.alts, strict=True)
        return values.PicturesPart(
            tuple(
                views.picture(picture, numbers, alt=alt, layout=part.layout) for picture, alt in pictures
            )
        )
    if isinstance(part, nouns.QuotePart):
        return quotation_view(views, part.quote)
    if isinstance(part, nouns.FigurePart):
        return replace(views.figure(part.figure), chart=views.chart(part.figure)) if part.chart else views.figure(part.figure)
    if isinstance(part, nouns.ReadPart):
        return views.teaser(part.teaser, views.words("Read also"))
    if isinstance(part, nouns.MediaPart):
        return values.Media(
            part.url, part.title, part.publisher, urlsplit(part.url).netloc.removeprefix("www.")
        )
    if isinstance(part, nouns.MapPart):
        return views.map(part.places)
    if isinstance(part, nouns.IntegrityPart):
        return integrity_view(views.words, views.counted, part.parts)
    if isinstance(part, nouns.NewerPart):
        return values.Newer(views.words(NEWER[part.what]), version_in(views.languages, part.language, part.address))
    return _excerpt(views, part)


def quotation_view(views: Views, quote: nouns.Quote) -> values.Quotation:
    """Return a quote."""
    return values.Quotation(
        text=curly(quote.text, quote.language or views.words.language),
        speaker=views.speaker(quote.speaker),
        role="",
        date=views.words.partial(quote.date) if quote.date else None,
        context=quote.context,
        lang=quote.language,
        dir=direction_of(quote.language),
        sources=views.source_links(quote.sources),
        translation=curly(quote.translation, views.words.language),
        translator=_translator(views.words, quote) if quote.translation else "",
    )


def _excerpt(views: Views, part: nouns.TimelinePart) -> values.TimelineExcerpt:
    shown, left = part.teasers[:_EXCERPT], part.teasers[_EXCERPT:]
    more = None
    if left and left[0].when:
        address = Address(f"timeline/{left[0].when.group}/")
        more = values.Link(views.words.plural("and {} more", "and {} more", len(left)), address)
    label = part.label
    if part.when:
        label = of_when(views.words, part.when).text
    return values.TimelineExcerpt(label, tuple(views.teaser(teaser) for teaser in shown), more)


def _marks(words: Wording, part: nouns.CitePart, numbers: Numbers) -> tuple[values.Mark, ...]:
    return tuple(
        values.Mark(
            number=words.digits(str(numbers.of(citation.source))),
            anchor=f"source-{citation.source.key}",
            label=words.named(citation.source.publisher, citation.source.title),
            locator=citation.locator,
        )
        for citation in part.citations
    )


def _translator(words: Wording, quote: nouns.Quote) -> str:
    if quote.translator:
        return words("Translation: {name}").format(name=quote.translator)
    return words("Translation by the editors")
