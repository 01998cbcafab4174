"""Kept copies in a built site: what is published stands there as it was recorded, and of the rest nothing but hash and date."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.documents import document, words
from tests.read.test_kept_copies import sha
from tests.sites import GOOD, pelican, small_picture, tree, write
from tests.waczs import wacz

PAGE, ARCHIVE, PRIVATE = small_picture("darkgreen"), wacz(), b"<html><script>alert(1)</script>"
SOURCES = f"""\
agency:
  title: People meet
  publisher: The Agency
  url: https://example.org/people-meet
  archived: https://archive.example/people-meet
  date: 2022-01-05
  kept:
  - file: agency/Page of 5 Jan.PNG
    sha256: {sha(PAGE)}
    captured: 2022-01-05 19:30+06:00
    by: A Reporter
    with: a camera
    publish: yes
    note: Before it was changed.
  - file: agency/page.wacz
    sha256: {sha(ARCHIVE)}
    captured: 2022-01-05
    publish: yes
  - file: agency/hidden-name.html
    sha256: {sha(PRIVATE)}
    captured: 2022-01-06
    by: Secret Witness
    with: SecretTool
    note: Whispered words.
paper:
  title: The council answers
  publisher: The Paper
  from: City council
draft:
  title: Only drafts name this
  publisher: The Drafter
  kept:
  - file: draft.png
    sha256: {sha(PAGE)}
    captured: 2022-01-07
    publish: yes
"""
FILES: dict[str, str | bytes] = {
    "content/data/sources.yaml": SOURCES,
    "content/kept/agency/Page of 5 Jan.PNG": PAGE,
    "content/kept/agency/page.wacz": ARCHIVE,
    "content/kept/agency/hidden-name.html": PRIVATE,
    "content/kept/draft.png": PAGE,
    "content/timeline/draft.md": "Title: Not yet\nWhen: 2022-01-07\nKind: protest\nStatus: draft\nSources: draft\n\nNot yet.\n",
    "content/pages/about.md": "Title: About\nSlug: about\n\nHow this was made.\n\n[[integrity: all]]\n",
    "pelicanconf.py": str(GOOD["pelicanconf.py"]) + 'DATELINE = {"drafts": False}\n',
}
NAME = "kept/agency/page-of-5-jan.png"


@pytest.fixture(scope="module")
def kept_site(once: Once) -> Path:
    """A site with kept copies, built once."""

    def make(folder: Path) -> None:
        write(folder, {**GOOD, **FILES})
        done = pelican(folder)
        assert done.returncode == 0, done.stderr

    return once("kept-site", make)


def test_what_is_published_is_what_was_recorded(kept_site: Path) -> None:
    output = kept_site / "output"
    made = sorted(file.relative_to(output).as_posix() for file in (output / "kept").rglob("*") if file.is_file())
    assert made == ["kept/agency/page-of-5-jan.png", "kept/agency/page.wacz"]
    assert (output / NAME).read_bytes() == PAGE
    assert (output / "kept/agency/page.wacz").read_bytes() == ARCHIVE
    assert f"{sha(PAGE)}  {NAME}\n" in (output / "SHA256SUMS").read_text()


def test_of_the_others_nothing_but_hash_and_date(kept_site: Path) -> None:
    for file in (kept_site / "output").rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        for word in (b"hidden-name", b"Secret", b"Whispered", b"alert(1)"):
            assert word not in data, (file, word)
    page = (kept_site / "output/sources/index.html").read_text("utf-8")
    assert sha(PRIVATE) in page
    assert "copy kept, not published, captured on <time datetime=\"2022-01-06\">6 January 2022</time>" in page


def test_all_that_is_known_stands_on_the_page_of_sources(kept_site: Path) -> None:
    page = (kept_site / "output/sources/index.html").read_text("utf-8")
    said = words(document(kept_site / "output", "sources/index.html").root)
    assert "2 sources" in said
    assert "1 has neither an archived nor a kept copy." in said
    assert "kept copy (PNG, " in said
    assert "captured on 5 January 2022, 19:30 (UTC+6) by A Reporter with a camera" in said
    assert "Before it was changed." in said
    assert "2 captured pages" in said
    assert "People meet, 5 January 2022, 18:30 (UTC) https://example.org/people-meet" in said
    assert "The Paper, no address is known, text from City council" in said
    assert '<a href="../kept/agency/page.wacz" download="page.wacz">' in page
    assert f'<a href="../{NAME}">' in page


def test_copies_stand_beside_each_citation(kept_site: Path) -> None:
    for name in ("articles/first", "timeline/2022-01-05/square"):
        page = (kept_site / "output" / name / "index.html").read_text("utf-8")
        up = "../" * (name.count("/") + 1)
        assert f'<a href="{up}{NAME}">kept copy (PNG' in page
        assert '<a href="https://archive.example/people-meet" rel="external">archived copy</a>' in page
        assert f'<a href="{up}sources/index.html#agency">copy kept on <time datetime="2022-01-06">6 January 2022</time></a>' in page


def test_exports(kept_site: Path) -> None:
    output = kept_site / "output"
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO((output / "downloads/sources.csv").read_text("utf-8-sig")))}
    assert set(rows) == {"agency", "paper"}
    assert rows["agency"]["kept_sha256"] == "; ".join(map(sha, (PAGE, ARCHIVE, PRIVATE)))
    assert rows["agency"]["kept_captured"] == "2022-01-05T19:30+06:00; 2022-01-05; 2022-01-06"
    assert rows["agency"]["kept_url"] == f"{NAME}; kept/agency/page.wacz; none"
    assert rows["paper"]["from"] == "City council"
    timeline = json.loads((output / "downloads/timeline.json").read_text("utf-8"))
    source = timeline["entries"][0]["sources"][0]
    assert source["archived"] == "https://archive.example/people-meet"
    assert source["kept"][2] == {"sha256": sha(PRIVATE), "captured": "2022-01-06", "url": None}
    assert source["kept"][0]["url"] == NAME


def test_the_table_of_integrity(kept_site: Path) -> None:
    page = (kept_site / "output/about/index.html").read_text("utf-8")
    said = words(document(kept_site / "output", "about/index.html").root)
    assert "What this site rests on Number Entries of the timeline 2 Entries with one independent source 1 of 2" in said
    assert "Sources 2 Sources without an archived or kept copy 1 of 2 Corrections 1" in said
    assert '<a href="../sources/index.html">Sources</a>' in page


def test_one_flipped_byte_stops_the_build_also_where_nothing_else_has_changed(kept_site: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(kept_site, site, symlinks=True)
    assert pelican(site).returncode == 0
    assert "nothing has changed" in pelican(site).stdout
    file = site / "content/kept/agency/hidden-name.html"
    file.write_bytes(b"<HTML" + PRIVATE[5:])
    before = tree(site / "output")
    done = pelican(site)
    assert done.returncode == 1
    assert "content/data/sources.yaml:20: the kept copy \"agency/hidden-name.html\" is not the file that was recorded" in done.stderr
    assert tree(site / "output") == before
    # Replaced on purpose, with its hash.
    write(site, {"content/data/sources.yaml": SOURCES.replace(sha(PRIVATE), hashlib.sha256(file.read_bytes()).hexdigest())})
    assert pelican(site).returncode == 0
