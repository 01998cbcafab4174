"""CHANGELOG.md has the form that it says at its top: `dateline upgrade` reads it."""

from __future__ import annotations

import re
from datetime import date

from tests.docs import anchors, links, target, without_code_blocks
from tests.sites import ROOT

CHANGELOG = (ROOT / "CHANGELOG.md").read_text("utf-8")
LINES = without_code_blocks(CHANGELOG).splitlines()
VERSION = re.compile(r"## (\d+)\.(\d+)\.(\d+) \((\d{4}-\d{2}-\d{2})\)")


def test_sections_are_versions_with_dates_newest_first() -> None:
    heads = [line for line in LINES if line.startswith("## ")]
    assert heads
    released = [VERSION.fullmatch(head) for head in heads if head != "## Unreleased"]
    assert all(released), heads
    assert "## Unreleased" not in heads[1:]
    found = [(tuple(int(part) for part in one.groups()[:3]), date.fromisoformat(one[4])) for one in released if one]
    assert found == sorted(set(found), reverse=True)


def test_each_version_says_first_what_changes_for_authors() -> None:
    for section in re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]:
        parts = re.findall(r"^### (.+)$", section, re.MULTILINE)
        assert parts in (["For authors"], ["For authors", "For maintainers"]), section[:40]
        between = section.partition("\n")[2].partition("### For authors")[0]
        assert not between.strip(), "nothing stands before the part for authors"
        for part in re.split(r"^### .+$", section, flags=re.MULTILINE)[1:]:
            assert re.search(r"^- \S", part, re.MULTILINE), "no part is empty"


def test_nothing_stands_in_another_form() -> None:
    """Below the first version there are headings, items with two blanks before what goes on, and the line that tells a part's subject."""
    start = next(number for number, line in enumerate(LINES) if line.startswith("## "))
    for line in LINES[start:]:
        assert re.match(r"(## |### |#### |- \S|  \S|\S.*[.:]$|$)", line), line


def test_links_hold() -> None:
    for link in links(CHANGELOG):
        if "://" not in link:
            path, anchor = target("CHANGELOG.md", link)
            assert (ROOT / path).is_file(), link
            assert not anchor or anchor in anchors((ROOT / path).read_text("utf-8")), link
