"""Corrections (schema.org: CorrectionComment)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.nouns import Correction
from dateline.pages.excerpts import corrected_in_words
from dateline.structured.ground import Ground
from dateline.structured.node import Node, node
from dateline.wording import Wording


def corrections(ground: Ground, words: Wording, address: str, found: Iterable[Correction]) -> tuple[Node, ...]:
    """Return the corrections of a text, which stands at an address; what each says is said as on the page."""
    return tuple(
        node(
            "CorrectionComment",
            f"{ground.page(address)}#{each.anchor}" if each.anchor else "",
            datePublished=each.date.isoformat(),
            text=corrected_in_words(words, each),
            inLanguage=each.lang,
        )
        for each in found
    )
