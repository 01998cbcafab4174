"""What every page has: its head, the site around it; and the page itself."""

from __future__ import annotations

from typing import Any

from dateline.dataclass import dataclass
from dateline.model.address import Address
from dateline.model.nouns import Accent
from dateline.pages.values.evidence import Source
from dateline.pages.values.languages import Alternate, Language, Version
from dateline.pages.values.links import NOWHERE, Feed, Link
from dateline.pages.values.pictures import PictureStyle
from dateline.pages.values.timeline import Filters
from dateline.wording import Time


@dataclass(frozen=True)
class Head:
    """A page's head: what search engines, previews and browsers read. Whole addresses, or empty while there is no SITEURL.

    `lang` is the language of the page's text and `dir` its direction; here as everywhere both are written where the text's own are said.
    `versions` and `alternates` are empty where the site has one language; `untranslated` is the version in the language of the original, where
    the page's text stands in that, and `partly` tells that some of several do. `changed` is when anything last changed, on pages that are of no one text.

    `pictures` are the whole addresses of the image files that it shows to all, with blanks between. Of a text, `published` and `modified` say
    when, and `metas` are names and contents of what programs for citing read; `exports` are files that hold the same as the page. `oembed` says how the page is embedded, `onion` where it is in Tor.
    """

    title: str
    description: str
    canonical: str
    kind: str
    picture: str
    picture_alt: str
    lang: str
    dir: str
    listed: bool = True
    updated: str = ""
    versions: tuple[Version, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    untranslated: Version | None = None
    partly: bool = False
    changed: Time | None = None
    picture_width: int = 0
    picture_height: int = 0
    pictures: str = ""
    published: str = ""
    modified: str = ""
    metas: tuple[tuple[str, str], ...] = ()
    exports: tuple[Feed, ...] = ()
    oembed: str = ""
    onion: str = ""


@dataclass(frozen=True)
class Site:
    """What header and footer say: nothing that changes with an ordinary edit. `languages` are all that the site has, where these are several.

    Publisher and licence (that of the texts) have no words where nobody said them; `offers` are what one
    may take from it, `search` leads to where it can be searched.

    `mail` is the e-mail address of the editors, where they name one, `contact` the page of all ways to them; `developing` tells that the event still goes on.

    `share` names the services (SERVICES) to which pages are shared. `digits` is the numbering system of the page (Unicode CLDR's name), empty for that of English.
    """

    name: str
    title: str
    kicker: str
    lang: str
    dir: str
    home: Address
    nav: tuple[Link, ...]
    more: tuple[Link, ...]
    report_errors: str
    icon: str
    accent: Accent | None
    feeds: tuple[Feed, ...] = ()
    script: str = ""
    digits: str = ""
    languages: tuple[Language, ...] = ()
    publisher: Link = NOWHERE
    licence: Link = NOWHERE
    offers: tuple[Link, ...] = ()
    mail: str = ""
    contact: Address | str = ""
    developing: bool = False
    share: tuple[str, ...] = ()
    search: Link = NOWHERE

    @property
    def language(self) -> Language | None:
        """The one of its languages that this is; None where it has no other."""
        return next((each for each in self.languages if each.tag == self.lang), None)

    @property
    def prefix(self) -> str:
        """What stands before its addresses."""
        return self.language.prefix if self.language else ""


@dataclass(frozen=True)
class Page:
    """A page: the template that shows it, where it is (from the root of all languages), and all that the template may read.

    `graph` is what it tells programs (structured/), as JSON-LD; empty where it tells them nothing.
    """

    template: str
    address: Address
    site: Site
    head: Head
    page: Any
    sources: tuple[Source, ...] = ()
    pictures: tuple[PictureStyle, ...] = ()
    filters: Filters | None = None
    graph: str = ""

    @property
    def lang(self) -> str:
        """The language of its interface."""
        return self.site.lang

    @property
    def alternates(self) -> tuple[Alternate, ...]:
        """Its versions in the languages of the site, for search engines."""
        return self.head.alternates
