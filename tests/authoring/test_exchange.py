"""The words of an event as a PO file and back: nothing is lost, and nothing that somebody changed meanwhile is written over."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which

import polib
import pytest
from dateline import po
from dateline.authoring.declaring import translated
from dateline.authoring.project import Project, Stop
from dateline.authoring.texts import read_texts
from dateline.authoring.translating import translate
from dateline.authoring.units import ABOUT as ABOUT_WORDS
from dateline.read.paragraphs import HEAD, LABELS, paragraphs

from tests.sites import build, tree
from tests.translated import TRANSLATIONS, project_in_two

ABOUT, ABOUT_RU = "content/pages/about.md", "content/pages/about.ru.md"
FIRST, FIRST_RU = "content/articles/first.md", "content/articles/first.ru.md"
PEOPLE = "content/data/people.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An event with some words of data files in Russian."""
    root = tmp_path / "event"
    root.mkdir()
    monkeypatch.chdir(root)
    project = project_in_two(root)
    edit(project, PEOPLE, "name: The Mayor", "name: The Mayor\n  name_ru: Мэр\n  note: 'As far as: known'")
    return project


def edit(project: Project, name: str, old: str, new: str) -> None:
    file = project.root / name
    text = file.read_text("utf-8")
    assert text.count(old) == 1, text
    file.write_text(text.replace(old, new), encoding="utf-8")


def export(project: Project) -> Path:
    translate(project, "ru", export="ru.po")
    return project.root / "ru.po"


def take_in(project: Project) -> int:
    return translate(project, "ru", import_="ru.po")


def words(project: Project) -> dict[str, list[tuple[str, str]]]:
    """Return the words of all translations by their originals: of each paragraph its key and its text."""
    found = read_texts(project).content.translations["ru"]
    return {path: [(each.name, " ".join(each.text.split())) for each in paragraphs(record)] for path, record in found.items()}


def put(project: Project, context: str, message: str, said: str) -> None:
    """Translate a message, as a translator does."""
    file = project.root / "ru.po"
    entries = polib.pofile(str(file))
    (entry,) = (entry for entry in entries if entry.msgctxt == context and entry.msgid == message)
    entry.msgstr = said
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entries.save()


def test_all_words_are_in_it_twice_the_same_and_others_read_it(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    translated(project, tuple(TRANSLATIONS))
    capsys.readouterr()
    file = export(project)
    before = file.read_bytes()
    said = capsys.readouterr().out
    assert export(project).read_bytes() == before
    entries = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(file))}
    assert entries == {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(before.decode())}
    assert {(entry.context, entry.message): entry.forms for entry in po.read(before.decode())[1:]} == {key: (entry.msgstr,) for key, entry in entries.items()}
    assert entries[f"{ABOUT}: heading", "## What is not known"].msgstr == "## Что неизвестно"
    assert entries[f"{ABOUT}: heading", "## What is not known"].occurrences == [(ABOUT, "6")]
    assert entries["content/timeline/2022-01-06-answer.md: claims", "A neighbour: nothing is well"].msgstr == "Сосед: всё плохо"
    assert entries[f"{PEOPLE}: mayor name", "The Mayor"].msgstr == "Мэр"
    assert entries[f"{PEOPLE}: mayor note", "As far as: known"].msgstr == ""
    assert not any("[[figure" in message or "![](" in message for _, message in entries), "what has no words is not asked for"
    counted = re.fullmatch(r"ru\.po is written: (\d+) messages: (\d+) translated, 0 fuzzy, (\d+) missing\n", said)
    assert counted
    assert int(counted[1]) == len(entries)
    assert int(counted[2]) == sum(bool(entry.msgstr) for entry in entries.values())
    if msgfmt := which("msgfmt"):
        subprocess.run([msgfmt, "--check-format", "--check-domain", "-o", "-", str(file)], check=True, capture_output=True)


def test_translators_are_told_of_every_kind_of_words() -> None:
    silent = {"words", "code"}
    assert set(ABOUT_WORDS) == {*HEAD, *(kind for kind in LABELS if kind not in silent)}


def test_into_a_copy_without_translations(project: Project) -> None:
    before = words(project)
    data = read_texts(project).content.data
    export(project)
    for name in TRANSLATIONS:
        (project.root / name).unlink()
    edit(project, PEOPLE, "\n  name_ru: Мэр", "")
    assert take_in(project) == 0
    assert words(project) == before
    people = read_texts(project).content.data["people"]
    assert [record.text("name@ru") for record in people] == [record.text("name@ru") for record in data["people"]]
    assert {text.original.path: text.state for text in read_texts(project).of("ru") if text.translation} == dict.fromkeys(before, "translated")
    build(project.root)


def test_what_has_not_been_touched_changes_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    export(project)
    before = tree(project.root)
    assert take_in(project) == 0
    assert tree(project.root) == before
    assert capsys.readouterr().out.endswith("Nothing is new in it: all files stay as they are.\n")


def test_words_of_a_translator_go_where_they_belong(project: Project) -> None:
    translated(project, (ABOUT,))
    edit(project, ABOUT, "Much.", "Much,\nand more.")
    edit(project, ABOUT, "## What", "New.\n\n## What")
    export(project)
    put(project, f"{ABOUT}: text", "Much, and more.", "Многое,\nи больше.")
    put(project, f"{ABOUT}: text", "New.", "Новое.")
    put(project, f"{ABOUT}: title", "About", 'О "сайте"')
    put(project, f"{PEOPLE}: mayor note", "As far as: known", "Насколько: известно")
    before = (project.root / ABOUT_RU).read_text("utf-8")
    assert take_in(project) == 0
    after = (project.root / ABOUT_RU).read_text("utf-8")
    expected = before.replace("Title: О сайте", 'Title: О "сайте"').replace("Многое.", "Многое,\nи больше.").replace("## Что", "Новое.\n\n## Что")
    assert [line for line in after.splitlines() if "Translated" not in line] == [line for line in expected.splitlines() if "Translated" not in line]
    assert {text.state for text in read_texts(project).of("ru") if text.original.path == ABOUT} == {"translated"}
    assert "\n  note: 'As far as: known'\n  note_ru: \"Насколько: известно\"\n" in (project.root / PEOPLE).read_text("utf-8")
    build(project.root)


def test_an_outdated_paragraph_is_fuzzy_with_what_it_was_made_from(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    translated(project, (ABOUT,))
    for words_of_git in (["init", "-q"], ["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"]):
        subprocess.run(["git", *words_of_git], cwd=project.root, check=True)
    edit(project, ABOUT, "Much.", "Nothing.")
    export(project)
    (entry,) = (entry for entry in polib.pofile("ru.po") if entry.msgid == "Nothing.")
    assert (entry.flags, entry.previous_msgid, entry.msgstr) == (["fuzzy"], "Much.", "Многое.")
    before = tree(project.root)
    assert take_in(project) == 0
    assert tree(project.root) == before, "what is fuzzy is not taken"
    put(project, f"{ABOUT}: text", "Nothing.", "Многое.")
    assert take_in(project) == 0
    assert {text.state for text in read_texts(project).of("ru") if text.original.path == ABOUT} == {"translated"}


def test_a_text_begun_in_a_po_file_is_a_draft_until_all_of_it_is_translated(project: Project) -> None:
    export(project)
    put(project, f"{FIRST}: title", "The first article", "Первая статья")
    put(project, f"{FIRST}: text", "People met.[@agency, p. 3]", "Люди собрались.[@agency, p. 3]")
    assert take_in(project) == 0
    text = (project.root / FIRST_RU).read_text("utf-8")
    assert text.startswith("---\nTitle: Первая статья\n")
    assert "\nStatus: draft\n" in text
    assert "\n\nЛюди собрались.[@agency, p. 3]\n\n![](square.png)\n\n## What they said\n\n[[quote: no-comment]]\n" in text
    build(project.root)
    again = {entry.msgid: entry.msgstr for entry in polib.pofile(str(export(project))) if entry.msgctxt.startswith(FIRST)}
    assert again["The first article"] == "Первая статья"
    assert again["## What they said"] == ""


def test_names_of_authors_are_one_list_and_are_not_declared(project: Project) -> None:
    edit(project, FIRST, "Authors: An Author", "Authors: An Author; Another One")
    export(project)
    put(project, f"{FIRST}: title", "The first article", "Первая статья")
    put(project, f"{FIRST}: authors", "An Author", "Автор")
    assert take_in(project) == 0
    assert "\nAuthors: Автор; Another One\n" in (project.root / FIRST_RU).read_text("utf-8")
    export(project)
    put(project, f"{FIRST}: authors", "Another One", "Другой")
    assert take_in(project) == 0
    assert "\nAuthors: Автор; Другой\n" in (project.root / FIRST_RU).read_text("utf-8")
    assert "authors=" not in (project.root / FIRST_RU).read_text("utf-8")


def test_who_publishes_and_under_which_licence(project: Project) -> None:
    """Each with its address, which may stay or be another one; nobody declares them."""
    event, russian = "content/event.md", "content/event.ru.md"
    edit(project, event, "Languages:", "Publisher: The Archive | https://example.org/\nLicence: CC BY 4.0\nLanguages:")
    export(project)
    put(project, f"{event}: publisher", "The Archive | https://example.org/", "Архив | https://example.org/")
    put(project, f"{event}: licence", "CC BY 4.0", "CC BY 4.0 | https://creativecommons.org/licenses/by/4.0/deed.ru")
    assert take_in(project) == 0
    text = (project.root / russian).read_text("utf-8")
    assert "\nPublisher: Архив | https://example.org/\nLicence: CC BY 4.0 | https://creativecommons.org/licenses/by/4.0/deed.ru\n" in text
    assert "publisher=" not in text
    before = export(project).read_bytes()
    assert take_in(project) == 0
    assert export(project).read_bytes() == before
    assert "Архив" in build(project.root).joinpath("ru/index.html").read_text("utf-8")


def test_a_unit_with_words_for_numbers_is_translated_in_the_file(project: Project) -> None:
    """Its words stand in no message, and none of them gets lost."""
    figures = "content/data/figures.yaml"
    unit = next(line for line in (project.root / figures).read_text("utf-8").splitlines() if "unit: " in line)
    said = unit.partition(": ")[2]
    edit(project, figures, unit, f"  unit: {{one: person, other: {said}}}")
    export(project)
    put(project, f"{figures}: deaths unit", said, "человек")
    assert take_in(project) == 0
    assert f"  unit: {{one: person, other: {said}}}\n  unit_ru: человек\n" in (project.root / figures).read_text("utf-8")
    edit(project, figures, "unit_ru: человек", "unit_ru: {one: человек, few: человека, many: человек, other: человека}")
    assert "deaths unit" not in export(project).read_text("utf-8")


def test_what_was_changed_meanwhile_is_told_and_stays(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    export(project)
    put(project, f"{ABOUT}: text", "Much.", "Очень многое.")
    put(project, f"{ABOUT}: text", "How this was made.", "Как это сделано, и кем.")
    put(project, f"{PEOPLE}: mayor name", "The Mayor", "Градоначальник")
    edit(project, ABOUT_RU, "Многое.", "Кое-что.")
    edit(project, ABOUT, "How this was made.", "How it was made.")
    edit(project, PEOPLE, "Мэр", "Мэрша")
    before = tree(project.root)
    assert take_in(project) == 1
    assert tree(project.root) == before
    err = capsys.readouterr().err.splitlines()
    assert [re.sub(r"^ru\.po:\d+: ", "", line) for line in err] == [
        f"the event has no such words any more ({ABOUT}: text): export again, and translate what is there now",
        f"{ABOUT_RU}:7 was changed since the export: choose one of the two, or export again",
        f"{PEOPLE}:3 was changed since the export: choose one of the two, or export again",
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Одно.\n\nДругое.", "this is more than one paragraph, or none: take blank lines out of it"),
        ("<!-- ничего -->", "this is more than one paragraph, or none: take blank lines out of it"),
    ],
)
def test_what_is_no_paragraph_is_told(project: Project, capsys: pytest.CaptureFixture[str], said: str, told: str) -> None:
    export(project)
    put(project, f"{ABOUT}: text", "Much.", said)
    assert take_in(project) == 1
    assert told in capsys.readouterr().err


def test_a_translation_of_other_paragraphs_is_left_alone(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, ABOUT_RU, "\n\nМногое.", "")
    file = export(project)
    assert f"{ABOUT_RU} has other paragraphs than {ABOUT}" in capsys.readouterr().out
    assert {entry.msgstr for entry in polib.pofile(str(file)) if entry.msgctxt.startswith(f"{ABOUT}: text")} == {""}
    put(project, f"{ABOUT}: text", "Much.", "Многое.")
    before = tree(project.root)
    assert take_in(project) == 1
    assert tree(project.root) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b'msgid "a"\nmsgstr "b\n', "ru.po:2: the file cannot be read: a text stands between two"),
        (b'msgid "\xff"\nmsgstr ""\n', "ru.po: the file is not UTF-8"),
        (None, "ru.po"),
    ],
)
def test_a_broken_file_is_told_and_nothing_is_written(project: Project, text: bytes | None, told: str) -> None:
    if text is not None:
        (project.root / "ru.po").write_bytes(text)
    before = tree(project.root)
    with pytest.raises(Stop, match=told):
        take_in(project)
    assert tree(project.root) == before
