"""The head of a Markdown file: `Key: value` lines, with line numbers.

Takes what Pelican's own Markdown reader takes (Python-Markdown's "meta" extension: keys without regard to case,
continuation lines, optional `---` fences) and tells of every line that is neither a key nor a continuation,
where Pelican would silently make it, and all below it, text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.problems import Problems

# As in Python-Markdown's "meta"; only a web address (https://...) is no key with a value.
_KEY = re.compile(r"^ {0,3}(?P<key>[A-Za-z][A-Za-z0-9_-]*)[ \t]*:(?!//)(?P<value>.*)$")
_FENCE = re.compile(r"^-{3}\s*$")
_FENCE_END = re.compile(r"^(?:-{3}|\.{3})\s*$")


@dataclass(frozen=True)
class Line:
    """One written value: its text and its line in the file, counted from 1."""

    text: str
    line: int


@dataclass(frozen=True)
class Field:
    """A key as written, and its values: the one on its own line and those continued below."""

    key: str
    line: int
    values: tuple[Line, ...]


@dataclass(frozen=True)
class Head:
    """A file taken apart: its fields in order, its body, and the line on which the body begins."""

    fields: tuple[Field, ...]
    body: str
    body_line: int


def decode(data: bytes, path: str, problems: Problems) -> str:
    """Return a file's bytes as text with LF line ends; bytes that are no UTF-8 are a problem.

    A byte order mark is dropped (Windows editors write one).
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.add(path, line, f"byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8")
        text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, path: str, problems: Problems) -> Head:
    """Return the head and body of a Markdown text.

    Every line of the head that is no key and no continuation is a problem with its line.
    """
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    fenced = start < len(lines) and bool(_FENCE.match(lines[start]))
    number = start + 1 if fenced else start
    fields: list[tuple[str, int, list[Line]]] = []
    stray: list[int] = []
    while number < len(lines):
        line = lines[number]
        if (fenced or fields) and _FENCE_END.match(line):
            number += 1
            break
        if not line.strip():
            if fenced:
                number += 1
                continue
            break
        matched = _KEY.match(line)
        if matched:
            value = matched["value"].strip()
            fields.append((matched["key"], number + 1, [Line(value, number + 1)] if value else []))
        elif fields and line[0] in " \t":
            fields[-1][2].append(Line(line.strip(), number + 1))
        elif fields or fenced:
            stray.append(number)
        else:
            problems.add(
                path,
                number + 1,
                "the file does not begin with a head",
                'write "Title: ..." and the other keys above the text, then a blank line',
            )
            break
        number += 1
    else:
        if fenced:
            problems.add(path, start + 1, "the head is never closed", 'end it with a line "---"')
            stray = []  # the text, most likely
    for number_of in stray:
        what = f'"{_short(lines[number_of])}" is neither a "Key: value" nor a continuation'
        do = "begin the text after a blank line, or indent a continuation by four spaces"
        problems.add(path, number_of + 1, what, do)
    body = "\n".join(lines[number:])
    return Head(
        tuple(Field(key, line, tuple(values)) for key, line, values in fields),
        body,
        number + 1,
    )


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else line[:39] + "…"
