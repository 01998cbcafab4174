"""Old addresses: how they are written, and what they may not be."""

from __future__ import annotations

import pytest
from dateline.model.address import Address
from dateline.model.formerly import Moved, moves_of, old_address
from dateline.problems import Misread, Problems
from dateline.read.records import Item, Record

SITE = "https://paper.example/flood"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/timeline/2021-07-14/dam/", "timeline/2021-07-14/dam/"),
        ("timeline/2021-07-14/dam", "timeline/2021-07-14/dam/"),
        ("/timeline/2021-07-14/dam/index.html", "timeline/2021-07-14/dam/"),
        ("timeline/2021-07-14/dam/INDEX.HTML", "timeline/2021-07-14/dam/"),
        (f"{SITE}/timeline/2021-07-14/dam/", "timeline/2021-07-14/dam/"),
        ("http://PAPER.example/flood/dam", "dam/"),
        ("/old.html", "old.html"),
        ("/2021/07/dam.htm", "2021/07/dam.htm"),
        ("/dam.php", "dam.php/"),
        ("/%D0%B4%D0%B0%D0%BC%D0%B1%D0%B0/", "дамба/"),
        ("/the%20dam/", "the dam/"),
        ("/caf\u0065\u0301/", "caf\u00e9/"),
        (f"/{'x' * 190}/", f"{'x' * 190}/"),
    ],
)
def test_an_old_address_is_understood(written: str, address: str) -> None:
    assert old_address(written, SITE) == address


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("/?p=12", "has a query"),
        ("/dam/?from=mail#top", "has a query"),
        ("/dam/#wall", "has a fragment"),
        ("/dam/#wall?", "has a fragment"),
        ("https://other.example/flood/dam/", "lies on another site"),
        ("https://paper.example/fire/dam/", "lies on another site"),
        ("https://paper.example/flooded/dam/", "lies on another site"),
        ("//other.example/dam/", "is no address of a page"),
        ("mailto:editor@paper.example", "is no address of a page"),
        ("https://[::1/dam/", "is no address"),
        ("/../dam/", 'has an empty part, "." or ".."'),
        ("dam/./wall", 'has an empty part, "." or ".."'),
        ("/%2E%2E/dam/", 'has an empty part, "." or ".."'),
        ("/dam//wall/", 'has an empty part, "." or ".."'),
        ("/", "is the front page"),
        ("/index.html", "is the front page"),
        (SITE, "is the front page"),
        (f"{SITE}/", "is the front page"),
        ("/dam%3Awall/", "holds ':'"),
        ("/dam%0Awall/", r"holds '\n'"),
        ("/dam./wall/", "holds '.'"),
        ("/a\\b/", r"holds '\\'"),
        ("/%FF/", "is not UTF-8"),
        (f"/{'x' * 250}/", "is too long"),
    ],
)
def test_what_cannot_be_an_old_address_is_told(written: str, what: str) -> None:
    with pytest.raises(Misread) as told:
        old_address(written, SITE)

    assert what in told.value.what


def test_while_writing_a_whole_address_is_taken_for_the_sites_own() -> None:
    assert old_address("https://paper.example/flood/timeline/2021-07-14/dam/", "") == "timeline/2021-07-14/dam/"
    assert old_address("https://paper.example/dam/", "") == "dam/"


def text(name: str, *formerly: str, held: bool = False) -> Moved:
    """Return a text at /timeline/2021-07-15/NAME/ whose lines 3, 4 and so on are old addresses."""
    items = tuple(Item(written, line) for line, written in enumerate(formerly, 3))
    record = Record("entry", f"content/timeline/{name}.md", name, 1, {"formerly": items} if items else {})
    return Moved(record, Address(f"timeline/2021-07-15/{name}/"), name.title(), held=held)


def test_old_addresses_lead_to_where_their_text_is_now() -> None:
    problems = Problems()

    moves = moves_of([text("dam", "/one/", "/two/"), text("wall", "/three/"), text("plan", "/four/", held=True)], SITE, problems)

    assert problems.sorted() == []
    assert [(move.old, move.to) for move in moves] == [
        ("one/", "timeline/2021-07-15/dam/"),
        ("two/", "timeline/2021-07-15/dam/"),
        ("three/", "timeline/2021-07-15/wall/"),
    ]


def test_an_old_address_belongs_to_one_text() -> None:
    problems = Problems()

    moves_of(
        [text("dam", "/one/", "/One/"), text("wall", "/one/"), text("plan", "/ONE/", held=True), text("own", "/timeline/2021-07-15/own/")],
        SITE,
        problems,
    )

    assert [str(problem) for problem in problems.sorted()] == [
        "content/timeline/dam.md:4: Formerly: /One/ is written at content/timeline/dam.md:3 too: keep the one whose text took its place",
        "content/timeline/own.md:3: Formerly: /timeline/2021-07-15/own/ is the address of this text now: delete the line",
        "content/timeline/plan.md:3: Formerly: /ONE/ is written at content/timeline/dam.md:3 too: keep the one whose text took its place",
        "content/timeline/wall.md:3: Formerly: /one/ is written at content/timeline/dam.md:3 too: keep the one whose text took its place",
    ]
