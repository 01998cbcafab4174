"""Work shared over the cores comes out as in one process, whatever happens to a child, and none outlives its parent.

Each case is a program of its own: pytest's workers have threads, and a process with threads does not fork.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from dateline import sharing
from dateline.sharing import cut, shared
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import ROOT, TIMEOUT

needs_fork = pytest.mark.skipif(not sharing._SAFE, reason="processes do not fork here")

START = f"""\
import logging, os, signal, sys, threading, time, warnings
sys.path.insert(0, {str(ROOT / "plugins")!r})
from dateline import sharing
sharing.cores = lambda: 3
PARENT = os.getpid()

def child():
    return os.getpid() != PARENT

def squares(items):
    return os.getpid(), [item * item for item in items]

def joined(results):
    return [square for _, squares in results for square in squares]

SERIAL = [n * n for n in range(300)]
"""


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", START + code],
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def says(code: str) -> str:
    done = run(code)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout.strip()


@given(st.lists(st.integers(0, 50), max_size=30), st.integers(1, 5))
def test_runs(weights: list[int], number: int) -> None:
    """All of it, in order, in no more runs than asked for; and no run is heavier than its part by more than one item."""
    runs = cut(weights, number)
    assert [n for part in runs for n in range(len(weights))[part]] == list(range(len(weights)))
    assert len(runs) <= number
    assert all(weights[part] for part in runs)
    assert all(sum(weights[part]) <= sum(weights) / number + max(weights) for part in runs)


def test_runs_of_the_same_weight() -> None:
    assert cut([1] * 6, 2) == [slice(0, 3), slice(3, 6)]
    assert cut([5, 1, 1, 1, 1, 1], 2) == [slice(0, 1), slice(1, 6)]


def test_beside_other_threads_all_is_done_here() -> None:
    """pytest's own worker has some; nothing to do is no run at all."""
    assert shared(lambda items: (os.getpid(), sum(items)), range(100), least=1)[0][0] == os.getpid()
    assert shared(len, []) == []


@needs_fork
def test_shared_is_as_in_one_process() -> None:
    """Three processes, and more than a pipe holds; few items, one core, another thread and a child's children: one process."""
    assert (
        says("""
results = sharing.shared(squares, range(300), least=300)
assert joined(results) == SERIAL and len({pid for pid, _ in results}) == 3 and results[0][0] == PARENT
assert [len(text) for text in sharing.shared(lambda items: "x" * 10**7, range(300))] == [10**7] * 3
assert len(sharing.shared(squares, range(300), least=301)) == 1
inner = sharing.shared(lambda items: len(sharing.shared(squares, items, least=1)), range(300))
assert inner[1:] == [1, 1], inner
sharing.cores = lambda: 1
assert len(sharing.shared(squares, range(300))) == 1
sharing.cores = lambda: 2
stop = threading.Event()
thread = threading.Thread(target=stop.wait)
thread.start()
assert len(sharing.shared(squares, range(300))) == 1
stop.set(); thread.join()
assert len(sharing.shared(squares, range(300))) == 2
print("done")
""")
        == "done"
    )


WRONG = {
    "raises": "raise ValueError",
    "is killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "is asked to end": "os.kill(os.getpid(), signal.SIGTERM)",
    "leaves": "sys.exit(3)",
    "ends at once": "os._exit(0)",
    "makes what cannot be sent": "return 1, (lambda: 0)",
    "sends what cannot be read": "return 1, Unread()",
    "speaks": "print('from a child', flush=True)",
    "warns": "warnings.simplefilter('always'); warnings.warn('from a child')",
    "logs": "logging.warning('from a child')",
    "writes past Python": "os.write(1, b'from a child'); raise ValueError",
}


@needs_fork
@pytest.mark.parametrize("what", WRONG)
def test_a_child_that(what: str) -> None:
    """Its share is done by the parent; what was registered for the end of the program is done once."""
    assert (
        says(f"""
import atexit
atexit.register(print, "end")

def unread():
    raise ValueError

class Unread:
    def __reduce__(self):
        return unread, ()

def work(items):
    if child() and 150 in items:
        {WRONG[what]}
    return squares(items)

results = sharing.shared(work, range(300))
assert joined(results) == SERIAL
assert [pid == PARENT for pid, _ in results] == [True, True, False]
""")
        == "end"
    )


@needs_fork
def test_errors_and_words_are_those_of_one_process() -> None:
    done = run("""
def work(items):
    for item in items:
        if item in (50, 150, 250):
            print(item, flush=True)
        if item in (260, 270):
            raise ValueError(item)

sharing.shared(work, range(300))
""")
    assert (done.stdout.split(), done.stderr.splitlines()[-1], done.returncode) == (
        ["50", "150", "250"],
        "ValueError: 260",
        1,
    )


@needs_fork
def test_no_more_processes_are_allowed() -> None:
    assert (
        says("""
def refuse():
    raise BlockingIOError
os.fork = refuse
assert joined(sharing.shared(squares, range(300))) == SERIAL
print("done")
""")
        == "done"
    )


@needs_fork
@pytest.mark.parametrize("ending", ["SIGKILL", "SIGTERM", "SIGINT", "SIGUSR1"])
def test_no_child_is_left(ending: str) -> None:
    """However the parent ends (USR1: by an exception, as a run that is stopped) while its children would work for ever."""
    code = """
def stop(*_):
    raise SystemExit(7)

def work(items):
    os.write(int(sys.argv[1]), b"x")
    while True:
        time.sleep(60)

signal.signal(signal.SIGUSR1, stop)
sharing.shared(work, range(300))
"""
    end, held = os.pipe()  # all three hold it: it comes to its end with the last of them
    with (
        os.fdopen(end, "rb") as pipe,
        subprocess.Popen(
            [sys.executable, "-c", START + code, str(held)], pass_fds=[held], stderr=subprocess.DEVNULL
        ) as process,
    ):
        os.close(held)
        assert pipe.read(3) == b"xxx"
        process.send_signal(getattr(signal, ending))
        assert pipe.read() == b""
        assert process.wait(TIMEOUT) == {"SIGUSR1": 7}.get(ending, -getattr(signal, ending))


@needs_fork
def test_something_is_done_beside() -> None:
    said = says("""
with sharing.beside(os.getpid) as other:
    assert other() == other() != PARENT
with sharing.beside(os.getpid, worth=False) as other:
    assert other() == PARENT
def fails():
    raise ValueError(f"no: {child()}")
with sharing.beside(fails) as other:
    try:
        other()
    except ValueError as error:
        print(error)
""")
    assert said == "no: False"
