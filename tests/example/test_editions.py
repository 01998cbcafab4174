"""The example as one file: small enough to be passed on."""

from __future__ import annotations

from pathlib import Path

from tests.editions.sites import SITEURL, publishing
from tests.sites import build, copy, write


def test_its_words_fit_into_a_message(example_project: Path, tmp_path: Path) -> None:
    """As a .zip: the text alone, without any markup, is larger than 150 kB."""
    project = copy(example_project, tmp_path / "site")
    write(project, {"publishconf.py": publishing('("words", "text", "zip")')})
    folder = build(project, "content", "-s", "publishconf.py", SITEURL=SITEURL) / "downloads"
    assert (folder / "bloody-january-en-words.html.zip").stat().st_size < 150_000
    assert (folder / "bloody-january-en-words.html").stat().st_size < 500_000
    assert len((folder / "timeline.txt").read_text("utf-8")) < 4_000
