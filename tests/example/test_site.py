"""The example as a site: what is tested of every page of the tests' own event, where it costs little, of the pages that are published too."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.authoring.hosting import packed

from tests import test_budgets as budgets
from tests import test_html as html
from tests import test_site_links as site_links
from tests.authoring.test_schemas import KINDS, complaints
from tests.documents import Document
from tests.sites import ROOT


@pytest.mark.parametrize("check", html.CHECKS, ids=lambda check: check.__name__)
def test_every_page(example_documents: list[Document], check: html.Check) -> None:
    assert [error for page in example_documents for error in page.errors] == []
    assert [f"{page.name}: {found}" for page in example_documents for found in check(page)] == []


def test_every_link_leads_somewhere_and_every_listed_page_is_reached(example_site: Path) -> None:
    pages = site_links.read(example_site)

    assert site_links.on_disk(example_site, pages) == []
    assert {name for name, page in pages.items() if page.listed} == site_links.reached(pages, "/")


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_of_data_files_hold(kind: str) -> None:
    assert complaints(ROOT / "content", kind) == []


def test_the_front_page_is_within_its_budgets(example_project: Path) -> None:
    front = (example_project / "output/index.html").read_bytes()
    expected = budgets.expected_words(example_project / "content", budgets.text_of(front.decode()))
    view = budgets.text_of(budgets.first_view(front))

    assert len(packed(front)) <= budgets.FRONT
    assert {what: words for what, words in expected.items() if words not in view} == {}
