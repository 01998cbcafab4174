"""From Markdown to sanitised HTML with its slots and anchors: one text at a time, and nothing but the text counts."""

from __future__ import annotations

import re

from markdown import Markdown

from dateline.markup.blocks import Parser
from dateline.markup.converted import Converted, Markup, Written
from dateline.markup.extension import DatelineExtension
from dateline.markup.finish import Finished, finish
from dateline.markup.footnotes import Footnotes
from dateline.markup.further import OWN, Further
from dateline.markup.sanitiser import clean, forbidden
from dateline.markup.slots import TOKEN, Lines, Slots, with_newer, with_plain_blanks, without_tokens
from dateline.markup.text import Text
from dateline.problems import Problems
from dateline.read.characters import forbidden_references, unpaired_references

_BLOCK = re.compile(f"<div>({TOKEN.pattern})</div>")
_RAW_ID = re.compile(r"""<[a-zA-Z][^<>]*?\sid=["']?([^"'\s>]+)""")


class Engine:
    """One Markdown object for many texts: making one costs as much as a short text."""

    def __init__(self, footnote_back: str, further: Further) -> None:
        self._extension = DatelineExtension()
        self._footnotes = Footnotes(lambda: self._extension.text, footnote_back)
        self._markdown = Markdown(
            output_format="html",
            extensions=[*OWN, self._footnotes, *further.extensions, self._extension],
            extension_configs=further.configs,
            tab_length=further.tab_length,
        )
        if isinstance(self._markdown.parser, Parser):
            self._markdown.parser.only_ours = not further.extensions

    def convert(self, written: Written, sources: frozenset[str]) -> Converted:
        """Return what comes of a text; one that names a source as `@key`, without brackets, has a problem."""
        source = with_plain_blanks(without_tokens(written.text))
        problems = Problems()
        text = Text(
            "", Lines(source, 1), written.long, Slots(), problems, taken=written.taken, sources=sources
        )
        markup = Markup()
        try:
            made = self._convert(with_newer(source, written.newer), text, written.language)
            markup = Markup(made.html, tuple(text.slots.found), frozenset(made.ids))
        except RecursionError:
            problems.add(
                "",
                text.lines.start(),
                "the text is nested too deeply",
                "make lists, quotations and emphasis flatter", topic="text",
            )
        except Exception as error:  # noqa: BLE001 (whatever a library raises over one text is a problem of that text)
            what = f"the text cannot be converted ({type(error).__name__}: {error})"
            problems.add(
                "", text.lines.start(), what, "take out by halves what it may be, and report it to the makers", topic="text"
            )
        found = tuple((problem.line, problem.what, problem.do) for problem in problems.sorted())
        return Converted(markup, found, frozenset(text.mentions))

    def _convert(self, source: str, text: Text, language: str) -> Finished:
        text.raw_html = "<" in source
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
            text.ids |= dict.fromkeys(
                [*map(notes.makeFootnoteId, notes.footnotes), *notes.used_refs], (0, "")
            )
        return finish(_BLOCK.sub(r"\1", clean(made)), text, language)
