"""Links to files in our Markdown are ours: Pelican does not copy what they name a second time, as it is."""

from __future__ import annotations

from pathlib import Path

from dateline.generator import EventGenerator

from tests.sites import build, write


def test_what_pelican_notes_is_forgotten() -> None:
    generator = EventGenerator.__new__(EventGenerator)
    generator.context = {"static_links": {"pictures/square.png", "../private.txt"}}
    generator.generate_context()
    assert generator.context == {"static_links": set()}


def test_originals_stay_out_of_the_output(site: Path) -> None:
    article = (site / "content/articles/first.md").read_text(encoding="utf-8")
    write(site, {"content/articles/first.md": article.replace("People met.", "People met, see [the icon]({static}/extra/favicon.svg).")})
    output = build(site)
    assert (output / "favicon.svg").is_file()
    assert not (output / "extra").exists()
    assert not (output / "pictures/square.png").exists()
