"""Scripts as they are published: the kit's own without comments and indentation, half of what they weigh; a theme's own as it is written."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dateline import kit

_PIECE = re.compile(
    r"""(?<![^\s;{}(),])(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?P<line>(?:[ \t]*\n)+[ \t]*)""", re.DOTALL
)
"""Comments, which end no string that an apostrophe in them would begin; strings; ends of lines. (ECMAScript 2024, 12.4 and 12.9; no regular
expression of ours holds a quotation mark.)"""


def strings(script: str) -> list[str]:
    """Return the strings of a script, with their quotation marks."""
    return [found["string"] for found in _PIECE.finditer(script) if found["string"]]


def bare(script: str) -> str:
    """Return a script without comments, indentation and empty lines: what it does and where its lines end is the same."""
    return _PIECE.sub(_kept, script).lstrip("\n")


def _kept(found: re.Match[str]) -> str:
    if found["comment"]:
        return "\n" if "\n" in found["comment"] else ""
    return found["string"] or "\n"


def published(file: Path) -> bytes:
    """Return what is published of a script. An author's may hold what only a whole parser of JavaScript would read rightly: it stays as it is."""
    written = file.read_bytes()
    return _bare(written) if file.resolve().is_relative_to(kit.theme().resolve()) else written


@cache
def _bare(written: bytes) -> bytes:
    return bare(written.decode()).encode()
