"""Pages that are made to be shown inside others': an entry, an article, a day, a key figure, the map, the activity strip.

They are at `/embed/`, where hosts let them be framed (exports/headers.py), below the prefix of their language; search engines are sent to what
they show. They exist where SITEURL is set, for nobody else could find them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Concatenate, TypeVar

from dateline.dataclass import dataclass
from dateline.derive.days import Group, groups
from dateline.derive.heights import REM, Line, height
from dateline.derive.strip import Bar
from dateline.fonts.letters import UNSEEN
from dateline.model import nouns
from dateline.model.address import Address, shared
from dateline.pages import values
from dateline.pages.excerpts import beginning, clipped, corrected_in_words, plain
from dateline.pages.frame import Bench, Desk
from dateline.pages.maps import event_map
from dateline.pages.moments import told
from dateline.pages.planned import Planned
from dateline.pages.strips import drawn, strip_of
from dateline.whens import heading as heading_of
from dateline.wording import GENRES, Time, direction

FOLDER = "embed/"
MOST = 500
"""Entries, up to which each has a page to be embedded; of more, only highlights."""
_TEXT = 320
"""Characters of a text."""
_LISTED = 8
"""Entries of a day, or reports of a figure."""
WIDE = 480
"""Pixels: as wide as the frame is at most."""
_PICTURE, _MAP, _STRIP = 15.0, 17.0, 10.5
"""Rem of pictures, the map and the strip at most (pages/embed.css)."""
_LOOSE = {"ar": 1.22, "fa": 1.22, "ur": 1.22, "ckb": 1.22, "ps": 1.22, "sd": 1.22, "ug": 1.22, "ks": 1.22, "ja": 1.12, "ko": 1.12, "zh": 1.12}
"""How much further apart lines are by language (base.css, "--leading")."""


@dataclass(frozen=True)
class EmbedPage:
    """Something to be shown inside another page (embed.html). `link` leads to what it shows, `canonical` is that as a whole address.

    `label` is what kind of thing it is, `text` its beginning in the language `lang`; `lines` say it all in plain words, for where no frame may stand.
    """

    link: values.Link
    canonical: str
    home: values.Link
    height: int
    label: str = ""
    time: Time | None = None
    text: str = ""
    lang: str = ""
    dir: str = ""
    entry: values.EntryCard | None = None
    picture: values.Picture | None = None
    corrections: tuple[values.Correction, ...] = ()
    figure: values.Figure | None = None
    reports: tuple[values.EmbedReport, ...] = ()
    map: values.Map | None = None
    strip: values.Strip | None = None
    entries: tuple[values.EmbedEntry, ...] = ()
    more: str = ""
    lines: tuple[str, ...] = field(default=(), metadata=UNSEEN)

    @property
    def apart(self) -> str:
        """What tells it from others with its title."""
        return self.time.text if self.time else self.label


def embed_address(bench: Bench, address: str) -> Address:
    """Return where something is embedded from, by the address of its page, or of its part of one."""
    return shared(f"{FOLDER}{bench.site.prefix}{address.replace('#', '').rstrip('/')}/")


def is_embedded(event: nouns.Event, entry: nouns.Entry) -> bool:
    """Tell whether an entry has a page to be embedded."""
    return entry.status == "published" and (len(event.entries) <= MOST or entry.highlight)


# --- What is shown -------------------------------------------------------------------------------------------------

_T = TypeVar("_T")


def _once(make: Callable[[Bench, _T], EmbedPage]) -> Callable[[Bench, _T], EmbedPage]:
    """Make a page of a thing once: the thing's own page tells how it is embedded, and so does the file for programs."""
    return lambda bench, thing: bench.views.shared(thing, lambda: make(bench, thing), "embed")


@_once
def entry_embed(bench: Bench, entry: nouns.Entry) -> EmbedPage:
    """Return an entry: with its claims where it is disputed, and its last correction."""
    views, words = bench.views, bench.words
    card = views.entry_card(entry)
    when = told(words, card.when)
    text = clipped(beginning(entry.body, _TEXT), _TEXT)
    claims = [words.named(claim.who.name, plain(claim.body)) for claim in entry.claims]
    sources = card.many_sources or words("Sources: %(list)s") % {"list": words.listed(link.text for link in card.sources)}
    labels = [card.kind_label, *([card.certainty_label] if card.certainty != "reported" else []), *(place.text for place in card.places)]
    return _whole(
        bench,
        entry.title,
        entry.address,
        lines=(when, text, *claims, *_correction(bench, entry), sources),
        small=(words.listed(labels),),
        picture=_picture(bench, entry.picture),
        label=card.kind_label,
        time=card.when.start,
        text=text,
        lang=entry.lang,
        entry=replace(card, body=values.Body(), picture=None, note=None, updates=()),
        corrections=views.corrections(entry, None)[:1],
    )


@_once
def article_embed(bench: Bench, article: nouns.Article) -> EmbedPage:
    """Return an article: what it is about, and its last correction."""
    words = bench.words
    text = clipped(article.standfirst or article.summary or beginning(article.body, _TEXT), _TEXT)
    date = words.on(article.date)
    return _whole(
        bench,
        article.title,
        article.address,
        lines=(words.listed((words(GENRES[article.kind]), date.text)), text, *_correction(bench, article)),
        picture=_picture(bench, article.picture),
        label=words(GENRES[article.kind]),
        time=date,
        text=text,
        lang=article.lang,
        corrections=bench.views.corrections(article, None)[:1],
    )


def day_embed(bench: Bench, group: Group) -> EmbedPage:
    """Return a day, or what is known only to a month or year: its entries, each in a line."""
    words = bench.words
    shown, left = group.entries[:_LISTED], len(group.entries) - _LISTED
    entries = tuple(_in_day(bench, entry) for entry in shown)
    more = words.plural("and {} more", "and {} more", left) if left > 0 else ""
    lines = (*(words.named(each.time.text, each.link.text) if each.time.text else each.link.text for each in entries), more)
    heading = heading_of(words, group.when)
    count = words.plural("{} entry", "{} entries", len(group.entries))
    return _whole(bench, heading.text, group.address, lines=lines, small=(count,), label=count, entries=entries, more=more)


def _in_day(bench: Bench, entry: nouns.Entry) -> values.EmbedEntry:
    lang = "" if entry.lang == bench.site.lang else entry.lang
    return values.EmbedEntry(bench.views.when(entry.when).short, values.Link(entry.title, entry.address), lang, direction(lang) if lang else "")


@_once
def figure_embed(bench: Bench, figure: nouns.Figure) -> EmbedPage:
    """Return a key figure: the latest report that stands, who says so, and the last others."""
    words, view = bench.words, bench.views.figure(figure)
    standing = {"withdrawn": words("withdrawn"), "replaced": words("replaced"), "standing": ""}
    latest = view.latest
    others = [report for report in reversed(view.reports) if latest is None or report.anchor != latest.anchor][: _LISTED // 2]
    reports = tuple(values.EmbedReport(report.value, report.by, report.as_of.text, standing[report.status]) for report in others)
    said = words.listed((latest.value, latest.by.text, latest.as_of.text)) if latest else ""
    sources = words("Source: %(list)s") % {"list": words.listed(link.text for link in latest.sources)} if latest and latest.sources else ""
    lines = (said, view.spread, *(words.listed(filter(None, (each.value, each.by.text, each.as_of, each.standing))) for each in reports), sources)
    return _whole(bench, figure.title, figure.address, lines=lines, large=view.value, label=view.unit, figure=view, reports=reports, text=sources)


def map_embed(bench: Bench, event: str, drawing: values.Map) -> EmbedPage:
    """Return the map of the event, which has that title."""
    notes = (drawing.key.note, drawing.key.areas) if drawing.key else ()
    beyond = bench.words("Beyond the map: %(list)s") % {"list": bench.words.listed(link.text for link in drawing.elsewhere)} if drawing.elsewhere else ""
    tall = drawing.height + (drawing.key.height if drawing.key else 0)
    shown = min(_MAP * REM, WIDE * tall / drawing.width)
    title = bench.words.named(bench.words("Map"), event)
    return _whole(bench, title, "places/", lines=(), unseen=(drawing.label,), small=(" ".join(filter(None, notes)), beyond), map=replace(drawing, days=()), more_height=shown + REM)


def strip_embed(bench: Bench, event: str, entries: int, bars: Sequence[Bar]) -> EmbedPage:
    """Return the whole activity strip of the event, which has that title and so many entries."""
    strip = drawn(bench, bars)
    count = bench.words.plural("{} entry", "{} entries", entries)
    title = bench.words.named(bench.words("Timeline"), event)
    return _whole(bench, title, "timeline/", lines=(count,), small=(" ".join(sign.text for sign in strip.key),), label=count, strip=strip, more_height=_STRIP * REM)


def _whole(
    bench: Bench,
    title: str,
    address: str,
    *,
    lines: Iterable[str],
    small: Iterable[str] = (),
    large: str = "",
    unseen: Iterable[str] = (),
    picture: values.Picture | None = None,
    lang: str = "",
    more_height: float = 0.0,
    **shown: object,
) -> EmbedPage:
    """Return a page with its height: what it says in `lines`, in `small` and in `large` type; `unseen` are lines for where there is no drawing."""
    said = tuple(line for line in lines if line)
    credit = f"{picture.credit} {picture.licence.text}" if picture else ""
    laid = (
        Line(title, 1.36, 1.3, 0.4),
        Line(large, 2.3, 1.2, 0.8),
        *(Line(line) for line in said),
        *(Line(line, 0.875, 1.5, 0.6) for line in (*small, credit) if line),
        Line(bench.site.name, 0.875, 1.5, 1.2),
    )
    loose = _LOOSE.get((lang or bench.site.lang).partition("-")[0], _LOOSE.get(bench.site.lang.partition("-")[0], 1.0))
    pixels = height(laid, 2 * 17 + 2 + more_height + ((_PICTURE + 0.75) * REM if picture else 0), loose)
    return EmbedPage(
        link=values.Link(title, Address(address)),
        canonical=bench.whole(address),
        home=values.Link(bench.site.name, bench.site.home),
        height=pixels,
        picture=picture,
        lang=lang,
        dir=direction(lang) if lang else "",
        lines=(*said, *unseen),
        **shown,  # type: ignore[arg-type]
    )


def _picture(bench: Bench, picture: nouns.Picture | None) -> values.Picture | None:
    """Return a picture that may be shown without asking: one that is withheld or covered is not."""
    if picture is None or picture.file is None or picture.sensitive:
        return None
    view = bench.views.picture(picture)
    return replace(view, caption=values.Body(), anchor="", layout=()) if view.url else None


def _correction(bench: Bench, text: nouns.Entry | nouns.Article) -> tuple[str, ...]:
    """Return the last correction of a text in words."""
    return tuple(
        bench.words.named(bench.words.listed((bench.words("Correction"), bench.words.partial(each.date.isoformat()).text)), corrected_in_words(bench.words, each, text.lang))
        for each in text.corrections[:1]
    )


# --- The pages -----------------------------------------------------------------------------------------------------


_MAKERS: Mapping[str, Callable[Concatenate[Bench, ...], EmbedPage]] = {
    "entry": entry_embed,
    "article": article_embed,
    "day": day_embed,
    "figure": figure_embed,
    "map": map_embed,
    "strip": strip_embed,
}


@dataclass(frozen=True)
class Embeddable:
    """Something that is embedded from an address: its kind, and what is shown of it is made of."""

    address: Address
    kind: str
    made_of: tuple[Any, ...]

    def shown(self, bench: Bench) -> EmbedPage:
        """Return what is shown."""
        return _MAKERS[self.kind](bench, *self.made_of)


def embeddable(desk: Desk, listed: Sequence[nouns.Entry]) -> Iterator[Embeddable]:
    """Yield everything that can be embedded, where SITEURL is set; `listed` are the published entries in the order of time."""
    if not desk.siteurl:
        return
    event = desk.event
    for entry in event.entries:
        if is_embedded(event, entry):
            yield Embeddable(embed_address(desk, entry.address), "entry", (entry,))
    for article in event.articles:
        if article.status == "published":
            yield Embeddable(embed_address(desk, article.address), "article", (article,))
    for group in groups(listed):
        yield Embeddable(embed_address(desk, group.address), "day", (group,))
    for figure in event.figures:
        yield Embeddable(figure_address(desk, figure), "figure", (figure,))
    if drawing := map_of_all(desk, listed):
        yield Embeddable(embed_address(desk, "map"), "map", (event.title, drawing))
    bars = strip_of(event, listed)
    if any(bar.first for bar in bars):
        yield Embeddable(embed_address(desk, "strip"), "strip", (event.title, len(event.entries), bars))


def map_of_all(desk: Desk, listed: Sequence[nouns.Entry]) -> values.Map | None:
    """Return the map of the event, drawn once for all that show it."""
    return desk.views.shared(desk.event, lambda: event_map(desk.words, desk.event, listed), "map")


def embed_pages(desk: Desk, listed: Sequence[nouns.Entry]) -> Iterator[Planned]:
    """Yield every page that is made to be embedded; `listed` as above."""
    for each in embeddable(desk, listed):
        yield Planned("embed", each.address, _page, (each,))


def _page(bench: Bench, embedded: Embeddable) -> values.Page:
    page = embedded.shown(bench)
    title = bench.words("Embedded: {title}").format(title=page.link.text)
    return bench.page("embed", embedded.address, page, title=title, description=page.text, listed=False)


def figure_address(bench: Bench, figure: nouns.Figure) -> Address:
    """Return where a key figure is embedded from: the same, whichever page of figures it is on."""
    return embed_address(bench, f"figures/{figure.key}")
