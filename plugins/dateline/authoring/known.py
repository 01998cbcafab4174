"""What the content folder holds already, as far as a new text or record must know it: kinds, zone, keys, addresses. Reads little, so it is quick."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.names import slug
from dateline.problems import CONTENT, Problem, Problems, near_or, os_problem
from dateline.read import frontmatter, values
from dateline.read.data import read_data
from dateline.read.records import Record, from_head, known_keys

from .project import Project, stop

_TITLE = re.compile(r"^ {0,3}title[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_SLUG = re.compile(r"^ {0,3}slug[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096
"""Bytes of a text in which its title and its slug stand."""
_DAY = re.compile(r"^\d{4}(?:-\d\d){0,2}-")


class Known:
    """The content of a project. What cannot be read ends the command with the problems that a build would tell."""

    def __init__(self, project: Project) -> None:
        project.need_content()
        self.project = project

    @cached_property
    def event(self) -> Record:
        """The event's head."""
        file = self.project.content / "event.md"
        label, problems = self.project.shown(file), Problems()
        if not file.is_file():
            raise stop(f"{label}: the event is missing: write it: title, start, time zone, kinds", CONTENT)
        head = frontmatter.parse(_decoded(file, label, problems), label, problems, known_keys("event"))
        record = from_head("event", label, "event", head, problems)
        _stop_if(problems)
        return record

    @property
    def zone(self) -> ZoneInfo:
        """The event's time zone."""
        zone: ZoneInfo = self.event.any("timezone")
        return zone

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The keys of the event's kinds of entries, in order."""
        return tuple(values.key_and_label(str(item.value))[0] for item in self.event.each("kinds"))

    def data_file(self, kind: str) -> Path:
        """Return where the records of a kind stand."""
        return self.project.content / "data" / f"{kind}.yaml"

    def records(self, kind: str) -> dict[str, Record]:
        """Return the records of a data file by key, nothing where there is no such file."""
        found = self._records.get(kind)
        if found is None:
            file, problems = self.data_file(kind), Problems()
            label = self.project.shown(file)
            read = read_data(_decoded(file, label, problems), kind, label, problems) if file.is_file() else ()
            _stop_if(problems)
            found = self._records[kind] = {record.key: record for record in read or ()}
        return found

    @cached_property
    def _records(self) -> dict[str, dict[str, Record]]:
        return {}

    def unknown(self, kind: str, noun: str, keys: Iterable[str]) -> Iterator[str]:
        """Yield what to say of each key that a data file does not have."""
        there = self.records(kind)
        for key in keys:
            if key not in there:
                label = self.project.shown(self.data_file(kind))
                yield f'unknown {noun} "{key}": {near_or(key, there, f"add it to {label} first: `dateline {noun}`")}'

    def zone_of(self, place: str) -> ZoneInfo:
        """Return the zone of a place: its own, that of a place around it, or the event's."""
        places = self.records("places")
        return zone_of(places[place], places, self.zone) if place in places else self.zone

    def slugs(self) -> dict[str, Path]:
        """Return the last parts of the addresses of all entries and articles: as written, or as they follow from title or file name; and whose they are."""
        found: dict[str, Path] = {}
        for folder in ("timeline", "articles"):
            for file in sorted((self.project.content / folder).rglob("*.md")):
                try:
                    with file.open("rb") as opened:
                        text = opened.read(_HEAD).decode("utf-8", "replace")
                except OSError as error:
                    raise _refused(error, self.project.shown(file)) from error
                said, title = _SLUG.search(text), _TITLE.search(text)
                found.setdefault(said[1].strip() if said else slug(title[1], file.stem) if title else file.stem, file)
                found.setdefault(_DAY.sub("", file.stem), file)
        return found


def zone_of(record: Record, places: Mapping[str, Record], zone: ZoneInfo) -> ZoneInfo:
    """Return the zone of a place: its own, that of a place around it, or the one given, which is the event's."""
    seen: set[str] = set()
    while not record.any("zone") and record.text("within") in places and record.key not in seen:
        seen.add(record.key)
        record = places[record.text("within")]
    found: ZoneInfo | None = record.any("zone")
    return found or zone


def _decoded(file: Path, label: str, problems: Problems) -> str:
    try:
        return frontmatter.decode(file.read_bytes(), label, problems)
    except OSError as error:
        raise _refused(error, label) from error


def _refused(error: OSError, label: str) -> Exception:
    problem: Problem = os_problem(error, label)
    return stop(str(problem), 2 if problem.setup else CONTENT)


def _stop_if(problems: Problems) -> None:
    """End the command where there is something to mend first: then nothing is written."""
    if problems:
        raise stop("\n".join([*map(str, problems.sorted()), "Nothing was written: mend this first."]), CONTENT)
