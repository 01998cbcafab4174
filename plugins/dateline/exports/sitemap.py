"""sitemap.xml (sitemaps.org protocol 0.9) and robots.txt (RFC 9309), where SITEURL is set."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as etree

from dateline.pages.planned import AnyPage

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(pages: Iterable[AnyPage]) -> bytes:
    """Return the sitemap of all listed pages, with the day on which the content of each last changed."""
    etree.register_namespace("", _NAMESPACE)
    root = etree.Element(f"{{{_NAMESPACE}}}urlset")
    for page in sorted(pages, key=lambda page: page.address):
        if not page.head.canonical:
            continue
        url = etree.SubElement(root, f"{{{_NAMESPACE}}}url")
        etree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = page.head.canonical
        if page.head.updated:
            etree.SubElement(url, f"{{{_NAMESPACE}}}lastmod").text = page.head.updated
    etree.indent(root, space="")
    xml: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml


def robots(siteurl: str) -> bytes:
    """Return a robots.txt that keeps nobody out and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {siteurl}/sitemap.xml\n".encode()
