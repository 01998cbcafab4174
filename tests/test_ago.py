"""How long ago a time was, on the pages of a developing event: by the script, behind the line of the time itself, for a day; nothing moves for it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.conftest import Once
from tests.sites import ROOT, build, copy

NOW = "2022-01-05T22:52:40+06:00"
PAGE = """\
<!DOCTYPE html>
<html lang="{lang}"{digits}><head><meta charset="utf-8"><title>x</title><style>.ago {{ position: absolute; white-space: nowrap }}</style><script src="{script}" defer{ago}></script></head>
<body><main>
<p id="fresh">At <time datetime="2022-01-05T22:50+06:00">22:50</time>.</p>
<p id="hours">At <time datetime="2022-01-05T09:00+06:00">09:00</time>.</p>
<p id="old">At <time datetime="2022-01-04T22:00+06:00">22:00</time>.</p>
<p id="both">From <time datetime="2022-01-05T22:00+06:00">22:00</time> to <time datetime="2022-01-05T22:51+06:00">22:51</time>.</p>
<p id="narrow" style="width: 4em">At <time datetime="2022-01-05T22:50+06:00">22:50</time></p>
<p id="later">At <time datetime="2022-01-05T23:00+06:00">23:00</time>.</p>
<p id="day">On <time datetime="2022-01-05">5 January</time>.</p>
</main></body></html>
"""


def shown(chromium: Browser, folder: Path, lang: str = "en", ago: str = "({ago})", digits: str = "") -> dict[str, str]:
    """Return the lines of a page as they stand at a moment, and a minute later that of the newest one."""
    file = folder / "page.html"
    given = f' data-ago="{ago}"' if ago else ""
    file.write_text(PAGE.format(lang=lang, script=(ROOT / "theme/static/js/dateline.js").as_uri(), ago=given, digits=digits), "utf-8")
    page = chromium.new_page()
    try:
        page.clock.install(time=NOW)
        page.goto(file.as_uri())
        expect(page.locator("#day")).to_be_visible()
        found = {line: page.locator(f"#{line}").inner_text().replace("\n", " ") for line in ("fresh", "hours", "old", "both", "narrow", "later", "day")}
        page.clock.run_for(61_000)
        return {**found, "a minute later": page.locator("#fresh").inner_text().replace("\n", " ")}
    finally:
        page.close()


def test_the_last_day_and_no_more(chromium: Browser, tmp_path: Path) -> None:
    assert shown(chromium, tmp_path) == {
        "fresh": "At 22:50. (2 minutes ago)",
        "hours": "At 09:00. (13 hours ago)",
        "old": "At 22:00.",
        "both": "From 22:00 to 22:51. (1 minute ago)",
        "narrow": "At 22:50",
        "later": "At 23:00.",
        "day": "On 5 January.",
        "a minute later": "At 22:50. (3 minutes ago)",
    }


@pytest.mark.parametrize(
    ("lang", "digits", "told"),
    [("ru", "", "At 22:50. (2 минуты назад)"), ("fa", ' data-digits="arabext"', "At 22:50. (۲ دقیقه پیش)"), ("qya", "", "At 22:50.")],
)
def test_in_the_language_of_the_page_or_not_at_all(chromium: Browser, tmp_path: Path, lang: str, digits: str, told: str) -> None:
    assert shown(chromium, tmp_path, lang, digits=digits)["fresh"] == told


def test_what_has_ended_says_the_time_alone(chromium: Browser, tmp_path: Path) -> None:
    assert shown(chromium, tmp_path, ago="")["fresh"] == "At 22:50."


SHIFTS = """
    window.moved = 0;
    new PerformanceObserver(list => list.getEntries().forEach(shift => { window.moved += shift.value; })).observe({type: "layout-shift", buffered: true});
"""
IN_THE_FLOW = """
    document.addEventListener("readystatechange", () => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("body .ago.ago.ago { position: static !important; display: block !important }");
        document.adoptedStyleSheets.push(sheet);
    });
"""


@pytest.fixture(scope="module")
def developing(once: Once, good_site: Path) -> Path:
    """The output of a small event that goes on."""

    def make(folder: Path) -> None:
        project = copy(good_site, folder / "site")
        event = project / "content/event.md"
        event.write_text(event.read_text("utf-8").replace("Starts: 2022-01-05", "Status: developing\nStarts: 2022-01-05"), "utf-8")
        build(project)

    return once("developing-small", make) / "site/output"


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 700, 1280])
@pytest.mark.parametrize("name", ["index.html", "timeline/index.html", "timeline/2022-01-05/index.html", "timeline/2022-01-05/square/index.html"])
def test_nothing_moves_when_it_comes(chromium: Browser, developing: Path, name: str, width: int) -> None:
    moved, told, wide = moving(chromium, developing / name, width)
    assert moved == 0
    assert wide <= width
    # A whole date leaves no room for it on the narrowest telephone: there it is left out.
    assert told > 0 or name == "index.html" or (name, width) == ("timeline/2022-01-05/square/index.html", 320)


@pytest.mark.browser
def test_what_would_move_is_noticed(chromium: Browser, developing: Path) -> None:
    assert moving(chromium, developing / "timeline/index.html", 390, IN_THE_FLOW)[0] > 0


def late(route: Route) -> None:
    """Answer after a while."""
    time.sleep(0.3)
    route.continue_()


def moving(chromium: Browser, file: Path, width: int, script: str = "") -> tuple[float, int, int]:
    """Return how much moves on a page while it is told how long ago things were, how often that is, and how wide the page is."""
    context = chromium.new_context(viewport={"width": width, "height": 800})

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    try:
        page = context.new_page()
        page.clock.install(time="2022-01-05T16:10:00+06:00")
        page.add_init_script(SHIFTS + script)
        # The words are there and painted before the script is: as behind a slow line.
        page.route("**/dateline-*.js", late)
        page.goto(file.as_uri())
        page.clock.run_for(61_000)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        found: tuple[float, int, int] = tuple(page.evaluate("[window.moved, document.querySelectorAll('.ago').length, document.documentElement.scrollWidth]"))
        return found
    finally:
        context.close()
