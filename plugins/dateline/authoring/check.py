"""`check`: everything that a build checks, without writing; the addresses of sources; what is published elsewhere and would be gone."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.console import put
from dateline.problems import UNTOUCHED, Problem, remind, say, tell

from .findings import ERROR, NOTE, WARNING, Finding, as_json, as_sarif, github_lines, status
from .project import PUBLISH_SETTINGS, SETTINGS, Project, stop


def check(
    project: Project,
    json: bool = False,
    sarif: bool = False,
    github: bool = False,
    online: bool = False,
    against: str = "",
    strict: bool = False,
    settings: str = "",
    site: str = "",
    rest: tuple[str, ...] = (),
) -> int:
    """Check the project and tell what was found; return the exit status.

    It is told as text, as one of the three forms (in GitHub's workflows as text and annotations), and of the files in `rest` alone where
    there are any. With `online` sources' addresses are asked, with `against` addresses are compared with a published site or a folder; with
    `strict` warnings count as problems. `settings` is the settings file, `site` the site's address. Raises Stop where it cannot be begun.
    """
    form = chosen({"json": json, "sarif": sarif, "github": github}, os.environ)
    project.need_content()
    if missing := [file for file in rest if not os.path.lexists(file)]:
        raise stop("\n".join(f"{file}: there is no such file or folder here: see how it is spelt" for file in missing))
    findings, summary, counted = _looked_at(project, settings or (_production(project) if against else SETTINGS), site, against)
    if online:
        from .online import sources_asked  # it takes what only the network needs

        asked = sources_asked(project)
        findings += asked.findings
        summary = "; ".join(filter(None, (summary, asked.summary)))
    findings.sort()
    code = status(findings, strict=strict)
    told = restricted(findings, rest, project.root)
    base = _repository(project.root, os.environ)
    # What programs read goes not through `say`, which takes workflow commands their effect.
    if form == "json":
        put((as_json(told, summary, code, counted),))
    elif form == "sarif":
        put((as_sarif(told, project.root, base),))
    else:
        _tell(told, len(findings) - len(told), summary if code == 0 else "", strict)
        if counted and code == 0 and not rest:
            say("\n".join(integrity_lines(counted)))
        if form == "github" and told:
            put(("\n".join(github_lines(told, project.root, base)),))
    return code


def chosen(asked: Mapping[str, bool], environment: Mapping[str, str]) -> str:
    """Return the form in which to tell: the one that was asked for, else the one that suits where this runs. Raises Stop."""
    forms = [form for form, wanted in asked.items() if wanted]
    if len(forms) > 1:
        raise stop(f"{' and '.join(f'--{form}' for form in forms)} exclude each other: choose one")
    return forms[0] if forms else "github" if environment.get("GITHUB_ACTIONS") == "true" else "text"


def restricted(findings: Sequence[Finding], files: Sequence[str], root: Path) -> list[Finding]:
    """Return the findings in these files and folders, named from the working folder; all where none is named."""
    if not files:
        return list(findings)
    named = {Path(os.path.abspath(file)) for file in files}  # noqa: PTH100 (resolve() would follow links)

    def meant(finding: Finding) -> bool:
        file = Path(os.path.normpath(root / finding.problem.path))
        return not named.isdisjoint((file, *file.parents))

    return [finding for finding in findings if meant(finding)]


def _looked_at(project: Project, settings: str, site: str, against: str) -> tuple[list[Finding], str, Mapping[str, int]]:
    """Return what a build would find, in words what was looked at, and what the site rests on, counted. Raises Stop."""
    from dateline.checking import checked  # the whole plugin; `--help` does without

    from .published import published

    before = published(against, project.root) if against else None
    if against and before is None:
        say(f"{against} holds no SHA256SUMS yet: nothing is published there, and nothing can be gone", error=True)
    if not site and "://" in against and not os.environ.get("SITEURL"):
        site = against
    overrides: dict[str, Any] = {"SITEURL": site.rstrip("/")} if site else {}
    try:
        found = checked(project.root, settings, overrides, before)
    except Exception as error:  # settings are a program, which may fail in any way; what fails in a run is told by it
        raise stop(f"{settings} cannot be read: {type(error).__name__}: {error}") from error
    findings = [Finding.of(problem) for problem in found.problems]
    return [*findings, *(Finding(problem, WARNING, "doubt") for problem in found.warnings)], found.summary, found.integrity


def integrity_lines(counted: Mapping[str, int]) -> list[str]:
    """Return what the site rests on, and where it falls short: a line each, numbers in a column (see `derive.integrity`)."""
    of = {"entries": counted["entries"], "pictures": counted["pictures"], "sources": counted["sources"], "": 0}
    rows = (
        ("entries", "", "entries of the timeline"),
        ("unsourced", "entries", "without a source"),
        ("single", "entries", "with one independent source"),
        ("several", "entries", "with two or more independent sources"),
        ("disputed", "entries", "disputed"),
        ("unlicensed", "pictures", "pictures that name no licence"),
        ("uncopied", "sources", "sources without an archived or kept copy"),
        ("corrections", "", "corrections"),
    )
    numbers = [(f"{counted[name]} of {of[whole]}" if whole else str(counted[name]), words) for name, whole, words in rows]
    width = max(len(number) for number, _ in numbers)
    return ["What the site rests on:", *(f"  {number.rjust(width)}  {words}" for number, words in numbers)]


def _production(project: Project) -> str:
    """Return the settings of what is published: a build for writing has drafts, and addresses that only they have."""
    return PUBLISH_SETTINGS if (project.root / PUBLISH_SETTINGS).is_file() else SETTINGS


def _repository(root: Path, environment: Mapping[str, str]) -> Path:
    """Return the top of the repository where a workflow says it, else the project's folder."""
    top = Path(environment.get("GITHUB_WORKSPACE") or root)
    return top if root.is_relative_to(top) else root


def _tell(findings: Sequence[Finding], elsewhere: int, summary: str, strict: bool) -> None:
    by_level: dict[str, list[Problem]] = {ERROR: [], WARNING: [], NOTE: []}
    for finding in findings:
        by_level[finding.level].append(finding.problem)
    for problem in by_level[NOTE]:
        say(problem, error=True)
    if by_level[ERROR]:
        tell(by_level[ERROR], UNTOUCHED)
    remind(by_level[WARNING], "Nothing was written; with --strict it is not good enough." if strict else "Nothing was written.")
    if elsewhere:
        say(f"{elsewhere} more in other files.", error=True)
    if summary:
        say(f"Dateline: no problems; {summary}")
