"""docs/checks.md and docs/publishing.md: each command in them is one, each file in them is taken by those that read it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest
import yaml
from dateline.authoring.cli import COMMANDS, PROGRAM
from dateline.authoring.faces import parser_of
from dateline.authoring.findings import ERROR, Finding, as_json
from dateline.authoring.hosts import HOSTS
from dateline.problems import Problem

from tests.sites import ROOT
from tests.workflows import against_the_schema

PAGES = {name: (ROOT / f"docs/{name}.md").read_text("utf-8") for name in ("checks", "publishing")}
EXAMPLES = [found for text in PAGES.values() for found in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.DOTALL)]
BY_NAME = {command.name: command for command in COMMANDS}
CALLS = sorted({line.strip() for text in PAGES.values() for line in text.splitlines() if line.startswith(f"    {PROGRAM} ")})


@pytest.mark.parametrize("call", CALLS)
def test_each_command_can_be_called_so(call: str) -> None:
    words = shlex.split(call.partition(" > ")[0])
    command = BY_NAME[words[1]]
    arguments = words[2 : words.index("--")] if "--" in words and command.rest else words[2:]
    assert parser_of(command, PROGRAM).parse_known_args(arguments)[1] == []


def test_each_option_of_check_and_each_host_has_its_row() -> None:
    rows = re.findall(r"^\| `(--[a-z]+)` \|", PAGES["checks"], re.MULTILINE)
    assert sorted(rows) == sorted(each.flag for each in BY_NAME["check"].parameters)
    assert [host for host in HOSTS if f"dateline hosting {host} " not in PAGES["publishing"]] == []
    (host,) = [each for each in BY_NAME["hosting"].parameters if each.name == "host"]
    assert host.choices == tuple(HOSTS)


def test_what_programs_get_is_what_is_shown() -> None:
    (shown,) = [text for name, text in EXAMPLES if name == "check.json"]
    path = "content/timeline/2022-01-05-almaty-airport.md"
    made = as_json([Finding.of(Problem(path, 4, 'unknown place "almtay"', 'did you mean "almaty"?', topic="keys"))], "", 1)
    assert json.loads(shown) == json.loads(made)
    assert Finding.of(Problem(path, 4, "", "")).level == ERROR


def test_workflows_and_hooks_are_what_their_readers_take(tmp_path: Path) -> None:
    files = []
    for number, (name, text) in enumerate(EXAMPLES):
        if name == "steps.yml":
            name, text = "workflows", f"on: push\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n{textwrap.indent(text, ' ' * 6)}"
        if "workflows" in name:
            files.append(tmp_path / f"{number}.yml")
            files[-1].write_text(text, "utf-8")
    assert len(files) == 2
    assert against_the_schema(files) == ""
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    hooks = [hook for name, text in EXAMPLES if name == ".pre-commit-config.yaml" for repo in yaml.safe_load(text)["repos"] for hook in repo["hooks"]]
    assert {hook["id"] for hook in hooks} == offered
    assert [shlex.split(hook["entry"])[1] for hook in hooks if "entry" in hook] == ["check"]


def test_links_and_anchors_of_the_two_pages_lead_somewhere() -> None:
    for name, text in PAGES.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            page, _, anchor = target.partition("#")
            if target.startswith("https://") or page in ("messages.md", "evidence.md", "mirrors.md", "editions.md"):  # whose links tests/test_docs.py follows
                continue
            there = PAGES[Path(page).stem] if page else text
            anchors = [re.sub(r"[^\w -]", "", line.lstrip("#").strip().lower()).replace(" ", "-") for line in there.splitlines() if line.startswith("#")]
            assert anchor in anchors, f"{name}: {target}"


def test_messages_that_are_explained_are_told_so() -> None:
    code = "".join((ROOT / f"plugins/dateline/authoring/{name}.py").read_text("utf-8") for name in ("online", "asking"))
    table = PAGES["checks"].split("| What is told |")[1].split("\n\n")[0]
    told = re.findall(r"`([^`(]+?)(?: \([^`]*)?`", "".join(row.split("|")[1] for row in table.splitlines()[2:]))
    assert len(told) >= 8
    assert [words for words in told if words not in code] == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not there")
def test_the_output_is_what_its_list_says(good_site: Path) -> None:
    assert subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=good_site / "output").returncode == 0
