"""Every text known to the others, each at an address of its own."""

from __future__ import annotations

from dateline.markup.convert import Markup
from dateline.markup.reserved import RESERVED_IDS
from dateline.model.address import Address, file_of
from dateline.model.bodies import Site, Target
from dateline.model.names import OWN, Names, folded
from dateline.model.texts import Made
from dateline.read.records import Record
from dateline.read.when import UNKNOWN

TAKEN = frozenset(
    "timeline articles places people organisations figures sources corrections downloads pictures theme drafts SHA256SUMS".split()
)
"""First parts of addresses that the site uses itself: no page in content/pages/ may take one."""


_OWN_FOLDED = frozenset(folded(name) for name in (*TAKEN, "feeds", "index.html", "sitemap.xml"))
"""First parts that no file in content/extra/ may take. A robots.txt, _redirects, _headers, CNAME or favicon of the author's own is welcome."""


def make_known(
    site: Site, head: Record, story: Markup, articles: list[Made], entries: list[Made], pages: list[Made]
) -> None:
    """Make every text known to the others (in `site`), and find addresses that two of them share; these are in the site's problems."""
    if head.path:
        site.targets[head.path] = Target(Address(""), "published", story.ids)
    files: dict[str, str] = {}
    for made in (*articles, *entries, *pages):
        record = made.record
        site.targets[record.path] = Target(made.teaser.address, made.status, made.markup.ids)
        name = file_of(made.teaser.address)
        if name in files:
            what = f'the slug "{made.slug}" is that of {files[name]} too'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."', topic="addresses")
        elif made.teaser.kind == "page" and made.slug in TAKEN:
            what = f"the address /{made.slug}/ is used by the site itself"
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."', topic="addresses")
        elif made.teaser.kind == "entry" and made.slug in RESERVED_IDS:
            what = f'the slug "{made.slug}" is an anchor of every page'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."', topic="addresses")
        files.setdefault(name, record.path)
        if made.teaser.kind != "page":
            site.texts[made.teaser.address] = made.teaser
            for name in (made.slug, made.teaser.address.strip("/")):
                site.teasers.setdefault(name, []).append(made.teaser)
            site.drafts |= {made.teaser.address} if made.status == "draft" else set()
    names = Names()
    for name, path in files.items():
        names.take(name, path)
    for path, name in sorted(site.extra.items()):
        first = folded(name.partition("/")[0])
        wrong = f"the address /{name} is used by {OWN}" if first in _OWN_FOLDED else names.take(name, path)
        if wrong:
            site.problems.add(path, 0, wrong, "rename the file", topic="addresses")
    site.dates_known = all(made.when is not UNKNOWN for made in entries)
    site.on_timeline = tuple(
        (made.teaser, frozenset(str(item.value) for item in made.record.each("places")) | {made.teaser.genre})
        for made in entries
        if made.status == "published"
    )
