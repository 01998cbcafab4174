"""What feeds hold, whatever their format: texts with what changed last first, or corrections or responses with the newest first."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from markupsafe import Markup

from dateline.bidi import isolated
from dateline.dataclass import dataclass
from dateline.derive.changes import changed, published
from dateline.derive.feeds import Feed, Text
from dateline.exports import words
from dateline.model import nouns
from dateline.model.address import Address, Html, Place, located
from dateline.model.corrections import anchor_of
from dateline.pages.excerpts import beginning, clipped
from dateline.pages.frame import Desk
from dateline.pages.moments import dated, told
from dateline.read.when import Precision
from dateline.wording import direction

MOST = 50
"""Items in a feed: enough for a reader that looks in once a week, little enough for a bad connection."""


@dataclass(frozen=True)
class Item:
    """One item. `id` stays what it is, wherever a further page puts what `url` leads to; `html` has whole addresses."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    genre: str


def items_of(desk: Desk, feed: Feed) -> list[Item]:
    """Return the items of a feed."""
    if feed.corrections:
        return [_correction(desk, *pair) for pair in feed.corrections[:MOST]]
    if feed.responses:
        return [_response(desk, response) for response in feed.responses[:MOST]]
    return [_text(desk, text) for text in sorted(feed.texts, key=lambda text: (changed(text), text.slug), reverse=True)[:MOST]]


def _text(desk: Desk, text: Text) -> Item:
    whole = desk.whole(text.address)
    return Item(
        id=whole,
        url=whole,
        title=words.title(desk, text),
        summary=clipped(beginning(text.body)),
        html=content_html(desk, text),
        published=published(text),
        updated=changed(text),
        authors=text.authors if isinstance(text, nouns.Article) else (),
        genre=desk.views.genre(text.teaser),
    )


def _correction(desk: Desk, correction: nouns.Correction, text: Text) -> Item:
    day = datetime.combine(correction.date, time(), UTC)
    title = words.title(desk, text)
    link = Markup('<a href="{}">{}</a>').format(desk.whole(Address(f"{text.address}#{correction.anchor}")), title)
    return Item(
        id=desk.whole(Address(f"corrections/#{anchor_of(correction, text)}")),
        url=desk.whole(correction.address or text.address),
        title=desk.words("Correction: {title}").format(title=title),
        summary=clipped(words.said(desk, correction)),
        html=f"<p>{link}</p><p>{_said(desk, correction)}</p>",
        published=day,
        updated=day,
        authors=(),
        genre=desk.views.genre(text.teaser),
    )


def _response(desk: Desk, response: nouns.Response) -> Item:
    day = datetime.combine(response.written, time(), UTC)
    about = response.about
    title = isolated(about.title, desk.site.dir, direction(about.lang or desk.site.lang))
    link = Markup('<a href="{}">{}</a>').format(desk.whole(Address(f"{about.address}#{response.anchor}")), title)
    answer = Markup("<p><b>{}</b> {}</p>").format(desk.words("The editors answer:"), Markup(_html(desk, response.answer))) if response.answer else ""
    return Item(
        id=desk.whole(Address(f"responses/#{response.anchor}")),
        url=desk.whole(response.address or about.address),
        title=desk.words("Response: {title}").format(title=title),
        summary=clipped(words.plain(response.body)),
        html=f"<p>{link}</p>{_html(desk, response.body)}{answer}",
        published=day,
        updated=max(day, *(datetime.combine(led_to, time(), UTC) for led_to, _ in response.corrections), day),
        authors=(response.sender,),
        genre=desk.views.genre(about),
    )


def content_html(desk: Desk, text: Text) -> str:
    """Return the text's HTML with whole addresses, corrections first, then when it was, where that is more than a day or a doubt; updates last. Components are left to the page."""
    pieces = []
    for correction in text.corrections:
        said = desk.words("Corrected on {date}: {what}").format(date=desk.words.day(correction.date), what=_said(desk, correction))
        pieces.append(f"<p>{said}</p>")
    if isinstance(text, nouns.Entry) and (text.when_note or text.when.stands.precision < Precision.DAY or not text.when.plain):
        pieces.append(f"<p>{Html.escape(told(desk.words, desk.views.when(text.when)))}</p>")
        pieces += [f"<p>{_html(desk, text.when_note.body)}</p>"] if text.when_note else []
    pieces.append(_html(desk, text.body))
    for update in text.updates if isinstance(text, nouns.Entry) else ():
        label = desk.words("Update, %(time)s") % {"time": dated(desk.words, update.moment)}
        pieces.append(f"<p><b>{Html.escape(label)}</b></p>{_html(desk, update.body)}")
    return "".join(pieces)


def _said(desk: Desk, correction: nouns.Correction) -> str:
    """Return what a correction says: old words struck, new ones marked, then the rest."""
    told = [_html(desk, correction.body)] if correction.body else []
    if correction.was:
        was, now = (Markup(f"<{name}>{{}}</{name}>").format(isolated(each, desk.site.dir)) for name, each in (("del", correction.was), ("ins", correction.now)))
        told.insert(0, desk.words("Instead of {was}, read {now}.").format(was=was, now=now))
    return " ".join(told)


_TAG = re.compile(r'<[a-z](?:[^<>"]|"[^"]*")*>')
_ID = re.compile(r' id="[^"]*"')


def _html(desk: Desk, body: nouns.Body) -> str:
    """Return a text's HTML with whole addresses; without anchors, because two texts of a feed would share them."""
    html = "".join(part.html for part in body.parts if isinstance(part, nouns.HtmlPart))
    html = _TAG.sub(lambda tag: _ID.sub("", tag[0]) if " id=" in tag[0] else tag[0], html)
    return str(located(Html(html), Place(f"{desk.settings.siteurl}/", f"{desk.site.prefix}feeds/", desk.site.prefix)))
