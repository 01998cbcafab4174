"""Where else the site is, and how a copy is known to be true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.dataclass import dataclass
from dateline.deliver.manifest import MANIFEST, SIGNATURE
from dateline.model import nouns
from dateline.model.address import shared
from dateline.pages import values
from dateline.vocabulary import N_

if TYPE_CHECKING:
    from dateline.pages.frame import Desk
    from dateline.wording import Wording

_OPENS = N_("It opens in Tor Browser.")


@dataclass(frozen=True)
class MirrorsPage:
    """Copies of the site (mirrors.html), and how one is checked."""

    title: str
    mirrors: tuple[values.Mirror, ...]
    check: values.CopyCheck


def has_copies(event: nouns.Event) -> bool:
    """Tell whether an event names copies of itself, or a key by which one is known."""
    return bool(event.mirrors or event.onion or event.public_key)


def mirrors_page(desk: Desk) -> Iterator[values.Page]:
    """Yield the page of all copies, where there are some."""
    words, event = desk.words, desk.event
    if has_copies(event):
        title = words("Copies of this site")
        page = MirrorsPage(title, copies_of(event, words, desk.site.prefix), check_of(desk))
        yield desk.page("mirrors", "mirrors/", page, title=title, description=words("If this site cannot be reached, it can be read at these addresses."))


def check_of(desk: Desk) -> values.CopyCheck:
    """Return how a copy is checked: with the key of the publishers, where the list is signed."""
    key = desk.event.public_key if desk.settings.options.key else ""
    return values.CopyCheck(
        f"sha256sum -c {MANIFEST}",
        f"minisign -Vm {MANIFEST} -P {key}" if key else "",
        (values.Link(MANIFEST, shared(MANIFEST)), *((values.Link(SIGNATURE, shared(SIGNATURE)),) if key else ())),
    )


def copies_of(event: nouns.Event, words: Wording, prefix: str) -> tuple[values.Mirror, ...]:
    """Return the copies of the site, in the language of a prefix: on the web, then in Tor."""
    onion = (values.Mirror(_link(event.onion, prefix), words(_OPENS)),) if event.onion else ()
    return (*(values.Mirror(_link(mirror, prefix)) for mirror in event.mirrors), *onion)


def _link(address: str, prefix: str) -> values.Link:
    """Return a link to a copy. All of the host is said: who types it in from paper needs it."""
    return values.Link(address.partition("://")[2], f"{address}/{prefix}")
