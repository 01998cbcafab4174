"""From a page's value to the bytes of its file. A page is rendered from its value alone."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import (
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup

from dateline.bidi import filters
from dateline.borrowed import callables
from dateline.cache import Store
from dateline.deliver.additions import KIT_PREFIX, Additions
from dateline.deliver.bare import Bare, bare, tongue
from dateline.deliver.compiled import Compiled
from dateline.deliver.environment import QuickEnvironment
from dateline.deliver.fragments import KEPT, Fragments
from dateline.deliver.policy import style_hash
from dateline.deliver.reach import CHOSEN, Reach
from dateline.deliver.rules import filter_rules, picture_rules
from dateline.deliver.sheets import Sheets, can_wait, may_slant, small
from dateline.fonts.faces import Face, Fonts, font_rules, preloaded
from dateline.fonts.letters import letters_of
from dateline.model.address import Place, located, rooted, shared, url
from dateline.pages.values import Page, Site
from dateline.problems import SetupBroken
from dateline.read.content import label_of
from dateline.theme import Theme
from dateline.versions import code_version, library_versions
from dateline.wording import Wording

_ITALIC_FACE = re.compile(r"@font-face\{[^{}]*font-style:italic[^{}]*\}")
_STYLE, _STYLE_HASH, _LATER = "\0style\0", "\0style hash\0", "\0later\0"
"""What stands for them while a page is filled, for what it has shapes its style. No text holds a zero byte."""
_IN_BODY = "<div hidden><svg><style>{}</style></svg></div>"
"""A style behind the first words. HTML's own `style` must stand in the head, SVG's may stand wherever a drawing may (SVG 2, 6.2), and is of the whole page.
It is no raw text: see `sheets.can_wait`."""


class Renderer:
    """Renders the pages of one language with the templates and style sheets of a theme.

    `root` is the site's path on its server, or None for relative links; `siteurl` stands before the links of 404.html, which
    a server shows at any address. `store` is where compiled templates are kept, `fragments` are pieces of the last build's pages.
    """

    def __init__(
        self,
        theme: Theme,
        root: str | None,
        words: Wording,
        siteurl: str,
        fonts: Fonts | None = None,
        additions: Additions | None = None,
        store: Store | None = None,
        fragments: Fragments | None = None,
    ) -> None:
        self._additions = additions or Additions()
        self._loader = self._additions.loader(theme)
        self._fonts = fonts or Fonts()
        self._fallbacks = small(self._fonts.fallbacks)
        self._theme = theme
        self._root = root
        self._siteurl = siteurl
        self._words = words
        self._fragments = fragments
        self.environment = self._environment()
        self._strange = self._additions.strange
        self._keys: dict[str, bytes | None] = {}
        self._compiled = Compiled(store, self.environment) if store and not self._strange else None
        self.environment.bytecode_cache = self._compiled
        self._reach = Reach(self._loader, self.environment, self._compiled)
        self.sheets = Sheets(theme, self._reach)
        self._wordless: dict[str, bytes | None] = {}
        self._sites: dict[tuple[str | None, str, int], tuple[Site, Site]] = {}

    def in_language(self, words: Wording, fonts: Fonts) -> Renderer:
        """Return a renderer for the pages of another language. What has nothing to do with words they have in common."""
        other = copy(self)
        other._words, other._fonts, other._fallbacks = words, fonts, small(fonts.fallbacks)
        other.environment = other._environment()
        other.environment.bytecode_cache = self._compiled
        other._keys, other._sites = {}, {}
        vars(other).pop("_shaping", None)
        return other

    def _environment(self) -> QuickEnvironment:
        made = QuickEnvironment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # a renderer lives for one build; the templates do not change under it
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=["jinja2.ext.i18n", Bare],
        )
        made.newstyle_gettext = True  # type: ignore[attr-defined]
        made.globals.update(callables(self._words.translations))
        made.filters.update(bare=bare, tongue=tongue, **filters(self._words.direction))
        self._additions.add_to(made)
        if self._fragments is not None:
            made.filled = self._keep_fragments
        return made

    def _keep_fragments(self, name: str | None, macros: Any) -> None:
        """Put in the place of some macros of a template what fills them once."""
        for macro in KEPT.get(name or "", ()):
            made, shaped = getattr(macros, macro, None), self.key((name or "").removesuffix(".html"))
            if self._fragments is not None and shaped is not None and callable(made):
                setattr(macros, macro, self._fragments.filled(made, macro, shaped))

    def render(self, page: Page, letters: frozenset[str] | None = None) -> bytes:
        """Return a page's file; `letters` are those of what it alone shows, where they are known. Raises SetupBroken where the template cannot show it."""
        root = self._root
        if page.address == "404.html" and self._siteurl:
            root = f"{self._siteurl}/"
        place = Place(root, page.address, page.site.prefix)
        shown = {name: located(getattr(page, name), place) for name in ("page", "head", "sources")}
        shown["address"] = url(shared(page.address), place)
        shown["site"] = self._located_site(page.site, place)
        name = f"{page.template}.html"
        with self._told(name):
            # Not of its sources: their titles are small print, in many languages, and need no letters of ours.
            used = letters_of((page.page,)) if letters is None and self._fonts.others else letters
            faces = self._fonts.on(used or frozenset())
            text = self._filled(name, page, shown, place, faces)
        if not text.strip():
            raise self._broken(self._template(name), 0, "nothing comes of it")
        return text.encode()

    def fragment(self, template: str, /, **values: Any) -> str:
        """Return a template filled with values as they are: what is no page. Raises SetupBroken where the template cannot show them."""
        with self._told(template):
            return self.environment.get_template(template).render(**values)

    @contextmanager
    def _told(self, name: str) -> Iterator[None]:
        """Turn what goes wrong with a template into what is told of it: SetupBroken."""
        try:
            yield
        except TemplateSyntaxError as error:
            raise self._broken(
                Path(error.filename or name), error.lineno, error.message or "syntax error"
            ) from error
        except TemplateNotFound as error:
            raise self._broken(
                self._template(name), 0, f"the template {error.name} is missing"
            ) from error
        except (TemplateError, TypeError, AttributeError, ValueError) as error:
            raise self._broken(*_where(error, self._template(name)), str(error)) from error
        except RecursionError as error:
            # From a template of an author's own: the kit's name none that names them.
            do = f'{{% extends "{KIT_PREFIX}/{name}" %}} names the kit\'s own, over which this one lies'
            raise SetupBroken(label_of(self._template(name)), 0, "the template extends or includes itself", do, topic="theme") from error

    def _located_site(self, site: Site, place: Place) -> Site:
        """Return the site with its addresses as a page writes them: the same for all pages of a folder, so they are written once."""
        folder, report = place.here.rpartition("/")[0], site.report_errors
        if place.here == rooted(report.partition("#")[0], place.prefix):
            found: Site = located(site, place)  # its link to a part of this very page is a fragment alone
            return found
        key = (place.root, folder, id(site))  # to compare sites would take longer than to write the addresses
        if key not in self._sites:
            self._sites[key] = site, located(site, place)
        return self._sites[key][1]

    def _filled(self, name: str, page: Page, shown: Mapping[str, Any], place: Place, faces: tuple[Face, ...]) -> str:
        """Return a template filled with a page's value; `shown` is its parts with their addresses as this page writes them."""
        text = self.environment.get_template(name).render(
            **shown,
            graph=page.graph,
            preloaded=preloaded(faces, place),
            style=_STYLE,
            style_hash=_STYLE_HASH,
            later=Markup(_LATER),
        )
        first, later, _ = text.partition(_LATER)
        style, rest = self.sheets.in_two(name, text, first, page.site.accent) if later else (self.sheets.style(name, text, page.site.accent), "")
        pictures = located(page.pictures, place)
        seen = [picture for picture in pictures if not later or picture.name in first]
        style += self._faces(faces, place, slanted=may_slant(text, f"{style}{rest}")) + picture_rules(seen) + filter_rules(page.filters)
        rest += picture_rules(picture for picture in pictures if picture not in seen)
        if not can_wait(rest):
            style, rest = style + rest, ""
        hashes = "' '".join(style_hash(each) for each in (style, rest) if each)
        text = text.replace(_LATER, _IN_BODY.format(rest) if rest else "", 1).replace(_LATER, "")
        return text.replace(_STYLE_HASH, hashes).replace(_STYLE, style)

    def _faces(self, faces: tuple[Face, ...], place: Place, *, slanted: bool) -> str:
        """Return the rules of the faces of a page and of what stands in for them; `slanted`: also of those that only italics have."""
        if slanted or not faces:
            return font_rules(faces, place) + (self._fallbacks if faces else "")
        return font_rules([face for face in faces if face.style != "italic"], place) + _ITALIC_FACE.sub("", self._fallbacks)

    def key(self, template: str) -> bytes | None:
        """Return the key of all that shapes the pages of a template but their values; None where that is not known."""
        if template not in self._keys:
            self._keys[template] = None if self._strange else self._key(f"{template}.html")
        return self._keys[template]

    def _key(self, name: str) -> bytes | None:
        if name not in self._wordless:
            self._wordless[name] = self._wordless_key(name)
        wordless = self._wordless[name]
        return hashlib.sha256(self._shaping.encode() + wordless).digest() if wordless else None

    def _wordless_key(self, name: str) -> bytes | None:
        """Return the key of what has nothing to do with words and is one for all languages: templates, styles, what scripts may put into a page."""
        try:
            reached = self._reach.closure(name)
            if CHOSEN in reached:
                reached.update(self.environment.list_templates())
            sources = [(each, self._reach.source(each)[0]) for each in sorted(reached - {CHOSEN})]
            styles = [(sheet.layer, sheet.css) for sheet in self.sheets.reaching(name)]
            return hashlib.sha256(repr((sources, styles, sorted(self.sheets.script(name)))).encode()).digest()
        except (TemplateError, OSError, ValueError):  # told when a page is rendered
            return None

    @cached_property
    def _shaping(self) -> str:
        """All that shapes every page, in words: versions and our own code, words, addresses and fonts."""
        faces = [(face.address, face.style, face.weight, face.range) for face in self._fonts.faces]
        return repr(
            (
                (library_versions(("jinja2", "markupsafe")), code_version()),
                self._words.shaped_by,
                (self._root, self._siteurl),
                (faces, self._fallbacks),
            )
        )

    def prepare(self, templates: Iterable[str]) -> None:
        """Load templates and style sheets, so that processes that are made of this one have them."""
        wanted = sorted(templates)
        self.load(wanted)
        for template in wanted:
            with suppress(TemplateError):
                self.sheets.of(f"{template}.html")

    def load(self, templates: Iterable[str]) -> None:
        """Load templates, and all that they reach."""
        for template in templates:
            with suppress(TemplateError):  # told when a page is rendered
                for name in sorted(self._reach.closure(f"{template}.html") - {CHOSEN}):
                    self.environment.get_template(name)

    def save(self) -> None:
        """Keep the templates that were compiled."""
        if self._compiled:
            self._compiled.save()

    def _template(self, name: str) -> Path:
        return self._theme.find(f"templates/{name}")

    def _broken(self, file: Path, line: int, what: str) -> SetupBroken:
        return SetupBroken(
            label_of(file), line, f"the template cannot show the page ({what})", "mend the template", topic="theme"
        )


def _where(error: BaseException, template: Path) -> tuple[Path, int]:
    """Return the innermost template and line of an error: Jinja rewrites tracebacks so that templates stand in them."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")
    ]
    return (Path(frames[-1].filename), frames[-1].lineno or 0) if frames else (template, 0)


