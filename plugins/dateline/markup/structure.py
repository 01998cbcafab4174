"""What a converted text is made of: paragraphs of pictures, attributed quotations, headings with their anchors, cells of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pelican.utils import slugify

from dateline.markup.reserved import RESERVED_FORMS, RESERVED_IDS
from dateline.markup.slots import TOKEN, PictureSlot
from dateline.markup.text import Text
from dateline.names import latin

LAYOUTS = ("wide", "portrait", "aside")
"""Classes that lay a picture out (`{: .wide}`)."""
_ATTRIBUTION = "— "
_STASHED = re.compile("\u0002[^\u0002\u0003]*\u0003")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_SLUG_RULES = [(r"[^\w\s-]", ""), (r"(?u)\A\s*", ""), (r"(?u)\s*\Z", ""), (r"[-\s]+", "-")]


class Structure(Treeprocessor):
    """Pictures alone in their paragraph, quotations with who said them, headings, tables."""

    def __init__(self, md: Markdown, text: Callable[[], Text]) -> None:
        super().__init__(md)
        self._text = text

    def run(self, root: etree.Element) -> None:
        """Turn paragraphs of pictures into slots, attributed blockquotes into figures; check headings and tables."""
        text = self._text()
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
    alone(paragraph, text.slots.token(PictureSlot(tuple(pictures), tuple(classes), line)))


def alone(element: etree.Element, token: str) -> None:
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
