"""The map on pages: complete without a script, every dot a link that says what it is, light, and in its place."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.sites import build, pelican, write
from tests.test_never_stale import MAP


def front(site: Path) -> str:
    """Return the front page of a site that is built now."""
    return (build(site) / "index.html").read_text("utf-8")


def test_the_front_page_shows_where_it_happened(event_site: Path) -> None:
    page = (event_site / "index.html").read_text("utf-8")
    assert page.count('id="map-outline"') == 1
    section = page[page.index('id="map"') :]
    dots = re.findall(r'<a href="([^"]+)"><title>([^<]+)</title><circle ', section)
    assert re.fullmatch(r"Example: \d+ entries", dict(dots)["places/example/index.html"])
    ring = re.search(r'href="places/examplia/index.html"><title>Examplia: \d+ entr[a-z]+</title><circle class="map-area"', section)
    assert ring  # an area with entries of its own: a ring, for no dot could stand for it
    days = re.findall(r'<li><a href="timeline/(2019-04-\d\d)/index.html"><svg', section)
    assert days == sorted(set(days))
    assert {"2019-04-02", "2019-04-05", "2019-04-06"} <= set(days)
    assert section.count('<use href="#map-outline"/>') == len(days)
    assert re.search(r'Beyond the map:\s*<a href="places/far-harbour/index.html"', section)


def test_a_map_costs_little(event_site: Path) -> None:
    page = (event_site / "index.html").read_text("utf-8")
    start = page.index('<section class="front-map')
    without = page[:start] + page[page.index("</section>", start) :]
    whole, rest = (len(gzip.compress(text.encode(), mtime=0)) for text in (page, without))
    assert whole < 30_000
    assert whole - rest < 8_000


def test_the_map_can_stand_where_the_lead_picture_would(site: Path) -> None:
    event = site / "content/event.md"
    event.write_text(event.read_text("utf-8").replace("Lead_picture: square.png", "Lead_picture: map"), "utf-8")
    page = front(site)
    assert '<div class="front-picture">\n<figure class="map">' in page
    assert page.count('class="map"') == 1
    # Its outlines come behind the words that are to be read first; map and maps of days show them from there.
    lead, _, rest = page.partition("</figure>")
    assert lead.count('<use href="#map-outline" aria-hidden="true"/>') == 1
    assert "<title>Almaty: 1 entry</title>" in lead
    assert page.count('id="map-outline"') == 1
    assert rest.index("id=\"story\"") < rest.index('id="map-outline"') < rest.index('id="highlights"')


def test_a_picture_of_that_name_wins(site: Path) -> None:
    event = site / "content/event.md"
    event.write_text(event.read_text("utf-8").replace("Lead_picture: square.png", "Lead_picture: map"), "utf-8")
    for ending in ("png", "md"):
        (site / f"content/pictures/map.{ending}").write_bytes((site / f"content/pictures/square.{ending}").read_bytes())
    assert re.search('<div class="front-picture">\n<figure[^>]* class="picture', front(site))


def test_a_text_places_a_map_of_some_places(site: Path) -> None:
    write(site, {"content/articles/second.md": "Title: Second\nDate: 2022-01-08\nSlug: second\n\nSee.\n\n[[map: almaty]]\n\n[[map: almaty]]\n"})
    page = (build(site) / "articles/second/index.html").read_text("utf-8")
    assert page.count('<figure class="map">') == 2
    assert "<title>Almaty: 1 entry</title>" in page
    assert "map-outline" not in page.partition("</style>")[2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[map: almty]]", 'content/articles/second.md:5: unknown place "almty": did you mean "almaty"?'),
        (
            "[[map: almaty berlin]]",
            'content/articles/second.md:5: the place "berlin" has no position: add its lat and lon to '
            "content/data/places.yaml, or take it out",
        ),
        ("[[map: ]]", "content/articles/second.md:5: [[map: ]] is empty: write what it shall show behind the colon"),
    ],
)
def test_a_map_of_nothing_is_told(site: Path, text: str, message: str) -> None:
    write(site, {"content/articles/second.md": f"Title: Second\nDate: 2022-01-08\nSlug: second\n\n{text}\n"})
    done = pelican(site)
    assert done.returncode == 1
    assert message in done.stderr.splitlines()


def test_a_lead_map_without_any_position_is_told(site: Path) -> None:
    event = site / "content/event.md"
    event.write_text(event.read_text("utf-8").replace("Lead_picture: square.png", "Lead_picture: map"), "utf-8")
    places = site / "content/data/places.yaml"
    places.write_text(re.sub(r"  l(at|on): .*\n", "", places.read_text("utf-8")), "utf-8")
    done = pelican(site)
    assert done.returncode == 1
    assert (
        "content/event.md:6: Lead_picture: no entry has a place with a position, so there is no map: "
        "add lat and lon to places, or name a picture"
    ) in done.stderr.splitlines()


def test_no_map_shows_a_single_dot_and_no_land(site: Path) -> None:
    """Where nobody has asked for one."""
    pages = {page.relative_to(site).as_posix() for page in build(site).rglob("*.html") if '<figure class="map"' in page.read_text("utf-8")}
    assert "output/index.html" not in pages
    assert "output/places/almaty/index.html" not in pages


@pytest.mark.parametrize("bounds", ["", '"bbox": [76.2, 42.2, 77.5, 44.0], '])
def test_a_place_far_from_all_outlines_has_no_map(site: Path, bounds: str) -> None:
    """It would be a dot in an empty sea, or, beyond what the map of the event shows, on a coast where outlines were cut off."""
    places = site / "content/data/places.yaml"
    far = "  name: Berlin\n  lat: 43.0\n  lon: 76.0\n" if bounds else "  name: Berlin\n  lat: 52.52\n  lon: 13.4\n"
    places.write_text(places.read_text("utf-8").replace("  name: Berlin\n", far), "utf-8")
    write(site, {"content/data/map.geojson": MAP.replace('"features"', f'{bounds}"features"')})
    output = build(site)
    shown = {key: '<figure class="map"' in (output / f"places/{key}/index.html").read_text("utf-8") for key in ("almaty", "berlin")}
    assert shown == {"almaty": True, "berlin": False}
