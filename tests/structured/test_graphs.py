"""What pages tell programs: one graph each, in schema.org's words alone, whose addresses lead to what they name."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from tests.conftest import PRODUCTION, Once, parsed
from tests.documents import Document, documents
from tests.sites import GOOD, PUBLISH, build, small_picture, write
from tests.test_head import listed
from tests.translated import TOLD
from tests.vocabulary import GOOGLE, Graph, faults, graph_of, nodes_in, terms

LIVE = "https://example.org/base"
ENTRY = 600
"""Bytes that the graph of an entry may add to its page, gzip."""
_BLOCK = re.compile(rb'<script type="application/ld\+json">.*?</script>\n', re.DOTALL)


@pytest.fixture(scope="module")
def production(once: Once, production_site: Path) -> list[Document]:
    """All pages of the invented event as it is published."""
    return parsed(once, "production", production_site)


@pytest.fixture(scope="module")
def live(once: Once) -> Path:
    """The output of the small event as it goes on, told in three languages, with a covered picture, a publisher, a kept source."""
    texts = {name: text for name, text in {**GOOD, **TOLD}.items() if isinstance(text, str)}

    def make(folder: Path) -> None:
        event = texts["content/event.md"].replace("small happened.", "small happened on a square of the old town.").replace("Ends: 2022-01-08\n", "Publisher: The Harbour | https://example.org/harbour\nLicence: CC BY 4.0 | https://creativecommons.org/licenses/by/4.0/\n")
        write(folder, {
            **GOOD,
            **TOLD,
            "publishconf.py": PUBLISH,
            "content/event.md": event,
            "content/pictures/crowd.png": small_picture("firebrick"),
            "content/pictures/crowd.md": "Alt: A man on a road\nSensitive: A wounded man\nCredit: Nobody\n\nThe road.\n",
            "content/pictures/unseen.md": "Alt: A face\nWithheld: safety\nCredit: Nobody\n\nA witness.\n",
            "content/timeline/2022-01-07-road.md": "Title: </script> on the road\nWhen: 2022-01-07T18:00~\nKind: protest\nPicture: crowd.png\nDate: 2022-01-08T09:30\nSlug: road\n\nIt was seen.[@agency]\n\n![](unseen.png)\n",
            "content/data/sources.yaml": texts["content/data/sources.yaml"].replace("  date: 2022-01-05\n", "  date: 2022-01-05\n  archived: https://web.archive.org/web/2022/https://example.org/people-meet\n"),
        })  # fmt: skip
        build(folder, "content", "-s", "publishconf.py", SITEURL=LIVE)

    return once("live-graphs", make) / "output"


@pytest.fixture(scope="module")
def told(live: Path) -> dict[str, Graph]:
    """The graphs of that event, by page."""
    return {page.name: graph_of(page) for page in documents(live)}


def kinds(graph: Graph) -> list[str]:
    """Return the types of the things at the top of a graph."""
    return [node["@type"] for node in graph]


def test_every_listed_page_has_a_graph_at_its_end_and_no_other_page_has(production: list[Document]) -> None:
    for page in production:
        assert bool(graph_of(page)) is listed(page), page.name
        if listed(page):
            assert page.data.rstrip().endswith(b"</script>\n</body>\n</html>"), page.name


def test_without_siteurl_there_is_none(event_documents: list[Document]) -> None:
    assert [page.name for page in event_documents if graph_of(page)] == []


def test_schema_org_knows_every_type_and_property(production: list[Document], told: dict[str, Graph]) -> None:
    graphs = {page.name: graph_of(page) for page in production} | {f"live/{name}": graph for name, graph in told.items()}
    found = {f"{name}: {fault}" for name, graph in graphs.items() for node in nodes_in(graph) for fault in faults(node)}
    assert found == set()
    used = {node["@type"] for graph in graphs.values() for node in nodes_in(graph)}
    assert set(GOOGLE) - used == set()


@pytest.mark.parametrize("fault", [
    ({"@type": "NewsArtikel"}, "no such type"),
    ({"@type": "NewsArticle", "headlines": "x"}, "no such property"),
    ({"@type": "Event", "headline": "x"}, "no such property"),
    ({"@type": "Event", "startDate": "5 January"}, "is none of"),
    ({"@type": "Event", "location": {"@type": "Person", "name": "x"}}, "is none of"),
    ({"@type": "ImageObject", "contentUrl": "picture.jpg"}, "is none of"),
])  # fmt: skip
def test_what_schema_org_does_not_know_is_found(fault: tuple[dict[str, Any], str]) -> None:
    assert [fault[1] in found for found in faults(fault[0])] == [True]


def test_things_have_what_google_asks_for(production: list[Document], told: dict[str, Graph]) -> None:
    for graph in (*map(graph_of, production), *told.values()):
        for node in nodes_in(graph):
            missing = [name for name in GOOGLE.get(node["@type"], ()) if name not in node]
            assert missing == [], node
            if node["@type"] == "Dataset" and node["inLanguage"] == "en":  # of the other languages the small event has too few words
                assert 50 <= len(node["description"]) <= 5_000
            if node["@type"] == "BreadcrumbList":
                assert len(node["itemListElement"]) >= 2
                assert all("item" in step for step in node["itemListElement"][:-1])


def _ids(page: Document) -> set[str]:
    return {element.get("id", "") for element in page.all()}


@pytest.mark.parametrize("site", ["production", "live"])
def test_every_address_of_ours_leads_to_what_it_names(site: str, request: pytest.FixtureRequest) -> None:
    base = PRODUCTION if site == "production" else LIVE
    pages = request.getfixturevalue("production") if site == "production" else documents(request.getfixturevalue("live"))
    there = {f"{base}/{page.name.removesuffix('index.html')}": page for page in pages}
    files = {file.relative_to(folder).as_posix() for folder in [request.getfixturevalue("production_site" if site == "production" else "live")] for file in folder.rglob("*")}
    graphs = {address: graph_of(page) for address, page in there.items()}
    described = {node["@id"]: address for address, graph in graphs.items() for node in graph if "@id" in node}
    ids = {address: _ids(page) for address, page in there.items()}
    for address, graph in graphs.items():
        for name in re.findall(rf'"({re.escape(base)}/[^"]*)"', json.dumps(graph, ensure_ascii=False)):
            page, _, anchor = name.partition("#")
            assert page in there or page.removeprefix(f"{base}/") in files, (address, name)
            assert not anchor or anchor in ids[page], (address, name)
        for name in re.findall(r'"@id": "([^"]+)"', json.dumps(graph)):
            # A source, and a correction, may be one of many on its page; all else has a page that tells all of it.
            one_of_many = name.split("#")[1] not in ("content", "top")
            assert one_of_many or name in described, (address, name)


def test_expanding_loses_nothing(production: list[Document], told: dict[str, Graph]) -> None:
    """As JSON-LD 1.1 has it, by a processor that knows schema.org's terms and no others."""
    context = {"@context": {term: f"https://schema.org/{term}" for term in terms()}}

    def load(url: str, _: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    def said(value: Any) -> int:
        """Count what is said: types, and values of properties."""
        if isinstance(value, list):
            return sum(map(said, value))
        if isinstance(value, dict):
            return sum(said(each) for name, each in value.items() if name in ("@type", "@value", "@graph") or not name.startswith("@"))
        return 1

    # One page of each template: the processor is slow.
    chosen = {re.sub(r"[^/]+/(?=index)", "*/", page.name): page for page in production if listed(page)}
    graphs = [*map(graph_of, chosen.values()), told["timeline/index.html"], told["ru/articles/first/index.html"]]
    for graph in graphs:
        document = {"@context": "https://schema.org", "@graph": graph}
        assert said(jsonld.expand(document, {"documentLoader": load})) == said({"@graph": graph})
    lost = {"@context": "https://schema.org", "@graph": [{"@type": "Event", "nome": "x"}]}
    assert said(jsonld.expand(lost, {"documentLoader": load})) < said(lost["@graph"])


def test_the_graph_of_an_entry_is_small(production_site: Path, live: Path) -> None:
    heavy = {}
    for folder in (production_site, live):
        for file in folder.rglob("timeline/*/*/index.html"):
            data = file.read_bytes()
            if (size := len(gzip.compress(data, 6)) - len(gzip.compress(_BLOCK.sub(b"", data), 6))) > ENTRY:
                heavy[file.relative_to(folder).as_posix()] = size
    assert heavy == {}


def test_no_script_can_be_ended_by_words(told: dict[str, Graph], live: Path) -> None:
    (entry, way) = told["timeline/2022-01-07/road/index.html"]
    assert entry["headline"] == "</script> on the road"
    assert way["@type"] == "BreadcrumbList"
    assert b"</script> on the road" not in (live / "timeline/2022-01-07/road/index.html").read_bytes()


def test_covered_and_withheld_pictures_are_in_no_graph_and_no_sitemap(live: Path) -> None:
    page = (live / "pictures/crowd.html").read_text("utf-8")
    assert re.search(r"crowd-[0-9a-f]{12}", page)
    for file in live.rglob("*.html"):
        for block in _BLOCK.findall(file.read_bytes()):
            assert re.search(rb"crowd-[0-9a-f]{12}|unseen", block) is None, file
    for sitemap in live.rglob("sitemap*.xml"):
        text = sitemap.read_text("utf-8")
        assert "/pictures/crowd.html</loc>" in text
        assert re.search(r"square-[0-9a-f]{12}", text)
        assert re.search(r"crowd-[0-9a-f]{12}|unseen", text) is None


def test_the_timeline_of_a_developing_event_is_a_live_blog(told: dict[str, Graph], production: list[Document]) -> None:
    live = told["timeline/index.html"][0]
    assert kinds(told["timeline/index.html"]) == ["LiveBlogPosting", "BreadcrumbList"]
    assert told["timeline/newest/index.html"][0] == live
    updates = live["liveBlogUpdate"]
    assert [each["headline"] for each in updates] == ["</script> on the road", "The council answers", "People meet in the square"]
    assert [each["datePublished"] for each in updates] == ["2022-01-08T09:30:00+00:00", "2022-01-06", "2022-01-05T14:00+06:00"]
    assert ["image" in each for each in updates] == [False, False, True]
    assert updates[0]["@id"] == f"{LIVE}/timeline/2022-01-07/road/#content"
    assert "coverageEndTime" not in live
    ended = next(page for page in production if page.name == "timeline/index.html")
    assert "LiveBlogPosting" not in kinds(graph_of(ended))


def test_the_event_says_no_more_than_is_known(told: dict[str, Graph], production: list[Document]) -> None:
    event = told["index.html"][1]
    assert (event["startDate"], event.get("endDate")) == ("2022-01-05", None)
    ended = graph_of(next(page for page in production if page.name == "index.html"))[1]
    assert ended["endDate"] > ended["startDate"]
    happening = told["timeline/2022-01-07/road/index.html"][0]["about"]
    assert happening["startDate"] == "2022-01-07"  # about 18:00 is sure to the day
    assert "location" not in happening


def test_a_translation_names_its_original(told: dict[str, Graph]) -> None:
    russian, english, arabic = (told[f"{prefix}articles/first/index.html"][0] for prefix in ("ru/", "", "ar/"))
    assert russian["translationOfWork"] == {"@id": english["@id"]} == {"@id": f"{LIVE}/articles/first/#content"}
    assert (russian["inLanguage"], english["inLanguage"]) == ("ru", "en")
    assert "translationOfWork" not in english
    # Nobody has translated it: the Arabic page shows the English text.
    assert ("translationOfWork" in arabic, arabic["inLanguage"]) == (False, "en")


def test_people_and_places_keep_their_names_in_every_script(told: dict[str, Graph], production: list[Document]) -> None:
    assert told["ru/people/mayor/index.html"][0]["@id"] == told["people/mayor/index.html"][0]["@id"] == f"{LIVE}/people/mayor/#content"
    named = [node for page in production for node in graph_of(page) if page.name.startswith(("places/", "people/")) and "alternateName" in node]
    assert {node["@type"] for node in named} == {"Place"}
    assert any("@language" in str(node["alternateName"]) for node in named)


def test_texts_name_sources_corrections_quotes_and_rights(told: dict[str, Graph]) -> None:
    article, entry = told["articles/first/index.html"][0], told["timeline/2022-01-06/answer/index.html"][0]
    assert article["citation"]["archivedAt"].startswith("https://web.archive.org/")
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert article["publisher"] == {"@type": "Organization", "name": "The Harbour", "url": "https://example.org/harbour"}
    assert article["author"] == {"@type": "Person", "name": "An Author"}
    assert [part["@type"] for part in [article["hasPart"]]] == ["Quotation"]
    assert entry["correction"]["text"] == "The answer came on Thursday, not on Friday."
    assert [(part["@type"], part.get("author", {}).get("@id"), part.get("creditText")) for part in entry["hasPart"]] == [
        ("Claim", f"{LIVE}/people/mayor/#content", None),
        ("Claim", None, "A neighbour"),
    ]
    assert entry["dateModified"] == "2022-01-09"


def test_downloads_are_a_dataset_of_all_files(told: dict[str, Graph], live: Path) -> None:
    dataset = told["downloads/index.html"][0]
    offered = {file["contentUrl"] for file in dataset["distribution"]}
    assert offered == {f"{LIVE}/downloads/{file.name}" for file in (live / "downloads").iterdir() if file.name != "index.html"}
    assert dataset["temporalCoverage"] == "2022-01-05/.."


def test_ways_lead_from_the_front_page(told: dict[str, Graph]) -> None:
    def way(name: str) -> list[tuple[str, str]]:
        return [(step["name"], step.get("item", "").removeprefix(LIVE)) for step in told[name][-1]["itemListElement"]]

    assert way("timeline/2022-01-06/answer/index.html") == [
        ("A small event", "/"), ("Timeline", "/timeline/"), ("6 January 2022", "/timeline/2022-01-06/"), ("The council answers", ""),
    ]  # fmt: skip
    assert way("people/index.html") == [("A small event", "/"), ("People", "")]
    assert "BreadcrumbList" not in kinds(told["index.html"])
