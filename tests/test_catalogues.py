"""The kit's catalogues are complete and right; an event's own are read as text, and what is wrong in them is told with its line."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from dateline import po
from dateline.catalogues import GERMANIC, names, no_catalogue, plural_rule
from dateline.deliver.catalogues import wrong_with
from dateline.plurals import plural_forms
from dateline.wording import Wording

from tests.sites import ROOT, build, pelican, write

LOCALE = ROOT / "theme/locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/dateline.po"))
TEMPLATE = [entry for entry in po.read((LOCALE / "dateline.pot").read_text("utf-8")) if entry.message]
SEPARATORS = (", ", "; ")
"""Messages whose blanks belong to them: Chinese has none there."""
HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);\\n"\n\n'


def language(file: Path) -> str:
    return file.parts[-3]


@pytest.mark.parametrize("file", CATALOGUES, ids=language)
def test_a_catalogue_of_the_kit(file: Path) -> None:
    data = file.read_bytes()
    entries = po.read(data.decode())
    head = po.head_of(entries)
    messages = {entry.key: entry for entry in entries if entry.message}

    assert list(wrong_with(data)) == []
    assert [entry.message for entry in messages.values() if not entry.used] == [], "nothing is missing, fuzzy or obsolete"
    assert {key: entry.plural for key, entry in messages.items()} == {entry.key: entry.plural for entry in TEMPLATE}, "run: dateline translate"
    assert head["Language"] == language(file)
    assert plural_rule(head["Plural-Forms"]) == plural_rule(plural_forms(language(file)))
    for entry in messages.values():
        for form in entry.forms:
            assert entry.message in SEPARATORS or blanks(form) == blanks(entry.message), entry.message


def blanks(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext's tools are not installed")
@pytest.mark.parametrize("file", CATALOGUES, ids=language)
def test_msgfmt_has_no_complaint(file: Path, tmp_path: Path) -> None:
    # Its check of heads wants dates and names, which would change a catalogue without changing a word.
    done = subprocess.run(["msgfmt", "--check-format", "--check-domain", "-o", str(tmp_path / "a.mo"), str(file)], capture_output=True, encoding="utf-8")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("text", "line", "wrong"),
    [
        ("", 0, "the catalogue is empty"),
        ('msgid "a"\nmsgstr "b\n', 2, "the catalogue cannot be read: a text stands between two"),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n +);\\n"\n', 1, '"nplurals=2; plural=(n +);" is no rule for plurals'),
        ('msgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=(n != 1);\\n"\n', 1, '"nplurals=1; plural=(n != 1);" is no rule for plurals'),
        (HEAD + 'msgid "{} a"\nmsgid_plural "{} as"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n', 4, 'the translation of "{} a" has 2 forms, and Plural-Forms in the head says 3'),
        (HEAD + 'msgid "{} a"\nmsgid_plural "{} as"\nmsgstr[0] "none"\nmsgstr[1] "one"\nmsgstr[2] "many"\n', 4, 'the translation of "{} a" lacks {}'),
        (HEAD + 'msgid "{} a"\nmsgid_plural "{} as"\nmsgstr[0] "none"\nmsgstr[1] "one"\nmsgstr[2] "{} bs"\n', 0, ""),
        (HEAD + 'msgid "to {time}"\nmsgstr "à"\n', 4, 'the translation of "to {time}" lacks {time}'),
        (HEAD + 'msgid "to {time}"\nmsgstr "à {temps}"\n', 4, 'the translation of "to {time}" lacks {time}'),
        (HEAD + 'msgid "to {time}"\nmsgstr "à {time} {x}"\n', 4, 'the translation of "to {time}" has {x}, which the message lacks'),
        (HEAD + 'msgid "By %(name)s"\nmsgstr "De % (name)s"\n', 4, 'the translation of "By %(name)s" lacks %(name)s'),
        (HEAD + 'msgid "All"\nmsgstr "100 %"\n', 4, 'the translation of "All" has a % sign'),
        (HEAD + 'msgctxt "a number"\nmsgid "1234"\nmsgstr "1.234"\n', 0, ""),
        (HEAD + 'msgctxt "a number"\nmsgid "1234"\nmsgstr "1.000"\n', 5, '"1.000" is not the number 1234: write the same digits with your own signs'),
        (HEAD + '#, fuzzy\nmsgid "to {time}"\nmsgstr "à"\n', 0, ""),
        (HEAD + 'msgid "to {time}"\nmsgstr ""\n', 0, ""),
    ],
)
def test_what_is_wrong_with_a_catalogue(text: str, line: int, wrong: str) -> None:
    found = list(wrong_with(text.encode()))

    assert len(found) == bool(wrong)
    assert not found or (found[0][0] == line and found[0][1].startswith(wrong))


def test_bytes_that_are_no_text() -> None:
    assert list(wrong_with(b'msgid "a"\nmsgstr "\xff"\n')) == [(2, "byte 0xff is not UTF-8")]


def test_text_counts_before_what_was_compiled_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "fr/LC_MESSAGES"
    write(folder, {"dateline.mo": po.compiled([po.Entry("Timeline", ("Compilée",))], GERMANIC)})
    assert Wording("fr", tmp_path)("Timeline") == "Compilée"
    write(folder, {"dateline.po": 'msgid "Timeline"\nmsgstr "Chronologie"\n'})
    assert Wording("fr", tmp_path)("Timeline") == "Chronologie"


def test_a_month_has_two_forms(tmp_path: Path) -> None:
    write(tmp_path / "ru/LC_MESSAGES", {"dateline.po": 'msgid "January"\nmsgstr "январь"\n\nmsgctxt "in a date"\nmsgid "January"\nmsgstr "января"\n'})
    write(tmp_path / "fr/LC_MESSAGES", {"dateline.po": 'msgid "January"\nmsgstr "janvier"\n'})
    day = date(2022, 1, 4)
    russian, french = Wording("ru", tmp_path), Wording("fr", tmp_path)

    assert (russian.day(day), russian.month(day), russian.day_of_month(day)) == ("4 января 2022", "январь 2022", "4 января")
    assert (french.day(day), french.month(day)) == ("4 janvier 2022", "janvier 2022")


def test_rules_of_all_layers_shape_what_is_made(tmp_path: Path) -> None:
    """What the kit's catalogue says for a message that the event's own lacks is among the inputs too."""
    own, kits = tmp_path / "own", tmp_path / "kits"
    write(own / "fr/LC_MESSAGES", {"dateline.po": 'msgid "Timeline"\nmsgstr "Le fil"\n'})
    found = set()
    for word in ("Articles", "Textes"):
        write(kits / "fr/LC_MESSAGES", {"dateline.po": f'msgid "Articles"\nmsgstr "{word}"\n'})
        found.add(Wording("fr", own, kits).shaped_by)
    assert len(found) == 2


def test_where_a_language_is_looked_for() -> None:
    assert names("kk") == ("kk",)
    assert names("pt-BR") == ("pt_BR", "pt")
    assert names("kk-Arab-CN") == ("kk_Arab_CN", "kk_Arab", "kk")
    assert names("zh-CN") == ("zh_CN", "zh_Hans", "zh")
    assert names("zh") == ("zh_Hans", "zh")
    assert names("zh-TW") == ("zh_TW", "zh")


def test_no_catalogue(tmp_path: Path) -> None:
    what = ("no catalogue for pt-BR: the interface is English", "`dateline translate pt-BR` begins one")

    assert no_catalogue("pt-BR", [tmp_path]) == what
    assert no_catalogue("en-GB", [tmp_path]) is None
    write(tmp_path / "pt/LC_MESSAGES", {"dateline.po": 'msgid "a"\nmsgstr "b"\n'})
    assert no_catalogue("pt-BR", [tmp_path]) is None


def test_a_site_with_a_catalogue_of_its_own(site: Path) -> None:
    """Without one a warning; a broken one stops the build with its line; a mended one is used; what changes in it changes the pages."""
    settings = (site / "pelicanconf.py").read_text("utf-8")
    write(site, {"pelicanconf.py": f'{settings}DEFAULT_LANG = "qaa"\nTHEME = "theme"\n', "theme/README.md": "Ours."})
    done = pelican(site)
    said = "pelicanconf.py: warning: no catalogue for qaa: the interface is English: `dateline translate qaa` begins one"
    assert (done.returncode, (done.stdout + done.stderr).count(said)) == (0, 1)
    file = "theme/locale/qaa/LC_MESSAGES/dateline.po"
    write(site, {file: 'msgid "Timeline"\nmsgstr "Foo\n'})
    done = pelican(site)
    assert done.returncode == 2
    assert f"{file}:2: the catalogue cannot be read" in done.stderr
    for word in ("Foo", "Bar"):
        write(site, {file: f'msgid "Timeline"\nmsgstr "{word}"\n'})
        assert f"<h1>{word}</h1>" in (build(site) / "timeline/index.html").read_text("utf-8")


def test_the_documentation_names_the_languages_of_the_kit() -> None:
    text = (ROOT / "docs/catalogues.md").read_text("utf-8")
    said = text.partition("The kit speaks")[2].partition(";")[0]
    there = {folder.name.replace("_", "-") for folder in (ROOT / "theme/locale").iterdir() if folder.is_dir()}
    assert set(re.findall(r"`([^`]+)`", said)) == there
