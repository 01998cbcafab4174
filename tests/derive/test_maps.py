"""The drawn map: dots as large as their entries are many, names that do not lie on each other, places counted once."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateline.derive.maps import (
    SMALL_TYPE,
    Atlas,
    Drawing,
    _overlap,
    _positions,
    atlas,
    day_map,
    map_of,
    whole_map,
)
from dateline.model.address import Address
from dateline.model.nouns import Place
from dateline.read.geojson import Outline, Outlines, Town
from hypothesis import given
from hypothesis import strategies as st

COUNTRY = Outline("Country", "home", (((50.0, 40.0), (80.0, 40.0), (80.0, 55.0), (50.0, 55.0)),))
OUTLINES = Outlines((COUNTRY,), (48.0, 38.0, 82.0, 57.0))


def place(key: str, lon: float | None, lat: float | None, within: Place | None = None) -> Place:
    """Return a place."""
    return Place(key, key.title(), "", (), (), lat, lon, ZoneInfo("UTC"), within, "", (), Address(f"places/{key}/"))


LAND = place("land", 65.0, 48.0)
TOWN = place("town", 60.0, 45.0, LAND)
SQUARE = place("square", 60.01, 45.01, TOWN)
FAR = place("far", 75.0, 50.0, LAND)
ABROAD = place("abroad", -77.0, 38.9)


def drawn(counts: dict[str, int], *places: Place) -> Drawing:
    """Return the whole map."""
    made = whole_map(Atlas(OUTLINES, places, counts))
    assert made is not None
    return made


def test_dots_are_as_large_as_their_entries_are_many() -> None:
    made = drawn({"town": 16, "far": 4}, LAND, TOWN, FAR)
    sizes = {dot.place.key: (dot.count, dot.r) for dot in made.dots}
    assert sizes == {"town": (16, 30), "far": (4, 15)}


def test_what_lies_too_near_is_counted_in_the_place_around_it_and_areas_are_marked() -> None:
    made = drawn({"town": 1, "square": 2, "far": 1, "land": 9, "abroad": 5}, LAND, TOWN, SQUARE, FAR, ABROAD)
    assert {dot.place.key: (dot.count, dot.area) for dot in made.dots} == {"town": (3, False), "far": (1, False), "land": (9, True)}
    assert dict(made.homes) == {"town": "town", "square": "town", "far": "far", "land": "land"}
    assert made.elsewhere == (ABROAD,)


def test_chosen_places_that_lie_on_each_other_get_a_map_of_their_own() -> None:
    atlas = Atlas(OUTLINES, (LAND, TOWN, SQUARE, FAR), {"town": 1, "square": 2})
    near = map_of(atlas, (TOWN, SQUARE))
    assert {dot.place.key for dot in near.dots} == {"town", "square"}
    one, other = near.dots
    assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 > 100**2
    assert map_of(atlas, (TOWN, FAR)).home == drawn({"town": 1, "far": 1}, LAND, TOWN, FAR).home
    assert map_of(atlas, (LAND,)).dots[0].count == 0


def test_no_entry_with_a_position_no_map() -> None:
    assert whole_map(Atlas(OUTLINES, (TOWN,), {})) is None
    assert whole_map(Atlas(Outlines(), (), {"nowhere": 3})) is None


def test_paths_are_whole_numbers_and_closed() -> None:
    made = drawn({"town": 1}, LAND, TOWN)
    assert re.fullmatch(r"(M-?\d+[ -]\d+l(-?\d+[ -]\d+[ ]?)+z)+", made.home)
    assert made.land == made.borders == ""


def test_without_outlines_the_places_decide() -> None:
    made = whole_map(Atlas(Outlines(), (TOWN, FAR), {"town": 1, "far": 1}))
    assert made is not None
    assert made.width == 1000
    assert all(0 < dot.x < made.width and 0 < dot.y < made.height for dot in made.dots)


@given(
    st.lists(st.tuples(st.floats(50, 80), st.floats(40, 55), st.integers(1, 40)), min_size=1, max_size=40),
    st.sampled_from(["small", "large"]),
)
def test_no_name_lies_on_a_dot_or_a_name(found: list[tuple[float, float, int]], size: str) -> None:
    places = [place(f"place-{number}", lon, lat) for number, (lon, lat, _) in enumerate(found)]
    made = drawn({f"place-{number}": count for number, (*_, count) in enumerate(found)}, *places)
    type_size = SMALL_TYPE if size == "small" else SMALL_TYPE * 2
    boxes = []
    for dot in made.dots:
        name = getattr(dot, size)
        if name:
            (box,) = {box for position, box in _positions((dot.x, dot.y, dot.r), dot.place.name, type_size) if position == name}
            assert box[0] >= 0
            assert box[1] >= 0
            assert box[2] <= made.width
            assert box[3] <= made.height
            boxes.append(box)
            for other in made.dots:
                circle = (other.x - other.r, other.y - other.r, other.x + other.r, other.y + other.r)
                same = (other.x, other.y, other.r) == (dot.x, dot.y, dot.r)
                assert same or not _overlap(box, circle)
    assert not any(_overlap(a, b) for number, a in enumerate(boxes) for b in boxes[:number])


def test_the_same_places_in_another_order_give_the_same_map() -> None:
    counts = {"town": 3, "far": 3, "square": 1}
    assert drawn(counts, LAND, TOWN, SQUARE, FAR).dots == drawn(counts, FAR, SQUARE, TOWN, LAND).dots


@pytest.mark.parametrize("bounds", [(48.0, 38.0, 82.0, 57.0), None])
def test_a_map_is_never_wider_than_its_sheet(bounds: tuple[float, float, float, float] | None) -> None:
    made = whole_map(Atlas(Outlines((COUNTRY,), bounds), (TOWN, FAR), {"town": 1, "far": 2}))
    assert made is not None
    assert made.width <= 1000


def entry(*places: Place) -> Any:
    """Return what an entry is to a map: its places."""
    return SimpleNamespace(places=places)


def test_an_entry_counts_for_a_country_only_where_it_names_no_place_in_it() -> None:
    found = atlas(OUTLINES, (LAND, TOWN, FAR), [entry(TOWN, LAND), entry(LAND), entry(LAND, ABROAD), entry(FAR, TOWN)])
    assert found.counts == {"town": 2, "land": 2, "abroad": 1, "far": 1}
    spots = day_map(drawn(dict(found.counts), LAND, TOWN, FAR), [entry(LAND, TOWN), entry(LAND)])
    assert [spot.area for spot in spots] == [True, False]  # the larger first


@pytest.mark.parametrize("across", [0.0, 0.001, 0.3, 30.0, 80.0])
@pytest.mark.parametrize("latitude", [0.0, 47.0, -75.0])
def test_places_in_a_row_get_a_map_that_can_be_read(across: float, latitude: float) -> None:
    row = [place("one", 20.0, latitude), place("two", 20.0 + across, latitude + 0.0001)]
    for made in (whole_map(Atlas(Outlines(), tuple(row), {"one": 1, "two": 1})), map_of(Atlas(Outlines(), tuple(row), {}), row)):
        assert made is not None
        assert made.width <= 3 * made.height
        assert made.height <= 3 * made.width
        assert len(made.dots) == 2


def test_towns_say_where_one_is_and_are_no_dots() -> None:
    towns = (Town("Middling", (70.0, 45.0)), Town("Town", (60.0, 45.0)), Town("Outside", (10.0, 45.0)))
    made = whole_map(Atlas(Outlines((COUNTRY,), OUTLINES.bounds, towns), (TOWN, FAR), {"town": 1, "far": 1}))
    assert made is not None
    (mark,) = made.towns
    assert mark.name == "Middling"
    assert mark.small is not None
    assert {dot.place.name for dot in made.dots} == {"Town", "Far"}


def test_of_very_many_places_those_with_most_entries_are_on_the_map() -> None:
    places = tuple(replace(TOWN, key=f"p{n:03}", name=f"P{n}", within=None, lat=n % 12 * 5.0, lon=n // 12 * 5.0) for n in range(150))
    made = whole_map(Atlas(Outlines(), places, {place.key: 1 + (n >= 50) for n, place in enumerate(places)}))

    assert made
    assert {dot.place.key for dot in made.dots} == {place.key for place in places[50:]}
    assert len(day_map(made, [entry(place) for place in places])) == 30
