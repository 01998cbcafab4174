"""Which pages have a share card, and what stands on it: the words that the page itself has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from dateline.bidi import plain
from dateline.cards.card import Card, Shown
from dateline.cards.press import Press, missing, press_of
from dateline.dataclass import dataclass
from dateline.derive.days import Group, groups, listed
from dateline.derive.mentions import cited
from dateline.fonts.cache import FontCache
from dateline.model import nouns
from dateline.model.address import Address
from dateline.pages.excerpts import clipped
from dateline.pages.moments import told
from dateline.pages.views import Views
from dateline.pictures.outcome import Outcome
from dateline.pictures.plan import notice_of
from dateline.problems import SETTINGS_FILE, Problems
from dateline.settings import Settings
from dateline.whens import heading
from dateline.wording import CERTAINTIES, GENRES, Wording

MOST = 500
"""Entries up to which each has a card of its own; of more, highlights have, and the others that of their day."""
_ACCENT = "#0b4f5c"
"""--lake-800 of theme/static/css/tokens.css, which a test compares."""
_PLACES = 3
_WIDE = 800
"""How wide the rendition is that a card is made with, if there is one: nearly twice what is shown of it."""


@dataclass(frozen=True)
class Cards:
    """The cards of one language: the event's own, and those of its pages, by address without prefix."""

    event: Card | None = None
    by_address: Mapping[str, Card] = field(default_factory=dict)

    def all(self) -> Iterator[Card]:
        """Yield every card."""
        yield from (self.event, *self.by_address.values()) if self.event else self.by_address.values()


class Deck:
    """What lays out the cards of a build; none where they are turned off, where nobody could fetch them, or where the theme has no type."""

    def __init__(self, settings: Settings) -> None:
        """Raises SetupBroken where a font cannot be read."""
        wanted = settings.options.cards and settings.siteurl
        self.press: Press | None = press_of(settings.theme, FontCache(settings.cache / "fonts")) if wanted else None
        self._lacking = 0

    def cards(self, event: nouns.Event, words: Wording, views: Views, pictures: Mapping[str, Outcome], site: str) -> Cards:
        """Return the cards of a language; a page has none whose words the theme's fonts cannot set."""
        if self.press is None:
            return Cards()
        made = _Making(event, words, views, pictures, site, self.press.version)
        by_address: dict[str, Card] = {address: card for address, card in made.pages() if self._can(card)}
        of_event = made.event()
        return Cards(of_event if self._can(of_event) else None, by_address)

    def warn(self, problems: Problems) -> None:
        """Tell where cards were left out for want of libraries."""
        if self._lacking:
            names = " and ".join(missing())
            problems.warn(
                SETTINGS_FILE,
                0,
                f"share cards with words from right to left are left out, because {names} {'is' if len(missing()) == 1 else 'are'} not installed",
                'run `pip install "pelican-dateline[cards]"`, or turn cards off with DATELINE = {"cards": False}',
                topic="settings",
            )

    def _can(self, card: Card) -> bool:
        assert self.press
        self._lacking += self.press.lacks_shaping(card)
        return self.press.sets(card)


@dataclass(frozen=True)
class _Making:
    """Makes the cards of one language."""

    of: nouns.Event
    words: Wording
    views: Views
    pictures: Mapping[str, Outcome]
    site: str
    press: str

    def event(self) -> Card:
        """Return the event's card. It counts nothing: each page that has no card of its own names it, and would change with every entry."""
        of, words = self.of, self.words
        days = [words.partial(day.isoformat()).text for day in dict.fromkeys((of.starts, of.ends)) if day]
        return self._card(of.kicker, of.title, text=of.standfirst, when=words.span(*days) if len(days) == 2 else days[0], picture=of.lead_picture)

    def pages(self) -> Iterator[tuple[Address, Card]]:
        """Yield the cards of articles, days and entries, by address."""
        for article in self.of.articles:
            yield article.address, self._article(article)
        days = {group.name: self._day(group) for group in groups(listed(self.of))}
        for name, card in days.items():
            yield Address(f"timeline/{name}/"), card
        many = len(self.of.entries) > MOST
        for entry in self.of.entries:
            if not many or entry.highlight:
                yield entry.address, self._entry(entry)
            elif entry.when.group in days:
                yield entry.address, days[entry.when.group]

    def _article(self, article: nouns.Article) -> Card:
        kicker = article.kicker or self.words(GENRES[article.kind])
        text = article.standfirst or article.summary
        where = article.dateline or self._places(article.places)
        return self._card(kicker, article.title, text=text, when=self.words.on(article.date).text, where=where, sources=len(cited(article)), picture=article.picture)

    def _entry(self, entry: nouns.Entry) -> Card:
        mark = self.words(CERTAINTIES[entry.certainty]) if entry.certainty == "disputed" else ""
        when = told(self.words, self.views.when(entry.when))
        return self._card(entry.kind.label, entry.title, mark=mark, when=when, where=self._places(entry.places), sources=len(cited(entry)), picture=entry.picture)

    def _day(self, group: Group) -> Card:
        first = [entry for entry in group.entries if entry.highlight] or group.entries
        text = clipped(self.words.in_turn(entry.title for entry in first))
        sources = len({source for entry in group.entries for source in cited(entry)})
        picture = next((entry.picture for entry in first if self._shown(entry.picture)), None)
        count = self.words.plural("{} entry", "{} entries", len(group.entries))
        return self._card(self.of.title if self.of.title != self.site else self.words("Timeline"), heading(self.words, group.when).text, text=text, when=count, sources=sources, picture=picture)

    def _places(self, places: Iterable[nouns.Place]) -> str:
        return self.words.listed([place.name for place in places][:_PLACES])

    def _card(
        self, kicker: str, title: str, *, text: str = "", mark: str = "", when: str = "", where: str = "", sources: int = 0, picture: nouns.Picture | None = None
    ) -> Card:
        count = self.words.plural("{} source", "{} sources", sources) if sources else ""
        shown = self._shown(picture)
        seen = [picture.alt] if picture and shown and picture.alt else []
        # As text: what stands in another language than its page marks itself in HTML only.
        return Card(
            site=str(plain(self.site)),
            kicker=str(plain(kicker)),
            title=str(plain(title)),
            text=str(plain(text)),
            mark=str(plain(mark)),
            when=str(plain(when)),
            where=str(plain(where)),
            sources=str(plain(count)),
            dir=self.words.direction,
            accent=self.of.accent.light if self.of.accent else _ACCENT,
            alt=str(plain(self.words.in_turn(part for part in (title, mark, when, where, count, *seen) if part))),
            picture=shown,
            press=self.press,
        )

    def _shown(self, picture: nouns.Picture | None) -> Shown | None:
        """Return what a card shows of a picture: a file that is published, blurred as that is; nothing of one that is withheld or covered, or of a drawing without pixels."""
        made = self.pictures.get(picture.key) if picture and picture.file and not picture.sensitive else None
        if picture is None or made is None or made.fallback.type == "image/svg+xml":
            return None
        renditions = made.fallback.renditions
        chosen = next((each for each in renditions if each.width >= _WIDE), renditions[-1])
        return Shown(chosen.name, chosen.digest, picture.focus, notice_of(picture), whole=bool(picture.facts and picture.facts.exact))
