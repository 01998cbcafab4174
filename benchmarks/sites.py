"""The same site for several generators, made from nothing but numbers: articles, entries, places, photographs with captions.

Each generator makes the same kinds of pages of it: front page, a page for each article and entry (with those before and after it), lists of
both, a page for each place (peers: a tag), a feed, a sitemap. Dateline makes renditions of each photograph, pages for days and sources, pages to
embed and a search besides; peers copy the photographs and make plain pages. Share cards, pictures which no peer draws, are off.
"""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".cache/benchmarks"
HUGO, ELEVENTY = "0.168.0", "3.1.8"
PLACES = 40
LISTED = 20
"""How many texts a list shows at most."""
WORDS = (
    "council square evening report people street winter price letter answer question promise number station bridge market office "
    "morning river train road school window paper voice line crowd order hour street list name table record page word"
).split()
ADDRESS = "https://example.org"

Files = Iterator[tuple[str, str | bytes]]


@dataclass(frozen=True)
class Size:
    """How large a site is: articles, entries, photographs. Every so many articles one shows a photograph."""

    articles: int
    entries: int
    pictures: int = 0

    def picture_of(self, article: int) -> int | None:
        """Return the photograph that an article shows, if it does."""
        every = self.articles // self.pictures if self.pictures else 0
        return article // every if every and article % every == 0 and article // every < self.pictures else None

    @property
    def places(self) -> int:
        """How many places its texts name."""
        texts = [*(place for n in range(self.articles) for place in places(n)), *(n % PLACES for n in range(self.entries))]
        return len(set(texts))


@dataclass(frozen=True)
class Contender:
    """A site generator: its site, its command line in that site's folder, and what is edited there; its output and caches.

    `pages` says where each kind of page lies in the output, `template` which file is edited, and the text in it that gets a blank more.
    """

    name: str
    write: Callable[[Size], Files]
    command: Callable[[], list[str]]
    template: tuple[str, str]
    pages: Mapping[str, str]
    caches: tuple[str, ...] = ()
    articles: str = "content/articles/a{}.md"
    entries: str = "content/timeline/e{}.md"
    output: str = "output"


# The same words for all.


def sentence(number: int, length: int = 14) -> str:
    """Return a sentence that only this number has."""
    words = [WORDS[(number * 31 + at * at * 7 + at) % len(WORDS)] for at in range(length)]
    return f"{' '.join(words).capitalize()} {number}."


def text(number: int, picture: str = "") -> str:
    """Return an article of about 700 words: paragraphs, two headings, a list, a quotation, links, emphasis; and a picture."""
    parts = []
    for at in range(9):
        first = number * 100 + at * 5
        body = " ".join(sentence(first + step) for step in range(4))
        parts.append(f'{body} It was *said* that [more](https://example.org/{number}/{at}) was **known**. "Not yet," one of them wrote.')
    parts.insert(3, "## What was known")
    parts.insert(5, "- one thing\n- another thing\n- a third thing, and *more*")
    parts.insert(7, "## What was not")
    parts.insert(9, "> Nobody counted them, and nobody will.")
    if picture:
        parts.insert(2, picture)
    return "\n\n".join(parts)


def title(number: int) -> str:
    """Return the headline of an article."""
    return f"Report {number}: {sentence(number, 5)[:-1]}"


def day(number: int) -> str:
    """Return a day of 2022."""
    return time.strftime("%Y-%m-%d", time.gmtime(1_641_000_000 + number * 86_400 % 31_000_000))


def places(number: int) -> tuple[int, ...]:
    """Return the places of an article: two, or one."""
    return tuple(dict.fromkeys((number % PLACES, number * 7 % PLACES)))


def alt(number: int) -> str:
    """Return what can be seen in a photograph."""
    return f"Colours that run into each other, number {number}"


def caption(number: int) -> str:
    """Return what stands below a photograph."""
    return f"What *nobody* photographed. {sentence(number, 8)}"


@cache
def photograph(number: int) -> bytes:
    """Return a JPEG of 1,600 by 1,067 pixels that only this number has: soft shapes with some grain."""
    from PIL import Image

    chance = random.Random(number)
    shapes = Image.frombytes("RGB", (12, 8), chance.randbytes(12 * 8 * 3)).resize((1600, 1067), Image.Resampling.BICUBIC)
    grain = Image.frombytes("RGB", (400, 267), chance.randbytes(400 * 267 * 3)).resize((1600, 1067), Image.Resampling.BILINEAR)
    file = BytesIO()
    Image.blend(shapes, grain, 0.1).save(file, "JPEG", quality=85)
    return file.getvalue()


# Each in its own form.


def dateline(size: Size, *, writing: bool = False) -> Files:
    """Yield a site for Dateline, with a copy of the theme; `writing`: set as `dateline new` sets it for those who write, without an address."""
    plugins = str(ROOT / "plugins")
    address, relative = ("", True) if writing else (ADDRESS, False)
    yield "pelicanconf.py", (
        f"import sys\nsys.path.insert(0, {plugins!r})\nfrom dateline.run import Dateline\nPELICAN_CLASS = Dateline\n"
        f'PLUGIN_PATHS = [{plugins!r}]\nPLUGINS = ["dateline"]\nSITENAME = "Benchmark"\nSITEURL = "{address}"\n'
        f'RELATIVE_URLS = {relative}\nTIMEZONE = "UTC"\nPATH = "content"\nOUTPUT_PATH = "output"\nTHEME = "theme"\n'
        'DATELINE = {"cards": False}\n'
    )
    yield from _folder(ROOT / "theme", "theme")
    yield "content/event.md", (
        "Title: Benchmark\nStandfirst: A year.\nStarts: 2022-01-01\nEnds: 2022-12-31\nTimezone: UTC\nKinds:\n    event = Event\n\nIt began.[@source]\n"
    )
    yield "content/data/sources.yaml", "source:\n  title: A report\n  publisher: A paper\n"
    yield "content/data/places.yaml", "".join(f"place{n:02}:\n  name: Place {n}\n" for n in range(PLACES))
    for n in range(size.articles):
        head = f"Title: {title(n)}\nDate: {day(n)}\nPlaces: {'; '.join(f'place{place:02}' for place in places(n))}\nSlug: a{n}\n"
        picture = size.picture_of(n)
        yield f"content/articles/a{n}.md", f"{head}\n{text(n, f'![](p{picture}.jpg)' if picture is not None else '')}\n"
    for n in range(size.entries):
        head = f"Title: Entry {n}\nWhen: {day(n * 3)}T12:{n % 60:02}\nKind: event\nPlaces: place{n % PLACES:02}\nSlug: e{n}\nSources: source\n"
        yield f"content/timeline/e{n}.md", f"{head}\n{sentence(n)} {sentence(n + 1)}\n"
    for n in range(size.pictures):
        yield f"content/pictures/p{n}.jpg", photograph(n)
        yield f"content/pictures/p{n}.md", f"Alt: {alt(n)}\nCredit: Nobody\n\n{caption(n)}\n"


def event(_: Size) -> Files:
    """Yield this repository's own event, as it is."""
    yield "pelicanconf.py", (ROOT / "pelicanconf.py").read_bytes()
    for name in ("content", "theme", "plugins"):
        yield from _folder(ROOT / name, name)


def pelican(size: Size, *, cached: bool = False) -> Files:
    """Yield a site for plain Pelican with its theme `simple`; its articles and entries are two categories."""
    keeps = 'CACHE_CONTENT = True\nLOAD_CONTENT_CACHE = True\nCACHE_PATH = "cache"\n' if cached else ""
    yield "pelicanconf.py", (
        f'SITENAME = "Benchmark"\nSITEURL = "{ADDRESS}"\nTIMEZONE = "UTC"\nPATH = "content"\nOUTPUT_PATH = "output"\nTHEME = "theme"\n'
        'FEED_ALL_ATOM = "feeds/all.xml"\nFEED_MAX_ITEMS = 50\nCATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nAUTHOR_FEED_ATOM = None\n'
        f'AUTHOR_FEED_RSS = None\nDEFAULT_PAGINATION = {LISTED}\nSTATIC_PATHS = ["pictures"]\n'
        'DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap"]\nSITEMAP_SAVE_AS = "sitemap.xml"\n'
        f'USE_FOLDER_AS_CATEGORY = True\nARTICLE_URL = "{{category}}/{{slug}}/"\nARTICLE_SAVE_AS = "{{category}}/{{slug}}/index.html"\n'
        f'MARKDOWN = {{"extension_configs": {{"markdown.extensions.extra": {{}}, "markdown.extensions.smarty": {{}}}}, "output_format": "html5"}}\n{keeps}'
    )
    import pelican as installed

    yield from _folder(Path(installed.__file__).parent / "themes/simple", "theme")
    yield "theme/templates/sitemap.html", (
        "<urlset>{% for article in articles %}<url><loc>{{ SITEURL }}/{{ article.url }}</loc></url>{% endfor %}</urlset>"
    )
    for n in range(size.articles):
        head = f"Title: {title(n)}\nDate: {day(n)}\nTags: {', '.join(f'place{place:02}' for place in places(n))}\nSlug: a{n}\n"
        yield f"content/articles/a{n}.md", f"{head}\n{text(n, _image(size, n))}\n"
    for n in range(size.entries):
        head = f"Title: Entry {n}\nDate: {day(n * 3)}\nTags: place{n % PLACES:02}\nSlug: e{n}\n"
        yield f"content/timeline/e{n}.md", f"{head}\n{sentence(n)} {sentence(n + 1)}\n"
    yield from _photographs(size, "content/pictures")


def hugo(size: Size) -> Files:
    """Yield a site for Hugo."""
    yield "hugo.toml", (
        f'baseURL = "{ADDRESS}/"\ntitle = "Benchmark"\nlanguageCode = "en"\n[pagination]\npagerSize = {LISTED}\n[taxonomies]\ntag = "tags"\n'
        "[services.rss]\nlimit = 50\n"
    )
    link = '<a href="{{ .RelPermalink }}">{{ .Title }}</a>'
    yield "layouts/_default/baseof.html", (
        '<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title></head><body>{{ block "main" . }}{{ end }}</body></html>'
    )
    yield "layouts/_default/single.html", (
        '{{ define "main" }}<article><h1>{{ .Title }}</h1><time>{{ .Date.Format "2 January 2006" }}</time>{{ .Content }}'
        f"{{{{ with .PrevInSection }}}}{link}{{{{ end }}}}{{{{ with .NextInSection }}}}{link}{{{{ end }}}}"
        f"<ul>{{{{ range first 5 (.Site.RegularPages.Related .) }}}}<li>{link}</li>{{{{ end }}}}</ul></article>{{{{ end }}}}"
    )
    listing = f'{{{{ define "main" }}}}<h1>{{{{ .Title }}}}</h1><ol>{{{{ range .Paginator.Pages }}}}<li>{link}</li>{{{{ end }}}}</ol>{{{{ end }}}}'
    yield "layouts/_default/list.html", listing
    yield "layouts/index.html", listing.replace(".Paginator.Pages", f"first {LISTED} .Site.RegularPages")
    yield from _fenced(size, lambda kind: "")
    yield from _photographs(size, "static/pictures")


def eleventy(size: Size) -> Files:
    """Yield a site for Eleventy: Liquid templates, its own pagination for lists and tags."""
    yield ".eleventy.js", (
        "module.exports = config => {\n"
        "  config.addCollection('articles', api => api.getFilteredByGlob('content/articles/*.md'));\n"
        "  config.addCollection('timeline', api => api.getFilteredByGlob('content/timeline/*.md'));\n"
        "  config.addPassthroughCopy({pictures: 'pictures'});\n"
        "  return {dir: {input: 'content', output: 'output', includes: '../layouts'}, markdownTemplateEngine: false};\n};\n"
    )
    base = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{{ title }}</title></head><body>"
    item = "<a href='{{ item.url }}'>{{ item.data.title }}</a>"
    yield "layouts/single.liquid", (
        base + "<article><h1>{{ title }}</h1><time>{{ page.date | date: '%-d %B %Y' }}</time>{{ content }}"
        "{% assign before = collections[kind] | getPreviousCollectionItem: page %}{% if before %}<a href='{{ before.url }}'>{{ before.data.title }}</a>{% endif %}"
        "{% assign after = collections[kind] | getNextCollectionItem: page %}{% if after %}<a href='{{ after.url }}'>{{ after.data.title }}</a>{% endif %}</article></body></html>"
    )
    for kind in ("articles", "timeline"):
        yield f"content/{kind}.liquid", (
            f"---\npagination: {{data: collections.{kind}, size: {LISTED}, alias: items}}\n"
            f"permalink: '/{kind}/{{% if pagination.pageNumber > 0 %}}{{{{ pagination.pageNumber }}}}/{{% endif %}}'\n---\n"
            f"{base}<ol>{{% for item in items %}}<li>{item}</li>{{% endfor %}}</ol></body></html>"
        )
    yield "content/tags.liquid", (
        "---\npagination: {data: collections, size: 1, alias: tag, filter: [all, articles, timeline]}\npermalink: '/tags/{{ tag }}/'\n---\n"
        f"{base}<ol>{{% for item in collections[tag] limit: {LISTED} %}}<li>{item}</li>{{% endfor %}}</ol></body></html>"
    )
    yield "content/index.liquid", (
        f"{base}<ol>{{% for item in collections.articles reversed limit: {LISTED} %}}<li>{item}</li>{{% endfor %}}</ol></body></html>"
    )
    yield "content/feed.liquid", (
        "---\npermalink: /feed.xml\n---\n<feed xmlns='http://www.w3.org/2005/Atom'>{% for item in collections.articles reversed limit: 50 %}"
        "<entry><title>{{ item.data.title }}</title><content type='html'>{{ item.content | escape }}</content></entry>{% endfor %}</feed>"
    )
    yield "content/sitemap.liquid", (
        f"---\npermalink: /sitemap.xml\n---\n<urlset>{{% for item in collections.all %}}<url><loc>{ADDRESS}{{{{ item.url }}}}</loc></url>{{% endfor %}}</urlset>"
    )
    yield from _fenced(size, lambda kind: f"layout: single.liquid\nkind: {kind}\n")
    yield from _photographs(size, "pictures")


def _fenced(size: Size, extra: Callable[[str], str]) -> Files:
    """Yield articles and entries with YAML heads, as Hugo and Eleventy read them; `extra` gives further lines of a kind's heads."""
    for n in range(size.articles):
        head = f'---\ntitle: "{title(n)}"\ndate: {day(n)}\ntags: [{", ".join(f"place{place:02}" for place in places(n))}]\n{extra("articles")}---\n'
        yield f"content/articles/a{n}.md", f"{head}\n{text(n, _image(size, n))}\n"
    for n in range(size.entries):
        head = f'---\ntitle: "Entry {n}"\ndate: {day(n * 3)}\ntags: [place{n % PLACES:02}]\n{extra("timeline")}---\n'
        yield f"content/timeline/e{n}.md", f"{head}\n{sentence(n)} {sentence(n + 1)}\n"


def _image(size: Size, article: int) -> str:
    """Return an article's photograph as plain Markdown, its caption below it."""
    n = size.picture_of(article)
    return "" if n is None else f"![{alt(n)}](/pictures/p{n}.jpg)\n\n{caption(n)} Nobody"


def _photographs(size: Size, folder: str) -> Files:
    for n in range(size.pictures):
        yield f"{folder}/p{n}.jpg", photograph(n)


def _folder(folder: Path, name: str) -> Files:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield f"{name}/{file.relative_to(folder).as_posix()}", file.read_bytes()


def _pelican() -> list[str]:
    return [sys.executable, "-m", "pelican", "content", "-q"]


_ARTICLE, _ENTRY, _SITEMAP = "articles/a*/index.html", "timeline/e*/index.html", "sitemap.xml"
_PEERS = {"article": _ARTICLE, "entry": _ENTRY, "place": "tags/place*/index.html", "list": "articles/index.html", "sitemap": _SITEMAP}
_DATELINE = {
    "article": _ARTICLE,
    "entry": "timeline/*/e*/index.html",
    "place": "places/place*/index.html",
    "list": "articles/index.html",
    "feed": "feeds/all.atom.xml",
    "sitemap": _SITEMAP,
}
_PELICAN = {"article": _ARTICLE, "entry": _ENTRY, "place": "tag/place*.html", "list": "category/articles.html", "feed": "feeds/all.xml", "sitemap": _SITEMAP}

CONTENDERS: Mapping[str, Contender] = {
    "dateline": Contender("Dateline", dateline, _pelican, ("theme/templates/article.html", "<article"), _DATELINE, (".cache",)),
    "writing": Contender(
        "Dateline, while writing",
        lambda size: dateline(size, writing=True),
        _pelican,
        ("theme/templates/article.html", "<article"),
        {kind: where for kind, where in _DATELINE.items() if kind not in ("feed", "sitemap")},
        (".cache",),
    ),
    "pelican": Contender("Pelican `simple`", pelican, _pelican, ("theme/templates/article.html", "<footer"), _PELICAN),
    "cached": Contender(
        "Pelican `simple`, its cache on",
        lambda size: pelican(size, cached=True),
        _pelican,
        ("theme/templates/article.html", "<footer"),
        _PELICAN,
        ("cache",),
    ),
    "hugo": Contender(
        "Hugo",
        hugo,
        lambda: [str(TOOLS / "hugo/bin/hugo"), "--quiet", "-d", "output"],
        ("layouts/_default/single.html", "<article"),
        {**_PEERS, "feed": "index.xml"},
        ("resources",),
    ),
    "eleventy": Contender(
        "Eleventy",
        eleventy,
        lambda: [shutil.which("node") or "node", str(TOOLS / f"eleventy-{ELEVENTY}/node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"],
        ("layouts/single.liquid", "<article"),
        {**_PEERS, "feed": "feed.xml"},
    ),
}
EVENT = Contender(
    "Dateline",
    event,
    _pelican,
    ("theme/templates/article.html", "<article"),
    {"article": "articles/*/index.html", "entry": "timeline/*/*/index.html", "place": "places/*/index.html"},
    (".cache",),
    articles="content/articles/what-to-know.md",
)


def lacking(contender: Contender, size: Size, site: Path) -> list[str]:
    """Return what a site should have and lacks: pages of each kind, photographs, and the photograph on its article's page."""
    output = site / contender.output
    wanted = dict.fromkeys(contender.pages, 1) | {"article": size.articles, "entry": size.entries, "place": size.places}
    found = {kind: sum(1 for _ in output.glob(where)) for kind, where in contender.pages.items()}
    told = [f"{number} of kind {kind}, not {found[kind]}" for kind, number in wanted.items() if found[kind] < number]
    told += [] if (output / "index.html").is_file() else ["a front page"]
    if size.pictures:
        made = len({file.name.partition("-")[0].partition(".")[0] for file in (output / "pictures").glob("p*.jpg")})
        told += [] if made == size.pictures else [f"{size.pictures} photographs, not {made}"]
        shown = (output / "articles/a0/index.html").read_text("utf-8")
        told += [] if "pictures/p0" in shown and "nobody" in shown else ["an article with its photograph"]
    return told
