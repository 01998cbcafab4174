"""Where a translation is behind its original, readers are told beside the paragraph, and nowhere else; the next build knows it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.authoring.declaring import translated
from dateline.authoring.project import Project

from tests.documents import documents, words
from tests.sites import build, tree
from tests.translated import project_in_two

ABOUT, ANSWER = "content/pages/about.md", "content/timeline/2022-01-06-answer.md"
Told = dict[str, list[tuple[str, str]]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An event all of whose translations were declared."""
    monkeypatch.chdir(tmp_path)
    project = project_in_two(tmp_path)
    names = sorted(file.relative_to(tmp_path).as_posix() for file in project.content.rglob("*.ru.md"))
    translated(project, tuple(names))
    return project


def edit(project: Project, name: str, old: str, new: str) -> None:
    file = project.root / name
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def told(output: Path) -> Told:
    """Return what follows each remark on a newer original, and where its link leads, by page."""
    found: Told = {}
    for page in documents(output):
        for note in page.all("p", class_="newer"):
            around = list(page.parents[note])
            behind = around[around.index(note) + 1] if around.index(note) + 1 < len(around) else None
            (link,) = (each for each in note if each.tag == "a")
            assert (link.get("hreflang"), link.get("lang"), words(link)) == ("en", "en", "English")
            found.setdefault(page.name, []).append(("" if behind is None else words(behind), str(link.get("href"))))
    return found


def test_one_changed_sentence_is_told_beside_one_paragraph(project: Project) -> None:
    before = tree(build(project.root))
    assert told(project.root / "output") == {}

    edit(project, ABOUT, "Much.", "Nearly everything.")
    output = build(project.root)
    assert told(output) == {"ru/about/index.html": [("Многое.", "../../about/index.html")]}

    # A translator says that the change makes no difference to what she has written.
    translated(project, ("content/pages/about.ru.md",), line=8)
    assert told(build(project.root)) == {}

    edit(project, ABOUT, "Nearly everything.", "Much.")
    translated(project, (ABOUT,))
    assert tree(build(project.root)) == before, "nothing of it stays behind"


def test_new_paragraphs_words_of_heads_entries_captions_and_the_story(project: Project) -> None:
    edit(project, ABOUT, "## What", "A new one.\n\n## What")
    edit(project, ANSWER, "The council answers", "The council replies")
    edit(project, "content/event.md", "It began", "It all began")
    edit(project, "content/pictures/square.md", "The square on 5 January.", "The square.")
    found = told(build(project.root))
    assert found["ru/about/index.html"] == [("Что неизвестно", "../../about/index.html")]
    entry = ("Совет ответил.", "../../../../timeline/2022-01-06/answer/index.html")
    assert [(text[: len(entry[0])], link) for text, link in found["ru/timeline/2022-01-06/answer/index.html"]] == [entry]
    assert [(text[:15], link) for text, link in found["ru/index.html"] if text.startswith("Нач")] == [("Началось всё на", "../index.html")]
    assert {(text[:7], link) for text, link in found["ru/pictures/square.html"]} == {("Площадь", "../../pictures/square.html")}
    assert all(name.startswith("ru/") for name in found)
