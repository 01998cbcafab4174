"""Articles and entries (schema.org: NewsArticle and what is below it, with the Event of which an entry tells)."""

from __future__ import annotations

from dateline.derive.changes import Text
from dateline.model.nouns import Article, Claim, Entry
from dateline.pages.excerpts import plain
from dateline.structured.corrections import corrections
from dateline.structured.dates import end_of, modified_on, published_on, spanned, start_of
from dateline.structured.ground import Ground
from dateline.structured.node import Node, Ref, Value, node
from dateline.structured.pictures import images, in_text
from dateline.structured.quotes import credit, quotations, speaker
from dateline.structured.sources import citations
from dateline.structured.things import named
from dateline.wording import Wording

KINDS = {"news": "NewsArticle", "analysis": "AnalysisNewsArticle", "explainer": "BackgroundNewsArticle", "profile": "BackgroundNewsArticle"}
"""Types of articles by their kind."""
_SOURCES, _FEWER, _LEAST = 8, 6, 2
"""Sources that an article and an entry name to programs, and that an entry names which has quotes, claims or pictures in their place: what
they tell programs must stay small beside what they tell readers."""


def article_node(ground: Ground, words: Wording, article: Article, description: str) -> Node:
    """Return an article."""
    return node(
        KINDS[article.kind],
        ground.text(article.address),
        headline=article.title,
        **_told(ground, words, article),
        description=description,
        author=_authors(ground, article.authors),
        keywords=tuple(article.tags),
        about=ground.event,
        contentLocation=named(ground, article.places),
        mentions=(*named(ground, article.people), *named(ground, article.organisations)),
    )


def entry_node(ground: Ground, words: Wording, entry: Entry) -> Node:
    """Return an entry: a report, and the happening of which it tells."""
    happening = node(
        "Event",
        name=entry.title,
        startDate=start_of(entry.when),
        endDate=end_of(entry.when),
        location=named(ground, entry.places),
        superEvent=ground.event,
    )
    return node(
        "NewsArticle",
        ground.text(entry.address),
        headline=entry.title,
        **_told(ground, words, entry),
        temporalCoverage=spanned(entry.when),
        author=ground.publishing(),
        about=happening,
        mentions=(*named(ground, entry.people), *named(ground, entry.organisations)),
    )


def _told(ground: Ground, words: Wording, text: Text) -> dict[str, Value | None]:
    """Return what is said alike of articles and entries."""
    claims, sources, most = (text.claims, text.sources, _FEWER) if isinstance(text, Entry) else ((), text.body.sources, _SOURCES)
    parts = (*quotations(ground, text.body), *(_claim(ground, each) for each in claims))
    pictures = images(ground, in_text(text.picture, text.body))
    return {
        "url": ground.page(text.address),
        "inLanguage": text.lang or ground.language,
        "datePublished": published_on(text),
        "dateModified": modified_on(text),
        "isPartOf": ground.site,
        "publisher": ground.publishing(),
        "license": ground.licensed(),
        "image": pictures,
        "hasPart": parts,
        "citation": citations(ground, sources, max(most - len(parts) - len(pictures), _LEAST)),
        "correction": corrections(ground, words, text.address, text.corrections),
        "translationOfWork": Ref(ground.text(text.address, text.original)) if text.original else None,
    }


def _authors(ground: Ground, names: tuple[str, ...]) -> Node | tuple[Node, ...] | None:
    """Return who wrote an article: people, but for one of the publisher's name; where nobody is named, the publisher."""
    ours = ground.publishing()
    if not names:
        return ours
    return tuple(ours if ours and name == ground.publisher.text else node("Person", name=name) for name in names)


def _claim(ground: Ground, claim: Claim) -> Node:
    """Return one side of a dispute."""
    return node("Claim", author=speaker(ground, claim.who), creditText=credit(claim.who), text=plain(claim.body), inLanguage=claim.lang)
