"""EDTF: the table of the Library of Congress, held against what is read here and what other programs read.

Where these differ from us, each difference has its reason in DIFFERENT.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import edtf
import pytest
from dateline.exports.times import edtf as written_as
from dateline.problems import Misread
from dateline.read.when import parse_when

from tests import npm
from tests.conftest import Once

UTC = ZoneInfo("UTC")
TABLE = [line.split("\t") for line in Path(__file__).with_name("edtf.tsv").read_text("utf-8").splitlines() if not line.startswith("#")]
TAKEN = [(row[1], *row[2:]) for row in TABLE if len(row) == 6]
REFUSED = {"outside": ("lies outside the calendar", "says how many digits are significant"), "open": ("leaves open what cannot be told",)}
NO_SEASON = "a season may be on either side of the equator: they take it for that of the north"
NO_BOUND = "what nobody knows has no bound: it takes ten years"
NO_ZONE = "the day there: we say that in the zone of the place"
PYTHON = {
    "2001-21": NO_SEASON, "2001-22": NO_SEASON, "2001-23": NO_SEASON, "2001-24": NO_SEASON,
    "1985-04-12/": NO_BOUND, "1985-04/": NO_BOUND, "1985/": NO_BOUND, "/1985-04-12": NO_BOUND, "/1985-04": NO_BOUND, "/1985": NO_BOUND,
    "1985-04-12T23:20:30-04": NO_ZONE,
}  # fmt: skip
"""Where PyPI's edtf 5 has other bounds, and why."""
NO_RANGE = "it forgets the ranges within a set"
JAVASCRIPT = {
    "2001-21": NO_SEASON, "2001-22": NO_SEASON, "2001-23": NO_SEASON, "2001-24": NO_SEASON,
    "[1667,1668,1670..1672]": NO_RANGE, "{1667,1668,1670..1672}": NO_RANGE,
}  # fmt: skip
"""Where npm's edtf 4 has other bounds, and why."""
LEFT = ("2004-06~-11", "2004?-06-11")
"""A sign behind a part of a date is written before each part that it is about."""


@pytest.mark.parametrize("row", TABLE, ids=[row[1] for row in TABLE])
def test_the_table_of_the_library_of_congress(row: list[str]) -> None:
    _, text, form, *more = row
    if form in REFUSED:
        with pytest.raises(Misread) as caught:
            parse_when(text, UTC)
        assert any(said in caught.value.what for said in REFUSED[form])
        return
    when = parse_when(text, UTC)
    group, earliest, latest = more
    assert (when.form.words, when.group) == (form, group)
    assert (str(when.earliest or ".."), str(when.latest or "..")) == (earliest, latest)
    assert when.text == text


@pytest.mark.parametrize("text", [text for text, *_ in TAKEN])
def test_bounds_are_those_of_another_reader(text: str) -> None:
    when = parse_when(text, UTC)
    found = edtf.parse_edtf(text)
    bounds = [str(date(*each[:3])) if isinstance(each, tuple) else ".." for each in (found.lower_strict(), found.upper_strict())]
    same = bounds == [str(when.earliest or ".."), str(when.latest or "..")]
    assert same == (text not in PYTHON)


@pytest.mark.parametrize("text", [*(text for text, *_ in TAKEN), "undated", "2022-01-05T22:00~", "2022-01-05 evening/2022-01-06", "2022-01-05T20:00/2022-01-05T22:00"])
def test_what_is_exported_is_edtf_and_says_the_same(text: str) -> None:
    when = parse_when(text, UTC)
    written = written_as(when)
    assert edtf.parse_edtf(written)
    again = parse_when(written, UTC)
    assert (again.earliest, again.latest, again.uncertain) == (when.earliest, when.latest, when.uncertain)
    if "T" not in text and text not in ("undated", *LEFT):
        assert written == text.replace(" evening", "")


def test_other_bounds_of_the_javascript_library(once: Once) -> None:
    script = """import edtf from "edtf";
const said = (value) => { try { return new Date(value).toISOString().slice(0, 10) } catch { return ".." } };
const found = {};
for (const text of JSON.parse(process.argv[2])) { const read = edtf(text); found[text] = [said(read.min), said(read.max)]; }
console.log(JSON.stringify(found));"""
    bounded = [text for text, *rest in TAKEN if ".." not in rest[2:]]
    found: Mapping[str, list[str]] = json.loads(_node(npm.fetched(once, "edtf", "4.11.1"), script, json.dumps(bounded)))
    different = {text for text, bounds in found.items() if bounds != [str(parse_when(text, UTC).earliest), str(parse_when(text, UTC).latest)]}
    assert different == JAVASCRIPT.keys()


def _node(package: Path, script: str, argument: str) -> str:
    """Return what Node.js prints that runs a module beside a package."""
    file = package.parents[1] / "asked.mjs"
    file.write_text(script, "utf-8")
    return subprocess.run(["node", file, argument], check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.mark.parametrize(("text", "stands"), [
    ("[2022-01-05..2022-01-07]", "2022-01"), ("[2022-01-05,2022-03-01]", "2022"), ("[1986..1989]", "1980s"), ("[1986..1992]", "1900-1999"),
    ("[1998..2003]", "1998"), ("[0001..0009]", "0000s"), ("[2022-01-05,2022-01-05]", "2022-01-05"), ("000X", "0000s"), ("00XX", "0000-0099"),
    ("9999-24", "9999-winter"), ("2022-29", "2022-spring-south"), ("2022-41", "2022-half-2"), ("[1986]", "1986"), ("{1986}", "1986"), ("XXXX", "undated"),
])  # fmt: skip
def test_where_it_stands(text: str, stands: str) -> None:
    assert parse_when(text, UTC).group == stands
