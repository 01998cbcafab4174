"""Templates compiled once: Jinja's Python code of each, and the names of the templates that it names, kept between builds.

One record holds them all, because one file is read faster than thirty. It is read only after its hash was compared (see `cache.Store`):
damaged code could end the interpreter. A template's code is that of its source, name and file, made by one environment: whatever
else shapes it is in the record's name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import marshal
import sys
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from markupsafe import escape

from dateline.cache import Store

_RECIPE = "2"
"""Changes whenever the record is written in another form."""
_MOST = 200
"""So many templates are kept; beyond that, only those of the last build. (A theme has some thirty; an edited one leaves its old code behind.)"""


class Compiled(BytecodeCache):
    """What the templates of one environment come to. `save` keeps what was compiled since."""

    def __init__(self, store: Store, environment: Environment) -> None:
        self._store = store
        self._name = f"{_shaped_by(environment)}.code"
        self._code: dict[tuple[str, str], CodeType] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._used: set[str] = set()
        self._new = False
        record = store.get(self._name)
        if record is not None:
            self._code, self._named = marshal.loads(record)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, where it was kept."""
        self._used.add(bucket.checksum)
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template from Jinja."""
        assert bucket.code is not None
        self._code[bucket.key, bucket.checksum] = bucket.code
        self._new = True

    def get_source_checksum(self, source: str) -> str:
        """Return what stands for the text of a template."""
        return hashlib.sha256(source.encode()).hexdigest()

    def named(self, source: str) -> tuple[str, ...] | None:
        """Return the names of the templates that a text includes, imports or extends; None where that was not kept."""
        checksum = self.get_source_checksum(source)
        self._used.add(checksum)
        return self._named.get(checksum)

    def note_named(self, source: str, named: tuple[str, ...]) -> None:
        """Take the names that were found in a text."""
        self._named[self.get_source_checksum(source)] = named
        self._new = True

    def save(self) -> None:
        """Keep what was compiled; drop what has been of no use for a while."""
        if self._new:
            if len(self._code) > _MOST:
                self._code = {key: code for key, code in self._code.items() if key[1] in self._used}
                self._named = {checksum: named for checksum, named in self._named.items() if checksum in self._used}
            self._store.put(self._name, marshal.dumps((self._code, self._named)))
            self._new = False
        self._store.prune()


def _shaped_by(environment: Environment) -> str:
    """Return what stands for all that shapes the code of a template, but its source: versions, and what an environment is set to."""
    shaping = (
        _RECIPE,
        (jinja2.__version__, escape("&<>'\""), sys.version, sys.flags.optimize, importlib.util.MAGIC_NUMBER, marshal.version),
        [getattr(environment, option) for option in _OPTIONS],
        [environment.undefined.__qualname__, bool(getattr(environment, "newstyle_gettext", False))],
        [sorted(each) for each in (environment.extensions, environment.filters, environment.tests, environment.globals)],
        sorted((name, repr(value)) for name, value in environment.policies.items() if not callable(value)),
    )
    return hashlib.sha256(repr(shaping).encode()).hexdigest()[:32]


_OPTIONS = (
    "block_start_string block_end_string variable_start_string variable_end_string comment_start_string comment_end_string"
    " line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence keep_trailing_newline optimized"
    " autoescape is_async sandboxed"
).split()
"""What an environment's code depends on (Jinja, `Environment`)."""
