"""A real browser is content with every kind of page: from a disk, from `/`, from a folder, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest
from playwright.sync_api import Browser, Route

from tests.browser import (
    KINDS,
    PUBLISHED,
    REQUIRED,
    Watched,
    launch,
    pages,
    scroll_through,
    watching,
)
from tests.http import Server, serving

pytestmark = pytest.mark.browser

BASE = "/base/"
SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) window.shifts.push(shift.value);
    }).observe({type: "layout-shift", buffered: true});
"""


CHOSEN = """
    [...document.images].map(image => [image.currentSrc, image.naturalWidth, [
        image, ...image.closest("picture").querySelectorAll("source")
    ].map(element => element.srcset).join(", ")])
"""


@pytest.fixture(scope="module")
def sample(event_site: Path) -> list[str]:
    """The longest page of each kind, and the longest but one of those that authors fill."""
    found = pages(event_site)
    more = [found[kind][1] for kind in ("entry", "article", "place", "organisation", "person", "day")]
    return [names[0] for names in found.values()] + more


def test_every_page_is_of_a_known_kind(event_site: Path) -> None:
    found = pages(event_site)

    assert list(found) == [kind for kind in KINDS if kind not in PUBLISHED]
    assert sorted(name for names in found.values() for name in names) == sorted(
        file.relative_to(event_site).as_posix() for file in event_site.rglob("*.html")
    )


def test_the_browser_does_complain(chromium: Browser, tmp_path: Path) -> None:
    policy = "default-src 'none'; img-src 'self'; script-src 'self'"
    (tmp_path / "index.html").write_text(
        f'<!DOCTYPE html><meta http-equiv="Content-Security-Policy" content="{policy}"><title>Bad</title>'
        '<p style="color:red"><img src="missing.webp" alt=""><img src="http://127.0.0.1:9/x.png" alt="">'
        '<script>document.title = "ran"</script><div><b>' + "w" * 400,
        encoding="utf-8",
    )
    with serving(tmp_path) as server, watching(chromium, server.origin, 320) as seen:
        seen.page.goto(server.address("index.html"))
        complaints = " ".join(seen.complaints)

        assert "status 404" in complaints
        assert complaints.count("violates the following Content Security Policy directive") == 3
        assert seen.page.evaluate("document.documentElement.scrollWidth") > 320


@pytest.mark.parametrize(("base", "script"), [("/", True), ("/some/folder/", False)])
def test_every_page_pleases_the_browser(chromium: Browser, event_site: Path, sample: list[str], base: str, script: bool) -> None:
    """Served: with the script at the address where one that begins with a slash would be found, without it in a folder."""
    with serving(event_site, base) as server, watching(chromium, server.origin, 320, java_script_enabled=script) as seen:
        for name in sample:
            seen.complaints.append(name)
            seen.page.goto(server.address(name), wait_until="load")

        assert seen.complaints == sample


def test_every_page_pleases_the_browser_from_a_disk(chromium: Browser, event_site: Path, sample: list[str]) -> None:
    """With the script and without; no page is wider than the window, and the script takes no words away."""
    base = f"{event_site.as_uri()}/"
    wide = []
    with watching(chromium, base) as seen, watching(chromium, base, 320, java_script_enabled=False) as bare:
        for name in sample:
            shown = []
            for watched in (seen, bare):
                watched.complaints.append(name)
                watched.page.goto(base + name, wait_until="load")
                for width in (1600, 768, 320) if watched is seen else (320,):
                    watched.page.set_viewport_size({"width": width, "height": 800})
                    if (found := watched.page.evaluate("document.documentElement.scrollWidth")) > width:
                        wide.append((name, width, found))
                shown.append(set(watched.page.inner_text("main").split()))
            # The script may add to a page; what is there without it stays.
            assert len(shown[1]) > 3, name
            assert shown[1] <= shown[0], name

        assert seen.complaints == bare.complaints == sample
        assert wide == []


def test_a_long_site_pleases_the_browser(chromium: Browser, long_site: Path) -> None:
    base = f"{long_site.as_uri()}/"
    wide = []
    with watching(chromium, base) as seen:
        for name in ("articles/everything/index.html", "timeline/index.html", "index.html", "places/port-north/index.html",
                     "timeline/2019-04-07/port/index.html", "figures/index.html"):  # fmt: skip
            seen.page.goto(base + name)
            seen.see_all()
            for width in (1280, 320):
                seen.page.set_viewport_size({"width": width, "height": 800})
                if (found := seen.page.evaluate("document.documentElement.scrollWidth")) > width:
                    wide.append((name, width, found))

        assert seen.complaints == []
        assert wide == []


def test_pictures_are_there_at_a_width_that_fits(chromium: Browser, event_site: Path) -> None:
    base = f"{event_site.as_uri()}/"
    chosen = []
    for width, density in ((390, 1), (390, 2), (1600, 2)):
        with watching(chromium, base, width, device_scale_factor=density) as seen:
            seen.page.goto(f"{base}index.html")
            seen.see_all()
            shown = seen.page.evaluate(CHOSEN)

            assert shown
            assert [source for source, natural, _ in shown if not natural] == []
            assert [source for source, _, srcset in shown if source.rpartition("/")[2] not in srcset] == []
            chosen.append(sum(int(re.findall(r"-(\d+)\.\w+$", source)[0]) for source, _, _ in shown))

    assert chosen == sorted(set(chosen))


def shifted(seen: Watched, server: Server, name: str, *, broken: bool = False) -> float:
    """Return how much a page's layout shifts in sum, when its fonts, then its pictures come long after its text was painted."""
    page = seen.page
    held: list[Route] = []
    released = False

    def hold(route: Route) -> None:
        if released:
            route.continue_()
        else:
            held.append(route)

    page.route(re.compile(r"\.(webp|avif|jpg|png|woff2)$"), hold)
    if broken:
        html = (server.folder / name).read_text(encoding="utf-8")
        without = re.sub(r'(<img[^>]*?) width="\d+" height="\d+"', r"\1", html)
        assert without != html
        page.route(f"**/{name}", lambda route: route.fulfill(body=without, content_type="text/html; charset=utf-8"))
    page.goto(server.address(name), wait_until="domcontentloaded")
    scroll_through(page)
    page.evaluate("scrollTo(0, 0)")
    seen.frames()
    assert held
    released = True
    for late in (True, False):
        for route in held:
            if route.request.url.endswith(".woff2") is late:
                route.continue_()
        seen.frames()
        seen.frames()
    page.wait_for_load_state("load")
    seen.see_all()
    seen.frames()
    found = float(page.evaluate("window.shifts.reduce((sum, value) => sum + value, 0)"))
    page.unroute_all()
    return found


@pytest.fixture
def late(chromium: Browser, production_site: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Watched, Server]]:
    """An empty page that notes what shifts, as wide as the test says, and the server of the invented event."""
    with serving(production_site, BASE) as server, watching(chromium, server.origin, request.param) as seen:
        seen.page.add_init_script(SHIFTS)
        yield seen, server


@pytest.mark.parametrize(("late", "pictures"), [(390, False), (1280, True)], indirect=["late"])
def test_late_pictures_and_fonts_move_nothing(late: tuple[Watched, Server], *, pictures: bool) -> None:
    """Every kind of page on a telephone; on a wide screen, where lines are longer, those with pictures, which lie elsewhere there."""
    folder = late[1].folder
    longest = [names[0] for names in pages(folder).values() if names[0] != "404.html"]  # which belongs to the server of SITEURL
    if pictures:
        longest = [name for name in longest if "<img" in (folder / name).read_text("utf-8")]
    assert len(longest) > 5

    assert {name: shifted(*late, name) for name in longest} == dict.fromkeys(longest, 0)


@pytest.mark.parametrize("late", [390], indirect=True)
def test_a_picture_without_its_size_would_move_the_page(late: tuple[Watched, Server]) -> None:
    assert shifted(*late, "index.html", broken=True) > 0


@pytest.mark.parametrize(("required", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_a_missing_browser_is_a_failure_only_where_one_is_required(
    required: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.browser.find_browser", lambda _: "")
    monkeypatch.setenv(REQUIRED, required)

    with pytest.raises(outcome, match="no Chromium"):
        launch(Mock())
