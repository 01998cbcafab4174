"""Adding a record to a data file's text: every letter that its author wrote stays as it is. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import yaml

from dateline.problems import Misread, Problems
from dateline.read.characters import normalised_yaml
from dateline.read.data import read_data
from dateline.read.records import Record

from .scaffolds import Layout


def with_record(text: str, kind: str, path: str, written: Callable[[Layout], str], problems: Problems, count: int = 1) -> str:
    """Return a data file's text with one more record, or `count`, behind all others; `written` makes it for the layout that the file has.

    What is wrong with it, as a build would tell, is in `problems`. Raises Misread where nothing can be added to a file that is written so.
    """
    before = read_data(text, kind, path, Problems()) or ()
    root = _root(text)
    layout = _layout(text, root)
    record, text = written(layout), _without_braces(text, root)
    for parted in sorted({layout.parted, False}, reverse=True):  # a blank line may belong to a text at the end (`|+`)
        whole = _joined(text, record, parted=parted)
        found = Problems()
        after = read_data(whole, kind, path, found)
        if found or after is None or (_told(after[: len(before)]) == _told(before) and len(after) == len(before) + count):
            problems.take(found)
            return whole
    raise Misread("nothing can be added behind the last line", "end the file with a record, not with a text or a mark of YAML")


def with_items(text: str, kind: str, path: str, key: str, name: str, items: Sequence[Sequence[str]], problems: Problems) -> str:
    """Return a data file's text in which a record has further items in one of its lists, `kept` of a source; each is the lines of its fields.

    They stand behind those that it has, or at its end. What is wrong with them, as a build would tell, is in `problems`. Raises Misread where nothing can
    be added to a record that is written so.
    """
    before = read_data(text, kind, path, Problems()) or ()
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    node = next((value for field, value in root.value if field.value == key), None) if isinstance(root, yaml.MappingNode) else None
    if not isinstance(node, yaml.MappingNode) or node.flow_style or not node.value:
        raise Misread(f'"{key}" is not written one field a line', "write each of its fields on a line of its own", topic="data-files")
    found = next((value for field, value in node.value if field.value == name), None)
    if found is not None and (not isinstance(found, yaml.SequenceNode) or found.flow_style or not found.value):
        raise Misread(f'"{name}" of "{key}" is not written one item a line', 'begin each with "- ", on a line of its own', topic="data-files")
    indent = node.value[0][0].start_mark.column
    # The hyphen of an item stands before its first field.
    at = found.start_mark.column if found else indent
    lines = [] if found else [f"{' ' * indent}{name}:"]
    lines += [f"{' ' * at}{'- ' if number == 0 else '  '}{line}" for item in items for number, line in enumerate(item)]
    ending = "\r\n" if "\r\n" in text else "\n"
    line = text.find("\n", _end(text, found or node)) + 1
    cut = line or len(text)
    whole = text[:cut] + ("" if text[:cut].endswith("\n") else ending) + "".join(f"{line}{ending}" for line in lines) + text[cut:]
    after = read_data(whole, kind, path, problems) or ()
    if not problems and [_meant(record) for record in before] != [_meant(record, len(items) if record.key == key else 0) for record in after]:
        raise Misread(f'nothing can be added to "{key}" as it is written', "write each of its fields on a line of its own", topic="data-files")
    return whole


def _end(text: str, node: yaml.Node) -> int:
    """Return where the last words of a node end: behind it there may be comments, which belong to what follows."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    start = node.start_mark.index
    return int(start + len(text[start : node.end_mark.index].rstrip()))


def _meant(record: Record, without: int = 0) -> object:
    """Return what a record says, wherever it stands, but for the last items of its list."""
    items = record.items[: len(record.items) - without]
    return record.key, {name: [item.value for item in found] for name, found in record.fields.items()}, [_meant(item) for item in items]


def _told(records: tuple[Record, ...]) -> list[object]:
    return [(record.key, record.line, record.fields, record.items) for record in records]


def _root(text: str) -> yaml.MappingNode | None:
    """Return the mapping that a data file is, None for one that holds nothing yet."""
    try:
        root = yaml.compose(normalised_yaml(text), Loader=yaml.SafeLoader)
    except yaml.YAMLError:  # told by who reads it all
        root = None
    return root if isinstance(root, yaml.MappingNode) else None


def _without_braces(text: str, root: yaml.MappingNode | None) -> str:
    """Return a text without the `{}` by which a file says that it holds nothing."""
    if root is None or not root.flow_style:
        return text
    if root.value:
        raise Misread("its records stand in {braces}", "write each key on a line of its own, its fields indented below it")
    lines = text.splitlines(keepends=True)
    start, end = root.start_mark, root.end_mark
    lines[start.line : end.line + 1] = [lines[start.line][: start.column] + lines[end.line][end.column :].lstrip()]
    return "".join(lines)


def _layout(text: str, root: yaml.MappingNode | None) -> Layout:
    """Return how a data file is laid out: as its first and its last record are, and as ours where it has none."""
    if root is None or not root.value or root.flow_style:
        return Layout()
    indent = root.value[0][0].start_mark.column
    below = next((value for _, value in root.value if isinstance(value, yaml.MappingNode) and value.value and not value.flow_style), None)
    step = below.value[0][0].start_mark.column - indent if below else 2
    line = root.value[-1][0].start_mark.line - 1
    lines = text.splitlines()
    while line > 0 and lines[line].lstrip().startswith("#"):
        line -= 1
    parted = len(root.value) < 2 or not lines[line].strip()
    return Layout(indent, step, parted)


def _joined(text: str, record: str, *, parted: bool) -> str:
    ends = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith(("\n", "\r")):
        text += ends
    last = text.rstrip("\r\n")[-1:] and text.splitlines()[-1].strip()
    if parted and last:
        text += ends
    return text + record.replace("\n", ends)
