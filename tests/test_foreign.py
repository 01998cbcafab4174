"""Other people's plug-ins: one of each kind on one site. What they make is part of the site, of its list of files and of the next build."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.broken_sites import check
from tests.conftest import Once
from tests.sites import GOOD, build, copy, pelican, tree, write

ARTICLE = str(GOOD["content/articles/first.md"])
CONF = (
    str(GOOD["pelicanconf.py"])
    + '''
import sys
sys.path.insert(0, "extras")
from marks import HighlightExtension

PLUGIN_PATHS = [*PLUGIN_PATHS, "extras"]
PLUGINS = ["dateline", "at_the_end", "with_a_generator", "watching"]
MARKDOWN = {"extensions": [HighlightExtension(), "markdown.extensions.admonition"]}
JINJA_FILTERS = {"shout": lambda text: text.upper() + "!"}
THEME_TEMPLATES_OVERRIDES = ["mine"]
'''
)
FILES: dict[str, str | bytes | None] = {
    "pelicanconf.py": CONF,
    # Writes at `finalized`, in place too: into pages (as minifiers do) and into a picture.
    "extras/at_the_end.py": """\
from pathlib import Path
from pelican import signals


def write(pelican):
    output = Path(pelican.settings["OUTPUT_PATH"])
    assert str(output) == pelican.output_path
    (output / "words").mkdir()
    (output / "words/index.json").write_text("[]")
    (output / "line\\u2028end.txt").write_text("x")
    front = output / "index.html"
    front.write_text(front.read_text("utf-8").replace("</body>", "<!-- shorter --></body>"), "utf-8")
    for picture in (output / "pictures").glob("*.webp"):
        with picture.open("r+b") as file:
            file.write(b"RIFF")
            file.seek(0, 2)
            file.write(b"more")


def register():
    signals.finalized.connect(write)
""",
    # A generator of its own that writes with Pelican's writer; and one more page when the articles are through.
    "extras/with_a_generator.py": """\
from jinja2 import Template
from pelican import signals
from pelican.generators import Generator


class Cards(Generator):
    def generate_output(self, writer):
        names = ", ".join(article.url for article in self.context["articles"])
        writer.write_file("cards/index.html", Template("<p>{{ names }} of {{ SITENAME }}</p>"), self.context, names=names)


def generators(pelican):
    return Cards


def more(generator, writer):
    writer.write_file("cards/more.html", Template("<p>{{ SITENAME }}</p>"), generator.context)


def register():
    signals.get_generators.connect(generators)
    signals.article_writer_finalized.connect(more)
""",
    # Walks generators and contents and notes what it is told.
    "extras/watching.py": """\
import json
from pathlib import Path
from pelican import signals

SEEN = {"generators": [], "contents": {}, "written": {}}


def walk(generators):
    for generator in generators:
        has = [name for name in ("context", "settings", "path", "theme", "output_path", "env", "readers") if hasattr(generator, name)]
        SEEN["generators"].append([type(generator).__name__, len(has)])
        for name in ("articles", "pages", "hidden_pages"):
            for content in getattr(generator, name, ()):
                SEEN["contents"][content.source_path.rsplit("/", 1)[1]] = [content.url, content.save_as, content.content]


def written(path, context):
    text = context.get("article") or context.get("page")
    SEEN["written"][context["output_file"]] = text.title if text else ""


def save(pelican):
    Path("seen.json").write_text(json.dumps(SEEN))


def register():
    signals.all_generators_finalized.connect(walk)
    signals.content_written.connect(written)
    signals.finalized.connect(save)
""",
    "extras/marks.py": '''\
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor


class HighlightExtension(Extension):
    """==so=="""

    def extendMarkdown(self, md):
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()==(.+?)==", "mark"), "highlight", 70)
''',
    "mine/article.html": '{% extends "!theme/article.html" %}{% block after %}{{ super() }}<p>{{ "read on"|shout }}</p>{% endblock %}',
    "content/articles/first.md": ARTICLE + "\nSomething ==stands out== here.\n\n!!! note\n    Take care.\n",
}


@pytest.fixture(scope="module")
def site(once: Once, good_site: Path) -> Path:
    """A site with plug-ins, built twice."""

    def make(folder: Path) -> None:
        project = copy(good_site, folder / "site")
        write(project, FILES)
        build(project)
        (project / "first.json").write_text(json.dumps(tree(project / "output")), encoding="utf-8")
        build(project)

    return once("foreign", make) / "site"


def page(site: Path, name: str) -> str:
    return (site / "output" / name).read_text("utf-8")


def test_built_again_it_is_the_same(site: Path) -> None:
    assert tree(site / "output") == json.loads((site / "first.json").read_text("utf-8"))


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_every_file_is_listed_with_its_hash(site: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=site / "output", capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    listed = [line.split("  ", 1)[1] for line in (site / "output/SHA256SUMS").read_text("utf-8").split("\n") if line]
    assert sorted([*listed, "SHA256SUMS"]) == sorted(tree(site / "output"))
    assert {"words/index.json", "line\u2028end.txt", "cards/index.html", "cards/more.html"} < set(listed)


def test_what_it_writes_at_the_end_stays(site: Path) -> None:
    assert "<!-- shorter -->" in page(site, "index.html")


def test_what_it_writes_into_a_picture_does_not_reach_the_cache(site: Path) -> None:
    written = [file for file in (site / "output/pictures").glob("*.webp") if file.read_bytes().endswith(b"more")]
    assert written
    for cached in (site / ".cache/dateline/renditions").glob("*.webp"):
        assert not cached.read_bytes().endswith(b"more")


def test_a_generator_writes(site: Path) -> None:
    assert page(site, "cards/index.html") == "<p>articles/first/index.html of A small event</p>"
    assert page(site, "cards/more.html") == "<p>A small event</p>"


def test_pelicans_own_generators_write_nothing(site: Path) -> None:
    assert not {"first.html", "pages/about.html", "feeds/all.atom.xml"} & set(tree(site / "output"))


def test_a_markdown_extension_passes_the_sanitiser(site: Path) -> None:
    article = page(site, "articles/first/index.html")
    assert "<mark>stands out</mark>" in article
    assert '<div class="admonition note">' in article


def test_a_filter_in_a_template_that_wins_over_the_themes(site: Path) -> None:
    article = page(site, "articles/first/index.html")
    assert "<p>READ ON!</p>" in article
    assert "The first article" in article
    assert ".picture" in article  # the style sheets of the template that it extends


def test_generators_and_contents_as_plugins_know_them(site: Path) -> None:
    seen = json.loads((site / "seen.json").read_text("utf-8"))
    assert ["EventGenerator", 7] in seen["generators"]
    url, save_as, html = seen["contents"]["first.md"]
    assert (url, save_as) == ("articles/first/index.html", "articles/first/index.html")
    assert "<p>People met." in html
    assert "dateline:" not in html
    assert seen["contents"]["about.md"][:2] == ["about/index.html", "about/index.html"]
    assert seen["contents"]["404.md"][:2] == ["404.html", "404.html"]


def test_each_page_is_said_to_be_written(site: Path) -> None:
    written = json.loads((site / "seen.json").read_text("utf-8"))["written"]
    assert written["articles/first/index.html"] == "The first article"
    assert written["about/index.html"] == "About"
    assert written["index.html"] == ""
    assert {name for name in tree(site / "output") if name.endswith(".html")} - set(written) == set()


def test_addresses_in_production(site: Path, tmp_path: Path) -> None:
    project = copy(site, tmp_path / "site")
    build(project, "content", "-e", 'SITEURL="https://example.org/base"', "RELATIVE_URLS=false")
    contents = json.loads((project / "seen.json").read_text("utf-8"))["contents"]
    assert contents["first.md"][:2] == ["articles/first/", "articles/first/index.html"]
    assert 'href="https://example.org/base/' in contents["first.md"][2] or "href" not in contents["first.md"][2]


def test_without_plugins_pictures_are_links(good_site: Path) -> None:
    assert all(file.stat().st_nlink > 1 for file in (good_site / "output/pictures").glob("*.webp"))


def test_a_plugin_that_rewrites_styles_is_told(good_site: Path, tmp_path: Path) -> None:
    """Browsers would show the pages without any style, for their policy names another."""
    site = copy(good_site, tmp_path / "site")
    more = """\
from pathlib import Path
from pelican import signals


def minify(pelican):
    for page in Path(pelican.output_path).rglob("*.html"):
        page.write_text(page.read_text("utf-8").replace("<style>", "<style> "), "utf-8")


def register():
    signals.finalized.connect(minify)
"""
    conf = str(GOOD["pelicanconf.py"]) + 'PLUGINS = ["dateline", "small"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "extras"]\n'
    write(site, {"pelicanconf.py": conf, "extras/small.py": more})
    do = "browsers take only the style that the page's policy names: let it leave styles alone (pelican-minify: INLINE_CSS_MIN = False)"
    what = "a plug-in has rewritten the style of index.html and 23 more"
    check(site, (f"pelicanconf.py: {what}: {do}",), 2)


def test_a_function_in_the_settings_counts_as_a_plugin(good_site: Path, tmp_path: Path) -> None:
    """Without copies and new hashes its change of a picture would spoil cache and list."""
    site = copy(good_site, tmp_path / "site")
    conf = '''
from pathlib import Path
from pelican import signals


def write(pelican):
    for picture in Path(pelican.output_path, "pictures").glob("*.webp"):
        with picture.open("ab") as file:
            file.write(b"more")


signals.finalized.connect(write)
'''
    write(site, {"pelicanconf.py": str(GOOD["pelicanconf.py"]) + conf})
    output = build(site)
    for name, digest in ((line[66:], line[:64]) for line in (output / "SHA256SUMS").read_text("utf-8").splitlines()):
        assert hashlib.sha256((output / name).read_bytes()).hexdigest() == digest
    assert pelican(site).returncode == 0
