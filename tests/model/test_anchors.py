"""Links to parts of a page: an anchor that looks the same is the same, and both are written in one way."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

import pytest
from dateline.model.nouns import HtmlPart

from tests.broken_sites import ARTICLE, PAGE
from tests.model.conftest import Model

COMPOSED = "caf\u00e9"
APART = unicodedata.normalize("NFD", COMPOSED)


@pytest.mark.parametrize("there", [COMPOSED, APART])
@pytest.mark.parametrize("named", [COMPOSED, APART, quote(COMPOSED), quote(APART)])
@pytest.mark.parametrize("link", ["#{}", "{{filename}}first.md#{}"])
def test_composed_or_not(model: Model, there: str, named: str, link: str) -> None:
    # A browser compares code points, not letters.
    event, problems = model({ARTICLE: ("People met.", f"## Meet {{#{there}}}\n\nPeople [met]({link.format(named)}).")})
    assert [str(problem) for problem in problems.sorted()] == []
    (article,) = event.articles
    html = "".join(part.html for part in article.body.parts if isinstance(part, HtmlPart))
    assert f'id="{COMPOSED}"' in html
    assert f'#{quote(COMPOSED)}"' in html


def test_other_letters_are_another_anchor(model: Model) -> None:
    _, problems = model({PAGE: ("Much.", "Much, see [below](#cafe\u0300).\n\n## Coffee {#caf\u00e9}")})
    assert [problem.what for problem in problems.sorted()] == ['there is no anchor "#caf\u00e8"']
