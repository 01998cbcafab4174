"""HTML from elsewhere, as the Markdown that an author would have written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPECIAL = re.compile(r"([\\`*_\[\]<>{}&|~]|(?<==)=|(?<=\$)\$)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "=": "&#61;", ":": "&#58;", "—": "&mdash;"}
"""What a backslash does not take its meaning from (Python-Markdown, ESCAPED_CHARS)."""
_LINE_START = re.compile(r"^([#+\-=:—])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)([.)])", re.MULTILINE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_BLOCKS = frozenset("p div section article header footer figure figcaption table tr h1 h2 h3 h4 h5 h6 ul ol li blockquote pre".split())
_KNOWN = _BLOCKS | frozenset((*_MARKS, "a", "br", "span", "u", "small", "sub", "sup", "font", "cite", "q", "time"))
_DROPPED = frozenset(("script", "style"))


def to_markdown(html: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML, or plain text, as Markdown, and the names of the elements of which only the words could be kept."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    return writer.text(), tuple(dict.fromkeys(writer.lost))


def plain(html: str) -> str:
    """Return the words of HTML in one line."""
    writer = _Words()
    writer.feed(html)
    writer.close()
    return _SPACE.sub(" ", "".join(writer.words)).strip()


def escaped(words: str) -> str:
    """Return plain words as Markdown in which nothing is markup."""
    lines = (_SPACE.sub(" ", line).strip() for line in words.split("\n"))
    return _at_line_start(_SPECIAL.sub(_escape, "\n".join(lines)))


def _at_line_start(words: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(_escape, words))


def _escape(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[1], f"\\{found[1]}")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _DROPPED
        if tag == "br" or tag in _BLOCKS:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _DROPPED and self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


class _Writer(HTMLParser):
    """Collects blocks of Markdown; lists and quotations are prefixes of the blocks inside them."""

    def __init__(self) -> None:
        super().__init__()
        self.lost: list[str] = []
        self._blocks: list[tuple[str, bool]] = []
        self._inline = ""
        self._prefix: list[str] = []
        self._item = ""
        self._links: list[str] = []
        self._silent = 0

    def text(self) -> str:
        """Return all blocks, parted by blank lines; the items of a list stand together."""
        self._break()
        made = ""
        for number, (block, item) in enumerate(self._blocks):
            together = number and item and self._blocks[number - 1][1]
            made += ("" if not number else "\n" if together else "\n\n") + block
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._silent += 1
        if tag not in _KNOWN:
            self.lost.append(tag)
        if tag in _BLOCKS:
            self._break()
        if tag == "br":
            self._inline = self._inline.rstrip(" ") + "  \n"
        elif tag == "blockquote":
            self._prefix.append("> ")
        elif tag in ("ul", "ol"):
            self._prefix.append("- " if tag == "ul" else "1. ")
        elif tag == "li" and self._prefix:
            self._item = self._prefix[-1]
        elif tag in _MARKS:
            self._inline += _MARKS[tag]
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._links.append(address if re.match(r"(?i)(https?|mailto|tel):", address) else "")
            if self._links[-1]:
                self._inline += "["
            elif address:
                self.lost.append(f'the link to "{address}"')

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED and self._silent:
            self._silent -= 1
        if tag in _BLOCKS:
            self._break()
        if tag in ("blockquote", "ul", "ol") and self._prefix:
            self._prefix.pop()
        elif tag in _MARKS:
            self._inline = self._marked(_MARKS[tag])
        elif tag == "a" and self._links:
            address = self._links.pop()
            if address:
                self._inline += f"](<{address}>)" if re.search(r"[\s()]", address) else f"]({address})"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            words = _SPECIAL.sub(_escape, _SPACE.sub(" ", data))
            self._inline += words.lstrip(" ") if self._inline.endswith((" ", "\n")) or not self._inline else words

    def _marked(self, mark: str) -> str:
        """Close a mark: behind the last word, for Markdown takes none behind a blank; and not at all round nothing."""
        bare = self._inline.rstrip(" ")
        if bare.endswith(mark):
            return bare[: -len(mark)]
        return bare + mark + " " * (len(self._inline) - len(bare))

    def _break(self) -> None:
        """End a block."""
        words = self._inline.strip()
        self._inline = ""
        if not words:
            return
        words = _at_line_start(words)
        if self._item:
            depth = "    " * (sum(mark in ("- ", "1. ") for mark in self._prefix) - 1)
            lead = depth + self._item
            self._item = ""
            self._blocks.append((lead + words.replace("\n", "\n" + " " * len(lead)), True))
            return
        quoted = "".join(mark for mark in self._prefix if mark == "> ")
        self._blocks.append(("\n".join(quoted + line for line in words.split("\n")), False))
