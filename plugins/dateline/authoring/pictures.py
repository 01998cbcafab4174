"""What authors ask about pictures: which field came from where, and a caption file for a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from glob import glob
from pathlib import Path

from dateline.names import slug
from dateline.problems import Misread, Problems, os_problem, say
from dateline.read import frontmatter
from dateline.read.fields import Fields
from dateline.read.formats import ENDINGS
from dateline.read.images import Facts
from dateline.read.keys import FRONT_MATTER
from dateline.read.ledger import look_at
from dateline.read.records import Record, from_head, known_keys
from dateline.read.when import normal_partial_date

from .editing import edit as open_in_editor
from .editing import editor
from .newfiles import write_all
from .project import Project, stop
from .scaffolds import head, known
from .writing import stop_with

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


def add(project: Project, file: Sequence[str], edit: bool = False, **given: str) -> None:
    """Copy pictures into the content, all or none, and write a caption file for each, with what the picture itself says.

    `file` are names of files, or patterns of names (`photos/*.jpg`); `given` are keys for all of them, as in `credit="..."`. Alt is left to
    be written: nobody else has seen the picture. Ends the command, with everything that is wrong, before anything is written.
    """
    command = editor() if edit else []
    folder = project.content / FOLDER
    taken = {other.stem.casefold(): other.name for other in folder.glob("*")}
    wrong: list[str] = []
    written: dict[Path, str | bytes | Path] = {}
    captions = []
    for each in _found(file, wrong):
        name = slug(re.sub(r"\W+", "-", each.stem), "picture")
        if name in taken:
            wrong.append(f"{each}: {project.shown(folder)}/ holds {taken[name]} already: rename one of the two")
            continue
        taken[name] = each.name
        try:
            text = _caption(look_at(each, _MEGAPIXELS).fields, given, f"{project.shown(folder)}/{name}.md")
        except Misread as misread:
            wrong.append(f"{each}: {misread.what}: {misread.do}")
        except OSError as error:
            wrong.append(str(os_problem(error, str(each))))
        else:
            written |= {folder / f"{name}{each.suffix.lower()}": each, folder / f"{name}.md": text}
            captions.append(folder / f"{name}.md")
    stop_with(dict.fromkeys(wrong))
    write_all(written)
    left = "" if given.get("alt") else "; now write Alt, what can be seen in it"
    for caption in captions:
        say(f"{project.shown(caption)} and the picture beside it: name it {caption.stem}{left}")
    if command:
        open_in_editor(project, command, captions)


def _found(names: Sequence[str], wrong: list[str]) -> Iterator[Path]:
    """Yield the files of names and patterns, each once; `wrong` collects what cannot be a picture."""
    seen: set[Path] = set()
    for name in names:
        # Windows' shells leave patterns to the program.
        files = [Path(name)] if Path(name).is_file() or not re.search(r"[*?\[]", name) else sorted(map(Path, glob(name, recursive=True)))  # noqa: PTH207 (a pattern may be absolute)
        if not files:
            wrong.append(f"{name}: no file has such a name")
        for file in files:
            if not file.is_file():
                wrong.append(f"there is no file {file}")
            elif file.suffix.lower() not in ENDINGS:
                wrong.append(f"{file.name} is not a picture that can be shown: save it as one of {', '.join(ENDINGS)}")
            elif file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _caption(fields: Fields, given: Mapping[str, str], label: str) -> str:
    """Return the caption file of a picture. Raises Misread where something that was given cannot stand in it."""
    found = known(FRONT_MATTER["picture"], given)
    if "Date" in found:
        found["Date"] = normal_partial_date(found["Date"])
    text = caption_file(fields, found)
    problems = Problems()
    from_head("picture", label, Path(label).stem, frontmatter.parse(text, label, problems, known_keys("picture")), problems)
    for problem in problems.sorted():
        if problem.what not in _LEFT_OPEN:
            raise Misread(problem.what, problem.do)
    return text


_LEFT_OPEN = ('"Alt" is empty', '"Credit" is empty')
"""What a build tells of a new caption file until somebody writes it."""


def caption_file(fields: Fields, given: Mapping[str, str] | None = None) -> str:
    """Return a caption file with all keys: what is given, what a picture's own fields say; Alt and Credit otherwise still to be written."""
    own = {"Credit": fields.credit, "Licence": fields.licence, "Licence_url": fields.licence_url, "Date": fields.date}
    values = {name: frontmatter.as_value(value) for name, value in own.items() if value} | dict(given or {})
    return head("picture", values, empty=("Alt", "Credit")) + f"{_plain_markdown(fields.caption)}\n"


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
