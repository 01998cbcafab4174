"""JSON of exports is the standard library's, byte for byte."""

import json
from typing import Any

import pytest
from dateline.exports.json_text import json_text
from markupsafe import Markup


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"empty": {}, "none": [], "list": [[], [1], {"a": None}]},
        {"words": 'Қазақстан "said" \\ / \n\t\x00\x7f \u2028 😀', "zero": 0, "yes": True, "no": False, "far": -12, "whole": 1.0, "part": 43.2567},
        {"markup": Markup("<b>bold</b>"), 'a "key"': ["ä"], "deep": [[[["x"]]]]},
    ],
)
def test_written_as_the_standard_library_writes_it(document: Any) -> None:
    assert json_text(document) == (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
