"""Makes the theme's fonts from those that their foundry publishes. For maintainers: the made files are in the repository."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from dateline.fonts.cut import FINE, JOINED, cut
from dateline.fonts.faces import ARABIC, FAMILY
from dateline.fonts.letters import BASIC, arabic_of

from .commands import npm_package
from .project import Project

PACKAGE = "source-serif"
VERSION = "4.5.1"
"""Adobe's own npm package, with the variable fonts whole."""
ARABIC_PACKAGE = "@fontsource-variable/noto-naskh-arabic"
ARABIC_VERSION = "5.3.0"
"""Noto Naskh Arabic, of which the package has each script as a file of its own."""
_ARABIC_LICENCE = (
    "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/arabic). "
    "This Font Software is licensed under the SIL Open Font License, Version 1.1."
)
"""What the package's licence file begins with, and its font does not say itself."""
_AXES: dict[str, dict[str, float | tuple[float, float]]] = {
    "Roman": {"opsz": 20, "wght": (400, 700)},
    "Italic": {"opsz": 20, "wght": 400},
}
"""What is kept of the axes. The optical size is fixed at the designers' own text size: an axis more doubles the bytes of every page."""
_SCRIPTS = (range(0x20, 0x250), range(0x2B0, 0x560), range(0x1E00, 0x2300), range(0xFB00, 0xFB07))
"""Latin, marks, Greek, Cyrillic with the Kazakh letters; punctuation, money, arrows, signs; ligatures."""


def fetch_package(project: Project) -> Path:
    """Return the folder of the foundry's package."""
    return npm_package(project, PACKAGE, VERSION, "package.json", "Source Serif").parent


def fetch_arabic(project: Project) -> Path:
    """Return the folder of the package of the font for Arabic script."""
    return npm_package(project, ARABIC_PACKAGE, ARABIC_VERSION, "package.json", "Noto Naskh Arabic").parent


def make_fonts(package: Path, arabic: Path, folder: Path) -> None:
    """Write the theme's fonts into a folder, from the packages of the foundry and of the font for Arabic script."""
    have: set[str] | None = None
    for name, axes in _AXES.items():
        with TTFont(package / "VAR" / f"SourceSerif4Variable-{name}.ttf", recalcTimestamp=False) as variable:
            font = instancer.instantiateVariableFont(variable, axes)
            _rename(font, name)
            _small_capitals_of_letters_only(font)
            _kern_alike(font)
            file = io.BytesIO()
            font.save(file)
            codes = {chr(code) for code in font.getBestCmap() if any(code in span for span in _SCRIPTS)}
        have = codes if have is None else have & codes
        whole = folder / f"{name.lower()}.woff2"
        whole.write_bytes(cut(whole, file.getvalue(), codes, FINE))
        (folder / f"{name.lower()}-basic.woff2").write_bytes(cut(whole, whole.read_bytes(), BASIC & codes, FINE))
    _make_arabic(arabic, folder)
    shutil.copyfile(package / "LICENSE.md", folder / "OFL.md")
    shutil.copyfile(arabic / "LICENSE", folder / "OFL-arabic.md")
    letters = "".join(sorted(have or ()))
    fonts = (ARABIC, *(f"{name.lower()}{which}.woff2" for name in sorted(_AXES) for which in ("", "-basic")))
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in fonts)
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    lines = [letters[at : at + 64] for at in range(0, len(letters), 64)]
    (folder / "letters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _kern_alike(font: TTFont) -> None:
    """Kern all weights as the regular one: how kerning changes with the weight is not seen, and takes an eighth of a file."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for each in lookup.SubTable:
            pairs = getattr(each, "ExtSubTable", each)
            if pairs.LookupType != _PAIRS:
                continue
            for value in _values_of(pairs):
                for device in ("XAdvDevice", "XPlaDevice", "YAdvDevice", "YPlaDevice"):
                    vars(value).pop(device, None)
            pairs.ValueFormat1 &= _NO_DEVICES
            pairs.ValueFormat2 &= _NO_DEVICES


_PAIRS = 2
"""The type of lookups that adjust pairs (OpenType 1.9, GPOS)."""
_NO_DEVICES = 0x0F
"""Of a value's format, what is no table of devices or variations (OpenType 1.9, GPOS, "ValueFormat")."""


def _values_of(pairs: Any) -> Iterator[Any]:
    """Yield the values of a subtable of pairs of glyphs or of classes."""
    if pairs.Format == 1:
        records = [record for first in pairs.PairSet for record in first.PairValueRecord]
    else:
        records = [record for first in pairs.Class1Record for record in first.Class2Record]
    yield from (value for record in records for value in (record.Value1, record.Value2) if value is not None)


def _make_arabic(package: Path, folder: Path) -> None:
    """Write the font for Arabic script: its letters, and figures and signs as wide and heavy as they are."""
    files = package / "files"
    name = "noto-naskh-arabic-{}-wght-normal.woff2"
    with (
        TTFont(files / name.format("arabic"), recalcTimestamp=False) as font,
        TTFont(files / name.format("latin"), recalcTimestamp=False) as latin,
    ):
        _take_signs(font, latin)
        _rename(font, "Arabic")
        font["name"].setName(_ARABIC_LICENCE, 13, 3, 1, 0x409)
        file = io.BytesIO()
        font.flavor = None
        font.save(file)
        letters = set(map(chr, font.getBestCmap()))
    whole = folder / ARABIC
    whole.write_bytes(cut(whole, file.getvalue(), arabic_of(letters) | {sign for sign in letters & BASIC if not sign.isalpha()}, JOINED))


def _take_signs(font: TTFont, latin: TTFont) -> None:
    """Put figures and signs into a font from another file of the same design and axes: outlines, widths and how both change with the weight."""
    names = latin.getBestCmap()
    wanted = {code: names[code] for code in sorted(map(ord, BASIC)) if code in names and code not in font.getBestCmap() and not chr(code).isalpha()}
    changes, widths = font["gvar"].variations, font["hmtx"]  # read before there are glyphs that they do not know
    left = list(wanted.values())
    while left:
        glyph = left.pop()
        if glyph in font["glyf"].glyphs:
            continue
        outline = latin["glyf"][glyph]
        outline.removeHinting()
        left += sorted(outline.getComponentNames(latin["glyf"]))
        font["glyf"][glyph] = outline  # which also adds it to the order of glyphs
        widths[glyph] = latin["hmtx"][glyph]
        changes[glyph] = latin["gvar"].variations[glyph]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(wanted)
    # It would have to know the new glyphs; `gvar` says the same (OpenType 1.9, HVAR).
    del font["HVAR"]


def _rename(font: TTFont, style: str) -> None:
    """Give a changed font another name: "Source" is reserved (SIL Open Font License 1.1, condition 3)."""
    names = font["name"]
    plain = style.replace("Roman", "Regular")
    own = {1: FAMILY, 2: plain, 3: f"{FAMILY} {plain}", 4: f"{FAMILY} {plain}", 6: f"{FAMILY}-{plain}".replace(" ", "")}
    for record in list(names.names):
        if record.nameID in own:
            record.string = own[record.nameID]
        elif record.nameID not in (0, 13, 14):
            names.removeNames(nameID=record.nameID)


def _small_capitals_of_letters_only(font: TTFont) -> None:
    """Drop the small capitals' own figures and signs: old-style figures go as well with them, and each glyph costs every page."""
    letters = {glyph for code, glyph in font.getBestCmap().items() if chr(code).isalpha()}
    table = font["GSUB"].table
    lookups = {at for found in table.FeatureList.FeatureRecord if found.FeatureTag == "smcp" for at in found.Feature.LookupListIndex}
    for at in lookups:
        for each in table.LookupList.Lookup[at].SubTable:
            substitution = getattr(each, "ExtSubTable", each)
            mapping = getattr(substitution, "mapping", None)
            if mapping:
                substitution.mapping = {glyph: other for glyph, other in mapping.items() if glyph in letters}
