"""Opening what was just written in the author's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from .project import Project, stop


def editor(variables: Mapping[str, str] | None = None) -> list[str]:
    """Return the command of the editor, by $VISUAL or $EDITOR; ends the task where there is none, so ask before anything is written."""
    variables = os.environ if variables is None else variables
    written = variables.get("VISUAL") or variables.get("EDITOR") or ("notepad" if os.name == "nt" else "")
    try:
        command = shlex.split(written, posix=os.name != "nt")
    except ValueError:  # a quotation mark that is never closed
        command = []
    if not command:
        raise stop("no editor is named: set EDITOR, for example to nano, vim or `code --wait`; or leave out --edit")
    return [part.strip('"') for part in command]


def edit(project: Project, command: Sequence[str], files: Sequence[Path]) -> None:
    """Open files in an editor and wait until it is closed; ends the task where it cannot be started. The files stay as they are."""
    try:
        subprocess.run([*command, *map(str, files)], cwd=project.root, check=False)
    except OSError as error:
        raise stop(f"the editor {command[0]} cannot be started ({error.strerror or error}): correct EDITOR; the file is written") from error
