"""Arabic script: letters that still join when a few are cut out of the font, and pages that load no font of a script that they have not."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from dateline.fonts.cut import JOINED, cut
from dateline.fonts.letters import BASIC
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from tests.conftest import Once
from tests.fonts.test_fonts_site import faces, file_of, letters_in
from tests.sites import ROOT
from tests.tongues import PAGES, built

FONT = ROOT / "theme/fonts/arabic.woff2"
PERSIAN = "گچپژکی"
URDU = "ٹڈڑںےہھ"
WORDS = "السلام عليكم لا إلاَّ گچپژکی می‌روم ٹھیک ہے ۱۴۰۰ ٤٢٪"
MOST = 45_000
"""Bytes of the fonts of a page (DESIGN.md, "Budgets")."""


def test_the_font_has_the_letters_of_persian_and_urdu_and_figures_and_signs() -> None:
    signs = {sign for sign in BASIC if not sign.isalpha()} - set("\u2009\u202f″′→−")
    assert frozenset(f"{PERSIAN}{URDU}۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩،؛؟ًٌٍَُِّْـ\u200c") | signs <= letters_in(FONT)


def test_of_letters_all_forms_stay() -> None:
    """As they stand first, in the middle and last (OpenType's closure over GSUB, of all that HarfBuzz's Arabic shaper asks for), and where marks are set."""
    with TTFont(io.BytesIO(cut(FONT, FONT.read_bytes(), WORDS, JOINED))) as made:
        own = len(made.getGlyphOrder())
        features = {record.FeatureTag for table in ("GSUB", "GPOS") for record in made[table].table.FeatureList.FeatureRecord}
        axes = [(axis.axisTag, axis.minValue, axis.maxValue) for axis in made["fvar"].axes]
    with TTFont(FONT) as whole:
        subsetter = Subsetter(Options(layout_features="ccmp locl isol fina fin2 fin3 medi med2 init rlig calt rclt liga mset".split()))
        subsetter.populate(text=WORDS)
        subsetter._closure_glyphs(whole)
        wanted = len(subsetter.glyphs_gsubed)
    assert {"init", "medi", "fina", "rlig", "mark"} <= features
    assert axes == [("wght", 400, 700)]
    assert wanted > 2.5 * len(set(WORDS))
    assert own >= wanted


@pytest.mark.browser
def test_words_are_as_wide_as_in_the_whole_font(chromium: Browser) -> None:
    """What joins is narrower than its letters one by one; a cut font that had lost its forms would be wider."""
    page = chromium.new_page()
    fonts = {"whole": FONT.read_bytes(), "cut": cut(FONT, FONT.read_bytes(), WORDS, JOINED)}
    widths: dict[str, Any] = page.evaluate(
        """async ([fonts, words]) => {
          const found = {};
          for (const [name, data] of Object.entries(fonts)) {
            document.fonts.add(await new FontFace(name, `url(data:font/woff2;base64,${data})`, { weight: "400 700" }).load());
            const measure = (text, weight) => {
              const line = document.createElement("span");
              line.textContent = text;
              line.style.cssText = `font:${weight} 50px ${name};position:absolute;white-space:nowrap`;
              document.body.append(line);
              return line.getBoundingClientRect().width;
            };
            found[name] = [400, 700].map(weight => words.split(" ").map(word => measure(word, weight)));
            found.apart = measure([..."السلام"].join("\\u200c"), 400);
          }
          return found;
        }""",
        [{name: base64.b64encode(data).decode() for name, data in fonts.items()}, WORDS],
    )
    page.close()
    assert widths["cut"] == widths["whole"]
    assert widths["cut"][0] != widths["cut"][1]
    assert widths["cut"][0][0] < 0.9 * widths["apart"]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "fa", "ru", "kk", "zh-Hans", "he"])
def test_a_page_loads_two_files_at_most_and_they_are_small(once: Once, chromium: Browser, language: str) -> None:
    site = built(once, language)
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url) if request.url.endswith(".woff2") else None)
    told = {}
    for name in PAGES:
        loaded.clear()
        page.goto((site / name).as_uri())
        page.evaluate("document.fonts.ready")
        files = [site / "theme" / Path(url).name for url in loaded]
        told[name] = (len(files), sum(file.stat().st_size for file in files))
    page.close()
    assert {name: found for name, found in told.items() if found[0] > 2 or found[1] > MOST} == {}
    if language in ("ar", "fa"):
        assert told["index.html"][0] == 2  # it names people in Latin letters
        assert min(count for count, _ in told.values()) == 1  # and not every page does


@pytest.mark.browser
@pytest.mark.parametrize("language", ["ar", "fa"])
def test_all_arabic_words_are_set_in_the_sites_own_type(once: Once, chromium: Browser, language: str) -> None:
    tab = chromium.new_page()
    tab.goto((built(once, language) / "index.html").as_uri())
    tab.evaluate("() => { for (const fold of document.querySelectorAll('details')) fold.open = true; return document.fonts.ready; }")
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    used = set()
    for selector in ("h1", ".standfirst", ".front-story em", ".brief-title a", ".quotation blockquote"):
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used |= {(font["familyName"], font["isCustomFont"]) for font in devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}
    tab.close()
    assert used == {("Dateline Serif", True)}


def test_an_english_site_has_arabic_names_in_a_file_of_their_own(site: Path) -> None:
    from tests.sites import build, write

    places = (site / "content/data/places.yaml").read_text("utf-8")
    write(site, {"content/data/places.yaml": places.replace("name: Almaty\n", 'name: Almaty\n  names: {ar: "ألماتي"}\n')})
    output = build(site)
    named = {rule.get("unicode-range", ""): file_of(rule, output / "places/almaty/index.html") for rule in faces(output / "places/almaty/index.html")}
    arabic = next(file for span, file in named.items() if span.startswith("U+62"))
    assert letters_in(arabic) == frozenset("ألماتي")
    assert arabic.stat().st_size < 6_000
    assert not any("unicode-range" in rule for rule in faces(output / "index.html"))
