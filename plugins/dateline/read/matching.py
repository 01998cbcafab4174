"""Whether translations match their originals: as many claims, corrections of the same days, the same kinds, words for words alone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from dateline.problems import Problems, near_or
from dateline.read import values
from dateline.read.amounts import Bounds
from dateline.read.corrections import has_words
from dateline.read.records import Item, Record
from dateline.read.updates import name_of

SAID_BY = ("by", "speaker")
"""Fields that name who says something, by a key or a name."""
_KEY = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_DAY = re.compile(r"^\s*(\d{4}-\d{2}-\d{2})\s*[:\uff1a]")
_ALONE = ("translation", "translator")
"""Fields that may be written in a further language alone."""


def is_key(written: str) -> bool:
    """Tell whether what names somebody can be a key."""
    return bool(_KEY.match(written))


def day_of(written: str) -> str:
    """Return the day before the colon of `YYYY-MM-DD: words`; empty where there is none."""
    found = _DAY.match(written)
    return found[1] if found else ""


def known_names(data: Mapping[str, Iterable[Record]]) -> dict[str, str]:
    """Return the keys of people and organisations by their names, in small letters."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for kind in ("people", "organisations"):
        for record in data.get(kind, ()):
            if record.key not in taken:
                names.setdefault(record.text("name", record.key).casefold(), record.key)
            taken.add(record.key)
    return names


def compare_all(
    event: Record | None,
    texts: Mapping[str, Iterable[Record]],
    data: Mapping[str, Sequence[Record]],
    translations: Mapping[str, Mapping[str, Record]],
    language: str,
    problems: Problems,
) -> None:
    """Note where translations, and words of data files in further languages, do not match what they are of. `language` is the site's."""
    known: Sequence[str] = (event.any("languages") or ()) if event else ()
    if event and known and language not in known:
        what = f"Languages: {language}, the site's own language, is not among them"
        problems.add(event.path, event.at("languages"), what, f'write "Languages: {"; ".join((language, *known))}"', topic="languages")
    originals = {record.path: record for record in (*((event,) if event else ()), *chain(*texts.values()))}
    for tag, records in translations.items():
        for path, record in records.items():
            original, name = originals.get(path), posixpath.basename(path)
            if original is None:
                first = posixpath.splitext(posixpath.splitext(name)[0])[0]
                problems.add(record.path, 0, f"{name} is a translation itself", f"rename it to {first}.{tag}.md", topic="languages")
                continue
            if original.text("lang", language) == tag:
                problems.add(record.path, 0, f"{name} is in {tag} itself", f'delete one of the two, or correct Lang in {name}', topic="languages")
            compare(original, record, problems)
    if known or not (event and "languages" in event.written):
        compare_data(data, known, language, problems)
    if event and known and (idle := unused(known, language, translations, data)):
        what = f"Languages: nothing is translated into {', '.join(idle)} yet"
        problems.warn(event.path, event.at("languages"), what, f"write event.{idle[0]}.md, or take it out", topic="languages")


def compare(original: Record, translation: Record, problems: Problems) -> None:
    """Note what a translation says that its original does not, and the other way round."""
    name = posixpath.basename(original.path)
    _claims(original, translation, name, problems)
    if translation.has("when_note") and not original.has("when_note"):
        do = "delete it, or write it there first"
        problems.add(translation.path, translation.at("when_note"), f"When_note: there is none in {name}", do, topic="languages")
    theirs, ours = (sum(1 for _ in record.each("authors")) for record in (translation, original))
    if theirs and theirs != ours:
        what = f"Authors: {theirs} of them, where {name} has {ours or 'none'}"
        do = "name as many, in the same order" if ours else "delete them, or name them there first"
        problems.add(translation.path, translation.at("authors"), what, do, topic="languages")
    standing = [(day_of(str(item.value)), has_words(str(item.value))) for item in original.fields.get("correction", ())]
    for item in translation.fields.get("correction", ()):
        day = day_of(str(item.value))
        if found := next((each for each in standing if day and day == each[0]), None):
            standing.remove(found)
            if found[1] is not has_words(str(item.value)):
                what = f"Correction: there are {'no ' if found[1] else ''}old and new words, and {name} has {'them' if found[1] else 'none'}"
                do = 'write "old words" -> "new words" in this language' if found[1] else "say it in sentences, as there"
                problems.add(translation.path, item.line, what, do, topic="languages")
            continue
        days = [each[0] for each in standing]
        do = f"its days are {', '.join(days)}" if days else "delete it, or write it there first"
        problems.add(translation.path, item.line, f'Correction: "{item.value}" is none of those in {name}', near_or(day, days, do), topic="languages")
    _updates(original, translation, name, problems)
    kinds = {values.key_and_label(str(item.value))[0] for item in original.fields.get("kinds", ())}
    for item in translation.fields.get("kinds", ()):
        key, label = values.key_and_label(str(item.value))
        if not key or not label:
            problems.add(translation.path, item.line, f'Kinds: "{item.value}" is no "key = label"', "write for example protest = Protest", topic="event")
        elif kinds and key not in kinds:
            problems.add(translation.path, item.line, f'Kinds: "{key}" is no kind in {name}', near_or(key, kinds, f"its kinds are {', '.join(sorted(kinds))}"), topic="languages")
    if original.body.strip() and not translation.body.strip() and translation.text("status") != "draft":
        problems.add(translation.path, 1, f"there is no text below the head, and {name} has one", 'translate it, or write "Status: draft"', topic="languages")


def _updates(original: Record, translation: Record, name: str, problems: Problems) -> None:
    """Note the updates of a translation that its original does not have: each is known by its time."""
    times = [name_of(str(item.value)) for item in original.fields.get("update", ())]
    seen: set[str] = set()
    for item in translation.fields.get("update", ()):
        time = name_of(str(item.value))
        if time not in times:
            do = f"its times are {', '.join(times)}" if times else "delete it, or write it there first"
            problems.add(translation.path, item.line, f'Update: "{item.value}" is of no time in {name}', near_or(time, times, do), topic="languages")
        elif time in seen:
            problems.add(translation.path, item.line, f"Update: there is another one of {time}", "make one of the two", topic="languages")
        seen.add(time)


def _claims(original: Record, translation: Record, name: str, problems: Problems) -> None:
    theirs, ours = translation.fields.get("claims", ()), original.fields.get("claims", ())
    if theirs and len(theirs) != len(ours):
        what = f"Claims: {len(theirs)} of them, where {name} has {len(ours) or 'none'}"
        problems.add(translation.path, theirs[0].line, what, "write as many, in the same order" if ours else "delete them", topic="languages")
        return
    for item, other in zip(theirs, ours, strict=False):
        who, key = values.labelled(str(item.value))[0], values.labelled(str(other.value))[0]
        if who and who != key and is_key(key):
            what = f'Claims: "{who}" stands where {name} has the key "{key}"'
            problems.add(translation.path, item.line, what, f'write "{key}: ...": the name is taken from the data files', topic="languages")


def compare_data(data: Mapping[str, Sequence[Record]], languages: Sequence[str], language: str, problems: Problems) -> None:
    """Note what is wrong with words in further languages. `languages` are the event's, none where it names none; `language` is the site's."""
    names = known_names(data)
    for records in data.values():
        for record in records:
            for part in (record, *record.items):
                _compare_fields(part, languages, language, names, problems)


def _compare_fields(record: Record, languages: Sequence[str], language: str, names: Mapping[str, str], problems: Problems) -> None:
    spoken = record.text("language") or language
    if record.kind == "quotes" and spoken == language and record.has("translation"):
        what = f"translation: the words are in {language} themselves"
        problems.add(record.path, record.at("translation"), what, "say their language, or delete it", topic="languages")
    for held, items in record.fields.items():
        name, at, tag = held.partition("@")
        if not at:
            continue
        told = _wrong(record, name, tag, items[0], languages, language, names)
        if told:
            problems.add(record.path, items[0].line, f"{name}_{tag}: {told[0]}", told[1], topic="languages")


def _wrong(
    record: Record, name: str, tag: str, item: Item, languages: Sequence[str], language: str, names: Mapping[str, str]
) -> tuple[str, str] | None:
    """Return what is wrong with a field in a further language, and what to do."""
    own = record.any(name)
    if tag not in languages:
        known = "; ".join((*(languages or (language,)), tag))
        return f"the event is not told in {tag}", near_or(tag, languages, f'write "Languages: {known}" in event.md, or delete it')
    if own is None and name not in _ALONE and name not in record.written:
        return f"there is no {name}", f"write {name} in {language} too"
    if not isinstance(item.value, str) or isinstance(own, float | Bounds):
        return "a number is written once, for all languages", "delete it"
    if name in SAID_BY and own is not None and (is_key(own) or own.casefold() in names):
        return f'"{own}" is in people.yaml or organisations.yaml', f"write the name in {tag} there, and delete it here"
    if name == "withdrawn" and own is not None and day_of(item.value) != day_of(own):
        return "the day is another than in withdrawn", f"write {day_of(own)}: and the words"
    if name == "translation" and (record.text("language") or language) == tag:
        return f"the words are in {tag} themselves", "delete it"
    return None


def unused(languages: Sequence[str], language: str, translations: Mapping[str, Mapping[str, Record]], data: Mapping[str, Sequence[Record]]) -> list[str]:
    """Return the languages that nothing is translated into."""
    fields = (held for records in data.values() for record in records for part in (record, *record.items) for held in part.fields)
    used = {held.partition("@")[2] for held in fields} | set(translations)
    return [tag for tag in languages if tag != language and tag not in used]
