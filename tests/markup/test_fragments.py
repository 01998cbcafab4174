"""Golden fragments: what Markdown becomes, and what is told of it.

A fragment in the text files beside this one is a title, the source and what is expected, divided by lines with a single dot.
`DATELINE_REWRITE=1 pytest tests/markup` writes what comes out now into the files; read the difference before you keep it.
Slots are shown as ⟦cite ...⟧ and so on, problems below a line of dashes.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from dateline.markup.convert import Converter, Markup
from dateline.markup.slots import TOKEN, CiteSlot, LinkSlot, PictureSlot, PlacedSlot, Slot
from dateline.problems import Problems

FILES = sorted(Path(__file__).parent.glob("*.txt"))
REWRITE = "DATELINE_REWRITE"
_FRAGMENT = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<source>.*?)^\.\n(?P<expected>.*?)^\.\n\n?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fragment:
    """One fragment of a file."""

    title: str
    source: str
    expected: str


def fragments(file: Path) -> list[Fragment]:
    """Return the fragments of a file; all of it must be fragments."""
    text = file.read_text(encoding="utf-8")
    found = [Fragment(**match.groupdict()) for match in _FRAGMENT.finditer(text)]
    assert "\n".join(map(written, found)) == text, f"{file.name} is not written as fragments are"
    return found


def written(fragment: Fragment) -> str:
    """Return a fragment as it stands in its file."""
    return f"{fragment.title}\n.\n{fragment.source}.\n{fragment.expected}.\n"


def converted(file: Path, source: str) -> str:
    """Return what a source becomes: HTML with its slots, then problems. The file's name says what kind of text it is."""
    problems = Problems()
    convert = Converter(problems)
    if file.stem == "line":
        made = convert.line(source.strip(), 1, "f.md")
    else:
        made = convert.text(source, 1, "f.md", long=file.stem != "short")
    told = [f"{problem}\n" for problem in problems.sorted()]
    return "".join([f"{shown(made).strip()}\n", *(["---\n"] if told else []), *told])


def shown(markup: Markup) -> str:
    """Return HTML with its slots in words."""
    return TOKEN.sub(lambda found: f"⟦{slot_shown(markup.slots[int(found[1])])}⟧", markup.html)


def slot_shown(slot: Slot) -> str:
    """Return a slot in words, with its line."""
    match slot:
        case CiteSlot(cites, line):
            said = "cite " + "; ".join(", ".join(filter(None, cite)) for cite in cites)
        case PictureSlot(pictures, layout, line):
            names = "; ".join(f"{name} “{alt}”" if alt else name for name, alt in pictures)
            said = " ".join(["picture", names, *(f".{name}" for name in layout)])
        case PlacedSlot(name, argument, line):
            said = f"placed {name}: {argument}"
        case LinkSlot(address, line):
            said = f"link {address}"
    return f"{said} @{line}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_title_stands_once(file: Path) -> None:
    titles = [fragment.title for fragment in fragments(file)]

    assert titles
    assert len(set(titles)) == len(titles)


@pytest.mark.skipif(REWRITE in os.environ, reason="the files are written anew")
@pytest.mark.parametrize(
    ("file", "fragment"),
    [(file, fragment) for file in FILES for fragment in fragments(file)],
    ids=lambda value: value.title if isinstance(value, Fragment) else value.stem,
)
def test_fragment(file: Path, fragment: Fragment) -> None:
    assert converted(file, fragment.source) == fragment.expected


@pytest.mark.skipif(REWRITE not in os.environ, reason=f"set {REWRITE} to write what comes out now into the files")
def test_rewrite() -> None:
    for file in FILES:
        made = [Fragment(f.title, f.source, converted(file, f.source)) for f in fragments(file)]
        file.write_text("\n".join(map(written, made)), encoding="utf-8", newline="\n")


def test_one_converter_does_not_carry_over_from_text_to_text() -> None:
    convert = Converter(Problems())
    source = "## Head\n\nA note.[^1] ABBR [link][ref]\n\n[^1]: It.\n\n*[ABBR]: long\n\n[ref]: https://example.org/\n"
    first = convert.text(source, 1, "a.md")

    assert convert.text(source, 1, "a.md") == first
    bare = convert.text("ABBR [link][ref] and a note.[^1]\n", 1, "b.md")
    assert bare.html == "<p>ABBR [link][ref] and a note.[^1]</p>"
    assert bare.ids == frozenset()


def test_what_a_slot_is_made_of_cannot_be_written() -> None:
    made = Converter(Problems()).text("A\ue0000\ue001 &#xe000;0&#xE001; &#57344;0&#057345 [@a]", 1, "a.md")

    assert len(made.slots) == 1
    assert len(TOKEN.findall(made.html)) == 1
