"""What a build keeps from the last one is never stale: after each change the site is the one that a build from nothing makes.

Byte for byte, the list of files included; what is compared with knows only the pictures and fonts that were made before, which have tests
of their own.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from dateline.read.paragraphs import digest
from PIL import Image

from tests.conftest import Once
from tests.sites import GOOD, ROOT, Finished, pelican, small_picture, tree, write
from tests.test_theme_files import catalogue
from tests.translated import TOLD

Change = tuple[str, str, str]
"""A file, what stands in it, and what is written in its place; the whole text where nothing is named."""

MORE: Mapping[str, str | bytes] = {
    "content/articles/second.md": "Title: The second article\nDate: 2022-01-08\nTags: square\nSlug: second\n\nIt went on, [as was said]({filename}first.md).[@paper]\n",
    "content/articles/draft.md": "Title: Not yet\nDate: 2022-01-09\nStatus: draft\nSlug: later\n\nNot yet.[@paper]\n",
    "content/articles/answered.md": "Title: Answered\nDate: 2022-01-08\nCorrection: 2022-01-09: It was three.\nSlug: answered\n\nThree came.[@paper]\n",
    "content/responses/reader.md": "About: answered\nFrom: A reader\nDate: 2022-01-08\nConsent: by e-mail\nAnswer: Thank you.\nLed_to: 2022-01-09\n\nThere were three.\n",
    "content/responses/draft.md": "About: answered\nFrom: Another reader\nDate: 2022-01-08\nStatus: draft\n\nThere were four.\n",
    "content/pictures/other.png": small_picture("darkred"),
    "content/pictures/other.md": "Alt: A red rectangle\nCredit: Nobody / Public domain\n\nAnother square.\n",
    "content/extra/notes.txt": "Notes.\n",
}

TEXTS: tuple[Change, ...] = (
    ("event.md", "Title: A small event", "Title: A little event"),
    ("event.md", "Something small happened.", "Something happened."),
    ("event.md", "Ends: 2022-01-08", "Ends: 2022-01-09"),
    ("event.md", "Asia/Almaty", "Asia/Aqtau"),
    ("event.md", "protest = Protest", "protest = Gathering"),
    ("event.md", "#0b4f5c", "#7a1f1f"),
    ("event.md", "Accent:", "Share: mail; telegram\nAccent:"),
    ("event.md", "It began", "It started"),
    ("event.md", "Lead_picture: square.png\n", ""),
    ("articles/first.md", "Title: The first article", "Title: The very first article"),
    ("articles/first.md", "Date: 2022-01-07", "Date: 2022-01-06"),
    ("articles/first.md", "An Author", "Another Author"),
    ("articles/first.md", "Tags: square", "Tags: council"),
    ("articles/first.md", "All that is known.", "What is known."),
    ("articles/first.md", "Places: almaty", "Places: berlin"),
    ("articles/first.md", "People: mayor\n", ""),
    ("articles/first.md", "    Elsewhere | https", "    Somewhere | https"),
    ("articles/first.md", "Slug: first", "Slug: the-first"),
    ("articles/first.md", "[@agency, p. 3]", "[@paper, p. 4]"),
    ("articles/first.md", "![](square.png)", "![](other.png)"),
    ("articles/first.md", "## What they said", "## What was said"),
    ("articles/first.md", "[[timeline: 2022-01-05]]", "[[timeline: 2022-01-06]]"),
    ("articles/first.md", "[[read: answer]]\n", ""),
    ("articles/draft.md", "Status: draft", "Status: published"),
    ("responses/reader.md", "There were three.", "There were three, I think."),
    ("responses/reader.md", "Led_to: 2022-01-09\n", ""),
    ("responses/reader.md", "From: A reader", "From: A. Reader"),
    ("responses/reader.md", "Thank you.", "You are right."),
    ("responses/draft.md", "Status: draft", "Consent: by letter"),
    ("event.md", "Timezone:", "Contact: email: desk@example.org\nGuides: A guide | https://example.org/guide\nTimezone:"),
    ("articles/second.md", "Slug: second", "Status: hidden\nSlug: second"),
    ("timeline/2022-01-05-square.md", "When: 2022-01-05T14:00", "When: 2022-01-05T15:30"),
    ("timeline/2022-01-05-square.md", "Kind: protest", "Kind: government"),
    ("timeline/2022-01-05-square.md", "Highlight: yes\n", ""),
    ("timeline/2022-01-05-square.md", "Picture: square.png", "Picture: other.png"),
    ("timeline/2022-01-05-square.md", "They came at noon.", "They came in the afternoon."),
    ("timeline/2022-01-06-answer.md", "Title: The council answers", "Title: The council replies"),
    ("timeline/2022-01-06-answer.md", "all is well", "all is quite well"),
    ("timeline/2022-01-05-square.md", "Slug: square", "Certainty: reported\nSlug: square"),
    ("timeline/2022-01-06-answer.md", "2022-01-09: The answer came on Thursday, not on Friday.", '2022-01-10: "Friday" -> "Thursday"'),
    ("timeline/2022-01-06-answer.md", "Slug: answer", "Update: 2022-01-07T08:00: It says no more. [@agency]\nSlug: answer"),
    ("articles/second.md", "Slug: second", "Correction: 2022-01-11: It did not go on.\nSlug: second"),
    ("timeline/2022-01-06-answer.md", "When: 2022-01-06 evening", "When: 2022-01-06?"),
    ("timeline/2022-01-05-square.md", "Places: almaty", "When_note: So the paper says. [@paper]\nPlaces: almaty"),
    ("pages/about.md", "How this was made.", "How all this was made. Жаңаөзен."),
    ("pages/404.md", "There is nothing here.", "Nothing is here."),
    ("pictures/square.md", "Alt: A blue rectangle", "Alt: A rectangle"),
    ("pictures/square.md", "Nobody / Public domain", "Somebody / Public domain"),
    ("pictures/square.md", "Focus: 50% 30%", "Focus: 20% 30%"),
    ("pictures/square.md", "The square on 5 January.", "The square."),
    ("data/sources.yaml", "title: People meet", "title: People met"),
    ("data/sources.yaml", "publisher: The Paper", "publisher: The Newspaper"),
    ("data/sources.yaml", "https://example.org/people-meet", "https://example.org/people"),
    ("data/organisations.yaml", "City council", "Town council"),
    ("data/people.yaml", "name: The Mayor", "name: A Mayor"),
    ("data/places.yaml", "lat: 43.24", "lat: 43.25"),
    ("data/places.yaml", "Europe/Berlin", "Europe/Paris"),
    ("data/figures.yaml", "value: 2\n", "value: 3\n"),
    ("data/figures.yaml", "value: 2\n", "value: 2 to 3\n    id: first\n"),
    ("data/figures.yaml", "  unit: people\n", "  unit: people\n  chart: no\n"),
    ("data/figures.yaml", "", "wounded:\n  title: Wounded\n  unit: people\n  reports:\n  - {value: 3, by: A neighbour, as_of: 2022-01-06, counts_with: deaths, sources: [paper]}\n"),
    ("data/figures.yaml", "by: A neighbour", "by: Another neighbour"),
    ("data/quotes.yaml", "No comment.", "Not a word."),
    ("extra/notes.txt", "Notes.", "Other notes."),
)

THEME: tuple[Change, ...] = (
    ("templates/article.html", "{% block main %}", "{% block main %}<p>Said first.</p>"),
    ("templates/components/teaser.html", "</a>", " </a>"),
    ("templates/shells/base.html", "<body id=\"top\">", '<body id="top" class="more">'),
    ("static/css/components/teaser.css", "}", ";outline-offset:1px}"),
    ("static/js/dateline.js", "", "// Another script.\n"),
    ("static/js/search.js", "", "// Another search.\n"),
)


class Sites:
    """A site that is built again and again, and one that is built from nothing."""

    def __init__(self, root: Path) -> None:
        self.kept = root / "kept/site"
        self.fresh = root / "fresh/site"

    def build(self, why: str, *arguments: str, **env: str) -> Finished:
        """Build both; say where they differ. Returns how the one that is kept was built."""
        done = pelican(self.kept, *arguments, **env)
        assert done.returncode == 0, (why, done.stderr)
        self.compare(why, *arguments, **env)
        return done

    def compare(self, why: str, *arguments: str, **env: str) -> None:
        """Build the other one from nothing; say where they differ."""
        # The same folder's name and place in all that is written: only where it lies differs.
        shutil.rmtree(self.fresh, ignore_errors=True)
        shutil.copytree(self.kept, self.fresh, symlinks=True, ignore=_made)
        for folder in ("renditions", "fonts"):
            if (self.kept / ".cache/dateline" / folder).is_dir():
                shutil.copytree(self.kept / ".cache/dateline" / folder, self.fresh / ".cache/dateline" / folder)
        anew = pelican(self.fresh, *arguments, **env)
        assert anew.returncode == 0, (why, anew.stderr)
        one, other = tree(self.kept / "output"), tree(self.fresh / "output")
        assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set(), why


def _made(folder: str, names: list[str]) -> set[str]:
    return {"output", ".cache"} & set(names)


@pytest.fixture(scope="module")
def started(once: Once) -> Path:
    """A site with a theme of its own, in which there is nothing yet, over the kit's: a fork of the warm process has compiled that one. Built once."""

    def make(folder: Path) -> None:
        write(folder / "kept/site", {**GOOD, **MORE})
        settings = str(GOOD["pelicanconf.py"]).replace('THEME = str(ROOT / "theme")', 'THEME = "theme"')
        settings += "import os\nSITEURL = os.environ.get('SITEURL', '')\nRELATIVE_URLS = not SITEURL\nMORE = 1\n"
        write(folder / "kept/site", {"pelicanconf.py": settings})
        write(folder / "kept/site", {"theme/README.md": "Nothing yet.\n"})
        assert pelican(folder / "kept/site").returncode == 0

    return once("never-stale", make)


@pytest.fixture
def sites(started: Path, tmp_path: Path) -> Sites:
    """A copy of it: what is kept there is no longer where it was made, which must not matter either."""
    shutil.copytree(started, tmp_path / "sites", symlinks=True)
    return Sites(tmp_path / "sites")


def _replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")


@pytest.mark.parametrize("part", range(2))
def test_texts_and_data(sites: Sites, part: int) -> None:
    """Three changes at a time, far from each other: what one of them has made anew hides little of the others."""
    number = len(TEXTS) // 3
    for first in range(part, number, 2):
        changes = TEXTS[first::number]
        for name, old, new in changes:
            _replaced(sites.kept / "content" / name, old, new)
        sites.build(str(changes))


ANSWERED, HAS_ANSWERED = (digest(f"The council {words}.[@agency; @paper]") for words in ("answered", "has answered"))
TRANSLATIONS: tuple[tuple[Change, ...], ...] = (
    (
        ("timeline/2022-01-06-answer.ru.md", "\n\nСовет ответил.", f"\nTranslated: {ANSWERED}\n\nСовет ответил."),
        ("timeline/2022-01-05-square.md", "When: 2022-01-05T14:00", "When: 2022-01-05T15:30"),
        ("pages/404.ru.md", "нет", "не было"),
    ),
    (("timeline/2022-01-06-answer.ru.md", "Совет отвечает", "Совет ответил"), ("data/people.yaml", "глава города", "мэр города")),
    (("timeline/2022-01-06-answer.md", "The council answered.", "The council has answered."), ("articles/first.ru.md", "Люди собрались.", "Собрались люди.")),
    (
        ("timeline/2022-01-06-answer.ru.md", ANSWERED, HAS_ANSWERED),
        ("data/quotes.yaml", "Без комментариев", "Комментариев нет"),
        ("timeline/2022-01-05-square.ar.md", "ظهرا", "مساء"),
    ),
    (("data/figures.yaml", "value: 2\n", "value: 3\n"), ("event.ru.md", "Site_name: Событие", "Site_name: Другое")),
    (("event.ru.md", "protest = Протест", "protest = Митинг"), ("pictures/square.ru.md", "Синий", "Тёмно-синий")),
    (("event.md", "Languages: en; ru; ar", "Languages: ar; en; ru"),),
    (("articles/first.md", "Slug: first", "Slug: the-first"),),
    (("event.md", "Languages: ar; en; ru", "Languages: ar; en; ru; kk"),),
)
"""Changes of words and of facts in a site of several languages, some at a time."""


def test_translations(sites: Sites) -> None:
    """Words of one language, facts of all, files that come and go, catalogues, a language more and one less."""
    content = sites.kept / "content"
    write(sites.kept, TOLD)
    sites.build("told in three languages")
    for changes in TRANSLATIONS:
        for name, old, new in changes:
            _replaced(content / name, old, new)
        sites.build(str(changes))
    more = {"pages/about.ru.md": "Title: О сайте\n\nКак это сделано.\n\n## Что неизвестно\n\nМногое.\n", "timeline/2022-01-05-square.ar.md": None}
    write(content, more)
    sites.build("a translation more, and one less")
    write(sites.kept / "theme/locale/ru/LC_MESSAGES", {"dateline.po": 'msgid "Articles"\nmsgstr "Тексты"\n'})
    sites.build("another catalogue of one language")
    write(content, {"timeline/2022-01-05-square.ru.md": "Title: На площади\nStatus: draft\n\nПришли.\n"})
    sites.build("a translation that is a draft")
    _replaced(content / "event.md", "Languages: ar; en; ru; kk\n", "")
    write(content, {name.removeprefix("content/"): None for name in TOLD if name.count(".") > 1 and not name.endswith("square.ar.md")})
    write(content, {"pages/about.ru.md": None, "timeline/2022-01-05-square.ru.md": None})
    write(sites.kept, {name: GOOD[name] for name in TOLD if name.endswith(".yaml")})
    sites.build("one language again")


TOLD_TO_PROGRAMS: tuple[tuple[Change, ...], ...] = (
    (
        ("data/sources.yaml", "  publisher: The Paper\n", "  publisher: The Paper\n  archived: https://web.archive.org/web/2022/https://example.org/\n"),
        ("pictures/square.md", "Places: almaty", "Licence: CC0\nPlaces: almaty"),
    ),
    (("data/organisations.yaml", "  name: City council\n", "  name: City council\n  short: Council\n"), ("event.md", "Ends: 2022-01-08\n", "")),
    (("event.md", "Timezone:", "Publisher: The Harbour\nLicence: CC0 | https://creativecommons.org/publicdomain/zero/1.0/\nTimezone:"),),
    (("articles/first.md", "Slug: first", "Kind: analysis\nModified: 2022-01-10\nSlug: first"), ("event.md", "Lead_picture: square.png\n", "")),
    (("pictures/square.md", "Places: almaty", "Sensitive: A square\nPlaces: almaty"),),
    (("data/quotes.yaml", "No comment.", "Not a word."), ("data/people.yaml", "name: The Mayor", "name: A Mayor")),
)
"""Changes of what stands in the graphs of pages and in their heads, some at a time."""


def test_what_pages_tell_programs(sites: Sites) -> None:
    """Where the site has an address, which graphs, citations and sitemaps need."""
    sites.build("published", SITEURL="https://example.org")
    for changes in TOLD_TO_PROGRAMS:
        for name, old, new in changes:
            _replaced(sites.kept / "content" / name, old, new)
        before = tree(sites.kept / "output")
        sites.build(str(changes), SITEURL="https://example.org")
        assert tree(sites.kept / "output") != before, changes


def test_theme(sites: Sites) -> None:
    shutil.copytree(ROOT / "theme", sites.kept / "theme", dirs_exist_ok=True)
    sites.build("all of the theme is its own")
    for first in range(len(THEME) // 2):
        changes = THEME[first :: len(THEME) // 2]
        for name, old, new in changes:
            _replaced(sites.kept / "theme" / name, old, new)
        sites.build(str(changes))


OWN: tuple[Mapping[str, str | None], ...] = (
    {"templates/article.html": '{% extends "!kit/article.html" %}{% block after %}<p>After all.</p>{% endblock %}'},
    {"templates/article.html": '{% extends "!kit/article.html" %}{% block after %}<p>After everything.</p>{% endblock %}'},
    {"static/css/components/teaser.css": "@layer components { .teaser { outline-offset: 2px } }", "static/js/dateline.js": "// Ours.\n"},
    {"static/css/pages.css": "@layer pages { :root { --paper: #fffffe } }", "fonts/roman.woff2": ""},
    {"locale/en/LC_MESSAGES/dateline.mo": ""},
    {"locale/en/LC_MESSAGES/dateline.po": 'msgid "Articles"\nmsgstr "Long reads"\n'},
    {"locale/en/LC_MESSAGES/dateline.po": 'msgid "Articles"\nmsgstr "Longer reads"\n'},
    {"static/css/components/teaser.css": None, "fonts/roman.woff2": None},
    {"templates/article.html": None, "static/js/dateline.js": None, "locale": None, "static/css/pages.css": None},
)
"""What comes into the own theme over the kit's, changes there, and goes again; without a text it is a file of the test's."""


def test_what_lies_over_the_kits_theme(sites: Sites) -> None:
    theme = sites.kept / "theme"
    sites.build("nothing over it")
    first = tree(sites.kept / "output")
    files = {"locale/en/LC_MESSAGES/dateline.mo": catalogue(("Timeline", "Every day")), "fonts/roman.woff2": (ROOT / "theme/fonts/italic.woff2").read_bytes()}
    before = first
    for changes in OWN:
        write(theme, {name: files[name] if text == "" else text for name, text in changes.items()})
        sites.build(str(changes))
        assert tree(sites.kept / "output") != before, changes
        before = tree(sites.kept / "output")
    assert before == first


CARDS: tuple[tuple[Change, ...], ...] = (
    (("content/timeline/2022-01-05-square.md", "When: 2022-01-05T14:00", "When: 2022-01-05T15:30"), ("content/event.md", "#0b4f5c", "#7a1f1f")),
    (("content/timeline/2022-01-06-answer.md", "The council answers", "The council replies"), ("content/pictures/square.md", "Focus: 50% 30%", "Focus: 20% 30%")),
    (("content/event.md", "protest = Protest", "protest = Gathering"), ("content/pictures/square.md", "Nobody / Public domain", "Somebody / Public domain")),
    (("pelicanconf.py", "A small event", "A little event"), ("content/data/places.yaml", "name: Almaty", "name: Alma-Ata")),
    (("pelicanconf.py", "MORE = 1\n", 'DATELINE = {"drafts": True, "cards": False}\n'),),
)
"""Changes of what stands on share cards."""


def test_share_cards(sites: Sites) -> None:
    """They are in production alone."""
    before: dict[str, str] | None = None
    for changes in CARDS:
        for name, old, new in changes:
            _replaced(sites.kept / name, old, new)
        sites.build(str(changes), SITEURL="https://example.org")
        made = {name: digest for name, digest in tree(sites.kept / "output").items() if name.startswith("cards/")}
        assert made != before, changes
        before = made
    assert not before


def test_settings_and_environment(sites: Sites) -> None:
    settings = sites.kept / "pelicanconf.py"
    for changes in (
        (("A small event", "A little event"), ("MORE = 1\n", 'DATELINE = {"drafts": True, "related": 1}\n')),
        (('"related": 1', '"related": 0'), ("", 'MENUITEMS = [("Elsewhere", "https://example.org/")]\n')),
        (("", 'DEFAULT_LANG = "ru"\n'),),
        (("", 'JINJA_GLOBALS = {"more": 1}\n'),),
    ):
        for old, new in changes:
            _replaced(settings, old, new)
        sites.build(str(changes))
    for siteurl in ("https://example.org", "https://example.org/event", ""):
        sites.build(siteurl, SITEURL=siteurl)


def test_pictures_and_copies(sites: Sites) -> None:
    content = sites.kept / "content"
    write(content, {"pictures/square.png": small_picture("green")})
    sites.build("another picture of the same name")
    write(content, {"pictures/other.png": None, "pictures/other.jpg": small_jpeg()})
    sites.build("a picture of another kind")
    write(content, {"extra/more.txt": "More.\n", "data/map.geojson": MAP})
    sites.build("a map, and one more file")
    write(content, {"extra/notes.txt": None, "data/map.geojson": MAP.replace("77.5", "78.5")})
    sites.build("another map, and one file less")


def kept(name: str, data: bytes, more: str = "") -> str:
    """Return the record of a kept copy."""
    return f"  kept:\n  - file: {name}\n    sha256: {hashlib.sha256(data).hexdigest()}\n    captured: 2022-01-05\n{more}"


def test_kept_copies(sites: Sites) -> None:
    """What is published is replaced when it changes together with its hash; what lies elsewhere is looked at each time."""
    site, sources = sites.kept, sites.kept / "content/data/sources.yaml"
    first, second = small_picture("red"), small_picture("green")
    published = kept("square.png", first, "    publish: yes\n")
    _replaced(sources, "  date: 2022-01-05\n", f"  date: 2022-01-05\n{published}")
    write(site, {"content/kept/square.png": first, "content/pages/about.md": "Title: About\nSlug: about\n\n[[integrity: all]]\n"})
    sites.build("a kept copy that is published")
    assert (site / "output/kept/agency/square.png").read_bytes() == first
    write(site, {"content/kept/square.png": second})
    assert "is not the file that was recorded" in pelican(site).stderr
    _replaced(sources, published, kept("square.png", second, "    publish: yes\n"))
    sites.build("another one, with its hash")
    assert (site / "output/kept/agency/square.png").read_bytes() == second
    _replaced(sources, "    publish: yes\n", "")
    _replaced(site / "pelicanconf.py", "MORE = 1\n", 'DATELINE = {"drafts": True, "kept": "safe"}\n')
    (site / "content/kept/square.png").unlink()
    assert "1 kept copy not checked here" in sites.build("no longer published, and not here").stdout
    assert not (site / "output/kept").exists()
    unchanged = pelican(site).stdout
    assert "nothing has changed" in unchanged
    assert "1 kept copy not checked here" in unchanged
    write(site, {"safe/square.png": first})
    assert "is not the file that was recorded" in pelican(site).stderr
    write(site, {"safe/square.png": second})
    assert "not checked" not in sites.build("here again, elsewhere").stdout
    assert "nothing has changed" in pelican(site).stdout
    write(site, {"safe/square.png": second[:-1] + b"?"})
    assert "is not the file that was recorded" in pelican(site).stderr
    write(site, {"safe/square.png": second})
    _replaced(sources, "  publisher: The Paper\n", "  publisher: The Paper\n  from: The Agency\n  archived: https://example.org/archived\n")
    sites.build("whose text it is, and an archived copy")


def test_what_was_made_is_not_trusted_where_somebody_wrote_into_it(sites: Sites) -> None:
    page = sites.kept / "output/articles/first/index.html"
    sites.build("before")
    page.write_bytes(page.read_bytes().replace(b"People", b"Nobody"))
    sites.build("a page")
    # By now what did not change is the same file in the output and in what the next stage is made of.
    _replaced(sites.kept / "content/pages/about.md", "How this was made.", "How this was done.")
    sites.build("an edit")
    for name in ("articles/first/index.html", "downloads/timeline.json", "notes.txt", "SHA256SUMS"):
        file = sites.kept / "output" / name
        file.write_bytes(file.read_bytes() + b" ")
    _replaced(sites.kept / "content/pages/about.md", "How this was done.", "How this was made.")
    sites.build("what both hold")


def test_many_entries(sites: Sites) -> None:
    """From so many on, pieces of the data files are taken from the last build's."""
    for n in range(60):
        write(sites.kept / "content", {f"timeline/many-{n:02}.md": f"Title: Many {n}\nWhen: 2022-01-0{n % 3 + 5}T{n // 3:02}:30\nKind: protest\nSources: agency\n\nThen {n}.\n"})
    sites.build("many")
    for name, old, new in (
        ("timeline/many-30.md", "Then 30.", "Then, 30."),
        ("timeline/many-30.md", "Kind: protest", "Kind: government\nPlaces: almaty"),
        ("data/places.yaml", "lat: 43.24", "lat: 43.25"),
        ("data/sources.yaml", "publisher: The Paper", "publisher: The Newspaper"),
        ("event.md", "Asia/Almaty", "Asia/Aqtau"),
    ):
        _replaced(sites.kept / "content" / name, old, new)
        sites.build(f"{name}: {new}")
    (sites.kept / "content/timeline/many-07.md").unlink()
    sites.build("one less")
    file = sites.kept / "output/downloads/timeline.json"
    file.write_bytes(file.read_bytes().replace(b"Then 50", b"Then 40"))
    _replaced(sites.kept / "content/timeline/many-30.md", "Then, 30.", "Then 30.")
    sites.build("written into")
    sites.build("a SITEURL", SITEURL="https://example.org")


def test_a_folder_in_the_place_of_a_file(sites: Sites) -> None:
    """And the other way round, where the stage has what the last build made."""
    extra = sites.kept / "content/extra"
    write(extra, {"one": "One.", "two/file.txt": "Two."})
    for step in range(3):
        write(extra, {"more.txt": f"{step}"})
        sites.build(f"{step}")
    (extra / "one").unlink()
    shutil.rmtree(extra / "two")
    write(extra, {"one/file.txt": "One.", "two": "Two."})
    sites.build("exchanged")


def test_the_cache_is_not_trusted_where_it_is_damaged(sites: Sites) -> None:
    sites.build("before")
    for file in sorted((sites.kept / ".cache/dateline").rglob("*")):
        if file.is_file() and file.name != "CACHEDIR.TAG":
            data = file.read_bytes()
            file.write_bytes(data[: len(data) // 2] + b"?" + data[len(data) // 2 + 1 :])
    _replaced(sites.kept / "content/pages/about.md", "How this was made.", "How it was made.")
    sites.build("the cache")


def test_a_plugin_that_rewrites_in_place(sites: Sites) -> None:
    """Pages are files of their own then, so that what it writes is in none of the next build's."""
    write(sites.kept, {"more/shout.py": SHOUT})
    settings = sites.kept / "pelicanconf.py"
    settings.write_text(f'{settings.read_text("utf-8")}\nPLUGIN_PATHS += ["more"]\nPLUGINS = ["dateline", "shout"]\n', "utf-8")
    sites.build("with it")
    for old, new in (("How this was made.", "How it was made."), ("How it was made.", "How this was done.")):
        _replaced(sites.kept / "content/pages/about.md", old, new)
        sites.build(new)
    assert "<!-- SHOUTED --></html>" in (sites.kept / "output/about/index.html").read_text("utf-8")


@pytest.mark.parametrize("seed", range(2))
def test_one_thing_after_the_other(sites: Sites, seed: int) -> None:
    """Edits, renames, deletions, drafts and clocks that jump, in any order."""
    chance = random.Random(seed)
    for step in range(8):
        what = chance.choice(STEPS)
        what(sites.kept / "content", chance, step)
        sites.build(f"{seed}: {step}: {what.__name__}")


def _texts(content: Path) -> list[Path]:
    return [content / "articles/second.md", *sorted(content.glob("articles/more-*.md")), *sorted(content.glob("timeline/more-*.md"))]


def edit(content: Path, chance: random.Random, step: int) -> None:
    """Write another sentence."""
    file = chance.choice(_texts(content))
    file.write_text(f"{file.read_text('utf-8')}\nStep {step}.\n", "utf-8")


def edit_unnoticed(content: Path, chance: random.Random, step: int) -> None:
    """Write other words of the same length, and put the time back."""
    file = chance.choice(_texts(content))
    before = file.stat()
    text = file.read_text("utf-8")
    head, body = text.split("\n\n", 1)
    other = body.replace("o", "0") if "o" in body else body.replace("0", "o")
    file.write_text(f"{head}\n\n{other}", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def go_back(content: Path, chance: random.Random, step: int) -> None:
    """Write something and let its time lie in the past."""
    edit(content, chance, step)
    for file in _texts(content):
        os.utime(file, (1_000_000_000 + step, 1_000_000_000 + step))


def add(content: Path, chance: random.Random, step: int) -> None:
    """Write another article and another entry."""
    write(content, {f"articles/more-{step}.md": f"Title: More {step}\nDate: 2022-01-0{step + 1}\nTags: square\n\nMore.[@paper]\n"})
    write(content, {f"timeline/more-{step}.md": f"Title: Then {step}\nWhen: 2022-01-05T0{step}:30\nKind: protest\nSources: agency\n\nThen.\n"})


def rename(content: Path, chance: random.Random, step: int) -> None:
    """Give a file another name; one without a slug of its own then has another address."""
    for file in _texts(content)[1:][-1:]:
        file.rename(file.with_name(f"more-renamed-{step}.md"))


def delete(content: Path, chance: random.Random, step: int) -> None:
    """Delete one that was added."""
    for file in _texts(content)[1:][:1]:
        file.unlink()


def hold_back(content: Path, chance: random.Random, step: int) -> None:
    """Make a draft of an article, or publish it again."""
    file = content / "articles/second.md"
    text = file.read_text("utf-8")
    other = text.replace("\nStatus: draft", "") if "Status: draft" in text else text.replace("\nSlug", "\nStatus: draft\nSlug", 1)
    file.write_text(other, "utf-8")


STEPS = (edit, edit, edit_unnoticed, go_back, add, add, rename, delete, hold_back)

SHOUT = """\
from pathlib import Path
from pelican.plugins import signals


def shout(pelican):
    for file in Path(pelican.output_path).rglob("*.html"):
        with file.open("r+b") as page:
            data = page.read()
            page.seek(0)
            page.write(data.replace(b"</html>", b"<!-- SHOUTED --></html>"))


def register():
    signals.finalized.connect(shout)
"""

MAP = """\
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Land"}, "geometry": {"type": "Polygon",
"coordinates": [[[76.0, 42.0], [77.5, 42.0], [77.5, 44.0], [76.0, 44.0], [76.0, 42.0]]]}}]}
"""


def small_jpeg() -> bytes:
    """Return a JPEG of 64 by 48 pixels."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "darkred").save(file, "JPEG")
    return file.getvalue()
