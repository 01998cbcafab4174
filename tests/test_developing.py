"""An event that is still going on: its open pages learn of what is new, over an hour of a clock that the tests turn."""

from __future__ import annotations

import json
import mimetypes
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from dateline.authoring.hosting import packed
from dateline.deliver.sheets import small
from dateline.deliver.used import IMPLIED, Rules, names_by
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from tests.conftest import Once
from tests.sites import GOOD, PUBLISH, ROOT, Changes, build, copy, tree, write
from tests.test_accessibility import OVERLAPPING, broken_anywhere

ADDRESS = "https://event.test"
MINUTE = 60_000
OPENED = "2022-01-08T12:01:00+06:00"
KEEP = """(() => {
    const ask = fetch;
    window.fetched = [];
    window.fetch = (...given) => {
        const answer = ask(...given);
        fetched.push(answer.then(come => come.clone().text()).catch(() => ""));
        return answer;
    };
})()"""
"""Keeps what a page asks for: a test can wait until it has come."""
SQUARE, ANSWER = "content/timeline/2022-01-05-square.md", "content/timeline/2022-01-06-answer.md"
ROAD = "content/timeline/2022-01-07-road.md"


def entry(slug: str, when: str, title: str = "", more: str = "") -> str:
    """Return an entry."""
    return f"Title: {title or slug.title()}\nWhen: {when}\nKind: government\nSlug: {slug}\n{more}\nIt happened.[@agency]\n"


BEFORE: dict[str, str | bytes] = {
    **GOOD,
    "content/event.md": str(GOOD["content/event.md"]).replace("Ends: 2022-01-08\n", ""),
    ANSWER: re.sub("Correction: .*\n", "", str(GOOD[ANSWER])),
    ROAD: entry("road", "2022-01-07T18:00", "The road is closed"),
    "publishconf.py": PUBLISH,
}
AFTER: Changes = {
    SQUARE: str(GOOD[SQUARE]).replace("Slug: square", "Update: 2022-01-08T10:00: The square is empty.[@agency]\nSlug: square"),
    ANSWER: re.sub("Correction: .*", "Correction: 2022-01-08: It was a Thursday.", str(GOOD[ANSWER])),
    ROAD: None,
    "content/timeline/bridge.md": entry("bridge", "2022-01-08T11:00", "The <b>bridge</b> & the road are open"),
    "content/timeline/early.md": entry("early", "2022-01-05T13:00", "An early one", "Date: 2022-01-08T11:30\n"),
}


def production(root: Path) -> Path:
    """Build a project for production; return its output."""
    build(root, "content", "-s", "publishconf.py", SITEURL=ADDRESS)
    return root / "output"


@pytest.fixture(scope="module")
def stages(once: Once) -> dict[str, Path]:
    """The outputs of the event as it was, as it is after an hour, and when it has ended."""

    def make(folder: Path) -> None:
        write(folder / "before", BEFORE)
        production(folder / "before")
        copy(folder / "before", folder / "after")
        write(folder / "after", AFTER)
        (folder / "after" / ROAD).unlink(missing_ok=True)
        production(folder / "after")
        copy(folder / "after", folder / "ended")
        event = folder / "ended/content/event.md"
        event.write_text(event.read_text("utf-8").replace("Starts:", "Ends: 2022-01-09\nStarts:"), "utf-8")
        production(folder / "ended")

    made = once("developing", make)
    return {name: made / name / "output" for name in ("before", "after", "ended")}


@pytest.fixture(scope="module")
def long_stages(once: Once) -> dict[str, Path]:
    """The outputs of an event of so many days that an index of them stands at the lower edge of its timeline: as it was, and after an hour."""

    def make(folder: Path) -> None:
        many = {f"content/timeline/day-{day}.md": entry(f"day-{day}", f"2022-01-{day:02}T09:00", f"What was done on day {day}") for day in range(9, 16)}
        write(folder / "before", {**BEFORE, **many})
        production(folder / "before")
        copy(folder / "before", folder / "after")
        write(folder / "after", AFTER)
        production(folder / "after")

    made = once("developing-long", make)
    return {name: made / name / "output" for name in ("before", "after")}


@dataclass
class Served:
    """A page over a line of ours: what is served, whether it answers, what was asked for, what the console said."""

    page: Page
    output: Path
    answers: bool = True
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    json: bytes = b""
    """What is answered in the place of the newest entries."""

    def answer(self, route: Route) -> None:
        """Answer from the folder, or not at all."""
        name = route.request.url.removeprefix(f"{ADDRESS}/").partition("?")[0]
        self.asked.append(name)
        file = self.output / (f"{name}index.html" if not name or name.endswith("/") else name)
        if not self.answers:
            route.abort()
        elif name == "newest.json" and self.json:
            route.fulfill(body=self.json, content_type="application/json")
        elif file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        else:
            route.fulfill(status=404)

    def open(self, address: str) -> None:
        """Open a page; its first minute begins, and no time goes by but what a test lets go by."""
        self.page.clock.pause_at(OPENED)
        self.page.goto(f"{ADDRESS}/{address}")
        self.asked.clear()

    def wait(self, milliseconds: int) -> None:
        """Let time go by, and what was asked for come and be read, or fail, however long this machine takes."""
        self.page.clock.run_for(milliseconds)
        self.page.evaluate("() => Promise.all(fetched)")
        self.page.wait_for_timeout(20)

    def minutes(self, number: int = 1) -> None:
        """Let minutes go by, one after the other, and what was asked for come."""
        for _ in range(number):
            self.wait(MINUTE)

    @property
    def polls(self) -> int:
        """How often the newest entries were asked for."""
        return self.asked.count("newest.json")

    @property
    def status(self) -> str:
        """What the bar says."""
        return self.page.locator(".developing [role=status]").inner_text()

    def see(self, *, hidden: bool) -> None:
        """Turn away from the page, or to it."""
        self.page.evaluate("hidden => { Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true}); document.dispatchEvent(new Event('visibilitychange')); }", hidden)


@pytest.fixture
def served(chromium: Browser, stages: dict[str, Path]) -> Iterator[Served]:
    """A page whose clock the test turns, of the event as it was."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    made = Served(page, stages["before"])

    def note(message: ConsoleMessage) -> None:
        made.said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: made.said.append(str(error)))
    page.route("**/*", made.answer)
    page.clock.install(time="2022-01-08T12:00:00+06:00")
    page.add_init_script(KEEP)
    yield made
    page.close()


# --- Asking --------------------------------------------------------------------------------------------------------


def test_it_asks_each_minute_of_an_hour_and_says_nothing_where_nothing_is_new(served: Served) -> None:
    served.open("timeline/")
    served.minutes(1)
    served.asked.clear()
    served.minutes(59)
    assert served.polls == 59
    assert set(served.asked) == {"newest.json"}
    assert served.status == ""
    assert served.page.locator(".developing button").is_hidden()
    assert served.said == []


def test_no_answer_makes_it_wait_longer_and_an_answer_asks_each_minute_again(served: Served) -> None:
    served.open("timeline/")
    served.answers = False
    served.minutes(31)  # after 1, 3, 7, 15 and 31 minutes
    assert served.polls == 5
    served.minutes(33)  # no longer than 16 minutes: after 47 and 63
    assert served.polls == 7
    served.answers = True
    served.minutes(15)
    assert served.polls == 8
    served.minutes(3)
    assert served.polls == 11
    assert served.status == ""


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[]", b"null", b'{"format":1,"status":"developing","entries":7}', b'{"format":1,"status":"developing","entries":[null]}'])
def test_what_is_no_answer_says_and_breaks_nothing(served: Served, body: bytes) -> None:
    served.open("timeline/")
    served.json = body
    served.minutes(4)
    assert served.polls >= 1
    assert served.status in ("", "This page may have changed")
    assert served.said == []


def test_out_of_sight_it_does_not_ask_and_back_in_sight_it_does_at_once(served: Served) -> None:
    served.open("timeline/")
    served.see(hidden=True)
    served.minutes(30)
    assert served.polls == 0
    served.see(hidden=False)
    served.wait(1)
    assert served.polls == 1
    served.see(hidden=True)
    served.see(hidden=False)
    served.wait(1000)
    assert served.polls == 1  # looking away for a moment asks for nothing
    served.minutes(1)
    assert served.polls == 2


def test_an_hour_out_of_sight_ends_it(served: Served) -> None:
    served.open("timeline/")
    served.see(hidden=True)
    served.minutes(60)
    served.see(hidden=False)
    served.minutes(5)
    assert served.polls == 0
    assert served.status == "This page may have changed"
    served.output = served.output.parents[1] / "after/output"
    with served.page.expect_navigation():
        served.page.locator(".developing button").click()
    assert served.page.locator("#bridge").count() == 1


def test_when_the_event_ends_the_open_page_says_so_and_stops(served: Served, stages: dict[str, Path]) -> None:
    served.open("timeline/")
    served.minutes(2)
    served.output = stages["ended"]
    served.minutes(10)
    assert served.polls == 3
    assert served.status == "This page may have changed"


def test_another_format_stops_it(served: Served) -> None:
    served.open("timeline/")
    served.json = b'{"format":2,"status":"developing","which":"","entries":[]}'
    served.minutes(5)
    assert served.polls == 1


def test_from_a_disk_it_asks_for_nothing(chromium: Browser, stages: dict[str, Path], tmp_path: Path) -> None:
    """The script is run as it stands in the page: only the address is another."""
    shutil.copytree(stages["before"], tmp_path / "site")
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install(time="2022-01-08T12:00:00+06:00")
    file = tmp_path / "site/timeline/index.html"
    file.write_text(re.sub(r'"/(theme/developing|newest)', r'"../\1', file.read_text("utf-8")), "utf-8")
    page.goto(file.as_uri())
    page.clock.run_for(10 * MINUTE)
    assert any("developing-" in url for url in asked)
    assert [url for url in asked if "newest.json" in url] == []
    page.close()


# --- Telling and showing -------------------------------------------------------------------------------------------


def test_what_is_new_is_told_once_and_put_in_its_place_on_a_click(served: Served, stages: dict[str, Path]) -> None:
    page = served.page
    served.open("timeline/")
    page.evaluate("""() => {
        window.told = [];
        const region = document.querySelector('.developing [role=status]');
        new MutationObserver(() => told.push(region.textContent)).observe(region, {childList: true, characterData: true, subtree: true});
    }""")
    served.minutes(1)
    served.output = stages["after"]
    served.minutes(5)
    news = "2 new entries · 2 entries have changed · 1 entry has been withdrawn"
    assert served.status == news
    assert page.evaluate("told") == [news]  # once, and not each minute
    assert page.locator("#bridge").count() == 0
    button = page.get_by_role("button", name="Show")
    served.asked.clear()
    button.focus()
    button.press("Enter")
    expect(page.locator("#bridge")).to_be_visible()
    assert served.asked[0] == "timeline/"
    assert [each.get_attribute("id") for each in page.locator("article.entry").all()] == ["early", "square", "answer", "bridge"]
    assert page.locator("#day-2022-01-07").count() == 0
    assert page.locator("#day-2022-01-08 .day-count").inner_text() == "1 entry"
    marks = {each: page.locator(f"#{each} .developing-mark").all_inner_texts() for each in ("early", "square", "answer", "bridge")}
    assert marks == {"early": ["new"], "square": ["updated just now"], "answer": ["corrected just now"], "bridge": ["new"]}
    assert page.locator("#bridge .entry-title").inner_text() == "The <b>bridge</b> & the road are open"
    assert page.evaluate("document.activeElement.closest('article')?.id") == "early"  # what came last, wherever it stands
    assert served.status == ""
    assert button.is_hidden()
    served.minutes(3)
    assert served.status == ""
    assert served.said == []


def test_what_came_can_be_copied_filtered_and_turned_round(served: Served, stages: dict[str, Path]) -> None:
    page = served.page
    served.open("timeline/")
    served.output = stages["after"]
    served.minutes(1)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#bridge .copy")).to_have_count(1)
    assert page.locator("article .copy").count() == 4
    page.locator(".filters summary").click()
    page.locator(".filters input[value=protest]").uncheck()
    assert page.locator(".filters-shown").inner_text() == "3 of 4 entries are shown"
    page.locator(".filters input[value=protest]").check()
    page.locator("select[name=order]").select_option("newest")
    assert [each.get_attribute("id") for each in page.locator("article.entry").all()] == ["bridge", "answer", "square", "early"]


def test_filters_stay_as_they_are(served: Served, stages: dict[str, Path]) -> None:
    page = served.page
    served.open("timeline/?kind=protest")
    served.output = stages["after"]
    served.minutes(1)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#bridge")).to_have_count(1)
    assert page.locator("#bridge").is_hidden()
    assert page.locator("#square").is_visible()


def test_what_was_turned_round_is_loaded_anew_and_stays_turned(served: Served, stages: dict[str, Path]) -> None:
    page = served.page
    served.open("timeline/?order=newest")
    served.output = stages["after"]
    served.minutes(1)
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.locator("article.entry").first.get_attribute("id") == "bridge"


def test_newest_first_they_stand_at_the_top(served: Served, stages: dict[str, Path]) -> None:
    served.open("timeline/newest/")
    served.output = stages["after"]
    served.minutes(1)
    served.page.get_by_role("button", name="Show").click()
    expect(served.page.locator("#bridge")).to_be_visible()
    assert [each.get_attribute("id") for each in served.page.locator("article.entry").all()] == ["bridge", "answer", "square", "early"]


def test_the_front_page_leads_to_them(served: Served, stages: dict[str, Path]) -> None:
    served.open("")
    served.output = stages["after"]
    served.minutes(1)
    assert "new entr" in served.status
    link = served.page.locator(".developing a")
    assert (link.inner_text(), link.get_attribute("href")) == ("Newest first", "/timeline/newest/")


def test_a_line_that_fails_on_the_click_loses_nothing(served: Served, stages: dict[str, Path]) -> None:
    page = served.page
    served.open("timeline/")
    served.output = stages["after"]
    served.minutes(1)
    served.answers = False
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".developing [role=status]")).to_have_text("It could not be loaded. Try again.")
    assert page.locator("#road").count() == 1
    served.answers = True
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#bridge")).to_be_visible()


def test_a_script_in_what_comes_is_not_run(served: Served, stages: dict[str, Path], tmp_path: Path) -> None:
    """Neither the policy nor the parser lets it."""
    page = served.page
    shutil.copytree(stages["after"], tmp_path / "site")
    file = tmp_path / "site/timeline/index.html"
    evil = '<script>window.evil = 1</script><img src="x" onerror="window.evil = 2">'
    file.write_text(file.read_text("utf-8").replace("It happened.", f"It happened.{evil}"), "utf-8")
    served.open("timeline/")
    served.output = tmp_path / "site"
    served.minutes(1)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#bridge")).to_be_visible()
    page.wait_for_timeout(200)
    assert page.evaluate("window.evil") is None
    assert page.locator("#bridge img").count() == 1  # it was there to be run

# --- How the bar looks -----------------------------------------------------------------------------------------------


def told(served: Served, stages: dict[str, Path], address: str, width: int) -> Page:
    """Open a page in a window of a width, and let news come."""
    served.page.set_viewport_size({"width": width, "height": 800})
    served.open(address)
    served.output = stages["after"]
    served.minutes(1)
    assert served.status
    return served.page


@pytest.mark.parametrize("address", ["", "timeline/", "timeline/newest/"])
def test_axe_finds_nothing_while_it_tells(served: Served, stages: dict[str, Path], address: str) -> None:
    page = told(served, stages, address, 320)
    page.clock.resume()  # axe waits for frames
    assert broken_anywhere(page) == []


def test_axe_finds_nothing_in_what_came(served: Served, stages: dict[str, Path]) -> None:
    page = told(served, stages, "timeline/", 320)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#bridge .developing-mark")).to_be_visible()
    page.clock.resume()
    assert broken_anywhere(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_takes_no_room_and_stands_inside_the_window(served: Served, stages: dict[str, Path], width: int) -> None:
    served.page.set_viewport_size({"width": width, "height": 800})
    served.open("timeline/")
    before = served.page.evaluate("document.documentElement.scrollHeight")
    served.output = stages["after"]
    served.minutes(1)
    box = served.page.locator(".developing").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["height"] <= 200  # a quarter of the window
    assert served.page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [before, width]


def test_on_paper_there_is_none(served: Served, stages: dict[str, Path]) -> None:
    page = told(served, stages, "timeline/", 1280)
    page.emulate_media(media="print")
    assert page.locator(".developing").is_hidden()


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_telephone_it_stands_above_the_index_of_days_and_both_can_be_pressed(served: Served, long_stages: dict[str, Path], width: int) -> None:
    served.output = long_stages["before"]
    page = told(served, long_stages, "timeline/", width)
    page.evaluate("scrollTo(0, 1200)")
    bar, index = page.locator(".developing"), page.locator(".bearings")
    above, below = bar.bounding_box(), index.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    assert below["y"] + below["height"] <= 801
    index.locator("summary").click()
    expect(index.locator(".bearings-days[open]")).to_have_count(1)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#bridge")).to_be_attached()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_on_the_front_page_covers_how_it_stands(served: Served, width: int) -> None:
    """Neither the age of the last change, which stays away where no room for it stays free, nor the way to the newest."""
    served.page.set_viewport_size({"width": width, "height": 800})
    served.open("")
    served.page.clock.run_for(1000)
    assert served.page.evaluate(OVERLAPPING) == []


# --- What is served ------------------------------------------------------------------------------------------------


def test_the_newest_entries_are_few_and_light(once: Once) -> None:
    def make(folder: Path) -> None:
        many = {f"content/timeline/e{number}.md": entry(f"e{number}", f"2022-01-07T{number // 60:02}:{number % 60:02}", f"Headline number {number} of many, in a whole long line of words") for number in range(210)}
        write(folder / "site", {**BEFORE, **many})
        production(folder / "site")

    output = once("developing-many", make) / "site/output"
    data = (output / "newest.json").read_bytes()
    newest = json.loads(data)
    assert len(newest["entries"]) == 20
    assert len(packed(data)) < 8_000
    page = (output / "timeline/index.html").read_text("utf-8")
    assert '<a href="/timeline/newest/" hidden>' in page  # it shows highlights alone: there is no place to put an entry
    assert "developing-" not in (output / "timeline/2022-01-07/index.html").read_text("utf-8")


def test_what_is_asked_for(stages: dict[str, Path]) -> None:
    newest = json.loads((stages["after"] / "newest.json").read_bytes())
    assert (newest["format"], newest["status"], newest["changed"]) == (1, "developing", "2022-01-08T11:30:00+00:00")
    assert [(each["id"], each["news"]) for each in newest["entries"]] == [("early", "new"), ("bridge", "new"), ("square", "added"), ("answer", "amended")]
    assert newest["entries"][1]["address"] == "timeline/2022-01-08/bridge/"
    assert json.loads((stages["ended"] / "newest.json").read_bytes()) == {"format": 1, "status": "ended"}


def test_what_was_built_piece_by_piece_is_what_is_built_from_nothing(stages: dict[str, Path], tmp_path: Path) -> None:
    """The later stages were built over the cache of the first one."""
    root = stages["after"].parent
    shutil.copytree(root, tmp_path / "cold", ignore=shutil.ignore_patterns("output", ".cache"))
    cold = production(tmp_path / "cold")
    assert (root / ".cache").is_dir()
    assert tree(cold) == tree(stages["after"])


def test_an_update_is_passed_on(stages: dict[str, Path]) -> None:
    after = stages["after"]
    said = "The square is empty."
    atom, feed = ((after / f"feeds/timeline.{kind}").read_text("utf-8") for kind in ("atom.xml", "json"))
    assert "Update, 8 January 2022, 10:00 (UTC+6)" in atom
    assert said in atom
    item = next(each for each in json.loads(feed)["items"] if each["url"].endswith("/square/"))
    assert item["date_modified"] == "2022-01-08T10:00:00+06:00"
    assert said in item["content_html"]
    entries = {each["id"]: each for each in json.loads((after / "downloads/timeline.json").read_text("utf-8"))["entries"]}
    assert entries["square"]["updates"] == [{"id": "update-2022-01-08-1000", "time": "2022-01-08T10:00+06:00", "text": said, "sources": ["agency"]}]
    assert entries["bridge"]["updates"] == []
    assert f"2022-01-08T10:00+06:00: {said}" in (after / "downloads/timeline.csv").read_text("utf-8")
    assert said in (after / "downloads/timeline.ics").read_text("utf-8").replace("\r\n ", "")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', (after / "timeline/index.html").read_text("utf-8"))
    assert found
    blog = next(each for each in json.loads(found[1])["@graph"] if each["@type"] == "LiveBlogPosting")
    post = next(each for each in blog["liveBlogUpdate"] if each.get("articleBody") == said)
    assert (post["datePublished"], post["url"]) == ("2022-01-08T10:00+06:00", f"{ADDRESS}/timeline/2022-01-05/square/#update-2022-01-08-1000")
    assert 'id="update-2022-01-08-1000"' in (after / "timeline/2022-01-05/square/index.html").read_text("utf-8")
    assert 'id="update-' not in (after / "timeline/index.html").read_text("utf-8")
    assert any("empty" in file.read_text("utf-8") for file in after.glob("search/parts/*.js"))


def test_an_event_that_has_ended_has_no_byte_of_it_in_its_pages(stages: dict[str, Path]) -> None:
    assert not list(stages["ended"].glob("theme/developing*"))
    for file in stages["ended"].rglob("*.html"):
        assert "developing" not in file.read_text("utf-8"), file


def test_no_word_of_the_script_brings_a_rule_into_pages_that_do_not_load_it() -> None:
    """A style sheet's rule stays in a page where a string of any script names what it asks for (deliver/used.py)."""
    scripts = {file.stem: names_by(file.read_text("utf-8")) for file in (ROOT / "theme/static/js").glob("*.js")}
    sheets = [small(file.read_text("utf-8")) for file in (ROOT / "theme/static/css").rglob("*.css")]
    asked = frozenset[str]().union(*(Rules(sheet).asked for sheet in sheets))
    assert "h3" in asked
    assert asked & scripts.pop("developing") - frozenset[str]().union(IMPLIED, *scripts.values()) == frozenset()


def test_only_front_and_timeline_load_the_script_which_is_small(stages: dict[str, Path]) -> None:
    loading = {file.relative_to(stages["after"]).as_posix() for file in stages["after"].rglob("*.html") if "theme/developing-" in file.read_text("utf-8")}
    assert loading == {"index.html", "timeline/index.html", "timeline/newest/index.html"}
    assert len(packed((ROOT / "theme/static/js/developing.js").read_bytes())) <= 2_000


def test_without_the_script_the_newest_change_and_the_way_to_the_newest_are_told(chromium: Browser, stages: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("index.html", "timeline/index.html"):
        page.set_content((stages["after"] / name).read_text("utf-8"))
        assert "Last updated 8 January 2022, 17:30 (UTC+6)" in page.locator(".updated").inner_text()
        assert page.locator(":is(.updated, .order) a", has_text="Newest first").is_visible()
        assert page.locator(".developing").inner_text().strip() == ""
    context.close()
