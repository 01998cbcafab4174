"""Lists in portions."""

from __future__ import annotations

import pytest
from dateline.derive.portions import HEAVIEST, MOST, of_entries, portions, weight

from tests.nouns import body, entry


@pytest.mark.parametrize(
    ("count", "found"),
    [(0, [0]), (1, [1]), (50, [50]), (51, [50, 1]), (150, [50, 50, 50])],
)
def test_portions_hold_so_many(count: int, found: list[int]) -> None:
    made = portions(range(count), 50)

    assert [len(part) for part in made] == found
    assert [item for part in made for item in part] == list(range(count))


def test_what_is_heavy_takes_more_room() -> None:
    assert portions([3, 4, 4, 9, 20, 1, 1], 3, lambda item: item, 10) == ((3, 4), (4,), (9,), (20,), (1, 1))
    assert portions([1, 1, 1, 1], 3, lambda item: item, 10) == ((1, 1, 1), (1,))


def test_a_page_holds_many_short_entries_and_few_long_ones() -> None:
    short = entry("short", "2022-01-05")
    long = entry("long", "2022-01-05", body=body(f"<p>{'word ' * 1_000}</p>"))

    assert [len(part) for part in of_entries([short] * (MOST + 1))] == [MOST, 1]
    assert [len(part) for part in of_entries([short] * 150, 100)] == [100, 50]
    (first, *_) = of_entries([long] * MOST)
    assert len(first) * weight(long) <= HEAVIEST < (len(first) + 1) * weight(long)
