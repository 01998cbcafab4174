"""References between files, and the components and links that are made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    DISPUTE,
    ENTRY,
    EVENT,
    FIGURES,
    PEOPLE,
    PLACES,
    QUOTES,
    Table,
    changed,
    check,
)

REFERENCES: Table = {
    "place, near": (
        {ENTRY: ("Places: almaty", "Places: almaty; berlni")},
        'content/timeline/2022-01-05-square.md:4: unknown place "berlni": did you mean "berlin"?',
    ),
    "place, far": (
        {ENTRY: ("Places: almaty", "Places: xyz")},
        'content/timeline/2022-01-05-square.md:4: unknown place "xyz": add it to content/data/places.yaml',
    ),
    "person": (
        {ARTICLE: ("People: mayor", "People: mayer")},
        'content/articles/first.md:7: unknown person "mayer": did you mean "mayor"?',
    ),
    "organisation": (
        {ARTICLE: ("Organisations: council", "Organisations: concil")},
        'content/articles/first.md:8: unknown organisation "concil": did you mean "council"?',
    ),
    "source": (
        {ENTRY: ("Highlight: yes", "Sources: agncy")},
        'content/timeline/2022-01-05-square.md:5: unknown source "agncy": did you mean "agency"?',
    ),
    "citation": (
        {ENTRY: ("[@agency]", "[@agenzy]")},
        'content/timeline/2022-01-05-square.md:9: unknown source "agenzy": did you mean "agency"?',
    ),
    "one of two citations": (
        {DISPUTE: ("[@agency; @paper]", "[@agency; @nobody]")},
        'content/timeline/2022-01-06-answer.md:13: unknown source "nobody": add it to content/data/sources.yaml',
    ),
    "figure in a text": (
        {ARTICLE: ("[[figure: deaths]]", "[[figure: death]]")},
        'content/articles/first.md:23: unknown figure "death": did you mean "deaths"?',
    ),
    "figure shown in no way that there is": (
        {ARTICLE: ("[[figure: deaths]]", "[[figure: deaths | pie]]")},
        'content/articles/first.md:23: [[figure: deaths | pie]]: "pie" is no way to show a figure: write [[figure: deaths | chart]], or [[figure: deaths]] for its table',
    ),
    "chart of too few numbers": (
        {ARTICLE: ("[[figure: deaths]]", "[[figure: deaths | chart]]")},
        'content/articles/first.md:23: there is no chart of "deaths": write [[figure: deaths]] for its table: its reports of numbers are 1, and a chart takes 3',
    ),
    "chart that is not to be": (
        {ARTICLE: ("[[figure: deaths]]", "[[figure: deaths | chart]]"), FIGURES: ("  unit: people", "  unit: people\n  chart: no")},
        'content/articles/first.md:23: there is no chart of "deaths": write [[figure: deaths]] for its table: figures.yaml says "chart: no" of it',
    ),
    "figure of the event": (
        {EVENT: ("Figures: deaths", "Figures: injured")},
        'content/event.md:10: unknown figure "injured": add it to content/data/figures.yaml',
    ),
    "quote": (
        {ARTICLE: ("[[quote: no-comment]]", "[[quote: nocomment]]")},
        'content/articles/first.md:21: unknown quote "nocomment": did you mean "no-comment"?',
    ),
    "picture in a text": (
        {ARTICLE: ("![](square.png)", "![](sqare.png)")},
        'content/articles/first.md:17: unknown picture "sqare": did you mean "square"?',
    ),
    "picture of another ending": (
        {ARTICLE: ("![](square.png)", "![](square.jpg)")},
        'content/articles/first.md:17: unknown picture "square.jpg": did you mean "square.png"?',
    ),
    "picture of an entry": (
        {ENTRY: ("Picture: square.png", "Picture: circle.png")},
        'content/timeline/2022-01-05-square.md:6: unknown picture "circle": add it to content/pictures/',
    ),
    "lead picture": (
        {EVENT: ("Lead_picture: square.png", "Lead_picture: squar")},
        'content/event.md:6: unknown picture "squar": did you mean "square"?',
    ),
    "kind": (
        {ENTRY: ("Kind: protest", "Kind: protset")},
        'content/timeline/2022-01-05-square.md:3: unknown kind "protset": did you mean "protest"?',
    ),
    "article or entry": (
        {ARTICLE: ("[[read: answer]]", "[[read: anser]]")},
        'content/articles/first.md:27: unknown article or entry "anser": did you mean "answer"?',
    ),
    "text itself": (
        {ARTICLE: ("[[read: answer]]", "[[read: first]]")},
        'content/articles/first.md:27: "first" is this text itself: name another one',
    ),
    "who claims": (
        {DISPUTE: ("    mayor: all", "    mayr: all")},
        'content/timeline/2022-01-06-answer.md:8: unknown person or organisation "mayr": did you mean "mayor"?',
    ),
    "who spoke": (
        {QUOTES: ("speaker: mayor", "speaker: mayr")},
        'content/data/quotes.yaml:3: unknown person or organisation "mayr": did you mean "mayor"?',
    ),
    "who reports": (
        {FIGURES: ("by: council", "by: counsil")},
        'content/data/figures.yaml:6: unknown person or organisation "counsil": did you mean "council"?',
    ),
    "organisation of a person": (
        {PEOPLE: ("organisation: council", "organisation: concil")},
        'content/data/people.yaml:4: unknown organisation "concil": did you mean "council"?',
    ),
    "place around a place": (
        {PLACES: ("  name: Almaty\n", "  name: Almaty\n  within: berln\n")},
        'content/data/places.yaml:3: unknown place "berln": did you mean "berlin"?',
    ),
    "source of a quote": (
        {QUOTES: ("sources: [agency]", "sources: [agency, papper]")},
        'content/data/quotes.yaml:4: unknown source "papper": did you mean "paper"?',
    ),
}

COMPONENTS: Table = {
    "unknown, near": (
        {ARTICLE: ("[[quote: no-comment]]", "[[qoute: no-comment]]")},
        'content/articles/first.md:21: unknown component "qoute": did you mean "quote"?',
    ),
    "unknown, far": (
        {ARTICLE: ("[[quote: no-comment]]", "[[tweet: 123]]")},
        'content/articles/first.md:21: unknown component "tweet": known are figure, quote, read, media, timeline, map, integrity',
    ),
    "empty": (
        {ARTICLE: ("[[quote: no-comment]]", "[[quote: ]]")},
        "content/articles/first.md:21: [[quote: ]] is empty: write what it shall show behind the colon",
    ),
    "inside a paragraph": (
        {ARTICLE: ("People met.", "People met [[quote: no-comment]] there.")},
        'content/articles/first.md:15: "[[quote: no-comment]]" stands inside a paragraph: give it a paragraph of its own',
    ),
    "media of two parts": (
        {ARTICLE: (" | A video | Example]]", " | A video]]")},
        "content/articles/first.md:29: [[media: ...]] needs three parts: write [[media: https://... | title | publisher]]",
    ),
    "media without scheme": (
        {ARTICLE: ("[[media: https://example.org/video", "[[media: example.org/video")},
        'content/articles/first.md:29: "example.org/video" is no web address: write it whole, beginning with https://',
    ),
    "unknown part of the timeline": (
        {ARTICLE: ("[[timeline: 2022-01-05]]", "[[timeline: protset]]")},
        'content/articles/first.md:25: unknown part of the timeline "protset": did you mean "protest"?',
    ),
    "day without entries": (
        {ARTICLE: ("[[timeline: 2022-01-05]]", "[[timeline: 2022-01-07]]")},
        'content/articles/first.md:25: no entry for "2022-01-07": correct it, or take it out',
    ),
    "timeline of a day that does not exist": (
        {ARTICLE: ("[[timeline: 2022-01-05]]", "[[timeline: 2022-02-30]]")},
        'content/articles/first.md:25: [[timeline: ...]]: "2022-02-30" does not exist: February 2022 has 28 days',
    ),
}

LINKS: Table = {
    "to a file, near": (
        {ARTICLE: ("People met.", "People [met]({filename}../timeline/2022-01-05-sqare.md).")},
        'content/articles/first.md:15: there is no text "content/timeline/2022-01-05-sqare.md": did you mean "content/timeline/2022-01-05-square.md"?',
    ),
    "to an anchor here": (
        {ARTICLE: ("People met.", "People [met](#what-they-sayd).")},
        'content/articles/first.md:15: there is no anchor "#what-they-sayd": did you mean "what-they-said"?',
    ),
    "to an anchor there": (
        {ARTICLE: ("People met.", "People [met]({filename}../pages/about.md#what-isnt-known).")},
        'content/articles/first.md:15: there is no anchor "#what-isnt-known": did you mean "what-is-not-known"?',
    ),
    "to an anchor where there is none": (
        {ARTICLE: ("People met.", "People [met]({filename}../timeline/2022-01-05-square.md#there).")},
        'content/articles/first.md:15: there is no anchor "#there": the text has no headings: take it out',
    ),
    "to a draft": (
        {ENTRY: ("Highlight: yes", "Status: draft"), EVENT: ("[in the square]({filename}timeline/2022-01-05-square.md)", "there"), ARTICLE: ("[[timeline: 2022-01-05]]\n\n", "")},
        'content/articles/first.md:10: "content/timeline/2022-01-05-square.md" is a draft: publish it, or take the link out',
    ),
    "to a relative address": (
        {ARTICLE: ("People met.", "People [met](../timeline/).")},
        'content/articles/first.md:15: the link "../timeline/" cannot be checked: write {filename}../timeline/name.md or a whole address',
    ),
    "to a host without scheme": (
        {ARTICLE: ("People met.", "People [met](example.org).")},
        'content/articles/first.md:15: the link "example.org" cannot be checked: write {filename}../timeline/name.md or a whole address',
    ),
    "to an extra file": (
        {ARTICLE: ("People met.", "People [met]({static}/extra/favicn.svg).")},
        'content/articles/first.md:15: there is no file "content/extra/favicn.svg": did you mean "content/extra/favicon.svg"?',
    ),
    "by reference": (
        {ARTICLE: ("People met.", "People [met][there].\n\n[there]: {filename}nowhere.md\n")},
        'content/articles/first.md:17: there is no text "content/articles/nowhere.md": correct the link',
    ),
    "to a person": (
        {ARTICLE: ("People met.", "People [met]({filename}/data/people.yaml#mayr).")},
        'content/articles/first.md:15: unknown person "mayr": did you mean "mayor"?',
    ),
    "to data without pages": (
        {ARTICLE: ("People met.", "People [met]({filename}/data/quotes.yaml#no-comment).")},
        'content/articles/first.md:15: "content/data/quotes.yaml" has no pages: link to a person, an organisation, a place, a source or a figure',
    ),
    "read more, itself": (
        {ARTICLE: ("    First: {filename}../timeline/2022-01-05-square.md\n", "    {filename}first.md\n")},
        "content/articles/first.md:10: Read_more: the link leads to this text itself: delete it",
    ),
    "read more, a page": (
        {ARTICLE: ("    First: {filename}../timeline/2022-01-05-square.md\n", "    {filename}../pages/about.md\n")},
        'content/articles/first.md:10: Read_more: "{filename}../pages/about.md" is no article and no entry: link to one, or write Title | https://...',
    ),
    "read more, no file": (
        {ARTICLE: ("    First: {filename}../timeline/2022-01-05-square.md\n", "    {filename}secnd.md\n")},
        'content/articles/first.md:10: there is no text "content/articles/secnd.md": did you mean "content/event.md"?',
    ),
    "read more, malformed": (
        {ARTICLE: ("    Elsewhere | https://example.org/elsewhere", "    Elsewhere https://example.org/elsewhere")},
        'content/articles/first.md:12: Read_more: "Elsewhere https://example.org/elsewhere" is neither a link nor a source: write {filename}other.md, the key of a source, or Title | https://...',
    ),
    "read more, no address": (
        {ARTICLE: ("    Elsewhere | https://example.org/elsewhere", "    Elsewhere | example.org/elsewhere")},
        'content/articles/first.md:12: Read_more: "example.org/elsewhere" is no web address: write it whole, beginning with https://',
    ),
    "read more, source": (
        {ARTICLE: ("    agency\n", "    agenci\n")},
        'content/articles/first.md:11: unknown source "agenci": did you mean "agency"?',
    ),
}

CONTENT: Table = {**REFERENCES, **COMPONENTS, **LINKS}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)
