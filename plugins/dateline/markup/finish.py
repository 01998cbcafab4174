"""The last pass over a text's HTML, when it is clean: one look at each tag and at each piece of text between two.

What is typography (quotation marks, dashes, no-break spaces), what is a citation in HTML that an author wrote, which addresses and
anchors there are, and what was left of Markdown shows only here, where code, elements and words can be told apart.
"""

from __future__ import annotations

import html as html_text
import posixpath
import re
from dataclasses import field

from dateline.dataclass import dataclass
from dateline.markup.addresses import bare, is_embedded, may_hold
from dateline.markup.extension import CITATION, MISPLACED, cites_of
from dateline.markup.leftovers import SUSPECT, left_in_html, leftovers, notes_left, plain
from dateline.markup.reserved import RESERVED_FORMS, RESERVED_IDS
from dateline.markup.slots import TOKEN, CiteSlot, LinkSlot, PictureSlot, PlacedSlot
from dateline.markup.text import Text
from dateline.read.names import nfc
from dateline.typography import GUARD, JOINER, Quoter, bound, dashed, marks_of, sided
from dateline.wording import direction

_TAG = re.compile(r"(<(?:[^<>\"]|\"[^\"]*\")*>)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_WHOLE = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_NOTE_LINK = re.compile(r"#fn(?:ref\d*)?:")
_NAME = re.compile(r"[\w.:-]+")
_CODE = frozenset("pre code kbd samp".split())
_OURS = 'href="dateline:'
_VOID = frozenset("br hr wbr".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split()
)
_HOLDS_PLACED = frozenset("div section details blockquote figure li dd td".split())
_CITATION = re.compile(f"(?<!{GUARD}){CITATION}")
_MENTION = re.compile(rf"(?<![\w@/.\[{GUARD}])@([a-z0-9]+(?:-[a-z0-9]+)*)(?![\w@.-]*\w)")
_PLACED_LINE = re.compile(f"^[ \t]*(?<!{GUARD}){MISPLACED}[ \t]*$", re.MULTILINE)
_SEEN = (("\u00a0", "&nbsp;"), (JOINER, "&#8288;"))
"""Signs that nobody sees in a file, as they are written in HTML."""
DEEPEST_HTML = 100
"""Elements inside each other; browsers stop at 512."""


@dataclass
class Finished:
    """HTML with a token for each slot, and the anchors in it."""

    html: str = ""
    ids: set[str] = field(default_factory=set)


def finish(clean: str, text: Text, language: str) -> Finished:
    """Return a text's HTML as it is published."""
    return _Pass(text, language).run(clean)


_MEANT = re.compile(rf"{GUARD}([\[{{])(?=@|{GUARD}?\[|(?:filename|static|attach|index)\}})")
"""A sign that was escaped and begins what would else be taken for left over when the finished page is looked at."""


def _unguarded(html: str) -> str:
    """Return HTML without guards; what an author escaped on purpose begins with a character reference, so that nobody takes it for left over."""
    return _MEANT.sub(lambda found: f"&#{ord(found[1])};", html).replace(GUARD, "")


class _Pass:
    def __init__(self, text: Text, language: str) -> None:
        self._text = text
        self._language = language
        self._open: list[tuple[str, str]] = []
        self._code = 0
        self._links = 0
        self._quoter = Quoter(marks_of(language))
        self._leftward = direction(language) == "rtl"
        self._ids: set[str] = set()
        self._deep = False

    def run(self, clean: str) -> Finished:
        pieces = _TAG.split(clean)
        for number in range(0, len(pieces), 2):
            if pieces[number] == "\n":
                self._quoter.passed(" ")  # as `_words` does, for half of all pieces
            elif pieces[number]:
                pieces[number] = self._words(pieces[number], pieces, number)
            if number + 1 < len(pieces):
                pieces[number + 1] = self._tag(pieces[number + 1], pieces, number + 1)
        html = "".join(pieces)
        self._check_ids_of_components()
        return Finished(_unguarded(html) if GUARD in html else html, self._ids)

    def _tag(self, tag: str, pieces: list[str], number: int) -> str:
        if tag.startswith("</"):
            name = tag[2:-1]
            if self._open:
                _, language = self._open.pop()
                if language != self._language:
                    self._speak(language)
            if name in _CODE:
                self._code -= 1
            elif name == "a":
                self._links -= 1
            if name not in _INLINE:
                self._quoter.begin()
            return tag
        name = tag[1:-1].partition(" ")[0]
        if name in _VOID:
            if name != "wbr":
                self._quoter.passed(" ")
            return self._attributes(name, tag) if " " in tag else tag
        self._open.append((name, self._language))
        if len(self._open) > DEEPEST_HTML and not self._deep:
            self._deep = True
            self._text.problem(f"<{name}", f"elements are nested too deeply: more than {DEEPEST_HTML}", "make them flatter")
        if name in _CODE:
            self._code += 1
        elif name == "a":
            self._links += 1
        if name not in _INLINE:
            self._quoter.begin()
        if " " not in tag:
            return tag
        return self._attributes(name, tag, pieces, number)

    def _attributes(self, name: str, tag: str, pieces: list[str] | None = None, number: int = 0) -> str:
        for attribute, value in _ATTRIBUTE.findall(tag):
            if cited := TOKEN.search(value):
                what = f'a citation stands in the attribute "{attribute}"'
                self._text.problems.add(
                    self._text.path, self._text.slots.found[int(cited[1])].line, what, "write it in the text", topic="text"
                )
                continue
            if attribute == "id":
                if (composed := nfc(value)) != value:  # as links are: browsers compare code points, not letters
                    tag = tag.replace(f' id="{value}"', f' id="{composed}"', 1)
                self._id(plain(composed))
            elif attribute == "href" and name == "a":
                tag = self._href(tag, value)
                if pieces and pieces[number + 1 : number + 3] == [value, "</a>"] and ' class="' not in tag:
                    tag = tag.replace("<a ", f'<a class="address"{self._ltr} ', 1)
            elif attribute == "lang" and value != self._language:
                if direction(value) != direction(self._language) and ' dir="' not in tag:
                    tag = tag.replace(f' lang="{value}"', f' lang="{value}" dir="{direction(value)}"', 1)
                self._speak(value)
            if "[@" in value or "[[" in value:
                written = plain(value)
                self._text.problem(written, f'"{written}" stands in the attribute "{attribute}"', "write it in the text")
        return tag

    def _speak(self, language: str) -> None:
        self._language = language
        self._quoter.marks = marks_of(language)
        self._leftward = direction(language) == "rtl"

    @property
    def _ltr(self) -> str:
        """What an address says in its tag, in a text that is written from right to left."""
        return ' dir="ltr"' if self._leftward else ""

    def _id(self, name: str) -> None:
        text = self._text
        made = name in self._text.ids and name not in self._ids
        ways = (f"{{#{name}", f": #{name}", f'id="{name}"', f"id='{name}'", f"id={name}", f" #{name}", f"#{name}")
        do = "write another"
        if name in self._ids:
            text.lines.outside_code(*ways)  # the first
            text.problem_at(ways, f'the id "{name}" stands a second time in the text', do)
        elif made:
            pass
        elif not text.headings:
            what = f'the id "{name}" stands in a short text, which is shown among others'
            text.problem_at(ways, what, "delete it")
        elif not _NAME.fullmatch(name):
            text.problem_at(ways, f'"{name}" cannot be an id', "write letters, digits and hyphens, without blanks")
        elif name in RESERVED_IDS or name in text.taken or RESERVED_FORMS.fullmatch(name):
            text.problem_at(ways, f'the id "{name}" is an anchor of the page itself', do)
        self._ids.add(name)

    def _check_ids_of_components(self) -> None:
        """Tell of anchors that what is placed in the text has too: `source-KEY`, `figure-KEY`, `picture-NAME`."""
        if not any(name.startswith(("source-", "figure-", "picture-")) for name in self._ids):
            return
        placed = set()
        for slot in self._text.slots.found:
            if isinstance(slot, CiteSlot):
                placed |= {f"source-{key}" for key, _ in slot.cites}
            elif isinstance(slot, PlacedSlot):
                placed.add(f"{slot.name}-{slot.argument}")
            elif isinstance(slot, PictureSlot):
                placed |= {f"picture-{posixpath.splitext(posixpath.basename(name))[0]}" for name, _ in slot.pictures}
        for name in sorted(self._ids & placed):
            level, words = self._text.ids.get(name, (0, ""))
            what = f'the id "{name}" is that of something placed in the text'
            if level:
                line = self._text.lines.of_heading(level, words)
                self._text.problems.add(self._text.path, line, what, "give the heading another: ## Words {#other}", topic="text")
            else:
                self._text.problem_at((f"#{name}", name), what, "write another")

    def _href(self, tag: str, value: str) -> str:
        address = html_text.unescape(value).replace(GUARD, "")
        if _WHOLE.match(address):
            return tag
        text = self._text
        if _NOTE_LINK.match(address):
            if address[1:] not in self._text.ids:  # the way back from a footnote that no mark leads to, which is told
                return tag.replace(f' href="{value}"', "", 1)
            line = text.lines.start()
        else:
            line = text.lines.of(f"]({address}", address)
        return tag.replace(f' href="{value}"', f' href="{text.slots.token(LinkSlot(address, line))}"', 1)

    def _words(self, words: str, pieces: list[str], number: int) -> str:
        if _OURS in words:  # a text that only looks like the addresses of elements that the pages write out
            words = words.replace(_OURS, _OURS.replace('"', "&quot;"))
        if self._code:
            self._quoter.passed(words)
            return words
        if words.isspace():
            if words:
                self._quoter.passed(" ")
            return words
        text = self._text
        if "@" in words:
            for mention in _MENTION.finditer(words):
                text.mentions.add(mention[1])
                if mention[1] in text.sources:
                    what = f'"{mention[0]}" is no citation, though there is such a source'
                    with_before = words[max(mention.start() - 1, 0) : mention.end()]
                    text.problem_at((with_before, mention[0]), what, f"write [{mention[0]}], or put a backslash before it")
        holder = self._open[-1][0] if self._open else ""
        if "[[" in words and holder in _HOLDS_PLACED:
            words = _PLACED_LINE.sub(self._placed, words)
        if "[@" in words:
            words = _CITATION.sub(self._cited, words)
        if SUSPECT.search(words):
            for written, what, do in leftovers(words):
                text.problem_outside_code(written, what, do)
            for mark in notes_left(words):
                text.note_left(mark)
        if holder not in _INLINE and holder != "p" and text.raw_html:
            for written, what, do in left_in_html(words):
                text.problem_outside_code(written, what, do)
        if holder in ("p", "a") and _fills_paragraph(pieces, number):
            self._alone(words)
        if self._links or not may_hold(words):
            return self._set(words)
        made, at = [], 0
        for start, end, href in bare(words):
            made.append(self._set(words[at:start]))
            shown = words[start:end].replace(GUARD, "")
            address = href.replace(GUARD, "")
            made.append(f'<a class="address"{self._ltr} href="{address}">{shown}</a>')
            self._quoter.passed(shown)
            at = end
        made.append(self._set(words[at:]))
        return "".join(made)

    def _set(self, words: str) -> str:
        """Return words with the marks, dashes and spaces that type has."""
        if not words:
            return words
        bounded = bound(dashed(self._quoter.quoted(words)))
        if self._leftward:
            bounded = sided(bounded)
        for sign, written in _SEEN:
            if sign in bounded:
                bounded = bounded.replace(sign, written)
        return bounded

    def _alone(self, words: str) -> None:
        written = plain(words)
        if is_embedded(written):
            what = f'the address "{written}" stands alone: nothing is shown in its place'
            do = "write [[media: https://... | title | publisher]], or put it into a sentence: nothing is loaded from elsewhere"
            self._text.problem(written, what, do)

    def _cited(self, found: re.Match[str]) -> str:
        text = self._text
        written = plain(found[1])
        return text.slots.token(CiteSlot(cites_of(plain(found[2])), text.lines.of(written)))

    def _placed(self, found: re.Match[str]) -> str:
        text = self._text
        written = plain(found[0])
        line = text.lines.of_block(written)
        return text.slots.token(PlacedSlot(found[1].lower(), plain(found[2]), line))


def _fills_paragraph(pieces: list[str], number: int) -> bool:
    """Tell whether a piece of text is all that a paragraph holds, by itself or as a link."""
    before, behind = pieces[max(number - 3, 0) : number], pieces[number + 1 : number + 4]
    if before[-1:] and before[-1].startswith("<a ") and len(before) == 3:
        return before[0].startswith("<p") and not before[1] and behind == ["</a>", "", "</p>"]
    return before[-1].startswith("<p") and behind[:1] == ["</p>"]
