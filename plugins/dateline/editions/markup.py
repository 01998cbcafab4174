"""HTML of the pages' components, made to stand alone: ids that stand once in the whole file, links that stay inside, links out that say where they go.

What is read here was written by our templates, or by authors and then sanitised: every attribute stands in double quotes, every `<` of a text is
`&lt;`, every element that is opened is closed. So tags are found with one regular expression, and a test parses what comes of it.

Attributes for this module alone, which it takes away: `data-scope` names a part of which ids are its own (two articles may both have a
footnote 1); `data-level` says by how much headings in it stand lower; `data-part` begins a chapter.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from urllib.parse import unquote, urlsplit

from dateline.dataclass import dataclass

SCHEME = "dateline:"
"""What stands before the addresses of pages of the site, while it is not settled where they lead."""
PICTURE = "picture:"
"""The same before the name of a picture's file."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements without an end (HTML, 13.1.2)."""
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)((?:\s+[^\s\"'<>/=]+(?:=\"[^\"]*\")?)*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"\s+([^\s\"'<>/=]+)(?:=\"([^\"]*)\")?")
REFERRING = frozenset("aria-labelledby aria-describedby aria-controls aria-owns for headers".split())
"""Attributes whose value is ids."""
_NAMES = frozenset(("aria-label", "aria-labelledby"))
"""What makes a landmark of a section: on its own page one among few, here one of hundreds, many of one name."""
_OF_LOADING = frozenset("srcset sizes loading decoding fetchpriority".split())
_HEADING = re.compile(r"h[1-6]")
_LINES = re.compile(r"\s*\n\s*")
_DROPPED = frozenset(("picture", "source", "time"))
"""Elements that say nothing here: that choose between files, of which there is one; that say for programs what stands there in words."""
_DAY = re.compile(r"(?<![\d:])(\d{1,2}) (?=[^\W\d])")
"""A day and the blank before its month, as most languages write it."""
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")


@dataclass(frozen=True)
class Tag:
    """A tag: its name, its attributes as they are written (None: without a value), whether it closes an element, whether it is one that is empty."""

    name: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    closing: bool = False
    empty: bool = False


Token = Tag | str


def tokens(text: str) -> Iterator[Token]:
    """Yield the tags of a text and what stands between them."""
    at = 0
    for found in _TAG.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        at = found.end()
        name = found[2]
        attributes = {each[1]: each[2] for each in _ATTRIBUTE.finditer(found[3])}
        yield Tag(name, attributes, closing=bool(found[1]), empty=bool(found[4]) or name in VOID)
    if at < len(text):
        yield text[at:]


@dataclass(frozen=True)
class Around:
    """Where a token stands: the scopes around it, from the outermost; by how much headings stand lower; whether white space counts; the chapter."""

    scopes: tuple[str, ...] = ()
    level: int = 0
    kept: bool = False
    part: str = ""


def placed(found: Iterable[Token]) -> Iterator[tuple[Token, Around]]:
    """Yield tokens with what is around them; the tags of an element stand outside of what it begins, but inside its chapter and level."""
    stack: list[Around] = []
    now = Around()
    for token in found:
        if isinstance(token, str):
            yield token, now
        elif token.closing:
            now = stack.pop()
            yield token, now
        else:
            said = token.attributes
            part = said.get("data-part") or now.part
            level = now.level + int(said.get("data-level") or 0)
            here = now if part == now.part else replace(now, part=part)
            yield token, here
            if not token.empty:
                scope = said.get("data-scope")
                stack.append(here)
                inner = ((*now.scopes, scope) if scope else now.scopes, level, now.kept or token.name == "pre", part)
                if inner != (now.scopes, now.level, now.kept, now.part):
                    now = Around(*inner)


def named(scopes: Sequence[str], name: str) -> str:
    """Return an id as it stands in the whole file."""
    return ".".join((*scopes, name))


@dataclass(frozen=True)
class Inside:
    """What is in a file: ids with the chapter of each; those of pictures by the names that they have on pages."""

    ids: Mapping[str, str]
    pictures: Mapping[str, str]

    def find(self, scopes: Sequence[str], name: str) -> str:
        """Return the id of a name as seen from a place: that of the nearest scope around it; empty where there is none."""
        return next((found for end in range(len(scopes), -1, -1) if (found := named(scopes[:end], name)) in self.ids), "")


def inside(found: Iterable[tuple[Token, Around]]) -> Inside:
    """Return what ids there are. Of an id that stands twice in its scope, the first counts."""
    ids: dict[str, str] = {}
    pictures: dict[str, str] = {}
    for token, around in found:
        if isinstance(token, Tag) and (name := token.attributes.get("id")):
            whole = named(around.scopes, html.unescape(name))
            ids.setdefault(whole, around.part)
            pictures.setdefault(name, whole)
    return Inside(ids, pictures)


@dataclass(frozen=True)
class Links:
    """Where links lead. `homes` are ids by the address of a page, from the root of all languages; `siteurl` is that of the site, or empty.

    `image` returns the address of a picture's file; `to` the file of an id as seen from a chapter, empty where that is in it too.
    `classes` are those of which the style says anything.
    """

    inside: Inside
    homes: Mapping[str, str]
    siteurl: str
    image: Callable[[str], str]
    classes: frozenset[str]
    to: Callable[[str, str], str] = lambda _name, _part: ""

    def address(self, written: str, around: Around) -> str:
        """Return what stands in a link for what was written there; empty where it leads nowhere from here."""
        if written.startswith("#"):
            name = self.inside.find(around.scopes, unquote(written[1:]))
            return self._at(name, around) if name else ""
        if not written.startswith(SCHEME):
            return written
        path, _, fragment = written.removeprefix(SCHEME).partition("#")
        if name := self._home(path, unquote(fragment)):
            return self._at(name, around)
        return f"{self.siteurl}/{path}{'#' if fragment else ''}{fragment}" if self.siteurl else ""

    def _at(self, name: str, around: Around) -> str:
        return f"{self.to(name, around.part)}#{name}"

    def _home(self, path: str, fragment: str) -> str:
        ids = self.inside.ids
        picture = f"picture-{path.rpartition('/')[2].removesuffix('.html')}" if "pictures/" in path else ""
        home = self.homes.get(f"{path}#{fragment}") or self.homes.get(path) or self.inside.pictures.get(picture, "")
        exact = f"{home}.{fragment}"
        return exact if home and fragment and exact in ids else home if home in ids else ""


def classes_in(style: str) -> frozenset[str]:
    """Return the names of classes that a style sheet may mean."""
    return frozenset(_CLASS.findall(style))


def host_of(address: str) -> str:
    """Return what is said of where a link goes; nothing for what is no page of the web, whose address is its text."""
    parts = urlsplit(html.unescape(address))
    return parts.netloc.removeprefix("www.") if parts.scheme in ("http", "https") else ""


def settled(found: Iterable[tuple[Token, Around]], links: Links) -> Iterator[tuple[Token, Around]]:
    """Yield tokens with ids as they stand in the file and links that lead where they can; a link that leads nowhere is no link any more."""
    open_links: list[tuple[bool, str]] = []
    spans: list[bool] = []
    said: list[str] = []
    seen: set[str] = set()
    drawn = dated = 0
    for token, around in found:
        if isinstance(token, str):
            text = token if around.kept else _LINES.sub("\n", token)
            if dated:  # on pages the style of `time` keeps a day with its month
                text = _DAY.sub("\\1\u00a0", text)
            if text:
                said.append(text)
                yield text, around
            continue
        if token.name == "svg" and not token.empty:
            drawn += -1 if token.closing else 1
        if token.name == "time":
            dated += -1 if token.closing else 1
        if token.name in _DROPPED:
            continue
        if token.name == "a":
            if token.closing:
                kept, host = open_links.pop()
                if kept:
                    yield token, around
                if host and not drawn and host not in "".join(said):
                    yield from _destination(host, around)
                continue
            attributes = _attributes(token, links, around, seen)
            address = attributes.get("href") or ""
            host = host_of(address)
            said.clear()
            open_links.append((bool(address) or "id" in attributes, host))
            if not address:
                attributes.pop("href", None)
            if address and not host:  # what it says for those who do not see where it leads stands there
                attributes.pop("title", None)
                if "source-" in (token.attributes.get("href") or ""):
                    attributes.pop("aria-label", None)
            attributes.pop("rel", None)
            if address or "id" in attributes:
                yield Tag("a", attributes), around
            continue
        attributes = {} if token.closing else _attributes(token, links, around, seen)
        name = token.name
        if name == "details" and not token.closing:
            attributes["open"] = None  # so that the browser's own search finds what is in it, and paper has it
        if name == "span":  # many say only what a style would have to know
            if not token.closing:
                spans.append(bool(attributes))
            if not (spans.pop() if token.closing else spans[-1]):
                continue
        if _HEADING.fullmatch(name):
            name = f"h{min(int(name[1]) + around.level, 6)}"
        yield Tag(name, attributes, token.closing, token.empty), around


def _destination(host: str, around: Around) -> Iterator[tuple[Token, Around]]:
    """Yield what stands behind a link that leads out."""
    yield " ", around
    yield Tag("bdi", {"class": "to"}), around
    yield html.escape(host), around
    yield Tag("bdi", closing=True), around


def _attributes(token: Tag, links: Links, around: Around, seen: set[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name, value in token.attributes.items():
        if name.startswith("data-") or (name in _OF_LOADING and token.name == "img"):
            continue
        if name in _NAMES and token.name == "section":
            continue
        if value is not None and name == "class":
            value = " ".join(each for each in value.split() if each in links.classes)
            if not value:
                continue
        elif value is not None and name == "id":
            whole = html.escape(named(around.scopes, html.unescape(value)))
            if whole in seen:
                continue
            seen.add(whole)
            value = whole
        elif value is not None and name in REFERRING:
            names = (links.inside.find(around.scopes, html.unescape(each)) for each in value.split())
            value = html.escape(" ".join(filter(None, names)))
            if not value:
                continue
        elif value is not None and name == "href":
            value = html.escape(links.address(html.unescape(value), around))
            if token.name == "use":
                name = "xlink:href"  # browsers of 2016 know no other
        elif value is not None and name == "src" and value.startswith(PICTURE):
            value = html.escape(links.image(html.unescape(value.removeprefix(PICTURE))))
        found[name] = value
    return found


_UNFOLDED = {"details": "div", "summary": "div"}
"""In a book nothing folds: not all reading programs open what is closed."""


def as_xhtml(found: Iterable[Token]) -> str:
    """Return tokens as XML (EPUB 3.3, "XHTML content documents"): each empty element closed, each attribute with a value, no names of characters."""
    parts = []
    drawn = 0
    for token in found:
        if isinstance(token, str):
            parts.append(_xml(token))
            continue
        name = _UNFOLDED.get(token.name, token.name)
        if name == "svg" and not token.empty:
            drawn += -1 if token.closing else 1
        if token.closing:
            parts.append(f"</{name}>")
            continue
        said = {each: value for each, value in token.attributes.items() if each != "open"}
        if name == "svg" and drawn == 1:
            said = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink", **said}
        written = "".join(f' {each}="{_xml(value or "")}"' for each, value in said.items())
        parts.append(f"<{name}{written}{'/' if token.empty else ''}>")
    return "".join(parts)


def _xml(text: str) -> str:
    return html.escape(html.unescape(text)) if "&" in text or '"' in text else text
