"""What stands below every page: whose site it is, under which licence, where else it is, what one may take from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Once
from tests.documents import Document, document
from tests.sites import GOOD, PUBLISH, build, write

EVENT = str(GOOD["content/event.md"]).replace(
    "Accent:",
    """\
Languages: en; ru
Publisher: The Archive | https://archive.example/
Licence: CC BY 4.0 | https://creativecommons.org/licenses/by/4.0/
Mirrors:
    https://www.example.net/harbour/
    https://example.com
Onion: 2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion/harbour
Accent:""",
)
RUSSIAN = "Title: Событие\nPublisher: Архив\n\nНачалось всё [на площади]({filename}timeline/2022-01-05-square.md).[@agency]\n"


@pytest.fixture(scope="module")
def told(once: Once) -> Path:
    """A small site with all that can be said of it, in two languages, as it is published."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, "content/event.md": EVENT, "content/event.ru.md": RUSSIAN, "publishconf.py": PUBLISH})
        build(folder / "site", "content", "-s", "publishconf.py", SITEURL="https://example.org/base")

    return once("colophon", make) / "site/output"


def links(page: Document) -> dict[str, str]:
    """Return where the links below a page lead, by their words."""
    return {"".join(link.itertext()): str(link.get("href")) for link in page.one("footer").iter("a")}


def said(page: Document) -> str:
    """Return what stands below a page."""
    return "".join(page.one("footer").itertext())


def test_it_says_whose_site_it_is_and_where_else_it_is(told: Path) -> None:
    page = document(told, "people/mayor/index.html")
    found = links(page)

    assert found["The Archive"] == "https://archive.example/"
    assert found["CC BY 4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["Copies of this site"] == "/base/mirrors/"
    assert found["Checksums"] == "/base/SHA256SUMS"
    assert (told / "SHA256SUMS").is_file()
    assert found["Feeds"] == "/base/downloads/#feeds"
    assert document(told, "downloads/index.html").one("h2", id="feeds").text == "Feeds"
    assert "Last changed: 9 January 2022" in said(page)


def test_a_translation_names_the_publisher_and_leads_to_the_same_place(told: Path) -> None:
    found = links(document(told, "ru/people/mayor/index.html"))

    assert found["Архив"] == "https://archive.example/"
    assert found["CC BY 4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["English"] == "/base/people/mayor/"


def test_a_text_says_itself_when_it_changed(told: Path) -> None:
    """Nothing below it would change with other texts, or thousands of pages would be made again for one."""
    page = said(document(told, "articles/first/index.html"))

    assert "Licence of the texts: CC BY 4.0" in page
    assert "Last changed" not in page


def test_what_nobody_said_is_not_there(good_site: Path) -> None:
    page = said(document(good_site / "output", "index.html"))

    assert "Made with Dateline" in page
    assert "Publisher" not in page
    assert "Licence" not in page
    assert "Copies" not in page
