"""Corrections (schema.org: CorrectionComment)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.bidi import isolated
from dateline.model.nouns import Correction
from dateline.pages.views import plain
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node
from dateline.typography import curly
from dateline.wording import Wording


def corrections(ground: Ground, words: Wording, address: str, found: Iterable[Correction]) -> tuple[Node, ...]:
    """Return the corrections of a text, which stands at an address; what each says is said as on the page."""
    return tuple(
        node(
            "CorrectionComment",
            f"{ground.page(address)}#{each.anchor}" if each.anchor else "",
            datePublished=each.date.isoformat(),
            text=said(words, each),
            inLanguage=each.lang,
        )
        for each in found
    )


def said(words: Wording, correction: Correction) -> str:
    """Return what a correction says in a line: the old and the new words in quotation marks, where it gives them, then the rest."""
    told = [plain(correction.body)] if correction.body else []
    if correction.was:
        was, now = (isolated(curly(f'"{each}"', correction.lang or words.language), words.direction) for each in (correction.was, correction.now))
        told.insert(0, words("Instead of {was}, read {now}.").format(was=was, now=now))
    return " ".join(told)
