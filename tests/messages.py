"""What the code can say, read out of its source: every message about content, settings and theme, by what it is about.

`python -m tests.messages` writes the lists in docs/messages.md anew.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "plugins" / "dateline"
PAGE = ROOT / "docs" / "messages.md"
ELSEWHERE = ("imports/", "authoring/", "gazetteer/", "signing.py", "verify/", "problems.py", "deliver/proof.py")
"""What speaks to whoever gave a command, of that command; and what makes or only passes on problems."""

_AT = {"Misread": 0, "SetupBroken": 2, "Problem": 2, "add": 2, "setup": 2, "warn": 2, "note": 2, "broken": 0}
"""Which argument of a call says what is wrong."""
_IN_TEXTS = {"tell": 1, "problem": 1, "problem_at": 1, "problem_outside_code": 1}
"""The same, where texts are converted: all these are about the text."""
_TABLES = {
    ("problems.py", "MACHINE"): "machine",
    ("problems.py", "_FILES_OWN"): "files",
    ("read/beside.py", ""): "languages",
    ("read/matching.py", ""): "languages",
    ("read/folder.py", "_KINDS"): "files",
    ("read/foreign.py", ""): "files",
    ("read/characters.py", ""): "characters",
    ("model/accent.py", ""): "colours",
    ("read/misdated.py", "_FORMS"): "dates",
}
"""Messages that stand apart from the call that tells them; without a name: all pairs of texts that the file returns or yields, and its faults."""
_LISTED = re.compile(r"(?<=<!-- begin: )([a-z-]+)( -->\n)(.*?)(?=<!-- end: \1 -->)", re.DOTALL)
GAP = "…"


@dataclass(frozen=True)
class Site:
    """A call that tells something: where it stands, whether it says what that is about, and the messages that it can give."""

    where: str
    topic: str | None
    words: tuple[str, ...] = field(default=())


def sites() -> Iterator[Site]:
    """Yield every call in the package that makes a problem."""
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).as_posix()
        if not name.startswith(ELSEWHERE):
            yield from _sites(name, ast.parse(file.read_text("utf-8")))


def messages() -> dict[str, list[str]]:
    """Return the messages by topic, each once, in order."""
    found: dict[str, set[str]] = {}
    for site in sites():
        if site.topic and site.topic != "passed on":
            found.setdefault(site.topic, set()).update(site.words)
    for (name, table), topic in _TABLES.items():
        found.setdefault(topic, set()).update(_of_table(ast.parse((PACKAGE / name).read_text("utf-8")), table))
    return {topic: sorted(filter(_says_something, words), key=str.casefold) for topic, words in sorted(found.items())}


def listed() -> dict[str, list[str]]:
    """Return the messages that the documentation lists, by section."""
    text = PAGE.read_text("utf-8")
    return {name: [line.removeprefix("- ") for line in lines.splitlines() if line.startswith("- ")] for name, _, lines in _LISTED.findall(text)}


def _says_something(words: str) -> bool:
    return len(re.findall("[A-Za-z]{2,}", words)) > 1


def _sites(name: str, tree: ast.Module) -> Iterator[Site]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        called = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
        in_texts = name.startswith("markup/") and called in _IN_TEXTS
        at = _IN_TEXTS[called] if in_texts else _AT.get(called, -1)
        starred = any(isinstance(argument, ast.Starred) for argument in call.args)
        if at < 0 or (len(call.args) < (at + 2 if at else 2) and not starred) or (called in ("add", "setup", "warn", "note") and len(call.args) < 3):
            continue
        around = [node for node in functions if node.lineno <= call.lineno <= (node.end_lineno or 0)]
        topic = next((key.value for key in call.keywords if key.arg == "topic"), None)
        said = "text" if in_texts else "settings" if called == "broken" else None
        if isinstance(topic, ast.Constant):
            said = str(topic.value)
        elif topic is not None or (around and around[-1].name == "broken"):
            said = "passed on"
        words = () if starred and len(call.args) <= at + 1 and isinstance(call.args[-1], ast.Starred) else tuple(_texts(call.args[at], around[-1:]))
        yield Site(f"{name}:{call.lineno}", said, words)


def _texts(node: ast.expr, around: list[ast.FunctionDef]) -> Iterator[str]:
    """Yield what an expression can say: its own words, with a gap for what they are filled with."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [list(_texts(part, around)) or [GAP] for part in node.values]
        for chosen in product(*parts) if all(len(part) < 5 for part in parts) else ():
            yield re.sub(rf"{GAP}(?:[ ]?{GAP})+", GAP, "".join(chosen))
    elif isinstance(node, ast.FormattedValue):
        inner = [words for words in _texts(node.value, around) if len(re.findall("[a-z]{2,}", words)) > 1] if isinstance(node.value, ast.IfExp) else []
        yield from inner or [GAP]
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, around)
        yield from _texts(node.orelse, around)
    elif isinstance(node, ast.BinOp):
        for left, right in product(list(_texts(node.left, around)) or [GAP], list(_texts(node.right, around)) or [GAP]):
            yield left + right
    elif isinstance(node, ast.Name):
        for function in around:
            for assigned in ast.walk(function):
                if isinstance(assigned, ast.Assign):
                    yield from _assigned(assigned.targets[0], assigned.value, node.id, function)


def _assigned(target: ast.expr, value: ast.expr, name: str, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(target, ast.Name) and target.id == name and not isinstance(value, ast.Name):
        yield from _texts(value, [function])
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=False):
            yield from _assigned(one, other, name, function)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.IfExp):
        yield from _assigned(target, value.body, name, function)
        yield from _assigned(target, value.orelse, name, function)


def _of_table(tree: ast.Module, table: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if table:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == table:
                yield from _firsts(node.value)
        elif isinstance(node, ast.Return | ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            yield from _texts(node.value.elts[0], [function for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) and node in ast.walk(function)])
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            yield from _firsts(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault" and len(node.args) == 3:
            yield from _texts(node.args[1], [function for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) and node in ast.walk(function)])


def _firsts(value: ast.expr) -> Iterator[str]:
    """Yield the first text of each pair that a table holds, or each text of a table of texts."""
    for node in ast.walk(value):
        if isinstance(node, ast.Dict):
            for entry in node.values:
                yield from _texts(entry.elts[0] if isinstance(entry, ast.Tuple) else entry, [])


def written(text: str) -> str:
    """Return the documentation with its lists made anew."""
    found = messages()
    return _LISTED.sub(lambda section: section[1] + section[2] + "".join(f"- {words}\n" for words in found.get(section[1], ())), text)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), encoding="utf-8", newline="\n")
