"""Small nouns for tests of what works on the model: each function takes what matters and fills in the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateline.model import nouns
from dateline.model.address import Address, Html
from dateline.read.amounts import Bounds
from dateline.read.when import parse_when

ZONE = ZoneInfo("Asia/Almaty")
NOWHERE = nouns.Position("content/nowhere.md", 1)


def body(*parts: nouns.Part | str, sources: tuple[nouns.Source, ...] = ()) -> nouns.Body:
    """Return a text; strings are its HTML."""
    made = tuple(nouns.HtmlPart(Html(part)) if isinstance(part, str) else part for part in parts)
    return nouns.Body(made, sources=sources)


def source(key: str, **more: Any) -> nouns.Source:
    """Return a source."""
    given = {"title": key.title(), "publisher": "The Paper", "url": f"https://example.org/{key}"}
    empty = dict.fromkeys(("date", "archived", "read", "kind", "language", "note"), "")
    return nouns.Source(**{**empty, **given, "key": key, "authors": (), "address": Address(f"sources/#{key}"), **more})


def person(key: str) -> nouns.Person:
    """Return a person."""
    return nouns.Person(key, key.title(), (), "", None, "", (), Address(f"people/{key}/"))


def organisation(key: str) -> nouns.Organisation:
    """Return an organisation."""
    return nouns.Organisation(key, key.title(), "", (), "", "", (), Address(f"organisations/{key}/"))


def place(key: str, within: nouns.Place | None = None) -> nouns.Place:
    """Return a place."""
    address = Address(f"places/{key}/")
    return nouns.Place(key, key.title(), "", (), (), None, None, ZONE, within, "", (), address)


def entry(slug: str, when: str, **more: Any) -> nouns.Entry:
    """Return a published entry; its `when` is written as in front matter."""
    parsed = parse_when(when, ZONE)
    status = more.get("status", "published")
    folder = "drafts" if status == "draft" else f"timeline/{parsed.group}"
    given: dict[str, Any] = {
        "slug": slug,
        "title": slug.title(),
        "when": parsed,
        "zone": ZONE,
        "kind": nouns.Kind("protest", "Protest", 1),
        "highlight": False,
        "certainty": "reported",
        "picture": None,
        "body": body("<p>Text.</p>"),
        "status": status,
        "lang": "",
        "published": parsed.stands.at,
        "modified": None,
        "teaser": nouns.Teaser(
            "entry", slug, slug.title(), Address(f"{folder}/{slug}/"), "", "protest", "Protest", parsed, parsed.stands.at
        ),
        "position": NOWHERE,
        "anchor": slug,
    }
    lists = dict.fromkeys(("places", "people", "organisations", "claims", "sources", "corrections"), ())
    return nouns.Entry(**{**lists, **given, **more})


def article(slug: str, day: str = "2022-01-07", **more: Any) -> nouns.Article:
    """Return a published article."""
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    status = more.get("status", "published")
    folder = "drafts" if status == "draft" else "articles"
    given: dict[str, Any] = {
        "slug": slug,
        "title": slug.title(),
        "date": moment,
        "modified": None,
        "kind": "news",
        "picture": None,
        "body": body("<p>Text.</p>"),
        "status": status,
        "teaser": nouns.Teaser(
            "article", slug, slug.title(), Address(f"{folder}/{slug}/"), "", "news", "", None, moment
        ),
        "position": NOWHERE,
    }
    texts = dict.fromkeys(("summary", "kicker", "standfirst", "dateline", "lang"), "")
    names = ("authors", "tags", "places", "people", "organisations", "corrections", "read_more")
    return nouns.Article(**{**texts, **dict.fromkeys(names, ()), **given, **more})


def chosen(text: nouns.Article | nouns.Entry, label: str = "") -> nouns.Link:
    """Return an author's link to a text of the site."""
    return nouns.Link(label, text.title, text.address, "", "", text.teaser)


def elsewhere(url: str, label: str = "") -> nouns.Link:
    """Return an author's link out of the site."""
    return nouns.Link(label, "Elsewhere", None, url, "", None)


def report(value: float | Bounds | str, by: str, **more: Any) -> nouns.Report:
    """Return a report of a key figure."""
    given = {"as_of": "2022-01-06", "what": "", "about": False, "withdrawn": "", "withdrawn_on": None, "sources": ()}
    return nouns.Report(**{**given, "value": value, "by": nouns.Speaker(by, None), **more})


def figure(*reports: nouns.Report) -> nouns.Figure:
    """Return a key figure."""
    return nouns.Figure("deaths", "People killed", "people", "", reports, Address("figures/#deaths"))


def event(**more: Any) -> nouns.Event:
    """Return an event from 5 to 8 January 2022."""
    names = (
        *("kinds", "front_figures", "entries", "articles", "pages", "pictures", "sources", "people"),
        *("organisations", "places", "figures", "quotes"),
    )
    given: dict[str, Any] = {
        "title": "Event", "kicker": "", "standfirst": "", "starts": date(2022, 1, 5), "ends": date(2022, 1, 8),
        "zone": ZONE, "status": "ended", "lead_picture": None, "accent": None, "report_errors": "", "story": body(),
    }  # fmt: skip
    return nouns.Event(**{**dict.fromkeys(names, ()), **given, **more})
