"""The lines of the calendar's entries are those that the library would write."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from dateline.exports import icalendar as made
from icalendar import Event
from icalendar.parser import Contentlines

_WORDS = [
    "short",
    "x" * 61,
    "x" * 65,
    "x" * 66,
    "x" * 67,
    "x" * 500,
    "Алматыда бейбіт шеру басталды; тыныштық, " * 12,
    "x" + "Ж" * 200,
    "xx" + "日本語😀" * 60,
    "\\" * 300,
    "x^" * 150,
    ("a," * 40 + "é;") * 5,
    "first\nsecond\r\nthird\rfourth",
    "a \\N b \\n c",
    "",
]


@pytest.mark.parametrize("words", _WORDS)
def test_words_are_escaped_and_folded_as_the_library_does(words: str) -> None:
    for lead in range(9):
        event = Event()
        event.add("summary", "." * lead + words)
        whole = event.to_ical(sorted=False)
        lines = ["BEGIN:VEVENT", f"SUMMARY:{made._escaped('.' * lead + words)}", "END:VEVENT"]
        assert b"".join(map(made.folded, lines)) == whole


@pytest.mark.parametrize("line", [f"X:{'.' * lead}{words}" for words in _WORDS if "\n" not in words for lead in (0, 1, 2, 3)])
def test_a_line_is_folded_as_the_library_does(line: str) -> None:
    library: Any = Contentlines  # which says no types
    assert made.folded(line) == library.from_ical(line).to_ical()


@pytest.mark.parametrize("at", [date(2022, 1, 5), date(1, 1, 1), datetime(2022, 1, 5, 4, 3, 2, tzinfo=UTC), datetime(987, 12, 31, 23, 59, tzinfo=UTC)])
def test_times_are_written_as_the_library_does(at: date) -> None:
    event = Event()
    event.add("dtstart", at)
    assert f"DTSTART{made._time(at)}".encode() in event.to_ical().splitlines()


def test_a_point_is_written_as_the_library_does() -> None:
    event = Event()
    event.add("geo", (43.2567, -0.00001))
    assert f"GEO:{43.2567};{-0.00001}".encode() in event.to_ical().splitlines()
