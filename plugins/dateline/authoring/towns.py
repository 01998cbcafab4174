"""Where a new place lies: position and zone from the gazetteer, or the choice between several towns of one name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib.resources import files

from dateline.dataclass import dataclass
from dateline.gazetteer.towns import CREDIT, Town, called, folded
from dateline.problems import CONTENT, SETUP

from .newfiles import NOTHING_WRITTEN
from .project import stop

_MOST = 12
"""Towns of one name that are listed."""


@dataclass(frozen=True)
class Found:
    """What is known of a place by its name: keys of places.yaml, who says so, and what to tell the author of it."""

    said: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    credit: str = ""


def place_of(name: str, which: int, zone: str) -> Found:
    """Return lat, lon and, where it is not the event's, zone of the town of a name; none of them where no town has it.

    Of several, `which` says the number; without it, the only one in the event's zone is taken. Ends the command where none can be chosen.
    """
    try:
        found = called(name)
    except OSError as error:
        raise stop(f"the table of towns cannot be read ({error.strerror or error}): install the kit again, or write --lat and --lon", SETUP) from error
    named_so = [town for town in found if folded(town.name) == folded(name)]
    found = (named_so + [town for town in found if town not in named_so])[:_MOST]
    if not found:
        return Found(f"{name}: no town with more than 15,000 inhabitants is called so: add lat and lon by hand, if it is to be on the map")
    town = _chosen(name, found, which, zone)
    position = {"lat": f"{town.lat:g}", "lon": f"{town.lon:g}"} | ({"zone": town.zone} if town.zone != zone else {})
    return Found(f"{name}: taken for {described(town)}", position, f"lat, lon: {CREDIT}")


def _chosen(name: str, found: list[Town], which: int, zone: str) -> Town:
    here = [town for town in found if town.zone == zone]
    if which:
        if 1 <= which <= len(found):
            return found[which - 1]
        raise stop(f"--which: there is no number {which}: there are {len(found)} towns called {name}\n{NOTHING_WRITTEN}", CONTENT)
    if len(found) == 1 or len(here) == 1:
        return (here or found)[0]
    lines = [f"  {number}  {described(town)}" for number, town in enumerate(found, 1)]
    raise stop("\n".join([f"{name}: {len(found)} towns are called so: choose one with --which NUMBER, or write --lat and --lon", *lines, NOTHING_WRITTEN]), CONTENT)


def described(town: Town) -> str:
    """Return a town as it is told from others of its name."""
    return f"{town.name}, {_countries().get(town.country, town.country)} ({town.lat:.2f}, {town.lon:.2f}; {town.zone}; {town.people:,} people)"


@cache
def _countries() -> dict[str, str]:
    """Return the names of countries by their codes, as the time zone database has them (iso3166.tab)."""
    text = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: name for code, name, *_ in rows}
