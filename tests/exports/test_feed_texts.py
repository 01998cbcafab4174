"""Texts in feeds and in other languages: links that lead from anywhere, anchors that do not clash, marks of each language."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree as etree

import pytest

from tests.sites import GOOD, SETTINGS, build, write

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://example.org/some/folder"


def article(title: str, body: str, head: str = "") -> str:
    """Return an article."""
    return f"Title: {title}\nDate: 2022-01-08\n{head}\n{body}\n"


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose language is German, with articles that have footnotes, headings and links, built for production."""
    root = tmp_path_factory.mktemp("feed-texts") / "site"
    publish = "from pelicanconf import *\nRELATIVE_URLS = False\nSITEURL = " + repr(SITE) + "\n"
    settings = "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\n" + publish
    noted = "Words.[^1] See [below](#part) and [the other]({filename}two.md#part).\n\n## Part\n\nMore.\n\n[^1]: A note."
    files = {
        "pelicanconf.py": SETTINGS + 'SITENAME = "Ein kleines Ereignis"\nDEFAULT_LANG = "de"\n',
        "publishconf.py": settings,
        "content/articles/one.md": article('Der "Regen"', noted, "Slug: one\n"),
        "content/articles/two.md": article('Газета "Заря"', 'Он сказал: "да".\n\n' + noted, "Slug: two\nLang: ru\n"),
        "content/timeline/2022-01-05-square.md": str(GOOD["content/timeline/2022-01-05-square.md"]).replace(
            "They came at noon.", 'Sie riefen: "Wir bleiben."'
        ),
        "content/data/quotes.yaml": "no-comment:\n  text: Kein \"Wort\".\n  context: Im 'Rat'\n  speaker: mayor\n  sources: [agency]\n",
    }
    write(root, {**GOOD, **files})
    return build(root, "content", "-s", "publishconf.py")


def contents(production: Path) -> dict[str, str]:
    """Return the HTML of each item, by its address."""
    feed = etree.parse(production / "feeds/all.atom.xml").getroot()
    return {str(item.findtext(f"{ATOM}id")): str(item.findtext(f"{ATOM}content")) for item in feed.findall(f"{ATOM}entry")}


def test_all_links_are_whole(production: Path) -> None:
    for address, html in contents(production).items():
        for link in re.findall(r'href="([^"]*)"', html):
            assert link.startswith("https://")
        if address.endswith(("/one/", "/two/")):
            assert {f"{address}#fn:1", f"{address}#fnref:1", f"{address}#part", f"{SITE}/articles/two/#part"} <= set(
                re.findall(r'href="([^"]*)"', html)
            )


def test_no_anchors_that_two_items_could_share(production: Path) -> None:
    assert not [html for html in contents(production).values() if re.search(r"<[^>]* id=", html)]
    items = json.loads((production / "feeds/timeline.json").read_text("utf-8"))["items"]
    assert items
    assert not [item for item in items if re.search(r"<[^>]* id=", item["content_html"])]


def test_on_the_page_itself_links_stay_within_it(production: Path) -> None:
    html = (production / "articles/one/index.html").read_text("utf-8")
    assert {"#fn:1", "#fnref:1", "#part"} <= set(re.findall(r'href="([^"]*)"', html))
    assert len(re.findall(r' id="fn:1"', html)) == 1


def test_marks_are_those_of_the_site_unless_a_text_has_a_language(production: Path) -> None:
    one, two = ((production / f"articles/{name}/index.html").read_text("utf-8") for name in ("one", "two"))
    assert "<h1>Der „Regen“</h1>" in one
    assert '<h1 lang="ru" dir="ltr">Газета «Заря»</h1>' in two
    assert "Он сказал: «да»." in two
    front = (production / "index.html").read_text("utf-8")
    assert "Sie riefen: „Wir bleiben.“" in front
    figures = (production / "people/mayor/index.html").read_text("utf-8")
    assert "Kein „Wort“." in figures
    assert "Im ‚Rat‘" in figures
