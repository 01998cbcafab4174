"""Pelican's spinner ends where a build begins, so that its work can be shared."""

from __future__ import annotations

import io
import threading

from dateline.logs import stop_spinner
from rich.console import Console

from tests.test_sharing import needs_fork, says


def test_it_ends_for_good() -> None:
    console = Console(file=io.StringIO())
    before = threading.active_count()
    with console.status("Generating..."):
        assert threading.active_count() == before + 1
        stop_spinner()
        assert threading.active_count() == before
    assert threading.active_count() == before
    stop_spinner()


@needs_fork
def test_work_is_shared_though_it_turned() -> None:
    said = says("""
import io
from dateline.logs import stop_spinner
from rich.console import Console
with Console(file=io.StringIO()).status("Generating..."):
    stop_spinner()
    results = sharing.shared(squares, range(300))
assert joined(results) == SERIAL
print(len({process for process, _ in results}))
""")
    assert said == "3"
