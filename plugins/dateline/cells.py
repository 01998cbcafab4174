"""Cells of tables that a spreadsheet would run, and the apostrophe that keeps it from that (OWASP, "CSV Injection")."""

from __future__ import annotations

import re

_RISKY = r"(?=[\t\r]|[\s\"'\ufeff\u200b-\u200f\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])"
"""What a formula begins with, in plain, full and small width, also behind blanks and quotation marks, which some programs take off."""
_FORMULA = re.compile(_RISKY)
_DEFUSED = re.compile(f"'{_RISKY}")


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet runs: with an apostrophe before what it would take for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def undefused(cell: str) -> str:
    """Return a cell without the apostrophe that `defused` put before it."""
    return cell[1:] if _DEFUSED.match(cell) else cell
