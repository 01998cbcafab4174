"""Kept copies as pages show them, and whose texts sources pass on."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from datetime import datetime, timedelta

from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.read.kept_copies import WACZ
from dateline.read.wacz import CapturedPage
from dateline.wording import Time, Wording, utc_offset

_PAGES = 50
"""Pages of a web archive that are listed; how many more there are is said."""
_DAY = len("2022-01-11")


def kept_views(words: Wording, copies: Iterable[nouns.KeptCopy]) -> tuple[values.Kept, ...]:
    """Return kept copies for the list of sources: what is published as a link, of the others when it was captured."""
    return tuple(_kept(words, copy) for copy in copies)


def _kept(words: Wording, copy: nouns.KeptCopy) -> values.Kept:
    captured = captured_time(words, copy.captured)
    digest = f"SHA-256 {copy.sha256}"
    if not copy.address:
        return values.Kept(words("copy kept, not published"), captured, digest)
    ending = posixpath.splitext(copy.name)[1]
    left = copy.count - min(len(copy.pages), _PAGES)
    return values.Kept(
        label=words.with_note(words("kept copy"), words.listed((ending.removeprefix(".").upper(), words.size(copy.size)))),
        captured=captured,
        digest=digest,
        url=copy.address,
        by=copy.by,
        program=copy.program,
        note=copy.note,
        download=copy.name if ending == WACZ else "",
        held=words.plural("{} captured page", "{} captured pages", copy.count) if copy.count else "",
        pages=tuple(_page(words, page) for page in copy.pages[:_PAGES]),
        more=words.plural("and {} more", "and {} more", left) if left else "",
    )


def _page(words: Wording, page: CapturedPage) -> values.KeptPage:
    return values.KeptPage(page.url, page.title, captured_time(words, page.at))


def captured_time(words: Wording, written: str) -> Time:
    """Return when something was captured: a day, month or year, or a time of day with its offset."""
    if len(written) <= _DAY:
        return words.partial(written)
    at = datetime.fromisoformat(written)
    time = words.at(words.day(at.date()), words.clock(at.hour, at.minute))
    return Time(words.with_note(time, words.digits(utc_offset(at.utcoffset() or timedelta()))), written)


def passed_on(words: Wording, source: nouns.Source) -> str:
    """Return whose text a source passes on, in words; nothing where it is its publisher's own."""
    names = words.listed(speaker.name for speaker in source.passes_on)
    return words("text from {names}").format(names=names) if names else ""


def published_copies(sources: Iterable[nouns.Source]) -> dict[str, nouns.KeptCopy]:
    """Return the kept copies of sources that are published, by their names in the output."""
    return {str(copy.address).lstrip("/"): copy for source in sources for copy in source.kept if isinstance(copy.address, Address)}
