"""Which file a fault of a finished page stems from: the text that holds the words, else the template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from dateline.deliver.proof import Fault
from dateline.model.nouns import Position
from dateline.pages.origins import Origin
from dateline.problems import Problems


def blame(
    faults: Iterable[Fault], made_from: Mapping[str, Origin], paths: Iterable[str], theme: str, problems: Problems
) -> None:
    """Note each fault as a problem of the content file that holds its words, or else of the template that made the page.

    `paths` are the content's texts, as problems name them; they are read again only now, because hardly ever is anything wrong.
    """
    texts: dict[str, str] = {}
    for fault in faults:
        if not texts:
            texts = {path: Path(path).read_text("utf-8", errors="replace") for path in sorted(set(paths))}
        own = made_from.get(fault.address)
        at = _found(fault.words, texts, own.position.path if own else "")
        if at:
            problems.add(at.path, at.line, fault.what, fault.do)
        elif fault.template:
            problems.setup(f"{theme}/templates/{fault.template}.html", 0, fault.what, f"{fault.do}, in this template or what it includes")
        else:
            problems.setup(fault.address, 0, fault.what, f"{fault.do} in the setting or the export that it comes from")


def _found(words: Iterable[str], texts: Mapping[str, str], own: str) -> Position | None:
    """Return where the first of some words that occur at all stands: in the page's own text, else in any other."""
    for wanted in words:
        for path in (own, *texts):
            at = texts.get(path, "").find(wanted)
            if at >= 0:
                return Position(path, texts[path].count("\n", 0, at) + 1)
    return None
