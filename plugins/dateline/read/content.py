"""What lies in the content folder: reads each file once, returns their records. `folder` finds the files."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain
from pathlib import Path

from dateline.dataclass import dataclass
from dateline.names import portable
from dateline.pack import Pack
from dateline.problems import Misread, Problems, near_or, os_problem
from dateline.read import frontmatter
from dateline.read.beside import MARKDOWN, Beside, translations
from dateline.read.characters import forbidden, unpaired
from dateline.read.defaults import Defaults, with_defaults
from dateline.read.folder import File, Folder, walk
from dateline.read.foreign import advice, pointer
from dateline.read.formats import ENDINGS
from dateline.read.geojson import Outlines, parse_outlines
from dateline.read.images import Facts
from dateline.read.kept import from_kept, key_of, recorded
from dateline.read.kept_copies import KeptFile
from dateline.read.keys import DATA, NESTED
from dateline.read.matching import compare_all
from dateline.read.names import label_of as label_of  # named here too, where most look for it
from dateline.read.names import nfc
from dateline.read.records import Record, from_head, known_keys

TEXT_FOLDERS = {"articles": "article", "timeline": "entry", "pages": "page", "pictures": "picture", "responses": "response"}
"""Folders of Markdown files, and what a file in each is."""
FOLDERS = (*TEXT_FOLDERS, "data", "kept", "extra")
_TRANSLATED = (*(f"{folder}/" for folder in TEXT_FOLDERS), "event.")
"""How the names of files begin that may be translations, or be translated."""
DATA_FILES = tuple(name for name in DATA if name not in NESTED)
IMAGES = tuple(ENDINGS)
"""What a picture may be."""
MAP_FILE = "map.geojson"
"""What maps show besides places, in data/."""
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u([0-9a-fA-F]{4})")
"""A JSON escape: two for one character, which is allowed, or one."""


@dataclass(frozen=True)
class Image:
    """An image file in content/pictures/: where it is, how it is named in problems, what it is (see `ledger.look`)."""

    file: Path
    path: str
    facts: Facts | None = None


@dataclass(frozen=True)
class Content:
    """All that was read: the event, texts by kind, data by file, images by stem, extra files by the name under which they are published.

    All names are composed (NFC). `unread` names the data files of which nothing could be read: what they hold is not known. `refused`
    are names of files that were told and not taken. `outlines` are those of data/map.geojson. `translations` hold, by language, the records of
    translations by the paths of their originals; see `translations.in_language`. `kept` are the files in content/kept/ by their names there, `copies` what is
    known of those that sources name (see `kept_copies.look`).
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
    refused: frozenset[str] = frozenset()
    translations: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    kept: Mapping[str, Path] = field(default_factory=dict)
    copies: Mapping[str, KeptFile] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the event is told in, as it names them; none where it is told in the site's alone."""
        return self.event.any("languages") or () if self.event else ()

    @property
    def facts_digest(self) -> str:
        """The SHA-256 of the files that are no texts: of a line `SHA-256  path` for event.md, each of its translations and each data file, by their paths."""
        events = [self.event] if self.event else []
        events += [records[event.path] for event in events for records in self.translations.values() if event.path in records]
        read = {record.path: record.digest for record in chain(events, *self.data.values())}
        return hashlib.sha256("".join(f"{read[path]}  {path}\n" for path in sorted(read)).encode()).hexdigest()

    def paths(self) -> frozenset[str]:
        """Return the paths of all texts and data files that something was read from."""
        records = [*([self.event] if self.event else []), *chain(*self.texts.values()), *chain(*self.data.values())]
        translated = (record for records in self.translations.values() for record in records.values())
        return frozenset(record.path for record in chain(records, translated))


def read_bytes(file: Path, path: str, problems: Problems) -> bytes | None:
    """Return what a file holds; None after noting a problem when it cannot be read or is not itself there. `path` names it in problems."""
    try:
        with open(file, "rb") as opened:  # noqa: PTH123 (Path.read_bytes takes twice as long, of thousands)
            data = opened.read()
    except OSError as error:
        problems.note(os_problem(error, path))
        return None
    if wrong := pointer(data):
        problems.add(path, 0, *wrong, topic="files")
        return None
    return data


def read_record(
    file: Path,
    kind: str,
    problems: Problems,
    language: str = "en",
    values: Mapping[str, str] | None = None,
    kept: Pack | None = None,
    original: str = "",
) -> Record:
    """Return the record of one Markdown file, an empty one, after noting why, where the file cannot be read.

    `language` is that of one that names none, `values` are those of keys that its head leaves out, `kept` the records of the last build:
    only those that gave no reason for a problem or a warning. Of a translation, `original` is the name of the file that it translates.
    """
    path, key = label_of(file), nfc(file.stem)
    data = read_bytes(file, path, problems)
    if data is None:
        return Record(kind, path, key, 0, {})
    digest = hashlib.sha256(data).hexdigest()
    name = key_of(digest, f"{kind}, from {original}" if original else kind, path, language, values or {}) if kept else b""
    if kept and (written := kept.get(name)) and (again := from_kept(written, digest)):
        return again[0]
    found = Problems()
    head = frontmatter.parse(frontmatter.decode(data, path, found), path, found, known_keys(kind, translation=bool(original)))
    record = from_head(kind, path, key, with_defaults(head, values or {}), found, language, original=original)
    if problems.take(found):
        return replace(record, digest=digest)
    if kept and (new := recorded((record,))):
        kept.put(name, new)
    return replace(record, digest=digest)


def read_content(
    root: Path,
    ignored: Iterable[str],
    known: dict[str, Record],
    problems: Problems,
    language: str = "en",
    found: Folder | None = None,
    defaults: Defaults | None = None,
    copies: Copies | None = None,
    kept: Pack | None = None,
) -> Content:
    """Return everything below the content folder.

    `known` holds records (by path) that Pelican's run has read already, `found` what was found if the folder was walked already; `language`
    is that of what names none, `defaults` are values of keys that heads leave out, `copies` what is published as it is besides extra/, `kept` the records
    of the last build.
    """
    copies = copies or Copies()
    found = found or walk(root, ignored, problems)
    by_folder: dict[str, list[File]] = {}
    copied: list[File] = []
    misnamed = tuple(_tell_folders(found, problems))
    event = head_of_event(found, problems, language, copies)
    files = [file for file in found.files if not file.name.startswith(misnamed)]
    beside = translated_files(files, event, language, copies)
    for file in files:
        if file.name in beside:
            continue
        folder, _, inside = file.name.partition("/")
        if copies.name(file.name):
            copied.append(file)
        elif inside:
            by_folder.setdefault(folder, []).append(file)
        elif file.name != "event.md":
            _tell_homeless(found, file, problems)
    if event is None and not problems.concern(f"{found.label}/event.md"):
        problems.add(f"{found.label}/event.md", 0, "the event is missing", "write it: title, start, time zone, kinds", topic="files")
    for folder in by_folder:
        if folder not in FOLDERS:
            do = near_or(folder, FOLDERS, "the folders are " + ", ".join(FOLDERS))
            problems.add(f"{found.label}/{folder}", 0, "unknown folder", do, topic="files")
    data, unread = _data(found.label, by_folder.get("data", ()), problems, language, kept)
    refused = frozenset(found.refused) | {file.image for file in beside.values() if file.image}
    texts = {
        kind: tuple(_texts(found.label, by_folder.get(folder, ()), kind, known, problems, language, defaults or Defaults(), kept))
        for folder, kind in TEXT_FOLDERS.items()
    }
    translated = _translated(found.label, beside.values(), problems, kept)
    compare_all(event, texts, data, translated, language, problems)
    return Content(
        root=root,
        label=found.label,
        event=event,
        texts=texts,
        data=data,
        translations=translated,
        images=_images(found.label, by_folder.get("pictures", ()), problems),
        kept={file.name.removeprefix("kept/"): file.file for file in by_folder.get("kept", ())},
        extra=_extra(found.label, [*copied, *by_folder.get("extra", ())], copies, problems),
        unread=unread | {name for name in DATA_FILES if f"data/{name}.yaml" in refused},
        outlines=_outlines(found.label, by_folder.get("data", ()), problems),
        refused=refused,
    )


def head_of_event(found: Folder, problems: Problems, language: str, copies: Copies) -> Record | None:
    """Return the record of event.md; None where there is none, or it is only copied."""
    files = (file for file in found.files if file.name == "event.md" and not copies.name(file.name))
    return next((read_record(file.file, "event", problems, language) for file in files), None)


def translated_files(files: Iterable[File], event: Record | None, language: str, copies: Copies) -> dict[str, Beside]:
    """Return the translations among the files of the content folder, and what is meant as such, by name; `event` says in which languages."""
    texts = (file for file in files if file.name.startswith(_TRANSLATED) and not copies.name(file.name))
    known: Sequence[str] = (event.any("languages") or ()) if event else ()
    unreadable = event is not None and "languages" in event.written and not known
    return {found.file.name: found for found in translations(texts, None if unreadable else known, language)}


def _translated(
    label: str, found: Iterable[Beside], problems: Problems, kept: Pack | None
) -> dict[str, dict[str, Record]]:
    """Return the records of translations, by language and by the path of the original."""
    records: dict[str, dict[str, Record]] = {}
    for each in found:
        path, original = (posixpath.normpath(f"{label}/{name}") for name in (each.file.name, each.original))  # as `label_of` has them
        by_original = records.setdefault(each.language, {})
        if each.wrong:
            problems.add(path, 0, *each.wrong, topic="languages")
        elif original in by_original:
            what = f"{posixpath.basename(by_original[original].path)} is its translation too"
            problems.add(path, 0, what, "delete one of the two", topic="languages")
        else:
            folder = each.file.name.partition("/")[0]
            kind, name = TEXT_FOLDERS.get(folder, "event"), posixpath.basename(original)
            by_original[original] = read_record(each.file.file, kind, problems, each.language, None, kept, name)
    return records


@dataclass(frozen=True)
class Copies:
    """What is copied as it is besides extra/, and where to; both by path below the content folder, with slashes."""

    static: tuple[str, ...] = ()
    to: Mapping[str, str] = field(default_factory=dict)

    def name(self, path: str) -> bool:
        """Tell whether a file lies in one of the further folders (or is one of the further files)."""
        return any(path == place or path.startswith(f"{place}/") for place in self.static)

    def address(self, path: str) -> str:
        """Return the name under which a file is published: the one that the settings give it, else its path (in extra/, from there)."""
        return portable(self.to.get(path) or path.removeprefix("extra/"))


def _tell_homeless(found: Folder, file: File, problems: Problems) -> None:
    """Tell a file that lies in the content folder itself."""
    what, do = "the file belongs to no folder", "move it into one of the folders " + ", ".join(FOLDERS)
    if file.name in FOLDERS:
        what, do = "this is a file, not a folder", "take it out, and make a folder of this name"
    elif known := advice(file.name):
        what, do = known
    problems.add(f"{found.label}/{file.name}", 0, what, near_or(file.name, ("event.md",), do), topic="files")


def _tell_folders(found: Folder, problems: Problems) -> Iterator[str]:
    """Tell folders that are called as a file should be; yield how the names of the files in each begin."""
    data = (*(f"data/{name}.yaml" for name in DATA_FILES), f"data/{MAP_FILE}", "event.md")
    for name in found.folders:
        ending = posixpath.splitext(name)[1].lower()
        text = name.partition("/")[0] in TEXT_FOLDERS and (ending in MARKDOWN or ending in IMAGES)
        if text or name in data:
            problems.add(f"{found.label}/{name}", 0, "this is a folder, not a file", "rename it, or put a file in its place", topic="files")
            yield f"{name}/"


def _texts(
    label: str,
    files: Iterable[File],
    kind: str,
    known: dict[str, Record],
    problems: Problems,
    language: str,
    defaults: Defaults,
    kept: Pack | None,
) -> Iterator[Record]:
    for file in files:
        path = f"{label}/{file.name}"
        if file.ending in MARKDOWN:
            values = {} if path in known else defaults.of(kind, file.name)
            yield known.get(path) or read_record(file.file, kind, problems, language, values, kept)
        elif kind != "picture":
            what, do = advice(file.name) or ("not a Markdown file", _where_to(file))
            problems.add(path, 0, what, do, topic="files")
        elif file.ending not in IMAGES:
            do = f"save it as one of {', '.join(IMAGES)}"
            problems.add(path, 0, *(advice(file.name) or ("not a picture that can be shown", do)), topic="files")


def _where_to(file: File) -> str:
    """Return where a file belongs that is no text."""
    if file.ending in IMAGES:
        return "move it into pictures/"
    if file.ending in (".yaml", ".yml", ".geojson"):
        return "move it into data/"
    return "give it the ending .md, or move it into extra/"


def _data(
    label: str, files: Iterable[File], problems: Problems, language: str, kept: Pack | None
) -> tuple[dict[str, tuple[Record, ...]], frozenset[str]]:
    names = {f"{name}.yaml": name for name in DATA_FILES}
    read: dict[str, tuple[Record, ...]] = dict.fromkeys(DATA_FILES, ())
    unread = set()
    for file in files:
        path, name = f"{label}/{file.name}", file.name.removeprefix("data/")
        if name in names:
            records = _records(file, path, names[name], problems, language, kept)
            if records is None:
                unread.add(names[name])
            else:
                read[names[name]] = records
        elif name != MAP_FILE:
            problems.add(path, 0, "unknown data file", _data_advice(name, (*names, MAP_FILE)), topic="files")
    return read, frozenset(unread)


def _records(file: File, path: str, name: str, problems: Problems, language: str, kept: Pack | None) -> tuple[Record, ...] | None:
    """Return the records of a data file; None where nothing of it can be read. `kept`: see `read_record`."""
    data = read_bytes(file.file, path, problems)
    if data is None:
        return None
    digest = hashlib.sha256(data).hexdigest()
    key = key_of(digest, name, path, language, {}) if kept else b""
    if kept and (written := kept.get(key)) and (again := from_kept(written, digest)) is not None:
        return again
    # Here: of a file that is as it was no YAML is read, and importing what reads it takes time.
    from dateline.read.data import read_data

    found = Problems()
    records = read_data(frontmatter.decode(data, path, found), name, path, found, language)
    if not problems.take(found) and kept and records is not None and (new := recorded(records)):
        kept.put(key, new)
    return None if records is None else tuple(replace(record, digest=digest) for record in records)


def _data_advice(name: str, known: Sequence[str]) -> str:
    """Return what to do with a file in data/ that is none of those that are read."""
    stem, ending = posixpath.splitext(posixpath.basename(name))
    same = [each for each in known if posixpath.splitext(each)[0] == stem.lower()]
    if same and ending.lower() in (".yaml", ".yml", ".json", ".geojson"):  # JSON is YAML (YAML 1.2.2, 1.2)
        return f"rename it to {same[0]}" if posixpath.dirname(name) == "" else f"move it to data/{same[0]}"
    if found := advice(name):
        return f"write what it holds into one of {', '.join(known)}; if it holds entries, {found[1]}"
    return near_or(name, known, f"the files are {', '.join(known)}")


def _outlines(label: str, files: Iterable[File], problems: Problems) -> Outlines:
    """Return what maps show besides places; nothing where the file is missing or broken."""
    for file in files:
        if file.name != f"data/{MAP_FILE}":
            continue
        path = f"{label}/{file.name}"
        data = read_bytes(file.file, path, problems)
        try:
            return Outlines() if data is None else _checked(frontmatter.decode(data, path, problems), path, problems)
        except Misread as wrong:
            problems.add(path, 0, wrong.what, wrong.do, topic=wrong.topic)
    return Outlines()


def _checked(text: str, path: str, problems: Problems) -> Outlines:
    """Return the outlines of a map, their names looked at for what no format may hold. Raises Misread."""
    outlines = parse_outlines(text)
    for shape in outlines.shapes:
        for fault in (*forbidden(shape.name), *unpaired(shape.name)):
            problems.add(path, _line_of_escape(text), f"the name of a shape: {fault.what}", fault.do, topic="characters")
    return outlines


def _line_of_escape(text: str) -> int:
    """Return the line of the first JSON escape (`\\u000b`) that is one of a character that is not allowed, 0 if none is."""
    for found in _ESCAPE.finditer(text):
        if found[1] and any(forbidden(chr(int(found[1], 16)))):
            return text.count("\n", 0, found.start()) + 1
    return 0


def _images(label: str, files: Iterable[File], problems: Problems) -> dict[str, Image]:
    images: dict[str, Image] = {}
    taken: dict[str, str] = {}
    for file in files:
        if file.ending not in IMAGES:
            continue
        path, base = f"{label}/{file.name}", posixpath.basename(file.name)
        stem = posixpath.splitext(base)[0]
        # Without regard to case: on many systems the two would be one address.
        name = stem.casefold()
        if name in taken:
            problems.add(path, 0, f"the picture shares its name with {taken[name]}", "rename one of the two", topic="pictures")
            continue
        taken[name] = base
        images[stem] = Image(file.file, path)
    return images


def _extra(label: str, files: Iterable[File], copies: Copies, problems: Problems) -> dict[str, Path]:
    """Return what is copied as it is by the name under which it is published, after making sure that it can be read and is there itself."""
    extra: dict[str, Path] = {}
    for file in files:
        path = f"{label}/{file.name}"
        try:
            with file.file.open("rb") as opened:
                wrong = pointer(opened.read(1024))
        except OSError as error:
            problems.note(os_problem(error, path))
            continue
        if wrong:
            problems.add(path, 0, *wrong, topic="files")
        name = copies.address(file.name)
        if name in extra:
            what = f'the file would be published as "{name}", as {extra[name].name} is'
            problems.add(path, 0, what, "rename one of the two" + (", or correct EXTRA_PATH_METADATA" if copies.to else ""), topic="files")
        extra.setdefault(name, file.file)
    return extra
