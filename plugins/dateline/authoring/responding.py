"""`dateline response`: a new file for a reader's letter, a draft until it may be published. No file is ever written over."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.names import slug_from
from dateline.problems import Misread, near_or, say
from dateline.read.when import parse_day

from .editing import edit as open_in_editor
from .editing import editor
from .known import Known
from .newfiles import write_all
from .project import Project
from .scaffolds import head
from .writing import known_keys_of, read_back, stop_with


def response(project: Project, about: str, edit: bool = False, **given: str) -> None:
    """Write a new response to a text, which is named by its slug; `given` are further keys. It is a draft where nothing says that its writer agreed.

    Ends the command, with everything that is wrong, before anything is written.
    """
    command = editor() if edit else []
    today = datetime.now(tz=UTC).date().isoformat()
    found = known_keys_of("response", {"about": about, **given})
    found.setdefault("Date", today)
    if "Consent" not in found:
        found.setdefault("Status", "draft")
    wrong = []
    slugs = Known(project).slugs()
    if not about.startswith("{") and about.strip("/").rpartition("/")[2] not in slugs:
        wrong.append(f'unknown article or entry "{about}": {near_or(about, slugs, "name it by its slug")}')
    if "From" not in found:
        wrong.append('--from is missing: write who wrote the letter, as they want to be named')
    try:
        parse_day(found["Date"])
    except Misread as misread:
        wrong.append(f"--date: {misread.what}: {misread.do}")
    stop_with(wrong)
    folder = project.content / "responses"
    name = f"{found['Date']}-{slug_from(found['From'], 'reader')}"
    file = folder / f"{name}.md"
    if file.exists():
        stop_with([f"{project.shown(file)} is there already: name another writer or day, or write into it"])
    text = head("response", found)
    read_back("response", project.shown(file), text)
    write_all({file: text})
    say(f"{project.shown(file)} is written: now put the letter below its head" + ("; once its writer agrees, fill in Consent and delete the line Status" if "Consent" not in found else ""))
    if command:
        open_in_editor(project, command, [file])
