"""What a check found, in the forms that programs read: JSON of our own, SARIF 2.1.0, and the workflow commands of GitHub Actions."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline import __version__
from dateline.dataclass import dataclass
from dateline.problems import CONTENT, SETUP, Problem, shown

ERROR, WARNING, NOTE = "error", "warning", "note"
"""How grave a finding is: it keeps the site from being built; it had better be looked at; nobody can tell from here."""
RULES = {
    "content": "Something in the content must be mended before the site can be built",
    "setup": "Settings, theme, a plug-in or the machine keep the site from being built",
    "doubt": "It may be right, and is rarely meant",
    "source": "The address of a source does not answer as it did",
}
"""What a finding is about, by the word that programs know it by; these words stay."""
FORM = 1
"""Of our JSON; it is counted up when a field goes or comes to mean something else, not when one is added."""
_COMMANDS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, order=True)
class Finding:
    """A problem, how grave it is, and which of RULES it falls under."""

    problem: Problem
    level: str
    rule: str

    @classmethod
    def of(cls, problem: Problem) -> Finding:
        """Return what a problem of a build comes to."""
        return cls(problem, ERROR, "setup" if problem.setup else "content")

    @property
    def message(self) -> str:
        """What is wrong and what to do, for a terminal or a log."""
        return shown(f"{self.problem.what}: {self.problem.do}")


def status(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """Return the exit status: 2 for a broken set-up, 1 for problems (where it is strict for warnings too), 0 otherwise."""
    counted = [finding for finding in findings if finding.level == ERROR or (strict and finding.level == WARNING)]
    if any(finding.rule == "setup" for finding in counted):
        return SETUP
    return CONTENT if counted else 0


def as_json(findings: Sequence[Finding], summary: str, code: int, integrity: Mapping[str, int] | None = None) -> str:
    """Return what was found as JSON of our own, documented in docs/checks.md; `integrity` counts what the site rests on."""
    counts = Counter(finding.level for finding in findings)
    found = [
        {
            "file": finding.problem.path,
            "line": finding.problem.line or None,
            "column": finding.problem.column or None,
            "level": finding.level,
            "rule": finding.rule,
            "topic": finding.problem.topic or None,
            "what": finding.problem.what,
            "do": finding.problem.do,
        }
        for finding in findings
    ]
    counted = {level: counts[level] for level in (ERROR, WARNING, NOTE)}
    whole = {"form": FORM, "dateline": __version__, "status": code, "summary": summary, "counts": counted, "integrity": dict(integrity or {}), "findings": found}
    return json.dumps(whole, indent=2)  # in ASCII, which every console can take


def as_sarif(findings: Sequence[Finding], root: Path, base: Path) -> str:
    """Return what was found as a SARIF log (OASIS, 2.1.0); addresses of files begin at `base`, the repository, in which `root` lies."""
    rules = [{"id": name, "shortDescription": {"text": text}} for name, text in RULES.items()]
    driver = {"name": "Dateline", "version": __version__, "rules": rules}
    seen: Counter[str] = Counter()
    results = []
    for finding in findings:
        mark = hashlib.sha256(f"{finding.problem.path}\0{finding.problem.what}".encode("utf-8", "backslashreplace")).hexdigest()[:16]
        seen[mark] += 1
        results.append(
            {
                "ruleId": finding.rule,
                "ruleIndex": list(RULES).index(finding.rule),
                "level": finding.level,
                "message": {"text": finding.message},
                "locations": [_location(finding.problem, root, base)],
                # Not of the line, which moves with whatever is written above it.
                "partialFingerprints": {"datelineProblem/v1": f"{mark}:{seen[mark]}"},
            }
        )
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _location(problem: Problem, root: Path, base: Path) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(in_repository(problem, root, base)), "uriBaseId": "%SRCROOT%"}}
    if problem.line:
        where["region"] = {"startLine": problem.line, **({"startColumn": problem.column} if problem.column else {})}
    return {"physicalLocation": where}


def in_repository(problem: Problem, root: Path, base: Path) -> str:
    """Return a problem's file as a path from the top of the repository."""
    file = root / problem.path
    return file.relative_to(base).as_posix() if file.is_relative_to(base) else file.as_posix()


def github_lines(findings: Iterable[Finding], root: Path, base: Path) -> list[str]:
    """Return a line for each finding that puts it on its line of a pull request, as GitHub's runners take them.

    The gravest come first: of each kind GitHub shows ten for a step.
    """
    order = list(_COMMANDS)
    lines = []
    for finding in sorted(findings, key=lambda finding: (order.index(finding.level), finding)):
        problem, said = finding.problem, finding.message
        values = {}
        if (root / problem.path).is_file():
            values["file"] = in_repository(problem, root, base)
            if problem.line:
                values["line"] = str(problem.line)
            if problem.line and problem.column:
                values["col"] = str(problem.column)
        else:
            said = f"{shown(problem.path)}: {said}"
        values["title"] = RULES[finding.rule]
        written = ",".join(f"{name}={_value(value)}" for name, value in values.items())
        lines.append(f"::{_COMMANDS[finding.level]} {written}::{_text(said)}")
    return lines


def _text(text: str) -> str:
    """Escape the message of a workflow command, as actions/toolkit does (packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    """Escape the value of a workflow command's property."""
    return _text(text).replace(":", "%3A").replace(",", "%2C")
