"""Style of drawings: taken apart (CSS Syntax Level 3), and written again with nothing in it but what is allowed.

Whoever looks for `url(` in the text of a style sheet misses `\\75rl(` and `ur/**/l(`: what counts are tokens with their escapes undone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from urllib.parse import unquote

from dateline.dataclass import dataclass
from dateline.problems import Misread
from dateline.read.embedded import without_fields
from dateline.read.svg_lists import FONT_FACE, FUNCTIONS, LOADERS, PROPERTIES

RASTERS = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "jpg", "gif", "webp"))
"""How an address begins that is a picture itself. Never a drawing, which could hold others."""
FONTS = ("data:font/", "data:application/font-", "data:application/x-font-", "data:application/vnd.ms-fontobject")
_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\r\n\f0-9a-fA-F])"
_NAME = rf"(?:[-\w\u0080-\U0010ffff]|{_ESCAPE})+"
_TOKEN = re.compile(
    rf"""(?P<comment>/\*.*?(?:\*/|\Z)|<!--|-->)
    |(?P<space>[ \t\r\n\f]+)
    |(?P<string>"(?:[^"\\\r\n\f]|\\(?:\r\n|.))*(?:"|(?=[\r\n\f])|\Z)|'(?:[^'\\\r\n\f]|\\(?:\r\n|.))*(?:'|(?=[\r\n\f])|\Z))
    |(?P<at>@{_NAME})
    |(?P<hash>\#{_NAME})
    |(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:%|(?!{_NAME}\()(?:{_NAME}))?)
    |(?P<name>{_NAME}\(?)
    |(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_URL_INSIDE = re.compile(
    r"""[ \t\r\n\f]*(?:"((?:[^"\\\r\n\f]|\\(?:\r\n|.))*)"[ \t\r\n\f]*\)|'((?:[^'\\\r\n\f]|\\(?:\r\n|.))*)'[ \t\r\n\f]*\)|(?![\"'])((?:[^)\\]|\\.)*)(?:\)|\Z))""",
    re.DOTALL,
)
"""What stands in `url(...)`, as a string or not."""
_UNDO = re.compile(r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|.))", re.DOTALL)
_DEEPEST = 16
"""How deep rules may lie in each other; what lies deeper is left out."""
_DO = "take it out (in Inkscape: Plain SVG), or export the drawing as PNG"
_BLANK = "".join(map(chr, range(0x21)))
"""What browsers pass over at both ends of an address (URL Standard, 4.4)."""
_ANCHOR = re.compile(r"#[\w.-]+")
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True)
class Token:
    """One token: its kind (a group of the pattern above, or `function`, `url`), and what it says with escapes undone."""

    kind: str
    value: str


@dataclass
class Style:
    """What styles refer to inside the drawing (`anchors`), and what was made of those that were seen: most stand there many times."""

    anchors: set[str] = field(default_factory=set)
    seen: dict[str, str] = field(default_factory=dict)


def tokens(css: str) -> Iterator[Token]:
    """Yield the tokens of a style, without comments."""
    at = 0
    while found := _TOKEN.match(css, at):
        kind, text, at = found.lastgroup or "", found[0], found.end()
        if kind == "comment":
            continue
        if kind == "name" and text.endswith("("):
            name = _undone(text[:-1])
            inside = _URL_INSIDE.match(css, at) if name.lower() == "url" else None
            if inside:
                at = inside.end()
                yield Token("url", _undone(inside[1] or inside[2] or inside[3] or "").strip(_BLANK))
            else:
                yield Token("function", name)
        elif kind == "string":
            closed = len(text) > 1 and text[-1] == text[0]
            yield Token("string", _undone(text[1:-1] if closed else text[1:]))
        elif kind == "space":
            yield Token(kind, " ")
        elif kind in ("at", "hash"):
            yield Token(kind, _undone(text[1:]))
        else:
            yield Token(kind, _undone(text) if kind == "name" else text)


def declarations(css: str, style: Style) -> str:
    """Return the content of a `style` attribute with what is allowed. Raises Misread for what loads anything."""
    if css not in style.seen:
        style.seen[css] = _declared(list(tokens(css)), PROPERTIES, style, RASTERS)
    return style.seen[css]


def value(css: str, style: Style) -> str:
    """Return the value of a presentation attribute (SVG 2, 6.6); empty where it is not allowed. Raises Misread for what loads anything."""
    if not set("(\\/\"'") & set(css):
        return css
    found = list(tokens(css))
    _check(found, style, RASTERS)
    return _written(found) if _allowed(found) else ""


def sheet(css: str, style: Style) -> str:
    """Return a style sheet with the rules and declarations that are allowed. Raises Misread for what loads anything."""
    return _rules(list(tokens(css)), style, 0)


def _rules(found: Sequence[Token], style: Style, depth: int) -> str:
    """Return the rules of a sheet or of an at-rule's block."""
    made = []
    at = 0
    while at < len(found):
        end = _until(found, at, "{;")
        prelude, block = found[at:end], None
        if end < len(found) and found[end].value == "{":
            close = _until(found, end + 1, "}")
            block, end = found[end + 1 : close], close
        at = end + 1
        made.append(_rule(_trimmed(prelude), block, style, depth))
    return "".join(made)


def _rule(prelude: Sequence[Token], block: Sequence[Token] | None, style: Style, depth: int) -> str:
    name = prelude[0].value.lower() if prelude and prelude[0].kind == "at" else ""
    if name == "import":
        raise Misread("the drawing's style loads another one", _DO, topic="drawings")
    if block is None or not prelude or depth > _DEEPEST:
        return ""
    if any(token.kind in ("url", "at") or token.value in ("{", "}") for token in prelude[1:]):
        return ""
    if name == "font-face":
        inside = _declared(block, FONT_FACE, style, FONTS)
    elif name in ("media", "supports", "keyframes", "-webkit-keyframes"):
        inside = _rules(block, style, depth + 1)
    elif name:
        return ""
    else:
        style.anchors |= {token.value for token in prelude if token.kind == "hash"}
        inside = _declared(block, PROPERTIES, style, RASTERS)
    return f"{_written(prelude)}{{{inside}}}" if inside else ""


def _declared(found: Sequence[Token], known: frozenset[str], style: Style, inside: tuple[str, ...]) -> str:
    made = []
    at = 0
    while at < len(found):
        end = _until(found, at, ";")
        part, at = _trimmed(found[at:end]), end + 1
        _check(part, style, inside)
        if len(part) < 2 or part[0].kind != "name":
            continue
        rest = _trimmed(part[1:])
        name = part[0].value
        if rest[0].value != ":" or (name.lower() not in known and not name.startswith("--")):
            continue
        rest = _trimmed(rest[1:])
        if rest and _allowed(rest):
            made.append(f"{_identifier(name)}:{_written(rest)}")
    return ";".join(made)


def _check(found: Sequence[Token], style: Style, inside: tuple[str, ...]) -> None:
    """Note the anchors that a value refers to; raise Misread for an address outside the drawing."""
    loading: list[str] = []  # for each bracket that is open the function that opened it, if it takes addresses
    for token in found:
        if token.kind == "function" or (token.kind == "other" and token.value in _OPEN):
            loading.append(token.value.lower() if token.value.lower() in (*LOADERS, "url") else "")
        elif token.kind == "other" and token.value in _CLOSE and loading:
            loading.pop()
        address = token.value.strip(_BLANK) if token.kind == "url" or (token.kind == "string" and any(loading)) else ""
        if not address:
            continue
        if address.startswith("#"):
            style.anchors |= {address[1:], unquote(address[1:])}
        elif not any(map(address.lower().startswith, inside)):
            raise Misread(f'the drawing loads "{address[:60]}"', _DO, topic="drawings")


def _allowed(found: Sequence[Token]) -> bool:
    """Tell whether a value has no functions but those known, and nothing that could end it early."""
    return all(
        token.value.lower() in FUNCTIONS if token.kind == "function" else token.kind != "at" and not (token.kind == "other" and token.value in "{}\\")
        for token in found
    )


def _until(found: Sequence[Token], at: int, ends: str) -> int:
    """Return where one of some signs stands outside all brackets, or the length."""
    depth = 0
    for number in range(at, len(found)):
        token = found[number]
        if token.kind == "function" or (token.kind == "other" and token.value in _OPEN and not (depth == 0 and token.value in ends)):
            depth += 1
        elif token.kind == "other" and depth == 0 and token.value in ends:
            return number
        elif token.kind == "other" and token.value in _CLOSE and depth:
            depth -= 1
    return len(found)


def _trimmed(found: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(found)
    while start < end and found[start].kind == "space":
        start += 1
    while end > start and found[end - 1].kind == "space":
        end -= 1
    return found[start:end]


def _written(found: Sequence[Token]) -> str:
    return "".join(_WRITE.get(token.kind, str)(token.value) for token in found).strip()


def _identifier(name: str) -> str:
    """Return a name as CSS writes it (CSSOM, "serialize an identifier")."""
    if re.fullmatch(r"-?[A-Za-z_][\w-]*|--[\w-]*", name, re.ASCII):
        return name
    return "".join(
        letter if re.fullmatch(r"[\w-]", letter) and not (number == 0 and letter.isdigit()) else f"\\{ord(letter):x} "
        for number, letter in enumerate(name)
    )


def _string(words: str) -> str:
    safe = re.sub(r"[\"\\<\x00-\x1f\x7f]", lambda found: f"\\{ord(found[0]):x} ", words)
    return f'"{safe}"'


_WRITE: dict[str, Callable[[str], str]] = {
    "at": lambda name: f"@{_identifier(name)}",
    "hash": lambda name: "#" + (name if re.fullmatch(r"[\w-]+", name) else _identifier(name)),
    "name": _identifier,
    "function": lambda name: f"{_identifier(name)}(",
    "string": _string,
    "url": lambda address: f"url({address if _ANCHOR.fullmatch(address) else _string(without_fields(address))})",
}


def _undone(text: str) -> str:
    """Return a text with its escapes undone (CSS Syntax Level 3, 4.3.7); a broken line in a string goes."""
    return _UNDO.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    if found[1]:
        number = int(found[1], 16)
        return chr(number) if 0 < number < 0xD800 or 0xDFFF < number < 0x110000 else "\ufffd"
    return "" if found[2] in ("\n", "\r", "\r\n", "\f") else found[2]
