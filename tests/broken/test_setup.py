"""Broken set-ups and command lines; what is told when several things are wrong at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    BAD,
    CONF,
    ENTRY,
    EVENT,
    PLACES,
    RAISED,
    SETTINGS,
    THEME,
    Table,
    changed,
    check,
    plugin,
)
from tests.sites import PUBLISH, pelican, tree, write

SETUP: Table = {
    "plugin unknown": (
        {SETTINGS: CONF + 'PLUGINS = ["dateline", "nowhere"]\n'},
        "pelicanconf.py: Cannot load plugin `nowhere`: Cannot import plugin `nowhere`: install it, or take it out of PLUGINS",
    ),
    "plugin lacks a package": (
        {SETTINGS: BAD, "more/bad.py": "import nothing_such\n"},
        "pelicanconf.py: Cannot load plugin `bad`: No module named 'nothing_such': install it, or take it out of PLUGINS",
    ),
    "plugin cannot be registered": (
        {SETTINGS: BAD, "more/bad.py": 'def register():\n    raise ValueError("out of order")\n'},
        "pelicanconf.py: Cannot register plugin `bad` (ValueError: out of order, more/bad.py:2): mend it, or take it out of PLUGINS",
    ),
    "plugin raises at the start": ({SETTINGS: BAD, "more/bad.py": plugin("initialized")}, RAISED),
    "plugin raises before generators": ({SETTINGS: BAD, "more/bad.py": plugin("get_generators")}, RAISED),
    "plugin raises when all is read": ({SETTINGS: BAD, "more/bad.py": plugin("all_generators_finalized")}, RAISED),
    "plugin raises at the end": ({SETTINGS: BAD, "more/bad.py": plugin("finalized")}, RAISED),
    "plugin leaves as if all were well": (
        {SETTINGS: BAD, "more/bad.py": plugin("finalized").replace('raise ValueError("out of order")', "raise SystemExit(0)")},
        "more/bad.py:5: SystemExit: 0: mend it, or take the plugin out of PLUGINS; pelican -D shows how it came to this",
    ),
    "plugin leaves at the start": (
        {SETTINGS: BAD, "more/bad.py": plugin("initialized").replace('raise ValueError("out of order")', "raise SystemExit(0)")},
        "more/bad.py:5: SystemExit: 0: mend it, or take the plugin out of PLUGINS; pelican -D shows how it came to this",
    ),
    "plugin logs an error": (
        {SETTINGS: BAD, "more/bad.py": plugin("finalized").replace("raise ValueError(", "import logging; logging.error(")},
        "root: out of order: see Pelican's message above; pelican -D tells more",
    ),
    "Dateline not among the plugins": (
        {SETTINGS: CONF + "PLUGINS = []\n"},
        'pelicanconf.py: PLUGINS lacks "dateline": write PLUGINS = ["dateline"]',
    ),
    "template with a syntax error": (
        {SETTINGS: THEME, "theme/templates/article.html": "<p>\n{% if %}\n"},
        "theme/templates/article.html:2: the template cannot show the page (Expected an expression, got 'end of statement block'): mend the template",
    ),
    "template with an unknown name": (
        {SETTINGS: THEME, "theme/templates/article.html": "<p>\n{{ nothing }}\n"},
        "theme/templates/article.html:2: the template cannot show the page ('nothing' is undefined): mend the template",
    ),
    "template with an unknown field": (
        {SETTINGS: THEME, "theme/templates/article.html": "<p>\n{{ site.colour }}\n"},
        "theme/templates/article.html:2: the template cannot show the page ('dateline.pages.values.frame.Site object' has no attribute 'colour'): mend the template",
    ),
    "component with an unknown name": (
        {SETTINGS: THEME, "theme/templates/article.html": '{% include "components/new.html" %}', "theme/templates/components/new.html": "<p>\n\n{{ nothing }}\n"},
        "theme/templates/components/new.html:3: the template cannot show the page ('nothing' is undefined): mend the template",
    ),
    "template that extends itself": (
        {SETTINGS: THEME, "theme/templates/article.html": '{% extends "article.html" %}'},
        'theme/templates/article.html: the template extends or includes itself: {% extends "!kit/article.html" %} names the kit\'s own, over which this one lies',
    ),
    "component missing": (
        {SETTINGS: THEME, "theme/templates/article.html": '{% include "components/new.html" %}'},
        "theme/templates/article.html: the template cannot show the page (the template components/new.html is missing): mend the template",
    ),
    "theme of somebody else": (
        {SETTINGS: CONF + 'THEME = "simple"\n'},
        'pelicanconf.py: THEME "simple" is not a theme of Dateline: set THEME to a folder of what you have of your own, or take the line out: then the kit\'s theme is used',
    ),
    "unknown key, near": (
        {SETTINGS: CONF + 'DATELINE = {"draft": True}\n'},
        'pelicanconf.py: DATELINE has an unknown key "draft": did you mean "drafts"?',
    ),
    "unknown key, far": (
        {SETTINGS: CONF + 'DATELINE = {"colour": True}\n'},
        'pelicanconf.py: DATELINE has an unknown key "colour": known are widths, quality, megapixels, drafts, cache, related, kept, digits, cards, key, serial, editions, commit',
    ),
    "no dict": (
        {SETTINGS: CONF + 'DATELINE = ["drafts"]\n'},
        'pelicanconf.py: DATELINE is no dict: write DATELINE = {"widths": (480, 800, 1200)}',
    ),
    "wrong type": (
        {SETTINGS: CONF + 'DATELINE = {"drafts": "yes"}\n'},
        "pelicanconf.py: DATELINE[\"drafts\"] is 'yes': write True or False",
    ),
    "width that WebP cannot have": (
        {SETTINGS: CONF + 'DATELINE = {"widths": (480, 20000)}\n'},
        'pelicanconf.py: DATELINE["widths"] is (480, 20000): write whole numbers of pixels, from 16 to 16383 (the most that WebP takes): (480, 800, 1200)',
    ),
    "quality out of range": (
        {SETTINGS: CONF + 'DATELINE = {"quality": 101}\n'},
        'pelicanconf.py: DATELINE["quality"] is 101: write a number from 0 to 100 for each format: {\'avif\': 60, \'webp\': 78, \'jpeg\': 74}',
    ),
    "no name": ({SETTINGS: CONF + 'SITENAME = ""\n'}, "pelicanconf.py: SITENAME is empty: write the site's name"),
    "address without scheme": (
        {SETTINGS: CONF + 'SITEURL = "example.org"\n'},
        'pelicanconf.py: SITEURL "example.org" is no web address: write it whole, beginning with https://',
    ),
    "unknown time zone": (
        {SETTINGS: CONF + 'TIMEZONE = "Mars/Base"\n'},
        'pelicanconf.py: TIMEZONE "Mars/Base" is no time zone: write an IANA zone such as Asia/Almaty',
    ),
    "files of somebody else in the output": (
        {"output/mine.txt": "mine"},
        "output: the output holds what Dateline did not make (mine.txt): move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d",
    ),
    "many files of somebody else in the output": (
        {f"output/{name}/mine.txt": "mine" for name in "abcde"},
        "output: the output holds what Dateline did not make (a/mine.txt, b/mine.txt, c/mine.txt and 2 more): move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d",
    ),
}

ARGUMENTS = {
    "no address in production": (
        ("content", "-s", "publishconf.py"),
        "publishconf.py: SITEURL is empty: set it to the site's address: `dateline preview --site https://user.github.io/repo`, or write it into publishconf.py",
    ),
    "output inside the content": (
        ("content", "-o", "content/out"),
        "content/out: output and content lie in each other: choose another folder with -o",
    ),
    "content inside the output": (
        ("content", "-o", "."),
        ".: output and content lie in each other: choose another folder with -o",
    ),
    "output is the content": (
        ("content", "-o", "content"),
        "content: output and content lie in each other: choose another folder with -o",
    ),
    "output is a file": (
        ("content", "-o", "pelicanconf.py"),
        "pelicanconf.py: the output is a file: move it away, or choose another folder with -o",
    ),
}


@pytest.mark.parametrize("name", SETUP)
def test_broken_set_up(site: Path, name: str) -> None:
    changes, *told = SETUP[name]
    changed(site, changes)
    check(site, tuple(told), 2)


@pytest.mark.parametrize("name", ARGUMENTS)
def test_broken_command(site: Path, name: str) -> None:
    write(site, {"publishconf.py": PUBLISH})
    arguments, told = ARGUMENTS[name]
    check(site, (told,), 2, *arguments)


def test_many_problems_are_told_together_in_order(site: Path) -> None:
    """By file, then by line; a misspelt plugin makes it a broken set-up, and what is wrong in content waits for that."""
    changed(
        site,
        {
            EVENT: ("Accent: #0b4f5c", "Acent: #0b4f5c"),
            ENTRY: ("Kind: protest", "Kind: riot"),
            PLACES: ("lat: 43.24", "lat: north"),
            ARTICLE: ("People met.[@agency, p. 3]", "People met.[@agency2]\n\n# Again"),
            "content/notes.txt": "x",
            "content/pictures/square.png": b"no picture",
        },
    )
    check(
        site,
        (
            'content/articles/first.md:15: unknown source "agency2": did you mean "agency"?',
            'content/articles/first.md:17: "# Again" is a second title of the page: begin headings in a text with "##"',
            'content/data/places.yaml:3: lat: "north" is no number: write it with a point: 43.24',
            'content/event.md:11: unknown key "Acent": did you mean "Accent"?',
            "content/notes.txt: the file belongs to no folder: move it into one of the folders articles, timeline, pages, pictures, responses, data, kept, extra",
            "content/pictures/square.png: the image cannot be read (its content is that of no image): export it again as JPEG, PNG or WebP",
            'content/timeline/2022-01-05-square.md:3: unknown kind "riot": add it to Kinds in content/event.md',
        ),
        1,
    )


def test_a_plugin_that_drops_an_article_fails_the_build(site: Path) -> None:
    """Pelican logs it, goes on, and leaves with 0 and a hole in the site."""
    changed(site, {SETTINGS: BAD, "more/bad.py": plugin("article_generator_context")})
    do = "mend the file, or the plugin that could not take it"
    what = "Could not process articles/first.md (ValueError: out of order, more/bad.py:5)"
    check(site, (f"content/articles/first.md: {what}: {do}",), 1)


def test_without_dateline_as_pelican_class(site: Path) -> None:
    """Then nothing guards the output, so nothing may be written at all."""
    changed(site, {SETTINGS: CONF + "from pelican import Pelican as PELICAN_CLASS\n"})
    before = tree(site / "output")
    done = pelican(site)
    assert done.returncode == 2
    assert "PELICAN_CLASS is not Dateline's" in " ".join(done.stdout.split())
    assert tree(site / "output") == before
