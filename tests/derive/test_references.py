"""References: what is written is read back by other people's programs as what was meant."""

from __future__ import annotations

import json
import re

import pytest
import rispy
from bibtexparser import entrypoint as bibtexparser
from dateline.derive.references import Reference, bibtex, csl, csl_text, of_source, ris

from tests import nouns

WHOLE = Reference(
    key="almaty-airport",
    title="“50 %” of {all} flights & more: Қазақстан_#1 \\ ~ ^ $5",
    authors=("Динара Әлімова", "The Desk, and others"),
    container="The Paper & Co",
    publisher="A Publisher",
    date="2022-01-05",
    read="2022-02",
    url="https://example.org/a_{b}%20c?d=e#f",
    archived="https://archive.example.org/1",
    language="kk",
    kind="news",
    note="Read with care.\nTwice.",
)
BARE = Reference(key="ключ 1", title="A title")


def parsed(text: str) -> dict[str, str]:
    """Return the fields of the only entry of a BibTeX file, its type among them."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key, **{field.key: field.value for field in entry.fields}}


def test_bibtex_is_read_back() -> None:
    found = parsed(bibtex([WHOLE]))

    assert found["type"] == "online"
    assert found["key"] == "almaty-airport"
    assert found["title"] == r"{“50 \%” of \{all\} flights \& more: Қазақстан\_\#1 \textbackslash{} \textasciitilde{} \textasciicircum{} \$5}"
    assert found["author"] == "{Динара Әлімова} and {The Desk, and others}"
    assert (found["date"], found["year"], found["month"], found["urldate"]) == ("2022-01-05", "2022", "1", "2022-02")
    assert found["url"] == "https://example.org/a_%7Bb%7D%20c?d=e#f"
    assert found["note"] == "Read with care. Twice. Archived: https://archive.example.org/1"


def test_a_key_is_one_that_bibtex_can_read() -> None:
    assert parsed(bibtex([BARE])) == {"type": "online", "key": "1", "title": "{A title}"}
    assert "@online{text," in bibtex([Reference("ключ", "A title")])


def test_braces_of_bibtex_are_balanced_whatever_a_title_holds() -> None:
    text = re.sub(r"\\[{}]", "", bibtex([Reference("a", "}} {{ } \\} \\")]))

    assert text.count("{") == text.count("}")


def test_ris_is_read_back() -> None:
    text = ris([WHOLE, BARE])
    first, second = rispy.loads(text)

    assert text.count("\r\n") == text.count("\n")
    assert first["title"] == WHOLE.title
    assert first["authors"] == list(WHOLE.authors)
    assert first["urls"] == [WHOLE.url]
    assert (first["year"], first["date"]) == ("2022", "2022/01/05")
    assert first["notes"] == ["Read with care. Twice.", "Archived: https://archive.example.org/1"]
    assert second["title"] == "A title"


NAMES = {"type": "array", "minItems": 1, "items": {"type": "object", "properties": {"literal": {"type": "string"}}, "required": ["literal"], "additionalProperties": False}}
DATE = {
    "type": "object",
    "properties": {"date-parts": {"type": "array", "maxItems": 1, "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}}},
    "required": ["date-parts"],
    "additionalProperties": False,
}
ORDINARY = ("title", "container-title", "publisher", "URL", "archive_location", "language", "genre", "note")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": ["webpage"]},
            "author": NAMES,
            "issued": DATE,
            "accessed": DATE,
            **{key: {"type": "string", "minLength": 1} for key in ORDINARY},
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}
"""Of the schema of CSL-JSON (csl-data.json of the Citation Style Language) what we use, as it says it."""


@pytest.mark.parametrize("reference", [WHOLE, BARE, of_source(nouns.source("agency"))], ids=["whole", "bare", "a source"])
def test_csl_json_follows_its_schema(reference: Reference) -> None:
    from jsonschema import Draft7Validator

    assert list(Draft7Validator(CSL).iter_errors(json.loads(csl_text([reference])))) == []


def test_csl_json_says_what_is_known_of_a_date() -> None:
    (found,) = csl([WHOLE])

    assert found["issued"] == {"date-parts": [[2022, 1, 5]]}
    assert found["accessed"] == {"date-parts": [[2022, 2]]}
    assert "issued" not in csl([BARE])[0]
