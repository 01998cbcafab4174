"""`dateline import auto-archiver`: what the sheet says was archived becomes sources; odd rows are told; nothing is overwritten."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from dateline.authoring.importing import Choices, import_file
from dateline.authoring.project import Project
from dateline.imports.auto_archiver import Copy, read_auto_archiver
from dateline.problems import Misread, Problems
from dateline.read.data import read_data

from tests.authoring.commanded import good_project
from tests.read.test_kept_copies import sha
from tests.sites import small_picture, tree, write
from tests.waczs import wacz

HEADER = "Link,Archive Status,Destination Folder,Archive Location,Archive Date,Thumbnail,Upload Timestamp,Upload Title,Text Content,Screenshot,Hash,Perceptual Hashes,WACZ,ReplayWebpage".split(",")
PAGE, ARCHIVE = small_picture(), wacz()
DATE = "2022-01-05T18:30:12.123456+00:00"


def sheet(*rows: dict[str, str]) -> str:
    """Return a sheet as it is downloaded: the columns of the archiver's own template, in this order."""
    made = io.StringIO()
    table = csv.DictWriter(made, HEADER, restval="")
    table.writeheader()
    table.writerows({"Archive Status": "generic: success", "Archive Date": DATE, **row} for row in rows)
    return made.getvalue()


def test_what_a_row_says() -> None:
    text = sheet(
        {
            "Link": "https://example.org/video/1", "Archive Status": "wayback: success", "Destination Folder": "SM001",
            "Archive Location": "https://archive.example/1.mp4\nhttps://archive.example/2.mp4", "Upload Timestamp": "2022-01-05T10:00:00+00:00",
            "Upload Title": "People  meet\nin the square", "Screenshot": "https://archive.example/shot.png", "Hash": f"SHA-256:{sha(PAGE)}",
            "WACZ": "https://archive.example/b.wacz", "ReplayWebpage": "https://replayweb.page/?source=https%3A//archive.example/b.wacz#view=pages",
            "Thumbnail": '=IMAGE("https://archive.example/t.png")',
        }
    )  # fmt: skip
    (page,) = read_auto_archiver(text).pages
    assert (page.url, page.title, page.published) == ("https://example.org/video/1", "People meet in the square", "2022-01-05")
    assert (page.archived, page.captured, page.folder) == ("https://archive.example/1.mp4", "2022-01-05T18:30+00:00", "SM001")
    assert page.copies == (
        Copy("https://archive.example/1.mp4", "sha256", sha(PAGE)), Copy("https://archive.example/shot.png"), Copy("https://archive.example/b.wacz"),
    )  # fmt: skip


def test_rows_that_are_odd_are_told_with_their_place() -> None:
    text = sheet(
        {"Link": "", "Upload Title": "x"},
        {"Link": "example.org"},
        {"Link": "https://example.org/1", "Archive Status": "Archive failed no archiver"},
        {"Link": "https://example.org/2", "Archive Status": ""},
        {"Link": "https://example.org/3", "Upload Timestamp": "yesterday"},
        {"Link": "https://example.org/3"},
        {"Link": "http://www.Example.org/3/"},
        {"Link": "https://example.org/4\nhttps://example.org/5"},
    )
    found = read_auto_archiver(text)
    assert [page.url for page in found.pages] == ["https://example.org/3"]
    assert [f"{wrong.where}: {wrong.what}" for wrong in found.odd] == [
        "line 2: it names no address",
        'line 3: "example.org" is no web address',
        'line 4: nothing was archived: its status is "Archive failed no archiver"',
        "line 5: nothing was archived: it has no status yet",
        'line 6: Upload Timestamp: "yesterday" is left out: "yesterday" is not a date',
        "line 7: its address stands in line 6 already",
        "line 8: its address stands in line 6 already",
        'line 9: "https://example.org/4\nhttps://example.org/5" is no web address',
    ]


def test_columns_of_other_names() -> None:
    text = "Address,State,Copy\nhttps://example.org/1,success,https://archive.example/1\n"
    with pytest.raises(Misread, match='it has no column "Link"'):
        read_auto_archiver(text)
    (page,) = read_auto_archiver(text, "url=Address; status=State; archive=Copy").pages
    assert page.archived == "https://archive.example/1"
    with pytest.raises(Misread, match='it has no column "Adress"'):
        read_auto_archiver(text, "url=Adress")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(tmp_path, {"sheet/SM001/shot.png": PAGE, "sheet/b.wacz": ARCHIVE, "sheet/secret.txt": "x", "passwd": "y"})
    return good_project(tmp_path / "site")


def imported(project: Project, tmp_path: Path, text: str) -> str:
    file = tmp_path / "sheet/sheet.csv"
    file.write_text(text, "utf-8")
    return import_file(project, "auto-archiver", str(file), Choices())


def test_sources_with_archived_and_kept_copies(project: Project, tmp_path: Path) -> None:
    data = project.content / "data/sources.yaml"
    before = data.read_text("utf-8")
    text = sheet(
        {"Link": "https://www.example.org/video/1", "Archive Location": "https://archive.example/1.html", "Upload Title": "People meet: a film", "Destination Folder": "SM001", "Screenshot": "https://archive.example/a/shot.png", "WACZ": "b.wacz"},
        {"Link": "https://example.net/post", "Archive Location": "SM001/shot.png", "Hash": f"SHA-256:{sha(PAGE)}", "Screenshot": "https://archive.example/else.png"},
        {"Link": "https://example.org/people-meet", "Archive Location": "https://archive.example/3"},
        {"Link": "https://example.com/x", "Archive Location": "../passwd", "Screenshot": "secret.txt", "Hash": "SHA-256:" + "0" * 64},
        {"Link": "https://example.com/y", "Archive Location": "secret.txt", "Hash": "SHA3-512:" + "0" * 128},
    )  # fmt: skip
    report = imported(project, tmp_path, text)
    written = data.read_text("utf-8")
    assert written.startswith(before)
    captured = "    captured: 2022-01-05T18:30+00:00\n    with: Auto Archiver\n"
    assert written.removeprefix(before) == (
        "example-people-meet-a-film:\n"
        '  title: "People meet: a film"\n'
        "  publisher: example.org\n"
        "  url: https://www.example.org/video/1\n"
        "  archived: https://archive.example/1.html\n"
        "  kept:\n"
        f"  - file: example-people-meet-a-film/shot.png\n    sha256: {sha(PAGE)}\n{captured}"
        f"  - file: example-people-meet-a-film/b.wacz\n    sha256: {sha(ARCHIVE)}\n{captured}"
        'example-post:\n  title: "[example.net/post]"\n  publisher: example.net\n  url: https://example.net/post\n'
        f"  kept:\n  - file: example-post/shot.png\n    sha256: {sha(PAGE)}\n{captured}"
        'example-x:\n  title: "[example.com/x]"\n  publisher: example.com\n  url: https://example.com/x\n'
        f"  kept:\n  - file: example-x/secret.txt\n    sha256: {sha(b'x')}\n{captured}"
        'example-y:\n  title: "[example.com/y]"\n  publisher: example.com\n  url: https://example.com/y\n'
    )
    problems = Problems()
    read_data(written, "sources", "sources.yaml", problems)
    assert problems.sorted() == []
    assert (project.content / "kept/example-people-meet-a-film/b.wacz").read_bytes() == ARCHIVE
    assert report.splitlines() == [
        "4 sources and 4 kept copies written to content/",
        "Not carried, or to look at:",
        "- sheet.csv: line 3: a copy lies at https://archive.example/else.png: download it, then: dateline keep example-post FILE",
        "- sheet.csv: line 4: its address is that of the source agency, which stays as it is: write archived: https://archive.example/3 there, if you want it",
        "- sheet.csv: line 5: a copy lies at ../passwd: download it, then: dateline keep example-x FILE",
        f"- sheet.csv: line 6: {tmp_path}/sheet/secret.txt: its hash is not the one in the sheet: look for the file that was archived",
    ]
    # A second time nothing is new.
    now = tree(project.root)
    assert imported(project, tmp_path, text).startswith("0 sources written")
    assert tree(project.root) == now


def test_a_file_that_cannot_be_kept_is_told_and_the_rest_is_taken(project: Project, tmp_path: Path) -> None:
    write(project.content, {"kept/example-post/shot.png": b"another"})
    write(tmp_path, {"sheet/.hidden.png": PAGE, "sheet/none.png": b""})
    rows = [{"Link": f"https://example.net/{name}", "Archive Location": at} for name, at in (("post", "SM001/shot.png"), ("a", ".hidden.png"), ("b", "none.png"), ("c", "b.wacz"))]
    report = imported(project, tmp_path, sheet(*rows)).splitlines()
    assert report[0] == "4 sources and 1 kept copy written to content/"
    assert [line.removeprefix("- sheet.csv: ").replace(f"{tmp_path}/sheet/", "").partition(": ")[::2] for line in report[2:]] == [
        ("line 2", "SM001/shot.png: content/kept/example-post/shot.png is there already, and is another file: rename one of the two"),
        ("line 3", '.hidden.png: "example-a/.hidden.png" is no name of a file below the folder: write its path from there, with slashes: washington-post/page.png'),
        ("line 4", "none.png: it is empty: keep a file that shows what the source said, or delete what is said of it"),
    ]
    assert (project.content / "kept/example-post/shot.png").read_bytes() == b"another"
