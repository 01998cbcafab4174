"""What pages of an event that is still going on have for the script that asks for news (theme/static/js/developing.js)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, time

from dateline.derive.changes import last_change
from dateline.derive.newest import MOST, newest, which
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages import values
from dateline.pages.frame import Bench, Desk, script_address
from dateline.pages.moments import dated
from dateline.read.moments import Moment, Precision
from dateline.wording import Time

NEWEST = Address("newest.json")
"""What is asked for."""


def developing(desk: Desk, listed: Sequence[nouns.Entry], *, in_place: bool) -> values.Developing | None:
    """Return what a page has for the script; None where the event has ended, has no entry yet, or the theme has no such script.

    `in_place`: the page shows all entries under their days, so that new ones can be put among them.
    """
    words, script = desk.words, script_address(desk.settings.theme, "developing")
    if desk.event.status != "developing" or not script or not listed:
        return None
    numbers = range(1, MOST + 1)
    return values.Developing(
        script=script,
        newest=NEWEST,
        known=" ".join("=".join((entry.anchor, sign(desk, entry))) for entry in newest(listed)),
        which=which(listed),
        in_place=in_place,
        new="|".join(words.plural("{} new entry", "{} new entries", number) for number in numbers),
        changed="|".join(words.plural("{} entry has changed", "{} entries have changed", number) for number in numbers),
        gone="|".join(words.plural("{} entry has been withdrawn", "{} entries have been withdrawn", number) for number in numbers),
        onward=values.Link(words("Newest first"), Address("timeline/newest/")),
    )


def sign(bench: Bench, entry: nouns.Entry) -> str:
    """Return a sign of what a list shows of an entry, another one when anything of it changes; behind it how many updates and corrections it has."""
    shown = hashlib.sha256(repr(bench.views.entry_card(entry)).encode()).hexdigest()[:8]
    return f"{shown}.{len(entry.updates)}.{len(entry.corrections)}"


def last_news(desk: Desk, texts: Sequence[nouns.Entry | nouns.Article]) -> Time | None:
    """Return when any of these texts last changed, by the event's clock: to the minute where the text says that, else the day."""
    last = last_change(texts)
    if last is None or last.time() == time():
        return desk.words.on(last) if last else None
    return _to_the_minute(desk, last.astimezone(desk.event.zone))


def _to_the_minute(desk: Desk, at: datetime) -> Time:
    moment = Moment(at.date(), Precision.MINUTE, at)
    return Time(dated(desk.words, moment), at.isoformat(timespec="minutes"))
