"""Every message that the code can give says what it is about, and the documentation explains that, and lists it."""

from __future__ import annotations

import re
from typing import get_args

from dateline.problems import Topic

from tests import messages

TOPICS = {topic for topic in get_args(Topic) if topic}


def test_each_place_that_tells_something_says_what_it_is_about() -> None:
    found = list(messages.sites())
    assert len(found) > 250
    assert [site.where for site in found if site.topic is None and not site.where.startswith("unchanged.py")] == []  # which repeats warnings, with all they had
    assert {site.topic for site in found if site.topic} - {"passed on"} <= TOPICS


def test_each_topic_has_a_place_in_the_documentation_and_is_used() -> None:
    text = messages.PAGE.read_text("utf-8")
    assert re.findall(r'^<a id="([a-z-]+)"></a>\n\n## ', text, re.MULTILINE) == re.findall(r'<a id="([^"]+)"', text)
    assert set(re.findall(r'<a id="([^"]+)"', text)) == TOPICS
    assert len(re.findall(r'<a id="([^"]+)"', text)) == len(TOPICS)
    assert set(messages.messages()) == TOPICS


def test_each_message_is_found_in_the_documentation() -> None:
    """If it is not, `python -m tests.messages` writes the lists anew."""
    assert messages.listed() == messages.messages()
    assert messages.written(messages.PAGE.read_text("utf-8")) == messages.PAGE.read_text("utf-8")


def test_what_was_found_is_what_is_told() -> None:
    """Nothing is lost between the source and the list: some messages, word for word, where they belong."""
    found = messages.messages()
    for topic, words in (
        ("dates", '"…" is ambiguous'),
        ("dates", '"…" leaves open what cannot be told'),
        ("head", 'unknown key "…"'),
        ("data-files", "not YAML: …"),
        ("pictures", "Alt repeats the caption"),
        ("machine", "the disk is full"),
        ("files", "this is a socket, not a file"),
        ("text", "the row has … cells, and the table has … columns"),
        ("sources", "the entry has no source"),
    ):
        assert words in found[topic], (topic, words)
