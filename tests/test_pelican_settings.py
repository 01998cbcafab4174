"""Pelican's settings: the table has them all, the documentation says what it says, and what it says is so."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from dateline.pelican_settings import BY_NAME, TABLE, Role, told
from pelican.settings import DEFAULT_CONFIG

from tests.broken_sites import check
from tests.conftest import Once
from tests.sites import GOOD, ROOT, build, pelican, write
from tests.sites import copy as copy_site

CONF = str(GOOD["pelicanconf.py"])
DOCUMENTED = ROOT / "docs/pelican-settings.md"


def test_the_table_has_all_of_pelicans_settings_once() -> None:
    assert len(BY_NAME) == len(TABLE)
    assert set(DEFAULT_CONFIG) <= set(BY_NAME)


def test_the_documentation_says_what_the_table_says() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*) \|$", DOCUMENTED.read_text("utf-8"), re.MULTILINE)
    assert rows == [(setting.name, setting.role.value, setting.note) for setting in sorted(TABLE, key=lambda one: one.name)]


def said(**changed: Any) -> list[tuple[str, bool]]:
    settings = {**copy.deepcopy(DEFAULT_CONFIG), "SITEURL": "https://example.org", "FEED_DOMAIN": "https://example.org", **changed}
    return [(str(problem), serious) for problem, serious in told(settings, "pelicanconf.py")]


def test_nothing_is_said_of_what_pelican_presets() -> None:
    assert said() == []


@pytest.mark.parametrize("setting", [one for one in TABLE if one.role in (Role.PROBLEM, Role.WARNING)], ids=lambda one: one.name)
def test_another_value_is_told(setting: Any) -> None:
    other: dict[type, Any] = {bool: not DEFAULT_CONFIG.get(setting.name), int: 3, list: ["other"], dict: {"other": "other"}}
    value = other.get(type(DEFAULT_CONFIG.get(setting.name)), "other")
    if setting.name == "PAGINATION_PATTERNS":
        value = [(1, "{url}", "{save_as}")]
    expected = f"pelicanconf.py: {setting.name} has no effect here: {setting.note}; take it out"
    assert said(**{setting.name: value}) == [(expected, setting.role is Role.PROBLEM)]


@pytest.mark.parametrize(
    "settings",
    [
        {"ARTICLE_URL": "articles/{slug}/", "ARTICLE_SAVE_AS": "articles/{slug}/index.html"},
        {"FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None, "AUTHOR_FEED_RSS": ""},
        {"AUTHOR_SAVE_AS": "", "CATEGORY_SAVE_AS": "", "TAG_SAVE_AS": False},
        {"ARTICLE_PATHS": ["articles"], "DIRECT_TEMPLATES": ["index"], "DEFAULT_PAGINATION": False},
        {"ARTICLE_EXCLUDES": ["pages"], "PAGE_EXCLUDES": [""]},  # as Pelican itself leaves them
        {"READERS": {"html": None}},
        {"SITEMAP": {"format": "xml"}, "LINKS": (), "SOCIAL": ()},
    ],
)
def test_what_is_so_anyway_is_not_told(settings: dict[str, Any]) -> None:
    assert said(**settings) == []


def test_problems_and_warnings_of_a_whole_site(site: Path) -> None:
    write(site, {"pelicanconf.py": CONF + 'ARTICLE_URL = "blog/{slug}/"\nWITH_FUTURE_DATES = False\nDEFAULT_PAGINATION = 10\n'})
    check(
        site,
        (
            'pelicanconf.py: ARTICLE_URL has no effect here: articles stand at /articles/SLUG/, and Slug in an article\'s head is the last part; take it out',
            'pelicanconf.py: WITH_FUTURE_DATES has no effect here: only Status holds a text back: write "Status: draft"; take it out',
        ),
        2,
    )
    write(site, {"pelicanconf.py": CONF + "DEFAULT_PAGINATION = 10\n"})
    done = pelican(site)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "pelicanconf.py: warning: DEFAULT_PAGINATION has no effect here: long lists go on at further pages by themselves; take it out",
        "1 warning. The site was built.",
    ]


@pytest.fixture(scope="module")
def honoured(once: Once, good_site: Path) -> Path:
    """The output of a site with every setting that adds something and is no plug-in's business."""
    conf = CONF + '''
MARKDOWN = {"extensions": ["markdown.extensions.admonition"]}
JINJA_FILTERS = {"shout": lambda text: text.upper()}
JINJA_TESTS = {"long": lambda text: len(text) > 3}
JINJA_GLOBALS = {"desk": "The desk"}
JINJA_ENVIRONMENT = {"extensions": ["jinja2.ext.do"]}
THEME_TEMPLATES_OVERRIDES = ["mine"]
MENUITEMS = [("Newsroom", "https://example.org/news"), ("How it was made", "/about/#what-is-not-known"), ("Write", "mailto:desk@example.org")]
AUTHOR = "The Desk"
DEFAULT_METADATA = {"lang": "kk", "tags": ["one", "two"], "category": "news"}
FILENAME_METADATA = r"(?P<date>\\d{4}-\\d{2}-\\d{2})_(?P<slug>.*)"
EXTRA_PATH_METADATA = {
    "articles/archive": {"status": "hidden", "lang": "en"},
    "articles/archive/open.md": {"status": "published"},
    "documents/icon.ico": {"path": "favicon.ico"},
    "extra/terms.txt": {"path": "legal/terms.txt"},
}
STATIC_PATHS = ["documents", "extra", "images/logo.png"]
IGNORE_FILES = ["**/.*", "*.part", "attic"]
'''

    def make(folder: Path) -> None:
        project = copy_site(good_site, folder / "site")
        write(
            project,
            {
                "pelicanconf.py": conf,
                "mine/article.html": '{% extends "!theme/article.html" %}{% block after %}{% set all = [] %}{% do all.append("added") %}'
                '{% if "words" is long %}<p class="ours">{{ desk|shout }} {{ all[0] }}</p>{% endif %}{% endblock %}',
                "content/articles/archive/2022-01-08_old.md": "Title: Old\n\nText.\n",
                "content/articles/archive/open.md": "Title: Open\nDate: 2022-01-08\nAuthors: Somebody\n\n!!! note\n    Mind [the paper]({static}/documents/deep/paper.pdf) and [the terms]({static}/extra/terms.txt).\n\n## Part one\n\nText.\n",
                "content/articles/plain.md": "Title: Plain\nDate: 2022-01-08\n\nText.\n",
                "content/documents/deep/paper.pdf": b"%PDF",
                "content/documents/icon.ico": b"icon",
                "content/images/logo.png": b"as it is",
                "content/extra/terms.txt": "terms",
                "content/articles/half.md.part": "no head",
                "content/attic/old.txt": "x",
            },
        )
        build(project)

    return once("honoured", make) / "site/output"


def page(output: Path, name: str) -> str:
    return (output / name).read_text("utf-8")


def test_markdown(honoured: Path) -> None:
    article = page(honoured, "articles/open/index.html")
    assert '<div class="admonition note">' in article


def test_jinja(honoured: Path) -> None:
    assert '<p class="ours">THE DESK added</p>' in page(honoured, "articles/plain/index.html")


def test_menu(honoured: Path) -> None:
    nav = page(honoured, "timeline/index.html").partition("</header>")[0]
    for link in ('href="https://example.org/news"', 'href="../about/index.html#what-is-not-known"', 'href="mailto:desk@example.org"'):
        assert link in nav


def test_defaults_of_heads(honoured: Path) -> None:
    plain, first = page(honoured, "articles/plain/index.html"), page(honoured, "articles/first/index.html")
    assert ("The Desk" in plain, "The Desk" in first, "An Author" in first) == (True, False, True)
    assert 'lang="kk"' in plain
    assert 'lang="kk"' not in page(honoured, "articles/open/index.html")


def test_names_of_files_say_keys(honoured: Path) -> None:
    """Date and Slug from the name, Status from the folder: published, and linked from nowhere."""
    assert "8 January 2022" in page(honoured, "articles/old/index.html")
    assert "articles/old/" not in page(honoured, "articles/index.html")
    assert "open/index.html" in page(honoured, "articles/index.html")


def test_files_that_are_copied(honoured: Path) -> None:
    assert (honoured / "documents/deep/paper.pdf").read_bytes() == b"%PDF"
    assert (honoured / "images/logo.png").read_bytes() == b"as it is"
    assert (honoured / "favicon.ico").read_bytes() == b"icon"
    assert (honoured / "legal/terms.txt").read_text() == "terms"
    assert not (honoured / "documents/icon.ico").exists()
    assert not (honoured / "terms.txt").exists()
    article = page(honoured, "articles/open/index.html")
    assert 'href="../../documents/deep/paper.pdf"' in article
    assert 'href="../../legal/terms.txt"' in article
    assert '<link rel="icon" href="favicon.ico">' in page(honoured, "index.html") or (honoured / "favicon.svg").exists()


BROKEN = {
    "menu to nowhere": (
        {"pelicanconf.py": CONF + 'MENUITEMS = [("About", "/abuot/")]\n'},
        'pelicanconf.py: MENUITEMS: "About" leads to "/abuot/", where there is nothing: did you mean "/about/"?',
        2,
    ),
    "two files at one address": (
        {
            "pelicanconf.py": CONF + 'STATIC_PATHS = ["documents"]\nEXTRA_PATH_METADATA = {"documents/a.svg": {"path": "favicon.svg"}}\n',
            "content/documents/a.svg": "<svg/>",
        },
        'content/extra/favicon.svg: the file would be published as "favicon.svg", as a.svg is: rename one of the two, or correct EXTRA_PATH_METADATA',
        1,
    ),
    "a further file in the place of a page": (
        {
            "pelicanconf.py": CONF + 'STATIC_PATHS = ["documents"]\nEXTRA_PATH_METADATA = {"documents/a.html": {"path": "index.html"}}\n',
            "content/documents/a.html": "x",
        },
        "content/documents/a.html: the address /index.html is used by the site itself: rename the file",
        1,
    ),
    "an extension whose HTML is forbidden": (
        {
            "pelicanconf.py": CONF + 'import sys\nsys.path.insert(0, "more")\nMARKDOWN = {"extensions": ["buttons"]}\n',
            "more/buttons.py": "from markdown.extensions import Extension\nfrom markdown.inlinepatterns import SimpleTagInlineProcessor\n\n\n"
            'class B(Extension):\n    def extendMarkdown(self, md):\n        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()%%(.+?)%%", "button"), "b", 70)\n\n\n'
            "def makeExtension(**configs):\n    return B(**configs)\n",
            "content/pages/about.md": "Title: About\nSlug: about\n\n%%Press%% me.\n",
        },
        "content/pages/about.md:4: <button> is not allowed in a text: delete it: texts hold no scripts, styles, forms or embedded pages",
        1,
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_they_may_not_do(site: Path, name: str) -> None:
    changes, problem, status = BROKEN[name]
    write(site, changes)
    check(site, (problem,), status)
