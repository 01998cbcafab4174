"""`dateline source`, `person`, `place`, `organisation`, `figure`, `quote`: one more record in a file of content/data/, whose author's
words and layout stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dateline.names import slug_from
from dateline.problems import CONTENT, Misread, Problems, near_or, say
from dateline.read import values
from dateline.read.keys import DATA, NESTED
from dateline.read.records import Record
from dateline.read.when import normal_partial_date

from .editing import edit as open_in_editor
from .editing import editor
from .known import Known
from .newfiles import NOTHING_WRITTEN, write_all, write_over
from .options import option_of
from .project import Project, stop
from .records import with_record
from .scaffolds import known, record
from .schemas import FOLDER, schema_line
from .towns import Found, place_of
from .writing import say_what_it_became, stop_with

NOUNS = {"source": "sources", "person": "people", "organisation": "organisations", "place": "places", "figure": "figures", "quote": "quotes"}
"""What one record is called, and its file."""
_REFERENCES = {"sources": ("sources", "source"), "organisation": ("organisations", "organisation"), "within": ("places", "place")}
"""Keys that name other records, by key: the file in which these stand, and what one is called."""
_SPEAKERS = ("by", "speaker")
SHORT = 50
"""Letters of a key that is made from an address or from words."""
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(https?://.+)")


def person(project: Project, name: str, key: str = "", edit: bool = False, **given: str) -> None:
    """Add a person; `given` are further keys of people.yaml, as in `role="mayor"`."""
    _add(Known(project), "person", {"name": name, **given}, key, name, edit=edit)


def organisation(project: Project, name: str, key: str = "", edit: bool = False, **given: str) -> None:
    """Add an organisation; `given` are further keys of organisations.yaml. Its key is made from its short name, where it has one."""
    _add(Known(project), "organisation", {"name": name, **given}, key, given.get("short") or name, edit=edit)


def place(project: Project, name: str, key: str = "", which: int = 0, edit: bool = False, **given: str) -> None:
    """Add a place, with the position and zone of a town of that name, unless `given` has them; `which` chooses among several."""
    here = Known(project)
    if bool(given.get("lat")) != bool(given.get("lon")):
        stop_with([f"--{'lon' if given.get('lat') else 'lat'} is missing: write both coordinates, or neither"])
    town = Found() if given.get("lat") or given.get("lon") else place_of(name, which, here.zone.key)
    found = {"name": name, **town.fields, **{option: value for option, value in given.items() if value}}
    _add(here, "place", found, key, name, edit=edit, credit=town.credit)
    if town.said:
        say(town.said)


def source(project: Project, url: str, key: str = "", edit: bool = False, **given: str) -> None:
    """Add a source by its address; nothing is fetched. Publisher and title are taken from the address where `given` has none."""
    url = url.strip()
    copy = _ARCHIVE.fullmatch(url)
    if copy and not given.get("archived"):
        url, given = copy[1], {**given, "archived": url}
    try:
        values.web_address(url)
    except Misread as wrong:
        raise stop(f"{wrong.what}: {wrong.do}\n{NOTHING_WRITTEN}", CONTENT) from None
    here = Known(project)
    same = next((key for key, other in here.records("sources").items() if same_address(other.text("url"), url)), "")
    if same:
        raise stop(f"this address is a source already: cite it as [@{same}]\n{NOTHING_WRITTEN}", CONTENT)
    found, words = described(url, {"read": datetime.now(tz=UTC).date().isoformat(), **{option: value for option, value in given.items() if value}})
    _add(here, "source", found, key, words, edit=edit)


def described(url: str, said: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the fields of a source as far as its address says them, in which those win that are `said`; and the words that its key is made of."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = unquote(parts.path).strip("/")
    last = re.sub(r"\.\w{2,5}$", "", path.rpartition("/")[2])
    fields = {"title": f"[{'/'.join(filter(None, (host, path)))}]", "publisher": host, "url": url, **said}
    return fields, f"{host.partition('.')[0]} {said.get('title') or last}"


def figure(project: Project, title: str, key: str = "", edit: bool = False, **given: str) -> None:
    """Add a figure with its first report; `given` are keys of figures.yaml and of a report."""
    own = {each.name for each in DATA["figures"]}
    report = {name: value for name, value in given.items() if name not in own}
    _add(Known(project), "figure", {"title": title, **{name: value for name, value in given.items() if name in own}}, key, title, edit=edit, report=report)


def quote(project: Project, words: str, key: str = "", edit: bool = False, **given: str) -> None:
    """Add a quote: somebody's words; `given` are further keys of quotes.yaml."""
    _add(Known(project), "quote", {"text": words, **given}, key, f"{given.get('speaker', '')} {' '.join(words.split()[:4])}", edit=edit)


def _add(
    here: Known, noun: str, given: Mapping[str, str], key: str, words: str, *, edit: bool, credit: str = "", report: Mapping[str, str] | None = None
) -> None:
    """Add a record, once a build would take it; its key is made from some words where none is given. Ends the command where it cannot be."""
    command = editor() if edit else []
    project, kind = here.project, NOUNS[noun]
    file = here.data_file(kind)
    label = project.shown(file)
    try:
        found = known((key for key in DATA[kind] if key.shape not in NESTED), given)
        reports = [known(DATA["reports"], report)] if report is not None else []
        became = [*_dated(kind, found), *(_dated("reports", reports[0]) if reports else ())]
        key = _key(here, noun, found, key, words)
        wrong = [*_missing(kind, found), *(_missing("reports", reports[0]) if reports else ()), *_unknown(found, here)]
        for each in reports:
            wrong += _unknown(each, here)
        stop_with(wrong)
        before = file.read_bytes() if file.is_file() else None
        problems = Problems()
        mark = "\ufeff" if before and before.startswith(b"\xef\xbb\xbf") else ""
        first = schema_line(kind) if not before and (project.root / FOLDER / f"{kind}.json").is_file() else ""
        text = mark + with_record(
            first + (before or b"").decode("utf-8-sig"), kind, label, lambda layout: record(kind, key, found, layout, credit=credit, reports=reports), problems
        )
    except Misread as wrong_value:
        raise stop(f"{wrong_value.what}: {wrong_value.do}\n{NOTHING_WRITTEN}", CONTENT) from None
    stop_with(dict.fromkeys(f"{problem.what}: {problem.do}" for problem in problems.sorted()))
    store(project, file, before, text.encode())
    for option, written, taken in became:
        say_what_it_became(option, written, taken)
    say(f'{label}: "{key}" is added{_how_to_name(noun, key)}')
    if command:
        open_in_editor(project, command, [file])


def _key(here: Known, noun: str, found: Mapping[str, str], key: str, words: str) -> str:
    """Return the key of a new record. Raises Misread where it is taken, or where the record is there under another."""
    there = here.records(NOUNS[noun])
    if key:
        if key in there:
            raise Misread(f'--key: "{key}" is there already (line {there[key].line})', "choose another")
        return key
    name = found.get("name") or found.get("title", "")
    same = next((other.key for other in there.values() if name and name.casefold() in _names(other)), "")
    if same:
        raise Misread(f'"{name}" is there already, as {same} (line {there[same].line})', "name it by that key; if it is another one, say --key KEY")
    made = slug_from(words, noun, SHORT)
    return made if made not in there else next(wanted for number in count(2) if (wanted := f"{made}-{number}") not in there)


def _names(record: Record) -> set[str]:
    """Return all names and titles that a record has, in whatever script, in small letters."""
    others = (name for item in record.each("names") for name in item.value.values())
    said = (record.text("name"), record.text("title"), *others, *(str(item.value) for item in record.each("other_names")))
    return {name.casefold() for name in said}


def _dated(kind: str, found: dict[str, str]) -> list[tuple[str, str, str]]:
    """Write each date of a record as a file has it; return option, what was given and what it became. One that nobody can tell stays."""
    became = []
    for key in DATA[kind]:
        if key.read is values.partial_date and (written := found.get(key.name)):
            with suppress(Misread):  # told when all of the record is read back
                found[key.name] = normal_partial_date(written)
                became.append((f"--{option_of(key.name)}", written, found[key.name]))
    return became


def _missing(kind: str, found: Mapping[str, str]) -> Iterator[str]:
    for key in DATA[kind]:
        if key.required and key.shape not in NESTED and key.name not in found:
            yield f"--{option_of(key.name)} is missing: add it ({key.about})"


def _unknown(found: Mapping[str, str], here: Known) -> Iterator[str]:
    for name, (kind, noun) in _REFERENCES.items():
        for said in here.unknown(kind, noun, (part.strip() for part in found.get(name, "").split(";") if part.strip())):
            yield f"--{option_of(name)}: {said}"
    for name in _SPEAKERS:
        written = found.get(name, "")
        if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", written):  # looks like a key, and so must be one
            there = {**here.records("people"), **here.records("organisations")}
            if written not in there:
                yield f'--{option_of(name)}: unknown person or organisation "{written}": {near_or(written, there, "add it first, or write a name")}'


def same_address(one: str, other: str) -> bool:
    """Tell whether two addresses are one."""
    return bool(one) and values.bare_address(one) == values.bare_address(other)


def store(project: Project, file: Path, before: bytes | None, data: bytes) -> None:
    """Write a data file, unless somebody has changed it meanwhile."""
    if before is None:
        write_all({file: data})
    else:
        write_over(project, file, before, data)


def _how_to_name(noun: str, key: str) -> str:
    how = {"source": f"cite it as [@{key}]", "figure": f"place it with [[figure: {key}]]", "quote": f"place it with [[quote: {key}]]"}
    return f": {how.get(noun, f'name it by that key, as in --{noun} {key}')}"
