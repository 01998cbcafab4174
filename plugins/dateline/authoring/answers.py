"""What `dateline new` must know of an event, and what is wrong with it: each answer is read as the file that it goes into will be."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.problems import Misread
from dateline.read import values
from dateline.read.characters import visible
from dateline.read.frontmatter import as_value
from dateline.read.when import normal_when, parse_day

from .project import stop

UTC = ZoneInfo("UTC")

_LANGUAGE_OF_KIT = "en"


@dataclass(frozen=True)
class Answers:
    """An event as its authors describe it. `ends` is None while it is still going on; `siteurl` may be empty."""

    title: str
    zone: str
    starts: date
    ends: date | None = None
    language: str = _LANGUAGE_OF_KIT
    siteurl: str = ""


def title(written: str) -> str:
    """Return a title as it is. Raises Misread where the event's file could not say it."""
    if len(written.splitlines()) > 1:
        raise Misread("the title has several lines", "write it on one")
    if not visible(written):
        raise Misread("the title is empty", "write what the event is called")
    told = _setting("SITENAME", "the title", values.text(written))
    values.prose(told)  # no Markdown
    if values.unquoted(as_value(told)) not in (told, values.prose(told)):  # quotation marks around the whole become typographic
        raise Misread("the title holds what has no effect in one, or what no text may hold", "write plain words")
    return told


def zone(written: str) -> str:
    """Return the name of a time zone."""
    name = written.strip()
    return values.zone(_ZONES.get(name.casefold(), name)).key


_ZONES = {"utc": "UTC", "gmt": "UTC", "z": "UTC"}
"""What people write for the zone whose name is UTC."""


def day(written: str) -> date:
    """Return a day, also where it is written as people write it."""
    try:
        return parse_day(normal_when(written, UTC))
    except Misread:
        return parse_day(written.strip())  # which says what a day is, and nothing of times


def language(written: str) -> str:
    """Return a language tag in its usual letters."""
    from dateline.settings import canonical

    return canonical(_setting("DEFAULT_LANG", "the language", written.strip()))


def siteurl(written: str) -> str:
    """Return the address of a site without the slash at its end; an empty one is not known yet."""
    return _setting("SITEURL", "the address", written.strip()).rstrip("/") if written.strip() else ""


def site_option(written: str) -> str:
    """Return the address that `--site` names, empty where it names none. Ends the command where that is no address."""
    try:
        return siteurl(written)
    except Misread as wrong:
        raise stop(f"--site: {wrong.what}: {wrong.do}") from None


def _setting(name: str, called: str, written: str) -> str:
    """Return what becomes one of Pelican's settings. Raises Misread where a build would refuse it."""
    # Imported here, with Pelican: `dateline --help` needs none of it.
    from pelican.settings import DEFAULT_CONFIG

    from dateline.settings_faults import wrong

    given = {**DEFAULT_CONFIG, "SITENAME": "-", "RELATIVE_URLS": True, name: written}
    for problem in wrong(given):
        if name in problem.what:
            raise Misread(problem.what.replace(name, called, 1), problem.do)
    return written


READERS: Mapping[str, Callable[[str], object]] = {"title": title, "zone": zone, "starts": day, "ends": day, "language": language, "siteurl": siteurl}
"""How each answer is read; each raises Misread."""


def in_order(answers: Answers) -> Answers:
    """Return answers whose days stand in order. Raises Misread."""
    if answers.ends and answers.ends < answers.starts:
        raise Misread(f"the last day, {answers.ends}, lies before the first, {answers.starts}", "turn them round")
    return answers


def system_zone() -> str:
    """Return the time zone that this machine is set to; an empty text where it does not say (on Windows it never does), or only UTC.

    Servers are set to UTC, and hardly an event happens in it.
    """
    named = [os.environ.get("TZ", "").lstrip(":")]
    for file, read in ((Path("/etc/timezone"), Path.read_text), (Path("/etc/localtime"), _linked)):
        try:
            named.append(read(file).strip())
        except (OSError, UnicodeDecodeError):
            continue
    for name in named:
        try:
            found = values.zone(name).key
        except Misread:
            continue
        if "/" in found and not found.startswith("Etc/"):
            return found
    return ""


def _linked(file: Path) -> str:
    return str(file.resolve()).partition("zoneinfo/")[2]
