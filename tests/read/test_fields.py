"""What a picture's own fields say: each standard by itself, together, and damaged."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

import pytest
from dateline.pictures.notice import Notice
from dateline.read.fields import Found, fields_of, licence_name
from dateline.read.images import inspect
from dateline.read.xmp import read_xmp

from tests.images import exif, quarters, saved

NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
    'xmlns:cc="http://creativecommons.org/ns#" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
)


def packet(inside: str, attributes: str = "") -> bytes:
    """Return an XMP packet as programs write it."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {NAMESPACES}><rdf:Description rdf:about="" {attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta>'
        f'{" " * 200}<?xpacket end="w"?>'
    ).encode()


def alternatives(tag: str, **values: str) -> str:
    items = "".join(f'<rdf:li xml:lang="{lang.replace("_", "-")}">{escape(value)}</rdf:li>' for lang, value in values.items())
    return f"<{tag}><rdf:Alt>{items}</rdf:Alt></{tag}>"


FULL = packet(
    alternatives("dc:description", de="Der Platz.", x_default="The square & the crowd.")
    + alternatives("dc:rights", x_default="© 2022 A. Photographer")
    + alternatives("xmpRights:UsageTerms", x_default="CC BY-SA 4.0")
    + "<dc:creator><rdf:Seq><rdf:li>A. Photographer</rdf:li><rdf:li>B. Other</rdf:li></rdf:Seq></dc:creator>"
    + '<cc:license rdf:resource="https://creativecommons.org/licenses/by-sa/4.0/"/>'
    + "<photoshop:Credit>The Agency</photoshop:Credit>",
    'photoshop:DateCreated="2022-01-06T10:11:12+06:00"',
)


def iptc(**datasets: bytes) -> bytes:
    """Return a JPEG segment with an IPTC record: names are `d80` for dataset 2:80."""
    record = b"".join(
        bytes((0x1C, 2, int(name[1:]))) + len(value).to_bytes(2, "big") + value for name, value in datasets.items()
    )
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record + b"\0" * (len(record) % 2)
    return b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block


def fields(name: str = "JPEG", **options: Any) -> Any:
    ending = {"JPEG": ".jpg", "TIFF": ".tif"}.get(name, f".{name.lower()}")
    return inspect(saved(quarters(), name, **options), ending, "", 120).fields


def test_xmp() -> None:
    found = fields(xmp=FULL)
    assert found.caption == "The square & the crowd."
    assert found.credit == "A. Photographer, B. Other / The Agency"
    assert found.copyright == "© 2022 A. Photographer"
    assert (found.licence, found.licence_url) == ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/")
    assert found.date == "2022-01-06"
    assert found.origin("caption") == "XMP dc:description"
    assert found.origin("credit") == "XMP photoshop:Credit and XMP dc:creator"


def test_xmp_as_attributes() -> None:
    assert fields(xmp=packet("", 'photoshop:Credit="The Agency"')).credit == "The Agency"


@pytest.mark.parametrize("name", ["PNG", "WEBP", "AVIF", "TIFF"])
def test_xmp_in_other_formats(name: str) -> None:
    options: dict[str, Any] = {"xmp": FULL}
    if name == "PNG":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", FULL.decode())
        options = {"pnginfo": info}
    elif name == "TIFF":
        options = {"tiffinfo": {700: FULL}}
    assert fields(name, **options).credit == "A. Photographer, B. Other / The Agency"


def test_iptc() -> None:
    found = fields(
        extra=iptc(d80=b"A. Photographer", d110=b"The Agency", d116="© Agency".encode(), d120="Ақтау".encode(), d55=b"20220106")
    )
    assert found.credit == "A. Photographer / The Agency"
    assert (found.caption, found.copyright, found.date) == ("Ақтау", "© Agency", "2022-01-06")
    assert found.origin("caption") == "IPTC 2:120 Caption/Abstract"


def test_iptc_of_old_programs() -> None:
    assert fields(extra=iptc(d116=b"\xa9 Agenc\xe9")).copyright == "© Agencé"


def test_exif() -> None:
    found = fields(exif=exif(caption="The square.", artist="A. Photographer", rights="(c) A. P."))
    assert (found.caption, found.credit, found.copyright, found.date) == (
        "The square.",
        "A. Photographer",
        "(c) A. P.",
        "2022-01-06",
    )
    assert found.origin("date") == "EXIF DateTimeOriginal"


def test_utf_8_in_exif() -> None:
    """As EXIF 3.0 allows, and as many wrote it before."""
    data = saved(quarters(), "JPEG", exif=exif(artist="XXXXXXXXXX")).replace(b"XXXXXXXXXX", "Жанна".encode())
    assert inspect(data, ".jpg", "", 120).fields.credit == "Жанна"


def test_the_newest_standard_counts_first() -> None:
    found = fields(
        xmp=packet(alternatives("dc:description", x_default="XMP")),
        extra=iptc(d120=b"IPTC", d110=b"IPTC credit"),
        exif=exif(caption="EXIF", artist="EXIF artist", rights="EXIF rights"),
    )
    assert (found.caption, found.copyright) == ("XMP", "EXIF rights")
    assert found.credit == "EXIF artist / IPTC credit"


@pytest.mark.parametrize("words", ["OLYMPUS DIGITAL CAMERA", "SAMSUNG", "  ", "\x00\x01"])
def test_what_cameras_write_is_no_caption(words: str) -> None:
    assert fields(exif=exif(caption=words)).caption == ""


def test_what_no_format_may_hold_is_left_out() -> None:
    found = fields_of((Found("credit", "\u200b", "a"), Found("credit", "An\x92n\u202e A\ufffe.", "b"), Found("caption", "\u2067a\u2069", "b")))
    assert (found.credit, found.caption) == ("Ann A.", "\u2067a\u2069")


@pytest.mark.parametrize(
    "damaged",
    [
        b"<x>",
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "<x/>".encode("utf-16"),
        b"\xff\xfe\x00",
        b"",
        b"x" * 5_000_000,
    ],
)
def test_damaged_packets_say_nothing(damaged: bytes) -> None:
    assert list(read_xmp(damaged)) == []


@pytest.mark.parametrize("damaged", [b"\x1c", b"\x1c\x02\x50\xff\xff", b"\x1c\x02\x50\x80\x09abc", b"junk"])
def test_damaged_iptc_says_nothing(damaged: bytes) -> None:
    block = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(damaged).to_bytes(4, "big") + damaged
    found = fields(extra=b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block)
    assert found.credit == ""


def test_addresses_and_dates_that_are_none_are_left_out() -> None:
    found = fields_of(
        (
            Found("licence_url", "see our web site", "a"),
            Found("licence_url", "https://example.org/terms", "b"),
            Found("date", "0000:00:00 00:00:00", "c"),
        )
    )
    assert (found.licence_url, found.date) == ("https://example.org/terms", "")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("http://creativecommons.org/licenses/by-nc-nd/3.0/deed.kk", "CC BY-NC-ND 3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public domain"),
        ("https://example.org/licenses/by/4.0/", ""),
    ],
)
def test_names_of_licences(url: str, name: str) -> None:
    assert licence_name(url) == name


def test_what_is_written_can_be_read() -> None:
    notice = Notice(
        credit="Ж. <Photographer> & Agency",
        copyright="© 2022",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        description='The "square", Ақтау.',
    )
    found = fields(xmp=notice.xmp())
    assert (found.credit, found.copyright, found.licence, found.licence_url, found.caption) == (
        notice.credit,
        notice.copyright,
        notice.licence,
        notice.licence_url,
        notice.description,
    )
    by_iptc = fields(extra=notice.iptc())
    assert (by_iptc.credit, by_iptc.copyright, by_iptc.caption) == (
        notice.credit,
        "© 2022, CC BY 4.0",
        notice.description,
    )


def test_iptc_is_cut_between_characters() -> None:
    found = fields(extra=Notice(description="Ж" * 1500, credit="Ж" * 40).iptc())
    assert (found.caption, found.credit) == ("Ж" * 1000, "Ж" * 16)


def test_windows_in_exif() -> None:
    """Curly quotation marks of older programs are not the control characters that Latin-1 has in their place."""
    data = saved(quarters(), "JPEG", exif=exif(artist="XXXXXXX")).replace(b"XXXXXXX", b"\x93M\xfcll\x94\x81")
    assert inspect(data, ".jpg", "", 120).fields.credit == "“Müll”\ufffd"


def test_what_no_page_can_hold_is_left_out() -> None:
    words = "A\x00 \x0bsquare\x1b[31m \u0085at\u202e noon\u2069\ufdd0\uffff."
    assert fields(extra=iptc(d80=words.encode())).credit == "A square[31m at noon."
