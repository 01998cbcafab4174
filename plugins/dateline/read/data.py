"""Data files (YAML): a mapping from key to fields, read with the line of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import yaml

from dateline.problems import Misread, Problems
from dateline.read import values
from dateline.read.amounts import bounds, number
from dateline.read.characters import (
    forbidden,
    normalised_yaml,
    plain,
    trimmed,
    unpaired,
    visible,
    without_forbidden,
)
from dateline.read.forms import are_forms, forms_of
from dateline.read.further import further_name
from dateline.read.keys import DATA, NESTED, DataKey, in_language
from dateline.read.records import Item, Record
from dateline.read.yaml_faults import unreadable

_KEY = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_DIGITS = re.compile(r"^[+-]?[\d\s.,'_\u2019\u066b\u066c\u00b7\u02d9]*\d$")
_ITEMS = {"reports": ("report", "reports"), "kept": ("kept copy", "kept copies")}
"""What one item of each list of records is called, and what several are."""
_DEEPEST = 20
"""Lists and mappings inside each other; the deepest that is ever meant has four. libyaml itself crashes at some ten thousand."""
_BRACKET = re.compile(r"[\[{]|[\]}]")
_INDENTED = re.compile(rf"^[ ?:-]{{{2 * _DEEPEST}}}", re.MULTILINE)
_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,]?\d)")
_IN_PER_CENT = re.compile(r"per\s*cent|%", re.IGNORECASE)
_WORDS = (values.text, values.prose, values.name_or_address)
FOLDERS = frozenset(("organisations", "people", "places", "sources"))
"""What has pages of its own, at its key."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = frozenset("tag:yaml.org,2002:" + name for name in "str int float bool null timestamp merge value".split())
"""What YAML itself takes a plain text for (yaml.org/type); any other tag was written with a "!"."""


def read_data(text: str, kind: str, path: str, problems: Problems, language: str = "en") -> tuple[Record, ...] | None:
    """Return a record for each key of a data file, None when nothing of it can be read; `kind` names its table in DATA.

    `language` is that of the site, in which values are that name none.
    """
    text = normalised_yaml(text)
    if line := _too_deep(text):
        problems.add(path, line, f"lists and mappings inside each other are more than {_DEEPEST} deep", "take them apart: three are enough", topic="data-files")
        return None
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line, column, what, do = unreadable(error, text)
        problems.add(path, line, f"not YAML: {what}", do, topic="data-files", column=column)
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems.add(path, line, f"not YAML: the character U+{ord(text[error.position]):04X} is not allowed", "delete it", topic="data-files")
        return None
    if root is None or root.tag.endswith(":null"):
        return ()
    if not isinstance(root, yaml.MappingNode):
        problems.add(
            path, _line(root), "the file is no mapping", "write one key a line, its fields indented below it", topic="data-files"
        )
        return None
    return tuple(
        _record(kind, key, node, path, problems, language)
        for key, node in _pairs(root, path, problems)
        if _good(kind, key, path, problems)
    )


def _too_deep(text: str) -> int:
    """Return the line on which lists and mappings are too deep inside each other; 0 where they are nowhere."""
    depth = most = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket[0] in "[{" else max(depth - 1, 0)
        most = max(most, depth)
    if most <= _DEEPEST and not _INDENTED.search(text):
        return 0  # nearly every file; looking closer takes a third of the time of reading it
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return int(event.start_mark.line) + 1 if event.start_mark else 1
    except yaml.YAMLError:
        pass  # told by whoever makes nodes of it, before it comes to what is too deep
    return 0


def _good(kind: str, key: Item, path: str, problems: Problems) -> bool:
    if _KEY.match(key.value) and len(key.value) <= values.LONGEST:
        if kind not in FOLDERS:
            return True
        try:
            return bool(values.folder(key.value))
        except Misread as wrong:
            problems.add(path, key.line, f"the key {wrong.what}", wrong.do, topic=wrong.topic)
            return False
    if _KEY.match(key.value):
        what = f'the key "{key.value[:20]}…" has {len(key.value)} letters'
        problems.add(path, key.line, what, f"write at most {values.LONGEST}", topic="data-files")
        return False
    problems.add(
        path,
        key.line,
        f'"{key.value}" cannot be a key',
        "write lower-case letters a to z, digits and hyphens", topic="data-files",
    )
    return False


def _record(
    kind: str, key: Item, node: yaml.Node, path: str, problems: Problems, language: str, unit: str = ""
) -> Record:
    """Return the record of a key; `unit` is what the values of a report are counted in."""
    fields: dict[str, tuple[Item, ...]] = {}
    items: tuple[Record, ...] = ()
    nested: tuple[DataKey, yaml.Node] | None = None
    if not isinstance(node, yaml.MappingNode):
        problems.add(
            path, _line(node), f'"{key.value}" has no fields', "write them indented below it, one a line", topic="data-files"
        )
        return Record(kind, path, key.value, key.line, fields)
    table = {entry.name: entry for entry in DATA[kind]}
    seen: set[str] = set()
    for name, value in _pairs(node, path, problems):
        if name.value not in table:
            try:
                entry, tag = further_name(name.value, kind, key.value, language)
            except Misread as wrong:
                problems.add(path, name.line, wrong.what, wrong.do, topic=wrong.topic)
                continue
            for item in _value(replace(entry, name=name.value, required=False), value, unit, path, problems, tag):
                _put(fields, in_language(entry.name, tag), item, name, path, problems)
            continue
        entry = table[name.value]
        if entry.required and isinstance(value, yaml.SequenceNode) and not value.value:
            continue  # an empty list is told as a missing one
        seen.add(name.value)
        if entry.shape in NESTED:
            nested = (entry, value)
            continue
        if entry.words and isinstance(value, yaml.MappingNode) and not (entry.shape == "forms" and are_forms(value)):
            for tag, item in _by_language(entry, value, unit, path, problems, language):
                _put(fields, in_language(entry.name, tag) if tag != language else entry.name, item, name, path, problems)
            continue
        read = tuple(_value(entry, value, unit, path, problems, language))
        if read:
            fields[name.value] = read
    if nested:  # when the unit is known, wherever it stands
        of = fields.get("unit", ())
        items = tuple(_nested(key.value, *nested, str(of[0].value) if of else "", path, problems, language))
    for entry in DATA[kind]:
        if entry.required and entry.name not in seen:
            problems.add(
                path, key.line, f'"{key.value}" has no {entry.name}', f"add {entry.name}: {entry.about}", topic="data-files"
            )
    return Record(kind, path, key.value, key.line, fields, items=items, written=frozenset(seen))


def _put(fields: dict[str, tuple[Item, ...]], name: str, item: Item, written: Item, path: str, problems: Problems) -> None:
    """Hold a value in one language; in two forms (`role_ru: ...` and `role: {ru: ...}`) it is a problem."""
    if name in fields:
        what = f'"{written.value}" stands a second time in this language'
        problems.add(path, item.line, what, f"keep one (the first is on line {fields[name][0].line})", topic="languages")
    fields.setdefault(name, (item,))


def _by_language(
    entry: DataKey, node: yaml.MappingNode, unit: str, path: str, problems: Problems, language: str
) -> Iterator[tuple[str, Item]]:
    """Yield the values of `role: {en: ..., ru: ...}`, each with its language."""
    found: set[str] = set()
    for name, value in _pairs(node, path, problems):
        try:
            tag = values.language(name.value)
        except Misread as wrong:
            problems.add(path, name.line, f"{entry.name}: {wrong.what}", wrong.do, topic=wrong.topic)
            found.add(language)
            continue
        found.add(tag)
        for item in _value(entry, value, unit, path, problems, tag):
            yield tag, item
    if language not in found:
        what = f"{entry.name} says nothing in {language}, the site's language"
        problems.add(path, _line(node), what, f"write it as {{{language}: ..., ru: ...}}", topic="languages")


def _nested(
    above: str, entry: DataKey, node: yaml.Node, unit: str, path: str, problems: Problems, language: str
) -> Iterator[Record]:
    one, several = _ITEMS[entry.shape]
    if not isinstance(node, yaml.SequenceNode):
        problems.add(
            path, _line(node), f'"{above}": {entry.name} is not a list of {several}', 'begin each with "- "', topic="data-files"
        )
        return
    for count, item in enumerate(node.value, 1):
        yield _record(entry.shape, Item(f"{above}, {one} {count}", _line(item)), item, path, problems, language, unit)


def _value(
    entry: DataKey, node: yaml.Node, unit: str, path: str, problems: Problems, language: str
) -> Iterator[Item]:
    line = _line(node)
    if entry.shape == "texts":
        for part in node.value if isinstance(node, yaml.SequenceNode) else (node,):
            yield from _scalar(entry, part, path, problems, language)
    elif entry.shape == "list":
        if not isinstance(node, yaml.SequenceNode):
            problems.add(path, line, f"{entry.name} is not a list", "write it as [one, two]", topic="data-files")
            return
        each: dict[str, Item] = {}
        for part in node.value:
            for item in _scalar(entry, part, path, problems, language):
                each.setdefault(item.value, item)
        yield from each.values()
    elif entry.shape == "named":
        if not isinstance(node, yaml.SequenceNode | yaml.MappingNode):
            problems.add(path, line, f"{entry.name} is not a list", "write it as [one, {ru: another}]", topic="data-files")
            return
        for part in node.value if isinstance(node, yaml.SequenceNode) else (node,):
            yield from _named(entry, part, path, problems, language)
    elif entry.shape == "names":
        if not isinstance(node, yaml.MappingNode):
            problems.add(path, line, f"{entry.name} is no mapping", "write it as {kk: ..., ru: ...}", topic="data-files")
            return
        for name, part in _pairs(node, path, problems):
            for item in _scalar(entry, part, path, problems, language):
                try:
                    yield Item({values.language(name.value): item.value}, item.line)
                except Misread as wrong:
                    problems.add(path, name.line, f"{entry.name}: {wrong.what}", wrong.do, topic=wrong.topic)
    elif entry.shape == "forms" and isinstance(node, yaml.MappingNode):
        words = {name.value: (item, name.line) for name, part in _pairs(node, path, problems) for item in _scalar(entry, part, path, problems, language)}
        yield from forms_of(entry.name, words, line, path, problems, language)
    elif entry.shape == "number":
        for item in _scalar(entry, node, path, problems, language):
            amount = number(item.value)
            if amount is None:
                what = f'{entry.name}: "{item.value}" is no number'
                problems.add(path, line, what, "write it with a point: 43.24", topic="data-files")
            else:
                yield Item(amount, line)
    elif entry.shape == "value":
        for item in _scalar(entry, node, path, problems, language):
            amount = number(item.value)
            doubtful = None if _IN_PER_CENT.search(f"{unit} {item.value}") else _THOUSANDS.search(item.value)
            if amount is None and (node.tag.endswith((":int", ":float")) or _is_no_number(item.value)):
                what = f'{entry.name}: "{item.value}" is neither a plain number nor words'
                problems.add(path, line, what, 'write digits alone (20000, 0.5), or words ("dozens")', topic="data-files")
            elif doubtful:
                # In half of the world the point stands between thousands and hundreds.
                what = f'{entry.name}: "{doubtful[0]}" can be read in two ways'
                problems.add(path, line, what, f"write {doubtful[1]}{doubtful[2]}, or {doubtful[0]}0 if the point begins a fraction", topic="data-files")
            else:
                yield from _amount(entry, item, amount, path, problems)
    else:
        yield from _scalar(entry, node, path, problems, language)


def _named(entry: DataKey, node: yaml.Node, path: str, problems: Problems, language: str) -> Iterator[Item]:
    """Yield a name, or those of `{ru: one, kk: [two, three]}`, each with its language."""
    if not isinstance(node, yaml.MappingNode):
        yield from _scalar(entry, node, path, problems, language)
        return
    for name, part in _pairs(node, path, problems):
        try:
            tag = values.language(name.value)
        except Misread as wrong:
            problems.add(path, name.line, f"{entry.name}: {wrong.what}", wrong.do, topic=wrong.topic)
            continue
        for each in part.value if isinstance(part, yaml.SequenceNode) else (part,):
            yield from (replace(item, language=tag) for item in _scalar(entry, each, path, problems, tag))


def _amount(entry: DataKey, item: Item, amount: float | None, path: str, problems: Problems) -> Iterator[Item]:
    """Yield a value as a number, between what it lies, or in words."""
    try:
        yield Item(amount if amount is not None else bounds(item.value) or item.value, item.line)
    except Misread as wrong:
        problems.add(path, item.line, f"{entry.name}: {wrong.what}", wrong.do, topic=wrong.topic)


def _is_no_number(written: str) -> bool:
    """Tell whether a text means a number that cannot be taken: too large, infinite, or with marks between its digits."""
    try:
        float(written)
    except ValueError:
        return bool(_DIGITS.match(written))
    return True


def _scalar(
    entry: DataKey, node: yaml.Node, path: str, problems: Problems, language: str
) -> Iterator[Item]:
    line = _line(node)
    if not isinstance(node, yaml.ScalarNode):
        problems.add(
            path, line, f"{entry.name} is not one value", "write a single text, quoted if it holds a colon", topic="data-files"
        )
        return
    if node.tag not in _TAGS:
        problems.add(path, line, f'{entry.name} begins with a YAML tag ("{node.tag}")', "put the text in quotes", topic="data-files")
        return
    written = _allowed(node.value, line, path, problems)
    if node.tag.endswith(":null") or not visible(written):
        do = f"write {entry.about}" if entry.required else f"write {entry.about}, or delete the line"
        problems.add(path, line, f"{entry.name} is empty", do, topic="data-files")
        return
    try:
        read = values.in_language(entry.read, language)
        yield Item(read(trimmed(written) if entry.read in _WORDS else plain(written)), line)
    except Misread as wrong:
        problems.add(path, line, f"{entry.name}: {wrong.what}", wrong.do, topic=wrong.topic)


def _pairs(node: yaml.MappingNode, path: str, problems: Problems) -> Iterator[tuple[Item, yaml.Node]]:
    """Yield keys and values of a mapping; a key that stands twice is a problem (YAML 1.2.2, 3.2.1.1)."""
    first: dict[str, int] = {}
    for key_node, value in node.value:
        line = _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(path, line, "a list or a mapping stands for a key", "write a word", topic="data-files")
            continue
        key = Item(plain(_allowed(key_node.value, line, path, problems)), line)
        if key.value in first:
            what = f'"{key.value}" stands a second time'
            problems.add(path, key.line, what, f"keep one (the first is on line {first[key.value]})", topic="data-files")
            continue
        first[key.value] = key.line
        yield key, value


def _allowed(written: str, line: int, path: str, problems: Problems) -> str:
    """Return a text without what no text may hold, after telling of it: an escape ("\\b") can stand for any character."""
    for fault in (*forbidden(written), *unpaired(written)):
        problems.add(path, line, fault.what, fault.do, topic="characters")
    return without_forbidden(written)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
