"""What lies in the content folder: finds the files, reads each once, returns their records."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dateline.problems import Misread, Problems, near_or
from dateline.read import frontmatter
from dateline.read.data import read_data
from dateline.read.defaults import Defaults, with_defaults
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
    data/map.geojson. `moved` are the addresses of those extra files that stand at another one than their path in extra/ says, by file.
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
    moved: Mapping[str, str] = field(default_factory=dict)


def label_of(file: Path) -> str:
    """Return how a file is named in problems: relative to the working folder where it lies below it."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return file.as_posix()


def read_record(file: Path, kind: str, problems: Problems, values: Mapping[str, str] | None = None) -> Record:
    """Return the record of one Markdown file; `values` are those of keys that its head leaves out."""
    path = label_of(file)
    head = frontmatter.parse(frontmatter.decode(file.read_bytes(), path, problems), path, problems)
    head = with_defaults(head, values or {})
    return from_head(kind, path, file.stem, head, problems)


def read_content(
    root: Path,
    ignored: Iterable[str],
    known: dict[str, Record],
    problems: Problems,
    defaults: Defaults | None = None,
    copies: Copies | None = None,
) -> Content:
    """Return everything below the content folder. `known` holds records (by path) that Pelican's run has read already."""
    copies = copies or Copies()
    values = Values(root, defaults or Defaults())
    patterns = tuple(ignored)
    files = sorted(_files(root, patterns))
    by_folder: dict[str, list[Path]] = {}
    event = None
    copied: dict[str, Path] = {}
    for file in files:
        parts = file.relative_to(root).parts
        if copies.name("/".join(parts)):
            copied["/".join(parts)] = file
        elif len(parts) > 1:
            by_folder.setdefault(parts[0], []).append(file)
        elif file.name == "event.md":
            event = read_record(file, "event", problems)
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
    data, unread = _data(root / "data", by_folder.get("data", ()), problems)
    texts = {
        kind: tuple(_texts(by_folder.get(folder, ()), kind, known, values, problems))
        for folder, kind in TEXT_FOLDERS.items()
    }
    copied |= {file.relative_to(root).as_posix(): file for file in by_folder.get("extra", ())}
    addressed = copies.addressed(copied, problems)
    return Content(
        root=root,
        label=label_of(root),
        event=event,
        texts=texts,
        data=data,
        images=_images(by_folder.get("pictures", ()), problems),
        extra={address: copied[path] for path, address in addressed.items()},
        moved={label_of(copied[path]): address for path, address in addressed.items() if path != f"extra/{address}"},
        unread=unread,
        outlines=_outlines(root / "data" / MAP_FILE, problems),
    )


@dataclass(frozen=True)
class Values:
    """Where the content is, and the values of keys that heads leave out."""

    root: Path
    defaults: Defaults

    def of(self, file: Path, kind: str) -> dict[str, str]:
        """Return the values for one file."""
        return self.defaults.of(kind, file.relative_to(self.root).as_posix())


@dataclass(frozen=True)
class Copies:
    """What is copied as it is besides extra/, and where to; both by path below the content folder, with slashes."""

    static: tuple[str, ...] = ()
    to: Mapping[str, str] = field(default_factory=dict)

    def name(self, path: str) -> bool:
        """Tell whether a file lies in one of the further folders (or is one of the further files)."""
        return any(path == place or path.startswith(f"{place}/") for place in self.static)

    def addressed(self, files: Mapping[str, Path], problems: Problems) -> dict[str, str]:
        """Return the address of each file, by path; two files at one address are a problem."""
        found: dict[str, str] = {}
        taken: dict[str, str] = {}
        for path, file in files.items():
            address = self.to.get(path) or path.removeprefix("extra/")
            if address in taken:
                what = f"the address /{address} is used by {taken[address]}"
                problems.add(label_of(file), 0, what, "rename the file, or correct EXTRA_PATH_METADATA")
            else:
                found[path], taken[address] = address, label_of(file)
        return found


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
    files: Iterable[Path], kind: str, known: dict[str, Record], values: Values, problems: Problems
) -> Iterator[Record]:
    for file in files:
        path = label_of(file)
        if file.suffix.lower() in _MARKDOWN:
            yield known.get(path) or read_record(file, kind, problems, values.of(file, kind))
        elif kind != "picture":
            problems.add(path, 0, "not a Markdown file", "give it the ending .md, or move it into extra/")
        elif file.suffix.lower() not in IMAGES:
            problems.add(path, 0, "not a picture that can be shown", f"save it as one of {', '.join(IMAGES)}")


def _data(
    folder: Path, files: Iterable[Path], problems: Problems
) -> tuple[dict[str, tuple[Record, ...]], frozenset[str]]:
    names = {f"{name}.yaml": name for name in DATA_FILES}
    read: dict[str, tuple[Record, ...]] = dict.fromkeys(DATA_FILES, ())
    unread = set()
    for file in files:
        path = label_of(file)
        if file.parent == folder and file.name in names:
            text = frontmatter.decode(file.read_bytes(), path, problems)
            records = read_data(text, names[file.name], path, problems)
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
