"""How heavy pages and the search's files get: builds one large site and prints the largest of each kind, in kB after gzip.

    python benchmarks/sizes.py                                            5,000 articles, 10,000 entries, 5,000 sources
    python benchmarks/sizes.py --articles 500 --entries 1000 --sources 500
    python benchmarks/sizes.py --output FOLDER                            looks at a site that is built already

A fifth of the entries are on one day; every text cites sources, names places and people, and links to others; few texts repeat another's words, so
that gzip is not flattered. The content is made from nothing but the numbers. Ends with status 1 where a page is heavier than 60 kB, or a file of the
search than 40 kB before gzip.
"""

from __future__ import annotations

import argparse
import gzip
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from timeline import SETTINGS

LIMIT = 60.0
"""kB (1,000 bytes) after gzip -9 that a page may have."""
SHARD = 40.0
"""kB that a file of the search may have, as it is."""
KINDS = ("protest", "government", "security", "aftermath")
PLACES, PEOPLE, ORGANISATIONS, QUOTES, FIGURES = 300, 500, 100, 300, 6
DAYS = 366
SYLLABLES = "an ber cor da el fin gar hol is jun kar lo men nor ost pra ri sul ta und vor wes yar zem".split()

KIND_OF = (
    (r"^index\.html$", "front"),
    (r"^timeline/(newest/)?(\d{1,3}/)?index\.html$", "timeline"),
    (r"^timeline/\d{4}(-\d\d){0,2}/(\d{1,3}/)?index\.html$", "day"),
    (r"^timeline/[\d-]+/[^/]*[a-z][^/]*/", "entry"),
    (r"^(articles|places|people|organisations|sources)/(\d+/)?index\.html$", "list of {}"),
    (r"^(articles|places|people|organisations|sources)/", "each of {}"),
    (r"^pictures/", "picture"),
    (r"^(figures|corrections|downloads)/", "{}"),
)
"""What kind of page a file is, by its path; the first pattern that fits counts."""


@dataclass(frozen=True)
class Kind:
    """The pages of one kind: how many, the heaviest of them, its size plain and after gzip in kB."""

    name: str
    pages: int
    heaviest: str
    plain: float
    zipped: float


class Words:
    """Words that do not repeat as the few of a fixed list would: some are common, most are rare, as in any language."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._all = ["".join(self._random.choices(SYLLABLES, k=self._random.choice((1, 2, 2, 3, 3, 4)))) for _ in range(4_000)]
        self._weights = [1 / (rank + 3) for rank in range(len(self._all))]

    def some(self, count: int) -> str:
        """Return so many words, as a sentence without its full stop."""
        return " ".join(self._random.choices(self._all, self._weights, k=count)).capitalize()

    def text(self, sentences: int) -> str:
        """Return a paragraph."""
        return " ".join(f"{self.some(12)}." for _ in range(sentences))


def files(articles: int, entries: int, sources: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a site of this size."""
    words = Words(1)
    yield "pelicanconf.py", SETTINGS
    kinds = "\n".join(f"    {kind} = {kind.title()}" for kind in KINDS)
    figures = "; ".join(f"figure-{n}" for n in range(FIGURES))
    yield "content/event.md", (
        f"Title: A year\nStandfirst: {words.text(2)}\nStarts: 2024-01-01\nEnds: 2024-12-31\nTimezone: UTC\nFigures: {figures}\nKinds:\n{kinds}\n\n"
        f"{words.text(4)}[@source-0]\n\n[[timeline: 2024-06-15]]\n"
    )
    for name, text in data(words, sources).items():
        yield f"content/data/{name}.yaml", text
    for number in range(entries):
        yield f"content/timeline/entry-{number}.md", entry(words, number, entries, sources)
    for number in range(articles):
        yield f"content/articles/article-{number}.md", article(words, number, entries, sources)


def data(words: Words, sources: int) -> dict[str, str]:
    """Return the data files by name."""

    def cited(number: int) -> str:
        return f"  sources: [source-{number % sources}]\n"

    reports = "".join(f"  - value: {n * 7}\n    by: organisation-{n}\n    as_of: 2024-03-{n % 28 + 1:02}\n    sources: [source-{n % sources}]\n" for n in range(30))
    return {
        "sources": "".join(
            f"source-{n}:\n  title: {words.some(8)}\n  publisher: The {words.some(1)} Paper {n % 90}\n  url: https://example.org/{n}/{words.some(3).replace(' ', '-')}\n"
            f"  date: 2024-{n % 12 + 1:02}-{n % 28 + 1:02}\n  read: 2024-12-01\n"
            for n in range(sources)
        ),
        "people": "".join(f"person-{n}:\n  name: {words.some(2)}\n  role: {words.some(3)}\n  organisation: organisation-{n % 3}\n{cited(n)}" for n in range(PEOPLE)),
        "organisations": "".join(f"organisation-{n}:\n  name: {words.some(3)}\n  what: {words.some(5)}\n{cited(n)}" for n in range(ORGANISATIONS)),
        # All lie within the first: what happens in any of them happens there.
        "places": "".join(
            f"place-{n}:\n  name: {words.some(1)} {n}\n  lat: {44 + n % 70 / 10}\n  lon: {52 + n * 0.1:.1f}\n" + ("  within: place-0\n" if n else "") + cited(n)
            for n in range(PLACES)
        ),
        "figures": "".join(f"figure-{n}:\n  title: {words.some(3)}\n  unit: people\n  reports:\n{reports}" for n in range(FIGURES)),
        "quotes": "".join(f"quote-{n}:\n  text: {words.some(20)}.\n  speaker: person-{n % 2}\n{cited(n)}" for n in range(QUOTES)),
    }


def entry(words: Words, number: int, count: int, sources: int) -> str:
    """Return the file of an entry; every fifth is on one day, one in twenty is a highlight, one in ten was corrected."""
    when = datetime(2024, 6, 15) + timedelta(minutes=number % 1_440) if number % 5 == 0 else datetime(2024, 1, 1) + timedelta(minutes=number * 1_440 * DAYS // count)
    head = [
        f"Title: {words.some(8)}",
        f"When: {when:%Y-%m-%dT%H:%M}",
        f"Kind: {KINDS[number % len(KINDS)]}",
        f"Places: place-{number * 7 % PLACES}",
        f"People: person-{number * 11 % PEOPLE}; person-1",
        f"Organisations: organisation-{number % ORGANISATIONS}",
        f"Slug: entry-{number}",
        *(["Highlight: yes"] if number % 20 == 0 else []),
        *([f"Correction: 2025-01-{number % 28 + 1:02}: {words.text(1)}"] if number % 10 == 0 else []),
    ]
    return "\n".join(head) + f"\n\n{words.text(3)}[@source-{number % sources}; @source-0]\n"


def article(words: Words, number: int, entries: int, sources: int) -> str:
    """Return the file of an article."""
    day = datetime(2024, 1, 1) + timedelta(hours=number)
    head = f"Title: {words.some(8)}\nDate: {day:%Y-%m-%d}\nTags: {words.some(1)}; all\nPlaces: place-{number % PLACES}\nPeople: person-1\nSlug: article-{number}\n"
    links = f"[As told]({{filename}}../timeline/entry-{number % entries}.md) and [before]({{filename}}../timeline/entry-0.md)."
    return f"{head}Summary: {words.text(2)}\n\n{words.text(8)}[@source-{number % sources}; @source-{number * 3 % sources}; @source-0]\n\n{links}\n"


def build(root: Path, articles: int, entries: int, sources: int) -> Path:
    """Write the site and build it; return its output."""
    for name, text in files(articles, entries, sources):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "pelican", "content"], cwd=root, check=True)
    return root / "output"


def kind_of(name: str) -> str:
    """Return what kind of page a file of the output is."""
    for pattern, kind in KIND_OF:
        if found := re.match(pattern, name):
            return kind.format(*found.groups(""))
    return "other"


def kinds_in(output: Path) -> list[Kind]:
    """Return all kinds of pages of a site, the one with the heaviest page first."""
    return _kinds(output, sorted(output.rglob("*.html")), kind_of)


def search_in(output: Path) -> list[Kind]:
    """Return all kinds of files of its search: the index that leads to all others, and these."""
    return _kinds(output, sorted(output.glob("**/search/**/*.js")), lambda name: f"search: {name.rpartition('/')[2].partition('-')[0].removesuffix('.js')}")


def _kinds(output: Path, files: Sequence[Path], named: Callable[[str], str]) -> list[Kind]:
    found: dict[str, list[Path]] = {}
    for file in files:
        found.setdefault(named(file.relative_to(output).as_posix()), []).append(file)
    kinds = []
    for name, pages in found.items():
        # Zipped are only the few that are largest: what is a fifth as large cannot be heavier.
        most = max(page.stat().st_size for page in pages)
        zipped = {page: len(gzip.compress(page.read_bytes(), 9, mtime=0)) / 1000 for page in pages if page.stat().st_size > most * 0.8}
        heaviest = max(zipped, key=lambda page: zipped[page])
        kinds.append(Kind(name, len(pages), heaviest.relative_to(output).as_posix(), heaviest.stat().st_size / 1000, zipped[heaviest]))
    return sorted(kinds, key=lambda kind: -kind.zipped)


def table(kinds: list[Kind]) -> str:
    """Return the kinds as a table."""
    rows = (f"| {kind.name} | {kind.pages:,} | {kind.heaviest} | {kind.plain:.0f} kB | {kind.zipped:.1f} kB |" for kind in kinds)
    return "\n".join(("| Kind | Files | Heaviest | Plain | gzip |", "| --- | ---: | --- | ---: | ---: |", *rows))


def main() -> int:
    """Build what was asked for; return 1 where a page is too heavy."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=5_000)
    options.add_argument("--entries", type=int, default=10_000)
    options.add_argument("--sources", type=int, default=5_000)
    options.add_argument("--output", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        output = chosen.output or build(Path(folder), chosen.articles, chosen.entries, chosen.sources)
        kinds, search = kinds_in(output), search_in(output)
        largest = max(file.stat().st_size for file in output.glob("**/search/**/*.js"))
    print(table([*kinds, *search]))
    print(f"The largest file of the search has {largest / 1000:.1f} kB.")
    return int(any(kind.zipped > LIMIT for kind in kinds) or largest > SHARD * 1000)


if __name__ == "__main__":
    sys.exit(main())
