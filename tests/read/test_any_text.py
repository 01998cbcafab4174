"""Whatever stands in a file: it gives a record or problems, never an exception."""

from __future__ import annotations

import contextlib

import pytest
from dateline.problems import Misread, Problems
from dateline.read.data import read_data
from dateline.read.frontmatter import decode, parse
from dateline.read.geojson import parse_outlines
from dateline.read.keys import DATA, FRONT_MATTER
from dateline.read.records import from_head, known_keys
from hypothesis import given, settings
from hypothesis import strategies as st

KEYS = sorted({key.name for keys in FRONT_MATTER.values() for key in keys} | {key.name for keys in DATA.values() for key in keys})
VALUES = (
    "yes no null ~ | > >- [a,b] [] {} 2022-01-05 2022-13 9999-12-31 0001-01-01 12:30 1e400 .nan 0x1F 1.223 50% 40,10,12,20 #fff Asia/Almaty UTC+6 "
    "'a' \"a\" \"\\ud800\" \"\\x08\" !!python/object:os.system &a *a <<: a; ;; a=b https://[x mayor: @agency [@agency] [[figure: {filename}a.md | \u202e \u2069 \u200b \x0b \ufeff ："
).split(" ")
LINES = st.sampled_from([*VALUES, *(f"{key}: " for key in KEYS), "\n", "\n\n", "\n  ", "\n- ", "\n---\n", "\n...\n", "  ", "\t", "# ", ": ", "\r", "? ", "```\n"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(LINES, max_size=40).map("".join))


@pytest.mark.parametrize("kind", FRONT_MATTER)
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_head(kind: str, text: str) -> None:
    problems = Problems()
    written = decode(text.encode("utf-8", "surrogatepass"), "a.md", problems)
    head = parse(written, "a.md", problems, known_keys(kind))
    record = from_head(kind, "a.md", "a", head, problems)
    end = written.count("\n") + 1
    assert record.body_line <= end + 1
    assert all(0 <= problem.line <= end for problem in problems.sorted())


@pytest.mark.parametrize("kind", [name for name in DATA if name != "reports"])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_any_data_file(kind: str, text: str) -> None:
    problems = Problems()
    written = decode(text.encode("utf-8", "surrogatepass"), "a.yaml", problems)
    records = read_data(written, kind, "a.yaml", problems)
    assert records is not None or problems
    assert all(0 <= problem.line <= written.count("\n") + 2 for problem in problems.sorted())


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=40))
def test_any_bytes(data: bytes) -> None:
    decode(data, "a.md", Problems()).encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(text=st.lists(st.sampled_from('{ } [ ] , : "type" "Feature" "FeatureCollection" "features" "geometry" "Polygon" "coordinates" null 1 1e400 NaN "properties" "name" "\\ud800"'.split()), max_size=30).map("".join))
def test_any_outlines(text: str) -> None:
    with contextlib.suppress(Misread):
        parse_outlines(text)
