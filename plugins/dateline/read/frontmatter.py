"""The head of a Markdown file: `Key: value` lines, with line numbers.

Takes what Pelican's own Markdown reader takes (Python-Markdown's "meta" extension: keys without regard to case,
continuation lines, optional `---` fences) and tells of every line that is neither a key nor a continuation,
where Pelican would silently make it, and all below it, text. Takes also what people write who know heads as YAML:
continuation lines indented by less, lists of `- ` lines, `|` and `>`, comments.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import lru_cache
from itertools import islice

from dateline.dataclass import dataclass
from dateline.problems import Problems, nearest
from dateline.read import values
from dateline.read.characters import (
    BLANKS,
    Fault,
    cleaned,
    forbidden,
    normalised_markdown,
    plain,
    trimmed,
    without_forbidden,
)
from dateline.typography import curly

# As in Python-Markdown's "meta"; only a web address (https://...) is no key with a value. The colon may be that of a Chinese keyboard.
_COLON = rf"{BLANKS}[:\uff1a](?!//)(?P<value>.*)$"
_KEY = re.compile(r"""^ {0,3}(?P<quote>["']?)(?P<key>[A-Za-z][A-Za-z0-9_-]*)(?P=quote)""" + _COLON)
_WORDS = re.compile(r"^ {0,3}(?P<key>[^\s:\uff1a][^:\uff1a]{0,39}?)" + _COLON)
"""A key of several words or of another script: none that we know, but meant as one, or known with "_" for its blanks."""
_FENCE = re.compile(r"^-{3}\s*$")
_FENCE_END = re.compile(r"^(?:-{3}|\.{3})\s*$")
_COMMENT = re.compile(r"^\s*#(?:[\s#]|$)")
_BLOCK = re.compile(r"^[|>](?:[+-]?[1-9]?|[1-9][+-])$")
"""How YAML says that a text follows on the lines below (1.2.2, 8.1)."""
NOTHING = ("~", "null")
"""How YAML writes that there is no value."""
_ITEM = re.compile(r"^[ \t]*-(?:[ \t]+|$)")
_BETWEEN = re.compile(r"[\s_-]+")
_TELLING = 20
"""Characters that are not allowed of which a file tells."""


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


@dataclass
class _Open:
    """A field while its lines are read; `inline` tells whether its own line has a value, `block` that it says `|` or `>`."""

    key: str
    line: int
    inline: bool
    block: bool
    values: list[Line] = field(default_factory=list)

    def closed(self) -> Field:
        """Return the field: `- ` lines without their hyphens, what is wrapped below one of them with it."""
        found = self.values
        if not self.inline and found and _ITEM.match(found[0].text):
            items: list[Line] = []
            for value in found:
                if _ITEM.match(value.text):
                    items.append(Line(trimmed(_ITEM.sub("", value.text)), value.line))
                else:
                    items[-1] = Line(f"{items[-1].text} {value.text}", items[-1].line)
            found = [item for item in items if item.text]
        return Field(self.key, self.line, tuple(found))


@dataclass(frozen=True)
class Head:
    """A file taken apart: its fields in order, its body, and the line on which the body begins."""

    fields: tuple[Field, ...]
    body: str
    body_line: int


def decode(data: bytes, path: str, problems: Problems) -> str:
    """Return a file's bytes as text with LF line ends; bytes that are no UTF-8 are a problem.

    So are characters that no format may hold; they are taken out. A byte order mark is dropped (Windows editors write one).
    """
    text = _text(data, path, problems).replace("\r\n", "\n").replace("\r", "\n")
    tell_some(forbidden(text), path, 1, problems)
    return without_forbidden(text)


def tell_some(faults: Iterable[Fault], path: str, line: int, problems: Problems) -> None:
    """Note the first faults of a text that begins on `line` as problems, and that there are more: a file that is no text has thousands."""
    found = list(islice(faults, _TELLING + 1))
    for fault in found[:_TELLING]:
        problems.add(path, line + fault.line, fault.what, fault.do, topic="characters")
    for more in found[_TELLING:]:
        what = "from here on stand more characters that are not allowed"
        problems.add(path, line + more.line, what, "is this a text at all? Save it again as UTF-8", topic="characters")


def _text(data: bytes, path: str, problems: Problems) -> str:
    encoding = _utf_16(data)
    if encoding:
        problems.add(path, 0, 'the file is saved as UTF-16 (Notepad calls it "Unicode")', "save it as UTF-8", topic="encoding")
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        problems.add(path, line, f"byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8", topic="encoding")
        return data.decode("utf-8-sig", errors="replace")


def _utf_16(data: bytes) -> str:
    """Return how a file in UTF-16 or UTF-32 is read, by its byte order mark or because every other byte is zero; else nothing."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:512]
    if len(start) > 3 and start.count(0) * 3 > len(start):
        return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
    return ""


@lru_cache(maxsize=1000)
def name_of(key: str) -> str:
    """Return the name by which a key is known, however it was written: `Lead picture` and `lead-picture` are `lead_picture`."""
    return _BETWEEN.sub("_", plain(key)).casefold()


def as_value(words: str) -> str:
    """Return how words that somebody else wrote must be written in a head, so that just they are read.

    On one line, clean of what no text may hold and of Markdown, which has no effect there; straight quotation marks around the whole would
    be taken off, so they become typographic.
    """
    text = values.without_markup(trimmed(" ".join(cleaned(words).split())))
    if text in NOTHING or _BLOCK.match(text):
        return f'"{text}"'
    return curly(text) if values.unquoted(text) != text else text


def parse(text: str, path: str, problems: Problems, known: Mapping[str, bool] | None = None) -> Head:
    """Return the head and body of a Markdown text.

    Every line of the head that is no key and no continuation is a problem with its line. `known` holds the keys that a file of
    this kind takes, by name, and whether each takes several lines: an indented line is then a key only where it names one of
    them; without it every indented `word: ...` is one, as for Pelican.
    """
    lines = normalised_markdown(text).split("\n")
    start = next((n for n, line in enumerate(lines) if trimmed(line)), len(lines))
    fenced = start < len(lines) and bool(_FENCE.match(lines[start]))
    number = start + 1 if fenced else start
    fields: list[_Open] = []
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
        if _is_comment(lines, number, fields, fenced=fenced):
            number += 1
            continue
        matched = _KEY.match(line) or _in_words(line)
        if matched and not (fields and _continues(fields[-1], line, matched, known)):
            value = trimmed(matched["value"])
            block = bool(_BLOCK.match(value))
            fields.append(_Open(plain(matched["key"]), number + 1, bool(value) and not block, block))
            if fields[-1].inline:
                fields[-1].values.append(Line(value, number + 1))
        elif fields and (line[0] in " \t" or (_ITEM.match(line) and not fields[-1].inline)):
            fields[-1].values.append(Line(trimmed(line), number + 1))
            if known and not fields[-1].block and not known.get(name_of(fields[-1].key)):
                _warn_of_key(fields[-1], path, known, problems)
        elif fields or fenced:
            stray.append(number)
        else:
            problems.add(
                path,
                number + 1,
                "the file does not begin with a head",
                'write "Title: ..." and the other keys above the text, then a blank line', topic="head",
            )
            break
        number += 1
    else:
        if fenced:
            problems.add(path, start + 1, "the head is never closed", 'end it with a line "---"', topic="head")
            number, stray = (stray or [number])[0], []
    if stray and stray == list(range(stray[0], number)):
        number, stray = stray[0], stray[:1]  # the text, most likely: what it cites counts
    for number_of in stray:
        what = f'"{_short(lines[number_of])}" is neither a "Key: value" nor a continuation'
        do = "begin the text after a blank line, or indent a continuation by four spaces"
        problems.add(path, number_of + 1, what, do, topic="head")
    body = "\n".join(lines[number:])
    if fields and fields[-1].block and not fenced and re.match(r"\n+[ \t]", body):
        what = f'a blank line ends the head, and with it the text of "{fields[-1].key}"'
        problems.add(path, number + 1, what, 'take it out, or put lines "---" around the head', topic="head")
    return Head(tuple(field.closed() for field in fields), body, number + 1)


def _in_words(line: str) -> re.Match[str] | None:
    """Return a match where a line begins with a key of up to three words in any script."""
    matched = _WORDS.match(line)
    key = plain(matched["key"]) if matched else ""
    letters = all(unicodedata.category(letter)[0] in "LMN" or letter in " _-\u200c\u200d" for letter in key)
    begins = key != "" and unicodedata.category(key[0])[0] == "L"
    return matched if begins and letters and len(key.split()) <= 3 else None


def _continues(before: _Open, line: str, matched: re.Match[str], known: Mapping[str, bool] | None) -> bool:
    """Tell whether a line that looks like a key continues the field before it: indented, and no key that is known."""
    if line[0] != " ":
        return False
    if before.block or (known is None and matched.re is _WORDS):
        return True
    if known is None:
        return False
    if known.get(name_of(before.key)) and not before.inline:
        return True
    name = name_of(matched["key"])
    return name not in known and not (matched.re is _KEY and nearest(name, known, 0.8))


def _warn_of_key(field: _Open, path: str, known: Mapping[str, bool], problems: Problems) -> None:
    """Note a warning where what continues a value, as it does for Pelican, looks like the next key."""
    value = field.values[-1]
    matched = _KEY.match(value.text)
    if matched and name_of(matched["key"]) in known:
        what = f'"{matched["key"]}: ..." is indented, and so read as more of "{field.key}"'
        problems.warn(path, value.line, what, "begin the line with it if it is a key", topic="head")


def _is_comment(lines: list[str], number: int, fields: list[_Open], *, fenced: bool) -> bool:
    """Tell whether a line is a comment: between fences as in YAML, without them only above a key (else it is a heading of the text)."""
    line = lines[number]
    if not _COMMENT.match(line) or (line[0] in " \t" and (not fenced or (fields and fields[-1].block))):
        return False
    after = next((other for other in lines[number : number + 50] if not _COMMENT.match(other)), "")
    return fenced or bool(_KEY.match(after))


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= 40 else line[:39] + "…"
