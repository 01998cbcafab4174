"""tasks.py: checkers and compilers are called as they must be, and their status is that of the task."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks.projects import built, called, calls, install, invoke, tool

NPM = """\
folder = Path(sys.argv[sys.argv.index("--prefix") + 1]) / "node_modules/vnu-jar/build/dist"
folder.mkdir(parents=True)
(folder / "vnu.jar").touch()
"""


@pytest.mark.parametrize("status", [0, 3])
def test_validate_fetches_the_checker_once_and_ends_with_its_status(small: Path, status: int) -> None:
    built(small)
    bin_folder = small.parent / "bin"
    tool(bin_folder, "npm", NPM)
    tool(bin_folder, "java", f"sys.exit({status})")
    done = invoke(small, "validate", path=str(bin_folder))
    assert done.returncode == status
    jar, *options, checked = called(bin_folder, "java")[called(bin_folder, "java").index("-jar") + 1 :]
    assert Path(jar).is_relative_to(small / ".cache/tools")
    assert Path(checked) == small / "output"
    assert {"--errors-only", "--skip-non-html"} <= set(options)
    assert {"--no-save", "--no-package-lock"} <= set(called(bin_folder, "npm"))
    (bin_folder / "npm.log").unlink()
    assert invoke(small, "validate", path=str(bin_folder)).returncode == status
    assert not (bin_folder / "npm.log").exists(), "fetched twice"


@pytest.mark.parametrize(
    ("ruff", "mypy", "status", "said"),
    [(0, 0, 0, ""), (1, 0, 1, "Ruff is not content\n"), (0, 1, 1, "mypy is not content\n")],
)
def test_lint_fails_when_either_does(small: Path, ruff: int, mypy: int, status: int, said: str) -> None:
    install(small, "ruff", ruff)
    install(small, "mypy", mypy)
    done = invoke(small, "lint")
    assert (done.returncode, done.stderr) == (status, said)
    assert calls(small, "ruff") == [["check", "."]]


def test_test_passes_on_what_it_is_told(small: Path) -> None:
    install(small, "pytest", 5)
    assert invoke(small, "test", "--", "-k", "a name").returncode == 5
    assert calls(small, "pytest") == [["-k", "a name"]]


def test_lock_compiles_all_files_for_all_platforms(small: Path) -> None:
    install(small, "uv")
    assert invoke(small, "lock").returncode == 0
    assert invoke(small, "lock", "--upgrade").returncode == 0
    compiled = [call[call.index("--output-file") + 1] for call in calls(small, "uv")]
    assert compiled == ["requirements.txt", "requirements-test.txt", "requirements-dev.txt"] * 2
    needed = {"--universal", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"}
    assert all(needed <= set(call) for call in calls(small, "uv"))
    assert ["--upgrade" in call for call in calls(small, "uv")] == [False] * 3 + [True] * 3
