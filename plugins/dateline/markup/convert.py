"""From Markdown to `Markup`: sanitised HTML, its slots, its anchors."""

from __future__ import annotations

import html as html_text
import re
from dataclasses import dataclass

from markdown import Markdown
from pelican.utils import slugify

from dateline.markup.extension import DatelineExtension, Text
from dateline.markup.further import OWN, Further
from dateline.markup.sanitiser import clean, forbidden
from dateline.markup.slots import TOKEN, Lines, LinkSlot, Slot, Slots, without_tokens
from dateline.problems import Problems

RESERVED_IDS = frozenset(
    "content sources corrections read-more story highlights figures voices articles timeline about "
    "before-after days entries claims reports activity navigation filters places people organisations map map-outline".split()
)
"""Anchors that the pages have themselves: no heading and no entry may take one."""

_BLOCK = re.compile(f"<div>({TOKEN.pattern})</div>")
_ADDRESS = re.compile(r' href="([^"]*)"')
_WHOLE = re.compile(r"^(?:https?|mailto|tel):", re.IGNORECASE)
_ID = re.compile(r' id="([^"]*)"')
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]")
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)


@dataclass(frozen=True)
class Markup:
    """A converted text. `html` holds a token for each slot, by number."""

    html: str = ""
    slots: tuple[Slot, ...] = ()
    ids: frozenset[str] = frozenset()


class Converter:
    """Converts the texts of one run with one Markdown object (making one costs as much as a short text)."""

    def __init__(
        self, problems: Problems, footnote_back: str = "Back to the text, note {}", further: Further | None = None
    ) -> None:
        further = further or Further()
        self._problems = problems
        self._extension = DatelineExtension()
        self._markdown = Markdown(
            output_format="html",
            extensions=[*OWN, *further.extensions, self._extension],
            extension_configs={
                **further.configs,
                "toc": {"marker": "", **further.configs.get("toc", {}), "slugify": heading_id},
                "footnotes": {**further.configs.get("footnotes", {}), "BACKLINK_TITLE": footnote_back},
            },
            tab_length=further.tab_length,
        )

    def text(self, source: str, line: int, path: str, *, long: bool = True) -> Markup:
        """Return the markup of a text that begins on `line` of `path`.

        A `long` text (article, page) may have headings and footnotes; a short one (entry, caption) stands in lists
        among others, where they would clash.
        """
        source = without_tokens(source)
        lines = Lines(source, line)
        text = Text(path, lines, long, Slots(), self._problems)
        if not long and (note := _FOOTNOTE.search(source)):
            text.problem(note[0], f'"{note[0]}" is a footnote in a short text', "say it in the sentence")
        self._extension.text = text
        self._markdown.reset()
        made = self._markdown.convert(source)
        for words, what, do in forbidden(made):
            text.problem(words, what, do)
        for note in _FOOTNOTE.findall(_CODE.sub("", made)) if long else ():
            text.problem(note, f'the footnote "{note}" has no text', f"write it below the text: {note}: ...")
        cleaned = _BLOCK.sub(r"\1", clean(made))
        cleaned = _ADDRESS.sub(lambda found: _link(found, text), cleaned)
        return Markup(cleaned, tuple(text.slots.found), frozenset(_ID.findall(cleaned)))

    def line(self, source: str, line: int, path: str) -> Markup:
        """Return the markup of a single line of text, without a paragraph around it."""
        made = self.text(source, line, path, long=False)
        html = made.html.strip()
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            html = html[3:-4]
        return Markup(html, made.slots, made.ids)


def heading_id(words: str, separator: str) -> str:
    """Return the anchor of a heading: transliterated, never empty, never one that the page has itself."""
    made = slugify(TOKEN.sub("", words), regex_subs=_SLUG_RULES).replace(" ", separator) or "section"
    return f"{made}{separator}text" if made in RESERVED_IDS else str(made)


_SLUG_RULES = [(r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-")]


def _link(found: re.Match[str], text: Text) -> str:
    address = html_text.unescape(found[1])
    if _WHOLE.match(address) or address.startswith(("#fn:", "#fnref:")):
        return found[0]
    return f' href="{text.slots.token(LinkSlot(address, text.lines.of(f"]({address}", address)))}"'
