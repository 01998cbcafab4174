"""`dateline translated`: a translation says what it was made from, and nothing else in its file changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.authoring.declaring import translated
from dateline.authoring.project import Project
from dateline.authoring.texts import read_texts
from dateline.read.paragraphs import digest

from tests.authoring.commanded import refused
from tests.sites import tree
from tests.translated import project_in_two

ABOUT, ABOUT_RU = "content/pages/about.md", "content/pages/about.ru.md"
SQUARE, SQUARE_RU = "content/timeline/2022-01-05-square.md", "content/timeline/2022-01-05-square.ru.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    return project_in_two(tmp_path)


def edit(project: Project, name: str, old: str, new: str) -> None:
    file = project.root / name
    text = file.read_bytes().decode()
    assert old in text
    file.write_bytes(text.replace(old, new).encode())


def states(project: Project) -> dict[str, str]:
    return {text.original.path: text.state for text in read_texts(project).of("ru")}


def differing(project: Project, name: str) -> list[tuple[str, int]]:
    (text,) = (text for text in read_texts(project).of("ru") if text.original.path == name)
    return [(each.change.value, each.line) for each in text.standing.differences]


def test_a_translation_is_declared_and_every_other_byte_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = project.root / ABOUT_RU
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    translated(project, (ABOUT_RU,))
    after = file.read_bytes()
    said = f"Translated: title={digest('About')}; {digest('How this was made.')}; {digest('## What is not known')}; {digest('Much.')}\r\n".encode()
    assert after == before.replace(b"\r\n\r\n", b"\r\n" + said + b"\r\n", 1)
    assert capsys.readouterr().out == f"{ABOUT_RU} is declared.\n"
    assert states(project)[ABOUT] == "translated"
    translated(project, (ABOUT_RU,))
    assert file.read_bytes() == after
    assert capsys.readouterr().out == f"{ABOUT_RU} is declared already.\n"


def test_an_original_stands_for_its_translations(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.content)
    before = tree(project.root)
    translated(project, ("event.md", "timeline/2022-01-06-answer.ru.md", SQUARE))
    after = tree(project.root)
    assert {name for name in after if after[name] != before[name]} == {"content/event.ru.md", "content/timeline/2022-01-06-answer.ru.md", SQUARE_RU}
    event = (project.root / "content/event.ru.md").read_text("utf-8")
    assert f"title={digest('A small event')}; standfirst={digest('Something small happened.')}; kinds={digest('protest = Protest')};" in event
    assert f"claims={digest('mayor: all is well')}" in (project.root / "content/timeline/2022-01-06-answer.ru.md").read_text("utf-8")


def test_one_changed_sentence_and_a_mended_comma(project: Project) -> None:
    translated(project, (ABOUT,))
    edit(project, ABOUT, "How this was made.", "How this, was made.")
    edit(project, ABOUT, "Much.", "Nothing.")
    assert differing(project, ABOUT) == [("changed", 4), ("changed", 8)]
    translated(project, (ABOUT_RU,), line=4)
    assert differing(project, ABOUT) == [("changed", 8)]
    translated(project, (ABOUT_RU,), line=8)
    assert states(project)[ABOUT] == "translated"


def test_one_new_paragraph_is_declared_and_the_others_stay_as_they_were(project: Project) -> None:
    translated(project, (ABOUT,))
    edit(project, ABOUT, "## What", "New.\n\n## What")
    edit(project, ABOUT, "Much.", "Nothing.")
    edit(project, ABOUT_RU, "## Что", "Новое.\n\n## Что")
    assert differing(project, ABOUT) == [("new", 6), ("changed", 10)]
    translated(project, (ABOUT_RU,), line=6)
    assert differing(project, ABOUT) == [("changed", 10)]


def test_the_first_paragraph_of_a_translation_that_was_never_declared(project: Project) -> None:
    translated(project, (ABOUT_RU,), line=1)
    assert differing(project, ABOUT) == [("new", 4), ("new", 6), ("new", 8)]


def test_words_of_the_head_by_their_line(project: Project) -> None:
    answer = "content/timeline/2022-01-06-answer.md"
    translated(project, (answer,))
    edit(project, answer, "nothing is well", "all is lost")
    edit(project, answer, "The council answers", "The council replies")
    assert differing(project, answer) == [("changed", 1), ("changed", 4)]
    translated(project, ("content/timeline/2022-01-06-answer.ru.md",), line=4)
    assert differing(project, answer) == [("changed", 1)]


def test_other_paragraphs_are_told_one_by_one(project: Project) -> None:
    edit(project, ABOUT_RU, "Многое.", "Многое.\n\n- и ещё\n\nИ ещё.")
    assert refused(project, lambda: translated(project, (ABOUT_RU,))) == [
        f"{ABOUT_RU}: it has 5 paragraphs, and {ABOUT} 3 paragraphs: a translation has the paragraphs of its original, one by one",
        f"{ABOUT_RU}:9: a list without a counterpart: join it to another, or part the original too",
        f"{ABOUT_RU}:11: a paragraph without a counterpart: join it to another, or part the original too",
    ]
    edit(project, ABOUT_RU, "## Что неизвестно\n\nМногое.\n\n- и ещё\n\nИ ещё.\n", "Многое.\n")
    assert refused(project, lambda: translated(project, (ABOUT_RU,)))[1:] == [f"{ABOUT}:6: a heading without a counterpart: translate it"]


@pytest.mark.parametrize(
    ("files", "line", "told"),
    [
        (("content/articles/first.md",), 0, ["content/articles/first.md has no translation: begin one with `dateline translate LANGUAGE --begin content/articles/first.md`"]),
        (("content/pages/abuot.ru.md",), 0, ['content/pages/abuot.ru.md is no translation: did you mean "content/pages/about.ru.md"?']),
        (("content/data/people.yaml",), 0, ["content/data/people.yaml is no translation: name a file such as content/timeline/night.ru.md"]),
        ((ABOUT_RU, SQUARE_RU), 4, ["--line is a line of one translation: name one file"]),
        ((ABOUT_RU,), 2, [f"{ABOUT_RU}:2: no paragraph stands here: they begin on lines 1, 3, 5, 7"]),
    ],
)
def test_what_cannot_be_declared_is_told(project: Project, files: tuple[str, ...], line: int, told: list[str]) -> None:
    assert refused(project, lambda: translated(project, files, line)) == told


def test_problems_of_the_file_come_first(project: Project) -> None:
    edit(project, ABOUT_RU, "Title: О сайте", "Title: О сайте\nWhen: 2022-01-05")
    (said,) = refused(project, lambda: translated(project, (ABOUT_RU, SQUARE_RU)))
    assert said.startswith(f'{ABOUT_RU}:2: "When"') or said.startswith(f"{ABOUT_RU}:2: unknown key")


def test_a_draft_is_declared_and_told(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, ABOUT_RU, "Title: О сайте", "Title: О сайте\nStatus: draft")
    translated(project, (ABOUT_RU,))
    assert f"{ABOUT_RU} is a draft: delete the line Status" in capsys.readouterr().out
