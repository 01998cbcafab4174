"""The links that MENUITEMS adds to the navigation."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.model.address import Address, file_of
from dateline.problems import SETTINGS_FILE, SetupBroken, near_or
from dateline.settings import Settings

_INDEX = re.compile(r"(^|/)index\.html$")
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def menu_address(link: str) -> Address | str:
    """Return where a link of the menu leads: an address elsewhere as it is, or one of the site's own (`/about/`, `about/index.html`)."""
    if _OUTSIDE.match(link):
        return link
    path, mark, fragment = link.removeprefix("/").partition("#")
    folder = _INDEX.sub(r"\1", path)
    return Address(f"{folder}{mark}{fragment}")


def check_menu(settings: Settings, files: Collection[str]) -> None:
    """Raise SetupBroken where a link of the menu leads to none of the site's files."""
    for title, link in settings.menu:
        address = menu_address(link)
        if isinstance(address, Address) and file_of(address) not in files:
            known = ["/" + file.removesuffix("index.html") for file in files]
            do = near_or(link, known, "write the address of a page, /about/, or a whole one, https://...")
            raise SetupBroken(SETTINGS_FILE, 0, f'MENUITEMS: "{title}" leads to "{link}", where there is nothing', do, topic="settings")
