"""New heads and records with all their keys, made from the tables of the readers (read/keys.py). Pure functions.

A key that is filled in stands as itself; any other stands as a comment that says what it is for, and so does no harm.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

import yaml

from dateline.dataclass import dataclass
from dateline.problems import Misread, near_or
from dateline.read.frontmatter import as_value
from dateline.read.keys import DATA, FRONT_MATTER, DataKey, Key
from dateline.read.values import key_and_label, without_markup

from .options import SINGULAR, option_of

_ALSO = {**{short: name for name, short in SINGULAR.items()}, "license": "licence", "license_url": "licence_url"}


@dataclass(frozen=True)
class Layout:
    """How a data file is laid out: the indent of its keys, the step to what lies in them, whether blank lines part them."""

    indent: int = 0
    step: int = 2
    parted: bool = True


def known(table: Iterable[Key | DataKey], given: Mapping[str, str]) -> dict[str, str]:
    """Return what was given by the names of the table's keys, what is blank left out; an option may be called as `option_of` says.

    Raises Misread for a name that the table does not have.
    """
    names = {key.name.lower(): key.name for key in table}
    found = {}
    for written, value in given.items():
        name = written.lower().replace("-", "_").strip("_")
        name = name if name in names else _ALSO.get(name, name)
        if name not in names:
            options = [option_of(each) for each in names]
            raise Misread(f'unknown key "{written}"', near_or(written, options, f"there are {', '.join(options)}"))
        if value.strip():
            found[names[name]] = value
    return found


def head(kind: str, given: Mapping[str, str], empty: Iterable[str] = ()) -> str:
    """Return the head of a new file with every key that its kind takes, between lines of hyphens.

    `given` holds values by the keys' names, several of one key on lines of their own; keys in `empty` are left for the author to fill in.
    """
    lines = ["---"]
    for key in FRONT_MATTER[kind]:
        if key.name in given:
            lines += _field(key, given[key.name])
        elif key.name in empty:
            lines.append(f"{key.name}:")
        else:
            lines.append(f"# {key.name}: {key.about}")
    return "\n".join([*lines, "---", "", ""])


def _field(key: Key, value: str) -> Iterator[str]:
    values = [_said(line) for line in value.split("\n") if line.strip()] if key.many else [_said(value)]
    if len(values) == 1:
        yield f"{key.name}: {values[0]}"
        return
    yield f"{key.name}:"
    yield from (f"    {line}" for line in values)


def _said(words: str) -> str:
    """Return how an author's own words must be written to be read as just these; where they cannot be, as they are: the reader tells why."""
    text = " ".join(words.split())
    return text if without_markup(text) != text else as_value(text)


def record(
    kind: str, key: str, given: Mapping[str, str], layout: Layout, *, credit: str = "", reports: Iterable[Mapping[str, str]] = (), notes: bool = True
) -> str:
    """Return a new record of a data file with every key that it takes. `credit` says where numbers come from; `reports` are a figure's.

    Without `notes`, keys without a value are left out.

    Raises Misread where a value cannot be what its key takes.
    """
    at, inner = " " * layout.indent, " " * (layout.indent + layout.step)
    lines = [f"{at}{key}:"]
    lines += [f"{inner}# {credit}"] if credit else []
    for entry in DATA[kind]:
        if entry.shape == "reports":
            lines.append(f"{inner}{entry.name}:")
            for report in reports:
                below = [line for each in DATA["reports"] for line in _line(each, report)]
                lines += [f"{inner}{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(below)]
        elif notes or entry.name in given:
            lines += [f"{inner}{line}" for line in _line(entry, given)]
    return "\n".join(lines) + "\n"


def _line(entry: DataKey, given: Mapping[str, str]) -> list[str]:
    if entry.name not in given:
        return [f"# {entry.name}: {entry.about}"]
    value = " ".join(given[entry.name].split())
    if entry.shape in ("list", "named", "texts"):
        parts = [scalar(part.strip(), flow=True) for part in value.split(";") if part.strip()]
        return [f"{entry.name}: [{', '.join(parts)}]"]
    if entry.shape == "names":
        pairs = [key_and_label(part) for part in value.split(";") if part.strip()]
        if wrong := next((part for part, pair in zip(value.split(";"), pairs, strict=False) if not all(pair)), ""):
            raise Misread(f'{entry.name}: "{wrong.strip()}" is no "language = name"', 'write for example "kk = Алматы; ru = Алматы"')
        return [f"{entry.name}: {{{', '.join(f'{scalar(tag, flow=True)}: {scalar(name, flow=True)}' for tag, name in pairs)}}}"]
    return [f"{entry.name}: {scalar(value)}"]


def scalar(words: str, *, flow: bool = False) -> str:
    """Return words as YAML writes them: as they are where they are then read as just these, else in quotation marks."""
    around = f"[{words}]" if flow else f"k: {words}"
    try:
        node = yaml.compose(around, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    found = node.value[0] if isinstance(node, yaml.CollectionNode) and len(node.value) == 1 else None
    one = found[1] if isinstance(found, tuple) else found
    plain = isinstance(one, yaml.ScalarNode) and one.style is None and one.value == words and not one.tag.endswith(":null")
    return words if plain and words.isprintable() else json.dumps(words, ensure_ascii=False)
