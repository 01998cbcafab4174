"""How what can be embedded is embedded, for programs (oEmbed 1.0, "rich"): a file beside each page that is made for it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dateline.derive.days import listed
from dateline.exports.json_text import json_text
from dateline.model.address import Address, rooted
from dateline.pack import open_pack
from dateline.pages.copied import frame_code, oembed_name
from dateline.pages.embeds import WIDE, EmbedPage, embeddable
from dateline.pages.frame import Desk
from dateline.pages.values import Page

NAME = "embeds"
"""The folder in the cache, with one for each language."""


def oembed_files(desk: Desk, recipes: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file of a language, where SITEURL is set.

    `recipes` are those of pages, by address: a file is made of what the page beside it is made of, and kept by that.
    """
    pack = open_pack(desk.settings.cache / NAME / desk.site.lang, shape=sys.version) if recipes else None
    for each in embeddable(desk, listed(desk.event)):
        recipe = recipes.get(rooted(each.address, desk.site.prefix)) if pack else None
        data = pack.get(recipe) if pack and recipe else None
        if data is None:
            data = json_text(_document(desk, each.address, each.shown(desk)))
            if pack and recipe:
                pack.put(recipe, data)
        yield rooted(oembed_name(each.address), desk.site.prefix), data
    if pack:
        pack.save()


def former_oembed(moved: Iterable[Page], files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of what stands beside those of the pages at old addresses that lead on to something embedded.

    `files` are all those that say how things are embedded: whoever asks again at the old address gets what is at the new one.
    """
    for page in moved:
        if page.template == "embed-moved":
            yield oembed_name(Address(page.address)), files[oembed_name(Address(rooted(page.page.link.url)))]


def _document(desk: Desk, address: Address, page: EmbedPage) -> dict[str, Any]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": page.link.text,
        "provider_name": desk.site.name,
        "provider_url": desk.whole(""),
        "cache_age": 3600,
        "html": frame_code(desk, page, address),
        "width": WIDE,
        "height": page.height,
    }
