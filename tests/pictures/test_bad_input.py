"""What is wrong with a file is said of the file, with what to do; never a traceback, a hang or half a rendition."""

from __future__ import annotations

import hashlib
import io
import zlib
from pathlib import Path

import pillow_heif
import pytest
from dateline.problems import Misread, Problems
from dateline.read.content import Image as ImageFile
from dateline.read.images import inspect
from dateline.read.ledger import Ledger, look
from dateline.read.svg import cleaned, read_svg
from PIL import Image

from tests.images import LIMIT, made_of, quarters, saved

JPEG = saved(quarters(), "JPEG", quality=95)
NOISE = saved(Image.effect_noise((640, 480), 50), "JPEG")
PNG = saved(quarters(), "PNG")
WEBP = saved(quarters(), "WEBP")
AGAIN = "copy it again from where it came from"
EXPORT = "export it again as JPEG, PNG or WebP"


def bomb() -> bytes:
    """Return a small PNG that says it has 65,000 by 65,000 pixels."""
    data = bytearray(PNG)
    data[16:24] = (65_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


BROKEN = {
    "empty": ("a.jpg", b"", f"the file is empty: {AGAIN}"),
    "no image": ("a.jpg", b"Dear editor, ...", f"the image cannot be read (its content is that of no image): {EXPORT}"),
    "cut off": ("a.jpg", NOISE[: len(NOISE) // 2], f"the end of the file is missing: {AGAIN}"),
    "cut off PNG": ("a.png", PNG[:-20], f"the end of the file is missing: {AGAIN}"),
    "cut off WebP": ("a.webp", WEBP[:-20], f"the end of the file is missing: {AGAIN}"),
    "mislabelled": (
        "a.jpg",
        PNG,
        "the file is called .jpg, but its content is PNG: give it the ending .png, here and where it is named",
    ),
    "mislabelled JPEG": (
        "a.webp",
        JPEG,
        "the file is called .webp, but its content is JPEG: give it the ending .jpg, here and where it is named",
    ),
    "bomb": (
        "a.png",
        bomb(),
        'the picture has 4225 megapixels, more than 120: make it smaller, or raise "megapixels" in the DATELINE setting',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_said(name: str) -> None:
    file, data, expected = BROKEN[name]
    with pytest.raises(Misread) as wrong:
        inspect(data, Path(file).suffix, "", LIMIT)
    assert f"{wrong.value.what}: {wrong.value.do}" == expected


def test_the_limit_is_a_setting() -> None:
    assert inspect(saved(Image.new("L", (1000, 1000)), "PNG"), ".png", "", 1).width == 1000
    with pytest.raises(Misread):
        inspect(saved(Image.new("L", (1000, 1001)), "PNG"), ".png", "", 1)


def test_formats_that_take_more_memory_may_have_fewer_pixels() -> None:
    assert inspect(saved(Image.new("L", (600, 600)), "AVIF"), ".avif", "", 1).width == 600
    with pytest.raises(Misread, match="more than 0 in AVIF"):
        inspect(saved(Image.new("L", (700, 700)), "AVIF"), ".avif", "", 1)


def test_frames_count_against_the_limit() -> None:
    frames = [Image.new("L", (500, 500), shade) for shade in range(0, 250, 50)]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(Misread):
        inspect(data, ".gif", "", 1)


@pytest.mark.parametrize("ending", [".heic", ".heif", ".jpg"])
def test_heic_without_its_package(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telephones also send it as .jpg."""
    monkeypatch.setattr("dateline.read.images._allow_heif", lambda: False)
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100
    with pytest.raises(Misread) as wrong:
        inspect(heic, ending, "", LIMIT)
    assert f"{wrong.value.what}: {wrong.value.do}" == (
        "HEIC needs pillow-heif: run `pip install pillow-heif`, or export the picture as JPEG"
    )


@pytest.mark.parametrize("kept", [40, 0.3, 0.7, 0.99])
def test_half_a_heic(tmp_path: Path, kept: float) -> None:
    file = io.BytesIO()
    pillow_heif.from_pillow(Image.effect_noise((400, 300), 50).convert("RGB")).save(file, quality=90)
    whole = file.getvalue()
    with pytest.raises(Misread):
        made_of(tmp_path, "telephone.heic", whole[: int(kept if kept > 1 else kept * len(whole))])
    made = tmp_path / "made"
    assert not made.exists() or list(made.iterdir()) == []


def test_heic_under_another_name(tmp_path: Path) -> None:
    file = io.BytesIO()
    pillow_heif.from_pillow(quarters()).save(file, quality=90)
    with pytest.raises(Misread) as wrong:
        made_of(tmp_path, "telephone.jpg", file.getvalue())
    assert wrong.value.what == "the file is called .jpg, but its content is HEIF"


def garbled() -> bytes:
    """Return a PNG that is complete but whose pixels cannot be decoded."""
    data = bytearray(saved(Image.effect_noise((240, 160), 50), "PNG"))
    middle = data.index(b"IDAT") + 40
    data[middle : middle + 200] = bytes(200)
    return bytes(data)


def test_what_only_decoding_finds_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Misread) as wrong:
        made_of(tmp_path, "a.png", garbled())
    assert wrong.value.what.startswith("the image cannot be decoded (")
    assert list((tmp_path / "made").iterdir()) == []


def looked(root: Path, file: Path) -> list[str]:
    problems = Problems()
    ledger = Ledger(root / "ledger.json")
    found = look({"a": ImageFile(file, "content/pictures/a.jpg")}, ledger, LIMIT, problems)
    assert found["a"].facts is None
    return [str(problem) for problem in problems.sorted()]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(JPEG)

    def refused(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert looked(tmp_path, file) == [
        "content/pictures/a.jpg: no rights to read or write it: change its permissions, or its owner"
    ]


def test_a_pointer_to_a_picture(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n")
    assert looked(tmp_path, file) == [
        "content/pictures/a.jpg: the file itself is not here, only Git LFS's pointer to it: run `git lfs pull`"
    ]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 400 300">{}</svg>'
OUT = "take it out (in Inkscape: Plain SVG), or export the drawing as PNG"
DANGEROUS = {
    "script": ("<script>alert(1)</script>", "the drawing holds a <script>"),
    "handler": ('<rect onclick="alert(1)"/>', 'the drawing runs a script ("onclick")'),
    "upper case handler": ('<rect ONLOAD="alert(1)"/>', 'the drawing runs a script ("ONLOAD")'),
    "foreign object": ("<foreignObject/>", "the drawing holds a <foreignObject>"),
    "html": ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "the drawing holds a <p>"),
    "image elsewhere": ('<image href="https://example.org/a.png"/>', 'the drawing loads "https://example.org/a.png"'),
    "image beside it": ('<image xlink:href="a.png"/>', 'the drawing loads "a.png"'),
    "use of another file": ('<use href="other.svg#a"/>', 'the drawing loads "other.svg#a"'),
    "script in a link": ('<a href="javascript:alert(1)"/>', "the drawing runs a script (in a link)"),
    "fill from elsewhere": ('<rect fill="url(https://example.org/a)"/>', 'the drawing loads "https://example.org/a"'),
    "style from elsewhere": ("<style>@import 'a.css';</style>", "the drawing's style loads another one"),
    "font from elsewhere": ("<style>a{b:url('//x.org/f')}</style>", 'the drawing loads "//x.org/f"'),
    "animated reference": ('<set attributeName="xlink:href" to="x"/>', "the drawing animates a reference"),
}


@pytest.mark.parametrize("name", DANGEROUS)
def test_drawings_that_may_not_be_published(name: str) -> None:
    inside, what = DANGEROUS[name]
    with pytest.raises(Misread) as wrong:
        read_svg(SVG.format(inside).encode())
    assert f"{wrong.value.what}: {wrong.value.do}" == f"{what}: {OUT}"


def test_drawings_with_entities() -> None:
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + SVG.format("<text>&b;</text>")
    with pytest.raises(Misread, match="the drawing declares entities of its own"):
        read_svg(laughs.encode())
    with pytest.raises(Misread, match="no well-formed XML"):
        read_svg(SVG.format("<rect>").encode())
    with pytest.raises(Misread, match="no SVG drawing"):
        read_svg(b"<html/>")
    with pytest.raises(Misread, match="does not say how large"):
        read_svg(b'<svg xmlns="http://www.w3.org/2000/svg"/>')


def test_drawings_that_may(tmp_path: Path) -> None:
    drawing = SVG.format(
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use xlink:href="#g"/>'
        '<a href="https://example.org/"><text>words</text></a><style>rect{fill:url("#g")}</style>'
    ).encode()
    assert read_svg(drawing) == (400, 300)
    assert read_svg(drawing.replace(b'viewBox="0 0 400 300"', b'width="80px" height="60"')) == (80, 60)
    outcome = made_of(tmp_path, "plan.svg", drawing)
    (series,) = outcome.series
    assert series.type == "image/svg+xml"
    made = (tmp_path / "made" / series.renditions[0].name).read_bytes()
    assert made == cleaned(drawing)
    assert series.renditions[0].digest == hashlib.sha256(made).hexdigest()
