"""The style of built pages put elsewhere, to measure what that is worth.

    inline     as the kit builds it: all that a page uses, in its head
    split      in the head what the page uses before a link behind its first screen, and the page's own rules; the theme's sheet in a file,
               linked there
    external   the theme's sheet in a file, linked in the head, and there only the page's own rules (accent, fonts, pictures)

The first screen ends behind the story so far on the front page, elsewhere behind the text, before its sources. What is for paper goes into the
file. Sheets bear a hash in their name; the policy lets in what each way needs.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.deliver.policy import style_hash
from dateline.deliver.sheets import ORDER, small
from dateline.deliver.theme import style_sheets
from dateline.deliver.used import Rules, names_in, read_in, without_unread
from dateline.theme import Theme

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_LATER = re.compile(r"<div hidden><svg><style>(.*?)</style></svg></div>\n?", re.DOTALL)
_BEHIND = re.compile(r'<section class="(?:front-highlights|page-sources)')


def external(site: Path, names: Iterable[str], theme: Path) -> None:
    """Move the style of these pages into one sheet."""
    link = _published(site, _theme_sheet(theme, pages=True))
    for name in names:
        page = _in_one((site / name).read_text("utf-8"))
        own = _taken_apart(page)[1]
        (site / name).write_text(_styled(page, f"{link}\n<style>{own}</style>", own), "utf-8")


def split(site: Path, names: Iterable[str], theme: Path) -> None:
    """Leave in these pages the style of their first screen, and link the rest behind it.

    What is for one kind of page (the last layer) stays, for it would not do on others.
    """
    link = _published(site, _theme_sheet(theme, pages=False))
    for name in names:
        page = _in_one((site / name).read_text("utf-8"))
        behind = _BEHIND.search(page)
        assert behind, f"{name}: no place for the link"
        css, own = _taken_apart(page)
        shared, layer, of_its_kind = css.partition("@layer pages{")
        critical = Rules(_for_screens(shared)).used(names_in(page[: behind.start()]))[0] + layer + of_its_kind
        style = ORDER + without_unread(critical, read_in(own)) + own
        linked = f"{page[: behind.start()]}{link}\n{page[behind.start() :]}"
        (site / name).write_text(_styled(linked, f"<style>{style}</style>", style), "utf-8")


def _theme_sheet(theme: Path, *, pages: bool) -> str:
    """Return all style sheets of a theme as one; `pages`: also those of single kinds of pages."""
    sheets = style_sheets(Theme((theme,)))
    return ORDER + "".join(small(file.read_text("utf-8")) for layer, _, file in sheets if pages or layer != "pages")


def _for_screens(css: str) -> str:
    """Return a style sheet without what is for paper."""
    found = ""
    for before, inner in _blocks(css):
        left = _for_screens(inner) if before.startswith("@") and "{" in inner else inner
        found += f"{before}{{{left}}}" if left and before != "@media print" else ""
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


def _published(site: Path, css: str) -> str:
    """Write a sheet into a site; return the link to it."""
    name = f"theme/style-{hashlib.sha256(css.encode()).hexdigest()[:12]}.css"
    (site / name).write_text(css, "utf-8")
    return f'<link rel="stylesheet" href="/{name}">'


def _in_one(page: str) -> str:
    """Return a page with all its style in its head; what is for its kind alone comes last of the theme's."""
    later = _LATER.search(page)
    if not later:
        return page
    page = page.replace(later[0], "", 1)
    css, own = _taken_apart(page)
    layers: dict[str, str] = {}
    for before, inner in (*_blocks(css), *_blocks(later[1])):
        layers[before] = layers.get(before, "") + inner
    theme = sorted(layers.items(), key=lambda layer: layer[0] == "@layer pages")
    style = ORDER + "".join(f"{before}{{{inner}}}" for before, inner in theme) + own
    return _STYLE.sub(lambda _: f"<style>{style}</style>", page, count=1)


def _taken_apart(page: str) -> tuple[str, str]:
    """Return what a page has of the theme's sheets, and its own rules, of which the accent comes first."""
    style = _STYLE.search(page)
    assert style
    css, accent, own = style[1].removeprefix(ORDER).partition("@layer tokens{:root{--event-accent:")
    return css, accent + own


def _styled(page: str, head: str, style: str) -> str:
    """Return a page with another style in its head, which its policy lets in, and sheets of its own host with it."""
    page = _STYLE.sub(lambda _: head, page, count=1)
    return re.sub(r"style-src(?: '[^']*')+", f"style-src 'self' '{style_hash(style)}'", page, count=1)
