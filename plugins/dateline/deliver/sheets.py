"""The style of pages: the sheets of a theme, which of them a template needs, and what a page uses of those, in as few bytes as it can have."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from dateline.dataclass import dataclass
from dateline.deliver.reach import Reach
from dateline.deliver.theme import LAYERS, style_sheets
from dateline.deliver.tokens import shortened
from dateline.deliver.used import PLACE, Rules, Style, names_by, read_in
from dateline.model.nouns import Accent
from dateline.theme import Theme

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_AFTER_NAME = re.compile(r"(?<=[{;])([\w-]+:) ")
_NEEDLESS = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\([\w-]+:) |(?<=[\s:,(-])0(?=\.\d)""")
"""Past strings: the space behind the name of a feature in brackets (`(min-width: 1px)`), the naught before a point."""
ORDER = f"@layer {','.join(LAYERS)};"
_SLANTS = re.compile(r"<(?:em|i|dfn|var|address)[\s>]")


@dataclass(frozen=True)
class Sheet:
    """A style sheet, without needless bytes: its layer, and the templates that need it (none: all do)."""

    layer: str
    templates: frozenset[str]
    css: str

    @cached_property
    def rules(self) -> Rules:
        """Return it taken apart, so that pages get of it what they use."""
        return _rules(self.css)


class Sheets:
    """The style sheets and scripts of a theme; `reach` tells which a template needs. Read once for all pages and languages of a build."""

    def __init__(self, theme: Theme, reach: Reach) -> None:
        self._theme = theme
        self._reach = reach
        self._styles: dict[str, Style] = {}

    def style(self, template: str, page: str, accent: Accent | None, first: str | None = None) -> str:
        """Return the style sheet of a page made with a template: of what `reaching` gives that which the page uses; in two, with PLACE between
        them, where `first` is what stands before the place for the rest."""
        style = self.of(template)
        kept = style.named | read_in(page) if "var(" in page else style.named
        now, place, later = style.used(page, first).partition(PLACE)
        return shortened(f"{ORDER}{now}{accent_rule(accent)}{place}{later}", kept)

    def in_two(self, template: str, page: str, first: str, accent: Accent | None) -> tuple[str, str]:
        """Return what belongs into a page's head of its style sheet, and what may come later."""
        now, _, later = self.style(template, page, accent, first).partition(PLACE)
        return now, later

    def of(self, template: str) -> Style:
        """Return the style of all pages of a template."""
        if template not in self._styles:
            sheets = self.reaching(template)
            tokens = "".join(sheet.css for sheet in sheets if sheet.layer == "tokens")
            rules = [sheet.rules for sheet in sheets if sheet.layer != "tokens"]
            self._styles[template] = Style(tokens, rules, self.script(template))
        return self._styles[template]

    def reaching(self, template: str) -> list[Sheet]:
        """Return the style sheets for pages of a template: of every layer, of the components those that it can reach."""
        reached = self._reach.templates(template)
        return [sheet for sheet in self._sheets if not sheet.templates or sheet.templates & reached]

    def whole(self) -> str:
        """Return all layers and all components, whoever needs them: for the style guide."""
        return ORDER + "".join(sheet.css for sheet in self._sheets if sheet.layer != "pages")

    @cached_property
    def _sheets(self) -> tuple[Sheet, ...]:
        """Return all style sheets of the theme, in the order of the layers."""
        return tuple(Sheet(layer, _templates_of(name), small(file.read_text("utf-8"))) for layer, name, file in style_sheets(self._theme))

    @cached_property
    def _scripts(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return what each of the theme's scripts may put into a page, after the template that is named as it is, or nothing: for all pages."""
        templates = self._theme.files("templates", "*.html")
        scripts = self._theme.files("static/js", "*.js").values()
        return tuple((name if (name := f"{file.stem}.html") in templates else "", names_by(file.read_text("utf-8"))) for file in scripts)

    def script(self, template: str) -> frozenset[str]:
        """Return what scripts may put into the pages of a template."""
        loaded = {"", *self._reach.templates(template)}
        return frozenset[str]().union(*(names for name, names in self._scripts if name in loaded))


def _templates_of(sheet: str) -> frozenset[str]:
    """Return which templates need a style sheet, by its name below static/css/: that of its own name; none for one that all need."""
    layer, _, name = sheet.removesuffix(".css").rpartition("/")
    return frozenset((f"{layer}/{name}.html", f"{name}.html")) if layer in ("components", "pages") else frozenset()


def may_slant(page: str, style: str) -> bool:
    """Tell whether anything of a page can be in italics: elements that browsers show so (HTML, 15.3), or a rule of its style."""
    ruled = "italic" in style or "oblique" in style or ("<cite" in page and "cite{font-style:normal}" not in style)
    return ruled or "font-style" in page or bool(_SLANTS.search(page))


def can_wait(style: str) -> bool:
    """Tell whether a style can stand in a drawing, where signs of markup mean something."""
    return "<" not in style and "&" not in style


def accent_rule(accent: Accent | None) -> str:
    """Return the rule that hands the event's colours to tokens.css, which gives the role to the one of the reader's scheme."""
    if accent is None:
        return ""
    return f"@layer tokens{{:root{{--event-accent:{accent.light};--event-accent-dark:{accent.dark}}}}}"


@lru_cache(maxsize=256)
def small(css: str) -> str:
    """Return a style sheet without comments and needless space; a process that builds again need not do it again."""
    css = _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).strip().replace(";}", "}")
    return _NEEDLESS.sub(lambda found: found[1] or found[2] or "", _AFTER_NAME.sub(r"\1", css))


_rules = lru_cache(maxsize=256)(Rules)
"""Each style sheet taken apart once in a process, however often it builds."""
