"""`dateline translated FILE`: declares that a translation tells what its original tells now, by the words that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.problems import CONTENT, Misread, near_file_or, say
from dateline.read.declared import DECLARED, KEY, NOT_YET, declaration, recorded_of, written
from dateline.read.heads import with_list
from dateline.read.paragraphs import Paragraph, body, words
from dateline.read.records import Record

from .newfiles import NOTHING_WRITTEN, read_file, write_over
from .project import Project, stop
from .texts import Text, Texts, read_texts


@dataclass(frozen=True)
class _Named:
    """A translation that was named, by itself or by its original, with its language."""

    text: Text
    language: str

    @property
    def translation(self) -> Record:
        """The translation, which is there."""
        assert self.text.translation is not None
        return self.text.translation


def translated(project: Project, file: tuple[str, ...], line: int = 0) -> None:
    """Write into the heads of translations what they were made from. An original stands for all its translations.

    With a `line`, only the paragraph on that line of the one translation is declared. Ends the command, with everything that is wrong, before
    anything is written.
    """
    texts = read_texts(project)
    wrong: list[str] = []
    named = list({each.translation.path: each for name in file for each in _named(texts, name, wrong)}.values())
    if line and len(named) > 1:
        wrong.append("--line is a line of one translation: name one file")
    for each in named:
        wrong += _faults(texts, each)
        if line and not wrong:
            wrong += _no_paragraph(texts, each, line)
    if wrong:
        raise stop("\n".join([*wrong, NOTHING_WRITTEN]), CONTENT)
    new: dict[Path, tuple[bytes, bytes]] = {}
    for each in named:
        members = declaration_of(each.text, line)
        path = texts.file(each.translation.path)
        before = read_file(project, path)
        try:
            new[path] = before, with_list(before, KEY.capitalize(), members, each.translation.path)
        except Misread as misread:
            raise stop(f"{project.shown(path)}: {misread.what}: {misread.do}\n{NOTHING_WRITTEN}", CONTENT) from None
    for path, (before, after) in new.items():
        if before != after:
            write_over(project, path, before, after)
        say(f"{project.shown(path)} is {'declared already' if before == after else 'declared'}.")
    for each in named:
        if each.text.draft:
            say(f"{texts.shown(each.translation.path)} is a draft: delete the line Status when it shall be published.")


def declaration_of(text: Text, line: int = 0) -> tuple[str, ...]:
    """Return what a translation's head says once it is declared: all of it, or only the paragraph on a line, and the rest as it was."""
    assert text.translation is not None
    if not line:
        return declaration(text.original, text.translation)
    members: list[str] = []
    for name in (*DECLARED, ""):
        theirs, mine = (_of(record, name) for record in (text.original, text.translation))
        if not mine and name:
            continue
        was = as_recorded(recorded_of(text.translation, name), theirs)
        here = next((number for number, each in enumerate(mine) if each.line <= line <= each.last), -1)
        members += (written(name, each.digest if number == here else digest) for number, (each, digest) in enumerate(zip(theirs, was, strict=True)))
    return tuple(members)


def _of(record: Record, name: str) -> list[Paragraph]:
    return [each for each in words(record) if each.name == name] if name else list(body(record.body, record.body_line))


def as_recorded(recorded: list[str], now: list[Paragraph]) -> list[str]:
    """Return for each paragraph of the original, of one name, the digest that was declared of it."""
    found = [NOT_YET] * len(now)
    for _, old, old_end, new, new_end in SequenceMatcher(None, recorded, [each.digest for each in now], autojunk=False).get_opcodes():
        for number in range(min(old_end - old, new_end - new)):
            found[new + number] = recorded[old + number]
    return found


def _named(texts: Texts, name: str, wrong: list[str]) -> Iterator[_Named]:
    """Yield the translations that the name of a file stands for; what is wrong with it is added."""
    path = texts.path(name)
    found = False
    for language in texts.languages:
        for text in texts.of(language):
            if text.translation and path in (text.translation.path, text.original.path):
                found = True
                yield _Named(text, language)
    if found:
        return
    if any(record.path == path for record in texts.originals()):
        wrong.append(f"{texts.shown(path)} has no translation: begin one with `dateline translate LANGUAGE --begin {texts.shown(path)}`")
    elif told := [problem for problem in texts.problems if problem.path == path]:
        wrong += map(str, told)
    else:
        known = [record.path for records in texts.content.translations.values() for record in records.values()]
        wrong.append(f"{name} is no translation: {near_file_or(name, known, 'name a file such as content/timeline/night.ru.md')}")


def _faults(texts: Texts, named: _Named) -> Iterator[str]:
    """Yield why a translation cannot be declared: what a build would tell of it, and paragraphs without a counterpart."""
    own = {named.translation.path, named.text.original.path}
    yield from (str(problem) for problem in texts.problems if problem.path in own)
    theirs, mine = _of(named.text.original, ""), _of(named.translation, "")
    if len(theirs) == len(mine):
        return
    here, there = texts.shown(named.translation.path), texts.shown(named.text.original.path)
    yield f"{here}: it has {_count(mine)}, and {there} {_count(theirs)}: a translation has the paragraphs of its original, one by one"
    for sign, old, old_end, new, new_end in SequenceMatcher(None, [each.kind for each in theirs], [each.kind for each in mine], autojunk=False).get_opcodes():
        if sign != "equal" and old_end - old != new_end - new:
            for path, found in ((there, theirs[old + min(old_end - old, new_end - new) : old_end]), (here, mine[new + min(old_end - old, new_end - new) : new_end])):
                for each in found:
                    yield f"{path}:{each.line}: {each} without a counterpart: {'translate it' if path == there else 'join it to another, or part the original too'}"


def _count(found: list[Paragraph]) -> str:
    return f"{len(found)} paragraph{'' if len(found) == 1 else 's'}"


def _no_paragraph(texts: Texts, named: _Named, line: int) -> Iterator[str]:
    """Yield that there is no paragraph on a line."""
    found = [*words(named.translation), *body(named.translation.body, named.translation.body_line)]
    if not any(each.line <= line <= each.last for each in found):
        lines = ", ".join(str(each.line) for each in found)
        yield f"{texts.shown(named.translation.path)}:{line}: no paragraph stands here: they begin on lines {lines}"
