"""Fields of an XMP packet (ISO 16684-1; IPTC Photo Metadata Standard; Creative Commons in XMP)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as etree

from dateline.read.fields import Found

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "cc": "http://creativecommons.org/ns#",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_PROPERTIES = (
    ("caption", "dc", "description"),
    ("credit", "photoshop", "Credit"),
    ("byline", "dc", "creator"),
    ("copyright", "dc", "rights"),
    ("licence", "xmpRights", "UsageTerms"),
    ("licence_url", "cc", "license"),
    ("licence_url", "xmpRights", "WebStatement"),
    ("date", "exif", "DateTimeOriginal"),
    ("date", "photoshop", "DateCreated"),
    ("date", "xmp", "CreateDate"),
)
"""Our fields, and the properties that hold them, the most telling first."""
_MOST = 4_000_000
"""Bytes of a packet; what is larger is no description of a picture."""


def read_xmp(packet: bytes) -> Iterator[Found]:
    """Yield what a packet says. One that cannot be understood, or that declares anything of its own, says nothing.

    Nothing that comes from outside may have a DTD: its entities could name files or grow without end.
    """
    if len(packet) > _MOST or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet or b"\0" in packet.strip(b"\0"):
        return
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t").decode("utf-8-sig"))
    except (etree.ParseError, UnicodeDecodeError, ValueError):
        return
    descriptions = tuple(root.iter(f"{{{RDF}}}Description"))
    for name, prefix, local in _PROPERTIES:
        tag = f"{{{NAMESPACES[prefix]}}}{local}"
        for description in descriptions:
            value = description.get(tag) or _value(description.find(tag))
            if value:
                yield Found(name, value, f"XMP {prefix}:{local}")


def _value(element: etree.Element | None) -> str:
    """Return a property's value: a text, an address, the default language of several, or all of a list."""
    if element is None:
        return ""
    if resource := element.get(f"{{{RDF}}}resource"):
        return resource
    items = [item for item in element.iter(f"{{{RDF}}}li") if (item.text or "").strip()]
    if not items:
        return element.text or ""
    if element.find(f"{{{RDF}}}Alt") is not None:
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        default = [item for item in items if item.get(language) == "x-default"]
        return (default or items)[0].text or ""
    return ", ".join((item.text or "").strip() for item in items)
