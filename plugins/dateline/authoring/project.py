"""The project that the tasks work on: its folders and addresses, read from its settings."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path

from dateline import kit
from dateline.dataclass import dataclass
from dateline.problems import SETUP, shown

SETTINGS = "pelicanconf.py"
PUBLISH_SETTINGS = "publishconf.py"


class Stop(Exception):
    """A command ends here: with lines that say why (none where that was said already), and an exit status."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def stop(message: str, code: int = SETUP) -> Stop:
    """Return the exception that ends a command with one line; raise it."""
    return Stop("\n".join(map(shown, message.split("\n"))), code)


def what_is_missing(package: str) -> str:
    """Return what to do about a package that this Python lacks."""
    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / SETTINGS).is_file()), here)
    return f"{package} is not installed: run `pip install {_bringing(package.lower(), root)}` in this environment"


def _bringing(package: str, root: Path) -> str:
    """Return what to install: in the kit's repository all that work on it needs, elsewhere the first requirement file that names the package."""
    if (root / "requirements-dev.txt").is_file():
        return "-r requirements-dev.txt"
    for name in ("requirements.txt", "requirements-test.txt"):
        file = root / name
        if file.is_file() and f"\n{package}==" in f"\n{file.read_text(encoding='utf-8', errors='replace')}":
            return f"-r {name}"
    return package


@dataclass(frozen=True)
class Project:
    """Where things are, every path absolute; `language` is the site's, `ignored` what no file of the content is called, `sitename` SITENAME.

    `kept` is the folder of kept copies that must not be public, where there is one.
    """

    root: Path
    content: Path
    output: Path
    theme: Path
    host: str
    port: int
    language: str = "en"
    ignored: tuple[str, ...] = ()
    sitename: str = ""
    kept: Path | None = None

    def shown(self, path: Path) -> str:
        """Return a path as an author knows it: from the project's folder."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def need_content(self) -> None:
        """End the task if there is nothing to build from."""
        if not self.content.is_dir():
            raise stop(
                f"{self.shown(self.content)}/ is not there: PATH in {SETTINGS} names the content folder"
            )

    def need_output(self) -> None:
        """End the task if nothing has been built."""
        if not (self.output / "index.html").is_file():
            raise stop(f"{self.shown(self.output)}/ holds no site yet: run `pelican content` first")


def read_project(root: Path) -> Project:
    """Read the settings in this folder; a missing or broken file ends the task."""
    # Imported here: commands that need no settings start faster without Pelican.
    from pelican.settings import DEFAULT_CONFIG, get_settings_from_file

    from dateline.read.kept_copies import kept_folder
    from dateline.read.values import canonical

    path = root / SETTINGS
    if not path.is_file():
        raise stop(f"{SETTINGS} is not there: run this task in a Dateline project")
    try:
        with redirect_stdout(sys.stderr):  # what settings print is no part of what a command says
            values = {**DEFAULT_CONFIG, **get_settings_from_file(str(path))}
    except Exception as error:  # settings are a program, which may fail in any way
        raise stop(f"{SETTINGS} cannot be read: {type(error).__name__}: {error}") from error
    content = absolute(root, values["PATH"] or ".")
    own = values.get("DATELINE")
    elsewhere = str(own.get("kept") or "") if isinstance(own, dict) else ""
    return Project(
        root=root,
        content=content,
        output=absolute(root, values["OUTPUT_PATH"]),
        theme=kit.theme() if values["THEME"] == DEFAULT_CONFIG["THEME"] else absolute(root, values["THEME"]),
        host=values["BIND"],
        port=values["PORT"],
        language=canonical(str(values["DEFAULT_LANG"] or "en")),
        ignored=tuple(values["IGNORE_FILES"] or ()),
        sitename=str(values["SITENAME"] or ""),
        kept=kept_folder(content, elsewhere),
    )


def absolute(root: Path, setting: str) -> Path:
    """Return where a setting points, from the settings file's folder as in Pelican, without following links."""
    return Path(os.path.normpath(root / setting))


def clean(project: Project) -> None:
    """Remove the output folder, and never anything else: nothing that Dateline did not make."""
    from dateline.deliver.manifest import strangers  # here, as in read_project

    output = project.output
    ours = output != project.root and output.is_relative_to(project.root)
    precious = (project.content, project.theme, project.root / "plugins", project.root / ".git")
    if (
        not ours
        or output.resolve()
        != project.root.resolve() / output.relative_to(project.root)  # no links on the way
        or any(path.is_relative_to(output) or output.is_relative_to(path) for path in precious)
    ):
        raise stop(f"{project.shown(output)} is not a folder of its own in this project: remove it by hand")
    if found := strangers(output):
        raise stop(f"{project.shown(output)} holds what Dateline did not make ({found[0]}): remove it by hand")
    if output.is_dir():
        shutil.rmtree(output)
