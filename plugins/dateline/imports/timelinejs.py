"""Slides of TimelineJS 3 as entries (see slides.py for what they come in, exports/timelinejs.py for the way back)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from PIL import Image

from dateline.dataclass import dataclass
from dateline.imports.dates import midnights, without_midnight
from dateline.imports.entries import Imported, NewEntry, NewPicture, Wrong
from dateline.imports.rich_text import plain, to_markdown
from dateline.imports.slides import Slide, read_slides
from dateline.problems import Misread
from dateline.read import values
from dateline.read.content import IMAGES
from dateline.read.when import PARTS, parse_when

_UTC = ZoneInfo("UTC")
_ABOUT = re.compile(r"\b(?:about|around|circa|approximately)\b|\bca?\.|~", re.IGNORECASE)
_MIDNIGHT = re.compile(r"\b(?:0?0:00|12:00 ?a\.?m|midnight)\b", re.IGNORECASE)
_IFRAME = re.compile(r"""<iframe[^>]*\ssrc=["']((?:https?:)?//[^"']+)""", re.IGNORECASE)
_NAMES = ("year", "month", "day", "hour", "minute", "second")


def read_timelinejs(text: str, file: Path, zone: ZoneInfo, order: str = "") -> Imported:
    """Return what a file of TimelineJS holds; its times are local times of `zone`, its local media lie beside the file.

    Events that cannot be read are told together; raises Misread for what is no timeline.
    """
    slides = read_slides(text, order)
    reader = _Reader(file.parent, zone, slides.lost, slides.wrong)
    for era in slides.eras:
        reader.lost.append(f'the era "{plain(era)}": Dateline has none')
    entries = tuple(entry for slide in slides.events if (entry := reader.entry(slide)))
    if not slides.events and not slides.wrong:
        raise Misread("there is no event in it", "name the file that the timeline is made from")
    words = _dict(slides.title, "text")
    picture = reader.title_picture(slides.title)
    if reader.thumbnails:
        reader.lost.append(f"thumbnails ({reader.thumbnails}): Dateline makes its own")
    shown = [str(slide.get("display_date") or "") for slide in slides.events]
    if midnights([entry.when for entry in entries]) and not any(map(_MIDNIGHT.search, shown)):
        entries = tuple(replace(entry, when=without_midnight(entry.when)) for entry in entries)
        reader.lost.append("the times: all are 00:00:00, as programs write days; taken as days")
    return Imported(
        title=plain(str(words.get("headline") or "")),
        standfirst=plain(str(words.get("text") or "")),
        entries=entries,
        lost=tuple(reader.lost),
        picture=picture,
        wrong=tuple(reader.wrong),
    )


@dataclass
class _Reader:
    """Reads slides one after the other; `lost` collects what they say and entries cannot."""

    folder: Path
    zone: ZoneInfo
    lost: list[str]
    wrong: list[Wrong]
    thumbnails: int = 0

    def entry(self, slide: Slide) -> NewEntry | None:
        """Return a slide as an entry; None where it is wrong."""
        words = _dict(slide, "text")
        body, lost = to_markdown(str(words.get("text") or ""))
        headline = plain(str(words.get("headline") or ""))
        where = str(slide["where"]) + (f' ("{_short(headline)}")' if headline else "")
        self.lost += [f"{where}: {name} (its words are kept)" for name in lost]
        if slide.get("unread"):
            return None
        try:
            when = self._when(slide, where)
        except Misread as misread:
            self.wrong.append(Wrong.at(where, misread))
            return None
        if not headline:
            headline = _short(plain(str(words.get("text") or ""))) or when
            self.lost.append(f'{where} has no headline: it is called "{headline}"')
        if slide.get("background"):
            self.lost.append(f"{where}: its background")
        picture, more = self._media(_dict(slide, "media"), headline, where)
        return NewEntry(
            where=where,
            title=headline,
            when=when,
            group=plain(str(slide.get("group") or "")),
            slug=str(slide.get("unique_id") or "").strip(),
            body="\n\n".join(part for part in (body, more) if part),
            picture=picture,
        )

    def _when(self, slide: Slide, where: str) -> str:
        start, end = _dict(slide, "start_date"), _dict(slide, "end_date")
        shown = plain(str(slide.get("display_date") or ""))
        if not _given(start, "year"):
            raise Misread("it has no start date", "give it a year")
        if when := _edtf(start, end):
            return when
        first = self._moment(start, where)
        last = self._moment(end, where) if _given(end, "year") else ""
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
        return written + (str(parts.get("offset") or "") or self._offset(written, where))

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

    def title_picture(self, slide: Slide) -> NewPicture | None:
        """Return the picture of the title's slide, if it lies beside the file; what else the slide shows is named."""
        media = _dict(slide, "media")
        picture, more = self._media(media, "", "the title")
        if more:
            self.lost.append(f'the title: its media "{_short(plain(str(media["url"])))}"')
        if slide.get("background"):
            self.lost.append("the title: its background")
        return picture

    def _media(self, media: Slide, headline: str, where: str) -> tuple[NewPicture | None, str]:
        """Return a picture to copy, or Markdown: words that stand there, or a card for what lies elsewhere."""
        written = str(media.get("url") or "").strip()
        self.thumbnails += bool(media.get("thumbnail"))
        if media.get("link"):
            self.lost.append(f"{where}: the link of its media")
        if "<blockquote" in written.lower():
            return None, self._quotation(written, media, where)
        if embedded := _IFRAME.search(written):
            written = unescape(embedded[1])
        if written.startswith("//"):
            written = f"https:{written}"
        if not written:
            return None, ""
        host = _host(written)
        if host:
            title = plain(str(media.get("caption") or "")) or headline
            publisher = plain(str(media.get("credit") or "")) or host.removeprefix("www.")
            if media.get("alt"):
                self.lost.append(f"{where}: the alternative text of media that lie elsewhere")
            return None, f"[[media: {quote(written, safe=_SAFE)} | {_cell(title)} | {_cell(publisher)}]]"
        return self._picture(written, media, where), ""

    def _quotation(self, html: str, media: Slide, where: str) -> str:
        """Return words that stand in the media as a quotation; who said them is named there, or in credit or caption."""
        words, lost = to_markdown(html)
        self.lost += [f"{where}: {name} (its words are kept)" for name in lost]
        names = [found for name in ("credit", "caption") if (found := to_markdown(str(media.get(name) or ""))[0])]
        if "\n> — " not in words and names and words.rpartition("\n")[2].startswith("> "):
            words = f"{words}\n> — {' '.join(names.pop(0).split())}"
        self.lost += [f'{where}: beside the quotation in its media: "{_short(name)}"' for name in names]
        return words

    def _picture(self, written: str, media: Slide, where: str) -> NewPicture | None:
        try:
            address = urlsplit(written)
            file = self.folder / unquote(address.path)
            beside = not ("<" in written or address.scheme or written.startswith("/"))
        except ValueError:
            beside = False
        if not beside:
            self.lost.append(f'{where}: the media "{_short(written)}" is no address and no file beside the timeline')
            return None
        if file.suffix.lower() not in IMAGES or not _is_image(file):
            self.lost.append(f'{where}: the media file "{_short(written)}" (is it there, and one of {", ".join(IMAGES)}?)')
            return None
        caption, _ = to_markdown(str(media.get("caption") or ""))
        alt, credit = (plain(str(media.get(name) or "")) for name in ("alt", "credit"))
        return NewPicture(file, alt, credit, caption)


def _edtf(start: Slide, end: Slide) -> str:
    """Return what a cell of years says that holds more than a year, such as `198X` or `1986/..`; nothing for a number, or what is no date."""
    written = str(start["year"]).strip()
    if written.isdecimal() or any(_given(part, name) for part, name in ((start, "month"), (start, "day"), (end, "year"))):
        return ""
    try:
        parse_when(written, _UTC)
    except Misread:
        return ""
    return written


def _host(written: str) -> str:
    """Return the host of a web address; an empty string for what is none."""
    try:
        address = urlsplit(written)
        host = address.hostname or ""
    except ValueError:
        return ""
    return address.netloc if address.scheme in ("http", "https") and re.fullmatch(r"[\w.:-]+", host) else ""


_SAFE = ":/?#@!$&'()*+,;=%~[]"
"""What may stand in an address as it is (RFC 3986, 2.2), with the percent sign of what is encoded already."""


def _number(parts: Slide, name: str) -> int | None:
    if not _given(parts, name):
        return None
    # A data frame writes whole numbers as 5.0, a spreadsheet thousands as 2,022.
    written = re.sub(r"[\s,]", "", re.sub(r"[.,]0+$", "", str(parts[name]).strip()))
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
    return values.without_markup(words.replace("|", "/").replace("[[", "[").replace("]]", "]").strip("[]"))


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + "…"


def _is_image(file: Path) -> bool:
    """Tell whether there is a picture; a name that no file can have is none."""
    try:
        with Image.open(file) as image:
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):  # what Pillow raises for files that are none
        return False
    return True

