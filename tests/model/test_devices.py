"""Names that Windows keeps for devices: no text and no thing gets a folder of that name."""

from __future__ import annotations

import pytest

from tests.broken_sites import ARTICLE, ENTRY, PAGE, PLACES, SOURCES, Table
from tests.model.conftest import Model

ADVICE = "is the name of a device on Windows, where no folder can have it"
TOLD: Table = {
    "the slug of an article": (
        {ARTICLE: ("Slug: first", "Slug: con")},
        f'content/articles/first.md:13: Slug: "con" {ADVICE}: write another: "con-1"',
    ),
    "the slug of a page": (
        {PAGE: ("Slug: about", "Slug: nul")},
        f'content/pages/about.md:2: Slug: "nul" {ADVICE}: write another: "nul-1"',
    ),
    "the key of a place": (
        {PLACES: ("berlin:", "com1:\n  name: Port\nberlin:")},
        f'content/data/places.yaml:5: the key "com1" {ADVICE}: write another: "com1-1"',
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(model: Model, name: str) -> None:
    changes, *told = TOLD[name]
    assert [str(problem) for problem in model(changes)[1].sorted()] == told


@pytest.mark.parametrize(("title", "slug"), [("Aux", "aux-entry"), ("NUL?", "nul-entry"), ("Console", "console"), ("Com 1", "com-1")])
def test_a_title_makes_another_address(model: Model, title: str, slug: str) -> None:
    changes = {ENTRY: f"Title: {title}\nWhen: 2022-01-05\nKind: protest\n\nThey came.[@agency]\n"}
    event, problems = model({**changes, ARTICLE: None, "content/event.md": ("[in the square]({filename}timeline/2022-01-05-square.md)", "there")})
    assert [str(problem) for problem in problems.sorted()] == []
    assert slug in {entry.slug for entry in event.entries}


def test_a_key_that_is_no_folder_is_taken(model: Model) -> None:
    event, problems = model({"content/data/figures.yaml": ("deaths:", "con:"), "content/event.md": ("Figures: deaths", "Figures: con"), ARTICLE: ("[[figure: deaths]]", "[[figure: con]]")})
    assert [str(problem) for problem in problems.sorted()] == []
    assert [figure.key for figure in event.figures] == ["con"]


def test_a_source_may_have_a_page_of_its_own(model: Model) -> None:
    _, problems = model({SOURCES: ("paper:", "prn:\n  title: Printed\n  publisher: The Press\npaper:")})
    assert [str(problem) for problem in problems.sorted()] == [f'content/data/sources.yaml:6: the key "prn" {ADVICE}: write another: "prn-1"']
