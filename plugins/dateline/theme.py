"""A theme in layers: what an event's repository has of its own lies over the kit's, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os.path import lexists  # a link that leads nowhere is a file that is spoilt, not one that is not there
from pathlib import Path
from typing import Any

from dateline import kit
from dateline.dataclass import dataclass


@dataclass(frozen=True)
class Theme:
    """Folders of theme files, the uppermost first: of files with one name, the uppermost wins.

    The last one is whole (the kit's); those above hold what they override or add.
    """

    layers: tuple[Path, ...]

    @property
    def own(self) -> tuple[Path, ...]:
        """The layers that are not the kit's."""
        return self.layers[:-1]

    @property
    def kit(self) -> Path:
        """The lowest layer."""
        return self.layers[-1]

    def find(self, name: str) -> Path:
        """Return the file of a name (a path with slashes); where no layer has it, the one that the kit would have."""
        return next((layer / name for layer in self.own if lexists(layer / name)), self.kit / name)

    def depth(self, name: str) -> int:
        """Return which layer has a file, 0 for the uppermost; of one that is nowhere, the lowest."""
        return next((depth for depth, layer in enumerate(self.own) if lexists(layer / name)), len(self.own))

    def folders(self, name: str) -> tuple[Path, ...]:
        """Return a folder as each layer has it, the uppermost first, whether it is there or not."""
        return tuple(layer / name for layer in self.layers)

    def files(self, folder: str, pattern: str) -> dict[str, Path]:
        """Return the files in a folder that match a pattern (`*.css`, `**/*.html`), by their names in it, sorted."""
        found = {
            file.relative_to(below).as_posix(): file for below in reversed(self.folders(folder)) for file in below.glob(pattern) if not file.is_dir()
        }
        return dict(sorted(found.items()))


def theme_of(settings: Mapping[str, Any]) -> Theme:
    """Return the theme that Pelican's settings ask for: the folder that THEME names over the kit's own; the kit's alone where it names none."""
    from pelican.settings import DEFAULT_CONFIG  # here: commands that do not build need no Pelican

    named = settings["THEME"]
    return layered([] if named == DEFAULT_CONFIG["THEME"] else [Path(named)])


def layered(own: Iterable[Path]) -> Theme:
    """Return a theme of these folders over the kit's. The kit's own folder among them is no layer of its own."""
    below = kit.theme()
    return Theme((*(layer for layer in own if layer.resolve() != below), below))
