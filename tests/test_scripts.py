"""Scripts as they are published: without comments, and nothing else of them is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline import scripts
from dateline.kit import theme


@pytest.mark.parametrize(("written", "expected"), [
    ("a(); // the visitor's\n  b();", "a(); \nb();"),
    ("/** @type {X} */ (a).b();", " (a).b();"),
    ("a(\n  /* one\n  two */ b)", "a(\n\n b)"),
    ('"it\'s // no comment"; `/* nor\n  this */`; \'http://x\'', '"it\'s // no comment"; `/* nor\n  this */`; \'http://x\''),
    ('"a\\"b // c" + d // e', '"a\\"b // c" + d '),
    ("a = b / c; d = /\\/\\/x/.test(e);", "a = b / c; d = /\\/\\/x/.test(e);"),
    ("// @ts-check\n/** What it does. */\n\n\nrun();\n", "run();\n"),
])  # fmt: skip
def test_comments_and_indentation_go(written: str, expected: str) -> None:
    assert scripts.bare(written) == expected


def test_strings_are_found_behind_apostrophes_in_comments() -> None:
    assert scripts.strings("// don't\nf('a', \"b\\\"c\", `d`); /* it's */ g('e')") == ["'a'", '"b\\"c"', "`d`", "'e'"]


def test_an_authors_script_stays_as_it_is(tmp_path: Path) -> None:
    own = tmp_path / "dateline.js"
    own.write_bytes((theme() / "static/js/dateline.js").read_bytes())
    assert scripts.published(own) == own.read_bytes()
    assert len(scripts.published(theme() / "static/js/dateline.js")) < len(own.read_bytes())
