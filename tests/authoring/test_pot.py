"""The template of catalogues holds all that is said, and says what translators must know."""

import ast
import re

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
