"""Entries as they are shown: whole, in a sentence; what was claimed, added and corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.derive.mentions import places_of
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.languages import direction_of
from dateline.pages.sentences import first_sentence
from dateline.whens import briefly, of_moment
from dateline.wording import CERTAINTIES

if TYPE_CHECKING:
    from dateline.pages.views import Numbers, Views

_IN_A_LINE = 3
"""Sources that stand in a line below an entry; more are folded behind their number."""


def entry_view(views: Views, entry: nouns.Entry, numbers: Numbers | None) -> values.EntryCard:
    """Return an entry for a list, or with `numbers` for its own page."""
    sources = views.source_links(entry.sources)
    note = note_view(views, entry, numbers)  # before the text: its marks stand above it
    return values.EntryCard(
        slug=entry.anchor,
        title=entry.title,
        url=entry.address,
        when=views.when(entry.when),
        kind=entry.kind.key,
        kind_label=entry.kind.label,
        kind_number=entry.kind.number,
        certainty=entry.certainty,
        certainty_label=views.words(CERTAINTIES[entry.certainty]),
        highlight=entry.highlight,
        places=views.named(entry.places),
        body=views.body(entry.body, numbers),
        updates=update_views(views, entry, numbers),  # above the claims
        claims=claim_views(views, entry, numbers),
        sources=sources,
        picture=views.picture(entry.picture, numbers) if entry.picture else None,
        corrected=views.corrected(entry.teaser),
        lang=entry.lang,
        dir=direction_of(entry.lang),
        place_keys=" ".join(places_of(entry)),
        many_sources=views.words.plural("{} source", "{} sources", len(sources)) if len(sources) > _IN_A_LINE else "",
        note=note,
    )


def brief_view(views: Views, entry: nouns.Entry, *, year: bool) -> values.Brief:
    """Return an entry in a sentence; `year`: with the year in which it happened."""
    return values.Brief(
        slug=entry.anchor,
        title=entry.title,
        url=entry.address,
        when=briefly(views.words, entry.when, year=year),
        kind_label=entry.kind.label,
        kind_number=entry.kind.number,
        certainty=entry.certainty,
        certainty_label=views.words(CERTAINTIES[entry.certainty]),
        sentence=first_sentence(entry.body),
        lang=entry.lang,
        dir=direction_of(entry.lang),
        corrected=views.corrected(entry.teaser),
    )


def note_view(views: Views, entry: nouns.Entry, numbers: Numbers | None) -> values.WhenNote | None:
    """Return why an entry has its time."""
    note = entry.when_note
    if note is None:
        return None
    return values.WhenNote(views.body(note.body, numbers), note.lang or entry.lang, direction_of(note.lang or entry.lang))


def claim_views(views: Views, entry: nouns.Entry, numbers: Numbers | None) -> tuple[values.Claim, ...]:
    """Return the claims of a disputed entry, side by side."""
    return tuple(
        values.Claim(views.speaker(claim.who), views.body(claim.body, numbers), lang, direction_of(lang))
        for claim in entry.claims
        for lang in (claim.lang or entry.lang,)
    )


def update_views(views: Views, entry: nouns.Entry, numbers: Numbers | None) -> tuple[values.Update, ...]:
    """Return the updates of an entry, in their order; the year of each is said where it is another than that of the entry."""
    return tuple(
        values.Update(
            of_moment(views.words, update.moment, year=update.moment.date.year != entry.when.stands.date.year),
            views.words.offset(update.moment),
            views.body(update.body, numbers),
            lang,
            direction_of(lang),
            update.anchor if numbers is not None else "",
        )
        for update in entry.updates
        for lang in (update.lang or entry.lang,)
    )


def correction_view(
    views: Views, correction: nouns.Correction, text: nouns.Entry | nouns.Article, numbers: Numbers | None
) -> values.Correction:
    """Return a correction of a text: with `numbers` for the text's own page, else for that of all corrections."""
    lang = correction.lang or text.lang
    return values.Correction(
        date=views.words.partial(correction.date.isoformat()),
        body=views.body(correction.body, numbers),
        of=values.Link(text.title, Address(f"{text.address}#{correction.anchor}")),
        lang=lang,
        dir=direction_of(lang),
        was=correction.was,
        now=correction.now,
        anchor=(correction.address or "").partition("#")[2] if numbers is None else correction.anchor,
        other=correction.address or "" if numbers is not None else "",
        after=tuple(values.Link(sender, Address(f"{text.address}#{anchor}")) for sender, anchor in correction.after),
    )
