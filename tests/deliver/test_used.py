"""A page gets the part of a style sheet that can match something in it, and nothing that matches is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.deliver.render import Renderer
from dateline.deliver.sheets import may_slant
from dateline.deliver.used import PLACE, Rules, Style, names_by, names_in, read_in, without_unread
from dateline.theme import Theme
from dateline.wording import Wording
from playwright.sync_api import Browser

from tests.browser import middling, pages
from tests.sites import ROOT

THEME = ROOT / "theme"
PAGE = '<main class="text wide" lang="ar-EG" dir="rtl" data-kind="a"><p CLASS=\'lead\'>x</p><svg><linearGradient/></svg><table class=plain><td>1</table></main>'


def left(css: str, page: str = PAGE) -> str:
    """Return what a page uses of a style sheet."""
    return Style("", [Rules(css)], frozenset()).used(page)


def test_names_are_found_however_they_are_written() -> None:
    assert names_in(PAGE) == {"main", "p", "svg", "lineargradient", "table", "td", ".text", ".wide", ".lead", ".plain", ":ar", ":ar-eg", "-eg", "data-kind", "dir=rtl"}


@pytest.mark.parametrize("selector", [
    "*", "main", ".wide", ".text.wide>p", "MAIN .lead::first-letter", "tbody>tr", "html", ":root", ":focus-visible",
    ".text:not(.article)", ".text:not(.a:is(.b,.c),.d)", ".text :is(.aside,.lead)", ":is(ul,ol,:where(.lead,.x))", "main:has(>.lead)",
    ".text:not(:has(.end))", ".lead:nth-child(2n of .other)", "[data-kind=x] p", "[data-kind] p", '[class~="gone"]', '.text[title=".x, y"]', ".text:lang(ar)", ":lang(AR-eg) p",
    ":is(:lang(fa),:lang(ar)) p", '[lang*="-EG"] *', ":root:not(:lang(fa)) p", '[lang="de"]', "#nowhere", "linearGradient",
    r".gone\:x", "svg|a", "main ::marker", "[dir=rtl]", '[dir="rtl"] p', "[dir] p", r"ul,.gone\,x",
])  # fmt: skip
def test_what_may_match_stays(selector: str) -> None:
    css = f"{selector}{{color:red}}"
    assert left(css) == css


@pytest.mark.parametrize("selector", [
    ".gone", "ul", "ul,.gone", ".text.gone", ".gone .lead", ".lead .text-x", ".text :is(ul,.gone)", ":where(.gone) p", "main:has(.gone)",
    "main:has(+ :is(.gone,ol))", ".gone:not(.text)", ".gone::before", ".gone:hover", "p:is(.gone,.lead .gone)", '.gone[title="]"]', ".texts",
    ".text:lang(de)", ":is(:lang(fa),:lang(a),:lang(ar-sa)) p", '[lang*="-Arab"] p', "html:lang(fa)", "[data-digits=arab]", '[data-digits="]"] p', '[dir="ltr"] p', "[dir=ltr]",
])  # fmt: skip
def test_what_can_match_nothing_goes(selector: str) -> None:
    assert left(f"{selector}{{color:red}}p{{margin:0}}") == "p{margin:0}"


@pytest.mark.parametrize(("selectors", "expected"), [
    ("ul,.lead", ".lead"), (".lead,.gone,main", ".lead,main"), (":is(ul,.gone),td:is(.lead,main)", "td:is(.lead,main)"),
    ('[title="a,b"] p,ul', '[title="a,b"] p'), ("ul,[dir=rtl]", "[dir=rtl]"), ("p:not(.gone,.lead),ul:not(p,a)", "p:not(.gone,.lead)"),
])  # fmt: skip
def test_of_a_list_the_selectors_stay_that_may_match(selectors: str, expected: str) -> None:
    assert left(f"{selectors}{{color:red}}") == f"{expected}{{color:red}}"


@pytest.mark.parametrize(("css", "expected"), [
    ("@media print{.gone{color:red}}p{margin:0}", "p{margin:0}"),
    ("@layer a{@media print{.gone{color:red}.lead{margin:0}}}", "@layer a{@media print{.lead{margin:0}}}"),
    ("@container (width>1px){.gone{color:red}}@supports selector(:has(a)){ul{margin:0}}", ""),
    ("@font-face{font-family:x}@page{margin:0}@keyframes gone{from{color:red}}", None),
    ("@layer a,b;@layer a{p{margin:0}}", None),
    ('.lead::before{content:"}"}.gone::before{content:"{"}', '.lead::before{content:"}"}'),
    (".lead{color:red;.gone &{color:blue}}@import url(x);", None),
])  # fmt: skip
def test_groups_and_other_rules(css: str, expected: str | None) -> None:
    assert left(css) == (css if expected is None else expected)


@pytest.mark.parametrize(("css", "now", "later"), [
    ("p{margin:0}.end{margin:0}.p,.end{top:0}", "p{margin:0}", ".end{margin:0}.end{top:0}"),
    ("p,.end{top:0}", "p,.end{top:0}", ""),
    ("@layer a{p{margin:0}.end{margin:0}}", "@layer a{p{margin:0}}", "@layer a{.end{margin:0}}"),
    ("@media print{p{margin:0}}@media (width>1px){p{margin:0}}", "@media (width>1px){p{margin:0}}", "@media print{p{margin:0}}"),
    ("@layer a{@media print{@page{margin:0}.gone{margin:0}}}", "", "@layer a{@media print{@page{margin:0}}}"),
    ("@font-face{font-family:x}*{margin:0}:focus{margin:0}", "@font-face{font-family:x}*{margin:0}:focus{margin:0}", ""),
    (".copy{margin:0}tbody{margin:0}main:has(.end){top:0}", "tbody{margin:0}", ".copy{margin:0}main:has(.end){top:0}"),
])  # fmt: skip
def test_what_only_the_rest_of_a_page_or_paper_needs_comes_later(css: str, now: str, later: str) -> None:
    style = Style("", [Rules(css)], frozenset({".copy"}))
    assert style.used('<main><p></p><p class="end">', '<main><p>') == f"{now}{PLACE}{later}"


def test_tokens_for_paper_come_later_and_are_read_from_both_parts() -> None:
    style = Style("@layer tokens{:root{--a:1;--b:2;--c:3}@media print{:root{--a:4;--c:5}}}", [Rules("p{x:var(--a)}.end{x:var(--b)}")], frozenset())
    assert style.used('<p></p><p class="end">', "<p>") == (
        "@layer tokens{:root{--a:1;--b:2}}p{x:var(--a)}" f"{PLACE}" "@layer tokens{@media print{:root{--a:4}}}.end{x:var(--b)}"
    )


def test_what_a_script_names_counts_as_being_there() -> None:
    script = """// don't: comment, 'note'
    /** the visitor's note, "sign" */ panel.dataset.wasOpen = ""; if (x.dataset.kind === "y") z("https://x.org"); // it's note
    button.className = "copy wide"; list.append(document.createElement('select')); `row ${x}`; map.gone(); find("p.comment > .sought")"""
    names = names_by(script)
    assert {".copy", ".wide", "select", ".row", "data-was-open", "https"} <= names
    assert not {".comment", ".note", ".sign", ".gone", ".map", ".sought", "data-kind"} & names
    theme = names_by((THEME / "static/js/dateline.js").read_text("utf-8"))
    assert {".copy", "button"} <= theme
    assert not {".teaser", ".entry-title", ".kicker"} & theme
    assert names_by("x.dir = y.dir;") >= {"dir=rtl", "dir=ltr"}
    assert names_by('x.setAttribute("dir", "rtl")') >= {"dir=rtl", "dir=ltr"}
    assert Style("", [Rules(".copy{margin:0}.comment{margin:0}")], names).used("<p>") == ".copy{margin:0}"


def test_neighbours_of_one_layer_share_its_braces() -> None:
    sheets = ("@layer a{p{margin:0}}", "@layer a{.gone{margin:0}}", "@layer a{@media print{p{color:red}}}", "@layer b{p{top:0}}", "p{left:0}", "@layer b{p{top:1px}}")
    assert Style("@layer a{:root{color:red}}", [Rules(css) for css in sheets], frozenset()).used("<p>") == (
        "@layer a{:root{color:red}}@layer a{p{margin:0}@media print{p{color:red}}}@layer b{p{top:0}}p{left:0}@layer b{p{top:1px}}"
    )


def test_italics_are_where_something_may_be_in_them() -> None:
    for page, style in (("<p><em>x</em>", ""), ("<p>", "q{font-style:italic}"), ("<cite class=x>", "p{margin:0}")):
        assert may_slant(page, style), page
    assert not may_slant("<section><p>italic <cite>x</cite><embed>", "cite{font-style:normal}")


def test_tokens_that_nothing_reads_go() -> None:
    tokens = ':root{color-scheme:light;--a:1;--b:var(--c, 2);--c:url("x;y");--d:var(--e);--e:3;--f:clamp(1px,(2px),3px)}@media print{:root{--a:2;--d:4}}'
    assert without_unread(tokens, frozenset({"--b"})) == ':root{color-scheme:light;--b:var(--c, 2);--c:url("x;y")}'
    assert without_unread(tokens, frozenset({"--a"})) == ":root{color-scheme:light;--a:1}@media print{:root{--a:2}}"
    assert without_unread(tokens, frozenset({"--d", "--f"})) == (
        ":root{color-scheme:light;--d:var(--e);--e:3;--f:clamp(1px,(2px),3px)}@media print{:root{--d:4}}"
    )
    assert read_in("p{--own:1;margin:var(--b);x:y(--d)}.m--x{color:red}") == {"--b", "--d"}


def test_tokens_are_read_by_rules_by_attributes_and_by_scripts() -> None:
    style = Style("@layer tokens{:root{--a:1;--b:2;--c:3;--d:4}}", [Rules("a{margin:var(--a)}ul{margin:var(--d)}")], frozenset({"--c"}))
    assert style.used('<a><path fill="var(--b)"/>') == "@layer tokens{:root{--a:1;--b:2;--c:3}}a{margin:var(--a)}"
    assert style.used("<ul>") == "@layer tokens{:root{--c:3;--d:4}}ul{margin:var(--d)}"


MATCHED = """([whole, documents]) => {
    const pure = selector => selector.replace(/::[\\w-]+(\\([^()]*\\))?/g, "").replace(/:(hover|focus|focus-visible|focus-within|target)(?![\\w-])/g, ":is(*)").trim() || "*";
    const apart = /,(?![^()]*(?:\\([^()]*\\)[^()]*)*\\))/;
    const selectors = css => {
        const found = new Set(), sheet = new CSSStyleSheet();
        const walk = rules => { for (const rule of rules) { if (rule.selectorText) rule.selectorText.split(apart).forEach(each => found.add(each.trim())); else if (rule.cssRules) walk(rule.cssRules); } };
        sheet.replaceSync(css);
        walk(sheet.cssRules);
        return found;
    };
    const all = selectors(whole), wrong = [];
    let out = 0;
    for (const [name, text] of documents) {
        const page = new DOMParser().parseFromString(text, "text/html");
        const own = selectors([...page.querySelectorAll("style")].map(style => style.textContent).join(""));
        for (const selector of all) {
            if (own.has(selector)) continue;
            out += 1;
            if (page.querySelector(pure(selector))) wrong.push(`${name}: ${selector}`);
        }
    }
    return [out, wrong];
}"""
"""How many selectors of the theme the pages lack, and which of those match something there."""


@pytest.mark.browser
def test_no_rule_that_matches_is_left_out(chromium: Browser, production_site: Path) -> None:
    site = production_site
    names = dict.fromkeys(name for kind, found in pages(site).items() for name in (found[0], middling(site, kind)))
    whole = Renderer(Theme((THEME,)), None, Wording("en", THEME / "locale"), "").sheets.whole()
    page = chromium.new_page()
    out, wrong = page.evaluate(MATCHED, [whole, [[name, (site / name).read_text("utf-8")] for name in names]])
    page.close()
    assert wrong == []
    assert out > 50 * len(names), "rules are left out at all"
