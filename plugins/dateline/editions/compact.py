"""An .html without the bytes that no browser needs: it is passed on over lines that are slow, and paid for by what goes through them.

The elements, their words and what they look like stay. Names that nobody reads (ids, classes) are a letter or two; an id to which nothing leads goes, and so do the
rules of the style that find nothing, quotation marks round values of attributes, blanks between blocks, and the end tags that HTML lets go (13.1.2.4 of the
standard): of those only what browsers closed by themselves in 2016 as well.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice, product
from string import ascii_lowercase, digits

from dateline.deliver.used import IMPLIED, Rules, names_in
from dateline.editions.markup import REFERRING, VOID, Tag, Token

_INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark q s small span strong sub sup svg time u var wbr".split()
)
"""Elements round which a blank is one between words. All others begin and end a block."""
_ENDS_P = frozenset("address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul".split())
_HOLDS_P = _ENDS_P | frozenset("dd details figcaption li summary td th".split())
_CELLS = frozenset(("td", "th"))
_ENDED: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "p": (_ENDS_P, _HOLDS_P),
    "li": (frozenset(("li",)), frozenset(("ul", "ol"))),
    "dt": (frozenset(("dt", "dd")), frozenset()),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl", "div"))),
    "td": (_CELLS, frozenset(("tr",))),
    "th": (_CELLS, frozenset(("tr",))),
    "tr": (frozenset(("tr",)), frozenset(("thead", "tbody", "tfoot", "table"))),
    "thead": (frozenset(("tbody", "tfoot")), frozenset()),
    "tbody": (frozenset(("tbody", "tfoot")), frozenset(("table",))),
}
"""Elements that end by themselves: before which that begin, before the end of which."""
_BARE = re.compile(r"[^\s\"'=<>`]+")
"""A value that needs no quotation marks (HTML, 13.1.2.3)."""
_BLANKS = re.compile(r"\s*\n\s*")
_CLASS = re.compile(r"""url\([^)]*\)|"[^"]*"|'[^']*'|\.([A-Za-z][\w-]*)""")
_LINKS = frozenset(("href", "xlink:href"))


def compacted(found: Iterable[Token], head: str, style: str) -> tuple[str, str]:
    """Return the tokens of a body as HTML, and the style for it; `head` is what stands before it."""
    tokens = _without_blanks(found)
    classes, ids = _classes(tokens), _ids(tokens)
    parts = []
    for at, token in enumerate(tokens):
        if isinstance(token, str):
            parts.append(token)
        elif not (token.closing and _ends_by_itself(token.name, tokens[at + 1] if at + 1 < len(tokens) else "")):
            parts.append(_written(_renamed(token, classes, ids)))
    return "".join(parts), _CLASS.sub(lambda each: f".{classes[each[1]]}" if each[1] in classes else each[0], _used(tokens, head, style))


def _without_blanks(found: Iterable[Token]) -> list[Token]:
    """Return tokens without blanks at the edges of blocks, and with each character as itself; what is preformatted stays as it is."""
    tokens: list[Token] = []
    kept = 0
    before: Token = Tag("body")
    listed = list(found)
    for token, after in zip(listed, [*listed[1:], Tag("body", closing=True)], strict=True):
        if isinstance(token, Tag):
            kept += (-1 if token.closing else 1) if token.name == "pre" else 0
            tokens.append(token)
        elif kept:
            tokens.append(token)
        elif text := _trimmed(token, before, after):
            tokens.append(html.escape(html.unescape(text), quote=False))
        before = token
    return tokens


def _trimmed(text: str, before: Token, after: Token) -> str:
    """Return a text without the line breaks at its ends that stand at the edge of a block; a mere blank there is meant."""
    if _edge(before) and (found := _BLANKS.match(text)):
        text = text[found.end() :]
    if _edge(after) and (last := text.rstrip()) != text and "\n" in text[len(last) :]:
        text = last
    return text


def _edge(token: Token) -> bool:
    return isinstance(token, Tag) and token.name not in _INLINE


def _ends_by_itself(name: str, after: Token) -> bool:
    begins, ends = _ENDED.get(name, (frozenset(), frozenset()))
    return isinstance(after, Tag) and after.name in (ends if after.closing else begins)


def _names() -> Iterator[str]:
    """Yield names, the shortest first."""
    for size in count():
        for first, *more in product(ascii_lowercase, *[ascii_lowercase + digits] * size):
            yield "".join((first, *more))


def _short(names: Sequence[str]) -> dict[str, str]:
    """Return a short name for each, the shortest for what stands most often; of two, for the one that stands first."""
    often = [name for name, _ in Counter(names).most_common()]
    return dict(zip(often, islice(_names(), len(often)), strict=True))


def _classes(tokens: Iterable[Token]) -> dict[str, str]:
    return _short([name for token in tokens if isinstance(token, Tag) for name in (token.attributes.get("class") or "").split()])


def _ids(tokens: Iterable[Token]) -> dict[str, str]:
    """Return short names for the ids that something leads to."""
    names: list[str] = []
    for token in tokens:
        for name, value in token.attributes.items() if isinstance(token, Tag) else ():
            if value and name in _LINKS and value.startswith("#"):
                names.append(value[1:])
            elif value and name in REFERRING:
                names += value.split()
    return _short(names)


def _renamed(tag: Tag, classes: Mapping[str, str], ids: Mapping[str, str]) -> Tag:
    if not tag.attributes:
        return tag
    found: dict[str, str | None] = {}
    for name, value in tag.attributes.items():
        if name == "id":
            if not value or value not in ids:
                continue
            value = ids[value]
        elif value and name == "class":
            value = " ".join(classes[each] for each in value.split())
        elif value and name in _LINKS and value.startswith("#"):
            value = f"#{ids[value[1:]]}"
        elif value and name in REFERRING:
            value = " ".join(ids[each] for each in value.split())
        found[name] = value
    return Tag(tag.name, found, tag.closing, tag.empty)


def _written(tag: Tag) -> str:
    if tag.closing:
        return f"</{tag.name}>"
    written = "".join(f" {name}{_value(value)}" for name, value in tag.attributes.items())
    if not tag.empty or tag.name in VOID:
        return f"<{tag.name}{written}>"
    return f"<{tag.name}{written}{'' if written.endswith(chr(34)) or not written else ' '}/>"


def _value(value: str | None) -> str:
    """Return what stands behind the name of an attribute: nothing for the empty value, which one without a value has."""
    if not value:
        return ""
    return f"={value}" if _BARE.fullmatch(value) else f'="{value}"'


def _used(tokens: Iterable[Token], head: str, style: str) -> str:
    """Return the rules of a style sheet that may find something."""
    tags = (_written(token) for token in tokens if isinstance(token, Tag) and not token.closing)
    return Rules(style).used(IMPLIED | names_in(f"{head}{''.join(tags)}"))[0]
