"""All or nothing: a stage beside the output folder, and the step in which it takes the output's place.

Linux exchanges two folders in one step (renameat2(2), RENAME_EXCHANGE), macOS too (renamex_np(2), RENAME_SWAP). Elsewhere the old
folder is moved aside first; if the run dies in the short gap between, the next one puts it back.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from dateline.cache import KEPT, TAG, make_room
from dateline.deliver.manifest import MANIFEST, MARK, SIGNATURE, numbered, strangers
from dateline.deliver.standing import Standing
from dateline.links import TRUSTED
from dateline.problems import MACHINE, SetupBroken
from dateline.read.names import label_of

_STALE = 3600
"""Seconds after which a stage that nobody holds is taken for one that a killed run left behind."""
_QUICKER = (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST)
"""What a rename says where another run takes the same step at the same moment."""
_TRIES, _PAUSE = 100, 0.02
"""How often, and after how many seconds each, the step is tried again while another run takes it."""
_OWN = (MANIFEST, SIGNATURE, MARK)
"""What each build writes anew."""
_LINKED = "pictures/"
"""Files that are links to the cache's, whoever else has them."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class Stage:
    """A folder beside the output in which a site is made; `commit` puts it in the output's place, anything else discards it."""

    def __init__(self, output: Path, retained: tuple[str, ...], *, agreed: bool, spare: Path | None = None) -> None:
        """Take the output folder; `retained` names what is carried over, `agreed` that strangers' files may be deleted.

        `spare` is where old outputs are kept for the next stage: their folders, and of their files those that the output has too. It lies in the cache;
        without it, or on another disk, all is made and deleted.
        """
        self.output = output.resolve()
        self._retained = retained
        self._agreed = agreed
        # One for each output: were it another's, all the links to that would go, and its files not look as they did.
        self._spare = spare and spare / hashlib.sha256(os.fsencode(self.output)).hexdigest()[:24]
        self._folders: list[str] = []
        self._made: Mapping[str, int] = {}
        self.standing = Standing()
        """What lies in the stage already."""
        self._label = label_of(output)
        self.folder = self.output
        self._hold = -1
        self._inode = 0
        self._committed = False

    @property
    def _aside(self) -> Path:
        return self.output.with_name(f".{self.output.name}.old")

    @property
    def committed(self) -> bool:
        """Tell whether the site has taken the output's place, even if whoever did it was stopped before it could say so."""
        if not self._committed and self._inode:
            try:
                self._committed = self.output.stat().st_ino == self._inode
            except OSError:
                return False
        return self._committed

    def __enter__(self) -> Stage:
        self._refuse()
        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self._heal()
            prefix = f".{self.output.name}.new-"
            for left in self.output.parent.glob(f"{prefix}*"):
                _remove_if_left(left)
            self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.output.parent))
            self._take_spare()
            self.folder.chmod(0o755)  # mkdtemp makes it for its owner alone; a server must read it
            self._hold = _held(self.folder)
            self._inode = self.folder.stat().st_ino
        except OSError as error:
            raise self._broken(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._committed, self._inode = self.committed, 0  # from now on another folder may get this number
        _let_go(self._hold)
        if self.folder != self.output:
            self._heal()
            if not self._give_spare():
                shutil.rmtree(self.folder, ignore_errors=True)

    def _take_spare(self) -> None:
        """Let the stage, which is empty, have the spare folders, and of what lies in them what is the output's."""
        if self._spare is None or not _ours(self._spare.parent.parent):
            return
        try:
            os.utime(self._spare)  # a stage that has not been touched for long is taken for one that was left behind
            self._spare.rename(self.folder)
            self._folders, standing = _emptied(str(self.folder), self._made, self._retained)
            self.standing = Standing(str(self.folder), standing)
        except OSError:  # none there, another disk, or another run has just taken it
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)

    def _give_spare(self) -> bool:
        """Keep what is in the stage now, which nobody needs any more: its folders and what is the output's; tell whether that went well."""
        if self._spare is None or not _ours(self._spare.parent.parent):
            return False
        try:
            _make_room(self._spare)
            if self._committed and self._made:
                self._drop_replaced()
            else:
                _emptied(str(self.folder), self._made, self._retained)
            self.folder.rename(self._spare)
        except OSError:  # it is gone, as after two renames; another disk; another run has just given its own
            return False
        return True

    def _drop_replaced(self) -> None:
        """Delete what the old output has for itself. What came into it since it was looked through is found by the next stage."""
        for name in self._retained:
            kept = self.folder / name
            if kept.is_dir() and not kept.is_symlink():
                shutil.rmtree(kept)
            else:
                kept.unlink(missing_ok=True)
        for name in self._made.keys() - self.standing.taken.keys():
            with suppress(FileNotFoundError):
                os.unlink(f"{self.folder}/{name}")  # noqa: PTH108

    def tidy(self, files: Collection[str]) -> None:
        """Delete what stood in the stage, and spare folders, where nothing of it is among `files`, which are the paths of those that are made.

        First before they are made: what was a folder may be a file now, or the other way round. Then once more when it is known which were.
        """
        for name in tuple(self.standing.left.difference(files)):
            self.standing.drop(name)
        if self._folders:
            needed: set[str] = set()
            for folder in {name.rpartition("/")[0] for name in files}:
                while folder and folder not in needed:
                    needed.add(folder)
                    folder = folder.rpartition("/")[0]
            for name in reversed(self._folders):
                if name not in needed:
                    with suppress(OSError):  # there is something in it after all
                        os.rmdir(f"{self.folder}/{name}")  # noqa: PTH106 (thousands of Paths cost more than the calls)
            self._folders = [name for name in self._folders if name in needed]

    def commit(self) -> None:
        """Put the stage in the output's place; what it replaced is deleted."""
        for left in range(_TRIES, -1, -1):
            try:
                if self.output.exists():
                    for name in self._retained:
                        self._carry_over(name)
                    _exchange(self.folder, self.output, self._aside)
                else:
                    self.folder.rename(self.output)
                self._committed = True
                return
            except OSError as error:
                # Another run took the same step at the same moment: one of the two folders was there, and is not, or the other way round.
                if not left or error.errno not in _QUICKER:
                    raise self._broken(error) from error
                time.sleep(_PAUSE)

    def _carry_over(self, name: str) -> None:
        kept, new = self.output / name, self.folder / name
        if kept.exists() and not new.exists():
            # Copied, not moved: until the exchange the old output must stay whole.
            (shutil.copytree if kept.is_dir() else shutil.copy2)(kept, new)

    def _heal(self) -> None:
        """Put back what a run that stopped between two renames, this one or an earlier one, had moved aside."""
        try:
            if self.output.exists():
                shutil.rmtree(self._aside, ignore_errors=True)
            else:
                self._aside.rename(self.output)
        except OSError as error:
            # Nothing had been moved aside, or another run was quicker: it put this folder back, or its own in the place.
            if error.errno not in _QUICKER:
                raise

    def _refuse(self) -> None:
        """Stop before anything is lost: what is in the output must be what Dateline made."""
        if not self.output.exists():
            return
        if not self.output.is_dir():
            raise SetupBroken(
                self._label, 0, "the output is a file", "move it away, or choose another folder with -o", topic="output"
            )
        if self._spare and TRUSTED:
            self._made = dict(numbered(self.output, self._retained))
        found = [] if self._agreed else strangers(self.output, self._retained, self._made)
        if found:
            named = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
            do = "move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d"
            raise SetupBroken(self._label, 0, f"the output holds what Dateline did not make ({named})", do, topic="output")

    def _broken(self, error: OSError) -> SetupBroken:
        if error.errno in MACHINE:
            return SetupBroken(self._label, 0, *MACHINE[error.errno], topic="output")
        what = f"the output cannot be replaced ({error.strerror or error})"
        return SetupBroken(
            self._label, 0, what, "close what uses it, check its permissions, or choose another with -o", topic="output"
        )


def _make_room(spare: Path) -> None:
    """Make the folder that a spare lies in; delete there what no output has asked for lately. Raises OSError."""
    make_room(spare.parent)
    with os.scandir(spare.parent) as entries:
        for entry in entries:
            if time.time() - entry.stat(follow_symlinks=False).st_mtime < KEPT:
                continue
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)  # noqa: PTH108


def _ours(cache: Path) -> bool:
    return (cache / TAG).is_file()


def _emptied(top: str, same: Mapping[str, int], passed: Collection[str]) -> tuple[list[str], list[str]]:
    """Delete all in a folder that is no folder, but files with the numbers that `same` has by their paths, unless they are in one that is `passed`.

    Return the paths in it of the folders, each before what lies in it, and of the files. Raises OSError.
    """
    folders, files = [], []
    left = [""]
    while left:
        inside = left.pop()
        with os.scandir(f"{top}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{inside}{entry.name}")
                    left.append(f"{inside}{entry.name}/")
                elif same.get(name := f"{inside}{entry.name}") == entry.inode() and _may_stand(name, passed):
                    files.append(name)
                else:
                    os.unlink(entry.path)  # noqa: PTH108
    return folders, files


def _may_stand(name: str, passed: Collection[str]) -> bool:
    """Tell whether a file may stay in a stage where it is the output's."""
    return name not in _OWN and not name.startswith(_LINKED) and name.partition("/")[0] not in passed


def _held(folder: Path) -> int:
    """Hold a folder until the process ends, however it ends; return what `_let_go` takes. Raises BlockingIOError where another run holds it."""
    if sys.platform == "win32":
        return -1
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:
        pass  # a file system without locks: its stages go by their age alone
    return descriptor


def _let_go(descriptor: int) -> None:
    if descriptor >= 0:
        os.close(descriptor)


def _remove_if_left(stage: Path) -> None:
    """Delete the stage of a run that was killed: old, and held by nobody. (A run may take hours over thousands of photographs.)"""
    try:
        if time.time() - stage.stat().st_mtime < _STALE:
            return
        hold = _held(stage)
    except OSError:
        return  # held, gone already, or another user's
    shutil.rmtree(stage, ignore_errors=True)
    _let_go(hold)


def _exchange(new: Path, old: Path, aside: Path) -> None:
    """Exchange two folders, in one step where the system can."""
    if not _exchange_at_once(os.fsencode(new), os.fsencode(old)):
        old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange_at_once(one: bytes, other: bytes) -> bool:
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            return int(library.renamex_np(one, other, _RENAME_SWAP)) == 0
        return int(library.renameat2(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE)) == 0
    except (OSError, TypeError, AttributeError):
        return False  # Windows, or a C library without the call
