"""Slides of TimelineJS 3, whatever they come in: its JSON, and the CSV of its spreadsheet templates, the older one too.

A slide, once read, is what TimelineJS's documentation says it is: `where` names it in messages, dates are objects, texts are text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from dateline.cells import undefused
from dateline.dataclass import dataclass
from dateline.imports.cleaning import cleaned_all
from dateline.imports.dates import iso
from dateline.imports.entries import Wrong
from dateline.imports.sheets import Row, read_sheet
from dateline.problems import Misread

Slide = Mapping[str, Any]

_TIME = re.compile(r"^\s*(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?\s*$", re.IGNORECASE)
_ISO = re.compile(r"^(-?\d{1,5})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?\s*(Z|[+-]\d\d:?\d\d)?)?)?)?$")
_PARTS = ("year", "month", "day", "hour", "minute", "second", "offset")
_TEXTS = {"text": ("headline", "text"), "media": ("url", "credit", "caption", "thumbnail", "alt", "link")}
_BARE = {"text": "text", "media": "url"}
"""What a text is that stands where an object should."""
_COLUMNS = {"url": "media", "credit": "media credit", "caption": "media caption", "thumbnail": "media thumbnail", "alt": "alt text"}


@dataclass
class Slides:
    """A timeline: the title's slide (empty where there is none), the headlines of eras, events; what was lost, what is wrong."""

    title: Slide
    eras: list[str] = field(default_factory=list)
    events: list[Slide] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def read_slides(text: str, order: str = "") -> Slides:
    """Return the slides of a file. Raises Misread for what is no timeline; `order` as in dates.iso, for the older template."""
    text = text.lstrip("\ufeff")
    return _from_json(text, order) if text.lstrip().startswith(("{", "[")) else _from_sheet(text, order)


def _from_json(text: str, order: str) -> Slides:
    try:
        document = cleaned_all(json.loads(text))
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Misread(f"not JSON{line}", "save it again from where the timeline is made") from None
    if isinstance(document, dict) and isinstance(document.get("timeline"), dict):
        raise Misread("it is a file of TimelineJS 2", "save it as TimelineJS 3")
    if not isinstance(document, dict) or not isinstance(document.get("events"), list):
        raise Misread('it has no list of "events"', "name a JSON file of TimelineJS 3")
    made = Slides({})
    title = document.get("title")
    if isinstance(title, dict):
        made.title = _slide(title, "the title", order, made, dated=False)
    elif isinstance(title, str):
        made.title = {"text": {"headline": title}}
    elif title:
        made.lost.append("the title, which is no object")
    eras = document.get("eras")
    for era in eras if isinstance(eras, list) else ():
        words = era.get("text") if isinstance(era, dict) else None
        made.eras.append(_text(words.get("headline")) or "" if isinstance(words, dict) else _text(words) or "")
    for number, value in enumerate(document["events"], 1):
        where = f"event {number}"
        if isinstance(value, dict):
            made.events.append(_slide(value, where, order, made))
        else:
            made.wrong.append(Wrong(where, "it is no object", "take it out, or name a JSON file of TimelineJS 3"))
    return made


def _slide(value: Slide, where: str, order: str, made: Slides, *, dated: bool = True) -> Slide:
    """Return a slide of JSON in which everything is of the kind that it should be; what cannot be is noted as lost."""

    def text(found: Any, name: str) -> str:
        words = _text(found)
        if words is None:
            made.lost.append(f"{where}: its {name}, which is no text")
        return words or ""

    slide: dict[str, Any] = {"where": where}
    for name, parts in _TEXTS.items():
        inner = value.get(name)
        if not isinstance(inner, dict):
            inner = {_BARE[name]: inner}
        slide[name] = {part: text(inner.get(part), f"{name}.{part}") for part in parts if inner.get(part) is not None}
    for name in ("unique_id", "group", "display_date"):
        slide[name] = text(value.get(name), name)
    slide["background"] = value.get("background")
    for name in ("start_date", "end_date") if dated else ():
        date = value.get(name)
        if not isinstance(date, dict | None):
            try:
                date = _date(_text(date) or "", order)
            except Misread as misread:
                made.wrong.append(Wrong.at(where, misread))
                slide["unread"] = True
        slide[name] = date or {}
    if not slide["display_date"] and isinstance(value.get("start_date"), dict):
        slide["display_date"] = text(value["start_date"].get("display_date"), "display_date")
    return slide


def _text(value: Any) -> str | None:
    """Return what stands where a text should: words, a number as words, nothing; None for what is neither."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, str | int | float) else None


def _from_sheet(text: str, order: str) -> Slides:
    """Return the table as TimelineJS itself would take it."""
    sheet = read_sheet(text)
    header = [name.casefold() for name in sheet.header]
    dates = "Start Date" if "start date" in header else "Year"
    missing = [name for name in (dates, "Headline") if name.casefold() not in header]
    if missing:
        raise Misread(f"it has no column {', '.join(missing)}", "keep the header of TimelineJS's spreadsheet template")
    made = Slides({})
    for row in sheet.rows:
        cells = dict(zip(header, map(undefused, row.cells), strict=False))
        kind = cells.get("type", "").casefold()
        if kind == "era":
            made.eras.append(cells.get("headline", ""))
            continue
        try:
            slide = _from_row(cells, row, order, dated=kind != "title")
        except Misread as misread:
            made.wrong.append(Wrong.at(row.where, misread))
            continue
        if kind != "title":
            made.events.append(slide)
        elif made.title:
            made.lost.append(f"{row.where}: a second title")
        else:
            made.title = slide
    return made


def _from_row(cells: Mapping[str, str], row: Row, order: str, *, dated: bool) -> Slide:
    def date(prefix: str) -> Slide:
        if not dated:
            return {}
        if written := cells.get(f"{prefix or 'start '}date"):
            return _date(written, order)
        parts: dict[str, Any] = {name: cells.get(prefix + name, "") for name in ("year", "month", "day")}
        if time := cells.get(f"{prefix}time"):
            parts |= _clock(time)
        return parts if any(parts.values()) else {}

    return {
        "where": row.where,
        "start_date": date(""),
        "end_date": date("end "),
        "display_date": cells.get("display date", ""),
        "text": {"headline": cells.get("headline", ""), "text": cells.get("text", "")},
        "media": {name: cells.get(column, "") for name, column in _COLUMNS.items()},
        "group": cells.get("group") or cells.get("tag") or "",
        "background": cells.get("background", ""),
    }


def _date(written: str, order: str) -> Slide:
    """Return a date in one cell as the parts of one. Raises Misread."""
    matched = _ISO.match(iso(written, order))
    if not matched:
        raise Misread(f'"{written}" is not a date', "write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM or YYYY")
    return {name: part for name, part in zip(_PARTS, matched.groups(), strict=True) if part}


def _clock(time: str) -> dict[str, int]:
    """Return a time of day as a spreadsheet writes it: 14:30, 14:30:00, 2:30 PM."""
    matched = _TIME.match(time)
    if not matched:
        raise Misread(f'"{time}" is no time of day', "write it as 14:30")
    hour = int(matched[1])
    if half := (matched[4] or "").lower():
        if not 1 <= hour <= 12:
            raise Misread(f'"{time}" is no time of day', "write it as 14:30")
        hour = hour % 12 + (12 if half == "p" else 0)
    return {"hour": hour, "minute": int(matched[2] or 0), "second": int(matched[3] or 0)}
