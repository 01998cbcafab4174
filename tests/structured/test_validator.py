"""Adobe's validator of structured data, which holds graphs against Google's rules for rich results, has nothing to complain of."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PRODUCTION, Once
from tests.documents import document
from tests.npm import fetched
from tests.vocabulary import FILE, graph_of

VERSION = "1.7.1"
PAGES = ("index.html", "timeline/index.html", "articles/everything/index.html", "downloads/index.html", "sources/index.html", "people/index.html")
PROGRAM = """\
import { readFileSync } from "node:fs"
import Validator from "%s/src/index.js"
const [vocabulary, data] = process.argv.slice(2).map(file => JSON.parse(readFileSync(file)))
const found = []
for (const page of data) found.push((await new Validator(vocabulary).validate(page)).map(each => each.issueMessage))
console.log(JSON.stringify(found))
"""


@pytest.fixture(scope="module")
def program(once: Once) -> str:
    """A program that prints what the validator finds in some pages."""
    return PROGRAM % fetched(once, "@adobe/structured-data-validator", VERSION).as_posix()


def found(program: str, folder: Path, graphs: list[list[dict[str, Any]]]) -> list[list[str]]:
    """Return what the validator finds in each graph; it takes them by their types."""
    pages = []
    for graph in graphs:
        by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for node in graph:
            by_type[node["@type"]].append(node)
        pages.append({"jsonld": by_type, "microdata": {}, "rdfa": {}})
    (folder / "validate.mjs").write_text(program, "utf-8")
    (folder / "pages.json").write_text(json.dumps(pages), "utf-8")
    command = [shutil.which("node") or "node", str(folder / "validate.mjs"), str(FILE), str(folder / "pages.json")]
    answer: list[list[str]] = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    return answer


def test_the_validator_finds_nothing(program: str, production_site: Path, tmp_path: Path) -> None:
    more = (file for pattern in ("timeline/*/*/", "people/*/", "places/*/") for file in sorted(production_site.glob(f"{pattern}index.html"))[:5])
    chosen = [*PAGES, *(file.relative_to(production_site).as_posix() for file in more)]
    # It knows no address at a bare IP with a port.
    graphs = [json.loads(json.dumps(graph_of(document(production_site, name))).replace(PRODUCTION, "https://example.org/base")) for name in chosen]
    told = dict(zip(chosen, found(program, tmp_path, graphs), strict=True))
    assert {name: issues for name, issues in told.items() if issues} == {}


def test_the_validator_would_find_something(program: str, tmp_path: Path) -> None:
    broken: list[list[dict[str, Any]]] = [[{"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1}]}], [{"@type": "Event", "nome": "x"}]]
    assert [bool(issues) for issues in found(program, tmp_path, broken)] == [True, True]
