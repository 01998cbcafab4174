"""The activity strip: bars as a drawing, with words and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from dateline.derive.strip import YEARS, Bar, strip
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Bench, Desk
from dateline.wording import N_, Wording

_HEIGHT = 48
_LASTING = N_("Also going on")
_PERHAPS = N_("Known less exactly")
"""What the lines below the bars of the strip mean."""


def strip_view(desk: Desk, listed: Sequence[nouns.Entry]) -> values.Strip:
    """Return the whole activity strip."""
    return drawn(desk, bars_of(desk, listed))


def bars_of(desk: Desk, listed: Sequence[nouns.Entry]) -> tuple[Bar, ...]:
    """Return the bars of a desk's event, made once for all that show them."""
    return desk.views.shared(desk.event, lambda: strip_of(desk.event, listed), "bars", len(listed))


def strip_of(event: nouns.Event, listed: Sequence[nouns.Entry]) -> tuple[Bar, ...]:
    """Return the bars of an event."""
    return strip(listed, event.starts, event.ends, event.zone)


def drawn(bench: Bench, found: Sequence[Bar]) -> values.Strip:
    """Return bars as a drawing: of one width, as high as their share of the busiest one."""
    bars = []
    for number, bar in enumerate(found):
        opening = number == 0 or found[number - 1].where == "before"
        bars.append(bench.views.shared(bar, partial(_bar, bench.words, bar, opening=opening), opening))
    unit = next((bar.where for bar in found if bar.name), "day")
    # A bar that has both lines shows the whole one.
    there = ((_LASTING, any(bar.lasting for bar in bars)), (_PERHAPS, any(bar.perhaps and not bar.lasting for bar in bars)))
    key = tuple(values.StripKey(bench.words(text), dotted=text == _PERHAPS) for text, shown in there if shown)
    return values.Strip(bench.words(UNITS[unit]), _HEIGHT, tuple(bars), years=unit in YEARS, lines=bool(key), key=key)


def _bar(words: Wording, bar: Bar, *, opening: bool) -> values.Bar:
    height = max(round(bar.share * _HEIGHT), 2) if bar.count else 1
    return values.Bar(
        label=words.named(_bar_label(words, bar), words.in_turn(_counts(words, bar))),
        url=_bar_url(bar),
        y=_HEIGHT - height,
        height=height,
        caption=words.digits(_bar_caption(words, bar, opening=opening)),
        lasting=bool(bar.lasting),
        perhaps=bool(bar.perhaps),
    )


def _counts(words: Wording, bar: Bar) -> Iterator[str]:
    """Yield how many entries there are of a time, how many were going on, how many may have been."""
    yield words.plural("{} entry", "{} entries", bar.count)
    if bar.lasting:
        yield words.named(words(_LASTING), words.number(bar.lasting))
    if bar.perhaps:
        yield words.named(words(_PERHAPS), words.number(bar.perhaps))


UNITS = {
    "hour": N_("Entries by hour"),
    "day": N_("Entries by day"),
    "month": N_("Entries by month"),
    "year": N_("Entries by year"),
    "decade": N_("Entries by decade"),
    "century": N_("Entries by century"),
}


def _bar_label(words: Wording, bar: Bar) -> str:
    if not bar.name:
        return words("Before") if bar.where == "before" else words("Afterwards")
    if bar.where == "hour":
        return words.at(words.day(date.fromisoformat(bar.name[:10])), words.clock(int(bar.name[11:])))
    if bar.where in ("decade", "century"):
        return words.years(_year(bar.name), int(bar.name) + YEARS[bar.where] - 1)
    return words.partial(bar.name).text


def _year(name: str) -> int:
    """Return the first year of a bar: there is no year 0."""
    return max(int(name), 1)


def _bar_url(bar: Bar) -> str:
    """Return where a bar leads: to its day; longer ones to the first day in them, an hour to its first entry."""
    if bar.first is None:
        return ""
    return bar.first.address if bar.where == "hour" else Address(f"timeline/{bar.first.when.group}/")


def _bar_caption(words: Wording, bar: Bar, *, opening: bool) -> str:
    """Return the few letters below a bar: of every bar that begins something, and of some others between."""
    if not bar.name:
        return "‹" if bar.where == "before" else "›"
    if bar.where == "hour":
        hour = int(bar.name[11:])
        return f"{hour:02}" if hour % 6 == 0 else ""
    if bar.where == "day":
        day = int(bar.name[8:])
        return str(day) if opening or day == 1 or day % 5 == 0 else ""
    if bar.where == "month":
        month = int(bar.name[5:])
        return words("’{year}").format(year=bar.name[2:4]) if opening or month == 1 else str(month) if month % 3 == 1 else ""
    number = int(bar.name) // YEARS[bar.where]
    # A year is wider than its bar: the first one gives way to one that stands beside it.
    return str(_year(bar.name)) if number % 5 == 0 or (opening and number % 5 != 4) else ""
