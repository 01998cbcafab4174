"""Data files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    FIGURES,
    ORGANISATIONS,
    PEOPLE,
    PLACES,
    QUOTES,
    SOURCES,
    Table,
    changed,
    check,
)

REST = "by: council\n    as_of: 2022-01-06\n    sources: [agency]\n"
"""What else a report must have."""

CONTENT: Table = {
    "syntax error": (
        {SOURCES: ("  title: People meet", "  title: People: meet")},
        'content/data/sources.yaml:2: not YAML: a text with a colon and a blank in it must stand in quotes: write straight ones around the whole: "..."',
    ),
    "control character": (
        {SOURCES: ("People meet", "People \a meet")},
        "content/data/sources.yaml:2: the character U+0007 is not allowed: delete it",
    ),
    "second document": (
        {SOURCES: ("paper:", "---\npaper:")},
        "content/data/sources.yaml:6: not YAML: expected a single document in the stream, but found another document: check indentation, colons and quotes",
    ),
    "key twice": (
        {SOURCES: ("  publisher: The Agency", "  publisher: The Agency\n  publisher: Another")},
        'content/data/sources.yaml:4: "publisher" stands a second time: keep one (the first is on line 3)',
    ),
    "unknown key, near": (
        {SOURCES: ("publisher: The Agency", "publsher: The Agency")},
        'content/data/sources.yaml:1: "agency" has no publisher: add publisher: who published it',
        'content/data/sources.yaml:3: unknown key "publsher" in "agency": did you mean "publisher"?',
    ),
    "unknown key, far": (
        {PLACES: ("zone: Europe/Berlin", "population: 3")},
        'content/data/places.yaml:7: unknown key "population" in "berlin": places take name, type, names, other_names, lat, lon, zone, within, note, sources, formerly',
    ),
    "key with capitals": (
        {ORGANISATIONS: ("council:", "City Council:")},
        'content/articles/first.md:8: unknown organisation "council": add it to content/data/organisations.yaml',
        'content/data/figures.yaml:6: unknown person or organisation "council": add it to people.yaml or organisations.yaml, or write a name',
        'content/data/organisations.yaml:1: "City Council" cannot be a key: write lower-case letters a to z, digits and hyphens',
        'content/data/people.yaml:4: unknown organisation "council": add it to content/data/organisations.yaml',
    ),
    "list at the top": (
        {QUOTES: "- text: No comment.\n"},
        "content/data/quotes.yaml:1: the file is no mapping: write one key a line, its fields indented below it",
    ),
    "text for fields": (
        {ORGANISATIONS: "council: City council\n"},
        'content/data/organisations.yaml:1: "council" has no fields: write them indented below it, one a line',
    ),
    "text for a list": (
        {PEOPLE: ("sources: [agency]", "sources: agency")},
        "content/data/people.yaml:5: sources is not a list: write it as [one, two]",
    ),
    "text for names": (
        {PEOPLE: ("  role: mayor", "  names: Mayor")},
        "content/data/people.yaml:3: names is no mapping: write it as {kk: ..., ru: ...}",
    ),
    "name in no language": (
        {PEOPLE: ("  role: mayor", "  names: {Russian: Мэр}")},
        'content/data/people.yaml:3: names: "Russian" is no language tag: write it as in BCP 47: en, kk, ru, kk-Latn',
    ),
    "list for a text": (
        {PEOPLE: ("role: mayor", "role: [mayor]")},
        "content/data/people.yaml:3: role is not one value: write a single text, quoted if it holds a colon",
    ),
    "empty value": (
        {PEOPLE: ("role: mayor", "role:")},
        "content/data/people.yaml:3: role is empty: write what they were at the time, or delete the line",
    ),
    "tag": (
        {SOURCES: ("title: People meet", "title: !!python/object:os.system x")},
        'content/data/sources.yaml:2: title begins with a YAML tag ("tag:yaml.org,2002:python/object:os.system"): put the text in quotes',
    ),
    "source without its keys": (
        {SOURCES: ("paper:\n  title: The council answers\n  publisher: The Paper", "paper:\n  kind: press")},
        'content/data/sources.yaml:6: "paper" has no publisher: add publisher: who published it',
        'content/data/sources.yaml:6: "paper" has no title: add title: its headline; in [square brackets] when described',
    ),
    "address without scheme": (
        {SOURCES: ("https://example.org/people-meet", "example.org")},
        'content/data/sources.yaml:4: url: "example.org" is no web address: write it whole, beginning with https://',
    ),
    "address with a port that there is not": (
        {SOURCES: ("https://example.org/people-meet", "https://example.org:99999/people-meet")},
        'content/data/sources.yaml:4: url: "https://example.org:99999/people-meet" is no web address: write it whole, beginning with https://',
    ),
    "unknown kind of source": (
        {SOURCES: ("date: 2022-01-05", "kind: pres")},
        'content/data/sources.yaml:5: kind: "pres" is not known here: did you mean "press"?',
    ),
    "quote without its keys": (
        {QUOTES: "no-comment:\n  context: none\n"},
        'content/data/quotes.yaml:1: "no-comment" has no sources: add sources: keys of sources.yaml',
        'content/data/quotes.yaml:1: "no-comment" has no speaker: add speaker: who spoke: a key or a name',
        'content/data/quotes.yaml:1: "no-comment" has no text: add text: the words, letter by letter',
    ),
    "latitude out of range": (
        {PLACES: ("lat: 43.24", "lat: 143.24")},
        "content/data/places.yaml:3: lat 143.24 is outside ±90: are lat and lon swapped?",
    ),
    "latitude with a comma": (
        {PLACES: ("lat: 43.24", "lat: 43,24")},
        'content/data/places.yaml:3: lat: "43,24" is no number: write it with a point: 43.24',
    ),
    "latitude not a number": (
        {PLACES: ("lat: 43.24", "lat: .nan")},
        'content/data/places.yaml:3: lat: ".nan" is no number: write it with a point: 43.24',
    ),
    "longitude missing": (
        {PLACES: ("  lon: 76.92\n", "")},
        'content/data/places.yaml:1: "almaty" has only one coordinate: write both lat and lon',
    ),
    "within itself": (
        {PLACES: ("  zone: Europe/Berlin", "  within: berlin")},
        'content/data/places.yaml:7: "berlin" lies within itself: correct within',
    ),
    "within each other": (
        {PLACES: "almaty:\n  name: Almaty\n  within: berlin\nberlin:\n  name: Berlin\n  within: almaty\n"},
        'content/data/places.yaml:6: "berlin" lies within itself: correct within',
    ),
    "figure without reports": (
        {FIGURES: "deaths:\n  title: Killed\n  unit: people\n"},
        'content/data/figures.yaml:1: "deaths" has no reports: add reports: each report of it',
    ),
    "report without its keys": (
        {FIGURES: ("  - value: 2\n    by: council\n    as_of: 2022-01-06\n    sources: [agency]\n", "  - what: bodies\n")},
        'content/data/figures.yaml:5: "deaths, report 1" has no as_of: add as_of: the day, month or year for which it is said',
        'content/data/figures.yaml:5: "deaths, report 1" has no by: add by: who says so: a key or a name',
        'content/data/figures.yaml:5: "deaths, report 1" has no sources: add sources: keys of sources.yaml',
        'content/data/figures.yaml:5: "deaths, report 1" has no value: add value: a number; 160 to 164, at least 160, at most 164; or words',
    ),
    "report without sources": (
        {FIGURES: ("    as_of: 2022-01-06\n    sources: [agency]", "    as_of: 2022-01-06\n    sources: []")},
        'content/data/figures.yaml:5: "deaths, report 1" has no sources: add sources: keys of sources.yaml',
    ),
    "report that is a number": (
        {FIGURES: "deaths:\n  title: Killed\n  unit: people\n  reports: [12]\n"},
        'content/data/figures.yaml:4: "deaths, report 1" has no fields: write them indented below it, one a line',
    ),
    "range backwards": (
        {FIGURES: ("value: 2", "value: 164 to 160")},
        'content/data/figures.yaml:5: value: the range "164 to 160" runs backwards: write 160 to 164',
    ),
    "range from a number to itself": (
        {FIGURES: ("value: 2", "value: 160–160")},
        'content/data/figures.yaml:5: value: "160–160" is a range from a number to itself: write 160',
    ),
    "range with a separator": (
        {FIGURES: ("value: 2", "value: at least 20,000")},
        'content/data/figures.yaml:5: value: "at least 20,000" has no plain number: write digits alone: 160 to 164, at least 20000',
    ),
    "report that replaces itself": (
        {FIGURES: ("value: 2", "value: 2\n    id: first\n    replaces: first")},
        "content/data/figures.yaml:7: replaces: the report replaces itself: name the earlier one, or delete the line",
    ),
    "reports that replace each other": (
        {FIGURES: ("value: 2", f"value: 2\n    id: first\n    replaces: second\n    {REST}  - value: 3\n    id: second\n    replaces: first")},
        'content/data/figures.yaml:7: replaces: the report replaces "second", which replaces it in turn: delete the line at the earlier report',
        'content/data/figures.yaml:13: replaces: the report replaces "first", which replaces it in turn: delete the line at the earlier report',
    ),
    "report that replaces another speaker's": (
        {FIGURES: ("value: 2", f"value: 2\n    id: first\n    {REST}  - value: dozens\n    replaces: first\n    {REST}".replace("council", "A neighbour", 1) + "  - value: dozens")},
        'content/data/figures.yaml:11: replaces: "first" is a report by another speaker, A neighbour: nobody replaces what another says: delete the line; both reports stand',
    ),
    "report that two replace": (
        {FIGURES: ("value: 2", f"value: 2\n    id: first\n    {REST}" + f"  - value: 3\n    replaces: first\n    {REST}" + "  - value: 4\n    replaces: first")},
        'content/data/figures.yaml:16: replaces: "first" is replaced by another report already: let each report name the one before it',
    ),
    "report that replaces none": (
        {FIGURES: ("value: 2", "value: 2\n    id: first\n    replaces: frist")},
        'content/data/figures.yaml:7: replaces: no report of this figure has the id "frist": did you mean "first"?',
    ),
    "id of no letters": (
        {FIGURES: ("value: 2", "value: 2\n    id: The first")},
        'content/data/figures.yaml:6: id: "The first" cannot be a key: write lower-case letters a to z, digits and hyphens',
    ),
    "id twice": (
        {FIGURES: ("value: 2", f"value: 2\n    id: first\n    {REST}  - value: 3\n    id: first")},
        'content/data/figures.yaml:11: another report has the id "first" (line 6): choose another, of which there is one in this figure',
    ),
    "figure that counts with itself": (
        {FIGURES: ("value: 2", "value: 2\n    counts_with: deaths")},
        "content/data/figures.yaml:6: counts_with: the report belongs to this figure itself: name another figure, or delete the line",
    ),
    "figure that counts with none": (
        {FIGURES: ("value: 2", "value: 2\n    counts_with: wounded")},
        'content/data/figures.yaml:6: unknown figure "wounded": add it to content/data/figures.yaml',
    ),
    "figures that count with each other": (
        {
            FIGURES: (
                "value: 2",
                "value: 2\n    counts_with: dead\n    " + REST + "dead:\n  title: The dead\n  unit: people\n  reports:\n  - value: 3\n    counts_with: deaths",
            )
        },
        'content/data/figures.yaml:6: counts_with: a report of "dead" is a part of this figure in turn: neither can be a part of the other: delete one of the lines',
        'content/data/figures.yaml:15: counts_with: a report of "deaths" is a part of this figure in turn: neither can be a part of the other: delete one of the lines',
    ),
    "chart that is neither yes nor no": (
        {FIGURES: ("  unit: people", "  unit: people\n  chart: maybe")},
        'content/data/figures.yaml:4: chart: "maybe" is neither yes nor no: write yes or no',
    ),
    "value with a separator": (
        {FIGURES: ("value: 2", "value: 20,000")},
        'content/data/figures.yaml:5: value: "20,000" is neither a plain number nor words: write digits alone (20000, 0.5), or words ("dozens")',
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)
