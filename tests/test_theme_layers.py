"""What an event has of its own lies over the kit's theme, file by file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from dateline import kit
from dateline.deliver.strays import warn_of_strays
from dateline.deliver.theme import check_theme, style_sheets
from dateline.fonts.cache import FontCache
from dateline.fonts.faces import Fonts, make_fonts
from dateline.problems import Problems
from dateline.theme import Theme, layered, theme_of
from dateline.wording import Wording
from pelican.settings import DEFAULT_CONFIG

from tests.sites import GOOD, ROOT, Changes, build, pelican, write
from tests.test_theme_files import catalogue

OWN = str(GOOD["pelicanconf.py"]).replace('THEME = str(ROOT / "theme")', 'THEME = "theme"')


def over(tmp_path: Path, files: Changes) -> Theme:
    """Return a theme of these files over the kit's."""
    write(tmp_path / "theme", files)
    return layered([tmp_path / "theme"])


def test_the_uppermost_file_counts(tmp_path: Path) -> None:
    theme = over(tmp_path, {"templates/article.html": "own", "static/css/pages.css": "a{}"})
    assert theme.find("templates/article.html") == tmp_path / "theme/templates/article.html"
    assert theme.find("templates/entry.html") == kit.theme() / "templates/entry.html"
    assert (theme.depth("templates/article.html"), theme.depth("templates/entry.html"), theme.depth("nowhere")) == (0, 1, 1)
    names = theme.files("templates", "**/*.html")
    assert list(names) == sorted(file.relative_to(ROOT / "theme/templates").as_posix() for file in (ROOT / "theme/templates").rglob("*.html"))
    sheets = [(layer, name) for layer, name, _ in style_sheets(theme)]
    assert sheets[:3] == [("tokens", "tokens.css"), ("base", "base.css"), ("layout", "layout.css")]
    assert sheets.index(("pages", "pages.css")) == sheets.index(("pages", "pages/article.css")) - 1


@pytest.mark.parametrize("named", [DEFAULT_CONFIG["THEME"], str(ROOT / "theme"), str(ROOT / "plugins/../theme")])
def test_the_kits_own_theme_has_one_layer(named: str) -> None:
    assert theme_of({"THEME": named}) == Theme((ROOT / "theme",))


def test_every_file_that_counts_is_looked_at(tmp_path: Path) -> None:
    theme = over(tmp_path, {"static/css/components/entry.css": "a{", "templates/article.html": b"\xff", "fonts/roman.woff2": b"?", "files.txt": "static/x.css\n"})
    problems = Problems()
    check_theme(theme, "en", problems)
    away = "take it away: the kit's own lies beneath it"
    assert [(problem.path.rpartition("/")[2], problem.what, problem.do) for problem in problems.sorted()] == [
        ("roman.woff2", "the font cannot be read (it is no WOFF2 file)", away),
        ("entry.css", 'the "{" is never closed', f"mend it, or {away}"),
        ("x.css", "the file is missing", "mend it, or take it away, or take its line out of files.txt"),
        ("article.html", "byte 0xff is not UTF-8", away),
    ]


def test_of_an_installed_kit_nothing_is_mended_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "theme/fonts/roman.woff2").write_bytes(b"")
    monkeypatch.setattr(kit, "repository", lambda: None)
    problems = Problems()
    check_theme(Theme((tmp_path / "theme",)), "en", problems)
    assert [problem.do for problem in problems.sorted()] == ["install the kit again"]


STRAYS = {
    "templates/artcile.html": 'did you mean "templates/article.html"?',
    "templates/teaser.html": 'did you mean "templates/components/teaser.html"?',
    "static/css/component/teaser.css": 'did you mean "static/css/components/teaser.css"?',
    "fonts/romam.woff2": 'did you mean "fonts/roman.woff2"?',
    "static/js/further-scripts.js": "take its name from the kit's theme, or take the file away",
    "locale/fr/dateline.po": "call it locale/LANGUAGE/LC_MESSAGES/dateline.po (fr, pt_BR)",
}


@pytest.mark.parametrize("name", STRAYS)
def test_a_file_that_overrides_nothing(tmp_path: Path, name: str) -> None:
    problems = Problems()
    warn_of_strays(over(tmp_path, {name: "x"}), problems)
    (warning,) = problems.warnings()
    assert (warning.path, warning.what, warning.do) == ((tmp_path / "theme" / name).as_posix(), "nothing uses this file of your theme", STRAYS[name])


def test_files_that_have_an_effect_or_are_for_people(tmp_path: Path) -> None:
    files: Changes = {
        "README.md": "What we have changed.",
        "LICENSE": "MIT",
        ".gitkeep": "",
        "fonts/OFL.txt": "The licence of our font.",
        "files.txt": "",
        "templates/article.html": '{% from "components/ours.html" import ours %}',
        "templates/components/ours.html": "x",
        "templates/article.html~": "an editor's",
        "static/css/components/ours.css": "a{}",
        "static/css/pages.css": "a{}",
        "static/css/tokens/ours.css": "a{}",
        "static/css/base.css": "a{}",
        "locale/fr/LC_MESSAGES/dateline.mo": b"",
        "locale/fr/LC_MESSAGES/dateline.po": "",
    }
    problems = Problems()
    warn_of_strays(over(tmp_path, files), problems)
    assert problems.warnings() == []


def fonts_of(theme: Theme, tmp_path: Path) -> Fonts:
    return make_fonts(theme, "Basic", "en", FontCache(tmp_path / "cache"))


def test_an_own_font_brings_nothing_that_was_made_of_the_kits(tmp_path: Path) -> None:
    """Its basic letters are cut out of it, the letters that it has are its own, and no widths of the kit's stand in for it."""
    kits = fonts_of(layered([]), tmp_path)
    theme = over(tmp_path, {"fonts/roman.woff2": (ROOT / "theme/fonts/italic.woff2").read_bytes()})
    own = fonts_of(theme, tmp_path)
    assert own.main[0].made.shape != kits.main[0].made.shape
    assert own.main[1].made.shape == kits.main[1].made.shape
    assert own.main[0].made.data()[:4] == b"wOF2"
    assert kits.fallbacks
    assert own.fallbacks == ""


def test_an_event_without_type_of_its_own(tmp_path: Path) -> None:
    theme = over(tmp_path, {"fonts/letters.txt": ""})
    problems = Problems()
    check_theme(theme, "en", problems)
    assert problems.sorted() == []
    assert fonts_of(theme, tmp_path) == Fonts()


def test_what_an_own_catalogue_lacks_is_in_the_kits(tmp_path: Path) -> None:
    below, own = tmp_path / "below", tmp_path / "own"
    write(below, {"locale/fr/LC_MESSAGES/dateline.mo": catalogue(("Timeline", "Chronologie"), ("Articles", "Articles (fr)"))})
    write(own, {"locale/fr_CA/LC_MESSAGES/dateline.mo": catalogue(("Timeline", "Le fil")), "locale/fr/LC_MESSAGES/dateline.mo": catalogue(("Places", "Lieux"))})
    words = Wording("fr-CA", *Theme((own, below)).folders("locale"))
    assert [words(each) for each in ("Timeline", "Articles", "Places", "People")] == ["Le fil", "Articles (fr)", "Lieux", "People"]
    assert set("Lefil") <= words.letters()
    assert Wording("fr", below / "locale", own / "locale").messages()["Timeline"] == "Chronologie"


def test_a_site(site: Path) -> None:
    """Own templates extend the kit's of another name and of their own, own rules and letters come over it; a misspelt one is a warning."""
    write(
        site,
        {
            "pelicanconf.py": OWN,
            "theme/templates/article.html": '{% extends "!kit/article.html" %}{% block after %}{{ super() }}{% include "components/ours.html" %}{% endblock %}',
            "theme/templates/components/ours.html": '<p class="ours">Ours</p>',
            "theme/templates/page.html": '{% extends "shells/base.html" %}{% block main %}<article><h1>{{ page.title }}</h1></article>{% endblock %}',
            "theme/static/css/components/ours.css": "@layer components { .ours { outline-offset: 7px } .nobody { top: 0 } }",
            "theme/static/css/pages.css": "@layer pages { :root { --paper: #fffff0 } }",
            "theme/static/js/dateline.js": "// Ours.\n",
            "theme/templates/entyr.html": "x",
        },
    )
    done = pelican(site)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[0] == 'theme/templates/entyr.html: warning: nothing uses this file of your theme: did you mean "templates/entry.html"?'
    article = (site / "output/articles/first/index.html").read_text("utf-8")
    assert '<p class="ours">Ours</p>' in article
    assert "outline-offset:7px" in article
    assert ".nobody" not in article
    front = (site / "output/index.html").read_text("utf-8")
    # The token has a short name in pages (deliver/tokens.py).
    assert re.search(r"@layer pages\{.*:root\{--\w+:#fffff0\}", front)
    assert "outline-offset:7px" not in front
    (script,) = (site / "output/theme").glob("dateline-*.js")
    assert script.read_text("utf-8") == "// Ours.\n"
    again = pelican(site)
    assert "nothing has changed" in again.stdout
    assert again.stderr == done.stderr


def test_without_a_theme_of_its_own_it_is_the_kits(site: Path) -> None:
    output = build(site)
    before = (output / "index.html").read_bytes()
    settings = str(GOOD["pelicanconf.py"]).replace('THEME = str(ROOT / "theme")\n', "")
    assert "THEME" not in settings
    write(site, {"pelicanconf.py": settings})
    shutil.rmtree(output)
    assert (build(site) / "index.html").read_bytes() == before


PLUGIN = """\
from pelican.generators import Generator
from pelican.plugins import signals


class Asking(Generator):
    def generate_output(self, writer):
        for name in ("article", "entry", "!theme/article"):
            print(name, self.get_template(name).filename)


def register():
    signals.get_generators.connect(lambda pelican: Asking, weak=False)
"""


def test_generators_of_plugins_find_templates_where_ours_do(site: Path) -> None:
    """Pelican knows one theme: for it the kit's is the theme, and what lies over it an override."""
    settings = f'{OWN}PLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\nPLUGINS = ["dateline", "asking"]\n'
    write(site, {"pelicanconf.py": settings, "more/asking.py": PLUGIN, "theme/templates/article.html": '{% extends "!kit/article.html" %}'})
    done = pelican(site)
    assert done.returncode == 0, done.stderr
    found = dict(line.split() for line in done.stdout.splitlines() if line.endswith(".html"))
    kits = ROOT / "theme/templates"
    assert found == {"article": str(site / "theme/templates/article.html"), "entry": str(kits / "entry.html"), "!theme/article": str(kits / "article.html")}
