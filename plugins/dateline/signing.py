"""Signatures of SHA256SUMS, in the format of minisign (jedisct1.github.io/minisign, "Signature format"): its keys, what is signed, what holds.

The list is signed, not each file: it has the hash of every file. What minisign calls the trusted comment is signed with it, and says what the
list is and, where the author numbers builds, its number: by that an older build is known. There is no time in it, so one key, one list and one
number make one signature, byte for byte.

All but the comments import a library of ciphers, which takes its time: a build without a key goes without it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.deliver.manifest import MANIFEST
from dateline.problems import Misread
from dateline.read.public_key import key_id, public_bytes, public_line

if TYPE_CHECKING:
    from minisign import SecretKey

_MOST = 16 * 1024
"""Bytes of a key or a signature; minisign's own have a few hundred."""
_OPERATIONS, _MEMORY = 1 << 22, 1 << 27
"""What it costs to try a password (scrypt): N = 2^17, r = 8, p = 1, which take 128 MB. minisign's own gigabyte is more than small machines have."""
_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")

Ask = Callable[[], str]
"""Asks for the password of a key."""


def comment_of(serial: int) -> str:
    """Return what is signed besides the list; without a number where that is 0."""
    return f"file:{MANIFEST}" + (f"\tserial:{serial}" if serial else "")


def serial_in(comment: str) -> int:
    """Return the number that a signed comment holds; 0 where it holds none. Raises Misread where it is none or stands twice."""
    found = [field.removeprefix("serial:") for field in comment.split("\t") if field.startswith("serial:")]
    if len(found) > 1 or not all(_NUMBER.fullmatch(each) for each in found):
        raise Misread(f'its signed comment has no number that could be read: "{comment[:200]}"', "ask the publishers which build this is")
    return int(found[0]) if found else 0


def new_pair(password: str) -> tuple[bytes, bytes]:
    """Return the files of a new secret and of its public key; the secret one is locked where the password is not empty."""
    import minisign

    pair = minisign.KeyPair.generate()
    secret, public = pair.secret_key, public_bytes(pair.public_key.to_base64().decode())
    secret.untrusted_comment = f"minisign {'encrypted ' if password else ''}secret key {key_id(public)}"
    pair.public_key.untrusted_comment = f"minisign public key {key_id(public)}"
    if password:
        secret.encrypt(password, opslimit=_OPERATIONS, memlimit=_MEMORY)
    return bytes(secret) + b"\n", bytes(pair.public_key) + b"\n"


def opened(data: bytes, ask: Ask) -> SecretKey:
    """Return the secret key of a file, unlocked; `ask` is asked for the password where it has one. Raises Misread."""
    import minisign

    try:
        secret = minisign.SecretKey.from_bytes(data[:_MOST])
        if secret.is_encrypted():
            secret.decrypt(ask())
    except minisign.ParseError as error:
        raise Misread(f"it is no secret key of minisign ({error})", "name the file that `dateline key` or `minisign -G` wrote, not its .pub") from error
    except minisign.Error as error:
        raise Misread(f"it cannot be unlocked ({error})", "give its password") from error
    # A key that was damaged would sign, and nothing that it signs would hold.
    probe = b"probe"
    try:
        secret.get_public_key().verify(probe, secret.sign(probe, trusted_comment=""))
    except minisign.Error as error:
        raise Misread("its two halves do not belong together", "take the copy of it that you have kept elsewhere") from error
    return secret


def public_of(secret: SecretKey) -> bytes:
    """Return the public key that belongs to a secret one."""
    return public_bytes(secret.get_public_key().to_base64().decode())


def signed(manifest: bytes, secret: SecretKey, serial: int) -> bytes:
    """Return the file that signs a list, with its number."""
    return bytes(secret.sign(manifest, untrusted_comment=f"signature of {MANIFEST}", trusted_comment=comment_of(serial))) + b"\n"


def checked(manifest: bytes, signature: bytes, public: bytes) -> str:
    """Return the signed comment of a signature that is this key's, of this list. Raises Misread where it is not."""
    import minisign

    ask = "trust nothing of it; get it from elsewhere, and ask the publishers for their key by another way"
    if len(signature) > _MOST:
        raise Misread(f"its signature has more than {_MOST // 1024} kB", ask)
    try:
        read = minisign.Signature.from_bytes(signature)
    except minisign.Error as error:
        raise Misread(f"its signature cannot be read ({error})", ask) from error
    key = minisign.PublicKey.from_base64(public_line(public))
    try:
        key.verify(manifest, read)
    except minisign.Error as error:
        if "identifiers" in str(error):
            other = base64.b64decode(signature.splitlines()[1])
            raise Misread(f"it is signed with another key ({key_id(other)}), not with {key_id(public)}", ask) from error
        if b"\r\n" in manifest:
            raise Misread("the list's line ends were changed on the way (CRLF), so its signature does not hold", "copy it anew, as it is (in FTP: binary)") from error
        raise Misread("its signature does not hold: the list, or what is signed with it, was changed", ask) from error
    return str(read.trusted_comment)
