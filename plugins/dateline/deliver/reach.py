"""What the templates of a theme reach: which others each includes, imports or extends, and where all of them lie."""

from __future__ import annotations

from jinja2 import BaseLoader
from jinja2.meta import find_referenced_templates

from dateline.deliver.additions import KIT_PREFIX, THEME_PREFIX
from dateline.deliver.compiled import Compiled
from dateline.deliver.environment import QuickEnvironment

CHOSEN = "*"
"""Stands for a template whose name is not written in another one, but comes of a page's value."""


class Reach:
    """The templates that a loader finds, each read and parsed once; `compiled` keeps between builds which each names itself.

    Raises what Jinja raises where one is missing or cannot be parsed.
    """

    def __init__(self, loader: BaseLoader, environment: QuickEnvironment, compiled: Compiled | None) -> None:
        self._loader = loader
        self._environment = environment
        self._compiled = compiled
        self._named: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, tuple[str, str | None]] = {}

    def templates(self, template: str) -> frozenset[str]:
        """Return all templates that a template includes, imports or extends, however deep."""
        # A template in an overriding folder and the theme's below it need the same style sheet.
        return frozenset(name.removeprefix(f"{THEME_PREFIX}/").removeprefix(f"{KIT_PREFIX}/") for name in self.closure(template) if name != CHOSEN)

    def closure(self, template: str) -> set[str]:
        """Return the templates that one reaches by their whole names; CHOSEN among them where it names one that only its value tells."""
        reached: set[str] = set()
        left = [template]
        while left:
            name = left.pop()
            if name not in reached:
                reached.add(name)
                left += self._named_in(name) if name != CHOSEN else ()
        return reached

    def _named_in(self, name: str) -> tuple[str, ...]:
        """Return the templates that one template names itself; parsed once, for most are reached from many."""
        if name not in self._named:
            source, file = self.source(name)
            named = self._compiled.named(source) if self._compiled else None
            if named is None:
                parsed = self._environment.parsed[source] = self._environment.parse(source, name, file)
                named = tuple(found or CHOSEN for found in find_referenced_templates(parsed))
                if self._compiled:
                    self._compiled.note_named(source, named)
            self._named[name] = named
        return self._named[name]

    def source(self, name: str) -> tuple[str, str | None]:
        """Return the source of a template and its file; read once, for all pages and languages."""
        if name not in self._sources:
            self._sources[name] = self._loader.get_source(self._environment, name)[:2]
        return self._sources[name]
