"""Kinds of values: each function turns what was written into a value, or raises Misread."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from dateline.names import is_device
from dateline.problems import Misread, near_or
from dateline.read.characters import plain, trimmed, visible
from dateline.read.when import Form, Precision, parse_day, parse_partial_date, parse_when
from dateline.typography import curly
from dateline.vocabulary import SERVICES

LONGEST = 100
"""Letters of one part of an address, all of them ASCII: file systems end at 255 bytes, Windows at 260 for a whole path."""

_SLUG = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
_PERCENT = r"(\d{1,3}(?:\.\d+)?)\s*%"
_FOCUS = re.compile(rf"^{_PERCENT}\s+{_PERCENT}$")
_BOX = re.compile("^" + r"\s*[,;]\s*".join([r"(\d{1,3}(?:\.\d+)?)\s*%?"] * 4) + "$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|\d{3}))?$")
_QUOTED = re.compile(r"""^(["'])((?:(?!\1).)*)\1(?:\s+#.*)?$""")
_COLON = re.compile(r":(?=\s)|\uff1a")
_CLOSE_COLON = re.compile(r"(?<!\d):(?!//)|:(?!\d|//)")
_PARTS = re.compile(r"""\s*("[^"]*"|'[^']*'|[^,;]*)\s*(?:[,;]|$)""")
_OFFSET = re.compile(r"^(?:UTC|GMT|Z)?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)
_MARKUP = re.compile(r"\[@[\w-][^\]\s]*\]?|\[\[\s*\w+\s*:[^\]]*\]*|!?\[[^\[\]]+\]\([^()]+\)|\*\*\S[^*]*\*\*|\{(?:filename|static)\}")
_EMAIL = re.compile(r"^[^@\s/]+@[^@\s/]+\.[^@\s/]+$")


def text(written: str) -> str:
    """Return the text itself; empty, or of nothing that can be seen, is a Misread."""
    if not visible(written):
        raise Misread("the value is empty", "fill it in or delete the line", topic="values")
    return trimmed(written)


def word(written: str) -> str:
    """Return a key or a word of a few: a text without anything that does not show."""
    return plain(text(written))


def own_word(written: str) -> str:
    """Return a word by which something is named as by a key, and which may become part of an anchor."""
    if not _SLUG.match(found := word(written)):
        raise Misread(f'"{written.strip()}" cannot be a key', "write lower-case letters a to z, digits and hyphens", topic="data-files")
    return found


def unquoted(written: str) -> str:
    """Return a value without the quotation marks around the whole of it (and the comment behind them), as in YAML.

    Where the same marks stand inside, those around are part of the words: `"No," says "the" mayor`.
    """
    matched = _QUOTED.match(written)
    return trimmed(matched[2]) if matched else written


def labelled(written: str) -> tuple[str, str]:
    """Return what stands before and behind the colon of `who: what they say`; ("", all of it) where there is none.

    It is the first colon with a blank behind it (a fullwidth one needs none), so that clock times and addresses stay whole; else
    the first that stands in none of these.
    """
    found = _COLON.search(written) or _CLOSE_COLON.search(written)
    if not found or not visible(written[found.end() :]) or not visible(written[: found.start()]):
        return "", trimmed(written)
    return unquoted(trimmed(written[: found.start()])), trimmed(written[found.end() :])


def key_and_label(written: str) -> tuple[str, str]:
    """Return both halves of `key = label`; of `key: label`, as in YAML, too. What is not there is empty."""
    key, label = written.split("=", 1) if "=" in written else labelled(written)
    return plain(unquoted(trimmed(key))), unquoted(trimmed(label))


def prose(written: str, language: str = "en") -> str:
    """Return a text of our own with its language's quotation marks; what is quoted letter by letter is read as `text`.

    It is no Markdown, so that marks of it are a Misread.
    """
    if marks := _MARKUP.search(written):
        raise Misread(f'"{marks[0]}" has no effect here', "write plain words; links, citations and bold type stand in texts", topic="values")
    return curly(text(written), language)


_SWITCH = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}


def seen(written: str, language: str = "en") -> str:
    """Return what is to be seen in a picture, in words; a yes or no tells a visitor nothing."""
    if written.strip().lower() in _SWITCH:
        do = "say in words what is to be seen, for those who decide whether to look: A man who has been shot, lying on a road"
        raise Misread(f'"{written}" does not say what is to be seen', do, topic="pictures")
    return prose(written, language)


def without_markup(written: str) -> str:
    """Return words in which `prose` finds no Markdown: its brackets, braces and asterisks are left out."""
    while _MARKUP.search(written):
        written = _MARKUP.sub(lambda found: re.sub(r"[\[\]{}*!]", "", found[0]), written)
    return written


def yes_no(written: str) -> bool:
    """Return True for yes, False for no."""
    try:
        return _SWITCH[written.strip().lower()]
    except KeyError:
        raise Misread(f'"{written}" is neither yes nor no', "write yes or no", topic="values") from None


def place(written: str) -> int:
    """Return a place in an order, counted from 1."""
    if not re.fullmatch(r"[1-9]\d{0,5}", written.strip(), re.ASCII):
        raise Misread(f'"{written}" is no place in an order', "write a whole number: 1 is the first", topic="values")
    return int(written)


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
                f'"{written}" is not known here', near_or(word, self.options, f"write one of {known}"), topic="values"
            )
        return word


def keys(written: str) -> tuple[str, ...]:
    """Return the keys of a list separated by `;`, in order, each once; `[a, b]` as in YAML is one too."""
    if "," in written and ";" not in written and not _bracketed(written):
        raise Misread(f'"{written}" is one key with a comma', 'separate keys with ";"', topic="values")
    return _members(written, ";")


def services(written: str) -> tuple[str, ...]:
    """Return the services of a list separated by `;` that readers can share to, in order, each once."""
    found = tuple(dict.fromkeys(name.lower() for name in names(written)))
    for name in found:
        if name == "signal":
            what = "Signal has no address that one could link to with a text"
            raise Misread(what, "leave it out: the button Share leads to it where a telephone has it", topic="event")
        if name not in SERVICES:
            raise Misread(f'"{name}" is not known here', near_or(name, SERVICES, f"write some of {', '.join(SERVICES)}"), topic="event")
    return found


def parts(written: str) -> tuple[str, ...]:
    """Return the texts of a list separated by `;`, in order."""
    return tuple(part for part in map(str.strip, text(written).split(";")) if part)


def names(written: str) -> tuple[str, ...]:
    """Return the names of a list separated by `;`, or else by `,`, as Pelican reads authors and tags; `[a, b]` as in YAML is one too."""
    return _members(written, ";" if ";" in written else ",")


def _bracketed(written: str) -> bool:
    return written.startswith("[") and written.endswith("]")


def _members(written: str, separator: str) -> tuple[str, ...]:
    parts = _PARTS.findall(written[1:-1]) if _bracketed(written) else written.split(separator)
    found = tuple(dict.fromkeys(unquoted(trimmed(part)) for part in parts if visible(unquoted(trimmed(part)))))
    if not found:
        raise Misread(f'"{written}" names nothing', 'write one or more, separated by ";", or delete the line', topic="values")
    return found


def slug(written: str) -> str:
    """Return an address part: lower-case Latin letters, digits, single hyphens."""
    if not _SLUG.match(written.strip()):
        raise Misread(
            f'"{written}" cannot be an address',
            'write lower-case letters a to z, digits and hyphens: "almaty-airport"', topic="values",
        )
    return folder(written)


def folder(written: str) -> str:
    """Return what becomes a folder of the site, whose name no system may keep for itself."""
    if is_device(written.strip()):
        raise Misread(f'"{written}" is the name of a device on Windows, where no folder can have it', f'write another: "{written.strip()}-1"', topic="values")
    return part(written)


def part(written: str) -> str:
    """Return what becomes a part of an address; it must not be longer than file names may be."""
    if len(written.strip()) > LONGEST:
        raise Misread(f"an address of {len(written.strip())} letters is too long", f"write at most {LONGEST}", topic="values")
    return written.strip()


def language(written: str) -> str:
    """Return a language tag (BCP 47, RFC 5646: language, script, region)."""
    if not _LANGUAGE.match(written.strip()):
        meant = tag(written)
        do = f'did you mean "{meant}"?' if meant else "write it as in BCP 47: en, kk, ru, kk-Latn"
        raise Misread(f'"{written}" is no language tag', do, topic="values")
    return written.strip()


def canonical(tag: str) -> str:
    """Return a language tag in its usual letters (RFC 5646, 2.1.1): `kk-Latn`, `pt-BR`. Pelican makes all of them small."""
    made: list[str] = []
    for part in tag.lower().split("-"):
        after_single = any(len(before) == 1 for before in made)
        if made and not after_single and len(part) in (2, 4) and part.isalpha():
            part = part.upper() if len(part) == 2 else part.title()
        made.append(part)
    return "-".join(made)


def tag(written: str) -> str:
    """Return a language tag in its usual letters, whatever those written are; empty if it is none."""
    meant = canonical(written.strip().replace("_", "-"))
    return meant if _LANGUAGE.match(meant) else ""


def languages(written: str) -> tuple[str, ...]:
    """Return the tags of two languages or more, in order, each once. Each becomes a folder of the site."""
    parts = [part.strip() for part in re.split("[;,]", written[1:-1] if _bracketed(written) else written) if part.strip()]
    found = tuple(folder(language(unquoted(part))) for part in parts)
    for number, each in enumerate(found):
        if each in found[:number]:
            raise Misread(f'"{each}" stands a second time', "keep one", topic="languages")
    if len(found) < 2:
        raise Misread(f'"{written}" is one language alone', "write all, such as en; kk; ru, or delete the line", topic="languages")
    return found


def day(written: str) -> date:
    """Return a full date."""
    return parse_day(written)


def partial_date(written: str) -> str:
    """Return a day, month or year, as written."""
    return parse_partial_date(written)


def moment(written: str) -> datetime:
    """Return a publication date or date and time; a time without offset is UTC."""
    when = parse_when(written, ZoneInfo("UTC"))
    if when.start is None or when.form is not Form.MOMENT or not when.plain or when.start.precision not in (Precision.DAY, Precision.MINUTE):
        raise Misread(f'"{written}" is no publication date', "write YYYY-MM-DD or YYYY-MM-DDTHH:MM", topic="dates")
    return when.start.at


def colours(written: str) -> tuple[str, ...]:
    """Return one colour, or one for light and one for dark, each in the form #rrggbb."""
    found = written.replace(";", " ").split()
    for part in found:
        if not _COLOUR.match(part):
            raise Misread(f'"{part}" is no colour', "write six hexadecimal digits: #8c1d18", topic="colours")
    if len(found) not in (1, 2):
        raise Misread(f'"{written}" is not one colour or two', "write one, or one for light and one for dark: #0b4f5c #9fd0d9", topic="colours")
    return tuple(part.lower() for part in found)


def zone(written: str) -> ZoneInfo:
    """Return a time zone of the IANA database."""
    name = written.strip()
    if name in _zones():
        return ZoneInfo(name)
    raise Misread(f'"{written}" is no time zone', _zone_advice(name), topic="zones")


def _zone_advice(name: str) -> str:
    """Return what to write for a zone that is none. Never a zone that only looks alike: UTC for UTC+6, or EST for MSK."""
    advice = "write an IANA zone such as Asia/Almaty"
    if offset := _OFFSET.match(name):
        hours = int(offset[2])
        if int(offset[3] or 0) or not 0 < hours <= 12:
            return advice
        east = offset[1] == "+"
        return f"{advice}; or Etc/GMT{'-' if east else '+'}{hours}, which is UTC{'+' if east else '-'}{hours}: its sign is turned round"
    city = re.sub(r"\s+(?:standard |summer |daylight )?time$", "", name, flags=re.IGNORECASE).replace(" ", "_").casefold()
    for known in sorted(_zones()):
        if known.rpartition("/")[2].casefold() == city or known.casefold() == name.casefold():
            return f'did you mean "{known}"?'
    return near_or(name, [known for known in _zones() if "/" in known], advice) if "/" in name else advice


def web_address(written: str) -> str:
    """Return an address that begins with http:// or https:// and names a host, and a port that there is if it names one (RFC 3986, 3.2)."""
    try:
        parts = urlsplit(written.strip())
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and len(written.split()) == 1
    except ValueError:
        right = False
    if not right:
        raise Misread(f'"{written}" is no web address', "write it whole, beginning with https://", topic="values")
    return written.strip()


def bare_address(url: str) -> str:
    """Return what two addresses of one page have in common: scheme, `www.`, large letters of the host and a slash at the end do not count."""
    host, slash, path = re.sub(r"^https?://(?:www\.)?", "", url.strip(), flags=re.IGNORECASE).partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def name_or_address(written: str, language: str = "en") -> str:
    """Return a web address, or any other text as a name."""
    return web_address(written) if written.startswith(("http://", "https://")) else prose(written, language)


def name_and_address(written: str, language: str = "en") -> tuple[str, str]:
    """Return both halves of `name | https://...`; the address may be missing."""
    name, line, address = written.partition("|")
    if not visible(name) or (line and not visible(address)):
        raise Misread(f'"{trimmed(written)}" is no "name | address"', "write a name, and behind a | its web address, if there is one", topic="event")
    if name.strip().startswith(("http://", "https://")):
        raise Misread(f'"{trimmed(written)}" has no name', f"write the name before it: Name | {trimmed(name)}", topic="event")
    return prose(trimmed(name), language), web_address(trimmed(address)) if line else ""


_IN_A_LANGUAGE: frozenset[Callable[..., Any]] = frozenset({prose, seen, name_or_address, name_and_address})
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
        raise Misread(f'"{written}" is neither an e-mail address nor a web address', "write one of the two, or {filename}pages/about.md", topic="values")
    return web_address(written)


_SHA256 = re.compile(r"[0-9a-f]{64}")


def sha256(written: str) -> str:
    """Return a SHA-256 in small letters; what programs write before it (`sha256:`, `SHA-256:`) is left out."""
    digest = written.strip().lower().rpartition(":")[2].strip()
    if not _SHA256.fullmatch(digest):
        raise Misread(f'"{written}" is no SHA-256', "write its 64 hexadecimal digits, as `dateline keep` and `sha256sum` do", topic="values")
    return digest


def below(written: str) -> str:
    """Return the name of a file below a folder, with slashes: one that leads out of it is a Misread."""
    name = written.strip()
    parts = name.split("/")
    if "\\" in name or any(part.strip() in ("", ".", "..") or part.startswith(".") for part in parts) or re.match(r"[A-Za-z]:", name):
        do = "write its path from there, with slashes: washington-post/page.png"
        raise Misread(f'"{written}" is no name of a file below the folder', do, topic="values")
    return unicodedata.normalize("NFC", name)


def captured(written: str) -> str:
    """Return a day, month or year as it is, a time of day in ISO 8601 with its offset: `2022-01-11T14:30:00+06:00`."""
    text = written.strip()
    if len(text) <= 10:
        return partial_date(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.utcoffset() is None:
        do = "write a day (2022-01-11), or a time with its offset: 2022-01-11 14:30+06:00"
        raise Misread(f'"{written}" is neither a day nor a time with an offset', do, topic="dates")
    return at.isoformat(timespec="minutes")


def focus(written: str) -> tuple[float, float]:
    """Return what crops keep, as percentages from the left and from the top."""
    matched = _FOCUS.match(written.strip())
    if not matched or any(float(part) > 100 for part in matched.groups()):
        raise Misread(
            f'"{written}" is no point', 'write two percentages, from the left and from the top: "50% 30%"', topic="values"
        )
    return float(matched[1]), float(matched[2])


def box(written: str) -> tuple[float, float, float, float]:
    """Return a region `x,y,w,h` in percent of width and height, inside the picture."""
    matched = _BOX.match(written.strip())
    values = tuple(float(part) for part in matched.groups()) if matched else ()
    if len(values) != 4 or values[0] + values[2] > 100 or values[1] + values[3] > 100 or 0 in values[2:]:
        raise Misread(
            f'"{written}" is no region', "write x,y,w,h in percent, inside the picture: 40,10,12,20", topic="values"
        )
    return values


@cache
def _zones() -> frozenset[str]:
    # "localtime" is the zone of the machine, "Factory" that of one that nobody has set up.
    return frozenset(available_timezones()) - {"localtime", "Factory"}


_DIGEST = re.compile(r"(?:[a-z_]+=)?(?:[0-9a-f]{8}|-)")


def digests(written: str) -> tuple[str, ...]:
    """Return what a translation was made from (see declared.py): digests of paragraphs, in order, as often as they stand there."""
    found = tuple(part for part in map(str.strip, written.split(";")) if part)
    for part in found:
        if not _DIGEST.fullmatch(part):
            do = "give the command `dateline translated FILE`, which writes it, or delete the line"
            raise Misread(f'"{part}" is no digest of a paragraph', do, topic="values")
    return found
