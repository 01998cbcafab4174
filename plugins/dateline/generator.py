"""The middle of a run: prepare (read, model, pictures into the cache, page values), then present and deliver."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from dateline.deliver.render import Additions, Renderer
from dateline.exports.all import data_files, site_files
from dateline.fonts.cut import FontCache
from dateline.fonts.faces import Fonts, make_fonts
from dateline.fonts.letters import letters_of
from dateline.foreign import written
from dateline.markup.convert import Converter
from dateline.model.address import file_of
from dateline.model.build import build_event
from dateline.model.nouns import Article, Entry, Event
from dateline.pages.all import all_pages, open_desk
from dateline.pages.menu import check_menu
from dateline.pages.values import Page
from dateline.pictures.cache import Cache
from dateline.pictures.outcome import Outcome
from dateline.pictures.perform import perform
from dateline.pictures.plan import Quality, plan
from dateline.read.content import Content, read_content
from dateline.read.ledger import Ledger, look
from dateline.run import Run
from dateline.settings import Settings
from dateline.wording import Wording


@dataclass(frozen=True)
class Prepared:
    """Everything that is to be written."""

    settings: Settings
    content: Content
    event: Event
    drafts: tuple[Article | Entry, ...]
    pages: tuple[Page, ...]
    pictures: dict[str, Outcome]
    fonts: Fonts
    exports: dict[str, bytes]


def prepare(run: Run, settings: Settings) -> None:
    """Read what Pelican has not read, make the model, the pictures (into the cache) and the values of the pages.

    Raises ProblemsFound when anything in the content is wrong.
    """
    words = Wording(settings.language, settings.locale)
    options = settings.options
    content = read_content(
        settings.content, settings.ignored, run.records, run.problems, settings.defaults, settings.copies
    )
    ledger = Ledger(settings.cache / "pictures.json")
    content = replace(
        content, images=look(content.images, content.root, ledger, options.megapixels, run.problems)
    )
    ledger.save()
    converter = Converter(run.problems, words("Back to the text, note {}"), settings.markdown)
    event, drafts = build_event(content, run.problems, converter)
    run.problems.stop_if_any()
    # Made before the pages are: which formats are worth naming on them shows only when their sizes are known.
    jobs = plan(event.pictures, options.widths, Quality(**options.quality))
    pictures = perform(jobs, settings.cache / "renditions", run.problems)
    run.problems.stop_if_any()
    desk = open_desk(event, pictures, settings, frozenset(content.extra))
    data = data_files(desk)
    pages = tuple(all_pages(desk, drafts, data))
    letters = letters_of(pages) | words.letters()
    fonts = make_fonts(settings.theme / "fonts", letters, settings.language, FontCache(settings.cache / "fonts"))
    exports = {**data, **dict(site_files(desk, pages)), **fonts.files()}
    check_menu(settings, {*(file_of(page.address) for page in pages), *exports, *content.extra})
    run.site = Prepared(settings, content, event, drafts, pages, pictures, fonts, exports)


class EventGenerator(Generator):
    """Pelican's hook for writing: takes the pictures from the cache, renders every page, copies the extra files."""

    def generate_context(self) -> None:
        """Forget what Pelican takes for links to static files in our Markdown: our own are checked, and copied from extra/."""
        self.context["static_links"].clear()

    def generate_output(self, _writer: Any) -> None:
        """Deliver into the stage. Raises ProblemsFound or SetupBroken; the stage is then discarded."""
        run = Run.of(self.settings)
        site: Prepared = run.site
        settings = site.settings
        folder = Path(self.output_path)
        cache = Cache(settings.cache / "renditions")
        # A plug-in that writes into a picture of the output must not write into the cache.
        delivered = cache.deliver(site.pictures.values(), folder / "pictures", linked=not run.foreign)
        known = {f"pictures/{name}": digest for name, digest in delivered.items()}
        words = Wording(settings.language, settings.locale)
        additions = Additions(settings.templates, self.env)
        renderer = Renderer(settings.theme, settings.root, words, settings.siteurl, site.fonts, additions)
        for page in site.pages:
            name = file_of(page.address)
            known[name] = _write(folder / name, renderer.render(page))
            if run.foreign:
                written(str(folder / name), self.context, run.contents, name)
        for address, data in site.exports.items():
            # An author's own robots.txt wins over ours, and so does that of a plug-in that came before us.
            if address not in site.content.extra and not (run.foreign and (folder / address).exists()):
                known[address] = _write(folder / address, data)
        for address, file in site.content.extra.items():
            known[address] = _write(folder / address, file.read_bytes())
        run.delivered = {} if run.foreign else known
        run.summary = f"{len(site.pages)} pages, {len(site.pictures)} pictures"


def _write(file: Path, data: bytes) -> str:
    """Write a file; return its SHA-256."""
    try:
        file.write_bytes(data)
    except FileNotFoundError:  # asking first would cost each file of a full folder as much as writing it
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return hashlib.sha256(data).hexdigest()
