"""What lies in the content folder: finds the files, reads each once, returns their records."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dateline.problems import Misread, Problems, near_or
from dateline.read import frontmatter
from dateline.read.data import read_data
from dateline.read.formats import ENDINGS
from dateline.read.geojson import Outlines, parse_outlines
from dateline.read.images import Facts
from dateline.read.keys import DATA
from dateline.read.records import Record, from_head

TEXT_FOLDERS = {"articles": "article", "timeline": "entry", "pages": "page", "pictures": "picture"}
"""Folders of Markdown files, and what a file in each is."""
FOLDERS = (*TEXT_FOLDERS, "data", "extra")
DATA_FILES = tuple(name for name in DATA if name != "reports")
IMAGES = tuple(ENDINGS)
"""What a picture may be."""
MAP_FILE = "map.geojson"
"""What maps show besides places, in data/."""
_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True)
class Image:
    """An image file in content/pictures/: where it is, how it is named in problems, what it is (see `ledger.look`)."""

    file: Path
    path: str
    facts: Facts | None = None


@dataclass(frozen=True)
class Content:
    """All that was read: the event, texts by kind, data by file, images by stem, extra files by address.

    `unread` names the data files of which nothing could be read: what they hold is not known. `outlines` are those of
    data/map.geojson.
    """

    root: Path
    label: str
    event: Record | None
    texts: dict[str, tuple[Record, ...]]
    data: dict[str, tuple[Record, ...]]
    images: dict[str, Image]
    extra: dict[str, Path]
    unread: frozenset[str]
    outlines: Outlines = field(default_factory=Outlines)


def label_of(file: Path) -> str:
    """Return how a file is named in problems: relative to the working folder where it lies below it."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def read_record(file: Path, kind: str, problems: Problems, language: str = "en") -> Record:
    """Return the record of one Markdown file; `language` is that of one that names none."""
    path = label_of(file)
    head = frontmatter.parse(frontmatter.decode(file.read_bytes(), path, problems), path, problems)
    return from_head(kind, path, file.stem, head, problems, language)


def read_content(
    root: Path, ignored: Iterable[str], known: dict[str, Record], problems: Problems, language: str = "en"
) -> Content:
    """Return everything below the content folder. `known` holds records (by path) that Pelican's run has read already.

    `language` is that of what names none.
    """
    patterns = tuple(ignored)
    files = sorted(_files(root, patterns))
    by_folder: dict[str, list[Path]] = {}
    event = None
    for file in files:
        parts = file.relative_to(root).parts
        if len(parts) > 1:
            by_folder.setdefault(parts[0], []).append(file)
        elif file.name == "event.md":
            event = read_record(file, "event", problems, language)
        else:
            advice = near_or(
                file.name, ("event.md",), "move it into one of the folders " + ", ".join(FOLDERS)
            )
            problems.add(label_of(file), 0, "the file belongs to no folder", advice)
    if event is None:
        problems.add(
            label_of(root / "event.md"), 0, "the event is missing", "write it: title, start, time zone, kinds"
        )
    for folder in by_folder:
        if folder not in FOLDERS:
            advice = near_or(folder, FOLDERS, "the folders are " + ", ".join(FOLDERS))
            problems.add(label_of(root / folder), 0, "unknown folder", advice)
    data, unread = _data(root / "data", by_folder.get("data", ()), problems, language)
    texts = {
        kind: tuple(_texts(by_folder.get(folder, ()), kind, known, problems, language))
        for folder, kind in TEXT_FOLDERS.items()
    }
    return Content(
        root=root,
        label=label_of(root),
        event=event,
        texts=texts,
        data=data,
        images=_images(by_folder.get("pictures", ()), problems),
        extra={file.relative_to(root / "extra").as_posix(): file for file in by_folder.get("extra", ())},
        unread=unread,
        outlines=_outlines(root / "data" / MAP_FILE, problems),
    )


def _files(root: Path, ignored: tuple[str, ...]) -> Iterator[Path]:
    for item in root.iterdir():
        if item.name.startswith(".") and item.name != ".well-known":
            continue
        if any(fnmatch.fnmatch(item.name, pattern) for pattern in ignored):
            continue
        if item.is_dir():
            yield from _files(item, ignored)
        else:
            yield item


def _texts(
    files: Iterable[Path], kind: str, known: dict[str, Record], problems: Problems, language: str
) -> Iterator[Record]:
    for file in files:
        path = label_of(file)
        if file.suffix.lower() in _MARKDOWN:
            yield known.get(path) or read_record(file, kind, problems, language)
        elif kind != "picture":
            problems.add(path, 0, "not a Markdown file", "give it the ending .md, or move it into extra/")
        elif file.suffix.lower() not in IMAGES:
            problems.add(path, 0, "not a picture that can be shown", f"save it as one of {', '.join(IMAGES)}")


def _data(
    folder: Path, files: Iterable[Path], problems: Problems, language: str
) -> tuple[dict[str, tuple[Record, ...]], frozenset[str]]:
    names = {f"{name}.yaml": name for name in DATA_FILES}
    read: dict[str, tuple[Record, ...]] = dict.fromkeys(DATA_FILES, ())
    unread = set()
    for file in files:
        path = label_of(file)
        if file.parent == folder and file.name in names:
            text = frontmatter.decode(file.read_bytes(), path, problems)
            records = read_data(text, names[file.name], path, problems, language)
            if records is None:
                unread.add(names[file.name])
            else:
                read[names[file.name]] = records
        elif file != folder / MAP_FILE:
            known = (*names, MAP_FILE)
            problems.add(
                path, 0, "unknown data file", near_or(file.name, known, f"the files are {', '.join(known)}")
            )
    return read, frozenset(unread)


def _outlines(file: Path, problems: Problems) -> Outlines:
    """Return what maps show besides places; nothing where the file is missing or broken."""
    if not file.is_file():
        return Outlines()
    path = label_of(file)
    try:
        return parse_outlines(frontmatter.decode(file.read_bytes(), path, problems))
    except Misread as wrong:
        problems.add(path, 0, wrong.what, wrong.do)
        return Outlines()


def _images(files: Iterable[Path], problems: Problems) -> dict[str, Image]:
    images: dict[str, Image] = {}
    taken: dict[str, str] = {}
    for file in files:
        if file.suffix.lower() not in IMAGES:
            continue
        # Without regard to case: on many systems the two would be one address.
        name = file.stem.casefold()
        if name in taken:
            problems.add(
                label_of(file), 0, f"the picture shares its name with {taken[name]}", "rename one of the two"
            )
            continue
        taken[name] = file.name
        images[file.stem] = Image(file, label_of(file))
    return images
