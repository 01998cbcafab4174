"""The looks that the kit brings along: tokens alone, which can be read by everybody, in both colour schemes and on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from dateline.colour import contrast
from dateline.model.accent import DARK, LEAST, LIGHT, in_the_dark, readable
from playwright.sync_api import Browser

from tests.sites import GOOD, ROOT, build, write
from tests.test_accessibility import CONTRAST, broken, broken_anywhere

LOOKS = sorted((ROOT / "theme/looks").glob("*.css"))
EACH = pytest.mark.parametrize("look", LOOKS, ids=lambda file: file.stem)
ENOUGH = 4.5
"""The contrast ratio of text that WCAG 2.2 asks for at its level AA (1.4.3)."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r"(?:@media ([^{]+?) \{\s*)?:root \{([^}]*)\}\s*(?(1)\})")
_DECLARATION = re.compile(r"(--[a-z0-9-]+|color-scheme):\s*([^;]+);")


@dataclass(frozen=True)
class Visitor:
    """What media queries ask for: screen or paper, and what the visitor's system says."""

    media: str = "screen"
    dark: bool = False
    more: bool = False
    forced: bool = False

    def sees(self, query: str) -> bool:
        """Tell whether a media query holds on a wide screen of hers."""
        answers = {
            "screen": self.media == "screen",
            "print": self.media == "print",
            "(prefers-color-scheme: dark)": self.dark,
            "(prefers-contrast: more)": self.more,
            "(forced-colors: active)": self.forced,
            "(forced-colors: none)": not self.forced,
            "(min-width: 40rem)": True,
            "(min-width: 64rem)": True,
        }
        return all(answers[part] for part in query.split(" and ")) if query else True


VISITORS = {
    "light": Visitor(),
    "dark": Visitor(dark=True),
    "more contrast": Visitor(more=True),
    "more contrast in the dark": Visitor(dark=True, more=True),
    "paper": Visitor(media="print"),
    "paper in the dark": Visitor(media="print", dark=True),
}
FORCED = Visitor(forced=True)


def rules(file: Path) -> list[tuple[str, dict[str, str]]]:
    """Return the media query of each `:root` of a style sheet and what it declares, in order."""
    return [(query, dict(_DECLARATION.findall(body))) for query, body in _ROOT.findall(_COMMENT.sub("", file.read_text("utf-8")))]


KIT = rules(ROOT / "theme/static/css/tokens.css")


def tokens(look: Path, visitor: Visitor) -> dict[str, str]:
    """Return every token as a visitor gets it: the look's come after the kit's, in the same layer."""
    found: dict[str, str] = {}
    for query, declared in (*KIT, *rules(look)):
        if visitor.sees(query):
            found |= declared
    return found


def colour(name: str, found: dict[str, str], accent: str = "") -> str:
    """Return the colour of a token, `#rrggbb`, of an event with an accent or (`""`) without."""
    value = found[name]
    while matched := re.fullmatch(r"var\((--[\w-]+)(?:, (.+))?\)", value):
        of_the_event = matched[1].startswith("--event-accent")
        value = (accent or matched[2]) if of_the_event else found[matched[1]]
    digits = value.removeprefix("#")
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def test_there_are_looks_and_the_page_shows_each() -> None:
    assert len(LOOKS) >= 2
    page = (ROOT / "docs/look.md").read_text("utf-8")
    assert [look.stem for look in LOOKS if f"](../theme/looks/{look.name})" not in page or f"look-{look.stem}" not in page] == []


@EACH
def test_a_look_is_tokens_and_short(look: Path) -> None:
    text = look.read_text("utf-8")
    assert len(text.splitlines()) < 60
    bare = _ROOT.sub("", _COMMENT.sub("", text))
    assert re.sub(r"\s", "", bare) == "@layertokens{}", "nothing but tokens"
    every = [declared for _, declared in rules(look)]
    assert sum(body.count(";") for _, body in _ROOT.findall(_COMMENT.sub("", text))) == sum(map(len, every)), "all of it is tokens, each once"
    known = {name for _, declared in KIT for name in declared}
    own = {name for declared in every for name in declared} - known
    assert {name for name in own if f"var({name}" not in " ".join(text.split()) and f", {name}" not in text} == set()


@EACH
@pytest.mark.parametrize("visitor", VISITORS)
def test_words_and_marks_can_be_read(look: Path, visitor: str) -> None:
    """Words at the kit's own level, 7 to 1; the marks of kinds, which have a word beside them, at that of words at least."""
    found = tokens(look, VISITORS[visitor])
    kinds = [name for name in found if name.startswith("--kind-")]
    assert len(kinds) == 8
    for ground in ("--paper", "--tint"):
        behind = colour(ground, found)
        for name in ("--ink", "--ink-quiet", "--accent"):
            assert contrast(colour(name, found), behind) >= LEAST, (name, ground)
        for name in kinds:
            assert contrast(colour(name, found), behind) >= ENOUGH, (name, ground)
    assert len({colour(name, found) for name in kinds}) == 8
    if "more" in visitor:
        assert colour("--ink-quiet", found) == colour("--rule", found) == colour("--ink", found)


@EACH
@pytest.mark.parametrize("written", ["#ffff00", "#777777", "#ff0000", "#00ff00", "#0000ff", "#0b4f5c"])
@pytest.mark.parametrize("visitor", VISITORS)
def test_an_accent_that_a_build_takes_can_be_read(look: Path, visitor: str, written: str) -> None:
    """What is the hardest to read that a build lets through, for it knows the kit's grounds and not those of a look."""
    light = readable(written, LIGHT)
    found = tokens(look, VISITORS[visitor])
    assert "--event-accent" in found["--accent"]
    for shade in {light} if "dark" not in found["--accent"] else {in_the_dark(light), readable(written, DARK)}:
        for ground in ("--paper", "--tint"):
            assert contrast(colour("--accent", found, shade), colour(ground, found)) >= ENOUGH


@EACH
def test_forced_colours_and_paper_stay_those_of_the_visitor(look: Path) -> None:
    kits: dict[str, str] = {}
    for query, declared in KIT:
        if FORCED.sees(query):
            kits |= declared
    found = tokens(look, FORCED)
    for role in ("color-scheme", "--paper", "--tint", "--ink", "--ink-quiet", "--rule", "--accent"):
        assert found[role] == kits[role], role
    printed = tokens(look, Visitor(media="print", dark=True))
    assert (colour("--paper", printed), colour("--ink", printed), printed["color-scheme"]) == ("#ffffff", "#000000", "light")
    for size in ("--size-root", "--size-0", "--size-1"):
        assert printed[size] == dict(KIT)["print"][size]


@pytest.fixture(scope="module", params=LOOKS, ids=lambda file: file.stem)
def dressed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the small good site in a look, put where docs/look.md says."""
    root = tmp_path_factory.mktemp("look") / "site"
    settings = str(GOOD["pelicanconf.py"]).replace('THEME = str(ROOT / "theme")', 'THEME = "theme"')
    write(root, {**GOOD, "pelicanconf.py": settings, "theme/static/css/tokens/look.css": request.param.read_text("utf-8")})
    return build(root)


@pytest.mark.browser
def test_axe_finds_nothing(dressed: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    for name in ("timeline/index.html", "articles/first/index.html", "figures/index.html", "index.html"):
        page.goto((dressed / name).as_uri())
        assert broken_anywhere(page) == [], name
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") == 320, name
    # With more contrast all is ink, whose contrast is told above.
    page.emulate_media(color_scheme="dark", contrast="more")
    assert broken(page, CONTRAST) == []
    page.close()


@pytest.mark.browser
def test_a_browser_shows_the_looks_colours(dressed: Path, chromium: Browser) -> None:
    """On the page they are the last word, whatever else says something of the same tokens."""
    (written,) = (dressed.parent / "theme/static/css/tokens").glob("*.css")
    page = chromium.new_page()
    page.goto((dressed / "index.html").as_uri())
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        shown = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        rgb = tuple(int(part) for part in re.findall(r"\d+", shown))
        assert "#{:02x}{:02x}{:02x}".format(*rgb) == colour("--paper", tokens(written, Visitor(dark=scheme == "dark")))
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="null", color_scheme="dark", forced_colors="active")
    chosen = """() => [["html", "backgroundColor", "Canvas"], ["h1", "color", "CanvasText"], ["main a", "color", "LinkText"]].filter(([name, what, role]) => {
        const meant = document.body.appendChild(document.createElement("i"));
        meant.style.color = role;
        return getComputedStyle(document.querySelector(name))[what] !== getComputedStyle(meant).color;
    })"""
    assert page.evaluate(chosen) == []
    page.close()
