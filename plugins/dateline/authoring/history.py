"""What a text said before: former words of its paragraphs, out of the versions of its file that git keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.problems import Problems
from dateline.read import frontmatter
from dateline.read.paragraphs import paragraphs
from dateline.read.records import Record, from_head, known_keys

from .committed import git, git_bytes

MOST = 300
"""Versions of one file that are looked through, from the newest on."""


def former_words(root: Path, text: Record, file: Path, wanted: frozenset[tuple[str, str]], most: int = MOST) -> Mapping[tuple[str, str], str] | None:
    """Return the former words of paragraphs, by their names (see `Paragraph`) and digests, as far as a version of the file has them.

    `text` is what the file says now; versions under a former name count too. None where there is no git, or the folder is not in a repository.
    """
    versions = _versions(root, file, most)
    if versions is None:
        return None
    found: dict[tuple[str, str], str] = {}
    for data in versions:
        if wanted <= found.keys():
            break
        for each in paragraphs(_record(data, text)):
            if (each.name, each.digest) in wanted:
                found.setdefault((each.name, each.digest), each.text)
    return found


def _record(data: bytes, text: Record) -> Record:
    """Return what a version says; what is wrong with it nobody can mend any more."""
    unheard = Problems()
    decoded = frontmatter.decode(data, text.path, unheard)
    return from_head(text.kind, text.path, text.key, frontmatter.parse(decoded, text.path, unheard, known_keys(text.kind)), unheard)


def _versions(root: Path, file: Path, most: int) -> Iterator[bytes] | None:
    """Return the committed versions of a file, the newest first; None without a repository."""
    told = git(root, "-c", "core.quotePath=false", "log", "--follow", "--format=%x00%H", "--name-only", f"--max-count={most}", "--", str(file))
    if told is None:
        return None
    names = []
    for each in told.split("\0"):
        commit, _, name = each.strip().partition("\n")
        if name.strip() and not name.strip().startswith('"'):  # a name in quotation marks is one of odd signs
            names.append(f"{commit}:{name.strip()}")
    asked = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
    return _blobs(git_bytes(root, "cat-file", "--batch", asked=asked) or b"")


def _blobs(answer: bytes) -> Iterator[bytes]:
    """Yield what `git cat-file --batch` wrote: before each file a line with its name, its type and its size."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        *_, kind, size = answer[at:end].rsplit(b" ", 2)
        at = end + 1
        if size == b"missing" or kind == b"missing" or not size.isdigit():
            continue
        if kind == b"blob":
            yield answer[at : at + int(size)]
        at += int(size) + 1
