"""What a command is, and its two faces: a subcommand of `dateline` (argparse) and a task of tasks.py (Invoke).

Nothing here imports Pelican, Invoke or the rest of the kit before a command needs it: `dateline --help` starts at once.
"""

from __future__ import annotations

import argparse
import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec

from dateline.dataclass import dataclass
from dateline.problems import SETUP, near_or, say

if TYPE_CHECKING:
    from invoke.tasks import Task

_P = ParamSpec("_P")
Value = str | int | bool
SETTINGS = "pelicanconf.py"
REST = "rest"
"""The argument that takes what follows ` -- `."""


@dataclass(frozen=True)
class Parameter:
    """An argument of a command. Without a default it must be given, and stands without a name; its type is that of its default.

    A name that is a word of Python's own ends with an underscore, which its option does not have: `import_`.
    """

    name: str
    help: str
    default: Value | None = None
    many: bool = False
    """Takes one value or more; under Invoke, whose positional arguments take one, the others follow ` -- `."""
    choices: tuple[str, ...] = ()
    metavar: str = ""

    @property
    def flag(self) -> str:
        """Return how it is written on a command line."""
        return f"--{self.name.strip('_').replace('_', '-')}"


@dataclass(frozen=True)
class Command:
    """One thing that authors can ask for. `function` is `module:name` within dateline.authoring, imported when it is called.

    The function takes a Project (unless `anywhere`), then the parameters by name; it returns None or an exit status.
    """

    group: str
    name: str
    help: str
    function: str
    parameters: tuple[Parameter, ...] = ()
    rest: str = ""
    """What follows ` -- ` is handed over as the argument `rest`, a tuple; this says what it is."""
    anywhere: bool = False
    """Works outside of a project, and is no task of one."""

    def run(self, root: Path | None, arguments: Mapping[str, Any]) -> int:
        """Call the function; raise what it raises, return its exit status."""
        module, _, name = self.function.partition(":")
        function: Callable[..., int | None] = getattr(import_module(f"dateline.authoring.{module}"), name)
        if self.anywhere:
            return function(**arguments) or 0
        from .project import read_project

        return function(read_project(root or find_root()), **arguments) or 0


def find_root() -> Path:
    """Return the folder of the project that one is in: the nearest one with settings, from here upwards; end the command without one."""
    from .project import stop

    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise stop(f"there is no {SETTINGS} here or in a folder above: go into the folder of an event, or start one with `dateline new FOLDER`")


def ending(run: Callable[[], int]) -> tuple[int, str]:
    """Run something; return its exit status, and the lines that say why it did not end well (empty where it said so itself)."""
    from dateline.problems import INTERRUPTED, Misread, ProblemsFound, SetupBroken, os_problem

    from .project import Stop, what_is_missing

    try:
        return run(), ""
    except Stop as end:
        return end.code, end.message
    except KeyboardInterrupt:
        return INTERRUPTED, ""
    except ProblemsFound:  # which were told where they were found
        return 1, ""
    except SetupBroken as broken:
        return SETUP, str(broken.problem)
    except Misread as wrong:
        return 1, f"{wrong.what}: {wrong.do}"
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing in ("dateline", ""):
            raise  # not missing but broken: whoever works on it wants to see where
        return SETUP, what_is_missing(missing)
    except OSError as error:
        problem = os_problem(error, str(error.filename or "") or type(error).__name__)
        return (SETUP if problem.setup else 1), str(problem)


# --- dateline -----------------------------------------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one line, with what may have been meant, and ends with status 2."""

    def error(self, message: str) -> NoReturn:
        """End the program; argparse calls this."""
        say(f"{self.prog}: {message}: see `{self.prog} --help`", error=True)
        sys.exit(SETUP)

    def unknown(self, words: Sequence[str]) -> NoReturn:
        """End the program because of arguments that no parameter takes."""
        word = words[0].partition("=")[0]
        if not word.startswith("-"):
            self.error(f'"{word}" is one argument too many')
        flags = [flag for action in self._actions for flag in action.option_strings if flag.startswith("--")]
        do = near_or(word, flags, f"see `{self.prog} --help`")
        say(f"{self.prog}: unknown option {word}: {do}", error=True)
        sys.exit(SETUP)


def parser_of(command: Command, program: str) -> Parser:
    """Return the parser of a subcommand's arguments."""
    parser = Parser(prog=f"{program} {command.name}", description=command.help, allow_abbrev=False,
                    epilog=f"-- ...  {command.rest}" if command.rest else None)
    for each in command.parameters:
        choices = each.choices or None
        text = each.help.replace("%", "%%")  # argparse would fill in what stands behind a %
        if each.default is None:
            parser.add_argument(each.name, help=text, metavar=each.metavar or each.name.upper(), choices=choices,
                                nargs="+" if each.many else None)
        elif isinstance(each.default, bool):
            action = argparse.BooleanOptionalAction if each.default else "store_true"
            parser.add_argument(each.flag, dest=each.name, help=text, default=each.default, action=action)
        else:
            parser.add_argument(each.flag, dest=each.name, help=text, default=each.default, type=type(each.default),
                                metavar=each.metavar or each.name.strip("_").upper(), choices=choices)
    return parser


def arguments_of(command: Command, program: str, words: Sequence[str]) -> dict[str, Any]:
    """Return a subcommand's arguments by name, as they were written; end the program when it was called wrongly, or for help."""
    at = words.index("--") if command.rest and "--" in words else len(words)
    words, rest = words[:at], tuple(words[at + 1 :])
    parser = parser_of(command, program)
    found, unknown = parser.parse_known_args(words)
    if unknown:
        parser.unknown(unknown)
    arguments = {name: tuple(value) if isinstance(value, list) else value for name, value in vars(found).items()}
    return arguments | ({REST: rest} if command.rest else {})


def overview(commands: Iterable[Command], groups: Mapping[str, str], program: str, about: str, width: int) -> str:
    """Return what `dateline --help` prints: the commands by group, in lines of at most so many signs."""
    known = list(commands)
    name_width = max(len(command.name) for command in known) + 4
    lines = [about, "", f"usage: {program} COMMAND ...", f"       {program} COMMAND --help   says more of a command", ""]
    for group, heading in groups.items():
        rows = (_wrapped(f"  {command.name}".ljust(name_width), command.help, width) for command in known if command.group == group)
        if shown := list(rows):
            lines += [heading, *shown, ""]
    return "\n".join(lines)


def _wrapped(first: str, text: str, width: int) -> str:
    import textwrap  # here: only help needs it

    return textwrap.fill(text, max(width, 40), initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


# --- Invoke -------------------------------------------------------------------------------------------------------


def tasks(commands: Iterable[Command], root: Path) -> Iterator[Task[Any]]:
    """Yield the tasks of a project's tasks.py, one for each command that needs a project."""
    return (_task(command, root) for command in commands if not command.anywhere)


def ends_clearly(body: Callable[_P, None]) -> Callable[_P, None]:
    """Let a task that is written in tasks.py end with our lines and exit statuses; stands below Invoke's own decorator."""

    @functools.wraps(body)
    def run(*arguments: _P.args, **named: _P.kwargs) -> None:
        def call() -> int:
            body(*arguments, **named)
            return 0

        _run_in_invoke(call)

    return run


def passed_on() -> tuple[str, ...]:
    """Return what follows ` -- ` as it was written; in Invoke's own `remainder` it has lost its quotes."""
    return tuple(sys.argv[sys.argv.index("--") + 1 :]) if "--" in sys.argv else ()


def _task(command: Command, root: Path) -> Task[Any]:
    from invoke.tasks import Task

    def body(c: object, **given: Any) -> None:
        for each in command.parameters:
            if each.many:
                given[each.name] = (given[each.name], *passed_on())
            if each.choices and given[each.name] not in each.choices:
                do = near_or(given[each.name], each.choices, f"write one of {', '.join(each.choices)}")
                raise _exit(f'{each.flag}: unknown "{given[each.name]}": {do}', SETUP)
        if command.rest:
            given[REST] = passed_on()
        _run_in_invoke(lambda: command.run(root, given))

    signature = [inspect.Parameter("c", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    for each in command.parameters:
        default = inspect.Parameter.empty if each.default is None else each.default
        signature.append(inspect.Parameter(each.name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default))
    body.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    body.__name__ = command.name
    body.__doc__ = command.help
    further = {each.name: f"{each.help}; more than one: after ` -- `" for each in command.parameters if each.many}
    return Task(body, name=command.name, help={each.name: each.help for each in command.parameters} | further)


def _run_in_invoke(run: Callable[[], int]) -> None:
    code, message = ending(run)
    if code:
        raise _exit(message, code)


def _exit(message: str, code: int) -> Exception:
    from invoke.exceptions import Exit

    from dateline.problems import shown

    return Exit("\n".join(map(shown, message.split("\n"))), code)
