"""The proof: every page and export is read once more as it will be published, before it is.

A net below the checks that the model makes: what was not understood and is left over, ids that stand twice, links to anchors
and files that are not there. It looks at tags alone, with two regular expressions a page, and then compares sets: a parser would
cost more than rendering. Text is never taken for a tag, because in it `<` is always written `&lt;`.
"""

from __future__ import annotations

import csv
import html
import io
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import field
from functools import cache
from itertools import zip_longest
from urllib.parse import unquote, urlsplit

from dateline.dataclass import dataclass
from dateline.model.address import file_of

_TAG = re.compile(rb'<[a-zA-Z][^"\'<>]*(?:"[^"]*"[^"\'<>]*|\'[^\']*\'[^"\'<>]*)*>')
_ATTRIBUTE = re.compile(
    rb'\s(id|href|src|srcset|imagesrcset|poster|data|action|formaction|cite|xlink:href|content)=(?:"([^"]*)"|\'([^\']*)\')'
)
"""What holds an id or an address (HTML, "Attributes"; SVG 2, "linking"); of `content`, only what begins as an address does."""
_LISTS = frozenset((b"srcset", b"imagesrcset"))
_TOLD = re.compile(rb"https?://|\s*\d+\s*;\s*url=", re.IGNORECASE)
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=", re.IGNORECASE)
_CSS = re.compile(rb"url\(\s*[\"']?([^\"')]+)")
_SIGN = re.compile(rb"""\[@|\[\[[^\]<:]+:|\xee\x80[\x80\x81]|\{(?:filename|static|attach|index)\}|="dateline:""")
"""Whether there can be what `_LEFT` looks for: most pages have nothing. (Data, too, may have lists in lists.)"""
_CODE = re.compile(r"<(pre|code|kbd|samp|style|script)\b.*?</\1\s*>|<meta\b[^>]*>", re.DOTALL)
"""Where what was written is shown, and descriptions, which may have been made of it."""
_LEFT = re.compile(
    r"\[@[^\s\]][^\]<]{0,60}\]?|\[\[\w+\s*:[^\]<]{0,60}(?:\]\])?|[\ue000\ue001]\d*|\{(?:filename|static|attach|index)\}[^\s\"<]{0,60}"
    r"|(?<==\")dateline:[^\"]*"
)
"""What an author or a template wrote for the build, and the build did not understand."""
_OUTSIDE = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")


@dataclass(frozen=True)
class Fault:
    """One thing wrong on a finished page: its address and template (empty for an export), what, and what to do; `words` are as they stand there."""

    address: str
    template: str
    what: str
    do: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """What one page holds: its ids in order, the addresses that it names, what is left over. Depends on nothing but its bytes."""

    ids: tuple[str, ...]
    addresses: frozenset[str]
    left: tuple[str, ...]


def marks(data: bytes) -> Marks:
    """Return what a page holds."""
    rest, styles = _without(data, b"<style>", b"</style>")
    tags = b"".join(_TAG.findall(rest))
    ids: list[bytes] = []
    found: set[bytes] = set()
    for name, double, single in _ATTRIBUTE.findall(tags):
        value = double or single
        if name == b"id":
            ids.append(value)
        elif name == b"content":
            found.update((value,) if _TOLD.match(value) else ())
        elif name in _LISTS:
            found.update(part.split()[0] for part in value.split(b",") if part.strip())
        else:
            found.add(value)
    for style in styles:
        found.update(address.strip() for address in _CSS.findall(style))
    left = _left(rest.decode()) if _SIGN.search(rest) else ()
    return Marks(tuple(_texts(ids)), frozenset(_texts(found)), left)


def _without(data: bytes, opened: bytes, closed: bytes) -> tuple[bytes, list[bytes]]:
    """Return a page without its elements of a kind, which hold no text of it, and what they hold."""
    rest, held, at = [], [], 0
    while (start := data.find(opened, at)) >= 0 and (end := data.find(closed, start)) >= 0:
        rest.append(data[at:start])
        held.append(data[start + len(opened) : end])
        at = end + len(closed)
    return b"".join((*rest, data[at:])), held


def _texts(values: Collection[bytes]) -> list[str]:
    """Return the values of attributes; all at once, which is faster by far."""
    text = b"\0".join(values).decode()
    return (html.unescape(text) if "&" in text else text).split("\0") if values else []


def _left(page: str) -> tuple[str, ...]:
    """Return what is left over outside code; code shows what was written."""
    return tuple(dict.fromkeys(found[0] for found in _LEFT.finditer(_CODE.sub("", page))))


_OPEN_INTERVAL = re.compile(r"\.\./[?~%]?\d{4}(?:\D|$)")
"""EDTF's for "until 1990": no address of a site begins with a year."""


@dataclass
class Proof:
    """All pages and exports of one build. `root` is the site's path on its server, None where links are relative; `siteurl` may be empty."""

    root: str | None
    siteurl: str
    _ids: dict[str, str] = field(default_factory=dict)
    _wanted: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    _faults: list[Fault] = field(default_factory=list)
    _seen: dict[tuple[int, str], set[str]] = field(default_factory=dict)
    _exports: set[str] = field(default_factory=set)

    def page(self, address: str, template: str, data: bytes) -> None:
        """Take a page as it was rendered."""
        self.marked(address, template, marks(data))

    def marked(self, address: str, template: str, found: Marks) -> None:
        """Take what a page holds."""
        # As one text, not a set: there may be ten thousand pages. No id holds a blank.
        self._ids[file_of(address)] = f" {' '.join(found.ids)} "
        ids = set(found.ids)
        if len(ids) < len(found.ids):
            for name in sorted({name for name in found.ids if found.ids.count(name) > 1}):
                what = f'the id "{name}" stands twice on a page'
                words = (f'id="{name}"', f"#{name}", f"\n{name}:", f"Slug: {name}\n")
                self._faults.append(Fault(address, template, what, "write another one", words))
        for left in found.left:
            what, do = f'"{left}" is left over', "correct it, or show it as code, between backticks"
            self._faults.append(Fault(address, template, what, do, (html.unescape(left), left[:12])))
        # Below one folder, as deep as each other, pages name the same by the same address once that leads up to the folder: it is looked at once.
        folders = address.split("/")[:-1]
        depth = len(folders)
        seen = [self._seen.setdefault((depth, "/".join(folders[:up])), set()) for up in range(max(depth, 1))]
        for written in found.addresses.difference(*seen):
            if written.startswith("#"):
                if written[1:] in ids:
                    continue  # most anchors of a page are its own, and there
            elif written.startswith(("/", "http")):
                seen[0].add(written)
            elif steps := min(_steps(written), depth):
                seen[depth - steps].add(written)
            self._want(written, address, template)

    def export(self, name: str, data: bytes) -> None:
        """Take a file that is no page: JSON, CSV, a feed, a calendar, the sitemap. What was taken already is not looked at again."""
        if name not in self:
            self.take(name, self.addresses(name, data))

    def __contains__(self, name: str) -> bool:
        """Tell whether a file that is no page was taken already."""
        return name in self._exports

    def addresses(self, name: str, data: bytes) -> list[str]:
        """Return what a file that is no page, or a piece of one, names of the site, each once."""
        ours = ("../", *([f"{self.siteurl}/"] if self.siteurl else []))
        reader = _EXPORTS.get(posixpath.splitext(name)[1])
        # Many entries have the same sources, and what is said of one is said in several places.
        found = dict.fromkeys(reader(data.decode("utf-8-sig")) if reader else ())
        return [written for written in found if written.startswith(ours) and not _OPEN_INTERVAL.match(written)]

    def take(self, name: str, addresses: Iterable[str]) -> None:
        """Take a file that is no page by what it names."""
        self._exports.add(name)
        for written in addresses:
            self._want(html.unescape(written), name, "")

    def join(self, other: Proof) -> None:
        """Take the exports that another proof of the same site has taken, as if they had been taken now."""
        self._exports |= other._exports
        for target, told in other._wanted.items():
            self._wanted.setdefault(target, told)

    @property
    def _shared(self) -> bool:
        """Tell whether the site lies in the root of its host: what else there is on that host is not known."""
        return bool(self.siteurl) and not urlsplit(self.siteurl).path

    def _want(self, written: str, address: str, template: str) -> None:
        target = self._resolve(written, address)
        if target is not None and target not in self._wanted:
            self._wanted[target] = (written, address, template)

    def _resolve(self, written: str, here: str) -> tuple[str, str] | None:
        """Return the file and the anchor that an address names; None where it leads elsewhere. A file outside the site begins with `/`."""
        address, _, anchor = written.partition("#")
        if not address:
            return (file_of(here), anchor) if anchor and not written.isspace() else None
        if refresh := _REFRESH.match(address):
            address = address[refresh.end() :]
        if self.siteurl and address.startswith(self.siteurl) and address[len(self.siteurl) :][:1] in ("", "/", "?"):
            path = address[len(self.siteurl) :].removeprefix("/")
        elif _OUTSIDE.match(address):
            return None
        elif address.startswith("/"):
            path = address.removeprefix(self.root) if self.root and address.startswith(self.root) else address
        else:
            path = _joined(here.rpartition("/")[0], address.partition("?")[0])
        file = file_of(path.partition("?")[0])
        return unquote(file) if "%" in file else file, unquote(anchor) if "%" in anchor else anchor

    def faults(self, files: Collection[str]) -> Iterator[Fault]:
        """Yield all that is wrong, when `files` are those of the finished output."""
        yield from self._faults
        first = {name.partition("/")[0] for name in files}
        for (file, anchor), (written, address, template) in self._wanted.items():
            if self._shared and written.startswith(self.siteurl) and file.partition("/")[0] not in first:
                continue
            words = (written, *([f"#{anchor}"] if anchor else []))
            if file not in files and not (self.root is not None and f"{file}/index.html" in files):
                what = f'"{written}" names no file of the site'
                yield Fault(address, template, what, "correct the address", words)
            elif anchor and file in self._ids and not _top(anchor) and f" {anchor} " not in self._ids[file]:
                what = f'"{written}" leads to an anchor that is not there'
                yield Fault(address, template, what, "correct what stands behind the #", words)


def _top(anchor: str) -> bool:
    """Tell whether browsers find a fragment on every page: its top (HTML, "Select the indicated part"), or some words (Text Fragments)."""
    return anchor.lower() == "top" or anchor.startswith(":~:")


@cache
def _up(folder: str, steps: int) -> str | None:
    """Return the folder some steps above another one, with a slash unless it is the root; None beyond the root."""
    parts = folder.split("/") if folder else []
    if steps > len(parts):
        return None
    return "".join(f"{part}/" for part in parts[: len(parts) - steps])


def _steps(address: str) -> int:
    """Return how many folders a relative address leads up."""
    steps = 0
    while address.startswith("../", 3 * steps):
        steps += 1
    return steps


def _joined(folder: str, address: str) -> str:
    """Return a relative address from the root of the site; one that leads out of it begins with `/`."""
    steps = _steps(address)
    rest = address[3 * steps :]
    above = _up(folder, steps)
    if above is None:
        return f"/{address}"
    if "./" in rest or rest in (".", ".."):
        ending = "/" if rest.endswith(("/", ".")) else ""
        path = posixpath.normpath(f"/{above}{rest}")[1:]
        return f"{path}{ending}" if path else ""
    return f"{above}{rest}"


_JSON = re.compile(r'"(?:[a-z_]+)": "([^"\s]+)"|(?:href|src)=\\"([^"\s]+)\\"')
_ADDRESS = re.compile(r'"address": "([^"\s]+)"')
"""In our own timeline.json: from the root of the site, whatever its SITEURL."""
_XML = re.compile(r"<(?:loc|id|uri|link)>([^<\s]+)<|\s(?:href|src)=\"([^\"\s]+)\"")
_ICS = re.compile(r"^URL(?:;[^:\r\n]*)?:([^\s]+)", re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]")
"""A line of a calendar goes on behind a blank: RFC 5545, 3.1."""


def _some(pattern: re.Pattern[str], text: str) -> Iterable[str]:
    return (one or other for one, other in pattern.findall(text))


def _cells(text: str) -> Iterator[str]:
    """Yield the cells of a table that are addresses, and those in its HTML. Where SITEURL is empty, those of `url` begin at the site's root."""
    # Else a cell of more than 131,072 letters is an error, and a text may be longer.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = csv.reader(io.StringIO(text, newline=""))
    heads = next(rows, [])
    for row in rows:
        for head, cell in zip_longest(heads, row, fillvalue=""):
            if head == "url" and cell and not _OUTSIDE.match(cell):
                yield f"../{cell}"
            elif "://" in cell or "../" in cell:
                yield from (cell,) if not re.search(r"\s", cell) else _some(_XML, cell)


_EXPORTS: dict[str, Callable[[str], Iterable[str]]] = {
    ".json": lambda text: (*_some(_JSON, text), *(f"../{address}" for address in _ADDRESS.findall(text))),
    ".geojson": lambda text: _some(_JSON, text),
    ".xml": lambda text: _some(_XML, html.unescape(text)),
    ".csv": _cells,
    ".ics": lambda text: _ICS.findall(_FOLD.sub("", text)),
}
"""Where addresses stand in what is no page; words that only mention one are not looked at."""
