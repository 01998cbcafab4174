"""What hangs on Pelican's signals: each hook unpacks what Pelican hands it and calls the function that decides."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.readers import MarkdownReader, Readers
from pelican.utils import SafeDatetime
from pelican.writers import Writer

from dateline import settings
from dateline.generator import EventGenerator, prepare
from dateline.read.content import TEXT_FOLDERS, label_of, read_record
from dateline.read.folder import walk
from dateline.read.records import Record
from dateline.run import Run


def adapt_settings(pelican: Pelican) -> None:
    """Turn off what Pelican would make and Dateline makes itself."""
    settings.adapt(pelican.settings)


def use_own_reader(readers: Readers) -> None:
    """Read Markdown with our front matter, and nothing else: other files in content/ are told as problems."""
    readers.reader_classes = {
        "static": readers.reader_classes["static"],
        "md": EventReader,
        "markdown": EventReader,
    }


def find_files(pelican: Pelican) -> None:
    """Walk the content folder before Pelican does, and name it what was found there.

    Its own walk follows links wherever they lead, in circles too, opens pipes, and takes the files that editors leave behind.
    """
    run, root = Run.of(pelican.settings), Path(pelican.settings["PATH"])
    run.folder = walk(root, pelican.settings.get("IGNORE_FILES") or (), run.problems)
    for setting, folder in (("ARTICLE_PATHS", "articles"), ("PAGE_PATHS", "pages")):
        files = (str(file.file) for file in run.folder.files if file.name.startswith(f"{folder}/"))
        pelican.settings[setting] = [file.removeprefix(str(root)).lstrip(os.sep) for file in files]


def own_generator(pelican: Pelican) -> type[EventGenerator]:
    """Return the generator that presents and delivers."""
    return EventGenerator


def silent_writer(pelican: Pelican) -> type[Writer]:
    """Return a writer that writes nothing: every page is delivered by our generator."""
    return SilentWriter


def check(generators: list[Any]) -> None:
    """Read the rest, make the model, plan the pages; stop the run if anything is wrong. Nothing has been written."""
    pelican_settings = generators[0].settings
    prepare(Run.of(pelican_settings), settings.read_settings(pelican_settings))


class EventReader(MarkdownReader):
    """Reads articles and pages for Pelican (and its other plugins); the record is kept for the model."""

    def __init__(self, pelican_settings: dict[str, Any]) -> None:
        # Not MarkdownReader's own: it would set up a Markdown object that nobody uses.
        self.settings = pelican_settings

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the source text and the metadata that Pelican needs to keep the file."""
        file = Path(source_path)
        folder = file.relative_to(self.settings["PATH"]).parts[0]
        run = Run.of(self.settings)
        record = read_record(file, TEXT_FOLDERS[folder], run.problems, settings.language_of(self.settings))
        run.records[label_of(file)] = record
        # Pelican takes for granted that a draft has a category, and gives it none where CATEGORY_SAVE_AS is empty.
        return record.body, {**_metadata(record), "category": self.process_metadata("category", folder)}


def _metadata(record: Record) -> dict[str, Any]:
    """Return Pelican's metadata, complete even where the record is not, so that no file is silently dropped."""
    date = record.moment("date")
    metadata: dict[str, Any] = {
        "title": record.text("title", record.key),
        "date": SafeDatetime(*date.timetuple()[:6]) if date else SafeDatetime(1970, 1, 1),
        "status": record.text("status", "published"),
        "slug": record.text("slug", record.key),
        "summary": record.text("summary"),
    }
    if record.has("lang"):
        metadata["lang"] = record.text("lang")
    return metadata


class SilentWriter(Writer):
    """Takes what Pelican's own generators give it and writes nothing."""

    def write_file(self, *args: Any, **kwargs: Any) -> None:
        """Write nothing."""

    def write_feed(self, *args: Any, **kwargs: Any) -> None:
        """Write nothing."""
