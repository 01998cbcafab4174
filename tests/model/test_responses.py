"""Readers' responses in the model: what they are about, which correction they led to, who is published, what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from dateline.markup.convert import Converter
from dateline.model.address import Address
from dateline.model.build import build_event
from dateline.model.responses import ON_A_PAGE, listed
from dateline.problems import Problems
from dateline.read.content import read_content
from dateline.read.translations import in_language

from tests.broken_sites import ARTICLE, DISPUTE, Change, changed
from tests.model.conftest import Model
from tests.sites import GOOD, write

FILE = "content/responses/2022-01-08-reader.md"
LETTER = """\
About: {filename}../timeline/2022-01-06-answer.md
From: A reader in Almaty
Date: 2022-01-08
Consent: by e-mail, on 8 January 2022
Answer: You are right [@agency].
Led_to: 2022-01-09

It was *Thursday*. <b>I was there</b>.
"""
EVENT = "content/event.md"
ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"


def test_a_response_stands_below_its_text_and_leads_to_its_correction_and_back(model: Model) -> None:
    event, problems = model({FILE: LETTER})
    assert not problems
    (response,) = event.responses
    (text,) = (entry for entry in event.entries if entry.slug == "answer")
    assert text.responses == (response,)
    assert (response.about, response.sender, response.written) == (text.teaser, "A reader in Almaty", date(2022, 1, 8))
    assert (response.anchor, response.address) == ("response:2022-01-08-reader", "responses/#response:2022-01-08-reader")
    assert response.corrections == ((date(2022, 1, 9), "correction-2022-01-09"),)
    assert text.corrections[0].after == (("A reader in Almaty", "response:2022-01-08-reader"),)
    assert [source.key for source in response.answer.sources] == ["agency"]


def test_a_text_is_named_by_its_slug_too(model: Model) -> None:
    event, problems = model({FILE: LETTER.replace("{filename}../timeline/2022-01-06-answer.md", "first").replace("Led_to: 2022-01-09\n", "")})
    assert not problems
    assert [article.slug for article in event.articles if article.responses] == ["first"]


def test_a_draft_is_checked_and_shown_nowhere(model: Model) -> None:
    event, problems = model({FILE: LETTER.replace("Consent:", "Status: draft\n# Consent:")})
    assert not problems
    assert not event.responses
    assert not any(text.responses or any(each.after for each in text.corrections) for text in event.entries)


def test_what_is_about_a_hidden_text_stands_on_its_page_alone(model: Model) -> None:
    event, problems = model({FILE: LETTER, DISPUTE: ("Slug: answer", "Status: hidden\nSlug: answer")})
    assert [str(problem) for problem in problems.sorted() if "responses" in problem.path] == []
    assert not event.responses
    assert [response.address for text in event.entries for response in text.responses] == [None]


def test_letters_of_one_day_each_have_an_address_on_the_pages_of_all(model: Model) -> None:
    files: dict[str, Change] = {FILE.replace("reader", f"reader-{number:02}"): LETTER for number in range(ON_A_PAGE + 1)}
    event, problems = model(files)
    assert not problems
    assert event.responses == tuple(listed([*event.entries, *event.articles]))
    assert len({response.address for response in event.responses}) == ON_A_PAGE + 1
    assert [response.address for response in event.responses][-1:] == [Address("responses/2/#response:2022-01-08-reader-00")]


TOLD: dict[str, tuple[str, str, str]] = {
    "nobody agreed": (
        "Consent: by e-mail, on 8 January 2022\n", "",
        ":1: nobody says that the writer agreed to publication: add Consent: how and when its writer agreed (it is not published), or Status: draft",
    ),
    "agreement without a word": ("by e-mail, on 8 January 2022", "", ':4: "Consent" is empty: write how and when its writer agreed that it is published; this is not published itself, or delete the line'),
    "about nothing known": ("{filename}../timeline/2022-01-06-answer.md", "anser", ':1: unknown article or entry "anser": did you mean "answer"?'),
    "about no text": ("{filename}../timeline/2022-01-06-answer.md", "{filename}../pages/about.md", ':1: About: "{filename}../pages/about.md" is no article and no entry: name the one that the letter is about'),
    "about a file that is not there": (
        "2022-01-06-answer.md", "2022-01-06-anser.md",
        ':1: there is no text "content/timeline/2022-01-06-anser.md": did you mean "content/timeline/2022-01-06-answer.md"?',
    ),
    "no such correction": ("Led_to: 2022-01-09", "Led_to: 2022-01-10", ":6: Led_to: content/timeline/2022-01-06-answer.md has no correction of 2022-01-10: did you mean \"2022-01-09\"?"),
    "corrected before it was written": ("Date: 2022-01-08", "Date: 2022-01-10", ":6: Led_to: 2022-01-09 lies before Date, which is 2022-01-10: correct one of the two"),
    "no letter": ("It was *Thursday*. <b>I was there</b>.\n", "", ":7: the response has no text: write the letter below the head"),
    "a script": ("<b>I was there</b>", "<script>alert(1)</script>", ":8: <script> is not allowed in a text: delete it: texts hold no scripts, styles, forms or embedded pages"),
    "a picture": ("It was *Thursday*. <b>I was there</b>.", "![](square.png)", ":8: a picture or [[...]] stands in a caption, claim, correction, update or response: put it into the text of an entry, article or page"),
}


@pytest.mark.parametrize("name", TOLD)
def test_told(model: Model, name: str) -> None:
    old, new, told = TOLD[name]
    assert old in LETTER
    assert [str(problem) for problem in model({FILE: LETTER.replace(old, new)})[1].sorted()] == [FILE + told]


def test_where_a_text_has_no_corrections_the_advice_is_to_write_one(model: Model) -> None:
    _, problems = model({FILE: LETTER.replace("{filename}../timeline/2022-01-06-answer.md", "first")})
    assert [str(problem) for problem in problems.sorted()] == [
        f'{FILE}:6: Led_to: {ARTICLE} has no correction of 2022-01-09: write "Correction: 2022-01-09: ..." there, or delete the line'
    ]


def test_two_files_of_one_name_are_told(model: Model) -> None:
    other = "content/responses/more/2022-01-08-reader.md"
    letter = LETTER.replace("../timeline", "/timeline")
    _, problems = model({FILE: letter, other: letter})
    assert [str(problem) for problem in problems.sorted()] == [
        f'{other}:1: its anchor "response:2022-01-08-reader" is that of {FILE} too: rename one of the two files'
    ]


def test_days_in_the_future_are_doubted(model: Model) -> None:
    _, problems = model({FILE: LETTER.replace("Date: 2022-01-08", "Date: 2031-01-08").replace("Led_to: 2022-01-09\n", "")})
    assert [str(warning) for warning in problems.warnings()] == [f"{FILE}:3: Date: 2031-01-08 lies in the future: correct it, unless it is meant"]


def test_ways_to_the_editors(model: Model) -> None:
    event, problems = model({EVENT: ("Ends:", f"Contact:\n    email: desk@example.org\n    onion: {ONION}\nEnds:")})
    assert not problems
    assert [channel.kind for channel in event.contact] == ["email", "onion"]
    assert [address for _, address in event.guides] == ["https://freedom.press/", "https://ssd.eff.org/"]
    event, problems = model({EVENT: ("Ends:", "Contact: signal: desk.01\nGuides: A guide | https://example.org/guide\nEnds:")})
    assert not problems
    assert event.guides == (("A guide", "https://example.org/guide"),)


CONTACT: dict[str, tuple[str, str]] = {
    "a letter wrong": (f"Contact: onion: 3{ONION[1:]}", f'Contact: "3{ONION[1:]}" has a letter wrong: its checksum is another: copy it anew from where it comes from'),
    "twice": ("Contact:\n    signal: desk.01\n    signal: @desk.01", 'Contact: "desk.01" stands a second time: keep one (the first is on line 5)'),
    "guides to nobody": ("Guides: A guide | https://example.org/", "Guides: there is no Contact, so no page shows them: name a way to the editors, or delete them"),
    "a guide without an address": ("Contact: signal: desk.01\nGuides: A guide", 'Guides: "A guide" has no address: write title | https://...'),
}


@pytest.mark.parametrize("name", CONTACT)
def test_ways_that_lead_nowhere_are_told(model: Model, name: str) -> None:
    written, told = CONTACT[name]
    _, problems = model({EVENT: ("Ends:", f"{written}\nEnds:")})
    assert [f"{replace(problem, path='', line=0)}".lstrip(": ") for problem in problems.sorted()] == [told]


def test_a_translation_has_the_letters_words_and_says_whose_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {name: text for name, text in GOOD.items() if name.startswith("content/")})
    translation = "From: Читатель из Алматы\nAnswer: Вы правы.\n\nЭто было в *четверг*.\n"
    changed(tmp_path, {FILE: LETTER, FILE.replace(".md", ".ru.md"): translation, EVENT: ("Ends:", "Languages: en; ru\nEnds:")})
    problems = Problems()
    content = read_content(tmp_path / "content", (), {}, problems)
    event, _ = build_event(in_language(content, "ru", "en"), problems, Converter(problems).in_language("ru", "{}", str, "{}", "{}"))
    assert not problems
    (response,) = event.responses
    assert (response.sender, response.lang, response.translated, response.answer_lang) == ("Читатель из Алматы", "ru", True, "")
    assert response.corrections == ((date(2022, 1, 9), "correction-2022-01-09"),)
    assert "четверг" in str(response.body)
