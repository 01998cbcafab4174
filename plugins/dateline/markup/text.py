"""The text at hand: what its conversion must know of it, and what it finds in it."""

from __future__ import annotations

from dataclasses import field

from dateline.dataclass import dataclass
from dateline.markup.slots import Lines, Slots
from dateline.problems import Problems


@dataclass
class Text:
    """What is known of the text at hand, and what is found in it.

    `ids` are the anchors that we make ourselves, each with level and words of its heading (0 and nothing for a footnote's); `raw_ids`
    those in HTML that the author wrote; `taken` what the page has besides. `notes` are the names of footnotes, `sources` the keys of
    all sources, `mentions` all words that would be told if they were such keys.
    """

    path: str = ""
    lines: Lines = field(default_factory=lambda: Lines("", 1))
    headings: bool = True
    slots: Slots = field(default_factory=Slots)
    problems: Problems = field(default_factory=Problems)
    raw_html: bool = False
    ids: dict[str, tuple[int, str]] = field(default_factory=dict)
    raw_ids: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    mentions: set[str] = field(default_factory=set)

    def problem(self, words: str, what: str, do: str) -> None:
        """Note a problem on the line where `words` stand."""
        self.problems.add(self.path, self.lines.of(words), what, do, topic="text")

    def problem_outside_code(self, words: str, what: str, do: str) -> None:
        """Note a problem on the line where `words` stand outside code."""
        self.problems.add(self.path, self.lines.outside_code(words, words.partition("\n")[0]), what, do, topic="text")

    def problem_at(self, ways: tuple[str, ...], what: str, do: str) -> None:
        """Note a problem on the line where something is written in one of several ways."""
        self.problems.add(self.path, self.lines.outside_code(*ways), what, do, topic="text")

    def note_left(self, mark: str) -> None:
        """Note a problem of a footnote's mark that leads nowhere."""
        if not self.headings:
            what, do = f'"{mark}" is a footnote in a short text', "say it in the sentence"
        elif mark[2:-1] in self.notes:
            what, do = f'the mark "{mark}" stands inside HTML, where it leads nowhere', "put it outside, or say it in the sentence"
        else:
            what, do = f'the footnote "{mark}" has no text', f"write it below the text: {mark}: ..."
        self.problem_outside_code(mark, what, do)
