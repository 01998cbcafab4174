"""`_redirects`: old addresses for hosts that answer with a redirect (Netlify's and Cloudflare's format: from, to, status).

Everywhere else the pages that stand at the old addresses lead on.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

REDIRECTS = "_redirects"
"""Where hosts look for it: in the root of the output."""


def redirects(moves: Iterable[tuple[str, str]], root: str) -> bytes:
    """Return a line for each old address and the one that it leads to, both from the root of the site, whose path on its server is `root`."""
    return "".join(f"{quote(root + old)} {quote(root + to, safe='/#')} 301\n" for old, to in moves).encode()


def joined(authors: bytes, ours: bytes) -> bytes:
    """Return an author's own lines with ours behind them: of two lines for one address, hosts take the first."""
    return authors + (b"" if authors.endswith(b"\n") or not authors else b"\n") + ours
