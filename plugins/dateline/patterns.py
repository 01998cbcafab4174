"""Patterns that are compiled when they are first used: large ones, which most builds never ask."""

from __future__ import annotations

import re
from typing import Any, cast


class Late:
    """Stands for a pattern; what is asked of it is asked of the pattern itself, and remembered."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._made_of = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._made_of), name)
        self.__dict__[name] = found
        return found


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, which compiles it when its first method is called. What is no pattern is told only then (re.error)."""
    return cast("re.Pattern[str]", Late(pattern, flags))
