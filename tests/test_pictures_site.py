"""Pictures in a whole site: what stands on the pages, what lies in the output, what authors are told."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.documents import Document
from tests.images import exif, near, quarters, saved
from tests.read.test_fields import FULL
from tests.sites import ROOT, build, pelican, tree, write

CONF = "pelicanconf.py"
ARTICLE = "content/articles/first.md"
WIDTHS = 'DATELINE = {"widths": (48, 120, 240), "drafts": True}\n'


def photograph(**options: object) -> bytes:
    """Return a photograph of a crowd, as far as an encoder can tell."""
    # Soft, as photographs are: of noise and of flat colours WebP makes larger files than JPEG, and would rightly not be offered.
    soft = Image.radial_gradient("L").resize((300, 200))
    colours = Image.merge("RGB", (soft, soft.transpose(Image.Transpose.ROTATE_180), Image.linear_gradient("L").resize((300, 200))))
    return saved(colours, "JPEG", quality=95, **options)


@pytest.fixture
def site_with_photograph(site: Path) -> Path:
    """The small site with one photograph more, placed in its article."""
    conf = (site / CONF).read_text("utf-8") + WIDTHS
    article = (site / ARTICLE).read_text("utf-8").replace("![](square.png)", "![](crowd.jpg)\n{: .wide}", 1)
    caption = "Alt: Many people\nFocus: 20% 30%\n"
    write(
        site,
        {
            CONF: conf,
            ARTICLE: article,
            "content/pictures/crowd.jpg": photograph(exif=exif(), xmp=FULL),
            "content/pictures/crowd.md": caption,
        },
    )
    return site


def page(site: Path, name: str = "articles/first/index.html") -> Document:
    return Document(name, (site / "output" / name).read_bytes())


def test_what_a_caption_file_leaves_out(site_with_photograph: Path) -> None:
    """comes from the picture's own fields; what the build publishes says the same."""
    output = build(site_with_photograph)
    text = (output / "articles/first/index.html").read_text("utf-8")
    assert "The square &amp; the crowd." in text
    assert "A. Photographer, B. Other / The Agency" in text
    assert '<a href="https://creativecommons.org/licenses/by-sa/4.0/">CC BY-SA 4.0</a>' in text
    assert 'alt="Many people"' in text
    for name in tree(output):
        if name.startswith("pictures/crowd-"):
            assert b"SERIAL-4711" not in (output / name).read_bytes()
            with Image.open(output / name) as image:
                assert not image.getexif()
    assert not [name for name in tree(output) if name.endswith(("crowd.jpg", "crowd.md"))]


def test_the_caption_file_wins(site_with_photograph: Path) -> None:
    write(
        site_with_photograph,
        {
            "content/pictures/crowd.md": "Alt: Many people\nCredit: Own credit\nLicence: Own licence\nDate: 2021\n\nOwn caption.\n",
        },
    )
    text = (build(site_with_photograph) / "articles/first/index.html").read_text("utf-8")
    assert "Own caption." in text
    assert "Own credit" in text
    assert '<span class="picture-licence">Own licence</span>' in text
    assert "A. Photographer" not in text


def test_alt_is_never_taken_from_the_file(site_with_photograph: Path) -> None:
    write(site_with_photograph, {"content/pictures/crowd.md": "Focus: 20% 30%\n"})
    done = pelican(site_with_photograph)
    assert done.returncode == 1
    assert done.stderr.startswith('content/pictures/crowd.md:1: "Alt" is missing: add Alt: ')


def test_the_picture_element(site_with_photograph: Path) -> None:
    build(site_with_photograph)
    article = page(site_with_photograph)
    (figure,) = [found for found in article.all("figure") if found.get("id") == "picture-crowd"]
    assert "picture-wide" in figure.get("class", "").split()
    (image,) = figure.iter("img")
    assert (image.get("width"), image.get("height")) == ("240", "160")
    assert (image.get("loading"), image.get("decoding"), image.get("fetchpriority")) == ("lazy", "async", None)
    assert image.get("style") is None
    sources = list(figure.iter("source"))
    assert {source.get("type") for source in sources} == {"image/webp"}  # smaller than AVIF here, which nobody would choose behind it
    for element in (*sources, image):
        candidates = [part.split() for part in (element.get("srcset") or "").split(", ")]
        assert [width for _, width in candidates] == ["48w", "120w", "240w"]
        assert "1216px" in (element.get("sizes") or "")
        for address, width in candidates:
            with Image.open(site_with_photograph / "output/articles/first" / address) as file:
                assert f"{file.width}w" == width
                assert re.fullmatch(r"crowd-[0-9a-f]{12}-\d+\.(avif|webp|jpg)", Path(address).name)
    (link,) = [found for found in figure.iter("a") if found.get("class") == "picture-open"]
    assert link.get("href") == "../../pictures/crowd.html"


def test_only_the_lead_picture_is_fetched_first(site_with_photograph: Path) -> None:
    article = (site_with_photograph / ARTICLE).read_text("utf-8").replace("Slug: first", "Slug: first\nLead_picture: square.png")
    write(site_with_photograph, {ARTICLE: article})
    build(site_with_photograph)
    images = page(site_with_photograph).all("img")
    assert [image.get("fetchpriority") for image in images].count("high") == 1
    assert images[0].get("fetchpriority") == "high"
    assert images[0].get("loading") is None


def test_what_only_one_picture_has_is_a_rule_of_the_pages_style(site_with_photograph: Path) -> None:
    build(site_with_photograph)
    text = (site_with_photograph / "output/articles/first/index.html").read_text("utf-8")
    rule = re.search(r"\.(p[0-9a-f]{8})\{--picture-ratio:1\.5;--picture-colour:#[0-9a-f]{6};--picture-focus:20% 30%\}", text)
    assert rule
    assert f" {rule[1]}" in text.split("</style>")[1]
    assert "style=" not in text.split("</style>")[1]


def test_a_picture_by_itself(site_with_photograph: Path) -> None:
    output = build(site_with_photograph)
    alone = page(site_with_photograph, "pictures/crowd.html")
    (image,) = alone.all("img")
    assert image.get("alt") == "Many people"
    text = (output / "pictures/crowd.html").read_text("utf-8")
    assert "The square &amp; the crowd." in text
    assert "The first article" in text
    assert "2022" in text
    order = [text.rindex(words) for words in ('alt="Many people"', "picture-caption", "picture-credit")]
    assert order == sorted(order)


def test_galleries(site_with_photograph: Path) -> None:
    """The same picture twice on a page has one anchor."""
    gallery = "![](crowd.jpg) ![](square.png) ![](crowd.jpg)"
    article = (site_with_photograph / ARTICLE).read_text("utf-8").replace("![](crowd.jpg)\n{: .wide}", gallery)
    write(site_with_photograph, {ARTICLE: article})
    build(site_with_photograph)
    found = page(site_with_photograph)
    (element,) = [part for part in found.all("div") if part.get("class") == "gallery"]
    assert [figure.get("id") for figure in element.iter("figure")] == ["picture-crowd", "picture-square", None]
    assert len(list(element.iter("img"))) == 3


TALL = ((255, 0, 0), (0, 160, 0), (0, 0, 255))
"""Colours of the thirds of a tall picture, from the top."""


@pytest.mark.browser
@pytest.mark.parametrize(("focus", "third"), [("50% 0%", 0), ("50% 50%", 1), ("50% 100%", 2)])
def test_focus_steers_thumbnails(site: Path, chromium: Browser, focus: str, third: int) -> None:
    """Three to two cut out of one to three: what is kept is what the author said, as Chromium shows it."""
    tall = Image.new("RGB", (200, 600))
    for number, colour in enumerate(TALL):
        tall.paste(colour, (0, 200 * number, 200, 200 * (number + 1)))
    caption = f"Alt: Three colours\nCredit: Somebody\nFocus: {focus}\n"
    article = (site / ARTICLE).read_text("utf-8").replace("Slug: first", "Slug: first\nLead_picture: tall.png")
    write(site, {ARTICLE: article, "content/pictures/tall.png": saved(tall, "PNG"), "content/pictures/tall.md": caption})
    build(site)
    tab = chromium.new_page()
    tab.goto((site / "output/articles/index.html").as_uri())
    teaser = tab.locator(".teaser", has_text="The first article")
    image = teaser.locator("img")
    image.evaluate("image => image.decode()")
    box = image.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.01)
    with Image.open(io.BytesIO(image.screenshot())) as seen:
        middle = seen.convert("RGB").getpixel((seen.width // 2, seen.height // 2))
    assert near(list(middle) if isinstance(middle, tuple) else [], TALL[third], most=30)
    assert image.get_attribute("alt") == ""
    tab.mouse.click(box["x"] + 20, box["y"] + 20)
    tab.wait_for_url("**/articles/first/index.html")
    tab.close()


def test_a_withheld_picture_has_no_thumbnail(site: Path) -> None:
    article = (site / ARTICLE).read_text("utf-8").replace("Slug: first", "Slug: first\nLead_picture: kept-back")
    caption = "Alt: Somebody\nCredit: Somebody\nWithheld: safety\n"
    write(site, {ARTICLE: article, "content/pictures/kept-back.md": caption})
    build(site)
    assert page(site, "articles/index.html").all("img") == []


PROBLEMS: dict[str, tuple[Mapping[str, Any], str]] = {
    "too many in a gallery": (
        {ARTICLE: ("![](crowd.jpg)\n{: .wide}", " ".join(["![](crowd.jpg)"] * 13))},
        "content/articles/first.md:17: a gallery of 13 pictures is more than 12: make it two, with a sentence between them",
    ),
    "outside the folder": (
        {ARTICLE: ("![](crowd.jpg)", "![](../../private/crowd.jpg)")},
        'content/articles/first.md:17: the picture "../../private/crowd.jpg" lies outside content/pictures/: put it into content/pictures/ and write ![](crowd.jpg)',
    ),
    "absolute path": (
        {ARTICLE: ("![](crowd.jpg)", "![](/etc/crowd.jpg)")},
        'content/articles/first.md:17: the picture "/etc/crowd.jpg" lies outside content/pictures/: put it into content/pictures/ and write ![](crowd.jpg)',
    ),
    "wrong case in the text": (
        {ARTICLE: ("![](crowd.jpg)", "![](Crowd.JPG)")},
        'content/articles/first.md:17: unknown picture "Crowd": did you mean "crowd"?',
    ),
    "wrong case of the caption file": (
        {"content/pictures/crowd.md": None, "content/pictures/Crowd.md": "Alt: Many people\n"},
        "content/pictures/crowd.jpg: the caption file is called Crowd.md: rename it to crowd.md: upper and lower case count",
    ),
    "two of one name": (
        {"content/pictures/Crowd.webp": saved(quarters(), "WEBP")},
        "content/pictures/crowd.jpg: the picture shares its name with Crowd.webp: rename one of the two",
    ),
    "without caption file": (
        {"content/pictures/other.jpg": saved(quarters(), "JPEG")},
        "content/pictures/other.jpg: the picture has no caption file: write other.md beside it: Alt, Credit",
    ),
    "without picture": (
        {"content/pictures/crowd.jpg": None},
        'content/pictures/crowd.md:1: there is no image beside the caption file: put one there, or say why it is not shown: "Withheld: rights" or "safety"',
    ),
    "empty": (
        {"content/pictures/crowd.jpg": b""},
        "content/pictures/crowd.jpg: the file is empty: copy it again from where it came from",
    ),
    "a drawing with a script": (
        {
            "content/pictures/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>',
            "content/pictures/plan.md": "Alt: A plan\nCredit: A. Draughtswoman\n",
        },
        "content/pictures/plan.svg: the drawing holds a <script>: take it out (in Inkscape: Plain SVG), or export the drawing as PNG",
    ),
    "a blurred drawing": (
        {
            "content/pictures/plan.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
            "content/pictures/plan.md": "Alt: A plan\nCredit: A. Draughtswoman\nBlur: 0,0,50,50\n",
        },
        "content/pictures/plan.md:3: Blur cannot be applied to a drawing (SVG): export the drawing as PNG, or change what it shows",
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_problems(site_with_photograph: Path, name: str) -> None:
    site = site_with_photograph
    changes, expected = PROBLEMS[name]
    before = tree(site / "output")
    for file, change in changes.items():
        if isinstance(change, tuple):
            text = (site / file).read_text("utf-8")
            assert change[0] in text
            write(site, {file: text.replace(*change)})
        else:
            write(site, {file: change})
    done = pelican(site)
    assert done.returncode == 1
    assert expected in done.stderr.splitlines()
    assert "Traceback" not in done.stderr
    assert tree(site / "output") == before


def test_bytes_depend_on_nothing_else(site_with_photograph: Path, tmp_path: Path) -> None:
    """Another folder, another time, an empty cache."""
    first = tree(build(site_with_photograph))
    other = tmp_path / "elsewhere/site"
    other.parent.mkdir()
    for file in sorted(site_with_photograph.rglob("*")):
        inside = file.relative_to(site_with_photograph)
        if file.is_file() and inside.parts[0] not in (".cache", "output"):
            write(other, {inside.as_posix(): file.read_bytes()})
    assert tree(build(other)) == first


def test_nothing_is_made_twice(site_with_photograph: Path) -> None:
    assert "Dateline: making 2 pictures" in pelican(site_with_photograph).stdout
    for arguments in ((), ("-d",)):
        done = pelican(site_with_photograph, "content", *arguments)
        assert done.returncode == 0
        assert "making" not in done.stdout


def test_moving_pictures_stand_still_for_those_who_want_it(site: Path) -> None:
    frames = [quarters(), quarters().rotate(180)]
    moving = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=200, loop=0)
    article = (site / ARTICLE).read_text("utf-8").replace("![](square.png)", "![](wave.gif)", 1)
    caption = "Alt: Somebody waves\nCredit: Nobody\n"
    write(site, {ARTICLE: article, "content/pictures/wave.gif": moving, "content/pictures/wave.md": caption})
    build(site)
    (figure,) = [found for found in page(site).all("figure") if found.get("id") == "picture-wave"]
    sources = list(figure.iter("source"))
    assert "-moving.webp" in (sources[-1].get("srcset") or "")
    assert sources[-1].get("media") is None
    assert {source.get("media") for source in sources[:-1]} == {"(prefers-reduced-motion: reduce), print"}


def task(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the picture tasks on a site of a test, as tasks.py does."""
    program = (
        "import sys; from pathlib import Path\n"
        f"sys.path.insert(0, {str(ROOT / 'plugins')!r})\n"
        "from dateline.authoring import pictures, project\n"
        "from dateline.authoring.project import Stop\n"
        "try:\n"
        "    site = project.read_project(Path.cwd())\n"
        "    {'metadata': pictures.metadata, 'picture': lambda p, f: pictures.add(p, [f])}[sys.argv[1]](site, sys.argv[2])\n"
        "except Stop as end:\n"
        "    print(end.message, file=sys.stderr); sys.exit(end.code)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=site, capture_output=True, encoding="utf-8", timeout=60
    )


def test_which_field_came_from_where(site_with_photograph: Path) -> None:
    write(site_with_photograph, {"content/pictures/crowd.md": "Alt: Many people\nCredit: Own credit\n"})
    for name in ("crowd", "crowd.jpg"):
        done = task(site_with_photograph, "metadata", name)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines() == [
            "content/pictures/crowd.jpg: JPEG, 300 x 200 pixels",
            "  Alt: Many people  [crowd.md, line 1]",
            "  Credit: Own credit  [crowd.md, line 2]",
            "  Copyright: © 2022 A. Photographer  [XMP dc:rights]",
            "  Licence: CC BY-SA 4.0  [XMP xmpRights:UsageTerms]",
            "  Licence_url: https://creativecommons.org/licenses/by-sa/4.0/  [XMP cc:license]",
            "  Date: 2022-01-06  [XMP photoshop:DateCreated]",
            "  Caption: The square & the crowd.  [XMP dc:description]",
        ]
    done = task(site_with_photograph, "metadata", "nobody")
    assert (done.returncode, done.stderr) == (2, "there is no picture nobody in content/pictures/\n")


def test_a_new_picture(site: Path, tmp_path: Path) -> None:
    file = tmp_path / "IMG 0042 (Final).JPG"
    file.write_bytes(photograph(xmp=FULL))
    done = task(site, "picture", str(file))
    assert done.returncode == 0, done.stderr
    assert (site / "content/pictures/img-0042-final.jpg").read_bytes() == file.read_bytes()
    assert (site / "content/pictures/img-0042-final.md").read_text("utf-8") == (
        "---\nAlt:\nCredit: A. Photographer, B. Other / The Agency\nLicence: CC BY-SA 4.0\n"
        "Licence_url: https://creativecommons.org/licenses/by-sa/4.0/\n# Source: where it comes from: a name or an address\nDate: 2022-01-06\n"
        "# Places: keys of places.yaml\n# Focus: what crops keep: 50% 30%\n# Blur: x,y,w,h in percent: made unrecognisable\n"
        "# Sensitive: what is to be seen in a picture that may distress, in words: they cover it until a visitor opens it\n"
        "# Withheld: rights or safety: why there is no image\n# Formerly: an old address of it, which then leads here, one a line\n---\n"
        "\nThe square & the crowd.\n"
    )
    told = pelican(site)
    assert told.returncode == 1
    assert told.stderr.startswith('content/pictures/img-0042-final.md:2: "Alt" is empty: write ')
    again = task(site, "picture", str(file))
    assert again.returncode == 1
    assert again.stderr.startswith(f"{file}: content/pictures/ holds img-0042-final.")
    missing = task(site, "picture", "nothing.jpg")
    assert (missing.returncode, missing.stderr) == (1, "there is no file nothing.jpg\nNothing was written.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in Python")
def test_a_terminal_shows_how_far_it_is(site_with_photograph: Path) -> None:
    import pty

    parent, child = pty.openpty()
    command = [sys.executable, "-m", "pelican", "content"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1"}
    running = subprocess.Popen(command, cwd=site_with_photograph, stdout=child, stderr=child, stdin=child, env=environment)
    os.close(child)
    said = b""
    with suppress(OSError):  # how Linux says that the other end is closed
        while more := os.read(parent, 65536):
            said += more
    os.close(parent)
    assert running.wait() == 0, said
    words = said.decode()
    assert re.search(r"Pictures \S* *0%", words)
    assert "making 2 pictures" not in words


def test_the_manifest_holds_the_renditions(site_with_photograph: Path) -> None:
    output = build(site_with_photograph)
    lines = (line.partition("  ") for line in (output / "SHA256SUMS").read_text().splitlines())
    found = {name: digest for digest, _, name in lines}
    assert found == {name: digest for name, digest in tree(output).items() if name != "SHA256SUMS"}


def test_the_caches_notes_hold_no_path_of_the_machine(site_with_photograph: Path) -> None:
    """It is restored elsewhere: in CI, in another checkout."""
    build(site_with_photograph)
    ledger = json.loads((site_with_photograph / ".cache/dateline/pictures.json").read_text())
    assert str(site_with_photograph) not in json.dumps(ledger)
    assert set(ledger["record"]["facts"])
