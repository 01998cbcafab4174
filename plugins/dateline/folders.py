"""Which folders a run may write to and delete from: none that lies in another one, none that somebody else filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

from dateline.files import write_atomically
from dateline.problems import SetupBroken
from dateline.read.content import label_of

TAG = "CACHEDIR.TAG"
"""The mark of a cache folder; programs that make backups pass such folders over (Cache Directory Tagging Specification 0.6)."""
TAG_TEXT = b"""\
Signature: 8a477f597d28d172789f06886806bc55
# Made by Dateline, which deletes here what it no longer needs. Deleting the folder is always safe.
"""
_BEFORE_THE_TAG = frozenset(("renditions", "fonts", "pictures.json", TAG))
"""What builds had in their cache before they marked it; and a mark that was damaged."""
_DEFAULT = (".cache", "dateline")
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
            raise SetupBroken(label_of(own[told]), 0, f"{name} and {other} lie in each other", _DO[told])
    for other, folders in others.items():
        for name in ("output", "cache"):
            for second in map(Path.resolve, folders):
                inside = second in own[name].parents and second not in own["content"].parents
                if inside or own[name] in (second, *second.parents):
                    raise SetupBroken(label_of(own[name]), 0, f"{name} and {other} lie in each other", _DO[name])


def _nested(one: Path, other: Path) -> bool:
    return one == other or one in other.parents or other in one.parents


def claim_cache(cache: Path) -> None:
    """Mark the cache folder as ours. Raises SetupBroken where somebody else has filled it, and OSError where it cannot be written."""
    tag = cache / TAG
    try:
        if tag.read_bytes() == TAG_TEXT:
            return
    except FileNotFoundError:
        pass
    except NotADirectoryError:
        raise SetupBroken(label_of(cache), 0, "the cache is a file", _DO["cache"]) from None
    found = sorted(file.name for file in cache.iterdir()) if cache.is_dir() else []
    ours = cache.parts[-2:] == _DEFAULT and _BEFORE_THE_TAG.issuperset(name for name in found if not name.startswith("."))
    if found and not ours:
        named = ", ".join(found[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
        do = f"{_DO['cache']}; if it is an old cache of Dateline's, delete it"
        raise SetupBroken(label_of(cache), 0, f"the cache folder holds what Dateline did not make ({named})", do)
    cache.mkdir(parents=True, exist_ok=True)
    write_atomically(tag, TAG_TEXT)
