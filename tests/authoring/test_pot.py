"""The template of catalogues holds all that is said, and says what translators must know."""

import ast
import re
from pathlib import Path

from dateline.authoring.pot import template
from dateline.authoring.pot_comments import COMMENTS

from tests.sites import ROOT

NAMED = re.compile(r"(^|\.)(words|plural|self|N_|P_)$")


def test_the_template_is_current() -> None:
    assert (ROOT / "theme/locale/dateline.pot").read_text("utf-8") == template(ROOT), "run: invoke pot"


def test_comments_are_those_of_messages() -> None:
    entries = re.findall(r'(?:^msgctxt "(.*)"\n)?^msgid "(.+)"$', template(ROOT), re.MULTILINE)

    assert len(entries) > 150
    assert COMMENTS.keys() <= {(context or None, message) for context, message in entries}


def test_whatever_has_a_place_to_fill_is_explained() -> None:
    blocks = template(ROOT).split("\n\n")
    unexplained = [block for block in blocks if re.search(r'^msgid ".*(\{|%\()', block, re.MULTILINE) and "#. " not in block]

    assert unexplained == []


def test_no_message_hides_behind_an_expression() -> None:
    """Extraction sees words that stand in the call itself. What else is asked for is marked with N_ or P_ where it stands."""
    found = []
    for file in (ROOT / "plugins/dateline").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and NAMED.search(ast.unparse(node.func)):
                hidden = any(isinstance(argument, (ast.JoinedStr, ast.BinOp, ast.IfExp)) for argument in node.args[:2])
                found += [f"{file.name}: {ast.unparse(node)}"] if hidden else []
    assert found == []


FOR_MACHINES = {
    "exports/tables.py": "cells of CSV that hold several values, as the documentation says",
    "exports/json_text.py": "JSON",
    "exports/headers.py": "HTTP's headers",
    "exports/times.py": "EDTF's sets",
    "exports/sitemap.py": "a line of robots.txt",
    "exports/icalendar.py": "lines of iCalendar; their words are messages",
    "exports/timelinejs.py": "times of its spreadsheet",
    "pages/cards.py": "a warning, which is told to authors in English",
    "pages/menu.py": "a problem, which is told to authors in English",
}
SIGNS = re.compile(r"[,;:(\u2013\u2014\u060c\u3001]")


def glued(file: Path) -> list[str]:
    """Return where code puts signs between what it shows: in an f-string of several values, or as what joins a list."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr) and len([part for part in node.values if isinstance(part, ast.FormattedValue)]) > 1:
            literal = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join" and isinstance(node.func.value, ast.Constant):
            literal = str(node.func.value.value)
        else:
            continue
        found += [ast.unparse(node)] if SIGNS.search(literal) else []
    return found


def test_no_code_glues_a_phrase_together() -> None:
    files = [*(ROOT / "plugins/dateline/pages").glob("*.py"), *(ROOT / "plugins/dateline/exports").glob("*.py"), ROOT / "plugins/dateline/wording.py"]
    found = {file.relative_to(ROOT / "plugins/dateline").as_posix(): glued(file) for file in files}

    assert {name: places for name, places in found.items() if places and name not in FOR_MACHINES} == {}
    assert {name for name in FOR_MACHINES if not found[name]} == set(), "an exception that is none"
