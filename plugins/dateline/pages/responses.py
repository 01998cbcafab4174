"""What readers say, and how: their letters that the editors publish, ways to the editors, ways to follow the event without an account."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from dateline.dataclass import dataclass
from dateline.derive.changes import Text
from dateline.derive.portions import portions
from dateline.model import nouns
from dateline.model.address import Address
from dateline.model.responses import ON_A_PAGE
from dateline.pages import values
from dateline.pages.downloads import FeedLink, feed_lines
from dateline.pages.frame import Bench, Desk, Numbers
from dateline.pages.paging import numbered, page_address, pager
from dateline.pages.views import Views
from dateline.read.channels import Channel
from dateline.vocabulary import N_
from dateline.wording import Wording, direction

_LABELS = {"email": N_("E-mail"), "onion": N_("Onion address")}
_NAMES = {"signal": "Signal", "hushline": "Hush Line"}
"""Names of services, which are the same in all languages."""
_NOTES = {"onion": N_("It opens in Tor Browser.")}


@dataclass(frozen=True)
class ResponsesPage:
    """Responses, newest first (responses.html); `feeds` are those that tell of them alone."""

    title: str
    responses: tuple[values.Response, ...]
    feeds: tuple[values.Link, ...]
    pager: values.Pager | None


@dataclass(frozen=True)
class ContactPage:
    """Ways to the editors, and guides that say how to send safely (contact.html)."""

    title: str
    channels: tuple[values.Channel, ...]
    guides: tuple[values.Link, ...]


@dataclass(frozen=True)
class FollowPage:
    """Ways to follow the event without an account (follow.html): feeds, the calendar to subscribe to, and as a file."""

    title: str
    feeds: tuple[FeedLink, ...]
    calendar: values.Link
    file: values.Link


def response_view(views: Views, response: nouns.Response, numbers: Numbers | None) -> values.Response:
    """Return a response: with `numbers` for the page of its text, else for that of all responses."""
    words, about = views.words, response.about
    answer_lang = response.answer_lang or response.lang
    return values.Response(
        sender=response.sender,
        date=words.partial(response.written.isoformat()),
        body=views.body(response.body, numbers),
        of=values.Link(about.title, Address(f"{about.address}#{response.anchor}")),
        anchor=response.anchor,
        lang=response.lang,
        dir=direction(response.lang) if response.lang else "",
        answer=views.body(response.answer, numbers),
        answer_lang=answer_lang,
        answer_dir=direction(answer_lang) if answer_lang else "",
        translator=words("Translation by the editors") if response.translated else "",
        led_to=tuple((words.partial(day.isoformat()), Address(f"{about.address}#{anchor}")) for day, anchor in response.corrections),
        other=response.address or "" if numbers is not None else "",
        draft=response.status == "draft",
    )


def ask(bench: Bench, title: str) -> values.Ask | None:
    """Return what stands below a text for those who know more of it; None where nobody can be reached. A letter's subject is the title (RFC 6068)."""
    site = bench.site
    mail = f"{site.mail}?subject={quote(title, safe='')}" if site.mail else ""
    return values.Ask(mail, site.contact) if isinstance(site.contact, Address) else None


def responses_pages(desk: Desk) -> Iterator[values.Page]:
    """Yield the pages of all responses, where there are some."""
    words, event = desk.words, desk.event
    parts = portions(event.responses, ON_A_PAGE) if event.responses else []  # as the model has put them onto pages
    feeds = tuple(values.Link(line.about, line.url) for line in feed_lines(desk, "responses"))
    both: list[Text] = [*event.entries, *event.articles]
    texts = {text.address: text for text in both}
    for number, part in enumerate(parts, 1):
        title = numbered(words, words("Responses"), number, len(parts))
        page = ResponsesPage(
            title,
            tuple(response_view(desk.views, response, None) for response in part),
            feeds if number == 1 else (),
            pager(words, "responses/", number, len(parts)),
        )
        yield desk.page("responses", page_address("responses/", number), page, title=title, texts=[texts[each.about.address] for each in part])


def contact_page(desk: Desk) -> Iterator[values.Page]:
    """Yield the page of all ways to the editors, where there are some."""
    if desk.event.contact:
        title = desk.words("Contact")
        guides = tuple(values.Link(*guide) for guide in desk.event.guides)
        page = ContactPage(title, tuple(channel_view(desk.words, each) for each in desk.event.contact), guides)
        yield desk.page("contact", "contact/", page, title=title, description=desk.words("How to reach the editors, and who says how to send safely."))


def channel_view(words: Wording, channel: Channel) -> values.Channel:
    """Return a way to the editors."""
    return values.Channel(
        words(_LABELS[channel.kind]) if channel.kind in _LABELS else _NAMES[channel.kind],
        values.Link(channel.name, channel.url),
        words(_NOTES[channel.kind]) if channel.kind in _NOTES else "",
        channel.fingerprint,
        values.Link(channel.key.partition("://")[2], channel.key) if channel.key else None,
    )


def follow_page(desk: Desk) -> Iterator[values.Page]:
    """Yield the page that says how to follow the event, where SITEURL is set: programs need whole addresses."""
    if desk.siteurl:
        title, file = desk.words("Follow"), desk.whole("downloads/timeline.ics")
        # The scheme by which calendar programs know that they shall subscribe, not copy (IANA's register: provisional).
        calendar = values.Link(desk.words("Subscribe to the calendar"), f"webcal://{file.partition('://')[2]}")
        page = FollowPage(title, tuple(feed_lines(desk)), calendar, values.Link(file, file))
        yield desk.page("follow", "follow/", page, title=title, description=desk.words("Feeds and a calendar: without an account."))
