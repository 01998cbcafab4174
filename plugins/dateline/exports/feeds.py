"""Atom feeds (RFC 4287): everything, articles, timeline. They need whole addresses, so they exist where SITEURL is set."""

from __future__ import annotations

import io
import re

from feedgenerator import Atom1Feed

from dateline.derive.changes import changed, published
from dateline.derive.feeds import Feed, Text
from dateline.exports import words
from dateline.exports.times import whole_offset
from dateline.model import nouns
from dateline.model.address import Html, Place, located
from dateline.pages.frame import Desk, feed_title
from dateline.pages.views import beginning, clipped, told
from dateline.read.when import Precision

MOST = 50
"""Items in a feed: enough for a reader that looks in once a week, little enough for a bad connection."""


def atom(desk: Desk, feed: Feed) -> bytes:
    """Return a feed with what changed last first."""
    made = Atom1Feed(
        title=feed_title(feed, desk.settings.sitename, desk.words),
        link=desk.whole(""),
        description=desk.event.standfirst or desk.event.title,
        language=desk.site.lang,
        feed_url=desk.whole(feed.address),
        author_name=desk.site.name,
    )
    for text in sorted(feed.texts, key=lambda text: (changed(text), text.slug), reverse=True)[:MOST]:
        whole = desk.whole(text.address)
        made.add_item(
            title=words.title(desk, text),
            link=whole,
            unique_id=whole,
            description=clipped(beginning(text.body)),
            content=content_html(desk, text),
            pubdate=whole_offset(published(text)),
            updateddate=whole_offset(changed(text)),
            author_name=desk.words.listed(words.name(desk, author) for author in text.authors) if isinstance(text, nouns.Article) else None,
            categories=[desk.views.genre(text.teaser)],
        )
    stream = io.StringIO()
    made.write(stream, "utf-8")
    return stream.getvalue().encode()


def content_html(desk: Desk, text: Text) -> str:
    """Return the text's HTML with whole addresses, corrections first, then when it was, where that is more than a day or a doubt; components are left to the page."""
    pieces = []
    for correction in text.corrections:
        said = desk.words("Corrected on {date}: {what}").format(date=desk.words.day(correction.date), what=_html(desk, correction.body))
        pieces.append(f"<p>{said}</p>")
    if isinstance(text, nouns.Entry) and (text.when_note or text.when.stands.precision < Precision.DAY or not text.when.plain):
        pieces.append(f"<p>{Html.escape(told(desk.words, desk.views.when(text.when)))}</p>")
        pieces += [f"<p>{_html(desk, text.when_note.body)}</p>"] if text.when_note else []
    return "".join(pieces) + _html(desk, text.body)


_TAG = re.compile(r'<[a-z](?:[^<>"]|"[^"]*")*>')
_ID = re.compile(r' id="[^"]*"')


def _html(desk: Desk, body: nouns.Body) -> str:
    """Return a text's HTML with whole addresses; without anchors, because two texts of a feed would share them."""
    html = "".join(part.html for part in body.parts if isinstance(part, nouns.HtmlPart))
    html = _TAG.sub(lambda tag: _ID.sub("", tag[0]) if " id=" in tag[0] else tag[0], html)
    return str(located(Html(html), Place(f"{desk.settings.siteurl}/", f"{desk.site.prefix}feeds/", desk.site.prefix)))
