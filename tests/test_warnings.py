"""Warnings: told when the site is built, and no reason not to build it."""

from __future__ import annotations

from pathlib import Path

from tests.broken_sites import ARTICLE, changed
from tests.sites import pelican, tree


def test_a_date_in_the_future_is_told_and_published(site: Path) -> None:
    before = tree(site / "output")
    changed(site, {ARTICLE: ("Date: 2022-01-07", "Date: 9022-01-07")})
    done = pelican(site)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "content/articles/first.md:2: warning: Date: 9022-01-07 lies in the future: correct it, unless it is meant",
        "1 warning. The site was built.",
    ]
    assert tree(site / "output")["articles/first/index.html"] != before["articles/first/index.html"]
