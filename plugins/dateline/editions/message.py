"""The event, or a day of it, as a few lines for a message: no markup, under 4,000 characters, which messengers take in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.derive.changes import last_change
from dateline.derive.days import Group, groups, listed
from dateline.model.address import rooted
from dateline.model.nouns import Entry
from dateline.pages.excerpts import clipped
from dateline.pages.frame import Desk
from dateline.pages.moments import told
from dateline.pages.sentences import first_sentence
from dateline.pages.sharing import digest_of
from dateline.whens import briefly, heading
from dateline.wording import CERTAINTIES, STATUSES

NAME = "timeline.txt"
MOST = 3_999
"""Characters of one text: fewer than the 4,096 that a message of Telegram's has (Bot API, "sendMessage")."""


def event_text(desk: Desk) -> bytes:
    """Return the event: what it is, then its entries, a line each; where these are too many the highlights, and how many others there are."""
    event, words = desk.event, desk.words
    entries = listed(event)
    days = dict.fromkeys((event.starts, event.ends) if event.ends else (event.starts,))
    span = [words.partial(day.isoformat()).text for day in days]
    when = words.span(span[0], span[-1]) if len(span) > 1 else span[0]
    head = [event.title, words.listed((words(STATUSES[event.status]), when)), "", event.standfirst, ""]
    ways = [(entry, _line(desk, entry)) for entry in entries]
    return _text(desk, head, ways, desk.whole(""))


def day_texts(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of the text of each day."""
    for group in groups(listed(desk.event)):
        yield rooted(f"{group.address}{NAME}", desk.site.prefix), _day(desk, group)


def _day(desk: Desk, group: Group) -> bytes:
    head = [desk.words.named(desk.event.title, heading(desk.words, group.when).text), ""]
    lines = [(entry, _paragraph(desk, entry)) for entry in group.entries]
    return _text(desk, head, lines, desk.whole(group.address))


def _line(desk: Desk, entry: Entry) -> str:
    return desk.words.named(briefly(desk.words, entry.when, year=True).text, f"{entry.title}{_doubt(desk, entry)}")


def _paragraph(desk: Desk, entry: Entry) -> str:
    sentence = first_sentence(entry.body).striptags()
    when = desk.words.named(told(desk.words, desk.views.when(entry.when)), f"{entry.title}{_doubt(desk, entry)}")
    return f"{when}\n{sentence}\n" if sentence else f"{when}\n"


def _doubt(desk: Desk, entry: Entry) -> str:
    """Return what must be said with a thing that is not sure, in words."""
    return f" ({desk.words(CERTAINTIES[entry.certainty])})" if entry.certainty == "disputed" else ""


def _text(desk: Desk, head: Sequence[str], lines: Sequence[tuple[Entry, str]], address: str) -> bytes:
    """Return lines between a head and what says where all is; of too many, first those that are no highlights are left out, then the last."""
    words = desk.words
    ends = [""]
    digest = digest_of([entry.digest for entry, _ in lines])
    if digest and (changed := last_change(entry for entry, _ in lines)):
        ends.append(words("Version of {date}, SHA-256 {hash}.").format(date=words.on(changed).text, hash=digest))
    ends += [address] if address else []

    def joined(shown: Sequence[tuple[Entry, str]]) -> str:
        left = len(lines) - len(shown)
        more = [words.plural("and {} more", "and {} more", left)] if left else []
        text = "\n".join([*head, *(line for _, line in shown), *more, *ends]).strip()
        return re.sub(r"\n{3,}", "\n\n", text) + "\n"

    shown = list(lines)
    if len(joined(shown)) > MOST:
        shown = [pair for pair in lines if pair[0].highlight] or shown
    while len(joined(shown)) > MOST and shown:
        shown.pop()
    text = joined(shown)
    return (text if len(text) <= MOST else clipped(text, MOST - 1) + "\n").encode()
