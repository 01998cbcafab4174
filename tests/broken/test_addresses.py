"""Addresses that two things would share, and folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    DISPUTE,
    ENTRY,
    EVENT,
    PAGE,
    PLACES,
    Table,
    changed,
    check,
)
from tests.sites import GOOD

ADDRESSES: Table = {
    "two entries": (
        {
            "content/timeline/too.md": "Title: Too\nWhen: 2022-01-05T20:00\nKind: protest\nSources: agency\nSlug: square\n\nThat too.\n",
        },
        'content/timeline/too.md:5: the slug "square" is that of content/timeline/2022-01-05-square.md too: write another "Slug: ..."',
    ),
    "slug of two texts": (
        {DISPUTE: ("Slug: answer", "Slug: square"), ARTICLE: ("[[read: answer]]", "[[read: square]]")},
        'content/articles/first.md:27: "square" is the slug of 2 texts: write [[read: timeline/2022-01-05/square]] or [[read: timeline/2022-01-06/square]]',
    ),
    "slug of 101 letters": (
        {PAGE: ("Slug: about", "Slug: " + "a" * 101)},
        "content/pages/about.md:2: Slug: an address of 101 letters is too long: write at most 100",
    ),
    "key of 101 letters": (
        {PLACES: "a" * 101 + ":\n  name: Aaa\n" + str(GOOD[PLACES])},
        'content/data/places.yaml:1: the key "' + "a" * 20 + '…" has 101 letters: write at most 100',
    ),
    "kind of 101 letters": (
        {EVENT: ("    protest = Protest", "    protest = Protest\n    " + "a" * 101 + " = Aaa")},
        "content/event.md:9: Kinds: an address of 101 letters is too long: write at most 100",
    ),
    "two pages": (
        {"content/pages/two.md": "Title: Two\nSlug: about\n\nText.\n"},
        'content/pages/two.md:2: the slug "about" is that of content/pages/about.md too: write another "Slug: ..."',
    ),
    "page where the timeline is": (
        {PAGE: ("Slug: about", "Slug: timeline")},
        'content/pages/about.md:2: the address /timeline/ is used by the site itself: write another "Slug: ..."',
    ),
    "entry named like an anchor": (
        {ENTRY: ("Slug: square", "Slug: story")},
        'content/timeline/2022-01-05-square.md:7: the slug "story" is an anchor of every page: write another "Slug: ..."',
    ),
    "extra file where the timeline is": (
        {"content/extra/timeline/notes.txt": "x"},
        "content/extra/timeline/notes.txt: the address /timeline/notes.txt is used by the site itself: rename the file",
    ),
    "extra front page": (
        {"content/extra/index.html": "x"},
        "content/extra/index.html: the address /index.html is used by the site itself: rename the file",
    ),
    "extra file where a page is": (
        {"content/extra/about/index.html": "x"},
        "content/extra/about/index.html: the address /about/index.html is used by content/pages/about.md: rename the file",
    ),
    "extra file where a folder is": (
        {"content/extra/about": "x"},
        "content/extra/about: the address /about is used by content/pages/about.md: rename the file",
    ),
    "extra file where the search is": (
        {"content/extra/search/index.js": "x"},
        "content/extra/search/index.js: the address /search/index.js is used by the site itself: rename the file",
    ),
    "extra file in the place of a folder of the search": (
        {"content/extra/search/parts": "x"},
        "content/extra/search/parts: the address /search/parts is used by the site itself: rename the file",
    ),
    "extra list of files": (
        {"content/extra/SHA256SUMS": "x"},
        "content/extra/SHA256SUMS: the address /SHA256SUMS is used by the site itself: rename the file",
    ),
}

FOLDERS: Table = {
    "unknown data file": (
        {"content/data/poeple.yaml": "a: b\n"},
        'content/data/poeple.yaml: unknown data file: did you mean "people.yaml"?',
    ),
    "unknown folder, near": (
        {"content/article/x.md": "Title: X\n"},
        'content/article: unknown folder: did you mean "articles"?',
    ),
    "unknown folder, far": (
        {"content/notes/x.md": "Title: X\n"},
        "content/notes: unknown folder: the folders are articles, timeline, pages, pictures, responses, data, kept, extra",
    ),
    "file in no folder": (
        {"content/first.md": "Title: X\nDate: 2022-01-01\n\nX\n"},
        "content/first.md: the file belongs to no folder: move it into one of the folders articles, timeline, pages, pictures, responses, data, kept, extra",
    ),
    "event missing": (
        {EVENT: None},
        "content/event.md: the event is missing: write it: title, start, time zone, kinds",
    ),
    "event misnamed": (
        {EVENT: None, "content/events.md": "Title: X\n"},
        "content/event.md: the event is missing: write it: title, start, time zone, kinds",
        'content/events.md: the file belongs to no folder: did you mean "event.md"?',
    ),
    "no Markdown": (
        {"content/articles/notes.txt": "x"},
        "content/articles/notes.txt: not a Markdown file: give it the ending .md, or move it into extra/",
    ),
}

CONTENT: Table = {**ADDRESSES, **FOLDERS}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)
