"""Broken sites: each is the small good site with one thing wrong, and must say exactly what, and leave the old output alone."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from tests.sites import GOOD, ROOT, pelican, small_picture, tree, write

EVENT = "content/event.md"
ARTICLE = "content/articles/first.md"
ENTRY = "content/timeline/2022-01-05-square.md"
DISPUTE = "content/timeline/2022-01-06-answer.md"
PAGE = "content/pages/about.md"
PICTURE = "content/pictures/square.md"
SOURCES = "content/data/sources.yaml"
PEOPLE = "content/data/people.yaml"
ORGANISATIONS = "content/data/organisations.yaml"
PLACES = "content/data/places.yaml"
FIGURES = "content/data/figures.yaml"
QUOTES = "content/data/quotes.yaml"

Change = str | bytes | tuple[str, str] | None
"""What happens to a file: a new text, other bytes, one passage for another, or None: it is deleted."""
Table = Mapping[str, tuple[Mapping[str, Change], *tuple[str, ...]]]
"""By name: what is changed, and the problems that are then told, in order."""

HEADS: Table = {
    "unknown key, near": (
        {ENTRY: ("Highlight: yes", "Highligth: yes")},
        'content/timeline/2022-01-05-square.md:5: unknown key "Highligth": did you mean "Highlight"?',
    ),
    "unknown key, far": (
        {PAGE: ("Slug: about", "Sprocket: about")},
        'content/pages/about.md:2: unknown key "Sprocket": a file of this kind takes Title, Date, Summary, Slug, Status, Lang, Modified',
    ),
    "key of another kind": (
        {ENTRY: ("Highlight: yes", "Alt: A square")},
        'content/timeline/2022-01-05-square.md:5: unknown key "Alt": a file of this kind takes Title, When, Kind, Places, People, Organisations, Highlight, Certainty, Claims, Sources, Picture, Correction, Slug, Status, Lang, Modified, Date',
    ),
    "key without value": (
        {ENTRY: ("Picture: square.png", "Picture:")},
        "content/timeline/2022-01-05-square.md:6: \"Picture\" is empty: write a picture's name, or delete the line",
    ),
    "required key without value": (
        {PICTURE: ("Credit: Nobody / Public domain", "Credit:")},
        'content/pictures/square.md:2: "Credit" is empty: write photographer / agency',
    ),
    "single key twice": (
        {ENTRY: ("Highlight: yes", "Highlight: yes\nHighlight: no")},
        'content/timeline/2022-01-05-square.md:6: "Highlight" stands a second time: keep one (the first is on line 5)',
    ),
    "line that is no key": (
        {ENTRY: ("Highlight: yes", "very important")},
        'content/timeline/2022-01-05-square.md:5: "very important" is neither a "Key: value" nor a continuation: begin the text after a blank line, or indent a continuation by four spaces',
    ),
    "text without blank line above": (
        {ENTRY: ("Slug: square\n\nThey", "Slug: square\nThey")},
        "content/timeline/2022-01-05-square.md:1: the entry has no source: add Sources: or cite one in the text: [@key]",
        'content/timeline/2022-01-05-square.md:8: "They came at noon.[@agency]" is neither a "Key: value" nor a continuation: begin the text after a blank line, or indent a continuation by four spaces',
    ),
    "status below a continuation of two spaces": (
        {ARTICLE: ("Summary: All that is known.", "Summary: All that\n  is known.\nStatus: drafty")},
        'content/articles/first.md:7: Status: "drafty" is not known here: did you mean "draft"?',
    ),
    "head missing": (
        {PAGE: "How this was made.\n"},
        'content/pages/about.md:1: "Title" is missing: add Title: the headline',
        'content/pages/about.md:1: the file does not begin with a head: write "Title: ..." and the other keys above the text, then a blank line',
    ),
    "file empty": (
        {PAGE: ""},
        'content/pages/about.md:1: "Title" is missing: add Title: the headline',
    ),
    "fence never closed": (
        {PAGE: "---\nTitle: About\n\nHow this was made.\n"},
        'content/pages/about.md:1: the head is never closed: end it with a line "---"',
    ),
    "not UTF-8": (
        {ENTRY: b'Title: Caf\xe9\nWhen: 2022-01-05\nKind: protest\n\nText.[@agency]\n'},
        "content/timeline/2022-01-05-square.md:1: byte 0xe9 is not UTF-8: save the file as UTF-8",
    ),
    "Windows line ends": (
        {PAGE: "Title: About\r\nSlug: about\r\nBad line\r\n\r\nText.\r\n"},
        'content/pages/about.md:3: "Bad line" is neither a "Key: value" nor a continuation: begin the text after a blank line, or indent a continuation by four spaces',
    ),
    "event without its keys": (
        {EVENT: "Kicker: Small\n\nIt began.\n"},
        'content/event.md:1: "Kinds" is missing: add Kinds: key = label, one a line: the kinds of entries, in order',
        'content/event.md:1: "Starts" is missing: add Starts: the first day',
        'content/event.md:1: "Timezone" is missing: add Timezone: the IANA zone of times without a place',
        'content/event.md:1: "Title" is missing: add Title: the name of the event',
    ),
    "entry without its keys": (
        {ENTRY: "Slug: square\n\nThey came.[@agency]\n"},
        "content/timeline/2022-01-05-square.md:1: \"Kind\" is missing: add Kind: one of the event's kinds",
        'content/timeline/2022-01-05-square.md:1: "Title" is missing: add Title: the headline',
        'content/timeline/2022-01-05-square.md:1: "When" is missing: add When: when it happened',
    ),
    "article without its keys": (
        {ARTICLE: "Kicker: Small\n\nThey came.\n"},
        'content/articles/first.md:1: "Date" is missing: add Date: when it was published',
        'content/articles/first.md:1: "Title" is missing: add Title: the headline',
    ),
    "page without title": (
        {PAGE: ("Title: About\n", "")},
        'content/pages/about.md:1: "Title" is missing: add Title: the headline',
    ),
    "picture without its keys": (
        {PICTURE: "Places: almaty\n\nThe square.\n"},
        'content/pictures/square.md:1: "Alt" is missing: add Alt: what can be seen, for those who cannot see it',
        'content/pictures/square.md:1: "Credit" is missing: add Credit: photographer / agency',
    ),
}

VALUES: Table = {
    "neither yes nor no": (
        {ENTRY: ("Highlight: yes", "Highlight: sure")},
        'content/timeline/2022-01-05-square.md:5: Highlight: "sure" is neither yes nor no: write yes or no',
    ),
    "choice, near": (
        {ENTRY: ("Highlight: yes", "Certainty: confirmd")},
        'content/timeline/2022-01-05-square.md:5: Certainty: "confirmd" is not known here: did you mean "confirmed"?',
    ),
    "choice, far": (
        {ARTICLE: ("Tags: square", "Kind: gossip")},
        'content/articles/first.md:4: Kind: "gossip" is not known here: write one of news, analysis, explainer, profile',
    ),
    "certainty misread, claims there": (
        {DISPUTE: ("Certainty: disputed", "Certainty: disputd")},
        'content/timeline/2022-01-06-answer.md:6: Certainty: "disputd" is not known here: did you mean "disputed"?',
    ),
    "colour": (
        {EVENT: ("#0b4f5c", "teal")},
        'content/event.md:11: Accent: "teal" is no colour: write six hexadecimal digits: #8c1d18',
    ),
    "second colour": (
        {EVENT: ("#0b4f5c", "#0b4f5c pale")},
        'content/event.md:11: Accent: "pale" is no colour: write six hexadecimal digits: #8c1d18',
    ),
    "three colours": (
        {EVENT: ("#0b4f5c", "#0b4f5c #9fd0d9 #ffffff")},
        'content/event.md:11: Accent: "#0b4f5c #9fd0d9 #ffffff" is not one colour or two: write one, or one for light and one for dark: #0b4f5c #9fd0d9',
    ),
    "colour too pale": (
        {EVENT: ("#0b4f5c", "#FF0000")},
        "content/event.md:11: Accent: #ff0000 is too pale to read on light paper (3.5:1 on #f3f0e8, text needs 7:1): write #a60000, the nearest that can be read",
    ),
    "colour too dark for dark paper": (
        {EVENT: ("#0b4f5c", "#0b4f5c #0b4f5c")},
        "content/event.md:11: Accent: #0b4f5c is too dark to read on dark paper (1.7:1 on #23211d, text needs 7:1): write #78b5c3, the nearest that can be read",
    ),
    "colours the wrong way round": (
        {EVENT: ("#0b4f5c", "#9fd0d9 #0b4f5c")},
        "content/event.md:11: Accent: #0b4f5c is too dark to read on dark paper (1.7:1 on #23211d, text needs 7:1): write #78b5c3, the nearest that can be read",
        "content/event.md:11: Accent: #9fd0d9 is too pale to read on light paper (1.4:1 on #f3f0e8, text needs 7:1): write #29575f, the nearest that can be read",
    ),
    "zone, near": (
        {EVENT: ("Asia/Almaty", "Asia/Almati")},
        'content/event.md:5: Timezone: "Asia/Almati" is no time zone: did you mean "Asia/Almaty"?',
    ),
    "zone, far": (
        {EVENT: ("Asia/Almaty", "+06:00")},
        'content/event.md:5: Timezone: "+06:00" is no time zone: write an IANA zone such as Asia/Almaty',
    ),
    "focus": (
        {PICTURE: ("50% 30%", "middle")},
        'content/pictures/square.md:4: Focus: "middle" is no point: write two percentages, from the left and from the top: "50% 30%"',
    ),
    "focus outside the picture": (
        {PICTURE: ("50% 30%", "150% 30%")},
        'content/pictures/square.md:4: Focus: "150% 30%" is no point: write two percentages, from the left and from the top: "50% 30%"',
    ),
    "blur outside the picture": (
        {PICTURE: ("Focus: 50% 30%", "Blur: 90,10,20,20")},
        'content/pictures/square.md:4: Blur: "90,10,20,20" is no region: write x,y,w,h in percent, inside the picture: 40,10,12,20',
    ),
    "keys separated by commas": (
        {ARTICLE: ("Places: almaty", "Places: almaty, berlin")},
        'content/articles/first.md:6: Places: "almaty, berlin" is one key with a comma: separate keys with ";"',
    ),
    "slug": (
        {ENTRY: ("Slug: square", "Slug: The Square")},
        'content/timeline/2022-01-05-square.md:7: Slug: "The Square" cannot be an address: write lower-case letters a to z, digits and hyphens: "almaty-airport"',
    ),
    "language": (
        {ENTRY: ("Highlight: yes", "Lang: English")},
        'content/timeline/2022-01-05-square.md:5: Lang: "English" is no language tag: write it as in BCP 47: en, kk, ru, kk-Latn',
    ),
    "licence without scheme": (
        {PICTURE: ("Focus: 50% 30%", "Licence_url: creativecommons.org")},
        'content/pictures/square.md:4: Licence_url: "creativecommons.org" is no web address: write it whole, beginning with https://',
    ),
    "kind without label": (
        {EVENT: ("government = Government", "government")},
        'content/event.md:9: Kinds: "government" is no "key = label": write for example protest = Protest',
    ),
    "kind with a blank": (
        {EVENT: ("government = Government", "Gov ernment = Government")},
        'content/event.md:9: Kinds: "Gov ernment" cannot be a key: write lower-case letters a to z, digits and hyphens',
    ),
}

DATES: Table = {
    "day that does not exist": (
        {ENTRY: ("2022-01-05T14:00", "2022-02-30")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-02-30" does not exist: February 2022 has 28 days',
    ),
    "month that does not exist": (
        {ENTRY: ("2022-01-05T14:00", "2022-13-01")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-13-01" does not exist: months go from 01 to 12',
    ),
    "hour that does not exist": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05T24:30")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-01-05T24:30" does not exist: hours go from 00 to 23, minutes from 00 to 59',
    ),
    "day or month": (
        {ENTRY: ("2022-01-05T14:00", "05/06/2022")},
        'content/timeline/2022-01-05-square.md:2: When: "05/06/2022" is ambiguous: write 2022-06-05 or 2022-05-06',
    ),
    "slashes": (
        {ENTRY: ("2022-01-05T14:00", "25/06/2022")},
        'content/timeline/2022-01-05-square.md:2: When: "25/06/2022" is not an ISO 8601 date: write 2022-06-25',
    ),
    "month without year": (
        {ENTRY: ("2022-01-05T14:00", "June")},
        'content/timeline/2022-01-05-square.md:2: When: "June" has no year: write the month as YYYY-MM, for example 2022-06',
    ),
    "month as a word": (
        {ENTRY: ("2022-01-05T14:00", "5 January 2022")},
        'content/timeline/2022-01-05-square.md:2: When: "5 January 2022" is not a date: write YYYY-MM-DD, YYYY-MM-DDTHH:MM, YYYY-MM, YYYY or an interval A/B',
    ),
    "unknown part of day": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05 teatime")},
        'content/timeline/2022-01-05-square.md:2: When: "teatime" is no part of a day: write one of morning, midday, afternoon, evening, night',
    ),
    "backwards": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-06/2022-01-05")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-01-06/2022-01-05" ends before it begins: write the earlier date first',
    ),
    "half an interval": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05/")},
        'content/timeline/2022-01-05-square.md:2: When: "2022-01-05/" is half an interval: write both dates, or one without the slash',
    ),
    "impossible offset": (
        {ENTRY: ("2022-01-05T14:00", "2022-01-05T12:00+26:00")},
        'content/timeline/2022-01-05-square.md:2: When: "+26:00" is no offset from UTC: write it like +06:00',
    ),
    "clocks set forward": (
        {DISPUTE: ("2022-01-06 evening", "2022-03-27T02:30")},
        'content/timeline/2022-01-06-answer.md:2: When: "2022-03-27T02:30" does not exist in Europe/Berlin: the clocks were set forward over it: correct the time',
    ),
    "clocks set back": (
        {DISPUTE: ("2022-01-06 evening", "2022-10-30T02:30")},
        'content/timeline/2022-01-06-answer.md:2: When: "2022-10-30T02:30" came twice in Europe/Berlin: add which one is meant: +02:00 or +01:00',
    ),
    "published in a month": (
        {ARTICLE: ("Date: 2022-01-07", "Date: 2022-01")},
        'content/articles/first.md:2: Date: "2022-01" is no publication date: write YYYY-MM-DD or YYYY-MM-DDTHH:MM',
    ),
    "event starts in a month": (
        {EVENT: ("Starts: 2022-01-05", "Starts: 2022-01")},
        'content/event.md:3: Starts: "2022-01" is not a full date: write it as YYYY-MM-DD, for example 2022-01-05',
    ),
    "event ends before it starts": (
        {EVENT: ("Ends: 2022-01-08", "Ends: 2022-01-04")},
        "content/event.md:4: the event ends before it starts: correct Starts or Ends",
    ),
    "time where a date belongs": (
        {FIGURES: ("as_of: 2022-01-06", "as_of: 2022-01-06T12:00")},
        'content/data/figures.yaml:7: as_of: "2022-01-06T12:00" has a time: write the date alone, for example 2022-01-05',
    ),
    "source of a day that does not exist": (
        {SOURCES: ("date: 2022-01-05", "date: 2022-02-30")},
        'content/data/sources.yaml:5: date: "2022-02-30" does not exist: February 2022 has 28 days',
    ),
    "correction without date": (
        {DISPUTE: ("Correction: 2022-01-09: The", "Correction: The")},
        'content/timeline/2022-01-06-answer.md:10: Correction: "The answer came on Thursday, not on Friday." is no date with a text: write YYYY-MM-DD: what there is to say',
    ),
    "correction without text": (
        {DISPUTE: ("Correction: 2022-01-09: The answer came on Thursday, not on Friday.", "Correction: 2022-01-09")},
        'content/timeline/2022-01-06-answer.md:10: Correction: "2022-01-09" is no date with a text: write YYYY-MM-DD: what there is to say',
    ),
    "withdrawn without date": (
        {FIGURES: ("    by: council\n", "    by: council\n    withdrawn: disowned\n")},
        'content/data/figures.yaml:7: withdrawn: "disowned" is no date with a text: write YYYY-MM-DD: what there is to say',
    ),
}

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

PICTURES: Table = {
    "no alt": (
        {PICTURE: ("Alt: A blue rectangle\n", "")},
        'content/pictures/square.md:1: "Alt" is missing: add Alt: what can be seen, for those who cannot see it',
    ),
    "no credit": (
        {PICTURE: ("Credit: Nobody / Public domain\n", "")},
        'content/pictures/square.md:1: "Credit" is missing: add Credit: photographer / agency',
    ),
    "no image": (
        {"content/pictures/square.png": None},
        'content/pictures/square.md:1: there is no image beside the caption file: put one there, or say why it is not shown: "Withheld: rights" or "safety"',
    ),
    "withheld with an image": (
        {PICTURE: ("Focus: 50% 30%", "Withheld: safety")},
        "content/pictures/square.md:4: the picture is withheld, but square.png lies beside it: take the image out of the folder, or Withheld out",
    ),
    "alt is the caption": (
        {PICTURE: ("Alt: A blue rectangle", "Alt: The square on 5 January")},
        "content/pictures/square.md:1: Alt repeats the caption: describe what can be seen; the caption says the rest",
    ),
    "alt is the file's name": (
        {PICTURE: ("Alt: A blue rectangle", "Alt: square.png")},
        "content/pictures/square.md:1: Alt is the file's name: describe what can be seen",
    ),
    "no picture at all": (
        {"content/pictures/square.png": b'\x89PNG\r\n\x1a\nnothing'},
        "content/pictures/square.png: the end of the file is missing: copy it again from where it came from",
    ),
    "PNG broken off": (
        {"content/pictures/square.png": small_picture()[:-40]},
        "content/pictures/square.png: the end of the file is missing: copy it again from where it came from",
    ),
    "from elsewhere": (
        {ARTICLE: ("![](square.png)", "![](https://example.org/a.png)")},
        'content/articles/first.md:17: the picture "https://example.org/a.png" lies elsewhere: copy it into pictures/ with its credit',
    ),
    "inside a sentence": (
        {ARTICLE: ("People met.", "People ![](square.png) met.")},
        'content/articles/first.md:15: the picture "square.png" stands inside a sentence: give it a paragraph of its own',
    ),
    "unknown layout": (
        {ARTICLE: ("![](square.png)", "![](square.png)\n{: .wyde}")},
        'content/articles/first.md:17: unknown layout ".wyde": use one of wide, portrait, aside',
    ),
    "two of one name": (
        {"content/pictures/square.jpg": small_picture()},
        "content/pictures/square.jpg: the file is called .jpg, but its content is PNG: give it the ending .png, here and where it is named",
        "content/pictures/square.png: the picture shares its name with square.jpg: rename one of the two",
    ),
    "not a format for the web": (
        {"content/pictures/moving.bmp": b'BM'},
        "content/pictures/moving.bmp: not a picture that can be shown: save it as one of .jpg, .jpeg, .png, .webp, .avif, .tif, .tiff, .gif, .heic, .heif, .svg",
    ),
    "picture in a caption": (
        {PICTURE: ("The square on 5 January.", "The square.\n\n![](square.png)")},
        "content/pictures/square.md:8: a picture or [[...]] stands in a caption, claim or correction: put it into the text of an entry, article or page",
    ),
}

COMPONENTS: Table = {
    "unknown, near": (
        {ARTICLE: ("[[quote: no-comment]]", "[[qoute: no-comment]]")},
        'content/articles/first.md:21: unknown component "qoute": did you mean "quote"?',
    ),
    "unknown, far": (
        {ARTICLE: ("[[quote: no-comment]]", "[[tweet: 123]]")},
        'content/articles/first.md:21: unknown component "tweet": known are figure, quote, read, media, timeline, map',
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

ADDRESSES: Table = {
    "two entries": (
        {DISPUTE: ("Slug: answer", "Slug: square"), ARTICLE: ("[[read: answer]]\n\n", "")},
        'content/timeline/2022-01-06-answer.md:11: the slug "square" is that of content/timeline/2022-01-05-square.md too: write another "Slug: ..."',
    ),
    "entry and article": (
        {ARTICLE: ("Slug: first", "Slug: square")},
        'content/timeline/2022-01-05-square.md:7: the slug "square" is that of content/articles/first.md too: write another "Slug: ..."',
    ),
    "two pages": (
        {"content/pages/two.md": "Title: Two\nSlug: about\n\nText.\n"},
        'content/pages/two.md:2: the slug "about" is that of content/pages/about.md too: write another "Slug: ..."',
    ),
    "page where the timeline is": (
        {PAGE: ("Slug: about", "Slug: timeline")},
        'content/pages/about.md:2: the address /timeline/ is used by the site itself: write another "Slug: ..."',
    ),
    "entry named like an anchor": (
        {ENTRY: ("Slug: square", "Slug: story")},
        'content/timeline/2022-01-05-square.md:7: the slug "story" is an anchor of every page: write another "Slug: ..."',
    ),
    "extra file where the timeline is": (
        {"content/extra/timeline/notes.txt": "x"},
        "content/extra/timeline/notes.txt: the address /timeline/notes.txt is used by the site itself: rename the file",
    ),
    "extra front page": (
        {"content/extra/index.html": "x"},
        "content/extra/index.html: the address /index.html is used by the site itself: rename the file",
    ),
    "extra file where a page is": (
        {"content/extra/about/index.html": "x"},
        "content/extra/about/index.html: the address /about/index.html is used by content/pages/about.md: rename the file",
    ),
    "extra file where a folder is": (
        {"content/extra/about": "x"},
        "content/extra/about: the address /about is used by content/pages/about.md: rename the file",
    ),
    "extra list of files": (
        {"content/extra/SHA256SUMS": "x"},
        "content/extra/SHA256SUMS: the address /SHA256SUMS is used by the site itself: rename the file",
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

TEXTS: Table = {
    "heading of level one": (
        {ARTICLE: ("## What they said", "# What they said")},
        'content/articles/first.md:19: "# What they said" is a second title of the page: begin headings in a text with "##"',
    ),
    "underlined heading of level one": (
        {ARTICLE: ("## What they said", "What they said\n==========")},
        'content/articles/first.md:19: "# What they said" is a second title of the page: begin headings in a text with "##"',
    ),
    "heading that skips a level": (
        {ARTICLE: ("## What they said", "### What they said")},
        'content/articles/first.md:19: "### What they said" skips a level: begin it with "##"',
    ),
    "heading in an entry": (
        {ENTRY: ("They came", "## Noon\n\nThey came")},
        'content/timeline/2022-01-05-square.md:9: "## Noon" is a heading in a short text: write it as a sentence, or in bold',
    ),
    "footnote in an entry": (
        {ENTRY: ("They came at noon.", "They came at noon.[^1]\n\n[^1]: By the clock.\n\n")},
        'content/timeline/2022-01-05-square.md:9: "[^1]" is a footnote in a short text: say it in the sentence',
    ),
    "footnote without a text": (
        {ARTICLE: ("People met.", "People met.[^1] `[^2]`")},
        'content/articles/first.md:15: the footnote "[^1]" has no text: write it below the text: [^1]: ...',
    ),
    "citation of nothing": (
        {ARTICLE: ("People met.", "People met.[@]")},
        'content/articles/first.md:15: unknown source "": add it to content/data/sources.yaml',
    ),
    "component in a claim": (
        {"content/timeline/2022-01-06-answer.md": ("nothing is well [@paper]", "[[quote: no-comment]]")},
        "content/timeline/2022-01-06-answer.md:9: a picture or [[...]] stands in a caption, claim or correction: put it into the text of an entry, article or page",
        'content/timeline/2022-01-06-answer.md:9: the claim of "A neighbour" has no source: end it with [@source]',
    ),
    "script": (
        {ARTICLE: ("People met.", "People met. <script>alert(1)</script>")},
        "content/articles/first.md:15: <script> is not allowed in a text: delete it: texts hold no scripts, styles, forms or embedded pages",
    ),
    "iframe": (
        {ARTICLE: ("![](square.png)", '<iframe src="https://example.org"></iframe>')},
        "content/articles/first.md:17: <iframe> is not allowed in a text: write [[media: https://... | title | publisher]]: nothing is loaded from elsewhere",
    ),
    "img": (
        {ARTICLE: ("![](square.png)", '<img src="square.png" alt="">')},
        "content/articles/first.md:17: <img> is not allowed in a text: write ![](name.jpg) alone in a paragraph",
    ),
    "style": (
        {ARTICLE: ("People met.", 'In style.\n\n<span style="x">People</span> met.')},
        'content/articles/first.md:17: the attribute "style" of <span> is not allowed: delete it',
    ),
    "event handler": (
        {ARTICLE: ("People met.", '<span onclick="x()">People</span> met.')},
        'content/articles/first.md:15: the attribute "onclick" of <span> is not allowed: delete it',
    ),
    "javascript: address": (
        {ARTICLE: ("People met.", "[People](javascript:alert(1)) met.")},
        'content/articles/first.md:15: an address that begins with "javascript:" is not allowed: link to https:// or mailto:',
    ),
}

EVIDENCE: Table = {
    "disputed without claims": (
        {DISPUTE: ("Claims:\n    mayor: all is well [@agency]\n    A neighbour: nothing is well [@paper]\n", "")},
        "content/timeline/2022-01-06-answer.md:6: a disputed entry has fewer than two claims: give at least two Claims, each: who: what they say [@source]",
    ),
    "disputed with one claim": (
        {DISPUTE: ("    A neighbour: nothing is well [@paper]\n", "")},
        "content/timeline/2022-01-06-answer.md:6: a disputed entry has fewer than two claims: give at least two Claims, each: who: what they say [@source]",
    ),
    "claim without source": (
        {DISPUTE: ("all is well [@agency]", "all is well")},
        'content/timeline/2022-01-06-answer.md:8: the claim of "mayor" has no source: end it with [@source]',
    ),
    "claim without who": (
        {DISPUTE: ("    mayor: all is well [@agency]", "    all is well [@agency]")},
        'content/timeline/2022-01-06-answer.md:8: Claims: "all is well [@agency]" does not say who: write who: what they say [@source]',
    ),
    "claims on a reported entry": (
        {DISPUTE: ("Certainty: disputed\n", "")},
        'content/timeline/2022-01-06-answer.md:7: claims stand in an entry that is reported: write "Certainty: disputed", or tell them in the text',
    ),
    "entry without source": (
        {ENTRY: ("They came at noon.[@agency]", "They came at noon.")},
        "content/timeline/2022-01-05-square.md:1: the entry has no source: add Sources: or cite one in the text: [@key]",
    ),
}

DATA: Table = {
    "syntax error": (
        {SOURCES: ("  title: People meet", "  title: People: meet")},
        "content/data/sources.yaml:2: not YAML: mapping values are not allowed in this context: check indentation, colons and quotes",
    ),
    "control character": (
        {SOURCES: ("People meet", "People \a meet")},
        "content/data/sources.yaml:2: not YAML: the character U+0007 is not allowed: delete it",
    ),
    "second document": (
        {SOURCES: ("paper:", "---\npaper:")},
        "content/data/sources.yaml:6: not YAML: expected a single document in the stream, but found another document: check indentation, colons and quotes",
    ),
    "key twice": (
        {SOURCES: ("  publisher: The Agency", "  publisher: The Agency\n  publisher: Another")},
        'content/data/sources.yaml:4: "publisher" stands a second time: keep one (the first is on line 3)',
    ),
    "unknown key, near": (
        {SOURCES: ("publisher: The Agency", "publsher: The Agency")},
        'content/data/sources.yaml:1: "agency" has no publisher: add publisher: who published it',
        'content/data/sources.yaml:3: unknown key "publsher" in "agency": did you mean "publisher"?',
    ),
    "unknown key, far": (
        {PLACES: ("zone: Europe/Berlin", "population: 3")},
        'content/data/places.yaml:7: unknown key "population" in "berlin": places take name, type, names, other_names, lat, lon, zone, within, note, sources',
    ),
    "key with capitals": (
        {ORGANISATIONS: ("council:", "City Council:")},
        'content/articles/first.md:8: unknown organisation "council": add it to content/data/organisations.yaml',
        'content/data/figures.yaml:6: unknown person or organisation "council": add it to people.yaml or organisations.yaml, or write a name',
        'content/data/organisations.yaml:1: "City Council" cannot be a key: write lower-case letters a to z, digits and hyphens',
        'content/data/people.yaml:4: unknown organisation "council": add it to content/data/organisations.yaml',
    ),
    "list at the top": (
        {QUOTES: "- text: No comment.\n"},
        "content/data/quotes.yaml:1: the file is no mapping: write one key a line, its fields indented below it",
    ),
    "text for fields": (
        {ORGANISATIONS: "council: City council\n"},
        'content/data/organisations.yaml:1: "council" has no fields: write them indented below it, one a line',
    ),
    "text for a list": (
        {PEOPLE: ("sources: [agency]", "sources: agency")},
        "content/data/people.yaml:5: sources is not a list: write it as [one, two]",
    ),
    "text for names": (
        {PEOPLE: ("  role: mayor", "  names: Mayor")},
        "content/data/people.yaml:3: names is no mapping: write it as {kk: ..., ru: ...}",
    ),
    "name in no language": (
        {PEOPLE: ("  role: mayor", "  names: {Russian: Мэр}")},
        'content/data/people.yaml:3: names: "Russian" is no language tag: write it as in BCP 47: en, kk, ru, kk-Latn',
    ),
    "list for a text": (
        {PEOPLE: ("role: mayor", "role: [mayor]")},
        "content/data/people.yaml:3: role is not one value: write a single text, quoted if it holds a colon",
    ),
    "empty value": (
        {PEOPLE: ("role: mayor", "role:")},
        "content/data/people.yaml:3: role is empty: write what they were at the time, or delete the line",
    ),
    "tag": (
        {SOURCES: ("title: People meet", "title: !!python/object:os.system x")},
        'content/data/sources.yaml:2: title begins with a YAML tag ("tag:yaml.org,2002:python/object:os.system"): put the text in quotes',
    ),
    "source without its keys": (
        {SOURCES: ("paper:\n  title: The council answers\n  publisher: The Paper", "paper:\n  kind: press")},
        'content/data/sources.yaml:6: "paper" has no publisher: add publisher: who published it',
        'content/data/sources.yaml:6: "paper" has no title: add title: its headline; in [square brackets] when described',
    ),
    "address without scheme": (
        {SOURCES: ("https://example.org/people-meet", "example.org")},
        'content/data/sources.yaml:4: url: "example.org" is no web address: write it whole, beginning with https://',
    ),
    "unknown kind of source": (
        {SOURCES: ("date: 2022-01-05", "kind: pres")},
        'content/data/sources.yaml:5: kind: "pres" is not known here: did you mean "press"?',
    ),
    "quote without its keys": (
        {QUOTES: "no-comment:\n  context: none\n"},
        'content/data/quotes.yaml:1: "no-comment" has no sources: add sources: keys of sources.yaml',
        'content/data/quotes.yaml:1: "no-comment" has no speaker: add speaker: who spoke: a key or a name',
        'content/data/quotes.yaml:1: "no-comment" has no text: add text: the words, letter by letter',
    ),
    "latitude out of range": (
        {PLACES: ("lat: 43.24", "lat: 143.24")},
        "content/data/places.yaml:3: lat 143.24 is outside ±90: are lat and lon swapped?",
    ),
    "latitude with a comma": (
        {PLACES: ("lat: 43.24", "lat: 43,24")},
        'content/data/places.yaml:3: lat: "43,24" is no number: write it with a point: 43.24',
    ),
    "latitude not a number": (
        {PLACES: ("lat: 43.24", "lat: .nan")},
        'content/data/places.yaml:3: lat: ".nan" is no number: write it with a point: 43.24',
    ),
    "longitude missing": (
        {PLACES: ("  lon: 76.92\n", "")},
        'content/data/places.yaml:1: "almaty" has only one coordinate: write both lat and lon',
    ),
    "within itself": (
        {PLACES: ("  zone: Europe/Berlin", "  within: berlin")},
        'content/data/places.yaml:7: "berlin" lies within itself: correct within',
    ),
    "within each other": (
        {PLACES: "almaty:\n  name: Almaty\n  within: berlin\nberlin:\n  name: Berlin\n  within: almaty\n"},
        'content/data/places.yaml:6: "berlin" lies within itself: correct within',
    ),
    "figure without reports": (
        {FIGURES: "deaths:\n  title: Killed\n  unit: people\n"},
        'content/data/figures.yaml:1: "deaths" has no reports: add reports: each report of it',
    ),
    "report without its keys": (
        {FIGURES: ("  - value: 2\n    by: council\n    as_of: 2022-01-06\n    sources: [agency]\n", "  - what: bodies\n")},
        'content/data/figures.yaml:5: "deaths, report 1" has no as_of: add as_of: the day, month or year for which it is said',
        'content/data/figures.yaml:5: "deaths, report 1" has no by: add by: who says so: a key or a name',
        'content/data/figures.yaml:5: "deaths, report 1" has no sources: add sources: keys of sources.yaml',
        'content/data/figures.yaml:5: "deaths, report 1" has no value: add value: a number, or words',
    ),
    "report without sources": (
        {FIGURES: ("    as_of: 2022-01-06\n    sources: [agency]", "    as_of: 2022-01-06\n    sources: []")},
        'content/data/figures.yaml:5: "deaths, report 1" has no sources: add sources: keys of sources.yaml',
    ),
    "report that is a number": (
        {FIGURES: "deaths:\n  title: Killed\n  unit: people\n  reports: [12]\n"},
        'content/data/figures.yaml:4: "deaths, report 1" has no fields: write them indented below it, one a line',
    ),
    "value with a separator": (
        {FIGURES: ("value: 2", "value: 20,000")},
        'content/data/figures.yaml:5: value: "20,000" is neither a plain number nor words: write digits alone (20000, 0.5), or words ("dozens")',
    ),
}

FOLDERS: Table = {
    "unknown data file": (
        {"content/data/poeple.yaml": "a: b\n"},
        'content/data/poeple.yaml: unknown data file: did you mean "people.yaml"?',
    ),
    "unknown folder, near": (
        {"content/article/x.md": "Title: X\n"},
        'content/article: unknown folder: did you mean "articles"?',
    ),
    "unknown folder, far": (
        {"content/notes/x.md": "Title: X\n"},
        "content/notes: unknown folder: the folders are articles, timeline, pages, pictures, data, extra",
    ),
    "file in no folder": (
        {"content/first.md": "Title: X\nDate: 2022-01-01\n\nX\n"},
        "content/first.md: the file belongs to no folder: move it into one of the folders articles, timeline, pages, pictures, data, extra",
    ),
    "event missing": (
        {EVENT: None},
        "content/event.md: the event is missing: write it: title, start, time zone, kinds",
    ),
    "event misnamed": (
        {EVENT: None, "content/events.md": "Title: X\n"},
        "content/event.md: the event is missing: write it: title, start, time zone, kinds",
        'content/events.md: the file belongs to no folder: did you mean "event.md"?',
    ),
    "no Markdown": (
        {"content/articles/notes.txt": "x"},
        "content/articles/notes.txt: not a Markdown file: give it the ending .md, or move it into extra/",
    ),
}
CONTENT = {
    f"{group}: {name}": case
    for group, table in {
        "head": HEADS,
        "value": VALUES,
        "date": DATES,
        "reference": REFERENCES,
        "picture": PICTURES,
        "component": COMPONENTS,
        "address": ADDRESSES,
        "link": LINKS,
        "text": TEXTS,
        "evidence": EVIDENCE,
        "data": DATA,
        "folder": FOLDERS,
    }.items()
    for name, case in table.items()
}

SETTINGS = "pelicanconf.py"
CONF = str(GOOD[SETTINGS])
BAD = CONF + 'PLUGINS = ["dateline", "bad"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\n'
THEME = CONF + 'THEME = "theme"\n'
"""A copy of the theme, which the test makes where these settings stand."""


def plugin(signal: str) -> str:
    """Return a plugin that raises in the handler of a signal."""
    return f"""\
from pelican import signals


def bad(*args, **kwargs):
    raise ValueError("out of order")


def register():
    signals.{signal}.connect(bad)
"""


RAISED = "more/bad.py:5: ValueError: out of order: mend it, or take the plugin out of PLUGINS; pelican -D shows how it came to this"
SETUP: Table = {
    "plugin unknown": (
        {SETTINGS: CONF + 'PLUGINS = ["dateline", "nowhere"]\n'},
        "pelicanconf.py: Cannot load plugin `nowhere`: Cannot import plugin `nowhere`: install it, or take it out of PLUGINS",
    ),
    "plugin lacks a package": (
        {SETTINGS: BAD, "more/bad.py": "import nothing_such\n"},
        "pelicanconf.py: Cannot load plugin `bad`: No module named 'nothing_such': install it, or take it out of PLUGINS",
    ),
    "plugin cannot be registered": (
        {SETTINGS: BAD, "more/bad.py": 'def register():\n    raise ValueError("out of order")\n'},
        "pelicanconf.py: Cannot register plugin `bad` (ValueError: out of order, more/bad.py:2): mend it, or take it out of PLUGINS",
    ),
    "plugin raises at the start": ({SETTINGS: BAD, "more/bad.py": plugin("initialized")}, RAISED),
    "plugin raises before generators": ({SETTINGS: BAD, "more/bad.py": plugin("get_generators")}, RAISED),
    "plugin raises when all is read": ({SETTINGS: BAD, "more/bad.py": plugin("all_generators_finalized")}, RAISED),
    "plugin raises at the end": ({SETTINGS: BAD, "more/bad.py": plugin("finalized")}, RAISED),
    "plugin logs an error": (
        {SETTINGS: BAD, "more/bad.py": plugin("finalized").replace("raise ValueError(", "import logging; logging.error(")},
        "root: out of order: see Pelican's message above; pelican -D tells more",
    ),
    "Dateline not among the plugins": (
        {SETTINGS: CONF + "PLUGINS = []\n"},
        'pelicanconf.py: PLUGINS lacks "dateline": write PLUGINS = ["dateline"]',
    ),
    "template with a syntax error": (
        {SETTINGS: THEME, "theme/templates/article.html": "<p>\n{% if %}\n"},
        "theme/templates/article.html:2: TemplateSyntaxError: Expected an expression, got 'end of statement block': mend the template; pelican -D shows how it came to this",
    ),
    "template with an unknown name": (
        {SETTINGS: THEME, "theme/templates/article.html": "<p>\n{{ nothing }}\n"},
        "theme/templates/article.html:2: the template cannot show the page ('nothing' is undefined): mend the template",
    ),
    "template with an unknown field": (
        {SETTINGS: THEME, "theme/templates/article.html": "<p>\n{{ site.colour }}\n"},
        "theme/templates/article.html:2: the template cannot show the page ('dateline.pages.values.Site object' has no attribute 'colour'): mend the template",
    ),
    "component with an unknown name": (
        {SETTINGS: THEME, "theme/templates/article.html": '{% include "components/new.html" %}', "theme/templates/components/new.html": "<p>\n\n{{ nothing }}\n"},
        "theme/templates/components/new.html:3: the template cannot show the page ('nothing' is undefined): mend the template",
    ),
    "template missing": (
        {SETTINGS: THEME, "theme/templates/article.html": None},
        "theme/templates/article.html: the template cannot show the page (the template article.html is missing): mend the template",
    ),
    "component missing": (
        {SETTINGS: THEME, "theme/templates/article.html": '{% include "components/new.html" %}'},
        "theme/templates/article.html: the template cannot show the page (the template components/new.html is missing): mend the template",
    ),
    "theme of somebody else": (
        {SETTINGS: CONF + 'THEME = "simple"\n'},
        'pelicanconf.py: THEME "simple" is not a theme of Dateline: set THEME to the theme folder of this project',
    ),
    "unknown key, near": (
        {SETTINGS: CONF + 'DATELINE = {"draft": True}\n'},
        'pelicanconf.py: DATELINE has an unknown key "draft": did you mean "drafts"?',
    ),
    "unknown key, far": (
        {SETTINGS: CONF + 'DATELINE = {"colour": True}\n'},
        'pelicanconf.py: DATELINE has an unknown key "colour": known are widths, quality, megapixels, drafts, cache, related',
    ),
    "no dict": (
        {SETTINGS: CONF + 'DATELINE = ["drafts"]\n'},
        'pelicanconf.py: DATELINE is no dict: write DATELINE = {"widths": (480, 800, 1200)}',
    ),
    "wrong type": (
        {SETTINGS: CONF + 'DATELINE = {"drafts": "yes"}\n'},
        "pelicanconf.py: DATELINE[\"drafts\"] is 'yes': write True or False",
    ),
    "width that WebP cannot have": (
        {SETTINGS: CONF + 'DATELINE = {"widths": (480, 20000)}\n'},
        'pelicanconf.py: DATELINE["widths"] is (480, 20000): write whole numbers of pixels, from 16 to 16383 (the most that WebP takes): (480, 800, 1200)',
    ),
    "quality out of range": (
        {SETTINGS: CONF + 'DATELINE = {"quality": 101}\n'},
        'pelicanconf.py: DATELINE["quality"] is 101: write a number from 0 to 100 for each format: {\'avif\': 60, \'webp\': 78, \'jpeg\': 74}',
    ),
    "no name": ({SETTINGS: CONF + 'SITENAME = ""\n'}, "pelicanconf.py: SITENAME is empty: write the site's name"),
    "address without scheme": (
        {SETTINGS: CONF + 'SITEURL = "example.org"\n'},
        'pelicanconf.py: SITEURL "example.org" is no web address: write it whole, beginning with https://',
    ),
    "unknown time zone": (
        {SETTINGS: CONF + 'TIMEZONE = "Mars/Base"\n'},
        'pelicanconf.py: TIMEZONE "Mars/Base" is no time zone: write an IANA zone such as Asia/Almaty',
    ),
    "files of somebody else in the output": (
        {"output/mine.txt": "mine"},
        "output: the output holds what Dateline did not make (mine.txt): move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d",
    ),
    "many files of somebody else in the output": (
        {f"output/{name}/mine.txt": "mine" for name in "abcde"},
        "output: the output holds what Dateline did not make (a/mine.txt, b/mine.txt, c/mine.txt and 2 more): move them away, name them in OUTPUT_RETENTION, choose another folder with -o, or delete all with -d",
    ),
}

ARGUMENTS = {
    "no address in production": (
        ("content", "-s", "publishconf.py"),
        "publishconf.py: SITEURL is empty: set it to the site's address: SITEURL=https://user.github.io/repo pelican content -s publishconf.py",
    ),
    "output inside the content": (
        ("content", "-o", "content/out"),
        "content/out: output and content lie in each other: choose another folder with -o",
    ),
    "content inside the output": (
        ("content", "-o", "."),
        ".: output and content lie in each other: choose another folder with -o",
    ),
    "output is the content": (
        ("content", "-o", "content"),
        "content: output and content lie in each other: choose another folder with -o",
    ),
    "output is a file": (
        ("content", "-o", "pelicanconf.py"),
        "pelicanconf.py: the output is a file: move it away, or choose another folder with -o",
    ),
}


def changed(site: Path, changes: Mapping[str, Change]) -> None:
    """Break a site."""
    if "theme/templates" in "".join(changes):
        shutil.copytree(ROOT / "theme", site / "theme")
    for name, change in changes.items():
        if isinstance(change, tuple):
            old, new = change
            text = (site / name).read_text(encoding="utf-8")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            write(site, {name: text.replace(old, new)})
        else:
            write(site, {name: change})


def closing(number: int) -> str:
    """Return the last line of what a failed build says."""
    return f"{number} problem{'s' * (number > 1)}. Nothing was written; the site is as it was."


def check(site: Path, told: tuple[str, ...], status: int, *arguments: str) -> None:
    """Build a broken site: it tells these problems and no others, and changes nothing."""
    before, beside = tree(site / "output"), sorted(file.name for file in site.iterdir())
    done = pelican(site, *arguments)
    assert done.stderr.splitlines() == [*told, closing(len(told))]
    assert done.returncode == status
    assert "Traceback" not in done.stdout
    assert tree(site / "output") == before
    assert sorted(file.name for file in site.iterdir()) == beside


@pytest.mark.parametrize("name", CONTENT)
def test_broken_content(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)


@pytest.mark.parametrize("name", SETUP)
def test_broken_set_up(site: Path, name: str) -> None:
    changes, *told = SETUP[name]
    changed(site, changes)
    check(site, tuple(told), 2)


@pytest.mark.parametrize("name", ARGUMENTS)
def test_broken_command(site: Path, name: str) -> None:
    shutil.copy(ROOT / "publishconf.py", site)
    arguments, told = ARGUMENTS[name]
    check(site, (told,), 2, *arguments)


def test_many_problems_are_told_together_in_order(site: Path) -> None:
    """By file, then by line; a misspelt plugin makes it a broken set-up, and what is wrong in content waits for that."""
    changed(
        site,
        {
            EVENT: ("Accent: #0b4f5c", "Acent: #0b4f5c"),
            ENTRY: ("Kind: protest", "Kind: riot"),
            PLACES: ("lat: 43.24", "lat: north"),
            ARTICLE: ("People met.[@agency, p. 3]", "People met.[@agency2]\n\n# Again"),
            "content/notes.txt": "x",
            "content/pictures/square.png": b"no picture",
        },
    )
    check(
        site,
        (
            'content/articles/first.md:15: unknown source "agency2": did you mean "agency"?',
            'content/articles/first.md:17: "# Again" is a second title of the page: begin headings in a text with "##"',
            'content/data/places.yaml:3: lat: "north" is no number: write it with a point: 43.24',
            'content/event.md:11: unknown key "Acent": did you mean "Accent"?',
            "content/notes.txt: the file belongs to no folder: move it into one of the folders articles, timeline, pages, pictures, data, extra",
            "content/pictures/square.png: the image cannot be read (its content is that of no image): export it again as JPEG, PNG or WebP",
            'content/timeline/2022-01-05-square.md:3: unknown kind "riot": add it to Kinds in content/event.md',
        ),
        1,
    )


def test_a_plugin_that_drops_an_article_fails_the_build(site: Path) -> None:
    """Pelican logs it, goes on, and leaves with 0 and a hole in the site."""
    changed(site, {SETTINGS: BAD, "more/bad.py": plugin("article_generator_context")})
    do = "mend the file, or the plugin that could not take it"
    what = "Could not process articles/first.md (ValueError: out of order, more/bad.py:5)"
    check(site, (f"content/articles/first.md: {what}: {do}",), 1)


def test_a_picture_that_breaks_while_it_is_made(site: Path) -> None:
    """It is whole and its head can be read; what is wrong shows only in its pixels."""
    changed(site, {"content/pictures/square.png": garbled_png()})
    what = "the image cannot be decoded ("
    before = tree(site / "output")
    done = pelican(site)
    assert done.returncode == 1
    assert done.stderr.startswith(f"content/pictures/square.png: {what}")
    do = "copy it again from where it came from, or export it again as JPEG, PNG or WebP"
    assert done.stderr.endswith(f"): {do}\n{closing(1)}\n")
    assert tree(site / "output") == before


def garbled_png() -> bytes:
    """Return a PNG in whose pixels something was overwritten."""
    file = io.BytesIO()
    Image.effect_noise((240, 160), 50).save(file, "PNG")
    data = bytearray(file.getvalue())
    middle = data.index(b"IDAT") + 40
    data[middle : middle + 200] = bytes(200)
    return bytes(data)


def test_without_dateline_as_pelican_class(site: Path) -> None:
    """Then nothing guards the output, so nothing may be written at all."""
    changed(site, {SETTINGS: CONF + "from pelican import Pelican as PELICAN_CLASS\n"})
    before = tree(site / "output")
    done = pelican(site)
    assert done.returncode == 2
    assert "PELICAN_CLASS is not Dateline's" in " ".join(done.stdout.split())
    assert tree(site / "output") == before
