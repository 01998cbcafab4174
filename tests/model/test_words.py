"""Words that are no texts have the quotation marks of the site's language, too: labels of kinds, units, what a video is called."""

from __future__ import annotations

from dateline.model.nouns import MediaPart

from tests.broken_sites import ARTICLE, EVENT, FIGURES, ORGANISATIONS
from tests.model.conftest import Model


def test_quotation_marks(model: Model) -> None:
    event, problems = model({
        EVENT: ("protest = Protest", 'protest = The people\'s "protest"'),
        FIGURES: ("unit: people", "unit: 'people \"missing\"'"),
        ORGANISATIONS: ("name: City council", "name: City council\n  short: The mayor's men"),
        ARTICLE: ("| A video | Example", '| The "square" that day | People\'s Archive'),
    })  # fmt: skip
    assert [str(problem) for problem in problems.sorted()] == []
    (media,) = (part for part in event.articles[0].body.parts if isinstance(part, MediaPart))

    assert event.kinds[0].label == "The people’s “protest”"
    assert event.figures[0].unit == "people “missing”"
    assert event.organisations[0].short == "The mayor’s men"
    assert (media.title, media.publisher) == ("The “square” that day", "People’s Archive")
