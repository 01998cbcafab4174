"""Whether an SVG drawing may be published as it is: it runs nothing and loads nothing."""

from __future__ import annotations

import re
from xml.parsers import expat

from dateline.problems import Misread

_NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_FORBIDDEN = frozenset("script foreignObject handler listener iframe object embed audio video".split())
_INSIDE = re.compile(r"^\s*(?:#.*|data:image/(?:png|jpeg|gif|webp);.*)?$", re.DOTALL | re.IGNORECASE)
_URL = re.compile(r"url\(\s*['\"]?(?P<address>[^'\")]*)", re.IGNORECASE)
_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")
_DO = "take it out (in Inkscape: Plain SVG), or export the drawing as PNG"


def read_svg(data: bytes) -> tuple[int, int]:
    """Return width and height of a drawing in CSS pixels. Raises Misread for whatever it may not hold.

    The file is gone through once, without building a tree and without resolving anything.
    """
    found = _Check()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = found.element
    parser.CharacterDataHandler = found.text
    parser.EndElementHandler = found.end
    parser.StartDoctypeDeclHandler = found.doctype
    parser.ProcessingInstructionHandler = found.instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"the drawing is no well-formed XML (line {error.lineno}: {expat.errors.messages[error.code]})"
        raise Misread(what, "export it again as SVG") from None
    return found.size()


class _Check:
    """The handlers of expat; each raises Misread at the first thing that may not be published."""

    def __init__(self) -> None:
        self.root: dict[str, str] | None = None
        self.style = ""

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            raise Misread("the drawing declares entities of its own", _DO)

    def instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise Misread("the drawing loads a style sheet", _DO)

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, local = tag.rpartition(" ")
        if self.root is None:
            if local != "svg" or namespace != _NAMESPACE:
                raise Misread("the file is no SVG drawing", "export it again as SVG")
            self.root = attributes
        if namespace == _XHTML or local in _FORBIDDEN:
            raise Misread(f"the drawing holds a <{local}>", _DO)
        self.style = "style" if local == "style" else ""
        for name, value in attributes.items():
            self._attribute(local, name.rpartition(" ")[2], value)

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            raise Misread(f'the drawing runs a script ("{name}")', _DO)
        if name in ("href", "src") and element != "a" and not _INSIDE.match(value):
            raise Misread(f'the drawing loads "{value[:60]}"', _DO)
        if name == "href" and element == "a" and value.strip().lower().startswith(("javascript:", "data:")):
            raise Misread("the drawing runs a script (in a link)", _DO)
        # Animations can set any attribute, also a reference.
        if name == "attributeName" and value.lower().rpartition(":")[2] in ("href", "src", "style"):
            raise Misread("the drawing animates a reference", _DO)
        self._css(value)

    def text(self, data: str) -> None:
        if self.style:
            self.style += data

    def end(self, tag: str) -> None:
        if self.style:
            if "@import" in self.style.lower() or "\\" in self.style:
                raise Misread("the drawing's style loads another one", _DO)
            self._css(self.style)
            self.style = ""

    def _css(self, value: str) -> None:
        for found in _URL.finditer(value):
            if not _INSIDE.match(found["address"]):
                raise Misread(f'the drawing loads "{found["address"][:60]}"', _DO)

    def size(self) -> tuple[int, int]:
        """Return the size that the root element gives: its width and height, or else its viewBox."""
        root = self.root or {}
        own = [_LENGTH.match(root.get(name, "")) for name in ("width", "height")]
        numbers = [float(matched[1]) for matched in own if matched]
        if len(numbers) < 2:
            box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
            try:
                numbers = [float(part) for part in box[2:4]]
            except ValueError:
                numbers = []
        if len(numbers) != 2 or min(numbers) <= 0:
            raise Misread("the drawing does not say how large it is", 'give its root element a viewBox: "0 0 800 600"')
        return max(1, round(numbers[0])), max(1, round(numbers[1]))
