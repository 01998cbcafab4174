"""The paragraphs of a text: what a translator translates one by one, each with its place in the file and a digest of its words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from dateline.dataclass import dataclass
from dateline.read.records import Record

HEAD = ("title", "site_name", "authors", "kicker", "standfirst", "summary", "dateline", "alt", "sensitive", "credit", "kinds", "when_note", "claims", "update", "correction", "read_more", "publisher", "licence", "guides", "from", "answer")
"""Keys of heads whose values are words, by the names that records have for them; of one that has several, each is a paragraph."""

_NAMED = ("publisher", "licence")
"""Keys whose value is a name with its address: these stay together."""

CITED = ("when_note", "claims", "update")
"""Those whose sources are facts: a translation that names none has the original's."""

_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = re.compile(r"^ {0,3}(?:([-+*])|\d{1,9}[.)])(?: +\S| *$)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:")
_REFERENCE = re.compile(r"^ {0,3}\*?\[(?!\^)[^\]]+\]: +\S")
"""A link's address, or what an abbreviation stands for: it is shown nowhere by itself."""
_PLACED = re.compile(r"^ {0,3}\[\[\s*\w+\s*:.*\]\]\s*$")
_PICTURES = re.compile(r"(?:!\[[^\]]*\]\([^()]*\)\s*)+(?:\{[^{}]*\}\s*)?")
_DASHES = re.compile(r"^ {0,3}\|?[ ]*:?-+:?[ ]*\|[-:| ]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
_HEADING = re.compile(r"^ {0,3}#{1,6}(?: |$)")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(/?)>")
_WITHIN = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split()
)
"""Elements that stand within a paragraph, so that one may begin with them."""
_UNCLOSED = frozenset("br col hr img link source track wbr".split())
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
CITATION = re.compile(r"\s*\[\s*@[^\[\]]*\]")
_MARKS = re.compile("[\"'“”„‟‘’‚‛«»‹›「」『』]")


@dataclass(frozen=True)
class Paragraph:
    """A part of a text that is translated by itself. `name` is the key of words in the head, nothing in the body; `line` and `last` are lines of the file.

    `kind` is words (in the head), text, heading, list, quotation, table, code, html, pictures, placed or footnote.
    """

    name: str
    kind: str
    text: str
    line: int
    last: int = field(compare=False)

    @property
    def digest(self) -> str:
        """Eight signs that stand for its words: line ends, blanks and the form of quotation marks make no difference."""
        text = CITATION.sub("", self.text) if self.name in CITED else self.text  # whose are facts
        return digest(_QUOTE.sub("", text) if self.kind == "quotation" else text)

    def __str__(self) -> str:
        """Return what it is, as it is named to authors."""
        return LABELS.get(self.name) or f'"{self.name.capitalize()}"' if self.name else LABELS.get(self.kind, self.kind)


LABELS = {
    "text": "a paragraph",
    "heading": "a heading",
    "list": "a list",
    "quotation": "a quotation",
    "table": "a table",
    "code": "a block of code",
    "html": "a block of HTML",
    "pictures": "pictures",
    "placed": "[[...]]",
    "footnote": "a footnote",
}
"""Kinds of paragraphs in a body, and how they are named to authors."""


def digest(text: str) -> str:
    """Return the first eight digits of the SHA-256 of a text, with one blank for all white space, composed letters, and no quotation marks.

    The marks are those of a text's language (see typography.py), so the words in a record have others than those in the file.
    """
    plain = " ".join(unicodedata.normalize("NFC", _MARKS.sub("", text)).split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def paragraphs(record: Record) -> tuple[Paragraph, ...]:
    """Return all paragraphs of a text: the words of its head in a fixed order, then its body's."""
    return (*words(record), *body(record.body, record.body_line))


def words(record: Record) -> Iterator[Paragraph]:
    """Yield the words of a text's head."""
    for name in HEAD:
        for item in record.fields.get(name, ()) if name in _NAMED else record.each(name):
            if name in _NAMED:
                item = replace(item, value=" | ".join(filter(None, item.value)))
            yield Paragraph(name, "words", str(item.value), item.line, item.line)


def body(text: str, line: int = 1) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in Markdown that begins on `line` of its file: blocks apart by blank lines, and what such lines do not part.

    Addresses of links, rules and comments are none.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_body(lines, line))


def _body(lines: Sequence[str], first: int) -> Iterator[Paragraph]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line or not line.strip():
            at += 1
            continue
        if line[0].isalpha():  # nothing but a paragraph, or what its second line makes of it
            end = _stop(lines, at, _HEADING, _FENCE)
            kind = _kind(lines[at:end]) if end > at + 1 else "text"
        elif _RULE.match(line) or _REFERENCE.match(line):
            at += 1
            continue
        else:
            kind, end = _block(lines, at)
        if kind:
            yield Paragraph("", kind, "\n".join(lines[at:end]), first + at, first + end - 1)
        at = end


def _block(lines: Sequence[str], at: int) -> tuple[str, int]:
    """Return what the block is that begins on a line, and where it ends; it is nothing where readers see nothing of it."""
    line = lines[at]
    if fence := _FENCE.match(line):
        closing = re.compile(rf"^ {{0,3}}{re.escape(fence[1][0])}{{{len(fence[1])},}}\s*$")
        return "code", next((n + 1 for n in range(at + 1, len(lines)) if closing.match(lines[n])), len(lines))
    if line.lstrip().startswith("<!--"):
        end = next((n for n in range(at, len(lines)) if "-->" in lines[n]), len(lines) - 1)
        if not lines[end].partition("-->")[2].strip():
            return "", end + 1
    if line.startswith(("    ", "\t")):
        return "code", _indented(lines, at, 4)
    if _HEADING.match(line):
        return "heading", at + 1 + (lines[at + 1 : at + 2] != [] and lines[at + 1].startswith("{:"))
    tag = _TAG.match(line.lstrip())
    if tag and tag[2].lower() not in _WITHIN:
        return "html", _element(lines, at)
    if _NOTE.match(line):
        return "footnote", _indented(lines, _stop(lines, at, _NOTE), 4)
    if item := _ITEM.match(line):
        return "list", _list(lines, at, bullets=bool(item[1]))
    if line.lstrip().startswith(">"):
        return "quotation", _quotation(lines, at)
    end = _stop(lines, at, _HEADING, _FENCE)
    return _kind(lines[at:end]), end


def _kind(block: Sequence[str]) -> str:
    """Return what a block is that begins like a paragraph."""
    if all(map(_PLACED.match, block)):
        return "placed"
    if _PICTURES.fullmatch("\n".join(block).strip()):
        return "pictures"
    if len(block) > 1 and _DASHES.match(block[1]):
        return "table"
    return "heading" if len(block) > 1 and re.match(r"^ {0,3}(?:=+|-+) *$", block[-1]) else "text"


def _stop(lines: Sequence[str], at: int, *signs: re.Pattern[str]) -> int:
    """Return where a block ends: at a blank line, or where a line begins something else."""
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not line or line.isspace() or (not line[0].isalpha() and any(sign.match(line) for sign in signs)):
            return number
    return len(lines)


def _indented(lines: Sequence[str], at: int, blanks: int) -> int:
    """Return where what is indented ends, which blank lines do not part."""
    end = at
    for number in range(at, len(lines)):
        if lines[number].strip():
            if not lines[number].expandtabs(4).startswith(" " * blanks):
                break
            end = number + 1
    return end


def _list(lines: Sequence[str], at: int, *, bullets: bool) -> int:
    """Return where a list ends: its items may be apart by blank lines, and hold paragraphs, lists and code that are indented."""
    end, blank, fence = at + 1, False, ""
    for number in range(at + 1, len(lines)):
        line = lines[number]
        mark = re.match(r" *(`{3,}|~{3,})", line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif not line.strip():
            blank = True
            continue
        else:
            item = _ITEM.match(line)
            if blank and not line.startswith(("  ", "\t")) and (not item or bool(item[1]) != bullets):
                break
            if not blank and (_HEADING.match(line) or (mark and not line.startswith("  "))):
                break
            fence = mark[1] if mark else ""
        blank, end = False, number + 1
    return end


def _quotation(lines: Sequence[str], at: int) -> int:
    """Return where a quotation ends: two of them with nothing but a blank line between are one (Python-Markdown)."""
    end = _stop(lines, at)
    following = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
    return _quotation(lines, following) if following < len(lines) and lines[following].lstrip().startswith(">") else end


def _element(lines: Sequence[str], at: int) -> int:
    """Return where HTML ends: where all is closed that was opened, or else at the next blank line."""
    depth = 0
    for number in range(at, len(lines)):
        for tag in _TAG.finditer(lines[number]):
            if tag[2].lower() not in _UNCLOSED and not tag[3]:
                depth += -1 if tag[1] else 1
        if depth <= 0:
            return _stop(lines, number)
    return _stop(lines, at)
