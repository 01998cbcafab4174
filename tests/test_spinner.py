"""Pelican's spinner halts while the process forks, and turns again."""

from __future__ import annotations

import io
import threading

from dateline.spinner import know_spinners, still
from rich.console import Console

from tests.test_sharing import needs_fork, says


def test_it_halts_and_turns_again() -> None:
    console = Console(file=io.StringIO())
    know_spinners(console)
    before = threading.active_count()
    with console.status("Generating..."):
        assert threading.active_count() == before + 1
        with still():
            assert threading.active_count() == before
        assert threading.active_count() == before + 1
    with still():
        assert threading.active_count() == before
    assert threading.active_count() == before


@needs_fork
def test_work_is_shared_though_it_turns() -> None:
    said = says("""
import io
from dateline.spinner import know_spinners
from rich.console import Console
console = Console(file=io.StringIO())
know_spinners(console)
with console.status("Generating..."):
    results = sharing.shared(squares, range(300))
assert joined(results) == SERIAL
print(len({process for process, _ in results}))
""")
    assert said == "3"
