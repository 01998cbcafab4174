"""From a page's value to the bytes of its file. A page is rendered from its value alone."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager, suppress
from copy import copy
from functools import cached_property, lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, cast

import markupsafe
from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.meta import find_referenced_templates
from jinja2.runtime import Context
from markupsafe import Markup, escape

from dateline.bidi import filters
from dateline.borrowed import callables
from dateline.cache import Store
from dateline.dataclass import dataclass
from dateline.deliver.additions import KIT_PREFIX, THEME_PREFIX, Additions
from dateline.deliver.bare import Bare, bare, tongue
from dateline.deliver.compiled import Compiled
from dateline.deliver.fragments import KEPT, Fragments
from dateline.deliver.policy import style_hash
from dateline.deliver.rules import filter_rules, picture_rules
from dateline.deliver.theme import LAYERS, style_sheets
from dateline.deliver.tokens import shortened
from dateline.deliver.used import PLACE, Rules, Style, names_by, read_in
from dateline.fonts.faces import Face, Fonts, font_rules, preloaded
from dateline.fonts.letters import letters_of
from dateline.model.address import Place, located, rooted, shared, url
from dateline.model.nouns import Accent
from dateline.pages.values import Page, Site
from dateline.problems import SetupBroken
from dateline.read.content import label_of
from dateline.theme import Theme
from dateline.versions import code_version, library_versions
from dateline.wording import Wording

CHOSEN = "*"
"""Stands for a template whose name is not written in another one, but comes of a page's value."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,>])\s*")
_AFTER_NAME = re.compile(r"(?<=[{;])([\w-]+:) ")
_NEEDLESS = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\([\w-]+:) |(?<=[\s:,(-])0(?=\.\d)""")
"""Past strings: the space behind the name of a feature in brackets (`(min-width: 1px)`), the naught before a point."""
_ORDER = f"@layer {','.join(LAYERS)};"
_ITALIC_FACE = re.compile(r"@font-face\{[^{}]*font-style:italic[^{}]*\}")
_SLANTS = re.compile(r"<(?:em|i|dfn|var|address)[\s>]")
_STYLE, _STYLE_HASH, _LATER = "\0style\0", "\0style hash\0", "\0later\0"
"""What stands for them while a page is filled, for what it has shapes its style. No text holds a zero byte."""
_IN_BODY = "<div hidden><svg><style>{}</style></svg></div>"
"""A style behind the first words. HTML's own `style` must stand in the head, SVG's may stand wherever a drawing may (SVG 2, 6.2), and is of the whole page.
It is no raw text: see `_can_wait`."""


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


_inner: Callable[[str], str] | None = getattr(markupsafe, "_escape_inner", None)
"""MarkupSafe's own function below `escape`, which makes a Markup of each word, though all that becomes of it is to be joined."""


def _escape(value: Any) -> str:
    """Return a value as it is put out: as MarkupSafe's `escape`, in a third of the time."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    assert _inner is not None
    return _inner(value) if kind is str else str(escape(value))


class _Template(Template):
    """A template whose macros are the same on every page: nothing but the environment's own globals is ever handed to it.

    Jinja compares the names of all globals each time that a template imports macros, which is ten times a page.
    """

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        if _inner is not None:
            namespace["escape"] = _escape  # what a template's code calls for all that it puts out
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        if self._module:
            return self._module
        module = super()._get_default_module(ctx)
        filled = cast("_Environment", self.environment).filled
        if filled is not None:
            filled(self.name, module)
        return module


class _Environment(Environment):
    """Templates found by name at once; they do not change under a renderer, which lives for one build."""

    template_class = _Template

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._found: dict[str, Template] = {}
        self.parsed: dict[str, nodes.Template] = {}
        """Sources that somebody had to parse, which need not be parsed again to be compiled."""
        self.filled: Callable[[str | None, Any], None] | None = None
        """Who hears of the macros of a template before anybody uses them."""

    def compile(  # type: ignore[override]  # (Jinja has an overload for each `raw`)
        self, source: str | nodes.Template, name: str | None = None, filename: str | None = None, raw: bool = False, defer_init: bool = False
    ) -> str | CodeType:
        """Compile a template, as Jinja does."""
        if isinstance(source, str):
            source = self.parsed.pop(source, source)
        return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload, no-any-return]

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """Return a template, as Jinja does."""
        if not isinstance(name, str) or globals is not None:
            return super().get_template(name, parent, globals)
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = super().get_template(name, parent)
        return found


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
        self._styles: dict[str, Style] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._sources: dict[str, tuple[str, str | None]] = {}
        self._wordless: dict[str, bytes | None] = {}
        self._sites: dict[tuple[str | None, str, int], tuple[Site, Site]] = {}

    def in_language(self, words: Wording, fonts: Fonts) -> Renderer:
        """Return a renderer for the pages of another language. What has nothing to do with words they have in common."""
        self._sheets, self._scripts  # noqa: B018 (read here, once, and not in each language)
        other = copy(self)
        other._words, other._fonts, other._fallbacks = words, fonts, small(fonts.fallbacks)
        other.environment = other._environment()
        other.environment.bytecode_cache = self._compiled
        other._keys, other._sites = {}, {}
        vars(other).pop("_shaping", None)
        return other

    def _environment(self) -> _Environment:
        made = _Environment(
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
        style, rest = self._in_two(name, text, first, page.site.accent) if later else (self.style(name, text, page.site.accent), "")
        pictures = located(page.pictures, place)
        seen = [picture for picture in pictures if not later or picture.name in first]
        style += self._faces(faces, place, slanted=may_slant(text, f"{style}{rest}")) + picture_rules(seen) + filter_rules(page.filters)
        rest += picture_rules(picture for picture in pictures if picture not in seen)
        if not _can_wait(rest):
            style, rest = style + rest, ""
        hashes = "' '".join(style_hash(each) for each in (style, rest) if each)
        text = text.replace(_LATER, _IN_BODY.format(rest) if rest else "", 1).replace(_LATER, "")
        return text.replace(_STYLE_HASH, hashes).replace(_STYLE, style)

    def _faces(self, faces: tuple[Face, ...], place: Place, *, slanted: bool) -> str:
        """Return the rules of the faces of a page and of what stands in for them; `slanted`: also of those that only italics have."""
        if slanted or not faces:
            return font_rules(faces, place) + (self._fallbacks if faces else "")
        return font_rules([face for face in faces if face.style != "italic"], place) + _ITALIC_FACE.sub("", self._fallbacks)

    def style(self, template: str, page: str, accent: Accent | None, first: str | None = None) -> str:
        """Return the style sheet of a page made with a template: of what `_reaching` gives that which the page uses; in two, with PLACE between
        them, where `first` is what stands before the place for the rest."""
        style = self._style(template)
        kept = style.named | read_in(page) if "var(" in page else style.named
        now, place, later = style.used(page, first).partition(PLACE)
        return shortened(f"{_ORDER}{now}{accent_rule(accent)}{place}{later}", kept)

    def _in_two(self, template: str, page: str, first: str, accent: Accent | None) -> tuple[str, str]:
        """Return what belongs into a page's head of its style sheet, and what may come later."""
        now, _, later = self.style(template, page, accent, first).partition(PLACE)
        return now, later

    def _style(self, template: str) -> Style:
        if template not in self._styles:
            sheets = self._reaching(template)
            tokens = "".join(sheet.css for sheet in sheets if sheet.layer == "tokens")
            rules = [sheet.rules for sheet in sheets if sheet.layer != "tokens"]
            self._styles[template] = Style(tokens, rules, self._script(template))
        return self._styles[template]

    def _reaching(self, template: str) -> list[Sheet]:
        """Return the style sheets for pages of a template: of every layer, of the components those that it can reach."""
        reached = self._reached(template)
        return [sheet for sheet in self._sheets if not sheet.templates or sheet.templates & reached]

    def whole_style(self) -> str:
        """Return all layers and all components, whoever needs them: for the style guide."""
        return _ORDER + "".join(sheet.css for sheet in self._sheets if sheet.layer != "pages")

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

    def _script(self, template: str) -> frozenset[str]:
        """Return what scripts may put into the pages of a template."""
        loaded = {"", *self._reached(template)}
        return frozenset[str]().union(*(names for name, names in self._scripts if name in loaded))

    def _reached(self, template: str) -> frozenset[str]:
        """Return all templates that a template includes, imports or extends, however deep."""
        # A template in an overriding folder and the theme's below it need the same style sheet.
        return frozenset(name.removeprefix(f"{THEME_PREFIX}/").removeprefix(f"{KIT_PREFIX}/") for name in self._closure(template) if name != CHOSEN)

    def _closure(self, template: str) -> set[str]:
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
            source, file = self._source(name)
            named = self._compiled.named(source) if self._compiled else None
            if named is None:
                parsed = self.environment.parsed[source] = self.environment.parse(source, name, file)
                named = tuple(found or CHOSEN for found in find_referenced_templates(parsed))
                if self._compiled:
                    self._compiled.note_named(source, named)
            self._named[name] = named
        return self._named[name]

    def _source(self, name: str) -> tuple[str, str | None]:
        """Return the source of a template and its file; read once, for all pages and languages."""
        if name not in self._sources:
            self._sources[name] = self._loader.get_source(self.environment, name)[:2]
        return self._sources[name]

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
            reached = self._closure(name)
            if CHOSEN in reached:
                reached.update(self.environment.list_templates())
            sources = [(each, self._source(each)[0]) for each in sorted(reached - {CHOSEN})]
            styles = [(sheet.layer, sheet.css) for sheet in self._reaching(name)]
            return hashlib.sha256(repr((sources, styles, sorted(self._script(name)))).encode()).digest()
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
                self._style(f"{template}.html")

    def load(self, templates: Iterable[str]) -> None:
        """Load templates, and all that they reach."""
        for template in templates:
            with suppress(TemplateError):  # told when a page is rendered
                for name in sorted(self._closure(f"{template}.html") - {CHOSEN}):
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


def _templates_of(sheet: str) -> frozenset[str]:
    """Return which templates need a style sheet, by its name below static/css/: that of its own name; none for one that all need."""
    layer, _, name = sheet.removesuffix(".css").rpartition("/")
    return frozenset((f"{layer}/{name}.html", f"{name}.html")) if layer in ("components", "pages") else frozenset()


def may_slant(page: str, style: str) -> bool:
    """Tell whether anything of a page can be in italics: elements that browsers show so (HTML, 15.3), or a rule of its style."""
    ruled = "italic" in style or "oblique" in style or ("<cite" in page and "cite{font-style:normal}" not in style)
    return ruled or "font-style" in page or bool(_SLANTS.search(page))


def _can_wait(style: str) -> bool:
    """Tell whether a style can stand in a drawing, where signs of markup mean something."""
    return "<" not in style and "&" not in style


def accent_rule(accent: Accent | None) -> str:
    """Return the rule that hands the event's colours to tokens.css, which gives the role to the one of the reader's scheme."""
    if accent is None:
        return ""
    return f"@layer tokens{{:root{{--event-accent:{accent.light};--event-accent-dark:{accent.dark}}}}}"


def _where(error: BaseException, template: Path) -> tuple[Path, int]:
    """Return the innermost template and line of an error: Jinja rewrites tracebacks so that templates stand in them."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")
    ]
    return (Path(frames[-1].filename), frames[-1].lineno or 0) if frames else (template, 0)


@lru_cache(maxsize=256)
def small(css: str) -> str:
    """Return a style sheet without comments and needless space; a process that builds again need not do it again."""
    css = _AROUND.sub(r"\1", _SPACE.sub(" ", _COMMENT.sub("", css))).strip().replace(";}", "}")
    return _NEEDLESS.sub(lambda found: found[1] or found[2] or "", _AFTER_NAME.sub(r"\1", css))


_rules = lru_cache(maxsize=256)(Rules)
"""Each style sheet taken apart once in a process, however often it builds."""
