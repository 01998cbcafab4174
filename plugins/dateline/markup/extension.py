"""The Python-Markdown extension: citations, pictures, placed components, quotations, headings, footnotes.

It only marks places (slots) and reports what is wrong in the text itself; whether a reference leads anywhere is the
model's business.
"""

from __future__ import annotations

import re
from dataclasses import field
from html.entities import html5
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import (
    ENTITY_RE,
    HtmlInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AtomicString
from pelican.utils import slugify

from dateline.dataclass import dataclass
from dateline.markup import blocks
from dateline.markup.addresses import MAIL, WEB
from dateline.markup.beginnings import Nesting
from dateline.markup.inline import Inline
from dateline.markup.limits import Limits
from dateline.markup.reserved import RESERVED_FORMS, RESERVED_IDS
from dateline.markup.slots import OPEN, TOKEN, CiteSlot, Lines, NewerSlot, PictureSlot, PlacedSlot, Slots
from dateline.names import latin
from dateline.problems import Problems
from dateline.typography import GUARD

LAYOUTS = ("wide", "portrait", "aside")
"""Classes that lay a picture out (`{: .wide}`)."""
CITATION = r"(?<!\s)\s*(\[\s*@([^\[\]]*)\])"
"""With the blank before it: a mark stands close to its word."""
MISPLACED = r"\[\[\s*(\w+)\s*:([^\[\]]*)\]\]"
_PLACED = re.compile(r"^ {0,3}\[\[\s*(\w+)\s*:(.*)\]\][ \t]*$")
_ATTRIBUTION = "— "
_RAW_CODE = r"(<(?:code|kbd|samp)(?=[\s>])[^<>]*>.*?</(?:code|kbd|samp)>)"
_STASHED = re.compile("\u0002[^\u0002\u0003]*\u0003")
_ESCAPABLE = "~=$:<@^|%&,/;?"
"""What may be escaped with a backslash besides Python-Markdown's own: all signs that a leftover may begin with (CommonMark 2.4)."""


@dataclass
class Text:
    """What the extension knows of the text at hand, and what it finds in it.

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


class DatelineExtension(Extension):
    """Adds Dateline's own markup to a Markdown object; `text` is exchanged for each text that it converts."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text()
        self._nesting = Nesting(self._tell)

    def begin(self, text: Text) -> None:
        """Begin a text."""
        self.text = text
        self._nesting = Nesting(self._tell)

    def _tell(self, words: str, what: str, do: str) -> None:
        self.text.problem_outside_code(words, what, do)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors; their priorities say between which of Python-Markdown's own they stand."""
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(sign for sign in _ESCAPABLE + "\"'" if sign not in md.ESCAPED_CHARS)]
        # After links and HTML (160 to 90), before emphasis (60): a bare address keeps what else would be emphasis in it.
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "dateline-break", 101)
        # After code spans, so that `<code>` in one is no tag; before all else, because what it holds is shown as it is written.
        md.inlinePatterns.register(HtmlInlineProcessor(_RAW_CODE, md), "dateline-code", 185)
        md.inlinePatterns.register(_Entity(ENTITY_RE, md), "entity", 80)
        md.inlinePatterns.register(_Bare(f"{WEB}|{MAIL}", md), "dateline-bare", 87)
        # After escapes (180), before references and links (170, 160) and footnotes (175).
        md.inlinePatterns.register(_Citations(CITATION, md, self), "dateline-citations", 178)
        md.inlinePatterns.register(_Misplaced(MISPLACED, md, self), "dateline-misplaced", 177)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(?=[^\s~])([^\n~]*[^\s~])~~(?!~)", "del"), "dateline-del", 55)
        blocks.register(md, lambda: self._nesting)
        # Before lists and paragraphs, after indented code (80).
        md.parser.blockprocessors.register(_Placed(md.parser, self), "dateline-placed", 75)
        md.treeprocessors.register(Inline(md), "inline", 20)
        md.treeprocessors.register(Limits(md, lambda: self._nesting), "dateline-limits", 45)
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)
        # After attribute lists (8), so that `{: .wide}` has become a class.
        md.treeprocessors.register(_Structure(md, self), "dateline-structure", 7)
        md.treeprocessors.register(_Unescape(md), "unescape", 0)


class Footnotes(FootnoteExtension):
    """Footnotes whose names make anchors without blanks; two of one name, and those that no mark leads to, are told."""

    def __init__(self, extension: DatelineExtension, back: str) -> None:
        self._numbers: dict[str, int] = {}
        self._marked: set[str] = set()
        super().__init__(BACKLINK_TITLE=back)
        self._extension = extension

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register the processors."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(_Mark(r"\[\^([^\]]*)\]", self), "footnote", 175)

    def reset(self) -> None:
        """Begin a text."""
        super().reset()
        self._numbers, self._marked = {}, set()

    def number(self, name: str) -> int:
        """Return the number of a footnote, 0 for none of that name; all of them are known when the first mark is found."""
        if len(self._numbers) != len(self.footnotes):
            self._numbers = {each: number for number, each in enumerate(self.footnotes, 1)}
        return self._numbers.get(name, 0)

    def addFootnoteRef(self, id: str) -> None:  # noqa: N802
        """Note that a mark leads to a footnote."""
        self._marked.add(id)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802 (Python-Markdown's names)
        """Keep the text of a footnote."""
        if id in self.footnotes:
            at = self._extension.text
            line = at.lines.outside_code(f"[^{id}]:")
            line = at.lines.outside_code(f"[^{id}]:") if line else line
            at.problems.add(at.path, line, f'the footnote "[^{id}]" stands a second time', "give it another name", topic="text")
        super().setFootnote(id, text)

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802
        """Return the anchor of a footnote."""
        return super().makeFootnoteId(self._name(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        """Return the anchor of its mark."""
        return super().makeFootnoteRefId(self._name(id), found)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Return the anchor of one of several marks of a note, by their count (Python-Markdown tries them all, each time)."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        unique = reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)
        self.used_refs.add(unique)
        return unique

    def _name(self, note: str) -> str:
        return note if re.fullmatch(r"[\w.-]+", note) else f"note-{self.number(note)}"

    def tell_unused(self) -> None:
        """Tell of the footnotes to which no mark led."""
        text = self._extension.text
        for name in self.footnotes:
            if name not in self._marked:
                what = f'no mark leads to the footnote "[^{name}]"'
                text.problem_outside_code(f"[^{name}]:", what, f"put [^{name}] into the text, or delete the footnote")


class _Mark(FootnoteInlineProcessor):
    """The mark of a footnote (Python-Markdown's own counts all footnotes anew for each)."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        notes = self.footnotes
        assert isinstance(notes, Footnotes)
        name = m.group(1)
        number = notes.number(name)
        if not number:
            return None, None, None
        notes.addFootnoteRef(name)
        sup = etree.Element("sup", {"id": notes.makeFootnoteRefId(name, found=True)})
        link = etree.SubElement(sup, "a", {"href": f"#{notes.makeFootnoteId(name)}", "class": "footnote-ref"})
        link.text = str(number)
        return sup, m.start(0), m.end(0)


class _Attributes(AttrListTreeprocessor):
    """Attribute lists that say that they are: `{: ...}`, `{#id}`, `{.class}`, `{key=value}`. Other braces are words in braces."""

    # The checker takes what a class says once for final.
    BASE_RE = r"\{(?::[ ]*|[ ]*(?=[#.]\S|[\w-]+=))([^\}\n ][^\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class _Unescape(UnescapeTreeprocessor):
    """Restores escaped characters, with a guard before each: what looks like a mark was not meant as one."""

    def run(self, root: etree.Element) -> None:
        """Go through all texts."""
        for element in root.iter():
            if element.text and "\u0002" in element.text and element.tag != "code":
                element.text = self.RE.sub(self._guarded, element.text)
            if element.tail and "\u0002" in element.tail:
                element.tail = self.RE.sub(self._guarded, element.tail)

    def _guarded(self, found: re.Match[str]) -> str:
        return GUARD + chr(int(found[1]))


class _Bare(InlineProcessor):
    """Keeps a bare address out of the reach of emphasis; whether it becomes a link, the last pass says."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return m.group(0), m.start(0), m.end(0)


class _Entity(HtmlInlineProcessor):
    """Keeps a character reference as it is: who writes one means no mark."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        kept = self.md.htmlStash.store(m.group(1))
        known = m.group(1).startswith("&#") or m.group(1)[1:] in html5
        return GUARD + kept if known else kept, m.start(0), m.end(0)


def cites_of(written: str) -> tuple[tuple[str, str], ...]:
    """Return the keys and locators of what stands in a citation, `key, p. 3; @other`."""
    cites = []
    for part in written.split(";"):
        key, _, locator = part.strip().removeprefix("@").partition(",")
        cites.append((key.strip(), locator.strip()))
    return tuple(cites)


class _Citations(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, extension: DatelineExtension) -> None:
        super().__init__(pattern, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        text = self.extension.text
        line = text.lines.of(m.group(1))
        return text.slots.token(CiteSlot(cites_of(m.group(2)), line)), m.start(0), m.end(0)


class _Misplaced(_Citations):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        written = m.group(0)
        text = self.extension.text
        what = f'"{written}" stands inside a paragraph'
        text.problems.add(text.path, text.lines.inside(written), what, "give it a paragraph of its own", topic="text")
        return "", m.start(0), m.end(0)


class _Placed(BlockProcessor):
    def __init__(self, parser: object, extension: DatelineExtension) -> None:
        super().__init__(parser)  # type: ignore[arg-type]
        self.extension = extension

    def test(self, parent: etree.Element, block: str) -> bool:
        """Tell whether every line of the block places a component."""
        return all(_PLACED.match(line) for line in block.strip("\n").split("\n"))

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Put a slot for each line of the block."""
        text = self.extension.text
        for line in blocks.pop(0).strip("\n").split("\n"):
            matched = _PLACED.match(line)
            assert matched is not None
            argument = matched[2].strip()
            if argument.startswith(OPEN):  # which no author can write: see slots.with_newer
                token = text.slots.token(NewerSlot(argument.removeprefix(OPEN), text.lines.start()))
            else:
                token = text.slots.token(PlacedSlot(matched[1].lower(), argument, text.lines.of_block(line.strip())))
            _block(etree.SubElement(parent, "div"), token)


class _Structure(Treeprocessor):
    def __init__(self, md: Markdown, extension: DatelineExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        """Turn paragraphs of pictures into slots, attributed blockquotes into figures; check headings and tables."""
        text = self.extension.text
        level = 1
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "p" and _only_images(child):
                    _pictures(child, text)
                elif child.tag == "p":
                    _inside(child, text)
                elif child.tag == "blockquote":
                    parent[index] = _quotation(child)
        _inside(root, text)
        headings = []
        for element in root.iter():
            if element.tag in ("td", "th"):
                _align(element)
            elif element.tag in _HEADINGS:
                level = _heading(element, level, text)
                headings.append(element)
        taken = dict.fromkeys(
            [*text.raw_ids, *text.taken, *(name for element in root.iter() if (name := element.get("id")))] if headings else [], 0
        )
        for element in headings:
            if "id" not in element.attrib:
                words = "".join(element.itertext())
                name = _unique(heading_id(words), taken)
                text.ids[name] = (int(element.tag[1]), words.strip())
                element.set("id", name)


_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SLUG_RULES = [(r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-")]


def heading_id(words: str) -> str:
    """Return the anchor of a heading: transliterated, never empty, never one that the page has itself."""
    words = _STASHED.sub("", TOKEN.sub("", words))
    made = str(slugify(latin(words), regex_subs=_SLUG_RULES)).replace(" ", "-") or "section"
    return f"{made}-text" if made in RESERVED_IDS or RESERVED_FORMS.fullmatch(made) else made


def _unique(name: str, taken: dict[str, int]) -> str:
    """Return a name that is not taken, with a number behind it if it must be, and take it; `taken` has the last number of each name."""
    unique = name
    while unique in taken:
        taken[name] = taken.get(name, 0) + 1
        unique = f"{name}_{taken[name]}"
    taken[unique] = 0
    return unique


def _inside(element: etree.Element, text: Text) -> None:
    """Tell of every picture that stands inside something else, and take it out."""
    for image in list(element.iter("img")):
        source = image.get("src", "")
        what = f'the picture "{source}" stands inside a sentence'
        text.problems.add(text.path, text.lines.of(f"]({source}", source), what, "give it a paragraph of its own", topic="text")
        image.tag = "span"
        image.attrib.clear()


def _only_images(paragraph: etree.Element) -> bool:
    return (
        len(paragraph) > 0
        and all(child.tag == "img" and not (child.tail or "").strip() for child in paragraph)
        and not (paragraph.text or "").strip()
    )


def _pictures(paragraph: etree.Element, text: Text) -> None:
    pictures = []
    classes = (paragraph.get("class") or "").split()
    line = 0
    for image in list(paragraph):
        source = image.get("src", "")
        at = text.lines.of(f"]({source}", source)
        line = line or at
        classes += (image.get("class") or "").split()
        pictures.append((source, (image.get("alt") or "").strip()))
        paragraph.remove(image)
    for name in classes:
        if name not in LAYOUTS:
            text.problems.add(
                text.path, line, f'unknown layout ".{name}"', f"use one of {', '.join(LAYOUTS)}", topic="text"
            )
    paragraph.tag = "div"
    paragraph.attrib.clear()
    _block(paragraph, text.slots.token(PictureSlot(tuple(pictures), tuple(classes), line)))


def _block(element: etree.Element, token: str) -> None:
    """Make an element hold a token alone; `<div>token</div>` becomes the bare token after sanitising."""
    element.text = AtomicString(token)


def _quotation(blockquote: etree.Element) -> etree.Element:
    """Return the blockquote, inside a figure with a caption when its last line begins with a dash."""
    paragraphs = list(blockquote)
    if not paragraphs or paragraphs[-1].tag != "p":
        return blockquote
    caption = _split(paragraphs[-1])
    if caption is None:
        return blockquote
    if not (paragraphs[-1].text or "").strip() and len(paragraphs[-1]) == 0:
        blockquote.remove(paragraphs[-1])
    figure = etree.Element("figure", {"class": "quotation"})
    figure.tail, blockquote.tail = blockquote.tail, "\n"
    figure.append(blockquote)
    figure.append(caption)
    return figure


def _split(paragraph: etree.Element) -> etree.Element | None:
    """Take the attribution off the end of a paragraph; None when its last line begins with no dash."""
    caption = etree.Element("figcaption")
    children = list(paragraph)
    for index in range(len(children) - 1, -2, -1):
        text = (children[index].tail if index >= 0 else paragraph.text) or ""
        line_start = text.rfind("\n")
        last = text[line_start + 1 :]
        if line_start < 0 and index >= 0:
            continue
        if not last.startswith(_ATTRIBUTION):
            return None
        before = text[: max(line_start, 0)]
        if index >= 0:
            children[index].tail = before
        else:
            paragraph.text = before
        caption.text = last[len(_ATTRIBUTION) :]
        for child in children[index + 1 :]:
            paragraph.remove(child)
            caption.append(child)
        return caption
    return None


def _align(cell: etree.Element) -> None:
    """Turn the alignment that the tables extension writes as style (which the pages' policy forbids) into a class."""
    style = cell.attrib.pop("style", "")
    if matched := re.fullmatch(r"text-align: (left|right|center);", style):
        cell.set("class", f"align-{matched[1]}")


def _heading(element: etree.Element, before: int, text: Text) -> int:
    level = int(element.tag[1])
    words = "".join(element.itertext()).strip()
    shown = "#" * level + " " + words
    what = do = ""
    if not text.headings:
        what, do = f'"{shown}" is a heading in a short text', "write it as a sentence, or in bold"
    elif level == 1:
        what, do = f'"{shown}" is a second title of the page', 'begin headings in a text with "##"'
        element.tag = "h2"  # told: the sanitiser need not tell it again
    elif level > before + 1:
        what, do = f'"{shown}" skips a level', f'begin it with "{"#" * (before + 1)}"'
    if what:
        text.problems.add(text.path, text.lines.of_heading(level, words), what, do, topic="text")
    return level
