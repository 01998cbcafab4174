"""How long ago a time was, on the pages of a developing event: by the script, behind the time itself, for a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.sites import ROOT

NOW = "2022-01-05T22:52:40+06:00"
PAGE = """\
<!DOCTYPE html>
<html lang="{lang}"{digits}><head><meta charset="utf-8"><title>x</title><script src="{script}" defer{ago}></script></head>
<body><main>
<p id="fresh">At <time datetime="2022-01-05T22:50+06:00">22:50</time>.</p>
<p id="hours">At <time datetime="2022-01-05T09:00+06:00">09:00</time>.</p>
<p id="old">At <time datetime="2022-01-04T22:00+06:00">22:00</time>.</p>
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
        found = {line: page.locator(f"#{line}").inner_text() for line in ("fresh", "hours", "old", "later", "day")}
        page.clock.run_for(61_000)
        return {**found, "a minute later": page.locator("#fresh").inner_text()}
    finally:
        page.close()


def test_the_last_day_and_no_more(chromium: Browser, tmp_path: Path) -> None:
    assert shown(chromium, tmp_path) == {
        "fresh": "At 22:50 (2 minutes ago).",
        "hours": "At 09:00 (13 hours ago).",
        "old": "At 22:00.",
        "later": "At 23:00.",
        "day": "On 5 January.",
        "a minute later": "At 22:50 (3 minutes ago).",
    }


@pytest.mark.parametrize(
    ("lang", "digits", "told"),
    [("ru", "", "At 22:50 (2 минуты назад)."), ("fa", ' data-digits="arabext"', "At 22:50 (۲ دقیقه پیش)."), ("qya", "", "At 22:50.")],
)
def test_in_the_language_of_the_page_or_not_at_all(chromium: Browser, tmp_path: Path, lang: str, digits: str, told: str) -> None:
    assert shown(chromium, tmp_path, lang, digits=digits)["fresh"] == told


def test_what_has_ended_says_the_time_alone(chromium: Browser, tmp_path: Path) -> None:
    assert shown(chromium, tmp_path, ago="")["fresh"] == "At 22:50."
