"""Data files (YAML): a mapping from key to fields, read with the line of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from dateline.problems import Misread, Problems, near_or
from dateline.read.keys import DATA, DataKey
from dateline.read.records import Item, Record

_KEY = re.compile(r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$")
_NAMES = {"list": "a list", "names": "a mapping from language to name", "reports": "a list of reports"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(text: str, kind: str, path: str, problems: Problems) -> tuple[Record, ...]:
    """Return a record for each key of a data file; `kind` names its table in DATA."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problems.add(
            path, line, f"not YAML: {error.problem or error.context}", "check indentation, colons and quotes"
        )
        return ()
    except yaml.YAMLError as error:
        problems.add(path, 1, f"not YAML: {' '.join(str(error).split())}", "save it as plain UTF-8 text")
        return ()
    if root is None:
        return ()
    if not isinstance(root, yaml.MappingNode):
        problems.add(
            path, _line(root), "the file is no mapping", "write one key a line, its fields indented below it"
        )
        return ()
    return tuple(
        _record(kind, key, node, path, problems)
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


def _record(kind: str, key: Item, node: yaml.Node, path: str, problems: Problems) -> Record:
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
        seen.add(name.value)
        entry = table[name.value]
        if entry.shape == "reports":
            items = tuple(_reports(key.value, entry, value, path, problems))
            continue
        read = tuple(_value(entry, value, path, problems))
        if read:
            fields[name.value] = read
    for entry in DATA[kind]:
        if entry.required and entry.name not in seen:
            problems.add(
                path, key.line, f'"{key.value}" has no {entry.name}', f"add {entry.name}: {entry.about}"
            )
    return Record(kind, path, key.value, key.line, fields, items=items)


def _reports(figure: str, entry: DataKey, node: yaml.Node, path: str, problems: Problems) -> Iterator[Record]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        problems.add(
            path, _line(node), f'"{figure}": {entry.name} is not {_NAMES["reports"]}', 'begin each with "- "'
        )
        return
    for number, item in enumerate(node.value, 1):
        yield _record("reports", Item(f"{figure}, report {number}", _line(item)), item, path, problems)


def _value(entry: DataKey, node: yaml.Node, path: str, problems: Problems) -> Iterator[Item]:
    line = _line(node)
    if entry.shape == "list":
        if not isinstance(node, yaml.SequenceNode):
            problems.add(path, line, f"{entry.name} is not a list", "write it as [one, two]")
            return
        for part in node.value:
            yield from _scalar(entry, part, path, problems)
    elif entry.shape == "names":
        if not isinstance(node, yaml.MappingNode):
            problems.add(path, line, f"{entry.name} is no mapping", "write it as {kk: ..., ru: ...}")
            return
        for language, part in _pairs(node, path, problems):
            for item in _scalar(entry, part, path, problems):
                yield Item({language.value: item.value}, item.line)
    elif entry.shape == "number":
        for item in _scalar(entry, node, path, problems):
            try:
                yield Item(float(item.value), line)
            except ValueError:
                problems.add(
                    path, line, f'{entry.name}: "{item.value}" is no number', "write it with a point: 43.24"
                )
    elif entry.shape == "value":
        for item in _scalar(entry, node, path, problems):
            number = node.tag.endswith((":int", ":float"))
            yield Item(float(item.value.replace("_", "")) if number else item.value, line)
    else:
        yield from _scalar(entry, node, path, problems)


def _scalar(entry: DataKey, node: yaml.Node, path: str, problems: Problems) -> Iterator[Item]:
    line = _line(node)
    if not isinstance(node, yaml.ScalarNode):
        problems.add(
            path, line, f"{entry.name} is not one value", "write a single text, quoted if it holds a colon"
        )
        return
    if node.tag.endswith(":null") or not node.value.strip():
        problems.add(path, line, f"{entry.name} is empty", f"write {entry.about}, or delete the line")
        return
    try:
        yield Item(entry.read(node.value), line)
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
