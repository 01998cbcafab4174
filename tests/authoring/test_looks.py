"""Pages of two commits beside each other: which pages are looked at, and how they are laid out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from dateline.authoring import looks
from dateline.authoring.project import Project, Stop
from playwright.sync_api import Browser

from tests.browser import watching

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("index.html", "front"), ("404.html", "404"), ("timeline/index.html", "timeline"), ("timeline/newest/index.html", "timeline/newest"),
        ("timeline/2022-01-05/index.html", "timeline/0000-00-00"), ("timeline/2022-11/index.html", "timeline/0000-00"),
        ("timeline/2022-01-05/fire/index.html", "timeline/0000-00-00/each"), ("pictures/dam.html", "pictures/each"),
        ("articles/a-2022-text/index.html", "articles/each"),
    ],
)  # fmt: skip
def test_the_kind_of_a_page_is_the_shape_of_its_address(address: str, kind: str) -> None:
    assert looks.kind_of(address) == kind


def test_of_each_kind_the_longest_page_that_both_have_is_looked_at() -> None:
    before = {"index.html": 9, "articles/a/index.html": 5, "articles/b/index.html": 6, "timeline/index.html": 3}
    after = {**before, "articles/a/index.html": 7, "articles/new/index.html": 99, "search/index.html": 4, "ru/index.html": 9, "ru/timeline/index.html": 3,
             "embed/strip/index.html": 2}  # fmt: skip

    assert looks.samples(before, after) == {
        "front": "index.html", "articles/each": "articles/a/index.html", "timeline": "timeline/index.html", "search": "search/index.html",
    }  # fmt: skip


def project(root: Path) -> Project:
    """Return a project in a folder."""
    return Project(root, root / "content", root / "output", root / "theme", "127.0.0.1", 8000)


def site(folder: Path, **pages: int) -> Path:
    """Write pages, each as many CSS pixels high as it says."""
    for name, height in pages.items():
        file = folder / ("index.html" if name == "front" else f"{name}/index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<!DOCTYPE html><title>{name}</title><style>body{{margin:0;height:{height}px}}</style>", "utf-8")
    return folder


@pytest.mark.browser
def test_each_pair_stands_side_by_side_with_its_heights(chromium: Browser, tmp_path: Path) -> None:
    sites = {"old": site(tmp_path / "old", front=2000), looks.AS_IT_IS: site(tmp_path / "now", front=1200, search=1000)}

    pairs = looks.lay_out(chromium, tmp_path, sites)

    assert [(pair.kind, pair.width, *(side.height for side in pair.sides)) for pair in pairs] == [
        ("front", 390, 2000, 1200), ("front", 1440, 2000, 1200), ("search", 390, 0, 1000), ("search", 1440, 0, 1000),
    ]  # fmt: skip
    with watching(chromium, tmp_path.as_uri()) as seen:
        seen.page.goto((tmp_path / "index.html").as_uri())
        seen.see_all()
        sizes = seen.page.evaluate("[...document.images].map(image => [image.alt, image.naturalWidth, image.naturalHeight])")
        captions = seen.page.locator("figcaption").all_inner_texts()
    assert sizes == [
        ["front of old", 390, 2000], ["front of as it is", 390, 1200], ["front of old", 1440, 2000], ["front of as it is", 1440, 1200],
        ["search of as it is", 390, 1000], ["search of as it is", 1440, 1000],
    ]  # fmt: skip
    assert captions.count("old: no such page") == 2
    assert seen.complaints == []


def test_a_commit_that_git_does_not_know_ends_the_task(tmp_path: Path) -> None:
    subprocess.run([*GIT, str(tmp_path), "init", "--quiet"], check=True)

    with pytest.raises(Stop, match="git knows no commit 'nothing'"):
        looks._built(project(tmp_path), tmp_path / "work", "nothing")
