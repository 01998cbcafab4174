"""All editions of a site, by name: what a build asks for."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from io import BytesIO
from zlib import ZLIB_RUNTIME_VERSION

from dateline.cache import Store
from dateline.deliver.additions import Additions
from dateline.deliver.compiling import NAME as TEMPLATES
from dateline.deliver.render import Renderer
from dateline.editions.epub import epub_of
from dateline.editions.kinds import (
    EPUB,
    EPUB_WIDTH,
    FOLDER,
    LANGUAGES,
    SIZES,
    TEXT,
    ZIP_TIME,
    Made,
    editions_of,
)
from dateline.editions.message import day_texts, event_text
from dateline.editions.page import SHEET, Telling, html_of
from dateline.editions.pictures import BOOK, OLD, Album
from dateline.fonts.faces import Fonts
from dateline.keys import Keys
from dateline.model.address import rooted
from dateline.model.nouns import Event, HtmlPart
from dateline.pages.frame import Desk
from dateline.pictures.outcome import Outcome
from dateline.versions import code_version, library_versions, local_version

MOST = 64_000_000
"""Bytes of pictures that an edition may hold: it is made in memory, and telephones open it whole."""
LONGEST = 1_000_000
"""Characters of texts, as HTML, that an edition may hold, for the same reason: while the example is made, with 93,000 of them, each takes some two hundred bytes."""


def of_desk(desk: Desk) -> tuple[Made, ...]:
    """Return the editions of one language that the settings ask for."""
    site = desk.site
    return editions_of(desk.settings.options.editions, desk.settings.sitename, site.lang, others=bool(site.languages), first=not site.prefix)


class Editions:
    """The editions of one build, each made only where it is not kept: it has a key, of all that it is made of. Other builds may keep theirs beside them."""

    def __init__(self, desks: Sequence[Desk], pictures: Mapping[str, Outcome], additions: Additions, facts: str, keys: Keys) -> None:
        """Take the desks of all languages, what was made of pictures, what is added to templates, the hash of what was read besides texts."""
        self._desks, self._pictures, self._additions, self._facts, self._keys = desks, pictures, additions, facts, keys
        self._settings = desks[0].settings
        self._store = Store(self._settings.cache / "editions")

    def key(self, told: Sequence[bytes]) -> list[bytes]:
        """Return the keys of languages, given in their order, with what their editions are made of besides; one that is not known stays empty."""
        kinds = self._settings.options.editions
        if not kinds:
            return list(told)
        found = [_digest(key, self._facts) if key else b"" for key in told]
        if LANGUAGES in kinds and len(found) > 1:  # beside the first stands the one of all
            found[0] = _digest(*found) if all(found) else b""
        return found

    def of(self, desk: Desk) -> Iterator[tuple[str, bytes]]:
        """Yield name and bytes of each edition of a language, one after the other; what would be too large is left out (see `too_large_of`).

        Raises SetupBroken where the theme's template cannot show the event, or a picture in the cache is not what was made.
        """
        left = {made.name for made in too_large_of(desk, self._pictures)}
        before = ("", b"")
        for made in of_desk(desk):
            name = rooted(f"{FOLDER}{made.name}", desk.site.prefix)
            if made.name.removesuffix(".zip") in left:
                continue
            if made.kind == TEXT:
                yield name, event_text(desk)
                yield from day_texts(desk)
                continue
            packed = made.name.endswith(".zip")
            data = self._kept(made, desk, (lambda: zipped(*before)) if packed else partial(self._made, made, desk))  # noqa: B023 (called at once)
            before = before if packed else (made.name, data)
            yield name, data

    def forget(self) -> None:
        """Delete what no build has asked for lately."""
        self._store.prune()

    def _kept(self, made: Made, desk: Desk, make: Callable[[], bytes]) -> bytes:
        parts = [self._shaped_by, *(self._parts.get(each.site.lang) for each in (self._desks if made.kind == LANGUAGES else [desk]))]
        if None in parts:
            return make()
        name = _digest(made.name, *filter(None, parts)).hex()[:32]
        data = self._store.get(name)
        if data is None:
            data = make()
            self._store.put(name, data)
        return data

    def _made(self, made: Made, desk: Desk) -> bytes:
        renditions = self._settings.cache / "renditions"
        telling = self._tellings[desk.site.lang]
        if made.kind == EPUB:
            return epub_of(telling, made.name, Album(self._pictures, EPUB_WIDTH, BOOK, once=False), renditions)
        told = list(self._tellings.values()) if made.kind == LANGUAGES else [telling]
        width = 0 if made.kind == LANGUAGES else SIZES[made.kind].width
        return html_of(told, made.name, Album(self._pictures, width, OLD, once=True), renditions)

    @cached_property
    def _tellings(self) -> Mapping[str, Telling]:
        settings = self._settings
        # Templates that pages have in common are compiled already; what is compiled for editions alone is not kept.
        compiled = Store(settings.cache / TEMPLATES)
        first = Renderer(settings.theme, "", self._desks[0].words, settings.siteurl, None, self._additions, compiled)
        return {each.site.lang: Telling(each, first if number == 0 else first.in_language(each.words, Fonts()), self._facts) for number, each in enumerate(self._desks)}

    @cached_property
    def _shaped_by(self) -> bytes | None:
        """What shapes every edition: code, libraries, settings, the theme's templates and the style; None where others' code has a part in it."""
        if self._additions.strange:
            return None
        settings, theme = self._settings, self._settings.theme
        folders = (*settings.templates, *theme.folders("templates"))
        try:
            files = [(file.relative_to(folder).as_posix(), file.read_bytes()) for folder in folders for file in sorted(folder.rglob("*")) if file.is_file()]
            style = theme.find(SHEET).read_bytes()
        except OSError:  # told where it is read to be shown
            return None
        libraries = library_versions(("jinja2", "markupsafe"))
        said = (settings.options.commit, bool(settings.options.key), self._facts)
        return _digest(code_version(), local_version(), *libraries, ZLIB_RUNTIME_VERSION, repr(said), repr(files), style)

    @cached_property
    def _parts(self) -> Mapping[str, bytes]:
        """What shapes the editions of each language; languages of which it is not known are missing."""
        found = ((desk.site.lang, self._keys.of(*desk.surroundings, desk.views.counted, desk.event)) for desk in self._desks)
        return {language: key[0] for language, key in found if key}


def _digest(*parts: str | bytes) -> bytes:
    """Return the SHA-256 of words and bytes, each set apart from the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8))
        digest.update(data)
    return digest.digest()


def too_large_of(desk: Desk, pictures: Mapping[str, Outcome]) -> Iterator[Made]:
    """Yield the editions of a language that would hold too many bytes of pictures, or too much text."""
    length = _length(desk.event)
    for made in of_desk(desk):
        longer = length * (len(desk.site.languages) if made.kind == LANGUAGES else 1)
        if made.kind != TEXT and (longer > LONGEST or pictures_in(made, desk, pictures) > MOST):
            yield made


def _length(event: Event) -> int:
    """Return how long the texts of an event are, as HTML."""
    bodies = (*(entry.body for entry in event.entries), *(article.body for article in event.articles), *(page.body for page in event.pages))
    return sum(len(part.html) for body in bodies for part in body.parts if isinstance(part, HtmlPart))


def pictures_in(made: Made, desk: Desk, pictures: Mapping[str, Outcome]) -> int:
    """Return at most how many bytes of pictures an edition holds; in an .html each three of them take four signs."""
    width = EPUB_WIDTH if made.kind == EPUB else SIZES[made.kind].width if made.kind in SIZES else 0
    album = Album(pictures, width, BOOK if made.kind == EPUB else OLD, once=False)
    found = sum(chosen.made.size for picture in desk.event.pictures if not picture.sensitive and (chosen := album.chosen(picture.key)))
    return found if made.kind == EPUB else found * 4 // 3


def zipped(name: str, data: bytes) -> bytes:
    """Return a .zip of one file: the same bytes, whenever and wherever it is made."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        member = zipfile.ZipInfo(name, ZIP_TIME)
        member.create_system, member.external_attr = 3, 0o644 << 16  # as Unix writes it, on Windows too
        member.compress_type = zipfile.ZIP_DEFLATED
        packed.writestr(member, data, compresslevel=9)
    return file.getvalue()
