"""Words that change with the number before them: `unit: {one: person, other: people}`, by the categories of Unicode CLDR."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from dateline.plurals import ALL, categories
from dateline.problems import Problems, near_or
from dateline.read.records import Item

ALONE = "alone"
"""The word as it stands without a number, where that is another than the one for all other numbers."""


def are_forms(node: yaml.MappingNode) -> bool:
    """Tell whether a mapping goes by categories of numbers, and not by languages."""
    return any(key.value in (*ALL, ALONE) for key, _ in node.value if isinstance(key, yaml.ScalarNode))


def forms_of(name: str, words: Mapping[str, tuple[Item, int]], line: int, path: str, problems: Problems, language: str) -> Iterator[Item]:
    """Yield the value of a key that has a word for each category, with the line of each; none where one is missing or is none, which is told."""
    needed = tuple(dict.fromkeys((*categories(language), "other")))
    wrong = False
    for key, (_, at) in words.items():
        if key not in (*needed, ALONE):
            what = f'{name}: "{key}" is no category of numbers in {language}'
            problems.add(path, at, what, near_or(key, needed, f"its categories are {', '.join(needed)}"), topic="data-files")
            wrong = True
    if missing := [key for key in needed if key not in words]:
        what = f"{name}: {', '.join(missing)} {'are' if len(missing) > 1 else 'is'} missing"
        problems.add(path, line, what, f"write {{{', '.join(f'{key}: ...' for key in needed)}}}", topic="data-files")
        wrong = True
    if not wrong:
        said = {key: str(item.value) for key, (item, _) in words.items()}
        yield Item(said.get(ALONE, said["other"]), line, forms=tuple(sorted(said.items())))
