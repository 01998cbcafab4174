"""Tasks for authors and maintainers: `invoke --list`. What follows ` -- ` goes to the program that the task runs.

Those for authors are the commands of `dateline` (plugins/dateline/authoring/cli.py); those for maintainers of the kit are below.
"""

import sys
from pathlib import Path

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
SPECIMEN = ROOT / "tests" / "specimen" / "content"
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]
from dateline.authoring import commands
from dateline.authoring.cli import COMMANDS
from dateline.authoring.faces import ends_clearly, passed_on, tasks
from dateline.authoring.project import read_project
from dateline.problems import say, spare_console

spare_console()


@task
@ends_clearly
def screenshots(c: Context) -> None:
    """Take the documentation's pictures of the site (needs a Chromium)"""
    # Imported here, as in what follows: each task starts with what it needs.
    from dateline.authoring.screenshots import take

    take(read_project(ROOT), SPECIMEN)


@task(help={"before": "the earlier commit", "after": "the later one; without it, what is there now"})
@ends_clearly
def looks(c: Context, before: str, after: str = "") -> None:
    """Photograph every kind of page as two commits build it, beside each other (needs a Chromium)"""
    from dateline.authoring.looks import compare

    compare(read_project(ROOT), before, after)


@task
@ends_clearly
def lint(c: Context) -> None:
    """Check the code with Ruff and mypy"""
    commands.run_module(ROOT, "ruff", "check", ".", failed="Ruff is not content")
    commands.run_module(ROOT, "mypy", failed="mypy is not content")


@task
@ends_clearly
def test(c: Context) -> None:
    """Run the tests"""
    commands.run_module(ROOT, "pytest", *passed_on())


@task
@ends_clearly
def benchmark(c: Context) -> None:
    """Time builds beside those of Pelican's own theme, Hugo and Eleventy (fetches the latter two; needs Node.js)"""
    commands.run(ROOT, sys.executable, str(ROOT / "benchmarks" / "builds.py"), *passed_on())


@task
@ends_clearly
def styleguide(c: Context) -> None:
    """Show every component with all its examples, on a page that is not published"""
    # Imported here: the examples are the tests'.
    from dateline.authoring.screenshots import build_specimen
    from dateline.authoring.styleguide import write_styleguide
    from dateline.theme import Theme

    from tests.components.examples import EXAMPLES, around

    file = ROOT / ".cache" / "styleguide" / "index.html"
    build_specimen(read_project(ROOT), SPECIMEN, file.parent / "photographs")
    page = "photographs/output/articles/photographs/index.html"
    write_styleguide(Theme((ROOT / "theme",)), EXAMPLES, around, SPECIMEN / "pictures", page, file)
    say(f"The style guide is {file.relative_to(ROOT).as_posix()}: open it in a browser")


@task
@ends_clearly
def fonts(c: Context) -> None:
    """Make the theme's fonts again from their foundries' packages; needs Node.js"""
    # Imported here: what it needs of fontTools takes a moment, and no other task needs it.
    from dateline.authoring.fonts import fetch_arabic, fetch_package, make_fonts

    project = read_project(ROOT)
    make_fonts(fetch_package(project), fetch_arabic(project), ROOT / "theme" / "fonts")


@task
@ends_clearly
def pot(c: Context) -> None:
    """Write theme/locale/dateline.pot, the words that a catalogue translates, out of templates and code"""
    # Imported here: Babel is there for work on the kit, and no other task needs it.
    from dateline.authoring.pot import write_template

    say(f"{write_template(ROOT).relative_to(ROOT).as_posix()} is written")


COMPILED = {
    "requirements.txt": (),
    "requirements-test.txt": ("--extra", "test"),
    "requirements-dev.txt": ("--extra", "test", "--group", "dev"),
}
"""The requirement files: the kit; what the tests of an event's repository need; all for work on the kit. A wheel carries the first two."""


@task(help={"upgrade": "to the newest versions that pyproject.toml allows"})
@ends_clearly
def lock(c: Context, upgrade: bool = False) -> None:
    """Compile the requirement files from pyproject.toml"""
    compiling = (
        "pip",
        "compile",
        "pyproject.toml",
        "--quiet",
        "--no-config",
        "--universal",
        "--python-version",
        "3.11",
        "--only-binary",
        ":all:",
        "--generate-hashes",
        "--annotation-style",
        "line",
        "--no-emit-index-url",
        "--no-emit-find-links",
        "--custom-compile-command",
        "invoke lock",
        *(["--upgrade"] if upgrade else []),
    )
    constraints: tuple[str, ...] = ()
    for name, group in COMPILED.items():
        commands.run_module(ROOT, "uv", *compiling, *group, *constraints, "--output-file", name)
        constraints = (*constraints, "--constraint", name)  # so that all have the same versions


namespace = Collection(*tasks(COMMANDS, ROOT), screenshots, looks, lint, test, benchmark, styleguide, fonts, pot, lock)
