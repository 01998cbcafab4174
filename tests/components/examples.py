"""Example values of every component, by file and macro: what each takes when it has everything, and when it has little."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.model.address import Address, Html
from dateline.pages import values
from dateline.pages.downloads import FeedLink
from dateline.pages.search import Choice, Days, Names, SearchPage
from dateline.wording import Time

DAY = Time("5 January 2022", "2022-01-05")
MINUTE = Time("22:52", "2022-01-05T22:52+06:00")
LINK = values.Link("The Mayor", "people/mayor/")
PLAIN = values.Link("A neighbour")
MARK = values.Mark(number="1", anchor="source-agency", label="The Agency: People meet", locator="")
MARKS = (MARK, replace(MARK, number="2", anchor="source-paper", label="The Paper: More", locator="p. 3"))
CITED = values.CitationPart(MARKS)
BODY = values.Body((values.HtmlPart(Html("<p>They <em>came</em> at noon.")), CITED, values.HtmlPart(Html("</p>\n"))))
LINE = values.Body((values.HtmlPart(Html("They <em>came</em>.")), CITED))

VERSIONS = (
    values.Version(values.Language("en", "English", "ltr", "", "en_GB"), Address("/people/mayor/"), current=False),
    values.Version(values.Language("ar", "العربية", "rtl", "ar/", "ar_AR"), Address("/ar/people/mayor/"), current=False),
    values.Version(values.Language("kk", "Қазақша", "ltr", "kk/", "kk_KZ"), Address("/kk/people/mayor/"), current=True),
)

KEPT = values.Kept(
    label="kept copy (WACZ, 1.2 MB)", captured=MINUTE, digest="SHA-256 " + "0" * 64, url=Address("/kept/agency/page.wacz"), by="A Reporter", program="ArchiveWeb.page",
    note="The page before it was changed.", download="page.wacz", held="3 captured pages",
    pages=(values.KeptPage("https://example.org/people-meet", "People meet", MINUTE), values.KeptPage("https://example.org/" + "more" * 30, "", DAY)), more="and 1 more",
)
PRIVATE = values.Kept("copy kept, not published", DAY, "SHA-256 " + "f" * 64)
INTEGRITY = values.Integrity(
    "What this site rests on",
    (values.IntegrityRow(values.Link("Entries of the timeline", Address("timeline/")), "12", whole=True), values.IntegrityRow(values.Link("Disputed entries"), "3 of 12")),
)

SITE = values.Site(
    name="The Harbour", title="The Harbour", kicker="", lang="en", dir="ltr", home=Address("kk/"), nav=(), more=(LINK,), report_errors="mailto:desk@example.org",
    icon="", accent=None, publisher=values.Link("The Archive", "https://example.org/"), licence=values.Link("CC BY 4.0"),
    offers=(values.Link("Checksums", Address("/SHA256SUMS")),),
)  # fmt: skip
BARE_SITE = replace(SITE, more=(), report_errors="", publisher=values.Link(""), licence=values.Link(""), offers=())
HEAD = values.Head("The Harbour", "A fire.", "", "website", "", "", "en", "ltr", versions=VERSIONS, changed=DAY)

SHARING = values.Sharing(
    "People meet",
    "https://example.org/timeline/2022-01-05/people-meet/",
    (values.Link("Mail", "mailto:?subject=People%20meet"), values.Link("Telegram", "https://t.me/share/url?url=https%3A%2F%2Fexample.org")),
    values.Cited("“People meet”, The Harbour, 5 January 2022.", "@online{people-meet,\n}\n", "TY  - ELEC\r\nER  - \r\n", "[]"),
    (values.Embedding("", "a frame", "a block"), values.Embedding("Map", "another frame", "another block")),
)
SEARCH = SearchPage(
    title="Search", script=Address("/theme/search.js"), index=Address("search/index.js"), home=Address(""),
    kinds=(Choice("entry", "Timeline"), Choice("person", "People")), certainties=(Choice("confirmed", "Confirmed"), Choice("disputed", "Disputed")),
    times=(Choice("2022-01-05", "5 January 2022"), Choice("2022-02", "February 2022")),
    languages=(Choice("en", "English", "en", "ltr"), Choice("ar", "العربية", "ar", "rtl")),
    names=(
        Names("People", "all-people", values.Link("People", Address("people/")), (LINK, PLAIN), ()),
        Names("Places", "all-places", values.Link("Places", Address("places/")), (), (values.Link("A", Address("places/#letter-a")),)),
    ),
    timeline=values.Link("Timeline", Address("timeline/")),
    days=(
        Days(values.Link("January 2022"), (values.Link("5", Address("timeline/2022-01-05/"), "5 January 2022"),)),
        Days(values.Link("Undated", Address("timeline/undated/")), ()),
    ),
)  # fmt: skip
BARE_SEARCH = replace(SEARCH, kinds=(), certainties=(), times=(), languages=())

FILTERS = values.Filters(
    kinds=(values.Choice("protest", "Protest", "12", "filter-kind-1", 1),),
    certainties=(values.Choice("disputed", "Disputed", "3", "filter-certainty-disputed"),),
    places=(values.Choice("almaty", "Almaty", "5"),),
    orders=(values.Choice("oldest", "Oldest first", ""), values.Choice("newest", "Newest first", "")),
)

PICTURE = values.Picture(
    key="mountains",
    alt="A footpath climbs a meadow towards grey rocks with patches of snow.",
    caption=values.Body((values.HtmlPart(Html("A path below the rocks.")), CITED)),
    credit="Aitzol Berasategi",
    licence=values.Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    source=values.Link("example.org", "https://example.org/"),
    date="5 January 2022",
    renditions=(values.Rendition(Address("pictures/mountains-480.webp"), 480), values.Rendition(Address("pictures/mountains-960.webp"), 960)),
    url=Address("pictures/mountains-960.webp"),
    width=960,
    height=720,
    withheld="",
    layout=("wide",),
    sources=(values.PictureSource("image/avif", "print", (values.Rendition(Address("pictures/mountains-480.avif"), 480),)),),
    page=Address("pictures/mountains/"),
    anchor="picture-mountains",
    style=values.PictureStyle("p12345678", "1.333", "#4682b4", "50% 30%"),
)
BARE_PICTURE = replace(PICTURE, caption=values.Body(), licence=values.Link(""), source=values.Link(""), layout=(), lead=True, sources=(), anchor="", style=None)
WITHHELD = replace(PICTURE, alt="A crowd on a square", caption=BODY, credit="Nobody / Agency", licence=values.Link(""), renditions=(), sources=(), page="", anchor="", style=None, url="", width=0, height=0, withheld="Not shown: it belongs to others.")


def photograph(key: str, size: tuple[int, int], alt: str, caption: str, credit: str, layout: tuple[str, ...] = ()) -> values.Picture:
    """Return a picture with one rendition, as large as it is."""
    address = Address(f"pictures/{key}-{size[0]}.webp")
    return replace(
        PICTURE, key=key, alt=alt, caption=values.Body((values.HtmlPart(Html(caption)),)), credit=credit, layout=layout, sources=(), url=address,
        renditions=(values.Rendition(address, size[0]),), width=size[0], height=size[1], page=Address(f"pictures/{key}/"), anchor=f"picture-{key}",
        style=values.PictureStyle(f"p-{key}", f"{size[0] / size[1]:.3f}", "#806040", ""),
    )  # fmt: skip


ROOM = photograph("room", (640, 959), "A drum lies on a bean bag before a low table.", "A corner of a room.", "Jakub Mede", ("portrait",))
SUNSET = photograph("sunset", (960, 640), "The sun stands low over a row of hills.", "The last light on a hill top.", "Aitzol Berasategi")
DANDELIONS = replace(
    photograph("dandelions", (960, 540), "Dandelions full of seed stand in high grass.", "Seed before it flies.", "Clemens Engelhardt", ("aside",)),
    licence=values.Link("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
)
"""The photographs of tests/specimen/, which the style guide shows."""
LOADED = values.PictureStyle("p87654321", "1.5", "#4682b4", "", (values.PictureFile("image/webp", Address("pictures/mountains-960.webp")),))
COVERED = replace(PICTURE, anchor="picture-covered", layout=(), cover=values.Cover("A man who has been shot, lying on the road", "84 kB"), style=LOADED)
COVERED_FRONT = replace(COVERED, cover=values.Cover("Адам жерде жатыр", "", "kk", "ltr"), style=replace(LOADED, files=()))

SOURCE = values.Source(
    key="agency", number=1, title="People meet", publisher="The Agency", authors="An Author", date=DAY,
    url="https://example.org/people-meet", archived="https://archive.example/1", read=DAY, kind="state media", lang="kk-Arab",
    note="A copy.", about=Address("sources/#agency"), dir="rtl", passed_on="text from AFP", kept=(KEPT, PRIVATE),
)  # fmt: skip
BARE_SOURCE = replace(
    SOURCE, key="paper", authors="", date=None, url="", archived="", read=None, kind="", lang="", note="", dir="", passed_on="", kept=()
)

QUOTATION = values.Quotation("No comment.", LINK, "mayor", DAY, "on television", "ru", (LINK,), dir="ltr")
TRANSLATED = replace(QUOTATION, text="Без комментариев.", translation="No comment.", translator="Translation by the editors")
BARE_QUOTATION = values.Quotation("No comment.", PLAIN, "", None, "", "", (PLAIN,))

REPORT = values.Report("about 20", "dead", LINK, DAY, "", None, (LINK, PLAIN))
WITHDRAWN = replace(REPORT, by=PLAIN, what="", withdrawn="a technical error", withdrawn_on=DAY, status="withdrawn")
FIGURE = values.Figure(
    key="deaths", title="People killed", unit="people", url=Address("figures/#deaths"), note="All sides.", value="about 20",
    spread="2 to 20, by who counts", latest=REPORT, reports=(REPORT, WITHDRAWN), count="2 reports",
)  # fmt: skip
MARK_OF = values.ChartMark
POINT = values.ChartPoint(values.Link("about 20, 5 January 2022, The Mayor", Address("figures/#deaths.2022-01-05")), "20%", 150, MARK_OF(about=True), values.ChartText("20", "20%", 140))
CHART = values.Chart(
    label="Chart: People killed. The table below it has the same numbers.", unit="people", width=280, rows=2, base=198,
    grid=(values.ChartText("0", "0%", 198, "start"), values.ChartText("50", "0%", 90, "start")),
    lines=(values.ChartLine("20%", "40%", 150, 120),),
    points=(
        POINT,
        replace(POINT, x="40%", y=120, mark=MARK_OF(1), label=values.ChartText("36", "40%", 110)),
        replace(POINT, x="52%", y=80, mark=MARK_OF(2, "withdrawn"), label=values.ChartText("54", "52%", 70)),
        replace(POINT, x="64%", y=100, mark=MARK_OF(3, "replaced"), label=values.ChartText("46", "64%", 90)),
        replace(POINT, x="76%", y=95, mark=MARK_OF(4, bar="range", top=-15, bottom=15), label=values.ChartText("40–52", "76%", 72)),
        replace(POINT, x="86%", y=110, mark=MARK_OF(5, bar="least", top=-22), label=None),
        replace(POINT, x="95%", y=90, mark=MARK_OF(0, bar="most", bottom=22), label=values.ChartText("50", "95%", 80)),
    ),
    days=(values.ChartLine("20%", "20%", 198, 203), values.ChartLine("40%", "52%", 198, 203)),
    breaks=("30%",),
    dates=(values.ChartText("5", "20%", 216), values.ChartText("January 2022", "20%", 232, "start"), values.ChartText("March", "95%", 248, "end")),
    key=(values.ChartKey("The Mayor", MARK_OF(1)), values.ChartKey("a count that grew, by one speaker", sign="line"), values.ChartKey("a longer time, cut short", sign="break")),
    note="1 report in words stands only in the table.",
)  # fmt: skip
BARE_CHART = replace(CHART, rows=0, lines=(), breaks=(), key=(), note="")
CHARTED = replace(FIGURE, chart=CHART, reports=(
    replace(REPORT, anchor="deaths.2022-01-05", share=900, begin=600, within=LINK),
    replace(REPORT, anchor="deaths.first", status="replaced", replaced_by=LINK, share=400),
    replace(REPORT, anchor="deaths.second", replaces=LINK),
    WITHDRAWN,
))  # fmt: skip
BARE_FIGURE = replace(FIGURE, note="", value="", spread="", latest=None, reports=(WITHDRAWN,))

GLANCE = values.Glance(
    kinds=(values.GlanceKind("Protest", 1), values.GlanceKind("Government", 2)),
    rows=(
        values.GlanceRow("5 January 2022", Address("timeline/2022-01-05/"), (values.GlanceCell("2", 2), values.GlanceCell("", 0))),
        values.GlanceRow("6 January", Address("timeline/2022-01-06/"), (values.GlanceCell("1", 1), values.GlanceCell("12", 4))),
    ),
)  # fmt: skip
TEASER = values.Teaser("Protest", "People meet", Address("timeline/2022-01-05/square/"), "What is known.", DAY)
PICTURED = replace(TEASER, thumbnail=replace(PICTURE, alt="", caption=values.Body(), credit="", layout=(), page="", anchor=""))
FOREIGN_TEASER = replace(TEASER, lang="kk-Arab", dir="rtl", corrected=DAY)
AWAY = values.Teaser("", "Elsewhere", "https://example.org/", "", None, publisher="Example", outside=True)
MEDIA = values.Media("https://example.org/video", "A video", "Example", "example.org")

WHEN = values.When(
    start=Time("5 January 2022, 22:52", MINUTE.datetime), end=Time("6 January 2022", "2022-01-06"), short=MINUTE,
    until=Time("23:10", "2022-01-05T23:10+06:00"), about=False, zone="UTC+6",
)  # fmt: skip
CLOCKS = replace(WHEN, start_zone="UTC+6", zone="UTC+5")
PHRASE = values.When(start=Time("between 1986 and 1989", ""), end=None, short=Time("between 1986 and 1989", ""), until=None, about=False, zone="")
NOTE = values.WhenNote(LINE, "kk-Arab", "rtl")
DAY_ONLY = values.When(start=DAY, end=None, short=Time("", "2022-01-05"), until=None, about=False, zone="")
UPDATES = (
    values.Update(Time("6 January 2022, 08:00", "2022-01-06T08:00+06:00"), "UTC+6", LINE, "kk-Arab", "rtl", "update-2022-01-06-0800"),
    values.Update(Time("5 January", "2022-01-05"), "", LINE),
)
DEVELOPING = values.Developing(
    Address("/theme/developing.js"), Address("newest.json"), "square:0a1b2c3d.1.0 noon:4e5f6071.0.0", "0123456789ab", True, "1 new entry|2 new entries", "1 entry has changed",
    "1 entry has been withdrawn", values.Link("Newest first", Address("timeline/newest/")),
)  # fmt: skip
CLAIM = values.Claim(LINK, LINE, "kk-Arab", "rtl")
ENTRY = values.EntryCard(
    slug="square", title="People meet", url=Address("timeline/2022-01-05/square/"), when=WHEN, kind="protest",
    kind_label="Protest", kind_number=1, certainty="disputed", certainty_label="Disputed", highlight=True, places=(LINK, PLAIN),
    body=BODY, claims=(CLAIM, replace(CLAIM, who=PLAIN)), sources=(LINK,), picture=PICTURE, corrected=DAY, lang="kk-Arab", dir="rtl", note=NOTE,
    updates=UPDATES,
)  # fmt: skip
BARE_ENTRY = replace(
    ENTRY, slug="bare", when=DAY_ONLY, certainty="reported", certainty_label="Reported", highlight=False, places=(), claims=(),
    sources=(), picture=None, corrected=None, lang="", dir="",
)  # fmt: skip
SOURCED = replace(ENTRY, slug="sourced", sources=(LINK,) * 4, many_sources="4 sources")
RUNS = (values.Run("During the day", (BARE_ENTRY,)), values.Run("", (ENTRY,)))
ABOVE, BELOW = values.Link("5 January 2022", "#day-2022-01-05"), values.Link("January 2022", "#day-2022-01")
BRIEF = values.Brief(
    slug="noon", title="They meet", url=Address("timeline/2022-01-05/noon/"), when=DAY, kind_label="Protest", kind_number=1,
    certainty="disputed", certainty_label="Disputed", sentence=Html("They <em>came</em> at noon."), lang="kk-Arab", dir="rtl", corrected=DAY,
)  # fmt: skip
BRIEFS = (BRIEF, replace(BRIEF, slug="bare", certainty="reported", certainty_label="Reported", sentence=Html(""), lang="", dir=""))
DAYS = (
    values.Day("2022-01-05", DAY, Address("timeline/2022-01-05/"), "2 entries", "", RUNS, None, BELOW),
    values.Day("2022-01", Time("January 2022", "2022-01"), Address("timeline/2022-01/"), "1 entry", "9 days later", RUNS[1:], ABOVE),
)
MONTHS = (
    values.Month(BELOW, (values.Link("5", "#day-2022-01-05", "5 January 2022"),)),
    values.Month(values.Link("2021", "#day-2021"), ()),
)
ONGOING = (values.Ongoing(LINK, WHEN, "kk-Arab", "rtl"), values.Ongoing(LINK, DAY_ONLY))
MENTIONS = (values.Mention(LINK, DAY, "kk-Arab", "rtl", DAY), values.Mention(LINK, None))
STRIP = values.Strip(
    "Entries by day",
    48,
    (
        values.Bar("Before: 1 entry", Address("timeline/2022-01-04/"), 24, 24, "‹"),
        values.Bar("5 January 2022: 2 entries", Address("timeline/2022-01-05/"), 0, 48, "5"),
        values.Bar("6 January 2022: 0 entries", "", 47, 1, ""),
    ),
)
SPANS = replace(STRIP, lines=True, key=(values.StripKey("Also going on"), values.StripKey("Possibly then", dotted=True)), bars=tuple(replace(bar, lasting=not number, perhaps=True) for number, bar in enumerate(STRIP.bars)))
EMPTY_STRIP = replace(STRIP, bars=STRIP.bars[2:])
PAGER = values.Pager(
    "Pages",
    values.Link("Previous page", Address("articles/")),
    values.Link("Next page", Address("articles/3/")),
    (
        values.PageNumber("1", Address("articles/"), "Page 1", current=False),
        values.PageNumber("2", Address("articles/2/"), "Page 2", current=True),
        values.PageNumber("…", "", "", current=False),
        values.PageNumber("9", Address("articles/9/"), "Page 9", current=False),
    ),
)
CORRECTION = values.Correction(DAY, LINE, LINK)
FOREIGN_CORRECTION = replace(CORRECTION, lang="kk-Arab", dir="rtl")
CHANGED = replace(CORRECTION, was="two", now="three", anchor="correction-2022-01-05", other=Address("corrections/#entry-square-2022-01-05"))
BARE_CHANGED = replace(CHANGED, body=values.Body(), lang="ru", dir="ltr", other="")
AFTER = replace(CHANGED, after=(values.Link("A reader", Address("timeline/2022-01-05/square/#response:reader")),))
RESPONSE = values.Response("A reader in a town", DAY, values.Body((values.HtmlPart(Html("<p>There were <em>three</em> of them.</p>\n<p>I was there.</p>\n")),)), LINK, "response:reader")
ANSWERED = replace(
    RESPONSE, sender="Читатель", anchor="response:answered", lang="ru", dir="ltr", answer=LINE, answer_lang="kk-Arab", answer_dir="rtl", translator="Translation by the editors",
    led_to=((DAY, "#correction-2022-01-05"),), other=Address("responses/#response:answered"), draft=True,
)  # fmt: skip
MIRRORS = (
    values.Mirror(values.Link("example.net/harbour", "https://example.net/harbour/")),
    values.Mirror(values.Link(f"{'a' * 56}.onion", f"http://{'a' * 56}.onion/"), "It opens in Tor Browser."),
)
CHECK = values.CopyCheck("sha256sum -c SHA256SUMS", f"minisign -Vm SHA256SUMS -P RW{'a' * 54}", (values.Link("SHA256SUMS", Address("/SHA256SUMS")),))
ASK = values.Ask("mailto:desk@example.org?subject=A%20fire", Address("contact/"))
CHANNELS = (
    values.Channel("E-mail", values.Link("desk@example.org", "mailto:desk@example.org"), "", "0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567", values.Link("example.org/desk.asc", "https://example.org/desk.asc")),
    values.Channel("Signal", values.Link("desk.01")),
    values.Channel("Onion address", values.Link(f"{'a' * 56}.onion", f"http://{'a' * 56}.onion"), "It opens in Tor Browser."),
)
MAP = values.Map(
    label="Map: Almaty, Aktau",
    width=1000,
    height=600,
    land="M0 0l100 0 0 100z",
    home="M200 200l100 0 0 100z",
    borders="M200 200l50 50",
    dots=(
        values.MapDot(
            values.Link("Almaty", Address("places/almaty/")), "Almaty: 2 entries", 250, 240, 30,
            values.MapName(285, 245, "start"), values.MapName(250, 200, "middle"),
        ),
        values.MapDot(values.Link("Aktau", Address("places/aktau/")), "Aktau: 1 entry", 50, 40, 8, None, None, area=True),
    ),
    elsewhere=(values.Link("Berlin", Address("places/berlin/")),),
    days=(values.MapDay(values.Link("5 January", Address("timeline/2022-01-05/")), "2 entries", (values.MapSpot(250, 240, 42), values.MapSpot(50, 40, 42, True))),),
    key=values.MapKey(80, (values.MapSize(40, 8, "1 entry"), values.MapSize(540, 30, "2 entries")), "The larger, the more.", "A ring is a region.", (values.MapSpot(375, 300, 39),), "1 entry"),
    towns=(values.MapTown("Taraz", 700, 300, values.MapName(710, 305, "start"), None),),
)  # fmt: skip
BARE_MAP = replace(MAP, land="", home="", borders="", elsewhere=(), days=(), towns=(), key=None, height=400)
EVERYTHING = values.Body(
    (
        *BODY.parts,
        values.PicturesPart((PICTURE,)),
        values.PicturesPart((PICTURE, BARE_PICTURE, WITHHELD)),
        values.PicturesPart((DANDELIONS,)),
        values.PicturesPart((ROOM,)),
        QUOTATION,
        FIGURE,
        replace(TEASER, label="Read also"),
        MEDIA,
        values.TimelineExcerpt("5 January 2022", (TEASER,), values.Link("and 3 more", Address("timeline/2022-01-05/"))),
        MAP,
        values.HtmlPart(Html("<h2 id='more'>More</h2>\n")),
    )
)

FEED = FeedLink("The flood", "https://example.org/feeds/all.atom.xml", "Atom feed")
EXAMPLES: dict[tuple[str, str], tuple[tuple[Any, ...], ...]] = {
    ("bearings", "bearings"): ((MONTHS,), ((), replace(LINK, title="The whole name"), LINK)),
    ("body", "text"): ((EVERYTHING,), (EVERYTHING, "", True), (BODY,), (values.Body(),)),
    ("body-inline", "inline"): ((LINE,), (values.Body(),)),
    ("brief", "brief_list"): ((BRIEFS,), (BRIEFS, 2)),
    ("brief", "told_list"): ((BRIEFS,), (BRIEFS, 2)),
    ("citation", "citation_mark"): ((MARK,), (MARKS[1],)),
    ("citation", "citation"): ((MARKS,), (MARKS[:1],)),
    ("chart", "chart_figure"): ((CHART,), (BARE_CHART,)),
    ("chart", "cut"): ((),),
    ("chart", "sign"): tuple((point.mark,) for point in CHART.points),
    ("contact", "know_more"): ((ASK,), (replace(ASK, mail=""),), (None,)),
    ("contact", "channel_list"): ((CHANNELS,),),
    ("mirrors", "mirror_list"): ((MIRRORS,), ((),)),
    ("mirrors", "copy_check"): ((CHECK,), (replace(CHECK, list=""),)),
    ("colophon", "colophon"): ((SITE, HEAD, "people/mayor/"), (BARE_SITE, replace(HEAD, versions=(), changed=None), "")),
    ("corrections", "correction_list"): (((CORRECTION,),), ((CORRECTION, FOREIGN_CORRECTION, AFTER, BARE_CHANGED), True)),
    ("corrections", "correction_text"): ((CORRECTION,), (FOREIGN_CORRECTION,), (CHANGED,), (BARE_CHANGED,)),
    ("corrected", "corrected"): ((DAY, "timeline/2022-01-05/square/"), (DAY,), (None,)),
    ("corrections", "corrections_section"): (((CORRECTION,),), ((),)),
    ("days", "day_index"): ((DAYS,),),
    ("days", "day_list"): ((DAYS,), (DAYS, 3)),
    ("days", "day_runs"): ((RUNS,), (RUNS[1:], 2)),
    ("days", "ongoing_list"): ((ONGOING,), (ONGOING[:1], "and 3 more"), ((),)),
    ("developing", "developing_bar"): ((DEVELOPING,), (replace(DEVELOPING, in_place=False),), (None,)),
    ("entry", "claim_list"): ((ENTRY.claims,), ((),)),
    ("entry", "entry_card"): ((ENTRY,), (BARE_ENTRY,), (ENTRY, 2, True), (BARE_ENTRY, 2, True), (SOURCED,)),
    ("entry", "labels"): ((ENTRY,), (BARE_ENTRY,)),
    ("entry", "when_note"): ((NOTE,), (values.WhenNote(LINE, "", ""),), (None,)),
    ("facts", "fact"): (("Places", (LINK, PLAIN)), ("Places", ())),
    ("figure", "figure_brief"): ((FIGURE,), (BARE_FIGURE, 2)),
    ("figure", "figure_mentioned"): ((FIGURE,), (BARE_FIGURE, Html(' lang="en" dir="ltr"'))),
    ("figure", "figure_placed"): ((CHARTED,), (FIGURE,), (BARE_FIGURE,), (FIGURE, "", True)),
    ("figure", "figure_said"): ((FIGURE,), (replace(FIGURE, spread=""),), (BARE_FIGURE,)),
    ("figure", "figure_whole"): ((CHARTED,), (BARE_FIGURE,)),
    ("figure", "figure_table"): ((FIGURE,), (replace(CHARTED, chart=None), "", True), (FIGURE, "People killed")),
    ("filters", "filter_panel"): ((FILTERS,),),
    ("glance", "glance_table"): ((GLANCE,),),
    ("letters", "letters"): (((values.Link("A", "people/#letter-a"), LINK), "By letter"), ((), "By letter")),
    ("link", "link_list"): (((LINK, PLAIN),), ((),)),
    ("link", "listed"): ((("The Agency", "", Html("<b>a</b>")),), (("",),)),
    ("link", "together"): ((("Ann", "Bob", "Cid"),), (("Ann", "Bob"),), (("Ann",),)),
    ("link", "link_to"): ((LINK,), (PLAIN,)),
    ("listing", "feed_section"): (((FEED,), "Copy the address."), ((FEED,),), ((),)),
    ("listing", "listing_line"): (("people/mayor/", "The Mayor", "mayor", "2 texts"), ("people/mayor/", "The Mayor"), ("https://example.org/a.ics", "https://example.org/a.ics")),
    ("map", "day_maps"): ((MAP, "map-outline"),),
    ("map", "name"): ((values.MapName(285, 245, "start"), "map-small", "Almaty"), (None, "map-large", "Almaty")),
    ("map", "map_figure"): ((MAP, "map-outline"), (BARE_MAP,), (MAP, "map-outline", "", True)),
    ("map", "outlines"): ((MAP, "map-outline", True),),
    ("media", "media_card"): ((MEDIA,),),
    ("mentions", "mention_list"): ((MENTIONS,),),
    ("languages", "languages"): ((VERSIONS, "Languages"), ((), "Languages")),
    ("languages", "version_link"): ((VERSIONS[1],),),
    ("languages", "untranslated"): ((VERSIONS[0],),),
    ("languages", "partly_translated"): ((),),
    ("newer", "newer"): ((values.Newer("This paragraph is newer in the original: {link}", VERSIONS[0]),),),
    ("navigation", "navigation"): (((LINK,), "Main", "people/mayor/"), ((), "Main", ""), ((LINK,), "Main", "search/", values.Link("Search", Address("search/")))),
    ("pager", "page_links"): ((PAGER,), (replace(PAGER, earlier=None, later=None),), (None,)),
    ("picture", "credit"): ((PICTURE,), (BARE_PICTURE,)),
    ("picture", "gallery"): (((PICTURE, WITHHELD),), ((PICTURE, ROOM, SUNSET),), ((PICTURE, SUNSET, DANDELIONS, ROOM, PICTURE),)),
    ("picture", "candidates"): ((PICTURE.renditions,),),
    ("picture", "image"): ((replace(BARE_PICTURE, sources=PICTURE.sources), "100vw"), (BARE_PICTURE, "100vw")),
    ("picture", "picture_figure"): ((PICTURE,), (BARE_PICTURE, "", False), (WITHHELD,), (SUNSET,), (ROOM,), (DANDELIONS,), (COVERED,)),
    ("picture", "cover"): ((COVERED,), (COVERED, False), (COVERED_FRONT,)),
    ("quotation", "quote"): ((QUOTATION,), (TRANSLATED,), (BARE_QUOTATION,)),
    ("integrity", "integrity_table"): ((INTEGRITY,), (values.Integrity("What this site rests on", ()),)),
    ("kept", "kept_brief"): ((KEPT, Address("sources/#agency")), (replace(KEPT, download="", label="kept copy (PNG, 120 kB)"), Address("sources/#agency")), (PRIVATE, Address("sources/#agency"))),
    ("kept", "kept_list"): (((KEPT, PRIVATE),), ((),)),
    ("responses", "response_list"): (((RESPONSE,),), ((RESPONSE, ANSWERED), True)),
    ("responses", "responses_section"): (((ANSWERED,),), ((),)),
    ("search", "search_panel"): ((SEARCH,), (BARE_SEARCH,)),
    ("search", "choices"): (("kind", "Kind", "All kinds", SEARCH.kinds), ("language", "Language", "All languages", SEARCH.languages), ("kind", "Kind", "All kinds", ())),
    ("search", "search_index"): ((SEARCH.names, SEARCH.days, SEARCH.timeline),),
    ("sources", "source_about"): ((SOURCE,), (BARE_SOURCE, True)),
    ("sources", "source_fold"): (((SOURCE, BARE_SOURCE), "2 sources"),),
    ("sources", "source_line"): ((SOURCE,), (BARE_SOURCE,)),
    ("sources", "source_list"): (((SOURCE, BARE_SOURCE),),),
    ("share", "code"): (("BibTeX", "@online{key,\n}\n"),),
    ("share", "share_panel"): ((SHARING,), (replace(SHARING, cited=None),), (values.Sharing("A title", "https://example.org/a/"),), (None,)),
    ("strip", "activity"): ((STRIP,), (STRIP, "timeline/2022-01-05/"), (replace(STRIP, years=True),), (SPANS,), (EMPTY_STRIP,)),
    ("switch", "switches"): ((), (True,)),
    ("teaser", "before_after"): ((TEASER, AWAY), (None, TEASER), (TEASER, None), (None, None)),
    ("teaser", "read_more"): (((TEASER, AWAY),), ((),)),
    ("teaser", "teaser_item"): ((TEASER,), (FOREIGN_TEASER,), (AWAY, 3), (PICTURED, 3)),
    ("teaser", "teaser_list"): (((TEASER, AWAY),), ((TEASER,), 2)),
    ("time", "span_of"): (((DAY, DAY),), ((DAY,),)),
    ("time", "time_of"): ((DAY,), (MINUTE,)),
    ("time", "when_full"): ((PHRASE,), (WHEN,), (CLOCKS,), (DAY_ONLY,)),
    ("time", "when_short"): ((PHRASE,), (WHEN,), (CLOCKS,), (DAY_ONLY,)),
    ("updates", "update_list"): ((UPDATES,), ((),)),
}
"""Arguments of every macro."""

_AROUND = {
    ("listing", "listing_line"): '<ul class="listing">{}</ul>',
    ("facts", "fact"): '<dl class="facts">{}</dl>',
    ("kept", "kept_list"): '<div class="sources">{}</div>',
    ("sources", "source_line"): '<div class="sources">{}</div>',
    ("body", "text"): '<div class="text">{}</div>',
    ("picture", "candidates"): "<p>{}</p>",
}
_INSIDE_A_LINE = {"correction_text", "figure_said", "switches", "citation", "credit", "labels", "link_list", "link_to", "listed", "together", "citation_mark", "span_of", "time_of", "when_full", "when_short", "inline", "source_about", "kept_brief"}


def around(name: tuple[str, str]) -> str:
    """Return the HTML that a macro of a component needs around it, with `{}` for its own."""
    return _AROUND.get(name, "<p>{}</p>" if name[1] in _INSIDE_A_LINE else "{}")
