"""Fields of an IPTC-IIM record (IIM 4.2, application record 2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.read.fields import Found

_DATASETS = (
    ("caption", 120, "Caption/Abstract"),
    ("credit", 110, "Credit"),
    ("byline", 80, "By-line"),
    ("copyright", 116, "Copyright Notice"),
    ("date", 55, "Date Created"),
)
_CHARACTER_SET = (1, 90)
_UTF8 = b"\x1b%G"
"""What dataset 1:90 holds when the record is in UTF-8 (ISO 2022, ESC % G)."""


def read_iptc(datasets: Mapping[tuple[int, int], Any]) -> Iterator[Found]:
    """Yield what the datasets say, given as Pillow reads them: bytes, or a list where one is repeated."""
    declared = datasets.get(_CHARACTER_SET) == _UTF8
    for name, number, words in _DATASETS:
        written = datasets.get((2, number), b"")
        parts = written if isinstance(written, list) else [written]
        value = ", ".join(text for part in parts if (text := _text(bytes(part), declared).strip()))
        if value:
            yield Found(name, value, f"IPTC 2:{number} {words}")


def _text(data: bytes, declared: bool) -> str:
    """Return a dataset as text. Most programs write UTF-8 without saying so, older ones the code page of Windows."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8" if declared else "cp1252", errors="replace")
