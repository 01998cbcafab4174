"""The README and the model are held against each other: keys, components, tasks, settings, and its examples build."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateline.markup.extension import LAYOUTS
from dateline.model.bodies import COMPONENTS
from dateline.read.keys import CERTAINTIES, DATA, FRONT_MATTER, KINDS_OF_ARTICLE, KINDS_OF_SOURCE, STATUSES
from dateline.read.when import PARTS, parse_when
from dateline.settings import Options

from tests.sites import ROOT, SETTINGS, build, small_picture, write

README = (ROOT / "README.md").read_text("utf-8")
HEADINGS = {
    "event": "### The event",
    "entry": "### Timeline entries",
    "article": "### Articles",
    "picture": "### Pictures",
    "page": "### Pages",
    "sources": "#### `sources.yaml`",
    "people": "#### `people.yaml`",
    "organisations": "#### `organisations.yaml`",
    "places": "#### `places.yaml`",
    "figures": "#### `figures.yaml`",
    "reports": "Each report:",
    "quotes": "#### `quotes.yaml`",
}
EXAMPLES = re.findall(r"<!-- example: (\S+) -->\n```\w+\n(.*?)```", README, re.DOTALL)


def table_below(words: str) -> list[tuple[str, str]]:
    """Return the rows of the first table below some words: first and second cell."""
    lines = README[README.index(words) :].splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| "))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        rows.append((cells[0], cells[1]))
    return rows


def keys_below(words: str) -> list[tuple[str, bool]]:
    """Return names and whether they are bold (required)."""
    return [(cell.strip("*"), cell.startswith("**")) for cell, _ in table_below(words)]


@pytest.mark.parametrize("kind", FRONT_MATTER)
def test_every_key_of_front_matter_is_documented_in_order(kind: str) -> None:
    assert keys_below(HEADINGS[kind]) == [(key.name, key.required) for key in FRONT_MATTER[kind]]


@pytest.mark.parametrize("kind", DATA)
def test_every_key_of_data_files_is_documented_in_order(kind: str) -> None:
    assert keys_below(HEADINGS[kind]) == [(key.name, key.required) for key in DATA[kind]]


@pytest.mark.parametrize(
    ("heading", "key", "words"),
    [
        ("entry", "Certainty", CERTAINTIES),
        ("entry", "Status", STATUSES),
        ("article", "Kind", KINDS_OF_ARTICLE),
        ("sources", "kind", KINDS_OF_SOURCE),
        ("picture", "Withheld", ("rights", "safety")),
        ("event", "Status", ("developing", "ended")),
    ],
)
def test_choices_are_documented(heading: str, key: str, words: tuple[str, ...]) -> None:
    row = {cell.strip("*"): text for cell, text in table_below(HEADINGS[heading])}[key]
    assert [word for word in re.findall(r"`([^`]+)`", row) if word in words] == list(words)


def test_components_layouts_and_parts_of_day_are_documented() -> None:
    written = {cell for cell, _ in table_below("### In the text")}
    assert {name for name in COMPONENTS if any(cell.startswith(f"`[[{name}: ") for cell in written)} == set(
        COMPONENTS
    )
    assert all(f"`.{name}`" in README for name in LAYOUTS)
    assert all(f"`{part}`" in README or f" {part}`" in README for part in PARTS)


def test_forms_of_when_are_understood() -> None:
    rows = table_below("**When** takes")
    assert len(rows) >= 7
    for cell, _ in rows:
        parse_when(cell.strip("`"), ZoneInfo("Asia/Almaty"))


def test_settings_are_documented() -> None:
    rows = [cell.strip("`") for cell, _ in table_below("## Settings")]
    assert rows == [field.name for field in fields(Options)]


def test_tasks_are_documented() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format=json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tasks = {task["name"] for task in json.loads(listed.stdout)["tasks"]}
    assert {cell.strip("`").removeprefix("invoke ") for cell, _ in table_below("## Tasks")} == tasks


def test_files_that_the_readme_names_are_there() -> None:
    for name in (
        "LICENSE",
        "LICENSE-CONTENT",
        "CHANGELOG.md",
        ".github/workflows/pages.yml",
        ".ci/run",
    ):
        assert (ROOT / name).exists(), name


def test_examples_are_a_site_that_builds(tmp_path: Path) -> None:
    assert len(EXAMPLES) >= 12
    files: dict[str, str | bytes] = {**dict(EXAMPLES), "content/pictures/map.png": small_picture()}
    write(tmp_path / "site", {**files, "pelicanconf.py": SETTINGS})
    output = build(tmp_path / "site")
    assert "Kazakhstan, January 2022" in (output / "index.html").read_text("utf-8")
    assert (output / "timeline/2022-01-05/almaty-airport/index.html").is_file()
    article = (output / "articles/night/index.html").read_text("utf-8")
    for words in (
        "first part",
        "The evening before",
        "What the president said",
        "disowned as a technical error",
    ):
        assert words in article
