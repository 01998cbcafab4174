"""Questions on a terminal, each with what is meant if nothing is said; a wrong answer is told, and asked for again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from dateline.problems import Misread, say, shown

_T = TypeVar("_T")


def ask(question: str, read: Callable[[str], _T], default: str = "", *, optional: bool = False) -> _T | None:
    """Return an answer, read; None where an optional one is not given. Raises EOFError and KeyboardInterrupt as `input` does."""
    hint = f" [{shown(default)}]" if default else ""
    while True:
        said = input(f"{question}{hint}: ").strip() or default
        if not said:
            if optional:
                return None
            say("  Please write something.")
            continue
        try:
            return read(said)
        except Misread as wrong:
            say(f"  {wrong.what}: {wrong.do}")


def agree(question: str) -> bool:
    """Return whether somebody agrees; saying nothing is no."""
    return input(f"{question} [y/N]: ").strip().casefold() in ("y", "yes")
