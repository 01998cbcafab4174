"""Lines of type: the order in which they are seen, the forms of letters that join, and the same pixels whatever the system brings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from dateline.cards.press import spaced
from dateline.cards.type import Piece, Style, pieces
from PIL import Image, ImageDraw, features

from tests.cards.decks import card, letters
from tests.sites import ROOT

SIZE = Style(60, 650)

DRAW = f"""\
import hashlib, sys
sys.path[:0] = [{str(ROOT / "plugins")!r}, {str(ROOT)!r}]
from dateline.cards.draw import draw
from PIL import features
from tests.cards.decks import TITLES, card, letters
print(features.check_feature("fribidi"))
for language in TITLES:
    print(hashlib.sha256(draw(card(language, when="5:00 (UTC+6)", mark="Disputed"), letters(), None)).hexdigest())
"""


def plain(*texts: str) -> list[Piece]:
    return [Piece(text, joined=False) for text in texts]


def test_a_line_from_left_to_right_is_one_piece() -> None:
    assert pieces("5 January (Almaty)", "ltr") == plain("5 January (Almaty)")
    assert pieces("Жаңаөзен", "rtl") == plain("Жаңаөзен")


def test_signs_that_nobody_sees_are_not_drawn_and_blanks_are_of_one_kind() -> None:
    assert pieces("\u2068Almaty\u2069 20\u202f000\u00ad", "ltr") == plain("Almaty 20 000")
    assert spaced(" a\u2009b \n c") == "a b c"


@pytest.mark.parametrize(("line", "base", "seen"), [
    ("سلام (دنیا)", "rtl", ["(", "j:دنیا", ") ", "j:سلام"]),
    ("سلام (UTC+6)", "rtl", ["(UTC+6) ", "j:سلام"]),
    ("Almaty (سلام)", "ltr", ["Almaty (", "j:سلام", ")"]),
    ("ساعت ۲۲:۰۰ شب", "rtl", ["j:شب", " ۲۲:۰۰ ", "j:ساعت"]),
    ("«سلام»", "rtl", ["«", "j:سلام", "»"]),
    ("می\u200cخواهند", "rtl", ["j:می\u200cخواهند"]),
    ("\u2068BBC\u2069 سلام", "rtl", ["j:سلام", " BBC"]),
])  # fmt: skip
def test_a_line_with_the_other_direction_is_seen_in_pieces(line: str, base: str, seen: list[str]) -> None:
    """Signs in pairs open to what they hold, numbers stay as they are, letters that join keep the order in which they are read."""
    assert [f"j:{piece.text}" if piece.joined else piece.text for piece in pieces(line, base)] == seen


def test_letters_join() -> None:
    """What joins is narrower than the same letters by themselves; lam and alef are one form; a sign between letters holds them apart."""
    width = letters().width
    assert width("سلام", SIZE) < 0.9 * sum(width(letter, SIZE) for letter in "سلام")
    assert width("لا", SIZE) < 0.8 * (width("ل", SIZE) + width("ا", SIZE))
    assert width("می\u200cخواهند", SIZE) != width("میخواهند", SIZE)


def test_what_is_measured_is_what_is_drawn() -> None:
    for line, base in (("The airport of Almaty", "ltr"), ("Жаңаөзен", "ltr"), ("پروازها لغو شد (UTC+6)", "rtl")):
        image = Image.new("L", (1200, 120), 0)
        letters().draw(ImageDraw.Draw(image), (20, 80), line, SIZE, "#ffffff", base)
        box = image.getbbox()
        assert box
        assert (box[0], box[2]) == pytest.approx((20, 20 + letters().width(line, SIZE, base)), abs=8), line


def test_the_bytes_are_the_same_with_and_without_what_the_system_has(tmp_path: Path) -> None:
    """Pillow's wheel looks for FriBiDi in the system and lays text out in another way where it finds it."""
    if not features.check_feature("fribidi"):
        pytest.skip("there is no FriBiDi here to do without")
    (tmp_path / "libfribidi.so.0").write_bytes(b"no library\n")
    made = {}
    for name, path in (("with", None), ("without", str(tmp_path))):
        environment = {**os.environ, **({"LD_LIBRARY_PATH": path} if path else {})}
        made[name] = subprocess.run([sys.executable, "-c", DRAW], env=environment, capture_output=True, text=True, check=True, timeout=120).stdout.split()
    assert (made["with"][0], made["without"][0]) == ("True", "False")
    assert made["with"][1:] == made["without"][1:]
    assert len(set(made["with"])) == 6


def test_the_name_is_the_hash_of_all_that_shapes_a_card() -> None:
    names = {card().name, card(title="Another").name, card(accent="#7a1f1f").name, card(dir="rtl").name, card(press="other").name, card(mark="Disputed").name}
    assert len(names) == 6
    assert card().name == card().name
