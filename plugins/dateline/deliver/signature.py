"""The build's signature: the secret key that the settings name, asked for its password, and what is written with it beside SHA256SUMS."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST, SIGNATURE
from dateline.problems import SETTINGS_FILE, Misread, Problem, Problems, SetupBroken
from dateline.read.names import label_of
from dateline.read.public_key import key_id, public_line

if TYPE_CHECKING:
    from minisign import SecretKey

    from dateline.model.nouns import Event

PASSWORD = "DATELINE_KEY_PASSWORD"
"""The variable that holds the password of a secret key, for where nobody can be asked."""
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True)
class Signer:
    """A key that is unlocked, its file, and the number of the build."""

    secret: SecretKey
    public: bytes
    file: Path
    serial: int

    def sign(self, folder: Path) -> None:
        """Write the signature of a finished folder's list."""
        from dateline.signing import signed

        (folder / SIGNATURE).write_bytes(signed((folder / MANIFEST).read_bytes(), self.secret, self.serial))

    @property
    def said(self) -> str:
        """What a build says of it."""
        return f"signed with {key_id(self.public)}" + (f", number {self.serial}" if self.serial else "")


def signer_of(written: str, serial: int, root: Path, problems: Problems) -> Signer | None:
    """Return what the settings say to sign with (a path, from `root`); None where they name no key. Raises SetupBroken."""
    if not written:
        return None
    try:
        from dateline.signing import opened, public_of
    except ModuleNotFoundError as error:
        from dateline.authoring.project import what_is_missing

        raise SetupBroken(SETTINGS_FILE, 0, 'DATELINE["key"] needs what signs', what_is_missing("py-minisign"), topic="settings") from error
    file = root / Path(written).expanduser()
    if repository := repository_of(file):
        what = f'DATELINE["key"]: the secret key lies in the repository {repository}, and would be published with it'
        raise SetupBroken(SETTINGS_FILE, 0, what, "move it out of it; if it was ever committed, make a new one with `dateline key`", topic="settings")
    try:
        data = file.read_bytes()
        mode = file.stat().st_mode
    except OSError as error:
        what = f'DATELINE["key"]: {written} cannot be read ({error.strerror or error})'
        raise SetupBroken(SETTINGS_FILE, 0, what, "name the file that `dateline key` wrote, or take the line out: then the build is not signed", topic="settings") from error
    if os.name == "posix" and mode & _OTHERS:
        problems.warn(label_of(file), 0, "others on this machine may read the secret key", "let it be yours alone: chmod 600", topic="settings")
    try:
        secret = opened(data, lambda: _password(written))
        return Signer(secret, public_of(secret), file, serial)
    except Misread as wrong:
        raise SetupBroken(SETTINGS_FILE, 0, f'DATELINE["key"]: {written}: {wrong.what}', wrong.do, topic="settings") from wrong


def repository_of(file: Path) -> Path | None:
    """Return the folder above a file that is a work tree of git or the folder of an event, wherever links lead; None where there is none."""
    real = Path(os.path.realpath(file))
    return next((folder for folder in _above(real, file) if (folder / ".git").exists() or (folder / SETTINGS_FILE).is_file()), None)


def _above(*files: Path) -> Iterator[Path]:
    for file in files:
        yield from Path(os.path.abspath(file)).parents  # noqa: PTH100 (resolve() would follow links)


def _password(written: str) -> str:
    """Return the password: of the variable, else of whoever sits at the terminal. Raises SetupBroken where there is neither."""
    if (known := os.environ.get(PASSWORD)) is not None:
        return known
    if not sys.stdin.isatty():
        what = f'DATELINE["key"]: {written} has a password, and nobody is here to give it'
        raise SetupBroken(SETTINGS_FILE, 0, what, f"build on a terminal, or set {PASSWORD}", topic="settings")
    from getpass import getpass

    return getpass(f"Password of {written}: ")


def tell_other_key(event: Event, signer: Signer, problems: Problems) -> None:
    """Note where event.md names another public key than the one that belongs to the secret key: readers would take the site for forged. Warn where it names none."""
    ours = public_line(signer.public)
    if not event.public_key_at:
        return
    if not event.public_key:
        what = "there is no Public_key, and the build is signed: readers do not learn by which key it is checked"
        problems.warn(event.public_key_at.path, 0, what, f"write Public_key: {ours}", topic="event")
    elif event.public_key != ours:
        what = f"Public_key: it is not that of the key with which this build is signed ({label_of(signer.file)})"
        problems.note(Problem(event.public_key_at.path, event.public_key_at.line, what, f"write {ours}, or sign with the other key", topic="event"))
