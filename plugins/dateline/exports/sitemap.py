"""sitemap.xml (sitemaps.org protocol 0.9), one a language, and robots.txt (RFC 9309), where SITEURL is set."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as etree

from dateline.pages.planned import AnyPage

SITEMAP = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
"""Of the links from a page to its versions in other languages (Google, "Localized versions of your pages")."""


def sitemap(pages: Iterable[AnyPage]) -> bytes:
    """Return the sitemap of all listed pages of a language, with the day on which the content of each last changed, and its other versions."""
    etree.register_namespace("", _NAMESPACE)
    etree.register_namespace("xhtml", _XHTML)
    root = etree.Element(f"{{{_NAMESPACE}}}urlset")
    for page in sorted(pages, key=lambda page: page.address):
        if not page.head.canonical:
            continue
        url = etree.SubElement(root, f"{{{_NAMESPACE}}}url")
        etree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = page.head.canonical
        if page.head.updated:
            etree.SubElement(url, f"{{{_NAMESPACE}}}lastmod").text = page.head.updated
        for each in page.alternates:
            etree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=each.tag, href=each.url)
    etree.indent(root, space="")
    xml: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def robots(siteurl: str, sitemaps: Iterable[str]) -> bytes:
    """Return a robots.txt that keeps nobody out and names the sitemaps."""
    return f"User-agent: *\nAllow: /\n\n{''.join(f'Sitemap: {siteurl}/{name}{chr(10)}' for name in sitemaps)}".encode()
