"""Entries, in two passes: what others need to know of them, then the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.markup.convert import Converter
from dateline.markup.slots import CiteSlot
from dateline.model.address import Address
from dateline.model.bodies import Site
from dateline.model.corrections import corrections_of, in_order, last_correction
from dateline.model.nouns import Claim, Entry, Kind, Position, Source, Teaser, WhenNote
from dateline.model.texts import (
    Made,
    markup_of,
    original_language,
    other_language,
    picture_of,
    slug_of,
)
from dateline.model.updates import updates_of
from dateline.problems import Misread
from dateline.read import values
from dateline.read.records import Record
from dateline.read.when import UNKNOWN, Form, parse_when


def entry_head(record: Record, site: Site, convert: Converter) -> Made:
    """Return an entry after the second pass: its time, kind, place and markup; what is wrong is in the site's problems."""
    slug = slug_of(record)
    status = record.text("status", "published")
    first = next(
        (
            site.data.places.things[item.value]
            for item in record.each("places")
            if item.value in site.data.places.things
        ),
        None,
    )
    zone = first.zone if first else site.zone
    when = UNKNOWN
    if record.has("when"):
        try:
            when = parse_when(record.text("when"), zone)
        except Misread as wrong:
            site.problems.add(record.path, record.at("when"), f"When: {wrong.what}", wrong.do, topic=wrong.topic)
    kind = (
        site.kinds.find(record.text("kind"), record.path, record.at("kind")) if record.has("kind") else None
    )
    teaser = Teaser(
        kind="entry",
        slug=slug,
        title=record.text("title"),
        address=Address(f"drafts/{slug}/" if status == "draft" else f"timeline/{when.group}/{slug}/"),
        summary="",
        genre=kind.key if kind else "",
        genre_label=kind.label if kind else "",
        when=when,
        published=record.moment("date") or when.stands.at,
        lang=record.text("lang"),
        corrected=last_correction(record),
    )
    markup = markup_of(record, convert, long=False)
    return Made(record, slug, status, teaser, markup, when, zone, kind)


_OWN_ANCHOR = re.compile(r"day-(?:\d|undated$)|(?:picture|source|figure|filter)-")
"""What anchors begin with that pages give to parts of themselves."""


def named_apart(heads: Iterable[Made]) -> list[Made]:
    """Return entries in the order given, each with an anchor that no other has.

    It is the slug; behind the first one of that slug with its day; where it may be an anchor of the page's own, behind `entry-`.

    Drafts come last in this, so that writing one does not rename what is published; their addresses hold no day, but the anchor.
    """
    in_order = list(heads)
    slugs = {made.slug for made in in_order}
    taken: set[str] = set()
    anchors: dict[int, str] = {}
    for made in sorted(in_order, key=lambda made: made.status == "draft"):
        anchor = f"entry-{made.slug}" if _OWN_ANCHOR.match(made.slug) else made.slug
        while anchor in taken or (anchor != made.slug and anchor in slugs):
            anchor = f"{anchor}-{made.when.group}"
        taken.add(anchor)
        anchors[id(made)] = anchor
    return [_named(made, anchors[id(made)]) for made in in_order]


def _named(made: Made, anchor: str) -> Made:
    if made.status == "draft":
        made = replace(made, teaser=replace(made.teaser, address=Address(f"drafts/{anchor}/")))
    return replace(made, anchor=anchor)


def build_entry(made: Made, site: Site, convert: Converter) -> Entry:
    """Return an entry with all that it refers to; what is wrong is in the site's problems."""
    record = made.record
    problems = site.problems
    body = site.body(made.markup, record.text_path)
    in_order(record, site)
    certainty = record.text("certainty", "reported")
    claims = tuple(_claims(record, site, convert))
    updates = updates_of(made, site, convert)
    if certainty == "disputed" and len(record.fields.get("claims", ())) < 2:
        do = "give at least two Claims, each: who: what they say [@source]"
        problems.add(record.path, record.at("certainty"), "a disputed entry has fewer than two claims", do, topic="sources")
    certain = record.has("certainty") or "certainty" not in record.written
    if claims and certain and certainty != "disputed":
        what = f"claims stand in an entry that is {certainty}"
        problems.add(
            record.path, record.at("claims"), what, 'write "Certainty: disputed", or tell them in the text', topic="sources"
        )
    sources: dict[Source, None] = dict.fromkeys(body.sources)
    sources |= dict.fromkeys(site.data.sources.each(record, "sources"))
    for body_of in (*(claim.body for claim in claims), *(update.body for update in updates)):
        sources |= dict.fromkeys(body_of.sources)
    note = _when_note(record, site, convert)
    sources |= dict.fromkeys(note.body.sources if note else ())
    cited = any(isinstance(slot, CiteSlot) for slot in made.markup.slots)
    # A draft may still be without one: it is not published, and `dateline entry` begins with it.
    if not (sources or cited or "sources" in record.written or "claims" in record.written or made.status == "draft"):
        problems.add(
            record.path,
            record.line,
            "the entry has no source",
            "add Sources: or cite one in the text: [@key]", topic="sources",
        )
    if made.when.form is Form.UNDATED and made.when is not UNKNOWN and not record.has("date") and made.status != "draft":
        do = 'add "Date: YYYY-MM-DD": when it was published, by which feeds sort it'
        problems.add(record.path, record.at("when"), "an undated entry has no Date", do, topic="dates")
    return Entry(
        slug=made.slug,
        title=record.text("title"),
        when=made.when,
        zone=made.zone,
        kind=made.kind or Kind("", "", 0),
        places=site.data.places.each(record, "places"),
        people=site.data.people.each(record, "people"),
        organisations=site.data.organisations.each(record, "organisations"),
        highlight=record.flag("highlight"),
        certainty=certainty,
        claims=claims,
        sources=tuple(sources),
        picture=picture_of(record, "picture", site),
        corrections=corrections_of(record, site, convert),
        body=body,
        status=made.status,
        lang=record.text("lang"),
        published=made.teaser.published,
        modified=record.moment("modified"),
        teaser=made.teaser,
        position=Position(record.path, record.line),
        anchor=made.anchor,
        original=original_language(record),
        when_note=note,
        digest=record.digest,
        updates=updates,
    )


def _when_note(record: Record, site: Site, convert: Converter) -> WhenNote | None:
    """Return why an entry has its time, if its author says so."""
    for item in record.each("when_note"):
        path, other = record.path_of(item), other_language(record, item)
        markup = convert.line(str(item.value), item.line, path, language=other or record.text("lang"))
        return WhenNote(site.words(markup, path), other)
    return None


def _claims(record: Record, site: Site, convert: Converter) -> Iterator[Claim]:
    for item in record.each("claims"):
        path, other = record.path_of(item), other_language(record, item)
        who, says = values.labelled(str(item.value))
        if not who:
            what = f'Claims: "{item.value}" does not say who'
            site.problems.add(path, item.line, what, "write who: what they say [@source]", topic="sources")
            continue
        body = site.words(convert.line(says, item.line, path, language=other or record.text("lang")), path)
        if not body.sources and "[@" not in says:
            site.problems.add(
                path, item.line, f'the claim of "{who}" has no source', "end it with [@source]", topic="sources"
            )
        yield Claim(site.data.speaker(who, path, item.line), body, other)
