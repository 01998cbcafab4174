"""What a page uses of a style sheet: what can match nothing in it is left out, and it looks the same.

A style sheet is part of a page when the page's template can reach its component (render.py), which is far more than most pages show. Here
each selector goes that asks for an element, a class, a language, a direction or a `data-` attribute that the page does not have, and each rule
that has no other; selectors that ask for anything else (another attribute, a state, a place among siblings, `:not()`) are taken to find it. Of the tokens
those go that nothing reads.

A script may make elements and set classes: each word in its strings counts as being there, but not `.name`, which only looks for a class, nor
what stands in a comment; so does each `data-` attribute that it sets.

A page may have a place (`{{ later }}` in its template) before which all its first words stand. What only asks for names behind that place, and what is
for paper, comes there: nobody waits for it before the first word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.dataclass import dataclass
from dateline.scripts import strings

IMPLIED = frozenset(("html", "head", "body", "tbody", "tr", "colgroup", "p"))
"""Elements that a parser makes also where no tag stands (HTML, 13.1.2.4 and 13.2.6.4)."""

_NAME = re.compile(r"<([a-zA-Z][\w-]*)")
"""Found in all of a page only where counting its signs tells that something in it only looks like a tag."""
_TAG = re.compile(r"""<([a-zA-Z][\w-]*)([^"'<>]*(?:"[^"]*"[^"'<>]*|'[^']*'[^"'<>]*)*)>""")
_ATTRIBUTE = re.compile(
    r"""[\s"'/](?=[cCdDlL])(?:[cC][lL][aA][sS][sS]\s*=\s*(?:"([^"]*)|'([^']*)|([^\s>"']+))|(data-[\w-]+)"""
    r"""|[lL][aA][nN][gG]\s*=\s*["']?([\w-]+)|[dD][iI][rR]\s*=\s*["']?([a-zA-Z]+))"""
)
_TURNED = re.compile(r"\.dir\b")
_EITHER = frozenset(("dir=ltr", "dir=rtl"))
_SET = re.compile(r"\bdataset\.(\w+)\s*(?:\+|\|\||&&|\?\?)?=(?!=)")
_CAPITAL = re.compile("[A-Z]")
_WORD = re.compile(r"(?<![.\w-])[\w-]+")
_BRACKET = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|([{}])""")
_GROUPS = re.compile(r"@(?:layer|media|supports|container)\b")
_IN_SELECTOR = re.compile(
    r"""\[dir="?(?P<dir>ltr|rtl)"?\]|\[(?P<data>data-[\w-]+)(?:"[^"]*"|'[^']*'|[^]"'])*\]|\[lang\*="-(?P<subtag>\w+)"\]|:lang\((?P<lang>[\w-]+)\)|(?P<skipped>\[(?:"[^"]*"|'[^']*'|[^]"'])*\])|::?(?P<pseudo>[\w-]+)(?P<open>\()?|\.(?P<class>[\w-]+)|#[\w-]+"""
    r"""|(?P<element>[a-zA-Z][\w-]*)|(?P<comma>,)|(?P<strange>[\\|])"""
)
_SPLIT = re.compile(r"""\[(?:"[^"]*"|'[^']*'|[^]"'])*\]|[(),]""")
_ALTERNATIVES = frozenset(("is", "where", "has"))
"""Pseudo-classes that match where one of their selectors does (Selectors Level 4, 4)."""
_READ = re.compile(r"-(?<![{;\w-]-)-[\w-]+")
"""A pattern that begins with a plain sign is looked for many times faster than one that first looks back; so below."""
_DECLARATION = re.compile(r"""(-(?<=[{;]-)-[\w-]+):(?:"[^"]*"|'[^']*'|\([^()]*\)|[^;{}"'])*+(?:;|(?=\}))""")
_EMPTY = re.compile(r"""[^{};"']+\{\}""")
_PAPER = "@media print"
PLACE = "@place;"
"""Stands in a page's style between what belongs into its head and what comes later, while both are made small together."""

Asked = frozenset[str]
"""What one selector asks for: elements and `data-` attributes by name, classes with a dot before them, languages with a colon, parts of their tags
with a hyphen, directions as `dir=rtl`."""


def names_in(page: str) -> frozenset[str]:
    """Return what a page has that selectors can ask for: elements, classes, attributes, languages and their parts, directions, written as in Asked."""
    tags = _TAG.findall(page)
    # What only looks like a tag, in a script or between quotes, may have hidden others: then all of the page is taken for attributes.
    whole = len(tags) == page.count("<") - page.count("</") - page.count("<!")
    told = " ".join({attributes for _, attributes in tags}) if whole else f" {page}"
    names = {element.lower() for element in ({element for element, _ in tags} if whole else _NAME.findall(page))}
    for *classes, data, language, direction in set(_ATTRIBUTE.findall(told)):
        names.update(f".{name}" for value in classes for name in value.split())
        names.update((data,) if data else (), _spoken(language) if language else (), (f"dir={direction.lower()}",) if direction else ())
    return frozenset(names)


def _spoken(language: str) -> Iterator[str]:
    """Yield what `:lang()` and `[lang*="-Arab"]` find in a language's tag: it and the shorter ones, and each of its parts but the first."""
    parts = language.lower().split("-")
    yield from (f":{'-'.join(parts[:count])}" for count in range(1, len(parts) + 1))
    yield from (f"-{part}" for part in parts[1:])


def names_by(script: str) -> frozenset[str]:
    """Return what a script may put into a page: each word of its strings may be an element, a class, an attribute or a token; `.name` only looks for one.
    One that sets `dir` may set either direction.
    """
    words = {word for string in strings(script) for word in _WORD.findall(string)}
    turned = _EITHER if _TURNED.search(script) or "dir" in words else ()
    return frozenset(words).union(turned, (_CAPITAL.sub(r"-\g<0>", f"data-{name}").lower() for name in _SET.findall(script)), (f".{word}" for word in words))


def read_in(css: str) -> frozenset[str]:
    """Return the custom properties that a style sheet, made small, reads anywhere."""
    return frozenset(_READ.findall(css))


def without_unread(css: str, read: frozenset[str]) -> str:
    """Return a style sheet without the custom properties that are neither among these nor read by what is left of it."""
    wanted = read | read_in(css)
    left = _DECLARATION.sub(lambda found: found[0] if found[1] in wanted else "", css)
    left = left.replace(";}", "}")
    left = _EMPTY.sub("", left) if "{}" in left else left
    return left if left == css else without_unread(left, read)


def joined(sheets: Iterable[tuple[str, str]]) -> str:
    """Return style sheets as one, each after the beginning of its layer (`@layer x{`, or nothing): neighbours of one layer share its braces."""
    whole: list[str] = []
    last = ""
    for layer, css in sheets:
        if not css:
            continue
        if layer and layer == last:
            whole[-1] = whole[-1][:-1] + css.removeprefix(layer)
        else:
            whole.append(css)
        last = layer
    return "".join(whole)


class Rules:
    """A style sheet without comments and needless space, taken apart once; what was asked is remembered."""

    def __init__(self, css: str) -> None:
        self._parts = tuple(_parts(css))
        self.asked = frozenset(name for part in self._parts for name in part.names())
        whole = self._parts[0] if len(self._parts) == 1 else None
        self.layer = f"{whole.before}{{" if isinstance(whole, _Group) and whole.before.startswith("@layer ") else ""
        self._used: dict[frozenset[str], tuple[str, frozenset[str]]] = {}
        self._parted: dict[tuple[frozenset[str], frozenset[str]], tuple[str, str]] = {}

    def used(self, names: frozenset[str]) -> tuple[str, frozenset[str]]:
        """Return what is left for a page that has these names, and the custom properties that it reads."""
        known = self.asked & names
        if known not in self._used:
            css = "".join(part.used(known) for part in self._parts)
            self._used[known] = css, read_in(css)
        return self._used[known]

    def parted(self, names: frozenset[str], first: frozenset[str]) -> tuple[str, str]:
        """Return the same in two: what a page needs whose first part has only the names `first`, and what is only for the rest of it or for paper."""
        key = self.asked & names, self.asked & first
        if key not in self._parted:
            self._parted[key] = _together(part.parted(*key) for part in self._parts)
        return self._parted[key]


class Style:
    """The style sheets of a template, in the order of their layers, for any of its pages. `script`: what scripts may put into a page."""

    def __init__(self, tokens: str, rules: Sequence[Rules], script: frozenset[str]) -> None:
        self.named = frozenset(name for name in script if name.startswith("--"))
        """The tokens that scripts may ask for by their names."""
        self._tokens = Rules(tokens)
        self._declared = frozenset(_DECLARATION.findall(tokens))
        self._rules = rules
        self._script = script
        self._asked = self._tokens.asked.union(*(sheet.asked for sheet in rules))
        self._always = self._asked & (script | IMPLIED)
        self._used: dict[tuple[frozenset[str], frozenset[str], frozenset[str] | None], str] = {}
        self._left: dict[tuple[str, frozenset[str]], str] = {}

    def used(self, page: str, first: str | None = None) -> str:
        """Return what a page uses; a page may read tokens in attributes of a drawing. `first`: how it begins, up to the place for the rest of its style.

        With it, PLACE stands between both. Scripts run when the page is there: what they may put into it can wait for the rest.
        """
        read = read_in(page) if "var(" in page else frozenset[str]()
        early = frozenset[str]() if first is None else names_in(first)
        names = early | names_in(page[len(first or "") :])
        key = self._asked & names | self._always, read, None if first is None else self._asked & (early | IMPLIED)
        if key not in self._used:
            self._used[key] = self._all(key[0], read) if key[2] is None else self._in_two(key[0], read, key[2])
        return self._used[key]

    def _all(self, names: frozenset[str], read: frozenset[str]) -> str:
        sheets = [sheet.used(names) for sheet in self._rules]
        tokens = self._read(self._tokens.used(names)[0], read.union(*(read for _, read in sheets)))
        return joined([("", tokens), *((rules.layer, css) for rules, (css, _) in zip(self._rules, sheets, strict=True))])

    def _in_two(self, names: frozenset[str], read: frozenset[str], first: frozenset[str]) -> str:
        sheets = [sheet.parted(names, first) for sheet in self._rules]
        tokens = PLACE.join(self._tokens.parted(names, first))
        tokens = self._read(tokens, read.union(*(self._rules[place].used(names)[1] for place in range(len(sheets)))))
        layers = [rules.layer for rules in self._rules]
        parts = zip(tokens.split(PLACE), zip(*sheets, strict=True), strict=True)
        return PLACE.join(joined([("", part), *zip(layers, each, strict=True)]) for part, each in parts)

    def _read(self, tokens: str, read: frozenset[str]) -> str:
        """Return the sheet of tokens without those that neither scripts nor these rules nor other tokens read."""
        read = self._declared & (self._script | read)
        if (tokens, read) not in self._left:
            self._left[tokens, read] = without_unread(tokens, read)
        return self._left[tokens, read]


@dataclass(frozen=True)
class _Rule:
    """A rule: its selectors, each with what it asks for, of which one must be there, and all that follows them. Without any it always stays."""

    selectors: tuple[tuple[str, tuple[Asked, ...]], ...]
    rest: str

    def names(self) -> Iterator[str]:
        for _, asked in self.selectors:
            for one in asked:
                yield from one

    def used(self, names: frozenset[str]) -> str:
        if not self.selectors:
            return self.rest
        found = ",".join(selector for selector, asked in self.selectors if any(one <= names for one in asked))
        return f"{found}{self.rest}" if found else ""

    def parted(self, names: frozenset[str], first: frozenset[str]) -> tuple[str, str]:
        """A rule stays whole: where any of its selectors finds something in the first part, it is there."""
        css = self.used(names)
        return (css, "") if self.used(first) else ("", css)


@dataclass(frozen=True)
class _Group:
    """Rules under a condition or in a layer."""

    before: str
    parts: tuple[_Rule | _Group, ...]

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()

    def used(self, names: frozenset[str]) -> str:
        return self._around("".join(part.used(names) for part in self.parts))

    def parted(self, names: frozenset[str], first: frozenset[str]) -> tuple[str, str]:
        if self.before == _PAPER:
            return "", self.used(names)
        now, later = _together(part.parted(names, first) for part in self.parts)
        return self._around(now), self._around(later)

    def _around(self, inner: str) -> str:
        return f"{self.before}{{{inner}}}" if inner else ""


def _together(parts: Iterable[tuple[str, str]]) -> tuple[str, str]:
    now, later = zip(*parts, strict=True) if (parts := tuple(parts)) else ((), ())
    return "".join(now), "".join(later)


def _parts(css: str) -> Iterator[_Rule | _Group]:
    """Yield the rules and groups of a style sheet in their order."""
    start = opened = depth = 0
    for found in _BRACKET.finditer(css):
        if not found[1]:
            continue
        depth += 1 if found[1] == "{" else -1
        if found[1] == "{" and depth == 1:
            opened = found.end()
        elif depth == 0:
            before = css[start : opened - 1]
            if _GROUPS.match(before) and ";" not in before:
                yield _Group(before, tuple(_parts(css[opened : found.start()])))
            else:
                selectors = () if "@" in before else tuple((selector, _asked(selector)) for selector in _each(before))
                yield _Rule(selectors, css[opened - 1 if selectors else start : found.end()])
            start = found.end()
    if css[start:]:
        yield _Rule((), css[start:])


def _each(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list one by one; one with a sign escaped in it is not taken apart."""
    depth = start = 0
    for found in _SPLIT.finditer(selectors) if "\\" not in selectors else ():
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] == "," and not depth:
            yield selectors[start : found.start()]
            start = found.end()
    yield selectors[start:]


def _asked(selector: str) -> tuple[Asked, ...]:
    """Return what a selector asks for; of one with alternatives, what each of them asks for."""
    return _list(selector, 0)[0]


def _list(css: str, at: int) -> tuple[tuple[Asked, ...], int]:
    """Return what the selectors of a list ask for, and where the list ends: at a bracket that closes, or with the text."""
    done: list[Asked] = []
    now: list[Asked] = [frozenset()]
    while at < len(css) and css[at] != ")":
        found = _IN_SELECTOR.match(css, at)
        if found is None:  # a combinator, a space, `*`
            at += 1
            continue
        at = found.end()
        if found["lang"] or found["subtag"]:
            name = f":{found['lang'].lower()}" if found["lang"] else f"-{found['subtag'].lower()}"
            now = [one | {name} for one in now]
        elif found["dir"]:
            now = [one | {f"dir={found['dir']}"} for one in now]
        elif found["data"]:
            now = [one | {found["data"]} for one in now]
        elif found["comma"]:
            done += now
            now = [frozenset()]
        elif found["strange"]:  # escaped names and namespaces: nothing is known of what follows
            return (frozenset(),), len(css)
        elif found["open"]:
            inner, at = _list(css, at)
            at += 1
            if found["pseudo"] in _ALTERNATIVES:
                now = [one | other for one in now for other in inner]
        elif found["class"]:
            now = [one | {f".{found['class']}"} for one in now]
        elif found["element"]:
            now = [one | {found["element"].lower()} for one in now]
    return tuple(dict.fromkeys(done + now)), at
