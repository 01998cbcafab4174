"""Two files of the output under one name."""

from __future__ import annotations

from dateline.deliver.clashes import tell_clashes
from dateline.model.address import Address
from dateline.model.nouns import Move, Position
from dateline.pages.origins import Origin
from dateline.problems import Problems

ENTRY, ABOUT = "content/timeline/two.md", "content/pages/about.md"
MADE_FROM = {"timeline/2021-07-15/2/": Origin(Position(ENTRY, 1), "2"), "about/": Origin(Position(ABOUT, 1), "About")}
PAGES = ["", "timeline/", "timeline/2021-07-15/", "timeline/2021-07-15/2/", "about/", "404.html"]
FILES = ["downloads/timeline.csv", "feeds/all.atom.xml", "robots.txt", "_redirects", "_headers", "theme/serif.woff2"]
CASE = "on many systems the two are one"


def told(pages: list[str] = PAGES, extra: tuple[str, ...] = (), formerly: tuple[str, ...] = ()) -> list[str]:
    """Return what is told of a site."""
    problems = Problems()
    moves = [Move(Address(old), Address("about/"), "About", "", Position(ABOUT, line)) for line, old in enumerate(formerly, 2)]
    tell_clashes(pages, moves, FILES, {name: Position(f"content/extra/{name}", 0) for name in extra}, MADE_FROM, problems)
    return [str(problem) for problem in problems.sorted()]


def test_what_does_not_clash() -> None:
    extra = ("robots.txt", "_redirects", "_headers", "CNAME", "favicon.svg", ".well-known/security.txt", "about/plan.pdf", "downloads2/x.csv")

    assert told(extra=extra, formerly=("old/", "timeline/2021-07-15/one/", "old.html")) == []


def test_extra_files_that_would_replace_the_sites_own() -> None:
    extra = ("404.html", "Downloads/Timeline.csv", "about/Index.html", "ROBOTS.TXT", "sha256sums", "theme/serif.woff2/x")

    assert told(extra=extra) == [
        "content/extra/404.html: the address /404.html is used by the site itself: rename the file",
        f"content/extra/Downloads/Timeline.csv: the address /Downloads/Timeline.csv is used by the site itself, as /downloads/timeline.csv: {CASE}: rename the file",
        f"content/extra/ROBOTS.TXT: the address /ROBOTS.TXT is used by the site itself, as /robots.txt: {CASE}: rename the file",
        f"content/extra/about/Index.html: the address /about/Index.html is used by {ABOUT}, as /about/index.html: {CASE}: rename the file",
        f"content/extra/sha256sums: the address /sha256sums is used by the site itself, as /SHA256SUMS: {CASE}: rename the file",
        "content/extra/theme/serif.woff2/x: the address /theme/serif.woff2/x is used by the site itself: rename the file",
    ]


def test_extra_files_that_replace_each_other() -> None:
    assert told(extra=("Plan.pdf", "plan.pdf", "Maps/a.png", "maps/b.png", "caf\u00e9.pdf", "cafe\u0301.pdf")) == [
        f"content/extra/caf\u00e9.pdf: the address /caf\u00e9.pdf is used by content/extra/cafe\u0301.pdf, as /cafe\u0301.pdf: {CASE}: rename the file",
        f"content/extra/maps/b.png: the address /maps/b.png is used by content/extra/Maps/a.png, as /Maps: {CASE}: rename the file",
        f"content/extra/plan.pdf: the address /plan.pdf is used by content/extra/Plan.pdf, as /Plan.pdf: {CASE}: rename the file",
    ]


def test_old_addresses_where_something_is() -> None:
    formerly = ("timeline/2021-07-15/", "timeline/2021-07-15/2/", "About/", "plan.pdf/", "feeds/all.atom.xml/", "timeline/2021-07-15/two/")

    assert told(extra=("plan.pdf",), formerly=formerly) == [
        f"{ABOUT}:2: Formerly: the address /timeline/2021-07-15/ is used by the site itself: delete the line, or move what is there",
        f"{ABOUT}:3: Formerly: the address /timeline/2021-07-15/2/ is used by {ENTRY}: delete the line, or move what is there",
        f"{ABOUT}:4: Formerly: the address /About/ is used by {ABOUT}, as /about/index.html: {CASE}: delete the line, or move what is there",
        f"{ABOUT}:5: Formerly: the address /plan.pdf/ is used by content/extra/plan.pdf: delete the line, or move what is there",
        f"{ABOUT}:6: Formerly: the address /feeds/all.atom.xml/ is used by the site itself: delete the line, or move what is there",
    ]


def test_an_entry_where_a_long_day_goes_on() -> None:
    assert told([*PAGES, "timeline/2021-07-15/2/"]) == [
        f'{ENTRY}:1: the address /timeline/2021-07-15/2/ is used by the site itself: write another "Slug: ..."'
    ]


def test_a_thing_where_a_list_goes_on() -> None:
    problems, sources = Problems(), "content/data/sources.yaml"
    made_from = {"sources/2/": Origin(Position(sources, 7), "2")}

    tell_clashes(["sources/", "sources/2/", "sources/2/"], [], [], {}, made_from, problems)

    assert [str(problem) for problem in problems.sorted()] == [
        f"{sources}:7: the address /sources/2/ is used by the site itself: write another key, here and where it is named"
    ]


def test_old_addresses_where_a_list_goes_on() -> None:
    assert told([*PAGES, "articles/", "articles/2/"], formerly=("articles/2/", "articles/3/")) == [
        f"{ABOUT}:2: Formerly: the address /articles/2/ is used by the site itself: delete the line, or move what is there"
    ]
