"""Public keys as minisign writes them (jedisct1.github.io/minisign, "Public key format"): read without a library of ciphers."""

from __future__ import annotations

import base64
import binascii

from dateline.problems import Misread

_LENGTH = 42
"""Bytes: two that name the algorithm, eight that number the key, 32 of Ed25519."""
_SECRET = 158
"""Bytes of a secret key."""
_ALGORITHM = b"Ed"
_UNTRUSTED = "untrusted comment: "
_LONGEST = 60
"""Signs of what is no key that are shown of it."""


def public_bytes(written: str) -> bytes:
    """Return what a public key holds, of its line or of the two lines of its file. Raises Misread."""
    lines = [line.strip() for line in written.strip().splitlines()]
    key = lines[1] if len(lines) == 2 and lines[0].startswith(_UNTRUSTED) else lines[0] if len(lines) == 1 else ""
    try:
        found = base64.b64decode(key, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) == _SECRET and found.startswith(_ALGORITHM):
        # Not shown again: what is said here stands in logs.
        raise Misread("this is a secret key, which nobody but its owner should see", "write the public one, of the file that ends in .pub; who has published a secret key makes a new one", topic="event")
    if len(found) != _LENGTH or not found.startswith(_ALGORITHM):
        shown = key if len(key) <= _LONGEST else f"{key[:_LONGEST]}..."
        raise Misread(f'"{shown}" is no public key of minisign', "write the line of 56 letters and signs that begins with RW, as `dateline key` gave it", topic="event")
    return found


def public_line(public: bytes) -> str:
    """Return a public key as it is written and passed on."""
    return base64.b64encode(public).decode()


def key_id(public: bytes) -> str:
    """Return the number of a key as minisign says it."""
    return public[2:10][::-1].hex().upper()


def public_key(written: str) -> str:
    """Return the public key of a head as one line. Raises Misread."""
    return public_line(public_bytes(written))
