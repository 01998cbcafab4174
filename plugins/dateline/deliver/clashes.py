"""Two files of the output under one name: the one that the site does not need itself is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from dateline.deliver.manifest import MANIFEST, SIGNATURE
from dateline.exports.headers import HEADERS
from dateline.exports.redirects import REDIRECTS
from dateline.model.address import file_of
from dateline.model.names import OWN, Names
from dateline.model.nouns import Move, Position
from dateline.pages.origins import Origin
from dateline.problems import Problems

WELCOME = frozenset(("robots.txt", REDIRECTS, HEADERS))
"""What the site writes itself, and an author may write instead."""


def tell_clashes(
    pages: Sequence[str],
    moves: Iterable[Move],
    files: Iterable[str],
    extra: Mapping[str, Position],
    made_from: Mapping[str, Origin],
    problems: Problems,
) -> None:
    """Note every address that is taken twice: by pages (their addresses), old addresses, other files of the site, extra files (by name).

    Upper and lower case are one, and so are the forms of Unicode: see model/names.py.
    """
    names = Names()
    for name in (MANIFEST, SIGNATURE, *sorted(files)):
        if name not in WELCOME or name not in extra:
            names.take(name, OWN)
    # What many files make comes first, then the texts, then what is only copied, then what only leads on.
    count = Counter(pages)
    texts = {address: origin for address, origin in made_from.items() if not origin.former}
    for address in sorted(pages, key=lambda page: (page in texts, page)):
        origin = texts.get(address)
        wrong = names.take(file_of(address), origin.position.path if origin and count[address] == 1 else OWN)
        if wrong and origin:
            do = "write another key, here and where it is named" if origin.position.path.endswith(".yaml") else 'write another "Slug: ..."'
            problems.add(origin.position.path, origin.position.line, _page(wrong), do, topic="addresses")
    for name, at in sorted(extra.items()):
        if wrong := names.take(name, at.path):
            problems.add(at.path, at.line, wrong, "rename the file", topic="addresses")
    for move in moves:
        if wrong := names.take(file_of(move.old), move.position.path):
            do = "delete the line, or move what is there"
            problems.add(move.position.path, move.position.line, f"Formerly: {_page(wrong)}", do, topic="addresses")


def _page(wrong: str) -> str:
    """Return the words for a page, which is known by its address: nobody wrote its index.html."""
    return wrong.replace("/index.html is used", "/ is used")
