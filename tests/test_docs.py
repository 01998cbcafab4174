"""The documentation is held against the kit: keys, components, commands, settings; its links hold, its examples build."""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateline.authoring.cli import COMMANDS
from dateline.authoring.faces import parser_of
from dateline.markup.structure import LAYOUTS
from dateline.model.bodies import COMPONENTS
from dateline.read.keys import (
    CERTAINTIES,
    DATA,
    FRONT_MATTER,
    KINDS_OF_ARTICLE,
    KINDS_OF_SOURCE,
    STATUSES,
    TRANSLATIONS,
)
from dateline.read.when import PARTS, parse_when
from dateline.settings import Options
from markdown import markdown
from PIL import Image

from tests import docs
from tests.documents import fragment
from tests.sites import ROOT, SETTINGS, build, small_picture, write

LOOKED_UP = {
    "docs/pelican-settings.md": "a row for each of Pelican's settings",
    "docs/messages.md": "a paragraph for each message",
}
"""Pages that nobody reads to the end, and why."""

LIST_TASKS = """\
import json, tasks
from invoke.collection import Collection
found = Collection.from_module(tasks).to_contexts()
own = {one.name: {f"--{arg.name}" for arg in one.positional_args} for one in found}
print(json.dumps({one.name: sorted({*one.flags, *one.inverse_flags} - own[one.name]) for one in found}))
"""


@cache
def commands() -> dict[str, set[str]]:
    """Return the options of every command, and of every task that is none, by its name."""
    listed = subprocess.run([sys.executable, "-c", LIST_TASKS], cwd=ROOT, capture_output=True, text=True, check=True)
    options = {name: set(flags) for name, flags in json.loads(listed.stdout).items()}
    for command in COMMANDS:
        options[command.name] = {flag for action in parser_of(command, "dateline")._actions for flag in action.option_strings}
    return options


# --- Sizes, lists, links ------------------------------------------------------------------------------------------


def test_the_readme_is_read_in_five_minutes() -> None:
    readme = docs.pages()[docs.README]
    assert len(readme.splitlines()) <= 150
    assert docs.words(readme) <= 1000


@pytest.mark.parametrize("page", docs.pages())
def test_a_page_answers_one_question_at_a_length_that_is_read(page: str) -> None:
    text = docs.without_code_blocks(docs.pages()[page])
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert page in LOOKED_UP or docs.words(docs.pages()[page]) <= 1500


def test_every_page_is_in_the_list() -> None:
    listed = {docs.target(docs.LIST, link)[0] for link in docs.links(docs.pages()[docs.LIST]) if "://" not in link}
    assert docs.pages().keys() - {docs.README, docs.LIST} <= listed


@pytest.mark.parametrize("page", docs.pages())
def test_links_and_anchors_between_pages_hold(page: str) -> None:
    for link in docs.links(docs.pages()[page]):
        if "://" in link:
            continue
        path, anchor = docs.target(page, link)
        assert (ROOT / path).is_file(), link
        if anchor:
            assert anchor in docs.anchors((ROOT / path).read_text("utf-8")), link


@pytest.mark.parametrize("page", docs.pages())
def test_a_page_is_whole(page: str) -> None:
    """Tables have as many cells in each row as heads, no line is one by mistake, and all of it is valid HTML."""
    for table in docs.tables():
        if table.page == page:
            assert {len(row) for row in table.rows} <= {len(table.heads)}, table.rows
    text = docs.pages()[page]
    assert "\t" not in text
    assert fragment(markdown(text, extensions=["tables", "fenced_code"])).errors == ()


def test_files_that_the_documentation_names_are_there() -> None:
    """What begins with one of the kit's own folders is a path; names in capitals in it stand for others. The example may be gone."""
    paths = {
        path
        for text in docs.pages().values()
        for path in re.findall(r"`((?:benchmarks|plugins|tests|theme|\.ci|\.github)/[a-z0-9_./-]*)`", text)
    } - {"theme/made-by-dateline.txt", "theme/static/css/tokens/look.css", "theme/locale/", "tests/example/"}
    # in the output; in an event of one's own; about the example
    paths -= {name for _, name, _ in docs.examples()}
    assert len(paths) >= 8
    for name in {*paths, "LICENSE", "LICENSE-CONTENT"}:
        assert (ROOT / name).exists(), name
    assert all(f"`{name}`" in docs.pages()[docs.README] for name in ("LICENSE", "LICENSE-CONTENT"))
    for script in {found for text in docs.pages().values() for found in re.findall(r"benchmarks/\w+\.py", text)}:
        assert (ROOT / script).is_file(), script


def test_modules_that_the_page_for_maintainers_names_are_there() -> None:
    block = docs.pages()["docs/maintainers.md"].partition("    plugins/dateline/\n")[2].partition("\n\n")[0]
    named = [name for line in block.splitlines() for name in line.split("   ")[2].split()]
    assert len(named) >= 25
    for name in named:
        assert (ROOT / "plugins/dateline" / name).exists(), name


# --- Keys, components, times, settings, commands ------------------------------------------------------------------


@pytest.mark.parametrize("kind", [*FRONT_MATTER, *DATA])
def test_every_key_is_documented_once(kind: str) -> None:
    known = FRONT_MATTER.get(kind) or DATA[kind]
    written = [(row[0].strip("*"), row[0].startswith("**")) for row in docs.rows(f"keys: {kind}")]
    assert sorted(written) == sorted((key.name, key.required) for key in known)


def test_every_key_of_a_translation_is_documented() -> None:
    rows = {row[0]: row[1].split(", ") for row in docs.rows("translations")}
    for_all = rows.pop("all")
    assert {kind: [f"**{key.name}**" if key.required else key.name for key in keys] for kind, keys in TRANSLATIONS.items()} == {
        kind: [*keys, *for_all] for kind, keys in rows.items()
    }


@pytest.mark.parametrize(
    ("kind", "key", "words"),
    [
        ("entry", "Certainty", CERTAINTIES),
        ("entry", "Status", STATUSES),
        ("article", "Kind", KINDS_OF_ARTICLE),
        ("sources", "kind", KINDS_OF_SOURCE),
        ("picture", "Withheld", ("rights", "safety")),
        ("event", "Status", ("developing", "ended")),
    ],
)
def test_choices_are_documented(kind: str, key: str, words: tuple[str, ...]) -> None:
    row = {row[0].strip("*"): row[1] for row in docs.rows(f"keys: {kind}")}[key]
    assert [word for word in re.findall(r"`([^`]+)`", row) if word in words] == list(words)


def test_components_and_layouts_are_documented() -> None:
    cells = [row[0] for row in docs.rows("table: components")]
    assert sorted(cell.removeprefix("`[[").partition(":")[0] for cell in cells) == sorted(COMPONENTS)
    assert all(f"`.{name}`" in docs.pages()["docs/text.md"] for name in LAYOUTS)


def test_forms_of_when_are_understood() -> None:
    rows = docs.rows("table: when")
    assert len(rows) >= 10
    for row in rows:
        parse_when(row[0].strip("`"), ZoneInfo("Asia/Almaty"))


def test_parts_of_a_day_are_documented() -> None:
    assert docs.rows("table: parts") == [
        (f"`{part}`", f"{begins} to {ends}", f"{(begins + ends) // 2}:00") for part, (begins, ends) in PARTS.items()
    ]


def test_settings_are_documented() -> None:
    assert [row[0].strip("`") for row in docs.rows("settings")] == [field.name for field in fields(Options)]


def test_commands_are_documented() -> None:
    documented = [row[0].strip("`").split() for row in docs.rows("tasks")]
    assert sorted(name for _, name in documented) == sorted(commands()), "a row for each, in docs/commands.md"
    kits = {command.name for command in COMMANDS}
    assert all(program == ("dateline" if name in kits else "invoke") for program, name in documented)


@pytest.mark.parametrize("name", ["import", "map"])
def test_options_of_a_command_are_documented(name: str) -> None:
    documented = set(re.findall(r"--[a-z]+", " ".join(row[0] for row in docs.rows(f"options: {name}"))))
    assert documented == {flag for flag in commands()[name] if flag.startswith("--")} - {"--help"}


def test_commands_in_examples_are_there_with_their_options() -> None:
    found = 0
    for page, line in docs.code_lines():
        matched = re.match(r"(?:\.venv/bin/)?(?:dateline|invoke) ([a-z][a-z-]*)(.*)", line)
        if not matched:
            continue
        found += 1
        assert matched[1] in commands(), (page, line)
        options = set(re.findall(r"(?<=\s)--[a-z][a-z-]*", re.sub(r'".*?"', "", matched[2].partition(" -- ")[0])))
        assert options <= commands()[matched[1]] | {"--help"}, (page, line)
    assert found >= 8


# --- Examples ------------------------------------------------------------------------------------------------------


def photograph() -> bytes:
    """Return a JPEG."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "steelblue").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the site that all examples are together."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    found = docs.examples()
    written = {name: text for _, name, text in found if name not in (docs.IN_AN_ARTICLE, docs.CATALOGUE)}
    names = [name for _, name, _ in found if name in written]
    assert sorted(names) == sorted(set(names)), "each file is shown once"
    assert len(names) >= 15
    pieces = [text for _, name, text in found if name == docs.IN_AN_ARTICLE]
    assert len(pieces) >= 6
    files: dict[str, str | bytes] = {
        **written,
        "content/pictures/map.png": small_picture(),
        "content/pictures/airport.jpg": photograph(),
        "content/pictures/road.jpg": photograph(),
        "content/extra/leaflet.pdf": b"%PDF-1.7\n",
        "content/articles/pieces.md": "Title: Pieces\nDate: 2022-01-09\nSlug: pieces\n\n" + "\n".join(pieces),
    }
    files["pelicanconf.py"] = SETTINGS.replace('THEME = str(ROOT / "theme")', 'THEME = "theme"') + str(files["pelicanconf.py"])
    write(folder, files)
    return build(folder)


def test_examples_are_a_site_that_builds(built: Path) -> None:
    assert "Kazakhstan, January 2022" in (built / "index.html").read_text("utf-8")
    entry = (built / "timeline/2022-01-05/almaty-airport/index.html").read_text("utf-8")
    assert "The terminal of an airport, seen from the road." in entry
    article = (built / "articles/night/index.html").read_text("utf-8")
    for words in ("The evening before", "What the president said", "our main asset"):
        assert words in article
    assert "Were you there?" in article
    assert "#fffff0" in article  # tokens have short names in pages, or their values stand where they are read
    assert ".picture-credit{font-style:italic}" in entry
    assert "What did you see?" in entry
    assert ".notice{max-inline-size" in entry
    assert "#23446b" in entry
    assert re.search(r"h1,h2,h3[^{}]*\{font-weight:(600|var)", entry)
    style = re.findall("<style>(.*?)</style>", entry, re.DOTALL)[0]
    assert "font-weight:650" not in style
    for name in re.findall(r"(--\w+):650", style):  # where the token is read so often that its name is shorter, the theme's own value follows
        assert f"{name}:600" in style.partition(f"{name}:650")[2]
    sources = (built / "sources/index.html").read_text("utf-8")
    paper = re.search(r"(--\w+):#fffff0", sources)
    assert paper
    assert re.search(rf"forced-colors:none\)\{{:root\{{--\w+:var\({paper[1]}\)", sources)
    assert ".notice{" not in article
    assert "Our newsroom" in article
    assert (built / "2022/01/airport.html").is_file()
    assert (built / "timeline/2022-01-07/twenty-six-dead/index.html").is_file()


def test_pieces_of_text_come_out_as_they_are_described(built: Path) -> None:
    article = html.unescape((built / "articles/pieces/index.html").read_text("utf-8"))
    for words in ("first part", "disowned as a technical error", "A notice on a door", "(**)", "[@key]", "Example Television", "This opens the site of Example Television, which may follow you."):
        assert words in article


def test_messages_in_the_catalogue_are_those_of_the_kit() -> None:
    (text,) = [text for _, name, text in docs.examples() if name == docs.CATALOGUE]
    source = "".join(file.read_text("utf-8") for file in (ROOT / "plugins/dateline").rglob("*.py"))
    messages = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', text, re.MULTILINE)
    assert len(messages) >= 3
    for message, translated in messages:
        assert f'("{message}")' in source
        assert sorted(re.findall(r"{\w*}", message)) == sorted(re.findall(r"{\w*}", translated))
