"""What stands between a clone and a published site: settings, requirement files, workflow, .ci/run."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.cards.decks import TALL
from tests.editions.test_epub import REQUIRED
from tests.sites import GOOD, ROOT, write

REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
SITE = "https://user.github.io/repo"

# Each was seen with its version; a new one is pinned here and in the workflow at once.
ACTIONS = {
    "actions/attest-build-provenance": ("a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32", "v4.1.0"),
    "actions/cache": ("55cc8345863c7cc4c66a329aec7e433d2d1c52a9", "v6.1.0"),
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/configure-pages": ("983d7736d9b0ae728b81ab479565c72886d7745b", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
}

# They carry download addresses; the requirement files are our only ones.
LOCK_FILES = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "package-lock.json", "yarn.lock"}


def python(*arguments: str, site: str = "", folder: Path = ROOT) -> str:
    """Run this Python in the project, or a clone of it, with SITEURL as given, and return what it prints."""
    environment = {key: value for key, value in os.environ.items() if key != "SITEURL"}
    if site:
        environment["SITEURL"] = site
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True,
                          encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# --- Settings ----------------------------------------------------------------------------------------------------


def test_the_reusable_workflow_of_pelican_builds_the_site(tmp_path: Path) -> None:
    """The command line of getpelican/pelican's github_pages.yml: no content folder, FEED_DOMAIN beside SITEURL."""
    clone = tmp_path / "clone"
    write(clone, {name: text for name, text in GOOD.items() if name.startswith("content/")})
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, clone)
    for name in ("plugins", "theme"):
        shutil.copytree(ROOT / name, clone / name)
    python("-m", "pelican", "--settings", "publishconf.py",
           "--extra-settings", f'SITEURL="{SITE}"', f'FEED_DOMAIN="{SITE}"', "--output", f"{tmp_path}/output/", folder=clone)
    front = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    assert f'href="{SITE}/"' in front, "the front page names its own address"


# --- Requirement files -------------------------------------------------------------------------------------------


def entries(name: str) -> list[str]:
    """Return the entries of a requirement file, each on one line, without comments."""
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip() and not line.strip().startswith("#")]


def pinned(name: str) -> dict[str, str]:
    """Return the packages of a requirement file and their versions."""
    parsed = [Requirement(entry.split(" --hash", 1)[0]) for entry in entries(name)]
    return {canonicalize_name(found.name): str(found.specifier).removeprefix("==") for found in parsed}


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_each_requirement_is_pinned_with_hashes(name: str) -> None:
    entry = re.compile(r"[a-z0-9.-]+==[^\s*]+( ; [^#]+?)?( --hash=sha256:[0-9a-f]{64})+")
    assert [line for line in entries(name) if not entry.fullmatch(line)] == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirement_files_hold_no_address_and_no_path(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "invoke lock" in text.splitlines()[1]
    assert not re.search(r"://|\bhttps?\b|index-url|find-links|(?<!\w)[~/]/?\w+/|[A-Z]:\\|@", text)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirement_files_are_compiled_from_pyproject(name: str) -> None:
    wanted = project()["project"]["dependencies"]
    if name == "requirements-dev.txt":
        wanted = wanted + project()["dependency-groups"]["dev"]
    versions = pinned(name)
    for requirement in map(Requirement, wanted):
        version = versions.get(canonicalize_name(requirement.name), "")
        assert version, f"{requirement} is not in {name}: run `invoke lock`"
        assert requirement.specifier.contains(version), f"{requirement} is {version} in {name}: run `invoke lock`"


def test_tests_run_on_what_the_site_is_built_with() -> None:
    run_time, development = (pinned(name) for name in REQUIREMENTS)
    assert run_time.items() <= development.items()


def test_each_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = project()["project"]["dependencies"] + project()["dependency-groups"]["dev"]
    # Untyped packages share one reason.
    without = [name for name in wanted if not name.startswith("types-") and not re.search(rf'"{re.escape(name)}",\s*# \S', text)]
    assert without == []


def test_no_lock_file_is_in_the_tree() -> None:
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in {"output", "node_modules"} and name[0] != "."]
        found += [str(Path(folder, name)) for name in LOCK_FILES.intersection(files)]
    assert found == []


# --- Workflow ----------------------------------------------------------------------------------------------------


WORKFLOWS = sorted((ROOT / ".github/workflows").iterdir())


def workflow_text() -> str:
    return (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")


def workflow() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(workflow_text())
    loaded["on"] = loaded.pop(True)  # type: ignore[call-overload]  # YAML 1.1 takes `on` for a truth value
    return loaded


def steps(job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow()["jobs"][job]["steps"]
    return found


def using(job: str, action: str) -> dict[str, Any]:
    """Return the one step of a job that uses an action."""
    (found,) = [step for step in steps(job) if step.get("uses", "").startswith(f"{action}@")]
    return found


def test_every_action_is_pinned_to_a_commit_that_was_seen() -> None:
    lines = [line for file in WORKFLOWS for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    used = [re.fullmatch(r"\s*(?:- )?uses: ([\w./-]+)@([0-9a-f]{40})  # (v[\d.]+)", line) for line in lines]
    assert all(used), [line for line, match in zip(lines, used, strict=True) if not match]
    assert {match[1]: (match[2], match[3]) for match in used if match} == ACTIONS


def test_no_other_workflow_escapes_these_tests() -> None:
    assert {file.name for file in WORKFLOWS} == {"pages.yml", "release.yml"}


def test_permissions_are_the_least() -> None:
    jobs = workflow()["jobs"]
    assert workflow()["permissions"] == {"contents": "read"}
    assert {name: job.get("permissions") for name, job in jobs.items()} == {
        "test": None,
        "preview": {"contents": "read", "pages": "read"},
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write", "attestations": "write"},
    }


def test_only_main_is_published_and_only_when_tests_pass() -> None:
    found = workflow()
    assert found["on"] == {"push": {"branches": ["main"]}, "pull_request": None, "workflow_dispatch": None}
    assert found["jobs"]["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    assert (found["jobs"]["build"]["needs"], found["jobs"]["deploy"]["needs"]) == ("test", "build")
    assert found["jobs"]["deploy"]["environment"]["name"] == "github-pages"


def test_the_workflow_tests_the_oldest_and_the_newest_python() -> None:
    test = workflow()["jobs"]["test"]
    assert test["strategy"]["matrix"]["python"] == ["3.11", "3.14"]
    assert project()["project"]["requires-python"] == ">=3.11"
    assert [step["run"] for step in test["steps"] if "run" in step] == [".ci/run"]


def test_the_workflow_builds_for_the_address_that_pages_names() -> None:
    (build,) = [step for step in steps("build") if "pelican" in step.get("run", "")]
    assert build["run"] == "pelican content -s publishconf.py"
    assert build["env"] == {"SITEURL": "${{ steps.pages.outputs.base_url }}"}
    assert using("build", "actions/configure-pages")["id"] == "pages"
    assert using("build", "actions/upload-pages-artifact")["with"]["path"] == "output"
    assert using("build", "actions/cache")["with"]["path"] == ".cache/dateline"


def test_a_pull_request_is_checked_compared_and_can_be_looked_at() -> None:
    assert workflow()["jobs"]["preview"]["if"] == "github.event_name == 'pull_request'"
    assert [step["run"] for step in steps("preview") if "run" in step] == [
        "pip install --require-hashes -r requirements.txt",
        "python -m dateline check",
        'python -m dateline check --against "$SITEURL"',
        "pelican content",
    ]
    assert using("preview", "actions/upload-artifact")["with"]["path"] == "output"
    assert using("preview", "actions/configure-pages")["continue-on-error"] is True


def test_what_is_published_is_compared_with_before_it_is_replaced() -> None:
    runs = [step["run"] for step in steps("build") if "run" in step]
    assert runs[1:3] == ['python -m dateline check --against "$SITEURL"', "pelican content -s publishconf.py"]


@pytest.mark.parametrize("file", [ROOT / ".github/workflows/pages.yml", ROOT / "plugins/dateline/scaffold/dot-github/workflows/pages.yml"])
def test_the_list_of_what_is_published_is_attested_by_its_hash_alone(file: Path, tmp_path: Path) -> None:
    """Where a token may sign, no program of the site runs: the job that builds says a hash, and nothing else comes from it."""
    jobs = yaml.safe_load(file.read_text("utf-8"))["jobs"]
    (run,) = [step["run"] for step in jobs["build"]["steps"] if step.get("id") == "list"]
    write(tmp_path, {"output/SHA256SUMS": "x\n", "told": ""})
    subprocess.run(["bash", "-euo", "pipefail", "-c", run], cwd=tmp_path, env={**os.environ, "GITHUB_OUTPUT": str(tmp_path / "told")}, check=True)
    assert (tmp_path / "told").read_text() == f"sha256={hashlib.sha256(b'x' + bytes([10])).hexdigest()}\n"
    assert jobs["build"]["outputs"]["list"] == "${{ steps.list.outputs.sha256 }}"
    attest, deploy = jobs["deploy"]["steps"]
    assert attest["uses"].startswith("actions/attest-build-provenance@")
    assert attest["with"] == {"subject-name": "SHA256SUMS", "subject-digest": "sha256:${{ needs.build.outputs.list }}"}
    assert deploy["uses"].startswith("actions/deploy-pages@")
    assert "id-token" not in jobs["build"]["permissions"]


# --- .ci/run -----------------------------------------------------------------------------------------------------


def test_ci_runs_the_test_command_of_the_readme_word_for_word() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line.strip() for line in readme.splitlines() if line.rstrip().endswith("&& .venv/bin/pytest")]
    assert len(commands) == 1, "the README names the test command once"
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert commands[0] in lines
    assert lines.index("export DATELINE_REQUIRE_BROWSER=1  # from here on a missing browser is a failure, not a skip") < (
        lines.index(commands[0])
    )


def test_ci_installs_what_reads_cards_in_every_language_in_which_tests_draw_some() -> None:
    named = re.search(r"^ocr=\((.*)\)$", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.MULTILINE)
    assert named
    assert sorted(named[1].split()) == sorted(TALL.values())


def test_ci_holds_the_book_against_epubcheck_where_java_can_be_had() -> None:
    text = (ROOT / ".ci/run").read_text(encoding="utf-8")
    found, _, required = text.partition(f"export {REQUIRED}=1")
    assert "apt_install default-jre-headless" in found
    assert "found_java" in found.rpartition("if ")[2], "only then: without Java the test is skipped, and says so"
    assert ".venv/bin/pytest" in required


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no executable bit")
def test_ci_run_can_be_run() -> None:
    assert os.access(ROOT / ".ci/run", os.X_OK)


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash to parse it with")
def test_ci_run_is_valid_bash() -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci/run"], check=True)
