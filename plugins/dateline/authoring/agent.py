"""How we present ourselves to other people's servers."""

from __future__ import annotations

from dateline import __version__


def agent(site: str = "") -> str:
    """Return what stands in `User-Agent`: who asks, and for which site (its address or name)."""
    plain = " ".join(site.encode("ascii", "ignore").decode().replace("(", " ").replace(")", " ").split())
    return f"Dateline/{__version__} (checks its links{f'; {plain}' if plain else ''})"
