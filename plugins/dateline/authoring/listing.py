"""What a language of an event lacks, in words and as JSON: texts that are not translated, paragraphs that have changed, words of data files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from dateline import __version__
from dateline.console import shown
from dateline.dataclass import dataclass
from dateline.read.declared import Change, Difference
from dateline.telling import Terminal

from .data_words import Word
from .history import former_words
from .side_by_side import beside
from .texts import Text, Texts

FORM = 1
"""Version of the JSON: it changes when something in it means something else."""
STATES = ("translated", "out of date", "not declared", "a draft", "not translated")
"""What a text may be, in the order in which they are counted."""
_TOLD = {
    Change.CHANGED: "this paragraph has changed in the original",
    Change.NEW: "a paragraph that is new in the original belongs here",
    Change.GONE: "the original has this paragraph no more",
}
_NOT_DECLARED = "this paragraph was not declared yet"
_HEADS = {
    "not declared": "Not declared yet; when one is done, give the command `dateline translated FILE`:",
    "a draft": "Drafts:",
    "not translated": "Not translated yet; begin one with `dateline translate {language} --begin FILE`:",
}


@dataclass(frozen=True)
class Listing:
    """What a language lacks. `former` holds, by the paths of originals, their former words; None where there is no repository to ask."""

    texts: Texts
    language: str
    found: tuple[Text, ...]
    words: tuple[tuple[str, Word], ...]
    former: Mapping[str, Mapping[tuple[str, str], str] | None]

    def old_words(self, text: Text, difference: Difference) -> str:
        """Return what the original said when a paragraph was translated; empty where nobody knows."""
        return (self.former.get(text.original.path) or {}).get((difference.name, difference.digest), "")

    def at(self, path: str, line: int) -> str:
        """Return a place in a file."""
        return f"{self.texts.shown(path)}:{line}"


def listing(texts: Texts, language: str) -> Listing:
    """Return what a language lacks; git is asked for the former words of what has changed."""
    found = tuple(texts.of(language))
    former = {}
    for text in found:
        wanted = frozenset((each.name, each.digest) for each in text.standing.differences if each.digest)
        if wanted:
            former[text.original.path] = former_words(texts.project.root, text.original, texts.file(text.original.path), wanted)
    missing = tuple((path, word) for path, word in texts.words(language) if not word.further)
    return Listing(texts, language, found, missing, former)


def lines(listed: Listing, screen: Terminal | None) -> Iterator[str]:
    """Yield the lines of what is told: for a terminal, or where there is none."""
    states = Counter(text.state for text in listed.found)
    yield f"{listed.language}: {len(listed.found)} texts: {', '.join(f'{states[state]} {_plainly(state, states[state])}' for state in STATES if states[state])}"
    for text in listed.found:
        if text.state == "out of date":
            yield from _out_of_date(listed, text, screen)
    for state, head in _HEADS.items():
        if states[state]:
            yield ""
            yield head.format(language=listed.language)
            yield from (f"  {_named(listed, text)}" for text in listed.found if text.state == state)
    hints = [line for text in listed.found for line in _hints(listed, text)]
    if hints:
        yield from ("", "Look at these, which may be right:", *hints)
    words = [(path, word) for path, word in listed.words if not word.may_stay]
    if words:
        yield from ("", "Words of data files without a value in this language:")
        yield from (f"  {listed.at(path, word.line)}: {shown(str(word))}: {shown(word.text)}" for path, word in words)
    if names := len(listed.words) - len(words):
        yield from ("", f"{names} name{'' if names == 1 else 's'} of publishers and organisations stand{'s' if names == 1 else ''} as in the original; --json lists them.")
    if count := len(listed.texts.problems):
        yield from ("", f"{count} problem{'' if count == 1 else 's'} in the content: see `dateline check`")


def _plainly(state: str, count: int) -> str:
    return {"a draft": "draft" if count == 1 else "drafts"}.get(state, state)


def _named(listed: Listing, text: Text) -> str:
    record = text.translation or text.original
    return shown(listed.texts.shown(record.path))


def _out_of_date(listed: Listing, text: Text, screen: Terminal | None) -> Iterator[str]:
    """Yield what has changed in the original of a translation, paragraph by paragraph."""
    assert text.translation is not None
    colour, columns = (screen.colour, screen.columns) if screen else (False, 0)
    if text.standing.apart:
        yield ""
        yield f"{shown(listed.texts.shown(text.translation.path))}: its paragraphs cannot be told apart: there are more or fewer than were declared"
    for each in text.standing.differences:
        place = shown(listed.at(text.translation.path, each.line))
        there = f" ({shown(listed.at(text.original.path, each.original.line))})" if each.original else ""
        told = _NOT_DECLARED if each.change is Change.NEW and each.translated else _TOLD[each.change]
        yield ""
        yield f"\x1b[1m{place}\x1b[0m: {told}{there}" if colour else f"{place}: {told}{there}"
        old = listed.old_words(text, each)
        if each.original and old:
            yield from beside(old, each.original.text, ("when it was translated", "now"), columns, colour=colour)
            continue
        if each.original:
            yield from (f"    {shown(line)}" for line in each.original.text.split("\n"))
        elif old:
            yield from (f"    {shown(line)}" for line in old.split("\n"))
        if each.digest and not old:
            yield f"    {_unknown(listed, text)}"


def _unknown(listed: Listing, text: Text) -> str:
    """Return why nobody knows what a paragraph said before."""
    if listed.former.get(text.original.path) is None:
        return "(its former words are not known: this is no git repository, or git is not installed)"
    return "(its former words are in no version of the file that git has)"


def _hints(listed: Listing, text: Text) -> Iterator[str]:
    if text.translation is None:
        return
    if text.standing.apart and not text.standing.declared:
        yield f"  {listed.texts.shown(text.translation.path)}: it has more paragraphs than {listed.texts.shown(text.original.path)}, or fewer"
    for each in text.missing:
        yield f"  {listed.at(text.translation.path, 1)}: {each} is missing, and shown as {listed.at(text.original.path, each.line)} has it"
    for paragraph in text.untold:
        yield f"  {listed.at(text.translation.path, paragraph.line)}: {paragraph} says what the original says, letter by letter"
    for theirs, mine, told in text.hints:
        yield f"  {listed.at(text.translation.path, mine.line)}: {shown(told)} ({listed.at(text.original.path, theirs.line)})"


def as_json(listed: Listing) -> str:
    """Return what is told as JSON, in ASCII; docs/languages.md says what it holds."""
    texts = [
        {
            "original": listed.texts.shown(text.original.path),
            "translation": text.translation and listed.texts.shown(text.translation.path),
            "state": text.state,
            "differences": [
                {
                    "change": each.change.value,
                    "line": each.line,
                    "original_line": each.original and each.original.line,
                    "was": listed.old_words(text, each) or None,
                    "is": each.original and each.original.text,
                }
                for each in text.standing.differences
            ],
            "missing": [each.name for each in text.missing],
            "untranslated": [each.line for each in text.untold],
            "hints": [{"line": mine.line, "original_line": theirs.line, "what": told} for theirs, mine, told in text.hints],
        }
        for text in listed.found
    ]
    words = [{"file": listed.texts.shown(path), "line": word.line, "field": str(word), "text": word.text} for path, word in listed.words]
    return json.dumps({"form": FORM, "dateline": __version__, "language": listed.language, "texts": texts, "words": words}, indent=2)
