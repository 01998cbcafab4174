"""What of a site is in its index, and what never is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.search.reading import Read, read_folder
from tests.sites import GOOD, build, small_picture, write

SECRETS = ("zanzibar", "quetzal", "xylophone", "marzipan", "wolfram", "gondola")
"""Words of what must not be found: a draft, two hidden texts, a withheld picture, a covered one's description and caption."""
FILES: dict[str, str | bytes | None] = {
    "content/timeline/2022-01-06-draft.md": "Title: A zanzibar draft\nWhen: 2022-01-06\nKind: protest\nStatus: draft\nSources: agency\n\nText.\n",
    "content/timeline/2022-01-06-hidden.md": "Title: A quetzal\nWhen: 2022-01-06\nKind: protest\nStatus: hidden\nSources: agency\n\nText.\n",
    "content/articles/hidden.md": "Title: A xylophone\nDate: 2022-01-08\nStatus: hidden\nSlug: hidden\n\nText.\n",
    "content/pictures/withheld.md": "Alt: A marzipan\nCredit: A photographer\nWithheld: safety\n\nA caption.\n",
    "content/pictures/covered.png": small_picture("red"),
    "content/pictures/covered.md": "Alt: A wolfram\nCredit: A photographer\nSensitive: Injured people lie on a stretcher\n\nA gondola.\n",
    "content/articles/long.md": "Title: A long read\nDate: 2022-01-08\nSlug: long\n\nAt first.\n\n## What came {: #later }\n\nThen the harbour froze.\n",
}


@pytest.fixture(scope="module")
def output(once: Once) -> Path:
    """The output of a site with all that must not be found."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, **FILES})
        build(folder / "site")

    return once("search-secrets", make) / "site/output"


@pytest.fixture(scope="module")
def index(output: Path) -> Read:
    """Its index."""
    return read_folder(output)


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_not_shown_is_not_found(output: Path, secret: str) -> None:
    assert [file.name for file in (output / "search").rglob("*.*") if secret in file.read_text("utf-8").casefold()] == []


def test_of_a_covered_picture_its_words_are_found_and_its_file_is_not_named(index: Read, output: Path) -> None:
    assert index.titles("stretcher") == {"Injured people lie on a stretcher"}
    assert not re.search(r"covered-\d", "".join(file.read_text("utf-8") for file in (output / "search").rglob("*.js")))


def test_every_kind_is_found_at_an_address_that_is_there(index: Read, output: Path) -> None:
    assert all(index.index["kinds"]), index.index["kinds"]
    for address, title, _, _ in index.documents:
        path, _, anchor = address.partition("#")
        page = output / (f"{path}index.html" if not path or path.endswith("/") else path)
        assert page.is_file(), address
        assert not anchor or f'id="{anchor}"' in page.read_text("utf-8"), address
        assert title


def test_a_part_of_an_article_is_found_at_its_heading(index: Read) -> None:
    (number, _), *_ = index.forms["harbour"] if "harbour" in index.forms else index.forms["harbor"]
    assert index.documents[number][:2] == ["articles/long/#later", "A long read · What came"]
