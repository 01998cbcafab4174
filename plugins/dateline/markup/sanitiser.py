"""What HTML an author may write: everything else is told as a problem and taken out.

The sanitiser is nh3 (ammonia). It runs before components are placed, so that it need not know our own markup.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import nh3

from dateline.markup.addresses import right
from dateline.typography import GUARD

_GLOBAL = {"class", "id", "lang", "dir", "title"}
_TAGS: dict[str, set[str]] = {
    tag: set()
    for tag in (
        "p br hr em strong b i u s small sub sup code pre kbd samp var mark cite dfn ins del bdi bdo ruby rt rp wbr "
        "h2 h3 h4 h5 h6 ul dl dt dd figure figcaption blockquote div span section "
        "table caption thead tbody tfoot tr details summary"
    ).split()
} | {
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "data": {"value"},
    "time": {"datetime"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope", "abbr"},
}
_ATTRIBUTES = {tag: own | _GLOBAL for tag, own in _TAGS.items()}
_SCHEMES = {"http", "https", "mailto", "tel"}
_INSTEAD = {
    "img": "write ![](name.jpg) alone in a paragraph",
    "picture": "write ![](name.jpg) alone in a paragraph",
    "iframe": "write [[media: https://... | title | publisher]]: nothing is loaded from elsewhere",
    "video": "write [[media: https://... | title | publisher]]: nothing is loaded from elsewhere",
    "audio": "write [[media: https://... | title | publisher]]: nothing is loaded from elsewhere",
    "h1": 'begin headings in a text with "##"',
}


_VOID = frozenset("br hr wbr".split())
_END_OPTIONAL = frozenset("p li dt dd td th tr thead tbody tfoot caption rt rp".split())
"""Elements whose end may be left out (HTML, 13.1.2.4)."""
_TAG = re.compile(r"<[a-z](?:[^<>\"]|\"[^\"]*\")*>")
_PLAIN = re.compile(
    rf"<(?:(?:{'|'.join(_TAGS)})"
    r'|a(?: class="[^"&]*")? href="(?:https?://|mailto:|#|\{[a-z]+\})[^"&]*"'
    r'|(?:h[2-6]|p|sup|li)(?: class="[^"&]*")?(?: id="[^"&]*")?)>'
)
"""Tags that are allowed at a glance: nearly all that Markdown makes."""


def clean(html: str) -> str:
    """Return HTML with nothing in it but what is allowed."""
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    """Return the sanitiser: telling it what is allowed takes as long as cleaning a page."""
    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        strip_comments=True,
        clean_content_tags={"script", "style"},
    )


def forbidden(html: str, *, written: bool = True) -> list[tuple[str, str, str]]:
    """Return what `clean` takes out: how it is written, what is wrong, what to do.

    Where no HTML was `written` by an author, all tags are Markdown's own: each different one needs one look only.
    """
    if not written:
        html = "".join(tag for tag in dict.fromkeys(_TAG.findall(html)) if not _PLAIN.fullmatch(tag))
        if not html:
            return []
    finder = _Finder()
    finder.feed(html)
    finder.written = written
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.written = False
        self._open: list[str] = []

    def close(self) -> None:
        """Tell of what is still open."""
        super().close()
        if self.written:
            self._closed_by(None)

    def _closed_by(self, tag: str | None) -> None:
        """Close elements up to one, or all of them; those that need an end of their own are told."""
        while self._open and (last := self._open.pop()) != tag:
            if last not in _END_OPTIONAL:
                self.found.append((f"<{last}", f"<{last}> is never closed", f"write </{last}> where it ends"))

    def handle_endtag(self, tag: str) -> None:
        """Note an element's end."""
        if tag in self._open:
            self._closed_by(tag)
        elif tag in _TAGS and tag not in _VOID:
            self.found.append((f"</{tag}", f"</{tag}> ends nothing", "delete it, or write the tag that it ends"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element's name and attributes."""
        if tag not in _TAGS:
            instead = _INSTEAD.get(tag, "delete it: texts hold no scripts, styles, forms or embedded pages")
            self.found.append((f"<{tag}", f"<{tag}> is not allowed in a text", instead))
            return
        if tag not in _VOID:
            self._open.append(tag)
        for name, value in attrs:
            if name not in _ATTRIBUTES[tag]:
                self.found.append((f"{name}=", f'the attribute "{name}" of <{tag}> is not allowed', "delete it"))
            elif name in ("href", "cite") and _scheme(value or "") not in _SCHEMES | {""}:
                what = f'an address that begins with "{_scheme(value or "")}:" is not allowed'
                self.found.append((f"{_scheme(value or '')}:", what, "link to https:// or mailto:"))
            elif name in ("href", "cite") and not right(address := (value or "").replace(GUARD, "")):
                self.found.append((address, f'"{address}" is no address', "write it whole, beginning with https://, a blank in it as %20"))


def _scheme(address: str) -> str:
    head, colon, _ = address.partition(":")
    return head.strip().lower() if colon and head.replace("+", "").replace("-", "").isalnum() else ""
