"""Cards as pictures: light enough, inside their margins, readable by a machine in each script, in the colours of the site."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from dateline.cards import draw as drawing
from dateline.cards.card import HEIGHT, MOST, WIDTH, Shown
from dateline.cards.draw import draw
from dateline.cards.type import Style, Type
from dateline.pages.cards import _ACCENT
from dateline.pictures.notice import Notice
from PIL import Image, ImageChops, ImageColor

from tests.cards.decks import TALL, TITLES, card, letters
from tests.sites import ROOT

NOTICE = Notice("A Photographer / An Agency", "© 2022 An Agency", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "A square.")
LONG = "What was said by the deputy akim of the region, by his press secretary, by two agencies and by a neighbour who saw something else " * 3


def picture(colours: Image.Image) -> bytes:
    file = io.BytesIO()
    colours.save(file, "PNG")
    return file.getvalue()


def noise(size: tuple[int, int] = (900, 600)) -> Image.Image:
    return Image.frombytes("RGB", size, random.Random(1).randbytes(3 * size[0] * size[1]))


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def shown(**more: object) -> Shown:
    return Shown("square.png", "", (50, 50), NOTICE, **more)  # type: ignore[arg-type]


def test_a_card_has_the_size_that_its_page_names_and_is_the_same_each_time() -> None:
    data = draw(card(when="5 January 2022, about 22:00 (UTC+6)"), letters(), None)
    assert (opened(data).size, opened(data).format) == ((WIDTH, HEIGHT), "JPEG")
    assert data == draw(card(when="5 January 2022, about 22:00 (UTC+6)"), letters(), None)


@pytest.mark.parametrize("language", ["ru", "fa"])
def test_no_card_is_too_heavy_whatever_it_shows(language: str) -> None:
    """Of noise there is no worse picture to compress."""
    full = card(language, kicker=LONG, text=LONG, mark="Disputed", when=LONG, where=LONG, sources="7 sources", picture=shown())
    assert len(draw(full, letters(), picture(noise()))) <= MOST


@pytest.mark.parametrize(("title", "way"), [(LONG, "ltr"), (LONG, "rtl"), ("ж" * 300, "ltr"), ("می‌خواهند " * 40, "rtl"), ("می‌خواهند " * 40, "ltr")])
def test_nothing_stands_outside_the_margins(title: str, way: str) -> None:
    """However long a headline is: on either side the paper stays empty."""
    image = opened(draw(card(title=title, dir=way, kicker=title, text=title, mark="Disputed", when=title, where=title, sources="7 sources", site=title), letters(), None))
    for left in (0, WIDTH - 56):
        strip = image.crop((left, 24, left + 56, HEIGHT)).convert("RGB")
        empty = Image.new("RGB", strip.size, drawing.PAPER)
        assert max(ImageChops.difference(strip, empty).convert("L").tobytes()) < 24, left


@pytest.mark.parametrize("language", ["ru", "fa"])
@pytest.mark.parametrize("beside", [None, picture(Image.new("RGB", (90, 60), "#c00000"))], ids=["wide", "narrow"])
def test_no_row_stands_in_another_and_a_headline_goes_before_the_text(monkeypatch: pytest.MonkeyPatch, language: str, beside: bytes | None) -> None:
    rows: list[tuple[str, Style, int]] = []
    line = drawing.Sheet._line

    def noted(sheet: drawing.Sheet, text: str, style: Style, y: int, *rest: object) -> None:
        rows.append((text, style, y))
        line(sheet, text, style, y, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing.Sheet, "_line", noted)
    title = (TITLES[language] + " ") * 4
    cut_with_text = []
    for words in range(2, len(title.split()) + 1, 4):
        for where in ("", LONG):
            rows.clear()
            draw(card(language, title=" ".join(title.split()[:words]), kicker="Kicker", text=LONG, when="5 January 2022", where=where, picture=shown() if beside else None), letters(), beside)
            column = sorted((y, style.size, text) for text, style, y in rows if style != drawing._SMALL)
            crowded = [(above, below) for above, below in pairwise(column) if below[0] - above[0] < 1.1 * max(above[1], below[1]) and above[1] == below[1]]
            crowded += [(above, below) for above, below in pairwise(column) if below[0] - above[0] < 0.25 * above[1] + 0.8 * below[1]]
            assert crowded == [], words
            told = {style for _, style, _ in rows}
            heads = [text for text, style, _ in rows if style in (*drawing._HEADS, *drawing._LARGER)]
            if drawing._TEXT in told and heads[-1].endswith("…"):
                cut_with_text.append(words)
    assert cut_with_text == []


def test_a_word_of_many_thousand_letters_is_measured_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a whole for each size of type, but not letter by letter from its end on: that takes minutes."""
    measured: list[int] = []
    width = Type.width

    def noted(letters: Type, text: str, *rest: object) -> float:
        measured.append(len(text))
        return width(letters, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Type, "width", noted)
    word = "X" * 20_000
    draw(card(title=word, kicker=word, text=word, when=word, site=word), letters(), None)
    assert sum(measured) < 100 * len(word)


def test_words_begin_on_the_side_of_their_language_and_the_picture_stands_on_the_other() -> None:
    red = picture(Image.new("RGB", (900, 600), "#c00000"))
    for way, at in (("ltr", WIDTH - 100), ("rtl", 100)):
        pixel = opened(draw(card(dir=way, picture=shown()), letters(), red)).convert("RGB").getpixel((at, 300))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 180, way
        assert pixel[1] < 40, way


def test_a_crop_keeps_its_focus_and_a_drawing_is_whole() -> None:
    halves = Image.new("RGB", (900, 300), "#0000c0")
    halves.paste("#c00000", (0, 0, 450, 300))
    at = (WIDTH - 240, 300)
    found = [opened(draw(card(picture=Shown("a", "", (x, 50), NOTICE)), letters(), picture(halves))).convert("RGB").getpixel(at) for x in (0, 100)]
    assert [pixel[0] > pixel[2] for pixel in found if isinstance(pixel, tuple)] == [True, False]
    whole = opened(draw(card(picture=shown(whole=True)), letters(), picture(halves))).convert("RGB")
    assert [whole.getpixel((x, 300))[0] > 150 for x in (WIDTH - 460, WIDTH - 10)] == [True, False]  # type: ignore[index]


def test_a_card_says_whose_its_picture_is() -> None:
    """In its fields, as all that is published of a picture does."""
    data = draw(card(picture=shown()), letters(), picture(noise((60, 40)).resize((900, 600))))
    assert NOTICE.credit.encode() in data
    assert NOTICE.licence_url.encode() in data
    assert b"<x:xmpmeta" not in draw(card(), letters(), None)


def test_what_is_transparent_lies_on_paper() -> None:
    clear = Image.new("RGBA", (900, 600), (0, 0, 0, 0))
    pixel = opened(draw(card(picture=shown()), letters(), picture(clear))).convert("RGB").getpixel((WIDTH - 100, 300))
    assert pixel == pytest.approx(ImageColor.getrgb(drawing.PAPER), abs=3)


def test_the_colours_are_those_of_the_pages() -> None:
    css = (ROOT / "theme/static/css/tokens.css").read_text("utf-8")
    palette = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", css))
    roles = dict(re.findall(r"--([\w-]+): var\(--([\w-]+)\);", css.split("@media")[0]))
    found = [palette[roles[role]] for role in ("paper", "tint", "ink", "ink-quiet", "rule")]
    assert found == [drawing.PAPER, drawing.TINT, drawing.INK, drawing.QUIET, drawing.RULE]
    assert palette["lake-800"] == _ACCENT


def known_languages() -> frozenset[str]:
    if not shutil.which("tesseract"):
        return frozenset()
    return frozenset(subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True, timeout=60).stdout.split())


@pytest.mark.parametrize("language", TITLES)
def test_a_machine_reads_the_title(language: str, tmp_path: Path) -> None:
    """Every word of it; of the letters that join, which are read less well, two of three."""
    if TALL[language] not in known_languages():
        assert not os.environ.get("DATELINE_REQUIRE_OCR"), f"there is no tesseract with {TALL[language]}, and DATELINE_REQUIRE_OCR is set"
        pytest.skip(f"there is no tesseract with {TALL[language]}")
    file = tmp_path / "card.jpg"
    file.write_bytes(draw(card(language), letters(), None))
    read = subprocess.run(
        ["tesseract", str(file), "-", "-l", TALL[language], "--psm", "6"], capture_output=True, text=True, check=True, timeout=120, env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"}
    ).stdout
    words = re.findall(r"[^\W\d_]+", TITLES[language].replace("\u200c", ""))
    found = set(re.findall(r"[^\W\d_]+", read.replace("\u200c", "")))
    assert len([word for word in words if word in found]) >= len(words) * (0.66 if language in ("ar", "fa") else 1), read
