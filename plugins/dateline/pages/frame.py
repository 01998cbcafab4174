"""What all pages share: the site around them, their head, their sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.bidi import isolated
from dateline.cards.card import HEIGHT, WIDTH, Card
from dateline.dataclass import dataclass
from dateline.derive.changes import Text, last_change
from dateline.derive.feeds import Feed, feeds
from dateline.derive.mentions import Mentions
from dateline.model import nouns
from dateline.model.address import Address, rooted, shared
from dateline.pages import values
from dateline.pages.cards import Cards
from dateline.pages.citing import cited_as
from dateline.pages.excerpts import clipped, plain
from dateline.pages.languages import alternates, original_of, versions
from dateline.pages.menu import menu_address
from dateline.pages.mirrors import has_copies
from dateline.pages.offers import offered
from dateline.pages.placed import placed
from dateline.pages.views import Numbers, Views
from dateline.pictures.map_file import MapFile
from dateline.scripts import published
from dateline.settings import Settings
from dateline.structured.dates import modified_on, published_on
from dateline.structured.ground import Ground
from dateline.structured.node import Node, as_json, pictures_in
from dateline.structured.trail import trail
from dateline.theme import Theme
from dateline.wording import Wording, direction

ICONS = ("favicon.svg", "favicon.png", "favicon.ico")
"""Files in content/extra/ that are taken for the site's icon, the first that is there."""

ATOM = "application/atom+xml"
"""The media type of Atom feeds: RFC 4287, 7."""
JSON_FEED = "application/feed+json"
"""The media type of JSON Feeds: JSON Feed 1.1, "Discovery"."""


@dataclass(frozen=True)
class Bench:
    """What every page may be made with, whatever it shows: the views, the words, header and footer, what heads fall back on.

    `updated`: when anything last changed; `lead_map` is the map that leads the front page, as a picture, where there is a SITEURL and no card; `card`: the event's share card;
    `onion`: the site's address in Tor, where the site comes by https (browsers look for it nowhere else), without a slash at its end.
    """

    views: Views
    words: Wording
    site: values.Site
    siteurl: str
    standfirst: str
    lead_picture: nouns.Picture | None
    updated: datetime | None
    lead_map: MapFile | None
    card: Card | None
    onion: str = field(default="", kw_only=True)

    @property
    def surroundings(self) -> tuple[Any, ...]:
        """All of it that shapes pages, as values of which a key can be made."""
        return (*self.views.shaped_by, *self.words.shaped_by, self.site, self.siteurl, self.standfirst, self.lead_picture, self.updated, self.lead_map, self.card, self.onion)

    def whole(self, address: str) -> str:
        """Return an address with the site's own before it; empty while there is none."""
        return f"{self.siteurl}/{rooted(address, self.site.prefix)}" if self.siteurl else ""

    @property
    def changed(self) -> str:
        """The day on which anything last changed; empty where nothing is published."""
        return self.updated.date().isoformat() if self.updated else ""

    @cached_property
    def ground(self) -> Ground:
        """What the graphs of pages stand on; of use where there is a SITEURL."""
        site = self.site
        return Ground(self.siteurl, site.name, site.lang, site.prefix, site.languages, site.publisher, site.licence, self.views.largest)

    def page(
        self,
        template: str,
        address: str,
        page: Any,
        *,
        title: str,
        description: str = "",
        kind: str = "website",
        picture: nouns.Picture | None = None,
        lang: str = "",
        listed: bool = True,
        numbers: Numbers | None = None,
        texts: Sequence[Text] = (),
        partly: bool = False,
        about: Callable[[], Iterable[Node]] = tuple,
        between: Sequence[values.Link] = (),
        told: Text | None = None,
        data: Sequence[str] = (),
        card: Card | None = None,
        oembed: str = "",
    ) -> values.Page:
        """Return a page's value with its head; `texts` are those whose last change is the page's (default: of all).

        `address` has no prefix yet; `partly`: see `untranslated`. `about` returns what the page tells programs, and is asked where it tells them
        anything; `between` are the pages on the way to it, behind that of its section. `told` is the text that it is the page of, `data` are
        the names of the data files that hold what it shows.
        """
        at = address if isinstance(address, Address) else Address(address)
        updated = last_change(texts) if texts else self.updated
        # A withheld picture has no file, a covered one is for those who open it: previews then show the event's.
        shown = next((one for one in (picture, None if self.lead_map else self.lead_picture) if one and one.file and not one.sensitive), None)
        view = self.views.largest(shown) if shown else self.lead_map
        alt = shown.alt if shown else self.lead_map.alt if self.lead_map else ""
        # A card says what the page is about, and has its picture. A page without one of its own shows its own picture, if it has one, else the event's card.
        card = card or (None if shown and shown is picture else self.card)
        front = not address
        told_to_programs = listed and bool(self.siteurl)
        nodes = tuple(self._nodes(address, title, about, between)) if told_to_programs else ()
        direct = direction(lang or self.site.lang)
        head = values.Head(
            title=title if front else f"{isolated(title, self.site.dir, direct)} · {isolated(self.site.name, self.site.dir)}",
            description=clipped(description or self.standfirst),
            canonical=self.whole(address) if listed else "",
            kind=kind,
            picture=self.whole(card.address) if card else self.whole(view.address) if view else "",
            picture_alt=card.alt if card else alt if view else "",
            picture_width=WIDTH if card else view.width if view else 0,
            picture_height=HEIGHT if card else view.height if view else 0,
            pictures=" ".join(pictures_in(nodes)),
            lang=lang or self.site.lang,
            dir=direct,
            listed=listed,
            updated=updated.date().isoformat() if updated else "",
            changed=self.words.on(updated) if updated and not texts else None,
            versions=versions(self.site.languages, self.site.lang, at),
            alternates=alternates(self.site.languages, self.siteurl, at) if listed else (),
            untranslated=original_of(self.site, lang, at),
            partly=partly,
            published=published_on(told) if told else "",
            modified=modified_on(told) if told else "",
            metas=cited_as(told, self.site, self.whole(address)) if told and told_to_programs else (),
            exports=offered(self.words, data, self.whole) if told_to_programs else (),
            oembed=oembed,
            onion=f"{self.onion}/{rooted(address, self.site.prefix)}" if self.onion and listed else "",
        )
        sources = self.views.sources(numbers) if numbers else ()
        page, styles = placed(page, opened=not front)
        graph = as_json(nodes) if nodes else ""
        return values.Page(template, Address(rooted(at, self.site.prefix)), self.site, head, page, sources, styles, graph=graph)

    def _nodes(self, address: str, title: str, about: Callable[[], Iterable[Node]], between: Sequence[values.Link]) -> Iterator[Node]:
        """Yield what a page tells programs: what it is about, and the way to it."""
        yield from about()
        if way := trail(self.ground, address, title, (*self.site.nav, *self.site.more), between):
            yield way

    def untranslated(self, texts: Iterable[Text]) -> bool:
        """Tell whether some of a page's texts stand in the language of their original, because nobody has translated them yet."""
        return bool(self.site.prefix) and any(text.lang not in ("", self.site.lang) for text in texts)


@dataclass(frozen=True)
class Desk(Bench):
    """What page modules work with besides: the event, the way back from things to texts, the settings."""

    event: nouns.Event
    mentions: Mentions
    settings: Settings
    cards: Cards


def site_of(
    event: nouns.Event, settings: Settings, words: Wording, extra: frozenset[str], languages: tuple[values.Language, ...] = ()
) -> values.Site:
    """Return header and footer of every page; `languages` are those of the site where it has several."""
    links = {
        "timeline/": words("Timeline"),
        "articles/": words("Articles"),
        "places/": words("Places"),
        "people/": words("People"),
        "organisations/": words("Organisations"),
        "figures/": words("Figures"),
        "sources/": words("Sources"),
        "corrections/": words("Corrections"),
        "responses/": words("Responses"),
        "contact/": words("Contact"),
        "follow/": words("Follow"),
        "mirrors/": words("Copies of this site"),
        "downloads/": words("Downloads"),
    }
    have = {
        "articles/": event.articles,
        "places/": event.places,
        "people/": event.people,
        "organisations/": event.organisations,
        "figures/": event.figures,
        "responses/": event.responses,
        "contact/": event.contact,
        "follow/": settings.siteurl,
        "mirrors/": has_copies(event),
    }
    shown = {address: text for address, text in links.items() if have.get(address, True)}
    pages = tuple(
        values.Link(page.title, page.address)
        for page in event.pages
        if page.status == "published" and page.address != "404.html"
    )
    first = ("timeline/", "articles/", "places/", "people/", "figures/")
    prefix = next((each.prefix for each in languages if each.tag == settings.language), "")
    found = feed_links(event, settings, words, prefix)
    return values.Site(
        name=settings.sitename,
        title=event.title,
        kicker=event.kicker,
        lang=settings.language,
        dir=words.direction,
        digits="" if words.numerals.system == "latn" else words.numerals.system,
        home=Address(""),
        nav=(
            *(values.Link(text, Address(address)) for address, text in shown.items() if address in first),
            *(values.Link(title, _of_all(menu_address(link), extra)) for title, link in settings.menu),
        ),
        more=(
            *(values.Link(text, Address(address)) for address, text in shown.items() if address not in first),
            *pages,
        ),
        report_errors=event.report_errors,
        icon=next((shared(name) for name in ICONS if name in extra), ""),
        accent=event.accent,
        script=script_address(settings.theme),
        feeds=found,
        languages=languages,
        publisher=values.Link(*event.publisher),
        licence=values.Link(*event.licence),
        share=event.share,
        offers=(
            *((values.Link(words("Feeds"), Address("downloads/#feeds")),) if found else ()),
            values.Link(words("Checksums"), shared("SHA256SUMS")),
        ),
        mail=next((channel.url for channel in event.contact if channel.kind == "email"), ""),
        contact=Address("contact/") if event.contact else "",
        developing=event.status == "developing",
        search=values.Link(words("Search"), Address("search/")),
    )


def _of_all(address: Address | str, extra: frozenset[str]) -> Address | str:
    """Return an address of the menu as that of all languages where it is a file which they share."""
    return shared(address) if isinstance(address, Address) and address.partition("#")[0] in extra else address


def feed_links(event: nouns.Event, settings: Settings, words: Wording, prefix: str = "") -> tuple[values.Feed, ...]:
    """Return the feeds that programs find in every page's head: each as Atom and, where it exists, as JSON Feed; `prefix` is that of the language."""
    return tuple(
        values.Feed(kind, feed_title(feed, settings.sitename, words), f"{settings.siteurl}/{rooted(address, prefix)}")
        for feed in (feeds(event) if settings.siteurl else ())
        for kind, address in ((ATOM, feed.address), (JSON_FEED, feed.json_address))
        if address
    )


def script_file(theme: Theme, name: str = "dateline") -> Path:
    """Return where a theme has a script."""
    return theme.find(f"static/js/{name}.js")


def script_address(theme: Theme, name: str = "dateline") -> str:
    """Return where a script is published, with a hash of what it says; empty for a theme without it."""
    file = script_file(theme, name)
    if not file.is_file():
        return ""
    return shared(f"theme/{name}-{hashlib.sha256(published(file)).hexdigest()[:12]}.js")


def feed_title(feed: Feed, sitename: str, words: Wording) -> str:
    """Return the title of a feed."""
    names = {"articles": words("Articles"), "timeline": words("Timeline"), "corrections": words("Corrections"), "responses": words("Responses")}
    return words.named(isolated(sitename, words.direction), names[feed.name]) if feed.name in names else sitename


__all__ = ["Desk", "Numbers", "plain", "site_of"]
