"""Files of the content that are none, are not themselves, or are called as no file should be."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.broken_sites import ARTICLE, ENTRY, PICTURE, SOURCES, Table, changed, check
from tests.sites import build, small_picture, write

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX's")
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
NOT_HERE = "the file itself is not here, only Git LFS's pointer to it: run `git lfs pull`"
PANDOC = "make Markdown of it: pandoc {0}.{1} -t markdown -o {0}.md"

CONTENT: Table = {
    "pointers of Git LFS": (
        {
            ARTICLE: POINTER,
            PICTURE: POINTER,
            SOURCES: POINTER,
            "content/data/map.geojson": POINTER,
            "content/extra/report.pdf": POINTER,
            "content/pictures/square.png": POINTER,
        },
        f"content/articles/first.md: {NOT_HERE}",
        f"content/data/map.geojson: {NOT_HERE}",
        f"content/data/sources.yaml: {NOT_HERE}",
        f"content/extra/report.pdf: {NOT_HERE}",
        f"content/pictures/square.md: {NOT_HERE}",
        f"content/pictures/square.png: {NOT_HERE}",
    ),
    "files of other kinds": (
        {
            "content/articles/second.rst": "Title\n=====\n",
            "content/articles/notes.txt": "A note",
            "content/data/people.yml": "mayor:\n  name: The Mayor\n",
            "content/data/rows.xlsx": "PK",
            "content/pages/square.jpg": "",
            "content/pictures/square.mp4": "",
            "content/timeline/days.ods": "PK",
            "content/plan.docx": "PK",
        },
        "content/articles/notes.txt: not a Markdown file: give it the ending .md, or move it into extra/",
        f"content/articles/second.rst: this is reStructuredText: {PANDOC.format('second', 'rst')}",
        "content/data/people.yml: unknown data file: rename it to people.yaml",
        "content/data/rows.xlsx: unknown data file: write what it holds into one of sources.yaml, people.yaml, organisations.yaml, places.yaml, figures.yaml, quotes.yaml, map.geojson; if it holds entries, save its rows as CSV, then: invoke import csv rows.csv",
        "content/pages/square.jpg: not a Markdown file: move it into pictures/",
        "content/pictures/square.mp4: this is a video: put it where it can be played, and write [[media: https://... | title | publisher]] into the text",
        f"content/plan.docx: this is a document of Word: {PANDOC.format('plan', 'docx')}",
        "content/timeline/days.ods: this is a spreadsheet: save its rows as CSV, then: invoke import csv days.csv",
    ),
    "folders that are called as files": (
        {
            "content/articles/second.md/a.md": "Title: A\nDate: 2022-01-07\n\nText.\n",
            "content/data/map.geojson/a.txt": "a",
            "content/pictures/other.jpg/.keep": "",
        },
        "content/articles/second.md: this is a folder, not a file: rename it, or put a file in its place",
        "content/data/map.geojson: this is a folder, not a file: rename it, or put a file in its place",
        "content/pictures/other.jpg: this is a folder, not a file: rename it, or put a file in its place",
    ),
    "the event is a folder": (
        {"content/event.md": None, "content/event.md/event.md": "Title: A\n"},
        "content/event.md: this is a folder, not a file: rename it, or put a file in its place",
    ),
    "empty files": (
        {ENTRY: "", "content/extra/empty.txt": "", "content/data/quotes.yaml": "", "content/pictures/other.png": ""},
        "content/articles/first.md:21: unknown quote \"no-comment\": add it to content/data/quotes.yaml",
        "content/pictures/other.png: the file is empty: copy it again from where it came from",
        "content/pictures/other.png: the picture has no caption file: write other.md beside it: Alt, Credit",
        'content/timeline/2022-01-05-square.md:1: "Kind" is missing: add Kind: one of the event\'s kinds',
        'content/timeline/2022-01-05-square.md:1: "Title" is missing: add Title: the headline',
        'content/timeline/2022-01-05-square.md:1: "When" is missing: add When: when it happened; undated where nobody knows',
        "content/timeline/2022-01-05-square.md:1: the entry has no source: add Sources: or cite one in the text: [@key]",
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)


@posix
def test_links_pipes_and_names(site: Path) -> None:
    """In folders that Pelican would walk, and read, before us."""
    write(site, {"private.md": "Title: Private\nDate: 2022-01-07\n\nPrivate.\n", "private/a.md": "Title: Private\n"})
    (site / "content/articles/out.md").symlink_to(site / "private.md")
    (site / "content/articles/folder").symlink_to(site / "private", target_is_directory=True)
    for number in range(2):  # two circles are as many ways as there are leaves on all trees
        (site / f"content/articles/circle{number}").symlink_to(".")
        (site / f"content/pages/circle{number}").symlink_to("..")
    for folder in ("articles", "pages", "timeline", "pictures", "data", "extra"):
        os.mkfifo(site / f"content/{folder}/pipe.md")
    (site / "content/articles" / os.fsdecode(b"caf\xe9.md")).write_text("Title: Café\nDate: 2022-01-07\n\nText.\n")
    (site / "content/data/people.yaml").unlink()
    (site / "content/data/people.yaml").symlink_to("/dev/zero")
    out = "is a link out of the content folder: copy the {0} itself into it, or take the link out"
    check(
        site,
        (
            "content/articles/caf\\xe9.md: the name of this file is not UTF-8: rename it",
            "content/articles/circle0: the link leads back to content/articles: take it out",
            "content/articles/circle1: the link leads back to content/articles: take it out",
            f"content/articles/folder: the folder {out.format('folder')}",
            f"content/articles/out.md: the file {out.format('file')}",
            "content/articles/pipe.md: this is a named pipe, not a file: take it out",
            f"content/data/people.yaml: the file {out.format('file')}",
            *(f"content/{folder}/pipe.md: this is a named pipe, not a file: take it out" for folder in ("data", "extra")),
            "content/pages/circle0: the link leads back to content: take it out",
            "content/pages/circle1: the link leads back to content: take it out",
            *(f"content/{folder}/pipe.md: this is a named pipe, not a file: take it out" for folder in ("pages", "pictures", "timeline")),
        ),
        1,
    )


LEFT: Mapping[str, str | bytes | None] = {
    **{f"content/{folder}/{name}": b"\0" for folder in ("articles", "pages", "timeline", "pictures", "data", "extra") for name in ("Thumbs.db", "desktop.ini", "._first.md")},
    **{f"content/{folder}/{name}": "Title: Old\n" for folder in ("articles", "pages", "timeline") for name in ("first.md~", "#first.md#", "first.md.bak", ".first.md.swp", "~$first.md")},
    "content/__MACOSX/articles/._first.md": b"\0",
    "content/pictures/@eaDir/square.png/SYNOPHOTO_THUMB_M.jpg": b"\0",
    "content/pictures/square.png:Zone.Identifier": "[ZoneTransfer]\n",
    "content/event.md~": "Title: Old\n",
    "output/timeline/@eaDir/index.html@SynoEAStream": b"\0",
    "output/desktop.ini": b"\0",
    "output/Icon\r": b"",
}
"""What systems and editors leave in folders that they show."""


@pytest.mark.skipif(sys.platform == "win32", reason="some of these names are impossible there")
def test_what_is_left_behind_is_passed_over(good_site: Path, site: Path) -> None:
    write(site, LEFT)
    for folder in ("articles", "pages", "timeline"):
        (site / f"content/{folder}/.#first.md").symlink_to("somebody@host.4711:1651000000")
    assert sorted(file.name for file in build(site).rglob("*")) == sorted(file.name for file in (good_site / "output").rglob("*"))


@pytest.mark.parametrize(("files", "texts"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_names_composed_or_taken_apart(site: Path, files: str, texts: str) -> None:
    """As macOS writes names of files, and as texts are written; the caption beside the picture in the other way."""

    def written(form: str, text: str) -> str:
        return unicodedata.normalize("NFC" if form == "NFC" else "NFD", text)

    shutil.rmtree(site / "output")
    write(
        site,
        {
            written(files, "content/pictures/Жайық.png"): small_picture("seagreen"),
            written(texts, "content/pictures/Жайық.md"): "Alt: A green rectangle\nCredit: Nobody\n\nThe river.\n",
            written(files, "content/extra/Жоба й.pdf"): b"%PDF",
            written(files, "content/timeline/2022-01-07-Өзен й.md"): "Title: By the river\nWhen: 2022-01-07\nKind: protest\nSlug: river\n\nPeople met.[@agency]\n",
            "content/articles/second.md": written(
                texts,
                "Title: The second article\nDate: 2022-01-08\nSlug: second\nLead_picture: Жайық.png\n\n[Plan]({static}../extra/Жоба%20й.pdf) and "
                "[river]({filename}../timeline/2022-01-07-Өзен%20й.md).\n\n![](../pictures/Жайық.png)\n".replace("%20", " ").replace("(", "(<").replace(")", ">)"),
            ),
        },
    )
    output = build(site)
    assert (output / "extra").exists() is False
    assert (output / "Жоба й.pdf").read_bytes() == b"%PDF"
    names = [file.relative_to(output).as_posix() for file in output.rglob("*")]
    assert [name for name in names if unicodedata.normalize("NFC", name) != name] == []
    assert "timeline/2022-01-07/river/" in (output / "articles/second/index.html").read_text("utf-8")
