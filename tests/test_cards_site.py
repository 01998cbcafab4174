"""Share cards on a site: one for each article, entry and day in each language, named by its page, drawn again only where it changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from dateline.cards.card import MOST
from PIL import Image

from tests.conftest import Once
from tests.sites import GOOD, PUBLISH, build, copy, write
from tests.translated import TOLD

SITE = "https://example.org/base"
PAGES = ("index.html", "articles/first/index.html", "timeline/2022-01-05/index.html", "timeline/2022-01-05/square/index.html")
ENTRY = "content/timeline/2022-01-06-answer.md"


def publish(project: Path) -> Path:
    return build(project, "content", "-s", "publishconf.py", SITEURL=SITE)


def card_of(output: Path, page: str) -> str:
    """Return the name of a page's card."""
    found = re.search(rf'og:image" content="{SITE}/cards/([^"]+)"', (output / page).read_text("utf-8"))
    assert found, page
    return found[1]


@pytest.fixture(scope="module")
def made(once: Once) -> Path:
    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, **TOLD, "publishconf.py": PUBLISH})
        publish(folder / "site")

    return once("cards", make) / "site"


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    return copy(made, tmp_path / "site")


def cards(project: Path) -> Mapping[str, bytes]:
    return {file.name: file.read_bytes() for file in (project / "output/cards").iterdir()}


def test_each_page_names_a_card_of_its_own_in_its_language(made: Path) -> None:
    named = [card_of(made / "output", prefix + page) for prefix in ("", "ru/", "ar/") for page in PAGES]
    assert len(set(named)) == len(named)
    assert set(named) <= set(cards(made))
    assert card_of(made / "output", "sources/index.html") == card_of(made / "output", "index.html")


def test_every_card_is_named_and_of_its_size(made: Path) -> None:
    named = set(re.findall(rf"{SITE}/cards/([\w.]+)", "".join(page.read_text("utf-8") for page in (made / "output").rglob("*.html"))))
    assert named == set(cards(made))
    for name, data in cards(made).items():
        assert len(data) <= MOST, name
        with Image.open(made / "output/cards" / name) as image:
            assert image.size == (1200, 630), name
    assert all(f"cards/{name}" in (made / "output/SHA256SUMS").read_text("utf-8") for name in named)


def test_only_what_changed_is_drawn_again(site: Path) -> None:
    """The entry's card and its day's, in its language and in the one that nobody has translated it into; the others are taken from the cache, and a damaged one is made again."""
    before = cards(site)
    kept = site / ".cache/dateline/cards"
    spoilt = card_of(site / "output", "articles/first/index.html")
    (kept / spoilt).write_bytes(b"nothing")
    others = {name: (kept / name).stat().st_ino for name in before if name != spoilt}
    text = (site / ENTRY).read_text("utf-8")
    write(site, {ENTRY: text.replace("Title: The council answers", "Title: The council replies")})
    publish(site)
    now = cards(site)
    changed = {card_of(site / "output", f"{prefix}timeline/2022-01-06/{page}index.html") for prefix in ("", "ar/") for page in ("", "answer/")}
    assert now.keys() - before.keys() == changed
    assert all(now[name] == before[name] for name in now.keys() & before.keys())
    assert {name: (kept / name).stat().st_ino for name in others} == others
    assert (kept / spoilt).stat().st_size > 10_000


def test_there_are_none_while_writing_and_where_they_are_turned_off(site: Path) -> None:
    output = build(site)
    assert not (output / "cards").exists()
    write(site, {"publishconf.py": PUBLISH + 'DATELINE["cards"] = False\n'})
    output = publish(site)
    assert not (output / "cards").exists()
    assert f'og:image" content="{SITE}/pictures/square-' in (output / "index.html").read_text("utf-8")
