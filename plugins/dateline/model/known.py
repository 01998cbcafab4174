"""Every text known to the others, each at an address of its own."""

from __future__ import annotations

import posixpath

from dateline.markup.convert import Markup
from dateline.markup.reserved import RESERVED_IDS
from dateline.model.address import Address, file_of
from dateline.model.bodies import Site, Target
from dateline.model.names import OWN, Names, folded
from dateline.model.texts import Made
from dateline.read.records import Record
from dateline.read.when import UNKNOWN

TAKEN = frozenset(
    "timeline articles places people organisations figures sources corrections responses contact follow mirrors downloads pictures theme drafts SHA256SUMS".split()
)
"""First parts of addresses that the site uses itself: no page in content/pages/ may take one."""


_OWN_FOLDED = frozenset(folded(name) for name in (*TAKEN, "SHA256SUMS.minisig", "feeds", "index.html", "sitemap.xml"))
"""First parts that no file in content/extra/ may take. A robots.txt, _redirects, _headers, CNAME or favicon of the author's own is welcome."""


def make_known(
    site: Site, head: Record, story: Markup, articles: list[Made], entries: list[Made], pages: list[Made]
) -> None:
    """Make every text known to the others (in `site`), and find addresses that two of them share; these are in the site's problems."""
    if head.path:
        site.targets[head.path] = Target(Address(""), "published", story.ids)
        site.records[head.text_path] = head
    kept: dict[str, Record] = {}
    language = (head.original or head).text("lang") or site.language
    languages = frozenset(head.any("languages") or ())
    taken = TAKEN | languages
    own = _OWN_FOLDED | frozenset(map(folded, languages))
    for made in (*articles, *entries, *pages):
        record = made.record
        site.targets[record.path] = Target(made.teaser.address, made.status, made.markup.ids)
        site.records[record.text_path] = record
        name = file_of(made.teaser.address)
        if name in kept:
            other = kept[name]
            what = f'the slug "{made.slug}" is that of {other.path} too'
            do = _as_translation(record.original or record, other.original or other, language) or 'write another "Slug: ..."'
            site.problems.add(record.path, record.at("slug"), what, do, topic="addresses")
        elif made.teaser.kind == "page" and made.slug in taken:
            what = f"the address /{made.slug}/ is used by the site itself"
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."', topic="addresses")
        elif made.teaser.kind == "entry" and made.slug in RESERVED_IDS:
            what = f'the slug "{made.slug}" is an anchor of every page'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."', topic="addresses")
        kept.setdefault(name, record)
        if made.teaser.kind != "page":
            site.texts[made.teaser.address] = made.teaser
            for name in (made.slug, made.teaser.address.strip("/")):
                site.teasers.setdefault(name, []).append(made.teaser)
            site.drafts |= {made.teaser.address} if made.status == "draft" else set()
    names = Names()
    for name, record in kept.items():
        names.take(name, record.path)
    for path, name in sorted(site.extra.items()):
        first = folded(name.partition("/")[0])
        wrong = f"the address /{name} is used by {OWN}" if first in own else names.take(name, path)
        if wrong:
            site.problems.add(path, 0, wrong, "rename the file", topic="addresses")
    site.dates_known = all(made.when is not UNKNOWN for made in entries)
    site.on_timeline = tuple(
        (made.teaser, frozenset(str(item.value) for item in made.record.each("places")) | {made.teaser.genre})
        for made in entries
        if made.status == "published"
    )


def _as_translation(record: Record, other: Record, language: str) -> str:
    """Return how the one of two texts with one slug that is in another language than the site becomes the other's translation, as Pelican knows them."""
    further, original = (other, record) if record.text("lang", language) == language else (record, other)
    tag = further.text("lang", language)
    if record.kind != other.kind or tag == original.text("lang", language):
        return ""
    name, ending = posixpath.splitext(original.path)
    return f"if it is its translation, rename {posixpath.basename(further.path)} to {posixpath.basename(name)}.{tag}{ending}, and leave only words in its head"
