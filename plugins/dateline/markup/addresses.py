"""Bare addresses in a text: where they end, and what they lead to (GitHub Flavored Markdown 0.29, 6.9, with letters of all scripts)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dateline.markup.slots import CLOSE, OPEN
from dateline.problems import Misread
from dateline.read.values import web_address
from dateline.typography import GUARD

_END = rf"\s<>\"{OPEN}{CLOSE}\u0002\u0003"
WEB = rf"(?<![\w@/.:=&-])(?:https?://[\w\[]|www\.\w[\w-]*\.)[^{_END}]*"
"""A web address with what may follow it in its sentence."""
MAIL = r"(?<![\w.+@/=&:-])[\w.+-]+@\w[\w-]*(?:\.\w[\w-]*)+"
_BARE = re.compile(f"(?P<web>{WEB})|(?P<mail>{MAIL})", re.IGNORECASE)
_CUT = re.compile(r"&(?:lt|gt|nbsp|quot|#\d+);|[\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e\u3001\u3002\uff0c\uff09\u300d]")
_LAST = re.compile(rf"(?:[.,:;!?'*_~|{GUARD}]|&[a-z]+;)+$", re.IGNORECASE)

_EMBEDDED = re.compile(
    r"(?:https?://)?(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|rutube\.ru|twitch\.tv|twitter\.com|x\.com|"
    r"facebook\.com|fb\.watch|instagram\.com|tiktok\.com|t\.me|vk\.com|vkvideo\.ru|ok\.ru|threads\.net|bsky\.app|soundcloud\.com|"
    r"spotify\.com)/\S+",
    re.IGNORECASE,
)


class Bare(NamedTuple):
    """An address in a text: where it stands, and what it leads to, both as HTML has them."""

    start: int
    end: int
    href: str


def right(address: str) -> bool:
    """Tell whether a whole address may lead somewhere: one of the web has a host and no blank, one of mail no blank."""
    if not address.lower().startswith("http"):
        return not address.lower().startswith("mailto:") or len(address.split()) == 1
    try:
        return bool(web_address(address))
    except Misread:
        return False


def may_hold(text: str) -> bool:
    """Tell, at a glance, whether there may be an address in a text."""
    return "://" in text or "@" in text or "www." in text.lower()


def bare(text: str) -> Iterator[Bare]:
    """Yield the addresses in a piece of HTML's text, without the marks that end their sentence."""
    for found in _BARE.finditer(text):
        written = found[0]
        if found["mail"]:
            written = written.rstrip(".-_+")
            domain = written.partition("@")[2]
            if "." in domain and not domain.rpartition(".")[2].isdigit():
                yield Bare(found.start(), found.start() + len(written), f"mailto:{written}")
            continue
        written = trimmed(written)
        head, _, rest = written.partition("://")
        if written.lower().startswith("www."):
            if "." in written[4:]:
                yield Bare(found.start(), found.start() + len(written), f"https://{written}")
        elif head and rest:
            yield Bare(found.start(), found.start() + len(written), written)


def trimmed(written: str) -> str:
    """Return an address without what belongs to the sentence: marks at its end, and brackets that it did not open."""
    if cut := _CUT.search(written):
        written = written[: cut.start()]
    while True:
        shorter = _LAST.sub("", written)
        for opening, closing in ("()", "[]", "{}"):
            if shorter.endswith(closing) and shorter.count(closing) > shorter.count(opening):
                shorter = shorter[:-1]
        if shorter == written:
            return written
        written = shorter


def is_embedded(text: str) -> bool:
    """Tell whether a text is nothing but the address of what other editors would show in place of it: a video, a post."""
    return "/" in text and bool(_EMBEDDED.fullmatch(text.strip()))
