"""What other people's plug-ins are to find."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, PagesGenerator, SourceFileGenerator, TemplatePagesGenerator
from pelican.plugins import signals

from dateline.model import nouns
from dateline.model.address import Place, file_of, url
from dateline.model.nouns import Body, Event, HtmlPart, TextPage
from dateline.read.content import label_of


def introduce(
    generators: Iterable[Any], event: Event, drafts: Iterable[nouns.Article | nouns.Entry], *, relative: bool, siteurl: str
) -> dict[str, Content]:
    """Tell Pelican's articles and pages where they are published, and what of their text needs no component; return them by file.

    While links are relative, an `url` ends in index.html, as it does on the pages.
    """
    texts: dict[str, nouns.Article | nouns.Entry | TextPage] = {
        text.position.path: text for text in (*event.articles, *event.pages, *drafts)
    }
    found: dict[str, Content] = {}
    for content in chain.from_iterable(_contents(generator) for generator in generators):
        text = texts.get(label_of(Path(content.source_path)))
        if text is None or text.address is None:
            continue
        file = file_of(text.address)
        content.override_save_as = file
        content.override_url = file if relative else str(text.address)
        content._content = _html(text.body, Place(None if relative else f"{siteurl}/", text.address))
        found[file] = content
    return found


def _contents(generator: Any) -> Iterable[Article | Page]:
    if isinstance(generator, ArticlesGenerator):
        names: tuple[str, ...] = ("articles", "translations", "hidden_articles", "hidden_translations", "drafts", "drafts_translations")
    elif isinstance(generator, PagesGenerator):
        names = ("pages", "translations", "hidden_pages", "hidden_translations", "draft_pages", "draft_translations")
    else:
        return ()
    return chain.from_iterable(getattr(generator, name) for name in names)


def _html(body: Body, place: Place) -> str:
    """Return a text's own HTML, its links written out; components (pictures, citations, quotes) are for our pages alone."""
    joined = "".join(str(part.html) for part in body.parts if isinstance(part, HtmlPart))
    return re.sub(r' href="dateline:([^"]*)"', lambda found: f' href="{html.escape(url(html.unescape(found[1]), place))}"', joined)


def silence(generators: Iterable[Any]) -> None:
    """Keep Pelican's own generators from writing: every page is delivered by ours. Plug-ins still hear that each text is written.

    Generators of plug-ins, also those that inherit from Pelican's, write what they want.
    """
    for generator in generators:
        said = _SAID.get(type(generator))
        if said:
            generator.generate_output = _bound(said, generator)


def _bound(said: Callable[[Any, Any], None], generator: Any) -> Callable[[Any], None]:
    return lambda writer: said(generator, writer)


def _articles(generator: Any, writer: Any) -> None:
    for article in chain(generator.translations, generator.articles, generator.hidden_translations, generator.hidden_articles):
        signals.article_generator_write_article.send(generator, content=article)
    signals.article_writer_finalized.send(generator, writer=writer)


def _pages(generator: Any, writer: Any) -> None:
    for page in _contents(generator):
        signals.page_generator_write_page.send(generator, content=page)
    signals.page_writer_finalized.send(generator, writer=writer)


def _nothing(generator: Any, writer: Any) -> None:
    """What these would write is told in pelican_settings.py."""


_SAID: Mapping[type, Callable[[Any, Any], None]] = {
    ArticlesGenerator: _articles,
    PagesGenerator: _pages,
    TemplatePagesGenerator: _nothing,
    SourceFileGenerator: _nothing,
}


def written(path: str, context: Mapping[str, Any], contents: Mapping[str, Content], file: str) -> None:
    """Say that a page of ours is there, as Pelican's writer says it of each."""
    text = contents.get(file)
    more = {"article": text} if isinstance(text, Article) else {"page": text} if text else {}
    signals.content_written.send(path, context={**context, "output_file": file, **more})
