"""Addresses of the last build that are gone, and which text took their place."""

from __future__ import annotations

from pathlib import Path

from dateline.deliver.gone import Successors, gone, remember, remembered, tell_gone
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems


def origin(path: str, title: str, **more: bool) -> Origin:
    """Return an origin."""
    return Origin(Position(path, 1), title, **more)


NOW = {
    "": origin("content/event.md", "The flood"),
    "timeline/2021-07-15/dam/": origin("content/timeline/dam.md", "The dam breaks"),
    "timeline/2021-07-15/wall/": origin("content/timeline/renamed.md", "The wall holds"),
    "timeline/2021-07-14/wall-2/": origin("content/timeline/renamed.md", "The wall holds", former=True),
    "drafts/plan/": origin("content/articles/plan.md", "The plan", held=True),
    "people/engineer/": Origin(Position("content/data/people.yaml", 7), "The engineer"),
    "people/warden/": Origin(Position("content/data/people.yaml", 9), "The warden"),
    "method/": origin("content/pages/about.md", "About"),
}


def test_only_what_people_share_is_missed() -> None:
    before = """
        index.html about/index.html old.html downloads/quotes.csv plan.pdf pictures/dam.html
        pictures/dam-1a2b3c-480.webp theme/serif-1a2b.woff2 drafts/plan/index.html SHA256SUMS sitemap.xml robots.txt _redirects _headers 404.html
        feeds/articles.atom.xml
    """.split()

    assert list(gone(before, {"index.html"})) == ["about/", "downloads/quotes.csv", "old.html", "pictures/dam.html", "plan.pdf"]
    assert list(gone(["feeds/articles.atom.xml"], {"feeds/all.atom.xml"})) == ["feeds/articles.atom.xml"]
    assert list(gone([*before, ""], set(before))) == []
    embeds = ["embed/timeline/x/a/index.html", "embed/timeline/x/a/oembed.json", "embed/timeline/x/b/index.html", "embed/map/index.html"]
    assert list(gone(embeds, {"timeline/x/a/index.html", "embed/strip/index.html"})) == ["embed/timeline/x/a/"]
    assert list(gone(embeds, {"timeline/x/a/index.html"})) == []


def test_the_successor_was_made_from_the_same_file() -> None:
    record = {"about/": ("content/pages/about.md", "About"), "timeline/2021-07-14/x/": ("content/timeline/renamed.md", "X")}

    assert Successors(NOW).of("about/", record) == ("method/", NOW["method/"])
    assert Successors(NOW).of("timeline/2021-07-14/x/", record) == ("timeline/2021-07-15/wall/", NOW["timeline/2021-07-15/wall/"])


def test_or_has_the_same_title() -> None:
    record = {
        "timeline/2021-07-14/wand/": ("content/timeline/wall.md", "The wall holds"),
        "people/ingenieur/": ("content/data/people.yaml", "The engineer"),
        "articles/plan/": ("content/articles/plan-a.md", "The plan"),
    }

    assert [found and found[0] for found in (Successors(NOW).of(address, record) for address in record)] == [
        "timeline/2021-07-15/wall/",
        "people/engineer/",
        "drafts/plan/",
    ]


def test_or_the_same_last_part_where_nothing_is_remembered() -> None:
    assert Successors(NOW).of("timeline/2021-07-14/dam/", {}) == ("timeline/2021-07-15/dam/", NOW["timeline/2021-07-15/dam/"])
    assert Successors(NOW).of("articles/dam/", {}) is None
    assert Successors(NOW).of("timeline/2021-07-14/", {}) is None


def test_the_line_to_write_is_told() -> None:
    problems = Problems()
    record = {"people/ingenieur/": ("content/data/people.yaml", "The engineer")}

    tell_gone(["timeline/2021-07-14/dam/", "people/ingenieur/", "articles/plan/", "plan.pdf"], record, NOW, "content", problems)

    assert [str(warning) for warning in problems.warnings()] == [
        'content: /plan.pdf was published by the last build and is gone: if a text took its place, write "Formerly: /plan.pdf" in it',
        "content/articles/plan.md:1: /articles/plan/ was published by the last build and is gone: "
        "this is a draft now: publish it, or let another text lead on from there",
        "content/data/people.yaml:7: /people/ingenieur/ was published by the last build and is gone: "
        'write "formerly: /people/ingenieur/" here, so that it leads on',
        "content/timeline/dam.md:1: /timeline/2021-07-14/dam/ was published by the last build and is gone: "
        'write "Formerly: /timeline/2021-07-14/dam/" here, so that it leads on',
    ]
    assert not problems


def test_what_is_gone_in_every_language_is_told_once() -> None:
    problems = Problems()
    now = {**NOW, **{f"ru/{at}": origin for at, origin in NOW.items()}}
    record = {f"{prefix}timeline/2021-07-14/dam/": ("content/timeline/dam.md", "The dam") for prefix in ("", "ru/")}

    tell_gone([f"{prefix}timeline/2021-07-14/dam/" for prefix in ("", "ru/")], record, now, "content", problems, prefixes=("ru/",))

    assert [str(warning) for warning in problems.warnings()] == [
        "content/timeline/dam.md:1: /timeline/2021-07-14/dam/ was published by the last build and is gone: "
        'write "Formerly: /timeline/2021-07-14/dam/" here, so that it leads on'
    ]


def test_a_language_that_is_gone_is_told_once() -> None:
    problems = Problems()
    below = ["kk/", "kk/timeline/", "kk/timeline/2021-07-14/dam/", "kk/downloads/sources.csv"]

    tell_gone([*below, "no/way/", "plan.pdf"], {}, NOW, "content", problems)

    assert [str(warning) for warning in problems.warnings()] == [
        'content: /no/way/ was published by the last build and is gone: if a text took its place, write "Formerly: /no/way/" in it',
        'content: /plan.pdf was published by the last build and is gone: if a text took its place, write "Formerly: /plan.pdf" in it',
        "content/event.md: /kk/ was published by the last build and is gone, and 3 addresses below it: "
        'name kk in "Languages" again, or let your server lead on from /kk/',
    ]


def test_a_list_that_has_become_shorter_is_not_missed_but_a_text_with_a_number_is() -> None:
    problems = Problems()
    record = {"timeline/2021-07-14/2/": ("content/timeline/two.md", "2")}

    tell_gone(["articles/3/", "sources/key/12/", "timeline/2021-07-14/2/", "timeline/2022/"], record, NOW, "content", problems)

    assert [str(warning).partition(" was ")[0] for warning in problems.warnings()] == [
        "content: /timeline/2021-07-14/2/",
        "content: /timeline/2022/",
    ]


def test_what_is_remembered_may_be_lost(tmp_path: Path) -> None:
    file = tmp_path / "cache/addresses.json"
    remember(file, NOW)

    assert remembered(file)["method/"] == ("content/pages/about.md", "About")
    for spoilt in ("", "[]", "{", '{"a": 1}', '{"a": ["x"]}', "\x00"):
        file.write_text(spoilt, encoding="utf-8")
        assert remembered(file) == {}
    file.unlink()
    file.mkdir()
    remember(file, NOW)
    assert remembered(file) == {}
