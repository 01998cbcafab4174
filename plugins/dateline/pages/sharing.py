"""What a page offers to those who pass it on: its address, links to services, how it is cited, how it is embedded.

All of it needs a whole address, so there is none of it where SITEURL is not set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import quote

from dateline.bidi import isolated
from dateline.derive.changes import last_change
from dateline.derive.references import Reference, bibtex, csl_text, ris
from dateline.model import nouns
from dateline.pages import values
from dateline.pages.frame import Bench
from dateline.vocabulary import SERVICES

Text = nouns.Entry | nouns.Article


def sharing(
    bench: Bench, title: str, address: str, *, cited: values.Cited | None = None, embeddings: Sequence[values.Embedding] = ()
) -> values.Sharing | None:
    """Return what is offered of something at an address; None where there is no SITEURL."""
    url = bench.whole(address)
    if not url:
        return None
    return values.Sharing(title, url, tuple(_services(bench, title, url)), cited, tuple(embeddings))


def _services(bench: Bench, title: str, url: str) -> Iterable[values.Link]:
    for name in bench.site.share:
        label, address = SERVICES[name]
        yield values.Link(bench.words(label), address.format(title=quote(title, safe=""), url=quote(url, safe="")))


def cited(bench: Bench, title: str, address: str, texts: Sequence[Text], published: datetime | None = None) -> values.Cited | None:
    """Return how a page made of texts is cited: with the day on which they last changed, and what they were read from.

    One text has the hash of its file, several that of their files' hashes, a line each, in the order of the page. None without a SITEURL.
    """
    url = bench.whole(address)
    if not url:
        return None
    words = bench.words
    article = texts[0] if len(texts) == 1 and isinstance(texts[0], nouns.Article) else None
    changed = last_change(texts)
    day = published or changed
    digest = digest_of([text.digest for text in texts])
    state = words("Version of {date}, SHA-256 {hash}.").format(date=words.on(changed).text, hash=digest) if changed and digest else ""
    reference = Reference(
        key=address.strip("/").replace("/", "-"),
        title=title,
        authors=article.authors if article else (),
        container=bench.site.name,
        publisher=bench.site.publisher.text,
        date=day.date().isoformat() if day else "",
        url=url,
        language=(texts[0].lang if len(texts) == 1 else "") or bench.site.lang,
        note=state,
    )
    said = words("“{title}”, {site}, {date}.").format(title=_apart(bench, title), site=_apart(bench, bench.site.name), date=words.on(day).text if day else "")
    if reference.authors:
        said = words.named(words.together(_apart(bench, name) for name in reference.authors), said)
    plain = " ".join(part for part in (said, state, _apart(bench, url)) if part)
    return values.Cited(plain, bibtex([reference]), ris([reference]), csl_text([reference]))


def _apart(bench: Bench, name: str) -> str:
    return isolated(name, bench.site.dir)


def digest_of(digests: Sequence[str]) -> str:
    """Return the hash of what was read for several texts, from the hashes of their files; empty where any of it is not known."""
    if not digests or not all(digests):
        return ""
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()
