"""Catalogues as text: read strictly, written back as they were, compiled as gettext expects."""

import gettext
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from dateline.po import Entry, Unreadable, compiled, head_of, read, write
from hypothesis import given
from hypothesis import strategies as st

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10<5 ? 1 : 2);\\n"\n'
WHOLE = (
    HEAD
    + """
# Ours.
#. What it is.
#: a.py b.py
#, python-brace-format
msgid "{} day"
msgid_plural "{} days"
msgstr[0] "{} день"
msgstr[1] "{} дня"
msgstr[2] "{} дней"

msgctxt "in a date"
msgid "January"
msgstr ""
"янва"
"ря"

#, fuzzy
#| msgid "Februar"
msgid "February"
msgstr "февраль"

msgid "March"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Ушло"
"""
)


def test_a_catalogue() -> None:
    head, day, january, february, march, gone = read(WHOLE)

    assert head_of([head])["Plural-Forms"].startswith("nplurals=3;")
    assert (day.plural, day.forms, day.flags) == ("{} days", ("{} день", "{} дня", "{} дней"), ("python-brace-format",))
    assert day.comments == ("# Ours.", "#. What it is.", "#: a.py b.py")
    assert (january.key, january.forms) == (("in a date", "January"), ("января",))
    assert [entry.used for entry in (day, january, february, march, gone)] == [True, True, False, False, False]
    assert (february.fuzzy, march.translated, gone.obsolete, january.line) == (True, False, True, 15)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_written_is_what_was_read(newline: str) -> None:
    once = write(read(WHOLE.replace("\n", newline)))

    assert read(once) == read(WHOLE)
    assert write(read(once)) == once


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)


@given(st.lists(st.tuples(TEXTS.filter(bool), TEXTS, TEXTS), max_size=4, unique_by=lambda each: each[0]))
def test_any_text_survives(messages: list[tuple[str, str, str]]) -> None:
    entries = tuple(Entry(message, (one, other), "p", "c") if other else Entry(message, (one,)) for message, one, other in messages)

    assert read(write(entries)) == entries


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, "a text stands between two"),
        ('msgid "a"\nmsgstr "b" c\n', 2, "a text stands between two"),
        ('msgid "a"\nmsgstr "b "c" d"\n', 2, "a text stands between two"),
        ('msgid "a"\n', 1, "the message has no msgstr"),
        ('\nmsgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 4, "msgid stands where it does not belong"),
        ('msgstr "b"\n', 1, "msgstr stands where it does not belong"),
        ('msgid "a"\nmsgstr[0] "b"\n', 2, "msgstr[0] stands where it does not belong"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3, "msgstr stands where it does not belong"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', 4, "msgstr[1] is missing"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "the message stands here again; it is in line 1 already"),
        ('msgid "a"\nmsgstr "\\q"\n', 2, "\\q means nothing"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 1, "this is neither a comment"),
        ('"a"\n', 1, "this is neither a comment"),
    ],
)
def test_what_breaks_the_format(text: str, line: int, what: str) -> None:
    with pytest.raises(Unreadable) as raised:
        read(text)
    assert (raised.value.line, raised.value.what[: len(what)]) == (line, what)


def test_gettext_reads_what_is_compiled() -> None:
    entries = read(WHOLE)
    found = gettext.GNUTranslations(io.BytesIO(compiled(entries, head_of(entries)["Plural-Forms"])))

    assert [found.ngettext("{} day", "{} days", number) for number in (1, 3, 7)] == ["{} день", "{} дня", "{} дней"]
    assert found.pgettext("in a date", "January") == "января"
    assert [found.gettext(each) for each in ("January", "February", "March", "Gone")] == ["January", "February", "March", "Gone"]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext's tools are not installed")
def test_msgfmt_compiles_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(WHOLE, "utf-8")
    subprocess.run(["msgfmt", "--check-format", "--no-hash", "-o", "a.mo", "a.po"], cwd=tmp_path, check=True)
    entries = read(WHOLE)
    ours, theirs = (
        gettext.GNUTranslations(io.BytesIO(data)) for data in (compiled(entries, head_of(entries)["Plural-Forms"]), (tmp_path / "a.mo").read_bytes())
    )

    assert {key: text for key, text in vars(ours)["_catalog"].items() if key} == {key: text for key, text in vars(theirs)["_catalog"].items() if key}
