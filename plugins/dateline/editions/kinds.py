"""What kinds of editions there are, and what their files are called."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.dataclass import dataclass
from dateline.names import slug
from dateline.wording import N_

FOLDER = "downloads/"
WORDS, SMALL, ALL, LANGUAGES, EPUB, TEXT, ZIP = "words", "small", "all", "languages", "epub", "text", "zip"


@dataclass(frozen=True)
class Size:
    """How much of an edition are pictures: the width, in pixels, that they have at most (0: there are none), and its label, a message."""

    width: int
    label: str


SIZES: Mapping[str, Size] = {
    WORDS: Size(0, N_("The words")),
    SMALL: Size(480, N_("With small pictures")),
    ALL: Size(1600, N_("With all pictures, large")),
}
"""The sizes of the .html, by name."""
KINDS = (*SIZES, LANGUAGES, EPUB, TEXT, ZIP)
"""What the setting may name: the sizes; the words in all languages in one file; the book; the lines for a message; each .html as a .zip too."""
EPUB_WIDTH = 1200
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a .zip, the first that it can say: when a file was built is nobody's business, and makes two of them differ."""


@dataclass(frozen=True)
class Made:
    """One edition: its kind, its file's name below /downloads/, its label, a message."""

    kind: str
    name: str
    label: str


def editions_of(kinds: tuple[str, ...], sitename: str, language: str, *, others: bool, first: bool) -> tuple[Made, ...]:
    """Return the editions that /downloads/ of one language offers, in the order of KINDS.

    `sitename` is the one in that language, `others` tells whether the site has further languages: then names say which this is, for files travel alone.
    `first`: whether it is the site's own, beside whose editions stands the one in all.
    """
    stem = slug(sitename, "event")
    own = f"{stem}-{language.lower()}" if others else stem
    found: list[Made] = []

    def page(kind: str, name: str, label: str) -> None:
        found.append(Made(kind, f"{name}.html", label))
        if ZIP in kinds:
            found.append(Made(kind, f"{name}.html.zip", label))

    for kind, size in SIZES.items():
        if kind in kinds:
            page(kind, f"{own}-{kind}", size.label)
    if LANGUAGES in kinds and others and first:
        page(LANGUAGES, f"{stem}-languages", N_("The words in all languages"))
    if EPUB in kinds:
        found.append(Made(EPUB, f"{own}.epub", N_("As a book (EPUB)")))
    if TEXT in kinds:
        found.append(Made(TEXT, "timeline.txt", N_("As lines for a message")))
    return tuple(found)
