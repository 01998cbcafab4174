"""An event in a further language: its records, with the words of their translations laid over them. Facts are the originals' own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dateline.dataclass import dataclass
from dateline.read import values
from dateline.read.content import Content
from dateline.read.declared import newer
from dateline.read.keys import DATA, TRANSLATIONS
from dateline.read.keys import in_language as named
from dateline.read.matching import SAID_BY, day_of, is_key, known_names
from dateline.read.records import Item, Record
from dateline.read.updates import name_of
from dateline.untranslated import untranslated

_CITED = re.compile(r"\[@[^\[\]]+\]")
_KEYS = re.compile(r"@([a-z0-9]+(?:-[a-z0-9]+)*)")
_APART = ("status", "translated", "when_note", "claims", "correction", "update", "kinds")
"""Keys of translations whose words are not simply put in the place of the original's."""
_MARKED = frozenset(("kicker", "standfirst", "summary", "alt", "credit", "role", "what", "type", "note", "title", "unit", "context"))
"""Keys whose words say in which language they are where it is not the page's: all that are no names, which are in no language (WCAG 3.1.2)."""


@dataclass(frozen=True)
class _Further:
    """The language that records are put into, that of the site, keys by the names of people and organisations, the keys of sources."""

    language: str
    site: str
    names: Mapping[str, str]
    sources: frozenset[str]


def in_language(content: Content, language: str, site_language: str, *, drafts: bool = False) -> Content:
    """Return the content in one of the event's languages; that in the site's own is the content itself.

    Texts without a translation stay as they are, with their language. Translations with `Status: draft` count where `drafts` do.
    """
    if language == site_language:
        return content
    known = {
        path: record for path, record in content.translations.get(language, {}).items() if drafts or record.text("status") != "draft"
    }
    further = _Further(language, site_language, known_names(content.data), frozenset(record.key for record in content.data["sources"]))
    return replace(
        content,
        event=content.event and _text(content.event, known.get(content.event.path), further),
        texts={kind: tuple(_text(record, known.get(record.path), further) for record in records) for kind, records in content.texts.items()},
        data={name: tuple(_data(record, further) for record in records) for name, records in content.data.items()},
    )


def _text(record: Record, translation: Record | None, further: _Further) -> Record:
    """Return a text with the words of its translation; without one, with the language that it is in."""
    original = record if record.has("lang") else replace(record, fields={**record.fields, "lang": (Item(further.site, record.line),)})
    fields = dict(original.fields)
    if translation is None:
        if record.has("claims"):
            fields["claims"] = tuple(_by_key(item, further) for item in record.fields["claims"])
        if record.kind == "picture":  # it has no page on which all is in its language
            _mark(fields, ("alt", "credit"), original.text("lang"), further)
        return replace(original, fields=fields)
    for key in TRANSLATIONS[record.kind]:
        name = key.name.lower()
        if name not in _APART and translation.has(name):
            fields[name] = _from(translation, name)
        elif name not in _APART:
            _mark(fields, (name,), original.text("lang"), further)
    if translation.has("standfirst") and not translation.has("summary"):
        fields.pop("summary", None)  # the standfirst stands for it, in the language of the text
    if record.has("when_note") and translation.has("when_note"):
        fields["when_note"] = tuple(_with_sources(item, record.fields["when_note"][0]) for item in _from(translation, "when_note"))
    if record.has("claims"):
        fields["claims"] = tuple(_claims(record, translation, further))
    if record.has("correction"):
        fields["correction"] = tuple(_corrections(record, translation))
    if record.has("update"):
        fields["update"] = tuple(_updates(record, translation))
    if record.has("kinds"):
        fields["kinds"] = tuple(_kinds(record, translation))
    if record.kind == "entry" and (cited := _cited(record, further)):
        # All that the original cites are sources of the entry, in whatever language it is told.
        fields["sources"] = (*fields.get("sources", ()), *cited)
    fields["lang"] = (Item(further.language, 1, translation.path),)
    body, line = (translation.body, translation.body_line) if translation.body.strip() else (record.body, record.body_line)
    behind = newer(record, translation) if translation.body.strip() else ()
    return replace(record, fields=fields, body=body, body_line=line, original=original, words_path=translation.path, newer=behind, digest=translation.digest)


def _mark(fields: dict[str, tuple[Item, ...]], names: Iterable[str], lang: str, further: _Further) -> None:
    """Mark words that stay in the language of their original."""
    for name in names:
        if name in fields and name in _MARKED:
            fields[name] = tuple(
                replace(item, value=untranslated(item.value, lang, further.language)) if isinstance(item.value, str) else item for item in fields[name]
            )


def _from(translation: Record, name: str) -> tuple[Item, ...]:
    return tuple(replace(item, path=translation.path) for item in translation.fields.get(name, ()))


def _claims(record: Record, translation: Record, further: _Further) -> Iterator[Item]:
    """Yield the claims in the words of the translation: who is meant by a key, and the sources, are the original's."""
    said = _from(translation, "claims") or record.fields["claims"]
    for item, original in zip(said, record.fields["claims"], strict=False):
        who, _ = values.labelled(str(_by_key(original, further).value))
        _, words = values.labelled(str(item.value))
        text = f"{who}: {words}" if is_key(who) and words else str(item.value)
        yield _with_sources(replace(item, value=text), original)


def _with_sources(item: Item, original: Item) -> Item:
    """Return words with the sources of the original, where they name none themselves."""
    return item if "[@" in str(item.value) else replace(item, value=str(item.value) + "".join(_CITED.findall(str(original.value))))


def _by_key(item: Item, further: _Further) -> Item:
    """Return a claim with the key of a person or organisation in the place of its name: in this language they have another."""
    who, words = values.labelled(str(item.value))
    key = further.names.get(who.casefold())
    return replace(item, value=f"{key}: {words}") if key and words else item


def _corrections(record: Record, translation: Record) -> Iterator[Item]:
    """Yield the corrections, each in the words of the translation's next one of its day."""
    left = list(_from(translation, "correction"))
    for item in record.fields["correction"]:
        found = next((other for other in left if day_of(str(other.value)) == day_of(str(item.value))), None)
        if found:
            left.remove(found)
        yield found or item


def _updates(record: Record, translation: Record) -> Iterator[Item]:
    """Yield the updates, each in the words of the translation's one of its time; times and sources are the original's."""
    said = {name_of(str(item.value)): item for item in _from(translation, "update")}
    for item in record.fields["update"]:
        found = said.get(name_of(str(item.value)))
        yield _with_sources(found, item) if found else item


def _kinds(record: Record, translation: Record) -> Iterator[Item]:
    """Yield the kinds of entries, each with the label that the translation gives it."""
    labels = {values.key_and_label(str(item.value))[0]: item for item in _from(translation, "kinds")}
    for item in record.fields["kinds"]:
        yield labels.get(values.key_and_label(str(item.value))[0], item)


def _cited(record: Record, further: _Further) -> tuple[Item, ...]:
    """Return the keys of sources that a text cites; the line is that on which it begins."""
    keys = dict.fromkeys(key for mark in _CITED.findall(record.body) for key in _KEYS.findall(mark))
    return tuple(Item(key, record.body_line) for key in keys if key in further.sources)


def _data(record: Record, further: _Further) -> Record:
    """Return a record of a data file with the words that it has in the language."""
    fields = dict(record.fields)
    for key in DATA[record.kind]:
        if key.words and (said := fields.get(named(key.name, further.language))):
            fields[key.name] = said
        elif key.words:
            _mark(fields, (key.name,), further.site, further)
    if record.kind == "quotes" and not record.has(named("translation", further.language)):
        fields.pop("translation", None)  # what the words mean in another language helps nobody here
    for name in SAID_BY:
        if (said := record.fields.get(name)) and (by := further.names.get(str(said[0].value).casefold())):
            fields[name] = (replace(said[0], value=by),)
    if "name" in record.fields:
        _turn_round(fields, record, further)
    return replace(record, fields=fields, items=tuple(_data(item, further) for item in record.items))


def _turn_round(fields: dict[str, tuple[Item, ...]], record: Record, further: _Further) -> None:
    """Put the name in the language in the place of the one in the site's, which becomes one of the other names."""
    own = record.fields.get(named("name", further.language))
    other = [item for item in record.fields.get("names", ()) if further.language in item.value]
    if not own and not other:
        return
    fields["name"] = own or tuple(replace(item, value=item.value[further.language]) for item in other)
    fields.pop(named("name", further.language), None)
    fields["names"] = tuple(item for item in record.fields.get("names", ()) if further.language not in item.value)
    fields["names"] = (replace(record.fields["name"][0], value={further.site: record.text("name")}), *fields["names"])
