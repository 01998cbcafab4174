"""Pictures that may distress: covered wherever they stand, not a byte of them before a visitor opens one, and nowhere else at all."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from dateline.deliver.rules import picture_rules
from dateline.pages.pictured import opened
from dateline.pages.values import PictureFile, PictureStyle
from dateline.pictures.outcome import Outcome, Rendition, Series
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.broken_sites import changed, check
from tests.conftest import Once
from tests.documents import document
from tests.http import Server, serving
from tests.sites import GOOD, PUBLISH, Changes, build, copy, tree, write
from tests.test_accessibility import SPACING, broken_anywhere
from tests.test_pictures_site import photograph
from tests.translated import TOLD

SITE = "https://example.org/base"
WORDS = "A man who has been shot, lying on the road"
RUSSIAN = "На дороге лежит застреленный человек"
CAPTION = f"Alt: A man on a road\nSensitive: {WORDS}\nCredit: Nobody / Public domain\n\nBefore the town hall.\n"
ARTICLE, ENTRY, EVENT = "content/articles/first.md", "content/timeline/2022-01-05-square.md", "content/event.md"
ANSWER = "content/timeline/2022-01-06-answer.md"
PLACED = "![](crowd.jpg)\n\nPeople met again.\n\n![](crowd.jpg)\n![](square.png)\n"


def _covered() -> dict[str, str | bytes]:
    """Return what makes of the small site one with a covered picture wherever pictures may stand."""
    texts = {name: str(text) for name, text in {**GOOD, **TOLD}.items()}
    return {
        **TOLD,
        "publishconf.py": PUBLISH,
        "content/pictures/crowd.jpg": photograph(),
        "content/pictures/crowd.md": CAPTION,
        "content/pictures/crowd.ru.md": f"Alt: Человек на дороге\nSensitive: {RUSSIAN}\n\nПеред ратушей.\n",
        EVENT: f"{texts[EVENT]}\n![](crowd.jpg)\n",
        ENTRY: texts[ENTRY].replace("Picture: square.png", "Picture: crowd.jpg"),
        ANSWER: texts[ANSWER].replace("Slug: answer", "Slug: answer\nPicture: square.png"),
        ARTICLE: texts[ARTICLE].replace("Slug: first", "Slug: first\nLead_picture: crowd.jpg").replace("![](square.png)", PLACED),
        "content/articles/first.ru.md": texts["content/articles/first.ru.md"].replace("![](square.png)", PLACED),
        "content/event.ru.md": f"{texts['content/event.ru.md']}\n![](crowd.jpg)\n",
    }


@pytest.fixture(scope="module")
def covered(once: Once, good_site: Path) -> Path:
    """The output, as it is published."""

    def make(folder: Path) -> None:
        project = copy(good_site, folder / "site")
        write(project, _covered())
        build(project, "content", "-s", "publishconf.py", "-o", "public", SITEURL=SITE)

    return once("covered", make) / "site/public"


@pytest.fixture(scope="module")
def server(covered: Path) -> Iterator[Server]:
    with serving(covered, "/base/") as served:
        yield served


RULE = re.compile(r"@media screen\{\.p[0-9a-f]{8} \[open\] \.cover-picture\{background-image:[^{}]*\}\}")
"""Where alone the files of a covered picture may be named."""
SHOWN = {"articles/first/", "timeline/2022-01-05/", "timeline/2022-01-05/square/", "pictures/crowd.html"}
"""Pages on which it can be opened, among others."""


def _named(text: str) -> list[str]:
    return re.findall(r"crowd-[0-9a-f]{12}-\d+\.\w+", text)


def test_its_files_are_named_in_rules_for_what_is_open_and_nowhere_else(covered: Path) -> None:
    """Not in feeds, previews of links, thumbnails, downloads, sitemap: in no file of the site but the list of all files."""
    found = set()
    for file in covered.rglob("*"):
        if file.suffix in (".avif", ".webp", ".jpg", ".png", ".woff2") or file.is_dir() or file.name == "SHA256SUMS":
            continue
        name, text = file.relative_to(covered).as_posix(), file.read_bytes().decode("utf-8", "replace")
        if name.endswith(".html"):
            found |= {name.removesuffix("index.html")} if RULE.search(text) else set()
            text = RULE.sub("", text)
        assert _named(text) == [], name
    assert found >= SHOWN | {f"ru/{name}" for name in SHOWN}
    assert not found & {"", "ru/", "ar/", "articles/", "ru/articles/", "404.html"}


@pytest.mark.parametrize(("prefix", "words"), [("", WORDS), ("ru/", RUSSIAN), ("ar/", WORDS)])
def test_the_front_page_has_the_words_and_the_way_to_the_picture(covered: Path, prefix: str, words: str) -> None:
    page = document(covered, f"{prefix}index.html")
    figures = [figure for figure in page.all("figure") if "crowd" in str(figure.get("id"))]
    assert figures
    assert words in " ".join(figures[0].itertext())
    assert [link.get("href") for link in figures[0].iter("a") if "pictures/" in str(link.get("href"))] == [f"/base/{prefix}pictures/crowd.html"]
    assert not list(figures[0].iter("details"))


@pytest.mark.parametrize("name", ["articles/first/index.html", "pictures/crowd.html", "timeline/2022-01-05/square/index.html"])
def test_share_cards_show_none_of_them(covered: Path, name: str) -> None:
    head = (covered / name).read_text("utf-8").partition("<style>")[0]
    (card,) = re.findall(rf'og:image" content="{SITE}/(cards/[^"]*)', head)
    with Image.open(covered / card) as image:
        beside = image.convert("RGB").getpixel((1150, 300))
    # The event's card has its own picture; one with a covered picture has none, and paper where that would be.
    assert (beside == pytest.approx((253, 252, 249), abs=3)) == (name != "pictures/crowd.html"), beside
    assert "A man on a road" not in head


def test_words_that_nobody_has_translated_say_their_language(covered: Path) -> None:
    page = document(covered, "ar/timeline/2022-01-05/index.html")
    (words,) = [found for found in page.all("p") if found.get("class") == "cover-words"]
    assert (words.get("lang"), words.get("dir"), words.text) == ("en", "ltr", WORDS)


class Visit:
    """A page in a browser that notes what is asked for of the covered picture."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page = page
        self.server = server
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.extend(_named(request.url)))

    def to(self, name: str) -> None:
        self.page.goto(self.server.address(name).replace("%23", "#"))

    def names(self) -> list[str]:
        """Return the files that were asked for, once the end of the page has been in the window."""
        self.page.mouse.wheel(0, 100_000)
        self.page.wait_for_timeout(150)
        return self.asked

    def open_by_keyboard(self) -> None:
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.locator(".cover summary:focus").count():
                self.page.keyboard.press("Enter")
                return
        pytest.fail("no cover takes the focus")


@contextmanager
def visiting(chromium: Browser, server: Server, **options: object) -> Iterator[Visit]:
    context = chromium.new_context(**options)  # type: ignore[arg-type]
    try:
        yield Visit(context.new_page(), server)
    finally:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("scripts", "scale"), [(True, 2), (False, 1)])
def test_not_a_byte_is_loaded_before_it_is_opened(chromium: Browser, server: Server, scripts: bool, scale: int) -> None:
    with visiting(chromium, server, java_script_enabled=scripts, device_scale_factor=scale, viewport={"width": 390, "height": 800}) as visit:
        for name in ("", "articles/", "timeline/", *SHOWN, "articles/first/#picture-crowd", "ru/articles/first/", "ar/timeline/2022-01-05/"):
            visit.to(name)
            assert visit.names() == [], name
        for name in SHOWN:
            visit.asked.clear()
            visit.to(name)
            visit.open_by_keyboard()
            (file,) = set(visit.names())
            size = len((server.folder / "pictures" / file).read_bytes())
            assert f"({size / 1000:.1f} kB)" in str(visit.page.locator(".cover summary").first.text_content())


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_embedded_there_is_neither_picture_nor_cover(chromium: Browser, server: Server, *, scripts: bool) -> None:
    """In other people's pages nobody has asked for it, and nobody can open it."""
    with visiting(chromium, server, java_script_enabled=scripts, viewport={"width": 390, "height": 800}) as visit:
        shown = []
        visit.page.on("request", lambda request: shown.append(request.url) if request.resource_type == "image" else None)
        for name in ("timeline/2022-01-05/square/", "articles/first/", "timeline/2022-01-05/", "ru/timeline/2022-01-05/square/", "ru/articles/first/"):
            visit.to(f"embed/{name}")
            assert visit.names() == shown == [], name
            assert visit.page.locator("h1").count() == 1
            assert visit.page.locator("img, picture, .cover, [class*=picture], details").count() == 0, name
            assert "crowd" not in visit.page.content()
            assert "A man on a road" not in visit.page.content()
        # One that is not covered is there.
        visit.to("embed/timeline/2022-01-06/answer/")
        visit.names()
        assert [url.rpartition("/")[2].partition("-")[0] for url in shown] == ["square"]


@pytest.mark.browser
def test_what_is_opened_is_seen_and_covered_again(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server, viewport={"width": 390, "height": 800}) as visit:
        visit.to("articles/first/")
        picture, words = visit.page.locator(".cover-picture").first, visit.page.locator(".cover-words").first
        assert (picture.is_visible(), words.is_visible()) == (False, True)
        visit.open_by_keyboard()
        assert visit.page.get_by_role("img", name="A man on a road").first.is_visible()
        assert not words.is_visible()
        assert (visit.page.locator(".cover-show").first.is_visible(), visit.page.locator(".cover-hide").first.is_visible()) == (False, True)
        visit.names()
        assert _colours(visit.page) > 1000, "a photograph has many"
        visit.page.keyboard.press("Enter")
        assert (picture.is_visible(), words.is_visible()) == (False, True)


def _colours(page: Page) -> int:
    """Return how many colours there are in the place of the first covered picture."""
    shot = Image.open(io.BytesIO(page.locator(".cover-picture").first.screenshot())).convert("RGB")
    return len(shot.getcolors(shot.width * shot.height) or ())


@pytest.mark.browser
@pytest.mark.parametrize("name", ["articles/first/", "ru/articles/first/", "ar/timeline/2022-01-05/", "pictures/crowd.html"])
def test_nothing_moves_when_it_is_opened(chromium: Browser, server: Server, name: str) -> None:
    with visiting(chromium, server) as visit:
        visit.to(name)
        for width, spaced in ((320, False), (390, False), (1280, False), (320, True), (390, True), (1280, True)):
            visit.page.set_viewport_size({"width": width, "height": 800})
            if (width, spaced) == (320, True):
                visit.page.evaluate(SPACING)
            height, across = (visit.page.evaluate(f"document.documentElement.scroll{side}") for side in ("Height", "Width"))
            assert across <= width
            visit.page.evaluate("document.querySelectorAll('.cover details').forEach(one => one.open = true)")
            assert visit.page.evaluate("document.documentElement.scrollHeight") == height
            over = visit.page.evaluate("""[...document.querySelectorAll('.cover')].every(cover => {
                const frame = cover.querySelector('.cover-frame').getBoundingClientRect(), all = cover.getBoundingClientRect();
                const bar = cover.querySelector('.cover-bar').getBoundingClientRect();
                return Math.abs(frame.left - all.left) < 1 && Math.abs(frame.right - all.right) < 1 && frame.bottom <= bar.top + 1;
            })""")
            assert over, "the picture lies over its cover, and not over the control"
            visit.page.evaluate("document.querySelectorAll('.cover details').forEach(one => one.open = false)")


@pytest.mark.browser
def test_paper_has_the_words(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server) as visit:
        page = visit.page
        page.emulate_media(media="print")
        visit.to("articles/first/")
        page.evaluate("document.querySelectorAll('.cover details').forEach(one => one.open = true)")
        assert visit.names() == [], "nothing is loaded for paper"
        page.emulate_media(media="screen")
        assert visit.names() != []
        page.emulate_media(media="print")
        assert {found.is_visible() for found in page.locator(".cover-words").all()} == {True}
        assert {found.is_visible() for found in page.locator(".cover-bar, .cover-picture").all()} == {False}


@pytest.mark.browser
def test_always_is_kept_in_the_browser_alone_and_can_be_taken_back(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server) as visit:
        page = visit.page
        visit.to("articles/first/")
        always, covers = page.get_by_role("checkbox", name="Always show"), page.locator(".cover details")
        assert always.count() == 0, "for those who have opened one"
        visit.open_by_keyboard()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # over the picture, which leads to its page
        page.keyboard.press("Space")
        assert always.first.is_checked()
        assert page.locator(".cover details[open]").count() == covers.count() == 3
        visit.to("ru/timeline/2022-01-05/")
        assert page.locator(".cover details[open]").count() == 1
        assert visit.page.context.cookies() == []
        page.get_by_role("checkbox").last.press("Space")
        assert page.locator(".cover details[open]").count() == 0
        assert page.evaluate("localStorage.length") == 0
        visit.to("articles/first/")
        assert page.locator(".cover details[open]").count() == 0


@pytest.mark.browser
def test_without_scripts_nothing_is_offered_that_needs_one(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server, java_script_enabled=False) as visit:
        visit.to("articles/first/")
        visit.open_by_keyboard()
        assert {found.is_visible() for found in visit.page.locator(".cover-always input").all()} == {False}


@pytest.mark.browser
@pytest.mark.parametrize(("name", "opened"), [
    ("", False), ("articles/first/", False), ("articles/first/", True), ("ar/timeline/2022-01-05/", True), ("pictures/crowd.html", True),
])  # fmt: skip
def test_axe_finds_nothing_closed_and_open(chromium: Browser, server: Server, name: str, *, opened: bool) -> None:
    with visiting(chromium, server) as visit:
        visit.to(name)
        visit.page.evaluate("opened => document.querySelectorAll('.cover details').forEach(one => one.open = opened)", opened)
        assert broken_anywhere(visit.page) == []


@pytest.mark.browser
def test_forced_colours_keep_the_picture_and_the_rim(chromium: Browser, server: Server) -> None:
    with visiting(chromium, server, forced_colors="active") as visit:
        visit.to("articles/first/")
        style = visit.page.locator(".cover").first.evaluate("cover => [getComputedStyle(cover).borderTopStyle, getComputedStyle(cover).borderTopWidth]")
        assert style == ["solid", "1px"]
        visit.open_by_keyboard()
        visit.names()
        assert _colours(visit.page) > 1000


def _series(kind: str, *sizes: int, moving: bool = False) -> Series:
    widths = (480, 800, 1200, 1600)
    files = [Rendition(f"{kind}-{width}", width, width, size, "") for width, size in zip(widths, sizes, strict=False)]
    return Series(f"image/{kind}", tuple(files), moving)


@pytest.mark.parametrize(
    ("series", "loaded"),
    [
        ((_series("avif", 10, 20, 30, 40), _series("jpeg", 15, 29, 50, 90)), ["avif-1200", "jpeg-800"]),
        ((_series("avif", 10, 20), _series("jpeg", 15, 18)), ["avif-800", "jpeg-800"]),
        ((_series("avif", 10), _series("jpeg", 15)), ["avif-480", "jpeg-480"]),
        ((_series("svg", 10),), ["svg-480"]),
    ],
)
def test_what_is_loaded_is_no_larger_than_what_most_load(series: tuple[Series, ...], loaded: list[str]) -> None:
    assert [rendition.name for _, rendition in opened(Outcome(series, ""), moving=False)] == loaded


def test_what_moves_moves_for_those_who_do_not_mind() -> None:
    still, moving = ((PictureFile("image/webp", f"{name}.webp"),) for name in ("still", "moving"))
    rules = picture_rules([PictureStyle("p1", "1.5", "", "", still, moving)])
    assert rules.index("still.webp") < rules.index("@media screen and (prefers-reduced-motion:no-preference){.p1 [open] .cover-picture{") < rules.index("moving.webp")


def test_a_cover_comes_and_goes_on_all_pages_when_it_is_written(good_site: Path, tmp_path: Path) -> None:
    """A rebuild that keeps what has not changed gives what a build of nothing but the content gives."""
    site, fresh = copy(good_site, tmp_path / "site"), copy(good_site, tmp_path / "fresh")
    with_it = {name: text for name, text in _covered().items() if name != "content/pictures/crowd.ru.md"}
    without = {**with_it, "content/pictures/crowd.md": CAPTION.replace(f"Sensitive: {WORDS}\n", "")}
    write(site, without)
    uncovered = tree(build(site))
    write(site, with_it)
    write(fresh, with_it)
    assert tree(build(site)) == tree(build(fresh)) != uncovered
    write(site, without)
    assert tree(build(site)) == uncovered


PICTURE = "content/pictures/square.md"
LEAD = f'{EVENT}:6: Lead_picture: "square" is covered (Sensitive), and the front page shows no such picture: name another picture, or map'
SAY = "say in words what is to be seen, for those who decide whether to look: A man who has been shot, lying on a road"
BROKEN: Mapping[str, tuple[Changes, str]] = {
    "empty": ({PICTURE: "Alt: A\nSensitive:\nCredit: B\n"}, f'{PICTURE}:2: "Sensitive" is empty: write what is to be seen in a picture that may distress, in words: they cover it until a visitor opens it, or delete the line'),
    "only blanks": ({PICTURE: "Alt: A\nSensitive: \u00a0 \u200b\nCredit: B\n"}, f'{PICTURE}:2: "Sensitive" is empty: write what is to be seen in a picture that may distress, in words: they cover it until a visitor opens it, or delete the line'),
    "yes": ({PICTURE: "Alt: A\nSensitive: yes\nCredit: B\n"}, f'{PICTURE}:2: Sensitive: "yes" does not say what is to be seen: {SAY}'),
    "the event's picture": ({PICTURE: f"Alt: A\nSensitive: {WORDS}\nCredit: B\n"}, LEAD),
    "withheld": (
        {"content/pictures/gone.md": f"Alt: A\nCredit: B\nWithheld: safety\nSensitive: {WORDS}\n"},
        "content/pictures/gone.md:4: Sensitive covers nothing: the picture is withheld: delete the line: Alt says what the picture would show",
    ),
    "no file": (
        {"content/pictures/gone.md": f"Alt: A\nCredit: B\nSensitive: {WORDS}\n"},
        'content/pictures/gone.md:1: there is no image beside the caption file: put one there, or say why it is not shown: "Withheld: rights" or "safety"',
    ),
    "only the translation": (
        {**_covered(), "content/pictures/crowd.md": CAPTION.replace(f"Sensitive: {WORDS}\n", "")},
        "content/pictures/crowd.ru.md:2: Sensitive: the original does not cover the picture: write Sensitive in crowd.md, too, or delete the line",
    ),
    "only the original": (
        {**_covered(), "content/pictures/crowd.ru.md": "Alt: А\n\nПеред ратушей.\n"},
        'content/pictures/crowd.ru.md:1: "Sensitive" is missing: say in this language what is to be seen: its words cover the picture',
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken(site: Path, name: str) -> None:
    changes, told = BROKEN[name]
    changed(site, changes)
    check(site, (told,), 1)
