"""Characters that do not show: which no text may hold, which count as blanks, which must come in pairs. Pure functions.

No format that the site is published in may hold control characters, lone surrogates and non-characters (XML 1.0, 2.2; HTML,
13.2.3.5; RFC 5545, 3.1; The Unicode Standard, 23.7). Around a key or a value, word processors and web pages leave blanks of
their own that nobody sees. Joiners inside a word (U+200C, U+200D) belong to it, in Persian, in Indic scripts and in emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

from dateline.dataclass import dataclass
from dateline.patterns import late

_NON_CHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_NON_CHARACTERS}]")
"""C0 but for tab, line feed and carriage return; C1; lone surrogates; non-characters."""
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")

_SPACES = "\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_NOTHINGS = "\u00ad\u180e\u200b\u2060\ufeff"
_MARKS = "\u061c\u200e\u200f"
_ODD = f"{_SPACES}{_NOTHINGS}{_MARKS}"
"""What does not show but a joiner: other spaces, nothings (soft hyphen, zero-width space ...), marks of direction."""
BLANKS = rf"[\s{_ODD}]*"
"""A pattern for any number of blanks, whatever they are."""
_ANY_ODD = re.compile(f"[{_ODD}]")
_A_SPACE = re.compile(f"[{_SPACES}]")
_A_NOTHING = re.compile(f"[{_NOTHINGS}{_MARKS}]")
_RIM = "".join(re.findall(rf"[\s{_SPACES}{_NOTHINGS}]", "".join(map(chr, range(0x3001))))) + "\ufeff"
# The looks behind keep a long run of blanks from being tried again from each of its places.
_LEADING = late(rf"^[ \t{_ODD}]*[{_ODD}][ \t{_ODD}]*", re.MULTILINE)
_TRAILING = late(rf"(?<![ \t{_SPACES}{_NOTHINGS}])[ \t]*[{_SPACES}{_NOTHINGS}][ \t{_SPACES}{_NOTHINGS}]*$", re.MULTILINE)
_PLACE = late(rf"\[\[[^\[\]\n]*\]\]|\[@[^\[\]]*\]|!\[[ {_ODD}]+(?=\]\()|\]\([^()\n]*\)")
"""A component, a citation, the brackets of a picture without words, an address of a link or picture."""
_AT_A_SIGN = late(rf"(?<=[\[\]()@:;,|])[ {_ODD}]+|(?<![ {_ODD}])[ {_ODD}]+(?=[\[\]()@:;,|])")
_ALONE = late(rf"^[ {_ODD}]*(\[\[.*\]\]|!\[.*[)}}])[ {_ODD}]*$", re.MULTILINE)
_YAML_SIGN = late(rf"^([ ]*)(?:(-)[ {_ODD}]+)?(?:([\w.-]+)[ {_ODD}]*:(?=[ {_ODD}]|$)[ {_ODD}]*)?", re.MULTILINE)

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ENDS = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
"""What opens an embedding, an override or an isolate, and what closes it."""
_BIDI_OR_REFERENCE = re.compile(r"&#(?:8(?:23[4-8]|29[4-7])|[xX]20(?:2[a-eA-E]|6[6-9]));?|[\u202a-\u202e\u2066-\u2069]")
_HTML_UNIT = re.compile(r"</?(?:p|li|t[dhr]|dt|dd|h[1-6]|div|blockquote|pre|ul|ol|dl|table)\b")
_UNIT = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[#|>*+-]|\d+[.)]))")
"""Where a paragraph, and with it every embedding (UAX 9, P1), ends in Markdown: at a blank line, and where another block begins."""

_UNSEEN_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers: letters or symbols by their category, but nothing is drawn."""


@dataclass(frozen=True)
class Fault:
    """A character that may not stand where it stands: its line in the text, counted from 0, what is wrong, what to do."""

    line: int
    what: str
    do: str


def named(character: str) -> str:
    """Return how a character is called in a message: `U+000B`."""
    return f"U+{ord(character):04X}"


def forbidden(text: str) -> Iterator[Fault]:
    """Yield the characters of a text that no format may hold, each once a line."""
    if _is_clean(text) or not _FORBIDDEN.search(text):
        return
    for number, line in enumerate(text.split("\n")):
        for character in dict.fromkeys(_FORBIDDEN.findall(line)):
            yield _not_allowed(number, character)


def forbidden_references(html: str) -> Iterator[str]:
    """Yield the numeric character references (`&#11;`) of HTML that stand for such a character."""
    for found in _REFERENCE.finditer(html) if "&#" in html else ():
        number = int(found[1][:9], 16) if found[1] else int(found[2][:9])
        if number > 0x10FFFF or _FORBIDDEN.match(chr(number)):
            yield found[0]


def without_forbidden(text: str) -> str:
    """Return a text without the characters that no format may hold."""
    return text if _is_clean(text) else _FORBIDDEN.sub("", text)


def _is_clean(text: str) -> bool:
    """Tell, at a glance, that a text has no such character: all of them are unprintable for Python (categories Cc, Cs, Cn), as few others are."""
    return text.replace("\n", "").replace("\t", "").replace("\u00a0", "").isprintable()


def without_bidi(text: str) -> str:
    """Return a text without bidi controls: for pieces of one, where either half of a pair may be elsewhere."""
    return _BIDI.sub("", text)


def unpaired_references(html: str) -> Iterator[str]:
    """Yield the character references of HTML that stand for bidi controls without another half in their block."""
    if "&#" not in html:
        return
    for found in _without_other_half(html, _BIDI_OR_REFERENCE, _HTML_UNIT):
        if found[0].startswith("&"):
            yield found[0]


def cleaned(text: str) -> str:
    """Return a text without the characters that no format may hold and without bidi controls that have no other half.

    For texts that nobody here has written: imports, a picture's own fields.
    """
    text = without_forbidden(text)
    # Again, until there is none: a line that held nothing else is blank without its sign, and then parts two paragraphs.
    while out := {found.start() for found in _unpaired_signs(text)}:
        text = "".join(letter for at, letter in enumerate(text) if at not in out)
    return text


def unpaired(text: str) -> Iterator[Fault]:
    """Yield the bidi controls (UAX 9, 2) that are not closed, or close nothing, in their paragraph of a value or a Markdown text."""
    line = at = 0
    for found in _unpaired_signs(text):
        line, at = line + text.count("\n", at, found.start()), found.start()
        sign = found[0]
        if end := _ENDS.get(sign):
            what = f"the character {named(sign)} changes the direction of all that follows"
            yield Fault(line, what, f"delete it, or end it in the same paragraph with {named(end)}")
        else:
            yield Fault(line, f"the character {named(sign)} ends a change of direction that nothing began", "delete it")


def _unpaired_signs(text: str) -> Iterator[re.Match[str]]:
    """Yield the signs without another half in their paragraph, from the first to the last."""
    if not text.isascii() and _BIDI.search(text):
        yield from _without_other_half(text, _BIDI, _UNIT)


def _without_other_half(text: str, signs: re.Pattern[str], units: re.Pattern[str]) -> Iterator[re.Match[str]]:
    start = 0
    for end in [*(found.start() for found in units.finditer(text)), len(text)]:
        opened: list[re.Match[str]] = []
        alone: list[re.Match[str]] = []
        for found in signs.finditer(text, start, end):
            sign = unescape(found[0])
            if sign in _ENDS:
                opened.append(found)
            elif opened and _ENDS[unescape(opened[-1][0])] == sign:
                opened.pop()
            else:
                alone.append(found)
        yield from sorted([*opened, *alone], key=lambda found: found.start())
        start = end


def visible(text: str) -> bool:
    """Tell whether anything of a text can be seen: more than blanks, controls, joiners and marks that combine with nothing."""
    return any(unicodedata.category(letter)[0] not in "CZM" and letter not in _UNSEEN_LETTERS for letter in text)


def trimmed(text: str) -> str:
    """Return a text without blanks of any kind at its rims.

    Marks of direction stay there only in a text that has letters from right to left: they place its full stop.
    """
    text = text.strip(_RIM)
    if text and (text[0] in _MARKS or text[-1] in _MARKS) and not _right_to_left(text):
        text = text.strip(_RIM + _MARKS)
    return text


def _right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text if letter not in _MARKS)


def plain(text: str) -> str:
    """Return a word, key, date or number without anything that does not show: other blanks become a blank, the rest goes."""
    if text.isascii() or not _ANY_ODD.search(text):
        return text.strip()
    return _A_NOTHING.sub("", _A_SPACE.sub(" ", text)).strip()


def normalised(text: str) -> str:
    """Return a source with blanks where invisible characters stand at the rims of lines; no line moves."""
    text = text.replace("\u2028", " ").replace("\u2029", " ")  # YAML would count them as lines
    if not _ANY_ODD.search(text):
        return text
    text = _LEADING.sub(lambda found: _A_NOTHING.sub("", _A_SPACE.sub(" ", found[0])), text)
    return _TRAILING.sub("", text)


def normalised_yaml(text: str) -> str:
    """Return YAML with plain blanks at the rims of lines, around the colon of a key and behind a hyphen; no line moves."""
    if not _ANY_ODD.search(text):
        return text
    return _YAML_SIGN.sub(_yaml_sign, normalised(text))


def _yaml_sign(found: re.Match[str]) -> str:
    if not _ANY_ODD.search(found[0]):
        return found[0]
    return found[1] + ("- " if found[2] else "") + (f"{found[3]}: " if found[3] else "")


def normalised_markdown(text: str) -> str:
    """Return Markdown with blanks for what does not show at the rims of lines, and at those of what is written in
    `[[...]]`, `[@...]` and `[...](address)`; no line moves.
    """
    if text.isascii() or not _ANY_ODD.search(text):
        return text
    text = _ALONE.sub(r"\1", normalised(text))
    return _PLACE.sub(lambda found: _AT_A_SIGN.sub(_one_blank, found[0]), text)


def _one_blank(found: re.Match[str]) -> str:
    return " " if _A_SPACE.search(found[0]) or " " in found[0] else ""


def _not_allowed(line: int, character: str) -> Fault:
    do = "delete it"
    if "\x80" <= character <= "\x9f":
        # What stands there in Windows-1252 was meant: its bytes were once read as ISO 8859-1.
        meant = character.encode("latin-1").decode("cp1252", errors="ignore")
        do = f'write "{meant}" in its place, or delete it' if meant else do
    return Fault(line, f"the character {named(character)} is not allowed", do)
