"""`editions`: the event as single files, to be passed on by hand, in a folder of their own with the list of their hashes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from dateline.editions.kinds import FOLDER, KINDS
from dateline.files import write_atomically
from dateline.problems import near_or, say

from .answers import site_option
from .project import PUBLISH_SETTINGS, SETTINGS, Project, stop

SUMS = "SHA256SUMS"


def editions(project: Project, to: str = "", kinds: str = "", site: str = "") -> int:
    """Build the site as it is published, with editions, and copy those into a folder; the output stays as it is. Raises Stop.

    `kinds` are names of KINDS with commas between, by default all; `site` is the address of the site, otherwise what the settings say.
    """
    project.need_content()
    wanted = _kinds(kinds)
    target = Path.cwd() / to if to else project.root / "editions"
    if target.exists() and not target.is_dir():
        raise stop(f"{project.shown(target)} is a file: name a folder with --to")
    if target.is_relative_to(project.content) or target.is_relative_to(project.output):
        raise stop(f"{project.shown(target)} would lie in the content or in the output: name a folder elsewhere with --to")
    address = site_option(site)
    settings = PUBLISH_SETTINGS if (project.root / PUBLISH_SETTINGS).is_file() else SETTINGS
    with tempfile.TemporaryDirectory() as made:
        output = Path(made).resolve() / "site"
        said = json.dumps({**_own(project.root / settings), "editions": wanted})
        command = (sys.executable, "-m", "pelican", "-s", settings, "-o", str(output), "-e", f"DATELINE={said}")
        variables = {**os.environ, **({"SITEURL": address} if address else {})}
        # Where it was built meanwhile is nothing to tell; what is wrong comes on standard error.
        code = subprocess.run(command, cwd=project.root, env=variables, stdout=subprocess.DEVNULL).returncode
        if code:
            raise stop("No edition was made", code if code > 0 else 128 - code)
        found = dict(_found(output))
        target.mkdir(parents=True, exist_ok=True)
        for name, file in sorted(found.items()):
            data = file.read_bytes()
            write_atomically(target / name, data)
            say(f"{project.shown(target / name)}: {len(data) / 1000:,.0f} kB")
        sums = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n" for name, file in sorted(found.items()))
        write_atomically(target / SUMS, "".join(sums).encode())
    return 0


def _kinds(written: str) -> Sequence[str]:
    wanted = [kind for each in written.split(",") if (kind := each.strip())]
    for kind in wanted:
        if kind not in KINDS:
            known = f"known are {', '.join(KINDS)}"
            raise stop(f'--kinds: unknown edition "{kind}": {near_or(kind, KINDS, known)}')
    return wanted or KINDS


def _own(settings: Path) -> dict[str, Any]:
    """Return what the settings say of Dateline, to which the editions are added."""
    from pelican.settings import get_settings_from_file  # here: other commands start faster without Pelican

    with redirect_stdout(sys.stderr):
        own = get_settings_from_file(str(settings)).get("DATELINE") or {}
    try:
        return dict(json.loads(json.dumps(own)))
    except (TypeError, ValueError):
        raise stop(f"DATELINE in {settings.name} holds what cannot be handed on: write plain numbers, texts, lists and dicts") from None


def _found(output: Path) -> Iterator[tuple[str, Path]]:
    """Yield the editions in an output, by names that are different in each language."""
    for folder in (output, *sorted(each for each in output.iterdir() if (each / FOLDER).is_dir())):
        language = "" if folder == output else f".{folder.name}"
        for file in sorted((folder / FOLDER).iterdir()):
            if file.suffix in (".epub", ".zip") or (file.suffix == ".html" and file.name != "index.html"):
                yield file.name, file
            elif file.suffix == ".txt":
                yield f"{file.stem}{language}.txt", file


