"""Settings, each checked whole: what is taken, and the exact words about what is not."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from dateline.problems import shown
from dateline.settings import canonical, read_settings
from dateline.settings_faults import wrong
from pelican.settings import DEFAULT_CONFIG

from tests.sites import ROOT


def settings(**changed: Any) -> dict[str, Any]:
    """Return Pelican's settings of a small site, with some changed."""
    right = {"PATH": str(ROOT / "content"), "THEME": str(ROOT / "theme"), "SITENAME": "A small event", "RELATIVE_URLS": True}
    return {**copy.deepcopy(DEFAULT_CONFIG), **right, **changed}


def told(**changed: Any) -> list[str]:
    return [str(problem) for problem in wrong(settings(**changed))]


def test_digits_are_chosen_by_language() -> None:
    words = read_settings(settings(DEFAULT_LANG="ar", DATELINE={"digits": {"AR": "arab", "fa": "latn"}}))

    assert told(DATELINE={"digits": {"ar": "arab"}}) == []
    assert (words.wording().digits("2022"), words.wording("fa").digits("2022"), words.wording("ckb").digits("2022")) == ("٢٠٢٢", "2022", "٢٠٢٢")


def test_a_right_site() -> None:
    assert told() == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://127.0.0.1:8000/base",
        "http://localhost:65535",
        "https://[::1]:8080/a",
        "https://user.github.io/repo",
        "https://пример.рф/события",
        "https://example.org/~desk/a%20b/it.is",
        "https://xn--e1afmkfd.xn--p1ai",
    ],
)
def test_addresses_that_are_right(address: str) -> None:
    assert told(SITEURL=address, RELATIVE_URLS=False) == []


BLANKS = "take out blanks, quotation marks and the like, or write them as %20"
WHOLE = "write it whole, beginning with https://"


@pytest.mark.parametrize(
    ("address", "what", "do"),
    [
        ("example.org", "is no web address", WHOLE),
        ("//example.org", "is no web address", WHOLE),
        ("ftp://example.org", "is no web address", WHOLE),
        ("javascript:alert(1)", "is no web address", WHOLE),
        ("https://", "names no host", WHOLE),
        ("https:///base", "names no host", WHOLE),
        ("https://:8000", "names no host", WHOLE),
        ("https://-example-.org", "names no host", WHOLE),
        ("https://example..org", "names no host", WHOLE),
        ("https://example.org:port", "is no web address", WHOLE + "; a port is a number up to 65535"),
        ("https://example.org:70000", "is no web address", WHOLE + "; a port is a number up to 65535"),
        ("https://example.org:0", "has the port 0", "write the port that the server listens at, or none"),
        ("https://[::1", "is no web address", WHOLE + "; a port is a number up to 65535"),
        ("https://desk:secret@example.org", "holds a user or a password", "take them out: every page would publish them"),
        ("https://desk@example.org", "holds a user or a password", "take them out: every page would publish them"),
        ("https://example.org/?page=1", "has a query or a fragment", "end it with the folder that the site lies in"),
        ("https://example.org?", "has a query or a fragment", "end it with the folder that the site lies in"),
        ("https://example.org/#top", "has a query or a fragment", "end it with the folder that the site lies in"),
        ("https://example.org/my site", "holds what no address may hold", BLANKS),
        (" https://example.org", "holds what no address may hold", BLANKS),
        ('https://example.org/"onload="x', "holds what no address may hold", BLANKS),
        ("https://example.org/it's", "holds what no address may hold", BLANKS),
        ("https://example.org/<b>", "holds what no address may hold", BLANKS),
        ("https://example.org\\base", "holds what no address may hold", BLANKS),
        ("https://example.org/a%2", 'has a "%" that is no escape', "write it as %25"),
        ("https://example.org/a//b", "has an empty part, or one of dots, in its path", "write the path as the server shows it"),
        ("https://example.org/../b", "has an empty part, or one of dots, in its path", "write the path as the server shows it"),
        ("https://example.org/index.html", "names a file", "end it with the folder that the site lies in"),
    ],
)
def test_addresses_that_are_wrong(address: str, what: str, do: str) -> None:
    assert told(SITEURL=address) == [f'pelicanconf.py: SITEURL "{address.rstrip("/")}" {what}: {do}']


@pytest.mark.parametrize("address", ["https://example.org/\nx", "https://example.org/\x1b[31m", "https://example.org/\u202e", "https://ex\u200bample.org", "https://example.org/\xa0"])
def test_addresses_with_what_cannot_be_seen(address: str) -> None:
    (problem,) = told(SITEURL=address)
    assert "holds what no address may hold" in problem
    assert shown(problem) == problem


@pytest.mark.parametrize(
    ("language", "read"),
    [("en", "en"), ("kk", "kk"), ("pt-br", "pt-BR"), ("kk-arab", "kk-Arab"), ("sr-latn-rs", "sr-Latn-RS"), ("es-419", "es-419"), ("ca-valencia", "ca-valencia"), ("zh-yue", "zh-yue"), ("de-1996", "de-1996"), ("en-x-us", "en-x-us"), ("de-u-co-phonebk", "de-u-co-phonebk")],
)
def test_languages(language: str, read: str) -> None:
    """Pelican makes all letters small; catalogues and right-to-left scripts are known by the usual ones."""
    assert told(DEFAULT_LANG=language) == []
    assert canonical(language) == read
    assert read_settings(settings(DEFAULT_LANG=language)).language == read


@pytest.mark.parametrize(
    ("language", "do"),
    [
        ("en_us", 'did you mean "en-US"?'),
        ("pt_br.utf-8", 'did you mean "pt-BR"?'),
        ("english", "write it as in BCP 47: en, kk, pt-BR, kk-Latn"),
        ("e", "write it as in BCP 47: en, kk, pt-BR, kk-Latn"),
        ('en" onload="x', "write it as in BCP 47: en, kk, pt-BR, kk-Latn"),
        ("en-", "write it as in BCP 47: en, kk, pt-BR, kk-Latn"),
        ("ру", "write it as in BCP 47: en, kk, pt-BR, kk-Latn"),
    ],
)
def test_languages_that_are_none(language: str, do: str) -> None:
    assert told(DEFAULT_LANG=language) == [f'pelicanconf.py: DEFAULT_LANG "{language}" is no language tag: {do}']


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u2060", "\u3164\u2800", "\u00a0"])
def test_names_of_nothing(name: str) -> None:
    assert len(told(SITENAME=name)) == 1


@pytest.mark.parametrize("name", ["two\nlines", "red\x1b[31m", "turned\u202eround", "half\ud800"])
def test_names_with_controls(name: str) -> None:
    (problem,) = told(SITENAME=name)
    assert problem.endswith(": write a name in one line, without control characters")
    assert problem.isprintable()


@pytest.mark.parametrize("name", ["A & B", "Алматы, 2022", 'The "event"', "فارسی می‌نویسیم", "100 %"])
def test_names_that_are_right(name: str) -> None:
    assert told(SITENAME=name) == []


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a truth in quotation marks": ({"RELATIVE_URLS": "False"}, "RELATIVE_URLS is 'False': write True or False, without quotation marks"),
    "a deletion in quotation marks": ({"DELETE_OUTPUT_DIRECTORY": "no"}, "DELETE_OUTPUT_DIRECTORY is 'no': write True or False, without quotation marks"),
    "retention is one name": ({"OUTPUT_RETENTION": ".git"}, "OUTPUT_RETENTION is '.git': write a list of names: OUTPUT_RETENTION = [\"one\", \"two\"]"),
    "retention outside": ({"OUTPUT_RETENTION": ["../.git"]}, "OUTPUT_RETENTION names '../.git': name files and folders that lie in the output folder itself"),
    "retention of all": ({"OUTPUT_RETENTION": ["."]}, "OUTPUT_RETENTION names '.': name files and folders that lie in the output folder itself"),
    "time zone": ({"TIMEZONE": "Almaty"}, 'TIMEZONE "Almaty" is no time zone: did you mean "Asia/Almaty"?'),
    "templates missing": ({"THEME_TEMPLATES_OVERRIDES": ["nowhere"]}, 'THEME_TEMPLATES_OVERRIDES: there is no folder "nowhere": correct the path, or make the folder'),
    "environment": ({"JINJA_ENVIRONMENT": {"trim_blocks": False}}, 'JINJA_ENVIRONMENT["trim_blocks"] has no effect here: take it out; only "extensions" can be added'),
    "static sources": ({"STATIC_PATHS": ["pictures"]}, 'STATIC_PATHS names "pictures", whose files are not published as they are: what readers may have as it is belongs into content/extra/ or a folder of its own'),
    "static all": ({"STATIC_PATHS": [""]}, 'STATIC_PATHS names "": name folders below the content folder'),
    "static outside": ({"STATIC_PATHS": ["../keys"]}, 'STATIC_PATHS names "../keys": name folders below the content folder'),
    "menu of names": ({"MENUITEMS": ["Home"]}, "MENUITEMS holds 'Home': write pairs: MENUITEMS = [(\"Our newsroom\", \"https://example.org/\")]"),
    "menu with a script": ({"MENUITEMS": [("x", "javascript:alert(1)")]}, 'MENUITEMS: "javascript:alert(1)" cannot be linked to: write https://..., mailto:... or the address of a page: /about/'),
    "menu with a blank": ({"MENUITEMS": [("x", "https://example.org/a b")]}, 'MENUITEMS: "https://example.org/a b" cannot be linked to: write https://..., mailto:... or the address of a page: /about/'),
    "defaults unknown": ({"DEFAULT_METADATA": {"statsu": "draft"}}, 'DEFAULT_METADATA: unknown key "statsu": did you mean "Status"?'),
    "defaults misread": ({"DEFAULT_METADATA": {"status": "drat"}}, 'DEFAULT_METADATA: Status: "drat" is not known here: did you mean "draft"?'),
    "defaults no dict": ({"DEFAULT_METADATA": ["status"]}, 'DEFAULT_METADATA is no dict: write DEFAULT_METADATA = {"status": "draft"}'),
    "path metadata misread": ({"EXTRA_PATH_METADATA": {"articles/old": {"lang": "englisch"}}}, 'EXTRA_PATH_METADATA["articles/old"]: Lang: "englisch" is no language tag: write it as in BCP 47: en, kk, ru, kk-Latn'),
    "path outside": ({"EXTRA_PATH_METADATA": {"extra/a": {"path": "../a"}}}, "EXTRA_PATH_METADATA[\"extra/a\"]: the path '../a' lies outside the site: write a path inside it: favicon.ico"),
    "pattern": ({"FILENAME_METADATA": "("}, 'FILENAME_METADATA is no regular expression (missing ), unterminated subpattern at position 0): write one with named groups: "(?P<date>\\d{4}-\\d{2}-\\d{2}).*"'),
    "extension missing": ({"MARKDOWN": {"extensions": ["nowhere_such"]}}, "MARKDOWN: the extension \"nowhere_such\" cannot be loaded (No module named 'nowhere_such'): install it, or take it out"),
    "extension configured wrongly": ({"MARKDOWN": {"extension_configs": {"tables": {"colour": 1}}}}, "MARKDOWN: the extension \"tables\" cannot be loaded (KeyError: 'colour'): correct its configuration, or take it out"),
    "anchors are ours": ({"MARKDOWN": {"extension_configs": {"markdown.extensions.toc": {"slugify": str}}}}, "MARKDOWN: the configuration of markdown.extensions.toc has no effect here: take it out; Dateline has its own in the place of this extension"),
    "format of Markdown": ({"MARKDOWN": {"output_format": "xhtml"}}, 'MARKDOWN["output_format"] has no effect here: take it out; extensions, extension_configs and tab_length can be said'),
    "cards that are no answer": ({"DATELINE": {"cards": 1}}, "DATELINE[\"cards\"] is 1: write True or False"),
    "cache of blanks": ({"DATELINE": {"cache": " "}}, "DATELINE[\"cache\"] is ' ': write the name of a folder"),
    "cache with a null": ({"DATELINE": {"cache": "a\0b"}}, "DATELINE[\"cache\"] is 'a\\x00b': write the name of a folder"),
    "cache at home": ({"DATELINE": {"cache": "~/cache"}}, "DATELINE[\"cache\"] is '~/cache': write the name of a folder"),
    "width that is a truth": ({"DATELINE": {"widths": (True,)}}, 'DATELINE["widths"] is (True,): write whole numbers of pixels, from 16 to 16383 (the most that WebP takes): (480, 800, 1200)'),
    "megapixels as text": ({"DATELINE": {"megapixels": "120"}}, "DATELINE[\"megapixels\"] is '120': write a whole number from 1 to 1000"),
    "a key that is a number": ({"DATELINE": {3: 4}}, 'DATELINE has an unknown key "3": known are widths, quality, megapixels, drafts, cache, related, kept, digits, cards, key, serial, editions, commit'),
    "a serial number that is none": ({"DATELINE": {"serial": "v2"}}, "DATELINE[\"serial\"] is 'v2': write a whole number that grows with each build that is published, or 0 for none"),
    "a serial number below zero": ({"DATELINE": {"serial": -1}}, "DATELINE[\"serial\"] is -1: write a whole number that grows with each build that is published, or 0 for none"),
    "a key for nothing": ({"DATELINE": {"key": None}}, "DATELINE[\"key\"] is None: write the path of the file that `dateline key` wrote, or an empty text for none"),
    "digits for nobody": ({"DATELINE": {"digits": "arab"}}, "DATELINE[\"digits\"] is 'arab': write the name of a numbering system for a language: {\"ar\": \"arab\"}"),
    "digits that nobody has": ({"DATELINE": {"digits": {"ar": "arabix"}}}, 'DATELINE["digits"] has the unknown numbering system "arabix" for ar: did you mean "arab"?'),
    "digits of a locale": ({"DATELINE": {"digits": {"ar_EG": "arab"}}}, 'DATELINE["digits"]: "ar_EG" is no language tag: write it as in BCP 47: {"ar-EG": "arab"}'),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong(name: str) -> None:
    changed, problem = WRONG[name]
    assert told(**changed) == [f"pelicanconf.py: {problem}"]


def test_everything_wrong_is_told_at_once() -> None:
    assert len(told(SITENAME="", SITEURL="example.org", DEFAULT_LANG="english", TIMEZONE="Mars", DATELINE={"related": 99})) == 5


def test_widths_that_stand_twice_are_one() -> None:
    assert read_settings(settings(DATELINE={"widths": [800, 480, 800]})).options.widths == (480, 800)


def test_what_pelican_presets_adds_nothing() -> None:
    read = read_settings(settings())
    assert (read.markdown.extensions, read.copies.static, read.menu, read.templates) == ((), (), (), ())


def test_what_everybody_copies_of_markdown_adds_nothing() -> None:
    configs = {
        "markdown.extensions.codehilite": {"css_class": "highlight"},
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {},
    }
    read = read_settings(settings(MARKDOWN={"extension_configs": configs, "output_format": "html5"}))
    assert (read.markdown.extensions, read.markdown.configs) == ((), {})


def test_an_extension_may_be_named_by_its_configuration(tmp_path: Path) -> None:
    read = read_settings(settings(MARKDOWN={"extension_configs": {"markdown.extensions.admonition": {}}}))
    assert [type(extension).__name__ for extension in read.markdown.extensions] == ["AdmonitionExtension"]
