"""Files that cannot be taken: what is said to do with them."""

from __future__ import annotations

import pytest
from dateline.read.foreign import advice, pointer


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("articles/a.rst", ("this is reStructuredText", "make Markdown of it: pandoc a.rst -t markdown -o a.md")),
        ("timeline/Days.XLSX", ("this is a spreadsheet", "save its rows as CSV, then: invoke import csv Days.csv")),
        ("timeline/days.csv", ("this is a table", "make entries of it: invoke import csv days.csv")),
        ("pages/letter.doc", ("this is a document of Word", "save it as letter.docx, then: pandoc letter.docx -t markdown -o letter.md")),
        (
            "pictures/square.mp4",
            ("this is a video", "put it where it can be played, and write [[media: https://... | title | publisher]] into the text"),
        ),
        ("articles/notes.txt", None),
    ],
)
def test_advice(name: str, said: tuple[str, str] | None) -> None:
    assert advice(name) == said


@pytest.mark.parametrize(
    ("data", "do"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n", "run `git lfs pull`"),
        (b"\xef\xbb\xbfversion https://git-lfs.github.com/spec/v1\r\noid sha256:0\r\n", "run `git lfs pull`"),
        (b"/annex/objects/SHA256E-s9--0.jpg\n", "run `git annex get`"),
        (b"Title: version https://git-lfs.github.com/spec/v1\n", ""),
        (b"", ""),
    ],
)
def test_pointers(data: bytes, do: str) -> None:
    found = pointer(data)
    assert (found[1] if found else "") == do
