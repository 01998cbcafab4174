"""`dateline` itself: its help, what a wrong call says, where it finds the project; and that the tasks of Invoke are the same commands."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from inspect import Parameter as Argument
from inspect import signature
from pathlib import Path

import pytest
from dateline import __version__
from dateline.authoring import cli
from dateline.authoring.faces import Command, Parameter, ending, find_root, tasks
from dateline.authoring.project import Stop, stop, what_is_missing
from dateline.problems import Misread, ProblemsFound, SetupBroken

from tests.sites import ROOT

BY_NAME = {command.name: command for command in cli.COMMANDS}


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Call `dateline WORDS`; return its status, what it printed, and what it said is wrong."""
    try:
        code = cli.main(words)
    except SystemExit as end:  # argparse ends the program
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


# --- The table ----------------------------------------------------------------------------------------------------


def test_names_are_used_once_and_groups_are_known() -> None:
    assert len(BY_NAME) == len(cli.COMMANDS)
    assert {command.group for command in cli.COMMANDS} <= set(cli.GROUPS)


@pytest.mark.parametrize("name", BY_NAME)
def test_each_function_takes_what_the_table_says(name: str) -> None:
    command = BY_NAME[name]
    module, _, function = command.function.partition(":")
    takes = signature(getattr(import_module(f"dateline.authoring.{module}"), function)).parameters
    given = {each.name for each in command.parameters} | ({"rest"} if command.rest else set()) | (set() if command.anywhere else {"project"})
    loose = any(each.kind is Argument.VAR_KEYWORD for each in takes.values())
    named = {each.name for each in takes.values() if each.kind not in (Argument.VAR_KEYWORD, Argument.VAR_POSITIONAL)}
    needed = {each.name for each in takes.values() if each.name in named and each.default is Argument.empty}
    assert needed <= given
    assert loose or given <= named


def test_each_parameter_says_what_it_is() -> None:
    assert [each.name for command in cli.COMMANDS for each in command.parameters if not each.help] == []


# --- dateline -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BY_NAME)
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, wrong = run(capsys, name, "--help")
    assert (code, wrong) == (0, "")
    said = " ".join(shown.split())
    assert [each.help for each in BY_NAME[name].parameters if "%" in each.help and each.help not in said] == []


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_shows_every_command_by_group(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, word)
    assert (code, err) == (0, "")
    assert all(f"\n  {command.name} " in out and command.help in " ".join(out.split()) for command in cli.COMMANDS)
    assert max(map(len, out.splitlines())) <= 80
    used = [heading for group, heading in cli.GROUPS.items() if any(command.group == group for command in cli.COMMANDS)]
    positions = [out.index(f"\n{heading}\n") for heading in used]
    assert positions == sorted(positions)


@pytest.mark.parametrize("words", [("gh-pages", "--help"), ("help", "gh-pages")])
def test_help_of_a_command_names_its_parameters(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert all(flag in out for flag in ("dateline gh-pages", "--site", "--no-push", "-- ..."))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"dateline {__version__}\n", "")


WRONG = {
    (): "usage: dateline COMMAND",
    ("bild",): 'dateline: unknown command bild: did you mean "build"?',
    ("qqqqqq",): "dateline: unknown command qqqqqq: see `dateline --help`",
    ("--versoin",): 'dateline: unknown option --versoin: did you mean "--version"?',
    ("help", "bild"): 'dateline: unknown command bild: did you mean "build"?',
    ("-x",): "dateline: unknown option -x: see `dateline --help`",
    ("serve", "--prot", "8000"): 'dateline serve: unknown option --prot: did you mean "--port"?',
    ("serve", "--port"): "dateline serve: argument --port: expected one argument: see `dateline serve --help`",
    ("serve", "--port", "many"): "dateline serve: argument --port: invalid int value: 'many': see `dateline serve --help`",
    ("serve", "--por", "1"): 'dateline serve: unknown option --por: did you mean "--port"?',
    ("serve", "now"): 'dateline serve: "now" is one argument too many: see `dateline serve --help`',
    ("metadata",): "dateline metadata: the following arguments are required: NAME: see `dateline metadata --help`",
}


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_call_is_told_in_one_line_and_ends_with_2(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert WRONG[words] in err.splitlines() or not words


def test_a_command_finds_the_project_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pelicanconf.py").touch()
    (tmp_path / "content/timeline").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "content/timeline")
    assert find_root() == tmp_path


def test_outside_of_a_project_a_command_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "build")
    assert (code, out) == (2, "")
    assert err == "there is no pelicanconf.py here or in a folder above: go into the folder of an event, or start one with `dateline new FOLDER`\n"


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (stop("no"), 2, "no"),
        (stop("", 7), 7, ""),
        (KeyboardInterrupt(), 130, ""),
        (ProblemsFound(), 1, ""),
        (SetupBroken("a.py", 3, "it is broken", "mend it"), 2, "a.py:3: it is broken: mend it"),
        (Misread("it is not read", "write it"), 1, "it is not read: write it"),
        (PermissionError(13, "Permission denied", "a.md"), 2, "a.md: no rights to read or write it: change its permissions, or its owner"),
        (FileNotFoundError(2, "No such file", "a.md"), 1, "a.md: it is not there any more: build again"),
        (ModuleNotFoundError("x", name="icalendar.cal"), 2, "icalendar is not installed: run `pip install -r requirements-dev.txt` in this environment"),
    ],
)
def test_what_ends_a_command_decides_the_status(error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    def fail() -> int:
        raise error

    assert ending(fail) == (code, line)


@pytest.mark.parametrize(
    ("package", "what"),
    [("pelican", "-r requirements.txt"), ("Playwright", "-r requirements-test.txt"), ("livereload", "livereload"), ("pelica", "pelica")],
)
def test_what_brings_a_package_in_the_repository_of_an_event(package: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pelicanconf.py").touch()
    (tmp_path / "requirements.txt").write_text("./vendor/kit.whl\npelican==4.12.0\n", encoding="utf-8")
    (tmp_path / "requirements-test.txt").write_text("pelican==4.12.0\nplaywright==1.65.2\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    assert what_is_missing(package) == f"{package} is not installed: run `pip install {what}` in this environment"


def test_a_fault_of_the_kit_is_shown_whole() -> None:
    def fail() -> int:
        raise ModuleNotFoundError("x", name="dateline.nowhere")

    with pytest.raises(ModuleNotFoundError):
        ending(fail)


def test_python_m_dateline_is_the_same_and_starts_without_the_rest_of_the_kit() -> None:
    heavy = "import sys; sys.argv[1:] = ['--help']; from dateline.authoring.cli import main; main(); " \
            "print(sorted({'pelican', 'invoke', 'PIL', 'yaml', 'argparse', 'jinja2', 'markdown'} & set(sys.modules)), file=sys.stderr)"
    path = {"PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run([sys.executable, "-c", heavy], env=path, capture_output=True, encoding="utf-8", check=True)
    same = subprocess.run([sys.executable, "-m", "dateline", "--help"], env=path, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == same.stdout
    assert done.stderr == "['argparse']\n"


# --- Invoke -------------------------------------------------------------------------------------------------------


def test_tasks_are_the_commands_of_a_project() -> None:
    made = {task.name: task for task in tasks(cli.COMMANDS, ROOT)}
    assert set(made) == {command.name for command in cli.COMMANDS if not command.anywhere}
    for name, task in made.items():
        known = {each.name: each for each in BY_NAME[name].parameters}
        assert task.__doc__ == BY_NAME[name].help
        for argument in task.get_arguments():
            each = known.pop(str(argument.attr_name or argument.name))
            assert argument.positional is (each.default is None)
            assert argument.kind is (str if each.default is None else type(each.default))
        assert known == {}


def test_variadic_arguments_and_choices_under_invoke(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").touch()
    (tmp_path / "dateline_said.py").write_text("def said(project, **arguments):\n    import json\n    print(json.dumps(arguments))\n", encoding="utf-8")
    (tmp_path / "tasks.py").write_text(
        f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r})\n"
        "import dateline_said\n"
        "sys.modules['dateline.authoring.said'] = dateline_said\n"
        "from pathlib import Path\n"
        "from invoke.collection import Collection\n"
        "from dateline.authoring.faces import Command, Parameter, tasks\n"
        "many = Command('see', 'many', 'h', 'said:said', (Parameter('file', 'h', many=True), Parameter('kind', 'h', 'a', choices=('a', 'b'))))\n"
        "after = Command('see', 'after', 'h', 'said:said', (Parameter('no_dash', 'h', False),), rest='h')\n"
        "namespace = Collection(*tasks((many, after), Path(__file__).parent))\n",
        encoding="utf-8",
    )

    def invoke(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "invoke", *words], cwd=tmp_path, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL)

    assert json.loads(invoke("many", "a b", "--", "c", "d e").stdout) == {"file": ["a b", "c", "d e"], "kind": "a"}
    assert json.loads(invoke("after", "--no-dash", "--", "-x", "y z").stdout) == {"no_dash": True, "rest": ["-x", "y z"]}
    wrong = invoke("many", "a", "--kind", "c")
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (2, "", '--kind: unknown "c": write one of a, b\n')


def test_a_default_decides_the_type() -> None:
    command = Command("see", "all", "h", "x:y", (Parameter("one", "h"), Parameter("more", "h", 1), Parameter("flag_it", "h", False), Parameter("on", "h", True)))
    from dateline.authoring.faces import arguments_of

    assert arguments_of(command, "dateline", ["a", "--more", "2", "--flag-it", "--no-on"]) == {"one": "a", "more": 2, "flag_it": True, "on": False}
    assert arguments_of(command, "dateline", ["--", "-a"]) == {"one": "-a", "more": 1, "flag_it": False, "on": True}


def test_stop_is_an_exception_with_its_lines() -> None:
    assert (Stop("a\nb", 1).message, Stop("a", 3).code, str(stop("a\x1b"))) == ("a\nb", 3, "a\\x1b")
