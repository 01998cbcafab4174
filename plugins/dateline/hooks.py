"""What hangs on Pelican's signals: each hook unpacks what Pelican hands it and calls the function that decides.

Heard only where others' plug-ins take part (see `building`). So what takes time to import is imported where it is needed.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import Pelican
from pelican.readers import MarkdownReader, Readers
from pelican.utils import SafeDatetime

from dateline.problems import Problems
from dateline.read.names import label_of
from dateline.run import Run

if TYPE_CHECKING:
    from dateline.generator import EventGenerator
    from dateline.read.records import Record
    from dateline.settings import Settings


def use_own_reader(readers: Readers) -> None:
    """Read Markdown with our front matter, and nothing else: other files in content/ are told as problems."""
    readers.reader_classes = {
        "static": readers.reader_classes["static"],
        "md": EventReader,
        "markdown": EventReader,
    }


def find_files(pelican: Pelican) -> None:
    """Walk the content folder before Pelican does, and name it what was found there.

    Its own walk follows links wherever they lead, in circles too, opens pipes, and takes the files that editors leave behind. Translations
    are no articles and pages of their own.
    """
    from dateline.read.content import head_of_event, translated_files
    from dateline.read.folder import walk

    run, root = Run.of(pelican.settings), Path(pelican.settings["PATH"])
    run.folder = walk(root, pelican.settings.get("IGNORE_FILES") or (), run.problems)
    language, copies = run.settings.language, run.settings.copies
    # What is wrong with the event is told when all is read.
    beside = translated_files(run.folder.files, head_of_event(run.folder, Problems(), language, copies), language, copies)
    for setting, folder in (("ARTICLE_PATHS", "articles"), ("PAGE_PATHS", "pages")):
        files = (str(file.file) for file in run.folder.files if file.name.startswith(f"{folder}/") and file.name not in beside)
        pelican.settings[setting] = [file.removeprefix(str(root)).lstrip(os.sep) for file in files]


def own_generator(pelican: Pelican) -> type[EventGenerator]:
    """Return the generator that presents and delivers."""
    from dateline.generator import EventGenerator

    return EventGenerator


def check(generators: list[Any]) -> None:
    """Read the rest, make the model, plan the pages; stop the run if anything is wrong. Nothing has been written."""
    from dateline.foreign import introduce, silence
    from dateline.generator import prepare

    run = Run.of(generators[0].settings)
    prepare(run, run.settings, generators[0].env)
    silence(generators)
    if run.foreign:
        made = run.site
        known = introduce(generators, made.tellings[0].event, made.tellings[0].drafts, relative=made.settings.relative, siteurl=made.settings.siteurl)
        run.contents.update(known)


class EventReader(MarkdownReader):
    """Reads articles and pages for Pelican (and its other plugins); the record is kept for the model."""

    def __init__(self, pelican_settings: dict[str, Any]) -> None:
        # Not MarkdownReader's own: it would set up a Markdown object that nobody uses.
        self.settings = pelican_settings

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the source text and the metadata that Pelican needs to keep the file."""
        from dateline.read.content import TEXT_FOLDERS, read_record

        file = Path(source_path)
        folder = file.relative_to(self.settings["PATH"]).parts[0]
        run = Run.of(self.settings)
        record = read_record(
            file,
            TEXT_FOLDERS[folder],
            run.problems,
            run.settings.language,
            self._values(file, TEXT_FOLDERS[folder]),
        )
        run.records[label_of(file)] = record
        # Pelican takes for granted that a draft has a category, and gives it none where CATEGORY_SAVE_AS is empty.
        metadata = {**_metadata(record), "category": self.process_metadata("category", folder)}
        if run.foreign:  # ours have the record
            for name in ("authors", "tags"):
                if record.has(name):
                    metadata[name] = self.process_metadata(name, [str(item.value) for item in record.each(name)])
            if record.has("modified"):
                metadata["modified"] = _naive(record.moment("modified"))
        return record.body, metadata

    def _values(self, file: Path, kind: str) -> dict[str, str]:
        root = Path(self.settings["PATH"]).resolve()
        settings: Settings = Run.of(self.settings).settings
        return settings.defaults.of(kind, file.resolve().relative_to(root).as_posix())


def _metadata(record: Record) -> dict[str, Any]:
    """Return Pelican's metadata, complete even where the record is not, so that no file is silently dropped."""
    date = record.moment("date")
    metadata: dict[str, Any] = {
        "title": record.text("title", record.key),
        "date": _naive(date) if date else SafeDatetime(1970, 1, 1),
        "status": record.text("status", "published"),
        "slug": record.text("slug", record.key),
        "summary": record.text("summary"),
    }
    if record.has("lang"):
        metadata["lang"] = record.text("lang")
    return metadata


def _naive(moment: datetime | None) -> SafeDatetime:
    """Return a moment as Pelican's readers do: without a zone, which is then that of TIMEZONE."""
    assert moment is not None
    return SafeDatetime(*moment.timetuple()[:6])
