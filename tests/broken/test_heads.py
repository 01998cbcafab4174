"""Heads of Markdown files: keys and their values."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    DISPUTE,
    ENTRY,
    EVENT,
    PAGE,
    PICTURE,
    Table,
    changed,
    check,
)

HEADS: Table = {
    "unknown key, near": (
        {ENTRY: ("Highlight: yes", "Highligth: yes")},
        'content/timeline/2022-01-05-square.md:5: unknown key "Highligth": did you mean "Highlight"?',
    ),
    "unknown key, far": (
        {PAGE: ("Slug: about", "Sprocket: about")},
        'content/pages/about.md:2: unknown key "Sprocket": a file of this kind takes Title, Date, Summary, Slug, Formerly, Status, Lang, Modified',
    ),
    "key of another kind": (
        {ENTRY: ("Highlight: yes", "Alt: A square")},
        'content/timeline/2022-01-05-square.md:5: unknown key "Alt": a file of this kind takes Title, When, When_note, Order, Kind, Places, People, Organisations, Highlight, Certainty, Claims, Sources, Picture, Update, Correction, Slug, Formerly, Status, Lang, Modified, Date',
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
        'content/timeline/2022-01-05-square.md:1: "When" is missing: add When: when it happened; undated where nobody knows',
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
    "publisher without a name": (
        {EVENT: ("Accent: #0b4f5c", "Publisher: | https://example.org/\nLicence: https://example.org/licence")},
        'content/event.md:11: Publisher: "| https://example.org/" is no "name | address": write a name, and behind a | its web address, if there is one',
        'content/event.md:12: Licence: "https://example.org/licence" has no name: write the name before it: Name | https://example.org/licence',
    ),
    "publisher with half an address": (
        {EVENT: ("Accent: #0b4f5c", "Publisher: The Archive |\nLicence: CC BY 4.0 | creativecommons.org")},
        'content/event.md:11: Publisher: "The Archive |" is no "name | address": write a name, and behind a | its web address, if there is one',
        'content/event.md:12: Licence: "creativecommons.org" is no web address: write it whole, beginning with https://',
    ),
    "mirrors": (
        {EVENT: ("Accent: #0b4f5c", "Mirrors:\n    example.org\n    https://example.net/\n    https://example.net")},
        'content/event.md:12: Mirrors: "example.org" is no web address: write it whole, beginning with https://',
        'content/event.md:14: Mirrors: "https://example.net" stands a second time: keep one (the first is on line 13)',
    ),
    "mirrors that are none": (
        {
            EVENT: (
                "Accent: #0b4f5c",
                "Mirrors:\n    http://example.org\n    https://example.net/?a=b\n    https://user@example.net\n    https://EXAMPLE.com/a\n    https://www.example.com/a/\n"
                "    https://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion",
            )
        },
        'content/event.md:12: Mirrors: "http://example.org" can be read and changed on its way: write the address with https://',
        'content/event.md:13: Mirrors: "https://example.net/?a=b" has more than a host and a folder: write it without a user, without ? and #',
        'content/event.md:14: Mirrors: "https://user@example.net" has more than a host and a folder: write it without a user, without ? and #',
        'content/event.md:16: Mirrors: "https://www.example.com/a" stands a second time: keep one (the first is on line 15)',
        'content/event.md:17: Mirrors: "https://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion" is an onion address: write it as Onion: ...',
    ),
    "an onion with a letter wrong": (
        {EVENT: ("Accent: #0b4f5c", "Onion: http://3gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion")},
        'content/event.md:11: Onion: "http://3gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion" has a letter wrong: its checksum is another: copy it anew from where it comes from',
    ),
    "an onion that is none, and a key that is none": (
        {EVENT: ("Accent: #0b4f5c", "Onion: expyuzz4wqqyqhjn.onion\nPublic_key: RWshort")},
        'content/event.md:11: Onion: "expyuzz4wqqyqhjn.onion" is no onion address: write its 56 letters and digits, and .onion behind them',
        'content/event.md:12: Public_key: "RWshort" is no public key of minisign: write the line of 56 letters and signs that begins with RW, as `dateline key` gave it',
    ),
    "an onion elsewhere": (
        {EVENT: ("Accent: #0b4f5c", "Onion: ftp://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion")},
        'content/event.md:11: Onion: "ftp://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion" is no web address: write it as in http://...onion',
    ),
    "a service that nobody knows": (
        {EVENT: ("Accent: #0b4f5c", "Share: mail; telegrm")},
        'content/event.md:11: Share: "telegrm" is not known here: did you mean "telegram"?',
    ),
    "a service without an address": (
        {EVENT: ("Accent: #0b4f5c", "Share: signal")},
        "content/event.md:11: Share: Signal has no address that one could link to with a text: leave it out: the button Share leads to it where a telephone has it",
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
        'content/event.md:5: Timezone: "+06:00" is no time zone: write an IANA zone such as Asia/Almaty; or Etc/GMT-6, which is UTC+6: its sign is turned round',
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

CONTENT: Table = {**HEADS, **VALUES}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)
