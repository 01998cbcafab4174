"""The beginning of a text says what the whole says there."""

from __future__ import annotations

import pytest
from dateline.model.address import Html
from dateline.model.nouns import Body, HtmlPart
from dateline.pages.excerpts import beginning, clipped, plain

PARAGRAPH = "<p>They met <em>in the square</em> &amp; went home , it <a href='x'>is said</a> .</p>\n"


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [PARAGRAPH],
        [PARAGRAPH * 100],
        [PARAGRAPH, PARAGRAPH * 2, PARAGRAPH * 50],
        ["<i></i>" * 500 + PARAGRAPH * 9, PARAGRAPH],
        [f"<p>{'word ' * 1000}</p>", PARAGRAPH],
        ["<p>" + "a" * 5000],
    ],
    ids=len,
)
def test_descriptions_are_as_of_the_whole(parts: list[str]) -> None:
    body = Body(tuple(HtmlPart(Html(part)) for part in parts))
    assert clipped(beginning(body)) == clipped(plain(body))


def test_the_rest_is_not_looked_at() -> None:
    assert len(beginning(Body((HtmlPart(Html(PARAGRAPH * 1000)),)))) < 3000
