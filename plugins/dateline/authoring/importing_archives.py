"""`dateline import auto-archiver SHEET.csv`: a source for each row, with its archived copy, and the files that lie at hand as kept copies."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from itertools import count
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from dateline.dataclass import dataclass
from dateline.imports.auto_archiver import ArchivedPage, Copy, read_auto_archiver
from dateline.imports.entries import Wrong
from dateline.imports.sheets import decoded
from dateline.names import slug_from
from dateline.problems import Problems, os_problem
from dateline.read.records import Record
from dateline.read.values import bare_address

from .adding import SHORT, described, store
from .keeping import NewCopy, lines_of, tried_copies
from .known import Known
from .newfiles import write_all
from .project import Project
from .records import with_record
from .scaffolds import Layout, record
from .writing import stop_with

_PROGRAM = "Auto Archiver"


@dataclass
class _Plan:
    """What is to be written: sources by key, with their fields and kept copies; and what is odd."""

    sources: dict[str, tuple[dict[str, str], list[NewCopy]]] = field(default_factory=dict)
    odd: list[Wrong] = field(default_factory=list)


def import_archives(project: Project, file: str, columns: str, dates: str) -> str:
    """Import a sheet; return the report. Raises Misread and OSError where it cannot be read; ends the command where nothing can be written."""
    sheet = Path(file)
    found = read_auto_archiver(decoded(sheet.read_bytes()), columns, dates)
    here = Known(project)
    plan = _Plan(odd=list(found.odd))
    there = here.records("sources")
    by_address = {bare_address(record.text("url")): key for key, record in reversed(there.items()) if record.has("url")}
    taken = set(there)
    for page in found.pages:
        _add(plan, project, there, by_address.get(bare_address(page.url), ""), taken, page, sheet.parent)
    if plan.sources:
        _write(project, here, plan)
    return _report(project, sheet.name, plan)


def _add(plan: _Plan, project: Project, there: Mapping[str, Record], same: str, taken: set[str], page: ArchivedPage, home: Path) -> None:
    """Add a row's source to the plan, and its key to those `taken`; `same` is the key of the source that has its address already, if one has."""
    if same:
        do = f"write archived: {page.archived} there, if you want it" if page.archived and not there[same].has("archived") else "nothing to do"
        plan.odd.append(Wrong(page.where, f"its address is that of the source {same}, which stays as it is", do))
        return
    fields, words = described(page.url, {"title": page.title} if page.title else {})
    fields |= {name: value for name, value in (("date", page.published), ("archived", page.archived)) if value}
    key = _free(words, taken)
    taken.add(key)
    plan.sources[key] = fields, _copies(plan, project, key, page, home)


def _free(words: str, taken: set[str]) -> str:
    made = slug_from(words, "source", SHORT)
    return made if made not in taken else next(wanted for number in count(2) if (wanted := f"{made}-{number}") not in taken)


def _copies(plan: _Plan, project: Project, key: str, page: ArchivedPage, home: Path) -> list[NewCopy]:
    """Return the files of a row that lie at hand; of others it is told where they are."""
    made: list[NewCopy] = []
    for copy in page.copies:
        file = _at_hand(copy, home, page.folder)
        if file is None:
            if copy.at != page.archived:
                plan.odd.append(Wrong(page.where, f"a copy lies at {copy.at}", f"download it, then: dateline keep {key} FILE"))
        elif wrong := _differs(copy, file):
            plan.odd.append(Wrong(page.where, f"{file}: {wrong}", "look for the file that was archived"))
        elif not page.captured:
            plan.odd.append(Wrong(page.where, f"it does not say when {file} was captured", f"say it: dateline keep {key} {file} --captured DAY"))
        else:
            kept, wrong_ones = tried_copies(project, Record("sources", "", key, 0, {}), [file], {"captured": page.captured, "with": _PROGRAM})
            made += kept
            plan.odd += [Wrong(page.where, f"{each}: {what}", do) for each, what, do in wrong_ones]
    return list({copy.fields["sha256"]: copy for copy in made}.values())


def _at_hand(copy: Copy, home: Path, folder: str) -> Path | None:
    """Return a file of the archiver where it lies beside the sheet, in the folder that the sheet names, or where its path says; None where it lies elsewhere."""
    path = PurePosixPath(unquote(urlsplit(copy.at).path) if "://" in copy.at else copy.at.replace("\\", "/"))
    ways = [PurePosixPath(path.name), PurePosixPath(folder) / path.name]
    if "://" not in copy.at:
        ways.insert(0, path)
    for way in ways:
        # Nothing but what lies with the sheet: its cells are others' words.
        if path.name and not way.is_absolute() and ".." not in way.parts and (home / way).is_file():
            return home / way
    return None


def _differs(copy: Copy, file: Path) -> str:
    """Return what is wrong with a file that has another hash than the sheet says; nothing where it has that, or the sheet has none."""
    if not copy.digest:
        return ""
    with file.open("rb") as opened:
        right = hashlib.file_digest(opened, copy.algorithm).hexdigest() == copy.digest
    return "" if right else "its hash is not the one in the sheet"


def _write(project: Project, here: Known, plan: _Plan) -> None:
    """Write all sources into sources.yaml, and the files to where they are kept; or nothing."""
    file = here.data_file("sources")
    label, before, problems = project.shown(file), file.read_bytes() if file.is_file() else None, Problems()
    mark = "\ufeff" if before and before.startswith(b"\xef\xbb\xbf") else ""

    def written(layout: Layout) -> str:
        parted = "\n" if layout.parted else ""
        return parted.join(_record(key, fields, copies, layout) for key, (fields, copies) in plan.sources.items())

    text = mark + with_record((before or b"").decode("utf-8-sig"), "sources", label, written, problems, count=len(plan.sources))
    stop_with(map(str, problems.sorted()))
    try:
        write_all({copy.to: copy.original for _, copies in plan.sources.values() for copy in copies if copy.to})
    except OSError as error:
        stop_with([str(os_problem(error, label))])
    store(project, file, before, text.encode())


def _record(key: str, fields: Mapping[str, str], copies: list[NewCopy], layout: Layout) -> str:
    inner = " " * (layout.indent + layout.step)
    lines = [f"{inner}{'- ' if number == 0 else '  '}{line}\n" for copy in copies for number, line in enumerate(lines_of(copy))]
    return record("sources", key, fields, layout, notes=False) + "".join([f"{inner}kept:\n", *lines] if lines else [])


def _report(project: Project, name: str, plan: _Plan) -> str:
    kept = sum(len(copies) for _, copies in plan.sources.values())
    number = len(plan.sources)
    counts = f"{number} {'source' if number == 1 else 'sources'}" + (f" and {kept} kept {'copy' if kept == 1 else 'copies'}" if kept else "")
    lines = [f"{counts} written to {project.shown(project.content)}/"]
    if plan.odd:
        lines += ["Not carried, or to look at:", *(f"- {name}: {wrong}" for wrong in sorted(set(plan.odd), key=Wrong.order))]
    return "\n".join(lines)
