"""The type of whole sites: which files are published, who names them, and that every letter is in them."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from tests.documents import Document
from tests.sites import ROOT, build, pelican, rebuild, tree, write

FONTS = ROOT / "theme/fonts"
AVAILABLE = frozenset((FONTS / "letters.txt").read_text("utf-8").replace("\n", ""))
KAZAKH = "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі"
FACE = re.compile(r"@font-face\{([^}]*)\}")
PLACES = "content/data/places.yaml"


def faces(page: Path) -> list[dict[str, str]]:
    """Return the rules of a page that name files of the site, as properties."""
    rules = [dict(part.split(":", 1) for part in rule.split(";")) for rule in FACE.findall(page.read_text("utf-8"))]
    return [rule for rule in rules if "local(" not in rule["src"]]


def file_of(rule: dict[str, str], page: Path) -> Path:
    """Return the file that a rule names, written relative to the page."""
    found = re.search(r"url\(([^)]*)\)", rule["src"])
    assert found
    return (page.parent / found[1]).resolve()


def letters_in(font: Path) -> frozenset[str]:
    """Return the letters of a font file."""
    with TTFont(io.BytesIO(font.read_bytes())) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def add_kazakh(site: Path) -> None:
    places = (site / PLACES).read_text("utf-8")
    write(site, {PLACES: places.replace("name: Almaty\n", f'name: Almaty\n  names: {{kk: "{KAZAKH}"}}\n')})


def shown(element: Element) -> Iterator[str]:
    """Yield the texts of an element, less those of the sources: small print, in the visitor's own type."""
    if element.tag == "ol" and "sources" in element.get("class", "").split():
        return
    yield element.text or ""
    for child in element:
        yield from shown(child)
        yield child.tail or ""


def test_every_letter_of_every_page_is_in_a_file_that_the_page_names(event_site: Path, event_documents: list[Document]) -> None:
    known: dict[Path, frozenset[str]] = {}
    missing = {}
    several = 0
    for document in event_documents:
        page = event_site / document.name
        have: set[str] = set()
        rules = [rule for rule in faces(page) if rule["font-style"] == "normal"]
        several += len(rules) > 1
        for rule in rules:
            font = file_of(rule, page)
            have |= known.setdefault(font, letters_in(font)) if font not in known else known[font]
        missing[page] = (frozenset("".join(shown(document.one("body")))) & AVAILABLE) - have
    assert {page: letters for page, letters in missing.items() if letters} == {}
    assert 0 < several < len(missing) / 2  # the other file is for the few pages that need it


def test_a_site_without_special_letters_has_the_files_that_are_ready(good_site: Path) -> None:
    published = {file.read_bytes() for file in (good_site / "output/theme").glob("*.woff2")}
    assert published == {(FONTS / f"{name}-basic.woff2").read_bytes() for name in ("roman", "italic")}
    assert not (good_site / ".cache/dateline/fonts").exists()


def test_letters_are_cut_once_and_dropped_when_no_longer_used(site: Path) -> None:
    cache = site / ".cache/dateline/fonts"
    places = (site / PLACES).read_text("utf-8")
    add_kazakh(site)
    first = tree(build(site))
    assert len(tree(cache)) == 1  # the Kazakh letters; the others are ready
    (kept,) = cache.iterdir()
    os.utime(kept, (1_000_000_000, 1_000_000_000))
    inode = kept.stat().st_ino
    assert tree(rebuild(site)) == first
    assert kept.stat().st_ino == inode, "cut again"
    kept.write_bytes(b"wOF2" + bytes(900))  # spoilt: cut again, and not published
    assert tree(rebuild(site)) == first
    shutil.rmtree(cache)
    assert tree(rebuild(site)) == first
    write(site, {PLACES: places})
    for file in cache.iterdir():
        os.utime(file, (1_000_000_000, 1_000_000_000))
    build(site)
    assert tree(cache) == {}


@pytest.mark.browser
def test_the_kazakh_letters_are_set_in_the_sites_own_type(site: Path, chromium: Browser) -> None:
    add_kazakh(site)
    page = build(site) / "places/almaty/index.html"
    assert [rule["font-style"] for rule in faces(page)] == ["normal", "normal"]
    tab = chromium.new_page()
    tab.goto(page.as_uri())
    tab.evaluate("document.fonts.ready")
    devtools = tab.context.new_cdp_session(tab)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    names = devtools.send("DOM.querySelector", {"nodeId": root, "selector": ".names"})["nodeId"]
    used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": names})["fonts"]
    tab.close()
    assert {(font["familyName"], font["isCustomFont"]) for font in used} == {("Dateline Serif", True)}
    assert sum(font["glyphCount"] for font in used) == len(KAZAKH)


def test_a_russian_site_has_its_letters_in_the_main_file(site: Path) -> None:
    settings = (site / "pelicanconf.py").read_text("utf-8")
    write(site, {"pelicanconf.py": settings + 'DEFAULT_LANG = "ru"\n'})
    event = (site / "content/event.md").read_text("utf-8").replace("Something small", "Что-то небольшое")
    write(site, {"content/event.md": event})
    page = build(site) / "index.html"
    upright = [rule for rule in faces(page) if rule["font-style"] == "normal"]
    assert len(upright) == 1
    assert "unicode-range" not in upright[0]
    assert frozenset("Чтонебльш") <= letters_in(file_of(upright[0], page))


def test_the_published_fonts_have_their_own_name_and_their_licence(event_site: Path) -> None:
    """"Source" is reserved for the unchanged font (SIL Open Font License 1.1, condition 3)."""
    fonts = list((event_site / "theme").glob("*.woff2"))
    assert len(fonts) == 3
    for file in fonts:
        with TTFont(io.BytesIO(file.read_bytes())) as font:
            names = {record.nameID: record.toUnicode() for record in font["name"].names}
        assert names[1] == "Dateline Serif"
        assert "Source" not in names[4] + names[6]
        assert "Open Font License" in names[13]


def test_on_a_server_type_is_asked_for_at_once_and_never_changes_under_the_reader(production_site: Path) -> None:
    for name in ("index.html", "people/index.html", "articles/the-night/index.html"):
        page = Document(name, (production_site / name).read_bytes())
        rules = faces(production_site / name)
        upright = [rule for rule in rules if rule["font-style"] == "normal" and "unicode-range" not in rule]
        named = [found[1] for rule in upright if (found := re.search(r"url\(([^)]*)\)", rule["src"]))]
        preloads = [link for link in page.all("link") if link.get("rel") == "preload"]
        assert [link.get("href") for link in preloads] == named
        assert {(link.get("as"), link.get("type"), link.get("crossorigin")) for link in preloads} == {("font", "font/woff2", "")}
        assert len(named) == 1
        assert {rule["font-display"] for rule in rules} == {"optional"}
        assert all((production_site / address.removeprefix("/base/")).is_file() for address in named)


def test_from_a_disk_type_is_not_asked_for_but_always_shown(good_site: Path) -> None:
    page = good_site / "output/index.html"
    assert [link for link in Document("index.html", page.read_bytes()).all("link") if link.get("rel") == "preload"] == []
    assert {rule["font-display"] for rule in faces(page)} == {"swap"}


def own_theme(site: Path) -> Path:
    """Give a site a copy of the theme, to change."""
    theme = shutil.copytree(ROOT / "theme", site / "theme")
    settings = (site / "pelicanconf.py").read_text("utf-8")
    write(site, {"pelicanconf.py": settings + 'THEME = str(Path(__file__).parent / "theme")\n'})
    return theme


def test_a_theme_without_fonts_uses_those_of_the_visitor(site: Path) -> None:
    (own_theme(site) / "fonts/letters.txt").write_text("")
    output = build(site)
    assert "@font-face" not in (output / "index.html").read_text("utf-8")
    assert list((output / "theme").glob("*.woff2")) == []


@pytest.mark.parametrize("damage", [b"", b"wOF2 and no more", b"\0" * 2000])
def test_a_broken_font(site: Path, damage: bytes) -> None:
    (own_theme(site) / "fonts/roman.woff2").write_bytes(damage)
    add_kazakh(site)
    before = tree(site / "output")
    done = pelican(site)
    assert done.returncode == 2
    assert re.fullmatch(
        r"theme/fonts/roman\.woff2: the font cannot be read \([^\n]+\): take it away: the kit's own lies beneath it\n"
        r"1 problem\. Nothing was written; the site is as it was\.\n",
        done.stderr,
    )
    assert tree(site / "output") == before


def test_a_missing_font(site: Path) -> None:
    font = own_theme(site) / "fonts/italic-basic.woff2"
    font.unlink()
    font.symlink_to("nowhere.woff2")
    done = pelican(site)
    assert done.returncode == 2
    assert done.stderr.startswith("theme/fonts/italic-basic.woff2: the font is missing: take it away: the kit's own lies beneath it\n")


SAMPLE = (
    "On New Year's Day 2022 the state stopped holding down the price of liquefied petroleum gas, the fuel of most vehicles in the west of "
    "the country, and its price roughly doubled. That afternoon people filmed an appeal to the leaders of the country."
)


@pytest.mark.browser
@pytest.mark.parametrize(("weight", "style"), [("400", "normal"), ("700", "normal"), ("400", "italic")])
def test_what_stands_in_has_the_same_width_and_height(good_site: Path, chromium: Browser, weight: str, style: str) -> None:
    tab = chromium.new_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    tab.goto((good_site / "output/index.html").as_uri())
    measured = tab.evaluate(
        """async ([text, weight, style]) => {
          const sizes = {};
          for (const family of ["Dateline Serif", "Like Times"]) {
            try { if (!(await document.fonts.load(`${style} ${weight} 20px "${family}"`)).length) return null; } catch { return null; }
            const line = document.createElement("span");
            line.textContent = text;
            line.style.cssText = `font:${style} ${weight} 20px/normal "${family}",monospace;font-variant-numeric:lining-nums proportional-nums;`
              + "white-space:nowrap;position:absolute";
            document.body.append(line);
            const box = line.getBoundingClientRect();
            sizes[family] = [box.width, box.height];
          }
          return sizes;
        }""",
        [SAMPLE, weight, style],
    )
    tab.close()
    if measured is None:
        pytest.skip("neither Times New Roman nor Liberation Serif is on this machine")
    own, like = measured["Dateline Serif"], measured["Like Times"]
    assert like[0] == pytest.approx(own[0], rel=0.015)
    assert like[1] == pytest.approx(own[1], abs=1)
