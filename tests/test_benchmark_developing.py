"""What measures an event that is going on waits for nothing without end, and says what did not come."""

from __future__ import annotations

import socket

import pytest
from dateline.authoring.hosting import hosting
from playwright.sync_api import TimeoutError as NotInTime

from benchmarks.developing import LIMIT, answered, more, step
from benchmarks.lossy import Conditions, lossy
from tests.sites import ROOT

QUICK = Conditions(bits=1_000_000, latency=0.02, loss=0.2)


def test_a_step_is_timed_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    seconds: dict[str, float] = {}
    with step("it is there", seconds):
        pass
    assert list(seconds) == ["it is there"]
    assert capsys.readouterr().err == "    0.0 s  it is there\n"


def test_a_step_that_does_not_come_ends_all_by_its_name() -> None:
    with pytest.raises(SystemExit, match=f"not within {LIMIT} seconds: it is there"), step("it is there", {}):
        raise NotInTime("")


def test_an_answer_that_is_cut_short_is_not_waited_for() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(SystemExit, match=r"the answer was cut short: newest\.json"):
        more(ours, "newest.json")


def test_what_comes_over_the_lossy_line_is_whole_and_who_waits_at_its_end_is_told() -> None:
    with hosting(ROOT / "docs") as host, lossy(host.port, QUICK) as (port, counted):
        direct = answered(host, "README.md")
        host.origin = f"http://127.0.0.1:{port}"
        assert answered(host, "README.md") == direct
        assert counted.down == direct[1]
        left_open = socket.create_connection(("127.0.0.1", port), timeout=10)
    with left_open:
        assert left_open.recv(1) == b""
