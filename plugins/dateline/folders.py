"""Which folders a run may write to and delete from: none that lies in another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from dateline.problems import SetupBroken
from dateline.read.names import label_of

_DO = {
    "output": "choose another folder with -o",
    "cache": 'name another folder in DATELINE["cache"]',
    "content": "move one of them",
}


def check_folders(*, output: Path, cache: Path, content: Path, theme: Path, others: Mapping[str, Iterable[Path]]) -> None:
    """Raise SetupBroken where one of a project's folders lies in another, so that writing or deleting in it would harm the other.

    `others` are, by what they are called, folders in which output and cache may lie only if the content does too (the project, plug-ins),
    and which may lie in neither.
    """
    own = {"output": output.resolve(), "content": content.resolve(), "theme": theme.resolve(), "cache": cache.resolve()}
    for (name, folder), (other, second) in combinations(own.items(), 2):
        if _nested(folder, second):
            told = next(one for one in _DO if one in (name, other))
            raise SetupBroken(label_of(own[told]), 0, f"{name} and {other} lie in each other", _DO[told], topic="output")
    for other, folders in others.items():
        for name in ("output", "cache"):
            for second in map(Path.resolve, folders):
                inside = second in own[name].parents and second not in own["content"].parents
                if inside or own[name] in (second, *second.parents):
                    raise SetupBroken(label_of(own[name]), 0, f"{name} and {other} lie in each other", _DO[name], topic="output")


def _nested(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents
