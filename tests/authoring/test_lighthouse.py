"""`invoke lighthouse`: what its reports say becomes a table and a list of what to mend. Lighthouse itself is not run here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.authoring.lighthouse import CATEGORIES, LOOKS, best, pages, problems, scores, table


def audit(name: str, score: float | None, mode: str = "binary", **more: Any) -> dict[str, Any]:
    """Return an audit as a report has it."""
    words = f"About {name}. [Learn more](https://example.org/{name})."
    return {"id": name, "title": f"Title of {name}", "description": words, "score": score, "scoreDisplayMode": mode, **more}


def report(changes: dict[str, float | None], *audits: tuple[str, int, dict[str, Any]]) -> dict[str, Any]:
    """Return a report in which every category has 1 but those named; audits come with category and weight."""
    return {
        "categories": {
            name: {
                "score": changes.get(name, 1),
                "auditRefs": [{"id": found["id"], "weight": weight} for category, weight, found in audits if category == name],
            }
            for name in CATEGORIES
        },
        "audits": {found["id"]: found for _, _, found in audits},
    }


def test_a_page_without_fault_has_no_problems() -> None:
    good = report({}, ("seo", 1, audit("title", 1)), ("seo", 0, audit("unweighted", 0)))
    assert list(problems(good)) == []
    assert scores(good) == dict.fromkeys(CATEGORIES, 100)


def test_each_audit_that_counts_and_fails_is_told_with_its_places() -> None:
    item = {"node": {"selector": "p > a", "snippet": '<a href="x">', "explanation": "Too\n  near"}}
    found = report(
        {"accessibility": 0.956, "seo": 0.9, "performance": 0.99},
        ("accessibility", 7, audit("contrast", 0, details={"items": [item] * 7})),
        ("accessibility", 7, audit("passed", 1)),
        ("accessibility", 0, audit("weightless", 0)),
        ("accessibility", 3, audit("inapplicable", None, "notApplicable")),
        ("seo", 1, audit("robots", None, "error", errorMessage="it broke")),
        ("performance", 25, audit("paint", 0.97, "numeric", displayValue="1.3 s", details={"items": [{"url": "https://example.org/a"}]})),
        ("best-practices", 1, audit("in a full category", 0)),
    )
    place = '\n    p > a <a href="x"> Too near'
    assert list(problems(found)) == [
        "performance 99: paint: Title of paint (1.3 s). About paint. Learn more.\n    https://example.org/a",
        f"accessibility 96: contrast: Title of contrast. About contrast. Learn more.{place * 5}\n    ...",
        "seo 90: robots: Title of robots (it broke). About robots. Learn more.",
    ]


def test_a_page_that_could_not_be_looked_at_is_a_problem() -> None:
    failed = report(dict.fromkeys(CATEGORIES)) | {"runtimeError": {"code": "NO_FCP", "message": "The page did not paint."}}
    assert list(problems(failed)) == ["Lighthouse could not look at it: The page did not paint."]
    assert set(scores(failed).values()) == {0}


def test_the_best_of_some_looks_counts_and_a_good_one_is_the_last() -> None:
    slow, slower, good = report({"performance": 0.98}), report({"performance": 0.9}), report({})
    later = iter([slower, good, slow])
    assert best(later) is good
    assert list(later) == [slow]
    later = iter([slower, slow, *[slower] * LOOKS, good])
    assert best(later) is slow


def test_the_table_has_a_row_for_each_page() -> None:
    assert table({"front": report({}), "timeline": report({"seo": 0.915})}).splitlines() == [
        "|  | Performance | Accessibility | Best practices | Seo |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| front | 100 | 100 | 100 | 100 |",
        "| timeline | 100 | 100 | 100 | 92 |",
    ]


def test_it_looks_at_front_page_longest_article_and_timeline(tmp_path: Path) -> None:
    for name, size in (("", 1), ("timeline/", 1), ("articles/", 9), ("articles/short/", 2), ("articles/long/", 3)):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "index.html").write_text("x" * size)
    assert pages(tmp_path) == {"front": "/", "article": "/articles/long/", "timeline": "/timeline/"}


def test_it_looks_at_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()
    assert pages(tmp_path) == {"front": "/"}
