"""The data files that a site offers: what is in each, and its media type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dateline.pages.values import Feed
from dateline.wording import N_, Wording

ABOUT: Mapping[str, str] = {
    "timeline.csv": N_("All entries, for spreadsheets"),
    "timeline.json": N_("All entries, for programs"),
    "timeline.schema.json": N_("What timeline.json holds (JSON Schema)"),
    "timeline.ics": N_("All entries, for calendars (iCalendar)"),
    "timeline.geojson": N_("All entries with their places, for maps (GeoJSON)"),
    "timelinejs.json": N_("All entries, for TimelineJS"),
    "timelinejs.csv": N_("All entries, for the spreadsheet of TimelineJS"),
    "figures.csv": N_("Every report of every figure"),
    "figures.json": N_("Every report of every figure, for programs"),
    "quotes.csv": N_("Quotes, with speakers and sources"),
    "sources.csv": N_("All sources"),
    "sources.bib": N_("All sources, for programs that manage references (BibTeX)"),
    "sources.csl.json": N_("The same as CSL-JSON"),
    "corrections.csv": N_("All corrections, with the words before and after"),
    "responses.json": N_("All responses of readers, for programs"),
    "people.csv": N_("People"),
    "organisations.csv": N_("Organisations"),
    "places.csv": N_("Places, with coordinates"),
    "datapackage.json": N_("What the tables hold (Data Package)"),
}
"""What is in each file, by its name, in the order of /downloads/."""

TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "schema.json": "application/schema+json",
    "ics": "text/calendar",
    "geojson": "application/geo+json",
    "bib": "application/x-bibtex",
    "csl.json": "application/vnd.citationstyles.csl+json",
}
"""Media types (RFC 4180, 8259, 5545, 7946; JSON Schema, "Media type"), by all that stands behind the first full stop of a name."""

TIMELINE = ("timeline.csv", "timeline.json", "timeline.ics", "timeline.geojson")
"""The files that hold what the timeline shows."""


def offered(words: Wording, names: Iterable[str], whole: Callable[[str], str]) -> tuple[Feed, ...]:
    """Return data files by their names; `whole` returns the whole address of one inside the site."""
    return tuple(Feed(TYPES[name.partition(".")[2]], words(ABOUT[name]), whole(f"downloads/{name}")) for name in names)
