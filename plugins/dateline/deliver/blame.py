"""Which file a fault of a finished page stems from: the text that holds the words, else the template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.deliver.proof import Fault
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems
from dateline.read.content import label_of
from dateline.theme import Theme


def blame(
    faults: Iterable[Fault], made_from: Mapping[str, Origin], paths: Iterable[str], theme: Theme, problems: Problems
) -> None:
    """Note each fault once, however many pages have it: as a problem of the content file that holds its words, or else of the template.

    `paths` are the content's texts, as problems name them. They and the templates are read again only now, because hardly ever is
    anything wrong.
    """
    alike: dict[tuple[str, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.what, fault.do), []).append(fault)
    if not alike:
        return
    texts = {path: _read(Path(path)) for path in sorted(set(paths))}
    templates = {label_of(file): _read(file) for file in theme.files("templates", "**/*.html").values()}
    for (what, do), found in alike.items():
        pages = sorted(dict.fromkeys(fault.address for fault in found))
        more = f" and {len(pages) - 1} more" if len(pages) > 1 else ""
        words = found[0].words
        told = f"{what} (on /{pages[0]}{more})"
        own = (made_from[page].position.path for page in pages if page in made_from)
        if at := _found(words, texts, own):
            problems.add(at.path, at.line, told, do, topic="theme")
        elif at := _found(words, templates):
            problems.setup(at.path, at.line, told, do, topic="theme")
        else:
            template = found[0].template
            where = label_of(theme.find(f"templates/{template}.html")) if template else found[0].address
            problems.setup(where, 0, told, f"{do}, in this file or what it is made of", topic="theme")


def _read(file: Path) -> str:
    # With a line end before the first line too, so that words may ask for the beginning of one.
    return "\n" + file.read_text("utf-8", errors="replace")


def _found(words: Iterable[str], texts: Mapping[str, str], own: Iterable[str] = ()) -> Position | None:
    """Return where the first of some words that occur at all stands: in a page's own text, else in any other; as a whole, else as a beginning."""
    order = (*own, *texts)
    for wanted in words:
        for ending in (r"(?![\w-])", ""):  # "#content" is not what "#contents" leads to
            pattern = re.compile(re.escape(wanted) + ending)
            for path in order:
                if found := pattern.search(texts.get(path, "")):
                    return Position(path, texts[path].count("\n", 0, found.start() + wanted.startswith("\n")))
    return None
