"""Words that a further language lacks: they stay those of the original, and say so wherever they are shown."""

from __future__ import annotations

import pickle

from dateline.deliver.bare import bare, tongue
from dateline.keys import Keys
from dateline.untranslated import Untranslated, alike, untranslated
from markupsafe import escape


def test_in_html_they_say_their_language_and_direction() -> None:
    assert escape(untranslated('mayor & "chair"', "en", "ru")) == '<span lang="en" dir="ltr">mayor &amp; &#34;chair&#34;</span>'
    assert escape(untranslated("رئيسة", "ar", "en")) == '<span lang="ar" dir="rtl">رئيسة</span>'
    assert escape(untranslated("12 / 3", "en", "ar")) == "12 / 3", "figures are in no language"


def test_in_the_language_of_the_page_they_are_words() -> None:
    assert type(untranslated("mayor", "en", "en")) is str


def test_where_nothing_can_be_marked_they_are_the_bare_words() -> None:
    assert bare(untranslated("A wall", "en", "ru")) == "A wall"
    assert bare(untranslated("A wall", "en", "ar")) == "\u2066A wall\u2069"
    assert tongue(untranslated("A wall", "en", "ar")) == ' lang="en" dir="ltr"'
    assert tongue("A wall") == ""


def test_they_are_kept_and_sent_as_what_they_are() -> None:
    words = untranslated("mayor", "en", "ru")
    sent = pickle.loads(pickle.dumps(words))
    assert isinstance(sent, Untranslated)
    assert (sent.lang, sent.page) == ("en", "ru")
    keys = {Keys().of(each) for each in ("mayor", words, untranslated("mayor", "kk", "ru"))}
    assert len(keys) == 3, "a page on which they are marked is another page"


def test_what_is_made_of_them_is_of_their_kind() -> None:
    assert escape(alike(untranslated("a", "en", "ru"), "b")) == '<span lang="en" dir="ltr">b</span>'
    assert type(alike("a", "b")) is str
