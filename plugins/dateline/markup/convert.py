"""Texts to `Markup`: taken from the last build where nothing has changed, converted on all cores where something has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from functools import cached_property
from html import escape
from itertools import count

from dateline.markup.converted import Converted, Markup, Written, from_record, recorded
from dateline.markup.engine import Engine
from dateline.markup.further import Further
from dateline.markup.slots import NOTE
from dateline.pack import Pack
from dateline.problems import Problems
from dateline.sharing import shared

__all__ = ["Converter", "Markup", "Written"]


_LITTLE = 60_000
"""Characters that are converted while a process is made: fewer are not worth one."""
_BACK = f"{NOTE}{{}}{NOTE}"
_BACK_LINK = re.compile(f'title="{NOTE}(\\d+){NOTE}"')
_NOTE_MARK = re.compile(r'(class="footnote-ref"[^>]*>)(\d+)(?=</a>)')
"""What stands for the words of a link back from a note: they are those of the interface, and what is converted is kept for all languages."""
_TAG = re.compile(r'</?[a-z](?:[^<>"]|"[^"]*")*>')


class Converter:
    """Converts the texts of one run.

    `language` is that of texts that name none (BCP 47), `further` what the settings add to Markdown, `kept` the texts of the last build;
    `digits` writes the numbers of footnotes; `as_set` and `table` name what stands letter by letter, and tables, for those who hear them.
    """

    def __init__(
        self,
        problems: Problems,
        footnote_back: str = "Back to the text, note {}",
        language: str = "en",
        further: Further | None = None,
        kept: Pack | None = None,
        digits: Callable[[str], str] = str,
        as_set: str = "Preformatted text {}",
        table: str = "Table {}",
    ) -> None:
        self._problems = problems
        self._footnote_back = footnote_back
        self._language = language
        self._further = further or Further()
        self._kept = kept
        self._digits = digits
        self._as_set = as_set
        self._table = table
        self._sources: frozenset[str] = frozenset()
        self._ready: dict[Written, Converted] = {}

    @property
    def language(self) -> str:
        """The language of texts that name none."""
        return self._language

    def in_language(
        self, language: str, footnote_back: str, digits: Callable[[str], str] = str, as_set: str = "Preformatted text {}", table: str = "Table {}"
    ) -> Converter:
        """Return a converter for the same site in another language, which shares all that is converted."""
        other = copy(self)
        other._language, other._footnote_back, other._digits, other._as_set, other._table = language, footnote_back, digits, as_set, table
        return other

    def know(self, sources: Iterable[str]) -> None:
        """Take note of the keys of all sources: a text that names one as `@key`, without brackets, is told."""
        self._sources = frozenset(sources)

    def written(
        self,
        text: str,
        *,
        long: bool = True,
        language: str = "",
        taken: frozenset[str] = frozenset(),
        newer: tuple[tuple[int, str], ...] = (),
    ) -> Written:
        """Return a text with all that shapes it, as `text` and `line` will ask for it."""
        return Written(text, long, language or self._language, taken, newer)

    def prepare(self, texts: Iterable[Written]) -> None:
        """Make texts ready for `text`: those that the last build has not left are converted on all cores."""
        if self._further.extensions:
            return  # what others wrote may count from text to text, in the order in which the model asks
        missing = []
        for written in dict.fromkeys(texts):
            if found := self._find(written):
                self._ready[written] = found
            elif written.text:
                missing.append(written)
        weights = [len(written.text) for written in missing]
        if sum(weights) < _LITTLE:
            return
        self._engine  # noqa: B018 (made here, once, and not in each process)
        runs = shared(self._convert, missing, least=2, weight=lambda written: len(written.text))
        for written, converted in zip(missing, (each for run in runs for each in run), strict=True):
            self._ready[written] = converted
            self._keep(written, converted)

    def text(
        self,
        source: str,
        line: int,
        path: str,
        *,
        long: bool = True,
        language: str = "",
        taken: frozenset[str] = frozenset(),
        newer: tuple[tuple[int, str], ...] = (),
    ) -> Markup:
        """Return the markup of a text that begins on `line` of `path`; what is wrong is in the problems. See `Written`."""
        written = self.written(source, long=long, language=language, taken=taken, newer=newer)
        converted = self._ready.get(written) or self._find(written)
        if converted is None:
            (converted,) = self._convert([written])
            self._keep(written, converted)
        for at, what, do in converted.problems:
            self._problems.add(path, at + line - 1, what, do, topic="text")
        markup = converted.markup.below(line - 1)
        html = markup.html
        if NOTE in html:
            html = _BACK_LINK.sub(lambda found: f'title="{escape(self._footnote_back.format(self._digits(found[1])))}"', html)
            html = _NOTE_MARK.sub(lambda found: found[1] + self._digits(found[2]), html)
        if "<pre" in html or "<table" in html:
            html = self._reachable(html)
        return markup if html is markup.html else Markup(html, markup.slots, markup.ids)

    def _reachable(self, html: str) -> str:
        """Return HTML in which the keyboard reaches what is wider than the page and scrolls there: a region with a name (WCAG 2.1.1)."""
        blocks, tables = count(1), count(1)

        def region(name: str, number: Iterator[int]) -> str:
            return f' tabindex="0" role="region" aria-label="{escape(name.format(self._digits(str(next(number)))))}"'

        def tag(found: re.Match[str]) -> str:
            if found[0].startswith(("<pre>", "<pre ")):
                return f"{found[0][:-1]}{region(self._as_set, blocks)}>"
            if found[0].startswith(("<table>", "<table ")):
                # Around it: with another role it would be no table any more.
                return f'<div class="wide-table"{region(self._table, tables)}>{found[0]}'
            return f"{found[0]}</div>" if found[0] == "</table>" else found[0]

        return _TAG.sub(tag, html)

    def line(self, source: str, line: int, path: str, *, language: str = "") -> Markup:
        """Return the markup of a single line of text, without a paragraph around it."""
        made = self.text(source, line, path, long=False, language=language)
        html = made.html.strip()
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            html = html[3:-4]
        return Markup(html, made.slots, made.ids)

    def close(self) -> None:
        """Keep what was converted, for the next build; this run needs no more."""
        self._ready.clear()
        if self._kept:
            self._kept.save()

    @cached_property
    def _engine(self) -> Engine:
        return Engine(_BACK, self._further)

    def _convert(self, texts: Sequence[Written]) -> list[Converted]:
        return [self._engine.convert(written, self._sources) for written in texts]

    def _find(self, written: Written) -> Converted | None:
        """Return what the last build left, unless it would have a problem by now: a source that the text mentions."""
        record = self._kept.get(written.key()) if self._kept else None
        found = from_record(record) if record else None
        return found if found and found.mentions.isdisjoint(self._sources) else None

    def _keep(self, written: Written, converted: Converted) -> None:
        record = recorded(converted) if self._kept else None
        if self._kept and record:
            self._kept.put(written.key(), record)
