"""`dateline upgrade`: the pins of an event's repository are those of another wheel; what is lost or wrong is told before."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from dateline import kit
from dateline.authoring import migrating, upgrading
from dateline.authoring.cli import COMMANDS
from dateline.authoring.faces import arguments_of
from dateline.authoring.migrating import migrate
from dateline.authoring.packing import _packed, _still_there
from dateline.authoring.pins import pinned, read_wheel, requirements, wheel_of
from dateline.authoring.project import Project, Stop
from dateline.authoring.upgrading import changes, upgrade
from dateline.files import write_atomically

from tests.sites import ROOT, tree, write
from tests.wheels import CHANGES, name_of, wheel

OLD, NEW = wheel("0.1.0"), wheel("0.2.0", pillow="13.1.0")
OWN = "pelican-more==1.0 \\\n    --hash=sha256:4444444444444444444444444444444444444444444444444444444444444444\n"


def git(root: Path, *arguments: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "All of it")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """An event's repository with version 0.1.0 in vendor/, committed; version 0.2.0 lies beside it."""
    root = tmp_path / "event"
    pins = pinned(wheel_of(name_of("0.1.0"), OLD, "old"))
    write(root, {f"vendor/{name_of('0.1.0')}": OLD, **pins, "pelicanconf.py": "SITENAME = 'A'\n", ".gitignore": "/output/\n"})
    git(root, "init", "--quiet")
    commit(root)
    write(tmp_path, {name_of("0.2.0"): NEW})
    return Project(root, root / "content", root / "output", root / "theme", "localhost", 8000)


def told(project: Project, to: str, **options: bool) -> str:
    with pytest.raises(Stop) as stopped:
        upgrade(project, to, **options)
    assert stopped.value.code == 2
    return stopped.value.message


def test_a_wheel(project: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert upgrade(project, str(tmp_path / name_of("0.2.0"))) == 0
    said, errors = capfd.readouterr()
    assert said == (
        "Dateline 0.1.0 -> 0.2.0, in requirements.txt and requirements-test.txt.\n"
        "  pillow: 13.0.0 -> 13.1.0\n"
        "Install it: pip install -r requirements.txt (and -r requirements-test.txt where the tests run), build, look, commit.\n"
        "\n0.2.0\n\n- Something newest.\n\n0.2.0 (2027-01-01)\n\n- Something new.\n"
    )
    assert errors == ""
    assert sorted(tree(project.root / "vendor")) == [name_of("0.2.0")]
    written = (project.root / "requirements.txt").read_text("utf-8")
    assert f"./vendor/{name_of('0.2.0')} \\\n    --hash=sha256:{hashlib.sha256(NEW).hexdigest()}\n" in written
    assert "pillow==13.1.0" in written
    assert "pyproject.toml" not in written
    assert "pytest==9.0.2" in (project.root / "requirements-test.txt").read_text("utf-8")
    assert (project.root / f"vendor/{name_of('0.2.0')}").read_bytes() == NEW


def test_once_more_there_is_nothing_to_do(project: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    upgrade(project, str(tmp_path / name_of("0.2.0")))
    commit(project.root)
    before = tree(project.root)
    capfd.readouterr()
    assert upgrade(project, "0.2.0") == 0
    assert capfd.readouterr().out == "This site has Dateline 0.2.0 already.\nFor authors nothing has changed.\n"
    assert tree(project.root) == before


def test_what_authors_have_added_is_kept(project: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = project.root / "requirements.txt"
    file.write_text(f"{file.read_text('utf-8')}{OWN}-r requirements-more.txt\n", "utf-8")
    commit(project.root)
    for version in ("0.2.0", "0.3.0"):
        write(tmp_path, {name_of(version): wheel(version)})
        upgrade(project, str(tmp_path / name_of(version)))
        commit(project.root)
        assert "Kept in requirements.txt, because the kit does not ask for it: pelican-more, -r requirements-more.txt\n" in capfd.readouterr().out
        assert file.read_text("utf-8").endswith(f"# Your own, kept by `dateline upgrade`:\n{OWN}-r requirements-more.txt\n")
        assert file.read_text("utf-8").count("# Your own") == 1


@pytest.mark.parametrize("stopped_at", range(1, 5))
def test_whenever_it_is_stopped_the_files_name_what_is_there(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: int) -> None:
    """And run again it does the rest."""
    real, calls = write_atomically, list[Path]()

    def write_until(file: Path, data: bytes) -> None:
        calls.append(file)
        if len(calls) == stopped_at:
            raise KeyboardInterrupt
        real(file, data)

    monkeypatch.setattr("dateline.authoring.upgrading.write_atomically", write_until)
    if stopped_at < 4:
        with pytest.raises(KeyboardInterrupt):
            upgrade(project, str(tmp_path / name_of("0.2.0")))
    for name in ("requirements.txt", "requirements-test.txt"):
        asked = requirements((project.root / name).read_text("utf-8"))["pelican-dateline"]
        version = "0.2.0" if "0.2.0" in asked else "0.1.0"
        kept = project.root / "vendor" / name_of(version)
        assert hashlib.sha256(kept.read_bytes()).hexdigest() in asked
    monkeypatch.undo()
    git(project.root, "stash", "--include-untracked")
    upgrade(project, str(tmp_path / name_of("0.2.0")))
    assert sorted(tree(project.root / "vendor")) == [name_of("0.2.0")]


def test_what_git_does_not_have_is_not_written_over(project: Project, tmp_path: Path) -> None:
    write(project.root, {"requirements-test.txt": "pytest\n"})
    before = tree(project.root)
    said = told(project, str(tmp_path / name_of("0.2.0")))
    assert said.startswith("requirements-test.txt: there are changes that git does not have: commit it first (git commit)")
    assert tree(project.root) == before


def test_without_git_the_files_of_before_are_kept_beside(project: Project, tmp_path: Path) -> None:
    shutil.rmtree(project.root / ".git")
    before = (project.root / "requirements.txt").read_bytes()
    upgrade(project, str(tmp_path / name_of("0.2.0")))
    assert (project.root / "requirements.txt.old").read_bytes() == before
    assert sorted(tree(project.root / "vendor")) == [name_of("0.1.0"), name_of("0.2.0")]


def rewritten(wheel: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return a wheel in which files are others, or not there, and whose list of files is the old one."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wheel)) as old, zipfile.ZipFile(written, "w") as new:
        for name, data in {**{name: old.read(name) for name in old.namelist()}, **changes}.items():
            if data is not None:
                new.writestr(name, data)
    return written.getvalue()


GET = "name one of the kit: pelican_dateline-VERSION-py3-none-any.whl"
WRONG: dict[str, tuple[str, bytes | None, str]] = {
    "another distribution": ("pillow-13.0.0-py3-none-any.whl", OLD, f": it is a wheel of pillow, not of pelican-dateline: {GET}"),
    "no wheel": ("pelican_dateline-0.2.0.tar.gz", b"", f": it is no wheel: {GET}"),
    "not there": (name_of("0.2.0"), None, ": there is no such file: name a wheel of the kit: pelican_dateline-VERSION-py3-none-any.whl"),
    "no zip": (name_of("0.2.0"), b"<!DOCTYPE html>", ": it cannot be read (File is not a zip file): get it again"),
    "cut": (name_of("0.2.0"), NEW[: len(NEW) // 2], ": it cannot be read (File is not a zip file): get it again"),
    "damaged": (name_of("0.2.0"), NEW.replace(b"Something new", b"Something odd"), ": it cannot be read (dateline/_kit/CHANGELOG.md is damaged): get it again"),
    "changed": (name_of("0.2.0"), rewritten(NEW, {"dateline/kit.py": b"changed"}), ": dateline/kit.py in it is not what was built, by its own list (RECORD): get it again"),
    "with more in it": (name_of("0.2.0"), rewritten(NEW, {"dateline/more.py": b""}), ": dateline/more.py in it is not what was built"),
    "with less in it": (name_of("0.2.0"), rewritten(NEW, {"dateline/kit.py": None}), ": dateline/kit.py in it is not what was built"),
    "without its list": (name_of("0.2.0"), rewritten(NEW, {"pelican_dateline-0.2.0.dist-info/RECORD": None}), ": dateline/"),
    "renamed": (name_of("0.2.0"), OLD, ": it holds pelican-dateline 0.1.0: a wheel is called by what it holds: get it again, or give it its own name back"),
    "another one inside": (name_of("0.2.0"), wheel("0.2.0", name="pillow"), ": it holds pillow 0.2.0: a wheel is called by what it holds"),
    "without pins": (name_of("0.2.0"), wheel("0.2.0", pins=False), ": it does not carry requirements.txt: name one that was built from the kit's repository"),
    "a later Python": (name_of("0.2.0"), wheel("0.2.0", python=">=4.2"), ": it needs Python 4.2, and this is "),
    "older": (name_of("0.0.9"), wheel("0.0.9"), ": it is older than 0.1.0, which this site has: to go back, take back the commit that moved it (git revert)"),
}


@pytest.mark.parametrize("why", WRONG)
def test_wrong_wheels(project: Project, tmp_path: Path, why: str) -> None:
    name, data, expected = WRONG[why]
    file = tmp_path / "wrong" / name
    write(tmp_path, {} if data is None else {f"wrong/{name}": data})
    before = tree(project.root)
    assert told(project, str(file)).removeprefix(str(file.parent)).lstrip("/").startswith(f"{name}{expected}")
    assert tree(project.root) == before


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("newest", '"newest" is no wheel, no address and no version: name one of these: pelican_dateline-0.2.0-py3-none-any.whl, https://..., 0.2.0'),
        ("0.2.0", "nobody knows where version 0.2.0 is: get pelican_dateline-0.2.0-py3-none-any.whl from where you got the kit, and name the file or its address"),
    ],
)
def test_wrong_names(project: Project, to: str, expected: str) -> None:
    assert told(project, to) == expected


def test_a_file_that_is_somebody_elses(project: Project, tmp_path: Path) -> None:
    write(project.root, {"requirements.txt": "pelican\n"})
    assert told(project, str(tmp_path / name_of("0.2.0"))).startswith("requirements.txt: it does not name pelican-dateline: put what it names into requirements-more.txt")


@pytest.fixture
def release(tmp_path: Path) -> Iterator[str]:
    """The address of a server with releases, as a forge has them."""
    for version, data in (("0.1.0", OLD), ("0.2.0", NEW)):
        write(tmp_path / "releases", {f"v{version}/{name_of(version)}": data})

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "releases"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_version_is_fetched_from_where_the_last_one_was(project: Project, release: str) -> None:
    write(project.root, pinned(wheel_of(name_of("0.1.0"), OLD, "old"), f"{release}/v0.1.0/{name_of('0.1.0')}"))
    commit(project.root)
    assert upgrade(project, "v0.2.0") == 0
    asked = requirements((project.root / "requirements.txt").read_text("utf-8"))["pelican-dateline"]
    assert f"pelican-dateline @ {release}/v0.2.0/{name_of('0.2.0')} \\\n    --hash=sha256:{hashlib.sha256(NEW).hexdigest()}\n" in asked
    assert not (project.root / "vendor").exists() or tree(project.root / "vendor") == {}
    commit(project.root)
    assert told(project, "0.3.0").startswith(f"{release}/v0.3.0/{name_of('0.3.0')}: the server answers 404")
    assert upgrade(project, "0.2.0", vendor=True) == 0
    assert (project.root / "vendor" / name_of("0.2.0")).read_bytes() == NEW


def test_what_changed_between_two_versions() -> None:
    assert changes(CHANGES, "0.1.0", "0.2.0").count("Something") == 2
    assert changes(CHANGES, "", "0.2.0").count("Something") == 3
    assert changes(CHANGES, "0.1.0", "0.1.0") == "For authors nothing has changed."
    assert "old" not in changes(CHANGES, "0.1.0", "0.3.0")
    assert changes("", "0.1.0", "0.2.0") == "For authors nothing has changed."


def test_what_changed_for_maintainers_is_not_told() -> None:
    text = "# Changelog\n\n## 0.3.0 (2027-02-01)\n\n### For maintainers\n\n- Inside.\n\n## 0.2.0 (2027-01-01)\n\n### For authors\n\n- New.\n\n### For maintainers\n\n- Inside.\n"
    assert changes(text, "0.1.0", "0.3.0") == "\n0.2.0 (2027-01-01)\n\n- New."
    assert changes(text, "0.2.0", "0.3.0") == "For authors nothing has changed."


def test_what_changed_is_told_as_plain_words() -> None:
    text = "## 0.2.0 (2027-01-01)\n\n### For authors\n\n#### Pictures\n\n- **Any name** is [taken](https://example.org/): `a b.jpg`, 2 * 3 ** 2.\n  Read on. [Pictures](docs/pictures.md)\n"
    assert changes(text, "0.1.0", "0.3.0") == "\n0.2.0 (2027-01-01)\n\nPictures\n\n- Any name is taken: `a b.jpg`, 2 * 3 ** 2.\n  Read on."


def test_versions_in_order() -> None:
    names = ["0.1.dev1", "0.1a1", "0.1b2", "0.1rc1", "0.1", "0.1.post1", "0.1.1", "0.2", "0.10", "1.0", "10.0"]
    assert sorted(frozenset(names), key=upgrading._order) == names
    assert upgrading._order("1.0") == upgrading._order("1.0.0")


PAGE = (ROOT / "docs/upgrading.md").read_text("utf-8")
SAID: dict[str, str] = dict(re.findall(r"<!-- said by: ([\w ]+) -->\n```text\n(.*?)```", PAGE, re.DOTALL))


def test_the_page_about_it_shows_what_is_said(project: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write(project.root, {"pelicanconf.py": QUALITY})
    commit(project.root)
    upgrade(project, str(tmp_path / name_of("0.2.0")))
    said, errors = capfd.readouterr()
    assert said.replace("\n0.2.0\n\n- Something newest.\n", "").startswith(SAID["dateline upgrade"])
    assert errors == SAID["quality"]
    assert len(SAID) == PAGE.count("```text")


def test_the_commands_on_the_page_can_be_typed() -> None:
    commands = re.findall(r"^    dateline upgrade (.+)$", PAGE, re.MULTILINE)
    (row,) = (command for command in COMMANDS if command.name == "upgrade")
    for words in commands:
        arguments = arguments_of(row, "dateline", words.split())
        assert arguments["to"] in (name_of("0.2.0"), "0.2.0")
    assert {parameter.flag for parameter in row.parameters if parameter.default is not None} == set(re.findall(r"`(--[a-z]+)`", PAGE))
    assert len(commands) == 3


# --- Content of an older form -------------------------------------------------------------------------------------

QUALITY = 'SITENAME = "A"\nDATELINE = {\n    "quality": 80,\n    "drafts": True,\n}\n'


def test_quality_was_one_number(project: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Told by the kit that is moved to, out of its wheel."""
    write(project.root, {"pelicanconf.py": QUALITY})
    commit(project.root)
    assert upgrade(project, str(tmp_path / name_of("0.2.0"))) == 1
    said, errors = capfd.readouterr()
    new = '"quality": {"avif": 60, "webp": 80, "jpeg": 74}'
    assert errors == f'pelicanconf.py:3: "quality" is one number: each format has its own: {new}\n'
    assert f'--- pelicanconf.py\n+++ pelicanconf.py\n@@ -1,5 +1,5 @@\n SITENAME = "A"\n DATELINE = {{\n-    "quality": 80,\n+    {new},\n' in said
    assert said.endswith("Nothing in your files was changed. With --write the changes above are made.\n")
    assert (project.root / "pelicanconf.py").read_text("utf-8") == QUALITY
    commit(project.root)
    assert upgrade(project, "0.2.0", write=True) == 0
    assert (project.root / "pelicanconf.py").read_text("utf-8") == QUALITY.replace('"quality": 80', new)
    assert migrate(project.root, write=False) == 0


def test_nothing_is_mended_that_git_does_not_have(project: Project) -> None:
    write(project.root, {"pelicanconf.py": QUALITY})
    with pytest.raises(Stop, match=r"^pelicanconf\.py: there are changes that git does not have: commit them first"):
        migrate(project.root, write=True)
    shutil.rmtree(project.root / ".git")
    with pytest.raises(Stop, match="this folder is in no git repository that could give them back"):
        migrate(project.root, write=True)
    assert (project.root / "pelicanconf.py").read_text("utf-8") == QUALITY


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A repository of the old kind: the kit's, with an event of its own, some of its theme changed, some of an earlier commit."""
    root = tmp_path / "copied"
    shutil.copytree(ROOT / "plugins/dateline", root / "plugins/dateline", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "pelicanconf.py", root)
    write(root, {"pyproject.toml": '[project]\nname = "dateline"\n', "requirements.txt": "pelican==4.12.0\n", "requirements-dev.txt": "", ".gitignore": ""})
    write(root, {"theme/static/css/layout.css": "@layer layout { a { top: 0 } }\n", "theme/templates/ours.html": "Ours\n"})
    git(root, "init", "--quiet")
    commit(root)
    return root


def test_a_copied_kit_becomes_the_installed_one(copied: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert migrate(copied, write=False) == 1
    said, errors = capfd.readouterr()
    assert "plugins/dateline: the kit is installed now, and this copy of it would be used instead: delete the folder\n" in errors
    assert 'pelicanconf.py:7: nothing of yours lies in plugins/ any more: take the line out\n' in errors
    assert "theme/static/css/layout.css: it lies over the kit's own, and is not the same: see what is yours in it" in errors
    assert "theme/templates/ours.html" not in errors
    assert '-PLUGIN_PATHS = ["plugins"]\n' in said
    assert migrate(copied, write=True) == 1  # what only its author can tell is left
    assert sorted(tree(copied / "theme")) == ["static/css/layout.css", "templates/ours.html"]
    assert not (copied / "plugins").exists()
    settings = (copied / "pelicanconf.py").read_text("utf-8")
    assert "sys" not in settings
    assert "Path" not in settings
    assert settings.split("\n\n")[1] == "from dateline.run import Dateline"
    compile(settings, "pelicanconf.py", "exec")
    assert "deleted: plugins/dateline\n" in capfd.readouterr().out


def test_a_copied_theme_without_anything_of_ones_own(copied: Path) -> None:
    """The folder stays, because the settings name it."""
    shutil.rmtree(copied / "theme")
    shutil.copytree(ROOT / "theme", copied / "theme")
    commit(copied)
    migrate(copied, write=True)
    assert sorted(tree(copied / "theme")) == ["README.md"]


def test_a_copied_kit_beside_other_plugins(copied: Path) -> None:
    write(copied, {"plugins/more.py": "def register():\n    pass\n"})
    commit(copied)
    settings = (copied / "pelicanconf.py").read_text("utf-8")
    migrate(copied, write=True)
    assert (copied / "pelicanconf.py").read_text("utf-8") == settings
    assert (copied / "plugins/more.py").is_file()


def test_a_file_of_an_earlier_theme_is_the_kits(copied: Path) -> None:
    """With the ends of lines that a checkout on Windows has, too."""
    (known,) = {migrating._blob((ROOT / "theme/fonts/letters.txt").read_bytes())}
    assert known in (ROOT / "plugins/dateline/authoring/originals.txt").read_text("utf-8").split()
    assert migrating._blob(b"a\r\nb\r\n") == migrating._blob(b"a\nb\n")
    assert migrating._blob(b"a\n") == "78981922613b2afb"  # git hash-object


def test_the_kits_own_repository_is_left_alone(capfd: pytest.CaptureFixture[str]) -> None:
    assert migrate(ROOT, write=False) == 1
    assert capfd.readouterr().err.startswith("plugins/dateline: this is the kit's own repository, and nothing in it is deleted: write `dateline new ../event`")


# --- The kit that is running --------------------------------------------------------------------------------------


def test_a_wheel_of_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an installed kit its wheel can be made again, without what the installer has left there; a changed one is told."""
    write(tmp_path, {name_of("0.2.0"): NEW})
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check"]
    subprocess.run([*pip, "--ignore-requires-python", "--target", str(target), str(tmp_path / name_of("0.2.0"))], check=True)
    from importlib.metadata import PathDistribution

    info = target / "pelican_dateline-0.2.0.dist-info"
    one, other = _packed(PathDistribution(info)), _packed(PathDistribution(info))
    assert (one.name, one.version, one.digest) == (name_of("0.2.0"), "0.2.0", other.digest)
    write(tmp_path / "again", {one.name: one.data})
    assert read_wheel(tmp_path / "again" / one.name).carried == wheel_of(name_of("0.2.0"), NEW, "new").carried
    noted = info / "direct_url.json"
    noted.write_text(json.dumps({"url": json.loads(noted.read_text("utf-8"))["url"], "archive_info": {}}), "utf-8")  # as pip 23.0 notes it
    still = _still_there(PathDistribution(info))
    assert still
    assert still.data == NEW
    write(tmp_path, {name_of("0.2.0"): OLD})
    assert _still_there(PathDistribution(info)) is None
    (target / "dateline/kit.py").write_text("changed", "utf-8")
    with pytest.raises(Stop, match=r"kit\.py: it is not what was installed: install the kit again, or name a wheel"):
        _packed(PathDistribution(info))
    assert kit.repository() == ROOT
