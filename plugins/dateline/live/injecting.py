"""What is put into a page on its way from the output to the browser, and never into the output: the script that loads it again."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

SCRIPT = "/.dateline/live.js"
EVENTS = "/.dateline/events"
STATE = "/.dateline/state"
MESSAGES = "/.dateline/messages"
_POLICY = re.compile(rb"<meta\b(?=[^>]*\bhttp-equiv\s*=\s*[\"']?content-security-policy\b)[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(rb"(\bcontent\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_BEGIN = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
_WITHIN = re.compile(rb"(\shref\s*=\s*[\"'])#", re.IGNORECASE)
_END = re.compile(rb"</head\s*>", re.IGNORECASE)
_NEEDED = ("script-src", "script-src-elem", "connect-src")
"""What the script and its stream of events are held against (CSP Level 3, 6.1)."""
_SELF = "'self'"


def injected(page: bytes, tag: str, file: str) -> bytes:
    """Return a page with our script, which its policy lets in; `tag` says which page this is, `file` where it lies in the output."""
    page = _POLICY.sub(lambda meta: _CONTENT.sub(_let_in, meta[0]), page)
    script = f'<script src="{SCRIPT}" async data-tag="{html.escape(tag)}" data-file="{html.escape(file)}"></script>'.encode("utf-8", "surrogateescape")
    end = _END.search(page)
    at = end.start() if end else len(page)
    return page[:at] + script + page[at:]


def rooted(page: bytes, path: str) -> bytes:
    """Return the page for what is missing, at an address that is missing: its links are relative, and meant from the site's root.

    The element stands before the page's policy, which therefore has no say in it; links within the page stay so.
    """
    here = quote(f"/{path.lstrip('/')}").encode()
    within = _WITHIN.sub(lambda found: found[1] + here + b"#", page)
    return _BEGIN.sub(lambda head: head[0] + b'<base href="/">', within, count=1)


def _let_in(content: re.Match[bytes]) -> bytes:
    policy = html.unescape(content[2][1:-1].decode("utf-8", "surrogateescape"))
    return content[1] + b'"' + html.escape(adapted(policy)).encode("utf-8", "surrogateescape") + b'"'


def adapted(policy: str) -> str:
    """Return a Content-Security-Policy that also lets in our script and what it asks of this server; all else is as it was."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *written = directive.split() or [""]
        if name:
            directives.setdefault(name.lower(), written)  # the first of a name counts (CSP Level 3, 2.2.1)
    everything = directives.get("default-src")
    for name in _NEEDED:
        fallback = None if name == "script-src-elem" else everything
        sources: list[str] | None = directives.get(name, fallback)
        if sources is not None and _SELF not in sources and "*" not in sources:
            directives[name] = [*(source for source in sources if source.lower() != "'none'"), _SELF]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
