"""What a page may weigh (DESIGN.md, "Budgets"): what comes with the first round trip, whole pages, script, fonts, lead pictures.

Sizes are those of a gzip stream at level 6, as authoring/hosting.py sends it; a kB is 1,000 bytes. Fonts and pictures are weighed as
Chromium asks for them, as a telephone: 390 by 844 CSS pixels, two device pixels to one.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from dateline.authoring.hosting import hosting, packed
from dateline.settings import Options
from playwright.sync_api import Browser, Page, Response

from tests.browser import pages, scroll_through
from tests.conftest import Hosted, Once
from tests.sites import GOOD, PUBLISH, ROOT, build, write

FIRST_VIEW = 14_600
"""Bytes: ten packets of 1,460, which TCP sends before it waits for the first answer (RFC 6928)."""
FRONT = 30_000
SMALLEST_ARTICLE = 9_000
SCRIPT = 5_000
SEARCH_SCRIPT = 12_000
"""What the page of the search may load more than others, besides the index."""
SHARD = 40_000
"""Bytes of a file of the index, as it lies on a disk."""
FONT_FILES, FONTS = 2, 45_000
LEAD_PICTURE = 60_000
PHONE = {"width": 390, "height": 844}
PHOTOGRAPHS = sorted((ROOT / "benchmarks/photographs").glob("*.jpg"))

KINDS = {
    "front": FRONT,
    "timeline": 53_500,
    "newest first": 53_500,
    "day": 20_500,
    "month": 8_500,
    "year": 8_500,
    "entry": 10_500,  # with what is copied to share, embed and cite it
    "articles": 7_000,
    "article": 28_000,
    "places": 9_500,
    "place": 23_500,
    "people": 7_500,
    "person": 10_500,
    "organisations": 8_000,
    "organisation": 10_500,
    "figures": 22_500,  # with a chart of each of fourteen figures, some 300 bytes each, and what is copied to embed it
    "sources": 33_000,
    "corrections": 5_500,
    "responses": 5_500,
    "contact": 5_500,
    "mirrors": 5_500,
    "follow": 6_000,
    "search": 9_000,
    "downloads": 6_500,
    "picture": 7_000,
    "about": 7_000,
    "404": 5_000,
    "embed": 7_500,
}
"""The most that the largest page of each kind of a typical event (tests/invented.py) may weigh. All but the front page's budget are at most a
quarter more than was measured when the table was made, so that growth is noticed; whoever has a reason for more puts a new number here."""


@pytest.fixture(scope="module")
def tiny(once: Once) -> Path:
    """The output of a tiny event for production, with an article of one sentence and one below each photograph."""

    def make(folder: Path) -> None:
        files: dict[str, str | bytes] = {
            **GOOD,
            "content/articles/one.md": "Title: One sentence\nDate: 2022-01-08\nSlug: one\n\nPeople met.\n",
        }
        for number, photograph in enumerate(PHOTOGRAPHS):
            files[f"content/pictures/photograph-{number}.jpg"] = photograph.read_bytes()
            files[f"content/pictures/photograph-{number}.md"] = "Alt: A photograph\nCredit: A photographer\n"
            files[f"content/articles/lead-{number}.md"] = (
                f"Title: Lead {number}\nDate: 2022-01-08\nLead_picture: photograph-{number}.jpg\nSlug: lead-{number}\n\nPeople met.\n"
            )
        # No telephone asks for the larger ones, and to make them takes longest.
        widths = tuple(width for width in Options().widths if width <= 1_200)
        assert len(widths) > 2
        write(folder / "site", {**files, "publishconf.py": f"{PUBLISH}DATELINE = {{**DATELINE, 'widths': {widths}}}\n"})
        build(folder / "site", "content", "-s", "publishconf.py", SITEURL="https://example.org/base")

    return once("tiny-production", make) / "site/output"


@pytest.fixture(params=["production_site", "tiny"])
def site(request: pytest.FixtureRequest) -> Path:
    """Each of the two outputs."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def content_of(site: Path) -> Path:
    """Return the content folder that an output was built from."""
    return site.parent / "content"


def weight(file: Path) -> int:
    """Return the bytes that a host sends for a text."""
    return len(packed(file.read_bytes()))


# --- The first view ------------------------------------------------------------------------------------------------


def text_of(page: str) -> str:
    """Return what is read of a page or of its beginning: no head, no tags, spaces as one."""
    shown = re.sub(r"<[^>]*(>|$)", "", page.partition("<body")[2].partition(">")[2])
    return " ".join(html.unescape(shown).split())


def first_view(page: bytes) -> str:
    """Return as much of a page as the first bytes of its gzip stream hold."""
    return zlib.decompressobj(wbits=31).decompress(packed(page)[:FIRST_VIEW]).decode(errors="ignore")


def expected_words(content: Path, page: str) -> dict[str, str]:
    """Return what must be read in the first view, by what it is; `page` is the text of the whole front page."""
    head, _, story = (content / "event.md").read_text("utf-8").partition("\n\n")
    keys = dict(re.findall(r"^(\w+): (.*)$", head, re.MULTILINE))
    figures = yaml.safe_load((content / "data/figures.yaml").read_text("utf-8"))
    titles = [figures[key]["title"] for key in keys["Figures"].split("; ")]
    # Up to the first link or citation, with the apostrophes of print.
    first_lines = re.split(r"[\[\n]", story)[0].strip().replace("'", "’")
    updated = re.search(r"[Uu]pdated .{10}", page)
    assert updated, "the page does not say how current it is"
    return {
        "name": keys["Title"],
        "standfirst": keys["Standfirst"].replace("'", "’"),
        "how current": updated[0],
        "first lines of the story": first_lines,
        # With the title, what follows: number, unit, who says so.
        **{f"figure {title}": page[page.index(title) :][: len(title) + 40] for title in titles},
    }


def test_the_first_round_trip_brings_what_the_event_is_about(site: Path) -> None:
    data = (site / "index.html").read_bytes()
    whole, view = data.decode(), first_view(data)
    missing = {what: words for what, words in expected_words(content_of(site), text_of(whole)).items() if words not in text_of(view)}
    assert missing == {}, f"index.html: not within the first {FIRST_VIEW} bytes of {len(packed(data))}"
    assert "</head>" in view
    body = whole.partition("</head>")[2]
    assert not re.search(r"<link[^>]+stylesheet|\sstyle=", body), "index.html: CSS outside of its two styles"
    assert body.count("<style") == 1, "what the words need stands in the head, the rest behind them"
    assert view.count("</style>") == 2, "index.html: CSS that does not come with the first round trip"


def test_a_first_view_too_long_would_be_noticed(production_site: Path) -> None:
    data = (production_site / "index.html").read_bytes()
    filler = " ".join(f"{number * 7919 % 1_000_003:x}" for number in range(6_000)).encode()
    late = text_of(first_view(data.replace(b'<body id="top">', b'<body id="top"><p>' + filler)))
    expected = expected_words(content_of(production_site), text_of(data.decode()))
    assert [what for what, words in expected.items() if words in late] == []


# --- Whole pages -----------------------------------------------------------------------------------------------------


def test_the_front_page_is_light(site: Path) -> None:
    found = weight(site / "index.html")
    assert found <= FRONT, f"index.html: {found} bytes, {FRONT} at most"


def test_an_article_of_one_sentence_is_light(tiny: Path) -> None:
    found = weight(tiny / "articles/one/index.html")
    assert found <= SMALLEST_ARTICLE, f"articles/one/index.html: {found} bytes, {SMALLEST_ARTICLE} at most"


def test_every_kind_of_page_stays_about_as_light_as_it_was(production_site: Path) -> None:
    found = {kind: max((weight(production_site / name), name) for name in names) for kind, names in pages(production_site).items()}
    assert found.keys() == KINDS.keys()
    heavy = [f"{kind}: {name}: {size} bytes, {KINDS[kind]} at most" for kind, (size, name) in found.items() if size > KINDS[kind]]
    assert heavy == []


def test_the_scripts_are_light(site: Path) -> None:
    scripts = [file.relative_to(site).as_posix() for file in site.rglob("*.js") if "search" not in file.parent.parts]
    found = {re.sub("-[0-9a-f]+", "", name): weight(site / name) for name in scripts}
    assert found.keys() == {"theme/dateline.js", "theme/search.js"}
    assert found["theme/dateline.js"] <= SCRIPT
    assert found["theme/search.js"] <= SEARCH_SCRIPT


def test_only_the_search_has_a_script_of_its_own(site: Path) -> None:
    loading = {file.relative_to(site).as_posix() for file in site.rglob("*.html") if re.search(r'<script[^>]+src="[^"]*search-', file.read_text("utf-8"))}
    assert loading == {"search/index.html"}


def test_no_file_of_the_search_is_heavy(site: Path) -> None:
    sizes = {file.name: file.stat().st_size for file in site.glob("search/**/*.js")}
    assert len(sizes) > 3
    assert {name: size for name, size in sizes.items() if size > SHARD} == {}


# --- What a telephone asks for -----------------------------------------------------------------------------------------


class Visit:
    """A page that a telephone has opened and scrolled through, and every response that it got."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.responses: list[Response] = []
        page.on("response", lambda response: self.responses.append(response))
        page.goto(address)
        scroll_through(page)
        page.wait_for_function("() => [...document.images].every(image => image.complete)")
        page.evaluate("() => document.fonts.ready.then(() => null)")

    def sizes(self, kind: str) -> dict[str, int]:
        """Return the bytes of the bodies of all responses of a kind (Playwright's `resource_type`), by address."""
        return {found.url: len(found.body()) for found in self.responses if found.request.resource_type == kind}


@contextmanager
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open a page as a telephone."""
    context = browser.new_context(viewport={**PHONE}, device_scale_factor=2, is_mobile=True)  # type: ignore[arg-type]
    try:
        yield Visit(context.new_page(), address)
    finally:
        context.close()


def lead(site: Path, names: list[str]) -> list[str]:
    """Return those of the pages that begin with a picture, which is asked for ahead of the others."""
    return [name for name in names if 'fetchpriority="high"' in (site / name).read_text("utf-8")]


@pytest.mark.browser
def test_pages_ask_nobody_else_and_load_few_fonts(chromium: Browser, host: Hosted) -> None:
    found = pages(host.folder)
    articles = lead(host.folder, found["article"])
    assert articles, "no article of the event has a lead picture"
    names = [articles[0], *(names[0] for names in found.values())]
    special = [name for name in found["place"] if "unicode-range" in (host.folder / name).read_text("utf-8")]
    assert special, "no place of the event has a name in other letters than the site's own"
    names += special[:3]
    for name in dict.fromkeys(names):
        with visit(chromium, f"{host.origin}/{name}") as seen:
            elsewhere = [response.url for response in seen.responses if not response.url.startswith(f"{host.origin}/")]
            assert elsewhere == [], name
            assert seen.page.context.cookies() == [], name
            assert seen.page.evaluate("localStorage.length + sessionStorage.length") == 0, name
            fonts = seen.sizes("font")
            assert len(fonts) <= FONT_FILES, f"{name}: {list(fonts)}"
            assert sum(fonts.values()) <= FONTS, f"{name}: {sum(fonts.values())} bytes of fonts, {FONTS} at most: {fonts}"


@pytest.mark.browser
def test_fonts_and_pictures_are_weighed(chromium: Browser, tmp_path: Path) -> None:
    faces = "".join(f"@font-face{{font-family:f{n};src:url(f{n}.woff2)}}p:nth-child({n}){{font-family:f{n}}}" for n in (1, 2, 3))
    write(tmp_path, {f"f{n}.woff2": b"x" * n * 1000 for n in (1, 2, 3)} | {
        "index.html": f"<!DOCTYPE html><title>x</title><style>{faces}</style><p>a<p>b<p>c<img src=square.png alt=''>",
        "square.png": GOOD["content/pictures/square.png"],
    })  # fmt: skip
    with hosting(tmp_path) as served, visit(chromium, served.origin) as seen:
        assert sorted(seen.sizes("font").values()) == [1000, 2000, 3000]
        assert seen.sizes("image") == {f"{served.origin}/square.png": len(GOOD["content/pictures/square.png"])}


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    loading = re.compile(r'<(?:script|img|source|iframe|link(?=[^>]+rel="(?:stylesheet|preload|icon|preconnect|dns-prefetch)"))[^>]+(?:src|srcset|href)="(?:https?:)?//([^/"]+)')
    own = re.search(r'rel="canonical" href="https?://([^/"]+)', (site / "index.html").read_text("utf-8"))
    assert own
    found = {(file.name, host) for file in site.rglob("*.html") for host in loading.findall(file.read_text("utf-8"))}
    assert {pair for pair in found if pair[1] != own[1]} == set()


@pytest.mark.browser
def test_lead_pictures_are_light_on_a_telephone(chromium: Browser, host: Hosted) -> None:
    found = pages(host.folder)
    check_leads(chromium, host, lead(host.folder, ["index.html", *found["article"]]))


@pytest.mark.browser
def test_photographs_that_lead_are_light_on_a_telephone(chromium: Browser, tiny: Path) -> None:
    with hosting(tiny) as served:
        names = lead(tiny, [f"articles/lead-{number}/index.html" for number in range(len(PHOTOGRAPHS))])
        assert len(names) == len(PHOTOGRAPHS) == 4
        check_leads(chromium, Hosted(tiny, served.origin), names)


def check_leads(browser: Browser, host: Hosted, names: list[str]) -> None:
    """Weigh the lead picture of each page."""
    heavy = []
    for name in names:
        with visit(browser, f"{host.origin}/{name}") as seen:
            chosen = seen.page.locator("img[fetchpriority=high]").evaluate("image => image.currentSrc")
            size = seen.sizes("image")[chosen]
            if size > LEAD_PICTURE:
                heavy.append(f"{name}: {chosen}: {size} bytes, {LEAD_PICTURE} at most")
    assert heavy == []
