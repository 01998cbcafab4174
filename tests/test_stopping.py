"""Ctrl-C and the like at any moment: its own exit status, one line, nothing left behind; and what is said after the swap is true."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites import GOOD, TIMEOUT, command, environment, pelican, small_picture, tree, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")

CONF = str(GOOD["pelicanconf.py"])
UNTOUCHED = "Stopped. Nothing was written; the site is as it was.\n"
STATUS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


def names(site: Path) -> list[str]:
    return sorted(file.name for file in site.iterdir() if file.name != "__pycache__")


def plugin(code: str) -> dict[str, str]:
    """Return a plug-in of this code, and settings that load it; `stop()` sends the signal in STOP to its own process."""
    return {
        "pelicanconf.py": CONF + 'PLUGINS = ["dateline", "stop"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\n',
        "more/stop.py": f"import os\nfrom pelican import signals\n\n\ndef stop(*args, **kwargs):\n    os.kill(os.getpid(), int(os.environ['STOP']))\n\n\n{code}",
    }


def at(name: str) -> str:
    return f"def register():\n    signals.{name}.connect(stop)\n"


MOMENTS = {
    "when the plug-in is imported": "stop()\n",
    "when it is registered": "def register():\n    stop()\n",
    "at the start": at("initialized"),
    "before an article is read": at("article_generator_preread"),
    "when all is read": at("all_generators_finalized"),
    "at the end": at("finalized"),
    "where somebody swallows it": "def swallow(sender):\n    try:\n        stop()\n    except BaseException:\n        pass\n\n\ndef register():\n    signals.finalized.connect(swallow)\n",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_at_any_moment(site: Path, moment: str) -> None:
    write(site, plugin(MOMENTS[moment]))
    before, beside = tree(site / "output"), names(site)
    done = pelican(site, STOP=str(int(signal.SIGINT)))
    assert (done.stderr, done.returncode) == (UNTOUCHED, 130)
    assert tree(site / "output") == before
    assert names(site) == beside


def test_ctrl_c_while_the_settings_are_read(site: Path) -> None:
    write(site, {"pelicanconf.py": CONF + "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"})
    done = pelican(site, STOP="itself")
    assert (done.stderr, done.returncode) == ("", 130)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_other_signals(site: Path, number: signal.Signals) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("ignored here (nohup), and what is ignored stays so")
    write(site, plugin(at("finalized")))
    before, beside = tree(site / "output"), names(site)
    done = pelican(site, STOP=str(int(number)))
    assert (done.stderr, done.returncode) == (UNTOUCHED, STATUS[number])
    assert tree(site / "output") == before
    assert names(site) == beside


def test_no_worker_is_left(site: Path) -> None:
    """Stopped when the first picture is made and another is in work."""
    code = "from dateline.pictures.cache import Cache\nCache.put = stop\n\n\ndef register():\n    pass\n"
    pictures = {f"content/pictures/{name}.png": small_picture(name) for name in ("red", "green", "blue")}
    captions = {f"content/pictures/{name}.md": "Alt: A colour\nCredit: Nobody\n" for name in ("red", "green", "blue")}
    write(site, {**plugin(code), **pictures, **captions})
    before, beside = tree(site / "output"), names(site)
    run = subprocess.Popen(
        command("content"),
        cwd=site,
        env=environment(site.parent / "home", STOP=str(int(signal.SIGTERM))),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    _, said = run.communicate(timeout=TIMEOUT)
    assert (said, run.returncode) == (UNTOUCHED, 143)
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    assert tree(site / "output") == before
    assert names(site) == beside


@pytest.mark.parametrize(
    ("code", "said", "status"),
    [
        ("stop()", ["Stopped. The new site is in place."], 130),
        ("try:\n        stop()\n    except BaseException:\n        pass", ["Stopped. The new site is in place."], 130),
        (
            "import weakref\n\n    class Held:\n        pass\n\n    held = Held()\n    weakref.finalize(held, stop)\n    del held",
            ["Stopped. The new site is in place."],
            130,
        ),
        (
            "raise ValueError('too late')",
            [
                "more/stop.py:10: ValueError: too late: mend it, or take the plugin out of PLUGINS; pelican -D shows how it came to this",
                "1 problem. The new site is in place.",
            ],
            2,
        ),
    ],
    ids=["stopped", "stopped where somebody swallows it", "stopped in a finaliser", "failing"],
)
def test_after_the_swap(site: Path, code: str, said: list[str], status: int) -> None:
    write(site, plugin(f"def late(*args):\n    {code}\n\n\ndef register():\n    import dateline.building\n    dateline.building.remind = late\n"))
    write(site, {"content/pages/about.md": "Title: About us\nSlug: about\n\nText.\n"})
    beside = names(site)
    done = pelican(site, STOP=str(int(signal.SIGINT)))
    assert (done.stderr.splitlines(), done.returncode) == (said, status)
    assert "About us" in (site / "output/about/index.html").read_text("utf-8")
    assert names(site) == beside


def test_the_moment_of_the_swap_itself(site: Path) -> None:
    """The site is in place, though nobody had the time to note it."""
    code = (
        "from dateline.deliver import swap\nexchange = swap._exchange_at_once\n\n\n"
        "def exchange_and_stop(*folders):\n    done = exchange(*folders)\n    stop()\n    return done\n\n\n"
        "swap._exchange_at_once = exchange_and_stop\n\n\ndef register():\n    pass\n"
    )
    write(site, plugin(code))
    write(site, {"content/pages/about.md": "Title: About us\nSlug: about\n\nText.\n"})
    beside = names(site)
    done = pelican(site, STOP=str(int(signal.SIGINT)))
    assert (done.stderr, done.returncode) == ("Stopped. The new site is in place.\n", 130)
    assert "About us" in (site / "output/about/index.html").read_text("utf-8")
    assert names(site) == beside


@pytest.mark.parametrize("seconds", [0, 1], ids=["at the end of a build", "while it waits"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_regenerating_ends(site: Path, number: signal.Signals, seconds: int) -> None:
    run = subprocess.Popen(
        command("content", "-r"),
        cwd=site,
        env=environment(site.parent / "home", PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert run.stdout is not None
    for line in run.stdout:
        if line.startswith("Dateline:"):
            break
    time.sleep(seconds)
    run.send_signal(number)
    _, said = run.communicate(timeout=TIMEOUT)
    assert run.returncode == STATUS[number]
    assert "Traceback" not in said
