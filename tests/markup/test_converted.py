"""Converted texts as values: shared over the cores or kept from the last build, they are what converting them here and now gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from dateline import pack, sharing
from dateline.markup import kept
from dateline.markup.convert import Converter
from dateline.markup.converted import Converted, Markup, Written, from_record, recorded
from dateline.markup.engine import Engine
from dateline.markup.further import Further
from dateline.markup.kept import open_texts
from dateline.markup.slots import CiteSlot
from dateline.problems import Problems
from markdown.extensions.admonition import AdmonitionExtension

from tests.markup.test_fragments import FILES, fragments
from tests.sites import ROOT, TIMEOUT, build, rebuild, tree, write

GOOD = "Words [@a, p. 3; @b] and [more]({filename}x.md).[^1]\n\n## Part\n\n![Alt](p.jpg){: .wide}\n\n[[figure: deaths]]\n\n[^1]: Жайық \U0001f30a.\n"
WRONG = "Words [[figure: deaths]] inside.\n"


def open_here(tmp_path: Path) -> Converter:
    problems = Problems()
    return Converter(problems, "Back {}", kept=open_texts(tmp_path, Further()))


def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def convert(*_: object) -> Converted:
        raise AssertionError

    monkeypatch.setattr(Engine, "convert", convert)


def test_records_hold_all_of_it() -> None:
    """Every golden fragment, and every kind of slot, comes back from its record; one with a problem has none."""
    engine = Engine("Back {}", Further())
    sources = [fragment.source for file in FILES for fragment in fragments(file)]
    made = [engine.convert(Written(source, True, "en"), frozenset()) for source in (*sources, GOOD)]
    records = [recorded(converted) for converted in made]
    assert [from_record(record) for record in records if record] == [
        converted for converted in made if not converted.problems
    ]
    assert {type(slot).__name__ for slot in made[-1].markup.slots} == {
        "CiteSlot",
        "LinkSlot",
        "PictureSlot",
        "PlacedSlot",
    }
    assert len([record for record in records if record is None]) > 50


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"{}",
        b"[]",
        b'["",[["other",1]],[],[]]',
        b'["",[["link"]],[],[]]',
        b"[1]",
        b"\xff",
        b"[[],[],[],1]",
    ],
)
def test_other_records(record: bytes) -> None:
    assert from_record(record) is None


def test_half_a_character_is_not_kept() -> None:
    assert recorded(Converted(Markup("\ud800"))) is None


def test_lines_are_those_of_the_file() -> None:
    made = Markup("", (CiteSlot((), 3),))
    assert made.below(4).slots == (CiteSlot((), 7),)
    assert made.below(0) is made


def test_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever in its file the text now stands."""
    first = open_here(tmp_path)
    made = first.text(GOOD, 5, "a.md")
    first.close()
    no_engine(monkeypatch)
    second = open_here(tmp_path)
    assert second.text(GOOD, 5, "b.md") == made
    second.prepare([second.written(GOOD)])
    assert second.text(GOOD, 9, "b.md") == made.below(4)


def test_a_text_with_problems_is_not_kept(tmp_path: Path) -> None:
    for _ in range(2):
        problems = Problems()
        convert = Converter(problems, kept=open_texts(tmp_path, Further()))
        convert.prepare([convert.written(WRONG)])
        convert.text(WRONG, 1, "a.md")
        convert.close()
        assert len(problems.sorted()) == 1


def test_a_word_that_has_become_a_source(tmp_path: Path) -> None:
    """Named without brackets: a problem from the build on in which the source is there."""
    for sources, told in (((), 0), (("other",), 0), (("akorda",), 1), ((), 0)):
        problems = Problems()
        convert = Converter(problems, kept=open_texts(tmp_path, Further()))
        convert.know(sources)
        convert.prepare([convert.written("It says @akorda.")])
        convert.text("It says @akorda.", 1, "a.md")
        convert.close()
        assert len(problems.sorted()) == told


def test_all_that_shapes_a_text_is_in_its_key() -> None:
    texts = [
        Written("a", True, "en"),
        Written("b", True, "en"),
        Written("a", False, "en"),
        Written("a", True, "ru"),
        Written("a", True, "en", frozenset({"x"})),
        Written("a", True, "en", frozenset({"x", "y"})),
    ]
    assert len({text.key() for text in texts}) == len(texts)
    assert (
        Written("a", True, "en", frozenset("xyz")).key() == Written("a", True, "en", frozenset("zyx")).key()
    )


def test_all_that_shapes_every_text_is_in_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def name(further: Further | None = None) -> str:
        texts = open_texts(tmp_path, further or Further())
        assert texts
        texts.put(bytes(32), b"")
        texts.save()
        (file,) = (tmp_path / "markdown").iterdir()
        file.unlink()
        return file.name

    names = [
        name(),
        name(Further(tab_length=2)),
        name(Further(configs={"abbr": {"glossary": "x"}})),
    ]
    for function in ("code_version", "local_version", "library_versions"):
        with monkeypatch.context() as patch:
            patch.setattr(pack, function, lambda *_: "other")
            names.append(name())
    assert len(set(names)) == len(names)
    assert name() == names[0]


def test_nothing_is_kept_of_what_nobody_can_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Extensions of others, configurations that are code, libraries without a version."""
    assert open_texts(tmp_path, Further((AdmonitionExtension(),))) is None
    assert open_texts(tmp_path, Further(configs={"abbr": {"glossary": len}})) is None
    monkeypatch.setattr(kept, "_LIBRARIES", ("no-such-package",))
    assert open_texts(tmp_path, Further()) is None


def test_extensions_of_others_see_the_texts_one_after_the_other() -> None:
    convert = Converter(Problems(), further=Further((AdmonitionExtension(),)))
    convert.prepare([convert.written("a" * 100_000)])
    assert convert._ready == {}


def test_shared_is_serial() -> None:
    """All golden fragments, good and wrong, in three processes."""
    code = f"""
import os, sys
sys.path[:0] = [{str(ROOT / "plugins")!r}, {str(ROOT)!r}]
from dateline import sharing
from dateline.markup import convert as converting
from dateline.markup.convert import Converter
from dateline.problems import Problems
from tests.markup.test_fragments import FILES, fragments
texts = [fragment.source for file in FILES for fragment in fragments(file)] * 2
made = []
sharing.cores = lambda: 3
converting._LITTLE = 0
fork, forked = os.fork, []
os.fork = lambda: forked.append(1) or fork()
for prepared in (True, False):
    problems = Problems()
    convert = Converter(problems)
    convert.know(["akorda", "a"])
    if prepared:
        convert.prepare(map(convert.written, texts))
    made.append(([convert.text(text, 3, f"{{at}}.md") for at, text in enumerate(texts)], problems.sorted()))
assert made[0] == made[1]
print(len(forked), len(made[0][1]) > 100)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=TIMEOUT, check=False
    )
    assert (done.stderr, done.stdout) == ("", f"{2 if sharing._SAFE else 0} True\n")


def test_a_site_built_again(site: Path) -> None:
    """From what was kept, and where folders lie in its place: the same as from nothing."""
    packs = [file for folder in ("markdown", "heads") for file in (site / ".cache/dateline" / folder).iterdir()]
    assert len(packs) == 2
    write(site, {"content/event.md": (site / "content/event.md").read_text() + "\nAnother sentence.\n"})
    build(site)
    from_kept = tree(site / "output")
    for file in packs:
        file.unlink()
        file.mkdir()
    rebuild(site)
    assert tree(site / "output") == from_kept
    assert all(file.is_file() for file in packs)


def test_notes_are_numbered_with_the_digits_of_their_language(tmp_path: Path) -> None:
    """What is converted is kept for all languages; whose digits they are is decided when it is used."""
    text = "One[^a] of 2.\n\n[^a]: The note 3.\n"
    english = open_here(tmp_path)
    digits = str.maketrans("123", "۱۲۳")
    persian = english.in_language("fa", "Back {}", lambda said: said.translate(digits))

    for convert, number in ((english, "1"), (persian, "۱"), (english, "1")):
        html = convert.text(text, 1, "a.md").html
        assert f">{number}</a></sup> of 2." in html
        assert f'title="Back {number}"' in html
        assert "The note 3." in html
