"""All sources for programs that manage references: BibTeX and CSL-JSON."""

from __future__ import annotations

from dateline.derive.references import bibtex, csl, of_source
from dateline.exports.json_text import json_text
from dateline.pages.frame import Desk


def sources_bib(desk: Desk) -> bytes:
    """Return the sources as BibTeX."""
    return bibtex(map(of_source, desk.event.sources)).encode()


def sources_csl(desk: Desk) -> bytes:
    """Return the sources as CSL-JSON."""
    return json_text(csl(map(of_source, desk.event.sources)))
