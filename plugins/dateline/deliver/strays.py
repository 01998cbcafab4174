"""Files in an event's own theme that nobody asks for: they override nothing of the kit's, so most of them have a misspelt name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dateline.deliver.theme import LAYERS, LIST
from dateline.problems import Problems, near_file_or
from dateline.read.names import label_of, left_behind
from dateline.theme import Theme

_DOCUMENT = re.compile(r"(?:.*/)?(?:[^/]+\.md|LICEN[CS]E[^/]*|OFL[^/]*|SHA256SUMS|\.[^/]*)", re.IGNORECASE)
"""What lies beside theme files and is for people."""
_CATALOGUE = re.compile(r"locale/[^/]+/LC_MESSAGES/dateline\.[mp]o")
_FREE_SHEET = re.compile(rf"static/css/(?:(?:{'|'.join(LAYERS)})\.css|(?:tokens|base|layout)/[^/]+\.css)")
"""Style sheets that every page gets, whatever they are called."""
_CATALOGUES = "call it locale/LANGUAGE/LC_MESSAGES/dateline.po (fr, pt_BR)"
_DO = "take its name from the kit's theme, or take the file away"


def warn_of_strays(theme: Theme, problems: Problems) -> None:
    """Note, as a warning with the name that may be meant, each file of an own layer that has no effect."""
    for layer in theme.own:
        kits = dict(_names(theme.kit))
        own = dict(_names(layer))
        for name in own:
            if name not in kits and not _of_use(name, theme, own):
                alike = [each for each in kits if Path(each).suffix == Path(name).suffix]
                do = _CATALOGUES if name.startswith("locale/") else near_file_or(name, alike, _DO)
                problems.warn(label_of(layer / name), 0, "nothing uses this file of your theme", do, topic="theme")


def _names(layer: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a layer by name, without documents and what systems and editors leave behind."""
    for file in sorted(layer.rglob("*")):
        name = file.relative_to(layer).as_posix()
        passed = name == LIST or _DOCUMENT.fullmatch(name) or any(left_behind(part) for part in name.split("/"))
        if not passed and not file.is_dir():
            yield name, file


def _of_use(name: str, theme: Theme, own: Mapping[str, Path]) -> bool:
    """Tell whether anything takes a file that the kit does not have."""
    if _CATALOGUE.fullmatch(name) or _FREE_SHEET.fullmatch(name):
        return True
    folder, _, file = name.rpartition("/")
    if name.startswith("templates/"):
        return _named(name.removeprefix("templates/"), own)
    if folder in ("static/css/components", "static/css/pages"):  # beside the template of its name
        stem, layer = file.removesuffix(".css"), folder.rpartition("/")[2]
        return file.endswith(".css") and any(theme.find(f"templates/{each}.html").is_file() for each in (f"{layer}/{stem}", stem))
    return False


def _named(template: str, own: Mapping[str, Path]) -> bool:
    """Tell whether another own template names a template."""
    others = (file for name, file in own.items() if name.startswith("templates/") and name != f"templates/{template}")
    return any(template.encode() in file.read_bytes() for file in others)
