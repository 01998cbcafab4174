"""Templates compiled meanwhile: in the first build of a site, by a process of its own while texts are still read, which keeps only one busy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dateline.cache import Store
from dateline.deliver.additions import Additions
from dateline.deliver.render import Renderer
from dateline.settings import Settings
from dateline.sharing import beside

NAME = "templates"
"""The folder in the cache that holds compiled templates."""


@contextmanager
def compiling(settings: Settings, additions: Additions) -> Iterator[None]:
    """Have the templates of a theme in the cache at the end, unless some are kept, or may not be."""
    store = Store(settings.cache / NAME)
    if additions.strange or store.recent():
        yield
        return

    def compiled() -> None:
        theme = settings.theme
        renderer = Renderer(theme, settings.root, settings.wording(settings.language), settings.siteurl, additions=additions, store=store)
        renderer.load(name.removesuffix(".html") for name in theme.files("templates", "*.html"))
        renderer.save()

    with beside(compiled) as done:
        yield
        done()
