"""Tasks for authors and maintainers: `invoke --list`. What follows ` -- ` goes to the program that the task runs."""

import sys
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]
try:
    from dateline.authoring import commands, project, publishing, serving, validating
    from dateline.authoring import lighthouse as auditing
    from dateline.authoring import screenshots as pictures_of_the_site
    from dateline.problems import say, spare_console
except ModuleNotFoundError as error:
    missing = (error.name or "").partition(".")[0]
    if missing == "dateline":
        raise  # not missing but broken: whoever works on it wants to see where
    print(
        f"{missing} is not installed: run `pip install -r requirements-dev.txt` in this environment",
        file=sys.stderr,
    )
    sys.exit(2)

spare_console()
WRITING, PRODUCTION = project.SETTINGS, project.PUBLISH_SETTINGS
SITE = {"site": "address of the site, https://...; otherwise $SITEURL, or what publishconf.py says"}
SERVING = {"port": "default: PORT in pelicanconf.py, or 8000", "browser": "show the site in the browser"}


def site_project() -> project.Project:
    """Return this project; read anew by each task, for its settings may be what is wrong."""
    return project.read_project(ROOT)


def passed_on() -> list[str]:
    """Return what follows ` -- ` as it was written; in Invoke's own `remainder` it has lost its quotes."""
    return sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []


@task
def clean(c: Context) -> None:
    """Remove the output"""
    project.clean(site_project())


@task
def build(c: Context) -> None:
    """Build the site for writing: links work from a disk"""
    commands.pelican(site_project(), "-s", WRITING, *passed_on())


@task
def rebuild(c: Context) -> None:
    """`build` with Pelican's delete switch"""
    commands.pelican(site_project(), "-d", "-s", WRITING, *passed_on())


@task
def regenerate(c: Context) -> None:
    """Build again whenever content, theme or settings change"""
    commands.pelican(site_project(), "-r", "-s", WRITING, *passed_on())


@task(help=SERVING)
def serve(c: Context, port: int = 0, browser: bool = True) -> None:
    """Serve the output at http://127.0.0.1:8000/"""
    site = site_project()
    serving.serve(site, port or site.port, browser=browser)


@task(help=SERVING)
def reserve(c: Context, port: int = 0, browser: bool = True) -> None:
    """`build`, then `serve`"""
    build(c)
    serve(c, port, browser)


@task(help=SERVING)
def livereload(c: Context, port: int = 0, browser: bool = True) -> None:
    """Serve, build again whenever something changes, and reload the browser"""
    site = site_project()
    serving.livereload(site, port or site.port, arguments=passed_on(), browser=browser)


@task(help=SITE)
def preview(c: Context, site: str = "") -> None:
    """Build the site for production"""
    commands.pelican(site_project(), "-s", PRODUCTION, *passed_on(), site=site)


@task(help={**SITE, "to": "where rsync takes it, user@host:folder; otherwise it stays in the output folder"})
def publish(c: Context, site: str = "", to: str = "") -> None:
    """`preview`, then copy the output to a server with rsync"""
    if to:
        publishing.need_rsync()
    preview(c, site)
    if to:
        publishing.rsync(site_project(), to)


@task(help={**SITE, "branch": "", "message": "of the commit", "push": "to the remote 'origin'"})
def gh_pages(
    c: Context, site: str = "", branch: str = "gh-pages", message: str = "Publish", push: bool = True
) -> None:
    """`preview`, then commit the output to a branch and push it, for GitHub Pages without Actions"""
    remote = "origin" if push else ""
    publishing.need_gh_pages(site_project(), remote)
    preview(c, site)
    publishing.gh_pages(site_project(), branch, message, remote)


@task
def screenshots(c: Context) -> None:
    """Take the README's pictures of the site (needs a Chromium)"""
    pictures_of_the_site.take(site_project())


@task(help={"name": "of a picture in content/pictures/, with or without its ending"})
def metadata(c: Context, name: str) -> None:
    """Print what is known of a picture, and which field comes from where"""
    from dateline.authoring import pictures  # as in `import`

    pictures.metadata(site_project(), name)


@task(help={"file": "the picture, wherever it lies"})
def picture(c: Context, file: str) -> None:
    """Copy a picture into the content and write its caption file from the picture's own fields"""
    from dateline.authoring import pictures  # as in `import`

    pictures.add(site_project(), Path(file))


@task(
    name="import",
    help={
        "format": "timelinejs or csv",
        "file": "TimelineJS's JSON or spreadsheet as CSV; or any CSV",
        "columns": "what the columns of a CSV are: title=Headline; when=Date+Time; kind=Type",
        "kind": "key of the kind of entries whose own is not known",
        "source": "key of the source of entries that name none",
        "zone": "time zone of a new event",
        "dates": "what dates like 5/2/2022 begin with: dmy or mdy",
    },
)
def import_(
    c: Context,
    format: str,
    file: str,
    columns: str = "",
    kind: str = "",
    source: str = "",
    zone: str = "",
    dates: str = "",
) -> None:
    """Write entries and pictures from a timeline of TimelineJS or from a table; no file is overwritten"""
    # Here, because it takes the whole plugin, which no other task needs to start.
    from dateline.authoring import importing

    choices = importing.Choices(columns, kind, source, zone, dates)
    say(importing.import_file(site_project(), format, file, choices))


@task(
    name="map",
    help={
        "file": "GeoJSON or TopoJSON of countries",
        "regions": "a second file: regions, whose inner borders are drawn; an event in one of them gets a map of it",
        "towns": "a third file: points with names, shown where there is room, so that readers know where they are",
        "layer": "of a TopoJSON that has several",
        "home": "name of the event's country (default: the one in which most places lie)",
        "places": "keys of the places to show (default: those that lie within one country)",
        "replace": "make content/data/map.geojson anew",
    },
)
def map_(
    c: Context,
    file: str,
    regions: str = "",
    towns: str = "",
    layer: str = "",
    home: str = "",
    places: str = "",
    replace: bool = False,
) -> None:
    """Cut the event's map out of a larger one, simplify it, store it as content/data/map.geojson"""
    from dateline.authoring import maps  # as in `import`

    choices = maps.Choices(layer, regions, towns, home, places, replace)
    say(maps.make_map(site_project(), file, choices))


@task
def validate(c: Context) -> None:
    """Check the output with the Nu Html Checker (needs Java and npm)"""
    validating.validate(site_project())


@task
def lighthouse(c: Context) -> None:
    """Build for production and audit front page, an article and the timeline with Lighthouse (needs a Chromium, Node.js, npm)"""
    auditing.audit(site_project())


@task
def lint(c: Context) -> None:
    """Check the code with Ruff and mypy"""
    commands.run_module(ROOT, "ruff", "check", ".", failed="Ruff is not content")
    commands.run_module(ROOT, "mypy", failed="mypy is not content")


@task
def test(c: Context) -> None:
    """Run the tests"""
    commands.run_module(ROOT, "pytest", *passed_on())


@task
def benchmark(c: Context) -> None:
    """Time builds beside those of Pelican's own theme, Hugo and Eleventy (fetches the latter two; needs Node.js)"""
    commands.run(ROOT, sys.executable, str(ROOT / "benchmarks" / "builds.py"), *passed_on())


@task
def styleguide(c: Context) -> None:
    """Show every component with all its examples, on a page that is not published"""
    # Imported here: the examples are the tests'.
    from dateline.authoring.styleguide import write_styleguide
    from dateline.theme import Theme

    from tests.components.examples import EXAMPLES, around

    file = ROOT / ".cache" / "styleguide" / "index.html"
    write_styleguide(Theme((ROOT / "theme",)), EXAMPLES, around, file)
    say(f"The style guide is {file.relative_to(ROOT).as_posix()}: open it in a browser")


@task
def fonts(c: Context) -> None:
    """Make the theme's fonts again from the foundry's package; needs Node.js"""
    # Imported here: what it needs of fontTools takes a moment, and no other task needs it.
    from dateline.authoring.fonts import fetch_package, make_fonts

    make_fonts(fetch_package(site_project()), ROOT / "theme" / "fonts")


@task(help={"upgrade": "to the newest versions that pyproject.toml allows"})
def lock(c: Context, upgrade: bool = False) -> None:
    """Compile requirements.txt and requirements-dev.txt from pyproject.toml"""
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
    commands.run_module(ROOT, "uv", *compiling, "--output-file", "requirements.txt")
    commands.run_module(
        ROOT,
        "uv",
        *compiling,
        "--group",
        "dev",
        "--constraint",
        "requirements.txt",
        "--output-file",
        "requirements-dev.txt",
    )
