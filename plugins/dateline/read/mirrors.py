"""Where else the site is, as event.md names it: copies on the web, and one in the network Tor."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from urllib.parse import urlsplit

from dateline.problems import Misread
from dateline.read import values

_ONION = re.compile(r"[a-z2-7]{56}")


def mirror(written: str) -> str:
    """Return the address of a copy, without a slash at its end: what is put behind it is an address on it. Raises Misread."""
    address = values.web_address(written)
    parts = urlsplit(address)
    if (parts.hostname or "").endswith(".onion"):
        raise Misread(f'"{written}" is an onion address', "write it as Onion: ...", topic="event")
    if parts.scheme != "https":
        raise Misread(f'"{written}" can be read and changed on its way', "write the address with https://", topic="event")
    return _folder(written, address)


def onion(written: str) -> str:
    """Return the site's address in Tor, without a slash at its end. Raises Misread."""
    url = written.strip() if "://" in written else f"http://{written.strip()}"
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https")
    except ValueError:
        right = False
    if not right:
        raise Misread(f'"{written}" is no web address', "write it as in http://...onion", topic="event")
    check_onion(written, parts.hostname or "")
    return _folder(written, url)


def check_onion(written: str, host: str) -> None:
    """Raise Misread unless a host is one of Tor's, version 3, and what it was made as: key, checksum, version (rend-spec-v3, "Encoding onion addresses")."""
    name, ending = host.rpartition(".")[::2]
    last = name.rpartition(".")[2]
    if ending != "onion" or not _ONION.fullmatch(last):
        raise Misread(f'"{written}" is no onion address', "write its 56 letters and digits, and .onion behind them", topic="values")
    try:
        raw = base64.b32decode(last.upper())
    except binascii.Error:
        raw = b""
    key, checksum, version = raw[:32], raw[32:34], raw[34:]
    if version != b"\x03" or hashlib.sha3_256(b".onion checksum" + key + version).digest()[:2] != checksum:
        raise Misread(f'"{written}" has a letter wrong: its checksum is another', "copy it anew from where it comes from", topic="values")


def _folder(written: str, address: str) -> str:
    """Return an address to which the addresses of pages can be added. Raises Misread."""
    parts = urlsplit(address)
    if parts.query or parts.fragment or "@" in parts.netloc or address.endswith(("?", "#")):
        raise Misread(f'"{written}" has more than a host and a folder', "write it without a user, without ? and #", topic="event")
    return address.rstrip("/")
