"""The index from one build to the next: of an edit, of what comes and what goes, it is what a build without a cache makes; and little of it is new."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.sites import GOOD, Changes, build, copy, tree, write
from tests.translated import TOLD

ENTRIES = 160
"""So many that there are several blocks, and that the index is made beside the pages."""


def entry(number: int, more: str = "") -> str:
    words = " ".join(f"w{number * 7919 % 997}x{at} river{number % 9}" for at in range(25))
    return f"Title: Report {number}{more}\nWhen: 2022-01-0{number % 5 + 3}\nKind: protest\nSources: agency\nSlug: report-{number}\n\n{words}.{more}\n"


@pytest.fixture(scope="module")
def made(once: Once) -> Path:
    """A site in three languages that has been built."""

    def make(folder: Path) -> None:
        write(folder / "site", {**GOOD, **TOLD, **{f"content/timeline/report-{number}.md": entry(number) for number in range(ENTRIES)}})
        build(folder / "site")

    return once("search-kept", make) / "site"


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    return copy(made, tmp_path / "site")


def index_of(site: Path) -> dict[str, str]:
    """Return all files of the index by name, as their hashes."""
    found = {name: digest for name, digest in tree(site / "output").items() if "search/" in name}
    assert len(found) > 12
    return found


def cold(site: Path, folder: Path) -> dict[str, str]:
    """Return what a build of the same content makes that finds no cache and no output."""
    other = copy(site, folder)
    shutil.rmtree(other / ".cache")
    shutil.rmtree(other / "output")
    build(other)
    return index_of(other)


CHANGES: dict[str, Changes] = {
    "a text": {"content/timeline/report-70.md": entry(70, " Zanzibar")},
    "what comes and what goes, far from each other": {
        "content/timeline/report-70b.md": entry(1070, " Zanzibar"),
        "content/timeline/report-3.md": None,
        "content/timeline/report-155.md": "Status: draft\n" + entry(155),
    },
    "an article with parts, and a name": {
        "content/articles/parts.md": "Title: Zanzibar\nDate: 2022-01-08\nSlug: parts\n\n" + "A sentence of Zanzibar. " * 200,
        "content/data/people.yaml": str(GOOD["content/data/people.yaml"]).replace("name:", "name: Zanzibar", 1),
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_an_edit_it_is_what_a_cold_build_makes(change: str, site: Path, tmp_path: Path) -> None:
    before = index_of(site)
    write(site, CHANGES[change])
    build(site)
    now = index_of(site)
    assert now != before
    assert now == cold(site, tmp_path / "cold")
    texts = {name for name in now if "/texts-" in name}
    assert len(texts - before.keys()) < len(texts), "what did not change has the name that it had"


def test_what_is_spoilt_in_the_cache_is_made_again(site: Path) -> None:
    before = index_of(site)
    packs = [file for folder in (site / ".cache/dateline/search").iterdir() for file in folder.iterdir()]
    assert len(packs) == 3, "one for each language"
    for pack in packs:
        data = bytearray(pack.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 2_000] = b"?" * 2_000
        pack.write_bytes(data)
    write(site, {"content/timeline/report-70.md": entry(70, " ")})
    (site / "output/404.html").unlink()
    build(site)
    assert index_of(site) == before


def test_only_one_block_of_the_cache_is_new_after_an_edit(site: Path) -> None:
    """Of each language: an entry that is not translated is in all."""
    packs = {file: file.stat().st_size for folder in (site / ".cache/dateline/search").iterdir() for file in folder.iterdir()}
    write(site, {"content/timeline/report-70.md": entry(70, " Zanzibar")})
    build(site)
    assert all(0 < file.stat().st_size - size < size * 0.9 for file, size in packs.items())
