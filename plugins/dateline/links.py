"""Files put in their place by hard links, which takes no reading and no writing; and how to tell that what is linked is what it was.

Reading and hashing all files would take most of a build in which little changed: what looks just as it did when it was compared with its
hash is not compared again. Whoever writes into a file changes that, also where its size and time are as before.
"""

from __future__ import annotations

import os
import stat

MODE = 0o644
"""What a server needs to read a file; whatever the umask was, or somebody has set."""
Seen = tuple[int, ...]
"""What a file looks like from outside: inode, size in bytes, times of the last change of its content and of its status in ns, mode."""
TRUSTED = os.name == "posix"
"""Whether the time of the last change of a file's status tells of every change, and nobody can set it (POSIX, 4.12). Windows has none."""


def seen(file: str) -> Seen | None:
    """Return what a file looks like; None where there is no ordinary one."""
    try:
        status = os.lstat(file)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns, stat.S_IMODE(status.st_mode))


def unwritten(now: Seen | None, before: Seen | None) -> bool:
    """Tell whether nobody has written into a file: a link more or less changes its status alone."""
    return now is not None and before is not None and now[:3] == before[:3]


def linked(source: str, target: str, found: Seen) -> bool:
    """Put a file, which looked as `found`, in its place by a hard link; tell whether that went well.

    It does not on another disk, on a file system without links, and where another run has just deleted the file. Raises FileNotFoundError
    where the folder of the target is missing, and the file is there.
    """
    try:
        os.link(source, target)
        if found[-1] != MODE:
            os.chmod(target, MODE)  # noqa: PTH101
    except FileNotFoundError:
        if seen(source) is not None:
            raise
        return False
    except OSError:
        return False
    return True
