"""The style guide: every component with all its examples, which are also its tests. A page for maintainers, not published."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from PIL import Image

from dateline.dataclass import dataclass
from dateline.deliver.render import Renderer
from dateline.deliver.rules import picture_rules
from dateline.pages.placed import placed
from dateline.theme import Theme
from dateline.wording import Wording

Examples = Mapping[tuple[str, str], tuple[tuple[Any, ...], ...]]
"""Arguments by component and macro."""

_COMMENT = r"\{{#((?:(?!#\}}).)*)#\}}\s*\{{% macro {}\("
_COLOUR = re.compile(r"#|var\(--(?:white|black|paper|ink|lake|event-accent)")
"""What the value of a token begins with that is a colour."""
_TOKEN = re.compile(r"^\s+(--[a-z0-9-]+):\s*([^;]+);", re.MULTILINE)


_RENDITION = re.compile(r"\bpictures/([a-z]+)-(\d+)\.(webp|avif)\b")
"""The address of a picture in an example: the name of the photograph, width, format."""


@dataclass(frozen=True)
class Shown:
    """A macro: its name, what its comment says, its examples as HTML."""

    name: str
    about: str
    examples: tuple[Markup, ...]


@dataclass(frozen=True)
class Component:
    """A component: the name of its template and style sheet, its macros."""

    name: str
    macros: tuple[Shown, ...]


def write_styleguide(
    theme: Theme, examples: Examples, around: Callable[[tuple[str, str]], str], photographs: Path, specimen: str, file: Path
) -> None:
    """Write the guide.

    `around` gives the HTML that a macro needs around it, with `{}` for its own; `photographs` is where the JPEG of each picture in the examples
    lies, by its name; `specimen` the address of a page that shows them as a visitor sees them.
    """
    renderer = Renderer(theme, None, Wording("en", *theme.folders("locale")), "")
    file.parent.mkdir(parents=True, exist_ok=True)
    fonts = Path(os.path.relpath(theme.kit / "fonts", file.parent)).as_posix()
    template = renderer.environment.from_string((Path(__file__).parent / "styleguide.html").read_text("utf-8"))
    tokens = _TOKEN.findall(theme.find("static/css/tokens.css").read_text("utf-8").partition("@media")[0])
    page = template.render(
        style=renderer.sheets.whole() + picture_rules(placed(tuple(examples.values()))[1]),
        fonts=fonts,
        tokens=tokens,
        swatches=tuple(name for name, value in tokens if _COLOUR.match(value)),
        specimen=specimen,
        components=tuple(_components(theme, renderer, examples, around)),
    )
    file.write_text(page, encoding="utf-8", newline="\n")
    for name, width, ending in sorted(set(_RENDITION.findall(page))):
        _write_rendition(photographs / f"{name}.jpg", int(width), file.parent / "pictures" / f"{name}-{width}.{ending}")


def _write_rendition(photograph: Path, width: int, file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    with Image.open(photograph) as image:
        image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS).save(file)


def _components(theme: Theme, renderer: Renderer, examples: Examples, around: Callable[[tuple[str, str]], str]) -> Iterable[Component]:
    for name in sorted({component for component, _ in examples}):
        source = theme.find(f"templates/components/{name}.html").read_text("utf-8")
        module = renderer.environment.get_template(f"components/{name}.html").module
        macros = []
        for key in sorted(key for key in examples if key[0] == name):
            said = re.search(_COMMENT.format(key[1]), source, re.DOTALL)
            shown = (getattr(module, key[1])(*arguments) for arguments in examples[key])
            html = tuple(Markup(around(key).format(each)) for each in shown if each.strip())
            macros.append(Shown(key[1], " ".join(said[1].split()) if said else "", html))
        yield Component(name, tuple(macros))
