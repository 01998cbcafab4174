"""Tokens in as few bytes as they can have: no reader sees their names, and whatever stands in the style is waited for before the first word.

Theme authors write `--space-4`, and all sheets read it (theme/README.md). In a page the value itself stands where a token is read, if it is the same
wherever the page is shown and takes no more room; what is left has a name of a letter or two.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from itertools import product
from string import ascii_letters

_ROOT = re.compile(r"""@layer tokens\{:root\{((?:"[^"]*"|'[^']*'|[^{}"'])*+)\}""")
# A pattern that begins with a plain sign is looked for many times faster than one that first looks back.
_NAME = re.compile(r"-(?<![\w-]-)-[\w-]+")
_STRING = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")
_DECLARED = re.compile(r"(-(?<=[{;]-)-[\w-]+):")
_DECLARATION = re.compile(r"""(--[\w-]+):((?:"[^"]*"|'[^']*'|\([^()]*\)|[^;"'])*+)(?:;|$)""")
_READ = re.compile(r"var\((--[\w-]+)([,)])")
_ALONE = re.compile(r"var\((?<![\w)-]var\()(--[\w-]+)\)(?![\w(.%-])")
"""A read without another value, beside nothing that a value could grow together with."""
_OF_PAGES = "--picture-"
"""Begins the names of what pages declare beside the sheets (rules.py)."""
_SHORT = len("var(--a)")


@lru_cache(maxsize=512)
def shortened(style: str, kept: frozenset[str]) -> str:
    """Return a page's style, made small, with its tokens as short as they can be; everything looks the same.

    Tokens are the custom properties of the layer `tokens` whose first rule, for `:root`, declares them. `kept` are those that others ask for by
    name: scripts, attributes of a drawing. A name that stands anywhere but where it is declared or read is kept too.
    """
    root = _ROOT.search(style)
    if root is None:
        return style
    names, declared = Counter(_NAME.findall(style)), Counter(_DECLARED.findall(style))
    read = Counter(name for name, _ in _READ.findall(style))
    kept = kept.union(*(_NAME.findall(string) for string in _STRING.findall(style) if "--" in string))
    tokens = {
        name: value.strip()
        for name, value in _DECLARATION.findall(root[1])
        if names[name] == declared[name] + read[name] and name not in kept and not name.startswith(_OF_PAGES)
    }
    alone = Counter(_ALONE.findall(style))
    placed = _placed({name: value for name, value in tokens.items() if declared[name] == 1 and alone[name] == read[name]}, read)
    left = sorted(tokens.keys() - placed.keys(), key=lambda name: (-names[name], name))
    short = dict(zip(left, _free(names.keys() | kept), strict=False))
    rule = _DECLARATION.sub(lambda found: "" if found[1] in placed else found[0], root[1]).removesuffix(";")
    style = f"{style[: root.start(1)]}{rule}{style[root.end(1) :]}"
    for _ in range(len(placed)):  # a value may read another one
        before, style = style, _READ.sub(lambda found: placed.get(found[1], found[0]), style)
        if before == style:
            break
    style = _READ.sub(lambda found: f"var({short.get(found[1], found[1])}{found[2]}", style)
    return _DECLARED.sub(lambda found: f"{short.get(found[1], found[1])}:", style)


def _placed(once: Mapping[str, str], read: Mapping[str, int]) -> dict[str, str]:
    """Return which tokens, each declared once, have their value where they are read: no longer there, or read once only.

    What reads a token that has several values may be placed in no other element than `:root`, where that is read: such a one stays.
    """
    plain: dict[str, str] = {}
    while True:
        more = {
            name: value
            for name, value in once.items()
            if name not in plain and (read[name] == 1 or len(value) <= _SHORT) and all(each in plain for each, _ in _READ.findall(value))
        }
        if not more:
            return plain
        plain |= more


def _free(taken: Set[str]) -> Iterator[str]:
    """Yield names for custom properties, the shortest first, that nothing has."""
    for length in (1, 2):
        for letters in product(ascii_letters, repeat=length):
            name = f"--{''.join(letters)}"
            if name not in taken:
                yield name
