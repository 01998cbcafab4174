"""What is like each text, kept from one build to the next: it depends on what texts name and when they are, and most edits change neither."""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Collection
from functools import cached_property

from dateline.cache import Store
from dateline.derive.related import Likeness, Text, chosen_by, day_of, features_of, filled
from dateline.model.nouns import Link, Teaser
from dateline.pages.frame import Desk
from dateline.versions import code_version, local_version

NAME = "related"
"""The folder in the cache, with a record for each pool of texts."""
_Asked = tuple[str, int, int, tuple[str, ...], tuple[tuple[str, str], ...]]
"""All that an answer depends on besides the pool: the text's address, how many are wanted, its day, what is not wanted, what it may share."""


class Relatives:
    """Says of each text what is like it, as `Likeness` does of a language's articles and entries."""

    def __init__(self, desk: Desk) -> None:
        self._most = desk.settings.options.related
        self._pool: tuple[Text, ...] = (*desk.event.articles, *desk.event.entries)
        told = [(text.address, text.slug, text.status, day_of(text), sorted(features_of(text))) for text in self._pool]
        shaped_by = repr((sys.version, code_version(), local_version(), told)).encode("utf-8", "surrogatepass")
        self._store = Store(desk.settings.cache / NAME)
        self._name = hashlib.sha256(shaped_by).hexdigest()[:32]
        record = self._store.get(self._name)
        self._known: dict[_Asked, tuple[int, ...]] = marshal.loads(record) if record else {}  # of this very version of Python, and checked by its hash
        self._found: dict[_Asked, tuple[int, ...]] = {}

    def of(self, text: Text, without: Collection[str] = ()) -> tuple[Link | Teaser, ...]:
        """Return links for a text: all that its author chose, then the texts most like it; none of the addresses `without`."""
        chosen = chosen_by(text)
        unwanted = {*chosen, *without}
        asked = (str(text.address), self._most, day_of(text), tuple(sorted(map(str, unwanted))), tuple(sorted((kind, str(name)) for kind, name in features_of(text))))
        found = self._known.get(asked)
        if found is None:
            found = self._likeness.numbers(text, self._most, unwanted)
        self._found[asked] = found
        return filled(chosen.values(), (self._pool[number].teaser for number in found), self._most)

    def keep(self) -> None:
        """Keep all that was asked for, for the next build, where there is a cache."""
        if not self._store.folder.parent.is_dir():
            return
        if self._found != self._known:
            self._store.put(self._name, marshal.dumps(self._found, 2))
        self._store.prune()

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._pool)
