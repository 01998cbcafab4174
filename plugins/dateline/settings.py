"""The settings that Dateline takes, typed; and what it changes in Pelican's own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican.settings import DEFAULT_CONFIG

from dateline.markup.further import Further, further
from dateline.problems import SETTINGS_FILE, Misread, Problem, SetupBroken, near_or, shown
from dateline.read.content import Copies
from dateline.read.defaults import Defaults, written_values
from dateline.read.values import zone
from dateline.unchanged import CACHE

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

QUALITY: Mapping[str, int] = {"avif": 60, "webp": 78, "jpeg": 74}
"""Equal quality in each format, on its encoder's own scale, as measured by `benchmarks/quality.py`."""


@dataclass(frozen=True)
class Options:
    """The keys of the DATELINE setting.

    `widths`: of renditions, in pixels; `quality`: of AVIF, WebP and JPEG, each 0 to 100; `megapixels`: the most that a picture may have;
    `drafts`: write drafts below /drafts/, unlisted; `cache`: the folder for what can be made again; `related`: how many "read more"
    links at most.
    """

    widths: tuple[int, ...] = (480, 800, 1200, 1600, 2400)
    quality: Mapping[str, int] = field(default_factory=lambda: dict(QUALITY))
    megapixels: int = 120
    drafts: bool = False
    cache: str = CACHE
    related: int = 5


@dataclass(frozen=True)
class Settings:
    """All that a run takes from Pelican's settings. `siteurl` has no slash at its end and may be empty.

    `menu` are further links (title, address), `defaults` values of keys that heads leave out, `copies` what is copied as it is besides
    extra/, `templates` folders that win over the theme's, `markdown` further extensions.
    """

    content: Path
    theme: Path
    sitename: str
    siteurl: str
    relative: bool
    language: str
    ignored: tuple[str, ...]
    options: Options
    locale: Path
    cache: Path
    menu: tuple[tuple[str, str], ...] = ()
    defaults: Defaults = field(default_factory=Defaults)
    copies: Copies = field(default_factory=Copies)
    templates: tuple[Path, ...] = ()
    markdown: Further = field(default_factory=Further)

    @property
    def root(self) -> str | None:
        """The site's path on its server, "/" or "/repo/"; None where links are relative."""
        return None if self.relative else f"{urlsplit(self.siteurl).path.rstrip('/')}/"


def adapt(settings: MutableMapping[str, Any]) -> None:
    """Turn off what Pelican would make and Dateline makes itself."""
    settings.setdefault(_WRITTEN, settings["STATIC_PATHS"])
    settings.update(_PELICANS_OWN)


def read_settings(settings: Mapping[str, Any]) -> Settings:
    """Return the settings of a run, in which `wrong` has found nothing."""
    content = Path(settings["PATH"])
    theme = Path(settings["THEME"])
    options = _options(settings.get("DATELINE") or {})
    return Settings(
        content=content,
        theme=theme,
        sitename=str(settings["SITENAME"]),
        siteurl=str(settings.get("SITEURL") or "").rstrip("/"),
        relative=bool(settings.get("RELATIVE_URLS")),
        language=canonical(str(settings.get("DEFAULT_LANG") or "en")),
        ignored=tuple(settings.get("IGNORE_FILES") or ()),
        options=options,
        locale=theme / "locale",
        # Beside the content, not where the command happens to be called.
        cache=content.parent / options.cache,
        **_pelicans(settings),
    )


def wrong(settings: Mapping[str, Any]) -> list[Problem]:
    """Return all that is wrong in settings, in the order of this table; each is looked at by itself."""
    return [problem for check in _CHECKS for problem in _found(check, settings)]


def _found(check: Callable[[Mapping[str, Any]], object], settings: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        check(settings)
    except SetupBroken as broken:
        yield broken.problem


def _theme(settings: Mapping[str, Any]) -> None:
    theme = Path(settings["THEME"])
    if not (theme / "templates" / "shells").is_dir():
        raise _broken(
            f'THEME "{theme.name}" is not a theme of Dateline',
            "set THEME to the theme folder of this project",
        )


_IN_ADDRESSES = re.compile(r"[^\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\"'<>\\^`{|}]+")
"""What an address may hold (RFC 3987, with letters of all scripts), but for quotation marks of either kind."""
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(?:\.(?!-)[\w-]{1,63}(?<!-))*\.?|\[[0-9a-fA-F:.]+\]")
_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_WHOLE = "write it whole, beginning with https://"


def _siteurl(settings: Mapping[str, Any]) -> None:
    """Raise SetupBroken unless SITEURL is scheme, host, perhaps a port and a path: all other addresses are put behind it."""
    written = settings.get("SITEURL") or ""
    siteurl = str(written).rstrip("/")
    if not siteurl:
        if not settings.get("RELATIVE_URLS"):
            do = "set it to the site's address: SITEURL=https://user.github.io/repo pelican content -s publishconf.py"
            raise SetupBroken("publishconf.py", 0, "SITEURL is empty", do)
        return
    what, do = "", _WHOLE
    try:
        parts = urlsplit(siteurl)
        port = parts.port
    except ValueError:  # a port that is no number or too large, brackets that do not close
        raise _broken(f'SITEURL "{siteurl}" is no web address', f"{do}; a port is a number up to 65535") from None
    if not isinstance(written, str) or parts.scheme not in ("http", "https"):
        what = "is no web address"
    elif not _IN_ADDRESSES.fullmatch(siteurl):
        what, do = "holds what no address may hold", "take out blanks, quotation marks and the like, or write them as %20"
    elif "@" in parts.netloc:
        what, do = "holds a user or a password", "take them out: every page would publish them"
    elif not parts.hostname or not _HOST.fullmatch(parts.netloc.rpartition(":")[0] if port is not None else parts.netloc.rstrip(":")):
        what = "names no host"
    elif port == 0:
        what, do = "has the port 0", "write the port that the server listens at, or none"
    elif "?" in siteurl or "#" in siteurl:
        what, do = "has a query or a fragment", "end it with the folder that the site lies in"
    elif _PERCENT.search(siteurl):
        what, do = 'has a "%" that is no escape', "write it as %25"
    elif any(part in ("", ".", "..") for part in parts.path.split("/")[1:]):
        what, do = "has an empty part, or one of dots, in its path", "write the path as the server shows it"
    elif parts.path.endswith((".html", ".htm")):
        what, do = "names a file", "end it with the folder that the site lies in"
    if what:
        raise _broken(f'SITEURL "{siteurl}" {what}', do)


def _relative(settings: Mapping[str, Any]) -> None:
    for name in ("RELATIVE_URLS", "DELETE_OUTPUT_DIRECTORY"):
        if settings.get(name) not in (True, False, None):
            raise _broken(f"{name} is {settings[name]!r}", "write True or False, without quotation marks")


_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
"""A language tag: RFC 5646, 2.1, without the irregular ones and those that are private as a whole."""


def _language(settings: Mapping[str, Any]) -> None:
    written = settings.get("DEFAULT_LANG") or "en"
    if not isinstance(written, str) or not _TAG.fullmatch(written):
        meant = str(written).strip().partition(".")[0].replace("_", "-")
        do = f'did you mean "{canonical(meant)}"?' if _TAG.fullmatch(meant) else "write it as in BCP 47: en, kk, pt-BR, kk-Latn"
        raise _broken(f'DEFAULT_LANG "{written}" is no language tag', do)


def canonical(tag: str) -> str:
    """Return a language tag in its usual letters (RFC 5646, 2.1.1): `kk-Latn`, `pt-BR`. Pelican makes all of them small."""
    made: list[str] = []
    for part in tag.lower().split("-"):
        after_single = any(len(before) == 1 for before in made)
        if made and not after_single and len(part) in (2, 4) and part.isalpha():
            part = part.upper() if len(part) == 2 else part.title()
        made.append(part)
    return "-".join(made)


def _timezone(settings: Mapping[str, Any]) -> None:
    try:
        zone(str(settings.get("TIMEZONE") or "UTC"))
    except Misread as misread:
        raise _broken(f"TIMEZONE {misread.what}", misread.do) from None


_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that look like nothing: fillers of Hangul, and Braille without a dot."""


def _sitename(settings: Mapping[str, Any]) -> None:
    name = settings.get("SITENAME") or ""
    if not str(name).strip():
        raise _broken("SITENAME is empty", "write the site's name")
    if not isinstance(name, str) or shown(name) != name:
        raise _broken(f"SITENAME is {name!r}", "write a name in one line, without control characters")
    if not any(unicodedata.category(char)[0] in "LNPS" and char not in _BLANK for char in name):
        raise _broken("SITENAME has nothing that can be seen", "write the site's name")


def _lists(settings: Mapping[str, Any]) -> None:
    for name in ("OUTPUT_RETENTION", "IGNORE_FILES", "STATIC_PATHS", "THEME_TEMPLATES_OVERRIDES"):
        value = settings.get(name)
        if not isinstance(value or [], list | tuple | set) or not all(isinstance(one, str | Path) for one in value or ()):
            raise _broken(f"{name} is {value!r}", f'write a list of names: {name} = ["one", "two"]')
    for kept in settings.get("OUTPUT_RETENTION") or ():
        if str(kept) in ("", ".", "..") or "/" in str(kept) or "\0" in str(kept) or "\\" in str(kept):
            raise _broken(f"OUTPUT_RETENTION names {kept!r}", "name files and folders that lie in the output folder itself")


def _templates(settings: Mapping[str, Any]) -> None:
    for folder in settings.get("THEME_TEMPLATES_OVERRIDES") or ():
        if not _beside(folder, settings).is_dir():
            raise _broken(f'THEME_TEMPLATES_OVERRIDES: there is no folder "{folder}"', "correct the path, or make the folder")


def _beside(folder: Any, settings: Mapping[str, Any]) -> Path:
    """Return a folder as Pelican takes it, from where the command is called; or else beside the content."""
    here = Path(folder)
    return here if here.is_dir() else Path(settings["PATH"]).parent / here


def _environment(settings: Mapping[str, Any]) -> None:
    usual = {**DEFAULT_CONFIG["JINJA_ENVIRONMENT"], "autoescape": True}
    for name, value in (settings.get("JINJA_ENVIRONMENT") or {}).items():
        if name != "extensions" and value != usual.get(name):
            do = 'take it out; only "extensions" can be added'
            raise _broken(f'JINJA_ENVIRONMENT["{name}"] has no effect here', do)


def _static(settings: Mapping[str, Any]) -> None:
    for path in _static_paths(settings):
        first = path.partition("/")[0]
        if path in ("", ".") or ".." in path.split("/") or path.startswith("/"):
            raise _broken(f'STATIC_PATHS names "{path}"', "name folders below the content folder")
        if first in ("articles", "timeline", "pages", "pictures", "data", "event.md"):
            do = f"what readers may have as it is belongs into {Path(settings['PATH']).name}/extra/ or a folder of its own"
            raise _broken(f'STATIC_PATHS names "{path}", whose files are not published as they are', do)


def _static_paths(settings: Mapping[str, Any]) -> tuple[str, ...]:
    written = settings.get(_WRITTEN, settings.get("STATIC_PATHS")) or ()
    if list(written) == DEFAULT_CONFIG["STATIC_PATHS"]:
        return ()  # Pelican's own: an `images` folder beside ours is told, for pictures have captions
    paths = (str(path).replace("\\", "/").removeprefix("./").rstrip("/") for path in written)
    return tuple(path for path in paths if path.partition("/")[0] != "extra")


_LINKS = ("http://", "https://", "mailto:", "tel:")


def _menu(settings: Mapping[str, Any]) -> None:
    for item in settings.get("MENUITEMS") or ():
        pair = item if isinstance(item, list | tuple) and len(item) == 2 else (None, None)
        title, link = pair
        if not isinstance(title, str) or not isinstance(link, str) or not title.strip() or not link.strip():
            raise _broken(f"MENUITEMS holds {item!r}", 'write pairs: MENUITEMS = [("Our newsroom", "https://example.org/")]')
        outside = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", link)
        if shown(title + link) != title + link or any(char in link for char in " \"<>") or (outside and not link.startswith(_LINKS)):
            raise _broken(f'MENUITEMS: "{link}" cannot be linked to', "write https://..., mailto:... or the address of a page: /about/")


def _metadata(settings: Mapping[str, Any]) -> None:
    _defaults(settings)
    for path, values in (settings.get("EXTRA_PATH_METADATA") or {}).items():
        if not isinstance(values, Mapping):
            raise _broken(f'EXTRA_PATH_METADATA["{path}"] is {values!r}', 'write a dict: {"path": "favicon.ico"}')
        to = values.get("path")
        if to is not None and (not isinstance(to, str) or not to or to.startswith("/") or {"", ".", ".."} & set(to.split("/")) or shown(to) != to or "\\" in to):
            raise _broken(f'EXTRA_PATH_METADATA["{path}"]: the path {to!r} lies outside the site', "write a path inside it: favicon.ico")


def _defaults(settings: Mapping[str, Any]) -> Defaults:
    everywhere = settings.get("DEFAULT_METADATA") or {}
    try:
        everywhere = dict(everywhere)
    except (TypeError, ValueError):
        raise _broken("DEFAULT_METADATA is no dict", 'write DEFAULT_METADATA = {"status": "draft"}') from None
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
        raise _broken(f"{name}: {misread.what}", misread.do) from None
    return Defaults(written, by_path, _pattern("FILENAME_METADATA", settings), _pattern("PATH_METADATA", settings))


def _pattern(name: str, settings: Mapping[str, Any]) -> re.Pattern[str] | None:
    written = settings.get(name)
    if not written:
        return None
    try:
        return re.compile(written)
    except (re.error, TypeError) as error:
        raise _broken(f"{name} is no regular expression ({error})", r'write one with named groups: "(?P<date>\d{4}-\d{2}-\d{2}).*"') from None


def _markdown(settings: Mapping[str, Any]) -> None:
    further(settings.get("MARKDOWN") or {}, DEFAULT_CONFIG["MARKDOWN"], SETTINGS_FILE)


_CHECKS: tuple[Callable[[Mapping[str, Any]], object], ...] = (
    _theme,
    _siteurl,
    _relative,
    _language,
    _timezone,
    _sitename,
    _lists,
    _templates,
    _environment,
    _static,
    _menu,
    _metadata,
    _markdown,
    lambda settings: _options(settings.get("DATELINE") or {}),
)


def _pelicans(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is taken from those of Pelican's settings that add something."""
    to = {str(path): str(values["path"]) for path, values in (settings.get("EXTRA_PATH_METADATA") or {}).items() if "path" in values}
    return {
        "menu": tuple((title.strip(), link.strip()) for title, link in settings.get("MENUITEMS") or ()),
        "defaults": _defaults(settings),
        "copies": Copies(_static_paths(settings), to),
        "templates": tuple(_beside(folder, settings) for folder in settings.get("THEME_TEMPLATES_OVERRIDES") or ()),
        "markdown": further(settings.get("MARKDOWN") or {}, DEFAULT_CONFIG["MARKDOWN"], SETTINGS_FILE),
    }


def _options(written: Any) -> Options:
    if not isinstance(written, Mapping):
        raise _broken("DATELINE is no dict", 'write DATELINE = {"widths": (480, 800, 1200)}')
    known = {field.name: field for field in fields(Options)}
    for name, value in written.items():
        if name not in known:
            raise _broken(
                f'DATELINE has an unknown key "{name}"', near_or(str(name), known, f"known are {', '.join(known)}")
            )
        _check(name, value)
    values = dict(written)
    if "widths" in values:
        values["widths"] = tuple(sorted(set(values["widths"])))
    if "quality" in values:
        values["quality"] = dict(values["quality"])
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
    elif name == "megapixels":
        right, need = _whole(value, 1, 1000), "a whole number from 1 to 1000"
    elif name == "related":
        right, need = _whole(value, 0, 20), "a whole number from 0 to 20"
    elif name == "drafts":
        right, need = isinstance(value, bool), "True or False"
    else:
        right = isinstance(value, str) and bool(value.strip()) and shown(value) == value and not value.startswith("~")
        need = "the name of a folder"
    if not right:
        raise _broken(f'DATELINE["{name}"] is {value!r}', f"write {need}")


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _broken(what: str, do: str) -> SetupBroken:
    return SetupBroken(SETTINGS_FILE, 0, what, do)
