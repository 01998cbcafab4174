"""The JSON Schemas of data files: what the readers take validates, and what they refuse does not, where a schema can say so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from dateline import kit
from dateline.authoring.editors import schemas
from dateline.authoring.project import Project, Stop
from dateline.authoring.schemas import FOLDER, editor_files, schema, schema_files, schema_line
from dateline.problems import Problems
from dateline.read.data import read_data
from dateline.read.keys import DATA, FRONT_MATTER, NESTED, TRANSLATIONS

from tests import invented

KINDS = [kind for kind in DATA if kind not in NESTED]
FILE_OF = {"reports": "figures", "kept": "sources"}


class Core(yaml.SafeLoader):
    """Reads YAML 1.2 with its core schema, as the language servers of editors do: no dates, and yes and no are words."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _tag, _form, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_form), list(_first))
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))

# Each as it stands in a file; all are tried for every key of every record.
SAMPLES = """\
words
"  words with blanks around  "
'[a headline that was described]'
Жаңаөзен
true
yes
No
on
0
12
12.5
-7
"43.24"
"1e3"
12 000
"12,000"
dozens
about 20
2022
0911
2022-01
2022-01-05
"2022-01-05"
2022-1-5
2022-13-01
2022-01-32
5 January 2022
2022-01-05T22:52
https://example.org/a?b=c
HTTP://example.org
example.org
https://
"https://example.org/a b"
mailto:someone@example.org
press
Press
state media
prses
en
kk-Latn
english
Asia/Almaty
UTC+6
"2022-01-09: disowned"
some-key
Some Key
an-unknown-key-
"**bold** words"
"[a link](https://example.org)"
"{filename}pages/about.md"
[]
[one, two]
["2022", three]
[[one]]
{kk: Алматы, ru: Алматы}
{en: Almaty, ru: Алматы}
{en: Almaty, ru: [Алматы]}
{english: Almaty}
{kk: ""}
{}
~
""
"   "
""".splitlines()

BEYOND = {
    "does not exist",  # 30 February
    "can be read in two ways",  # 1.234 is a number for YAML
    "has no year of four digits",  # 0911 is one, and for YAML 911
    "outside",  # a number in quotation marks has no size
    "the site's language",  # the settings say which it is
}
"""What the readers say of that which no schema can know."""


def taken(kind: str, record: str) -> tuple[bool, str]:
    """Tell whether a build's readers take a record, and what they say otherwise; references are keys, which the model asks for."""
    problems = Problems()
    read = read_data(f"a-key:\n{record}", kind, "data.yaml", problems)
    said = "; ".join(problem.what for problem in problems.sorted())
    for each in [*(read or ()), *(item for one in read or () for item in one.items)]:
        for name in ("sources", "organisation", "within"):
            wrong = [str(item.value) for item in each.each(name) if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", str(item.value))]
            said += "unknown key" * bool(wrong)
        for name, limit in (("lat", 90), ("lon", 180)):
            number = each.number(name) if each.kind == "places" else None
            said += "outside" * (number is not None and abs(number) > limit)
    return not said, said


def validates(kind: str, record: str) -> bool:
    """Tell whether an editor is content with a record."""
    value = yaml.load(f"a-key:\n{record}", Loader=Core)
    return bool(VALIDATORS[kind].is_valid(value))


VALIDATORS = {kind: jsonschema.Draft7Validator(schema(kind)) for kind in KINDS}
WHOLE = {
    "sources": {"title": "A title", "publisher": "A paper"},
    "people": {"name": "A name"},
    "organisations": {"name": "A name"},
    "places": {"name": "A name"},
    "figures": {"title": "A title", "unit": "people"},
    "reports": {"value": "3", "by": "A name", "as_of": "2022", "sources": "[a-source]"},
    "kept": {"file": "page.png", "sha256": "a" * 64, "captured": "2022"},
    "quotes": {"text": "Words", "speaker": "A name", "sources": "[a-source]"},
}
REPORT = "".join(f"{'  - ' if not number else '    '}{name}: {value}\n" for number, (name, value) in enumerate(WHOLE["reports"].items()))


def record_with(kind: str, name: str, sample: str) -> str:
    """Return a whole record of a kind in which one key has a value."""
    fields = {**WHOLE[kind], name: sample}
    if kind in NESTED:
        lines = [f"    {field}: {value}" for field, value in fields.items()]
        above = "".join(f"  {field}: {value}\n" for field, value in WHOLE[FILE_OF[kind]].items())
        return f"{above}  {kind}:\n" + "\n".join(["  - " + lines[0][4:], *lines[1:]]) + "\n"
    reports = f"  reports:\n{REPORT}" if kind == "figures" and name != "reports" else ""
    return "".join(f"  {field}: {value}\n" for field, value in fields.items()) + reports


@pytest.mark.parametrize("kind", DATA)
def test_schema_and_readers_say_the_same_of_each_value_of_each_key(kind: str) -> None:
    file = FILE_OF.get(kind, kind)
    refused = accepted = 0
    for key in DATA[kind]:
        for sample in SAMPLES:
            record = record_with(kind, key.name, sample)
            takes, said = taken(file, record)
            if takes:
                accepted += 1
                assert validates(file, record), f"{key.name}: {sample}"
            elif not any(words in said for words in BEYOND):
                refused += 1
                assert not validates(file, record), f"{key.name}: {sample} ({said})"
    assert accepted > 4 * len(DATA[kind])
    assert refused > 8 * len(DATA[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_keys_of_records(kind: str) -> None:
    record = record_with(kind, DATA[kind][0].name, "Words")
    for key in ("a-key", "2022", "con", "com1", "A-key", "a_key", "a--key", "-a", "ключ", "a" * 101):
        problems = Problems()
        read_data(f"{key}:\n{record}", kind, "data.yaml", problems)
        assert VALIDATORS[kind].is_valid(yaml.load(f'"{key}":\n{record}', Loader=Core)) == (not problems), key
    assert VALIDATORS[kind].is_valid(yaml.load("# nothing yet\n", Loader=Core))
    assert not validates(kind, record + "  colour: red\n")
    for name in (key.name for key in DATA[kind] if key.required):
        assert not validates(kind, re.sub(rf"^  {name}:.*\n(?:  [- ].*\n)*", "  note: x\n" if kind != "quotes" else "  date: 2022\n", record, flags=re.MULTILINE))


@pytest.mark.parametrize("kind", DATA)
def test_words_in_a_further_language(kind: str) -> None:
    file = FILE_OF.get(kind, kind)
    words = {key.name for key in DATA[kind] if key.words}
    assert words
    for name in (key.name for key in DATA[kind] if key.shape not in NESTED):
        for tag in ("ru", "kk-Latn", "RU", "russian"):
            for sample in ("Words", "[Words]", "12", '"a **bold** one"'):
                record = record_with(kind, f"{name}_{tag}", sample)
                takes, said = taken(file, record)
                # That a number is written once is told when all is read: then it is known what stands beside it.
                takes = takes and (name, sample) != ("value", "12")
                assert takes == validates(file, record), f"{name}_{tag}: {sample} ({said})"


def test_sizes_of_numbers() -> None:
    for name, sample, right in (("lat", "90", True), ("lat", "-90.5", False), ("lon", "180", True), ("lon", "181", False)):
        record = record_with("places", name, sample)
        assert (taken("places", record)[0], validates("places", record)) == (right, right)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one_and_names_each_key_with_what_it_is_for(kind: str) -> None:
    made = schema(kind)
    jsonschema.Draft7Validator.check_schema(made)
    record = made["additionalProperties"]
    assert {name: field["description"] for name, field in record["properties"].items()} == {key.name: key.about for key in DATA[kind]}


def complaints(content: Path, kind: str) -> list[str]:
    """Return what the schema of a data file has against that of an event."""
    file = content / "data" / f"{kind}.yaml"
    return [error.message for error in VALIDATORS[kind].iter_errors(yaml.load(file.read_text("utf-8"), Loader=Core))]


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_validates(kind: str) -> None:
    assert complaints(invented.FOLDER, kind) == []


def test_what_editors_get() -> None:
    files = editor_files("words")
    values = {name: json.loads(text) for name, text in files.items()}
    settings = values[".vscode/settings.json"]
    assert settings["yaml.schemas"] == {f"{FOLDER}/{kind}.json": f"words/data/{kind}.yaml" for kind in KINDS}
    assert all(name in files for name in settings["yaml.schemas"])
    snippets = values[".vscode/dateline.code-snippets"]
    for kind, keys in FRONT_MATTER.items():
        for key in keys:
            assert snippets[f"{kind}: {key.name}"]["prefix"] == key.name
        assert [line.partition(":")[0] for line in snippets[kind]["body"][1:-3]] == [key.name for key in keys if key.required]
    for kind, keys in TRANSLATIONS.items():
        assert [line.partition(":")[0] for line in snippets[f"{kind}, translated"]["body"][1:-3]] == [key.name for key in keys if key.required]
    assert snippets["entry: Certainty"]["body"] == ["Certainty: ${1|confirmed,reported,disputed|}"]
    assert schema_line("people") == f"# yaml-language-server: $schema=../../{FOLDER}/people.json\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "content").mkdir()
    return Project(tmp_path, tmp_path / "content", tmp_path / "output", tmp_path / "theme", "", 8000)


def test_the_command_writes_them_anew_and_leaves_the_authors_settings(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    schemas(project)
    assert {file.relative_to(project.root).as_posix(): file.read_text("utf-8") for file in project.root.rglob("*") if file.is_file()} == editor_files()
    (project.root / ".vscode/settings.json").write_text("{}\n", encoding="utf-8")
    old = project.root / FOLDER / "people.json"
    old.write_text(old.read_text("utf-8").replace("the name", "a name"), encoding="utf-8")
    capsys.readouterr()
    schemas(project)
    assert (project.root / ".vscode/settings.json").read_text("utf-8") == "{}\n"
    assert old.read_text("utf-8") == schema_files()["people.json"]
    assert ".vscode/settings.json is yours, and stays as it is" in capsys.readouterr().out


def test_what_somebody_else_wrote_stays(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "other" / "people.json"
    other.parent.mkdir()
    other.write_text("{}", encoding="utf-8")
    with pytest.raises(Stop, match=r"people.json: this is not ours"):
        schemas(project, str(other.parent))
    assert (other.read_text("utf-8"), len(list(other.parent.iterdir()))) == ("{}", 1)
    other.unlink()
    schemas(project, str(other.parent))
    assert {file.name for file in other.parent.iterdir()} == set(schema_files())


@pytest.mark.parametrize("kind", KINDS)
def test_the_data_files_of_a_new_event_say_which_schema_they_have(kind: str) -> None:
    assert (kit.scaffold() / "content" / "data" / f"{kind}.yaml").read_text("utf-8").startswith(schema_line(kind))
