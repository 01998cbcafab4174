"""From Markdown to `Markup`: sanitised HTML, its slots, its anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown import Markdown

from dateline.markup.extension import RESERVED_IDS, DatelineExtension, Footnotes, Text
from dateline.markup.finish import Finished, finish
from dateline.markup.further import OWN, Further
from dateline.markup.sanitiser import clean, forbidden
from dateline.markup.slots import TOKEN, Lines, Slot, Slots, with_plain_blanks, without_tokens
from dateline.problems import Problems
from dateline.read.characters import forbidden_references, unpaired_references

__all__ = ["RESERVED_IDS", "Converter", "Markup"]

_BLOCK = re.compile(f"<div>({TOKEN.pattern})</div>")
_RAW_ID = re.compile(r"""<[a-zA-Z][^<>]*?\sid=["']?([^"'\s>]+)""")


@dataclass(frozen=True)
class Markup:
    """A converted text. `html` holds a token for each slot, by number."""

    html: str = ""
    slots: tuple[Slot, ...] = ()
    ids: frozenset[str] = frozenset()


class Converter:
    """Converts the texts of one run with one Markdown object (making one costs as much as a short text).

    `language` is that of texts that name none (BCP 47), `further` what the settings add to Markdown.
    """

    def __init__(
        self,
        problems: Problems,
        footnote_back: str = "Back to the text, note {}",
        language: str = "en",
        further: Further | None = None,
    ) -> None:
        further = further or Further()
        self._problems = problems
        self._language = language
        self._sources: frozenset[str] = frozenset()
        self._extension = DatelineExtension()
        self._footnotes = Footnotes(self._extension, footnote_back)
        self._markdown = Markdown(
            output_format="html",
            extensions=[*OWN, self._footnotes, *further.extensions, self._extension],
            extension_configs=further.configs,
            tab_length=further.tab_length,
        )

    @property
    def language(self) -> str:
        """The language of texts that name none."""
        return self._language

    def know(self, sources: Iterable[str]) -> None:
        """Take note of the keys of all sources: a text that names one as `@key`, without brackets, is told."""
        self._sources = frozenset(sources)

    def text(
        self,
        source: str,
        line: int,
        path: str,
        *,
        long: bool = True,
        language: str = "",
        taken: frozenset[str] = frozenset(),
    ) -> Markup:
        """Return the markup of a text that begins on `line` of `path`; `taken` are anchors that its page has besides.

        A `long` text (article, page) may have headings, footnotes and anchors; a short one (entry, caption) stands in lists
        among others, where they would clash.
        """
        source = with_plain_blanks(without_tokens(source))
        text = Text(path, Lines(source, line), long, Slots(), self._problems, taken=taken)
        try:
            made = self._convert(source, text, language or self._language)
        except RecursionError:
            text.problems.add(path, text.lines.start(), "the text is nested too deeply", "make lists, quotations and emphasis flatter")
            return Markup()
        except Exception as error:  # noqa: BLE001 (whatever a library raises over one text is a problem of that text)
            what = f"the text cannot be converted ({type(error).__name__}: {error})"
            text.problems.add(path, text.lines.start(), what, "take out by halves what it may be, and report it to the makers")
            return Markup()
        return Markup(made.html, tuple(text.slots.found), frozenset(made.ids))

    def line(self, source: str, line: int, path: str, *, language: str = "") -> Markup:
        """Return the markup of a single line of text, without a paragraph around it."""
        made = self.text(source, line, path, long=False, language=language)
        html = made.html.strip()
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            html = html[3:-4]
        return Markup(html, made.slots, made.ids)

    def _convert(self, source: str, text: Text, language: str) -> Finished:
        text.raw_html = "<" in source
        text.sources = self._sources
        if text.raw_html and "id=" in source:
            text.raw_ids = frozenset(_RAW_ID.findall(source))
        self._extension.begin(text)
        self._markdown.reset()
        made = self._markdown.convert(source)
        for words, what, do in forbidden(made, written=text.raw_html):
            text.problem(words, what, do)
        for reference in forbidden_references(made):
            text.problem(reference, f'"{reference}" stands for a character that is not allowed', "delete it")
        for reference in unpaired_references(made):
            what = f'"{reference}" changes the direction of what follows, or ends no such change'
            text.problem(reference, what, "delete it, or write both halves in one paragraph")
        notes = self._footnotes
        text.notes = frozenset(notes.footnotes)
        if notes.footnotes:
            if text.headings:
                notes.tell_unused()
            else:
                for name in notes.footnotes:
                    text.note_left(f"[^{name}]")
            text.ids |= dict.fromkeys([*map(notes.makeFootnoteId, notes.footnotes), *notes.used_refs], (0, ""))
        return finish(_BLOCK.sub(r"\1", clean(made)), text, language)
