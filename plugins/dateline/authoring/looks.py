"""Every kind of page as two commits build it, photographed and laid beside each other: what changed, and whether anything was better before."""

from __future__ import annotations

import io
import re
import shutil
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined

from dateline.dataclass import dataclass
from dateline.problems import say

from .browser import FLAGS, need_browser
from .commands import run_module
from .committed import git, git_bytes
from .project import Project, stop
from .screenshots import SEEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTHS = (390, 1440)
"""CSS pixels: a telephone, a desk."""
WINDOW = 900
MOST = 6_000
"""CSS pixels of a page that are photographed; what is said of its height is the whole."""
AS_IT_IS = "as it is"
"""What the folder holds now, committed or not."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Side:
    """One picture of a pair: whose it is, its file beside the page (empty: there is no such page), how high the page is."""

    label: str
    picture: str = ""
    height: int = 0


@dataclass(frozen=True)
class Pair:
    """A kind of page at a width, before and after."""

    name: str
    kind: str
    width: int
    sides: tuple[Side, Side]


def kind_of(address: str) -> str:
    """Return which kind of page a file of the output is: its address, with `0` for digits of dates and `each` for the name of one of many.

    `timeline/2022-01-05/fire/index.html` is of the kind `timeline/0000-00-00/each`.
    """
    path = PurePosixPath(address)
    parts = path.parent.parts if path.name == "index.html" else path.with_suffix("").parts
    return "/".join([*parts[:1], *map(_part, parts[1:])]) or "front"


def _part(name: str) -> str:
    digits = _DIGIT.sub("0", name)
    return digits if re.fullmatch(r"0{4}(-00){0,2}", digits) else name if name == "newest" else "each"


def samples(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, str]:
    """Return the page to look at of each kind, the longest one that both have; `before` and `after` are the sizes of pages by their addresses.

    What is made to be shown in others' pages is none. Of a site in several languages only the first is looked at: what the others are
    photographed for is the words.
    """
    found: dict[str, tuple[bool, int, str]] = {}
    others = {address.partition("/")[0] for address in {*before, *after} if address.endswith("/timeline/index.html")}
    for address in sorted({*before, *after}):
        if address.partition("/")[0] in {*others, "embed"}:
            continue
        rank = (address in before and address in after, after.get(address, 0) or before.get(address, 0), address)
        kind = kind_of(address)
        found[kind] = max(found.get(kind, rank), rank)
    return {kind: address for kind, (_, _, address) in sorted(found.items())}


def compare(project: Project, before: str, after: str = "") -> None:
    """Build the project as it was at the commit `before` and at `after` (empty: as it is), photograph every kind of page of both, write a page
    with the pictures, and print the heights. Ends the task where git does not know a commit, or a build fails."""
    found = need_browser()
    from playwright.sync_api import sync_playwright  # a development requirement

    work = project.root / ".cache" / "looks"
    sites = {commit or AS_IT_IS: _built(project, work, commit) for commit in (before, after)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        pairs = lay_out(browser, work, sites)
        browser.close()
    for pair in pairs:
        say(f"{pair.kind}, {pair.width}: {' -> '.join(str(side.height or 'none') for side in pair.sides)}")
    say(f"The pairs are in {project.shown(work / 'index.html')}: open it in a browser")


def lay_out(browser: Browser, work: Path, sites: Mapping[str, Path]) -> list[Pair]:
    """Photograph two sites, by what they are called, and write a page `index.html` with the pictures into a folder; return what is on it."""
    sizes = [{file.relative_to(site).as_posix(): file.stat().st_size for file in site.rglob("*.html")} for site in sites.values()]
    pairs = _photographed(browser, work / "pictures", sites, samples(*sizes))
    before, after = sites
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True).from_string(
        Path(__file__).with_suffix(".html").read_text("utf-8")
    )
    (work / "index.html").write_text(template.render(before=before, after=after, pairs=pairs) + "\n", "utf-8")
    return pairs


def _built(project: Project, work: Path, commit: str) -> Path:
    """Return the output of a commit, which is built once, or of what is there now."""
    if not commit:
        output = work / "now" / "output"
        run_module(project.root, "pelican", str(project.content), "-o", str(output), failed="The site was not built")
        return output
    found = (git(project.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}") or "").strip()
    if not found:
        raise stop(f"git knows no commit {commit!r}: name one that `git log` shows")
    tree, output = work / found / "tree", work / found / "output"
    if not (output / "index.html").is_file():
        shutil.rmtree(tree, ignore_errors=True)
        with tarfile.open(fileobj=io.BytesIO(git_bytes(project.root, "archive", "--format=tar", found) or b"")) as archive:
            archive.extractall(tree, filter="data")
        run_module(tree, "pelican", "content", "-o", str(output), failed=f"The site of {commit} was not built")
    return output


def _photographed(browser: Browser, folder: Path, sites: Mapping[str, Path], pages: Mapping[str, str]) -> list[Pair]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    taken: dict[tuple[str, int], list[Side]] = {(kind, width): [] for kind in pages for width in WIDTHS}
    for number, (label, site) in enumerate(sites.items()):
        for (kind, width), sides in taken.items():
            file, picture = site / pages[kind], folder / f"{_name(kind, width)}-{number}.png"
            height = _shot(browser, file, width, picture) if file.is_file() else 0
            sides.append(Side(label, f"{folder.name}/{picture.name}" if height else "", height))
    return [Pair(_name(kind, width), kind, width, (sides[0], sides[1])) for (kind, width), sides in taken.items()]


def _name(kind: str, width: int) -> str:
    return f"{kind.replace('/', '-')}-{width}"


def _shot(browser: Browser, file: Path, width: int, picture: Path) -> int:
    """Photograph a page from its top; return how high it is."""
    page = browser.new_page(viewport={"width": width, "height": WINDOW})
    page.goto(file.as_uri())
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": min(height, MOST)})  # so that all pictures come
    page.evaluate(SEEN)
    page.screenshot(path=picture)
    page.close()
    return height
