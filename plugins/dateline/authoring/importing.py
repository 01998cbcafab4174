"""`invoke import`: writes what an import found as files of the content folder, all of them or none, never over another file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from dateline.dataclass import dataclass
from dateline.imports.dates import ORDERS
from dateline.imports.entries import Imported, NewEntry, NewPicture, Wrong, slug_from
from dateline.imports.sheets import decoded
from dateline.imports.table import read_table
from dateline.imports.timelinejs import read_timelinejs
from dateline.markup.reserved import RESERVED_IDS
from dateline.model.texts import slug_of
from dateline.problems import CONTENT, Misread, Problems, near_or, say
from dateline.read import frontmatter, values
from dateline.read.content import Content, read_content
from dateline.read.frontmatter import as_value
from dateline.read.records import Record, from_head
from dateline.read.when import Form, When, parse_when

from .importing_archives import import_archives
from .known import zone_of
from .newfiles import write_all
from .project import Project, stop

_T = TypeVar("_T")
FORMATS = ("timelinejs", "csv", "auto-archiver")
_SOURCE = "imported"
"""The key of the source that is written where there are no sources yet."""
_LISTS = ("places", "people", "organisations")


@dataclass(frozen=True)
class Choices:
    """What the author chose: columns of a table, kind of entries without one, source of all, zone of a new event, order of dates."""

    columns: str = ""
    kind: str = ""
    source: str = ""
    zone: str = ""
    dates: str = ""


def import_choices(project: Project, format: str, file: str, **choices: str) -> None:
    """Import a file and print the report: the command `import`."""
    say(import_file(project, format, file, Choices(**choices)))


def import_file(project: Project, kind: str, file: str, choices: Choices) -> str:
    """Import a file; return the report. Ends the task with a line for everything that is wrong; then nothing was written."""
    if kind not in FORMATS:
        raise stop(f'unknown format "{kind}": {_advice(kind, FORMATS)}', CONTENT)
    if choices.dates and choices.dates not in ORDERS:
        raise stop(f'--dates: unknown order "{choices.dates}": write dmy (day first) or mdy (month first)', CONTENT)
    project.need_content()
    try:
        if kind == "auto-archiver":
            return import_archives(project, file, choices.columns, choices.dates)
        here = _existing(project, choices)
        text = decoded(Path(file).read_bytes())
        if kind == "timelinejs":
            found = read_timelinejs(text, Path(file), here.zone, choices.dates)
        else:
            found = read_table(text, choices.columns, choices.dates)
        plan = _Plan(project, here, found, choices, Path(file).name)
        plan.make()
    except OSError as error:
        raise stop(f"{file}: cannot be read ({error.strerror}): name a file", CONTENT) from None
    except Misread as wrong:
        raise stop(f"{file}: {wrong.what}: {wrong.do}", CONTENT) from None
    if plan.wrong:
        raise stop("\n".join(f"{file}: {wrong}" for wrong in sorted(set(plan.wrong), key=Wrong.order)), CONTENT)
    write_all(plan.files)
    return _report(project, plan)


@dataclass(frozen=True)
class _Here:
    """What the content folder holds already. `event` is None where there is none yet."""

    content: Content | None
    event: Record | None
    zone: ZoneInfo
    kinds: Mapping[str, str]

    def keys(self, kind: str) -> dict[str, str]:
        """Return the keys of a data file by key and by name, without regard to case."""
        records = self.content.data[kind] if self.content else ()
        found = {record.text("name").casefold(): record.key for record in records if record.has("name")}
        return {**found, **{record.key: record.key for record in records}}


def _existing(project: Project, choices: Choices) -> _Here:
    if not (project.content / "event.md").is_file():
        try:
            return _Here(None, None, values.zone(choices.zone or "UTC"), {})
        except Misread as wrong:
            raise stop(f"--zone: {wrong.what}: {wrong.do}", CONTENT) from None
    problems = Problems()
    content = read_content(project.content, (), {}, problems)
    if problems or content.event is None:
        raise stop(f"{problems.sorted()[0]} (mend the content, then import)", CONTENT)
    kinds: dict[str, str] = {}
    for item in content.event.each("kinds"):
        key, _, label = (part.strip() for part in str(item.value).partition("="))
        kinds |= {label.casefold(): key, key: key}
    return _Here(content, content.event, content.event.any("timezone"), kinds)


@dataclass
class _Plan:
    """Every file that is to be written, by its path: text, or the image file to copy; and what could not be carried."""

    project: Project
    here: _Here
    found: Imported
    choices: Choices
    name: str
    files: dict[Path, str | Path] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    entries: int = 0
    pictures: dict[Path, str] = field(default_factory=dict)

    def make(self) -> None:
        """Decide everything; `wrong` collects what is wrong in the file. Raises Misread for what concerns all of it."""
        self.lost += self.found.lost
        self.wrong += self.found.wrong
        whens = []
        for entry in self.found.entries:
            try:
                whens.append(self._when(entry))
            except Misread as misread:
                self.wrong.append(Wrong.at(entry.where, misread))
        self._tell_unknown_sources()
        no_kinds: dict[str, str] = {}
        kinds, source = self._for_all(self._kinds, no_kinds), self._for_all(self._source, "")
        if self.wrong:
            return
        taken = self._taken()
        for entry, when in zip(self.found.entries, whens, strict=True):
            slug = self._slug(entry, taken)
            text = self._entry(entry, kinds[self._group(entry)], slug, source)
            try:
                self._add(f"timeline/{when.group}-{slug}.md", text, "entry")
            except Misread as misread:
                self.wrong.append(Wrong.at(entry.where, misread))
            self.entries += 1
        if self.wrong:
            return
        if self.here.event is None:
            self._event(kinds, whens)
        elif self.found.title:
            self.lost.append(f'the title "{self.found.title}": the event has one')
        if self.here.event is not None and self.found.picture:
            self.lost.append(f"the title's picture {self.found.picture.file.name}: the event has its own")

    def _for_all(self, decide: Callable[[], _T], otherwise: _T) -> _T:
        """Return a decision that concerns the file as a whole; note it where there is none."""
        try:
            return decide()
        except Misread as misread:
            self.wrong.append(Wrong.at("", misread))
            return otherwise

    def _kinds(self) -> dict[str, str]:
        """Return the key of the kind of each group; for a new event, every group becomes one."""
        groups = dict.fromkeys(self._group(entry) for entry in self.found.entries)
        if self.here.event is None:
            made: dict[str, str] = {}
            for number, group in enumerate(groups, 1):
                # Names that differ in more than case are kinds of their own, though their letters may be the same.
                alike = [made[other] for other in made if other.casefold() == group.casefold()]
                key = (slug_from(group) or f"kind-{number}") if group else "event"
                made[group] = alike[0] if alike else _free(key, made.values())
            return made
        known = self.here.kinds
        if self.choices.kind and self.choices.kind not in known.values():
            raise stop(f'--kind: unknown kind "{self.choices.kind}": {_advice(self.choices.kind, known.values())}', CONTENT)
        other = self.choices.kind or (next(iter(known.values())) if len(set(known.values())) == 1 else "")
        kinds = {group: known.get(group.casefold(), other) for group in groups}
        missing = [group for group, key in kinds.items() if not key]
        if missing:
            named = ", ".join(f'"{group}"' if group else "entries without a group" for group in missing)
            raise Misread(f"no kind of the event is called {named}", "add it to Kinds in event.md, or choose one with --kind")
        for group, key in kinds.items():
            if group and group.casefold() not in known:
                self.lost.append(f'the group "{group}": its entries are of the kind "{key}"')
        return kinds

    @staticmethod
    def _group(entry: NewEntry) -> str:
        return values.unquoted(as_value(entry.group))

    @property
    def _sources_file(self) -> Path:
        return self.project.content / "data" / "sources.yaml"

    def _tell_unknown_sources(self) -> None:
        """Note names of sources that no source has, where nothing else says which one is meant."""
        known = self.here.keys("sources")
        if self.choices.source or not self._sources_file.exists():
            return  # told as not carried
        for entry in self.found.entries:
            for name in entry.sources:
                if name not in known and name.casefold() not in known:
                    do = near_or(name, known.values(), "add it to data/sources.yaml, or choose one for all with --source")
                    self.wrong.append(Wrong(entry.where, f'unknown source "{name}"', do))

    def _source(self) -> str:
        """Return the key of the source of entries that name none; where there are no sources yet, the file is one."""
        known = self.here.keys("sources")
        if self.choices.source:
            if self.choices.source not in known:
                advice = _advice(self.choices.source, known.values())
                raise stop(f'--source: unknown source "{self.choices.source}": {advice}', CONTENT)
            return self.choices.source
        file = self._sources_file
        if not file.exists():
            publisher = self.found.title or self.name
            text = f"{_SOURCE}:\n  title: {_yaml(f'[Imported from the file {self.name}]')}\n  publisher: {_yaml(publisher)}\n"
            self.files[file] = text
            self.lost.append(f"where the facts come from: all entries cite the file itself, as {_SOURCE} in data/sources.yaml")
            return _SOURCE
        if all(entry.sources for entry in self.found.entries):
            return ""  # those that are not known are told where they stand
        raise Misread("its entries have no source", "choose one with --source, a key of data/sources.yaml")

    def _taken(self) -> set[str]:
        texts = self.here.content.texts if self.here.content else {}
        return {slug_of(record) for kind in ("entry", "article") for record in texts.get(kind, ())}

    def _slug(self, entry: NewEntry, taken: set[str]) -> str:
        wanted = slug_from(entry.slug) or slug_from(entry.title) or "entry"
        slug = _free(f"{wanted}-entry" if wanted in RESERVED_IDS else wanted, taken)
        taken.add(slug)
        if entry.slug and slug != entry.slug:
            self.lost.append(f'{entry.where}: its id "{entry.slug}" became "{slug}"')
        return slug

    def _when(self, entry: NewEntry) -> When:
        first = next((key for key in self._keys(entry, "places", tell=False)), "")
        zone = self.here.zone
        places = {record.key: record for record in self.here.content.data["places"]} if self.here.content else {}
        if first in places:
            zone = zone_of(places[first], places, zone)
        return parse_when(entry.when, zone)

    def _keys(self, entry: NewEntry, kind: str, *, tell: bool = True) -> list[str]:
        """Return the keys of the places, people, organisations or sources that an entry names and that are known."""
        known = self.here.keys(kind)
        found = []
        for name in getattr(entry, kind):
            key = known.get(name) or known.get(name.casefold())
            if key:
                found.append(key)
            elif tell:
                self.lost.append(f'{entry.where}: "{name}" is not in data/{kind}.yaml')
        return list(dict.fromkeys(found))

    def _entry(self, entry: NewEntry, kind: str, slug: str, source: str) -> str:
        head = [f"Title: {as_value(entry.title)}", f"When: {entry.when}", f"Kind: {kind}", f"Slug: {slug}"]
        if self._when(entry).form is Form.UNDATED:
            head.append(f"Date: {datetime.now(tz=UTC).date()}")  # by which feeds sort it
        for name in _LISTS:
            if keys := self._keys(entry, name):
                head.append(f"{name.title()}: {'; '.join(keys)}")
        sources = self._keys(entry, "sources") or [source]
        head.append(f"Sources: {'; '.join(sources)}")
        if entry.highlight:
            head.append("Highlight: yes")
        if entry.certainty:
            head.append(f"Certainty: {entry.certainty}")
        if entry.picture:
            head.append(f"Picture: {self._picture(entry.picture, entry.where)}")
        return "\n".join(head) + "\n\n" + (f"{entry.body}\n" if entry.body else "")

    def _picture(self, picture: NewPicture, where: str) -> str:
        """Return the name of a picture; the same file is copied once, with the caption of the first entry that shows it."""
        file = picture.file.resolve()
        if file in self.pictures:
            return self.pictures[file]
        folder = self.project.content / "pictures"
        images = self.here.content.images if self.here.content else {}
        others = (path.stem for path in folder.iterdir()) if folder.is_dir() else ()
        name = _free(slug_from(file.stem) or "picture", {*images, *self.pictures.values(), *others})
        if not picture.alt:
            self.lost.append(f"{where}: its picture has no alternative text: write Alt in pictures/{name}.md")
        if not picture.credit:
            self.lost.append(f"{where}: its picture has no credit: write Credit in pictures/{name}.md")
        self.pictures[file] = name
        self.files[folder / f"{name}{file.suffix.lower()}"] = file
        head = f"Alt: {as_value(picture.alt or 'Not described')}\nCredit: {as_value(picture.credit or 'Unknown')}\n"
        self._add(f"pictures/{name}.md", f"{head}\n{picture.caption}\n" if picture.caption else f"{head}\n", "picture")
        return name

    def _event(self, kinds: Mapping[str, str], whens: Iterable[When]) -> None:
        dated = [when for when in whens if when.form is not Form.UNDATED]
        labels: dict[str, str] = {}
        for group, key in kinds.items():
            labels.setdefault(key, group or "Event")
        picture = self._picture(self.found.picture, "the title") if self.found.picture else ""
        text = [
            f"Title: {as_value(self.found.title or Path(self.name).stem)}",
            *([f"Standfirst: {as_value(self.found.standfirst)}"] if self.found.standfirst else []),
            f"Starts: {min((when.earliest or when.stands.first for when in dated), default='0001-01-01')}",
            f"Ends: {max((when.last_day for when in dated), default='0001-01-01')}",
            f"Timezone: {self.here.zone.key}",
            *([f"Lead_picture: {picture}"] if picture else []),
            "Kinds:",
            *(f"    {key} = {label}" for key, label in labels.items()),
        ]
        self._add("event.md", "\n".join(text) + "\n", "event")
        if not self.choices.zone:
            self.lost.append("the time zone: TimelineJS and tables name none, so event.md says UTC")

    def _add(self, name: str, text: str, kind: str) -> None:
        """Plan a file, once our own reader takes it without a problem."""
        problems = Problems()
        from_head(kind, name, Path(name).stem, frontmatter.parse(text, name, problems), problems)
        if problems:
            problem = problems.sorted()[0]
            raise Misread(problem.what, problem.do)
        file = self.project.content / name
        if file.exists() or file in self.files:
            raise Misread(f"{self.project.shown(file)} is there already", "rename it, then import again")
        self.files[file] = text


def _free(wanted: str, taken: Collection[str]) -> str:
    """Return a name that is not taken: the one that is wanted, or with the first number behind it that makes it new."""
    if wanted not in taken:
        return wanted
    return next(name for number in count(2) if (name := f"{wanted}-{number}") not in taken)


def _advice(word: str, known: Iterable[str]) -> str:
    names = list(dict.fromkeys(known))
    return near_or(word, names, f"known are {', '.join(names)}" if names else "there is none yet")


def _yaml(words: str) -> str:
    """Return words as a YAML scalar in double quotes."""
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _report(project: Project, plan: _Plan) -> str:
    def some(count: int, one: str, many: str) -> str:
        return f"{count} {one if count == 1 else many}"

    where = project.shown(project.content)
    counts = some(plan.entries, "entry", "entries")
    if plan.pictures:
        counts += f" and {some(len(plan.pictures), 'picture', 'pictures')}"
    lines = [f"{counts} written to {where}/"]
    if plan.lost:
        lines += ["Not carried, or to look at:", *(f"- {line}" for line in dict.fromkeys(plan.lost))]
    return "\n".join(lines)
