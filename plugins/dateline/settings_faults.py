"""What is wrong in the settings, all of it at once: each check looks at some of them by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican.settings import DEFAULT_CONFIG

from dateline.markup.further import further
from dateline.problems import SETTINGS_FILE, Misread, Problem, SetupBroken, shown
from dateline.read.names import label_of
from dateline.read.values import zone
from dateline.settings import beside, broken, canonical, defaults_of, options_of, static_paths
from dateline.theme import theme_of


def wrong(settings: Mapping[str, Any]) -> list[Problem]:
    """Return all that is wrong in settings, in the order of this table; each is looked at by itself."""
    return [problem for check in _CHECKS for problem in _found(check, settings)]


def _found(check: Callable[[Mapping[str, Any]], object], settings: Mapping[str, Any]) -> Iterator[Problem]:
    try:
        check(settings)
    except SetupBroken as found:
        yield found.problem


def _theme(settings: Mapping[str, Any]) -> None:
    theme = theme_of(settings)
    if not (theme.kit / "templates" / "shells").is_dir():
        raise SetupBroken(label_of(theme.kit), 0, "the kit has no theme", "install the kit again", topic="settings")
    for own in theme.own:
        # Every theme of Pelican has it, and ours has none.
        if (own / "templates" / "base.html").is_file() and not (own / "templates" / "shells").is_dir():
            do = "set THEME to a folder of what you have of your own, or take the line out: then the kit's theme is used"
            raise broken(f'THEME "{own.name}" is not a theme of Dateline', do)


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
            do = "set it to the site's address: `dateline preview --site https://user.github.io/repo`, or write it into publishconf.py"
            raise SetupBroken("publishconf.py", 0, "SITEURL is empty", do, topic="settings")
        return
    what, do = "", _WHOLE
    try:
        parts = urlsplit(siteurl)
        port = parts.port
    except ValueError:  # a port that is no number or too large, brackets that do not close
        raise broken(f'SITEURL "{siteurl}" is no web address', f"{do}; a port is a number up to 65535") from None
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
        raise broken(f'SITEURL "{siteurl}" {what}', do)


def _relative(settings: Mapping[str, Any]) -> None:
    for name in ("RELATIVE_URLS", "DELETE_OUTPUT_DIRECTORY"):
        if settings.get(name) not in (True, False, None):
            raise broken(f"{name} is {settings[name]!r}", "write True or False, without quotation marks")


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
        raise broken(f'DEFAULT_LANG "{written}" is no language tag', do)


def _timezone(settings: Mapping[str, Any]) -> None:
    try:
        zone(str(settings.get("TIMEZONE") or "UTC"))
    except Misread as misread:
        raise broken(f"TIMEZONE {misread.what}", misread.do) from None


_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that look like nothing: fillers of Hangul, and Braille without a dot."""


def _sitename(settings: Mapping[str, Any]) -> None:
    name = settings.get("SITENAME") or ""
    if not str(name).strip():
        raise broken("SITENAME is empty", "write the site's name")
    if not isinstance(name, str) or shown(name) != name:
        raise broken(f"SITENAME is {name!r}", "write a name in one line, without control characters")
    if not any(unicodedata.category(char)[0] in "LNPS" and char not in _BLANK for char in name):
        raise broken("SITENAME has nothing that can be seen", "write the site's name")


def _lists(settings: Mapping[str, Any]) -> None:
    for name in ("OUTPUT_RETENTION", "IGNORE_FILES", "STATIC_PATHS", "THEME_TEMPLATES_OVERRIDES"):
        value = settings.get(name)
        if not isinstance(value or [], list | tuple | set) or not all(isinstance(one, str | Path) for one in value or ()):
            raise broken(f"{name} is {value!r}", f'write a list of names: {name} = ["one", "two"]')
    for kept in settings.get("OUTPUT_RETENTION") or ():
        if str(kept) in ("", ".", "..") or "/" in str(kept) or "\0" in str(kept) or "\\" in str(kept):
            raise broken(f"OUTPUT_RETENTION names {kept!r}", "name files and folders that lie in the output folder itself")


def _templates(settings: Mapping[str, Any]) -> None:
    for folder in settings.get("THEME_TEMPLATES_OVERRIDES") or ():
        if not beside(folder, settings).is_dir():
            raise broken(f'THEME_TEMPLATES_OVERRIDES: there is no folder "{folder}"', "correct the path, or make the folder")


def _environment(settings: Mapping[str, Any]) -> None:
    usual = {**DEFAULT_CONFIG["JINJA_ENVIRONMENT"], "autoescape": True}
    for name, value in (settings.get("JINJA_ENVIRONMENT") or {}).items():
        if name != "extensions" and value != usual.get(name):
            do = 'take it out; only "extensions" can be added'
            raise broken(f'JINJA_ENVIRONMENT["{name}"] has no effect here', do)


def _static(settings: Mapping[str, Any]) -> None:
    for path in static_paths(settings):
        first = path.partition("/")[0]
        if path in ("", ".") or ".." in path.split("/") or path.startswith("/"):
            raise broken(f'STATIC_PATHS names "{path}"', "name folders below the content folder")
        if first in ("articles", "timeline", "pages", "pictures", "data", "event.md"):
            do = f"what readers may have as it is belongs into {Path(settings['PATH']).name}/extra/ or a folder of its own"
            raise broken(f'STATIC_PATHS names "{path}", whose files are not published as they are', do)


_LINKS = ("http://", "https://", "mailto:", "tel:")


def _menu(settings: Mapping[str, Any]) -> None:
    for item in settings.get("MENUITEMS") or ():
        pair = item if isinstance(item, list | tuple) and len(item) == 2 else (None, None)
        title, link = pair
        if not isinstance(title, str) or not isinstance(link, str) or not title.strip() or not link.strip():
            raise broken(f"MENUITEMS holds {item!r}", 'write pairs: MENUITEMS = [("Our newsroom", "https://example.org/")]')
        outside = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", link)
        if shown(title + link) != title + link or any(char in link for char in " \"<>") or (outside and not link.startswith(_LINKS)):
            raise broken(f'MENUITEMS: "{link}" cannot be linked to', "write https://..., mailto:... or the address of a page: /about/")


def _metadata(settings: Mapping[str, Any]) -> None:
    defaults_of(settings)
    for path, values in (settings.get("EXTRA_PATH_METADATA") or {}).items():
        if not isinstance(values, Mapping):
            raise broken(f'EXTRA_PATH_METADATA["{path}"] is {values!r}', 'write a dict: {"path": "favicon.ico"}')
        to = values.get("path")
        if to is not None and (not isinstance(to, str) or not to or to.startswith("/") or {"", ".", ".."} & set(to.split("/")) or shown(to) != to or "\\" in to):
            raise broken(f'EXTRA_PATH_METADATA["{path}"]: the path {to!r} lies outside the site', "write a path inside it: favicon.ico")


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
    lambda settings: options_of(settings.get("DATELINE") or {}),
)
