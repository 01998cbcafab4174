"""The languages of a site, each below its prefix; and the same page in the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.model.address import Address, rooted, shared
from dateline.pages.paging import first_of
from dateline.pages.values import Alternate, Language, Site, Version
from dateline.wording import Wording, direction

ALL_OTHERS = "x-default"
"""Names the version for readers of all languages that a page does not have (Google, "Localized versions of your pages")."""


def prefix_of(tag: str, own: str) -> str:
    """Return what stands before all addresses of a language; the site's `own` is at the root."""
    return "" if tag == own else f"{tag}/"


def languages_of(tags: Sequence[str], own: str, words: Mapping[str, Wording]) -> tuple[Language, ...]:
    """Return the languages of a site in the order of `tags`; none for a site that has only its `own`. `words` are by tag."""
    if len(tags) < 2:
        return ()
    return tuple(Language(tag, words[tag].own_name, words[tag].direction, prefix_of(tag, own), words[tag].locale) for tag in tags)


def versions(languages: Sequence[Language], current: str, address: Address) -> tuple[Version, ...]:
    """Return where the switcher leads from a page, whose address has no prefix: to the same one in each language.

    From a further page of a list it is the first: how many there are depends on how long the texts are. The page for what is not there
    stands at the root alone, and leads to the front pages.
    """
    to = Address("") if address == "404.html" else first_of(address)
    return tuple(Version(each, shared(rooted(address if each.tag == current else to, each.prefix)), each.tag == current) for each in languages)


def original_of(site: Site, lang: str, address: Address) -> Version | None:
    """Return the version of a page in the language of its original, where the page of a `site` in another one shows that; else None.

    `lang` is the text's language, "" where the page has no text of its own.
    """
    if not site.prefix or lang in ("", site.lang):
        return None
    return version_in(site.languages, lang, address)


def version_in(languages: Sequence[Language], lang: str, address: Address) -> Version:
    """Return another version of a page, whose address has no prefix: the one in the language `lang`, or at the root where there is none in it."""
    known = next((each for each in languages if each.tag == lang), None)
    language = known or Language(lang, lang, direction(lang), "")
    return Version(language, shared(rooted(address, language.prefix)), current=False)


def alternates(languages: Sequence[Language], siteurl: str, address: Address) -> tuple[Alternate, ...]:
    """Return what search engines are told of a listed page, whose address has no prefix: all its versions, itself among them.

    Each version says the same, so all lead back. A further page of a list has none that is sure to be there.
    """
    if first_of(address) != address or not siteurl:
        return ()
    found = [Alternate(each.tag, f"{siteurl}/{rooted(address, each.prefix)}") for each in languages]
    root = next((Alternate(ALL_OTHERS, f"{siteurl}/{address}") for each in languages if not each.prefix), None)
    return (*found, *([root] if root else ()))


def direction_of(language: str) -> str:
    """Return the direction of a text that says its language; empty for one in the site's."""
    return direction(language) if language else ""
