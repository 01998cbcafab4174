"""Old addresses that cannot lead on, files that would replace the site's own, and what shows only on the finished pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    CONF,
    DISPUTE,
    ENTRY,
    PAGE,
    PEOPLE,
    PICTURE,
    SOURCES,
    THEME,
    Table,
    changed,
    check,
)
from tests.sites import ROOT, write

ONE = "on many systems the two are one"
LIVE = "delete the line, or move what is there"
ALONE = "write the address of the page alone: /timeline/2022-01-05/old/"
BASE = "theme/templates/shells/base.html"

CONTENT: Table = {
    "no old addresses": (
        {
            ARTICLE: ("Slug: first", "Slug: first\nFormerly: /first/?page=2\n    /one/"),
            ENTRY: ("Slug: square", "Slug: square\nFormerly: /timeline/2022-01-05/plaza/#top\nFormerly: /one/\n    /timeline/2022-01-05/square"),
            DISPUTE: ("Slug: answer", "Slug: answer\nStatus: hidden\nFormerly:"),
            PEOPLE: ("  role: mayor", "  role: mayor\n  formerly: [/one/, /people/../x/]"),
            PAGE: ("Slug: about", "Slug: about\nFormerly: ftp://example.org/about/"),
        },
        f'content/articles/first.md:14: Formerly: "/first/?page=2" has a query, which no page of its own can have: {ALONE}',
        f'content/data/people.yaml:4: Formerly: "/people/../x/" has an empty part, "." or ".." in it: {ALONE}',
        "content/data/people.yaml:4: Formerly: /one/ is written at content/articles/first.md:15 too: keep the one whose text took its place",
        f'content/pages/about.md:3: Formerly: "ftp://example.org/about/" is no address of a page: {ALONE}',
        f'content/timeline/2022-01-05-square.md:8: Formerly: "/timeline/2022-01-05/plaza/#top" has a fragment, which no page of its own can have: {ALONE}',
        "content/timeline/2022-01-05-square.md:9: Formerly: /one/ is written at content/articles/first.md:15 too: keep the one whose text took its place",
        "content/timeline/2022-01-05-square.md:10: Formerly: /timeline/2022-01-05/square/ is the address of this text now: delete the line",
        'content/timeline/2022-01-06-answer.md:13: "Formerly" is empty: write an old address of it, which then leads here, one a line, or delete the line',
    ),
    "old addresses where something is": (
        {
            ARTICLE: ("Slug: first", "Slug: first\nFormerly: /timeline/2022-01-05/\n    /favicon.svg"),
            PICTURE: ("Places: almaty", "Places: almaty\nFormerly: /Pictures/old.html"),
            DISPUTE: ("Slug: answer", "Slug: answer\nStatus: hidden\nFormerly: /timeline/"),
            ENTRY: ("Slug: square", "Slug: square\nFormerly: https://example.org/articles/first/index.html"),
        }
        | {"content/articles/second.md": "Title: Second\nDate: 2022-01-08\n\nText.\n"},
        f"content/articles/first.md:14: Formerly: the address /timeline/2022-01-05/ is used by the site itself: {LIVE}",
        f"content/articles/first.md:15: Formerly: the address /favicon.svg/ is used by content/extra/favicon.svg: {LIVE}",
        f"content/pictures/square.md:4: Formerly: the address /Pictures/old.html is used by the site itself, as /pictures: {ONE}: {LIVE}",
        f"content/timeline/2022-01-05-square.md:8: Formerly: the address /articles/first/ is used by content/articles/first.md: {LIVE}",
        f"content/timeline/2022-01-06-answer.md:13: Formerly: the address /timeline/ is used by the site itself: {LIVE}",
    ),
    "files that would replace the site's own": (
        {
            "content/extra/INDEX.HTML": "x",
            "content/extra/Timeline/index.html": "x",
            "content/extra/About/map.pdf": "x",
            "content/extra/feeds/all.atom.xml": "x",
            "content/extra/Sitemap.xml": "x",
            "content/extra/Plan.pdf": "x",
            "content/extra/plan.PDF": "x",
        },
        f"content/extra/About/map.pdf: the address /About/map.pdf is used by content/pages/about.md, as /about: {ONE}: rename the file",
        "content/extra/INDEX.HTML: the address /INDEX.HTML is used by the site itself: rename the file",
        "content/extra/Sitemap.xml: the address /Sitemap.xml is used by the site itself: rename the file",
        "content/extra/Timeline/index.html: the address /Timeline/index.html is used by the site itself: rename the file",
        "content/extra/feeds/all.atom.xml: the address /feeds/all.atom.xml is used by the site itself: rename the file",
        f"content/extra/plan.PDF: the address /plan.PDF is used by content/extra/Plan.pdf, as /Plan.pdf: {ONE}: rename the file",
    ),
    "left over outside the texts": (
        {SOURCES: ("title: People meet", 'title: "[[map: almaty]]"')},
        'content/data/sources.yaml:2: "[[map: almaty]]" is left over (on / and 10 more): correct it, or show it as code, between backticks',
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)


def test_an_address_of_the_own_site_that_names_no_file(site: Path) -> None:
    changed(
        site,
        {
            "publishconf.py": CONF + 'SITEURL = "https://example.org/event"\nRELATIVE_URLS = False\nOUTPUT_RETENTION = ["archive"]\n',
            PAGE: ("Much.", "Much: [see](https://example.org/event/first/) or [that](https://example.org/event/about/#method), [not that](https://example.org/event/archive/2021.html)."),
            SOURCES: ("https://example.org/people-meet", "https://example.org/event/people-meet"),
        },
    )

    write(site, {"output/archive/2021.html": "x"})

    check(
        site,
        (
            'content/data/sources.yaml:4: "https://example.org/event/people-meet" names no file of the site (on /): correct the address',
            'content/pages/about.md:8: "https://example.org/event/about/#method" leads to an anchor that is not there (on /about/): correct what stands behind the #',
            'content/pages/about.md:8: "https://example.org/event/first/" names no file of the site (on /about/): correct the address',
        ),
        1,
        "content",
        "-s",
        "publishconf.py",
    )


def test_a_theme_that_names_what_is_not_there(site: Path) -> None:
    base = (ROOT / BASE).read_text(encoding="utf-8")
    changed(
        site,
        {
            "pelicanconf.py": THEME,
            BASE: base.replace('<main id="content">', '<main id="main"><i id="main">{static}logo.svg</i>').replace("</body>", '<img src="logo.svg"></body>'),
        },
    )

    check(
        site,
        (
            'theme/templates/shells/base.html:72: "#content" leads to an anchor that is not there (on / and 23 more): correct what stands behind the #',
            'theme/templates/shells/base.html:80: "logo.svg" names no file of the site (on / and 22 more): correct the address',
            'theme/templates/shells/base.html:80: "{static}logo.svg" is left over (on / and 23 more): correct it, or show it as code, between backticks',
            'theme/templates/shells/base.html:80: the id "main" stands twice on a page (on / and 23 more): write another one',
        ),
        2,
    )
