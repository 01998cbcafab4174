"""`key`: a pair of keys with which a site is signed. The secret one is kept where no repository publishes it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from dateline.deliver.signature import PASSWORD, repository_of
from dateline.problems import say
from dateline.read.public_key import public_key
from dateline.signing import new_pair

from .commands import need_module
from .project import stop


def make_key(file: str, password: bool = True) -> None:
    """Write a new secret key into a file, and its public key beside it; say where each belongs. Nothing is overwritten. Raises Stop."""
    need_module("minisign", "py-minisign")
    secret = Path(os.path.abspath(Path(file).expanduser()))  # noqa: PTH100 (resolve() would follow links)
    public = secret.with_name(f"{secret.name}.pub")
    if repository := repository_of(secret):
        raise stop(f"{secret} lies in the repository {repository}: a secret key there is published sooner or later. Name a file outside of it: ~/keys/event.key")
    if not secret.parent.is_dir():
        raise stop(f"{secret.parent} is not there: make the folder first, readable by you alone")
    for each in (secret, public):
        if os.path.lexists(each):
            raise stop(f"{each} is there already: a key that is overwritten is lost for good. Name another file")
    word = _password() if password else ""
    data, shown = new_pair(word)
    _write(public, shown, 0o644)
    try:
        _write(secret, data, 0o600)
    except BaseException:
        public.unlink()
        raise
    line = public_key(shown.decode())
    say(f"Wrote {secret}: secret{'' if word else ', without a password: whoever has the file can sign'}. Keep a copy of it where you keep what must not be lost")
    say(f"Wrote {public}: public")
    say("")
    say(f"In content/event.md:      Public_key: {line}")
    say(f'In publishconf.py:        DATELINE["key"] = "{secret}"')
    say("Tell the public key where nobody who changes your site can change it: on paper, in your profile elsewhere, in a newspaper.")


def _write(file: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, with its mode from the first moment. Raises OSError."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode), "wb") as stream:
        stream.write(data)


def _password() -> str:
    """Return the password that the key shall have: of the variable, else asked for twice. Raises Stop."""
    known = os.environ.get(PASSWORD)
    if known is not None:
        return known
    if not sys.stdin.isatty():
        raise stop(f"nobody is here to give a password: call it on a terminal, set {PASSWORD}, or say --no-password")
    from getpass import getpass

    first = getpass("Password of the new key (empty: none): ")
    if first and getpass("Once more: ") != first:
        raise stop("the two passwords differ: nothing was written")
    return first
