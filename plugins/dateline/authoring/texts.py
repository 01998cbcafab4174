"""The texts of an event in a further language: which are translated, how each stands to its original, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.problems import CONTENT, Problem, Problems, near_or
from dateline.read.compared import hints
from dateline.read.content import Content, read_content
from dateline.read.declared import Standing, counterparts, standing
from dateline.read.folder import walk
from dateline.read.keys import TRANSLATIONS
from dateline.read.matching import known_names
from dateline.read.names import label_of
from dateline.read.paragraphs import CITATION, CITED, Paragraph, words
from dateline.read.records import Item, Record

from .data_words import Word, words_of
from .project import Project, stop

_SILENT = ("code", "html", "pictures", "placed")
"""Kinds of paragraphs that may be the same in all languages."""
_AS_IN_ORIGINAL = ("site_name", "authors", "credit", "guides", "from")
"""Words of heads that are names, and need no translation."""


@dataclass(frozen=True)
class Text:
    """A text and its translation into a language, if there is one."""

    original: Record
    translation: Record | None

    @property
    def draft(self) -> bool:
        """Whether the translation is not to be published yet."""
        return self.translation is not None and self.translation.text("status") == "draft"

    @cached_property
    def standing(self) -> Standing:
        """How the translation stands to the original; that of none was never declared."""
        return standing(self.original, self.translation) if self.translation else Standing(declared=False)

    @property
    def state(self) -> str:
        """What is said of it: not translated, a draft, not declared, out of date, translated."""
        if self.translation is None:
            return "not translated"
        if self.draft:
            return "a draft"
        if not self.standing.declared:
            return "not declared"
        return "translated" if self.standing.current else "out of date"

    @cached_property
    def pairs(self) -> tuple[tuple[Paragraph, Paragraph], ...]:
        """Each paragraph of the original with that of the translation, as far as they can be told one by one."""
        return tuple(counterparts(self.original, self.translation).items()) if self.translation else ()

    @property
    def untold(self) -> tuple[Paragraph, ...]:
        """The translation's paragraphs that say, letter by letter, what the original says."""
        return tuple(
            mine for theirs, mine in self.pairs
            if theirs.digest == mine.digest and theirs.kind not in _SILENT and theirs.name not in _AS_IN_ORIGINAL and any(map(str.isalpha, mine.text))
        )  # fmt: skip

    @property
    def missing(self) -> tuple[Paragraph, ...]:
        """The words of the original's head that the translation's leaves out."""
        if not self.translation:
            return ()
        takes = {key.name.lower() for key in TRANSLATIONS[self.original.kind]}
        left_out = (each for each in words(self.original) if each.name in takes and not self.translation.has(each.name))
        return tuple(each for each in left_out if each.name not in _AS_IN_ORIGINAL)

    @property
    def hints(self) -> Iterator[tuple[Paragraph, Paragraph, str]]:
        """What is not the same in a paragraph and its translation, and mostly should be."""
        changed = {each.original for each in self.standing.differences}
        for theirs, mine in self.pairs:
            if theirs not in changed and theirs.kind not in ("code", "placed", "pictures") and not (self.draft and theirs.digest == mine.digest):
                said, told_in = (CITATION.sub("", each.text) if each.name in CITED else each.text for each in (theirs, mine))
                yield from ((theirs, mine, told) for told in hints(said, told_in))


@dataclass(frozen=True)
class Texts:
    """All texts of an event, and where their files lie. `problems` are those that a build would tell."""

    project: Project
    content: Content
    files: Mapping[str, Path]
    problems: tuple[Problem, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages besides the site's."""
        return tuple(each for each in self.content.languages if each != self.project.language)

    def need(self, language: str) -> None:
        """End the command where the event is not told in a language."""
        if language not in self.languages:
            known = "; ".join((*(self.content.languages or (self.project.language,)), language))
            do = f'write "Languages: {known}" in {self.project.shown(self.project.content / "event.md")}'
            raise stop(f"the event is not told in {language}: {near_or(language, self.languages, do)}", CONTENT)

    def originals(self) -> Iterator[Record]:
        """Yield every text that is published, or will be: the event, articles, entries, pages, captions."""
        if self.content.event:
            yield self.content.event
        for record in chain.from_iterable(self.content.texts.values()):
            if record.text("status") != "draft":
                yield record

    def of(self, language: str) -> Iterator[Text]:
        """Yield every text with its translation into a language; not those that are written in it."""
        known = self.content.translations.get(language, {})
        for record in self.originals():
            if record.text("lang") != language:
                yield Text(self._named(record), known.get(record.path))

    def _named(self, record: Record) -> Record:
        """Return a text as translators see it: the event says what the site is called, also where the settings do."""
        name = self.project.sitename
        if record.kind != "event" or record.has("site_name") or not name:
            return record
        return replace(record, fields={**record.fields, "site_name": (Item(name, record.line),)})

    def words(self, language: str) -> Iterator[tuple[str, Word]]:
        """Yield the words of all data files, each with the path of its file."""
        names = known_names(self.content.data)
        for records in self.content.data.values():
            for record in records:
                yield from ((record.path, word) for word in words_of(record, language, self.project.language, names))

    def path(self, name: str) -> str:
        """Return the path by which a file that somebody names, from the working folder or from the project's, is known among records."""
        meant = ((base / name).resolve() for base in (Path.cwd(), self.project.root))
        return next((self._by_file[file] for file in meant if file in self._by_file), name)

    @cached_property
    def _by_file(self) -> dict[Path, str]:
        return {file.resolve(): path for path, file in reversed(list(self.files.items()))}

    def file(self, path: str) -> Path:
        """Return the file that a record's path names."""
        return self.files[path]

    def shown(self, path: str) -> str:
        """Return a record's path as an author knows it: from the project's folder."""
        return self.project.shown(self.files[path]) if path in self.files else path


def read_texts(project: Project) -> Texts:
    """Read all of an event's content."""
    project.need_content()
    problems = Problems()
    folder = walk(project.content, project.ignored, problems)
    content = read_content(project.content, project.ignored, {}, problems, project.language, folder)
    files = {name: file.file for file in folder.files for name in (label_of(file.file), f"{folder.label}/{file.name}")}
    return Texts(project, content, files, tuple(problems.sorted()))
