"""`dateline keep SOURCE FILE...`: files that show what a source said, copied to where they are kept, with their hashes in sources.yaml."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.problems import CONTENT, Misread, Problems, near_or, os_problem, say
from dateline.read import values
from dateline.read.kept_copies import HOME, check_filled, check_fit
from dateline.read.names import nfc, wrong_with
from dateline.read.records import Record
from dateline.read.when import normal_partial_date

from .known import Known
from .newfiles import NOTHING_WRITTEN, write_all, write_over
from .project import Project, stop
from .questions import ask
from .records import with_items
from .scaffolds import scalar
from .writing import say_what_it_became, stop_with


@dataclass(frozen=True)
class NewCopy:
    """A kept copy to write down: its fields by name, and from where to where the file goes; nowhere, where it lies in its place already."""

    fields: Mapping[str, str]
    original: Path
    to: Path | None


def keep(project: Project, source: str, file: Sequence[str], publish: bool, captured: str, by: str, with_: str, note: str) -> None:
    """Keep files for a source: the command. On a terminal it asks who captured them, when and with what, where that is not said."""
    here = Known(project)
    sources = here.records("sources")
    label = project.shown(here.data_file("sources"))
    if source not in sources:
        stop_with([f'unknown source "{source}": {near_or(source, sources, f"add it to {label} first: `dateline source`")}'])
    files = [Path(each) for each in file]
    said = {"captured": captured, "by": by, "with": with_, "note": note}
    if not captured:
        said["captured"] = _day_of(files[0])
    if sys.stdin is not None and sys.stdin.isatty():
        said |= _asked(said, given=bool(captured))
    try:
        said["captured"] = _captured(said["captured"])
    except Misread as wrong:
        stop_with([f"--captured: {wrong.what}: {wrong.do}"])
    copies = new_copies(project, sources[source], files, {name: value for name, value in said.items() if value}, publish=publish)
    write_copies(project, {source: copies})
    if captured:
        say_what_it_became("--captured", captured, said["captured"])
    for copy in copies:
        where = project.shown(copy.to or copy.original)
        say(f"{label}: {source} keeps {copy.fields['file']} ({where}), captured {said['captured']}: SHA-256 {copy.fields['sha256']}")
    if not publish:
        say("Not published: pages show its hash and its date. With --publish, or `publish: yes`, it is.")


def _asked(said: Mapping[str, str], *, given: bool) -> dict[str, str]:
    """Return what is answered on a terminal to what was not said."""
    answers = {}
    if not given:
        answers["captured"] = ask("Captured on which day, or at which time with its offset?", _captured, said["captured"]) or ""
    for name, question in (("by", "Captured by whom? Nothing, if you would rather not say"), ("with", "With which program? Nothing, if you do not know")):
        if not said[name]:
            answers[name] = ask(question, values.text, optional=True) or ""
    return answers


def _captured(written: str) -> str:
    """Return when a file was captured, also where it is written as people write a day. Raises Misread."""
    try:
        return values.captured(written)
    except Misread as wrong:
        try:
            return values.captured(normal_partial_date(written))
        except Misread:
            raise wrong from None


def _day_of(file: Path) -> str:
    """Return the day on which a file was last written, in UTC: what is meant where nobody says another."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC).date().isoformat()
    except OSError:  # told when it is read
        return datetime.now(UTC).date().isoformat()


def new_copies(project: Project, source: Record, files: Sequence[Path], said: Mapping[str, str], *, publish: bool = False) -> list[NewCopy]:
    """Return what is to be written to keep files for a source; `said` are the fields that all of them have. Ends the command where one cannot be kept."""
    made, wrong = tried_copies(project, source, files, said, publish=publish)
    stop_with([f"{file}: {what}: {do}" for file, what, do in wrong])
    return made


def tried_copies(
    project: Project, source: Record, files: Sequence[Path], said: Mapping[str, str], *, publish: bool = False
) -> tuple[list[NewCopy], list[tuple[Path, str, str]]]:
    """Return what is to be written to keep those files that can be kept, and of the others what is wrong with them, and what to do."""
    wrong: list[tuple[Path, str, str]] = []
    made: list[NewCopy] = []
    there = {copy.text("sha256"): copy.text("file") for copy in source.items}
    for file in files:
        try:
            copy = _new_copy(project, source.key, file, said, publish=publish)
        except Misread as misread:
            wrong.append((file, misread.what, misread.do))
            continue
        except FileNotFoundError:
            wrong.append((file, "there is no such file", "correct its name"))
            continue
        except OSError as error:
            refused = os_problem(error, str(file))
            wrong.append((file, refused.what, refused.do))
            continue
        digest = copy.fields["sha256"]
        if digest in there:
            wrong.append((file, f"{source.key} keeps this file already, as {there[digest]}", "name another"))
            continue
        there[digest] = copy.fields["file"]
        made.append(copy)
    return made, wrong


def _new_copy(project: Project, key: str, file: Path, said: Mapping[str, str], *, publish: bool) -> NewCopy:
    """Return what is to be written to keep one file. Raises Misread, OSError."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    check_filled(file.stat().st_size)
    if publish:
        check_fit(file.name, file)
    inside = project.content / HOME
    home, place = next(((folder, name) for folder in (inside, project.kept) if folder and (name := _name_in(folder, file))), (None, ""))
    # What is not published lies where the settings say, so that no repository publishes it.
    name = place or f"{key}/{nfc(file.name)}"
    if fault := next(filter(None, map(wrong_with, name.split("/"))), ""):
        raise Misread(f"its name {fault}", "rename it")
    values.below(name)
    to = None if home else (inside if publish or not project.kept else project.kept) / name
    if to and to.exists():
        with to.open("rb") as opened:
            if hashlib.file_digest(opened, "sha256").hexdigest() != digest:
                raise Misread(f"{project.shown(to)} is there already, and is another file", "rename one of the two")
    fields = {"file": name, "sha256": digest, **said} | ({"publish": "yes"} if publish else {})
    return NewCopy(fields, file, None if to and to.exists() else to)


def _name_in(folder: Path, file: Path) -> str:
    """Return a file's name below a folder; nothing where it lies elsewhere."""
    whole = Path(os.path.abspath(file))  # noqa: PTH100 (links stay what they are)
    return nfc(whole.relative_to(folder).as_posix()) if whole.is_relative_to(folder) else ""


def write_copies(project: Project, copies: Mapping[str, Sequence[NewCopy]]) -> None:
    """Copy files to where they are kept, and write them down in sources.yaml: all, or none. Ends the command where that cannot be."""
    data = project.content / "data" / "sources.yaml"
    label, before, problems = project.shown(data), data.read_bytes(), Problems()
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    text = before.removeprefix(mark).decode()
    try:
        for key, made in copies.items():
            text = with_items(text, "sources", label, key, "kept", [lines_of(copy) for copy in made], problems)
    except Misread as wrong:
        raise stop(f"{label}: {wrong.what}: {wrong.do}\n{NOTHING_WRITTEN}", CONTENT) from None
    stop_with(map(str, problems.sorted()))
    write_all({copy.to: copy.original for made in copies.values() for copy in made if copy.to})
    write_over(project, data, before, mark + text.encode())


def lines_of(copy: NewCopy) -> list[str]:
    """Return a kept copy as lines of YAML, in the order of the table."""
    order: Callable[[str], int] = ("file", "sha256", "captured", "by", "with", "publish", "note").index
    return [f"{name}: {value if name == 'publish' else scalar(' '.join(value.split()))}" for name, value in sorted(copy.fields.items(), key=lambda field: order(field[0]))]
