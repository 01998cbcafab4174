"""Corrections: what each of them says, whether their days fit those of the text, and where on /corrections/ they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from dateline.markup.convert import Converter
from dateline.model.address import Address
from dateline.model.bodies import Site
from dateline.model.data import dated
from dateline.model.nouns import Article, Body, Correction, Entry
from dateline.model.texts import other_language
from dateline.problems import Misread
from dateline.read.corrections import said
from dateline.read.records import Record
from dateline.read.when import parse_day

ON_A_PAGE = 100
"""Corrections on one page of /corrections/."""
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
"""How much earlier and later than in UTC a day begins elsewhere."""

Text = Article | Entry
T = TypeVar("T", Article, Entry)


def corrections_of(record: Record, site: Site, convert: Converter) -> tuple[Correction, ...]:
    """Return the corrections of a text, newest first; what is wrong is in the site's problems."""
    found: list[Correction] = []
    seen: Counter[date] = Counter()
    for item in record.each("correction"):
        path, other = record.path_of(item), other_language(record, item)
        day, text = dated(str(item.value), path, "Correction", item.line, site.problems)
        if not day:
            continue
        language = other or record.text("lang")
        try:
            told = said(text, language or convert.language)
        except Misread as wrong:
            site.problems.add(path, item.line, f"Correction: {wrong.what}", wrong.do, topic=wrong.topic)
            continue
        seen[day] += 1
        body = site.words(convert.line(told.rest, item.line, path, language=language), path) if told.rest else Body()
        found.append(Correction(day, body, other, told.was, told.now, _numbered(f"correction-{day}", seen[day])))
    return tuple(sorted(found, key=lambda correction: correction.date, reverse=True))


def _numbered(anchor: str, number: int) -> str:
    """Return an anchor for what several things of a day would share: the first that was written has it as it is."""
    return anchor if number == 1 else f"{anchor}-{number}"


def last_correction(record: Record) -> date | None:
    """Return the day of a text's last correction; None where there is none, or none that can be read."""
    return max((day for _, day in _days(record)), default=None)


def _days(record: Record) -> Iterator[tuple[int, date]]:
    """Yield the place and the day of each correction whose day can be read."""
    for number, item in enumerate(record.each("correction")):
        try:
            yield number, parse_day(str(item.value)[:10])
        except Misread:
            continue


def in_order(record: Record, site: Site) -> None:
    """Note a problem where a text was changed, or corrected, before it was published, or changed before it was corrected."""
    published, modified = record.moment("date"), record.moment("modified")
    if published and modified and too_early(modified, published):
        what = f"Modified lies before Date, which is {published.date()}"
        site.problems.add(record.path, record.at("modified"), what, "correct one of the two", topic="dates")
    items = list(record.each("correction"))
    days = [(items[number], day) for number, day in _days(record)]
    if published:
        doubt = timedelta() if _is_day(published) else timedelta(days=1) + _WEST
        for item, day in days:
            if published - datetime.combine(day, time(), UTC) > doubt:
                what = f"Correction: {day} lies before Date, which is {published.date()}"
                site.problems.add(record.path_of(item), item.line, what, "correct one of the two", topic="dates")
    last = max((day for _, day in days), default=None)
    if modified and last and latest_day(modified) < last:
        do = f"write {last}, or delete Modified: a correction counts as a change"
        site.problems.add(record.path, record.at("modified"), f"Modified lies before the last correction, which is of {last}", do, topic="dates")


def too_early(changed: datetime, published: datetime) -> bool:
    """Tell whether a change lies before the publication without doubt."""
    return published - changed > _doubt(published, changed)


def latest_day(moment: datetime) -> date:
    """Return the day of a moment where on Earth it is latest; of one that was written as a day, that day."""
    if _is_day(moment) or moment.date() == date.max:
        return moment.date()
    return (moment.astimezone(UTC) + _EAST).date()


def _doubt(published: datetime, modified: datetime) -> timedelta:
    """Return how much later than written a change may have been: of a day, nobody knows the hour or the zone."""
    if _is_day(published) == _is_day(modified):
        return timedelta()
    return _EAST if _is_day(published) else timedelta(days=1) + _WEST


def _is_day(moment: datetime) -> bool:
    """Tell whether a moment was written as a day, without a time."""
    return moment.time() == time()


def with_places(entries: Sequence[Entry], articles: Sequence[Article]) -> tuple[list[Entry], list[Article]]:
    """Return texts whose corrections know where they stand on /corrections/, which lists those of published texts."""
    places = {
        key: Address(f"corrections/{'' if not page else f'{page + 1}/'}#{key}")
        for number, (correction, text) in enumerate(listed([*entries, *articles]))
        for key, page in ((anchor_of(correction, text), number // ON_A_PAGE),)
    }
    return [_placed(entry, places) for entry in entries], [_placed(article, places) for article in articles]


def _placed(text: T, places: Mapping[str, Address]) -> T:
    if not text.corrections or text.status != "published":
        return text
    return replace(text, corrections=tuple(replace(each, address=places[anchor_of(each, text)]) for each in text.corrections))


def listed(texts: Iterable[Text]) -> list[tuple[Correction, Text]]:
    """Return the corrections of all published texts with these, newest first."""
    found = [(correction, text) for text in texts if text.status == "published" for correction in text.corrections]
    return sorted(found, key=lambda pair: (pair[0].date, pair[1].slug), reverse=True)


def anchor_of(correction: Correction, text: Text) -> str:
    """Return a correction's name among all of them: `article-night-2022-01-09`, and `-2` behind it for the second one of that text and day."""
    name = f"entry-{text.anchor}" if isinstance(text, Entry) else f"article-{text.slug}"
    return f"{name}{correction.anchor.removeprefix('correction')}"
