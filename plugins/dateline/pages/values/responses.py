"""What readers say, and how they can: responses, ways to the editors."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.pages.values.body import Body
from dateline.pages.values.links import Link
from dateline.wording import Time

NOTHING = Body()
"""Stands where nobody answered."""


@dataclass(frozen=True)
class Response:
    """A reader's letter, and what the editors answer. `of` leads to it on the page of the text that it is about.

    `lang` and `dir` are those of the letter, `answer_lang` and `answer_dir` those of the answer, where they are not the site's; `translator` says
    whose translation it is; `led_to` leads to corrections, `anchor` is its own on the page that shows it, `other` leads to where it stands besides.
    """

    sender: str
    date: Time
    body: Body
    of: Link
    anchor: str
    lang: str = ""
    dir: str = ""
    answer: Body = NOTHING
    answer_lang: str = ""
    answer_dir: str = ""
    translator: str = ""
    led_to: tuple[tuple[Time, str], ...] = ()
    other: str = ""
    draft: bool = False


@dataclass(frozen=True)
class Channel:
    """A way to the editors: what it is, its address (a link where a program opens it), what is to be known of it, its key."""

    label: str
    address: Link
    note: str = ""
    fingerprint: str = ""
    key: Link | None = None


@dataclass(frozen=True)
class Ask:
    """What stands below a text for those who know more of it: a letter begun (`mail`, where there is an e-mail address), all ways to the editors."""

    mail: str
    page: Address
