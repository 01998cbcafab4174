"""Converted texts, kept from one build to the next by the hash of each text and of all that shapes it."""

from __future__ import annotations

from pathlib import Path

from dateline.markup.further import Further
from dateline.pack import Pack, open_pack

_LIBRARIES = ("Markdown", "nh3", "pelican", "Unidecode", "MarkupSafe")
"""All that a text passes through: Pelican's slugify, which makes anchors, calls Unidecode and MarkupSafe."""


def open_texts(cache: Path, further: Further) -> Pack | None:
    """Return the texts kept for these settings, by `Written.key`; None where none can be.

    What somebody else's Markdown extension does may depend on anything.
    """
    if further.extensions:
        return None
    configs = {name: dict(config) for name, config in further.configs.items()}
    return open_pack(cache / "markdown", _LIBRARIES, [configs, further.tab_length])
