"""A page is a value: whatever its template shows is in it, and nothing else can change it."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from itertools import zip_longest
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from dateline import po
from dateline.catalogues import GERMANIC
from dateline.deliver.render import Renderer
from dateline.model.address import Address, Further, Html
from dateline.pages.frame import Desk  # noqa: F401  (the modules of all page values, which pickle looks up)
from dateline.pages.texts import TextPage
from dateline.pages.values import Body, Head, Page, Site
from dateline.problems import SetupBroken
from dateline.theme import Theme
from dateline.wording import Wording
from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from tests.conftest import Once
from tests.documents import documents, plain, words
from tests.sites import PUBLISH, ROOT, build, copy, environment, tree, write

THEME = ROOT / "theme"
TEMPLATES = sorted(file.relative_to(THEME / "templates").as_posix() for file in (THEME / "templates").rglob("*.html"))
ONE_SHEET = ("shells/bare.html", "edition.html")
"""What else takes a style sheet than the pages' shell."""
OF_AN_EDITION = {"book", "others", "whole", "style", "style_hash", "name", "several"}
"""What the template of the event as one file reads: see its first lines."""
OF_A_PAGE = {"page", "head", "site", "sources", "address", "style", "style_hash", "preloaded", "graph", "later"}
"""All that a page's template may read, besides gettext."""
GETTEXT = {"_", "gettext", "ngettext", "pgettext"}

VALUES = """\
import json, pickle, sys
from pathlib import Path
from pelican.settings import read_settings

settings = read_settings(sys.argv[1])
site = settings["PELICAN_CLASS"](settings)
from dateline import building

prepare = building.prepare


def hold(run, *arguments):
    # A run lets go of its pages when they are written.
    global made
    prepare(run, *arguments)
    made = run.site


building.prepare = hold
site.run()
folder = Path(sys.argv[2])
folder.mkdir()
for number, page in enumerate(made.pages):
    (folder / f"{number:04}.pickle").write_bytes(pickle.dumps(page, protocol=5))
arguments = [*map(str, made.settings.theme.layers), made.settings.root, made.settings.language, made.settings.siteurl]
(folder / "renderer.json").write_text(json.dumps(arguments))
from dataclasses import replace
from dateline.fonts.cache import Made


def still(face):
    # Without what waits for its data, which no page needs.
    return replace(face, made=Made(face.made.shape, bytes))


fonts = made.fonts[made.settings.language]
fonts = replace(fonts, main=tuple(map(still, fonts.main)), others=tuple(map(still, fonts.others)))
(folder / "fonts").write_bytes(pickle.dumps(fonts, protocol=5))
"""

RENDER = f"""\
import json, pickle, sys
from pathlib import Path

sys.path.insert(0, {str(ROOT / "plugins")!r})
from dateline import po
from dateline.catalogues import GERMANIC
from dateline.deliver.render import Renderer
from dateline.model.address import file_of
from dateline.theme import Theme
from dateline.wording import Wording

values, to = map(Path, sys.argv[1:])
theme, root, language, siteurl = json.loads((values / "renderer.json").read_text())
fonts = pickle.loads((values / "fonts").read_bytes())
renderer = Renderer(Theme((Path(theme),)), root, Wording(language, Path(theme) / "locale"), siteurl, fonts)
for file in sorted(values.glob("*.pickle"), reverse=True):
    page = pickle.loads(file.read_bytes())
    shown = to / file_of(page.address)
    shown.parent.mkdir(parents=True, exist_ok=True)
    shown.write_bytes(renderer.render(page))
"""


def run(script: str, *arguments: str, folder: Path, **env: str) -> None:
    """Run a script in a process of its own, which must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=folder,
        env=environment(folder.parent / "home", **env),
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr


def page_values(project: Path, settings: str = "pelicanconf.py", **env: str) -> Path:
    """Build a site and return the folder with its pages' pickled values."""
    folder = project.parent / f"values-{env.get('PYTHONHASHSEED', '0')}"
    run(VALUES, settings, str(folder), folder=project, **env)
    return folder


def loaded(values: Path) -> list[Page]:
    """Return pages from their pickles."""
    return [pickle.loads(file.read_bytes()) for file in sorted(values.glob("*.pickle"))]


@pytest.fixture(scope="session")
def event_values(once: Once, event_project: Path) -> Callable[[str], tuple[Path, Path]]:
    """Return a function that gives the values of the invented event's pages, and its output, built with these settings; the project is gone."""

    def built(settings: str) -> tuple[Path, Path]:
        def make(folder: Path) -> None:
            project = copy(event_project, folder / "site")
            page_values(project, settings, SITEURL="https://example.org/repo", PYTHONHASHSEED="1")
            (project / "output").rename(folder / "output")
            shutil.rmtree(project)

        folder = once(f"values-{settings}", make)
        return folder / "values-1", folder / "output"

    return built


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_every_page_renders_from_its_pickled_value_and_the_fonts_alone(
    event_values: Callable[[str], tuple[Path, Path]], tmp_path: Path, settings: str
) -> None:
    values, output = event_values(settings)
    (tmp_path / "elsewhere").mkdir()
    run(RENDER, str(values), str(tmp_path / "rendered"), folder=tmp_path / "elsewhere", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    built = {name: digest for name, digest in tree(output).items() if name.endswith(".html")}

    assert len(built) > 100
    assert tree(tmp_path / "rendered") == built


def test_values_are_the_same_whoever_makes_them(good_site: Path, tmp_path: Path) -> None:
    made = []
    for seed, env in (("3", {"TZ": "Asia/Tokyo", "LC_ALL": "C"}), ("4", {"TZ": "America/New_York", "LC_ALL": "C.UTF-8"})):
        project = copy(good_site, tmp_path / seed / "site")
        values = page_values(project, PYTHONHASHSEED=seed, **env)
        (values / "renderer.json").unlink()
        made.append(tree(values))

    assert len(made[0]) > 10
    assert made[0] == made[1]


def test_values_are_frozen_and_hashable_and_survive_pickling(event_values: Callable[[str], tuple[Path, Path]]) -> None:
    event_pages = loaded(event_values("pelicanconf.py")[0])
    allowed = (str, int, bool, type(None), Address, Further, Html)
    kinds = {type(value) for page in event_pages for value in inside(page)}

    assert {kind for kind in kinds if not is_dataclass(kind) and kind is not tuple and kind not in allowed} == set()
    assert {kind for kind in kinds if is_dataclass(kind) and not kind.__dataclass_params__.frozen} == set()  # type: ignore[attr-defined]
    for page in event_pages:
        again = pickle.loads(pickle.dumps(page))
        assert again == page
        assert hash(again) == hash(page)
        assert pickle.dumps(again) == pickle.dumps(pickle.loads(pickle.dumps(again)))


def inside(value: Any) -> Iterator[Any]:
    """Yield a value and all that it holds, however deep."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from inside(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from inside(part)


def test_an_ordinary_edit_leaves_header_and_footer_as_they_were(site: Path) -> None:
    before = loaded(page_values(copy(site, site.parent / "before/site")))
    article = (site / "content/articles/first.md").read_text(encoding="utf-8")
    write(site, {
        "content/articles/second.md": article.replace("Slug: first", "Slug: second"),
        "content/timeline/2022-01-05-square.md": (site / "content/timeline/2022-01-05-square.md").read_bytes() + b"\nMore.\n",
    })  # fmt: skip
    after = loaded(page_values(site))

    assert len(after) == len(before) + 1
    assert {page.site for page in after} == {before[0].site}


def test_an_entrys_page_lists_every_source_of_the_entry(site: Path) -> None:
    """Those that no mark leads to as well: named in the head, or that of a quote."""
    (site / "content/timeline/2022-01-05-square.md").write_text(
        "Title: People meet\nWhen: 2022-01-05\nKind: protest\nSources: paper\nSlug: square\n\nThey came.\n\n[[quote: no-comment]]\n",
        encoding="utf-8",
    )
    page = next(page for page in documents(build(site)) if page.name == "timeline/2022-01-05/square/index.html")

    assert [item.get("id") for item in page.one("section", class_="page-sources").iter("li")] == ["source-agency", "source-paper"]


# --- Templates ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def jinja() -> Environment:
    """The environment that renders pages."""
    return Renderer(Theme((THEME,)), None, Wording("en", THEME / "locale"), "").environment


def parsed(jinja: Environment, name: str) -> nodes.Template:
    """Return a template of the theme."""
    return jinja.parse((THEME / "templates" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_read_the_page_and_components_their_arguments(jinja: Environment, name: str) -> None:
    template = parsed(jinja, name)
    may = GETTEXT if name.startswith("components/") else GETTEXT | (OF_AN_EDITION if name == "edition.html" else OF_A_PAGE)
    imported = {macro for found in template.find_all(nodes.FromImport) for macro in found.names}

    # Jinja takes what is imported outside a block for undeclared in it.
    assert find_undeclared_variables(template) - imported - may == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_trust_only_html_that_python_made(jinja: Environment, name: str) -> None:
    """`|safe` would let anything through; the one style sheet of a page, and what it tells programs, are no HTML and stand where nothing is escaped."""
    trusted = [node.node for node in parsed(jinja, name).find_all(nodes.Filter) if node.name == "safe"]

    assert [node.name for node in trusted if isinstance(node, nodes.Name)] == {"shells/base.html": ["style", "graph"], **{each: ["style"] for each in ONE_SHEET}}.get(name, [])
    assert all(isinstance(node, nodes.Name) for node in trusted)


class Letters(HTMLParser):
    """Finds words that stand in a template itself: in its text, and in attributes that are read aloud."""

    READ = frozenset(("aria-label", "aria-description", "aria-roledescription", "title", "alt", "placeholder", "label"))

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self._look(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in self.READ:
                self._look(value or "")

    def _look(self, text: str) -> None:
        self.found += re.findall(r"[^\W\d_]+", text)


def literals(node: nodes.Node) -> Iterator[str]:
    """Yield what a template writes itself, in order; whatever it writes from values stands as 0."""
    if isinstance(node, nodes.Output):
        for part in node.nodes:
            yield part.data if isinstance(part, nodes.TemplateData) else "".join(_results(part))
    elif isinstance(node, (nodes.Template, nodes.Block, nodes.Macro, nodes.For, nodes.If, nodes.Scope, nodes.CallBlock, nodes.With)):
        for child in node.iter_child_nodes():
            yield from literals(child)


def _results(node: nodes.Node) -> Iterator[str]:
    """Yield what an expression may come to, where it is written in the template."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, (nodes.CondExpr, nodes.Concat, nodes.Or, nodes.And, nodes.Add)):
        for child in node.iter_child_nodes(exclude=("test",)):
            yield from _results(child)
    else:
        yield "0"


def words_of(template: nodes.Template) -> list[str]:
    """Return the words that a template shows without asking gettext; `<{{ name }}>` is a tag like any other."""
    finder = Letters()
    finder.feed(re.sub("(</?)0", r"\1tag", "".join(literals(template))))
    finder.close()
    return finder.found


NO_WORDS = {"edition.html": ["lang", "dir", "SHA", "sha", "sum"]}
"""What is taken for words in templates, and is none: attributes that a macro writes, the name of a hash and of a command."""


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_word_of_a_template_goes_through_gettext(jinja: Environment, name: str) -> None:
    assert words_of(parsed(jinja, name)) == NO_WORDS.get(name, [])


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p class='a'>Words</p>", ["Words"]),
        ("<p>{{ page.title }}, {{ 'more' }}</p>", ["more"]),
        ("<a aria-label='{% if page.a %}Go{% endif %}'>{{ _('Go') }}</a>", ["Go"]),
        ("{% macro m(a) %}<b>{{ a or 'none' }}</b>{% endmacro %}", ["none"]),
        ("<p class='{{ 'a' if page.b else 'c' }}'>{{ _('Go') }} {{ page.c|join(', ') }} · &nbsp;</p>", []),
    ],
)
def test_words_beside_gettext_are_found(jinja: Environment, template: str, found: list[str]) -> None:
    assert words_of(jinja.parse(template)) == found


GLUE = re.compile(r"[,;:()\u2013\u2014\u00b7\u060c\u3001]")
"""Signs that set apart or join: another language has others, or has them elsewhere."""
GLUED: dict[str, list[str]] = {
    "components/picture.html": [","],  # between the candidates of a srcset, which is no text
}
"""Templates that set signs themselves, and why."""


class Glue(Letters):
    """Finds signs that stand in a template itself: in its text, and in attributes that are read aloud."""

    def _look(self, text: str) -> None:
        self.found += GLUE.findall(text)


def glue_of(template: nodes.Template) -> list[str]:
    """Return the signs of what a template shows that no message holds."""
    finder = Glue()
    finder.feed(re.sub("(</?)0", r"\1tag", "".join(literals(template))))
    finder.close()
    return finder.found


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_glues_a_phrase_together(jinja: Environment, name: str) -> None:
    assert glue_of(parsed(jinja, name)) == GLUED.get(name, [])


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ page.a }}, {{ page.b }}</p>", [","]),
        ("<p>{{ page.a }}{% if page.b %} ({{ page.b }}){% endif %}</p>", ["(", ")"]),
        ("<p title='{{ page.a }}: {{ page.b }}'></p>", [":"]),
        ("<p><b>{{ page.a }}</b>, <b>{{ page.b }}</b></p>", [","]),
        ("<p>{% for a in page.b %}{{ a }}{% if not loop.last %}, {% endif %}{% endfor %}</p>", [","]),
        ("<p>{{ page.a }} – {{ page.b }}</p>", ["–"]),
        ("<p>{{ _('%(a)s: %(b)s', a=page.a, b=page.b) }} <b>{{ page.c }}</b></p>", []),
        ("<img srcset='{{ page.a }} 1x, {{ page.b }} 2x'>", []),
    ],
)
def test_glue_is_found(jinja: Environment, template: str, found: list[str]) -> None:
    assert glue_of(jinja.parse(template)) == found


# --- Gettext -----------------------------------------------------------------------------------------------------


def marked() -> list[po.Entry]:
    """Return all messages of the interface, each translated as itself between marks; a number that shows how numbers are written stays one."""
    found = []
    for entry in po.read((THEME / "locale/dateline.pot").read_text("utf-8")):
        texts = (entry.message, entry.plural) if entry.plural else (entry.message,)
        if entry.message and entry.context != "a number":
            found.append(replace(entry, forms=tuple(f"⟦{text}⟧" for text in texts)))
    return found


NAMES = re.compile(r"\bUTC[+−]\d+|\b[\d.]+ kB\b|\b[\w.]+\.(csv|json|ics|geojson|bib)\b")
"""What stays as it is in every language: zones, units, names of files."""

KEY = re.compile(r"^(?: {0,2}|  - )[A-Za-z_]+:(?= |$)", re.MULTILINE)
"""What an author's words stand behind."""


def letters(text: str) -> set[str]:
    """Return the words of a text."""
    return set(re.findall(r"[^\W\d_]+", text))


def test_with_a_catalogue_every_word_of_the_interface_is_translated(site: Path) -> None:
    messages = marked()
    theme = site / "theme"
    shutil.copytree(THEME, theme)
    write(theme, {"locale/eo/LC_MESSAGES/dateline.mo": po.compiled(messages, GERMANIC)})
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    english = documents(copy_of_output(site))
    write(site, {"pelicanconf.py": f'{settings}THEME = "theme"\nDEFAULT_LANG = "eo"\n'})
    translated = documents(build(site))
    files = [*(site / "content").rglob("*.md"), *(site / "content").rglob("*.yaml"), site / "pelicanconf.py"]
    written = {word for file in files for word in letters(KEY.sub("", file.read_text(encoding="utf-8")))}

    assert len(messages) > 100
    assert [page.name for page in translated] == [page.name for page in english]
    untranslated = set()
    for ours, theirs in zip(english, translated, strict=True):
        assert theirs.root.get("lang") == "eo"
        for before, after in zip_longest(pieces(ours.data), pieces(theirs.data), fillvalue=""):
            if before == after:
                untranslated |= letters(NAMES.sub("", after)) - written
    assert untranslated == set()
    assert "⟦Timeline⟧" in words(translated[0].one("body"))


def copy_of_output(site: Path) -> Path:
    """Return a copy of a site's output, before it is built anew."""
    return copy(site / "output", site.parent / "first")


def pieces(page: bytes) -> list[str]:
    """Return the texts of a page in order, and those of its attributes that people come to know of."""
    finder = Pieces()
    finder.feed(page.decode())
    finder.close()
    return finder.found


class Pieces(HTMLParser):
    """Collects texts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        values = dict(attrs)
        self.found += (values[name] or "" for name in sorted(Letters.READ & values.keys()))
        if tag == "meta" and values.get("name") == "description":
            self.found.append(values["content"] or "")

    def handle_data(self, data: str) -> None:
        if self._tag != "style":
            self.found.append(" ".join(data.split()))


# --- What the environment refuses --------------------------------------------------------------------------------


def page_with(title: str) -> Page:
    """Return a small page of the template `page`."""
    site = Site(
        name="Site", title="Event", kicker="", lang="en", dir="ltr", home=Address(""), nav=(), more=(), report_errors="",
        icon="", accent=None,
    )  # fmt: skip
    head = Head(title, "About", canonical="", kind="website", picture="", picture_alt="", lang="en", dir="ltr")
    return Page("page", Address("about/"), site, head, TextPage(title, Body(), None))


@pytest.fixture
def rendering(tmp_path: Path) -> Callable[[str, str], str]:
    """Return a function that shows a page with one template of its own."""

    def render(template: str, title: str = "T") -> str:
        write(tmp_path, {"templates/page.html": template})
        return Renderer(Theme((tmp_path,)), None, Wording("en", tmp_path), "").render(page_with(title)).decode()

    return render


def test_values_are_escaped(rendering: Callable[..., str]) -> None:
    shown = rendering('<p title="{{ page.title }}">{{ page.title }} {{ _("“%(t)s”", t=page.title) }}</p>', '<i>&"')

    assert shown == '<p title="&lt;i&gt;&amp;&#34;">&lt;i&gt;&amp;&#34; “&lt;i&gt;&amp;&#34;”</p>'


@pytest.mark.parametrize(
    "template",
    ["{{ page.nothing }}", "{{ nothing }}", "{% if page.nothing %}{% endif %}", "{% for a in page.nothing %}{% endfor %}", "{{ settings.SITEURL }}"],
)
def test_what_is_not_in_the_page_breaks_the_build(rendering: Callable[..., str], template: str) -> None:
    with pytest.raises(SetupBroken) as broken:
        rendering(f"\n{template}")

    problem = broken.value.problem
    assert (problem.path.rpartition("/")[2], problem.line, problem.setup) == ("page.html", 2, True)
    assert "undefined" in problem.what or "has no attribute" in problem.what


HOSTILE = '<script>alert(1)</script> & "x"'


def test_hostile_words_stay_words(site: Path) -> None:
    """Every text that an author can write in front matter or data, with markup in it: it is shown, and nothing runs."""
    quoted = json.dumps(HOSTILE)
    field = re.compile(
        r"^(?P<key>Title|Standfirst|Authors|Summary|Alt|Credit|    protest =)(?P<colon>:?) .*$", re.MULTILINE
    )
    value = re.compile(
        r"^(?P<key> +(?:- )?(?:title|publisher|name|role|unit|by|text)): (?!council|mayor)(?P<old>.*)$", re.MULTILINE
    )
    for file in (site / "content").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        text = field.sub(lambda found: f"{found['key']}{found['colon']} {found['key'].strip(' =')} {HOSTILE}", text)
        file.write_text(text.replace("A neighbour:", f"{HOSTILE}:"), encoding="utf-8")
    for file in (site / "content/data").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        if file.name == "quotes.yaml":
            text += f"  context: {quoted}\n"
        text = value.sub(lambda found: f"{found['key']}: {json.dumps(found['old'] + ' ' + HOSTILE)}", text)
        file.write_text(text, encoding="utf-8")
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    write(site, {
        "pelicanconf.py": f"{settings}SITENAME = {HOSTILE!r}\n",
        "publishconf.py": PUBLISH,
    })  # fmt: skip
    output = build(site, "content", "-s", "publishconf.py", SITEURL="https://example.org")
    shown = plain(HOSTILE)
    seen = 0
    for page in documents(output):
        assert [script for script in page.all("script") if not script.get("src") and script.get("type") != "application/ld+json"] == [], page.name
        marked = [element.tag for element in page.all() if element.attrib.keys() & {"onload", "onerror", "x"}]
        assert [tag for tag in marked if not tag.startswith("{http://www.w3.org/2000/svg}")] == []  # where x is a place
        seen += plain(words(page.root)).count(shown)
        if page.name.startswith("embed/"):  # no preview is made of what stands inside other pages
            continue
        assert shown in plain(page.one("meta", property="og:site_name").get("content", "")), page.name
        titles = [words(page.one("title")), page.one("meta", property="og:title").get("content", "")]
        assert [shown in plain(title) for title in titles] == [True, True], page.name
    article = next(page for page in documents(output) if page.name == "articles/first/index.html")

    assert plain(words(article.one("h1"))) == f"Title {shown}"
    assert seen > 100
    for file in output.rglob("*"):
        if file.suffix == ".xml":
            root = ElementTree.parse(file).getroot()
            assert [element.tag for element in root.iter() if element.tag.endswith("script")] == []
        elif file.suffix == ".json":
            json.loads(file.read_text(encoding="utf-8"))
    feed = ElementTree.parse(output / "feeds/timeline.atom.xml").getroot()
    atom = "{http://www.w3.org/2005/Atom}"
    titles = [plain(entry.findtext(f"{atom}title", "")) for entry in feed.iter(f"{atom}entry")]
    assert titles
    assert [title for title in titles if shown not in title] == []
    data = json.loads((output / "downloads/timeline.json").read_text(encoding="utf-8"))
    assert HOSTILE in json.dumps(data, ensure_ascii=False).replace('\\"', '"').translate({0x201C: '"', 0x201D: '"'})
