"""SVG drawings: what is published of one is written anew from what it may hold, so that it runs, loads and tells nothing.

What draws nothing (editors' data, comments, metadata, unknown elements) is left out; what its maker would miss (a script, a picture that
lies elsewhere) is told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import unquote
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from dateline.dataclass import dataclass
from dateline.problems import Misread
from dateline.read import css
from dateline.read.embedded import without_fields
from dateline.read.svg_lists import ATTRIBUTES, ELEMENTS, MOVES, PRESENTATION, TOLD, WORDS

_NAMESPACE = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_INCLUDE = ("http://www.w3.org/2001/XInclude", "http://www.w3.org/1999/XML/xinclude")
_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")
_IGNORED = re.compile(r"[\x00-\x20\x7f]")
"""What browsers pass over in an address before they look for its scheme (URL Standard, 4.4)."""
_EVENT = re.compile(r"([\w:-]+)\.\w")
"""The element whose event begins or ends an animation (SMIL, 10.3.1)."""
_DEEPEST = 256
"""How deep elements may lie in each other: browsers and programs give up somewhere above it."""
_CHAIN = 64
"""How many `use` may refer to each other in a row."""
_MOST_COPIES = 100_000
"""Elements that `use` may make of a drawing: ten of ten of ten ... stop every browser."""
_DO = "take it out (in Inkscape: Plain SVG), or export the drawing as PNG"


@dataclass
class _Element:
    """An element that is kept: its attributes, and what stands in it."""

    name: str
    attributes: dict[str, str]
    inside: list[_Element | str] = field(default_factory=list)


def read_svg(data: bytes) -> tuple[int, int]:
    """Return width and height of a drawing in CSS pixels. Raises Misread for what it may not hold."""
    return _size(_read(data).attributes)


def cleaned(data: bytes, notice: str = "") -> bytes:
    """Return what is published of a drawing. `notice` is the XML that says whose it is; raises Misread as `read_svg` does."""
    root = _read(data)
    if notice:
        root.inside.insert(0, _Element("metadata", {}, [notice]))
    linked = any("xlink:href" in element.attributes for element in _all(root))
    spaces = f' xmlns="{_NAMESPACE}"' + (f' xmlns:xlink="{_XLINK}"' if linked else "")
    return ("".join(_written(root, spaces)) + "\n").encode()


def _read(data: bytes) -> _Element:
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.text
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = f"the drawing is no well-formed XML (line {error.lineno}: {expat.errors.messages[error.code]})"
        raise Misread(what, "export it again as SVG", topic="drawings") from None
    return reader.finished()


class _Reader:
    """The handlers of expat: they build the tree of what is kept, and raise Misread at the first thing that may not be there."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._root: _Element | None = None
        self._passed = 0
        self._style = css.Style()
        self._styled = False

    def doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            raise Misread("the drawing declares entities of its own", _DO, topic="drawings")

    def instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise Misread("the drawing loads a style sheet", _DO, topic="drawings")

    def start(self, tag: str, written: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        if self._root is None and (name != "svg" or namespace != _NAMESPACE):
            raise Misread("the file is no SVG drawing", "export it again as SVG", topic="drawings")
        if self._passed:
            self._passed += 1
            return
        if len(self._open) >= _DEEPEST:
            raise Misread(f"the drawing's groups lie more than {_DEEPEST} deep in each other", "flatten it, or export it as PNG", topic="drawings")
        if namespace == _XHTML or (namespace == _NAMESPACE and name in TOLD):
            raise Misread(f"the drawing holds a <{name}>", _DO, topic="drawings")
        if namespace in _INCLUDE:
            raise Misread(f'the drawing loads "{written.get("href", "")[:60]}"', _DO, topic="drawings")
        attributes = self._attributes(name, written) if namespace == _NAMESPACE and (name in ELEMENTS or name == "a") else None
        if attributes is None:
            self._passed = 1
            return
        if name == "a":  # what it holds stays
            name = "tspan" if self._open and self._open[-1].name in WORDS else "g"
        element = _Element(name, attributes)
        if self._open:
            self._open[-1].inside.append(element)
        self._root = self._root or element
        self._open.append(element)
        self._styled = self._styled or name == "style"

    def text(self, data: str) -> None:
        if self._open and not self._passed and (self._open[-1].name in WORDS or self._open[-1].name == "style"):
            self._open[-1].inside.append(data)

    def end(self, tag: str) -> None:
        if self._passed:
            self._passed -= 1
            return
        element = self._open.pop()
        if element.name == "style":
            sheet = "".join(part for part in element.inside if isinstance(part, str))
            if "[" in sheet:
                self._style.anchors.add("")  # it may choose by any attribute, also by id
            made = css.sheet(sheet, self._style)
            element.inside = [made]
            if not made:
                self._open[-1].inside.pop()

    def _attributes(self, element: str, written: Mapping[str, str]) -> dict[str, str] | None:
        """Return the attributes that are kept; None where the element goes with one that is not."""
        kept = {}
        for full, value in written.items():
            namespace, _, name = full.rpartition(" ")
            if not namespace and name.lower().startswith("on"):
                raise Misread(f'the drawing runs a script ("{name}")', _DO, topic="drawings")
            if name == "base" and namespace == _XML and value.strip():
                raise Misread(f'the drawing loads "{value[:60]}"', _DO, topic="drawings")
            if name in ("href", "src") and namespace in ("", _XLINK):
                if (address := self._address(element, value)) and name == "href":
                    kept["xlink:href" if namespace else "href"] = address
            elif name in ("space", "lang") and namespace == _XML:
                kept[f"xml:{name}"] = value
            elif namespace:
                continue
            elif name == "requiredExtensions" and value.strip():
                return None  # for a program that knows more than SVG; browsers pass it over
            elif name == "style":
                if made := css.declarations(value, self._style):
                    kept[name] = made
            elif name in ATTRIBUTES and (made := self._value(element, name, value)):
                kept[name] = made
        if element in MOVES and element != "mpath" and not self._may_move(kept.get("attributeName", "transform")):
            return None
        return kept

    def _address(self, element: str, value: str) -> str:
        """Return where an element refers to: inside the drawing, or to a picture that stands in the address itself."""
        bare = _IGNORED.sub("", value)
        if element == "a":
            if bare.lower().startswith(("javascript:", "data:", "vbscript:")):
                raise Misread("the drawing runs a script (in a link)", _DO, topic="drawings")
            return ""  # a picture on a page leads nowhere
        if bare.startswith("#"):
            self._style.anchors |= {bare[1:], unquote(bare[1:])}
            return bare
        if bare.lower().startswith(css.RASTERS) and element in ("image", "feImage"):
            return without_fields(bare)
        if bare:
            raise Misread(f'the drawing loads "{value.strip()[:60]}"', _DO, topic="drawings")
        return ""

    def _value(self, element: str, name: str, value: str) -> str:
        if name == "attributeName" and value.lower().rpartition(":")[2].strip() in ("href", "src", "style"):
            raise Misread("the drawing animates a reference", _DO, topic="drawings")
        if name in ("begin", "end"):
            self._style.anchors |= set(_EVENT.findall(value))
        if name in PRESENTATION or (element in MOVES and name in ("from", "to", "by", "values")):
            return css.value(value, self._style)
        return value

    def _may_move(self, name: str) -> bool:
        if name.lower().startswith("on"):
            raise Misread(f'the drawing runs a script ("{name}")', _DO, topic="drawings")
        return name in ATTRIBUTES

    def finished(self) -> _Element:
        """Return the root, without names that nobody refers to: editors make them of layers and files."""
        assert self._root is not None
        anchors = self._style.anchors
        for element in _all(self._root):
            if "" not in anchors and element.attributes.get("id") not in anchors:
                element.attributes.pop("id", None)
            if not self._styled:
                element.attributes.pop("class", None)
        if _copies(self._root) > _MOST_COPIES:
            raise Misread(f"the drawing repeats its parts more than {_MOST_COPIES:,} times", "export it as PNG", topic="drawings")
        return self._root


def _all(root: _Element) -> list[_Element]:
    found = [root]
    for element in found:
        found += (part for part in element.inside if isinstance(part, _Element))
    return found


def _copies(root: _Element) -> int:
    """Return how many elements are drawn when every `use` is followed, or more than may be."""
    elements = _all(root)
    by_id = {element.attributes["id"]: element for element in elements if "id" in element.attributes}
    counts: dict[int, int] = {}
    under: set[int] = set()

    def count(element: _Element, depth: int) -> int:
        key = id(element)
        if depth > _DEEPEST + _CHAIN:
            return _MOST_COPIES + 1
        if key in counts or key in under:  # one that contains itself is not drawn (SVG 2, 5.6)
            return counts.get(key, 0)
        under.add(key)
        total = 1 + sum(count(part, depth + 1) for part in element.inside if isinstance(part, _Element))
        target = by_id.get((element.attributes.get("href") or element.attributes.get("xlink:href") or "")[1:])
        if element.name == "use" and target is not None:
            total += count(target, depth + 1)
        under.discard(key)
        counts[key] = total
        return total

    if not any(element.name == "use" for element in elements):
        return 0
    return count(root, 0)


def _written(element: _Element, spaces: str = "") -> list[str]:
    """Return the pieces of an element's XML."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attributes.items())
    if not element.inside:
        return [f"<{element.name}{spaces}{attributes}/>"]
    pieces = [f"<{element.name}{spaces}{attributes}>"]
    for part in element.inside:
        if isinstance(part, _Element):
            pieces += _written(part)
        else:
            pieces.append(part if element.name == "metadata" else escape(part))
    pieces.append(f"</{element.name}>")
    return pieces


def _size(root: Mapping[str, str]) -> tuple[int, int]:
    """Return the size that the root element gives: its width and height, or else its viewBox."""
    own = [_LENGTH.match(root.get(name, "")) for name in ("width", "height")]
    numbers = [float(matched[1]) for matched in own if matched]
    if len(numbers) < 2:
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        try:
            numbers = [float(part) for part in box[2:4]]
        except ValueError:
            numbers = []
    if len(numbers) != 2 or not all(0 < number < 1e9 for number in numbers):
        raise Misread("the drawing does not say how large it is", 'give its root element a viewBox: "0 0 800 600"', topic="drawings")
    return max(1, round(numbers[0])), max(1, round(numbers[1]))
