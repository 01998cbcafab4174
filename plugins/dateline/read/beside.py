"""Translations by the names of files: `night.ru.md` beside `night.md`. Nothing is opened."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator

from dateline.dataclass import dataclass
from dateline.problems import near_or
from dateline.read.folder import File
from dateline.read.formats import ENDINGS
from dateline.read.values import tag

MARKDOWN = (".md", ".markdown")
_CODE = 2
"""Letters of a code that means a language wherever it stands; three letters are many a word."""


@dataclass(frozen=True)
class Beside:
    """A file that translates another one: the name of that one, the language, and what is wrong with it (what, what to do), if anything.

    `image` is the name of a picture that has the file for its caption, too.
    """

    file: File
    original: str
    language: str
    wrong: tuple[str, str] | None = None
    image: str = ""


def translations(files: Iterable[File], languages: Collection[str] | None, language: str) -> Iterator[Beside]:
    """Yield the files that are translations, and those that are meant as such, with what is wrong with them.

    `languages` are those of the event, none where it names none, None where what it names could not be read; `language` is the site's. A file in
    none of them is meant as a translation where its original lies beside it.
    """
    texts: dict[str, File] = {}
    images: dict[str, str] = {}
    for file in files:
        if file.ending in MARKDOWN:
            texts.setdefault(file.name, file)
        elif file.ending in ENDINGS:
            images[posixpath.splitext(file.name)[0]] = file.name
    stems = {posixpath.splitext(name)[0]: name for name in reversed(texts)}
    for file in texts.values():
        stem = posixpath.splitext(file.name)[0]
        start, _, behind = stem.rpartition(".")
        meant = tag(behind)
        if not meant or not posixpath.basename(start):
            continue
        original, image = stems.get(start, ""), images.get(stem, "")
        if image and not (original and languages):
            continue  # the caption of a picture that is called so
        if languages is None:
            if original:
                yield Beside(file, original, meant)
        elif (languages and meant in {*languages, language}) or (original and len(meant.partition("-")[0]) == _CODE):
            wrong = _nothing_to_translate(file, start, texts) if not original else _wrong(file, original, behind, languages, language, image)
            yield Beside(file, original, meant, wrong, image)


def _nothing_to_translate(file: File, start: str, names: Collection[str]) -> tuple[str, str]:
    folder, wanted = posixpath.split(start)
    known = (posixpath.split(name) for name in names if name != file.name)
    do = near_or(f"{wanted}.md", [name for beside, name in known if beside == folder], "write that one first, or rename this file")
    return f'there is no "{wanted}.md" that it could translate', do


def _wrong(
    file: File, original: str, behind: str, languages: Collection[str], language: str, image: str
) -> tuple[str, str] | None:
    """Return what is wrong with a translation that has an original."""
    meant = tag(behind)
    name, ending = posixpath.splitext(posixpath.basename(original))
    if meant == language:
        return f"{meant} is the site's own language", f"write it into {name}{ending}, and delete this file"
    if meant not in languages:
        known = "; ".join((*(languages or (language,)), meant))
        what = f"the event is not told in {meant}"
        return what, near_or(meant, languages, f'write "Languages: {known}" in event.md, or rename the file if it is no translation')
    if meant != behind:
        return f'"{behind}" is no language tag', f"rename it to {name}.{meant}{file.ending}"
    if image:
        what = f"it is a translation by its name, and the caption of {posixpath.basename(image)} too"
        return what, "rename the picture and write a caption file of that name: a picture is the same in all languages"
    return None
