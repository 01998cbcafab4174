"""The middle of a run: prepare (read, model, pictures into the cache, page values), then present and deliver."""

from __future__ import annotations

import hashlib
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, cast

from pelican.generators import Generator

from dateline.cache import Store, open_cache
from dateline.cards.card import Card
from dateline.cards.make import printed
from dateline.dataclass import dataclass
from dateline.deliver.additions import Additions
from dateline.deliver.blame import blame
from dateline.deliver.catalogues import warn_of_no_catalogue
from dateline.deliver.clashes import tell_clashes
from dateline.deliver.compiling import NAME as TEMPLATES
from dateline.deliver.compiling import compiling
from dateline.deliver.gone import Published, gone, remember, remembered, tell_gone
from dateline.deliver.kept import Kept, write
from dateline.deliver.kept_copies import deliver_copies
from dateline.deliver.manifest import MANIFEST, SIGNATURE, listed, made_by_dateline
from dateline.deliver.pages import Keyed, deliver_pages, keyed
from dateline.deliver.proof import Proof
from dateline.deliver.render import Renderer
from dateline.deliver.signature import tell_other_key
from dateline.deliver.strays import warn_of_strays
from dateline.deliver.theme import check_theme
from dateline.derive.integrity import integrity
from dateline.editions.files import LONGEST, MOST, Editions, too_large_of
from dateline.exports.all import site_files
from dateline.exports.oembed import former_oembed
from dateline.exports.redirects import REDIRECTS, joined
from dateline.fonts.cache import FontCache
from dateline.fonts.faces import Fonts, fonts_by_language
from dateline.foreign import written
from dateline.keys import Keys
from dateline.making import made_of
from dateline.model.address import Address, file_of, rooted
from dateline.model.nouns import Picture, Position
from dateline.pages.all import open_desks
from dateline.pages.cards import Deck
from dateline.pages.frame import Desk
from dateline.pages.kept import published_copies
from dateline.pages.menu import check_menu
from dateline.pages.mirrors import has_copies
from dateline.pages.missing import missing_page
from dateline.pages.moved import moved_pages
from dateline.pages.origins import Origin, origins
from dateline.pages.planned import AnyPage, Recipes
from dateline.pictures.cache import Cache
from dateline.pictures.outcome import Outcome
from dateline.pictures.perform import deliver, perform
from dateline.pictures.plan import Job, Quality, plan
from dateline.problems import SETTINGS_FILE, Problems
from dateline.read import kept_copies
from dateline.read.content import Content, label_of, read_bytes, read_content
from dateline.read.kept import open_heads
from dateline.read.kept_copies import Hashes, KeptFile
from dateline.read.ledger import Ledger, look
from dateline.run import Run
from dateline.search.index import FOLDER, INDEX, PARTS
from dateline.settings import Settings
from dateline.tellings import Telling, tellings_of
from dateline.unchanged import Seen
from dateline.versions import code_version, local_version


@dataclass(frozen=True)
class Prepared:
    """Everything that is to be written."""

    settings: Settings
    content: Content
    paths: frozenset[str]
    """Those of all texts and data files; `content` has no texts any more."""
    tellings: tuple[Telling, ...]
    desks: tuple[Desk, ...]
    pages: tuple[AnyPage, ...]
    keyed: tuple[Keyed, ...]
    kept: Kept | None
    deck: Deck
    jobs: tuple[Job, ...]
    pictures: dict[str, Outcome]
    fonts: Mapping[str, Fonts]
    """By language."""
    exports: Mapping[str, bytes]
    """All but `found`."""
    found: Mapping[str, bytes]
    """The files of the search; who looks at them may have to wait."""
    looked_at: tuple[Proof, ...]
    """Proofs that have taken the data files among the exports."""
    copies: Mapping[str, Path]
    """Kept copies by their SHA-256."""
    made_from: dict[str, Origin]
    leading_on: tuple[str, ...]
    """The old addresses at which the last of the pages stand."""

    @property
    def own_pages(self) -> Sequence[AnyPage]:
        """The pages that do not only lead on from an old address."""
        return self.pages[: len(self.pages) - len(self.leading_on)]

    def cards(self) -> Iterator[Card]:
        """Yield the share cards of all languages."""
        for desk in self.desks:
            yield from desk.cards.all()


@dataclass(frozen=True)
class Left:
    """What is still to be known when all is written: the settings, what problems name, what each page was made from, what is compared with, the prefixes of further languages."""

    settings: Settings
    label: str
    paths: frozenset[str]
    made_from: dict[str, Origin]
    against: Published | None
    prefixes: tuple[str, ...]


def prepare(run: Run, settings: Settings, environment: Any = None) -> None:
    """Read what Pelican has not read, make the model, the pictures (into the cache), the values of the pages, and editions.

    `environment` is Pelican's, where plug-ins put what templates may use.

    Raises ProblemsFound when anything in the content is wrong.
    """
    settings = replace(settings, cache=open_cache(settings.cache))
    _check_theme(run, settings)
    warn_of_no_catalogue(settings.theme, settings.language, SETTINGS_FILE, run.problems)
    additions = Additions(settings.templates, environment)
    with nullcontext() if run.foreign else compiling(settings, additions):
        content = _read(run, settings)
        tellings = tellings_of(content, settings, run.problems)
    if run.signer:
        tell_other_key(tellings[0].event, run.signer, run.problems)
        run.problems.stop_if_any()
    # What the texts say is in the model now, and of thousands it takes room.
    texts_and_data, content = content.paths(), replace(content, texts={})
    run.records.clear()
    # Made before the pages are: which formats are worth naming on them shows only when their sizes are known.
    jobs = plan(_pictures(tellings), settings.options.widths, Quality(**settings.options.quality))
    pictures = perform(jobs, settings.cache / "renditions", run.problems)
    run.problems.stop_if_any()
    deck = Deck(settings)
    desks = open_desks({telling.language: telling.event for telling in tellings}, pictures, settings, frozenset(content.extra), deck)
    deck.warn(run.problems)
    _warn_of_large(desks, pictures, run.problems)
    # Where others take part, files are never links, and nothing that they might have changed is taken over.
    kept = None if run.foreign else _kept(run, settings)
    keys = Keys()
    recipes = Recipes(keys, f"{code_version()} {local_version()}", kept.by_recipe if kept else None, again=run.memory is not None)
    editions = Editions(desks, pictures, additions, content.facts_digest, keys)
    made = made_of(desks, tellings, recipes, kept, keys, run.around, run.memory, editions, run.at_work)
    editions.forget()
    missing = missing_page(desks)
    pages = (*made[0].pages, missing, *chain.from_iterable(language.pages for language in made[1:]))
    there = frozenset(page.address for page in pages)
    moved = tuple(chain.from_iterable(moved_pages(desk, there) for desk in desks))
    with_keys = (*chain.from_iterable(language.keyed for language in made), *keyed((missing, *moved), kept, keys, recipes.noted))
    keys.forget()
    letters = {desk.words.language: set(desk.words.letters()) for desk in desks}
    for page in with_keys:
        letters[page.page.lang].update(page.letters)
    fonts = fonts_by_language(settings.theme, letters, FontCache(settings.cache / "fonts"))
    # The data files first.
    serving = _chained(*(language.serving for language in made), *(language.data for language in made))
    found = _chained(*(language.found for language in made))
    exports = serving.new_child(dict(chain(site_files(desks, pages, moved), former_oembed(moved, serving))))
    made_from: dict[str, Origin] = {}
    for telling, desk in zip(tellings, desks, strict=True):
        made_from |= origins(telling.event, telling.drafts, content, telling.language, desk.site.prefix)
    run.site = Prepared(
        settings, content, texts_and_data, tellings, desks, (*pages, *moved), with_keys, kept, deck, jobs, pictures, fonts, exports, found, tuple(language.proof for language in made), kept_copies.by_digest(content.data["sources"], content.copies), made_from, tuple(page.address for page in moved)
    )
    check_menu(settings, _chained(dict.fromkeys(_published(run.site), b""), found))
    _check_addresses(run.site, run.problems)


def _kept(run: Run, settings: Settings) -> Kept:
    """Return what is kept of the last build's files."""
    memory = run.memory.pages if run.memory else None
    standing = run.stage.standing if run.stage else None
    return Kept(Store(settings.cache / "pages"), run.output, memory, standing, f"{code_version()} {local_version()} {settings.siteurl}")


def _check_theme(run: Run, settings: Settings) -> None:
    """Look at the theme, unless the last build in this process found nothing to say of the very same one. Raises ProblemsFound."""
    if run.memory and run.around and run.memory.sound == run.around:
        return
    before = len(run.problems.warnings())
    check_theme(settings.theme, settings.language, run.problems)
    warn_of_strays(settings.theme, run.problems)
    run.problems.stop_if_setup()
    if run.memory:
        run.memory.sound = run.around if len(run.problems.warnings()) == before else ""


def _read(run: Run, settings: Settings) -> Content:
    """Return everything in the content folder, pictures with what is known of their files."""
    heads = open_heads(settings.cache)
    content = read_content(
        settings.content,
        settings.ignored,
        run.records,
        run.problems,
        settings.language,
        run.folder,
        settings.defaults,
        settings.copies,
        heads,
    )
    if heads:
        heads.save()
    ledger = Ledger(settings.cache / "pictures.json")
    content = replace(content, images=look(content.images, ledger, settings.options.megapixels, run.problems))
    ledger.save()
    return replace(content, copies=_kept_copies(content, run, settings))


def _kept_copies(content: Content, run: Run, settings: Settings) -> Mapping[str, KeptFile]:
    """Return the kept copies that are here, by name, once they are found to be what was recorded."""
    hashes = Hashes(settings.cache / "kept.json")
    sources, whole = content.data["sources"], "sources" not in content.unread
    looked = kept_copies.look(sources, content.kept, settings.kept, content.label, hashes, run.problems, whole=whole)
    hashes.save()
    run.seen, run.unchecked = Seen(looked.elsewhere, looked.absent), looked.unchecked
    return looked.files


def _pictures(tellings: Iterable[Telling]) -> list[Picture]:
    """Return all pictures that are shown in any language, each once: their files are the same."""
    return list({picture.key: picture for telling in tellings for picture in telling.event.pictures}.values())


def _chained(*files: Mapping[str, bytes]) -> ChainMap[str, bytes]:
    return ChainMap(*(cast("dict[str, bytes]", each) for each in files))


def _files(site: Prepared) -> tuple[str, ...]:
    """Return the names of all files that are no pages, no pictures and nobody's own, but for those of the search."""
    faces = (rooted(face.address) for fonts in site.fonts.values() for face in fonts.faces)
    cards = (rooted(card.address) for card in site.cards())
    return (*site.exports, *dict.fromkeys(faces), *dict.fromkeys(cards), *published_copies(site.desks[0].event.sources))


def _published(site: Prepared) -> Iterator[str]:
    """Yield what a link of the menu may lead to, but for the search."""
    yield from (file_of(page.address) for page in site.own_pages)
    yield from _files(site)
    yield from site.content.extra


def _check_addresses(site: Prepared, problems: Problems, found: Collection[str] = ()) -> None:
    """Tell what would stand in another's place; `found` are the files of the search, where they are there. Raises ProblemsFound."""
    moved = frozenset(site.leading_on)
    pages = [page.address for page in site.own_pages]
    renditions = (rooted(rendition.address) for outcome in site.pictures.values() for rendition in outcome.renditions())
    extra = {name: Position(label_of(file), 0) for name, file in site.content.extra.items()}
    moves = [
        replace(move, old=old) for desk in site.desks for move in desk.event.moves if (old := Address(rooted(move.old, desk.site.prefix))) in moved
    ]
    tell_clashes(pages, moves, (*_files(site), *found, *renditions), extra, site.made_from, problems)
    problems.stop_if_any()


def _found(site: Prepared, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the search, after making sure that nothing else is to stand where they do. Raises ProblemsFound."""
    beside = {f"{desk.site.prefix}{FOLDER}" for desk in site.desks} | {FOLDER}
    names = chain((page.file for page in site.keyed), site.content.extra)
    # Nothing but the pages on which it is searched: as nearly always.
    if not {name for name in names if name.casefold().startswith(tuple(beside))} <= {f"{folder}index.html" for folder in beside}:
        _check_addresses(site, problems, site.found)
    yield from site.found.items()


def _warn_of_large(desks: Sequence[Desk], pictures: Mapping[str, Outcome], problems: Problems) -> None:
    """Tell which editions are left out because they would hold too many pictures."""
    for made in dict.fromkeys(made for desk in desks for made in too_large_of(desk, pictures) if not made.name.endswith(".zip")):
        what = f"the edition {made.name} is left out: it would be larger than {MOST // 1_000_000} MB, or hold more than {LONGEST:,} characters"
        problems.warn(SETTINGS_FILE, 0, what, f'take "{made.kind}" out of DATELINE["editions"]: not every telephone would open it', topic="settings")


class EventGenerator(Generator):
    """Pelican's hook for writing: takes the pictures from the cache, renders every page, copies the extra files."""

    def generate_context(self) -> None:
        """Forget what Pelican takes for links to static files in our Markdown: our own are checked, and copied from extra/."""
        self.context["static_links"].clear()

    def generate_output(self, _writer: Any) -> None:
        """Deliver into the stage. Raises ProblemsFound or SetupBroken; the stage is then discarded."""
        run = Run.of(self.settings)
        site: Prepared = run.site
        settings = site.settings
        folder = Path(self.output_path)
        if run.stage and not run.foreign:
            searches = tuple(f"{prefix}{name}" for prefix in ("", *(desk.site.prefix for desk in site.desks)) for name in (INDEX, PARTS))
            perhaps = (name for name in run.stage.standing.left if name.startswith(searches))
            run.stage.tidy({*(page.file for page in site.keyed), *_files(site), *site.content.extra, *perhaps})
        cache = Cache(settings.cache / "renditions")
        # A plug-in that writes into a picture of the output must not write into the cache.
        delivered = deliver(site.jobs, site.pictures, cache, folder / "pictures", run.problems, linked=not run.foreign)
        run.at_end.append(cache.remember)
        run.problems.stop_if_any()
        known = {f"pictures/{name}": digest for name, digest in delivered.items()}
        known |= self._cards(site, folder)
        additions = Additions(settings.templates, self.env)
        templates = None if run.foreign else Store(settings.cache / TEMPLATES)
        first = site.desks[0].words
        renderer = Renderer(settings.theme, settings.root, first, settings.siteurl, site.fonts[first.language], additions, templates, run.memory.fragments if run.memory else None)
        others = {desk.words.language: renderer.in_language(desk.words, site.fonts[desk.words.language]) for desk in site.desks[1:]}
        proof = Proof(settings.root, settings.siteurl)
        hear = (lambda name: written(str(folder / name), self.context, run.contents, name)) if run.foreign else None
        known |= deliver_pages(site.keyed, {first.language: renderer, **others}, proof, folder, site.kept, hear)
        if site.kept:
            run.afterwards.append(partial(run.later.append, site.kept.save))  # of what has been published alone
        renderer.save()
        extra = {address: self._read(file) for address, file in site.content.extra.items()}
        run.problems.stop_if_any()
        if REDIRECTS in extra:
            extra[REDIRECTS] = joined(extra[REDIRECTS], site.exports.get(REDIRECTS, b""))
        for looked_at in site.looked_at:
            proof.join(looked_at)
        put: Callable[[str, bytes], str] = partial(site.kept.write, stage=str(folder)) if site.kept else partial(_in_folder, folder)
        # The search and fonts last: they may still be being made.
        for address, data in chain(site.exports.items(), _found(site, run.problems), *(fonts.files().items() for fonts in site.fonts.values())):
            # An author's own robots.txt wins over ours, and so does that of a plug-in that came before us.
            if address not in extra and not (run.foreign and (folder / address).exists()):
                known[address] = put(address, data)
            if address in proof:
                continue
            if site.kept and address in known:
                proof.take(address, site.kept.names(address, partial(proof.addresses, address, data)))
            else:
                proof.export(address, data)
        for address, data in extra.items():
            known[address] = put(address, data)
        known |= deliver_copies(published_copies(site.desks[0].event.sources), site.copies, folder, run.problems)
        run.problems.stop_if_any()
        left = Left(settings, site.content.label, site.paths, site.made_from, run.against, tuple(desk.site.prefix for desk in site.desks[1:]))
        run.finish = partial(_finish, left, proof, run.problems)
        run.afterwards.append(partial(remember, _record(settings), site.made_from))
        run.delivered = {} if run.foreign else known
        held = f"; held back with drafts: {site.tellings[0].held}" if site.tellings[0].held.keys else ""
        unchecked = f"; {run.unchecked} kept {'copy' if run.unchecked == 1 else 'copies'} not checked here" if run.unchecked else ""
        signature = f"; {run.signer.said}" if run.signer else "; not signed" if has_copies(site.desks[0].event) else ""
        run.summary = f"{len(site.pages)} pages, {len(site.pictures)} picture{'' if len(site.pictures) == 1 else 's'}{held}{unchecked}{signature}"
        run.integrity = asdict(integrity(site.desks[0].event))

    def _cards(self, site: Prepared, folder: Path) -> dict[str, str]:
        """Deliver the share cards; return their hashes by name."""
        press = site.deck.press
        if press is None:
            return {}
        found = printed(site.cards(), press, folder / "pictures", site.settings.cache / "cards")
        return {rooted(card.address): _write(folder / rooted(card.address), data) for card, data in found}

    def _read(self, file: Path) -> bytes:
        return read_bytes(file, label_of(file), Run.of(self.settings).problems) or b""


def _finish(left: Left, proof: Proof, problems: Problems, output: Path, stage: Path, retained: Sequence[str]) -> None:
    """Check the finished stage, which holds all that this build and its plugins wrote, before it takes the output's place.

    `retained` names what is carried over from the output then, and may be linked to.

    Raises ProblemsFound when a page names what is not there. What the output has and the stage lacks is a warning.
    """
    files = listed(stage)
    kept = (file for name in retained for file in ((output / name), *(output / name).rglob("*")) if file.is_file())
    # The manifest is written last, of what has been found right.
    there = {*files, MANIFEST, SIGNATURE, *(file.relative_to(output).as_posix() for file in kept)}
    blame(proof.faults(there), left.made_from, left.paths, left.settings.theme, problems)
    problems.stop_if_any()
    before = left.against or Published(made_by_dateline(output))
    tell_gone(gone(before.files, files), remembered(_record(left.settings)), left.made_from, left.label, problems, before.by, left.prefixes)


def _record(settings: Settings) -> Path:
    """Return where is kept what the pages of the last build were made from."""
    return settings.cache / "addresses.json"


def _in_folder(folder: Path, name: str, data: bytes) -> str:
    return _write(folder / name, data)


def _write(file: Path, data: bytes) -> str:
    """Write a file; return its SHA-256."""
    write(str(file), data)
    return hashlib.sha256(data).hexdigest()
