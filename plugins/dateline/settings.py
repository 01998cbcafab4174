"""The settings that Dateline takes, typed; and what it changes in Pelican's own."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from dateline.problems import SetupBroken, near_or

SETTINGS_FILE = "pelicanconf.py"
"""How the settings are named in problems (Pelican does not say which file it read)."""

_PELICANS_OWN: Mapping[str, Any] = {
    "ARTICLE_PATHS": ["articles"],
    "PAGE_PATHS": ["pages"],
    # We copy content/extra/ and the theme's files, write the pages and (where SITEURL is set) the feeds.
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "FEED_ALL_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
}


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
    cache: str = ".cache/dateline"
    related: int = 5


@dataclass(frozen=True)
class Settings:
    """All that a run takes from Pelican's settings. `siteurl` has no slash at its end and may be empty."""

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

    @property
    def root(self) -> str | None:
        """The site's path on its server, "/" or "/repo/"; None where links are relative."""
        return None if self.relative else f"{urlsplit(self.siteurl).path.rstrip('/')}/"


def adapt(settings: MutableMapping[str, Any]) -> None:
    """Turn off what Pelican would make and Dateline makes itself."""
    settings.update(_PELICANS_OWN)


def language_of(settings: Mapping[str, Any]) -> str:
    """Return the language of the site (BCP 47)."""
    return str(settings.get("DEFAULT_LANG") or "en")


def read_settings(settings: Mapping[str, Any]) -> Settings:
    """Return the settings of a run. Raises SetupBroken with what is wrong."""
    theme = Path(settings["THEME"])
    if not (theme / "templates" / "shells").is_dir():
        raise _broken(
            f'THEME "{theme.name}" is not a theme of Dateline',
            "set THEME to the theme folder of this project",
        )
    siteurl = str(settings.get("SITEURL") or "").rstrip("/")
    relative = bool(settings.get("RELATIVE_URLS"))
    if not relative and not siteurl:
        do = "set it to the site's address: SITEURL=https://user.github.io/repo pelican content -s publishconf.py"
        raise SetupBroken("publishconf.py", 0, "SITEURL is empty", do)
    if siteurl and urlsplit(siteurl).scheme not in ("http", "https"):
        raise _broken(f'SITEURL "{siteurl}" is no web address', "write it whole, beginning with https://")
    if str(settings.get("TIMEZONE") or "UTC") not in available_timezones():
        raise _broken(f'TIMEZONE "{settings["TIMEZONE"]}" is no time zone', "write an IANA zone such as Asia/Almaty")
    if not str(settings.get("SITENAME") or "").strip():
        raise _broken("SITENAME is empty", "write the site's name")
    content = Path(settings["PATH"])
    options = _options(settings.get("DATELINE") or {})
    return Settings(
        content=content,
        theme=theme,
        sitename=str(settings["SITENAME"]),
        siteurl=siteurl,
        relative=relative,
        language=language_of(settings),
        ignored=tuple(settings.get("IGNORE_FILES") or ()),
        options=options,
        locale=theme / "locale",
        # Beside the content, not where the command happens to be called.
        cache=content.parent / options.cache,
    )


def _options(written: Any) -> Options:
    if not isinstance(written, Mapping):
        raise _broken("DATELINE is no dict", 'write DATELINE = {"widths": (480, 800, 1200)}')
    known = {field.name: field for field in fields(Options)}
    for name, value in written.items():
        if name not in known:
            raise _broken(
                f'DATELINE has an unknown key "{name}"', near_or(name, known, f"known are {', '.join(known)}")
            )
        _check(name, value)
    values = dict(written)
    if "widths" in values:
        values["widths"] = tuple(sorted(values["widths"]))
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
        right, need = isinstance(value, str) and bool(value), "the name of a folder"
    if not right:
        raise _broken(f'DATELINE["{name}"] is {value!r}', f"write {need}")


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _broken(what: str, do: str) -> SetupBroken:
    return SetupBroken(SETTINGS_FILE, 0, what, do)
