"""`_redirects`: old addresses for hosts that answer with a redirect (Netlify's and Cloudflare's format: from, to, status).

Everywhere else the pages that stand at the old addresses lead on.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from dateline.model.nouns import Move

REDIRECTS = "_redirects"
"""Where hosts look for it: in the root of the output."""


def redirects(moves: Iterable[Move], root: str) -> bytes:
    """Return a line for each old address; `root` is the site's path on its server."""
    return "".join(f"{quote(root + move.old)} {quote(root + move.to, safe='/#')} 301\n" for move in moves).encode()


def joined(authors: bytes, ours: bytes) -> bytes:
    """Return an author's own lines with ours behind them: of two lines for one address, hosts take the first."""
    return authors + (b"" if authors.endswith(b"\n") or not authors else b"\n") + ours
