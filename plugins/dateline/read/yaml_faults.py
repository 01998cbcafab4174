"""Says in an author's words what YAML's parser could not read: its own name the state that it was in, not the mistake."""

from __future__ import annotations

import re

import yaml

_INSIDE_A_VALUE = re.compile(r"[ -]*[^\s:\"'#]+:\s+\S")
"""The beginning of a line up to a place in the value of its key."""
_INDENTED = re.compile(r"[ -]*$")
_ALIKE = "indent the fields of one record alike, by two blanks"


def unreadable(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """Return line and column (0 where only the line is known), what is wrong and what to do."""
    mark, began = error.problem_mark or error.context_mark, error.context_mark
    if not mark:
        return 1, 0, error.problem or error.context or "it cannot be read", "check indentation, colons and quotes"
    said = error.problem or ""
    lines = [*text.split("\n"), ""]
    line = lines[min(mark.line, len(lines) - 1)]
    before, behind = line[: mark.column], line[mark.column :]
    what, do = "", ""
    if said == "found character that cannot start any token":
        what, do = _cannot_begin(behind[:1])
    elif said.startswith("mapping values are not allowed"):
        what, do = _colon(before)
    elif said == "found unexpected end of stream" and began:
        mark, sign = began, lines[began.line][began.column : began.column + 1]
        what, do = f"the text that begins with {sign} is never closed", f"write the same sign, {sign}, at its end"
    elif said.startswith("could not find expected ':'") and began:
        mark = began
        what, do = "a line is neither a key with a colon nor the rest of a text", 'write "key: value", or put a text of several lines in quotes'
    elif said in ("did not find expected key", "did not find expected '-' indicator"):
        what, do = _unexpected(before)
    if not what:
        what = f"{error.context}, {said}" if said.startswith("but ") else said or str(error.context)
        do = "check indentation, colons and quotes"
    return mark.line + 1, mark.column + 1, what, do


def _cannot_begin(character: str) -> tuple[str, str]:
    """Where a text begins with a character with which YAML begins something else."""
    if character == "\t":
        return "a tab cannot indent", "indent with blanks"
    return f'a text cannot begin with "{character}"', "put it in quotes"


def _colon(before: str) -> tuple[str, str]:
    """Where a colon stands that begins no value: in a text, or behind a key that was taken for the rest of the text above."""
    if _INSIDE_A_VALUE.match(before):
        return "a text with a colon and a blank in it must stand in quotes", 'write straight ones around the whole: "..."'
    return "the line is read as the rest of the text above", f'write "key: value" on each line, and {_ALIKE}'


def _unexpected(before: str) -> tuple[str, str]:
    """Where something stands that is no field of the record above: a line with another indentation, or more behind a quoted text."""
    if _INDENTED.match(before):
        return "the line is indented less or more than the fields above", _ALIKE
    return "something stands behind the end of a text in quotes", r'put a backslash before a quotation mark inside: \"'
