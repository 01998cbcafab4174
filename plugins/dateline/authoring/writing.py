"""`dateline entry`, `article`: new texts with all their keys, which build as they are. No file is ever written over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from dateline.markup.reserved import RESERVED_IDS
from dateline.names import slug_from
from dateline.problems import CONTENT, Misread, Problems, near_or, say
from dateline.read import frontmatter, values
from dateline.read.keys import FRONT_MATTER
from dateline.read.records import Record, from_head, known_keys
from dateline.read.when import UNDATED, normal_when, parse_when

from .editing import edit as open_in_editor
from .editing import editor
from .known import Known
from .newfiles import NOTHING_WRITTEN, write_all
from .options import option_of
from .project import Project, stop
from .scaffolds import head, known

_REFERENCES = {"places": "place", "people": "person", "organisations": "organisation", "sources": "source"}
"""Keys that name records, which lie in a data file of that name, and what one of these is called."""


def entry(project: Project, title: str, when: str = "", kind: str = "", edit: bool = False, **given: str) -> None:
    """Write a new entry of the timeline; `given` are further keys, as in `place="almaty"`.

    Without a source it is a draft: what is published says where it comes from. Ends the command, with everything that is wrong, before
    anything is written.
    """
    command = editor() if edit else []
    here = Known(project)
    found = known_keys_of("entry", {"title": title, "when": when, "kind": kind, **given})
    guessed = "Kind" not in found
    found.setdefault("Kind", here.kinds[0])  # an event names one at least
    wrong = list(_entry_faults(found, here))
    if not wrong:
        first = next(iter(_keys(found.get("Places", ""))), "")
        zone = here.zone_of(first)
        try:
            found["When"] = normal_when(found["When"], zone)
        except Misread as misread:
            wrong.append(f"--when: {misread.what}: {misread.do}")
    stop_with(wrong)
    say_what_it_became("--when", when, found["When"])
    if guessed and len(here.kinds) > 1:
        say(f"Kind: {found['Kind']} was taken, the first of the event; the others are {', '.join(here.kinds[1:])}")
    if found["When"] == UNDATED:
        found.setdefault("Date", datetime.now(tz=UTC).date().isoformat())  # by which feeds sort it
    taken = here.slugs()
    found["Slug"] = found.get("Slug") or _free(slug_from(found["Title"], "entry"), taken, "entry", project)
    sourced = "Sources" in found or "Claims" in found
    if not sourced:
        found.setdefault("Status", "draft")
    name = f"{parse_when(found['When'], zone).group}-{found['Slug']}.md"
    file = _written(project, "entry", project.content / "timeline" / name, found, taken)
    say(f"{project.shown(file)} is written: now write the text" + ("" if sourced else ", name its sources, and delete the line Status"))
    if command:
        open_in_editor(project, command, [file])


def article(project: Project, title: str, date: str = "", edit: bool = False, **given: str) -> None:
    """Write a new article; `given` are further keys. It is a draft until somebody deletes that line: a headline without a text is none yet."""
    command = editor() if edit else []
    here = Known(project)
    today = datetime.now(tz=UTC).date().isoformat()
    found = known_keys_of("article", {"title": title, "date": date or today, "status": "draft", **{key: value for key, value in given.items() if value}})
    wrong = list(_unknown(found, here))
    try:
        found["Date"] = normal_when(found["Date"], values.zone("UTC"))
    except Misread as misread:
        wrong.append(f"--date: {misread.what}: {misread.do}")
    stop_with(wrong)
    if date:
        say_what_it_became("--date", date, found["Date"])
    taken = here.slugs()
    found["Slug"] = found.get("Slug") or _free(slug_from(found["Title"], "article"), taken, "article", project)
    file = _written(project, "article", project.content / "articles" / f"{found['Slug']}.md", found, taken)
    say(f"{project.shown(file)} is written: now write the text" + (", and delete the line Status when it is done" if found.get("Status") == "draft" else ""))
    if command:
        open_in_editor(project, command, [file])


def _entry_faults(found: Mapping[str, str], here: Known) -> Iterator[str]:
    """Yield what is missing or unknown in the keys of a new entry."""
    if "When" not in found:
        yield "--when is missing: write when it happened, for example --when 2022-01-05T22:52, or 2022-01-05"
    kinds = ", ".join(here.kinds)
    if found["Kind"] not in here.kinds:
        yield f'--kind: unknown kind "{found["Kind"]}": {near_or(found["Kind"], here.kinds, f"write one of {kinds}")}'
    yield from _unknown(found, here)


def known_keys_of(kind: str, given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given for a new text by the names of its keys; end the command where it has no such key."""
    try:
        return known(FRONT_MATTER[kind], given)
    except Misread as wrong:
        raise stop(f"{wrong.what}: {wrong.do}\n{NOTHING_WRITTEN}", CONTENT) from None


def _unknown(found: Mapping[str, str], here: Known) -> Iterator[str]:
    """Yield what is wrong with a title that says nothing, and with references: to records, and to pictures."""
    if "Title" not in found:
        yield "the title is empty: write the headline"
    for name, noun in _REFERENCES.items():
        for said in here.unknown(name, noun, _keys(found.get(name.title(), ""))):
            yield f"--{option_of(name)}: {said}"
    for name in ("Picture", "Lead_picture"):
        if written := found.get(name):
            folder = here.project.content / "pictures"
            there = {file.stem for file in folder.glob("*.md")}
            if written not in there and Path(written).stem not in there:
                do = near_or(written, there, f"add it first: `dateline picture FILE`, or put it into {here.project.shown(folder)}/")
                yield f'--{option_of(name)}: unknown picture "{written}": {do}'


def _keys(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.replace(",", ";").split(";") if part.strip())


def _free(wanted: str, taken: Mapping[str, Path], kind: str, project: Project) -> str:
    """Return an address that is not taken: the one that is wanted, or, which is told, with the first number that makes it new."""
    names = {*taken, *RESERVED_IDS} if kind == "entry" else set(taken)
    if wanted not in names:
        return wanted
    free = next(name for number in count(2) if (name := f"{wanted}-{number}") not in names)
    if wanted in taken:
        say(f"Slug: {free} was taken, for {wanted} is that of {project.shown(taken[wanted])}: delete the new file if both tell of the same")
    else:
        say(f"Slug: {free} was taken, for {wanted} is a name that pages use themselves")
    return free


def say_what_it_became(option: str, written: str, taken: str) -> None:
    """Tell how a date was understood, where that was more than a blank before the time."""
    if " ".join(written.split()) not in (taken, taken.replace("T", " ")):
        say(f"{option}: {written} is taken for {taken}")


def _written(project: Project, kind: str, file: Path, found: Mapping[str, str], taken: Iterable[str]) -> Path:
    """Write a new text once our own reader takes it, and return its file; end the command where it does not, or where one is there."""
    if found["Slug"] in set(taken):
        stop_with([f'--slug: "{found["Slug"]}" is the address of another text: write another'])
    listed = {name: "; ".join(_keys(value)) if name.lower() in _REFERENCES else value for name, value in found.items()}
    text, label = head(kind, listed), project.shown(file)
    read_back(kind, label, text)
    write_all({file: text})
    return file


def read_back(kind: str, label: str, text: str) -> Record:
    """Return what our own reader makes of a new text; end the command with what is wrong with it."""
    problems = Problems()
    record = from_head(kind, label, Path(label).stem, frontmatter.parse(text, label, problems, known_keys(kind)), problems)
    stop_with(dict.fromkeys(f"{problem.what}: {problem.do}" for problem in problems.sorted()))
    return record


def stop_with(wrong: Iterable[str]) -> None:
    """End the command with a line for each thing that is wrong, if anything is."""
    lines = list(wrong)
    if lines:
        raise stop("\n".join([*lines, NOTHING_WRITTEN]), CONTENT)
