"""`zip`: the site as one file, to be passed on by hand. Unpacked anywhere, it opens from the disk."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from dateline.files import write_atomically
from dateline.names import slug
from dateline.problems import say

from .project import PUBLISH_SETTINGS, SETTINGS, Project, stop

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it, the first that a zip can say: when a file was built is nobody's business, and makes two zips differ."""
_PACKED = frozenset(".avif .gif .jpg .jpeg .mp3 .mp4 .pdf .png .webm .webp .woff2 .zip".split())
"""What does not become smaller."""


def zip_site(project: Project, to: str = "") -> int:
    """Build the site as it is published, but with links that work from a disk, and pack it. Raises Stop.

    The folder in it is named after the site, whatever the file is called: so two people see by its hash that they have the same.
    """
    project.need_content()
    top = slug(project.sitename, "site")
    target = Path.cwd() / to if to else project.root / f"{top}.zip"
    if target.suffix.lower() != ".zip":
        raise stop(f"{to}: name a file that ends in .zip")
    if not target.parent.is_dir():
        raise stop(f"{project.shown(target.parent)} is not there: make the folder first")
    if target.exists() and not zipfile.is_zipfile(target):
        raise stop(f"{project.shown(target)} is there, and is no zip: name another file with --to")
    if target.is_relative_to(project.content) or target.is_relative_to(project.output):
        raise stop(f"{project.shown(target)} would lie in the content or in the output: name a file elsewhere with --to")
    settings = PUBLISH_SETTINGS if (project.root / PUBLISH_SETTINGS).is_file() else SETTINGS
    with tempfile.TemporaryDirectory() as made:
        output = Path(made).resolve() / "site"
        relative = ("-e", 'SITEURL=""', "RELATIVE_URLS=true")
        command = (sys.executable, "-m", "pelican", "-s", settings, "-o", str(output), *relative)
        # Where it was built meanwhile is nothing to tell; what is wrong comes on standard error.
        code = subprocess.run(command, cwd=project.root, stdout=subprocess.DEVNULL).returncode
        if code:
            raise stop("Nothing was packed", code if code > 0 else 128 - code)
        size = pack(output, target, top)
    say(f"Packed {project.shown(target)}: {size / 10**6:.1f} MB; unpack it and open {top}/index.html")
    return 0


def pack(folder: Path, target: Path, top: str) -> int:
    """Write all files of a folder into a zip, below a folder `top`; return its bytes. The same files make the same zip, byte for byte."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as packed:
            for name, source in sorted(_files(folder)):
                entry = zipfile.ZipInfo(f"{top}/{name}", _EARLIEST)
                entry.create_system, entry.external_attr = 3, 0o644 << 16  # as Unix writes it, on Windows too
                entry.compress_type = zipfile.ZIP_STORED if source.suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
                packed.writestr(entry, source.read_bytes(), compresslevel=9)
        file.seek(0)
        data = file.read()
    write_atomically(target, data)
    return len(data)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    return ((file.relative_to(folder).as_posix(), file) for file in folder.rglob("*") if file.is_file())
