"""`dateline translate LANGUAGE` of an event that is told in it: what is translated, what is not, what has changed, old and new words beside each other."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from dateline import kit
from dateline.authoring.declaring import translated
from dateline.authoring.listing import as_json, lines, listing
from dateline.authoring.project import Project, Stop
from dateline.authoring.texts import read_texts
from dateline.authoring.translating import translate
from dateline.telling import Terminal

from tests.sites import build, tree
from tests.translated import project_in_two

ABOUT, ABOUT_RU = "content/pages/about.md", "content/pages/about.ru.md"
ANSWER, ANSWER_RU = "content/timeline/2022-01-06-answer.md", "content/timeline/2022-01-06-answer.ru.md"


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An event in a repository, all of whose translations but one were declared and committed."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    project = project_in_two(tmp_path)
    names = sorted(file.relative_to(tmp_path).as_posix() for file in project.content.rglob("*.ru.md"))
    translated(project, tuple(name for name in names if "square" not in name))
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "all")
    return project


def edit(project: Project, name: str, old: str, new: str) -> None:
    file = project.root / name
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(project: Project, screen: Terminal | None = None) -> list[str]:
    return list(lines(listing(read_texts(project), "ru"), screen))


def test_texts_by_what_they_are_and_words_of_data(project: Project) -> None:
    (project.root / "content/data/people.yaml").write_text("mayor:\n  name: The Mayor\n  name_ru: Мэр\n  role: mayor\n", encoding="utf-8")
    found = told(project)
    assert found[0] == "ru: 7 texts: 3 translated, 2 not declared, 2 not translated"
    assert found[1:9] == [
        "",
        "Not declared yet; when one is done, give the command `dateline translated FILE`:",
        "  content/timeline/2022-01-05-square.ru.md",
        "  content/pictures/square.ru.md",
        "",
        "Not translated yet; begin one with `dateline translate ru --begin FILE`:",
        "  content/articles/first.md",
        "  content/pages/404.md",
    ]
    assert "  content/data/people.yaml:4: mayor role: mayor" in found
    assert not any("mayor name" in line for line in found)


def test_names_that_may_stay_are_counted(project: Project) -> None:
    """A list of publishers nobody reads; programs get it."""
    sources = "".join(f"paper{number}: {{title: A title, publisher: Paper {number}}}\n" for number in range(3))
    file = project.root / "content/data/sources.yaml"
    before = sum("publisher" in line for line in file.read_text("utf-8").splitlines())
    file.write_text(file.read_text("utf-8") + sources, "utf-8")
    found = told(project)

    assert not any("Paper 1" in line for line in found)
    (counted,) = (line for line in found if "stand as in the original" in line)
    fields = [word["field"] for word in json.loads(as_json(listing(read_texts(project), "ru")))["words"]]
    names = [field for field in fields if field.endswith(" publisher") or field == "council name"]
    assert len(names) >= 3 + before
    assert counted == f"{len(names)} names of publishers and organisations stand as in the original; --json lists them."


def test_old_and_new_words_of_what_has_changed(project: Project) -> None:
    edit(project, ABOUT, "Much.", "Much, and\nmore.")
    edit(project, ABOUT, "## What", "New.\n\n## What")
    edit(project, ANSWER, "The council answered.[@agency; @paper]", "")
    found = told(project)
    assert found[0].startswith("ru: 7 texts: 1 translated, 2 out of date,")
    at = found.index("content/pages/about.ru.md:6: a paragraph that is new in the original belongs here (content/pages/about.md:6)")
    assert found[at : at + 8] == [
        "content/pages/about.ru.md:6: a paragraph that is new in the original belongs here (content/pages/about.md:6)",
        "    New.",
        "",
        "content/pages/about.ru.md:8: this paragraph has changed in the original (content/pages/about.md:10)",
        "  when it was translated:",
        "    Much.",
        "  now:",
        "    Much{+, and more+}.",
    ]
    at = found.index("content/timeline/2022-01-06-answer.ru.md:9: the original has this paragraph no more")
    assert found[at + 1] == "    The council answered.[@agency; @paper]"


def test_beside_each_other_on_a_wide_terminal(project: Project) -> None:
    edit(project, ABOUT, "Much.", "Nothing.")
    found = told(project, Terminal(120, colour=True))
    assert "\x1b[1mcontent/pages/about.ru.md:8\x1b[0m: this paragraph has changed in the original (content/pages/about.md:8)" in found
    (row,) = (line for line in found if "Nothing" in line)
    assert row == f"  \x1b[31;9mMuch\x1b[0m.{' ' * 52} | \x1b[32;4mNothing\x1b[0m."


def test_former_words_that_nobody_knows(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(project, ABOUT, "Much.", "Nothing.")
    translated(project, (ABOUT,))
    edit(project, ABOUT, "Nothing.", "Something.")
    assert "    (its former words are in no version of the file that git has)" in told(project)
    monkeypatch.setenv("PATH", "")
    assert "    (its former words are not known: this is no git repository, or git is not installed)" in told(project)


def test_what_is_missing_not_translated_or_of_other_numbers(project: Project) -> None:
    edit(project, "content/event.ru.md", "Standfirst: Случилось немногое.\n", "")
    edit(project, "content/timeline/2022-01-05-square.ru.md", "Они пришли в полдень.[@agency]", "They came at noon.[@agency]")
    edit(project, "content/pictures/square.ru.md", "5 января", "6 января")
    edit(project, ANSWER_RU, "; @paper", "")
    found = told(project)
    at = found.index("Look at these, which may be right:")
    assert found[at + 1 : at + 5] == [
        '  content/event.ru.md:1: "Standfirst" is missing, and shown as content/event.md:2 has it',
        "  content/timeline/2022-01-05-square.ru.md:3: a paragraph says what the original says, letter by letter",
        "  content/timeline/2022-01-06-answer.ru.md:9: citations differ from the original's: only there paper (content/timeline/2022-01-06-answer.md:13)",
        "  content/pictures/square.ru.md:3: numbers differ from the original's: only there 5; only here 6 (content/pictures/square.md:6)",
    ]


def test_other_numbers_of_paragraphs_are_told_before_anything_is_declared(project: Project) -> None:
    edit(project, "content/pictures/square.ru.md", "Площадь 5 января.", "Площадь.\n\n5 января.")
    assert "  content/pictures/square.ru.md: it has more paragraphs than content/pictures/square.md, or fewer" in told(project)


def test_as_json(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, ABOUT, "Much.", "Nothing.")
    before = tree(project.root)
    assert translate(project, "ru", json=True) == 0
    assert tree(project.root) == before
    found = json.loads(capsys.readouterr().out)
    assert found["language"] == "ru"
    (about,) = (text for text in found["texts"] if text["original"] == ABOUT)
    assert about == {
        "original": ABOUT, "translation": ABOUT_RU, "state": "out of date", "missing": [], "untranslated": [], "hints": [],
        "differences": [{"change": "changed", "line": 8, "original_line": 8, "was": "Much.", "is": "Nothing."}],
    }  # fmt: skip
    assert {"file": "content/data/places.yaml", "line": 2, "field": "almaty name", "text": "Almaty"} in found["words"]


def test_the_kits_catalogue_is_enough_for_an_event(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(replace(project, theme=kit.theme()), "ru") == 0
    out = capsys.readouterr().out
    assert out.startswith("The kit's own catalogue has all ")
    assert "\nru: 7 texts: 3 translated" in out
    assert not (project.root / "theme").exists()


def test_english_as_a_further_language_needs_no_catalogue(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(replace(project, language="ru"), "en") == 0
    out = capsys.readouterr().out
    assert out.startswith("The messages of the interface themselves are in English.\n\nen: ")
    assert not (project.root / "theme").exists()


def test_a_language_in_which_the_event_is_not_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stop, match=r'the event is not told in kk: write "Languages: en; ru; kk" in content/event\.md'):
        translate(project, "kk", begin=ABOUT)
    translate(project, "pt")
    assert "texts" not in capsys.readouterr().out


def test_a_translation_is_begun_and_builds_as_a_draft(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(project, "ru", begin="content/articles/first.md") == 0
    file = project.root / "content/articles/first.ru.md"
    text = file.read_text("utf-8")
    assert text.startswith("---\nTitle: The first article\nSummary: All that is known.\n# Authors: An Author\nRead_more:\n    First: {filename}../timeline/2022-01-05-square.md\n")
    assert "\nStatus: draft\n---\n\nPeople met.[@agency, p. 3]\n\n![](square.png)\n\n## What they said\n" in text
    assert "give the command `dateline translated content/articles/first.ru.md`" in capsys.readouterr().out
    build(project.root)
    found = told(project)
    assert "Drafts:" in found
    assert "  content/articles/first.ru.md:12: a paragraph says what the original says, letter by letter" in found
    with pytest.raises(Stop, match="is there already"):
        translate(project, "ru", begin="content/articles/first.md")


def test_claims_are_begun_without_their_sources(project: Project) -> None:
    (project.root / ANSWER_RU).unlink()
    translate(project, "ru", begin=ANSWER)
    text = (project.root / ANSWER_RU).read_text("utf-8")
    assert "Claims:\n    mayor: all is well\n    A neighbour: nothing is well\nCorrection: 2022-01-09: The answer" in text
    assert read_texts(project).problems == ()


def test_what_is_no_text_cannot_be_begun(project: Project) -> None:
    with pytest.raises(Stop, match=r'content/pages/abuot.md is no text of the event: did you mean "content/pages/about.md"'):
        translate(project, "ru", begin="content/pages/abuot.md")
