"""`dateline translate LANGUAGE`: a catalogue of the interface's words, brought up to date with what the kit says now; and what an event's texts lack."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from gettext import NullTranslations
from pathlib import Path

from dateline import kit, po
from dateline.catalogues import DOMAIN, GERMANIC, SOURCE, entries_of, plural_rule, translations
from dateline.console import put
from dateline.dataclass import dataclass
from dateline.deliver.catalogues import wrong_with
from dateline.files import write_atomically
from dateline.plurals import plural_forms
from dateline.problems import CONTENT, SETUP, os_problem, say
from dateline.read import values
from dateline.telling import terminal

from .beginning import begin_translation
from .exchange import export as write_po
from .exchange import take_in
from .listing import as_json, lines, listing
from .project import SETTINGS, Project, Stop, stop
from .texts import read_texts

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
_ALIKE = 0.75
"""How much of a message must be that of a former one for its translation to be offered (difflib's ratio)."""


@dataclass(frozen=True)
class Count:
    """How far a catalogue is; `below` are messages without a translation here that the kit's own catalogue has."""

    all: int
    translated: int
    fuzzy: int
    below: int

    def __str__(self) -> str:
        missing = self.all - self.translated - self.fuzzy
        kits = f" (the kit's own catalogue has {self.below} of these)" if self.below else ""
        return f"{self.all} messages: {self.translated} translated, {self.fuzzy} fuzzy, {missing} missing{kits}"


def translate(project: Project, language: str, begin: str = "", json: bool = False, export: str = "", import_: str = "") -> int:
    """Bring the catalogue of a language up to date, and tell which texts of the event it lacks, where that is told in it.

    `begin` is a text whose translation is to be begun, `json` tells only of the texts, for programs; `export` and `import_` are PO files of the
    event's words. Raises Stop.
    """
    if sum(map(bool, (begin, json, export, import_))) > 1:
        raise stop("--begin, --json, --export and --import exclude each other: choose one")
    tag = values.tag(language)
    texts = read_texts(project) if project.content.is_dir() else None
    told = texts is not None and tag in texts.languages
    if begin or json or export or import_:
        project.need_content()
        assert texts is not None
        texts.need(tag or language)
        if begin:
            return begin_translation(texts, tag, begin)
        if export or import_:
            return write_po(texts, tag, Path(export)) if export else take_in(texts, tag, Path(import_))
    if not json:
        _bring_up_to_date(project, language, told=told)
    if texts and told:
        listed = listing(texts, tag)
        if json:
            put((as_json(listed),))
        else:
            put(("", *lines(listed, terminal(sys.stdout))))
    return 0


def _bring_up_to_date(project: Project, language: str, *, told: bool) -> None:
    """Write the catalogue of a language into the theme: of an event its own, in the kit's repository the kit's.

    An event that is `told` in the language needs none of its own where the kit has all the words.
    """
    if told and values.tag(language) == SOURCE:
        say("The messages of the interface themselves are in English.")
        return
    tag = _tag(language)
    unnamed = project.theme.resolve() == kit.theme() and project.root.resolve() != kit.repository()
    theme = project.root / "theme" if unnamed else project.theme
    file = theme / "locale" / tag / "LC_MESSAGES" / f"{DOMAIN}.po"
    template = po.read((kit.theme() / "locale" / f"{DOMAIN}.pot").read_text("utf-8"))
    below = [kit.theme() / "locale"] if theme.resolve() != kit.theme() else []
    if told and below and not file.exists() and _complete(template, below[0] / tag / "LC_MESSAGES" / file.name):
        say("The kit's own catalogue has all messages of the interface.")
        return
    known = _known(file, project.shown(file)) if file.exists() else ()
    entries = merged(template, known, tag)
    written = po.write(entries)
    try:
        same = file.exists() and file.read_bytes() == written.encode()
        if not same:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(file, written.encode())
    except OSError as error:
        problem = os_problem(error, project.shown(file))
        raise stop(f"{problem}\nNothing was written.", SETUP if problem.setup else CONTENT) from error
    say(f"{project.shown(file)} is {'as it was' if same else 'up to date' if known else 'begun'}.")
    say(str(count(entries, tag, below)))
    if not known:
        say("Write your words behind msgstr, with a text editor or Poedit; what stands in braces stays. Then build.")
    if unnamed:
        say(f'Write THEME = "theme" into {SETTINGS}: without it nothing in theme/ is read.')
    if file.with_suffix(".mo").exists():
        say(f"{project.shown(file.with_suffix('.mo'))} is not read any more: the .po beside it is.")


def _complete(template: Sequence[po.Entry], catalogue: Path) -> bool:
    """Tell whether a catalogue of the kit's has every message of the template."""
    used = {entry.key for entry in po.read(catalogue.read_text("utf-8")) if entry.used} if catalogue.is_file() else set()
    return used >= {entry.key for entry in template if entry.message}


def _tag(language: str) -> str:
    """Return how a language's folder is called. Raises Stop where it is none, or needs no catalogue."""
    if not _TAG.fullmatch(language):
        raise stop(f'"{language}" is no language tag: write one such as kk, pt-BR or zh-Hans')
    first, *others = re.split("[-_]", language)
    tag = "_".join((first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in others)))
    if tag == SOURCE:
        raise stop("The messages themselves are in English: for words of your own in English, name a region, such as en-GB")
    return tag


def _known(file: Path, label: str) -> tuple[po.Entry, ...]:
    """Return what is in a catalogue. Raises Stop where it is broken, so that nothing in it gets lost."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise stop(f"{os_problem(error, label)}\nNothing was written.") from error
    wrong = list(wrong_with(data)) if data.strip() else []
    if any(what.startswith("the catalogue cannot be read") or "is not UTF-8" in what or "is no rule" in what for _, what in wrong):
        raise Stop("\n".join(f"{label}:{line}: {what}: mend it, or take the file away" for line, what in wrong) + "\nNothing was written.", SETUP)
    return entries_of(data)


def merged(template: Sequence[po.Entry], known: Iterable[po.Entry], tag: str) -> list[po.Entry]:
    """Return a template's entries with the translations that are known, in the template's order; what it has no longer is obsolete, at the end.

    The translation of a message that is much like a new one is offered for it, fuzzy: not used until somebody has looked at it.
    """
    known = list(known)
    head = _head(known, tag)
    number = plural_rule(po.head_of([head]).get("Plural-Forms", GERMANIC))[0]
    by_key = {entry.key: entry for entry in known if not entry.obsolete and entry.message}
    former = {entry.key: entry for entry in known if entry.message and any(entry.forms)}
    wanted = {entry.key for entry in template}
    left = {key: entry for key, entry in former.items() if key not in wanted}
    found = [head]
    for entry in template:
        if not entry.message:
            continue
        mine = by_key.get(entry.key) or former.get(entry.key) or _alike(entry, left)
        found.append(_taken_over(entry, mine, number))
    return [*found, *(replace(entry, obsolete=True, comments=_own(entry)) for entry in left.values())]


def _head(known: Iterable[po.Entry], tag: str) -> po.Entry:
    """Return the head of a catalogue: what it says already, and what it must."""
    head = next((entry for entry in known if not entry.message and not entry.obsolete), po.Entry(""))
    said = po.head_of([head])
    needed = {
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(tag) or GERMANIC,
    }
    fields = {**said, **{name: value for name, value in needed.items() if not said.get(name)}}
    return replace(head, forms=("".join(f"{name}: {value}\n" for name, value in fields.items()),), flags=())


def _alike(entry: po.Entry, left: dict[tuple[str | None, str], po.Entry]) -> po.Entry | None:
    """Return what is known of a message much like this one: of the same context, with a plural if this has one."""
    same = {known.message: known for known in left.values() if known.context == entry.context and bool(known.plural) == bool(entry.plural)}
    (closest,) = get_close_matches(entry.message, same, 1, _ALIKE) or [""]
    return replace(same[closest], flags=("fuzzy",)) if closest else None


def _taken_over(entry: po.Entry, known: po.Entry | None, number: int) -> po.Entry:
    """Return a template's entry with what is known of it."""
    empty = ("",) * (number if entry.plural else 1)
    if known is None:
        return replace(entry, forms=empty)
    # A message that has got a plural, or lost it, is another one; so is one of another number of forms.
    other = known.plural != entry.plural or len(known.forms) != len(empty)
    forms = (known.forms * len(empty))[: len(empty)] if other else known.forms
    fuzzy = any(forms) and (known.fuzzy or other)
    flags = (*(("fuzzy",) if fuzzy else ()), *(flag for flag in entry.flags if flag != "fuzzy"))
    said = tuple(line for line in known.comments if line.startswith("#|"))  # what it was a translation of, last time
    previous = () if not fuzzy else said if known.message == entry.message else (f"#| msgid {po.quoted(known.message)}",)
    return replace(entry, forms=forms, comments=(*_own(known), *entry.comments, *previous), flags=flags)


def _own(entry: po.Entry) -> tuple[str, ...]:
    """Return the translator's own comments."""
    return tuple(line for line in entry.comments if not line.startswith(("#.", "#:", "#|", "#~")))


def count(entries: Iterable[po.Entry], tag: str, below: Iterable[Path] = ()) -> Count:
    """Return how far a catalogue is; `below` are the folders of catalogues in which readers' words are looked for where it has none."""
    messages = [entry for entry in entries if entry.message and not entry.obsolete]
    missing = [entry for entry in messages if not entry.used]
    kits = translations(tag, below)
    said = [kits.ngettext(entry.message, entry.plural, 1) if entry.plural else _said(kits, entry) for entry in missing]
    return Count(
        len(messages),
        len(messages) - len(missing),
        sum(entry.fuzzy and entry.translated for entry in missing),
        sum(text != entry.message for text, entry in zip(said, missing, strict=True)),
    )


def _said(kits: NullTranslations, entry: po.Entry) -> str:
    return kits.gettext(entry.message) if entry.context is None else kits.pgettext(entry.context, entry.message)
