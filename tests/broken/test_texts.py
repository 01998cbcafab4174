"""Texts: headings, HTML, footnotes; what is told without a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.broken_sites import (
    ARTICLE,
    DISPUTE,
    ENTRY,
    Table,
    changed,
    check,
)

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
        "content/timeline/2022-01-06-answer.md:9: a picture or [[...]] stands in a caption, claim, correction, update or response: put it into the text of an entry, article or page",
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

CONTENT: Table = {**TEXTS, **EVIDENCE}


@pytest.mark.parametrize("name", CONTENT)
def test_broken(site: Path, name: str) -> None:
    changes, *told = CONTENT[name]
    changed(site, changes)
    check(site, tuple(told), 1)
