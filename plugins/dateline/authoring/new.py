"""`dateline new FOLDER`: a small repository for an event of one's own, whole or not at all."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path

from dateline import kit as the_kit
from dateline.catalogues import no_catalogue
from dateline.problems import Misread, os_problem, say

from .answers import READERS, Answers, in_order, system_zone
from .pins import VENDOR, Wheel, pinned
from .project import SETTINGS, Stop, stop
from .scaffolding import PROGRAMS, files
from .schemas import editor_files

_QUESTIONS = {
    "title": "What is the event called?",
    "starts": "On which day did it begin, or will it? Such as 2024-05-31",
    "ends": "On which day did it end? Nothing, if it goes on",
    "zone": "In which time zone? Such as Europe/Madrid",
    "language": "In which language will you write? A tag, such as en, es or pt-BR",
    "siteurl": "At which address will it be published? Nothing, if you do not know yet",
}
_NEEDED = ("title", "starts", "zone")
_WHO = """\
git committed nothing, as it does not know who you are: tell it, once for all your folders, and then commit in the new one:
  git config --global user.name "Your Name"
  git config --global user.email you@example.org
  git commit --message "Start the site\""""
_GIT = ".git"
"""What an empty clone of a repository holds, which is no reason not to write into it."""


def new(folder: str, kit: str, git: bool, issue_form: bool = False, **given: str) -> None:
    """Write the repository of an event into a folder; `given` are its answers as they were written, empty where they are to be asked for.

    `kit` names the wheel to pin, a path or an address (empty: the kit that is running); `git` begins a repository with a first commit;
    `issue_form` adds a form for readers on GitHub.
    """
    target = _free(Path(folder))
    asked = sys.stdin is not None and sys.stdin.isatty() and any(not given[name] for name in _NEEDED)
    read = _read(given)
    answers = _asked(read) if asked else _told(read)
    git = git or (asked and _offer_git(target))
    if git and not shutil.which("git"):
        raise stop("git was not found: install it, or leave out --git")
    wheel, address = _wheel(kit)
    made = files(the_kit.scaffold(), answers, datetime.now(UTC).date(), issue_form=issue_form)
    made |= {name: text.encode() for name, text in {**editor_files(), **pinned(wheel, address)}.items()}
    if not address:
        made[f"{VENDOR}/{wheel.name}"] = wheel.data
    _write(target, made, git=git)
    _say_what_next(folder, answers, wheel, len(made))


# --- The folder ---------------------------------------------------------------------------------------------------


def _free(folder: Path) -> Path:
    """Return a folder that can be written to as a new one, as an absolute path; end the command where it is none."""
    target = Path(os.path.normpath(Path.cwd() / folder))  # links stay what they are
    try:
        if target.is_dir():
            found = sorted(each.name for each in target.iterdir() if each.name != _GIT)
            if found:
                raise stop(f"{folder}: the folder is not empty ({found[0]} is in it): name a new one")
        elif os.path.lexists(target):
            raise stop(f"{folder}: there is a file of this name: name another folder")
        elif not target.parent.is_dir():
            raise stop(f"{folder}: there is no folder {folder.parent}: make it first, or name another")
    except OSError as error:
        raise _refused(error, folder) from None
    for above in target.parents:
        if (above / SETTINGS).is_file():
            raise stop(f"{folder}: it lies inside {above}, which is a site itself: name a folder outside of it")
    return target


def _write(target: Path, made: Mapping[str, bytes], *, git: bool) -> None:
    """Write all files, or leave everything as it was: into a folder beside the target, which then takes its place."""
    there = target.is_dir()
    try:
        # Inside a folder that is there already: the one above it may be somebody else's.
        work = Path(tempfile.mkdtemp(prefix=".dateline-new-", dir=target if there else target.parent))
    except OSError as error:
        raise _refused(error, target if there else target.parent) from None
    try:
        for name, data in made.items():
            file = work / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            if name in PROGRAMS:
                file.chmod(0o755)
        work.chmod(0o755)  # a temporary folder is its owner's alone
        if git and not (target / _GIT).exists():
            _begin_repository(work)
        if there:
            _move_in(work, target)
        else:
            work.rename(target)
    except OSError as error:
        raise _refused(error, target) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refused(error: OSError, folder: Path) -> Stop:
    """Return the end of the command where the system will not have a folder written."""
    told = os_problem(error, str(folder))
    return stop(str(told) if told.setup else f"{folder}: nothing can be written there ({error.strerror or error}): name another folder")


def _move_in(work: Path, target: Path) -> None:
    """Move what is in one folder into another, or nothing of it."""
    moved: list[Path] = []
    try:
        for each in sorted(work.iterdir()):
            each.rename(target / each.name)
            moved.append(target / each.name)
    except BaseException:
        for each in moved:
            with suppress(OSError):
                each.rename(work / each.name)
        raise


# --- git ----------------------------------------------------------------------------------------------------------


def _offer_git(target: Path) -> bool:
    from .questions import agree

    if not shutil.which("git") or (target / _GIT).exists() or _git(target if target.is_dir() else target.parent, "rev-parse", "--git-dir"):
        return False
    return agree("Begin a git repository in it, with a first commit?")


def _begin_repository(folder: Path) -> None:
    """Begin a repository whose branch is main; what is in it is committed where git knows by whom."""
    if not _git(folder, "init", "--quiet") or not _git(folder, "symbolic-ref", "HEAD", "refs/heads/main") or not _git(folder, "add", "--all"):
        raise stop("git could not begin a repository: leave out --git, and see what `git init` says")
    if not _git(folder, "commit", "--quiet", "--message", "Start the site"):
        say(_WHO if not _git(folder, "var", "GIT_COMMITTER_IDENT") else "git committed nothing: `git commit` in the folder says why", error=True)


def _git(folder: Path, *arguments: str) -> bool:
    """Run git in a folder; tell whether it succeeded."""
    return not subprocess.run(["git", *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True).returncode


# --- The answers --------------------------------------------------------------------------------------------------


def _read(given: Mapping[str, str]) -> dict[str, object]:
    """Return the answers that were given as flags; end the command with all that is wrong in them."""
    read: dict[str, object] = {}
    wrong = []
    for name, written in given.items():
        if written:
            try:
                read[name] = READERS[name](written)
            except Misread as misread:
                wrong.append(f"--{name}: {misread.what}: {misread.do}")
    if wrong:
        raise stop("\n".join(wrong))
    return read


def _told(read: Mapping[str, object]) -> Answers:
    missing = [f"--{name}" for name in _NEEDED if name not in read]
    if missing:
        raise stop(f"{', '.join(missing)} missing: write `dateline new FOLDER --title \"What happened\" --starts 2024-05-31 --zone Europe/Madrid`, or call it on a terminal, where it asks")
    return _answers(read)


def _answers(read: Mapping[str, object]) -> Answers:
    known = {field.name for field in fields(Answers)}
    try:
        return in_order(Answers(**{name: value for name, value in read.items() if name in known and value is not None}))  # type: ignore[arg-type]
    except Misread as wrong:
        raise stop(f"--ends: {wrong.what}: {wrong.do}") from None


def _asked(read: dict[str, object]) -> Answers:
    """Return the answers; what was not given is asked for on the terminal."""
    from .questions import ask

    defaults = {"zone": system_zone(), "language": Answers.language}
    say("A few questions; all of it can be changed later. Ctrl-C stops, and nothing is written.")
    for name, question in _QUESTIONS.items():
        if name not in read:
            optional = name not in _NEEDED and name not in defaults
            starts = read.get("starts")

            def reader(said: str, name: str = name, starts: object = starts) -> object:
                answer = READERS[name](said)
                if name == "ends" and isinstance(answer, date) and isinstance(starts, date) and answer < starts:
                    raise Misread(f"that lies before the first day, {starts}", "write a later one, or nothing")
                return answer

            try:
                read[name] = ask(question, reader, defaults.get(name, ""), optional=optional)
            except EOFError:
                raise stop("the questions were not answered: nothing was written") from None
    return _answers(read)


# --- The kit ------------------------------------------------------------------------------------------------------


def _wheel(named: str) -> tuple[Wheel, str]:
    """Return the wheel to pin, and its address; an empty one where it is to be kept in the repository."""
    from .packing import own_wheel

    if not named:
        return own_wheel(), ""
    from .releases import wheel_at

    return wheel_at(named)


# --- What is said -------------------------------------------------------------------------------------------------


def _say_what_next(folder: str, answers: Answers, wheel: Wheel, count: int) -> None:
    say(f"{folder} holds your event: {count} files, made with Dateline {wheel.version}.")
    if said := no_catalogue(answers.language, [the_kit.theme() / "locale"]):
        say(f"There is {': '.join(said)}.")
    if Path(folder).resolve() != Path.cwd():
        say(f"  cd {shlex.quote(folder)}")
    installed = the_kit.repository() is None
    build = f"{_program()} build" if installed else "python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && .venv/bin/dateline build"
    say(f"  {build}")
    say("  Then open output/index.html, and begin to write: README.md says what, and where.")


def _program() -> str:
    """Return what to type for the program that is running: its name where a terminal finds it, else where it lies.

    Who calls `.venv/bin/dateline` has not activated that environment, and in the new folder that path leads nowhere.
    """
    name, called = "dateline", Path(sys.argv[0]).absolute()
    found = shutil.which(name)
    # Windows may leave out the ending. What was called as `python -m dateline` is no program.
    known = called.stem != name or (found and os.path.normcase(Path(found).with_suffix("")) == os.path.normcase(called.with_suffix("")))
    return name if known else shlex.quote(str(called))
