"""All or nothing: a stage beside the output folder, and the step in which it takes the output's place.

Linux exchanges two folders in one step (renameat2(2), RENAME_EXCHANGE), macOS too (renamex_np(2), RENAME_SWAP). Elsewhere the old
folder is moved aside first; if the run dies in the short gap between, the next one puts it back.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType

from dateline.deliver.manifest import MANIFEST, listed
from dateline.problems import SetupBroken
from dateline.read.content import label_of
from dateline.read.names import made_by_desktop

_STALE = 3600
"""Seconds after which a stage is taken for one that a killed run left behind."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


class Stage:
    """A folder beside the output in which a site is made; `commit` puts it in the output's place, anything else discards it."""

    def __init__(self, output: Path, content: Path, retained: tuple[str, ...], *, agreed: bool) -> None:
        """Take the output folder; `retained` names what is carried over, `agreed` that strangers' files may be deleted."""
        self.output = output.resolve()
        self._content = content.resolve()
        self._retained = retained
        self._agreed = agreed
        self._label = label_of(output)
        self.folder = self.output

    @property
    def _aside(self) -> Path:
        return self.output.with_name(f".{self.output.name}.old")

    def __enter__(self) -> Stage:
        self._refuse()
        try:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self._heal()
            prefix = f".{self.output.name}.new-"
            for left in self.output.parent.glob(f"{prefix}*"):
                if time.time() - left.stat().st_mtime > _STALE:
                    shutil.rmtree(left, ignore_errors=True)
            self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.output.parent))
            self.folder.chmod(
                0o777 & ~_umask()
            )  # mkdtemp makes it for its owner alone; a server must read it
        except OSError as error:
            raise self._broken(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.folder != self.output:
            self._heal()
            shutil.rmtree(self.folder, ignore_errors=True)

    def commit(self) -> None:
        """Put the stage in the output's place; what it replaced is deleted."""
        try:
            if self.output.exists():
                for name in self._retained:
                    self._carry_over(name)
                _exchange(self.folder, self.output, self._aside)
            else:
                self.folder.rename(self.output)
        except OSError as error:
            raise self._broken(error) from error

    def _carry_over(self, name: str) -> None:
        kept, new = self.output / name, self.folder / name
        if kept.exists() and not new.exists():
            # Copied, not moved: until the exchange the old output must stay whole.
            (shutil.copytree if kept.is_dir() else shutil.copy2)(kept, new)

    def _heal(self) -> None:
        """Put back what a run that stopped between two renames, this one or an earlier one, had moved aside."""
        if self._aside.exists():
            if self.output.exists():
                shutil.rmtree(self._aside, ignore_errors=True)
            else:
                self._aside.rename(self.output)

    def _refuse(self) -> None:
        """Stop before anything is lost: the output must be a folder that Dateline made, apart from the content."""
        if (
            self.output == self._content
            or self.output in self._content.parents
            or self._content in self.output.parents
        ):
            raise SetupBroken(
                self._label, 0, "output and content lie in each other", "choose another folder with -o"
            )
        if not self.output.exists():
            return
        if not self.output.is_dir():
            raise SetupBroken(
                self._label, 0, "the output is a file", "move it away, or choose another folder with -o"
            )
        strangers = [] if self._agreed else self._strangers()
        if strangers:
            named = ", ".join(strangers[:3]) + (
                f" and {len(strangers) - 3} more" if len(strangers) > 3 else ""
            )
            do = "move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d"
            raise SetupBroken(self._label, 0, f"the output holds what Dateline did not make ({named})", do)

    def _strangers(self) -> list[str]:
        ours = {*listed(self.output), MANIFEST}
        found = []
        for folder, folders, files in os.walk(self.output):
            inside = Path(folder).relative_to(self.output)
            if inside == Path():
                folders[:] = [name for name in folders if name not in self._retained]
                files = [name for name in files if name not in self._retained]
            prefix = "" if inside == Path() else f"{inside.as_posix()}/"
            paths = (f"{prefix}{name}" for name in files if not any(map(made_by_desktop, (*inside.parts, name))))
            found += [path for path in paths if path not in ours]
        return sorted(found)

    def _broken(self, error: OSError) -> SetupBroken:
        what = f"the output cannot be replaced ({error.strerror or error})"
        return SetupBroken(
            self._label, 0, what, "close what uses it, check its permissions, or choose another with -o"
        )


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
