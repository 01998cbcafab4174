"""What authors ask about pictures: which field came from where, and a caption file for a new one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from dateline.names import slug
from dateline.problems import Misread, Problems, say
from dateline.read import frontmatter
from dateline.read.fields import Fields
from dateline.read.formats import ENDINGS
from dateline.read.images import Facts
from dateline.read.ledger import look_at
from dateline.read.records import Record, from_head, known_keys

from .project import Project, stop

FOLDER = "pictures"
_MEGAPIXELS = 1000
"""Looking at a header costs nothing, whatever the build allows."""
_FIELDS = (
    ("Alt", "", "alt"),
    ("Credit", "credit", "credit"),
    ("Copyright", "copyright", ""),
    ("Licence", "licence", "licence"),
    ("Licence_url", "licence_url", "licence_url"),
    ("Source", "", "source"),
    ("Date", "date", "date"),
)
"""What is told: name, field of the file, key of the caption file."""


def metadata(project: Project, name: str) -> None:
    """Print what is known of a picture, and where each field comes from; the caption file wins."""
    folder = project.content / FOLDER
    stem = Path(name).name if (folder / f"{Path(name).name}.md").is_file() else Path(name).stem
    image = next((file for ending in ENDINGS for file in _files(folder, stem, ending)), None)
    written = folder / f"{stem}.md"
    if image is None and not written.is_file():
        raise stop(f"there is no picture {stem} in {project.shown(folder)}/")
    record = _caption_file(written, project) if written.is_file() else None
    facts = _facts(image, project) if image else None
    if image and facts:
        moving = f", {facts.frames} frames" if facts.frames > 1 else ""
        say(f"{project.shown(image)}: {facts.format}, {facts.width} x {facts.height} pixels{moving}")
    for line in told(record, facts.fields if facts else Fields(), written.name):
        say(line)


def told(record: Record | None, fields: Fields, caption_file: str) -> Iterator[str]:
    """Yield a line for each field: its name, its value, where it comes from."""
    for name, field, key in _FIELDS:
        if record and key and record.has(key):
            yield f"  {name}: {record.text(key)}  [{caption_file}, line {record.at(key)}]"
        elif field and (value := getattr(fields, field)):
            yield f"  {name}: {value}  [{fields.origin(field)}]"
        elif key == "alt":
            yield "  Alt: missing: write it into the caption file; it is taken from nowhere else"
        elif key == "credit":
            yield "  Credit: missing"
    if record and record.body.strip():
        yield f"  Caption: {' '.join(record.body.split())}  [{caption_file}, line {record.body_line}]"
    elif fields.caption:
        yield f"  Caption: {fields.caption}  [{fields.origin('caption')}]"


def add_files(project: Project, file: tuple[str, ...]) -> None:
    """`add` for each of several files."""
    for each in file:
        add(project, Path(each))


def add(project: Project, file: Path) -> None:
    """Copy a picture into the content and write its caption file from its own fields; Alt is left to be written."""
    if not file.is_file():
        raise stop(f"there is no file {file}")
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise stop(f"{file.name} is not a picture that can be shown: save it as one of {', '.join(ENDINGS)}")
    facts = _facts(file, project)
    folder = project.content / FOLDER
    name = slug(re.sub(r"\W+", "-", file.stem), "picture")
    taken = [other.name for other in folder.glob("*") if other.stem.casefold() == name]
    if taken:
        raise stop(f"{project.shown(folder)}/ holds {taken[0]} already: rename one of the two")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / f"{name}{ending}")
    written = folder / f"{name}.md"
    written.write_text(caption_file(facts.fields), encoding="utf-8", newline="\n")
    say(f"{project.shown(folder / name)}{ending} and {project.shown(written)}: now write Alt, what can be seen in it")


def caption_file(fields: Fields) -> str:
    """Return a caption file with what a picture's own fields say, its Alt and what they leave out still to be written."""
    head = ["Alt:"]
    for name, value in (
        ("Credit", fields.credit),
        ("Licence", fields.licence),
        ("Licence_url", fields.licence_url),
        ("Date", fields.date),
    ):
        if value or name == "Credit":
            head.append(f"{name}: {value}".rstrip())
    return "\n".join(head) + f"\n\n{_plain_markdown(fields.caption)}\n"


def _plain_markdown(text: str) -> str:
    """Return a text as Markdown that shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def _files(folder: Path, stem: str, ending: str) -> Iterator[Path]:
    for file in sorted(folder.glob("*")):
        if file.stem == stem and file.suffix.lower() == ending:
            yield file


def _caption_file(file: Path, project: Project) -> Record:
    problems = Problems()
    label = project.shown(file)
    text = frontmatter.decode(file.read_bytes(), label, problems)
    head = frontmatter.parse(text, label, problems, known_keys("picture"))
    return from_head("picture", label, file.stem, head, problems)


def _facts(file: Path, project: Project) -> Facts:
    try:
        return look_at(file, _MEGAPIXELS)
    except Misread as wrong:
        raise stop(f"{project.shown(file)}: {wrong.what}: {wrong.do}", 1) from wrong
    except OSError as error:
        raise stop(f"{project.shown(file)}: the file cannot be read ({error.strerror or error})", 1) from error
