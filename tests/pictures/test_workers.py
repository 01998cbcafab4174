"""Worker processes: whose parent is gone, they end."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
PATIENCE = 60

BUSY = """\
import sys, time
from pathlib import Path
from dateline.pictures import worker

def attempt(job, folder):
    print("busy", flush=True)  # to standard error: what a decoder prints is no answer
    time.sleep(600)

worker.attempt = attempt
worker.main(Path("."))
"""
"""A worker that is never done with its picture."""

PARENT = """\
import signal, subprocess, sys
from dateline.pictures.worker import send

process = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
send(process.stdin, "a picture")
print(process.pid, flush=True)
signal.pause()
"""


def started(command: list[str], stdin: int | None = None) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    return subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=stdin)


def gone(pid: int) -> bool:
    """Tell whether a process that is not ours has ended, or is about to be buried."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"
    except (ProcessLookupError, FileNotFoundError):
        return True


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_a_worker_goes_with_its_parent_at_once(sent: int) -> None:
    with started(["-c", PARENT, BUSY]) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        pid = int(parent.stdout.readline())
        assert parent.stderr.readline() == b"busy\n"
        parent.send_signal(sent)
        # Its end of the pipe stays open as long as anybody has it: so this waits for the worker too.
        assert parent.stderr.read() == b""
        until = time.monotonic() + PATIENCE
        while not gone(pid) and time.monotonic() < until:
            time.sleep(0.05)
        assert gone(pid)


def test_an_answer_that_nobody_takes(tmp_path: Path) -> None:
    """As when the parent is killed between the picture's end and the answer."""
    code = "from dateline.pictures import worker\nfrom pathlib import Path\nworker.attempt = lambda job, folder: 'made' * 99999\nworker.main(Path('.'))"
    with started(["-c", code], subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        message = pickle.dumps("a picture")
        process.stdin.write(len(message).to_bytes(8, "big") + message)
        process.stdin.flush()
        assert process.wait(PATIENCE) == 0
        assert process.stderr.read() == b""
