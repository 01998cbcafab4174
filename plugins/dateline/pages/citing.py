"""What programs for citing read in a page's head: the names of Highwire Press, and of Dublin Core what these lack.

As Zotero's translator "Embedded Metadata" reads them (and, through it, Citoid and others): the title without that of the site, each author in an
element, the date with slashes. A `citation_title` alone makes it an article of a journal; `DC.type` says what it is.
"""

from __future__ import annotations

from dateline.derive.changes import Text
from dateline.model.nouns import Article
from dateline.pages.values import Site
from dateline.structured.dates import published_on

_DAY = len("2022-01-05")


def cited_as(text: Text, site: Site, url: str) -> tuple[tuple[str, str], ...]:
    """Return names and contents of the meta elements of a text, which stands at a whole address; nothing empty is among them."""
    found = (
        ("citation_title", text.title),
        *(("citation_author", name) for name in (text.authors if isinstance(text, Article) else ())),
        ("citation_publication_date", published_on(text)[:_DAY].replace("-", "/")),
        ("citation_public_url", url),
        ("citation_language", text.lang or site.lang),
        ("citation_publisher", site.publisher.text),
        ("DC.type", "newspaperArticle"),
        ("DC.rights", site.licence.text or site.licence.url),
    )
    return tuple((name, content) for name, content in found if content)
