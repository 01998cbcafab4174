"""Entries, in two passes: what others need to know of them, then the whole."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.markup.convert import Converter
from dateline.markup.slots import CiteSlot
from dateline.model.address import Address
from dateline.model.bodies import Site
from dateline.model.nouns import Claim, Entry, Kind, Position, Source, Teaser
from dateline.model.texts import Made, corrections_of, markup_of, picture_of, slug_of
from dateline.problems import Misread
from dateline.read.records import Record
from dateline.read.when import UNKNOWN, parse_when


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
            site.problems.add(record.path, record.at("when"), f"When: {wrong.what}", wrong.do)
    kind = (
        site.kinds.find(record.text("kind"), record.path, record.at("kind")) if record.has("kind") else None
    )
    group = when.start.group
    teaser = Teaser(
        kind="entry",
        slug=slug,
        title=record.text("title"),
        address=Address(f"drafts/{slug}/" if status == "draft" else f"timeline/{group}/{slug}/"),
        summary="",
        genre=kind.key if kind else "",
        genre_label=kind.label if kind else "",
        when=when,
        published=record.moment("date") or when.start.at,
    )
    markup = markup_of(record, convert, long=False)
    return Made(record, slug, status, teaser, markup, when, zone, kind)


def build_entry(made: Made, site: Site, convert: Converter) -> Entry:
    """Return an entry with all that it refers to; what is wrong is in the site's problems."""
    record = made.record
    problems = site.problems
    body = site.body(made.markup, record.path)
    certainty = record.text("certainty", "reported")
    claims = tuple(_claims(record, site, convert))
    if certainty == "disputed" and len(record.fields.get("claims", ())) < 2:
        do = "give at least two Claims, each: who: what they say [@source]"
        problems.add(record.path, record.at("certainty"), "a disputed entry has fewer than two claims", do)
    certain = record.has("certainty") or "certainty" not in record.written
    if claims and certain and certainty != "disputed":
        what = f"claims stand in an entry that is {certainty}"
        problems.add(
            record.path, record.at("claims"), what, 'write "Certainty: disputed", or tell them in the text'
        )
    sources: dict[Source, None] = dict.fromkeys(body.sources)
    sources |= dict.fromkeys(site.data.sources.each(record, "sources"))
    for claim in claims:
        sources |= dict.fromkeys(claim.body.sources)
    cited = any(isinstance(slot, CiteSlot) for slot in made.markup.slots)
    if not (sources or cited or "sources" in record.written or "claims" in record.written):
        problems.add(
            record.path,
            record.line,
            "the entry has no source",
            "add Sources: or cite one in the text: [@key]",
        )
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
    )


def _claims(record: Record, site: Site, convert: Converter) -> Iterator[Claim]:
    for item in record.each("claims"):
        who, colon, says = (part.strip() for part in str(item.value).partition(":"))
        if not colon or not says:
            what = f'Claims: "{item.value}" does not say who'
            site.problems.add(record.path, item.line, what, "write who: what they say [@source]")
            continue
        body = site.words(convert.line(says, item.line, record.path, language=record.text("lang")), record.path)
        if not body.sources and "[@" not in says:
            site.problems.add(
                record.path, item.line, f'the claim of "{who}" has no source', "end it with [@source]"
            )
        yield Claim(site.data.speaker(who, record.path, item.line), body)
