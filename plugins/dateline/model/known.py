"""Every text known to the others, each at an address of its own."""

from __future__ import annotations

from dateline.markup.convert import RESERVED_IDS, Markup
from dateline.model.address import Address, file_of
from dateline.model.bodies import Site, Target
from dateline.model.texts import Made
from dateline.read.records import Record
from dateline.read.when import UNKNOWN

TAKEN = frozenset(
    "timeline articles places people organisations figures sources corrections downloads pictures theme drafts SHA256SUMS".split()
)
"""First parts of addresses that the site uses itself: no page in content/pages/ and no file in content/extra/ may take one."""


def make_known(
    site: Site, head: Record, story: Markup, articles: list[Made], entries: list[Made], pages: list[Made]
) -> None:
    """Make every text known to the others (in `site`), and find addresses that two of them share; these are in the site's problems."""
    if head.path:
        site.targets[head.path] = Target(Address(""), "published", story.ids)
    taken: dict[str, str] = {}
    files: dict[str, str] = {}
    for made in (*articles, *entries, *pages):
        record = made.record
        site.targets[record.path] = Target(made.teaser.address, made.status, made.markup.ids)
        name = made.slug if made.teaser.kind != "page" else made.teaser.address
        if name in taken:
            what = f'the slug "{made.slug}" is that of {taken[name]} too'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."')
        elif made.teaser.kind == "page" and made.slug in TAKEN:
            what = f"the address /{made.slug}/ is used by the site itself"
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."')
        elif made.teaser.kind == "entry" and made.slug in RESERVED_IDS:
            what = f'the slug "{made.slug}" is an anchor of every page'
            site.problems.add(record.path, record.at("slug"), what, 'write another "Slug: ..."')
        taken.setdefault(name, record.path)
        files[file_of(made.teaser.address)] = record.path
        if made.teaser.kind != "page":
            site.texts[made.teaser.address] = made.teaser
            site.teasers.setdefault(made.slug, made.teaser)
            site.statuses.setdefault(made.slug, made.status)
    folders = {file.removesuffix("/index.html"): path for file, path in files.items()}
    moved = {address: file for file, address in site.moved.items()}
    for name in site.extra:
        if name.partition("/")[0] in TAKEN or name == "index.html":
            user = "the site itself"
        elif name in files or name in folders:
            user = files.get(name) or folders[name]
        else:
            continue
        what = f"the address /{name} is used by {user}"
        site.problems.add(moved.get(name) or f"{site.root}/extra/{name}", 0, what, "rename the file")
    site.dates_known = all(made.when is not UNKNOWN for made in entries)
    site.on_timeline = tuple(
        (made.teaser, frozenset(str(item.value) for item in made.record.each("places")) | {made.teaser.genre})
        for made in entries
        if made.status == "published"
    )
