"""What looks like markup and was taken by nobody: told, never published as it was written.

Code is not looked at, nor what was escaped with a backslash. The patterns see text as HTML has it (`&amp;`, `&lt;`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from html.entities import html5

from dateline.dataclass import dataclass
from dateline.markup.slots import CLOSE, OPEN
from dateline.typography import GUARD

_NOT_ESCAPED = f"(?<!{GUARD})"


@dataclass(frozen=True)
class _Kind:
    """One kind of leftover: how it looks, what is wrong (with `{}` for what was written), what to do."""

    pattern: re.Pattern[str]
    what: str
    do: str
    unless: Callable[[re.Match[str]], bool] = lambda found: False


def _kind(pattern: str, what: str, do: str, unless: Callable[[re.Match[str]], bool] | None = None) -> _Kind:
    compiled = re.compile(pattern, re.MULTILINE)
    return _Kind(compiled, what, do, unless) if unless else _Kind(compiled, what, do)


_ESCAPE = "or put a backslash before it"

_KINDS = (
    _kind(
        _NOT_ESCAPED + r"\[\[[^\[\]\n]*\]?\]?",
        '"{}" places nothing',
        f"write [[name: argument]] alone in a paragraph, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"\[@[^\[\]\n]{0,60}",
        '"{}" is no citation',
        f"write [@key], closed with a bracket, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"\[[^\[\]@\n]{0,60}[\s;]-?@[a-z0-9][\w-]*[^\[\]\n]{0,60}\]",
        '"{}" is no citation',
        f"write the words before it: see [@key], {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"!\[[^\[\]\n]*\](?:\([^()\n]*\)?)?",
        '"{}" shows no picture',
        f"write ![](name.jpg) alone in a paragraph, outside HTML, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"\[[^\[\]\n]*\]\([^()\n]{0,80}\)?",
        '"{}" is no link',
        f"write [words](address), outside HTML, {_ESCAPE}",
    ),
    _kind(_NOT_ESCAPED + r"\]\([^()\n]{0,80}\)?", '"{}" is no link', f"write [words](address), {_ESCAPE}"),
    _kind(
        _NOT_ESCAPED + r"\[[^\[\]\n^@][^\[\]\n]*\]\[(?!\d+\])[^\[\]\n]+\]",
        '"{}" is a link without an address',
        "write [words](address), or below the text: [name]: https://...",
    ),
    _kind(
        _NOT_ESCAPED + r"\{[ ]*(?::|[#.][^\s{}])[^{}\n]*\}|\{(?:id|class|lang|title)=[^{}\n]*\}",
        '"{}" has no effect here',
        f"write it right below the paragraph, or behind a heading, a picture or a link, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"\{(?:filename|static|attach|index|category|tag|author)\}[^\s&]*",
        '"{}" is no link',
        "write [words]({{filename}}name.md)",
    ),
    _kind(
        _NOT_ESCAPED + rf"\*\*(?=[^\s*])[^*\n]{{0,30}}|(?<=[^\s*{GUARD}])\*\*(?!\*)",
        '"{}" makes nothing bold',
        f"open and close it with ** in one paragraph, outside HTML, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"(?<![\w_])__(?=\w)[^_\n]{0,30}",
        '"{}" makes nothing bold',
        f"open and close it with ** in one paragraph, outside HTML, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + rf"~~(?=[^\s~])[^~\n]{{0,30}}|(?<=[^\s~{GUARD}])~~(?!~)",
        '"{}" strikes nothing out',
        f"open and close it with ~~ in one paragraph, outside HTML, {_ESCAPE}",
    ),
    _kind(
        _NOT_ESCAPED + r"(?<![\w=])==(?=[^\s=])[^=\n]*[^\s=]==(?![\w=])",
        '"{}" marks nothing',
        f"write <mark>words</mark>, {_ESCAPE}",
    ),
    _kind(_NOT_ESCAPED + r"\^\[[^\[\]\n]*\]", '"{}" is no footnote', "write [^1] there, and below the text: [^1]: ..."),
    _kind(
        _NOT_ESCAPED + r"\^[\w+-]+\^",
        '"{}" raises nothing',
        f"write <sup>2</sup>, {_ESCAPE}",
    ),
    _kind(_NOT_ESCAPED + r"(?<=\w)~[\w+-]+~(?!~)", '"{}" lowers nothing', f"write <sub>2</sub>, {_ESCAPE}"),
    _kind(
        _NOT_ESCAPED + r"\{%[^\n]*?%\}|\{\{[^\n]*?\}\}",
        '"{}" is no markup here',
        f"write [[name: argument]] alone in a paragraph, {_ESCAPE}",
    ),
    _kind(_NOT_ESCAPED + r"^\[(?i:toc)\]$", '"{}" makes no table of contents', "delete it"),
    _kind(_NOT_ESCAPED + r"\$\$[^$\n]+\$\$", '"{}" is no formula here', f"say it in words or in `code`, {_ESCAPE}"),
    _kind(_NOT_ESCAPED + r"&lt;!--[^\n]{0,30}|--&gt;", '"{}" is part of no comment', "open it with <!-- and close it with -->, in one paragraph"),
    _kind(
        _NOT_ESCAPED + r"&amp;([A-Za-z][A-Za-z0-9]{2,31});",
        '"{}" is no character reference',
        "correct it, or write &amp; for the sign itself",
        unless=lambda found: f"{found[1]};" in html5,
    ),
    _kind(
        _NOT_ESCAPED + r"&amp;(?:nbsp|amp|lt|gt|quot|shy|[mn]dash|hellip|copy)\b(?!;)",
        '"{}" lacks its semicolon',
        "write &nbsp; and the like with one",
    ),
)
_IN_HTML = (
    _kind(r"^[ ]*\|(?=[^\n]*[^\s|])[^\n]*\|[ ]*$", '"{}" is a row of no table', "leave a blank line behind the HTML tag above it"),
    _kind(r"^[ ]*[-+*][ ]+\S[^\n]{0,40}", '"{}" is no item of a list', "leave a blank line behind the HTML tag above it"),
    _kind(r"^[ ]*#{1,6}[ ]+\S[^\n]{0,40}", '"{}" is no heading', "leave a blank line behind the HTML tag above it"),
    _kind(r"^[ ]*&gt;[ ]+\S[^\n]{0,40}", '"{}" is no quotation', "leave a blank line behind the HTML tag above it"),
    _kind(r"^[ ]*`{3,}[^\n]*", '"{}" begins no code', "leave a blank line behind the HTML tag above it"),
)
SUSPECT = re.compile(r"[\[\]{~|$^]|\*\*|__|==|&amp;|&lt;!|--&gt;|\(")
"""What every leftover has: one quick look at a text that has none."""
_SUSPECT_HTML = re.compile(r"^[ ]*(?:[-+*#`|]|&gt;)", re.MULTILINE)
_MOST = 10
"""Leftovers of one piece of text that are told: more say no more."""
_NOTE = re.compile(_NOT_ESCAPED + r"\[\^[^\[\]\n]+\]")


def leftovers(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what was left in a piece of text: as it was written, what is wrong, what to do. Footnotes' marks are not among it."""
    yield from _of(_KINDS, text)


def left_in_html(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what was left in a piece of text right inside an element that an author wrote as HTML: beginnings of blocks."""
    if _SUSPECT_HTML.search(text):
        yield from _of(_IN_HTML, text)


def notes_left(text: str) -> list[str]:
    """Return the marks of footnotes that lead to none."""
    return _NOTE.findall(text) if "[^" in text else []


def _of(kinds: tuple[_Kind, ...], text: str) -> Iterator[tuple[str, str, str]]:
    told: list[tuple[int, int]] = []
    for kind in kinds:
        for found in kind.pattern.finditer(text):
            if len(told) >= _MOST:
                return
            if kind.unless(found) or any(found.start() < end and start < found.end() for start, end in told):
                continue
            told.append(found.span())
            written = plain(found[0])
            yield written, kind.what.format(_short(written)), kind.do.replace("{{", "{").replace("}}", "}")


def plain(text: str) -> str:
    """Return a piece of HTML's text as it was written."""
    return html.unescape(re.sub(f"{OPEN}\\d+{CLOSE}|{GUARD}", "", text)).strip()


def _short(written: str) -> str:
    return written if len(written) <= 60 else f"{written[:59]}…"
