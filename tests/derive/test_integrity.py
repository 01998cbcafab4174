"""What the site rests on, counted: sources are independent only where they share neither publisher nor agency."""

from __future__ import annotations

import pytest
from dateline.derive.integrity import Integrity, independent, integrity, keeps
from dateline.model.nouns import Event, Source

from tests.broken_sites import DISPUTE, PICTURE, SOURCES
from tests.model.conftest import Model, model

__all__ = ["model"]

NEWS = """\
afp:
  title: Unrest
  publisher: AFP
punch:
  title: Unrest
  publisher: Punch
  from: AFP
daily:
  title: Unrest
  publisher: The Daily
  from: [afp, Interfax]
interfax-ukraine:
  title: Unrest
  publisher: Interfax-Ukraine
  from: interfax
reprint:
  title: Unrest, again
  publisher: A blog
  from: punch
paper:
  title: The council answers
  publisher: The Paper
paper-again:
  title: More
  publisher: the paper
agency:
  title: People meet
  publisher: The Agency
  archived: https://example.org/archived
"""
COUNCIL = {"content/data/organisations.yaml": "council:\n  name: City council\ninterfax:\n  name: Interfax\n"}


def sources_of(model: Model) -> dict[str, Source]:
    event, problems = model({SOURCES: NEWS, **COUNCIL})
    assert problems.sorted() == []
    return {source.key: source for source in event.sources}


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("", 0),
        ("paper", 1),
        ("paper paper-again", 1),
        ("paper agency", 2),
        ("afp punch", 1),
        ("punch reprint", 1),
        ("afp reprint paper", 2),
        ("punch interfax-ukraine", 2),
        ("punch interfax-ukraine daily", 1),
        ("daily punch interfax-ukraine paper agency", 3),
    ],
)
def test_those_that_share_an_origin_count_as_one(model: Model, keys: str, count: int) -> None:
    found = sources_of(model)
    named = [found[key] for key in keys.split()]
    assert independent(named) == independent(reversed(named)) == count


def test_whose_text_it_is_leads_to_the_source_or_organisation(model: Model) -> None:
    found = sources_of(model)
    assert [(one.name, one.address) for one in found["daily"].passes_on] == [("AFP", "sources/#afp"), ("Interfax", "organisations/interfax/")]
    assert [(one.name, one.address) for one in found["punch"].passes_on] == [("AFP", None)]
    assert found["reprint"].passes_on[0].name == "Punch"
    assert keeps(found["agency"])
    assert not keeps(found["paper"])


def test_numbers_of_a_site(model: Model) -> None:
    event, _ = model({})
    assert integrity(event) == Integrity(entries=2, single=1, several=1, disputed=1, pictures=1, unlicensed=1, sources=2, uncopied=2, corrections=1)


def test_what_changes_them(model: Model) -> None:
    def counted(changes: dict[str, tuple[str, str]]) -> Integrity:
        event: Event
        event, problems = model(changes)
        assert problems.sorted() == []
        return integrity(event)

    assert counted({SOURCES: ("publisher: The Paper", "publisher: The Paper\n  from: The Agency")}).single == 2
    assert counted({PICTURE: ("Credit:", "Licence: CC0\nCredit:")}).unlicensed == 0
    assert counted({DISPUTE: ("Correction: 2022-01-09: The answer came on Thursday, not on Friday.\n", "")}).corrections == 0
    kept = f"publisher: The Paper\n  kept:\n  - {{file: a.html, sha256: {'0' * 64}, captured: 2022}}"
    assert counted({SOURCES: ("publisher: The Paper", kept)}).uncopied == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("  publisher: The Paper\n", "  publisher: The Paper\n  from: agnecy\n"), '9: unknown organisation or source "agnecy": did you mean "agency"?'),
        (
            ("  publisher: The Paper\n", "  publisher: The Paper\n  from: paper\n"),
            '9: "paper" passes on a text of its own: name the agency that it comes from, or the source that was there first',
        ),
    ],
)
def test_what_is_wrong_with_whose_text_it_is(model: Model, change: tuple[str, str], told: str) -> None:
    _, problems = model({SOURCES: change})
    assert list(map(str, problems.sorted())) == [f"content/data/sources.yaml:{told}"]


def test_two_that_pass_on_each_other(model: Model) -> None:
    changes = {SOURCES: "agency:\n  title: A\n  publisher: A\n  from: paper\npaper:\n  title: B\n  publisher: B\n  from: agency\n"}
    _, problems = model(changes)
    assert len(problems.sorted()) == 2
