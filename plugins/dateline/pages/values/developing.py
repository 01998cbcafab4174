"""What a page has for the script that asks for news."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.pages.values.links import Link


@dataclass(frozen=True)
class Developing:
    """What a page of an event that is still going on has for the script.

    `newest` is what it asks for, `known` are the newest entries when the page was made, each with a
    colon and the sign of what is shown of it (pages/developing.py); `which` is a sign of which entries there were. `in_place`: the
    page shows all, so that new ones are put among them; else `onward` leads to them.

    `new`, `changed` and `gone` are what is said of one entry, of two and so on, with `|` between them: each language has as many forms as it has.
    """

    script: str
    newest: Address
    known: str
    which: str
    in_place: bool
    new: str
    changed: str
    gone: str
    onward: Link
