"""The head of a Markdown file: the same keys and values as Pelican's own reader, and the line of everything."""

from __future__ import annotations

import itertools

import pytest
from dateline.problems import Problems
from dateline.read.frontmatter import Head, decode, parse
from markdown import Markdown
from markdown.extensions.meta import MetaPreprocessor


def read(text: str) -> tuple[Head, list[str]]:
    """Return a head and the problems in it."""
    problems = Problems()
    head = parse(text, "a.md", problems)
    return head, [str(problem) for problem in problems.sorted()]


def ours(text: str) -> dict[str, list[str]]:
    """Return keys and values as our reader takes them."""
    head, problems = read(text)
    assert not problems
    found: dict[str, list[str]] = {}
    for field in head.fields:
        found.setdefault(field.key.lower(), []).extend(value.text for value in field.values)
    return found


def theirs(text: str) -> tuple[dict[str, list[str]], str]:
    """Return keys, values and body as Python-Markdown's "meta" takes them, with which Pelican reads."""
    markdown = Markdown(extensions=["meta"])
    lines = MetaPreprocessor(markdown).run(text.split("\n"))
    meta: dict[str, list[str]] = markdown.Meta  # type: ignore[attr-defined]
    return {key: [value for value in values if value] for key, values in meta.items()}, "\n".join(lines)


HEADS = {
    "plain": "Title: One\nWhen: 2022-01-05\n\nText.\n",
    "case": "TITLE: One\nwhen: 2022\n\nText.\n",
    "blanks around": "Title:    One   \nWhen:\t2022\n\nText.\n",
    "no blank behind the colon": "Title:One\n\nText.\n",
    "indented keys": "Title: One\n   When: 2022\n\nText.\n",
    "hyphen, underscore, digit": "Lead_picture: a.png\nRead-more: b\nKey2: c\n\nText.\n",
    "colons in values": "Title: One: two\nWhen: 2022-01-05T12:30\nUrl: https://example.org\n\nText.\n",
    "continued": "Kinds: one\n    two\n        three: four\n\nText.\n",
    "only continued": "Kinds:\n    one = One\n    two = Two\n\nText.\n",
    "repeated": "Correction: one\nTitle: One\nCorrection: two\n\nText.\n",
    "empty": "Title: One\nPicture:\n\nText.\n",
    "fences": "---\nTitle: One\n---\nText.\n",
    "fence of dots": "---\nTitle: One\n...\nText.\n",
    "fence at the end only": "Title: One\n---\nText.\n",
    "fence and blank line": "---\nTitle: One\n---\n\nText.\n",
    "no text": "Title: One\n",
    "text that looks like a key": "Title: One\n\nNote: this is text.\n",
    "letters of other scripts": "Title: Қандай? «Жоқ»\n\nМәтін.\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_reads_what_pelican_reads(name: str) -> None:
    text = HEADS[name]
    meta, body = theirs(text)
    assert ours(text) == meta
    assert read(text)[0].body.strip() == body.strip()


LINES = ["Title: One", "title:  two ", "  Kicker: three", "    four", "\t    five: 5", "Empty:", "Url: https://example.org/?a=b"]


def test_reads_what_pelican_reads_in_any_combination() -> None:
    """A tab begins a continuation for us and ends the head for Pelican: those heads are left out."""
    for lines in itertools.product(LINES, repeat=4):
        if lines[0].startswith(("    ", "\t")) or any(line.startswith("\t") for line in lines):
            continue
        text = "\n".join([*lines, "", "Text."])
        assert ours(text) == theirs(text)[0], text


def test_every_line_is_known() -> None:
    head, problems = read("\n---\nTitle: One\n\nKinds:\n    a = A\n    b = B\n---\n\nText.\n")
    assert not problems
    assert [(field.key, field.line, [(value.text, value.line) for value in field.values]) for field in head.fields] == [
        ("Title", 3, [("One", 3)]),
        ("Kinds", 5, [("a = A", 6), ("b = B", 7)]),
    ]
    assert (head.body, head.body_line) == ("\nText.\n", 9)


STRAY = 'is neither a "Key: value" nor a continuation: begin the text after a blank line, or indent a continuation by four spaces'
NO_HEAD = 'a.md:1: the file does not begin with a head: write "Title: ..." and the other keys above the text, then a blank line'
BROKEN = {
    # Pelican would end the head here, and publish the draft below.
    "two blanks before a continuation": (
        "Summary: one\n  two\nStatus: draft\n\nText.\n",
        [],
        {"summary": ["one", "two"], "status": ["draft"]},
    ),
    "text without blank line": ("Title: One\nText.\n", [f'a.md:2: "Text." {STRAY}'], {"title": ["One"]}),
    "keys below a stray line are read": (
        "Title: One\nText\nStatus: draft\n\nText.\n",
        [f'a.md:2: "Text" {STRAY}'],
        {"title": ["One"], "status": ["draft"]},
    ),
    "a long line is cut": (
        f"Title: One\n{'long ' * 20}\n\nText.\n",
        [f'a.md:2: "{"long " * 7}long…" {STRAY}'],
        {"title": ["One"]},
    ),
    "address for a key": (
        "Title: One\nhttps://example.org\n\nText.\n",
        [f'a.md:2: "https://example.org" {STRAY}'],
        {"title": ["One"]},
    ),
    "no head": ("Text.\n\nTitle: One\n", [NO_HEAD], {}),
    "continuation of nothing": ("    Text.\n\nTitle: One\n", [NO_HEAD], {}),
    "fence never closed": (
        "---\nTitle: One\n\nText.\n",
        ['a.md:1: the head is never closed: end it with a line "---"'],
        {"title": ["One"]},
    ),
    "empty": ("", [], {}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_pelican_would_make_text_of(name: str) -> None:
    text, told, fields = BROKEN[name]
    head, problems = read(text)
    assert problems == told
    assert {field.key.lower(): [value.text for value in field.values] for field in head.fields} == fields


@pytest.mark.parametrize(
    ("text", "body", "line", "told"),
    [
        ("Title: One\nThey came.[@agency]\nAnd left.\n\nMore.\n", "They came.[@agency]\nAnd left.\n\nMore.\n", 2, [f'a.md:2: "They came.[@agency]" {STRAY}']),
        ("---\nTitle: One\n\nThey came.[@agency]\n\nMore.\n", "They came.[@agency]\n\nMore.\n", 4, ['a.md:1: the head is never closed: end it with a line "---"']),
        ("---\nTitle: One\nThey came.\n---\nMore.\n", "More.\n", 5, [f'a.md:3: "They came." {STRAY}']),
    ],
    ids=["no blank line", "never closed", "inside of the head"],
)
def test_a_text_that_runs_on_from_its_head_is_the_text(text: str, body: str, line: int, told: list[str]) -> None:
    head, problems = read(text)
    assert (head.body, head.body_line, problems) == (body, line, told)


UTF_16 = 'the file is saved as UTF-16 (Notepad calls it "Unicode"): save it as UTF-8'
BYTES = {
    "plain": (b"a\nb\n", "a\nb\n", []),
    "byte order mark": (b"\xef\xbb\xbfa\n", "a\n", []),
    "Windows": (b"a\r\nb\r\n", "a\nb\n", []),
    "old Mac": (b"a\rb\r", "a\nb\n", []),
    "Windows-1251": ("Алматы\nТөбе".encode() + b"\n\xc0\xeb", "Алматы\nТөбе\n��", ["a.md:3: byte 0xc0 is not UTF-8: save the file as UTF-8"]),
    "UTF-16": ("Ақ\n".encode("utf-16"), "Ақ\n", [f"a.md: {UTF_16}"]),
    "UTF-16, the other way round": (b"\xfe\xff" + "Ақ\n".encode("utf-16-be"), "Ақ\n", [f"a.md: {UTF_16}"]),
    "UTF-16 without a mark": ("Title: One\n".encode("utf-16-le"), "Title: One\n", [f"a.md: {UTF_16}"]),
    "UTF-16, the other way round, without a mark": ("Title: One\n".encode("utf-16-be"), "Title: One\n", [f"a.md: {UTF_16}"]),
    "UTF-32": ("Ақ\n".encode("utf-32"), "Ақ\n", [f"a.md: {UTF_16}"]),
    "a zero byte": (b"Title: One\nSlug:\0 a\n", "Title: One\nSlug: a\n", ["a.md:2: the character U+0000 is not allowed: delete it"]),
    "controls": (
        "a\vb\v\n\fc\x7f\t\ufffe\nd\x85".encode(),
        "ab\nc\t\nd",
        [
            "a.md:1: the character U+000B is not allowed: delete it",
            "a.md:2: the character U+000C is not allowed: delete it",
            "a.md:2: the character U+007F is not allowed: delete it",
            "a.md:2: the character U+FFFE is not allowed: delete it",
            'a.md:3: the character U+0085 is not allowed: write "…" in its place, or delete it',
        ],
    ),
    "no text at all": (
        b"\1\n" * 1000,
        "\n" * 1000,
        [f"a.md:{line}: the character U+0001 is not allowed: delete it" for line in range(1, 21)]
        + ["a.md:21: from here on stand more characters that are not allowed: is this a text at all? Save it again as UTF-8"],
    ),
}


@pytest.mark.parametrize("name", BYTES)
def test_decode(name: str) -> None:
    data, text, told = BYTES[name]
    problems = Problems()
    assert decode(data, "a.md", problems) == text
    assert [str(problem) for problem in problems.sorted()] == told
