"""`dateline schemas`: the files by which editors complain while one types, written into a project, or the schemas alone into a folder."""

from __future__ import annotations

from pathlib import Path

from dateline.files import write_atomically
from dateline.problems import CONTENT, say

from .newfiles import NOTHING_WRITTEN
from .project import Project, stop
from .schemas import FOLDER, SNIPPETS, editor_files, schema_files

_OURS = ('"title": "Dateline: ', '"dateline-event"')
"""What stands in every file that is made anew: in a schema, in the snippets."""


def schemas(project: Project, folder: str = "") -> None:
    """Write the schemas of the data files into a folder; without one, all that editors need into the project.

    What was made before is made anew; what somebody else wrote stays, and is told.
    """
    if folder:
        files = {Path(folder).absolute() / name: text for name, text in schema_files().items()}
    else:
        content = project.shown(project.content)
        files = {project.root / name: text for name, text in editor_files(content).items()}
    kept = [file for file in files if file.exists() and not _ours(file)]
    settings = [file for file in kept if not folder and not _made(project.root, file)]
    if foreign := [file for file in kept if file not in settings]:
        names = ", ".join(map(project.shown, foreign))
        raise stop(f"{names}: this is not ours: take it away, or name another folder\n{NOTHING_WRITTEN}", CONTENT)
    for file, text in files.items():
        if file not in settings:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, text.encode())
    where = project.shown(Path(folder).absolute()) if folder else ".vscode/"
    say(f"{len(files) - len(settings)} files are written into {where}")
    for file in settings:
        if FOLDER not in file.read_text("utf-8", errors="replace") and file.name == "settings.json":
            say(f"{project.shown(file)} is yours, and stays as it is: what it lacks is in docs/writing-commands.md")


def _made(root: Path, file: Path) -> bool:
    """Tell whether a file is one that only ever we write."""
    name = file.relative_to(root).as_posix()
    return name == SNIPPETS or name.startswith(f"{FOLDER}/")


def _ours(file: Path) -> bool:
    try:
        text = file.read_text("utf-8")
    except (OSError, ValueError):
        return False
    return any(mark in text for mark in _OURS)
