"""One event told in one language and in three: what the others cost; prints a table as docs/speed.md has it.

    python benchmarks/languages.py                              100 articles, 1,000 entries, 50 photographs
    python benchmarks/languages.py --articles 1000 --entries 100 --rounds 5

Every text and caption of the site of sites.py is translated (into as many words of other sentences, so nothing can be shared that a
translation does not share). Both are built in turn: from nothing, after a sentence more in one article, after one more in its translation,
after a change of a fact that all languages show, unchanged. What counts is the ratio, of each round by itself: three sites built one
after the other would be 3.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.builds import Spent, machine, quiet, ratio, spent
from benchmarks.sites import CONTENDERS, ROOT, Size, dateline, sentence

FURTHER = ("ru", "kk")
_WORDS_OF_HEADS = ("Title", "Summary", "Standfirst", "Alt", "Credit")
_SHIFT = 100_003
"""How far the numbers of a translation's sentences lie from the original's."""


def translated(files: Iterator[tuple[str, str | bytes]]) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files of a site in several languages: the original's, and a translation of each text."""
    for number, (name, data) in enumerate(files):
        if name == "content/event.md":
            assert isinstance(data, str)
            yield name, data.replace("Timezone:", f"Languages: en; {'; '.join(FURTHER)}\nTimezone:", 1)
        else:
            yield name, data
        if name.startswith("content/") and name.endswith(".md") and isinstance(data, str):
            for place, language in enumerate(FURTHER, 1):
                yield f"{name.removesuffix('.md')}.{language}.md", _translation(data, number + place * _SHIFT, event=name == "content/event.md")


def _translation(text: str, number: int, *, event: bool) -> str:
    """Return a text's translation: words of its head, and as many paragraphs of other sentences, with the same placed components."""
    head, _, body = text.partition("\n\n")
    names = ("Title", "Kicker") if event else _WORDS_OF_HEADS
    said = [f"{line.partition(':')[0]}: {sentence(number, 5)}" for line in head.splitlines() if line.partition(":")[0] in names]
    paragraphs = [_paragraph(paragraph, number + at) for at, paragraph in enumerate(body.strip().split("\n\n"))] if body.strip() else []
    return "\n".join(said) + "\n\n" + "\n\n".join(paragraphs) + "\n"


def _paragraph(paragraph: str, number: int) -> str:
    if paragraph.startswith(("![", "[[", "#", "-", "|", ">")):
        return paragraph
    cited = "".join(part[: part.index("]") + 1] for part in paragraph.split("[@")[1:] for part in ["[@" + part])
    sentences = max(1, len(paragraph.split()) // 14)
    return " ".join(sentence(number * 53 + each) for each in range(sentences)) + cited


def _append(site: Path, name: str, turn: int) -> None:
    with (site / name).open("a", encoding="utf-8") as file:
        file.write(f"\nOne sentence more, number {turn}.\n")


def _fact(site: Path, turn: int) -> None:
    """Change who published the one source, which every entry shows."""
    file = site / "content/data/sources.yaml"
    file.write_text(f"source:\n  title: A report\n  publisher: Paper {turn}\n", "utf-8")


Prepare = Callable[[Path, int], None]
WORKS: Mapping[str, Prepare | None] = {
    "cold": None,
    "one edit of an article": lambda site, turn: _append(site, "content/articles/a1.md", turn),
    "one edit of its translation": lambda site, turn: _append(site, f"content/articles/a1.{FURTHER[0]}.md", turn),
    "a fact that all show": _fact,
    "nothing changed": lambda site, turn: None,
}


def main() -> None:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--entries", type=int, default=1_000)
    options.add_argument("--pictures", type=int, default=50)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--loaded", action="store_true", help="run even while other work is going on (the ratios are then worth little)")
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    if not quiet(load, os.cpu_count() or 1) and not chosen.loaded:
        raise SystemExit(f"The load is {load:.1f}: other work is going on, and would be measured, too. Wait until it is over, or say --loaded.")
    compileall.compile_dir(ROOT / "plugins", quiet=1)
    size = Size(chosen.articles, chosen.entries, chosen.pictures)
    contender = CONTENDERS["dateline"]
    print(f"{machine(())}; load before {load:.1f}; medians of {chosen.rounds} rounds; {size.articles:,} articles, {size.entries:,} entries, {size.pictures:,} photographs.\n")
    print("| Work | One language | Three languages | Times |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        sites = {"one": Path(folder, "one"), "three": Path(folder, "three")}
        for name, site in sites.items():
            for path, data in translated(dateline(size)) if name == "three" else dateline(size):
                file = site / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data if isinstance(data, bytes) else data.encode())
            spent(contender.command(), site)
        for work, prepare in WORKS.items():
            found: dict[str, list[Spent]] = {name: [] for name in sites}
            for turn in range(1, chosen.rounds + 1):
                for name, site in sites.items():
                    if prepare is None:
                        for made in (contender.output, *contender.caches):
                            shutil.rmtree(site / made, ignore_errors=True)
                    elif name == "three" or "translation" not in work:
                        prepare(site, turn)
                    else:
                        _append(site, "content/articles/a1.md", turn)  # what it is compared with: the edit of the one text there is
                    found[name].append(spent(contender.command(), site))
            one, three = (statistics.median(each.wall for each in found[name]) for name in sites)
            print(f"| {work} | {one:.2f} s | {three:.2f} s | {ratio(found['three'], found['one'])} |", flush=True)


if __name__ == "__main__":
    main()
