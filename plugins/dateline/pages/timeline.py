"""The timeline: whole, newest first, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from dateline.cards.card import Card
from dateline.dataclass import dataclass
from dateline.derive.days import Group, going_on, groups
from dateline.derive.portions import HEAVIEST, MOST, fits, of_entries, portions, weight
from dateline.derive.strip import Bar, window
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.bearings import chained, is_long, months_of, runs_of
from dateline.pages.copied import embedding, oembed_name
from dateline.pages.developing import developing, last_news
from dateline.pages.embeds import day_embed, embed_address, map_embed, map_of_all, strip_embed
from dateline.pages.filters import filters_of
from dateline.pages.frame import Bench, Desk
from dateline.pages.glance import glance_view
from dateline.pages.offers import TIMELINE
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.planned import Planned
from dateline.pages.sharing import cited, sharing
from dateline.pages.strips import bars_of, drawn
from dateline.read.when import UNDATED, Precision
from dateline.structured.live import live_blog
from dateline.whens import heading as heading_of
from dateline.wording import Time, Wording, direction

_HIGHLIGHTS = 100
"""Highlights on a page of the timeline that does not show all entries."""
_DAYS = 366
"""Days on such a page."""
_MOST_ONGOING = 20
"""Intervals named on a page, those that began last: no page grows with the size of the site."""

D = TypeVar("D", Group, values.Day)


@dataclass(frozen=True)
class TimelinePage:
    """The timeline (timeline.html). `index` lists the days where the page shows only highlights; `span` says which part of the time that is.

    While the event goes on, `updated` is when any entry last changed. `months` is the index of the days that the page shows; `glance` is on the first page in the order of time alone.
    """

    heading: str
    intro: str
    span: tuple[Time, ...]
    newest_first: bool
    other_order: values.Link
    downloads: values.Link
    strip: values.Strip
    glance: values.Glance | None
    days: tuple[values.Day, ...]
    months: tuple[values.Month, ...]
    index: tuple[values.Day, ...]
    filters: values.Filters | None
    pager: values.Pager | None
    sharing: values.Sharing | None
    updated: Time | None = None
    developing: values.Developing | None = None


@dataclass(frozen=True)
class DayPage:
    """One day, month or year (day.html). `going_on` are intervals that began on another page; `more` says how many are left out; `long` that one scrolls far.

    `near_earlier` and `near_later` are `earlier` and `later` in as few words as a line of a telephone has room for.
    """

    heading: str
    count: str
    timeline: values.Link
    strip: values.Strip
    going_on: tuple[values.Ongoing, ...]
    more: str
    day: values.Day
    pager: values.Pager | None
    long: bool
    earlier: values.Link | None
    later: values.Link | None
    near_earlier: values.Link | None
    near_later: values.Link | None
    sharing: values.Sharing | None


def timeline_pages(desk: Desk, listed: Sequence[nouns.Entry]) -> Iterator[values.Page | Planned]:
    """Yield the timeline, the same newest first, and the pages of each day."""
    found = groups(listed)
    bars = bars_of(desk, listed)
    for newest in (False, True):
        yield from _whole(desk, found, bars, newest_first=newest)
    yield from _day_pages(desk, listed, found, bars)


def _whole(desk: Desk, found: Sequence[Group], bars: Sequence[Bar], *, newest_first: bool) -> Iterator[values.Page]:
    """Yield the timeline: all entries, or where they are too many the highlights and the list of days, a stretch of time a page."""
    words = desk.words
    listed = [entry for group in found for entry in group.entries]
    entries = listed
    few = fits(entries)
    going_on_still = desk.event.status == "developing"
    stretches = [tuple(found)] if few else [part[::-1] if newest_first else part for part in _stretches(latest_first(found) if newest_first else found)]
    title = words("Timeline, newest first") if newest_first else words("Timeline")
    address = "timeline/newest/" if newest_first else "timeline/"
    other = (
        values.Link(words("In order of time"), Address("timeline/"))
        if newest_first
        else values.Link(words("Newest first"), Address("timeline/newest/"))
    )
    for number, stretch in enumerate(stretches, 1):
        highlights = [entry for group in stretch for entry in group.entries if few or entry.highlight]
        shown = of_entries(highlights, MOST if few else _HIGHLIGHTS)[0]
        days = chained(backwards(day_views(desk, shown)) if newest_first else day_views(desk, shown))
        index = () if few else _days(desk, tuple(replace(group, entries=()) for group in stretch), [len(group.entries) for group in stretch])
        filters = filters_of(desk, shown, newest_first=newest_first)
        heading = numbered(words, title, number, len(stretches))
        page = TimelinePage(
            heading=heading,
            intro=words.plural("{} entry", "{} entries", len(entries)),
            span=_span(words, stretch) if len(stretches) > 1 else (),
            newest_first=newest_first,
            other_order=other,
            downloads=values.Link(words("Take it along"), Address("downloads/")),
            strip=drawn(desk, bars),
            glance=glance_view(words, found, desk.event.kinds) if number == 1 and not newest_first else None,
            days=days,
            months=months_of(words, days),
            index=latest_first(index) if newest_first else index,
            filters=filters,
            pager=pager(words, address, number, len(stretches)),
            sharing=_sharing(desk, listed, bars) if number == 1 and not newest_first else None,
            updated=last_news(desk, entries) if going_on_still else None,
            developing=developing(desk, entries, in_place=few) if number == 1 else None,
        )
        made = desk.page(
            "timeline",
            page_address(address, number),
            page,
            title=heading,
            partly=desk.untranslated(shown),
            about=(lambda: (live_blog(desk.ground, desk.event, entries),)) if number == 1 and going_on_still else tuple,
            data=TIMELINE[0 if entries else 1 :] if number == 1 else (),  # there is no table without rows
        )
        yield replace(made, filters=filters)


def _sharing(desk: Desk, listed: Sequence[nouns.Entry], bars: Sequence[Bar]) -> values.Sharing | None:
    """Return what the timeline offers to those who pass it on: the activity strip and the map."""
    words, event = desk.words, desk.event
    shown = []
    if desk.siteurl and any(bar.first for bar in bars):
        shown.append(embedding(desk, strip_embed(desk, event.title, len(event.entries), bars), embed_address(desk, "strip"), words("Timeline")))
    if desk.siteurl and (drawing := map_of_all(desk, listed)):
        shown.append(embedding(desk, map_embed(desk, event.title, drawing), embed_address(desk, "map"), words("Map")))
    return sharing(desk, words.named(words("Timeline"), event.title), "timeline/", embeddings=shown)


def _stretches(found: Sequence[Group]) -> tuple[tuple[Group, ...], ...]:
    """Return days in portions whose highlights, and whose list, a page can hold."""

    def weigh(group: Group) -> int:
        return sum(weight(entry) for entry in group.entries if entry.highlight)

    return portions(found, _DAYS, weigh, HEAVIEST * _HIGHLIGHTS // MOST)


def _day_pages(desk: Desk, listed: Sequence[nouns.Entry], found: Sequence[Group], bars: Sequence[Bar]) -> Iterator[Planned]:
    """Yield the pages of each day, month or year that has entries of its own."""
    sheets = [sheet for group in found for sheet in _sheets(desk, group)]
    whole = {group.name: group for group in found}
    concerned = going_on(listed, [group.name for group in found])
    for number, sheet in enumerate(sheets):
        near = tuple(window(bars, sheet.group.when.stands, desk.event.zone))
        ongoing = concerned.get(sheet.group.name, ())
        # What is undated came neither before nor after anything.
        beside = (sheets[at] if 0 <= at < len(sheets) else None for at in (number - 1, number + 1))
        around = (_Next.to(desk.words, other, sheet) if other and (other.group.name == UNDATED) == (sheet.group.name == UNDATED) else None for other in beside)
        made_of = (sheet, near, tuple(ongoing[-_MOST_ONGOING:]), len(ongoing), *around, whole[sheet.group.name], desk.cards.by_address.get(sheet.group.address))
        yield Planned("day", sheet.address, _day_page, made_of)


def _day_page(
    bench: Bench,
    sheet: _Sheet,
    near: Sequence[Bar],
    named: Sequence[nouns.Entry],
    ongoing: int,
    earlier: _Next | None,
    later: _Next | None,
    whole: Group,
    card: Card | None,
) -> values.Page:
    """Return the page of a day; `named` are the last of the intervals that go on, `ongoing` is how many these are; `whole` is the day with all its entries."""
    words = bench.words
    (day,) = _days(bench, (sheet.group,))
    page_of_day = DayPage(
        heading=sheet.link.text,
        count=day.count,
        timeline=values.Link(words("Timeline"), Address("timeline/")),
        strip=drawn(bench, near),
        going_on=tuple(
            values.Ongoing(values.Link(entry.title, entry.address), bench.views.when(entry.when), entry.lang, direction(entry.lang) if entry.lang else "") for entry in named
        ),
        more=words.plural("and {} more", "and {} more", ongoing - len(named)) if ongoing > len(named) else "",
        day=day,
        pager=sheet.pager,
        long=is_long(sheet.group.entries),
        earlier=earlier.link if earlier else None,
        later=later.link if later else None,
        near_earlier=earlier.short if earlier else None,
        near_later=later.short if later else None,
        sharing=_day_sharing(bench, sheet, whole),
    )
    entries = sheet.group.entries
    titles = words.in_turn(entry.title for entry in entries)
    oembed = bench.whole(oembed_name(embed_address(bench, sheet.group.address)))
    return bench.page(
        "day", sheet.address, page_of_day, title=sheet.link.text, description=titles, texts=(*entries, *named), partly=bench.untranslated((*entries, *named)), oembed=oembed, card=card
    )


def _day_sharing(bench: Bench, sheet: _Sheet, whole: Group) -> values.Sharing | None:
    """Return what the page of a day offers to those who pass it on: where it has several, each is cited by itself, and the day is embedded."""
    title, address = sheet.link.text, sheet.address
    shown = [embedding(bench, day_embed(bench, whole), embed_address(bench, whole.address))] if bench.siteurl else []
    return sharing(bench, title, address, cited=cited(bench, title, address, sheet.group.entries), embeddings=shown)


@dataclass(frozen=True)
class _Sheet:
    """A page of a day: all its entries, or where they are too many for a page some of them, with a number."""

    group: Group
    address: Address
    link: values.Link
    pager: values.Pager | None


@dataclass(frozen=True)
class _Next:
    """The page before or after one of a day: its link, and the same without the year where that is the year of both."""

    link: values.Link
    short: values.Link

    @classmethod
    def to(cls, words: Wording, there: _Sheet, here: _Sheet) -> _Next:
        """Return what leads there from here."""
        day, beside = there.group.when.stands, here.group.when.stands
        one_year = day.date.year == beside.date.year and beside.precision >= Precision.YEAR
        if day.precision < Precision.DAY or there.pager or not one_year:
            return cls(there.link, there.link)
        return cls(there.link, values.Link(words.day_of_month(day.date), there.link.url, there.link.text))


def _sheets(desk: Desk, group: Group) -> Iterator[_Sheet]:
    heading = heading_of(desk.words, group.when).text
    parts = of_entries(group.entries)
    for number, part in enumerate(parts, 1):
        text = heading
        if len(parts) > 1:
            text = desk.words("{day}, part {number} of {all}").format(day=heading, number=desk.words.number(number), all=desk.words.number(len(parts)))
        address = page_address(group.address, number)
        yield _Sheet(replace(group, entries=part), address, values.Link(text, address), pager(desk.words, group.address, number, len(parts)))


def day_views(bench: Bench, entries: Sequence[nouns.Entry]) -> tuple[values.Day, ...]:
    """Return entries (in the order of time) under the headings of their days."""
    return _days(bench, groups(entries))


def _days(bench: Bench, found: Sequence[Group], counts: Sequence[int] = ()) -> tuple[values.Day, ...]:
    words = bench.words
    days = []
    before: date | None = None
    for number, group in enumerate(found):
        heading = heading_of(words, group.when)
        count = counts[number] if counts else len(group.entries)
        days.append(
            values.Day(
                name=group.name,
                heading=heading,
                url=group.address,
                count=words.plural("{} entry", "{} entries", count),
                gap=_gap(bench, before, group.day) if _known(group) else "",
                runs=runs_of(bench, group.entries),
            )
        )
        # What is known only to the month may have filled the days before it, and of a doubtful day nobody knows what lies before or after.
        before = group.entries[-1].when.last_day if _known(group) else None
    return tuple(days)


def _known(group: Group) -> bool:
    """Tell whether a group is of a day on which something happened without doubt."""
    return group.day is not None and any(entry.when.known_day for entry in group.entries)


def _gap(bench: Bench, before: date | None, day: date | None) -> str:
    """Return how long after one day another one is, once at least three quiet days lie between them."""
    if before is None or day is None or (day - before).days < 4:
        return ""
    return bench.words.later((day - before).days)


def backwards(days: tuple[values.Day, ...]) -> tuple[values.Day, ...]:
    """Return days and their entries the other way round; gaps are told looking forward only."""
    turned = []
    for day in latest_first(days):
        turned.append(
            replace(day, gap="", runs=tuple(replace(run, entries=run.entries[::-1]) for run in day.runs[::-1]))
        )
    return tuple(turned)


def latest_first(days: Sequence[D]) -> tuple[D, ...]:
    """Return days, or what stands for them, the other way round; what is undated stays at the end."""
    turned = days[::-1]
    return tuple(sorted(turned, key=lambda day: day.name == UNDATED))


def _span(words: Wording, stretch: Sequence[Group]) -> tuple[Time, ...]:
    """Return from when to when a part of the timeline goes."""
    dated = [group for group in stretch if group.name != UNDATED] or stretch
    return tuple(heading_of(words, group.when) for group in (dated[0], dated[-1]))
