"""How builds and commands speak: nothing that they print is obeyed by a terminal or a workflow's log, and no console is too small for it."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from typing import IO

_JOINERS = frozenset("\u00ad\u200c\u200d")
"""Format characters that belong to words (soft hyphens, joiners of Persian, Indic scripts and emoji) and do no harm."""
_UNSHOWN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode's categories of what a terminal would obey, or hide: controls, formats (bidi among them), surrogates, line and paragraph ends."""
_COMMANDS = re.compile(r"^(\s*):(?=:)|#(?=#(?:vso)?\[)")
"""What the runners of GitHub and Azure take for commands in a build's output: `::name::` at a line's start, `##[name]` anywhere."""


def shown(text: str) -> str:
    """Return a line of text for a terminal or a log: what would be obeyed or hidden there is written as Python would escape it."""
    if not text.isprintable():  # which is quick, and so for nearly all
        text = "".join(_escaped(char) for char in text)
    return _COMMANDS.sub(lambda found: f"{found[1] or ''}{_escape(found[0][-1])}", text)


def _escaped(char: str) -> str:
    hidden = unicodedata.category(char) in _UNSHOWN and char not in _JOINERS
    return _escape(char) if hidden else char


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def say(text: object, *, error: bool = False) -> None:
    """Print lines to standard output, or to standard error: the one way in which builds and tasks speak.

    What a terminal would obey is escaped, and so are letters that the console's encoding lacks. A reader that has gone (`| head`) is no
    reason to fail.
    """
    put((shown(line) for line in str(text).split("\n")), error=error)


def put(lines: Iterable[str], *, error: bool = False) -> None:
    """Print lines in which nothing is left that a terminal should not obey: their colours it should."""
    stream = sys.stderr if error else sys.stdout
    if stream is None:  # Windows without a console
        return
    spare_console(stream)
    try:
        for line in lines:
            print(line, file=stream)
        stream.flush()
    except BrokenPipeError:
        speak_to_nobody(stream)


def speak_to_nobody(stream: IO[str]) -> None:
    """From now on throw away what a stream is given: whoever read it has gone, and nobody else is to fail of it (Python's end would)."""
    with suppress(OSError, ValueError):  # a stream without a file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def spare_console(*streams: IO[str] | None) -> None:
    """Let streams (default: standard output and error) write letters that their encoding lacks as escapes, instead of failing."""
    for stream in streams or (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # what stands in for a stream in tests and notebooks may lack it
        if reconfigure and getattr(stream, "errors", "") in ("strict", "surrogateescape"):
            reconfigure(errors="backslashreplace")
