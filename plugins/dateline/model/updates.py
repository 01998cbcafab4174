"""Updates of entries: what became known later, each with its time; whether those times fit that of the entry and each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dateline.markup.convert import Converter
from dateline.model.bodies import Site
from dateline.model.corrections import latest_day, too_early
from dateline.model.nouns import Update
from dateline.model.texts import Made, other_language
from dateline.problems import Misread
from dateline.read.moments import Moment, Precision, When
from dateline.read.records import Item, Record
from dateline.read.updates import update_of


def updates_of(made: Made, site: Site, convert: Converter) -> tuple[Update, ...]:
    """Return the updates of an entry, in the order in which the event shows them; what is wrong is in the site's problems."""
    record, found = made.record, dict[str, Update]()
    for item, moment, words in _read(made, site):
        path, other = record.path_of(item), other_language(record, item)
        anchor = _anchor(moment)
        if anchor in found:
            what = f"Update: there is another one of {_said(moment)}"
            site.problems.add(path, item.line, what, "make one of the two, or give each its own time", topic="dates")
            continue
        body = site.words(convert.line(words, item.line, path, language=other or record.text("lang")), path)
        found[anchor] = Update(moment, body, other, anchor)
    _in_order(record, list(found.values()), site)
    return tuple(sorted(found.values(), key=lambda update: _place(update.moment), reverse=site.newest_first))


def _read(made: Made, site: Site) -> Iterator[tuple[Item, Moment, str]]:
    """Yield the updates that can be read, with what each was read from; those that say when they were before the entry itself are none."""
    record = made.record
    for item in record.each("update"):
        path = record.path_of(item)
        try:
            moment, words = update_of(str(item.value), made.zone)
        except Misread as wrong:
            site.problems.add(path, item.line, f"Update: {wrong.what}", wrong.do, topic=wrong.topic)
            continue
        if _before(moment, made.when):
            what = f"Update: {_said(moment)} lies before When, which is {made.when.text}"
            site.problems.add(path, item.line, what, "correct one of the two", topic="dates")
            continue
        yield item, moment, words


def _before(moment: Moment, when: When) -> bool:
    """Tell whether a moment lies before an entry can have begun; by the minute where both are known to it."""
    start = when.start
    if start and start.precision is Precision.MINUTE and start.plain and moment.precision is Precision.MINUTE:
        return moment.instant < start.instant
    return bool(when.earliest and moment.date < when.earliest)


def _in_order(record: Record, updates: list[Update], site: Site) -> None:
    """Note a problem where an entry was updated before it was published, or changed last before it was updated last."""
    published, modified = record.moment("date"), record.moment("modified")
    early = [update for update in updates if published and too_early(update.moment.at, published)]
    if early and published:
        what = f"Update: {_said(early[0].moment)} lies before Date, which is {published.date()}"
        site.problems.add(record.path, record.at("date"), what, "correct one of the two", topic="dates")
    last = max((update.moment for update in updates), key=_place, default=None)
    if modified and last and latest_day(modified) < last.date:
        what = f"Modified lies before the last update, which is of {_said(last)}"
        site.problems.add(record.path, record.at("modified"), what, f"write {_said(last)}, or delete Modified: an update counts as a change", topic="dates")


def _place(moment: Moment) -> tuple[str, bool, timedelta]:
    """Return by what updates are ordered: of one day, one without a time of day is the earliest, for nobody knows where else it belongs."""
    return moment.date.isoformat(), moment.precision is Precision.MINUTE, moment.instant


def _said(moment: Moment) -> str:
    """Return a moment as it is written in a file."""
    return moment.at.strftime("%Y-%m-%dT%H:%M") if moment.precision is Precision.MINUTE else moment.date.isoformat()


def _anchor(moment: Moment) -> str:
    """Return the name of an update on the page of its entry: `update-2022-01-06-0800`."""
    return f"update-{moment.date}{moment.at.strftime('-%H%M') if moment.precision is Precision.MINUTE else ''}"
