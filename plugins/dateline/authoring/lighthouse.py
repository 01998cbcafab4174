"""Lighthouse, Google's auditor of web pages, on the site as it is published; as a telephone sees it on a slow line."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from itertools import count, islice
from pathlib import Path
from typing import Any

from dateline.problems import say

from .browser import FLAGS, need_browser
from .commands import need_tool, npm_package, pelican, run
from .hosting import hosting
from .project import PUBLISH_SETTINGS, Project, stop

PACKAGE, VERSION = "lighthouse", "12.8.2"
"""The last of those that run on Node.js 18 to 20: 13 needs 22.19."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ALL = 100
LOOKS = 3
"""So often a page is looked at before it counts as one with problems: what else the machine does makes a page look slower, never faster."""
SHOWN = 5
"""So many of the places that an audit complains of are told; the report holds all."""

Report = Mapping[str, Any]
"""What Lighthouse writes as JSON: https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md"""


def pages(output: Path) -> dict[str, str]:
    """Return name and address of the pages to look at: front, the longest article, the timeline; those that are there."""
    articles = sorted(output.glob("articles/*/index.html"), key=lambda file: (-file.stat().st_size, file))
    found = {"front": output / "index.html", "article": next(iter(articles), None), "timeline": output / "timeline/index.html"}
    return {
        name: "/" + file.relative_to(output).as_posix().removesuffix("index.html")
        for name, file in found.items()
        if file and file.is_file()
    }


def scores(report: Report) -> dict[str, int]:
    """Return the score of each category, 0 to 100; one that could not be counted is 0."""
    return {name: round((report["categories"][name]["score"] or 0) * ALL) for name in CATEGORIES}


def faultless(report: Report) -> bool:
    """Tell whether a page has 100 in every category."""
    return min(scores(report).values()) == ALL


def best(reports: Iterator[Report]) -> Report:
    """Return the first report that is faultless, else the one with the most points; no look is taken after the first good one."""
    seen = []
    for report in islice(reports, LOOKS):
        if faultless(report):
            return report
        seen.append(report)
    return max(seen, key=lambda report: sum(scores(report).values()))


def problems(report: Report) -> Iterator[str]:
    """Yield what keeps a page from 100 in each category: the audits that count and did not pass, with their explanation."""
    if error := report.get("runtimeError"):
        yield f"Lighthouse could not look at it: {error['message']}"
        return
    for name, score in scores(report).items():
        if score == ALL:
            continue
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            failed = audit["score"] is not None and audit["score"] < 1
            if reference["weight"] and (failed or audit["scoreDisplayMode"] == "error"):
                yield f"{name} {score}: {explained(audit)}"


def explained(audit: Mapping[str, Any]) -> str:
    """Return an audit's name, what it found, what it is about, and the first places that it found it at."""
    # Descriptions are Markdown, and end with a link to read more.
    about = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", audit["description"])
    said = [audit.get(name) for name in ("displayValue", "explanation", "errorMessage")]
    found = ", ".join(words for words in said if words)
    first = f"{audit['id']}: {audit['title']}" + (f" ({found})" if found else "") + f". {about}"
    items = (audit.get("details") or {}).get("items") or []
    where = [place for place in map(_place, items) if place]
    return "\n    ".join((first, *where[:SHOWN], *(["..."] if len(where) > SHOWN else [])))


def _place(item: Mapping[str, Any]) -> str:
    """Return where on the page an audit found something: an element, else an address, else nothing."""
    node = item.get("node")
    if isinstance(node, Mapping):
        return " ".join(f"{node.get('selector', '')} {node.get('snippet', '')} {node.get('explanation', '')}".split())
    return str(item.get("url") or item.get("description") or "")


def table(reports: Mapping[str, Report]) -> str:
    """Return the scores of each page as a Markdown table."""
    head = ["", *(name.replace("-", " ").capitalize() for name in CATEGORIES)]
    rows = [[name, *(str(score) for score in scores(report).values())] for name, report in reports.items()]
    lines = [head, ["---", *["---:"] * len(CATEGORIES)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def audit(project: Project) -> None:
    """Build for production, look at the pages, print the scores; the task ends with 1 when one is below 100."""
    project.need_content()
    node = need_tool("node", "install Node.js 18.16 or newer; Lighthouse runs on it")
    browser = need_browser()
    module = npm_package(project, PACKAGE, VERSION, "cli/index.js", "Lighthouse")
    folder = project.root / ".cache" / "lighthouse"
    folder.mkdir(parents=True, exist_ok=True)
    reports = {}
    # The site must know its address, and the address is known when there is a server.
    with tempfile.TemporaryDirectory() as made, hosting(Path(made) / "output") as host:
        pelican(project, "-s", PUBLISH_SETTINGS, "-o", str(host.folder), site=host.origin)
        for name, address in pages(host.folder).items():
            say(f"{name}: {address}", error=True)
            looks = (
                look(project, (node, str(module)), browser, host.origin + address, folder / f"{name}-{number}")
                for number in count(1)
            )
            reports[name] = best(looks)
    say(table(reports))
    for name, report in reports.items():
        for problem in problems(report):
            say(f"\n{name}: {problem}")
    if not all(map(faultless, reports.values())):
        raise stop(f"Lighthouse is not content; its reports are in {project.shown(folder)}/", 1)


def look(project: Project, program: tuple[str, ...], browser: str, address: str, to: Path) -> Report:
    """Let Lighthouse look at a page as it does by itself, as a telephone; return the report, which also lies beside as HTML."""
    run(
        project.root,
        *program,
        address,
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(('--headless=new', *FLAGS))}",
        "--no-enable-error-reporting",
        "--quiet",
        "--output=json",
        "--output=html",
        f"--output-path={to}",
        failed="Lighthouse failed",
        variables={"CHROME_PATH": browser},
    )
    report: Report = json.loads(Path(f"{to}.report.json").read_text("utf-8"))
    return report
