"""`dateline translate`: nothing that a translator wrote gets lost, and what must be looked at is said."""

from dataclasses import replace
from pathlib import Path

import pytest
from dateline import kit, po
from dateline.authoring.project import Project, Stop
from dateline.authoring.translating import count, merged, translate
from dateline.deliver.catalogues import wrong_with

FILE = "theme/locale/qaa/LC_MESSAGES/dateline.po"
HEAD = 'msgid ""\nmsgstr "Last-Translator: A\\nPlural-Forms: nplurals=1; plural=(0);\\n"\n\n'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An event without files."""
    return Project(tmp_path, tmp_path / "content", tmp_path / "output", tmp_path / "theme", "", 0)


def test_a_new_catalogue(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(project, "PT-br") == 0
    file = project.root / "theme/locale/pt_BR/LC_MESSAGES/dateline.po"
    entries = po.read(file.read_text("utf-8"))
    template = po.read((kit.theme() / "locale/dateline.pot").read_text("utf-8"))

    assert po.head_of(entries)["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert [entry.key for entry in entries] == [entry.key for entry in template]
    assert list(wrong_with(file.read_bytes())) == []
    count = len(template) - 1
    assert f"{count} messages: 0 translated, 0 fuzzy, {count} missing\n" in capsys.readouterr().out
    before = file.read_bytes()
    translate(project, "pt-BR")
    assert file.read_bytes() == before
    assert "is as it was" in capsys.readouterr().out


def test_one_that_is_there_is_brought_up_to_date(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    file = project.root / FILE
    file.parent.mkdir(parents=True)
    file.write_text(
        HEAD
        + '# Mine.\nmsgid "Timeline"\nmsgstr "Aaa"\n\nmsgid "Nothing has been corrected until now."\nmsgstr "Bbb"\n\n'
        + 'msgid "Of another kit altogether"\nmsgstr "Ccc"\n\nmsgid "Sources"\nmsgstr ""\n\nmsgid "An empty one"\nmsgstr ""\n',
        "utf-8",
    )
    translate(project, "qaa")
    text = file.read_text("utf-8")
    entries = {entry.message: entry for entry in po.read(text)}

    assert po.head_of(entries.values())["Last-Translator"] == "A"
    assert po.head_of(entries.values())["Plural-Forms"] == "nplurals=1; plural=(0);"
    assert (entries["Timeline"].forms, entries["Timeline"].comments[0]) == (("Aaa",), "# Mine.")
    changed = entries["Nothing has been corrected so far."]
    assert (changed.forms, changed.fuzzy, changed.used) == (("Bbb",), True, False)
    assert '#| msgid "Nothing has been corrected until now."' in changed.comments
    assert '#, fuzzy\n#| msgid "Nothing has been corrected until now."\nmsgid ' in text, "the order that gettext's tools want"
    assert text.endswith('#~ msgid "Of another kit altogether"\n#~ msgstr "Ccc"\n')
    assert "An empty one" not in text
    assert len(entries["{} entry"].forms) == 1
    assert ": 1 translated, 1 fuzzy, " in capsys.readouterr().out
    translate(project, "qaa")
    assert file.read_text("utf-8") == text


def test_where_settings_name_no_theme(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(replace(project, theme=kit.theme()), "qaa") == 0
    assert (project.root / FILE).is_file()
    assert not (kit.theme() / "locale/qaa").exists()
    assert 'Write THEME = "theme" into pelicanconf.py' in capsys.readouterr().out


def test_a_broken_one_stays_as_it_is(project: Project) -> None:
    file = project.root / FILE
    file.parent.mkdir(parents=True)
    for data in (b'msgid "Timeline"\nmsgstr "Aaa\n', b'msgid "Timeline"\nmsgstr "\xff"\n'):
        file.write_bytes(data)
        with pytest.raises(Stop) as raised:
            translate(project, "qaa")
        assert raised.value.code == 2
        assert raised.value.message.startswith(f"{FILE}:2: ")
        assert raised.value.message.endswith("Nothing was written.")
        assert file.read_bytes() == data


@pytest.mark.parametrize("language", ["", "en", "French", "../x", "fr/x"])
def test_what_is_no_language_to_translate_into(project: Project, language: str) -> None:
    with pytest.raises(Stop):
        translate(project, language)
    assert list(project.root.iterdir()) == []


def test_a_message_that_comes_back_and_one_that_gets_a_plural() -> None:
    back = po.read('msgid "Back"\nmsgstr ""\n\nmsgid "{} a"\nmsgid_plural "{} as"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    known = po.read('#~ msgid "Back"\n#~ msgstr "Zurück"\n\nmsgid "{} a"\nmsgstr "{} b"\n')
    entries = {entry.message: entry for entry in merged(back, known, "de")}

    assert (entries["Back"].forms, entries["Back"].obsolete, entries["Back"].used) == (("Zurück",), False, True)
    assert (entries["{} a"].forms, entries["{} a"].fuzzy) == (("{} b", "{} b"), True)


def test_what_the_kits_own_catalogue_has_is_said(tmp_path: Path) -> None:
    below = tmp_path / "fr/LC_MESSAGES/dateline.po"
    below.parent.mkdir(parents=True)
    below.write_text('msgid "Timeline"\nmsgstr "Chronologie"\n', "utf-8")
    entries = po.read('msgid "Timeline"\nmsgstr ""\n\nmsgid "Articles"\nmsgstr ""\n')

    assert str(count(entries, "fr", [tmp_path])) == "2 messages: 0 translated, 0 fuzzy, 2 missing (the kit's own catalogue has 1 of these)"
