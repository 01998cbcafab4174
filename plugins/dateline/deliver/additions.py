"""What settings and plug-ins add to the templates of a theme: folders that win over it, filters, tests, globals, extensions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from dateline.dataclass import dataclass
from dateline.theme import Theme

THEME_PREFIX, KIT_PREFIX = "!theme", "!kit"
"""What stands before the name of a template, and a slash, to ask for an original over which another one lies."""


@dataclass(frozen=True)
class Additions:
    """What the settings and plug-ins add: folders of templates that win over the theme's, and an environment of Pelican's.

    Its filters, tests, globals and extensions are taken over, for that is where plug-ins put theirs.
    """

    templates: tuple[Path, ...] = ()
    environment: Environment | None = None

    def loader(self, theme: Theme) -> BaseLoader:
        """Return where templates are found; `!theme/NAME` is always the theme's own, as in Pelican, and `!kit/NAME` the kit's, whatever lies over it."""
        below = theme.folders("templates")
        originals = {THEME_PREFIX: FileSystemLoader(below), KIT_PREFIX: FileSystemLoader(below[-1])}
        return ChoiceLoader([FileSystemLoader([*self.templates, *below]), PrefixLoader(originals)])

    @property
    def strange(self) -> bool:
        """Tell whether anything is added that Pelican itself does not: what comes of a template may then depend on anybody's code."""
        theirs = self.environment
        if theirs is None:
            return False
        added = [*_own(theirs.filters, FILTERS).items(), *_own(theirs.tests, TESTS).items(), *_own(theirs.globals, DEFAULT_NAMESPACE).items()]
        return bool(theirs.extensions) or not all(name in _PELICANS and _is_pelicans(value) for name, value in added)

    def add_to(self, environment: Environment) -> None:
        """Add what an environment lacks; what it has itself stays."""
        if self.environment is None:
            return
        for extension in self.environment.extensions.values():
            if extension.identifier not in environment.extensions:
                environment.add_extension(type(extension))
        # What is not Jinja's own: also what an author has put in the place of one of Jinja's.
        environment.filters.update(_own(self.environment.filters, FILTERS))
        environment.tests.update(_own(self.environment.tests, TESTS))
        environment.globals.update(_own(self.environment.globals, DEFAULT_NAMESPACE))


_PELICANS = frozenset(("strftime", "plugin_enabled"))
"""The filter and the test that Pelican itself adds to each environment."""


def _is_pelicans(value: Any) -> bool:
    return getattr(value, "func", type(value)).__module__.startswith("pelican.")


def _own(theirs: Mapping[str, Any], jinjas: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in theirs.items() if jinjas.get(name) is not value}
