"""An event of one's own, from the wheel on: installed in a fresh environment, started, built, tested, and each step of its workflow run in a clean clone.

No package is fetched: the environments see those of the one that runs the tests, which are the pinned ones.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateline import __version__
from dateline.authoring.packing import own_wheel

from tests.conftest import Once
from tests.http import serving
from tests.sites import Finished, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the steps of the workflow are for bash")

WHEEL = f"pelican_dateline-{__version__}-py3-none-any.whl"
ANSWERS = ("--title", "A test event", "--starts", "2024-05-31", "--ends", "2024-06-02", "--zone", "Europe/Madrid")


def run(folder: Path, *command: str, path: Path, **env: str) -> Finished:
    """Run a program in a folder, with an empty home and another folder first on its PATH."""
    kept = {name: os.environ[name] for name in ("CHROME_PATH", "DATELINE_REQUIRE_BROWSER", "PLAYWRIGHT_BROWSERS_PATH") if name in os.environ}
    home = path.parent.parent / "home"
    everything = environment(home, **{**kept, **env})
    everything["PATH"] = f"{path}{os.pathsep}{everything['PATH']}"
    return subprocess.run(command, cwd=folder, env=everything, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=300)


def done(folder: Path, *command: str, path: Path, **env: str) -> str:
    """Run a program that must succeed without a word of complaint; return what it prints."""
    finished = run(folder, *command, path=path, **env)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


def fresh(folder: Path) -> Path:
    """Return the programs' folder of a new environment: no kit in it, and all that the kit needs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    programs = folder / Path(sysconfig.get_path("scripts")).name
    asked = subprocess.run([programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True)
    Path(asked.stdout.decode().strip(), "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    for name in ("pip", "pelican", "pytest"):
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{programs / "python"}" -m {name} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
    return programs


def pip(programs: Path, folder: Path, *what: str) -> None:
    """Install with the environment's own pip, from nowhere but the files that are named."""
    done(folder, "pip", "install", *what, path=programs, PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1")


@pytest.fixture(scope="module")
def started(once: Once) -> Path:
    """A folder in which the wheel was built, installed, and asked for a new event, in `event/`."""

    def make(folder: Path) -> None:
        wheel = own_wheel()
        (folder / wheel.name).write_bytes(wheel.data)
        programs = fresh(folder / "first")
        pip(programs, folder, "--no-deps", str(folder / wheel.name))
        said = done(folder, "dateline", "new", "event", *ANSWERS, path=programs)
        assert said.splitlines()[2].strip() == "dateline build", "what to do next"
        git = ("git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-C", str(folder / "event"))
        for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "Start")):
            subprocess.run([*git, *words], check=True, capture_output=True)

    return once("started", make)


def contents(wheel: Path) -> dict[str, bytes]:
    """Return what is in a wheel; the list of its files in order."""
    with zipfile.ZipFile(wheel) as packed:
        found = {name: packed.read(name) for name in packed.namelist()}
    return {name: b"\n".join(sorted(data.splitlines())) if name.endswith("/RECORD") else data for name, data in found.items()}


def test_the_wheel_that_is_made_of_an_installed_kit_holds_what_was_installed(started: Path) -> None:
    assert contents(started / "event/vendor" / WHEEL) == contents(started / WHEEL)


def test_it_builds_at_once_and_says_nothing_but_that(started: Path, tmp_path: Path) -> None:
    event = shutil.copytree(started / "event", tmp_path / "event")
    for command in (("pelican", "content"), ("dateline", "build")):
        finished = run(event, *command, path=started / "first/bin")
        assert (finished.returncode, finished.stderr) == (0, "")
    assert "A test event" in (event / "output/index.html").read_text("utf-8")
    inside = run(event / "content/timeline", "dateline", "clean", path=started / "first/bin")
    assert (inside.returncode, inside.stdout, inside.stderr) == (0, "", "")
    assert not (event / "output").exists()


def test_invoke_has_the_same_commands(started: Path) -> None:
    said = done(started / "event", str(started / "first/bin/python"), "-m", "invoke", "--list", path=started / "first/bin")
    assert {"build", "serve", "preview", "picture"} <= {line.split()[0] for line in said.splitlines() if line.startswith("  ") and line.split()}
    assert "new" not in {line.split()[0] for line in said.splitlines() if line.split()}


# --- The workflow ------------------------------------------------------------------------------------------------


class Runner:
    """Runs the `run:` steps of a job as GitHub's runner does, on a branch: each in bash with its environment; actions it passes over."""

    def __init__(self, clone: Path, programs: Path, **env: str) -> None:
        self.clone, self.programs, self.env = clone, programs, env
        self.outputs: dict[str, dict[str, str]] = {}
        self.said: dict[str, str] = {}

    def __call__(self, steps: list[Mapping[str, Any]], *names: str) -> None:
        """Run the steps of these names, all without any, in their order; not those that ask for an output that is empty."""
        for step in steps:
            if "run" in step and (not names or step["name"] in names) and self._filled(f"${{{{ {step.get('if', 'always')} }}}}"):
                self._run(step)

    def _run(self, step: Mapping[str, Any]) -> None:
        output = self.programs.parent.parent / "output.txt"
        output.write_text("", encoding="utf-8")
        script = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", self._filled(step["run"]))
        given = {name: self._filled(value) for name, value in step.get("env", {}).items()}
        self.said[step["name"]] = done(self.clone, *script, path=self.programs, GITHUB_OUTPUT=str(output), **self.env, **given)
        lines = output.read_text("utf-8").splitlines()
        self.outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)

    def _filled(self, text: str) -> str:
        known = {"github.token": "a-token", "always": "yes"} | {f"steps.{step}.outputs.{name}": value for step, all_of_it in self.outputs.items() for name, value in all_of_it.items()}
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda found: known.get(found[1], ""), text)


def gh(folder: Path, says: str, status: int = 0) -> None:
    """Put a `gh` into a folder that answers as GitHub's does when it is asked for the Pages of a repository."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "gh"
    program.write_text(
        "#!/bin/sh\n"
        f'test "$1 $2 $3 $4" = "api repos/user/repo/pages --jq select(.build_type == \\"workflow\\") | .html_url" || exit 9\n'
        f'test "$GH_TOKEN" = a-token || exit 8\n'
        f"echo '{says}'; exit {status}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)


def test_each_step_of_the_workflow_in_a_clean_clone(started: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", str(started / "event"), str(tmp_path / "clone")], check=True)
    programs = fresh(tmp_path / "second")
    steps = yaml.safe_load((tmp_path / "clone/.github/workflows/pages.yml").read_text("utf-8"))["jobs"]["build"]["steps"]
    offline = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "GITHUB_REPOSITORY": "user/repo"}

    # The first push, when nobody has turned Pages on yet.
    gh(programs, '{"message": "Not Found"}', 1)
    run_steps = Runner(tmp_path / "clone", programs, **offline)
    run_steps(steps)
    assert list(run_steps.said) == ["Install", "Check", "Test", "Ask where the site is published", "Build", "Hash of the list"]
    assert run_steps.outputs["list"] == {"sha256": hashlib.sha256((tmp_path / "clone/output/SHA256SUMS").read_bytes()).hexdigest()}
    assert re.search(r"\b3 passed|2 passed, 1 skipped", run_steps.said["Test"])
    assert run_steps.said["Ask where the site is published"].startswith("::notice title=Not published yet::")
    assert 'href="timeline/index.html"' in (tmp_path / "clone/output/index.html").read_text("utf-8")

    # When Pages is on, then: what is published is what was built.
    with serving(tmp_path / "clone/output", "/repo/") as server:
        site = server.address("").rstrip("/")
        gh(programs, f"{site}/")
        run_steps(steps, "Ask where the site is published", "Build")
        assert run_steps.outputs["pages"] == {"address": site}
        assert f'<link rel="canonical" href="{site}/">' in (tmp_path / "clone/output/index.html").read_text("utf-8")

        # Nothing would be gone of it.
        run_steps(steps, "Compare")
        assert "gone" not in run_steps.said["Compare"]


def next_wheel(wheel: Path, version: str) -> Path:
    """Write a later version of a wheel beside it: with its number, a line in its changelog, and another tint of one colour."""
    changed = {
        "dateline/__init__.py": (f'__version__ = "{__version__}"', f'__version__ = "{version}"'),
        "dateline/_kit/CHANGELOG.md": ("# Changelog\n", f"# Changelog\n\n## {version} (2027-01-01)\n\n- The paper is a little whiter.\n"),
        "dateline/_kit/theme/static/css/tokens.css": ("--paper: ", "--paper-of-before: "),
        f"pelican_dateline-{__version__}.dist-info/METADATA": (f"Version: {__version__}", f"Version: {version}"),
    }
    later = wheel.with_name(WHEEL.replace(__version__, version))
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(later, "w") as new:
        record = []
        for name in old.namelist():
            data, to = old.read(name), name.replace(f"-{__version__}.dist-info", f"-{version}.dist-info")
            if name in changed:
                before, after = changed[name]
                assert before.encode() in data, name
                data = data.replace(before.encode(), after.encode(), 1)
            if not name.endswith("/RECORD"):
                new.writestr(to, data)
                digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                record.append(f"{to},sha256={digest},{len(data)}\n")
        info = f"pelican_dateline-{version}.dist-info/RECORD"
        new.writestr(info, "".join(record) + f"{info},,\n")
    return later


def test_it_moves_to_the_next_kit_with_one_command(started: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "--quiet", str(started / "event"), str(tmp_path / "event")], check=True)
    event, programs = tmp_path / "event", fresh(tmp_path / "third")
    pip(programs, event, "--require-hashes", "-r", "requirements.txt")
    done(event, "pelican", "content", path=programs)
    before = (event / "output/index.html").read_bytes()

    said = done(event / "content", "dateline", "upgrade", str(next_wheel(started / WHEEL, "99.1")), path=programs)
    assert f"Dateline {__version__} -> 99.1, in requirements.txt and requirements-test.txt." in said
    assert "- The paper is a little whiter." in said
    assert [file.name for file in (event / "vendor").iterdir()] == [WHEEL.replace(__version__, "99.1")]
    pip(programs, event, "--require-hashes", "-r", "requirements.txt")
    assert done(event, "dateline", "--version", path=programs) == "dateline 99.1\n"
    done(event, "pelican", "content", path=programs)
    assert (event / "output/index.html").read_bytes() != before, "the theme of the new kit is used at once"
    changed = subprocess.run(["git", "-C", str(event), "status", "--short"], check=True, capture_output=True, encoding="utf-8").stdout
    assert {line[3:] for line in changed.splitlines()} == {"requirements.txt", "requirements-test.txt", f"vendor/{WHEEL}", f"vendor/{WHEEL.replace(__version__, '99.1')}"}


def test_another_wheel_than_the_pinned_one_is_refused(started: Path, tmp_path: Path) -> None:
    event = shutil.copytree(started / "event", tmp_path / "event")
    wheel = event / "vendor" / WHEEL
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    refused = run(event, "pip", "install", "--require-hashes", "-r", "requirements.txt", path=started / "first/bin", PIP_NO_INDEX="1")
    assert refused.returncode == 1
    assert "DO NOT MATCH THE HASHES" in refused.stderr
