"""What a rendition says of itself, in its own fields, and nothing else: credit, copyright, licence, description."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from xml.etree import ElementTree as etree

from dateline.dataclass import dataclass
from dateline.patterns import late
from dateline.read.xmp import NAMESPACES, RDF

_NO_XML = late("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold, not even as a reference (XML 1.0, 2.2, "Char")."""
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_X = "adobe:ns:meta/"
_MOST = {80: 32, 110: 32, 116: 128, 120: 2000}
"""Bytes that IIM 4.2 allows in a dataset."""


@dataclass(frozen=True)
class Notice:
    """Credit, copyright notice, licence with its address, and description; each may be empty.

    Characters that XML cannot hold are left out, wherever they came from: one of them would make all of the packet unreadable.
    """

    credit: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""
    description: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _NO_XML.sub("", getattr(self, field.name)))

    def xmp(self) -> bytes:
        """Return an XMP packet (ISO 16684-1) without padding; empty when there is nothing to say."""
        packet = self.rdf()
        return b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>' + packet + b'<?xpacket end="r"?>' if packet else b""

    def rdf(self) -> bytes:
        """Return the packet's XML, in UTF-8, without the instructions around it: as it stands in a drawing's metadata element."""
        if not any((self.credit, self.copyright, self.licence, self.licence_url, self.description)):
            return b""
        meta = etree.Element(f"{{{_X}}}xmpmeta")
        rdf = etree.SubElement(meta, f"{{{RDF}}}RDF")
        about = etree.SubElement(rdf, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
        for prefix, local, value in (
            ("dc", "description", self.description),
            ("dc", "rights", self.copyright),
            ("xmpRights", "UsageTerms", self.licence),
        ):
            if value:
                element = etree.SubElement(about, _tag(prefix, local))
                choices = etree.SubElement(element, f"{{{RDF}}}Alt")
                etree.SubElement(choices, f"{{{RDF}}}li", {_LANGUAGE: "x-default"}).text = value
        if self.credit:
            etree.SubElement(about, _tag("photoshop", "Credit")).text = self.credit
        if self.licence_url:
            etree.SubElement(about, _tag("xmpRights", "WebStatement")).text = self.licence_url
            etree.SubElement(about, _tag("cc", "license"), {f"{{{RDF}}}resource": self.licence_url})
        for prefix, uri in (*NAMESPACES.items(), ("rdf", RDF), ("x", _X)):
            etree.register_namespace(prefix, uri)
        packet: bytes = etree.tostring(meta, encoding="utf-8")
        return packet

    def iptc(self) -> bytes:
        """Return a JPEG segment APP13 that holds an IPTC-IIM record; empty when there is nothing to say.

        The record lies in an image resource block 0x0404 of Photoshop's (Adobe Photoshop File Formats, "Image Resource Blocks").
        """
        datasets = b"".join(self._datasets())
        if not datasets:
            return b""
        # 1:90 says that the text is UTF-8 (ESC % G); 2:00 is the version of the record.
        record = _dataset(1, 90, b"\x1b%G") + _dataset(2, 0, b"\x00\x04") + datasets
        padded = record + b"\0" * (len(record) % 2)
        resource = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + padded
        segment = b"Photoshop 3.0\x00" + resource
        return b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment

    def _datasets(self) -> Iterator[bytes]:
        rights = ", ".join(part for part in (self.copyright, self.licence) if part)
        for number, value in ((110, self.credit), (116, rights), (120, self.description)):
            if value:
                yield _dataset(2, number, _clipped(value, _MOST[number]))


def _tag(prefix: str, local: str) -> str:
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _dataset(record: int, number: int, data: bytes) -> bytes:
    """Return a standard dataset (IIM 4.2, 1.5 (d)): tag marker, record, number, length, data."""
    return bytes((0x1C, record, number)) + len(data).to_bytes(2, "big") + data


def _clipped(text: str, most: int) -> bytes:
    """Return a text as at most so many bytes of UTF-8, no character cut in two; XMP has it whole."""
    return text.encode()[:most].decode(errors="ignore").encode()
