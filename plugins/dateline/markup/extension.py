"""The Python-Markdown extension: citations, pictures, placed components, quotations.

It only marks places (slots) and reports what is wrong in the text itself; whether a reference leads anywhere is the
model's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from dateline.markup.slots import CiteSlot, Lines, PictureSlot, PlacedSlot, Slots
from dateline.problems import Problems
from dateline.typography import bound

LAYOUTS = ("wide", "portrait", "aside")
"""Classes that lay a picture out (`{: .wide}`)."""
_CITATION = r"\s*(\[@([^\[\]]*)\])"
"""With the blank before it: a mark stands close to its word."""
_MISPLACED = r"\[\[(\w+):([^\[\]]*)\]\]"
_PLACED = re.compile(r"^ {0,3}\[\[(\w+):(.*)\]\][ \t]*$")
_ATTRIBUTION = "— "


@dataclass
class Text:
    """What the extension knows of the text at hand, and what it finds in it."""

    path: str = ""
    lines: Lines = field(default_factory=lambda: Lines("", 1))
    headings: bool = True
    slots: Slots = field(default_factory=Slots)
    problems: Problems = field(default_factory=Problems)

    def problem(self, words: str, what: str, do: str) -> None:
        """Note a problem on the line where `words` stand."""
        self.problems.add(self.path, self.lines.of(words), what, do)


class DatelineExtension(Extension):
    """Adds Dateline's own markup to a Markdown object; `text` is exchanged for each text that it converts."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Text()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors; their priorities say between which of Python-Markdown's own they stand."""
        # After code spans (190) and escapes (180), before references and links (170, 160) and footnotes (175).
        md.inlinePatterns.register(_Citations(_CITATION, md, self), "dateline-citations", 178)
        md.inlinePatterns.register(_Misplaced(_MISPLACED, md, self), "dateline-misplaced", 177)
        # Before lists and paragraphs, after indented code (80).
        md.parser.blockprocessors.register(_Placed(md.parser, self), "dateline-placed", 75)
        # After attribute lists (8), so that `{: .wide}` has become a class; before the table of contents (5).
        md.treeprocessors.register(_Structure(md, self), "dateline-structure", 7)


class _Citations(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, extension: DatelineExtension) -> None:
        super().__init__(pattern, md)
        self.extension = extension

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        text = self.extension.text
        line = text.lines.of(m.group(1))
        cites = []
        for part in m.group(2).split(";"):
            key, _, locator = part.strip().removeprefix("@").partition(",")
            cites.append((key.strip(), locator.strip()))
        return text.slots.token(CiteSlot(tuple(cites), line)), m.start(0), m.end(0)


class _Misplaced(_Citations):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        written = m.group(0)
        text = self.extension.text
        what = f'"{written}" stands inside a paragraph'
        text.problems.add(text.path, text.lines.inside(written), what, "give it a paragraph of its own")
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
            slot = PlacedSlot(matched[1], matched[2].strip(), text.lines.of_block(line.strip()))
            _block(etree.SubElement(parent, "div"), text.slots.token(slot))


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
        _bind(root)
        for element in root.iter():
            if element.tag in ("td", "th"):
                _align(element)
            elif re.fullmatch("h[1-6]", element.tag):
                level = _heading(element, level, text)


def _bind(element: etree.Element) -> None:
    """Put no-break spaces where no line may end, outside code."""
    if element.tag in ("code", "pre"):
        return
    if element.text:
        element.text = _as_it_was(element.text, bound(element.text))
    for child in element:
        _bind(child)
        if child.tail:
            child.tail = _as_it_was(child.tail, bound(child.tail))


def _as_it_was(old: str, new: str) -> str:
    """Return a changed text, marked as final for Markdown if it was."""
    return AtomicString(new) if isinstance(old, AtomicString) else new


def _inside(element: etree.Element, text: Text) -> None:
    """Tell of every picture that stands inside something else, and take it out."""
    for image in list(element.iter("img")):
        source = image.get("src", "")
        what = f'the picture "{source}" stands inside a sentence'
        text.problems.add(text.path, text.lines.of(f"]({source}", source), what, "give it a paragraph of its own")
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
                text.path, line, f'unknown layout ".{name}"', f"use one of {', '.join(LAYOUTS)}"
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
        text.problems.add(text.path, text.lines.of_heading(level, words), what, do)
    return level
