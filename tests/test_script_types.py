"""The scripts' types, which stand in their comments, as TypeScript's own checker reads them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from dateline.scripts import published

from tests.conftest import Once
from tests.npm import fetched
from tests.sites import ROOT

VERSION = "7.0.2"
SCRIPTS = {"of the theme": ROOT / "theme/static/js/dateline.js", "of an event that goes on": ROOT / "theme/static/js/developing.js", "of the search": ROOT / "theme/static/js/search.js", "of live": ROOT / "plugins/dateline/live/live.js"}


@pytest.fixture(scope="module")
def compiler(once: Once) -> Path:
    """TypeScript's compiler."""
    return fetched(once, "typescript", VERSION) / "bin/tsc"


def check(compiler: Path, script: Path) -> str:
    """Return what TypeScript finds wrong with a script; nothing where all is well."""
    flags = ("--allowJs", "--checkJs", "--strict", "--noEmit", "--lib", "dom,dom.iterable,es2022", "--target", "es2022", "--types", "")
    done = subprocess.run(
        [shutil.which("node") or "node", str(compiler), *flags, str(script)],
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_has_a_type_error(compiler: Path, script: str) -> None:
    assert check(compiler, SCRIPTS[script]) == ""


def test_a_type_error_is_found(compiler: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.js"
    bad.write_text('/** @param {number} x */\nconst f = (x) => x.trim();\ndocument.querySelector("a").href = f("");\n', "utf-8")
    found = check(compiler, bad)

    assert [code for code in ("TS2339", "TS2531", "TS18047") if code in found]


@pytest.mark.parametrize("script", ["of the theme", "of the search"])
def test_what_is_published_does_the_same(compiler: Path, script: str, tmp_path: Path) -> None:
    """TypeScript reads the script as it is written and as it is published, and writes both down in its own way, without comments."""
    said = []
    for name, data in (("written", SCRIPTS[script].read_bytes()), ("published", published(SCRIPTS[script]))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "script.js").write_bytes(data)
        flags = ("--allowJs", "--removeComments", "--target", "es2022", "--outDir", str(tmp_path / name / "out"), str(tmp_path / name / "script.js"))
        subprocess.run([shutil.which("node") or "node", str(compiler), *flags], capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
        said.append([line.strip() for line in (tmp_path / name / "out/script.js").read_text("utf-8").splitlines() if line.strip()])
    assert said[0] == said[1]
    assert len(said[0]) > 100
