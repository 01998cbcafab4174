"""How a timeline grows: sites of 100, 1,000 and 10,000 entries over a year, each built in a process of its own.

    python benchmarks/timeline.py              builds all, prints the table of docs/figures-measured.md
    python benchmarks/timeline.py 100 500      other numbers of entries

Wall time, processor time (which other work on the machine changes less), peak memory, the front and timeline pages after gzip, and the most entries that one page holds. The content is made
from nothing but the numbers, so two runs build the same sites.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COUNTS = (100, 1_000, 10_000)
KINDS = ("protest", "government", "security", "aftermath")
PLACES, PEOPLE, SOURCES = 40, 60, 80
WORDS = (
    "On that day people gathered in the square and in the streets around it, and asked for an answer. The council promised one "
    "by the evening. How many came is told in different ways, and nobody counted.[@source-{}]"
)
SETTINGS = f"""\
import runpy
from pathlib import Path

ROOT = Path({str(ROOT)!r})
globals().update((k, v) for k, v in runpy.run_path(str(ROOT / "pelicanconf.py")).items() if k.isupper())
PLUGIN_PATHS = [str(ROOT / "plugins")]
THEME = str(ROOT / "theme")
SITENAME = "A year"
"""


@dataclass(frozen=True)
class Measured:
    """One build: entries, seconds by the clock and of the processor, peak memory in MB (1,000,000 bytes), pages after gzip in kB, most entries on a page."""

    entries: int
    seconds: float
    processor: float
    memory: float
    front: float
    timeline: float
    most: int


def files(count: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a site with so many entries in 2022."""
    yield "pelicanconf.py", SETTINGS
    kinds = "\n".join(f"    {kind} = {kind.title()}" for kind in KINDS)
    yield "content/event.md", f"Title: A year\nStarts: 2022-01-01\nEnds: 2022-12-31\nTimezone: UTC\nKinds:\n{kinds}\n\nIt began.[@source-0]\n"
    data = {
        "sources": "".join(f"source-{n}:\n  title: Report {n}\n  publisher: Paper {n % 9}\n" for n in range(SOURCES)),
        "people": "".join(f"person-{n}:\n  name: Person {n}\n" for n in range(PEOPLE)),
        "places": "".join(
            f"place-{n}:\n  name: Place {n}\n  lat: {44 + n % 7}\n  lon: {52 + n * 0.7:.1f}\n" for n in range(PLACES)
        ),
    }
    yield from ((f"content/data/{name}.yaml", text) for name, text in data.items())
    for number in range(count):
        yield f"content/timeline/entry-{number}.md", entry(number, count)


def entry(number: int, count: int) -> str:
    """Return the file of an entry; moments are spread evenly over the year, one in fifty entries is a highlight."""
    when = datetime(2022, 1, 1) + timedelta(minutes=number * 525_600 // count)
    head = [
        f"Title: What happened as number {number} of the year",
        f"When: {when:%Y-%m-%dT%H:%M}",
        f"Kind: {KINDS[number % len(KINDS)]}",
        f"Places: place-{number * 7 % PLACES}",
        f"People: person-{number * 11 % PEOPLE}; person-{number * 13 % PEOPLE}",
        f"Slug: entry-{number}",
        *(["Highlight: yes"] if number % 50 == 0 else []),
    ]
    return "\n".join(head) + "\n\n" + WORDS.format(number % SOURCES) + "\n"


def measure(count: int) -> Measured:
    """Build a site with so many entries, without any cache."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in files(count):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        start = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "pelican", "content"], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            assert process.stderr is not None
            told = process.stderr.read().decode()
            # Not communicate(): wait4 tells the memory of this child alone.
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(told)
        output = root / "output"
        return Measured(
            entries=count,
            seconds=seconds,
            processor=usage.ru_utime + usage.ru_stime,
            # Linux counts in kibibytes, macOS in bytes.
            memory=usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1_000_000,
            front=zipped(output / "index.html"),
            timeline=zipped(output / "timeline/index.html"),
            most=max(page.read_text("utf-8").count('<article class="entry') for page in output.rglob("*.html")),
        )


def zipped(page: Path) -> float:
    """Return the size of a page after gzip -9, in kB."""
    return len(gzip.compress(page.read_bytes(), 9, mtime=0)) / 1000


def table(rows: list[Measured]) -> str:
    """Return the table of docs/figures-measured.md."""
    head = "| Entries | Build | Processor | Peak memory | Front page | Timeline | Most on one page |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    lines = (
        f"| {row.entries:,} | {row.seconds:.1f} s | {row.processor:.1f} s | {row.memory:.0f} MB | {row.front:.0f} kB | {row.timeline:.0f} kB | {row.most} |"
        for row in rows
    )
    return "\n".join((head, *lines))


if __name__ == "__main__":
    print(table([measure(int(count)) for count in sys.argv[1:] or COUNTS]))
