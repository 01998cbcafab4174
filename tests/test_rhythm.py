"""One rhythm on all kinds of pages: heads, rules and lists at the same places; tables that use the width of a telephone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import watching

KINDS = ("articles", "people", "organisations", "figures", "sources", "corrections", "downloads")
"""Pages on which something with a rule above it, or the letters that lead into it, comes right below the head."""

PLACES = """() => {
    const head = document.querySelector(".page-head"), box = head.nextElementSibling.getBoundingClientRect();
    return [Math.round(document.querySelector("h1").getBoundingClientRect().left), Math.round(box.top - head.getBoundingClientRect().bottom)];
}"""

EDGES = """() => [...document.querySelectorAll(".listing, .page-head > h1")].map(part => {
    const range = document.createRange();
    range.selectNodeContents(part.querySelector("a") ?? part);
    return Math.round(range.getBoundingClientRect().left);
})"""

GAPS = """() => [...document.querySelectorAll("main .band")].map(band => Math.round(parseFloat(getComputedStyle(band).marginBlockStart)))"""

LINES = """() => [...document.querySelectorAll(".letter")].map(letter => {
    const [head, name] = [letter.querySelector("h2"), letter.querySelector(".listing-name")].map(part => {
        const mark = part.insertBefore(document.createElement("img"), part.firstChild);  // an empty picture stands on the line
        mark.style = "display: inline-block; width: 1px; height: 1px";
        const bottom = mark.getBoundingClientRect().bottom;
        mark.remove();
        return bottom;
    });
    return Math.abs(head - name);
})"""

TABLE = """table => [...table.tBodies[0].rows].map(row => {
    const range = document.createRange(), [date, value, who] = row.cells;
    range.selectNodeContents(value.firstElementChild?.tagName === "S" ? value.firstElementChild : value.firstChild);
    const number = range.getBoundingClientRect(), bar = value.querySelector("svg")?.getBoundingClientRect(), whole = row.getBoundingClientRect();
    const when = date.getBoundingClientRect(), said = who.getBoundingClientRect();
    return {
        beside: number.bottom > when.top && when.bottom > number.top && number.right <= when.left + 1,
        edges: [number.left - whole.left, whole.right - when.right, said.left - whole.left, whole.right - said.right].map(Math.round),
        bar: !bar || Math.abs(bar.width - whole.width) < 1,
        below: said.top > Math.max((bar ?? number).bottom, when.bottom) - 1,
    };
})"""


@pytest.mark.parametrize("width", [390, 1440])
def test_what_follows_the_head_stands_at_the_same_place_on_all_pages(chromium: Browser, event_site: Path, width: int) -> None:
    with watching(chromium, event_site.as_uri(), width) as seen:
        found = {}
        for kind in KINDS:
            seen.page.goto((event_site / kind / "index.html").as_uri())
            found[kind] = tuple(seen.page.evaluate(PLACES))

    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("width", [390, 1440])
def test_lists_begin_where_the_head_does_also_in_a_section(chromium: Browser, production_site: Path, width: int) -> None:
    with watching(chromium, production_site.as_uri(), width) as seen:
        seen.page.goto((production_site / "downloads/index.html").as_uri())
        edges = seen.page.evaluate(EDGES)

    assert len(edges) == 3, "the head, the files, the feeds"
    assert len(set(edges)) == 1, edges


def test_a_letter_stands_on_the_line_of_its_first_name(chromium: Browser, event_site: Path) -> None:
    with watching(chromium, event_site.as_uri(), 1440) as seen:
        seen.page.goto((event_site / "people/index.html").as_uri())
        apart = seen.page.evaluate(LINES)

    assert len(apart) > 3
    assert max(apart) < 1, apart


@pytest.mark.parametrize("width", [390, 1440])
def test_sections_of_the_front_page_are_nearer_to_each_other_than_elsewhere(chromium: Browser, event_site: Path, width: int) -> None:
    found = {}
    with watching(chromium, event_site.as_uri(), width) as seen:
        for name in ("index", "figures/index"):
            seen.page.goto((event_site / f"{name}.html").as_uri())
            found[name == "index"] = set(seen.page.evaluate(GAPS)) - {0}

    assert len(found[True]) == len(found[False]) == 1, found
    assert max(found[True]) < min(found[False]), found


@pytest.mark.parametrize("width", [320, 390, 480])
def test_a_number_stands_beside_its_date_and_who_says_it_has_the_whole_width(chromium: Browser, event_site: Path, width: int) -> None:
    with watching(chromium, event_site.as_uri(), width) as seen:
        seen.page.goto((event_site / "figures/index.html").as_uri())
        tables = seen.page.locator(".figure-table").all()
        rows = [row for table in tables for row in table.evaluate(TABLE)]
        wide = seen.page.evaluate("document.documentElement.scrollWidth")

    assert len(rows) > 5
    assert [row for row in rows if row["edges"] != [0, 0, 0, 0] or not (row["beside"] and row["bar"] and row["below"])] == []
    assert wide == width


def test_in_a_narrow_place_a_table_stays_one_to_screen_readers(chromium: Browser, event_site: Path) -> None:
    roles = {}
    for width in (390, 1280):
        with watching(chromium, event_site.as_uri(), width) as seen:
            seen.page.goto((event_site / "figures/index.html").as_uri())
            tree = seen.page.context.new_cdp_session(seen.page).send("Accessibility.getFullAXTree")
        names = Counter(node["role"]["value"] for node in tree["nodes"] if not node["ignored"])
        roles[width] = {role: names[role] for role in ("table", "row", "rowheader", "columnheader", "cell")}

    assert roles[390] == roles[1280]
    assert min(roles[390].values()) > 0
