"""The middle of a run: prepare (read, model, plan, page values; nothing is written), then present and deliver."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.deliver.manifest import write_manifest
from dateline.deliver.render import Renderer
from dateline.exports.all import data_files, site_files
from dateline.markup.convert import Converter
from dateline.model.address import file_of
from dateline.model.build import build_event
from dateline.pages.all import all_pages, open_desk
from dateline.pages.values import Page
from dateline.pictures.perform import perform
from dateline.pictures.plan import Plan, plan
from dateline.read.content import Content, read_content
from dateline.run import Run
from dateline.settings import Settings
from dateline.wording import Wording


@dataclass(frozen=True)
class Prepared:
    """Everything that is to be written."""

    settings: Settings
    content: Content
    pages: tuple[Page, ...]
    plan: Plan
    exports: dict[str, bytes]


def prepare(run: Run, settings: Settings) -> None:
    """Read what Pelican has not read, make the model, plan pictures and pages.

    Raises ProblemsFound when anything in the content is wrong.
    """
    words = Wording(settings.language, settings.locale)
    content = read_content(settings.content, settings.ignored, run.records, run.problems)
    event, drafts = build_event(
        content, run.problems, Converter(run.problems, words("Back to the text, note {}"))
    )
    options = settings.options
    planned = plan(event.pictures, options.widths, options.quality, run.problems)
    run.problems.stop_if_any()
    desk = open_desk(event, planned, settings, frozenset(content.extra))
    data = data_files(desk)
    pages = tuple(all_pages(desk, drafts, data))
    run.site = Prepared(settings, content, pages, planned, {**data, **dict(site_files(desk, pages))})


class EventGenerator:
    """Pelican's hook for writing: renders every page, makes the pictures, copies the extra files, writes the manifest."""

    def __init__(self, settings: dict[str, Any], output_path: str, **_others: Any) -> None:
        self._run = Run.of(settings)
        self._folder = Path(output_path)

    def generate_output(self, _writer: Any) -> None:
        """Deliver into the stage. Raises ProblemsFound or SetupBroken; the stage is then discarded."""
        site: Prepared = self._run.site
        settings = site.settings
        perform(site.plan.jobs, settings.cache / "renditions", self._folder / "pictures", self._run.problems)
        self._run.problems.stop_if_any()
        words = Wording(settings.language, settings.locale)
        renderer = Renderer(settings.theme, settings.root, words, settings.siteurl)
        for page in site.pages:
            _write(self._folder / file_of(page.address), renderer.render(page))
        for address, data in site.exports.items():
            _write(self._folder / address, data)
        # After the exports, so that an author's own robots.txt wins.
        for address, file in site.content.extra.items():
            _write(self._folder / address, file.read_bytes())
        files = write_manifest(self._folder)
        self._run.summary = f"{len(site.pages)} pages, {len(site.plan.renditions)} pictures, {files} files"


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
