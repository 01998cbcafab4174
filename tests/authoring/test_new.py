"""`dateline new`: what is told, and that then nothing is written; the folders that it takes; the questions that it asks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from dateline import __version__
from dateline.authoring import answers, new, packing
from dateline.authoring.cli import main
from dateline.problems import Misread

from tests.conftest import Once
from tests.http import serving
from tests.sites import tree

WHEEL = f"pelican_dateline-{__version__}-py3-none-any.whl"
GOOD = {"title": "An event", "starts": "2024-05-31", "zone": "Europe/Madrid"}


@pytest.fixture(scope="module")
def wheel(once: Once) -> Path:
    """The kit's wheel."""

    def make(folder: Path) -> None:
        made = packing.own_wheel()
        (folder / made.name).write_bytes(made.data)

    return once("wheel_to_start_with", make) / WHEEL


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the command is called, without a terminal."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return folder


def flags(**given: str) -> list[str]:
    """Return answers as flags."""
    return [word for name, value in given.items() for word in (f"--{name}", value)]


# --- What is wrong -----------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[dict[str, str], str]] = {
    "nothing said": (
        dict.fromkeys(GOOD, ""),
        '--title, --starts, --zone missing: write `dateline new FOLDER --title "What happened" --starts 2024-05-31 --zone Europe/Madrid`, '
        "or call it on a terminal, where it asks",
    ),
    "a title of two lines": ({"title": "One\nTwo"}, "--title: the title has several lines: write it on one"),
    "a title that turns the direction": ({"title": "One \u202eTwo"}, "--title: the title is 'One \\u202eTwo': write a name in one line, without control characters"),
    "a title of blanks": ({"title": " \u200b "}, "--title: the title is empty: write what the event is called"),
    "a title with a link": ({"title": "[One](https://example.org)"}, '--title: "[One](https://example.org)" has no effect here: write plain words; links, citations and bold type stand in texts'),
    "a zone by its city": ({"zone": "Madrid"}, '--zone: "Madrid" is no time zone: did you mean "Europe/Madrid"?'),
    "a zone that is an offset": ({"zone": "UTC+2"}, "--zone: "),
    "a day that does not exist": ({"starts": "2024-02-30"}, '--starts: "2024-02-30" does not exist: '),
    "a day that could be two": ({"starts": "5/6/2024"}, '--starts: "5/6/2024" is ambiguous: write '),
    "an end before the beginning": ({"ends": "2024-05-30"}, "--ends: the last day, 2024-05-30, lies before the first, 2024-05-31: turn them round"),
    "a language with an underscore": ({"language": "es_ES"}, '--language: the language "es_ES" is no language tag: did you mean "es-ES"?'),
    "a language that is none": ({"language": "Castilian Spanish"}, '--language: the language "Castilian Spanish" is no language tag: write it as in BCP 47: '),
    "an address that is none": ({"siteurl": "example.org"}, '--siteurl: the address "example.org" is no web address: write it whole, beginning with https://'),
    "a kit that is not there": ({"kit": "kit.whl"}, "kit.whl: "),
    "a kit that is something else": ({"kit": "other-1.0-py3-none-any.whl"}, "other-1.0-py3-none-any.whl: "),
    "a kit from nowhere": ({"kit": f"ftp://example.org/{WHEEL}"}, f"ftp://example.org/{WHEEL}: nothing can be fetched from there: name a file, or an address that begins with https://"),
    "a kit that cannot be reached": ({"kit": f"http://127.0.0.1:1/{WHEEL}"}, f"http://127.0.0.1:1/{WHEEL}: it cannot be reached ("),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_and_nothing_is_written(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, line = WRONG[name]
    (here / "other-1.0-py3-none-any.whl").touch()
    assert main(["new", "event", *flags(**{**GOOD, **given})]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(line)
    assert said.err.count("\n") == 1
    assert [file.name for file in here.iterdir()] == ["other-1.0-py3-none-any.whl"]


def test_all_that_is_wrong_in_the_answers_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "event", *flags(title="a\nb", starts="yesterday", zone="Mars", language="_")]) == 2
    assert [line.partition(":")[0] for line in capsys.readouterr().err.splitlines()] == ["--title", "--starts", "--zone", "--language"]


def full(folder: Path) -> None:
    (folder / "event").mkdir()
    (folder / "event/notes.txt").touch()


def of_a_file(folder: Path) -> None:
    (folder / "event").touch()


def in_a_site(folder: Path) -> None:
    (folder / "pelicanconf.py").touch()


FOLDERS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "not empty": (full, "event", "event: the folder is not empty (notes.txt is in it): name a new one\n"),
    "a file": (of_a_file, "event", "event: there is a file of this name: name another folder\n"),
    "below nothing": (lambda folder: None, "a/event", "a/event: there is no folder a: make it first, or name another\n"),
    "below a file": (of_a_file, "event/b", "event/b: there is no folder event: make it first, or name another\n"),
    "inside a site": (in_a_site, "event", "event: it lies inside {here}, which is a site itself: name a folder outside of it\n"),
    "a name too long": (lambda folder: None, "e" * 300, "e" * 300 + ": the name is too long for this file system: give it a shorter name, or choose a folder that lies less deep\n"),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_cannot_be_taken_is_told_and_left_alone(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prepare, folder, line = FOLDERS[name]
    prepare(here)
    before = tree(here)
    assert main(["new", folder, *flags(**GOOD)]) == 2
    assert capsys.readouterr().err == line.format(here=here)
    assert tree(here) == before


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fills_leaves_everything_as_it_was(there: bool, here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    if there:
        (here / "event").mkdir()
    write = Path.write_bytes

    def fail(self: Path, data: bytes) -> int:
        if self.name == "README.md":
            raise OSError(28, "No space left on device")
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    assert main(["new", "event", "--kit", str(wheel), *flags(**GOOD)]) == 2
    assert capsys.readouterr().err == f"{here / 'event'}: the disk is full: make room on it, or choose another\n"
    assert [file.name for file in here.rglob("*")] == (["event"] if there else [])


def test_a_folder_that_is_there_gets_all_or_nothing(here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "event").mkdir()
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "theme" and ".dateline-new-" in str(self):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    assert main(["new", "event", "--kit", str(wheel), *flags(**GOOD)]) == 2
    assert list((here / "event").iterdir()) == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_without_rights_is_told(here: Path, wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "locked").mkdir(mode=0o500)
    assert main(["new", "locked/event", "--kit", str(wheel), *flags(**GOOD)]) == 2
    assert "no rights to read or write it" in capsys.readouterr().err


# --- What is written ---------------------------------------------------------------------------------------------


def test_a_new_folder_and_an_empty_one_get_the_same(here: Path, wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "b").mkdir()
    for name in ("a", "b"):
        assert main(["new", name, "--kit", str(wheel), *flags(**GOOD, ends="2024-06-02", siteurl="https://example.org/event/")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 8
    assert said[0] == f"a holds your event: {len(tree(here / 'a'))} files, made with Dateline {__version__}."
    assert tree(here / "a") == tree(here / "b")
    assert (here / "a/vendor" / WHEEL).read_bytes() == wheel.read_bytes()
    assert "\nEnds: 2024-06-02\n" in (here / "a/content/event.md").read_text("utf-8")
    assert '"https://example.org/event"' in (here / "a/publishconf.py").read_text("utf-8")
    assert sorted(file.name for file in here.iterdir()) == ["a", "b"]
    if os.name != "nt":
        assert os.access(here / "a/.ci/run", os.X_OK)
        assert (here / "a").stat().st_mode & 0o777 == 0o755


def test_an_empty_clone_is_taken_from_inside(here: Path, wheel: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert main(["new", ".", "--kit", str(wheel), *flags(**GOOD)]) == 0
    assert (here / "pelicanconf.py").is_file()
    assert subprocess.run(["git", "status", "--short", "README.md"], capture_output=True, check=True).stdout == b"?? README.md\n"


def test_git_begins_a_repository_with_a_commit(here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Somebody")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "somebody@example.org")
    assert main(["new", "event", "--git", "--kit", str(wheel), *flags(**GOOD)]) == 0
    assert capsys.readouterr().err == ""
    git = ("git", "-C", "event")
    assert subprocess.run([*git, "log", "--format=%s %D"], capture_output=True, encoding="utf-8", check=True).stdout == "Start the site HEAD -> main\n"
    assert subprocess.run([*git, "status", "--short"], capture_output=True, encoding="utf-8", check=True).stdout == ""
    assert "100755" in subprocess.run([*git, "ls-files", "--stage", ".ci/run"], capture_output=True, encoding="utf-8", check=True).stdout


def test_what_comes_next_can_be_typed_where_no_environment_is_active(here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("dateline.kit.repository", lambda: None)  # as an installed kit has it
    program = here / "a b/bin/dateline"
    program.parent.mkdir(parents=True)
    program.touch(0o755)
    for called, path, said in (
        ("a b/bin/dateline", "/nowhere", f"'{program}' build"),
        (str(program), str(program.parent), "dateline build"),
        ("/site-packages/dateline/__main__.py", "/nowhere", "dateline build"),
    ):
        monkeypatch.setattr("sys.argv", [called])
        monkeypatch.setenv("PATH", path)
        assert main(["new", f"event-{len(said)}", "--kit", str(wheel), *flags(**GOOD)]) == 0
        assert capsys.readouterr().out.splitlines()[2].strip() == said
        shutil.rmtree(here / f"event-{len(said)}")


def test_a_commit_by_nobody_is_told_with_what_to_type(here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert main(["new", "event", "--git", "--kit", str(wheel), *flags(**GOOD)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("git committed nothing, as it does not know who you are")
    for line in said[1:]:
        subprocess.run(line, shell=True, cwd=here / "event", env={**os.environ, "GIT_CONFIG_GLOBAL": str(here / "gitconfig")}, check=True, capture_output=True)
    log = subprocess.run(["git", "-C", "event", "log", "--format=%s by %an"], capture_output=True, encoding="utf-8", check=True)
    assert log.stdout == "Start the site by Your Name\n"


def test_without_git_it_is_told_before_anything_is_written(here: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", str(here))
    assert main(["new", "event", "--git", "--kit", str(wheel), *flags(**GOOD)]) == 2
    assert capsys.readouterr().err == "git was not found: install it, or leave out --git\n"
    assert list(here.iterdir()) == []


def test_a_kit_at_an_address_is_pinned_there(here: Path, wheel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(wheel.parent) as server:
        address = server.address("").rstrip("/")
        assert main(["new", "event", "--kit", f"{address}/{WHEEL}", *flags(**GOOD)]) == 0
        assert main(["new", "other", "--kit", f"{address}/nothing/{WHEEL}", *flags(**GOOD)]) == 2
    assert capsys.readouterr().err == f"{address}/nothing/{WHEEL}: the server answers 404: open it in a browser: is it the address of the file itself?\n"
    assert f"pelican-dateline @ {address}/{WHEEL} \\\n    --hash=sha256:" in (here / "event/requirements.txt").read_text("utf-8")
    assert not (here / "event/vendor").exists()
    assert not (here / "other").exists()


# --- Questions ---------------------------------------------------------------------------------------------------


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return a function that gives answers to come; it returns the questions that were asked."""

    def use(*said: str | BaseException) -> list[str]:
        coming, asked = iter(said), list[str]()

        def answer(question: str) -> str:
            asked.append(question)
            given = next(coming)
            if isinstance(given, BaseException):
                raise given
            return given

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        return asked

    return use


def test_on_a_terminal_it_asks_until_it_is_answered(
    here: Path, wheel: Path, terminal: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(new, "system_zone", lambda: "America/Lima")
    asked = terminal("", "A day", "someday", "2024-05-31", "2024-05-30", "2024-05-31", "", "", "", "n")
    assert main(["new", "event", "--kit", str(wheel)]) == 0
    out = capsys.readouterr().out
    assert "  Please write something.\n" in out
    assert '  "someday" is not a date: write ' in out
    assert "  that lies before the first day, 2024-05-31: write a later one, or nothing\n" in out
    assert asked[5].startswith("On which day did it end?")
    assert asked[6] == "In which time zone? Such as Europe/Madrid [America/Lima]: "
    event = (here / "event/content/event.md").read_text("utf-8")
    assert all(f"\n{line}\n" in event for line in ("Title: A day", "Starts: 2024-05-31", "Ends: 2024-05-31", "Timezone: America/Lima"))


def test_what_is_given_is_not_asked_for(here: Path, wheel: Path, terminal: Callable[..., list[str]]) -> None:
    asked = terminal("2024-05-31", "", "n")
    assert main(["new", "event", "--kit", str(wheel), *flags(title="A", zone="UTC", language="es", siteurl="https://example.org")]) == 0
    assert [question.partition("?")[0] for question in asked] == [
        "On which day did it begin, or will it", "On which day did it end", "Begin a git repository in it, with a first commit",
    ]  # fmt: skip
    terminal()
    assert main(["new", "second", "--kit", str(wheel), *flags(**GOOD)]) == 0, "all that is needed is there"


@pytest.mark.parametrize(("end", "code", "line"), [(EOFError(), 2, "the questions were not answered: nothing was written\n"), (KeyboardInterrupt(), 130, "")])
def test_who_goes_away_leaves_nothing(
    end: BaseException, code: int, line: str, here: Path, terminal: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    terminal("A title", end)
    assert main(["new", "event"]) == code
    assert capsys.readouterr().err == line
    assert list(here.iterdir()) == []


@pytest.fixture
def zones(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    def ask(named: str) -> str:
        monkeypatch.setenv("TZ", named)
        return answers.system_zone()

    return ask  # type: ignore[return-value]


@pytest.mark.parametrize(("named", "found"), [("Asia/Tokyo", "Asia/Tokyo"), (":Asia/Tokyo", "Asia/Tokyo")])
def test_the_zone_of_the_system_is_suggested(named: str, found: str, zones: Callable[[str], str]) -> None:
    assert zones(named) == found


@pytest.mark.parametrize(("name", "written", "read"), [
    ("zone", "utc", "UTC"), ("zone", " Europe/Madrid ", "Europe/Madrid"), ("language", "pt-br", "pt-BR"), ("language", "KK-latn", "kk-Latn"),
    ("starts", " 0911-05-02 ", date(911, 5, 2)), ("siteurl", "https://example.org/a/", "https://example.org/a"), ("siteurl", " ", ""),
    ("title", "  The “day” of the 'test' ", "The “day” of the 'test'"), ("title", "حدث: تجريبي", "حدث: تجريبي"),
])  # fmt: skip
def test_how_answers_are_read(name: str, written: str, read: object) -> None:
    assert answers.READERS[name](written) == read


def test_a_zone_is_never_guessed_from_an_offset() -> None:
    with pytest.raises(Misread):
        answers.zone("GMT+2")
