"""Data files (YAML): a mapping from key to fields, read with the line of every value."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import yaml

from dateline.problems import Misread, Problems, near_or
from dateline.read import values
from dateline.read.keys import DATA, DataKey
from dateline.read.records import Item, Record

_KEY = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
_DIGITS = re.compile(r"^[\d\s.,'_]*\d$")
_NAMES = {"list": "a list", "names": "a mapping from language to name", "reports": "a list of reports"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = frozenset("tag:yaml.org,2002:" + name for name in "str int float bool null timestamp merge value".split())
"""What YAML itself takes a plain text for (yaml.org/type); any other tag was written with a "!"."""


def read_data(
    text: str, kind: str, path: str, problems: Problems, language: str = "en"
) -> tuple[Record, ...] | None:
    """Return a record for each key of a data file, None when nothing of it can be read; `kind` names its table in DATA.

    `language` is that of the site, for quotation marks.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        said = error.problem or error.context
        if said and said.startswith("but "):
            said = f"{error.context}, {said}"
        problems.add(path, line, f"not YAML: {said}", "check indentation, colons and quotes")
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problems.add(path, line, f"not YAML: the character U+{ord(text[error.position]):04X} is not allowed", "delete it")
        return None
    if root is None or root.tag.endswith(":null"):
        return ()
    if not isinstance(root, yaml.MappingNode):
        problems.add(
            path, _line(root), "the file is no mapping", "write one key a line, its fields indented below it"
        )
        return None
    return tuple(
        _record(kind, key, node, path, problems, language)
        for key, node in _pairs(root, path, problems)
        if _good(key, path, problems)
    )


def _good(key: Item, path: str, problems: Problems) -> bool:
    if _KEY.match(key.value):
        return True
    problems.add(
        path,
        key.line,
        f'"{key.value}" cannot be a key',
        "write lower-case letters a to z, digits and hyphens",
    )
    return False


def _record(kind: str, key: Item, node: yaml.Node, path: str, problems: Problems, language: str) -> Record:
    fields: dict[str, tuple[Item, ...]] = {}
    items: tuple[Record, ...] = ()
    if not isinstance(node, yaml.MappingNode):
        problems.add(
            path, _line(node), f'"{key.value}" has no fields', "write them indented below it, one a line"
        )
        return Record(kind, path, key.value, key.line, fields)
    table = {entry.name: entry for entry in DATA[kind]}
    seen: set[str] = set()
    for name, value in _pairs(node, path, problems):
        if name.value not in table:
            advice = near_or(name.value, table, f"{kind} take {', '.join(table)}")
            problems.add(path, name.line, f'unknown key "{name.value}" in "{key.value}"', advice)
            continue
        entry = table[name.value]
        if entry.required and isinstance(value, yaml.SequenceNode) and not value.value:
            continue  # an empty list is told as a missing one
        seen.add(name.value)
        if entry.shape == "reports":
            items = tuple(_reports(key.value, entry, value, path, problems, language))
            continue
        read = tuple(_value(entry, value, path, problems, language))
        if read:
            fields[name.value] = read
    for entry in DATA[kind]:
        if entry.required and entry.name not in seen:
            problems.add(
                path, key.line, f'"{key.value}" has no {entry.name}', f"add {entry.name}: {entry.about}"
            )
    return Record(kind, path, key.value, key.line, fields, items=items, written=frozenset(seen))


def _reports(
    figure: str, entry: DataKey, node: yaml.Node, path: str, problems: Problems, language: str
) -> Iterator[Record]:
    if not isinstance(node, yaml.SequenceNode):
        problems.add(
            path, _line(node), f'"{figure}": {entry.name} is not {_NAMES["reports"]}', 'begin each with "- "'
        )
        return
    for number, item in enumerate(node.value, 1):
        yield _record("reports", Item(f"{figure}, report {number}", _line(item)), item, path, problems, language)


def _value(
    entry: DataKey, node: yaml.Node, path: str, problems: Problems, language: str
) -> Iterator[Item]:
    line = _line(node)
    if entry.shape == "list":
        if not isinstance(node, yaml.SequenceNode):
            problems.add(path, line, f"{entry.name} is not a list", "write it as [one, two]")
            return
        for part in node.value:
            yield from _scalar(entry, part, path, problems, language)
    elif entry.shape == "names":
        if not isinstance(node, yaml.MappingNode):
            problems.add(path, line, f"{entry.name} is no mapping", "write it as {kk: ..., ru: ...}")
            return
        for name, part in _pairs(node, path, problems):
            for item in _scalar(entry, part, path, problems, language):
                try:
                    yield Item({values.language(name.value): item.value}, item.line)
                except Misread as wrong:
                    problems.add(path, name.line, f"{entry.name}: {wrong.what}", wrong.do)
    elif entry.shape == "number":
        for item in _scalar(entry, node, path, problems, language):
            number = _number(item.value)
            if number is None:
                what = f'{entry.name}: "{item.value}" is no number'
                problems.add(path, line, what, "write it with a point: 43.24")
            else:
                yield Item(number, line)
    elif entry.shape == "value":
        for item in _scalar(entry, node, path, problems, language):
            number = _number(item.value)
            if number is None and (node.tag.endswith((":int", ":float")) or _DIGITS.match(item.value)):
                what = f'{entry.name}: "{item.value}" is neither a plain number nor words'
                problems.add(path, line, what, 'write digits alone (20000, 0.5), or words ("dozens")')
            else:
                yield Item(item.value if number is None else number, line)
    else:
        yield from _scalar(entry, node, path, problems, language)


def _number(written: str) -> float | None:
    try:
        number = float(written.replace("_", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _scalar(
    entry: DataKey, node: yaml.Node, path: str, problems: Problems, language: str
) -> Iterator[Item]:
    line = _line(node)
    if not isinstance(node, yaml.ScalarNode):
        problems.add(
            path, line, f"{entry.name} is not one value", "write a single text, quoted if it holds a colon"
        )
        return
    if node.tag not in _TAGS:
        problems.add(path, line, f'{entry.name} begins with a YAML tag ("{node.tag}")', "put the text in quotes")
        return
    if node.tag.endswith(":null") or not node.value.strip():
        do = f"write {entry.about}" if entry.required else f"write {entry.about}, or delete the line"
        problems.add(path, line, f"{entry.name} is empty", do)
        return
    try:
        yield Item(values.in_language(entry.read, language)(node.value), line)
    except Misread as wrong:
        problems.add(path, line, f"{entry.name}: {wrong.what}", wrong.do)


def _pairs(node: yaml.MappingNode, path: str, problems: Problems) -> Iterator[tuple[Item, yaml.Node]]:
    """Yield keys and values of a mapping; a key that stands twice is a problem (YAML 1.2.2, 3.2.1.1)."""
    first: dict[str, int] = {}
    for key_node, value in node.value:
        key = Item(str(key_node.value), _line(key_node))
        if key.value in first:
            what = f'"{key.value}" stands a second time'
            problems.add(path, key.line, what, f"keep one (the first is on line {first[key.value]})")
            continue
        first[key.value] = key.line
        yield key, value


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
