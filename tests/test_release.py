"""The workflow that makes a release of a tag."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import Any

import pytest
import yaml
from dateline import __version__

from tests.sites import ROOT

FILE = ROOT / ".github/workflows/release.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text("utf-8"))
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["release"]["steps"]


def named(name: str) -> dict[str, Any]:
    """Return the step of that name."""
    (found,) = [step for step in STEPS if step.get("name") == name]
    return found


def test_it_runs_for_tags_and_only_its_last_step_is_given_the_token() -> None:
    assert WORKFLOW[True] == {"push": {"tags": ["v*"]}}  # YAML 1.1 takes `on` for a truth value
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert WORKFLOW["jobs"]["release"]["permissions"] == {"contents": "write"}
    assert [step.get("name") for step in STEPS if "token" in str(step)] == ["Release"]
    assert STEPS[0]["with"] == {"persist-credentials": False}


def test_what_is_released_is_what_was_built_and_summed() -> None:
    assert named("Release")["run"].endswith("dist/*.whl dist/*.tar.gz dist/SHA256SUMS")
    assert STEPS.index(named("Build, twice, in different folders")) < STEPS.index(named("Install it where nothing else is")) < STEPS.index(named("Sums"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="GitHub runs steps with bash")
@pytest.mark.parametrize(("tag", "status"), [(f"v{__version__}", 0), (__version__, 1), ("v99.0", 1)])
def test_the_tag_names_the_version(tag: str, status: int) -> None:
    step = named("The tag names the version")
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=ROOT, env={**os.environ, "GITHUB_REF_NAME": tag}, capture_output=True, encoding="utf-8")
    assert done.returncode == status
    assert bool(status) == done.stdout.startswith("::error::The tag is ")
