"""Letters cut out of a font: as fontTools does it by itself, in a process of its own or not, once."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from dateline.fonts import cache
from dateline.fonts.cache import FontCache
from dateline.fonts.cut import FINE, FULL, PLAIN, cut
from dateline.fonts.letters import BASIC
from dateline.problems import SetupBroken
from dateline.programs import start
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tests.sites import ROOT

FONTS = ROOT / "theme/fonts"
ITALIC = FONTS / "italic.woff2"
FEW = frozenset("AVéқ—")


@pytest.mark.parametrize(("name", "features"), [("roman", PLAIN), ("italic", FINE)])
def test_the_bytes_are_those_of_fonttools_own_way(name: str, features: tuple[str, ...]) -> None:
    font = FONTS / f"{name}.woff2"
    with TTFont(font, recalcTimestamp=False) as opened:
        opened.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # which takes uharfbuzz where that happens to be installed
        options = Options(layout_features=list(features), hinting=False, name_IDs=[1, 2, 3, 4, 6, 13, 14], notdef_outline=True)
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(FEW))
        subsetter.subset(opened)
        opened.flavor = "woff2"
        file = io.BytesIO()
        opened.save(file)
    assert cut(font, font.read_bytes(), FEW, features) == file.getvalue()


LATIN_BESIDE = "ÄÖÜßäöüéèçãñ"
CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁабвгдежзийклмнопрстуфхцчшщъыьэюяё" + "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def test_two_files_fit_into_a_page_whatever_letters_it_has() -> None:
    """An English page with Russian and Kazakh names in full, and a Kazakh one with Latin names (DESIGN.md, "Budgets": 45 kB)."""
    roman = FONTS / "roman.woff2"
    files = {
        name: len(cut(roman, roman.read_bytes(), letters, features))
        for name, letters, features in (
            ("english", BASIC | set(LATIN_BESIDE), FINE), ("names", CYRILLIC, PLAIN), ("kazakh", BASIC | set(CYRILLIC), FULL), ("latin", LATIN_BESIDE, PLAIN),
        )
    }  # fmt: skip
    assert files["english"] + files["names"] <= 45_000, files
    assert files["kazakh"] + files["latin"] <= 45_000, files


def test_a_font_is_named_before_it_is_made_and_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a worker, in this process, and here because the worker failed: the same name, the same bytes."""
    monkeypatch.setattr(cache, "cores", lambda: 2)
    made = {}
    for how in ("worker", "failing worker", "here"):
        if how == "failing worker":
            monkeypatch.setattr(cache, "start", lambda module, errors: start("dateline.no_such_module", errors=errors))
        elif how == "here":
            monkeypatch.setattr(cache, "cores", lambda: 1)
        fonts = FontCache(tmp_path / how)
        wanted = [fonts.get(ITALIC, FEW, FINE), fonts.get(ITALIC, FEW, ())]
        fonts.start()
        assert not (tmp_path / how).exists()
        made[how] = [(font.shape, font.data()) for font in wanted]
        assert len(list((tmp_path / how).iterdir())) == 2
    first = made["worker"]
    assert made == dict.fromkeys(made, first)
    assert first[0] != first[1]

    again = FontCache(tmp_path / "worker")
    monkeypatch.setattr(cache, "filled", None)
    assert again.get(ITALIC, FEW, FINE).data() == first[0][1]


def test_letters_of_a_font_are_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TTFont(ITALIC) as font:
        letters = frozenset(map(chr, font.getBestCmap()))
    assert FontCache(tmp_path).letters(ITALIC) == letters
    monkeypatch.setattr(cache, "letters_in", None)
    assert FontCache(tmp_path).letters(ITALIC) == letters


def test_letters_are_those_of_the_font_that_lies_there(tmp_path: Path) -> None:
    """Another font under the same name has others; a damaged record is made again; a broken font is told."""
    font = tmp_path / "font.woff2"
    font.write_bytes(cut(ITALIC, ITALIC.read_bytes(), "ab", PLAIN))
    assert FontCache(tmp_path / "cache").letters(font) == frozenset("ab")
    font.write_bytes(cut(ITALIC, ITALIC.read_bytes(), "bc", PLAIN))
    assert FontCache(tmp_path / "cache").letters(font) == frozenset("bc")
    for record in (tmp_path / "cache").iterdir():
        record.write_bytes(record.read_bytes()[:-2])
    assert FontCache(tmp_path / "cache").letters(font) == frozenset("bc")
    font.write_bytes(b"wOF2 and no more")
    with pytest.raises(SetupBroken, match="the font cannot be read"):
        FontCache(tmp_path / "cache").letters(font)


def test_a_broken_font_is_told_by_whoever_asked_for_it(tmp_path: Path) -> None:
    broken = tmp_path / "italic.woff2"
    broken.write_bytes(b"wOF2 and no more")
    fonts = FontCache(tmp_path / "cache")
    made = fonts.get(broken, FEW, FINE)
    fonts.start()
    with pytest.raises(SetupBroken, match="the font cannot be read"):
        made.data()
    broken.write_bytes(ITALIC.read_bytes())
    with pytest.raises(SetupBroken, match="has changed during the build"):
        made.data()


def test_who_forgets_a_font_ends_its_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "cores", lambda: 2)
    fonts = FontCache(tmp_path)
    fonts.get(ITALIC, FEW, FINE)
    fonts.start()
    assert fonts._cutting is not None
    process = fonts._cutting._process
    assert process.returncode is None
    del fonts
    assert process.returncode is not None
