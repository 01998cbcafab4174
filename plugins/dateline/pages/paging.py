"""Lists that are longer than a page: further pages at addresses with a number, and the links between them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.address import Address, Further
from dateline.pages import values
from dateline.wording import Wording


def page_address(first: str, number: int) -> Address:
    """Return the address of a further page: `articles/` goes on at `articles/2/`, `pictures/square.html` at `pictures/square/2/`."""
    return Address(first) if number == 1 else Further(f"{first.removesuffix('.html').rstrip('/')}/{number}/")


def first_of(address: Address) -> Address:
    """Return the address of the first page of a list, whichever of its pages this is."""
    if not isinstance(address, Further):
        return address
    folder = address.rstrip("/").rpartition("/")[0]
    return Address(f"{folder}.html" if folder.startswith("pictures/") else f"{folder}/")


def number_of(first: str, address: str) -> int:
    """Return which page of a list stands at an address: what page_address was given."""
    return int(address.removeprefix(first).strip("/") or 1)


def numbered(words: Wording, title: str, number: int, count: int) -> str:
    """Return the title of a page of a list; the first has that of the list."""
    if number == 1:
        return title
    return words("{title}, page {number} of {all}").format(title=title, number=words.number(number), all=words.number(count))


def pager(words: Wording, first: str, number: int, count: int) -> values.Pager | None:
    """Return the links from one page of a list to the others: to the ones beside it, the first and the last. None where it is the only one."""
    if count < 2:
        return None

    def link(text: str, to: int) -> values.Link | None:
        return values.Link(text, page_address(first, to)) if 1 <= to <= count else None

    return values.Pager(
        label=words("Pages"),
        earlier=link(words("Previous page"), number - 1),
        later=link(words("Next page"), number + 1),
        numbers=tuple(
            values.PageNumber(
                words.number(to) if to else "…",
                page_address(first, to) if to else "",
                words("Page {number}").format(number=words.number(to)) if to else "",
                current=to == number,
            )
            for to in _shown(number, count)
        ),
    )


_AROUND = 1
"""Numbers on either side of a page's own."""


def _shown(number: int, count: int) -> Iterator[int]:
    """Yield the numbers that are shown, 0 where some are left out; never for a single one, which would take no less room."""
    near = range(number - _AROUND, number + _AROUND + 1)
    before = 0
    for to in sorted({1, count, *(to for to in near if 1 <= to <= count)}):
        if to - before == 2:
            yield before + 1
        elif to - before > 2:
            yield 0
        yield to
        before = to
