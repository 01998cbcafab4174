"""How what can be embedded is embedded, for programs (oEmbed 1.0, "rich"): a file beside each page that is made for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.derive.days import listed
from dateline.exports.json_text import json_text
from dateline.model.address import Address, rooted
from dateline.pages.copied import frame_code, oembed_name
from dateline.pages.embeds import WIDE, EmbedPage, embeddable
from dateline.pages.frame import Desk


def oembed_files(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file of a language, where SITEURL is set."""
    for each in embeddable(desk, listed(desk.event)):
        yield rooted(oembed_name(each.address), desk.site.prefix), json_text(_document(desk, each.address, each.shown(desk)))


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
