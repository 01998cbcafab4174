"""HTML from elsewhere, as the Markdown that an author would have written."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from dateline.imports.cleaning import cleaned

_SPECIAL = re.compile(r"([\\`*_\[\]<>{}&|~]|(?<==)=|(?<=\$)\$)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "=": "&#61;", ":": "&#58;", "—": "&mdash;"}
"""What a backslash does not take its meaning from (Python-Markdown, ESCAPED_CHARS)."""
_LINE_START = re.compile(r"^([#+\-=:—])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)([.)])", re.MULTILINE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_CELLS = frozenset(("td", "th"))
_TABLE = _CELLS | frozenset("table thead tbody tfoot tr caption colgroup col".split())
_BLOCKS = _TABLE | frozenset(
    "p div section article header footer figure figcaption h1 h2 h3 h4 h5 h6 ul ol li blockquote pre".split()
    + "dl dt dd address aside main nav hr form fieldset legend details summary option".split()
)
_SPEAKER = ("&mdash;", "—", "–", "\\-\\-", "\\--", "--", "―")
"""What a line at the end of a quotation begins with that says who speaks, after our own escapes."""
_KNOWN = _BLOCKS | frozenset((*_MARKS, "a", "br", "span", "u", "small", "sub", "sup", "font", "cite", "q", "time"))
_DROPPED = frozenset(("script", "style"))


def to_markdown(html: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML, or plain text, as Markdown, and the names of the elements of which only the words could be kept.

    Tables stay tables, quotations keep their speaker (`<cite>`, `<footer>`, or a last line that begins with a dash).
    """
    writer = _Writer()
    writer.feed(cleaned(html))
    writer.close()
    return writer.text(), tuple(dict.fromkeys(writer.lost))


def plain(html: str) -> str:
    """Return the words of HTML in one line."""
    writer = _Words()
    writer.feed(cleaned(html))
    writer.close()
    # Once more: a character may have been written as an entity.
    return _SPACE.sub(" ", cleaned("".join(writer.words))).strip()


def escaped(words: str) -> str:
    """Return plain words as Markdown in which nothing is markup."""
    lines = (_SPACE.sub(" ", line).strip() for line in cleaned(words).split("\n"))
    return _at_line_start(_SPECIAL.sub(_escape, "\n".join(lines)))


def _at_line_start(words: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(_escape, words))


def _escape(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[1], f"\\{found[1]}")


def _spoken(words: str) -> str:
    """Return who speaks, behind the dash by which the end of a quotation is told from its words."""
    name = words.strip().lstrip("—–―- ")
    return f"&mdash; {name}" if name else ""


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
        self._quotes: list[int] = []
        self._in_footer = False
        self._cite: tuple[int, int] | None = None
        self._rows: list[list[str]] | None = None
        self._headed = False

    def text(self) -> str:
        """Return all blocks, parted by blank lines; the items of a list stand together."""
        self._end_table()
        while self._quotes:
            self._end_quote()
        self._break()
        made = ""
        for number, (block, item) in enumerate(self._blocks):
            together = number and item and self._blocks[number - 1][1]
            made += ("" if not number else "\n" if together else "\n\n") + block
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._silent += 1
        elif tag not in _KNOWN:
            self.lost.append(tag)
        if self._rows is not None and self._in_table(tag):
            return
        if tag in _BLOCKS:
            self._break()
        if tag == "table":
            self._rows, self._headed = [], False
        elif tag == "br":
            self._inline = self._inline.rstrip(" ") + "  \n"
        elif tag == "blockquote":
            self._prefix.append("> ")
            self._quotes.append(len(self._blocks))
            self._cite = None
        elif tag == "footer":
            self._in_footer = bool(self._quotes)
        elif tag == "cite" and self._quotes and not self._in_footer:
            self._cite = (len(self._inline), 0)
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
        if self._rows is not None:
            if tag == "table":
                self._end_table()
            elif tag in _BLOCKS:
                self._blank()
            if tag in _BLOCKS or tag == "br":
                return
        if tag == "cite" and self._cite:
            self._cite = (self._cite[0], len(self._inline))
        if tag == "footer" and self._in_footer:
            self._in_footer = False
            self._inline = _spoken(self._inline)
        if tag in _BLOCKS:
            self._break()
        if tag == "blockquote":
            if self._quotes:
                self._end_quote()
        elif tag in ("ul", "ol") and self._prefix:
            self._prefix.pop()
        elif tag in _MARKS:
            self._inline = self._marked(_MARKS[tag])
        elif tag == "a" and self._links:
            address = self._links.pop()
            if address:
                self._inline += f"](<{address}>)" if re.search(r"[\s()]", address) else f"]({address})"

    def handle_data(self, data: str) -> None:
        if not self._silent:
            words = _SPECIAL.sub(_escape, _SPACE.sub(" ", cleaned(data)))
            self._inline += words.lstrip(" ") if self._inline.endswith((" ", "\n")) or not self._inline else words

    def _marked(self, mark: str) -> str:
        """Close a mark: behind the last word, for Markdown takes none behind a blank; and not at all round nothing."""
        bare = self._inline.rstrip(" ")
        if bare.endswith(mark):
            return bare[: -len(mark)]
        return bare + mark + " " * (len(self._inline) - len(bare))

    def _in_table(self, tag: str) -> bool:
        """Take a tag inside a table; tell whether nothing more is to be done about it."""
        assert self._rows is not None
        if tag == "tr":
            self._end_cell()
            self._rows.append([])
        elif tag in _CELLS:
            if not self._rows:
                self._rows.append([])
            self._end_cell()
            self._headed = self._headed or (tag == "th" and len(self._rows) == 1)
            self._rows[-1].append("")
        elif tag in _BLOCKS or tag == "br":
            self._blank()
        else:
            return False
        return True

    def _blank(self) -> None:
        if self._inline and not self._inline.endswith(" "):
            self._inline += " "

    def _end_cell(self) -> None:
        """Put the words since the last cell began into it; those outside of all cells stand in a row of their own."""
        words, self._inline = self._inline.strip(), ""
        if not words or self._rows is None:
            return
        if not self._rows or not self._rows[-1]:
            self._rows[-1:] = [[words]]
        else:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {words}".strip()

    def _end_table(self) -> None:
        """End a table: as one in Markdown, with an empty head where the first row was none; one column is paragraphs."""
        if self._rows is None:
            return
        self._end_cell()
        rows, self._rows = [row for row in self._rows if any(row)], None
        wide = max(map(len, rows), default=0)
        if wide < 2:
            for row in rows:
                self._inline = row[0]
                self._break()
            return
        rows = [row + [""] * (wide - len(row)) for row in rows]
        head = rows.pop(0) if self._headed else [""] * wide
        lines = [head, ["---"] * wide, *rows]
        quoted = "".join(mark for mark in self._prefix if mark == "> ")
        self._item = ""
        self._blocks.append(("\n".join(f"{quoted}| {' | '.join(line)} |" for line in lines), False))

    def _end_quote(self) -> None:
        """End a quotation; its last paragraph names the speaker if it begins with a dash."""
        self._break()
        self._in_footer = False
        first = self._quotes.pop()
        quoted = "".join(mark for mark in self._prefix if mark == "> ")
        while self._prefix and self._prefix.pop() != "> ":
            pass
        if len(self._blocks) - first < 2:
            self._end_line(first, quoted)
            return
        (last, item), (before, before_item) = self._blocks[-1], self._blocks[-2]
        words = last.removeprefix(quoted)
        dash = next((dash for dash in _SPEAKER if words.startswith(dash)), "")
        if dash and not item and not before_item and not before.endswith("|") and "\n" not in words:
            self._blocks[-2:] = [(f"{before}\n{quoted}— {words.removeprefix(dash).strip()}", False)]

    def _end_line(self, first: int, quoted: str) -> None:
        """Take the last line of a quotation of one paragraph as its speaker if it begins with a dash."""
        if len(self._blocks) - first != 1:
            return
        before, line_end, last = self._blocks[-1][0].rpartition("  \n")
        words = last.removeprefix(quoted)
        dash = next((dash for dash in _SPEAKER if words.startswith(dash)), "")
        if line_end and dash:
            self._blocks[-1] = (f"{before}\n{quoted}— {words.removeprefix(dash).strip()}", False)

    def _break(self) -> None:
        """End a block; what `<cite>` names at the end of one in a quotation is a block of its own."""
        cite, self._cite = self._cite, None
        if cite and self._quotes and self._inline[slice(*cite)].strip() and not self._inline[cite[1] :].strip():
            words, self._inline = self._inline, self._inline[: cite[0]]
            self._break()
            self._inline = _spoken(words[slice(*cite)])
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
