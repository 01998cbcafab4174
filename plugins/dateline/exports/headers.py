"""What a host says with every file, and `_headers`, in which Netlify and Cloudflare Pages read it. Snippets for servers are made of the same.

The policy of a page stands in the page (a meta element), where no host can lose it. Only what a page cannot say of itself is said here.
"""

from __future__ import annotations

from collections.abc import Iterable

HEADERS = "_headers"
"""Where hosts look for it: in the root of the output."""
FRAMING = ("Content-Security-Policy", "frame-ancestors 'none'")
"""Nobody shows our pages inside theirs, except those that are made for it. A meta element cannot say this (CSP 3, "frame-ancestors")."""
ALWAYS = (("X-Content-Type-Options", "nosniff"),)
SECURE = ("Strict-Transport-Security", "max-age=31536000")
"""For sites with https. Without `includeSubDomains`: other sites of the domain are not ours to decide about."""
CACHING = "Cache-Control"
SHORT = "public, max-age=600"
"""Pages may change at any time: ten minutes, as GitHub Pages says."""
FOREVER = "public, max-age=31536000, immutable"
ADDRESSED = {"pictures/": ("avif", "gif", "jpg", "png", "svg", "webp"), "search/parts/": ("js",), "theme/": ("js", "woff2")}
"""Folders and endings of files whose names hold a hash of what they are: they never change under their name."""
EMBEDDED: tuple[str, ...] = ("embed/",)
"""Folders at the top of the site, each with a slash at its end, whose pages are made to be shown inside others'."""


def headers(root: str, *, secure: bool, top: Iterable[str] = (), embedded: tuple[str, ...] = EMBEDDED) -> bytes:
    """Return `_headers`; `root` is the site's path on its server, `top` what lies at its top: needed only where pages are embedded.

    Where several rules fit an address, their values of one header are joined, so no header stands in two rules for one address. Caching of
    pages is left to these hosts, which ask anew each time.
    """
    rules: dict[str, list[tuple[str, str]]] = {f"{root}*": [*ALWAYS, *([SECURE] if secure else [])]}
    framed = (f"{root}{name}*" if name.endswith("/") else f"{root}{name}" for name in sorted({"", *top}) if name not in embedded)
    for address in framed if embedded else (f"{root}*",):
        rules.setdefault(address, []).append(FRAMING)
    for folder, endings in ADDRESSED.items():
        for ending in endings:
            rules[f"{root}{folder}*.{ending}"] = [(CACHING, FOREVER)]
    return "".join(f"{address}\n{''.join(f'  {name}: {value}{chr(10)}' for name, value in said)}" for address, said in rules.items()).encode()
