"""Whoever puts an event of their own into this repository keeps the kit's tests: none of them reads the example, and those about it are skipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.invented import FOLDER
from tests.sites import EXAMPLE, ROOT, is_the_example

OWN = re.compile(r"""\b(?:ROOT|CONTENT)\b\s*(?:/\s*|\}/)["']?(content|maps|docs/\w+\.png|pelicanconf\.py|publishconf\.py)\b""")
"""Where a test reads what an author changes: content, maps, settings of the repository."""
ALLOWED = {
    "desks.py": {"content"},  # these two: a path like any other, nothing there is read
    "test_settings.py": {"content"},
    "authoring/test_upgrading.py": {"pelicanconf.py"},  # what the event's own lines say is no matter there
}
"""By file, with its reason: what all events have, or what no test looks into."""


def test_no_test_of_the_kit_reads_the_example() -> None:
    found = {
        name: set(OWN.findall(file.read_text("utf-8"))) - ALLOWED.get(name, set())
        for file in (ROOT / "tests").rglob("*.py")
        if "example" not in (name := file.relative_to(ROOT / "tests").as_posix()).split("/") and file != Path(__file__)
    }

    assert {name: paths for name, paths in found.items() if paths} == {}


@pytest.mark.parametrize(
    ("line", "found"),
    [('ROOT / "content/event.md"', ["content"]), ("f'{ROOT}/maps'", ["maps"]), ('ROOT / "publishconf.py"', ["publishconf.py"]), ('root / "content"', [])],
)
def test_such_a_line_is_found(line: str, found: list[str]) -> None:
    assert OWN.findall(line) == found


@pytest.mark.parametrize(("head", "example"), [(f"Title: {EXAMPLE}\nKicker: x\n", True), (f"Kicker: {EXAMPLE}\n", False), (f"Title: {EXAMPLE}, again\n", False)])
def test_the_example_is_known_by_the_title_of_its_event(tmp_path: Path, head: str, example: bool) -> None:
    (tmp_path / "event.md").write_text(f"{head}Starts: 2022-01-01\n\nText.\n", "utf-8")

    assert is_the_example(tmp_path) is example


def test_another_event_none_and_one_that_is_no_text_are_not_the_example(tmp_path: Path) -> None:
    assert not is_the_example(FOLDER)
    assert not is_the_example(tmp_path)
    (tmp_path / "event.md").write_bytes(b"\xff\xfe" + EXAMPLE.encode())
    assert not is_the_example(tmp_path)
