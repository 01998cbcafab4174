"""Drawings: what is published of one draws, and runs, loads and tells nothing."""

from __future__ import annotations

import base64
from pathlib import Path
from xml.etree import ElementTree as etree

import pytest
from dateline.pictures.notice import Notice
from dateline.problems import Misread
from dateline.read.fields import fields_of
from dateline.read.svg import cleaned, read_svg
from dateline.read.xmp import read_xmp
from PIL import Image

from tests.images import exif, made_of, quarters, saved
from tests.read.test_ends import VIDEO

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 30"{}>'
SHORT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">'


def drawing(inside: str, more: str = "") -> bytes:
    return f"{HEAD.format(more)}{inside}</svg>".encode()


def drawn(inside: str) -> str:
    """Return what is published of a drawing, without its root element where that is as short as can be."""
    return cleaned(drawing(inside)).decode().strip().removeprefix(SHORT).removesuffix("</svg>")


KEPT = {
    "shapes": '<g fill="none" stroke="#123"><path d="M0 0h9"/><circle cx="3" cy="3" r="2"/></g>',
    "references": '<defs><linearGradient id="sky"><stop offset="0"/></linearGradient></defs><rect fill="url(#sky)"/><use href="#sky"/>',
    "text": '<text x="1" xml:space="preserve">Old  town <tspan dy="2">and river</tspan>\n</text>',
    "style attribute": '<rect style="fill:rgb(1,2,3);stroke-width:2px"/>',
    "style sheet": '<style>.river{fill:none;stroke:#00f}@media print{.river{stroke:#000}}</style><path class="river" d="M0 0h9"/>',
    "motion": '<rect id="sun"><animate attributeName="y" values="9;1" dur="3s" begin="sun.click"/></rect>',
    "keyframes": "<style>@keyframes rise{from{opacity:0}to{opacity:1}}rect{animation:rise 2s}</style><rect/>",
    "filter": '<filter id="soft"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#soft)"/>',
    "transform": '<g transform="translate(1.5.5) rotate(-45 3,4) skewX(3)"/>',
    "font inside": '<style>@font-face{font-family:"Our Sans";src:url("data:font/woff2;base64,AAAA") format("woff2")}</style><text font-family="\'Our Sans\', serif">a</text>',
}


@pytest.mark.parametrize("name", KEPT)
def test_what_draws_is_kept(name: str) -> None:
    assert drawn(KEPT[name]).replace("&quot;", '"').replace("font-family='\"Our Sans\", serif'", "font-family=\"'Our Sans', serif\"") == KEPT[name]
    assert cleaned(cleaned(drawing(KEPT[name]))) == cleaned(drawing(KEPT[name]))


LEFT_OUT = {
    "comment": ("<!-- /home/quince/plan.svg --><rect/>", "<rect/>"),
    "words in a group": ("<g>quince</g>", "<g/>"),
    "metadata": ('<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">quince<script/></r:RDF></metadata><rect/>', "<rect/>"),
    "title and description": ("<title>quince.svg</title><g><desc>quince</desc><rect/></g>", "<g><rect/></g>"),
    "editor's elements": ('<s:namedview xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" s:p="quince"><rect/></s:namedview><g/>', "<g/>"),
    "editor's attributes": ('<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="quince" i:export-filename="/home/quince/a.png"/>', "<g/>"),
    "editor's style": ('<text style="-inkscape-font-specification:\'quince\';font-size:9px">a</text>', '<text style="font-size:9px">a</text>'),
    "names nobody refers to": ('<g id="quince_layer" class="quince"><rect/></g>', "<g><rect/></g>"),
    "attributes that draw nothing": ('<rect data-name="quince" aria-label="quince" role="img" ping="https://quince.example/" tabindex="0"/>', "<rect/>"),
    "processing instructions": ("<?xpacket quince?><?adobe-xap quince?><rect/>", "<rect/>"),
    "unknown elements": ("<flowRoot><flowPara>quince</flowPara></flowRoot><view/><cursor/><rect/>", "<rect/>"),
    "links": ('<a href="https://quince.example/" target="_blank"><rect/></a>', "<g><rect/></g>"),
    "links in text": ('<text>a <a href="https://quince.example/">b</a> c</text>', "<text>a <tspan>b</tspan> c</text>"),
    "other programs' parts": ('<switch><g requiredExtensions="https://quince.example/"/><rect/></switch>', "<switch><rect/></switch>"),
    "comments in style": ("<style>/* quince */&lt;!-- rect{/* url(quince) */fill:red} --><!-- quince --></style><rect/>", "<style>rect{fill:red}</style><rect/>"),
    "unknown rules": ('<style>@charset "quince";@page{size:quince}@quince x;rect{quince:1;fill:red}</style>', "<style>rect{fill:red}</style>"),
    "unknown functions": ('<rect fill="quince(1)" style="fill:expression(quince)"/>', "<rect/>"),
    "broken rules": ("<style>@media x } rect { fill: red } {</style><rect/>", "<rect/>"),
    "animated names": ('<set attributeName="quince" to="1"/><rect/>', "<rect/>"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_draws_nothing_is_left_out(name: str) -> None:
    inside, expected = LEFT_OUT[name]
    assert drawn(inside) == expected
    assert "quince" not in drawn(inside)


LOADS = {
    "escaped letters": r'<rect style="fill:\75 rl(https://quince.example/)"/>',
    "escaped letters without a blank": r'<rect fill="\75rl(https://quince.example/)"/>',
    "upper case": "<rect fill=\"URL( 'https://quince.example/' )\"/>",
    "blanks before": '<image href=" &#9;&#10;https://quince.example/a.png"/>',
    "image-set": '<style>rect{mask-image:image-set("https://quince.example/" 1x)}</style>',
    "image-set under another name": r"<style>rect{a:-webkit-image-s\65t('https://quince.example/' 1x)}</style>",
    "import": "<style>@import/**/'https://quince.example/';</style>",
    "import in disguise": r"<style>@\49 mport 'https://quince.example/';</style>",
    "font": "<style>@font-face{font-family:a;src:url(https://quince.example/a.woff2)}</style>",
    "in a media query": "<style>@media all{@supports (fill:red){rect{fill:url(https://quince.example/)}}}</style>",
    "in a variable": "<style>svg{--a:url(https://quince.example/)}</style>",
    "behind a bracket too many": "<style>}rect{fill:url(https://quince.example/)}</style>",
    "behind a bracket too few": "<style>rect{fill:rgb(1}a{fill:url(https://quince.example/)}</style>",
    "never closed": "<style>rect{fill:url(https://quince.example/</style>",
    "in a value that moves": '<animate attributeName="fill" values="red;url(https://quince.example/)"/>',
    "a file beside it": '<use href="other.svg#tree"/>',
    "a file of the disk": '<image xlink:href="file:///home/quince/a.png"/>',
    "a drawing in an address": '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
    "a gradient of another file": '<linearGradient xlink:href="other.svg#a"/>',
    "a filter's picture": '<filter><feImage href="https://quince.example/"/></filter>',
    "XInclude": '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>',
    "another base": '<g xml:base="https://quince.example/"><use href="#a"/></g>',
}


@pytest.mark.parametrize("name", LOADS)
def test_what_would_be_loaded_is_told(name: str) -> None:
    with pytest.raises(Misread, match=r"the drawing loads|style loads another one"):
        read_svg(drawing(LOADS[name]))


RUNS = {
    "tab in a scheme": '<a href="java&#9;script:alert(1)"><rect/></a>',
    "reference in a scheme": '<a xlink:href="&#x6A;avascript:alert(1)"><rect/></a>',
    "data": '<a href="data:text/html,a"><rect/></a>',
    "event": '<rect onFocus="alert(1)"/>',
    "event that is set": '<set attributeName="onclick" to="alert(1)"/>',
}


@pytest.mark.parametrize("name", RUNS)
def test_what_would_run_is_told(name: str) -> None:
    with pytest.raises(Misread, match="the drawing runs a script"):
        read_svg(drawing(RUNS[name]))


def test_what_never_ends_is_told() -> None:
    tens = "".join(f'<g id="n{n}">' + f'<use href="#n{n + 1}"/>' * 10 + "</g>" for n in range(9))
    chain = "".join(f'<use id="n{n}" href="#n{n + 1}"/>' for n in range(3_000))
    for inside in (tens + '<rect id="n9"/>', chain):
        with pytest.raises(Misread, match="repeats its parts more than 100,000 times"):
            read_svg(drawing(inside))
    with pytest.raises(Misread, match="lie more than 256 deep"):
        read_svg(drawing("<g>" * 300 + "</g>" * 300))
    assert read_svg(drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')) == (40, 30)
    entities = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(Misread, match="declares entities"):
        read_svg(entities.encode() + drawing("<text>&a;</text>"))
    with pytest.raises(Misread, match="loads a style sheet"):
        read_svg(b'<?xml version="1.0"?><?xml-stylesheet href="a.css"?>' + drawing(""))


def data_of(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


PICTURES = {
    "jpeg": saved(quarters(), "JPEG", exif=exif(6), comment=b"SERIAL-4711") + VIDEO,
    "png": saved(quarters(), "PNG", exif=exif()),
    "webp": saved(quarters(), "WEBP", exif=exif(), lossless=True),
    "gif": saved(quarters(), "GIF", comment=b"SERIAL-4711"),
}


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("way", ["<image href='{}'/>", "<style>rect{{background:url({})}}</style>"])
def test_pictures_inside_say_nothing_of_their_cameras(kind: str, way: str, tmp_path: Path) -> None:
    made = drawn(way.format(data_of(kind, PICTURES[kind])))
    inside = base64.b64decode(made.partition("base64,")[2].partition('"')[0])
    for word in (b"SERIAL-4711", b"Telephones", b"GPS", b"ftyp"):
        assert word not in inside
    (tmp_path / "a").write_bytes(inside)
    with Image.open(tmp_path / "a") as image:
        assert image.size == (240, 160)
        assert dict(image.getexif()) == ({0x0112: 6} if kind == "jpeg" else {})
        image.load()


def test_a_broken_picture_inside_is_told() -> None:
    with pytest.raises(Misread, match="a picture inside the drawing is broken"):
        read_svg(drawing(f'<image href="{data_of("jpeg", PICTURES["jpeg"][:900])}"/>'))


def test_the_caption_file_has_the_last_word(tmp_path: Path) -> None:
    """Credit, licence and description stand in the drawing as they do in a photograph."""
    notice = Notice("A. Drawer & Sons", "", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "The <square>.")
    outcome = made_of(tmp_path, "plan.svg", drawing("<rect/>", ' width="80" height="60" id="quince"'), notice=notice)
    (made,) = outcome.renditions()
    data = (tmp_path / "made" / made.name).read_bytes()
    assert (made.width, made.height) == (80, 60)
    root = etree.fromstring(data)
    assert [element.tag.rpartition("}")[2] for element in root] == ["metadata", "rect"]
    fields = fields_of(read_xmp(etree.tostring(root[0][0])))
    assert (fields.credit, fields.licence, fields.caption) == (notice.credit, notice.licence, notice.description)
    assert fields.licence_url == notice.licence_url
    assert b"quince" not in data
    assert read_svg(data) == (80, 60)
