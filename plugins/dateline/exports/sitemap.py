"""sitemap.xml (sitemaps.org protocol 0.9), one a language, and robots.txt (RFC 9309), where SITEURL is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as etree

from dateline.pages.planned import AnyPage

SITEMAP = "sitemap.xml"
MOST = 50_000
"""Addresses in one sitemap, and sitemaps in an index (sitemaps.org, "Sitemaps XML format" and "Using Sitemap index files")."""
LARGEST = 50 * 1024 * 1024
"""Bytes of one sitemap (the same)."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
"""Of the links from a page to its versions in other languages (Google, "Localized versions of your pages")."""
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
"""Of the pictures of a page (Google, "Image sitemaps")."""
_PICTURES = 1_000
"""Pictures of one page (the same)."""
_TAGS, _A_SIGN = 400, 6
"""More bytes than the tags of an element have, with the names of all three formats, and than a sign: `&quot;`, or four in UTF-8."""
_AROUND = 1024
"""More bytes than what stands around the addresses of a sitemap."""


def sitemaps(pages: Iterable[AnyPage], whole: str, most: int = MOST, largest: int = LARGEST) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the sitemap of all listed pages of a language, with the day on which the content of each last changed,
    its versions and its pictures.

    Where there are more than `most`, or they have more than `largest` bytes, it is an index, behind which its parts follow; `whole` is the
    address below which it stands, with a slash at the end.
    """
    etree.register_namespace("", _NAMESPACE)
    etree.register_namespace("xhtml", _XHTML)
    etree.register_namespace("image", _IMAGE)
    listed = sorted((page for page in pages if page.head.canonical), key=lambda page: page.address)
    parts = list(_parts(map(_url, listed), most, largest - _AROUND))
    if len(parts) < 2:
        yield SITEMAP, _document("urlset", parts[0] if parts else [])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield SITEMAP, _document("sitemapindex", [_place(whole + name, part) for name, part in zip(names, parts, strict=True)])
    for name, part in zip(names, parts, strict=True):
        yield name, _document("urlset", part)


def _parts(urls: Iterable[etree.Element], most: int, largest: int) -> Iterator[list[etree.Element]]:
    urls = list(urls)
    if len(urls) <= most and sum(map(_at_most, urls)) <= largest:
        # Nearly always: to write each down to know its size takes as long as to write the sitemap.
        yield from [urls] if urls else []
        return
    held: list[etree.Element] = []
    total = 0
    for url in urls:
        size = len(etree.tostring(url, encoding="utf-8"))
        if held and (len(held) == most or total + size > largest):
            yield held
            held, total = [], 0
        held.append(url)
        total += size
    if held:
        yield held


def _at_most(url: etree.Element) -> int:
    """Return a number of bytes that an address with all that belongs to it never has, however its signs are written."""
    return _TAGS + sum(_TAGS + _A_SIGN * (len(part.text or "") + sum(map(len, part.attrib.values()))) for part in url.iter())


def _url(page: AnyPage) -> etree.Element:
    url = etree.Element(f"{{{_NAMESPACE}}}url")
    etree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = page.head.canonical
    if page.head.updated:
        etree.SubElement(url, f"{{{_NAMESPACE}}}lastmod").text = page.head.updated
    for each in page.alternates:
        etree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=each.tag, href=each.url)
    for address in page.head.pictures.split()[:_PICTURES]:
        etree.SubElement(etree.SubElement(url, f"{{{_IMAGE}}}image"), f"{{{_IMAGE}}}loc").text = address
    return url


def _place(address: str, part: Iterable[etree.Element]) -> etree.Element:
    """Return the place of a part in the index, with the day on which anything in it last changed."""
    place = etree.Element(f"{{{_NAMESPACE}}}sitemap")
    etree.SubElement(place, f"{{{_NAMESPACE}}}loc").text = address
    days = [day for url in part if (day := url.findtext(f"{{{_NAMESPACE}}}lastmod"))]
    if days:
        etree.SubElement(place, f"{{{_NAMESPACE}}}lastmod").text = max(days)
    return place


def _document(name: str, children: Iterable[etree.Element]) -> bytes:
    root = etree.Element(f"{{{_NAMESPACE}}}{name}")
    root.extend(children)
    etree.indent(root, space="")
    xml: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def robots(siteurl: str, sitemaps: Iterable[str]) -> bytes:
    """Return a robots.txt that keeps nobody out and names the sitemaps."""
    return f"User-agent: *\nAllow: /\n\n{''.join(f'Sitemap: {siteurl}/{name}{chr(10)}' for name in sitemaps)}".encode()
