"""`dateline translate LANGUAGE --export FILE.po` and `--import FILE.po`: all words of an event for translators who work with PO files, and back.

What is imported goes into the files that authors edit, paragraph by paragraph, and nothing that anybody has changed meanwhile is lost: it is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from dateline import po
from dateline.dataclass import dataclass
from dateline.files import write_atomically
from dateline.problems import CONTENT, SETUP, Misread, os_problem, say
from dateline.read.declared import DECLARED, KEY, NOT_YET, recorded_of, written
from dateline.read.heads import with_body, with_list, with_values
from dateline.read.keys import TRANSLATIONS
from dateline.read.paragraphs import HEAD, Paragraph, body, digest, paragraphs

from .beginning import begun_with, beside, lines_of
from .data_words import with_words
from .declaring import as_recorded
from .listing import listing
from .newfiles import NOTHING_WRITTEN, read_file, write_all, write_over
from .project import stop
from .texts import Text, Texts
from .units import EXPORTED, Unit, head, translatable, units


def export(texts: Texts, language: str, file: Path) -> int:
    """Write all words of an event with their translations into a PO file, over one that is there: it holds nothing but what the event holds."""
    found = _units(texts, language)
    for text in texts.of(language):
        if text.translation and text.standing.apart:
            say(f"{texts.shown(text.translation.path)} has other paragraphs than {texts.shown(text.original.path)}: its body is not exported, nor will it be imported")
    title = texts.content.event.text("title") if texts.content.event else ""
    try:
        write_atomically(file, po.write([head(title, language, texts.project.language), *(unit.entry() for unit in found)]).encode())
    except OSError as error:
        problem = os_problem(error, texts.project.shown(file))
        raise stop(f"{problem}\n{NOTHING_WRITTEN}", SETUP if problem.setup else CONTENT) from error
    done = sum(bool(unit.translated) and not unit.outdated for unit in found)
    fuzzy = sum(bool(unit.translated) and unit.outdated for unit in found)
    say(f"{texts.project.shown(file)} is written: {len(found)} messages: {done} translated, {fuzzy} fuzzy, {len(found) - done - fuzzy} missing")
    return 0


def _units(texts: Texts, language: str) -> tuple[Unit, ...]:
    return units(listing(texts, language), texts.words(language))


_MAY_STAY = ("site_name", "authors", "credit", "read_more", "publisher", "licence")
"""Words of heads that need no translation for a text to be translated."""


@dataclass
class _Plan:
    """What is to be written: new words by unit; what cannot be taken, as lines to tell."""

    texts: Texts
    language: str
    new: dict[tuple[str, str], str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def take_in(texts: Texts, language: str, file: Path) -> int:
    """Write the translations of a PO file into the event's files; return 1 where some of them could not be taken, which is told.

    Ends the command before anything is written where the file cannot be read, or the content has problems.
    """
    if texts.problems:
        raise stop("\n".join([*map(str, texts.problems), f"{NOTHING_WRITTEN[:-1]}: mend this first."]), CONTENT)
    label = texts.project.shown(file)
    try:
        entries = po.read(read_file(texts.project, file).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise stop(f"{label}: the file is not UTF-8 ({error.reason}): save it as UTF-8\n{NOTHING_WRITTEN}", CONTENT) from None
    except po.Unreadable as wrong:
        raise stop(f"{label}:{wrong.line}: the file cannot be read: {wrong.what}\n{NOTHING_WRITTEN}", CONTENT) from None
    found = _units(texts, language)
    plan = _planned(texts, language, label, entries, found)
    written = [*_texts_written(plan, found), *_data_written(plan, found)]
    for name in written:
        say(f"{name} is written.")
    if not written:
        say("Nothing is new in it: all files stay as they are.")
    for line in plan.told:
        say(line, error=True)
    return CONTENT if plan.told else 0


def _planned(texts: Texts, language: str, label: str, entries: Iterable[po.Entry], found: Sequence[Unit]) -> _Plan:
    """Return what of a PO file is new, and can be taken."""
    plan = _Plan(texts, language)
    by_key = {unit.key: unit for unit in found}
    for entry in entries:
        said = entry.forms[0] if entry.used and entry.message and entry.context else ""
        if not said.strip():
            continue
        unit = by_key.get((entry.context or "", entry.message))
        if unit is None:
            plan.told.append(f"{label}:{entry.line}: the event has no such words any more ({entry.context}): export again, and translate what is there now")
        elif not unit.outdated and said.split() == unit.translated.split():
            continue
        elif wrong := _wrong_with(unit, said):
            plan.told.append(f"{label}:{entry.line}: {wrong}")
        elif _changed_meanwhile(entry, unit):
            plan.told.append(f"{label}:{entry.line}: {_place(texts, unit)} was changed since the export: choose one of the two, or export again")
        else:
            plan.new[unit.key] = said
    return plan


def _wrong_with(unit: Unit, said: str) -> str:
    """Return why words cannot stand in the place of a message; empty where they can."""
    if unit.text and unit.text.translation and unit.text.standing.apart and unit.paragraph and not unit.paragraph.name:
        return "the translation has other paragraphs than its original: make them as many"
    if unit.paragraph and not unit.paragraph.name and len(body(said)) != 1:
        return "this is more than one paragraph, or none: take blank lines out of it"
    if (unit.word or (unit.paragraph and unit.paragraph.name)) and "\n" in said.strip():
        return "this is one line in the file: take the line ends out of it"
    return ""


def _changed_meanwhile(entry: po.Entry, unit: Unit) -> bool:
    """Tell whether somebody has translated the words, or changed their translation, since they were exported."""
    exported = next((line.removeprefix(EXPORTED).strip() for line in entry.comments if line.startswith(EXPORTED)), "")
    return bool(unit.translated) and digest(unit.translated) != exported


def _place(texts: Texts, unit: Unit) -> str:
    """Return where a translation stands."""
    if unit.word:
        path, word = unit.word
        return f"{texts.shown(path)}:{word.further_line}"
    translation = unit.text.translation if unit.text else None
    return f"{texts.shown(translation.path)}:{unit.mine.line}" if translation and unit.mine else unit.file


def _texts_written(plan: _Plan, found: Iterable[Unit]) -> list[str]:
    """Write the translations of texts; return the names of their files."""
    by_text: dict[str, list[Unit]] = {}
    for unit in found:
        if unit.text:
            by_text.setdefault(unit.text.original.path, []).append(unit)
    names = []
    for path, own in by_text.items():
        if not any(unit.key in plan.new for unit in own):
            continue
        text = own[0].text
        assert text is not None
        new = {unit.paragraph: plan.new[unit.key] for unit in own if unit.paragraph and unit.key in plan.new}
        if text.translation is None:
            file = beside(plan.texts.file(path), plan.language)
            write_all({file: new_file(text, new)})
        else:
            file = plan.texts.file(text.translation.path)
            before = read_file(plan.texts.project, file)
            try:
                after = mended(text, before, new)
            except Misread as wrong:
                plan.told.append(f"{plan.texts.project.shown(file)}: {wrong.what}: {wrong.do}")
                continue
            write_over(plan.texts.project, file, before, after)
        names.append(plan.texts.project.shown(file))
    return names


def new_file(text: Text, new: Mapping[Paragraph, str]) -> str:
    """Return a new translation: what is translated, and else what the original says; a draft until all of it is."""
    needed = [each for each in translatable(text) if each.name not in _MAY_STAY]
    whole = all(each in new for each in needed)
    heads: dict[str, list[str]] = {}
    begun = {each.name for each in (*new, *needed)}  # of what has several lines all, though one alone is translated
    for each in translatable(text):
        if each.name and each.name in begun:
            heads.setdefault(each.name, []).append(new.get(each, each.text))
    shown = {each: new[each] for each in new if not each.name}
    lines = text.original.body.split("\n")
    first = text.original.body_line
    for each in sorted(shown, key=lambda paragraph: paragraph.line, reverse=True):
        lines[each.line - first : each.last - first + 1] = shown[each].split("\n")
    made = begun_with(text.original.kind, heads, "\n".join(lines), draft=not whole)
    unsaid = set(needed) - set(new)
    told = (each for each in paragraphs(text.original) if not each.name or (each.name in DECLARED and each.name in heads))
    members = tuple(written(each.name, NOT_YET if each in unsaid else each.digest) for each in told)
    return with_list(made.encode(), KEY.capitalize(), members).decode()


def mended(text: Text, data: bytes, new: Mapping[Paragraph, str]) -> bytes:
    """Return the file of a translation with new words, and what it says of what it was made from. Raises Misread."""
    assert text.translation is not None
    mine = dict(text.pairs)
    places: dict[tuple[int, int], str] = {}
    lines = {each.original: each.line for each in text.standing.differences if each.original}
    for each, said in new.items():
        if each.name:
            continue
        if own := mine.get(each):
            places[own.line, own.last + 1] = said
        else:
            at = lines[each]
            end = text.translation.body_line + text.translation.body.rstrip().count("\n") + 1
            joined = places.get((at, at), "")
            places[at, at] = f"{joined}\n{said}" if at == end and joined else f"\n{said}" if at == end else f"{joined}{said}\n"
    # From below, so that lines above keep their numbers; the head comes last.
    data = with_body(data, places)
    keys = {key.name.lower(): key for key in TRANSLATIONS[text.original.kind]}
    for name in (name for name in HEAD if any(each.name == name for each in new)):
        theirs = [each for each in paragraphs(text.original) if each.name == name]
        values = [new.get(each) or (mine[each].text if each in mine else each.text) for each in theirs]
        data = with_values(data, keys[name].name, lines_of(keys[name], values), text.translation.path)
    members = []
    for name in (*DECLARED, ""):
        theirs = [each for each in paragraphs(text.original) if each.name == name]
        if name and not text.translation.has(name) and not any(each in new for each in theirs):
            continue
        for each, was in zip(theirs, as_recorded(recorded_of(text.translation, name), theirs), strict=True):
            members.append(written(name, each.digest if each in new else was))
    return with_list(data, KEY.capitalize(), tuple(members), text.translation.path)


def _data_written(plan: _Plan, found: Iterable[Unit]) -> list[str]:
    """Write the words of data files; return the names of these."""
    by_file: dict[str, list[Unit]] = {}
    for unit in found:
        if unit.word and unit.key in plan.new:
            by_file.setdefault(unit.word[0], []).append(unit)
    names = []
    for path, own in by_file.items():
        file = plan.texts.file(path)
        before = read_file(plan.texts.project, file)
        new = {unit.word[1].place: plan.new[unit.key] for unit in own if unit.word}
        kind = next(unit.word[1].kind for unit in own if unit.word)
        kind = {"reports": "figures", "kept": "sources"}.get(kind, kind)
        mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
        try:
            after = with_words(before.removeprefix(mark).decode(), kind, path, plan.language, plan.texts.project.language, new)
        except Misread as wrong:
            plan.told.append(f"{plan.texts.project.shown(file)}: {wrong.what}: {wrong.do}")
            continue
        write_over(plan.texts.project, file, before, mark + after.encode())
        names.append(plan.texts.project.shown(file))
    return names
