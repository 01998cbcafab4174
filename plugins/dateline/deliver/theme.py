"""The theme's files, looked at whole before anything is made with them: a spoilt one would spoil every page, and nobody would be told."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

from dateline import kit
from dateline.deliver.catalogues import check_catalogues
from dateline.fonts.faces import ARABIC, STYLES, without_type
from dateline.problems import Problems, os_problem
from dateline.read.names import label_of
from dateline.theme import Theme

LAYERS = "tokens base layout components pages".split()
"""Cascade layers, in order; each is a folder or a file of theme/static/css/."""
SCRIPTS = ("dateline", "developing", "search")
"""The theme's scripts: that of every page, that of an event that goes on, that of the search."""
LIST = "files.txt"
"""The theme's style sheets, scripts and fonts, a path a line: nobody else misses a component's style sheet. Jinja misses templates itself."""
AGAIN = "take it from the repository again"
FONT_AGAIN = "run `invoke fonts`, or take the theme's fonts from the repository again"
INSTALL_AGAIN = "install the kit again"
TAKE_AWAY = "take it away: the kit's own lies beneath it"
_STRINGS = r'"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'"
_CSS = re.compile(rf"/\*.*?\*/|{_STRINGS}|url\([^)\"']*\)|(?P<open>/\*|[\"'])|(?P<bracket>[][(){{}}])", re.DOTALL)
_JS = re.compile(
    rf"//[^\n]*|/\*.*?\*/|{_STRINGS}|`(?:[^`\\]|\\.)*`"
    # What follows an operator, an opening bracket or a line's end is no division but a pattern.
    r"|(?:(?<=[=(,:;!&|?\[{}\n])|(?<=[=(,:;!&|?\[{}] )|(?<=return ))/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/"
    r"|(?P<open>/\*|[\"'`])|(?P<bracket>[][(){}])",
    re.DOTALL,
)
_PAIRS = {")": "(", "]": "[", "}": "{"}


def check_theme(theme: Theme, language: str, problems: Problems) -> None:
    """Note every file of the theme that is missing, cannot be read or is not whole: of each, the one that counts."""
    missing = _missing(theme, problems)
    for file in theme.files("templates", "**/*.html").values():
        _text(file, problems, _again(theme, file))
    for file in _sheets(theme, problems):
        _balanced(file, _CSS, problems, _again(theme, file))
    if _has(theme, "static/js"):
        for name in SCRIPTS:
            script = theme.find(f"static/js/{name}.js")
            _balanced(script, _JS, problems, _again(theme, script))
    if _has(theme, "fonts") and not without_type(theme):
        letters, fallbacks = theme.find("fonts/letters.txt"), theme.find("fonts/fallbacks.css")
        _text(letters, problems, _again(theme, letters, FONT_AGAIN))
        _balanced(fallbacks, _CSS, problems, _again(theme, fallbacks))
        for name in (ARABIC, *(f"{style}{which}.woff2" for style in STYLES for which in ("", "-basic"))):
            font = theme.find(f"fonts/{name}")
            _font(font, problems, _again(theme, font, FONT_AGAIN))
    for locale in theme.folders("locale"):
        check_catalogues(locale, language, problems, partial(_again, theme))
    for file in missing:
        if not problems.concern(label_of(file)):
            problems.setup(label_of(file), 0, "the file is missing", f"{_again(theme, file)}, or take its line out of {LIST}", topic="theme")


def _again(theme: Theme, file: Path, kits: str = AGAIN) -> str:
    """Return what to do about a file that is not whole: an event's own, or the kit's, which lies in its repository or is installed."""
    for layer in theme.own:
        if file.is_relative_to(layer):
            return TAKE_AWAY if (theme.kit / file.relative_to(layer)).exists() else "mend it, or take it away"
    return kits if kit.repository() else INSTALL_AGAIN


def _has(theme: Theme, folder: str) -> bool:
    return any(each.is_dir() for each in theme.folders(folder))


def _missing(theme: Theme, problems: Problems) -> list[Path]:
    """Return what the lists of the theme's layers name and no layer has, though its folder is there. A theme need have no list, no fonts and no script."""
    missing = []
    for layer in theme.layers:
        listed = (_text(layer / LIST, problems, _again(theme, layer / LIST)) or "").split("\n") if (layer / LIST).is_file() else []
        for name in listed:
            found = theme.find(name)
            if name and (layer / name).parent.is_dir() and not found.exists():
                missing.append(found if found.is_symlink() else layer / name)
    return missing


def style_sheets(theme: Theme) -> Iterator[tuple[str, str, Path]]:
    """Yield layer of the cascade, name below static/css/ and file of all style sheets of a theme, in the order of the cascade."""
    folder = "static/css"
    for layer in LAYERS:
        inside = {f"{layer}/{name}": file for name, file in theme.files(f"{folder}/{layer}", "*.css").items()}
        for name, file in {**theme.files(folder, f"{layer}.css"), **inside}.items():
            yield layer, name, file


def _sheets(theme: Theme, problems: Problems) -> Iterator[Path]:
    found = dict.fromkeys(LAYERS, 0)
    for layer, _, file in style_sheets(theme):
        found[layer] += 1
        yield file
    folder = theme.kit / "static" / "css"
    for layer, number in found.items():
        if not number:
            name = folder / layer if (folder / layer).is_dir() else folder / f"{layer}.css"
            problems.setup(label_of(name), 0, "the style sheet is missing", _again(theme, name), topic="theme")


def _bytes(file: Path, noun: str, problems: Problems, do: str) -> bytes | None:
    """Return what a file holds; None after noting a problem of the set-up."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        problems.setup(label_of(file), 0, f"the {noun} is missing", do, topic="theme")
    except OSError as error:
        told = os_problem(error, label_of(file))
        problems.setup(told.path, 0, told.what, told.do, topic=told.topic)
    return None


def _text(file: Path, problems: Problems, do: str) -> str | None:
    """Return the text of a file; None after noting what is wrong with it."""
    data = _bytes(file, "file", problems, do)
    if data is None:
        return None
    wrong = ""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = ""
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8"
    if not wrong and not text.strip():
        wrong = "the file is empty"
    if not wrong and "\0" in text:
        wrong = "the file holds zero bytes"
    if wrong:
        problems.setup(label_of(file), 0, wrong, do, topic="theme")
        return None
    return text


def _balanced(file: Path, tokens: re.Pattern[str], problems: Problems, do: str) -> None:
    """Note what is wrong with a style sheet or script: read as UTF-8, and its brackets, comments and strings closed."""
    text = _text(file, problems, do)
    if text is not None and (wrong := unclosed(text, tokens)):
        line, what = wrong
        problems.setup(label_of(file), line, what, f"mend it, or {do.removeprefix('mend it, or ')}", topic="theme")


@lru_cache(maxsize=256)  # a warm process asks again with each save
def unclosed(text: str, tokens: re.Pattern[str]) -> tuple[int, str] | None:
    """Return line and words for the first bracket, comment or string that is not closed, or closed without being open; None if all are."""
    stack: list[tuple[str, int]] = []
    for found in tokens.finditer(text):
        if sign := found["open"]:
            noun = "comment" if sign == "/*" else "string"
            return text.count("\n", 0, found.start()) + 1, f"the {noun} is never closed"
        sign = found["bracket"]
        if sign in _PAIRS:
            if not stack or stack.pop()[0] != _PAIRS[sign]:
                return text.count("\n", 0, found.start()) + 1, f'the "{sign}" closes nothing'
        elif sign:
            stack.append((sign, found.start()))
    if stack:
        return text.count("\n", 0, stack[-1][1]) + 1, f'the "{stack[-1][0]}" is never closed'
    return None


def _font(file: Path, problems: Problems, do: str) -> None:
    """Note what is wrong with a font: that it begins as a WOFF2 file and is as long as it says (W3C WOFF2, 4.1), or is another than it was."""
    data = _bytes(file, "font", problems, do)
    if data is None:
        return
    wrong = ""
    if data[:4] != b"wOF2":
        wrong = "it is no WOFF2 file" if data else "it is empty"
    elif len(data) < 48 or struct.unpack(">I", data[8:12])[0] != len(data):
        wrong = "its end is missing"
    elif _sums(file.parent).get(file.name, "") not in ("", hashlib.sha256(data).hexdigest()):
        wrong = "its hash is not the one in SHA256SUMS"
    if wrong:
        problems.setup(label_of(file), 0, f"the font cannot be read ({wrong})", do, topic="theme")


def _sums(fonts: Path) -> dict[str, str]:
    """Return the hashes that lie beside the fonts (format of GNU coreutils' sha256sum), by name; none where a theme has none."""
    try:
        lines = (fonts / "SHA256SUMS").read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
