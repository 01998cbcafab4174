"""The map of the event as a picture: what previews show where a map leads the front page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

from dateline.cache import Store
from dateline.exports.all import drawn
from dateline.pictures.map_file import COLOURS, HEIGHT, WIDTH, MapFile, lines
from PIL import Image

from tests.documents import document
from tests.sites import GOOD, PUBLISH, ROOT, build, write
from tests.test_head import metas
from tests.test_never_stale import MAP

SITE = "https://example.org"
SQUARE = "M100 100l800 0 0 400-800 0z"
LAKE = "M300 200l200 0 0 200-200 0z"
DRAWN = MapFile((1_000, 600), SQUARE + LAKE, "", "", ((700, 300, 30, False),), "#0b4f5c", "A map")


def colour_at(data: bytes, x: int, y: int) -> str:
    """Return the colour of a point, given in units of the map."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    scale = HEIGHT / 600
    found = image.getpixel((round((WIDTH - 1_000 * scale) / 2 + x * scale), round(y * scale)))
    assert isinstance(found, tuple)
    return "#" + "".join(f"{part:02x}" for part in found)


def test_paths_are_read_as_they_are_written() -> None:
    assert list(lines(f"{SQUARE}M5 6l-1-2 3-4")) == [
        ([(100, 100), (900, 100), (900, 500), (100, 500)], True),
        ([(5, 6), (4, 4), (7, 0)], False),
    ]


def test_land_lakes_and_dots_have_their_colours() -> None:
    data = DRAWN.drawn()
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert len(data) < 100_000
    points = {(50, 50): "tint", (200, 150): "paper", (400, 300): "tint", (700, 300): "accent"}
    assert {COLOURS[role] for role in points.values()} == {colour_at(data, *at) for at in points}
    assert {at: colour_at(data, *at) for at in points} == {at: COLOURS[role] for at, role in points.items()}


def test_a_ring_is_no_dot() -> None:
    ring = replace(DRAWN, dots=((700, 300, 30, True),))
    assert colour_at(ring.drawn(), 700, 300) == COLOURS["paper"]


def test_its_name_tells_what_is_drawn_and_not_in_which_words() -> None:
    assert DRAWN.address == replace(DRAWN, alt="Eine Karte").address
    assert len({DRAWN.address, replace(DRAWN, accent="#7a1f1f").address, replace(DRAWN, dots=()).address}) == 3
    assert DRAWN.drawn() == DRAWN.drawn()


def test_it_is_kept_and_drawn_anew_where_it_is_not_whole(tmp_path: Path) -> None:
    first = drawn(DRAWN, Store(tmp_path))
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-20])
    assert drawn(DRAWN, Store(tmp_path)) == first
    assert kept.read_bytes() == whole


def test_its_colours_are_those_of_the_theme() -> None:
    tokens = (ROOT / "theme/static/css/tokens.css").read_text("utf-8")
    palette = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", tokens))
    roles = {role: re.search(rf"--{role}: var\(--(?:event-accent, var\(--)?([\w-]+)\)", tokens) for role in COLOURS}
    assert {role: palette[found[1]] for role, found in roles.items() if found} == COLOURS


def test_previews_show_the_map_where_it_leads(tmp_path: Path) -> None:
    """Where share cards are turned off: these show what a page is about."""
    write(tmp_path, {
        **GOOD,
        "publishconf.py": f'{PUBLISH}\nDATELINE["cards"] = False\n',
        "content/event.md": str(GOOD["content/event.md"]).replace("Lead_picture: square.png", "Lead_picture: map"),
        "content/data/map.geojson": MAP,
    })  # fmt: skip
    output = build(tmp_path, "content", "-s", "publishconf.py", SITEURL=SITE)
    front, entry = (metas(document(output, name)) for name in ("index.html", "timeline/2022-01-05/square/index.html"))
    assert re.fullmatch(rf"{SITE}/pictures/map-[0-9a-f]{{12}}\.png", front["og:image"])
    assert (output / front["og:image"].removeprefix(f"{SITE}/")).is_file()
    assert (front["og:image:width"], front["og:image:height"]) == ("1200", "630")
    assert front["og:image:alt"].startswith("Map: ")
    assert "/pictures/square-" in entry["og:image"]
