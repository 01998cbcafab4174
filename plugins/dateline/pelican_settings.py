"""Each of Pelican's settings in one table: it works, or it is told, or there is nothing to do; none is ignored in silence.

What is told is a broken set-up where the site would be published otherwise than its author thinks (another address, a text held back,
a file that is missing), and a warning where only something is left out that nobody could take for a promise (how long a summary is).
docs/pelican-settings.md is this table in words; a test compares the two, and the table with Pelican's own list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, NamedTuple

from pelican.settings import DEFAULT_CONFIG

from dateline.problems import Problem


class Role(Enum):
    """What becomes of a setting; its value is the word for it in the documentation."""

    WORKS = "works"
    PROBLEM = "told: a problem"
    WARNING = "told: a warning"
    NOTHING = "nothing to do"


class Setting(NamedTuple):
    """One of Pelican's settings: its role, what to do or what it does here, and a test for values with which nothing need be told."""

    name: str
    role: Role
    note: str
    fine: Callable[[Any], bool] = lambda value: False


def _off(value: Any) -> bool:
    return not value


def _is(*values: Any) -> Callable[[Any], bool]:
    return lambda value: value in values


def _within(*values: Any) -> Callable[[Any], bool]:
    """Nothing but these values, in a list."""
    return lambda written: isinstance(written, list | tuple | set) and set(written) <= set(values)


_ARTICLES = "articles stand at /articles/SLUG/, and Slug in an article's head is the last part"
_DRAFTS = "drafts stand at /drafts/SLUG/, and Slug in a text's head is the last part"
_PAGES = "pages stand at /SLUG/, and Slug in a page's head is that part"
_LISTS = "this site lists texts by day, place, person, organisation and kind, and has no pages of that sort"
_FEEDS = "feeds of the timeline and of the articles are written where SITEURL is set, at addresses of their own"
_PAGED = "long lists go on at further pages by themselves"
_SLUGS = "an address is made from the title, and Slug in the head says another"
_ORDER = "texts stand in the order of their dates"
_CACHE = 'Dateline keeps what can be made again in a cache of its own; DATELINE["cache"] names the folder'
_TYPE = "Dateline sets quotation marks, dashes and no-break spaces itself"
_DATES = "dates are written in the words of DEFAULT_LANG"
_RST = "texts are Markdown"
_COPIES = "files in content/extra/ are copied as they are, and so are the folders in STATIC_PATHS"
_OUTSIDE = "no page loads anything from elsewhere or sends anything there"
_SUMMARY = "a summary is what Summary in the head says, or else the first sentences"

_W, _P, _H, _N = Role.WORKS, Role.PROBLEM, Role.WARNING, Role.NOTHING

TABLE: tuple[Setting, ...] = (
    # The site and where things are.
    Setting("SITENAME", _W, "the site's name; checked"),
    Setting("SITEURL", _W, "the site's address; checked"),
    Setting("RELATIVE_URLS", _W, "True: links that work from a disk"),
    Setting("DEFAULT_LANG", _W, "the language of the site and of its interface; checked"),
    Setting("TIMEZONE", _W, "for plug-ins; times of the event are in the event's own zone; checked"),
    Setting("PATH", _W, "the content folder"),
    Setting("OUTPUT_PATH", _W, "the output folder"),
    Setting("OUTPUT_RETENTION", _W, "what is carried over from the output that is replaced"),
    Setting("DELETE_OUTPUT_DIRECTORY", _W, "True: what others put into the output may be deleted; only when the new site is complete"),
    Setting("THEME", _W, "a folder of what lies over the kit's own theme, file by file; without it, the kit's alone"),
    Setting("THEME_TEMPLATES_OVERRIDES", _W, "folders of templates that win over the theme's; these are `!theme/NAME.html` in them, the kit's own `!kit/NAME.html`"),
    Setting("PLUGINS", _W, "Dateline and others; see docs/plugins.md"),
    Setting("PLUGIN_PATHS", _W, "where plug-ins are looked for"),
    Setting("PELICAN_CLASS", _W, "Dateline's; anything else is told"),
    Setting("PORT", _W, "of `pelican -l` and of tasks that serve"),
    Setting("BIND", _W, "the same"),
    Setting("LOG_FILTER", _W, "what Pelican does not log"),
    Setting("IGNORE_FILES", _W, "patterns of names that are passed over, everywhere below the content folder"),
    # Texts.
    Setting("MARKDOWN", _W, "further extensions, and configurations of these and of Dateline's own; what they make passes the sanitiser"),
    Setting("DEFAULT_METADATA", _W, "values of keys that the head of an article, page or entry leaves out"),
    Setting("EXTRA_PATH_METADATA", _W, "the same for one file or folder; and `path`, where a file of extra/ or STATIC_PATHS is published"),
    Setting("FILENAME_METADATA", _W, "keys of an article or page that its file's name says; as preset, an article's Date"),
    Setting("PATH_METADATA", _W, "the same from the path below the content folder"),
    Setting("AUTHOR", _W, "the author of articles that name none"),
    Setting("STATIC_PATHS", _W, "further folders below content that are copied as they are; `images` only where you write it yourself"),
    Setting("MENUITEMS", _W, "further links in the navigation of every page: pairs of title and address; checked"),
    Setting("JINJA_FILTERS", _W, "further filters for templates"),
    Setting("JINJA_GLOBALS", _W, "further names for templates"),
    Setting("JINJA_TESTS", _W, "further tests for templates"),
    Setting("JINJA_ENVIRONMENT", _W, "its `extensions`; the rest is Dateline's own, and told where it differs"),
    Setting("TEMPLATE_EXTENSIONS", _N, "for generators of plug-ins; Dateline's templates end in .html"),
    # What would change an address.
    *(Setting(name, _P, _ARTICLES, _is("articles/{slug}/", "articles/{slug}/index.html")) for name in ("ARTICLE_URL", "ARTICLE_SAVE_AS", "ARTICLE_LANG_URL", "ARTICLE_LANG_SAVE_AS")),
    *(Setting(name, _P, _DRAFTS, _is("drafts/{slug}/", "drafts/{slug}/index.html")) for name in ("DRAFT_URL", "DRAFT_SAVE_AS", "DRAFT_LANG_URL", "DRAFT_LANG_SAVE_AS", "DRAFT_PAGE_URL", "DRAFT_PAGE_SAVE_AS", "DRAFT_PAGE_LANG_URL", "DRAFT_PAGE_LANG_SAVE_AS")),
    *(Setting(name, _P, _PAGES, _is("{slug}/", "{slug}/index.html")) for name in ("PAGE_URL", "PAGE_SAVE_AS", "PAGE_LANG_URL", "PAGE_LANG_SAVE_AS")),
    Setting("ARTICLE_PERMALINK_STRUCTURE", _P, _ARTICLES),
    Setting("INDEX_SAVE_AS", _P, "the front page is index.html"),
    *(Setting(name, _P, _LISTS, _off) for name in ("AUTHOR_URL", "AUTHOR_SAVE_AS", "CATEGORY_URL", "CATEGORY_SAVE_AS", "TAG_URL", "TAG_SAVE_AS", "YEAR_ARCHIVE_URL", "YEAR_ARCHIVE_SAVE_AS", "MONTH_ARCHIVE_URL", "MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_URL", "DAY_ARCHIVE_SAVE_AS")),
    *(Setting(name, _P, _LISTS, _off) for name in ("ARCHIVES_SAVE_AS", "AUTHORS_SAVE_AS", "CATEGORIES_SAVE_AS", "TAGS_SAVE_AS")),
    Setting("STATIC_URL", _P, "a file in content/extra/ stands at its path there, and EXTRA_PATH_METADATA says another"),
    Setting("STATIC_SAVE_AS", _P, "a file in content/extra/ stands at its path there, and EXTRA_PATH_METADATA says another"),
    *(Setting(name, _P, _SLUGS) for name in ("SLUGIFY_SOURCE", "SLUGIFY_USE_UNICODE", "SLUGIFY_PRESERVE_CASE", "SLUG_REGEX_SUBSTITUTIONS", "AUTHOR_REGEX_SUBSTITUTIONS", "CATEGORY_REGEX_SUBSTITUTIONS", "TAG_REGEX_SUBSTITUTIONS")),
    *(Setting(name, _P, _FEEDS, _off) for name in ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TRANSLATION_FEED_ATOM", "FEED_ATOM", "FEED_RSS", "FEED_ALL_RSS", "CATEGORY_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_RSS", "FEED_ATOM_URL", "FEED_RSS_URL", "FEED_ALL_ATOM_URL", "FEED_ALL_RSS_URL")),
    # What would let out, hold back or leave out something.
    Setting("WITH_FUTURE_DATES", _P, 'only Status holds a text back: write "Status: draft"', bool),
    Setting("ARTICLE_PATHS", _P, "articles lie in content/articles/", _is(["articles"], ["articles/"])),
    Setting("PAGE_PATHS", _P, "pages lie in content/pages/", _is(["pages"], ["pages/"])),
    Setting("ARTICLE_EXCLUDES", _P, "name the files in IGNORE_FILES, or move them out of content/", _within("pages", "pages/", "images", "extra")),
    Setting("PAGE_EXCLUDES", _P, "name the files in IGNORE_FILES, or move them out of content/", _within("", "articles", "articles/", "images", "extra")),
    Setting("STATIC_EXCLUDES", _P, "name the files in IGNORE_FILES, or move them out of content/", _off),
    Setting("STATIC_EXCLUDE_SOURCES", _P, "sources are not published; what readers may have as it is belongs into content/extra/", bool),
    Setting("OUTPUT_SOURCES", _P, "sources are not published: drafts and withheld pictures would be among them", _off),
    Setting("OUTPUT_SOURCES_EXTENSION", _H, "sources are not published"),
    Setting("READERS", _P, _RST + "; a reader of another format would be asked for nothing", lambda value: not value or not any(value.values())),
    Setting("DIRECT_TEMPLATES", _P, "write a page in content/pages/", _within("index", "tags", "categories", "authors", "archives")),
    Setting("TEMPLATE_PAGES", _P, "write a page in content/pages/, or put the finished file into content/extra/", _off),
    Setting("THEME_STATIC_DIR", _P, "styles stand in each page, script and fonts in /theme/"),
    Setting("THEME_STATIC_PATHS", _P, _COPIES, _off),
    Setting("INTRASITE_LINK_REGEX", _P, "links to other texts are written {filename}path/to/text.md"),
    # What changes nothing that was promised.
    Setting("CSS_FILE", _H, "the theme's style sheets are those in static/css/; Pelican itself empties this where the theme lacks the file", _off),
    Setting("STATIC_CREATE_LINKS", _H, _COPIES, _off),
    Setting("STATIC_CHECK_IF_MODIFIED", _H, _COPIES, _off),
    Setting("FEED_MAX_ITEMS", _H, _FEEDS),
    Setting("RSS_FEED_SUMMARY_ONLY", _H, _FEEDS),
    Setting("FEED_APPEND_REF", _H, _OUTSIDE, _off),
    Setting("FEED_DOMAIN", _H, _FEEDS),
    Setting("DISPLAY_PAGES_ON_MENU", _H, 'pages are linked at the end of every page; "Status: hidden" keeps one out'),
    Setting("DISPLAY_CATEGORIES_ON_MENU", _N, "there are no categories to be shown"),
    Setting("USE_FOLDER_AS_CATEGORY", _N, "articles have a Kind and Tags, no category; the category that plug-ins see is the folder"),
    Setting("DEFAULT_CATEGORY", _H, "articles have a Kind and Tags, no category"),
    Setting("REVERSE_CATEGORY_ORDER", _H, "articles have a Kind and Tags, no category"),
    Setting("NEWEST_FIRST_ARCHIVES", _H, _ORDER),
    Setting("ARTICLE_ORDER_BY", _H, _ORDER),
    Setting("PAGE_ORDER_BY", _H, "pages are linked in the order of their file names"),
    *(Setting(name, _H, _PAGED, _off) for name in ("DEFAULT_PAGINATION", "DEFAULT_ORPHANS")),
    Setting("PAGINATED_TEMPLATES", _H, _PAGED),
    Setting("PAGINATION_PATTERNS", _H, _PAGED),
    *(Setting(name, _H, _SUMMARY) for name in ("SUMMARY_MAX_LENGTH", "SUMMARY_END_SUFFIX")),
    Setting("FORMATTED_FIELDS", _H, "Summary and Standfirst are plain text"),
    Setting("ARTICLE_TRANSLATION_ID", _H, "each text stands for itself"),
    Setting("PAGE_TRANSLATION_ID", _H, "each text stands for itself"),
    Setting("LOCALE", _H, _DATES, _is([""], ["C"], ["C.UTF-8"])),
    Setting("DEFAULT_DATE_FORMAT", _H, _DATES),
    Setting("DATE_FORMATS", _H, _DATES),
    Setting("DEFAULT_DATE", _H, "an article says its Date; DEFAULT_METADATA can say one for all"),
    Setting("DOCUTILS_SETTINGS", _H, _RST),
    Setting("PYGMENTS_RST_OPTIONS", _H, _RST),
    *(Setting(name, _H, _TYPE, _off) for name in ("TYPOGRIFY", "TYPOGRIFY_IGNORE_TAGS", "TYPOGRIFY_OMIT_FILTERS")),
    Setting("TYPOGRIFY_DASHES", _H, _TYPE),
    *(Setting(name, _H, _CACHE, _off) for name in ("CACHE_CONTENT", "LOAD_CONTENT_CACHE")),
    *(Setting(name, _N, _CACHE) for name in ("CACHE_PATH", "CONTENT_CACHING_LAYER", "GZIP_CACHE", "CHECK_MODIFIED_METHOD")),
    # Of Pelican's themes, not of Pelican: known from their documentation and from pelican-quickstart.
    Setting("LINKS", _H, "write MENUITEMS, or links in a page", _off),
    Setting("SOCIAL", _H, "write MENUITEMS, or links in a page", _off),
    Setting("SITESUBTITLE", _H, "Standfirst in content/event.md says what the site is about", _off),
    *(Setting(name, _H, _OUTSIDE, _off) for name in ("ANALYTICS", "DISQUS_SITENAME", "GOOGLE_ANALYTICS", "GA_COOKIE_DOMAIN", "GAUGES", "GOSQUARED_SITENAME", "PIWIK_URL", "PIWIK_SITE_ID")),
    *(Setting(name, _H, "write MENUITEMS", _off) for name in ("GITHUB_URL", "TWITTER_USERNAME", "LINKS_WIDGET_NAME", "SOCIAL_WIDGET_NAME")),
    Setting("STYLESHEET_URL", _H, _OUTSIDE, _off),
)
"""All settings of Pelican 4.12, and those of its themes that authors bring along."""

BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in TABLE}

_AS_PELICAN_LEAVES_THEM: Mapping[str, Callable[[Any, Mapping[str, Any]], bool]] = {
    # Pelican has changed these before anybody else sees them.
    "PAGINATION_PATTERNS": lambda value, _: [tuple(rule) for rule in value] == DEFAULT_CONFIG["PAGINATION_PATTERNS"],
    "FEED_DOMAIN": lambda value, settings: value == settings.get("SITEURL"),
}


def told(settings: Mapping[str, Any], file: str) -> Iterator[tuple[Problem, bool]]:
    """Yield what is to be told of settings as their author (or a plug-in) left them, and whether it is a problem or else a warning.

    `settings` must be as they were before `settings.adapt`; `file` is how they are named in problems.
    """
    for setting in TABLE:
        if setting.role not in (Role.PROBLEM, Role.WARNING) or setting.name not in settings:
            continue
        value = settings[setting.name]
        if setting.name in DEFAULT_CONFIG and value == DEFAULT_CONFIG[setting.name]:
            continue
        usual = _AS_PELICAN_LEAVES_THEM.get(setting.name)
        if setting.fine(value) or (usual and usual(value, settings)):
            continue
        problem = Problem(file, 0, f"{setting.name} has no effect here", f"{setting.note}; take it out", setup=True, topic="settings")
        yield problem, setting.role is Role.PROBLEM
