"""From all records to the Event: validated once, every reference resolved.

In three passes, because texts refer to each other: what stands alone (data files), then addresses, teasers and markup of
every text, then the texts with what they refer to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pelican.utils import slugify

from dateline.markup.convert import RESERVED_IDS, Converter, Markup
from dateline.markup.slots import CiteSlot
from dateline.model.accent import accent, faults
from dateline.model.address import Address, file_of
from dateline.model.bodies import Site, Target
from dateline.model.data import LOOKS_LIKE_A_KEY, build_data, dated
from dateline.model.index import Index
from dateline.model.nouns import (
    Accent,
    Article,
    Claim,
    Correction,
    Entry,
    Event,
    Kind,
    Link,
    Picture,
    Position,
    Source,
    Teaser,
    TextPage,
)
from dateline.model.pictures import build_pictures, convert_captions
from dateline.problems import Misread, Problems
from dateline.read import values
from dateline.read.content import Content
from dateline.read.geojson import Outlines
from dateline.read.keys import KINDS_OF_ARTICLE
from dateline.read.records import Item, Record
from dateline.read.when import UNKNOWN, When, parse_when

TAKEN = frozenset(
    "timeline articles places people organisations figures sources corrections downloads pictures theme drafts SHA256SUMS".split()
)
"""First parts of addresses that the site uses itself: no page in content/pages/ and no file in content/extra/ may take one."""
LEAD_MAP = "map"
"""What Lead_picture says for the drawn map."""
_NO_EVENT = Record("event", "", "event", 0, {})
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Made:
    """A text after the second pass: its record, its place, its markup, and for an entry its time and kind."""

    record: Record
    slug: str
    status: str
    teaser: Teaser
    markup: Markup
    when: When = UNKNOWN
    zone: ZoneInfo = _UTC
    kind: Kind | None = None


def build_event(
    content: Content, problems: Problems, convert: Converter
) -> tuple[Event, tuple[Article | Entry, ...]]:
    """Return the event and its drafts; what is wrong is in `problems`, and then the event must not be used."""
    head = content.event or _NO_EVENT
    zone = head.any("timezone") or _UTC
    data = build_data(content, zone, problems)
    kinds = _kinds(head, f"{content.label}/event.md", problems)
    site = Site(
        root=content.label,
        zone=zone,
        data=data,
        problems=problems,
        pictures=Index("picture", f"{content.label}/pictures/", problems),
        kinds=kinds,
        extra=frozenset(content.extra),
    )
    captions = convert_captions(content, convert)
    articles = [_article_head(record, convert) for record in content.texts["article"]]
    entries = [_entry_head(record, site, convert) for record in content.texts["entry"]]
    entries.sort(key=lambda made: (made.when.sort_key, made.slug))
    pages = [_page_head(record, convert) for record in content.texts["page"]]
    story = convert.text(head.body, head.body_line, head.path)
    _register(site, head, story, articles, entries, pages)
    build_pictures(content, site, captions)
    made_articles = [_article(made, site, convert) for made in articles]
    made_entries = [_entry(made, site, convert) for made in entries]
    made_articles.sort(key=lambda article: (article.date, article.slug), reverse=True)
    event = _event(
        head,
        site,
        story=story,
        outlines=content.outlines,
        entries=tuple(entry for entry in made_entries if entry.status != "draft"),
        articles=tuple(article for article in made_articles if article.status != "draft"),
        pages=tuple(_page(made, site) for made in pages),
    )
    texts: list[Article | Entry] = [*made_articles, *made_entries]
    return event, tuple(text for text in texts if text.status == "draft")


def _kinds(head: Record, home: str, problems: Problems) -> Index[Kind]:
    kinds: Index[Kind] = Index("kind", f"Kinds in {home}", problems, whole=head.has("kinds"))
    for number, item in enumerate(head.each("kinds"), 1):
        key, equals, label = (part.strip() for part in str(item.value).partition("="))
        try:
            if not equals or not label:
                raise Misread(f'"{item.value}" is no "key = label"', "write for example protest = Protest")
            if not LOOKS_LIKE_A_KEY.match(key):
                raise Misread(f'"{key}" cannot be a key', "write lower-case letters a to z, digits and hyphens")
            kinds.things[key] = Kind(key, label, number)
        except Misread as wrong:
            kinds.whole = False
            problems.add(head.path, item.line, f"Kinds: {wrong.what}", wrong.do)
    return kinds


def _event(
    head: Record,
    site: Site,
    *,
    story: Markup,
    outlines: Outlines,
    entries: tuple[Entry, ...],
    articles: tuple[Article, ...],
    pages: tuple[TextPage, ...],
) -> Event:
    starts, ends = head.day("starts") or date(1, 1, 1), head.day("ends")
    if ends and ends < starts:
        site.problems.add(
            head.path, head.at("ends"), "the event ends before it starts", "correct Starts or Ends"
        )
    # The word `map` is the drawn map, unless a picture has that name.
    lead_map = head.text("lead_picture") == LEAD_MAP and LEAD_MAP not in site.pictures.things
    lead = (
        site.picture(head.text("lead_picture"), head.path, head.at("lead_picture"))
        if head.has("lead_picture") and not lead_map
        else None
    )
    if lead_map and not any(place.lat is not None for entry in entries for place in entry.places):
        what = "Lead_picture: no entry has a place with a position, so there is no map"
        site.problems.add(head.path, head.at("lead_picture"), what, "add lat and lon to places, or name a picture")
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
        story=site.body(story, head.path),
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
    )


def _accent(head: Record, problems: Problems) -> Accent | None:
    written = [str(item.value) for item in head.each("accent")]
    for what, do in faults(written):
        problems.add(head.path, head.at("accent"), f"Accent: {what}", do)
    return accent(written)


def _report_errors(head: Record, site: Site) -> Address | str:
    """Return where errors are reported: an address elsewhere, or a text of the site that says how."""
    written = head.text("report_errors")
    if not written.startswith("{"):
        return written
    return site.link(written, head.path, head.at("report_errors")) or ""


def slug_of(record: Record) -> str:
    """Return the last part of a text's address: its own, else from the title, else from the file's name."""
    return record.text("slug") or _slugify(record.text("title")) or _slugify(record.key) or "text"


def _slugify(words: str) -> str:
    return str(slugify(words, regex_subs=[(r"[^\w\s-]", ""), (r"\A\s*|\s*\Z", ""), (r"[-_\s]+", "-")])).strip(
        "-"
    )


def _article_head(record: Record, convert: Converter) -> Made:
    slug = slug_of(record)
    status = record.text("status", "published")
    kind = record.text("kind", KINDS_OF_ARTICLE[0])
    published = record.moment("date") or datetime.min.replace(tzinfo=UTC)
    teaser = Teaser(
        kind="article",
        slug=slug,
        title=record.text("title"),
        address=Address(f"drafts/{slug}/" if status == "draft" else f"articles/{slug}/"),
        summary=record.text("summary") or record.text("standfirst"),
        genre=kind,
        genre_label="",
        when=None,
        published=published,
    )
    return Made(record, slug, status, teaser, convert.text(record.body, record.body_line, record.path))


def _entry_head(record: Record, site: Site, convert: Converter) -> Made:
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
    markup = convert.text(record.body, record.body_line, record.path, long=False)
    return Made(record, slug, status, teaser, markup, when, zone, kind)


def _page_head(record: Record, convert: Converter) -> Made:
    slug = slug_of(record) if record.key != "404" else "404"
    teaser = Teaser(
        kind="page",
        slug=slug,
        title=record.text("title"),
        address=Address("404.html" if slug == "404" else f"{slug}/"),
        summary=record.text("summary"),
        genre="",
        genre_label="",
        when=None,
        published=record.moment("date") or datetime.min.replace(tzinfo=UTC),
    )
    markup = convert.text(record.body, record.body_line, record.path)
    return Made(record, slug, record.text("status", "published"), teaser, markup)


def _register(
    site: Site, head: Record, story: Markup, articles: list[Made], entries: list[Made], pages: list[Made]
) -> None:
    """Make every text known to the others, and find addresses that two of them share."""
    if head.path:
        site.targets[head.path] = Target(Address(""), "published", story.ids)
    taken: dict[str, str] = {}
    files: dict[str, str] = {}
    for made in (*articles, *entries, *pages):
        record = made.record
        site.targets[record.path] = Target(made.teaser.address, made.status, made.markup.ids)
        name = made.slug if made.teaser.kind != "page" else made.teaser.address
        if name in taken:
            what = f'the slug "{made.slug}" is that of {taken[name]} too'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."')
        elif made.teaser.kind == "page" and made.slug in TAKEN:
            what = f"the address /{made.slug}/ is used by the site itself"
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."')
        elif made.teaser.kind == "entry" and made.slug in RESERVED_IDS:
            what = f'the slug "{made.slug}" is an anchor of every page'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."')
        taken.setdefault(name, record.path)
        files[file_of(made.teaser.address)] = record.path
        if made.teaser.kind != "page":
            site.texts[made.teaser.address] = made.teaser
            site.teasers.setdefault(made.slug, made.teaser)
            site.statuses.setdefault(made.slug, made.status)
    folders = {file.removesuffix("/index.html"): path for file, path in files.items()}
    for name in site.extra:
        if name.partition("/")[0] in TAKEN or name == "index.html":
            user = "the site itself"
        elif name in files or name in folders:
            user = files.get(name) or folders[name]
        else:
            continue
        what = f"the address /{name} is used by {user}"
        site.problems.add(f"{site.root}/extra/{name}", 0, what, "rename the file")
    site.dates_known = all(made.when is not UNKNOWN for made in entries)
    site.on_timeline = tuple(
        (made.teaser, frozenset(str(item.value) for item in made.record.each("places")) | {made.teaser.genre})
        for made in entries
        if made.status == "published"
    )


def _corrections(record: Record, site: Site, convert: Converter) -> tuple[Correction, ...]:
    found = []
    for item in record.each("correction"):
        day, text = dated(str(item.value), record, "Correction", item.line, site.problems)
        if day:
            found.append(Correction(day, site.words(convert.line(text, item.line, record.path), record.path)))
    return tuple(sorted(found, key=lambda correction: correction.date, reverse=True))


def _picture(record: Record, name: str, site: Site) -> Picture | None:
    return site.picture(record.text(name), record.path, record.at(name)) if record.has(name) else None


def _article(made: Made, site: Site, convert: Converter) -> Article:
    record = made.record
    return Article(
        slug=made.slug,
        title=record.text("title"),
        date=made.teaser.published,
        modified=record.moment("modified"),
        authors=tuple(str(item.value) for item in record.each("authors")),
        tags=tuple(str(item.value) for item in record.each("tags")),
        summary=made.teaser.summary,
        kind=made.teaser.genre,
        kicker=record.text("kicker"),
        standfirst=record.text("standfirst"),
        dateline=record.text("dateline"),
        picture=_picture(record, "lead_picture", site),
        places=site.data.places.each(record, "places"),
        people=site.data.people.each(record, "people"),
        organisations=site.data.organisations.each(record, "organisations"),
        corrections=_corrections(record, site, convert),
        read_more=tuple(_read_more(record, site)),
        body=site.body(made.markup, record.path),
        status=made.status,
        lang=record.text("lang"),
        teaser=made.teaser,
        position=Position(record.path, record.line),
    )


def _read_more(record: Record, site: Site) -> Iterator[Link]:
    for item in record.each("read_more"):
        link = _link(item, record, site)
        if link is None:
            continue
        if link.address and link.address == site.targets[record.path].address:
            site.problems.add(
                record.path, item.line, "Read_more: the link leads to this text itself", "delete it"
            )
            continue
        yield link


def _link(item: Item, record: Record, site: Site) -> Link | None:
    written = str(item.value)
    label, rest = _labelled(written)
    if "|" in rest:
        title, _, address = (part.strip() for part in rest.rpartition("|"))
        try:
            return Link(label, values.text(title), None, values.web_address(address), "", None)
        except Misread as wrong:
            site.problems.add(record.path, item.line, f"Read_more: {wrong.what}", wrong.do)
            return None
    if rest.startswith("{"):
        found = site.link(rest, record.path, item.line)
        teaser = site.texts.get(found) if found else None
        if found and not teaser:
            what = f'Read_more: "{rest}" is no article and no entry'
            site.problems.add(record.path, item.line, what, "link to one, or write Title | https://...")
        return Link(label, teaser.title, found, "", "", teaser) if found and teaser else None
    if not LOOKS_LIKE_A_KEY.match(rest):
        what = f'Read_more: "{rest}" is neither a link nor a source'
        do = "write {filename}other.md, the key of a source, or Title | https://..."
        site.problems.add(record.path, item.line, what, do)
        return None
    source = site.data.sources.find(rest, record.path, item.line)
    if source is None:
        return None
    return Link(
        label, source.title, None if source.url else source.address, source.url, source.publisher, None
    )


def _labelled(written: str) -> tuple[str, str]:
    """Return an optional label and the link behind it: a colon inside a title is not taken for one."""
    label, colon, rest = (part.strip() for part in written.partition(": "))
    if colon and "|" not in label and (rest.startswith("{") or "|" in rest or LOOKS_LIKE_A_KEY.match(rest)):
        return label, rest
    return "", written.strip()


def _entry(made: Made, site: Site, convert: Converter) -> Entry:
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
        picture=_picture(record, "picture", site),
        corrections=_corrections(record, site, convert),
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
        body = site.words(convert.line(says, item.line, record.path), record.path)
        if not body.sources and "[@" not in says:
            site.problems.add(
                record.path, item.line, f'the claim of "{who}" has no source', "end it with [@source]"
            )
        yield Claim(site.data.speaker(who, record.path, item.line), body)


def _page(made: Made, site: Site) -> TextPage:
    record = made.record
    return TextPage(
        slug=made.slug,
        title=record.text("title"),
        summary=record.text("summary"),
        body=site.body(made.markup, record.path),
        status=made.status,
        lang=record.text("lang"),
        modified=record.moment("modified"),
        address=made.teaser.address,
        position=Position(record.path, record.line),
    )
