"""Charts of key figures: each report where its value is, none on another, time to scale or visibly cut."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise

import pytest
from dateline.derive.charts import BASE, COLUMN, NARROW, OPEN, SHAPES, TOP, Drawing, Point, chart, scale_of
from dateline.model.nouns import Figure, Report
from dateline.read.amounts import Bounds
from hypothesis import given
from hypothesis import strategies as st

from tests.nouns import figure, report

TOLL = figure(
    report("dozens", "Police", as_of="2022-01-06"),
    report(164.0, "Channel", as_of="2022-01-09", withdrawn="an error"),
    report(225.0, "Prosecutors", as_of="2022-01-15"),
    report(227.0, "Paper", as_of="2022-01-18"),
    report(230.0, "Asylov", as_of="2022-03-14"),
    report(232.0, "Prosecutors", as_of="2022-05-05"),
    report(241.0, "Organisations", as_of="2022-07-29"),
    report(238.0, "Prosecutors", as_of="2022-08-16"),
)
"""Reports of one week, and others months apart."""


def drawn(found: Figure) -> Drawing:
    """Return a chart whose words are numbers and dates as they are written."""
    return chart(found, lambda each: str(each.value), lambda number: f"{number:g}", lambda month, _before: month)


def of(*values: float | Bounds, by: str = "A") -> Figure:
    """Return reports of one speaker, one a day."""
    return figure(*(report(value, by, as_of=f"2022-01-{day:02}") for day, value in enumerate(values, 1)))


def unit(drawing: Drawing) -> float:
    """Return how wide a column is where the window is narrow."""
    return max(COLUMN, NARROW / drawing.columns)


def test_each_point_stands_where_its_value_is() -> None:
    drawing = drawn(TOLL)
    pixel = (drawing.scale.high - drawing.scale.low) / (BASE - TOP)

    assert [point.report.value for point in drawing.points] == [164, 225, 227, 230, 232, 241, 238]
    for point in drawing.points:
        assert drawing.scale.value(point.y) == pytest.approx(point.report.value, abs=pixel / 2)
    assert (drawing.scale.y(0), drawing.scale.y(241)) == (BASE, TOP)
    assert drawing.in_words == 1


@given(st.lists(st.floats(-1e9, 1e9) | st.integers(0, 10**7).map(float), min_size=3, max_size=12))
def test_the_axis_has_zero_and_undoes_itself(values: list[float]) -> None:
    scale = scale_of(of(*values).reports)

    assert scale.low <= 0 <= scale.high
    assert 0 in scale.ticks
    assert len(scale.ticks) <= 7
    for value in values:
        assert TOP <= scale.y(value) <= BASE
        assert scale.value(scale.y(value)) == pytest.approx(value, abs=(scale.high - scale.low) / (BASE - TOP))


def test_a_range_below_an_earlier_number_is_a_fall() -> None:
    assert len(drawn(of(1.0, 2.0, Bounds(3, 5))).steps) == 1
    assert len(drawn(of(1.0, Bounds(2, None), 5.0, Bounds(4, 6))).steps) == 1
    assert drawn(of(1.0, 5.0, Bounds(2, 4))).steps == ()
    assert drawn(of(1.0, 5.0, Bounds(None, 4))).steps == ()
    assert drawn(of(1.0, 5.0, Bounds(6, 7), 5.5)).steps == ()


def test_no_report_lies_on_another() -> None:
    """Wherever two are closer than a finger is wide, one would be hit for the other (WCAG 2.5.8)."""
    drawing = drawn(TOLL)

    assert all(later.x - earlier.x >= 1 for earlier, later in pairwise(drawing.points))
    assert drawing.columns * COLUMN <= NARROW  # the toll needs no scrolling on a telephone


def test_time_is_to_scale_but_where_it_is_cut() -> None:
    drawing = drawn(TOLL)
    xs = [point.x for point in drawing.points]
    # 9, 15 and 18 January: six days are twice as wide as three; the months after them are cut.
    assert xs[1] - xs[0] == pytest.approx(2 * (xs[2] - xs[1]))
    assert len(drawing.breaks) == 4
    assert all(earlier < at < later for at, (earlier, later) in zip(drawing.breaks, list(pairwise(xs))[2:], strict=True))


def test_reports_of_one_day_stand_side_by_side_above_it() -> None:
    drawing = drawn(figure(report(8.0, "A", as_of="2022-01-05"), report(13.0, "B", as_of="2022-01-06"), report(18.0, "A", as_of="2022-01-06")))
    (_, sixth) = drawing.days

    assert (sixth.x, sixth.to) == (drawing.points[1].x, drawing.points[2].x)
    assert drawing.breaks == ()


def test_a_line_joins_what_grew() -> None:
    steps = drawn(TOLL).steps

    assert [(step.y, step.up) for step in steps] == [(drawn(TOLL).scale.y(a), drawn(TOLL).scale.y(b)) for a, b in ((225, 232), (232, 238))]
    assert drawn(of(8.0, 18.0, 16.0)).steps == ()
    assert drawn(of(8.0, 8.0, 8.0)).steps == ()


def test_a_line_passes_by_what_does_not_stand() -> None:
    found = drawn(figure(
        report(10.0, "A", as_of="2022-01-01"), report(99.0, "A", as_of="2022-01-02", withdrawn="an error"),
        report(50.0, "A", as_of="2022-01-03", name="old", replaced_by="new"), report(20.0, "A", as_of="2022-01-04", name="new", replaces="old"),
    ))  # fmt: skip

    assert [(step.x, step.to) for step in found.steps] == [(found.points[0].x, found.points[3].x)]


def test_bars_end_where_the_number_does() -> None:
    some, least, most = drawn(of(Bounds(50.0, 60.0), Bounds(80.0, None), Bounds(None, 90.0))).points
    y = drawn(of(50.0, 60.0, 90.0)).scale.y

    assert (some.bar, some.top, some.bottom) == ("range", y(60), y(50))
    assert (least.bar, least.top, least.bottom, least.y) == ("least", y(80) - OPEN, y(80), y(80))
    assert (most.bar, most.top, most.bottom, most.y) == ("most", y(90), y(90) + OPEN, y(90))


def test_those_who_say_most_have_a_mark_of_their_own() -> None:
    many = figure(*(report(float(number), f"Speaker {number}", as_of=f"2022-01-{number:02}") for number in range(1, 9)), report(9.0, "Speaker 8", as_of="2022-01-09"))
    drawing = drawn(many)

    assert [speaker.name for speaker in drawing.speakers] == ["Speaker 8", "Speaker 1", "Speaker 2", "Speaker 3", "Speaker 4"]
    assert [point.shape for point in drawing.points] == [1, 2, 3, 4, SHAPES, SHAPES, SHAPES, 0, 0]
    assert drawing.others


REPORTS = st.builds(
    lambda value, by, day: report(value, by, as_of=day.isoformat()),
    st.integers(0, 60_000).map(float) | st.integers(0, 99).map(lambda low: Bounds(float(low), low + 7.0)) | st.integers(0, 99).map(lambda low: Bounds(float(low), None)),
    st.sampled_from(["A", "B", "C"]),
    st.dates(date(2021, 11, 1), date(2023, 2, 1)),
)


def labels(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Return the boxes of the labels where the window is narrow, in pixels."""
    wide = unit(drawing)
    return [
        (point.x * wide - 3.3 * len(str(point.report.value)), point.label - 9, point.x * wide + 3.3 * len(str(point.report.value)), point.label + 1)
        for point in drawing.points
        if point.label is not None
    ]


@given(st.lists(REPORTS, min_size=3, max_size=14))
def test_no_label_covers_another_nor_a_mark(reports: list[Report]) -> None:
    drawing = drawn(figure(*sorted(reports, key=lambda each: each.as_of)))
    boxes = labels(drawing)
    marks = [(point.x * unit(drawing) - 5, point.top - 5, point.x * unit(drawing) + 5, point.bottom + 5) for point in drawing.points]

    assert [(one, other) for one, other in combinations(boxes, 2) if meet(one, other)] == []
    assert [(box, mark) for box in boxes for mark in marks if meet(box, mark)] == []
    assert all(box[1] >= 0 for box in boxes)


@given(st.lists(REPORTS, min_size=3, max_size=14))
def test_the_names_of_months_cover_none_in_their_row(reports: list[Report]) -> None:
    drawing = drawn(figure(*sorted(reports, key=lambda each: each.as_of)))
    wide = unit(drawing)
    found: dict[int, list[tuple[float, float]]] = {}
    for day in drawing.days:
        if day.title:
            width = 6.6 * len(day.title)
            left = day.to * wide + 12 - width if day.last else day.x * wide - 12
            found.setdefault(day.row, []).append((left, left + width))
    assert all(earlier[1] <= later[0] for row in found.values() for earlier, later in pairwise(sorted(row)))
    assert found


def meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two boxes cover each other."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_most_of_the_toll_says_its_numbers() -> None:
    shown: list[Point] = [point for point in drawn(TOLL).points if point.label is not None]

    assert len(shown) == 7


def test_what_is_known_to_the_month_has_no_day() -> None:
    drawing = drawn(figure(report(1.0, "A", as_of="2021"), report(2.0, "A", as_of="2021-11"), report(3.0, "A", as_of="2022-01-05")))

    assert [(day.as_of, day.title) for day in drawing.days] == [("2021", "2021"), ("2021-11", "2021-11"), ("2022-01-05", "2022-01")]
