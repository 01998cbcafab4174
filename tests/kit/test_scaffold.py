"""What `dateline new` writes: every key is named, nothing invented, nothing of another event; any title comes out as it was said."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from dateline import kit
from dateline.authoring import answers
from dateline.authoring.answers import Answers
from dateline.authoring.cli import COMMANDS
from dateline.authoring.scaffolding import files
from dateline.problems import Misread, Problems
from dateline.read import frontmatter, values
from dateline.read.data import read_data
from dateline.read.keys import DATA, FRONT_MATTER, NESTED
from dateline.read.records import from_head, known_keys
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sites import ROOT
from tests.test_deploy import ACTIONS

TODAY = date(2024, 6, 1)
EVENT = Answers("An event", "Europe/Madrid", date(2024, 5, 31))


def written(event: Answers = EVENT) -> dict[str, str]:
    """Return the files of a new repository."""
    return {name: data.decode() for name, data in files(kit.scaffold(), event, TODAY).items()}


FILES = written()
HEADS = {
    "event": "content/event.md",
    "entry": "content/timeline/2024-05-31-first-entry.md",
    "article": "content/articles/first-article.md",
    "page": "content/pages/about.md",
}


def test_the_shape_is_that_of_this_repository() -> None:
    assert set(FILES) == {
        *HEADS.values(), "content/pages/404.md", *(f"content/data/{name}.yaml" for name in DATA if name not in NESTED), "content/extra/favicon.svg",
        "pelicanconf.py", "publishconf.py", "tasks.py", "tests/test_site.py", "theme/README.md", "README.md",
        ".gitignore", ".gitattributes", ".editorconfig", ".vscode/settings.json", ".github/workflows/pages.yml", ".ci/run",
    }  # fmt: skip


@pytest.mark.parametrize("kind", HEADS)
def test_every_key_of_a_head_is_there_or_named_in_a_note(kind: str) -> None:
    head = FILES[HEADS[kind]].split("---\n")[1]
    known = [key.name for key in FRONT_MATTER[kind]]
    named = [name for name in re.findall(r"^(?:# )?([A-Z][a-z_]+):", head, re.MULTILINE) if name in known]
    assert sorted(named) == sorted(known)
    assert len(set(named)) == len(named)


@pytest.mark.parametrize("kind", [kind for kind in DATA if kind not in NESTED])
def test_the_notes_of_a_data_file_are_a_record_with_all_keys(kind: str) -> None:
    text = FILES[f"content/data/{kind}.yaml"]
    example_record = re.search(r"^# a-key:\n(?:# .*\n)+", text, re.MULTILINE)
    assert example_record
    record = re.sub(r"^# ", "", example_record[0], flags=re.MULTILINE)
    problems = Problems()
    (read,) = read_data(record, kind, f"{kind}.yaml", problems) or ()
    assert problems.sorted() == []
    assert [key.name for key in DATA[kind]] == list(yaml.safe_load(record)["a-key"])
    if kind == "figures":
        assert [key.name for key in DATA["reports"]] == list(yaml.safe_load(record)["a-key"]["reports"][0])
        assert read.items
    if kind == "sources":
        assert [key.name for key in DATA["kept"]] == list(yaml.safe_load(record)["a-key"]["kept"][0])
        assert read.items
    required = [key.name for key in DATA[kind] if key.required]
    assert all(re.search(rf"\b{name}\b[^\n]* must be there", text) for name in required), "the notes say what must be there"


def test_there_is_no_word_of_the_kits_own_example() -> None:
    text = "\n".join((*FILES, *FILES.values()))
    assert not re.search(r"kazakh|almaty|aktau|astana|nur-sultan|tokayev|zhanaozen|qandy|bloody|january 2022|2022-01", text, re.IGNORECASE)


def test_every_place_is_filled() -> None:
    for event in (EVENT, Answers("T", "UTC", date(2020, 1, 1), date(2020, 1, 2), "ar", "https://example.org")):
        assert not [name for name, text in written(event).items() if "{{ new" in text or "{{new" in text]


def test_another_language_is_said_where_the_words_are_english() -> None:
    arabic = written(Answers("حدث", "Africa/Cairo", date(2024, 5, 31), language="ar"))
    assert all("\nLang: en\n" in arabic[name] for kind, name in HEADS.items() if kind != "event")
    assert all("Delete the next line when they are yours, and in each copy of this file.\nLang: en\n" in arabic[name] for kind, name in HEADS.items() if kind != "event")
    assert "{: lang=en dir=ltr }" in arabic["content/event.md"]
    assert "\nLang: en\n" not in "".join(FILES.values())


def test_the_readme_is_two_screens_long_and_its_commands_are_run() -> None:
    lines = FILES["README.md"].splitlines()
    assert len(lines) <= 80
    (build,) = [line.strip() for line in lines if line.endswith(".venv/bin/pelican content")]
    (test,) = [line.strip() for line in lines if line.endswith(".venv/bin/pytest")]
    assert build.startswith("python3 -m venv .venv && .venv/bin/pip install -r requirements.txt && ")
    assert test in FILES[".ci/run"].splitlines(), "word for word"


def test_commands_that_are_named_are_there() -> None:
    known = {command.name: {each.flag for each in command.parameters} for command in COMMANDS}
    named = re.findall(r"\bdateline ([a-z][a-z-]*)((?: --[a-z-]+| [^\s`-]\S*)*)", re.sub(r'"[^"]*"', "TEXT", "\n".join(FILES[name] for name in FILES if name.endswith((".md", ".yml", "run")))))
    assert {"live", "entry", "picture", "preview", "upgrade", "check"} <= {name for name, _ in named}
    assert [(name, flags) for name, flags in named if name not in known or not set(re.findall(r"--[a-z-]+", flags)) <= known[name]] == []


def test_editors_are_told_the_same_as_in_this_repository() -> None:
    assert FILES[".editorconfig"] == (ROOT / ".editorconfig").read_text("utf-8")


def test_actions_of_the_workflow_are_pinned_to_commits_that_were_seen() -> None:
    lines = [line for line in FILES[".github/workflows/pages.yml"].splitlines() if "uses:" in line]
    used = [re.fullmatch(r"\s*(?:- )?uses: ([\w./-]+)@([0-9a-f]{40})  # (v[\d.]+)", line) for line in lines]
    assert lines
    assert all(match and ACTIONS[match[1]] == (match[2], match[3]) for match in used), lines


def test_the_workflow_publishes_only_main_and_only_what_was_tested() -> None:
    workflow = yaml.safe_load(FILES[".github/workflows/pages.yml"])
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    assert workflow["permissions"] == {"contents": "read"}
    assert (build["permissions"], deploy["permissions"]) == ({"contents": "read", "pages": "read"}, {"pages": "write", "id-token": "write", "attestations": "write"})
    assert deploy["if"] == "github.ref == 'refs/heads/main' && needs.build.outputs.address"
    names = [step["name"] for step in build["steps"] if "run" in step]
    assert names == ["Install", "Check", "Test", "Ask where the site is published", "Compare", "Build", "Hash of the list"]


@given(st.text(max_size=60))
@example('"Dana"')
@example("'29 October'")
@example("It's “so”: a \"test\" # not a comment")
@example("- a list")
@example("> a quotation")
@example("[a, b]")
@example("|")
@example("2024")
@example("yes")
@example("Title: with a colon")
@example("---")
@example("{{ new.zone }}")
@example("back\\slash")
@example("دانا \"2024\"")
@example("ひ'\"")
def test_any_title_is_told_or_comes_out_as_it_was_said(said: str) -> None:
    try:
        title = answers.title(said)
    except Misread:
        return
    made = written(Answers(title, "Europe/Madrid", date(2024, 5, 31)))
    problems = Problems()
    head = frontmatter.parse(made["content/event.md"], "content/event.md", problems, known_keys("event"))
    record = from_head("event", "content/event.md", "event", head, problems)
    assert problems.sorted() == []
    assert record.text("title") == values.prose(values.unquoted(frontmatter.as_value(title)))
    (sitename,) = [node.value for node in ast.parse(made["pelicanconf.py"]).body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "SITENAME"]
    assert ast.literal_eval(sitename) == title


def test_the_scaffold_is_part_of_the_package() -> None:
    assert Path(kit.scaffold(), "pelicanconf.py").is_file()
    assert not [file for file in kit.scaffold().rglob(".*") if file.name != ".DS_Store"], "what begins with a dot is eaten by tools"
