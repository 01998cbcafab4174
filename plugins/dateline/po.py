"""Catalogues as text: gettext's PO format (GNU gettext manual, "The Format of PO Files"), read strictly and written plainly.

A library for it (polib) drops a text whose quotation mark is never closed, without a word; what a translator wrote must not get lost.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import field

from dateline.dataclass import dataclass

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?[ \t]*(.*)", re.DOTALL)
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", '"': '"', "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_AFTER = {"msgctxt": ("",), "msgid": ("", "msgctxt"), "msgid_plural": ("msgid",), "msgstr": ("msgid", "msgid_plural", "msgstr")}
"""What may stand before a keyword within an entry."""


class Unreadable(ValueError):
    """A catalogue breaks the format: what is wrong, in which line."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


@dataclass(frozen=True)
class Entry:
    """A message and its translation; without a plural it has one form."""

    message: str
    forms: tuple[str, ...] = ()
    plural: str = ""
    context: str | None = None
    comments: tuple[str, ...] = ()
    """All lines before it that begin with `#`, except its flags."""
    flags: tuple[str, ...] = ()
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str | None, str]:
        """What no other message of a catalogue has."""
        return self.context, self.message

    @property
    def fuzzy(self) -> bool:
        """Whether somebody must look at the translation before it is used."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether all forms are there."""
        return bool(self.forms) and all(self.forms)

    @property
    def used(self) -> bool:
        """Whether readers see the translation."""
        return self.translated and not self.fuzzy and not self.obsolete


def read(text: str) -> tuple[Entry, ...]:
    """Return all entries in order, the head among them: its message is empty. Raises Unreadable."""
    entries: list[Entry] = []
    seen: dict[tuple[str | None, str], int] = {}
    for found in _entries(text):
        entries.append(found)
        if not found.obsolete:
            if found.key in seen:
                raise Unreadable(found.line, f"the message stands here again; it is in line {seen[found.key]} already")
            seen[found.key] = found.line
    return tuple(entries)


def write(entries: Iterable[Entry]) -> str:
    """Return a catalogue as text; what is obsolete comes last."""
    ordered = sorted(entries, key=lambda entry: entry.obsolete)
    return "\n".join(map(_written, ordered))


def head_of(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the fields of a catalogue's head, by name as gettext writes it: `Plural-Forms`."""
    head = next((entry for entry in entries if entry.key == (None, "") and not entry.obsolete), Entry(""))
    pairs = (line.partition(":") for line in "".join(head.forms).split("\n") if line.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}


def compiled(entries: Iterable[Entry], plural_forms: str) -> bytes:
    """Return what gettext reads (GNU gettext manual, "The Format of GNU MO Files"): the translations that are used, and the rule for plurals."""
    head = "Content-Type: text/plain; charset=UTF-8\n" + (f"Plural-Forms: {plural_forms}\n" if plural_forms else "")
    texts = {b"": head.encode()}
    for entry in entries:
        if entry.used and entry.message:
            key = entry.message if entry.context is None else f"{entry.context}\x04{entry.message}"
            texts["\0".join(filter(None, (key, entry.plural))).encode()] = "\0".join(entry.forms).encode()
    keys = sorted(texts)
    start = 28 + 16 * len(keys)
    tables, data = b"", b""
    for column in (keys, [texts[key] for key in keys]):
        for each in column:
            tables += struct.pack("<II", len(each), start + len(data))
            data += each + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start) + tables + data


class _Reader:
    """Gathers the lines of one entry."""

    def __init__(self) -> None:
        self.comments: list[str] = []
        self.flags: list[str] = []
        self.texts: dict[tuple[str, int], list[str]] = {}
        self.last = ("", 0)
        self.line = 0
        self.obsolete = False

    def begins(self, number: int, keyword: str, form: str | None, text: str) -> None:
        place = (keyword, int(form or 0))
        plural = ("msgid_plural", 0) in self.texts
        if self.last[0] not in _AFTER[keyword] or place in self.texts or (keyword == "msgstr" and plural != (form is not None)) or (form and keyword != "msgstr"):
            raise Unreadable(number, f"{keyword}{f'[{form}]' if form else ''} stands where it does not belong")
        if keyword == "msgstr" and form and int(form) and ("msgstr", int(form) - 1) not in self.texts:
            raise Unreadable(number, f"msgstr[{int(form) - 1}] is missing before msgstr[{form}]")
        self.last, self.texts[place] = place, []
        self.line = number if keyword == "msgid" else self.line
        self.goes_on(number, text)

    def goes_on(self, number: int, text: str) -> None:
        found = _TEXT.fullmatch(text)
        if not found:
            raise Unreadable(number, 'a text stands between two ", and one inside it is written \\"')
        self.texts[self.last].append(_unescaped(number, found[1]))

    def entry(self, number: int) -> Entry:
        """Return the entry. Raises Unreadable where it has no end."""
        if self.last[0] != "msgstr":
            raise Unreadable(self.line or number, "the message has no msgstr")
        texts = {place: "".join(parts) for place, parts in self.texts.items()}
        forms = tuple(text for (keyword, _), text in texts.items() if keyword == "msgstr")
        return Entry(
            texts["msgid", 0], forms, texts.get(("msgid_plural", 0), ""), texts.get(("msgctxt", 0)),
            tuple(self.comments), tuple(self.flags), self.obsolete, self.line,
        )  # fmt: skip


def _entries(text: str) -> Iterator[Entry]:
    reader = _Reader()
    number = 0
    for number, whole in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = whole.strip()
        obsolete = line.startswith("#~") and not line.startswith("#~|")
        line = line.removeprefix("#~").strip() if obsolete else line
        found = _KEYWORD.fullmatch(line)
        if reader.last[0] == "msgstr" and ((line.startswith("#")) or (found and found[1] in ("msgctxt", "msgid")) or obsolete > reader.obsolete):
            yield reader.entry(number)
            reader = _Reader()
        if line.startswith("#,"):
            reader.flags += filter(None, map(str.strip, line[2:].split(",")))
        elif line.startswith("#"):
            reader.comments.append(line)
        elif found:
            reader.obsolete = obsolete
            reader.begins(number, found[1], found[2], found[3])
        elif line.startswith('"') and reader.last[0]:
            reader.goes_on(number, line)
        elif line:
            raise Unreadable(number, 'this is neither a comment, nor msgid, msgstr or the like, nor a text between two "')
    if reader.last[0]:
        yield reader.entry(number)


def _unescaped(number: int, text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        code = found[1]
        if code[0] in _ESCAPED:
            return _ESCAPED[code]
        if code[0] == "x" and len(code) > 1:
            return chr(int(code[1:], 16))
        if code[0] in "01234567":
            return chr(int(code, 8) % 256)
        raise Unreadable(number, f"\\{code} means nothing: a backslash itself is written \\\\")

    return _ESCAPE.sub(letter, text) if "\\" in text else text


def _written(entry: Entry) -> str:
    lines = []
    if entry.context is not None:
        lines.append(f"msgctxt {quoted(entry.context)}")
    lines.append(f"msgid {quoted(entry.message)}")
    if entry.plural:
        lines.append(f"msgid_plural {quoted(entry.plural)}")
        lines += (f"msgstr[{number}] {quoted(form)}" for number, form in enumerate(entry.forms))
    elif not entry.message:  # the head: a field a line
        lines += ['msgstr ""', *map(quoted, "".join(entry.forms).splitlines(keepends=True))]
    else:
        lines.append(f"msgstr {quoted(''.join(entry.forms))}")
    mark = "#~ " if entry.obsolete else ""
    flags = [f"#, {', '.join(entry.flags)}"] if entry.flags else []
    # What it was before stands nearest to it: gettext's own tools want that.
    previous = [line for line in entry.comments if line.startswith("#|")]
    comments = [line for line in entry.comments if not line.startswith("#|")]
    return "".join(f"{line}\n" for line in (*comments, *flags, *previous, *(f"{mark}{line}" for line in lines)))


def quoted(text: str) -> str:
    """Return a text as it stands in a catalogue, in one line."""
    return '"' + re.sub(r'[\\"\n\t\r]', lambda found: _WRITTEN[found[0]], text) + '"'
