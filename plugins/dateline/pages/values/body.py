"""A text, which all else may hold."""

from __future__ import annotations

from typing import Any

from dateline.dataclass import dataclass


@dataclass(frozen=True)
class Body:
    """A text: its parts in order; each names the component that shows it."""

    parts: tuple[Any, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)
