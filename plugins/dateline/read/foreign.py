"""Files that are there and cannot be taken: what they are, and how their words or pictures get into the site all the same."""

from __future__ import annotations

import posixpath

_PANDOC = "make Markdown of it: pandoc {name} -t markdown -o {stem}.md"
_TABLE = "save its rows as CSV, then: invoke import csv {stem}.csv"
_MEDIA = "put it where it can be played, and write [[media: https://... | title | publisher]] into the text"
_WORDS = {
    ".rst": "reStructuredText",
    ".docx": "a document of Word",
    ".odt": "a document of LibreOffice",
    ".rtf": "a document in RTF",
    ".html": "HTML",
    ".htm": "HTML",
    ".org": "Org",
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".textile": "Textile",
    ".tex": "LaTeX",
    ".ipynb": "a notebook",
}
"""What pandoc reads (pandoc.org/MANUAL, "Specifying formats"), by ending."""
_TABLES = dict.fromkeys((".xlsx", ".xls", ".xlsm", ".ods", ".numbers"), "a spreadsheet")
_FILMS = dict.fromkeys((".mp4", ".m4v", ".mov", ".webm", ".avi", ".mkv", ".mpg", ".mpeg", ".3gp"), "a video")
_SOUNDS = dict.fromkeys((".mp3", ".m4a", ".aac", ".wav", ".ogg", ".oga", ".opus", ".flac"), "a sound recording")
KNOWN: dict[str, tuple[str, str]] = {
    **{ending: (what, _PANDOC) for ending, what in _WORDS.items()},
    ".doc": ("a document of Word", "save it as {stem}.docx, then: pandoc {stem}.docx -t markdown -o {stem}.md"),
    ".pages": ("a document of Pages", "export it as {stem}.docx, then: pandoc {stem}.docx -t markdown -o {stem}.md"),
    **{ending: (what, _TABLE) for ending, what in _TABLES.items()},
    ".csv": ("a table", "make entries of it: invoke import csv {name}"),
    ".tsv": ("a table", "make entries of it: invoke import csv {name}"),
    **{ending: (what, _MEDIA) for ending, what in (_FILMS | _SOUNDS).items()},
}
"""By ending: what a file is, and what to do; `{name}` and `{stem}` stand for its own."""
_LFS = b"version https://git-lfs.github.com/spec/v1"
_ANNEX = b"/annex/objects/"
_POINTER_MOST = 1024
"""Bytes of the longest pointer: Git LFS, docs/spec.md, "The Pointer"."""


def advice(name: str) -> tuple[str, str] | None:
    """Return what a file is by its ending, and what to do with it; None where nothing better is known than to move it."""
    base = posixpath.basename(name)
    stem, ending = posixpath.splitext(base)
    if ending.lower() not in KNOWN:
        return None
    what, do = KNOWN[ending.lower()]
    return f"this is {what}", do.format(name=base, stem=stem)


def pointer(data: bytes) -> tuple[str, str] | None:
    """Return what to do where a file is only a pointer to what should be there (Git LFS, git-annex); `data` is its beginning at least."""
    start = data[:_POINTER_MOST].lstrip(b"\xef\xbb\xbf")
    if start.startswith(_LFS):
        return "the file itself is not here, only Git LFS's pointer to it", "run `git lfs pull`"
    if start.startswith(_ANNEX):
        return "the file itself is not here, only git-annex's pointer to it", "run `git annex get`"
    return None
