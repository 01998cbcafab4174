"""What a rendition carries: credit, copyright, licence and description, and nothing else of what was in the original."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from dateline.pictures.notice import Notice
from dateline.read.images import inspect
from PIL import Image
from PIL.IptcImagePlugin import getiptcinfo
from PIL.PngImagePlugin import PngInfo

from tests.images import exif, made_of, quarters, saved
from tests.read.test_fields import FULL, iptc

NOTICE = Notice("A. Photographer / Agency", "© 2022 Agency", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "The square.")
TELLTALES = (b"SERIAL-4711", b"MAKERNOTE", b"Telephones", b"Der Platz", b"20220106")
ORIGINALS: dict[str, dict[str, Any]] = {
    "a.jpg": {"exif": exif(), "xmp": FULL, "extra": iptc(d55=b"20220106"), "comment": b"SERIAL-4711"},
    "a.png": {"exif": exif(), "pnginfo": None},
    "a.webp": {"exif": exif(), "xmp": FULL},
    "a.avif": {"exif": exif(), "xmp": FULL},
    "a.tif": {"tiffinfo": {700: FULL, 0x010F: "Telephones", 0x0131: "SERIAL-4711"}},
    "a.gif": {"comment": b"SERIAL-4711"},
}


def original(name: str) -> bytes:
    options = dict(ORIGINALS[name])
    if "pnginfo" in options:
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", FULL.decode())
        info.add_text("Comment", "SERIAL-4711")
        options["pnginfo"] = info
    kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name[2:], name[2:].upper())
    return saved(quarters(), kind, **options)


@pytest.mark.parametrize("name", ORIGINALS)
def test_nothing_of_the_original_is_left(tmp_path: Path, name: str) -> None:
    data = original(name)
    assert any(word in data for word in TELLTALES)
    outcome = made_of(tmp_path, name, data, notice=NOTICE)
    for made in outcome.renditions():
        file = tmp_path / "made" / made.name
        assert [word for word in TELLTALES if word in file.read_bytes()] == [], made.name
        with Image.open(file) as image:
            assert dict(image.getexif()) in ({}, {0x0112: 1}), made.name
            assert not image.getexif().get_ifd(0x8825), made.name
            assert "icc_profile" not in image.info, made.name
            assert "comment" not in image.info, made.name


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_the_notice_is_in_every_rendition(tmp_path: Path, name: str) -> None:
    outcome = made_of(tmp_path, name, original(name), notice=NOTICE)
    for made in outcome.renditions():
        file = tmp_path / "made" / made.name
        fields = inspect(file.read_bytes(), file.suffix, "", 120).fields
        assert fields.credit == NOTICE.credit, made.name
        assert fields.copyright == NOTICE.copyright, made.name
        assert (fields.licence, fields.licence_url) == (NOTICE.licence, NOTICE.licence_url), made.name
        assert fields.caption == NOTICE.description, made.name
        assert fields.date == "", made.name
        if file.suffix == ".jpg":
            with Image.open(file) as image:
                datasets = getiptcinfo(image)
            assert datasets is not None
            assert datasets[(2, 110)] == NOTICE.credit.encode()
            assert set(datasets) == {(1, 90), (2, 0), (2, 110), (2, 116), (2, 120)}


def test_no_notice_no_fields(tmp_path: Path) -> None:
    outcome = made_of(tmp_path, "a.jpg", original("a.jpg"))
    for made in outcome.renditions():
        with Image.open(tmp_path / "made" / made.name) as image:
            assert not image.info.get("xmp"), made.name
            assert "photoshop" not in image.info, made.name


_ALLOWED = {
    "XMP-dc:Description", "XMP-dc:Rights", "XMP-photoshop:Credit", "XMP-xmpRights:UsageTerms",
    "XMP-xmpRights:WebStatement", "XMP-cc:License", "IPTC:CodedCharacterSet", "IPTC:ApplicationRecordVersion",
    "IPTC:Credit", "IPTC:CopyrightNotice", "IPTC:Caption-Abstract",
}  # fmt: skip
_GROUPS = ("EXIF", "IFD0", "ExifIFD", "GPS", "IPTC", "XMP", "MakerNotes", "Photoshop", "ICC", "PrintIM", "JFXX")


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_exiftool_finds_nothing_else(tmp_path: Path, name: str) -> None:
    made_of(tmp_path, name, original(name), notice=NOTICE)
    told = subprocess.run(
        ["exiftool", "-json", "-G1", "-a", "-u", str(tmp_path / "made")], capture_output=True, check=True
    )
    files = json.loads(told.stdout)
    assert len(files) >= 4
    for fields in files:
        carried = {field for field in fields if field.split(":")[0].split("-")[0] in _GROUPS}
        assert carried - _ALLOWED - {"XMP-x:XMPToolkit", "Photoshop:IPTCDigest"} == set(), fields["SourceFile"]
        assert fields["XMP-photoshop:Credit"] == NOTICE.credit
        assert not [field for field in fields if "GPS" in field or "Serial" in field or "Thumbnail" in field]


def test_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    notice = Notice("A.\x0bPhotographer\x00", "© \x1b2022", "CC\ufffe BY", "https://example.org/\x07", "The\ud800 square.\n\tIt is 7 °C.\U0001f321")
    outcome = made_of(tmp_path, "a.jpg", original("a.jpg"), notice=notice)
    for made in outcome.renditions():
        file = tmp_path / "made" / made.name
        fields = inspect(file.read_bytes(), file.suffix, "", 120).fields
        assert (fields.credit, fields.copyright, fields.licence) == ("A.Photographer", "© 2022", "CC BY")
        assert fields.caption == "The square. It is 7 °C.\U0001f321"
