"""The timeline at a glance: every entry counted once, no more rows than a glance takes."""

from __future__ import annotations

from dateline.derive.days import groups
from dateline.derive.glance import MOST, glance, size
from dateline.model.nouns import Entry, Kind

from tests.nouns import entry

PROTEST, ANSWER, NOTHING = Kind("protest", "Protest", 1), Kind("answer", "Answer", 2), Kind("nothing", "Nothing", 3)
KINDS = (ANSWER, NOTHING, PROTEST)


def entries(*whens: tuple[str, Kind]) -> list[Entry]:
    return [entry(f"e{number}", when, kind=kind) for number, (when, kind) in enumerate(whens)]


def test_kinds_by_days() -> None:
    found = glance(groups(entries(("2022-01-05", PROTEST), ("2022-01-05", PROTEST), ("2022-01-07", ANSWER), ("2022-02", PROTEST))), KINDS)

    assert found is not None
    assert found.kinds == (ANSWER, PROTEST)  # in the order of the event's, and none that there is nothing of
    assert [(row.name, row.counts) for row in found.rows] == [("2022-01-05", (0, 2)), ("2022-01-07", (1, 0)), ("2022-02", (0, 1))]


def test_where_days_are_too_many_it_goes_by_month_or_longer() -> None:
    months = [(f"{year}-{month:02}-{day:02}", PROTEST if day % 2 else ANSWER) for year in (2020, 2021) for month in range(1, 13) for day in range(1, 10)]
    found = glance(groups(entries(*months)), KINDS)

    assert found is not None
    assert [row.name for row in found.rows][:2] == ["2020-01", "2020-02"]
    assert found.rows[0].first.name == "2020-01-01"
    assert sum(sum(row.counts) for row in found.rows) == len(months)

    years = [(f"{1700 + number}", PROTEST if number % 2 else ANSWER) for number in range(MOST + 1)]
    assert [row.name for row in (glance(groups(entries(*years)), KINDS) or found).rows][:2] == ["170", "171"]


def test_what_is_known_less_exactly_has_a_row_of_its_own() -> None:
    days = [(f"2022-{month:02}-{day:02}", PROTEST if day % 2 else ANSWER) for month in (3, 4) for day in range(1, 31)]
    loose = [(when, PROTEST) for when in ("1980s", "2022-21", "2022", "undated")]
    found = glance(groups(sorted(entries(*[(("198X" if when == "1980s" else when), kind) for when, kind in loose + days]), key=lambda each: each.when.sort_key)), KINDS)
    assert found is not None
    assert [row.name for row in found.rows if len(row.name) != 10] == ["1980s", "2022", "2022-spring", "undated"]

    many = [(f"{year}-{month:02}-01", PROTEST if month % 2 else ANSWER) for year in range(1985, 1996) for month in range(1, 13)] + [("1985-21", PROTEST), ("198X", ANSWER), ("undated", ANSWER)]
    found = glance(groups(sorted(entries(*many), key=lambda each: each.when.sort_key)), KINDS)
    assert found is not None
    assert [row.name for row in found.rows] == ["1980s", *(str(year) for year in range(1985, 1996)), "undated"]
    assert sum(sum(row.counts) for row in found.rows) == len(many)


def test_one_kind_or_one_day_is_no_matrix() -> None:
    assert glance(groups(entries(("2022-01-05", PROTEST), ("2022-01-06", PROTEST))), KINDS) is None
    assert glance(groups(entries(("2022-01-05", PROTEST), ("2022-01-05", ANSWER))), KINDS) is None
    assert glance((), KINDS) is None


def test_more_entries_have_no_smaller_mark() -> None:
    assert [size(count) for count in (1, 2, 3, 4, 7, 8, 50)] == [1, 2, 2, 3, 3, 4, 4]
