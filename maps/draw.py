"""Draws the maps of the site: one row of MAPS is one picture in content/pictures/.

    python maps/draw.py             all maps
    python maps/draw.py --check     draws nothing: exit status 1 when a picture differs from what would be drawn

Nothing here reads a clock, a locale or an installed font, so the same Pillow makes the same bytes.
"""

import argparse
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageDraw

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from maps.albers import Point
from maps.colours import (
    ABROAD,
    BORDER,
    CLAY,
    HOME,
    HOME_BORDER,
    INK,
    RED,
    REGION_BORDER,
    REST,
    SEA,
    SENDER,
    SHADE,
    palette,
)
from maps.layout import (
    RING,
    Sheet,
    area_texts,
    check,
    city_text,
    key_texts,
    leader,
    patches,
    radius,
    scale_box,
    scale_text,
    surrounding,
)
from maps.lettering import OVERSAMPLING, write
from maps.table import MAPS, Map

PICTURES = HERE.parent / "content" / "pictures"
HALO = 11
"""How far lines keep away from type; more for tracked type, so that no stubs are left between its letters."""


def polygons(path: Path) -> Iterator[tuple[str, list[list[Point]]]]:
    """Each polygon of a GeoJSON file with the name of its feature: outer ring first, then holes."""
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        for rings in feature["geometry"]["coordinates"]:
            yield feature["properties"]["name"], [[(x, y) for x, y in ring] for ring in rings]


def inner_borders(rings: Iterable[list[Point]]) -> list[tuple[Point, Point]]:
    """The segments that two regions share, in the order in which they are met.

    The outer ones are left out: the country's own, finer outline is drawn instead.
    """
    segments = [(min(pair), max(pair)) for ring in rings for pair in pairwise(ring)]
    return [segment for segment, count in Counter(segments).items() if count == 2]


def draw(spec: Map) -> Image.Image:
    """Draws one map: fills, then lines with room left for the type, then dots and type."""
    sheet = Sheet(spec)
    size = (spec.size[0] * OVERSAMPLING, spec.size[1] * OVERSAMPLING)
    countries = list(polygons(spec.countries))
    regions = [] if spec.regions is None else list(polygons(spec.regions))
    names = [text for area in spec.areas for text in area_texts(area, sheet)]
    texts = [*names, *(city_text(city, sheet) for city in spec.cities), scale_text(sheet)]
    texts += key_texts(spec.key) if spec.key else ()
    check(texts, sheet)

    picture = Image.new("RGB", size, SEA)
    canvas = ImageDraw.Draw(picture)
    home = Image.new("L", size, 0)
    for name, (outer, *_) in countries:
        # Holes are other countries' land (there are no lakes in the data), which is drawn over them, is of the same colour
        # or, in the coarser data, too small to be seen.
        canvas.polygon(sheet.fine(outer), fill=SENDER if name in spec.senders else ABROAD)
        if name in ("Kazakhstan", "Baikonur"):
            ImageDraw.Draw(home).polygon(sheet.fine(outer), fill=255)
    picture.paste(HOME, mask=home)
    if spec.region:
        picture.paste(REST, mask=ImageChops.multiply(home, rest_of_country(spec.region, regions, sheet)))

    room = Image.new("L", size, 255)
    for text in texts:
        write(ImageDraw.Draw(room), text, 0, halo=HALO + text.tracking * text.size)

    if spec.key:
        left, top, right, bottom = surrounding(
            [*patches(spec.key), *(text.box for text in key_texts(spec.key))], HALO * 2
        )
        ImageDraw.Draw(room).rectangle([edge * OVERSAMPLING for edge in (left, top, right, bottom)], fill=0)

    def rule(
        lines: Iterable[Sequence[Point]], colour: str, thickness: float, within: Image.Image | None = None
    ) -> None:
        """Draws lines of one kind where there is room for them."""
        mask = Image.new("L", size, 0)
        pen = ImageDraw.Draw(mask)
        wide = round(thickness * OVERSAMPLING)
        for line in lines:
            points = sheet.fine(line)
            pen.line(points, fill=255, width=wide, joint="curve")
            for x, y in (points[0], points[-1]):
                pen.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=255)
        visible = Image.composite(mask, Image.new("L", size, 0), room)
        picture.paste(
            colour,
            mask=visible if within is None else Image.composite(visible, Image.new("L", size, 0), within),
        )

    rule((rings[0] for name, rings in countries if name not in ("Kazakhstan", "Baikonur")), BORDER, 2.4)
    inner = inner_borders(ring for name, rings in regions if name not in spec.whole for ring in rings)
    rule(inner, REGION_BORDER, 3, within=home)
    if spec.region:
        own = {point for name, (outer, *_) in regions if name == spec.region for point in outer}
        rule((pair for pair in inner if own.issuperset(pair)), CLAY, 4.6, within=home)
    rule((rings[0] for name, rings in countries if name in spec.senders), HOME_BORDER, 3)
    rule((rings[0] for name, rings in countries if name == "Kazakhstan"), HOME_BORDER, 4.6)
    for line in filter(None, (leader(area, sheet) for area in spec.areas)):
        canvas.line([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in line], fill=INK, width=4 * OVERSAMPLING)
    if spec.key:
        for (colour, _), box in zip(spec.key.rows, patches(spec.key), strict=True):
            canvas.rectangle(
                [edge * OVERSAMPLING for edge in box],
                fill=colour,
                outline=HOME_BORDER,
                width=3 * OVERSAMPLING,
            )

    for city in spec.cities:
        ((x, y),) = sheet.fine([city.at])
        for reach, colour in ((radius(city) + RING, HOME), (radius(city), RED)):
            fine = reach * OVERSAMPLING
            canvas.ellipse((x - fine, y - fine, x + fine, y + fine), fill=colour)
    for text in texts:
        write(canvas, text, text.colour)
    left, top, right, bottom = scale_box(sheet)
    canvas.rectangle([edge * OVERSAMPLING for edge in (left, top, right, bottom)], fill=SHADE)

    picture = picture.resize(spec.size, Image.Resampling.LANCZOS)
    return picture.quantize(palette=palette(spec.grounds), dither=Image.Dither.NONE)


def rest_of_country(
    region: str, regions: Iterable[tuple[str, list[list[Point]]]], sheet: Sheet
) -> Image.Image:
    """Where all other regions lie, and a little more at their edges, which are coarser than the country's outline."""
    mask = Image.new("L", (sheet.map.size[0] * OVERSAMPLING, sheet.map.size[1] * OVERSAMPLING), 0)
    pen = ImageDraw.Draw(mask)
    for name, (outer, *_) in sorted(regions, key=lambda pair: pair[0] == region):
        points = sheet.fine(outer)
        pen.polygon(points, fill=0 if name == region else 255)
        if name != region:
            pen.line(points, fill=255, width=round(20 * OVERSAMPLING), joint="curve")
    return mask


def png(picture: Image.Image) -> bytes:
    """The picture as a file, without metadata."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> int:
    """Draws all maps, or says which are not as they would be drawn."""
    options = argparse.ArgumentParser(description="Draws the maps of the site.")
    options.add_argument(
        "--check", action="store_true", help="write nothing; exit status 1 when a picture is out of date"
    )
    only_check: bool = options.parse_args().check
    stale = 0
    for spec in MAPS:
        path, data = PICTURES / f"{spec.name}.png", png(draw(spec))
        if only_check:
            if not path.exists() or path.read_bytes() != data:
                print(f"{path.name} is not what maps/draw.py draws: run `python maps/draw.py`")
                stale = 1
        else:
            path.write_bytes(data)
    return stale


if __name__ == "__main__":
    sys.exit(main())
