"""Whether browsers will take a page's style, after other people's plug-ins had it in their hands.

Each page lets in its own styles by their hashes (render.py). A minifier that rewrites the style, and cannot know of the hash, leaves a page that
browsers show without any style at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

_POLICY = re.compile(r"style-src((?: 'sha256-[A-Za-z0-9+/=]+')+)")
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


def style_hash(style: str) -> str:
    """Return the source expression that lets this style in (CSP Level 3, 2.3.1): sha256 of its UTF-8 bytes, base64."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def refused_styles(folder: Path, pages: Iterable[str]) -> list[str]:
    """Return the pages (by path inside the folder) whose policy refuses their own style."""
    return [page for page in pages if (folder / page).is_file() and _refused((folder / page).read_text("utf-8", errors="replace"))]


def _refused(page: str) -> bool:
    allowed = _POLICY.search(page)
    return allowed is not None and any(f"'{style_hash(style)}'" not in allowed[1] for style in _STYLE.findall(page))
