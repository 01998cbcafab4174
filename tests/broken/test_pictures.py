"""Pictures and their caption files."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.broken_sites import (
    ARTICLE,
    PICTURE,
    Table,
    changed,
    check,
    closing,
)
from tests.sites import pelican, small_picture, tree

CONTENT: Table = {
    "no alt": (
        {PICTURE: ("Alt: A blue rectangle\n", "")},
        'content/pictures/square.md:1: "Alt" is missing: add Alt: what can be seen, for those who cannot see it',
    ),
    "no credit": (
        {PICTURE: ("Credit: Nobody / Public domain\n", "")},
        'content/pictures/square.md:1: "Credit" is missing: add Credit: photographer / agency',
    ),
    "no image": (
        {"content/pictures/square.png": None},
        'content/pictures/square.md:1: there is no image beside the caption file: put one there, or say why it is not shown: "Withheld: rights" or "safety"',
    ),
    "withheld with an image": (
        {PICTURE: ("Focus: 50% 30%", "Withheld: safety")},
        "content/pictures/square.md:4: the picture is withheld, but square.png lies beside it: take the image out of the folder, or Withheld out",
    ),
    "alt is the caption": (
        {PICTURE: ("Alt: A blue rectangle", "Alt: The square on 5 January")},
        "content/pictures/square.md:1: Alt repeats the caption: describe what can be seen; the caption says the rest",
    ),
    "alt is the file's name": (
        {PICTURE: ("Alt: A blue rectangle", "Alt: square.png")},
        "content/pictures/square.md:1: Alt is the file's name: describe what can be seen",
    ),
    "no picture at all": (
        {"content/pictures/square.png": b'\x89PNG\r\n\x1a\nnothing'},
        "content/pictures/square.png: the end of the file is missing: copy it again from where it came from",
    ),
    "PNG broken off": (
        {"content/pictures/square.png": small_picture()[:-40]},
        "content/pictures/square.png: the end of the file is missing: copy it again from where it came from",
    ),
    "from elsewhere": (
        {ARTICLE: ("![](square.png)", "![](https://example.org/a.png)")},
        'content/articles/first.md:17: the picture "https://example.org/a.png" lies elsewhere: copy it into pictures/ with its credit',
    ),
    "inside a sentence": (
        {ARTICLE: ("People met.", "People ![](square.png) met.")},
        'content/articles/first.md:15: the picture "square.png" stands inside a sentence: give it a paragraph of its own',
    ),
    "unknown layout": (
        {ARTICLE: ("![](square.png)", "![](square.png)\n{: .wyde}")},
        'content/articles/first.md:17: unknown layout ".wyde": use one of wide, portrait, aside',
    ),
    "two of one name": (
        {"content/pictures/square.jpg": small_picture()},
        "content/pictures/square.jpg: the file is called .jpg, but its content is PNG: give it the ending .png, here and where it is named",
        "content/pictures/square.png: the picture shares its name with square.jpg: rename one of the two",
    ),
    "not a format for the web": (
        {"content/pictures/moving.bmp": b'BM'},
        "content/pictures/moving.bmp: not a picture that can be shown: save it as one of .jpg, .jpeg, .png, .webp, .avif, .tif, .tiff, .gif, .heic, .heif, .svg",
    ),
    "picture in a caption": (
        {PICTURE: ("The square on 5 January.", "The square.\n\n![](square.png)")},
        "content/pictures/square.md:8: a picture or [[...]] stands in a caption, claim, correction, update or response: put it into the text of an entry, article or page",
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)


def test_a_picture_that_breaks_while_it_is_made(site: Path) -> None:
    """It is whole and its head can be read; what is wrong shows only in its pixels."""
    changed(site, {"content/pictures/square.png": garbled_png()})
    what = "the image cannot be decoded ("
    before = tree(site / "output")
    done = pelican(site)
    assert done.returncode == 1
    assert done.stderr.startswith(f"content/pictures/square.png: {what}")
    do = "copy it again from where it came from, or export it again as JPEG, PNG or WebP"
    assert done.stderr.endswith(f"): {do}\n{closing(1)}\n")
    assert tree(site / "output") == before


def garbled_png() -> bytes:
    """Return a PNG in whose pixels something was overwritten."""
    file = io.BytesIO()
    Image.effect_noise((240, 160), 50).save(file, "PNG")
    data = bytearray(file.getvalue())
    middle = data.index(b"IDAT") + 40
    data[middle : middle + 200] = bytes(200)
    return bytes(data)
