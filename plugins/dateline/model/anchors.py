"""Anchors of translations: a heading has that of the original's heading in its place, so that links to it hold in every language."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace

from dateline.markup.convert import Converter, Markup
from dateline.model.texts import markup_of
from dateline.problems import Problems
from dateline.read.records import Record

_HEADING = re.compile(r'(<h[1-6](?: [^<>]*)? id=")([^"]*)(?=")')


def with_anchors(
    record: Record, markup: Markup, convert: Converter, problems: Problems, taken: frozenset[str] = frozenset()
) -> Markup:
    """Return the markup of a translation with the original's anchors; of another text, as it is. `taken`: see `markup_of`."""
    original = record.original
    if original is None or record.body is original.body:
        return markup
    theirs = _anchors(markup_of(original, convert, taken=taken))
    ours = _anchors(markup)
    if len(theirs) != len(ours):
        name = posixpath.basename(record.path)
        what = f"{len(ours)} headings, where {name} has {len(theirs)}"
        problems.add(record.text_path, record.body_line, what, "write as many, in the same order: links lead to them in all languages", topic="languages")
        return markup
    left = iter(theirs)
    html = _HEADING.sub(lambda found: f"{found[1]}{next(left)}", markup.html)
    return replace(markup, html=html, ids=(markup.ids - frozenset(ours)) | frozenset(theirs))


def _anchors(markup: Markup) -> list[str]:
    return [found[2] for found in _HEADING.finditer(markup.html)]
