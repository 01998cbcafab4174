"""Texts resolved: every slot that Markdown left becomes a part, or a problem with its line."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.markup.convert import Markup
from dateline.markup.slots import TOKEN, CiteSlot, LinkSlot, NewerSlot, PictureSlot, PlacedSlot
from dateline.model.address import Address, Html, shared
from dateline.model.data import Data
from dateline.model.index import Index
from dateline.model.nouns import (
    A_CHART,
    Body,
    Citation,
    CitePart,
    FigurePart,
    HtmlPart,
    IntegrityPart,
    Kind,
    MapPart,
    MediaPart,
    NewerPart,
    Part,
    Picture,
    PicturesPart,
    QuotePart,
    ReadPart,
    Source,
    Teaser,
    TimelinePart,
)
from dateline.problems import Misread, Problems, near_file_or, near_or
from dateline.read import values
from dateline.read.names import nfc
from dateline.read.records import Record
from dateline.read.when import Form, When, parse_when
from dateline.typography import curly

COMPONENTS = ("figure", "quote", "read", "media", "timeline", "map", "integrity")
"""What `[[name: ...]]` can place."""
INTEGRITY = ("entries", "pictures", "sources", "corrections")
"""What the table of integrity counts, in the order in which it stands there."""
_IN_FRAGMENTS = "/?:@!$()*+,;=-._~"
"""What a fragment may hold besides letters and digits (RFC 3986, 3.5) and stands in HTML as it is."""
GALLERY_MOST = 12
"""Pictures in one gallery."""


@dataclass(frozen=True)
class Target:
    """A file of the content that can be linked to: its page, whether it is written there, and its anchors."""

    address: Address
    status: str
    ids: frozenset[str]


@dataclass
class Site:
    """All that a text can refer to.

    `teasers` are by slug (which texts of different days may share) and by address, `texts` by address; `dates_known` tells whether
    every entry's When could be read. `extra` holds, by the paths of the files that are copied as they are, the names under which they are
    published. `language` is the site's, for quotation marks; `records` are texts by the files that they stand in. `newest_first` is the order of updates.
    """

    root: str
    zone: ZoneInfo
    data: Data
    problems: Problems
    pictures: Index[Picture]
    kinds: Index[Kind]
    targets: dict[str, Target] = field(default_factory=dict)
    teasers: dict[str, list[Teaser]] = field(default_factory=dict)
    texts: dict[Address, Teaser] = field(default_factory=dict)
    on_timeline: tuple[tuple[Teaser, frozenset[str]], ...] = ()
    dates_known: bool = True
    extra: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    drafts: set[Address] = field(default_factory=set)
    records: dict[str, Record] = field(default_factory=dict)
    newest_first: bool = True

    def words(self, markup: Markup, path: str) -> Body:
        """Return a caption, claim, correction, update or response: words, links and citations, nothing larger."""
        for slot in markup.slots:
            if isinstance(slot, PictureSlot | PlacedSlot):
                what = "a picture or [[...]] stands in a caption, claim, correction, update or response"
                self.problems.add(path, slot.line, what, "put it into the text of an entry, article or page", topic="components")
        kept = TOKEN.sub(
            lambda token: token[0] if isinstance(markup.slots[int(token[1])], CiteSlot | LinkSlot | NewerSlot) else "", markup.html
        )
        return self.body(replace(markup, html=kept), path)

    def body(self, markup: Markup, path: str) -> Body:
        """Return a text with its slots resolved; `path` is the file that it stands in."""
        parts: list[Part] = []
        html = ""
        at = 0
        for token in TOKEN.finditer(markup.html):
            slot = markup.slots[int(token[1])]
            html += markup.html[at : token.start()]
            at = token.end()
            if isinstance(slot, LinkSlot):
                html += f"dateline:{self.link(slot.address, path, slot.line, markup.ids) or ''}"
                continue
            part = self._part(slot, path)
            if part is None:
                continue
            if html:
                parts.append(HtmlPart(Html(html)))
                html = ""
            parts.append(part)
        html += markup.html[at:]
        if html.strip():
            parts.append(HtmlPart(Html(html)))
        return Body(tuple(parts), markup.ids, tuple(dict.fromkeys(_sources(parts))))

    def link(self, written: str, path: str, line: int, ids: frozenset[str] = frozenset()) -> Address | None:
        """Return the address that a link in a text leads to; None after noting a problem.

        Understood are `#anchor`, `{filename}file.md#anchor` (relative to the file, or from content/ with a leading slash),
        `{filename}data/people.yaml#key`, `{static}extra/file` and `{index}`; blanks and other signs in names as they are or
        percent-encoded (RFC 3986, 2.1).
        """
        written = unicodedata.normalize("NFC", written)
        address, hash_mark, anchor = written.partition("#")
        if not address and hash_mark:
            if (named := _among(ids, anchor)) is None:
                self._no_anchor(anchor, ids, path, line)
            return Address(f"{self._own(path)}#{_fragment(named or anchor)}")
        if address == "{index}":
            return Address("")
        for prefix in ("{filename}", "{static}", "{attach}"):
            if address.startswith(prefix):
                return self._to_file(prefix, written.removeprefix(prefix), path, line)
        self.problems.add(
            path,
            line,
            f'the link "{written}" cannot be checked',
            "write {filename}../timeline/name.md or a whole address", topic="links",
        )
        return None

    def _own(self, path: str) -> str:
        path = self.records[path].path if path in self.records else path
        return self.targets[path].address.partition("#")[0] if path in self.targets else ""

    def _file(self, address: str, path: str) -> str:
        """Return how a linked file is named in problems and in `targets`."""
        if address.startswith("/"):
            return nfc(posixpath.normpath(f"{self.root}{address}"))
        return nfc(posixpath.normpath(posixpath.join(posixpath.dirname(path), address)))

    def _named(self, written: str, path: str, known: Container[str]) -> tuple[str, str]:
        """Return the file and the anchor that a link names. Names of files may hold "#" and "%" themselves: what is there counts first."""
        address, _, anchor = written.rpartition("#") if "#" in written else (written, "", "")
        ways = ((written, ""), (address, anchor), (_decoded(written), ""), (_decoded(address), _decoded(anchor)))
        named = [(self._file(name, path), part) for name, part in ways]
        return next((way for way in named if way[0] in known), named[1])

    def _to_file(self, prefix: str, written: str, path: str, line: int) -> Address | None:
        if prefix != "{filename}":
            file, anchor = self._named(written, path, self.extra)
            if file in self.extra:
                return shared(quote(self.extra[file]) + (f"#{_fragment(anchor)}" if anchor else ""))
            if self.problems.concern(file):
                return None  # it is there, and was not taken
            self.problems.add(
                path, line, f'there is no file "{file}"', near_file_or(file, self.extra, f"put it into {self.root}/extra/"), topic="links"
            )
            return None
        file, anchor = self._named(written, path, self.targets)
        if found := self._in_data(file, anchor, path, line):
            return found
        target = self.targets.get(file)
        if target is None:
            if not file.startswith(f"{self.root}/data/") and not self.problems.concern(file):
                self.problems.add(
                    path, line, f'there is no text "{file}"', near_file_or(file, self.targets, "correct the link"), topic="links"
                )
            return None
        if target.status == "draft":
            self.problems.add(path, line, f'"{file}" is a draft', "publish it, or take the link out", topic="links")
        named = _among(target.ids, anchor) if anchor else None
        if anchor and named is None:
            self._no_anchor(anchor, target.ids, path, line)
        return Address(f"{target.address}#{_fragment(named or anchor)}" if anchor else target.address)

    def _in_data(self, file: str, key: str, path: str, line: int) -> Address | None:
        indexes = (
            self.data.people,
            self.data.organisations,
            self.data.places,
            self.data.sources,
            self.data.figures,
        )
        for index in indexes:
            if index.home == file:
                thing = index.find(key, path, line)
                return getattr(thing, "address", None)
        if file.startswith(f"{self.root}/data/"):
            do = "link to a person, an organisation, a place, a source or a figure"
            self.problems.add(path, line, f'"{file}" has no pages', do, topic="links")
        return None

    def _no_anchor(self, anchor: str, ids: frozenset[str], path: str, line: int) -> None:
        headings = sorted(name for name in ids if not name.startswith(("fn:", "fnref")))
        otherwise = (
            f"its headings are {', '.join(headings)}" if headings else "the text has no headings: take it out"
        )
        self.problems.add(path, line, f'there is no anchor "#{anchor}"', near_or(anchor, headings, otherwise), topic="links")

    def _part(self, slot: CiteSlot | PictureSlot | PlacedSlot | NewerSlot, path: str) -> Part | None:
        if isinstance(slot, NewerSlot):
            record = self.records[path]
            shown = self.pictures.things[record.key].address if record.kind == "picture" else Address(self._own(path))
            return NewerPart(slot.what, shown, record.original.text("lang")) if record.original else None
        if isinstance(slot, CiteSlot):
            found = ((self.data.sources.find(key, path, slot.line), locator) for key, locator in slot.cites)
            citations = tuple(Citation(source, locator) for source, locator in found if source)
            return CitePart(citations) if citations else None
        if isinstance(slot, PictureSlot):
            return self._pictures(slot, path)
        if slot.name not in COMPONENTS:
            advice = near_or(slot.name, COMPONENTS, f"known are {', '.join(COMPONENTS)}")
            self.problems.add(path, slot.line, f'unknown component "{slot.name}"', advice, topic="components")
            return None
        if not slot.argument:
            self.problems.add(
                path, slot.line, f"[[{slot.name}: ]] is empty", "write what it shall show behind the colon", topic="components"
            )
            return None
        part: Part | None = getattr(self, f"_{slot.name}")(slot, path)
        return part

    def _pictures(self, slot: PictureSlot, path: str) -> Part | None:
        found = [(self.picture(name, path, slot.line), alt) for name, alt in slot.pictures]
        shown = [(picture, alt) for picture, alt in found if picture]
        if not shown:
            return None
        if len(slot.pictures) > GALLERY_MOST:
            what = f"a gallery of {len(slot.pictures)} pictures is more than {GALLERY_MOST}"
            self.problems.add(path, slot.line, what, "make it two, with a sentence between them", topic="pictures")
        return PicturesPart(tuple(p for p, _ in shown), tuple(alt for _, alt in shown), slot.layout)

    def picture(self, written: str, path: str, line: int) -> Picture | None:
        """Return a picture by its file's name, with or without a folder before and an ending behind it."""
        if "://" in written:
            self.problems.add(
                path,
                line,
                f'the picture "{written}" lies elsewhere',
                "copy it into pictures/ with its credit", topic="pictures",
            )
            return None
        written = nfc(written)
        name = self._picture_name(posixpath.basename(written))
        if "/" in written and not written.startswith("{"):
            home, file = f"{self.root}/", self._file(written, path)
            if not file.startswith(home) or "pictures/" not in file.removeprefix(home):
                do = f"put it into {self.pictures.home} and write ![]({name})"
                self.problems.add(path, line, f'the picture "{written}" lies outside {self.pictures.home}', do, topic="pictures")
                return None
        stem = self._stem(name)
        picture = self.pictures.find(stem, path, line)
        told = self.problems.concern(f"{self.pictures.home}{name}")
        if picture and picture.file and not told and name not in (stem, nfc(picture.file.name), f"{stem}.md"):
            self.problems.add(path, line, f'unknown picture "{name}"', f'did you mean "{nfc(picture.file.name)}"?', topic="pictures")
        return picture

    def _picture_name(self, written: str) -> str:
        """Return a picture's name as its file has it: as it is written, or else with its percent-encoding undone."""
        decoded = _decoded(written)
        return decoded if self._stem(written) not in self.pictures.things and self._stem(decoded) in self.pictures.things else written

    def _stem(self, name: str) -> str:
        return name if name in self.pictures.things else posixpath.splitext(name)[0]

    def _figure(self, slot: PlacedSlot, path: str) -> Part | None:
        """Return a figure with its table, or with `| chart` as a chart."""
        key, bar, how = (part.strip() for part in slot.argument.partition("|"))
        if bar and how != "chart":
            what = f'[[figure: {slot.argument}]]: "{how}" is no way to show a figure'
            self.problems.add(path, slot.line, what, f"write [[figure: {key} | chart]], or [[figure: {key}]] for its table", topic="components")
        figure = self.data.figures.find(key, path, slot.line)
        if figure and how == "chart" and not figure.has_chart:
            why = f"its reports of numbers are {len(figure.numeric)}, and a chart takes {A_CHART}" if figure.charted else 'figures.yaml says "chart: no" of it'
            self.problems.add(path, slot.line, f'there is no chart of "{key}"', f"write [[figure: {key}]] for its table: {why}", topic="components")
        return FigurePart(figure, chart=bool(bar)) if figure else None

    def _quote(self, slot: PlacedSlot, path: str) -> Part | None:
        quote = self.data.quotes.find(slot.argument, path, slot.line)
        return QuotePart(quote) if quote else None

    def named_text(self, name: str, path: str, line: int, form: str) -> Teaser | None:
        """Return the entry or article with a slug (or an address); None after noting a problem. `form` is how one is named there: `[[read: {}]]`."""
        found = self.teasers.get(name) or self.teasers.get(name.strip("/"), [])
        if not found:
            advice = near_or(name, self.teasers, "write the slug of an article or entry")
            self.problems.add(path, line, f'unknown article or entry "{name}"', advice, topic="components")
            return None
        if len(found) > 1:
            ways = " or ".join(form.format(teaser.address.strip("/")) for teaser in found)
            self.problems.add(path, line, f'"{name}" is the slug of {len(found)} texts', f"write {ways}", topic="components")
            return None
        return found[0]

    def _read(self, slot: PlacedSlot, path: str) -> Part | None:
        teaser = self.named_text(slot.argument, path, slot.line, "[[read: {}]]")
        if teaser is None:
            return None
        if teaser.address in self.drafts:
            self.problems.add(
                path, slot.line, f'"{slot.argument}" is a draft', "publish it, or take the link out", topic="components"
            )
        if teaser.address == self._own(path):
            self.problems.add(path, slot.line, f'"{slot.argument}" is this text itself', "name another one", topic="components")
        return ReadPart(teaser)

    def _media(self, slot: PlacedSlot, path: str) -> Part | None:
        parts = [part.strip() for part in slot.argument.split("|")]
        try:
            if len(parts) != 3 or not all(parts):
                raise Misread(
                    "[[media: ...]] needs three parts", "write [[media: https://... | title | publisher]]", topic="components"
                )
            language = (self.records[path].text("lang") if path in self.records else "") or self.language
            return MediaPart(values.web_address(parts[0]), *(curly(part, language) for part in parts[1:]))
        except Misread as wrong:
            self.problems.add(path, slot.line, wrong.what, wrong.do, topic=wrong.topic)
            return None

    def _timeline(self, slot: PlacedSlot, path: str) -> Part | None:
        """Return the published entries of a day, an interval, a kind or a place."""
        wanted, when = slot.argument, None
        if wanted in self.kinds.things or wanted in self.data.places.things:
            things: Mapping[str, object] = {**self.data.places.things, **self.kinds.things}
            label = getattr(things[wanted], "label", "") or getattr(things[wanted], "name", "")
            shown = tuple(teaser for teaser, words in self.on_timeline if wanted in words)
        elif not wanted[0].isdigit():
            known = [*self.kinds.things, *self.data.places.things]
            advice = near_or(wanted, known, "write a day, an interval A/B, a kind or a place")
            self.problems.add(path, slot.line, f'unknown part of the timeline "{wanted}"', advice, topic="components")
            return None
        else:
            label = ""
            try:
                when = parse_when(wanted, self.zone)
                shown = self._within(when)
            except Misread as wrong:
                self.problems.add(path, slot.line, f"[[timeline: ...]]: {wrong.what}", wrong.do, topic=wrong.topic)
                return None
        if not shown:
            if self.dates_known:
                self.problems.add(path, slot.line, f'no entry for "{wanted}"', "correct it, or take it out", topic="components")
            return None
        return TimelinePart(label, shown, when)

    def _map(self, slot: PlacedSlot, path: str) -> Part | None:
        """Return a map of places, by their keys."""
        found = []
        for key in dict.fromkeys(slot.argument.replace(";", " ").split()):
            place = self.data.places.find(key, path, slot.line)
            if place and (place.lat is None or place.lon is None):
                do = f"add its lat and lon to {self.data.places.home}, or take it out"
                self.problems.add(path, slot.line, f'the place "{key}" has no position', do, topic="components")
            elif place:
                found.append(place)
        return MapPart(tuple(found)) if found else None

    def _integrity(self, slot: PlacedSlot, path: str) -> Part | None:
        """Return the table of what the site rests on, or parts of it by their names."""
        asked = slot.argument.replace(";", " ").split()
        for name in asked:
            if name not in ("all", *INTEGRITY):
                do = near_or(name, INTEGRITY, f"write all, or some of {', '.join(INTEGRITY)}")
                self.problems.add(path, slot.line, f'there is no part of the integrity table called "{name}"', do, topic="components")
        if path not in self.records or self.records[path].kind != "page":
            do = "place it in a text in pages/, such as about.md: it counts the whole site"
            self.problems.add(path, slot.line, "the integrity table stands in a text that is no page", do, topic="components")
        return IntegrityPart(tuple(name for name in INTEGRITY if "all" in asked or name in asked))

    def _within(self, when: When) -> tuple[Teaser, ...]:
        teasers = (teaser for teaser, _ in self.on_timeline if teaser.when)
        return tuple(t for t in teasers if t.when and _covers(when, t.when))


def _covers(outer: When, inner: When) -> bool:
    """Tell whether an entry's time begins within a wider one; times of day count where both have them."""
    if outer.form is Form.UNDATED or inner.form is Form.UNDATED:
        return outer.form is inner.form
    stands, start, end = inner.stands, outer.start, outer.end
    if not (outer.earliest or date.min) <= stands.date <= (outer.latest or date.max):
        return False
    if stands.timed and start and start.timed and stands.instant < start.instant:
        return False
    return not (stands.timed and end and end.timed and stands.instant > end.instant)


def _among(ids: frozenset[str], anchor: str) -> str | None:
    """Return the id that an anchor means: as it is written, or decoded, as browsers compare (HTML, "Select the indicated part").

    Or else one that looks the same, with its letters composed otherwise: then the link is written as the id is, for browsers.
    """
    for written in (anchor, unquote(anchor)):
        if written in ids:
            return written
    if anchor.isascii() and "%" not in anchor:
        return None
    return next((name for name in sorted(ids) if nfc(name) == nfc(unquote(anchor))), None)


def _fragment(anchor: str) -> str:
    return quote(unquote(anchor), safe=_IN_FRAGMENTS)


def _decoded(written: str) -> str:
    """Return a name without percent-encoding, composed (NFC) as names of files are: macOS also encodes the letters and their marks apart."""
    return unicodedata.normalize("NFC", unquote(written)) if "%" in written else written


def _sources(parts: list[Part]) -> Iterator[Source]:
    for part in parts:
        if isinstance(part, CitePart):
            yield from (citation.source for citation in part.citations)
        elif isinstance(part, QuotePart):
            yield from part.quote.sources
        elif isinstance(part, PicturesPart):
            for picture in part.pictures:
                yield from picture.caption.sources
