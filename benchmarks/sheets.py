"""The style of built pages put elsewhere, to measure what that is worth.

    inline     as the kit builds it: all that a page uses, in its head
    split      in the head what is needed before the first screen ends, and the page's own rules; the theme's sheet in a file, linked behind
    external   the theme's sheet in a file, linked in the head, and there only the page's own rules (accent, fonts, pictures)

What is needed before the first screen ends is found rule by rule, by asking a browser what matches there: no other way to split could leave
less in the head. Sheets bear a hash in their name; the policy lets in what each way needs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dateline.deliver.policy import style_hash
from dateline.deliver.render import _ORDER, _small
from dateline.deliver.theme import style_sheets
from dateline.deliver.used import read_in, without_unread

Used = Callable[[str, Sequence[str]], Sequence[bool]]
"""Says of a page (its text) which of these selectors match something before its link in the body."""

MATCHING = """selectors => {
    const link = document.querySelector("body link[rel=stylesheet]");
    const before = element => link.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
    return selectors.map(selector => {
        try { return [...document.querySelectorAll(selector)].some(before); } catch { return true; }
    });
}"""
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PSEUDO = re.compile(r"::[\w-]+|:(?:hover|focus|focus-visible|focus-within|target)(?![\w-])")
_PAPER = "@media print"


def theme_sheet(theme: Path, *, pages: bool) -> str:
    """Return all style sheets of a theme as one; `pages`: also those of single kinds of pages."""
    sheets = style_sheets(theme / "static/css")
    return _ORDER + "".join(_small(file.read_text("utf-8")) for layer, file in sheets if pages or layer != "pages")


def external(site: Path, names: Iterable[str], theme: Path) -> None:
    """Move the style of these pages into one sheet."""
    link = _published(site, theme_sheet(theme, pages=True))
    for name in names:
        page = (site / name).read_text("utf-8")
        own = _taken_apart(page)[1]
        (site / name).write_text(_styled(page, f"{link}\n<style>{own}</style>", own), "utf-8")


def split(site: Path, names: Iterable[str], theme: Path, used: Used) -> None:
    """Leave in these pages the style of their first screen, and link the rest behind it. What is for one kind of page stays, for it would
    not do on others."""
    link = _published(site, theme_sheet(theme, pages=False))
    for name in names:
        page = (site / name).read_text("utf-8")
        at = _first_screen(page)
        linked = f"{page[:at]}{link}\n{page[at:]}"
        css, own = _taken_apart(page)
        shared, layer, of_its_kind = css.partition("@layer pages{")
        asked = list(dict.fromkeys(selectors(shared)))
        wanted = frozenset(selector for selector, needed in zip(asked, used(linked, asked), strict=True) if needed)
        critical = for_screen(shared, wanted) + layer + of_its_kind
        style = _ORDER + without_unread(critical, read_in(own)) + own
        (site / name).write_text(_styled(linked, f"<style>{style}</style>", style), "utf-8")


def selectors(css: str) -> Iterator[str]:
    """Yield the selectors of all rules for screens, without what only a pointer or a box makes of an element."""
    for before, inner in _blocks(css):
        if not before.startswith("@"):
            yield _PSEUDO.sub("", before)
        elif before != _PAPER:
            yield from selectors(inner)


def for_screen(css: str, wanted: frozenset[str]) -> str:
    """Return what is left of a style sheet: rules with a selector that is wanted (as `selectors` writes it), and nothing for paper."""
    found = ""
    for before, inner in _blocks(css):
        if before == _PAPER:
            continue
        if before.startswith("@"):
            left = for_screen(inner, wanted) if "{" in inner else inner
        else:
            left = inner if _PSEUDO.sub("", before) in wanted else ""
        found += f"{before}{{{left}}}" if left else ""
    return found


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before the brackets and in them, for each rule and each group of rules."""
    start = opened = depth = 0
    for found in re.finditer(r"[{}]", css):
        depth += 1 if found[0] == "{" else -1
        if found[0] == "{" and depth == 1:
            opened = found.end()
        elif depth == 0:
            yield css[start : opened - 1], css[opened : found.start()]
            start = found.end()


def _first_screen(page: str) -> int:
    """Return where the first screen has ended: behind the story so far; behind the first paragraphs of a text, or all of a short one."""
    behind = r'<section class="front-highlights|(?<=</p>\n)<p>|<section class="page-sources'
    found = re.compile(behind).search(page, page.index('class="front-story' if "front-story" in page else 'class="text"'))
    assert found
    return found.start() if "front-story" not in page else page.index('<section class="front-highlights')


def _published(site: Path, css: str) -> str:
    """Write a sheet into a site; return the link to it."""
    name = f"theme/style-{hashlib.sha256(css.encode()).hexdigest()[:12]}.css"
    (site / name).write_text(css, "utf-8")
    return f'<link rel="stylesheet" href="/{name}">'


def _taken_apart(page: str) -> tuple[str, str]:
    """Return what a page has of the theme's sheets, and its own rules, of which the accent comes first."""
    style = _STYLE.search(page)
    assert style
    css, accent, own = style[1].removeprefix(_ORDER).partition("@layer tokens{:root{--event-accent:")
    return css, accent + own


def _styled(page: str, head: str, style: str) -> str:
    """Return a page with another style in its head, which its policy lets in, and sheets of its own host with it."""
    page = _STYLE.sub(lambda _: head, page, count=1)
    return re.sub(r"style-src '[^']*'", f"style-src 'self' '{style_hash(style)}'", page, count=1)
