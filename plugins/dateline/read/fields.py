"""What a picture's own fields say of it: where each was found, and which one counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dateline.dataclass import dataclass
from dateline.problems import Misread
from dateline.read.characters import cleaned, visible

NAMES = ("caption", "credit", "byline", "copyright", "licence", "licence_url", "date")
"""What is taken from a file. Never its name, never an alternative text."""

_LONGEST = 5_000
"""Characters of one field; IPTC-IIM allows 2,000 for a caption, XMP any number."""
_RUBBISH = frozenset(
    ("olympus digital camera", "samsung", "dcim", "sony dsc", "default", "dig", "minolta digital camera", "untitled")
)
"""What cameras write as a description of every picture."""
_DAY = re.compile(r"^(\d{4})[-:]?(\d{2})[-:]?(\d{2})")
_CREATIVE_COMMONS = re.compile(
    r"^https?://creativecommons\.org/(?:licenses/(?P<terms>by(?:-(?:nc|sa|nd))*)/(?P<version>\d\.\d)"
    r"|publicdomain/(?P<public>zero|mark)/(?P<public_version>\d\.\d))"
)


@dataclass(frozen=True)
class Found:
    """One field as found: what it means (one of NAMES), its value, and where it stood, in words: `IPTC 2:80 By-line`."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True)
class Fields:
    """What a file says of itself, by the fields that count; empty where it says nothing. `date` is YYYY-MM-DD."""

    caption: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    licence_url: str = ""
    date: str = ""
    found: tuple[Found, ...] = ()

    def origin(self, name: str) -> str:
        """Return where the value of a field was found."""
        where = [found.origin for found in self.found if found.name == name]
        if name == "credit":
            return " and ".join(found.origin for found in self.found if found.name in ("byline", "credit"))
        if name == "licence" and not where:
            return self.origin("licence_url")
        return where[0] if where else ""


def fields_of(found: Iterable[Found]) -> Fields:
    """Return the fields that count: of each name the first one found that says anything usable."""
    first: dict[str, Found] = {}
    for each in found:
        value = _usable(each.name, each.value)
        if value:
            first.setdefault(each.name, Found(each.name, value, each.origin))
    counting = {name: field.value for name, field in first.items()}
    return Fields(
        caption=counting.get("caption", ""),
        credit=_credit(counting),
        copyright=counting.get("copyright", ""),
        licence=counting.get("licence") or licence_name(counting.get("licence_url", "")),
        licence_url=counting.get("licence_url", ""),
        date=counting.get("date", ""),
        found=tuple(first[name] for name in NAMES if name in first),
    )


def _credit(value: Mapping[str, str]) -> str:
    """Return "photographer / agency", as a credit line is written; one of the two, or each once, where they are the same."""
    byline, agency = value.get("byline", ""), value.get("credit", "")
    if byline.casefold() in agency.casefold():
        return agency
    return byline if not agency or agency.casefold() in byline.casefold() else f"{byline} / {agency}"


def licence_name(url: str) -> str:
    """Return the name of a Creative Commons licence by its address, else an empty text."""
    matched = _CREATIVE_COMMONS.match(url)
    if not matched:
        return ""
    if matched["public"]:
        return f"CC0 {matched['public_version']}" if matched["public"] == "zero" else "Public domain"
    return f"CC {matched['terms'].upper()} {matched['version']}"


def _usable(name: str, value: str) -> str:
    text = cleaned(" ".join(value.split())[:_LONGEST]).strip()
    if not visible(text) or (name == "caption" and text.casefold() in _RUBBISH):
        return ""
    if name == "date":
        matched = _DAY.match(text)
        text = "-".join(matched.groups()) if matched else ""
    # Imported here: the processes that make pictures start faster without it.
    from dateline.read import values

    reader = {"date": values.partial_date, "licence_url": values.web_address}.get(name)
    try:
        return reader(text) if reader and text else text
    except Misread:
        return ""
