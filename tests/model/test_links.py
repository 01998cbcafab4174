"""Links in texts find their files however their names are written: as they are, or percent-encoded, as editors do it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from dateline.markup.convert import Converter
from dateline.model.address import Address
from dateline.model.bodies import Site, Target
from dateline.model.data import Data
from dateline.model.index import Index
from dateline.model.nouns import HtmlPart
from dateline.problems import Problems

HERE = "content/articles/here.md"
TEXTS = {
    "content/timeline/two words.md": "timeline/two-words/",
    "content/timeline/a#b.md": "timeline/ab/",
    "content/timeline/100%.md": "timeline/100/",
    "content/timeline/площадь.md": "timeline/ploshchad/",
    "content/timeline/caf\u00e9.md": "timeline/cafe/",
    "content/timeline/a%20b.md": "timeline/a20b/",
}
EXTRA = {"two words.pdf": "two words.pdf", "who?.pdf": "who-.pdf", "a#1.pdf": "a#1.pdf", "deep/x & y.pdf": "deep/x & y.pdf"}


def site() -> Site:
    problems = Problems()

    def index(noun: str) -> Index[object]:
        return Index(noun, f"content/data/{noun}.yaml", problems)

    data = Data(*(index(noun) for noun in ("sources", "organisations", "people", "places", "figures", "quotes")))  # type: ignore[arg-type]
    targets = {path: Target(Address(address), "published", frozenset(("part", "größe"))) for path, address in TEXTS.items()}
    pictures, kinds = index("picture"), index("kind")
    return Site("content", ZoneInfo("UTC"), data, problems, pictures, kinds, targets=targets, extra={f"content/extra/{name}": published for name, published in EXTRA.items()})  # type: ignore[arg-type]


LINKS = {
    "{filename}../timeline/two words.md": "timeline/two-words/",
    "{filename}../timeline/two%20words.md#part": "timeline/two-words/#part",
    "{filename}/timeline/two%20words.md": "timeline/two-words/",
    "{filename}../timeline/a#b.md": "timeline/ab/",
    "{filename}../timeline/a#b.md#part": "timeline/ab/#part",
    "{filename}../timeline/a%23b.md#part": "timeline/ab/#part",
    "{filename}../timeline/100%.md": "timeline/100/",
    "{filename}../timeline/100%25.md": "timeline/100/",
    "{filename}../timeline/%D0%BF%D0%BB%D0%BE%D1%89%D0%B0%D0%B4%D1%8C.md": "timeline/ploshchad/",
    "{filename}../timeline/cafe\u0301.md": "timeline/cafe/",
    "{filename}../timeline/cafe%CC%81.md": "timeline/cafe/",
    "{filename}../timeline/a%20b.md": "timeline/a20b/",
    "{filename}../timeline/a%2520b.md": "timeline/a20b/",
    "{filename}../timeline/two words.md#größe": "timeline/two-words/#gr%C3%B6%C3%9Fe",
    "{filename}../timeline/two words.md#gr%C3%B6%C3%9Fe": "timeline/two-words/#gr%C3%B6%C3%9Fe",
    "{static}/extra/two words.pdf": "/two%20words.pdf",
    "{static}/extra/two%20words.pdf": "/two%20words.pdf",
    "{static}../extra/who?.pdf": "/who-.pdf",
    "{static}../extra/who%3F.pdf": "/who-.pdf",
    "{static}/extra/a#1.pdf": "/a%231.pdf",
    "{static}/extra/a%231.pdf#page=2": "/a%231.pdf#page=2",
    "{static}/extra/deep/x & y.pdf": "/deep/x%20%26%20y.pdf",
}


@pytest.mark.parametrize("written", LINKS)
def test_the_file_is_found(written: str) -> None:
    found = site()
    assert found.link(written, HERE, 1) == LINKS[written]
    assert found.problems.sorted() == []


@pytest.mark.parametrize("written", [name for name in LINKS if "\u0301" not in name])
def test_the_file_is_found_from_a_text(written: str) -> None:
    found = site()
    markup = Converter(found.problems).text(f"See [it](<{written}>).", 1, HERE)
    (part,) = found.body(markup, HERE).parts
    assert isinstance(part, HtmlPart)
    assert f'href="dateline:{LINKS[written]}"' in part.html
    assert found.problems.sorted() == []


def test_what_is_not_there_is_told_as_it_was_written() -> None:
    found = site()
    assert found.link("{filename}../timeline/two%20wurds.md#part", HERE, 3) is None
    assert found.link("{static}/extra/two%20wurds.pdf", HERE, 4) is None
    assert list(map(str, found.problems.sorted())) == [
        f'{HERE}:3: there is no text "content/timeline/two%20wurds.md": did you mean "content/timeline/two words.md"?',
        f'{HERE}:4: there is no file "content/extra/two%20wurds.pdf": did you mean "content/extra/two words.pdf"?',
    ]
