"""Tokens take as few bytes in a page as they can, and every element looks as it did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dateline.deliver.render import Renderer
from dateline.deliver.sheets import small
from dateline.deliver.tokens import shortened
from dateline.theme import Theme
from dateline.wording import Wording
from playwright.sync_api import Browser

from tests.browser import middling
from tests.sites import ROOT


def short(tokens: str, rest: str, *kept: str) -> str:
    """Return what becomes of tokens and of the style after them."""
    return shortened(f"@layer tokens{{:root{{{tokens}{rest}", frozenset(kept)).removeprefix("@layer tokens{:root{")


def test_a_sheet_is_made_small_outside_of_strings() -> None:
    sheet = """/* Why. */ @media screen and (min-width: 0.5em) { a { margin: 0.5em -0.5em 10.5em 0; content: "a 0.5 (x: y)" attr(b) } }
        @supports (initial-letter: 3) { a > b, :lang(a) b { width: calc(0.1px + 0.2px); } }"""
    assert small(sheet) == (
        '@media screen and (min-width:.5em){a{margin:.5em -.5em 10.5em 0;content:"a 0.5 (x: y)" attr(b)}}'
        "@supports (initial-letter:3){a>b,:lang(a) b{width:calc(.1px + .2px)}}"
    )


LONG = "clamp(1.75rem,1.3rem + 1.6vw,2.5rem)"


@pytest.mark.parametrize(("tokens", "rest", "expected"), [
    # A value that is short, or read once, stands where it is read; also in another value.
    ("--gap:1rem", "}a{margin:var(--gap) var(--gap)}b{top:var(--gap)}", "}a{margin:1rem 1rem}b{top:1rem}"),
    (f"--gap:{LONG}", "}a{margin:var(--gap)}", f"}}a{{margin:{LONG}}}"),
    ("--ink:#161512;--text:var(--ink)", "}a{color:var(--text)}", "}a{color:#161512}"),
    ('--serif:"A;}b",serif', "}a{font:var(--b)/1 var(--serif)}", '}a{font:var(--b)/1 "A;}b",serif}'),
    # One that is long and read twice gets a short name, the one that is read most the first.
    (f"--gap:{LONG};--top:{LONG}", "}a{margin:var(--gap) var(--top) var(--gap) var(--top) var(--top)}", f"--b:{LONG};--a:{LONG}}}a{{margin:var(--b) var(--a) var(--b) var(--a) var(--a)}}"),
    # So does one that has another value somewhere, or in whose place another one may stand.
    ("--ink:#000", "}@media print{:root{--ink:red}}}a{color:var(--ink)}", "--a:#000}@media print{:root{--a:red}}}a{color:var(--a)}"),
    ("--ink:#000", "}a{color:var(--ink)}.dark{--ink:#fff}", "--a:#000}a{color:var(--a)}.dark{--a:#fff}"),
    ("--ink:#000", "}a{color:var(--ink,var(--quiet,blue))}", "--a:#000}a{color:var(--a,var(--quiet,blue))}"),
    # What reads one that has several values is no value itself: elements may have another one.
    ("--ink:#000;--text:var(--ink)", "}a{color:var(--text)}b{--ink:red}", "--a:#000;--b:var(--a)}a{color:var(--b)}b{--a:red}"),
    # Nothing grows together.
    ("--one:1px", "}a{margin:var(--one)var(--one)}", "--a:1px}a{margin:var(--a)var(--a)}"),
    # No name is taken twice.
    (f"--gap:{LONG}", "}b{--a:1;top:var(--gap) var(--gap) var(--a)}", f"--b:{LONG}}}b{{--a:1;top:var(--b) var(--b) var(--a)}}"),
])  # fmt: skip
def test_a_token_is_its_value_or_has_a_short_name(tokens: str, rest: str, expected: str) -> None:
    assert short(tokens, rest) == expected


@pytest.mark.parametrize(("rest", "kept"), [
    ("}a{color:var(--ink)}", ("--ink",)),
    ("}a{color:var( --ink )}", ()),
    ('}a::after{color:var(--ink);content:"var(--ink)"}', ()),
    ("}@property --ink{inherits:true}a{color:var(--ink)}", ()),
    ("}@container style(--ink: red){a{color:var(--ink)}}", ()),
    ("}a{transition:--ink 1s;color:var(--ink)}", ()),
])  # fmt: skip
def test_a_name_that_others_know_stays(rest: str, kept: tuple[str, ...]) -> None:
    assert short("--ink:#000", rest, *kept) == f"--ink:#000{rest}"


def test_what_pages_declare_beside_the_sheets_keeps_its_name() -> None:
    assert short("--picture-ratio:1.5", "}a{aspect-ratio:var(--picture-ratio)}") == "--picture-ratio:1.5}a{aspect-ratio:var(--picture-ratio)}"


@pytest.mark.parametrize("style", ["", "a{color:var(--ink)}", "@layer tokens{html{--ink:#000}}a{color:var(--ink)}"])
def test_without_tokens_nothing_changes(style: str) -> None:
    assert shortened(style, frozenset()) == style


COMPUTED = """whole => {
    const [style, later] = document.querySelectorAll("style"), own = style.textContent;
    const names = [...getComputedStyle(document.body)].filter(name => !name.startsWith("--"));
    // Of each class the first: others of it look as that does.
    const count = {}, elements = [...document.querySelectorAll("body, body *")].filter(({ localName, className }) => {
        const key = `${localName} ${className.baseVal ?? className}`;
        return (count[key] = (count[key] ?? 0) + 1) < 2;
    });
    const seen = () => elements.flatMap(element => [null, "::before", "::after"].map(part => {
        const found = getComputedStyle(element, part);
        return names.map(name => found.getPropertyValue(name)).join("|");
    }));
    const short = seen();
    style.textContent = whole + own.slice(own.indexOf("@font-face")) + (later.textContent.match(/@layer components\\{\\.p[0-9a-f]+\\{--picture.*/)?.[0] ?? "");
    later.textContent = "";
    const long = seen();
    return [long.length, style.sheet.cssRules.length > 3, long.filter((each, place) => each !== short[place]).length];
}"""
"""How many elements there are, with what stands before and after them, and how many look another way with the theme's tokens as they are written, in one
style in their order: nothing looks another way because a part of it stands behind the first words."""


@pytest.mark.browser
@pytest.mark.parametrize("media", [{"color_scheme": "light"}, {"color_scheme": "dark", "contrast": "more"}, {"forced_colors": "active"}, {"media": "print"}], ids=str)
def test_every_element_looks_as_with_the_tokens_of_the_sheets(chromium: Browser, production_site: Path, media: dict[str, str]) -> None:
    theme = Renderer(Theme((ROOT / "theme",)), None, Wording("en", ROOT / "theme/locale"), "")
    page = chromium.new_page(bypass_csp=True, viewport={"width": 1280, "height": 800})
    page.emulate_media(**media)  # type: ignore[arg-type]
    for kind, template in (("front", "front"), ("entry", "entry"), ("article", "article"), ("figures", "figures")):
        text = (production_site / middling(production_site, kind)).read_text("utf-8")
        page.set_content(re.sub(r"<script.*?</script>|<link[^>]+>", "", text, flags=re.DOTALL))
        own = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
        assert own
        accent = re.search(r"@layer tokens\{:root\{--event-accent:[^{}]*\}\}", own[1])
        whole = f"@layer tokens,base,layout,components,pages;{theme.sheets.of(f'{template}.html').used(text)}{accent[0] if accent else ''}"
        elements, rules, other = page.evaluate(COMPUTED, whole)
        assert (elements > 100, rules, other) == (True, True, 0), kind
    page.close()
