"""What git knows of files that are about to be changed: whether they can be had back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path


def has_git(root: Path) -> bool:
    """Tell whether a folder is in a git repository."""
    return git(root, "rev-parse", "--git-dir") is not None


def uncommitted(root: Path, names: Iterable[str]) -> list[str]:
    """Return which of these files and folders hold changes that git does not have: edited, or never added. All, where there is no git."""
    there = [name for name in names if (root / name).exists()]
    if not there:
        return []
    said = git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignored=no", "--no-renames", "--", *there)
    if said is None:
        return there
    # A path is told from the top of the repository, which may lie above.
    top = Path((git(root, "rev-parse", "--show-toplevel") or "").strip())
    changed = [(top / each[3:]).resolve() for each in said.split("\0") if each]
    return [name for name in there if any(file.is_relative_to((root / name).resolve()) for file in changed)]


def git(root: Path, *arguments: str) -> str | None:
    """Return what git says; None where it is not there or does not know the folder."""
    done = git_bytes(root, *arguments)
    return None if done is None else done.decode("utf-8", "surrogateescape")


def git_bytes(root: Path, *arguments: str, asked: bytes = b"") -> bytes | None:
    """Return what git writes when it is `asked` something; None where it is not there, does not know the folder, or fails."""
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run([program, *arguments], cwd=root, capture_output=True, input=asked)
    return None if done.returncode else done.stdout
