"""How we present ourselves to other people's servers."""

from __future__ import annotations

from dateline import __version__


def agent(site: str = "", doing: str = "checks its links") -> str:
    """Return what stands in `User-Agent`: who asks, what for, and for which site (its address or name)."""
    plain = " ".join(site.encode("ascii", "ignore").decode().replace("(", " ").replace(")", " ").split())
    return f"Dateline/{__version__} ({doing}{f'; {plain}' if plain else ''})"
