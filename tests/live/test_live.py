"""`dateline live` without a browser: builds what is saved, tells what is wrong, and never dies of a mistake."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

import pytest
from dateline.authoring.live import target
from dateline.live.server import Server, listen
from dateline.live.state import State

from tests.live.running import OWN, PATIENCE, Running, running
from tests.sites import GOOD, ROOT, environment, tree, write

ABOUT = str(GOOD["content/pages/about.md"])
FIRST = str(GOOD["content/articles/first.md"])
PLUGIN = "from pelican import signals\n\n\ndef act(*args):\n    {}\n\n\ndef register():\n    signals.finalized.connect(act)\n"
WITH_PLUGIN = OWN + 'PLUGINS = ["dateline", "more"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "own"]\n'


def about(words: str) -> dict[str, str]:
    return {"content/pages/about.md": ABOUT.replace("Much.", words)}


def test_what_is_saved_is_served(site: Path) -> None:
    with running(site) as live:
        made = tree(live.root / "output")
        assert live.save(about("Less.")) == []
        assert "Less." in live.ask("/about/")[1]
        assert "dateline/live" not in "".join(file.read_text("utf-8", "replace") for file in (live.root / "output").rglob("*.html"))
        assert live.desk.state.told.changed.count("about/index.html") == 1
        assert live.desk.state.told.go == "about/index.html"
        assert live.save(about("Much.")) == []
        assert tree(live.root / "output") == made, "byte for byte what it was: nothing survives from one build into the next"

        # Touched, not changed.
        (live.root / "content/pages/about.md").touch()
        assert live.built() == []
        assert live.desk.state.told.changed == ()

        # A theme of its own, which comes, changes and goes.
        base = (ROOT / "theme/static/css/base.css").read_text("utf-8")
        assert live.save({"theme/static/css/base.css": f"{base}@layer base {{ h1 {{ outline-color: #123456 }} }}\n"}) == []
        assert "#123456" in live.ask("/about/")[1]
        assert live.save({"theme/templates/page.html": "{% extends 'shells/base.html' %}{% block main %}<p class='a-rule'>Ours</p>{% endblock %}\n"}) == []
        assert "Ours" in live.ask("/about/")[1]
        assert live.desk.state.told.go == ""
        assert live.save({"theme/templates/page.html": None}) == []
        assert "Much." in live.ask("/about/")[1]

        # A burst, as when a branch is checked out: the last word counts.
        for number in range(30):
            write(live.root, about(f"Version {number}."))
        live.built()
        while "Version 29." not in live.ask("/about/")[1]:
            live.built()

        # A page that is removed, and comes back.
        tag = live.state("/about/")["tag"]
        assert live.save({"content/pages/about.md": None}) == []
        gone, page = live.ask("/about/")
        assert (gone.status, "There is nothing here." in page, ".dateline/live.js" in page) == (404, True, True)
        assert live.state("/about/")["tag"] != tag
        assert live.save(about("Back.")) == []
        assert live.ask("/about/")[0].status == 200


def test_a_problem_is_told_until_it_is_mended(site: Path) -> None:
    with running(site) as live:
        made = tree(live.root / "output")
        broken = {"content/articles/first.md": FIRST.replace("Places: almaty", "Places: almatty")}
        assert live.save(broken) == ['content/articles/first.md:6: unknown place "almatty"']
        (problem,) = live.state()["problems"]
        assert (problem["do"], problem["lines"][2]) == ('did you mean "almaty"?', [6, "Places: almatty"])
        assert live.state()["state"] == "The site is as it was before."
        assert tree(live.root / "output") == made
        assert live.save({**about("Both."), "content/data/people.yaml": "mayor: [\n"})[-1].startswith("content/data/people.yaml:")
        assert len(live.problems()) > 1
        live.save({"content/data/people.yaml": GOOD["content/data/people.yaml"]})
        assert live.save({"content/articles/first.md": FIRST}) == []
        assert (live.state()["problems"], "Both." in live.ask("/about/")[1]) == ([], True)
        # A warning is no reason not to build.
        assert live.save({"content/articles/first.md": FIRST.replace("2022-01-07", "2999-01-07")}) == []
        assert [each["path"] for each in live.state()["warnings"]] == ["content/articles/first.md"]


def test_settings_and_code_are_loaded_anew(site: Path) -> None:
    with running(site, {"own/more.py": PLUGIN.format("pass")}) as live:
        assert live.save({"pelicanconf.py": OWN + 'SITENAME = "Another name"\n'}) == []
        assert "Another name" in live.ask("/")[1]

        (found,) = live.save({"pelicanconf.py": OWN + "SITENAME = = 1\n"})
        assert re.fullmatch(r"pelicanconf.py:\d+: this is not Python \(invalid syntax\)", found)
        assert live.ask("/")[0].status == 200, "the last good site stays"
        (found,) = live.save({"pelicanconf.py": OWN + "import nowhere_to_be_found\n"})
        assert "ModuleNotFoundError: No module named 'nowhere_to_be_found'" in found
        (found,) = live.save({"pelicanconf.py": OWN + "raise SystemExit(3)\n"})
        assert found.endswith("SystemExit: 3")
        assert live.save({"pelicanconf.py": OWN.replace("THEME =", "PELICAN_CLASS = 'pelican.Pelican'\nTHEME =")}) == ["pelicanconf.py:0: PELICAN_CLASS is not Dateline's"]
        assert live.save({"pelicanconf.py": None}) == ["pelicanconf.py:0: the file is not there"]
        assert live.save(about("Without settings.")) == ["pelicanconf.py:0: the file is not there"]
        assert live.save({"pelicanconf.py": WITH_PLUGIN}) == []
        assert "Without settings." in live.ask("/about/")[1]

        (found,) = live.save({"own/more.py": PLUGIN.format('raise ValueError("no")')})
        assert found == "own/more.py:5: ValueError: no"
        (found,) = live.save({"own/more.py": "\ndef register(:\n"})
        assert found.startswith("own/more.py:2: SyntaxError: invalid syntax")
        (found,) = live.save({"own/more.py": PLUGIN.format("import os; os._exit(7)")})
        assert found == "pelicanconf.py:0: the process that builds has ended without a word (status 7)"
        write_file = 'from pathlib import Path; Path(args[0].output_path, "written.txt").write_text("by a plug-in")'
        assert live.save({"own/more.py": PLUGIN.format(write_file)}) == []
        assert live.ask("/written.txt")[1] == "by a plug-in"
        assert live.save({"pelicanconf.py": OWN}) == []
        assert live.ask("/written.txt")[0].status == 404


def test_a_build_that_code_has_overtaken_is_given_up(site: Path) -> None:
    slow = PLUGIN.format("import time; time.sleep(600)")
    with running(site, {"own/more.py": PLUGIN.format("pass"), "pelicanconf.py": WITH_PLUGIN}) as live:
        write(live.root, {"own/more.py": slow})
        until = time.monotonic() + PATIENCE
        while not (live.desk.state.building and list(live.root.glob(".output.new-*"))):
            assert time.monotonic() < until
            time.sleep(0.01)
        assert live.save({"own/more.py": PLUGIN.format("pass"), **about("Quick.")}) == []
        assert "Quick." in live.ask("/about/")[1]
        assert list(live.root.glob(".output.new-*")) == []


def test_folders_may_go_and_come_back(site: Path) -> None:
    with running(site) as live:
        (live.root / "content").rename(live.root / "elsewhere")
        assert live.built()[0] == "content:0: it is not there any more"
        assert live.ask("/")[0].status == 200
        (live.root / "elsewhere").rename(live.root / "content")
        live.until()
        assert live.save(about("Back.")) == []

        # Who asks for a site that is gone has it built again. (It goes in one step: a late word of the watch would find it half gone.)
        (live.root / "output").rename(live.root / "gone")
        assert live.ask("/")[0].status == 503
        assert live.built() == []
        assert live.ask("/about/")[0].status == 200

        # A template that is broken, and mended.
        (found,) = live.save({"theme/templates/page.html": "{% block %}\n"})
        assert found.startswith("theme/templates/page.html:1: ")
        assert live.save({"theme/templates/page.html": None}) == []


def test_the_server_answers_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").write_text("<head></head>", encoding="utf-8")
    live = Running(tmp_path)
    live.server.start()
    try:
        for path in ("/", "/.dateline/live.js", "/.dateline/events", "/.dateline/state", "/.dateline/messages"):
            assert live.ask(path, {"Host": "rebound.example.org"})[0].status == 403
        answer, body = live.ask("/", {"Host": "localhost"}, "HEAD")
        assert (answer.status, body, answer.headers["Cache-Control"]) == (200, "", "no-store")
        assert live.ask("/", method="POST")[0].status == 501
        assert live.ask("/.dateline/live.js")[0].headers["Content-Type"] == "text/javascript; charset=utf-8"

        # Who hangs up is no reason to fail; who listens is told when all ends.
        gone = socket.create_connection(("127.0.0.1", live.server.server_port))
        gone.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        gone.close()
        listening = HTTPConnection("127.0.0.1", live.server.server_port, timeout=PATIENCE)
        listening.request("GET", "/.dateline/events")
        stream = listening.getresponse()
        assert stream.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        assert stream.readline() == b"retry: 1000\n"
        assert stream.readline().startswith(b"data: {")
        live.desk.state.close()
        stream.read()
        listening.close()
    finally:
        live.desk.close()
        live.server.shutdown()
        live.server.server_close()


def test_a_port_that_cannot_be_had_is_no_obstacle(tmp_path: Path) -> None:
    def serve(port: int) -> Server:
        return Server(port, State(), lambda: tmp_path, lambda: None)

    with listen(0, serve) as first, listen(first.server_port, serve) as second, listen(70_000, serve) as third, listen(-9, serve) as fourth:
        assert len({server.server_port for server in (first, second, third, fourth)}) == 4
        assert second.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("saved", "changed", "go"),
    [
        (["a.md"], ["a/index.html", "index.html"], "a/index.html"),
        (["a.md"], ["index.html"], ""),
        (["a.md", "b.md"], ["a/index.html", "b/index.html"], ""),
        (["people.yaml"], ["people/one/index.html", "people/two/index.html"], ""),
        (["people.yaml"], ["people/two/index.html"], "people/two/index.html"),
        (["page.html"], ["a/index.html"], ""),
        ([], ["a/index.html"], ""),
    ],
)
def test_the_page_to_go_to(saved: list[str], changed: list[str], go: str) -> None:
    pages = {"a.md": ["a/index.html"], "b.md": ["b/index.html"], "people.yaml": ["people/one/index.html", "people/two/index.html"]}
    assert target(saved, pages, changed) == go


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_no_process_is_left(site: Path, tmp_path: Path, number: signal.Signals, status: int) -> None:
    # Whoever reads the settings last is the process that builds.
    write(site, {"pelicanconf.py": str(GOOD["pelicanconf.py"]) + 'import os\nPath("pid").write_text(str(os.getpid()))\n'})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = subprocess.Popen(
            [sys.executable, "-m", "dateline", "live", "--no-browser", "--port", str(port)],
            cwd=site,
            env=environment(tmp_path / "home", PYTHONPATH=str(ROOT / "plugins")),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert run.stdout is not None
        said = [run.stdout.readline() for _ in range(2)]
        assert said[0] == f"Port {port} is not free; this one is:\n"
        assert re.fullmatch(r"Serving at http://127\.0\.0\.1:\d+/ \(Ctrl-C stops\)\n", said[1])
        address = said[1].split()[2]
        with urllib.request.urlopen(f"{address}.dateline/events", timeout=PATIENCE) as events:
            while not re.search(rb'"number": [1-9]', events.readline()):
                pass
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert b"A small event" in answer.read()
        run.send_signal(number)
        rest = run.communicate(timeout=PATIENCE)[0].splitlines()
    assert [line.partition(" 24 pages")[0] for line in rest] == ["Dateline:"]
    assert run.returncode == status
    builder = int((site / "pid").read_text())
    assert builder != run.pid
    until = time.monotonic() + PATIENCE
    while _is_there(builder):
        assert time.monotonic() < until, "the process that builds has been left"
        time.sleep(0.01)


def _is_there(process: int) -> bool:
    """Tell whether a process lives; one that nobody has waited for (no init does so in a container) does not."""
    try:
        os.kill(process, 0)
        stat = Path(f"/proc/{process}/stat")
        return not stat.is_file() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
