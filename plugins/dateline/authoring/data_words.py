"""Words of data files in a further language: which there are, and how they are written into the file. Pure functions.

Every letter that an author wrote stays as it is, except the words that are written anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import yaml

from dateline.dataclass import dataclass
from dateline.problems import Misread, Problems
from dateline.read.data import read_data
from dateline.read.forms import are_forms
from dateline.read.keys import DATA, NESTED, in_language
from dateline.read.matching import SAID_BY, is_key
from dateline.read.paragraphs import digest
from dateline.read.records import Record

from .scaffolds import scalar


@dataclass(frozen=True)
class Word:
    """Words of one field of a record, and those in a further language; `line` and `further_line` are lines of the data file.

    `report` is the number of the report or kept copy that it stands in, from 0; -1 for a field of the record itself. `further` is empty where there are none.
    """

    kind: str
    key: str
    report: int
    name: str
    text: str
    line: int
    further: str = ""
    further_line: int = 0

    @property
    def may_stay(self) -> bool:
        """Tell whether it is a name that is often the same in all languages: of a publisher, of an organisation."""
        return self.name == "publisher" or (self.kind == "organisations" and self.name in ("name", "short"))

    @property
    def place(self) -> tuple[str, int, str]:
        """Where it stands in its file: record, report, field."""
        return self.key, self.report, self.name

    def __str__(self) -> str:
        """Return where it stands as it is named to authors: `karin role`, `deaths reports 2 what`."""
        return " ".join((self.key, *((self.kind, str(self.report + 1)) if self.report >= 0 else ()), self.name))


def words_of(record: Record, language: str, site: str, names: Collection[str] = ()) -> Iterator[Word]:
    """Yield the words of a record that have, or lack, a value in a language.

    `site` is the site's, `names` are those of people and organisations in small letters (see `matching.known_names`): they have theirs.
    """
    yield from _words(record, record.key, -1, language, names)
    if record.kind == "quotes":
        yield from _translation(record, language, site)
    for number, report in enumerate(record.items):
        yield from _words(report, record.key, number, language, names)


def _words(record: Record, key: str, report: int, language: str, names: Collection[str]) -> Iterator[Word]:
    for entry in DATA[record.kind]:
        value = record.any(entry.name)
        if not entry.words or entry.name == "translation" or not isinstance(value, str):
            continue
        if entry.name in SAID_BY and (is_key(value) or value.casefold() in names):
            continue
        name = in_language(entry.name, language)
        further, line = record.text(name), record.at(name)
        if not further and entry.name == "name":
            further, line = next(((item.value[language], item.line) for item in record.each("names") if language in item.value), ("", 0))
        if record.forms(name):
            continue  # with words for each category of numbers, which stand in no message
        yield Word(record.kind, key, report, entry.name, value, record.at(entry.name), further, line if further else 0)


def _translation(quote: Record, language: str, site: str) -> Iterator[Word]:
    """Yield the translation of a quote that was not said in a language: of its own words, which stay."""
    if quote.has("text") and (quote.text("language") or site) != language:
        name = in_language("translation", language)
        further = quote.text(name)
        yield Word(quote.kind, quote.key, -1, "translation", quote.text("text"), quote.at("text"), further, quote.at(name) if further else 0)


def with_words(text: str, kind: str, path: str, language: str, site: str, new: Mapping[tuple[str, int, str], str]) -> str:
    """Return a data file's text in which fields, by their places (see `Word.place`), have words in a further language.

    Raises Misread where the file is written so that they cannot be put there, or would be read as something else.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader) if new else None
    changes = [_change(text, mapping, name, language, site, new[place]) for place, mapping, name in _places(root, new)]
    written = text
    for start, end, words in sorted(changes, reverse=True):
        written = written[:start] + words + written[end:]
    problems = Problems()
    before, after = (read_data(each, kind, path, problems if each is written else Problems(), site) or () for each in (text, written))
    for told in problems.sorted():
        raise Misread(told.what, told.do, topic=told.topic)
    if len(changes) != len(new) or _others(before, language, new) != _others(after, language, new) or not _said(after, language, new):
        raise Misread("the words cannot be put into the file as it is written", "write each field on a line of its own", topic="data-files")
    return written


def _places(root: yaml.Node | None, new: Mapping[tuple[str, int, str], str]) -> Iterator[tuple[tuple[str, int, str], yaml.MappingNode, str]]:
    """Yield the mapping in which each of the fields stands."""
    records = {key.value: node for key, node in root.value} if isinstance(root, yaml.MappingNode) else {}
    for place in new:
        key, report, name = place
        node = records.get(key)
        if report >= 0 and isinstance(node, yaml.MappingNode):
            reports = next((value for field, value in node.value if field.value in NESTED), None)
            node = reports.value[report] if isinstance(reports, yaml.SequenceNode) and report < len(reports.value) else None
        if isinstance(node, yaml.MappingNode):
            yield place, node, name


def _change(text: str, mapping: yaml.MappingNode, name: str, language: str, site: str, words: str) -> tuple[int, int, str]:
    """Return which part of the text becomes what, so that a field has words in a language."""
    fields = {key.value: (key, value) for key, value in mapping.value}
    further = f"{name}_{language}"
    if further in fields:
        return _replaced(text, fields[further][1], words, flow=bool(mapping.flow_style))
    own = fields.get(name)
    if own and isinstance(own[1], yaml.MappingNode) and not are_forms(own[1]):  # `role: {en: ..., ru: ...}`
        by_language = {key.value: value for key, value in own[1].value}
        if language in by_language:
            return _replaced(text, by_language[language], words, flow=bool(own[1].flow_style))
        return _added(text, own[1], own[1].value[-1], language, words)
    # The translation of a quote stands below its words, whatever else it has.
    behind = own or fields["text" if name == "translation" and "text" in fields else next(iter(fields))]
    return _added(text, mapping, behind, further, words)


def _replaced(text: str, node: yaml.Node, words: str, *, flow: bool) -> tuple[int, int, str]:
    start, end = node.start_mark.index, node.end_mark.index
    end = start + len(text[start:end].rstrip())  # a text behind `|` ends where the next line begins
    return start, end, scalar(" ".join(words.split()), flow=flow)


def _added(text: str, mapping: yaml.MappingNode, behind: tuple[yaml.Node, yaml.Node], name: str, words: str) -> tuple[int, int, str]:
    """Return the insertion of a key behind another one."""
    key, value = behind
    end = value.start_mark.index + len(text[value.start_mark.index : value.end_mark.index].rstrip())
    written = f"{name}: {scalar(' '.join(words.split()), flow=bool(mapping.flow_style))}"
    if mapping.flow_style:
        return end, end, f", {written}"
    line = len(text) if (found := text.find("\n", end)) < 0 else found + 1
    ending = "\r\n" if "\r\n" in text else "\n"
    before = "" if text[:line].endswith("\n") else ending
    return line, line, f"{before}{' ' * key.start_mark.column}{written}{ending}"


def _others(records: Iterable[Record], language: str, places: Iterable[tuple[str, int, str]]) -> list[object]:
    """Return what records say besides the words in these places."""
    left_out = {(key, report, in_language(name, language)) for key, report, name in places}
    return [
        (record.key, number, {name: tuple(item.value for item in items) for name, items in part.fields.items() if (record.key, number, name) not in left_out})
        for record in records
        for number, part in enumerate((record, *record.items), -1)
    ]


def _said(records: Iterable[Record], language: str, new: Mapping[tuple[str, int, str], str]) -> bool:
    """Tell whether records say the new words in their places, with whatever quotation marks the language has."""
    parts = {(record.key, number): part for record in records for number, part in enumerate((record, *record.items), -1)}
    return all(digest(parts[key, report].text(in_language(name, language))) == digest(words) for (key, report, name), words in new.items())
