"""The event itself: what content/event.md says, with all that was made of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.markup.convert import Markup
from dateline.model.accent import accent, faults
from dateline.model.address import Address
from dateline.model.bodies import Site
from dateline.model.index import Index
from dateline.model.mirrors import key_of, mirrors_of, onion_of
from dateline.model.nouns import Accent, Article, Entry, Event, Kind, Move, Response, TextPage
from dateline.model.sources import LOOKS_LIKE_A_KEY
from dateline.problems import Misread, Problems
from dateline.read import values
from dateline.read.channels import Channel, channel
from dateline.read.characters import visible
from dateline.read.geojson import Outlines
from dateline.read.records import Record
from dateline.typography import curly

LEAD_MAP = "map"
"""What Lead_picture says for the drawn map."""
GUIDES = (
    ("Freedom of the Press Foundation", "https://freedom.press/"),
    ("Surveillance Self-Defense, Electronic Frontier Foundation", "https://ssd.eff.org/"),
)
"""Guides for those who send something, where an event names none: the homepages of two that are known everywhere, which say it in many languages."""


def kinds_of(head: Record, home: str, problems: Problems, language: str = "en") -> Index[Kind]:
    """Return the kinds of entries that the event has, numbered from 1.

    `home` is the file that has them, for problems; `language` the site's, for quotation marks in labels.
    """
    kinds: Index[Kind] = Index("kind", f"Kinds in {home}", problems, whole=head.has("kinds"))
    keys: dict[str, int] = {}
    labels: dict[str, int] = {}
    for number, item in enumerate(head.each("kinds"), 1):
        key, label = values.key_and_label(str(item.value))
        try:
            if not key or not visible(label):
                raise Misread(f'"{item.value}" is no "key = label"', "write for example protest = Protest", topic="event")
            if not LOOKS_LIKE_A_KEY.match(key):
                raise Misread(f'"{key}" cannot be a key', "write lower-case letters a to z, digits and hyphens", topic="event")
            values.part(key)
            for name, taken in ((key, keys), (label, labels)):
                if (first := taken.setdefault(name.casefold(), item.line)) != item.line:
                    raise Misread(f'"{name}" stands a second time', f"give each kind a key and a label of its own (the first is on line {first})", topic="event")
            kinds.things[key] = Kind(key, curly(label, head.text("lang") or language), number)
        except Misread as wrong:
            kinds.whole = False
            problems.add(head.path_of(item), item.line, f"Kinds: {wrong.what}", wrong.do, topic=wrong.topic)
    return kinds


def event_of(
    head: Record,
    site: Site,
    *,
    moves: tuple[Move, ...],
    story: Markup,
    outlines: Outlines,
    entries: tuple[Entry, ...],
    articles: tuple[Article, ...],
    pages: tuple[TextPage, ...],
    responses: tuple[Response, ...] = (),
    siteurl: str = "",
) -> Event:
    """Return the event with all that it is made of; what is wrong in event.md is in the site's problems."""
    starts, ends = head.day("starts") or date(1, 1, 1), head.day("ends")
    if ends and ends < starts:
        site.problems.add(
            head.path, head.at("ends"), "the event ends before it starts", "correct Starts or Ends", topic="event"
        )
    # The word `map` is the drawn map, unless a picture has that name.
    lead_map = head.text("lead_picture") == LEAD_MAP and LEAD_MAP not in site.pictures.things
    lead = (
        site.picture(head.text("lead_picture"), head.path, head.at("lead_picture"))
        if head.has("lead_picture") and not lead_map
        else None
    )
    if lead and lead.sensitive:
        what = f'Lead_picture: "{lead.key}" is covered (Sensitive), and the front page shows no such picture'
        site.problems.add(head.path, head.at("lead_picture"), what, "name another picture, or map", topic="event")
    if lead_map and not any(place.lat is not None for entry in entries for place in entry.places):
        what = "Lead_picture: no entry has a place with a position, so there is no map"
        site.problems.add(head.path, head.at("lead_picture"), what, "add lat and lon to places, or name a picture", topic="event")
    public_key, public_key_at = key_of(head)
    return Event(
        title=head.text("title"),
        kicker=head.text("kicker"),
        standfirst=head.text("standfirst"),
        starts=starts,
        ends=ends,
        zone=site.zone,
        status=head.text("status") or ("ended" if ends else "developing"),
        lead_picture=lead,
        kinds=site.kinds.all(),
        front_figures=site.data.figures.each(head, "figures"),
        accent=_accent(head, site.problems),
        report_errors=_report_errors(head, site),
        story=site.body(story, head.text_path),
        entries=entries,
        articles=articles,
        pages=pages,
        pictures=site.pictures.all(),
        sources=site.data.sources.all(),
        people=site.data.people.all(),
        organisations=site.data.organisations.all(),
        places=site.data.places.all(),
        figures=site.data.figures.all(),
        quotes=site.data.quotes.all(),
        lead_map=lead_map,
        outlines=outlines,
        moves=moves,
        languages=head.any("languages") or (),
        lang=head.text("lang"),
        site_name=head.text("site_name"),
        publisher=_named(head, "publisher"),
        licence=_named(head, "licence"),
        mirrors=mirrors_of(head, siteurl, site.problems),
        onion=onion_of(head, siteurl, site.problems),
        public_key=public_key,
        public_key_at=public_key_at,
        contact=tuple(_contact(head, site.problems)),
        guides=tuple(_guides(head, site)),
        responses=responses,
        share=head.any("share") or (),
    )


def _contact(head: Record, problems: Problems) -> Iterator[Channel]:
    """Yield the ways to the editors; what nobody could use is told."""
    found: dict[Channel, int] = {}
    for item in head.each("contact"):
        try:
            known = channel(str(item.value))
        except Misread as wrong:
            problems.add(head.path_of(item), item.line, f"Contact: {wrong.what}", wrong.do, topic=wrong.topic)
            continue
        if (first := found.setdefault(known, item.line)) != item.line:
            problems.add(head.path_of(item), item.line, f'Contact: "{known.name}" stands a second time', f"keep one (the first is on line {first})", topic="responses")
        else:
            yield known


def _guides(head: Record, site: Site) -> Iterator[tuple[str, str]]:
    """Yield the guides that the editors name; those of the kit where they name a way to themselves and no guide."""
    if not head.has("guides") and head.has("contact"):
        yield from GUIDES
    elif head.has("guides") and not head.has("contact"):
        site.problems.add(head.path, head.at("guides"), "Guides: there is no Contact, so no page shows them", "name a way to the editors, or delete them", topic="responses")
    for item in head.each("guides"):
        try:
            name, address = values.name_and_address(str(item.value), head.text("lang") or site.language)
            if not address:
                raise Misread(f'"{item.value}" has no address', "write title | https://...", topic="responses")
            yield name, address
        except Misread as wrong:
            site.problems.add(head.path_of(item), item.line, f"Guides: {wrong.what}", wrong.do, topic="responses")


def _accent(head: Record, problems: Problems) -> Accent | None:
    """Return the accent as written; a colour that cannot be read is told, and the build then stops."""
    written = [str(item.value) for item in head.each("accent")]
    for what, do in faults(written):
        problems.add(head.path, head.at("accent"), f"Accent: {what}", do, topic="colours")
    return accent(written)


def _named(head: Record, key: str) -> tuple[str, str]:
    """Return a name with its address, which a translation need not repeat."""
    name, address = head.any(key) or ("", "")
    original = (head.original.any(key) if head.original else None) or ("", "")
    return name, address or original[1]


def _report_errors(head: Record, site: Site) -> Address | str:
    """Return where errors are reported: an address elsewhere, or a text of the site that says how."""
    written = head.text("report_errors")
    if not written.startswith("{"):
        return written
    return site.link(written, head.path, head.at("report_errors")) or ""
