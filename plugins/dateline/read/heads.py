"""A key in the head of a file, written in place: every other byte stays as it was. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dateline.problems import Misread, Problems
from dateline.read import frontmatter
from dateline.read.frontmatter import Head, name_of

_BROAD = 78
"""Columns of a line of a list."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_RIM = re.compile(r"\s*(?:-{3}|\.{3})?\s*")


def with_list(data: bytes, key: str, members: tuple[str, ...], path: str = "") -> bytes:
    """Return a Markdown file in whose head a key holds a list: see `with_key`."""
    return with_key(data, key, _list(key, members), path)


def with_values(data: bytes, key: str, values: tuple[str, ...], path: str = "") -> bytes:
    """Return a Markdown file in whose head a key holds values, one a line: see `with_key`."""
    lines = [f"{key}: {values[0]}"] if len(values) == 1 else [f"{key}:", *(f"    {value}" for value in values)]
    return with_key(data, key, lines, path)


def with_key(data: bytes, key: str, written_as: list[str], path: str = "") -> bytes:
    """Return a Markdown file in whose head a key stands in these lines: in place of those that it has, or else as the last key.

    Raises Misread where the head is such that more than this key would change.
    """
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    lines = [line for line in _LINE.findall(text) if line]
    before = _parsed(text, path, problems := Problems())
    start, end = _place(before, key, lines)
    ending = next((found[0] for line in lines if (found := re.search(r"\r\n|\r|\n", line))), "\n")
    new = [f"{line}{ending}" for line in written_as]
    if start and not lines[start - 1].endswith(("\r", "\n")):
        lines[start - 1] += ending
    written = "".join([*lines[:start], *new, *lines[end:]])
    after = _parsed(written, path)
    if problems or _others(before, key) != _others(after, key) or before.body.strip("\n") != after.body.strip("\n"):
        raise Misread("the head cannot be changed safely", f'write "{key}:" with a value of one line as its last key, and give the command again', topic="head")
    return f"{mark}{written}".encode()


def with_body(data: bytes, changes: Mapping[tuple[int, int], str]) -> bytes:
    """Return a Markdown file in which lines of its body, from one up to before another (counted from 1), are others: texts with line ends of any kind.

    Nothing but these lines changes; where both are the same, lines are put before that one.
    """
    text = data.decode("utf-8")
    lines = [line for line in _LINE.findall(text) if line]
    ending = next((found[0] for line in lines if (found := re.search(r"\r\n|\r|\n", line))), "\n")
    for (start, end), words in sorted(changes.items(), reverse=True):
        if start > len(lines) and lines and not lines[-1].endswith(("\r", "\n")):
            lines[-1] += ending
        new = [f"{line}{ending}" for line in re.split(r"\r\n|\r|\n", words)]
        if end > len(lines) and start <= len(lines) and not lines[-1].endswith(("\r", "\n")):
            new[-1] = new[-1].rstrip("\r\n")
        lines[start - 1 : end - 1] = new
    return "".join(lines).encode()


def _parsed(text: str, path: str, problems: Problems | None = None) -> Head:
    return frontmatter.parse(text.replace("\r\n", "\n").replace("\r", "\n"), path, Problems() if problems is None else problems)


def _place(head: Head, key: str, lines: list[str]) -> tuple[int, int]:
    """Return between which lines a key stands, from 0; where it does not stand, both are that of the line below the last key."""
    last = head.body_line - 1
    while last and _RIM.fullmatch(lines[last - 1]):
        last -= 1
    for number, field in enumerate(head.fields):
        if name_of(field.key) == name_of(key):
            end = head.fields[number + 1].line - 1 if number + 1 < len(head.fields) else last
            while end > field.line and not (lines[end - 1][:1].isspace() and lines[end - 1].strip()):
                end -= 1  # a comment or a blank line before the next key
            return field.line - 1, end
    return last, last


def _list(key: str, members: tuple[str, ...]) -> list[str]:
    """Return the lines of a list: no member is torn, and every line but the last ends with a semicolon."""
    lines = [f"{key}:"]
    for number, member in enumerate(members):
        written = f"{member};" if number + 1 < len(members) else member
        if len(lines[-1]) + 1 + len(written) > _BROAD:
            lines.append(f"    {written}")
        else:
            lines[-1] += f" {written}"
    return lines


def _others(head: Head, key: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(field.key, tuple(value.text for value in field.values)) for field in head.fields if name_of(field.key) != name_of(key)]
