"""The options of the commands that write: one for each key of the readers' tables, so that a new key is an option at once."""

from __future__ import annotations

from collections.abc import Collection
from keyword import iskeyword

from dateline.read.keys import DATA, FRONT_MATTER, NESTED

from .faces import Parameter

SINGULAR = {
    "places": "place", "people": "person", "organisations": "organisation", "sources": "source",
    "claims": "claim", "authors": "author", "tags": "tag", "other_names": "other_name",
}  # fmt: skip
"""What keys that hold several are called on a command line, where one is usual."""
EDIT = Parameter("edit", "open it in $EDITOR", False)
KEY = Parameter("key", "its key (default: made from its name)", "")
_SEVERAL = " (several: separated by ;)"
_DATA_SEVERAL = {"list": _SEVERAL, "named": _SEVERAL, "texts": _SEVERAL, "names": ", as in kk = ...; ru = ..."}


def option_of(name: str) -> str:
    """Return what a key is called as an option of a command: `place` for Places, `lead-picture` for Lead_picture."""
    return SINGULAR.get(name.lower(), name.lower()).replace("_", "-")


def _parameter(name: str) -> str:
    """Return the same as an argument of a function; what is a word of Python's own ends with an underscore (see `faces.Parameter`)."""
    made = option_of(name).replace("-", "_")
    return f"{made}_" if iskeyword(made) else made


def head_options(kind: str, positional: Collection[str] = ()) -> tuple[Parameter, ...]:
    """Return an option for each key of a head, but for those that stand without a name."""
    keys = [key for key in FRONT_MATTER[kind] if key.name not in positional]
    return (*(Parameter(_parameter(key.name), key.about, "") for key in keys), EDIT)


def record_options(*kinds: str, positional: Collection[str] = ()) -> tuple[Parameter, ...]:
    """Return an option for each key of a record, and of what lies in it, but for those that stand without a name."""
    keys = [key for kind in kinds for key in DATA[kind] if key.name not in positional and key.shape not in NESTED]
    options = (Parameter(_parameter(key.name), key.about + _DATA_SEVERAL.get(key.shape, ""), "") for key in keys)
    return (*options, KEY, EDIT)
