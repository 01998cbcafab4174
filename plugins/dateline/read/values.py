"""Kinds of values: each function turns what was written into a value, or raises Misread."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from dateline.problems import Misread, near_or
from dateline.read.when import Precision, parse_day, parse_partial_date, parse_when
from dateline.typography import curly

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
_PERCENT = r"(\d{1,3}(?:\.\d+)?)\s*%"
_FOCUS = re.compile(rf"^{_PERCENT}\s+{_PERCENT}$")
_BOX = re.compile("^" + r"\s*,\s*".join([r"(\d{1,3}(?:\.\d+)?)"] * 4) + "$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|\d{3}))?$")
_MARKUP = re.compile(r"\[@[\w-][^\]\s]*\]?|\[\[\s*\w+\s*:[^\]]*\]*|!?\[[^\[\]]+\]\([^()]+\)|\*\*\S[^*]*\*\*|\{(?:filename|static)\}")
_EMAIL = re.compile(r"^[^@\s/]+@[^@\s/]+\.[^@\s/]+$")


def text(written: str) -> str:
    """Return the text itself; empty is a Misread."""
    if not written.strip():
        raise Misread("the value is empty", "fill it in or delete the line")
    return written.strip()


def prose(written: str, language: str = "en") -> str:
    """Return a text of our own with its language's quotation marks; what is quoted letter by letter is read as `text`.

    It is no Markdown, so that marks of it are a Misread.
    """
    if marks := _MARKUP.search(written):
        raise Misread(f'"{marks[0]}" has no effect here', "write plain words; links, citations and bold type stand in texts")
    return curly(text(written), language)


def yes_no(written: str) -> bool:
    """Return True for yes, False for no."""
    known = {"yes": True, "no": False, "true": True, "false": False}
    try:
        return known[written.strip().lower()]
    except KeyError:
        raise Misread(f'"{written}" is neither yes nor no', "write yes or no") from None


def choice(*options: str) -> Choice:
    """Return a reader that takes one of the given words."""
    return Choice(options)


class Choice:
    """One word out of a few."""

    def __init__(self, options: tuple[str, ...]) -> None:
        self.options = options

    def __call__(self, written: str) -> str:
        """Return the word, in lower case."""
        word = written.strip().lower()
        if word not in self.options:
            known = ", ".join(self.options)
            raise Misread(
                f'"{written}" is not known here', near_or(word, self.options, f"write one of {known}")
            )
        return word


def keys(written: str) -> tuple[str, ...]:
    """Return the keys of a list separated by `;`, in order, each once."""
    if "," in written and ";" not in written:
        raise Misread(f'"{written}" is one key with a comma', 'separate keys with ";"')
    return tuple(dict.fromkeys(part.strip() for part in written.split(";") if part.strip()))


def names(written: str) -> tuple[str, ...]:
    """Return the names of a list separated by `;`, or else by `,`, as Pelican reads authors and tags."""
    separator = ";" if ";" in written else ","
    return tuple(dict.fromkeys(part.strip() for part in written.split(separator) if part.strip()))


def slug(written: str) -> str:
    """Return an address part: lower-case Latin letters, digits, single hyphens."""
    if not _SLUG.match(written.strip()):
        raise Misread(
            f'"{written}" cannot be an address',
            'write lower-case letters a to z, digits and hyphens: "almaty-airport"',
        )
    return written.strip()


def language(written: str) -> str:
    """Return a language tag (BCP 47, RFC 5646: language, script, region)."""
    if not _LANGUAGE.match(written.strip()):
        raise Misread(f'"{written}" is no language tag', "write it as in BCP 47: en, kk, ru, kk-Latn")
    return written.strip()


def day(written: str) -> date:
    """Return a full date."""
    return parse_day(written)


def partial_date(written: str) -> str:
    """Return a day, month or year, as written."""
    return parse_partial_date(written)


def moment(written: str) -> datetime:
    """Return a publication date or date and time; a time without offset is UTC."""
    when = parse_when(written, ZoneInfo("UTC"))
    if when.end or when.approximate or when.start.precision not in (Precision.DAY, Precision.MINUTE):
        raise Misread(f'"{written}" is no publication date', "write YYYY-MM-DD or YYYY-MM-DDTHH:MM")
    return when.start.at


def colours(written: str) -> tuple[str, ...]:
    """Return one colour, or one for light and one for dark, each in the form #rrggbb."""
    found = written.replace(";", " ").split()
    for part in found:
        if not _COLOUR.match(part):
            raise Misread(f'"{part}" is no colour', "write six hexadecimal digits: #8c1d18")
    if len(found) not in (1, 2):
        raise Misread(f'"{written}" is not one colour or two', "write one, or one for light and one for dark: #0b4f5c #9fd0d9")
    return tuple(part.lower() for part in found)


def zone(written: str) -> ZoneInfo:
    """Return a time zone of the IANA database."""
    if written.strip() not in _zones():
        advice = near_or(written.strip(), _zones(), "write an IANA zone such as Asia/Almaty")
        raise Misread(f'"{written}" is no time zone', advice)
    return ZoneInfo(written.strip())


def web_address(written: str) -> str:
    """Return an address that begins with http:// or https:// and names a host."""
    try:
        parts = urlsplit(written.strip())
        right = parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in written.strip()
    except ValueError:
        right = False
    if not right:
        raise Misread(f'"{written}" is no web address', "write it whole, beginning with https://")
    return written.strip()


def name_or_address(written: str, language: str = "en") -> str:
    """Return a web address, or any other text as a name."""
    return web_address(written) if written.startswith(("http://", "https://")) else prose(written, language)


_IN_A_LANGUAGE: frozenset[Callable[..., Any]] = frozenset({prose, name_or_address})
"""The readers that take the language of what they read."""


def in_language(read: Callable[..., Any], language: str) -> Callable[[str], Any]:
    """Return a reader for values in a language; one for which that makes no difference is returned as it is."""
    return partial(read, language=language) if read in _IN_A_LANGUAGE else read


def report_address(written: str) -> str:
    """Return a web address, a mailto: address for an e-mail address, or a link to a text of the site as it is written."""
    if written.startswith("{filename}"):
        return written.strip()
    if _EMAIL.match(written.strip()):
        return f"mailto:{written.strip()}"
    if "://" not in written:
        raise Misread(f'"{written}" is neither an e-mail address nor a web address', "write one of the two, or {filename}pages/about.md")
    return web_address(written)


def focus(written: str) -> tuple[float, float]:
    """Return what crops keep, as percentages from the left and from the top."""
    matched = _FOCUS.match(written.strip())
    if not matched or any(float(part) > 100 for part in matched.groups()):
        raise Misread(
            f'"{written}" is no point', 'write two percentages, from the left and from the top: "50% 30%"'
        )
    return float(matched[1]), float(matched[2])


def box(written: str) -> tuple[float, float, float, float]:
    """Return a region `x,y,w,h` in percent of width and height, inside the picture."""
    matched = _BOX.match(written.strip())
    values = tuple(float(part) for part in matched.groups()) if matched else ()
    if len(values) != 4 or values[0] + values[2] > 100 or values[1] + values[3] > 100 or 0 in values[2:]:
        raise Misread(
            f'"{written}" is no region', "write x,y,w,h in percent, inside the picture: 40,10,12,20"
        )
    return values


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
