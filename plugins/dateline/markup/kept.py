"""Converted texts, kept from one build to the next by the hash of each text and of all that shapes it."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from dateline.cache import Store
from dateline.markup.further import Further
from dateline.pack import Pack
from dateline.versions import code_version, library_versions, local_version

_LIBRARIES = ("Markdown", "nh3", "pelican", "Unidecode", "MarkupSafe", "PyYAML")
"""All that a text passes through: Pelican's slugify, which makes anchors, calls Unidecode and MarkupSafe."""


def open_texts(cache: Path, footnote_back: str, further: Further) -> Pack | None:
    """Return the texts kept for these settings, by `Written.key`; None where none can be.

    What somebody else's Markdown extension does may depend on anything. Settings and plug-ins can exchange any function of a library,
    so that their code counts too.
    """
    if further.extensions:
        return None
    try:
        shape = json.dumps(
            [
                footnote_back,
                {name: dict(config) for name, config in further.configs.items()},
                further.tab_length,
                library_versions(_LIBRARIES),
                code_version(),
                local_version(),
            ],
            sort_keys=True,
        )
    except (
        TypeError,
        ValueError,
        PackageNotFoundError,
    ):  # a configuration holds code; a library that nobody installed
        return None
    store = Store(cache / "markdown")
    pack = Pack(store.use(f"texts-{hashlib.sha256(shape.encode()).hexdigest()[:32]}"))
    store.prune()
    return pack
