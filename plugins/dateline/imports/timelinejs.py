"""TimelineJS 3: its JSON, and the CSV of its spreadsheet template (see exports/timelinejs.py for both)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from PIL import Image

from dateline.cells import undefused
from dateline.imports.entries import Imported, NewEntry, NewPicture
from dateline.imports.rich_text import plain, to_markdown
from dateline.problems import Misread
from dateline.read.content import IMAGES
from dateline.read.when import PARTS

Slide = Mapping[str, Any]

_ABOUT = re.compile(r"\b(?:about|around|circa|approximately)\b|\bca?\.|~", re.IGNORECASE)
_TIME = re.compile(r"^\s*(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?\s*$", re.IGNORECASE)
_IFRAME = re.compile(r"""<iframe[^>]*\ssrc=["']((?:https?:)?//[^"']+)""", re.IGNORECASE)
_NAMES = ("year", "month", "day", "hour", "minute", "second")


def read_timelinejs(text: str, file: Path, zone: ZoneInfo) -> Imported:
    """Return what a file of TimelineJS holds; its times are local times of `zone`, its local media lie beside the file.

    Raises Misread for what cannot be a timeline, and for dates that do not exist or that Dateline cannot write.
    """
    document = _from_json(text) if text.lstrip().startswith(("{", "[")) else _from_csv(text)
    reader = _Reader(file.parent, zone)
    title = document.get("title") or {}
    words = _dict(title, "text")
    for era in document.get("eras") or ():
        reader.lost.append(f'the era "{plain(str(_dict(era, "text").get("headline") or ""))}": Dateline has none')
    entries = tuple(reader.entry(number, slide) for number, slide in enumerate(document["events"], 1))
    if not entries:
        raise Misread("there is no event in it", "name the file that the timeline is made from")
    if reader.thumbnails:
        reader.lost.append(f"thumbnails ({reader.thumbnails}): Dateline makes its own")
    return Imported(
        title=plain(str(words.get("headline") or "")),
        standfirst=plain(str(words.get("text") or "")),
        entries=entries,
        lost=tuple(reader.lost),
    )


def _from_json(text: str) -> Slide:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise Misread(f"not JSON{line}", "save it again from where the timeline is made") from None
    if isinstance(document, dict) and isinstance(document.get("timeline"), dict):
        raise Misread("it is a file of TimelineJS 2", "save it as TimelineJS 3")
    if not isinstance(document, dict) or not isinstance(document.get("events"), list):
        raise Misread('it has no list of "events"', "name a JSON file of TimelineJS 3")
    if not all(isinstance(slide, dict) for slide in (*document["events"], document.get("title") or {})):
        raise Misread("one of its events is no object", "name a JSON file of TimelineJS 3")
    return document


def _from_csv(text: str) -> Slide:
    """Return the table as the JSON that TimelineJS itself would make of it."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    header = [name.strip() for name in rows.fieldnames or ()]
    if not {"Year", "Headline"} <= set(header):
        missing = ", ".join(name for name in ("Year", "Headline") if name not in header)
        raise Misread(f"it has no column {missing}", "keep the header of TimelineJS's spreadsheet template")
    slides: dict[str, list[Slide]] = {"title": [], "era": [], "": []}
    try:
        for row in rows:
            cells = {(name or "").strip(): undefused((value or "").strip()) for name, value in row.items() if isinstance(value, str)}
            if any(cells.values()):
                kind = cells.get("Type", "").lower()
                slides[kind if kind in slides else ""].append(_slide(cells, rows.line_num))
    except csv.Error as error:
        raise Misread(f"line {rows.line_num}: not CSV ({error})", "export it again from the spreadsheet") from None
    return {"title": next(iter(slides["title"]), {}), "eras": slides["era"], "events": slides[""]}


def _slide(cells: Mapping[str, str], line: int) -> Slide:
    def date(prefix: str) -> Slide:
        parts: dict[str, Any] = {name.lower(): cells.get(prefix + name, "") for name in ("Year", "Month", "Day")}
        if time := cells.get(f"{prefix}Time"):
            parts |= _clock(time)
        return parts if any(parts.values()) else {}

    names = {"url": "Media", "credit": "Media Credit", "caption": "Media Caption", "thumbnail": "Media Thumbnail", "alt": "Alt Text"}
    return {
        "where": f"line {line}",
        "start_date": date(""),
        "end_date": date("End "),
        "display_date": cells.get("Display Date", ""),
        "text": {"headline": cells.get("Headline", ""), "text": cells.get("Text", "")},
        "media": {name: cells.get(column, "") for name, column in names.items()},
        "group": cells.get("Group") or cells.get("Tag") or "",
        "background": cells.get("Background", ""),
    }


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


@dataclass
class _Reader:
    """Reads slides one after the other; `lost` collects what they say and entries cannot."""

    folder: Path
    zone: ZoneInfo
    lost: list[str] = field(default_factory=list)
    thumbnails: int = 0

    def entry(self, number: int, slide: Slide) -> NewEntry:
        """Return a slide as an entry. Raises Misread."""
        words = _dict(slide, "text")
        body, lost = to_markdown(str(words.get("text") or ""))
        headline = plain(str(words.get("headline") or ""))
        where = str(slide.get("where") or f"event {number}") + (f' ("{_short(headline)}")' if headline else "")
        self.lost += [f"{where}: {name} (its words are kept)" for name in lost]
        when = self._when(slide, where)
        if not headline:
            headline = _short(plain(str(words.get("text") or ""))) or when
            self.lost.append(f'{where} has no headline: it is called "{headline}"')
        if slide.get("background"):
            self.lost.append(f"{where}: its background")
        picture, card = self._media(_dict(slide, "media"), headline, where)
        return NewEntry(
            where=where,
            title=headline,
            when=when,
            group=plain(str(slide.get("group") or "")),
            slug=str(slide.get("unique_id") or "").strip(),
            body="\n\n".join(part for part in (body, card) if part),
            picture=picture,
        )

    def _when(self, slide: Slide, where: str) -> str:
        start, end = _dict(slide, "start_date"), _dict(slide, "end_date")
        shown = plain(str(slide.get("display_date") or start.get("display_date") or ""))
        try:
            if not _given(start, "year"):
                raise Misread("it has no start date", "give it a year")
            first = self._moment(start, where)
            last = self._moment(end, where) if _given(end, "year") else ""
        except Misread as wrong:
            raise Misread(f"{where}: {wrong.what}", wrong.do) from None
        when = first if last in ("", first) else f"{first}/{last}"
        return self._shown(when, shown, where) if shown else when

    def _shown(self, when: str, shown: str, where: str) -> str:
        """Return the time with what its display date adds: about, or a part of the day; what else it says is lost."""
        part = next((part for part in PARTS if re.search(rf"\b{part}\b", shown, re.IGNORECASE)), "")
        if part and re.fullmatch(r"\d{4}-\d\d-\d\d", when):
            when, carried = f"{when} {part}", True
        else:
            carried = False
        if _ABOUT.search(shown):
            return f"{when}~"
        # A zone, or the minutes that stand in the numbers already: TimelineJS needs the words, we do not.
        times = re.findall(r"\b\d{1,2}:\d{2}\b", shown)
        if not carried and not ("T" in when and times and ("UTC" in shown or all(time in when for time in times))):
            self.lost.append(f'{where}: the display date "{shown}"')
        return when

    def _moment(self, parts: Slide, where: str) -> str:
        numbers = {name: _number(parts, name) for name in _NAMES}
        year, month, day = numbers["year"], numbers["month"], numbers["day"]
        if year is None or year < 1:
            raise Misread(f"the year {year} lies before the common era", "Dateline's years begin with 1: take the event out")
        if year > 9999:
            raise Misread(f"the year {year} is too far away", "Dateline's years end with 9999: take the event out")
        if month is None:
            if day is not None:
                raise Misread("its date has a day, but no month", "give it a month")
            return f"{year:04}"
        if day is None:
            return f"{year:04}-{month:02}"
        if numbers["hour"] is None:
            return f"{year:04}-{month:02}-{day:02}"
        if numbers["second"]:
            self.lost.append(f"{where}: the seconds of its time")
        hour, minute = numbers["hour"], numbers["minute"] or 0
        written = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"
        return written + self._offset(written, where)

    def _offset(self, written: str, where: str) -> str:
        """Return the offset of a time that the clocks showed twice (the earlier of the two); nothing for all others."""
        try:
            early = datetime.fromisoformat(written).replace(tzinfo=self.zone)
        except ValueError:
            return ""  # no time that exists: told by whoever reads the date
        late = early.replace(fold=1)
        before, after = early.utcoffset(), late.utcoffset()
        if before is None or after is None or before <= after:
            return ""
        self.lost.append(f"{where}: {written} came twice in {self.zone.key}; taken as the earlier one")
        return early.isoformat()[-6:]

    def _media(self, media: Slide, headline: str, where: str) -> tuple[NewPicture | None, str]:
        """Return a picture to copy, or a card for what lies elsewhere."""
        written = str(media.get("url") or "").strip()
        self.thumbnails += bool(media.get("thumbnail"))
        if media.get("link"):
            self.lost.append(f"{where}: the link of its media")
        if embedded := _IFRAME.search(written):
            written = embedded[1]
        if written.startswith("//"):
            written = f"https:{written}"
        if not written:
            return None, ""
        if urlsplit(written).scheme in ("http", "https") and urlsplit(written).netloc:
            title = plain(str(media.get("caption") or "")) or headline
            publisher = plain(str(media.get("credit") or "")) or urlsplit(written).netloc.removeprefix("www.")
            if media.get("alt"):
                self.lost.append(f"{where}: the alternative text of media that lie elsewhere")
            return None, f"[[media: {quote(written, safe=_SAFE)} | {_cell(title)} | {_cell(publisher)}]]"
        return self._picture(written, media, where), ""

    def _picture(self, written: str, media: Slide, where: str) -> NewPicture | None:
        file = self.folder / unquote(urlsplit(written).path)
        if "<" in written or urlsplit(written).scheme or written.startswith("/"):
            self.lost.append(f'{where}: the media "{_short(written)}" is no address and no file beside the timeline')
            return None
        if file.suffix.lower() not in IMAGES or not file.is_file() or not _is_image(file):
            self.lost.append(f'{where}: the media file "{written}" (is it there, and one of {", ".join(IMAGES)}?)')
            return None
        caption, _ = to_markdown(str(media.get("caption") or ""))
        alt, credit = (plain(str(media.get(name) or "")) for name in ("alt", "credit"))
        return NewPicture(file, alt, credit, caption)


_SAFE = ":/?#@!$&'()*+,;=%~[]"
"""What may stand in an address as it is (RFC 3986, 2.2), with the percent sign of what is encoded already."""


def _number(parts: Slide, name: str) -> int | None:
    if not _given(parts, name):
        return None
    written = re.sub(r"[\s,]", "", str(parts[name]))
    try:
        return int(written)
    except ValueError:
        raise Misread(f'its {name} is "{parts[name]}"', "write a whole number") from None


def _given(parts: Slide, name: str) -> bool:
    return parts.get(name) is not None and str(parts[name]).strip() != ""


def _dict(slide: Slide, name: str) -> Slide:
    found = slide.get(name)
    return found if isinstance(found, dict) else {}


def _cell(words: str) -> str:
    """Return words that can stand between the bars of a card."""
    return words.replace("|", "/")


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + "…"


def _is_image(file: Path) -> bool:
    try:
        with Image.open(file) as image:
            image.verify()
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for files that are none
        return False
    return True

