"""The settings that Dateline takes, typed; and what it changes in Pelican's own. What is wrong in them is found in settings_faults."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican.settings import DEFAULT_CONFIG

from dateline.dataclass import dataclass
from dateline.editions.kinds import KINDS
from dateline.markup.further import Further, further
from dateline.numerals import ZEROS
from dateline.problems import SETTINGS_FILE, Misread, SetupBroken, near_or, shown
from dateline.read.content import Copies
from dateline.read.defaults import Defaults, written_values
from dateline.read.kept_copies import kept_folder
from dateline.read.values import canonical as canonical
from dateline.theme import Theme, theme_of
from dateline.unchanged import CACHE
from dateline.wording import Wording

_PELICANS_OWN: Mapping[str, Any] = {
    "ARTICLE_PATHS": ["articles"],
    "PAGE_PATHS": ["pages"],
    # We copy content/extra/ and the theme's files, write the pages and (where SITEURL is set) the feeds.
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    # What plug-ins are told of our addresses.
    "ARTICLE_URL": "articles/{slug}/",
    "ARTICLE_SAVE_AS": "articles/{slug}/index.html",
    "ARTICLE_LANG_URL": "articles/{slug}/",
    "ARTICLE_LANG_SAVE_AS": "articles/{slug}/index.html",
    "PAGE_URL": "{slug}/",
    "PAGE_SAVE_AS": "{slug}/index.html",
    "PAGE_LANG_URL": "{slug}/",
    "PAGE_LANG_SAVE_AS": "{slug}/index.html",
    **{f"DRAFT_{kind}URL": "drafts/{slug}/" for kind in ("", "LANG_", "PAGE_", "PAGE_LANG_")},
    **{f"DRAFT_{kind}SAVE_AS": "drafts/{slug}/index.html" for kind in ("", "LANG_", "PAGE_", "PAGE_LANG_")},
    # Ours do this, or nobody does.
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "TYPOGRIFY": False,
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
}


_WRITTEN = "DATELINE_STATIC_PATHS"
"""Where STATIC_PATHS stands as its author wrote it: Pelican's own generator is to find none."""
_TEMPLATES = "DATELINE_TEMPLATES_OVERRIDES"
"""Where THEME_TEMPLATES_OVERRIDES stands as its author wrote it: Pelican's generators are to find the layers of the theme there."""

QUALITY: Mapping[str, int] = {"avif": 60, "webp": 78, "jpeg": 74}
"""Equal quality in each format, on its encoder's own scale, as measured by `benchmarks/quality.py`."""


@dataclass(frozen=True)
class Options:
    """The keys of the DATELINE setting.

    `widths`: of renditions, in pixels; `quality`: of AVIF, WebP and JPEG, each 0 to 100; `megapixels`: the most that a picture may have;
    `drafts`: write drafts below /drafts/, unlisted; `cache`: the folder for what can be made again; `related`: how many "read more"
    links at most; `kept`: the folder of kept copies that must not be public, where it is not content/kept/; `digits`: numbering systems (Unicode CLDR's names) by language, where they are not those that its readers expect; `cards`: draw share cards in production;
    `key`: the file of the secret key with which SHA256SUMS is signed, `serial`: the number of the build that is signed with it (0: none).
    `editions`: which kinds of editions are made (editions/kinds.py); `commit`: of the content, which they then name.
    """

    widths: tuple[int, ...] = (480, 800, 1200, 1600, 2400)
    quality: Mapping[str, int] = field(default_factory=lambda: dict(QUALITY))
    megapixels: int = 120
    drafts: bool = False
    cache: str = CACHE
    related: int = 5
    kept: str = ""
    digits: Mapping[str, str] = field(default_factory=dict)
    cards: bool = True
    key: str = ""
    serial: int = 0
    editions: tuple[str, ...] = ()
    commit: str = ""


@dataclass(frozen=True)
class Settings:
    """All that a run takes from Pelican's settings. `siteurl` has no slash at its end and may be empty.

    `menu` are further links (title, address), `defaults` values of keys that heads leave out, `copies` what is copied as it is besides
    extra/, `templates` folders that win over the theme's, `markdown` further extensions, `kept` the folder of kept copies that must not be public.
    """

    content: Path
    theme: Theme
    sitename: str
    siteurl: str
    relative: bool
    language: str
    ignored: tuple[str, ...]
    options: Options
    cache: Path
    menu: tuple[tuple[str, str], ...] = ()
    defaults: Defaults = field(default_factory=Defaults)
    copies: Copies = field(default_factory=Copies)
    templates: tuple[Path, ...] = ()
    markdown: Further = field(default_factory=Further)
    kept: Path | None = None

    def wording(self, language: str = "") -> Wording:
        """Return the words of a language, the site's own unless another is named, from the theme's catalogues."""
        tag = language or self.language
        return Wording(tag, *self.theme.folders("locale"), digits=self.options.digits.get(tag, ""))

    @property
    def root(self) -> str | None:
        """The site's path on its server, "/" or "/repo/"; None where links are relative."""
        return None if self.relative else f"{urlsplit(self.siteurl).path.rstrip('/')}/"


def adapt(settings: MutableMapping[str, Any]) -> None:
    """Turn off what Pelican would make and Dateline makes itself; let its generators, and those of plug-ins, find templates where ours do."""
    settings.setdefault(_WRITTEN, settings["STATIC_PATHS"])
    written = settings.setdefault(_TEMPLATES, settings["THEME_TEMPLATES_OVERRIDES"])
    if isinstance(written, list | tuple | set):  # else it is told
        own = (layer / "templates" for layer in theme_of(settings).own)
        settings["THEME_TEMPLATES_OVERRIDES"] = [*written, *(str(folder) for folder in own if folder.is_dir())]
    settings.update(_PELICANS_OWN)


def read_settings(settings: Mapping[str, Any]) -> Settings:
    """Return the settings of a run, in which `wrong` has found nothing."""
    content = Path(settings["PATH"])
    options = options_of(settings.get("DATELINE") or {})
    return Settings(
        content=content,
        theme=theme_of(settings),
        sitename=str(settings["SITENAME"]),
        siteurl=str(settings.get("SITEURL") or "").rstrip("/"),
        relative=bool(settings.get("RELATIVE_URLS")),
        language=canonical(str(settings.get("DEFAULT_LANG") or "en")),
        ignored=tuple(settings.get("IGNORE_FILES") or ()),
        options=options,
        # Beside the content, not where the command happens to be called.
        cache=content.parent / options.cache,
        kept=kept_folder(content, options.kept),
        **_pelicans(settings),
    )


def beside(folder: Any, settings: Mapping[str, Any]) -> Path:
    """Return a folder as Pelican takes it, from where the command is called; or else beside the content."""
    here = Path(folder)
    return here if here.is_dir() else Path(settings["PATH"]).parent / here


def static_paths(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what STATIC_PATHS names besides extra/, as paths below the content folder."""
    written = settings.get(_WRITTEN, settings.get("STATIC_PATHS")) or ()
    if list(written) == DEFAULT_CONFIG["STATIC_PATHS"]:
        return ()  # Pelican's own: an `images` folder beside ours is told, for pictures have captions
    paths = (str(path).replace("\\", "/").removeprefix("./").rstrip("/") for path in written)
    return tuple(path for path in paths if path.partition("/")[0] != "extra")


def defaults_of(settings: Mapping[str, Any]) -> Defaults:
    """Return the values that heads may leave out. Raises SetupBroken where they cannot be read."""
    everywhere = settings.get("DEFAULT_METADATA") or {}
    try:
        everywhere = dict(everywhere)
    except (TypeError, ValueError):
        raise broken("DEFAULT_METADATA is no dict", 'write DEFAULT_METADATA = {"status": "draft"}') from None
    if settings.get("AUTHOR"):
        everywhere = {"authors": settings["AUTHOR"], **everywhere}
    by_path: dict[str, dict[str, str]] = {}
    name = "DEFAULT_METADATA"
    try:
        written = written_values(everywhere)
        for path, values in dict(settings.get("EXTRA_PATH_METADATA") or {}).items():
            name = f'EXTRA_PATH_METADATA["{path}"]'
            if isinstance(values, Mapping):
                kept = {key: value for key, value in values.items() if key != "path"}
                by_path[str(path).rstrip("/")] = written_values(kept)
    except Misread as misread:
        raise broken(f"{name}: {misread.what}", misread.do) from None
    return Defaults(written, by_path, _pattern("FILENAME_METADATA", settings), _pattern("PATH_METADATA", settings))


def _pattern(name: str, settings: Mapping[str, Any]) -> re.Pattern[str] | None:
    written = settings.get(name)
    if not written:
        return None
    try:
        return re.compile(written)
    except (re.error, TypeError) as error:
        raise broken(f"{name} is no regular expression ({error})", r'write one with named groups: "(?P<date>\d{4}-\d{2}-\d{2}).*"') from None


def _pelicans(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is taken from those of Pelican's settings that add something."""
    to = {str(path): str(values["path"]) for path, values in (settings.get("EXTRA_PATH_METADATA") or {}).items() if "path" in values}
    return {
        "menu": tuple((title.strip(), link.strip()) for title, link in settings.get("MENUITEMS") or ()),
        "defaults": defaults_of(settings),
        "copies": Copies(static_paths(settings), to),
        "templates": tuple(beside(folder, settings) for folder in settings.get(_TEMPLATES, settings.get("THEME_TEMPLATES_OVERRIDES")) or ()),
        "markdown": further(settings.get("MARKDOWN") or {}, DEFAULT_CONFIG["MARKDOWN"], SETTINGS_FILE),
    }


def options_of(written: Any) -> Options:
    """Return the DATELINE setting, typed. Raises SetupBroken at the first key that is wrong."""
    if not isinstance(written, Mapping):
        raise broken("DATELINE is no dict", 'write DATELINE = {"widths": (480, 800, 1200)}')
    known = {field.name: field for field in fields(Options)}
    for name, value in written.items():
        if name not in known:
            raise broken(
                f'DATELINE has an unknown key "{name}"', near_or(str(name), known, f"known are {', '.join(known)}")
            )
        _check(name, value)
    values = dict(written)
    if "widths" in values:
        values["widths"] = tuple(sorted(set(values["widths"])))
    if "quality" in values:
        values["quality"] = dict(values["quality"])
    if "serial" in values:
        values["serial"] = int(values["serial"] or 0)
    if "editions" in values:
        values["editions"] = tuple(kind for kind in KINDS if kind in values["editions"])
    if "digits" in values:
        values["digits"] = {canonical(language): system for language, system in values["digits"].items()}
    return Options(**values)


def _check(name: str, value: Any) -> None:
    if name == "widths":
        right = (
            isinstance(value, list | tuple)
            and bool(value)
            and all(_whole(width, 16, 16383) for width in value)
        )
        need = "whole numbers of pixels, from 16 to 16383 (the most that WebP takes): (480, 800, 1200)"
    elif name == "quality":
        right = (
            isinstance(value, Mapping)
            and set(value) == set(QUALITY)
            and all(_whole(each, 0, 100) for each in value.values())
        )
        need = f"a number from 0 to 100 for each format: {dict(QUALITY)}"
    elif name == "digits":
        _check_digits(value)
        return
    elif name == "editions":
        _check_editions(value)
        return
    elif name == "commit":
        right = isinstance(value, str) and bool(_COMMIT.fullmatch(value))
        need = 'the hash of a commit, 7 to 64 hexadecimal digits, or leave it out: os.environ.get("GITHUB_SHA", "")'
    elif name == "megapixels":
        right, need = _whole(value, 1, 1000), "a whole number from 1 to 1000"
    elif name == "related":
        right, need = _whole(value, 0, 20), "a whole number from 0 to 20"
    elif name == "serial":
        # From the environment it comes as a text.
        right = _whole(value, 0, 10**18 - 1) or (isinstance(value, str) and re.fullmatch(r"[0-9]{0,18}", value) is not None)
        need = "a whole number that grows with each build that is published, or 0 for none"
    elif name == "key":
        right = isinstance(value, str) and shown(value) == value
        need = "the path of the file that `dateline key` wrote, or an empty text for none"
    elif name in ("drafts", "cards"):
        right, need = isinstance(value, bool), "True or False"
    else:
        right = isinstance(value, str) and bool(value.strip()) and shown(value) == value and (not value.startswith("~") or name == "kept")
        need = "the name of a folder"
    if not right:
        raise broken(f'DATELINE["{name}"] is {value!r}', f"write {need}")


_COMMIT = re.compile(r"(?:[0-9a-f]{7,64})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


def _check_digits(value: Any) -> None:
    if not isinstance(value, Mapping) or not all(isinstance(tag, str) and isinstance(system, str) for tag, system in value.items()):
        raise broken(f'DATELINE["digits"] is {value!r}', 'write the name of a numbering system for a language: {"ar": "arab"}')
    for tag, system in value.items():
        if not _LANGUAGE.fullmatch(tag):
            raise broken(f'DATELINE["digits"]: "{tag}" is no language tag', f'write it as in BCP 47: {{"{canonical(tag.replace("_", "-"))}": "{system}"}}')
        if system not in ZEROS:
            do = near_or(system, ZEROS, f"known are {', '.join(ZEROS)}")
            raise broken(f'DATELINE["digits"] has the unknown numbering system "{system}" for {tag}', do)


def _check_editions(value: Any) -> None:
    if not isinstance(value, list | tuple) or not all(isinstance(kind, str) for kind in value):
        raise broken(f'DATELINE["editions"] is {value!r}', f"write the names of editions: {KINDS}")
    for kind in value:
        if kind not in KINDS:
            raise broken(f'DATELINE["editions"] has the unknown edition "{kind}"', near_or(kind, KINDS, f"known are {', '.join(KINDS)}"))


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def broken(what: str, do: str) -> SetupBroken:
    """Return what to raise where a setting is wrong."""
    return SetupBroken(SETTINGS_FILE, 0, what, do, topic="settings")
