"""An edition as a book: EPUB 3.3 (W3C Recommendation), with its accessibility metadata (EPUB Accessibility 1.1)."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from dateline.dataclass import dataclass
from dateline.editions.book import Book
from dateline.editions.kinds import ZIP_TIME
from dateline.editions.markup import Links, Tag, Token, as_xhtml, classes_in, inside, placed, settled, tokens
from dateline.editions.page import Telling, apart, homes_in, sheet
from dateline.editions.pictures import Album, read
from dateline.pages.frame import Desk

_CONTENTS, _FRONT = "contents", "front"
_DIRECTION, _MAP = "direction:ltr;", re.compile(r'<svg (?=[^>]*\bviewBox=[^>]*\brole="group")')
"""A map is drawn from left to right in every language. A style sheet may not say so (EPUB 3.3, 6.3.1), the drawing itself may (SVG 2, 11.3)."""
_OPF, _DC, _CONTAINER, _XHTML, _OPS = (
    "http://www.idpf.org/2007/opf",
    "http://purl.org/dc/elements/1.1/",
    "urn:oasis:names:tc:opendocument:xmlns:container",
    "http://www.w3.org/1999/xhtml",
    "http://www.idpf.org/2007/ops",
)
_XML = "http://www.w3.org/XML/1998/namespace"
_ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessMode", "visual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityHazard", "none"),
)
"""What the book is for those who cannot see it: every picture has its words, every chart its table; nothing moves or sounds."""
_NEVER = "1980-01-01T00:00:00Z"
"""When a book of an event was changed of which nothing is published."""


@dataclass(frozen=True)
class _Point:
    """A place in the contents: the chapter's name, its title, what is below it."""

    part: str
    title: str
    below: tuple[_Point, ...] = ()


def epub_of(telling: Telling, name: str, album: Album, renditions: Path) -> bytes:
    """Return a book in one language. Raises SetupBroken where the template cannot show it, or a picture is not what was made."""
    found = list(placed(tokens(apart(telling.filled(album, name))[1])))
    chapters = list(dict.fromkeys(around.part for _, around in found if around.part not in ("", _CONTENTS)))
    files = {part: f"{number:03}-{part}.xhtml" for number, part in enumerate(chapters, 1)}

    def to(target: str, part: str) -> str:
        other = all_ids.ids[target]
        if other in ("", _CONTENTS):
            return "nav.xhtml"
        return "" if other == part else files[other]

    all_ids = inside(found)
    style = sheet(telling)
    links = Links(all_ids, homes_in([telling]), telling.desk.settings.siteurl, lambda file: f"pictures/{file}", classes_in(style), to)
    written: dict[str, list[Token]] = {part: [] for part in chapters}
    for token, around in settled(found, links):
        if around.part in written:
            written[around.part].append(token)
    book = telling.book
    titles = {point.part: point.title for top in _points(telling) for point in (top, *top.below)}
    members: dict[str, bytes] = {"META-INF/container.xml": _container(), "EPUB/package.opf": _package(telling, files, _drawn(written), album), "EPUB/nav.xhtml": _nav(telling, files)}
    members["EPUB/style.css"] = style.replace(_DIRECTION, "").encode()
    members |= {f"EPUB/{files[part]}": _chapter(book, titles.get(part, book.title), as_xhtml(parts)) for part, parts in written.items()}
    members |= {f"EPUB/pictures/{file}": read(shown.made, renditions) for file, shown in sorted(album.used.items())}
    return _packed(members)


def _points(telling: Telling) -> Iterator[_Point]:
    """Yield the contents: as in the template, whose parts these are."""
    book, words = telling.book, telling.words
    yield _Point(_FRONT, book.title)
    if book.figures:
        yield _Point("figures", words("Figures"))
    if book.days:
        yield _Point("timeline", words("Timeline"), tuple(_Point(f"day-{day.name}", day.heading.text) for day in book.days))
    if book.articles:
        yield _Point("articles", words("Articles"), tuple(_Point(f"article-{each.slug}", each.title) for each in book.articles))
    yield from (_Point(f"page-{page.slug}", page.title) for page in book.pages)
    yield from (_Point(listed.id, listed.title) for listed in book.things)
    if book.corrections:
        yield _Point("corrections", words("Corrections"))
    if book.sources:
        yield _Point("sources", words("Sources"))
    if book.channels:
        yield _Point("contact", words("Contact"))
    yield _Point("edition", words("This edition"))


def _document(book: Book, title: str) -> tuple[ElementTree.Element, ElementTree.Element]:
    """Return a document with its head, and its body."""
    root = ElementTree.Element(f"{{{_XHTML}}}html", {"lang": book.lang, f"{{{_XML}}}lang": book.lang, "dir": book.dir})
    head = ElementTree.SubElement(root, f"{{{_XHTML}}}head")
    ElementTree.SubElement(head, f"{{{_XHTML}}}title").text = title
    ElementTree.SubElement(head, f"{{{_XHTML}}}link", {"rel": "stylesheet", "type": "text/css", "href": "style.css"})
    return root, ElementTree.SubElement(root, f"{{{_XHTML}}}body")


def _chapter(book: Book, title: str, body: str) -> bytes:
    root, element = _document(book, title)
    body = _MAP.sub('<svg direction="ltr" ', body)
    element.text = "\0"
    head, _, tail = _serialised(root).partition(b"\0")
    return head + b"\n" + body.strip().encode() + b"\n" + tail


def _nav(telling: Telling, files: Mapping[str, str]) -> bytes:
    book, words = telling.book, telling.words
    root, body = _document(book, words("Contents"))
    nav = ElementTree.SubElement(body, f"{{{_XHTML}}}nav", {f"{{{_OPS}}}type": "toc", "id": _CONTENTS, "role": "doc-toc", "aria-labelledby": "toc-title"})
    ElementTree.SubElement(nav, f"{{{_XHTML}}}h1", {"id": "toc-title"}).text = words("Contents")
    _listed(nav, [point for point in _points(telling) if point.part in files], files)
    return _serialised(root)


def _listed(under: ElementTree.Element, points: Sequence[_Point], files: Mapping[str, str]) -> None:
    found = ElementTree.SubElement(under, f"{{{_XHTML}}}ol")
    for point in points:
        item = ElementTree.SubElement(found, f"{{{_XHTML}}}li")
        ElementTree.SubElement(item, f"{{{_XHTML}}}a", {"href": files[point.part]}).text = point.title
        if point.below:
            _listed(item, point.below, files)


def _container() -> bytes:
    root = ElementTree.Element(f"{{{_CONTAINER}}}container", {"version": "1.0"})
    listed = ElementTree.SubElement(root, f"{{{_CONTAINER}}}rootfiles")
    ElementTree.SubElement(listed, f"{{{_CONTAINER}}}rootfile", {"full-path": "EPUB/package.opf", "media-type": "application/oebps-package+xml"})
    return _serialised(root)


def _drawn(written: Mapping[str, Sequence[Token]]) -> frozenset[str]:
    """Return the chapters with drawings in them, which the package must name."""
    return frozenset(part for part, found in written.items() if any(isinstance(token, Tag) and token.name == "svg" for token in found))


def _package(telling: Telling, files: Mapping[str, str], drawn: frozenset[str], album: Album) -> bytes:
    book, desk = telling.book, telling.desk
    root = ElementTree.Element(
        f"{{{_OPF}}}package", {"version": "3.0", "unique-identifier": "id", f"{{{_XML}}}lang": book.lang, "prefix": "schema: http://schema.org/"}
    )
    metadata = ElementTree.SubElement(root, f"{{{_OPF}}}metadata")

    def said(name: str, text: str, **more: str) -> None:
        if text:
            ElementTree.SubElement(metadata, f"{{{_DC}}}{name}", more).text = text

    def meta(name: str, text: str) -> None:
        ElementTree.SubElement(metadata, f"{{{_OPF}}}meta", {"property": name}).text = text

    said("identifier", _identifier(desk, book), id="id")
    said("title", book.title)
    said("language", book.lang)
    said("description", book.standfirst)
    said("publisher", book.publisher.text)
    said("rights", book.licence.text)
    said("source", book.state.site)
    meta("dcterms:modified", desk.updated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if desk.updated else _NEVER)
    for name, value in _ACCESS:
        meta(name, value)
    meta("schema:accessibilitySummary", telling.words("Every picture has words that say what it shows, every chart a table of its numbers."))
    manifest = ElementTree.SubElement(root, f"{{{_OPF}}}manifest")

    def item(name: str, href: str, kind: str, **more: str) -> None:
        ElementTree.SubElement(manifest, f"{{{_OPF}}}item", {"id": name, "href": href, "media-type": kind, **more})

    item("nav", "nav.xhtml", "application/xhtml+xml", properties="nav")
    item("style", "style.css", "text/css")
    for part, file in files.items():
        item(_name(file), file, "application/xhtml+xml", **({"properties": "svg"} if part in drawn else {}))
    for file, shown in sorted(album.used.items()):
        item(_name(file), f"pictures/{file}", shown.type)
    spine = ElementTree.SubElement(root, f"{{{_OPF}}}spine", {"page-progression-direction": "rtl" if book.dir == "rtl" else "ltr"})
    front, *others = files.values()
    for name in (_name(front), "nav", *map(_name, others)):
        ElementTree.SubElement(spine, f"{{{_OPF}}}itemref", {"idref": name})
    return _serialised(root)


def _name(file: str) -> str:
    """Return the id of a file in the package, which begins with a letter."""
    return f"f-{file}"


def _identifier(desk: Desk, book: Book) -> str:
    """Return what names this book in all its states (RFC 4122, of a name): the site's address and language, or its name where it has none."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{desk.siteurl or book.site} {book.lang}')}"


def _serialised(root: ElementTree.Element) -> bytes:
    namespace = root.tag[1:].partition("}")[0]
    names = {"": namespace, "dc": _DC, "epub": _OPS}
    for prefix, each in names.items():
        ElementTree.register_namespace(prefix, each)
    data: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return data


def _packed(members: Mapping[str, bytes]) -> bytes:
    """Return the container (EPUB 3.3, "OCF ZIP container"): its media type first, as it is; the same bytes whenever it is made."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in {"mimetype": b"application/epub+zip", **members}.items():
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.create_system, member.external_attr = 3, 0o644 << 16  # as Unix writes it, on Windows too
            stored = name == "mimetype" or name.startswith("EPUB/pictures/")
            member.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(member, data, compresslevel=9)
    return file.getvalue()
