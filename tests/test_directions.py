"""Writing from right to left: a site in such a language, texts of the other direction, and style sheets that know no left or right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from dateline.wording import direction
from playwright.sync_api import Browser, Page

from tests.browser import TEMPLATES, pages
from tests.conftest import Once
from tests.documents import Document, document
from tests.sites import GOOD, ROOT, build, write
from tests.test_accessibility import OPTIONS, broken
from tests.tongues import PAGES, built

CSS = ROOT / "theme/static/css"
WIDTHS = (320, 1280)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ckb", "rtl"), ("ar-EG", "rtl"), ("en", "ltr"), ("kk", "ltr"), ("ru-KZ", "ltr"),
        ("kk-Arab", "rtl"), ("kk-Arab-CN", "rtl"), ("uz-Latn", "ltr"), ("ar-Latn", "ltr"), ("az-Arab-IR", "rtl"), ("ur-Deva", "ltr"),
    ],
)  # fmt: skip
def test_the_script_of_a_language_decides_its_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


# --- The site ----------------------------------------------------------------------------------------------------

ARABIC: dict[str, str | bytes] = {
    **GOOD,
    "pelicanconf.py": f'{GOOD["pelicanconf.py"]!s}SITENAME = "حدث صغير"\nDEFAULT_LANG = "ar"\n',
    "content/event.md": str(GOOD["content/event.md"]).replace("A small event", "حدث صغير").replace("It began", "بدأ *كل* شيء هناك"),
    "content/articles/english.md": """\
Title: An article in English
Date: 2022-01-08
Lang: en
Slug: english

It was written elsewhere.[@agency]

[[quote: hebrew]]

[[quote: no-comment]]
""",
    "content/timeline/2022-01-05-square.md": str(GOOD["content/timeline/2022-01-05-square.md"])
    .replace("People meet in the square", "اجتمع الناس في الساحة")
    .replace("They came at noon.", "جاؤوا عند الظهر إلى الساحة الكبيرة."),
    "content/timeline/2022-01-06-answer.md": str(GOOD["content/timeline/2022-01-06-answer.md"]).replace("Slug:", "Lang: en\nSlug:"),
    "content/data/sources.yaml": f"{GOOD['content/data/sources.yaml']!s}  language: en\n",
    "content/data/places.yaml": str(GOOD["content/data/places.yaml"])
    .replace("name: Almaty", "name: ألماتي\n  names: {kk: Алматы, he: אלמטי}"),
    "content/data/quotes.yaml": str(GOOD["content/data/quotes.yaml"]).replace("text: No comment.", "text: No comment.\n  language: en")
    + "hebrew:\n  text: אין תגובה.\n  language: he\n  speaker: mayor\n  sources: [agency]\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def arabic(once: Once) -> Path:
    """A small site in Arabic, with texts in English and Hebrew."""

    def make(folder: Path) -> None:
        write(folder / "site", ARABIC)
        build(folder / "site")

    return once("arabic", make) / "site/output"


def languages(page: Document) -> set[tuple[str, str, str]]:
    """Return what says its language: element, language, direction."""
    return {(element.tag, element.get("lang", ""), element.get("dir", "")) for element in page.all() if element.get("lang")}


def test_what_says_its_language_says_its_direction(arabic: Path) -> None:
    site = ("html", "ar", "rtl")

    assert languages(document(arabic, "index.html")) == {site, ("blockquote", "en", "ltr"), ("a", "en", "ltr")}
    assert languages(document(arabic, "articles/english/index.html")) == {
        site, ("h1", "en", "ltr"), ("div", "en", "ltr"), ("figure", "ar", "rtl"), ("blockquote", "he", "rtl"), ("blockquote", "en", "ltr"),
    }  # fmt: skip
    assert languages(document(arabic, "timeline/2022-01-06/answer/index.html")) == {
        site, ("h1", "en", "ltr"), ("div", "en", "ltr"), ("dd", "en", "ltr"), ("span", "en", "ltr"), ("cite", "en", "ltr"),
    }  # fmt: skip
    assert languages(document(arabic, "timeline/2022-01-06/index.html")) == {
        site, ("h2", "en", "ltr"), ("div", "en", "ltr"), ("dd", "en", "ltr"),
    }  # fmt: skip
    assert languages(document(arabic, "places/almaty/index.html")) == {site, ("span", "kk", "ltr"), ("span", "he", "rtl")}


def amiss(page: Page, site: Path, names: Iterable[str], width: int) -> list[str]:
    """Return what axe finds in pages in a window of a width, and where one is wider than a window of either."""
    wrong = []
    for name in names:
        page.goto((site / name).as_uri())
        page.evaluate("document.fonts.ready")
        for wide in (*(other for other in WIDTHS if other != width), width):
            page.set_viewport_size({"width": wide, "height": 800})
            if (found := page.evaluate("document.documentElement.scrollWidth")) > wide:
                wrong.append(f"{name}: {found} wide at {wide}")
        wrong += [f"{name}: {found}" for found in broken(page, OPTIONS)]
    return wrong


@pytest.mark.browser
def test_an_arabic_site_pleases_browser_and_axe(chromium: Browser, arabic: Path) -> None:
    page = chromium.new_page()
    found = pages(arabic)
    names = [found[kind][0] for kind in ("front", "timeline", "day", "entry", "article", "place", "figures", "sources")]
    assert amiss(page, arabic, names, 320) == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_timeline_stands_at_the_right(chromium: Browser, arabic: Path, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto((arabic / "timeline/index.html").as_uri())
    times, what = (page.locator(f"#square .entry-{part}").bounding_box() for part in ("when", "what"))
    sides = [
        page.locator(f"{entry} .entry-what").evaluate(
            "element => ['Left', 'Right'].map(side => getComputedStyle(element)[`border${side}Width`])"
        )
        for entry in ("#square", "#answer")  # in Arabic; in English, and disputed
    ]
    page.close()

    assert times is not None
    assert what is not None
    assert sides == [["0px", "2px"], ["0px", "6px"]]
    if width == 1280:
        assert times["x"] >= what["x"] + what["width"]
    else:
        assert times["y"] < what["y"]


@pytest.mark.browser
@pytest.mark.parametrize(("language", "torn"), [("ar", False), ("fa-AF", False), ("kk-Arab", False), ("zh-Hans", False), ("he", True), ("ru", True)])
def test_letters_that_join_are_not_torn_apart(chromium: Browser, arabic: Path, language: str, *, torn: bool) -> None:
    """Neither by a drop cap nor by spaces between them, and none is slanted: emphasis is heavy instead."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto((arabic / "index.html").as_uri())
    page.evaluate("language => document.documentElement.lang = language", language)
    first, spaced = (
        page.locator(selector).first.evaluate(f"element => getComputedStyle(element, {pseudo!r}).{name}")
        for selector, pseudo, name in ((".front-story .text > p", "::first-letter", "initialLetter"), ("h1", "", "letterSpacing"))
    )
    slanted, weight = page.locator(".front-story em").evaluate("element => { const { fontStyle, fontWeight } = getComputedStyle(element); return [fontStyle, fontWeight] }")
    page.close()

    assert (first != "normal", spaced != "normal", slanted != "normal") == (torn, torn, torn)
    assert (int(weight) > 600) is not torn


# --- A small event in Arabic and Persian, with Latin names ---------------------------------------------------------


RIGHT_TO_LEFT = {"ar": 320, "fa": 1280}
"""Languages of tests/tongues.py, and in which window axe looks at each: rules of direction are those of the script, not of the language."""


@pytest.fixture(scope="module", params=RIGHT_TO_LEFT)
def language(request: pytest.FixtureRequest) -> str:
    """A language that is written from right to left."""
    return str(request.param)


@pytest.fixture(scope="module")
def told(language: str, once: Once) -> Path:
    """The output of the event of tests/tongues.py in it."""
    return built(once, language)


def test_names_of_the_other_direction_are_isolated(told: Path) -> None:
    """Everywhere but in blocks of their own: in lists, bylines, credits, claims, sources, and in titles by Unicode's isolates."""
    names = ("Anna Müller", "Jan de Vries", "BBC Monitoring", "The Agency, Inc.", "UTC+1")
    loose: list[tuple[str, str]] = []
    for name in PAGES:
        page = document(told, name)
        for element in page.one("body").iter():
            texts = [(element, element.text or "")] + [(element, child.tail or "") for child in element]
            for holder, text in texts:
                if any(each in text for each in names) and not in_isolation(page, holder, text):
                    loose.append((name, f"<{holder.tag} class={holder.get('class')}> {text.strip()}"))
        title = "".join(page.one("title").itertext())
        assert not any(each in title for each in names) or "\u2068" in title or "\u2067" in title

    assert loose == []


def in_isolation(page: Document, element: Element, text: str) -> bool:
    """Tell whether a text is an author's sentence, or stands in what isolates it, or is all that its block holds."""
    if text.strip() not in ("Anna Müller", "Jan de Vries", "BBC Monitoring", "The Agency, Inc.", "UTC+1", "Jan de Vries / Agency"):
        return True  # a sentence, which has its own letters round the name
    while element.tag not in ("p", "li", "div", "h1", "h2", "h3", "td", "dd", "dt"):
        if element.tag == "bdi" or element.get("dir"):
            return True
        element = page.parents[element]
    return False


@pytest.mark.browser
def test_an_event_in_arabic_script_pleases_axe(chromium: Browser, told: Path, language: str) -> None:
    page = chromium.new_page()
    assert amiss(page, told, PAGES, RIGHT_TO_LEFT[language]) == []
    page.close()


@pytest.mark.browser
def test_an_event_in_arabic_script_is_the_mirror_image_of_itself(window: Page, told: Path) -> None:
    for name in PAGES:
        window.goto((told / name).as_uri())
        window.evaluate("document.fonts.ready")
        assert not_mirrored(window, "rtl", "ltr") == [], name


@pytest.mark.browser
def test_pieces_stand_in_their_order(chromium: Browser, told: Path) -> None:
    """As they are seen: a number before its unit, the end of a name on its own side, the times of an interval from right to left."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto((told / "index.html").as_uri())
    seen = page.evaluate(
        """() => {
          const at = (node, text) => {
            const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), range = document.createRange();
            for (let found; found = walker.nextNode();) {
              const start = found.data.indexOf(text);
              if (start < 0) continue;
              range.setStart(found, start); range.setEnd(found, start + text.length);
              return range.getBoundingClientRect().left;
            }
            throw new Error(text);
          };
          const find = selector => document.querySelector(selector);
          find("details.page-sources").open = true;
          return {
            number: at(find(".front-story"), "120") < at(find(".front-story"), "km/h"),
            company: at(find(".quotation:last-child .quotation-sources"), "The Agency") < at(find(".quotation:last-child .quotation-sources"), "Inc."),
            stop: at(find(".quotation:last-child .quotation-sources"), "Inc") < at(find(".quotation:last-child .quotation-sources"), "."),
            bracket: at(find(".page-sources cite"), "breaks") < at(find(".page-sources cite"), ")"),
          };
        }"""
    )
    page.close()

    assert seen == dict.fromkeys(seen, True)


# --- Every page --------------------------------------------------------------------------------------------------

BOXES = """
    [...document.querySelectorAll("body *")].filter(element => element.checkVisibility() && !element.closest("svg, [dir]:not(html)")
        && !getComputedStyle(element).display.startsWith("inline")).map(element => {
            const box = element.getBoundingClientRect();
            return [`${element.tagName} ${element.className}`, box.left, box.right];
        })
"""
"""What is not part of a line, with its left and right side."""


Box = tuple[str, float, float]


def unlike(before: list[Box], after: list[Box], width: int) -> list[tuple[str, float, float, float, float]]:
    """Return the boxes that are not where a mirror would show them."""
    return [
        (name, left, right, width - turned_right, width - turned_left)
        for (name, left, right), (_, turned_left, turned_right) in zip(before, after, strict=True)
        if abs(left - (width - turned_right)) > 2 or abs(right - (width - turned_left)) > 2  # words are not equally wide at both ends
    ]


def not_mirrored(page: Page, own: str, other: str) -> list[tuple[int, tuple[str, float, float, float, float]]]:
    """Return what is not where a mirror would show it when a page is turned round, at each width; the page is written in its own direction."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        before, after = (page.evaluate(f"document.documentElement.dir = '{direction}', {BOXES}") for direction in (own, other))
        assert len(before) > 10
        found += [(width, box) for box in unlike(before, after, width)]
    return found


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Page]:
    """A page that is used again and again."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", TEMPLATES)
def test_turned_round_a_page_is_its_mirror_image(window: Page, event_site: Path, kind: str) -> None:
    window.goto((event_site / pages(event_site)[kind][0]).as_uri())

    assert not_mirrored(window, "ltr", "rtl") == []


@pytest.mark.browser
def test_names_on_the_map_stay_beside_their_dots(window: Page, event_site: Path) -> None:
    """A map has no direction of writing: east is to the right everywhere."""
    page = window
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((event_site / "index.html").as_uri())
    names = "[...document.querySelectorAll('.map text')].filter(name => name.checkVisibility()).map(name => Math.round(name.getBoundingClientRect().left"\
            " - name.closest('svg').getBoundingClientRect().left))"  # fmt: skip
    before = page.evaluate(names)
    page.evaluate("document.documentElement.dir = 'rtl'")

    assert len(before) > 3
    assert page.evaluate(names) == before


# --- Style sheets ------------------------------------------------------------------------------------------------

SIDES = re.compile(
    r"(?<![\w-])(?:(?:scroll-)?(?:margin|padding)|border|inset)-(?:left|right|top|bottom)\b"
    r"|(?<![\w-])(?:left|right|top|bottom)\s*:"
    r"|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
    r"|\bto (?:left|right)\b|\btranslateX\(|(?<![\w-])border-radius\s*:[^;/]*\S\s+\S"
)
FOUR = re.compile(r"(?<![\w-])(?:(?:scroll-)?(?:margin|padding)|inset|border-(?:width|style|color))\s*:\s*([^;]+);")
"""A shorthand, which says top, right, bottom, left in this order, whatever the direction (CSS Logical Properties, 4.4)."""
REASON = re.compile(r"/\* physical: \S.*\*/")


def physical(css: str) -> Iterator[int]:
    """Yield the lines that name a side by left and right, top and bottom, less those with `/* physical: the reason */`."""
    for number, line in enumerate(css.splitlines(), 1):
        values = [_parts(found) for found in FOUR.findall(line)]
        sided = any(len(each) == 4 and each[1] != each[3] for each in values)
        if (sided or SIDES.search(re.sub(r"/\*.*?\*/", "", line))) and not REASON.search(line):
            yield number


def _parts(value: str) -> list[str]:
    """Return the values of a declaration; those in brackets are one."""
    depth, parts = 0, [""]
    for letter in value.strip():
        depth += (letter == "(") - (letter == ")")
        if letter.isspace() and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part for part in parts if part]


def test_style_sheets_know_no_left_and_right() -> None:
    files = sorted(CSS.rglob("*.css"))

    assert len(files) > 20
    assert [
        f"{file.relative_to(ROOT).as_posix()}:{line}" for file in files for line in physical(file.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("margin-left: 1px;", True), ("padding: 0 1px 0 2px;", True), ("text-align: right;", True), ("float: left;", True), ("left: 0;", True),
        ("border-top-left-radius: 1px;", True), ("inset: 0 auto auto 0;", True), ("padding: 0 calc(1px + 2px) 0 var(--a);", True),
        ("margin-left: 1px; /* physical: a ruler */", False), ("padding: 0 1px;", False), ("padding: 0 1px 0 1px;", False),
        ("text-align: start;", False), ("vertical-align: bottom;", False), ("margin: calc(1px + 2px) 0 var(--a);", False),
        ("inset-inline-start: 0;", False), ("border-block-start: 1px solid;", False), ("border-radius: 50%;", False),
    ],
)  # fmt: skip
def test_a_side_is_found(css: str, found: bool) -> None:
    assert bool(list(physical(css))) is found


@pytest.mark.browser
def test_lines_are_spaced_by_the_script_of_their_text(chromium: Browser, arabic: Path) -> None:
    """In a text of its own, not by that of the page round it; and one in the page's script keeps its line."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    lines = {}
    for name, address in (("arabic", "timeline/2022-01-05/square/"), ("english", "articles/english/")):
        page.goto((arabic / address / "index.html").as_uri())
        style = "getComputedStyle(document.querySelector('.text > p'))"
        lines[name] = page.evaluate(f"parseFloat({style}.lineHeight) / parseFloat({style}.fontSize)")
    page.close()

    assert lines == pytest.approx({"arabic": 1.55 * 1.22, "english": 1.55}, rel=0.01)
