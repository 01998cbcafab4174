"""The kit as a package: the same bytes wherever it is built, and each way of installing it finds the theme."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from dateline import __version__, kit
from dateline.authoring.pins import FILES, read_wheel

from tests.conftest import Once
from tests.sites import GOOD, ROOT, Finished, environment, tree, write

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WHEEL = f"pelican_dateline-{__version__}-py3-none-any.whl"
SDIST = f"pelican_dateline-{__version__}.tar.gz"
SETTINGS = """\
from dateline.run import Dateline

PELICAN_CLASS = Dateline
PLUGINS = ["dateline"]
SITENAME = "A small event"
RELATIVE_URLS = True
TIMEZONE = "UTC"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DATELINE = {"drafts": True}
PATH = "content"
"""
"""No PLUGIN_PATHS, no THEME."""
BUILD = """\
import time
from dateline import unchanged
from pelican import main

# What was installed a second ago is not taken for what runs; here nobody waits for it to be older.
unchanged._STARTED = time.time_ns() + 3600 * 10**9
main(["content"])
"""


def run(*command: str, folder: Path, **env: str) -> Finished:
    return subprocess.run(
        command, cwd=folder, env=environment(folder.parent / "home", **env), capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120
    )


def build(kind: str, source: Path, to: Path, epoch: str = "1700000000") -> Path:
    """Build a wheel or an sdist of a folder, as pip asks hatchling to."""
    to.mkdir(parents=True, exist_ok=True)
    done = run(sys.executable, "-c", f"import hatchling.build as b; print(b.build_{kind}({str(to)!r}))", folder=source, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, done.stderr
    return to / done.stdout.split()[-1]


def copy_of_the_kit(to: Path) -> Path:
    """Return a copy of what the package is built from, as another person's clone has it: other times, other rights."""
    # hatchling puts .gitignore into an sdist by itself.
    for name in (*PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"], ".gitignore"):
        source, target = ROOT / name, to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for file in to.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
        file.chmod(0o700 if file.is_dir() else 0o600)
    return to


@pytest.fixture(scope="module")
def built(once: Once) -> Path:
    """A folder with the wheel and the sdist, as they are built in this repository."""

    def make(folder: Path) -> None:
        for kind in ("wheel", "sdist"):
            build(kind, ROOT, folder)

    return once("built", make)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A new environment, without this kit and with all that it needs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    program = tmp_path / "venv" / Path(sysconfig.get_path("scripts")).name / Path(sys.executable).name
    asked = subprocess.run([program, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, encoding="utf-8")
    Path(asked.stdout.strip(), "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return program


def install(python: Path, *what: str) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    done = run(*pip, "--disable-pip-version-check", *what, folder=python.parent.parent)
    assert done.returncode == 0, done.stderr


def test_the_same_bytes_from_another_folder(built: Path, tmp_path: Path) -> None:
    clone = copy_of_the_kit(tmp_path / "a clone of it")
    for kind, name in (("wheel", WHEEL), ("sdist", SDIST)):
        assert build(kind, clone, tmp_path / "dist").read_bytes() == (built / name).read_bytes()


def test_the_sdist_gives_the_wheel_of_the_repository(built: Path, tmp_path: Path) -> None:
    with tarfile.open(built / SDIST) as archive:
        archive.extractall(tmp_path, filter="data")
    assert build("wheel", tmp_path / SDIST.removesuffix(".tar.gz"), tmp_path / "dist").read_bytes() == (built / WHEEL).read_bytes()


def test_the_wheel_holds_the_whole_kit(built: Path) -> None:
    """Nothing is lost to a line of .gitignore, and nothing else comes with it."""
    with zipfile.ZipFile(built / WHEEL) as wheel:
        found = set(wheel.namelist())
    package = {f"dateline/{name}" for name in tree(ROOT / "plugins/dateline") if "__pycache__" not in name}
    theme = {f"dateline/_kit/theme/{name}" for name in tree(ROOT / "theme")}
    others = {f"dateline/_kit/{name}" for name in ("CHANGELOG.md", "docs/messages.md", *FILES)}
    assert {name for name in found if ".dist-info/" not in name} == package | theme | others
    assert {name.partition("/")[2] for name in found if ".dist-info/licenses/" in name} == {"licenses/LICENSE", "licenses/theme/fonts/OFL.md", "licenses/theme/fonts/OFL-arabic.md", "licenses/plugins/dateline/gazetteer/LICENCE"}


def test_nothing_of_it_changes_with_the_time_but_what_says_the_time(built: Path, tmp_path: Path) -> None:
    """Two wheels of one commit, built as of other days, hold the same files."""
    one, other = (build("wheel", ROOT, tmp_path / epoch, epoch).read_bytes() for epoch in ("1700000000", "1800000000"))
    assert one != other
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        assert {each.filename: each.CRC for each in first.infolist()} == {each.filename: each.CRC for each in second.infolist()}


def test_the_command_is_there() -> None:
    module, _, name = PROJECT["project"]["scripts"]["dateline"].partition(":")
    assert callable(getattr(import_module(module), name))


def test_the_version_stands_in_one_place() -> None:
    assert kit.version() == __version__
    assert "version" not in PROJECT["project"]
    assert (ROOT / PROJECT["tool"]["hatch"]["version"]["path"]).read_text("utf-8").count("__version__ =") == 1


def test_the_wheel_carries_the_pins_that_the_repository_is_tested_with(built: Path) -> None:
    wheel = read_wheel(built / WHEEL)
    assert wheel.version == __version__
    for name in FILES:
        assert wheel.carried[name] == (ROOT / name).read_text("utf-8")
    assert "pelican-dateline==" not in "".join(wheel.carried.values())


def test_a_site_of_an_installed_wheel_is_the_one_of_the_repository(built: Path, python: Path, good_site: Path, tmp_path: Path) -> None:
    install(python, str(built / WHEEL))
    write(tmp_path / "site", {**GOOD, "pelicanconf.py": SETTINGS})
    done = run(str(python), "-c", BUILD, folder=tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert tree(tmp_path / "site/output") == tree(good_site / "output")
    again = run(str(python), "-c", BUILD, folder=tmp_path / "site")
    assert "nothing has changed" in again.stdout
    said = run(str(python.parent / "dateline"), "--version", folder=tmp_path / "site")
    assert (said.returncode, said.stdout) == (0, f"dateline {__version__}\n")


def test_an_editable_install_finds_the_theme_of_its_repository(python: Path, tmp_path: Path) -> None:
    clone = copy_of_the_kit(tmp_path / "clone")
    install(python, "--editable", str(clone))
    program = "from dateline import kit; print(kit.theme(), kit.requirements(), kit.changelog(), kit.repository(), sep='\\n')"
    done = run(str(python), "-c", program, folder=tmp_path)
    assert done.stdout.splitlines() == [str(clone / "theme"), str(clone / "requirements.txt"), str(clone / "CHANGELOG.md"), str(clone)]
