"""Key figures: the latest standing report, and the spread between different speakers."""

from __future__ import annotations

from dateline.derive.figures import spread, status
from dateline.read.amounts import Bounds

from tests.nouns import figure, report


def exactly(number: float) -> Bounds:
    """Return an end of a spread that somebody gave as a number."""
    return Bounds(number, number)


def test_the_latest_is_the_last_report_that_stands() -> None:
    standing = report(225.0, "Prosecutors")

    assert spread(figure(report(26.0, "Ministry"), standing, report(164.0, "Channel", withdrawn="an error"))).latest == standing


def test_the_spread_lies_between_different_speakers() -> None:
    found = spread(figure(report(227.0, "FAZ"), report(230.0, "Asylov"), report(241.0, "Ten organisations")))

    assert (found.low, found.high) == (exactly(227.0), exactly(241.0))


def test_of_each_speaker_only_the_last_standing_report_counts() -> None:
    found = spread(figure(report(164.0, "Prosecutors"), report(225.0, "Prosecutors"), report(241.0, "Ten organisations")))

    assert (found.low, found.high) == (exactly(225.0), exactly(241.0))


def test_one_speaker_alone_makes_no_spread() -> None:
    found = spread(figure(report(225.0, "Prosecutors"), report(238.0, "Prosecutors")))

    assert (found.latest, found.low, found.high) == (report(238.0, "Prosecutors"), None, None)


def test_what_was_withdrawn_never_counts() -> None:
    found = spread(figure(report(164.0, "Channel", withdrawn="an error"), report(225.0, "A"), report(238.0, "B")))

    assert (found.low, found.high) == (exactly(225.0), exactly(238.0))
    assert spread(figure(report(164.0, "Channel", withdrawn="an error"), report(225.0, "A"))).low is None


def test_a_speaker_who_withdrew_stands_by_the_report_before() -> None:
    found = spread(figure(report(10.0, "A"), report(20.0, "B"), report(99.0, "A", withdrawn="an error")))

    assert (found.low, found.high) == (exactly(10.0), exactly(20.0))


def test_words_are_a_report_but_no_number() -> None:
    found = spread(figure(report(18.0, "Police"), report("dozens", "Witnesses")))

    assert (found.latest, found.low, found.high) == (report("dozens", "Witnesses"), None, None)


def test_two_who_agree_make_no_spread() -> None:
    found = spread(figure(report(225.0, "A"), report(225.0, "B")))

    assert (found.low, found.high) == (None, None)


def test_with_nothing_standing_there_is_nothing_to_say() -> None:
    found = spread(figure(report(164.0, "Channel", withdrawn="an error")))

    assert (found.latest, found.low, found.high) == (None, None, None)


def test_what_was_replaced_never_counts() -> None:
    """Not even where it stands behind what replaces it: the days for which they are said may be in any order."""
    later, earlier = report(16.0, "A", name="b", replaces="a"), report(18.0, "A", name="a", replaced_by="b")
    found = spread(figure(later, earlier, report(19.0, "B")))

    assert [status(each) for each in (later, earlier, report(1.0, "A", withdrawn="an error", replaced_by="b"))] == ["standing", "replaced", "withdrawn"]
    assert (found.low, found.high) == (exactly(16.0), exactly(19.0))
    assert spread(figure(later, earlier)).latest == later


def test_a_range_counts_with_both_its_ends() -> None:
    found = spread(figure(report(Bounds(160.0, 164.0), "A"), report(162.0, "B")))

    assert (found.low, found.high) == (exactly(160.0), exactly(164.0))


def test_an_open_end_stays_open_in_a_spread() -> None:
    least, most = Bounds(300.0, None), Bounds(None, 90.0)

    assert spread(figure(report(200.0, "A"), report(least, "B"))).high == least
    assert spread(figure(report(200.0, "A"), report(most, "B"))).low == most
    assert spread(figure(report(400.0, "A"), report(least, "B"))).low == least


def test_what_somebody_gave_as_a_number_goes_before_what_another_left_open() -> None:
    least = Bounds(300.0, None)

    assert spread(figure(report(300.0, "A"), report(least, "B"))).low == exactly(300.0)
    assert spread(figure(report(300.0, "A"), report(least, "B"))).high == least
