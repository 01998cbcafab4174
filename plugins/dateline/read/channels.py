"""Ways to the editors, as event.md names them: `email: desk@example.org | fingerprint or address of the key`, Signal, Hush Line, an onion address.

What a sender would find out too late is told here: an address with a letter too few leads to nobody, or to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from dateline.dataclass import dataclass
from dateline.problems import Misread, near_or
from dateline.read import values
from dateline.read.characters import plain, trimmed
from dateline.read.mirrors import check_onion

KINDS = ("email", "signal", "hushline", "onion")
_FINGERPRINT = re.compile(r"[0-9A-F]{40}|[0-9A-F]{64}")
"""Of an OpenPGP key: SHA-1 of version 4 (RFC 4880, 12.2), SHA-256 of version 6 (RFC 9580, 5.5.4)."""
_PHONE = re.compile(r"\+[0-9]{7,15}")
"""E.164, without the blanks that people write into it."""
_SIGNAL_NAME = re.compile(r"@?([A-Za-z_][A-Za-z0-9_]{2,31}\.[0-9]{2,})")
"""A Signal user name: 3 to 32 letters, digits and underscores, a full stop, two digits or more."""


@dataclass(frozen=True)
class Channel:
    """A way to the editors: its kind (one of KINDS), what is shown of its address, where it leads (empty: it is typed in).

    `fingerprint` and `key` are those of an e-mail address's key: its digits in groups of four, the address at which it lies.
    """

    kind: str
    name: str
    url: str = ""
    fingerprint: str = ""
    key: str = ""


def channel(written: str) -> Channel:
    """Return what a line of Contact says. Raises Misread."""
    kind, address = values.key_and_label(written)
    kind = re.sub(r"[\s_-]", "", kind).lower()
    if not kind or not address:
        raise Misread(f'"{written}" is no "kind: address"', "write for example email: desk@example.org", topic="responses")
    if kind not in KINDS:
        raise Misread(f'unknown kind "{kind}"', near_or(kind, KINDS, f"the kinds are {', '.join(KINDS)}"), topic="responses")
    first, *further = (plain(trimmed(part)) for part in address.split("|"))
    if further and kind != "email":
        raise Misread(f"what stands behind the | belongs to no {kind}", "only an e-mail address has a key: delete it", topic="responses")
    return _READERS[kind](first, *further)


def _email(address: str, *further: str) -> Channel:
    try:
        url = values.report_address(address)
    except Misread:
        url = ""
    if not url.startswith("mailto:"):
        raise Misread(f'"{address}" is no e-mail address', "write it as in desk@example.org", topic="responses")
    fingerprint = key = ""
    for part in further:
        digits = "".join(part.split()).upper().removeprefix("0X")
        if _FINGERPRINT.fullmatch(digits):
            fingerprint = " ".join(re.findall("....", digits))
        elif "://" in part:
            key = values.web_address(part)
        else:
            raise Misread(f'"{part}" is neither the fingerprint nor the address of a key', "write all 40 digits (or 64) of the fingerprint, or https://...", topic="responses")
    return Channel("email", address, url, fingerprint, key)


def _signal(address: str) -> Channel:
    if address.startswith("https://signal.me/#") and len(address) > len("https://signal.me/#"):
        return Channel("signal", address, address)
    if name := _SIGNAL_NAME.fullmatch(address):
        return Channel("signal", name[1])
    if _PHONE.fullmatch("".join(re.split(r"[\s()/-]", address))):
        return Channel("signal", address)
    raise Misread(f'"{address}" is nothing that Signal knows', "write a user name (desk.01), a number with its country (+49 ...), or https://signal.me/#...", topic="responses")


def _hushline(address: str) -> Channel:
    found = values.web_address(address)
    if not found.startswith("https://"):
        raise Misread(f'"{address}" can be read on its way', "write the address with https://", topic="responses")
    return Channel("hushline", _without_scheme(found), found)


def _onion(address: str) -> Channel:
    url = address if "://" in address else f"http://{address}"
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    check_onion(address, host)
    return Channel("onion", _without_scheme(url), url)


def _without_scheme(address: str) -> str:
    return address.partition("://")[2].removesuffix("/")


_READERS: Mapping[str, Callable[..., Channel]] = {"email": _email, "signal": _signal, "hushline": _hushline, "onion": _onion}
