"""A key in a head, written in place: everything else stays byte for byte."""

from __future__ import annotations

import pytest
from dateline.problems import Misread, Problems
from dateline.read import frontmatter
from dateline.read.heads import with_body, with_list, with_values
from hypothesis import given
from hypothesis import strategies as st

MEMBERS = ("title=1a2b3c4d", "5e6f7a8b")
LINE = b"Translated: title=1a2b3c4d; 5e6f7a8b\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"Title: T\n\nText\n", b"Title: T\n" + LINE + b"\nText\n"),
        (b"---\nTitle: T\n---\nText\n", b"---\nTitle: T\n" + LINE + b"---\nText\n"),
        (b"---\nTitle: T\n# why\n\n---\n\nText\n", b"---\nTitle: T\n# why\n" + LINE + b"\n---\n\nText\n"),
        (b"Title: T", b"Title: T\n" + LINE),
        (b"Title: T\nClaims:\n    a: b\n    c: d\n\nText", b"Title: T\nClaims:\n    a: b\n    c: d\n" + LINE + b"\nText"),
        (b"Translated: 00000000\nTitle: T\n\nText\n", LINE + b"Title: T\n\nText\n"),
        (b"---\ntranslated:\n    00000000;\n    11111111\n# of\nTitle: T\n---\nText\n", b"---\n" + LINE + b"# of\nTitle: T\n---\nText\n"),
        (b"Title: T\nTranslated: 00000000;\n    11111111\n\nText\n", b"Title: T\n" + LINE + b"\nText\n"),
        (b"Title: T\nTranslated:\n\nText\n", b"Title: T\n" + LINE + b"\nText\n"),
    ],
)
def test_the_key_is_written_and_nothing_else(before: bytes, after: bytes) -> None:
    assert with_list(before, "Translated", MEMBERS) == after
    assert with_list(after, "Translated", MEMBERS) == after
    windows = "\ufeff".encode() + before.replace(b"\n", b"\r\n")
    if b"\n" in before:
        assert with_list(windows, "Translated", MEMBERS) == "\ufeff".encode() + after.replace(b"\n", b"\r\n")


def test_a_long_list_is_wrapped_between_its_members() -> None:
    written = with_list(b"Title: T\n\nText\n", "Translated", ("5e6f7a8b",) * 20).decode()
    lines = written.splitlines()[1:-2]
    assert all(line.endswith(";") for line in lines[:-1])
    assert max(map(len, lines)) <= 78
    field = frontmatter.parse(written, "x.md", Problems()).fields[1]
    assert " ".join(value.text for value in field.values) == "; ".join(["5e6f7a8b"] * 20)


def test_a_head_in_which_more_would_change_is_left_alone() -> None:
    with pytest.raises(Misread, match="cannot be changed safely"):
        with_list(b"no head\n\nText\n", "Translated", MEMBERS)
    with pytest.raises(Misread, match="cannot be changed safely"):
        with_list(b"---\nTitle: T\n\nnever closed\n", "Translated", MEMBERS)


def test_values_one_a_line() -> None:
    assert with_values(b"Title: T\nKicker: K\n\nText", "Title", ("Other",)) == b"Title: Other\nKicker: K\n\nText"
    claims = b"---\nTitle: T\nClaims:\n    a: b\n    c: d\nKicker: K\n---\nText"
    assert with_values(claims, "Claims", ("a: x", "c: y")) == claims.replace(b"a: b", b"a: x").replace(b"c: d", b"c: y")


def test_lines_of_the_body() -> None:
    text = "\ufeffTitle: T\r\n\r\nOne,\r\ntwo.\r\n\r\nThree.".encode()
    assert with_body(text, {(3, 5): "Eins.", (6, 7): "Drei,\nvier."}).decode() == "\ufeffTitle: T\r\n\r\nEins.\r\n\r\nDrei,\r\nvier."
    assert with_body(text, {(6, 6): "Neu.\n"}).decode() == "\ufeffTitle: T\r\n\r\nOne,\r\ntwo.\r\n\r\nNeu.\r\n\r\nThree."
    assert with_body(text, {(7, 7): "\nNeu."}).decode() == "\ufeffTitle: T\r\n\r\nOne,\r\ntwo.\r\n\r\nThree.\r\n\r\nNeu.\r\n"


KEYS = st.lists(st.sampled_from(["Kicker: K", "Claims:\n    a: b\n    c: d", "# note\nSummary: S\n    goes on", "Translated: 00000000;\n    11111111", "Alt: 'a'"]), max_size=4, unique=True)


@given(KEYS, st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]), st.text(alphabet="ab\n-: ", max_size=20))
def test_other_keys_and_the_body_stay(keys: list[str], fenced: bool, end: str, body: str) -> None:
    head = "\n".join(["Title: T", *keys])
    text = (f"---\n{head}\n---\n{body}" if fenced else f"{head}\n\n{body}").replace("\n", end)
    written = with_list(text.encode(), "Translated", MEMBERS).decode()
    assert written.endswith(body.replace("\n", end))
    kept = [line for line in text.split(end) if "0000" not in line and "1111" not in line]
    assert [line for line in written.split(end) if "1a2b" not in line] == kept
