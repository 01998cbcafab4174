"""Names of files: passed over, refused, compared, shown."""

from __future__ import annotations

import os
import unicodedata

import pytest
from dateline.read.names import left_behind, made_by_desktop, nfc, shown, wrong_with


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "THUMBS.DB", "desktop.ini", "Desktop.ini", ".DS_Store", "._a.jpg", "__MACOSX", "@eaDir", "$RECYCLE.BIN"),
        *(".Trash-1000", ".directory", "Icon\r", "Icon\uf00d", "a.jpg:Zone.Identifier", ".nfs00000abc", ".fuse_hidden0001", "#recycle"),
    ],
)
def test_what_desktops_make(name: str) -> None:
    assert made_by_desktop(name)
    assert left_behind(name)


@pytest.mark.parametrize(
    "name",
    [
        *("a.md~", "a.md.~1~", "#a.md#", ".#a.md", "~$letter.docx", ".~lock.table.ods#", ".a.md.swp", "a.md.swo"),
        *("a.md.bak", "a.BAK", "a.md.orig", "a.md.rej", "~WRL0001.tmp"),
    ],
)
def test_what_editors_leave(name: str) -> None:
    """In the output somebody may have meant them: there they are no desktop's."""
    assert left_behind(name)
    assert not made_by_desktop(name)


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "a.md", "thumbs.jpg", "icon.png", "Icon", "a~b.md", "#1.md", "back.md", "a.tmp", "original.jpg", "swap.md", "a.swf", "baku.md", "$1.md"],
)
def test_what_somebody_may_have_meant(name: str) -> None:
    assert not left_behind(name)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("a b, c#d?e%.pdf", ""),
        ("Жайық.jpg", ""),
        ("نامه\u200cها.pdf", ""),
        ("👩\u200d🚒.png", ""),
        (os.fsdecode(b"\xef\xf0\xe8.pdf"), "is not UTF-8"),
        ("a\nb", "holds a control character (U+000A)"),
        ("a\x85b", "holds a control character (U+0085)"),
        ("a\x7fb", "holds a control character (U+007F)"),
        ("a\u2029b", "holds a control character (U+2029)"),
        ("gpj\u202e.exe", "holds a character that nobody can see (U+202E)"),
        ("a\u200b.md", "holds a character that nobody can see (U+200B)"),
        ("\ufeffa.md", "holds a character that nobody can see (U+FEFF)"),
    ],
)
def test_names_that_no_site_can_carry(name: str, wrong: str) -> None:
    assert wrong_with(name) == wrong
    assert shown(name).isprintable() or not wrong


def test_shown() -> None:
    assert shown(os.fsdecode(b"a/\xef.pdf")) == "a/\\xef.pdf"
    assert shown("a\n\x1b\u2028b") == "a\\n\\x1b\\u2028b"
    assert shown("Жайық.jpg") == "Жайық.jpg"


def test_composed() -> None:
    apart = unicodedata.normalize("NFD", "Жайық.jpg")
    assert apart != "Жайық.jpg"
    assert nfc(apart) == "Жайық.jpg"
