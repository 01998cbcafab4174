"""Makes the theme's fonts from those that their foundry publishes. For maintainers: the made files are in the repository."""

from __future__ import annotations

import hashlib
import io
import shutil
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from dateline.fonts.cut import FINE, cut
from dateline.fonts.faces import FAMILY
from dateline.fonts.letters import BASIC

from .commands import npm_package
from .project import Project

PACKAGE = "source-serif"
VERSION = "4.5.1"
"""Adobe's own npm package, with the variable fonts whole."""
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


def make_fonts(package: Path, folder: Path) -> None:
    """Write the theme's fonts into a folder, from the foundry's package."""
    have: set[str] | None = None
    for name, axes in _AXES.items():
        with TTFont(package / "VAR" / f"SourceSerif4Variable-{name}.ttf", recalcTimestamp=False) as variable:
            font = instancer.instantiateVariableFont(variable, axes)
            _rename(font, name)
            _small_capitals_of_letters_only(font)
            file = io.BytesIO()
            font.save(file)
            codes = {chr(code) for code in font.getBestCmap() if any(code in span for span in _SCRIPTS)}
        have = codes if have is None else have & codes
        whole = folder / f"{name.lower()}.woff2"
        whole.write_bytes(cut(whole, file.getvalue(), codes, FINE))
        (folder / f"{name.lower()}-basic.woff2").write_bytes(cut(whole, whole.read_bytes(), BASIC & codes, FINE))
    shutil.copyfile(package / "LICENSE.md", folder / "OFL.md")
    letters = "".join(sorted(have or ()))
    fonts = (f"{name.lower()}{which}.woff2" for name in sorted(_AXES) for which in ("", "-basic"))
    sums = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in fonts)
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8", newline="\n")
    lines = [letters[at : at + 64] for at in range(0, len(letters), 64)]
    (folder / "letters.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


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
