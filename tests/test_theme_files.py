"""The theme's files are looked at whole: what is spoilt or missing is told by name, as a broken set-up."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from dateline.deliver.catalogues import fields_of
from dateline.deliver.theme import _CSS, _JS, LIST, check_theme, unclosed
from dateline.problems import SETUP, Problems
from dateline.theme import Theme

from tests.sites import ROOT

AGAIN = "take it from the repository again"
FONT_AGAIN = "run `invoke fonts`, or take the theme's fonts from the repository again"


@pytest.fixture
def theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the theme in the working folder, to spoil."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))


def told(theme: Path, language: str = "en") -> list[str]:
    problems = Problems()
    check_theme(Theme((theme,)), language, problems)
    assert not problems or problems.status() == SETUP
    return [str(problem) for problem in problems.sorted()]


def test_the_theme_is_whole() -> None:
    assert told(ROOT / "theme") == []


def cut(file: Path) -> None:
    data = file.read_bytes()
    # A style sheet or script between two lines, so that no bracket of a line is open besides those around it.
    file.write_bytes(data[: data.rfind(b"\n", 0, len(data) * 2 // 3)])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def other(file: Path) -> None:
    file.write_bytes(b"\xff\xfe\0\1" * 30)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


SPOILT: dict[tuple[str, Callable[[Path], None]], str] = {
    ("fonts/roman.woff2", cut): f"the font cannot be read (its end is missing): {FONT_AGAIN}",
    ("fonts/italic.woff2", flip): f"the font cannot be read (its hash is not the one in SHA256SUMS): {FONT_AGAIN}",
    ("fonts/roman-basic.woff2", empty): f"the font cannot be read (it is empty): {FONT_AGAIN}",
    ("fonts/italic-basic.woff2", other): f"the font cannot be read (it is no WOFF2 file): {FONT_AGAIN}",
    ("fonts/italic-basic.woff2", Path.unlink): f"the font is missing: {FONT_AGAIN}",
    ("fonts/roman.woff2", folder): "this is a folder, not a file: rename it, or put a file in its place",
    ("fonts/letters.txt", empty): f"the file is empty: {FONT_AGAIN}",
    ("fonts/letters.txt", Path.unlink): f"the file is missing: {FONT_AGAIN}",
    ("fonts/fallbacks.css", Path.unlink): f"the file is missing: {AGAIN}",
    ("static/css/tokens.css", cut): f'the "{{" is never closed: mend it, or {AGAIN}',
    ("static/css/base.css", Path.unlink): f"the style sheet is missing: {AGAIN}",
    ("static/css/components/entry.css", other): f"byte 0xff is not UTF-8: {AGAIN}",
    ("static/css/components/entry.css", empty): f"the file is empty: {AGAIN}",
    ("static/js/dateline.js", cut): f'the "{{" is never closed: mend it, or {AGAIN}',
    ("static/js/dateline.js", empty): f"the file is empty: {AGAIN}",
    ("static/js/dateline.js", Path.unlink): f"the file is missing: {AGAIN}",
    ("templates/components/entry.html", other): f"byte 0xff is not UTF-8: {AGAIN}",
    ("templates/article.html", empty): f"the file is empty: {AGAIN}",
}


@pytest.mark.parametrize(("name", "harm"), SPOILT, ids=[f"{name} {harm.__name__}" for name, harm in SPOILT])
def test_spoilt(theme: Path, name: str, harm: Callable[[Path], None]) -> None:
    harm(theme / name)
    (said,) = told(theme)
    where, _, what = said.partition(": ")
    assert where.split(":")[0] == f"theme/{name}"
    assert what == SPOILT[name, harm]


def test_what_a_theme_may_do_without(theme: Path) -> None:
    for name in ("fonts", "static/js"):
        shutil.rmtree(theme / name)
    assert told(theme) == []
    (theme / LIST).unlink()
    assert told(theme) == []


def listed(theme: Path) -> list[str]:
    return (theme / LIST).read_text("utf-8").splitlines()


def test_the_list_names_all_files_of_the_theme() -> None:
    """`git ls-files theme/static theme/fonts` tells which; documents are no part of it."""
    files = (file for folder in ("static", "fonts") for file in (ROOT / "theme" / folder).rglob("*") if file.is_file())
    names = (file.relative_to(ROOT / "theme").as_posix() for file in files if file.suffix != ".md")
    assert listed(ROOT / "theme") == sorted(names)


def test_what_the_list_names_and_nobody_else_would_miss(theme: Path) -> None:
    (theme / "static/css/components/entry.css").unlink()
    assert told(theme) == [f"theme/static/css/components/entry.css: the file is missing: {AGAIN}, or take its line out of files.txt"]


@pytest.mark.parametrize(
    ("css", "wrong"),
    [
        ('a{content:"}"}/* } */b{background:url(a}b.png)}', None),
        ("a{content:'\\''}@media print{b{c:d}}", None),
        ("a{b:c}\n}", (2, 'the "}" closes nothing')),
        ("a{b:calc(1px}", (1, 'the "}" closes nothing')),
        ("a{b:c}\n/* to be", (2, "the comment is never closed")),
        ('a{content:"b}\n', (1, "the string is never closed")),
        ("a{\nb{c:d}", (1, 'the "{" is never closed')),
    ],
)
def test_style_sheets(css: str, wrong: tuple[int, str] | None) -> None:
    assert unclosed(css, _CSS) == wrong


@pytest.mark.parametrize(
    ("script", "wrong"),
    [
        ("const a = /[/\"'({]/g.test(b), c = 4 / 2 / 1; // }\n", None),
        ("x.replace(/'/g, `${a ? `b` : '}'}`);", None),
        ("if (a) { b(); \n", (1, 'the "{" is never closed')),
        ("a = `b\n", (1, "the string is never closed")),
        ("a();\n/* b", (2, "the comment is never closed")),
    ],
)
def test_scripts(script: str, wrong: tuple[int, str] | None) -> None:
    assert unclosed(script, _JS) == wrong


def catalogue(*messages: tuple[str, str]) -> bytes:
    """Return a compiled catalogue (GNU gettext manual, "The Format of GNU MO Files")."""
    pairs = sorted((one.encode(), other.encode()) for one, other in (("", "Content-Type: text/plain; charset=UTF-8\n"), *messages))
    start = 28 + 16 * len(pairs)
    text, tables = b"", [b"", b""]
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(text))
            text += pair[column] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + b"".join(tables) + text


GOOD = catalogue(("Back to the text, note {}", "Retour au texte, note {}"), ("Sources", "Sources"))


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (GOOD, ""),
        (GOOD[:-30], "the catalogue cannot be read (File is corrupt)"),
        (b"", "the catalogue is empty"),
        (b"nothing of the kind", "the catalogue cannot be read ("),
        (GOOD.replace(b"Retour au", b"Retour \xff\xff"), "the catalogue cannot be read ("),
        (catalogue(("Note {}", "Note {1}")), 'the translation of "Note {}" has a field in braces that the message lacks'),
        (catalogue(("Note {}", "Note {")), 'the translation of "Note {}" has a field in braces that the message lacks'),
        (catalogue(("Shown", "%(all)s")), 'the translation of "Shown" has a field in braces that the message lacks'),
        (catalogue(("one picture\0{} pictures", "une image\0{} images")), ""),
        (None, "the catalogue is missing"),
    ],
)
def test_catalogues(theme: Path, data: bytes | None, wrong: str) -> None:
    file = theme / "locale/fr/LC_MESSAGES/dateline.mo"
    shutil.rmtree(theme / "locale/fr")  # the kit's own
    file.parent.mkdir(parents=True)
    if data is not None:
        file.write_bytes(data)
    assert told(theme, "de") == []
    for language in ("fr", "fr-CA"):
        said = told(theme, language)
        assert len(said) == bool(wrong)
        assert not wrong or said[0].startswith(f"theme/locale/fr/LC_MESSAGES/dateline.{'po' if data is None else 'mo'}: {wrong}")


def test_fields() -> None:
    assert fields_of("{shown} of {all}, {} %(count)s") == {"{shown}", "{all}", "{}", "%(count)s"}
