"""The style guide shows every component with all its examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.authoring.styleguide import write_styleguide
from dateline.deliver.render import Renderer
from dateline.theme import Theme
from dateline.wording import Wording
from PIL import Image
from playwright.sync_api import Browser

from tests.components.examples import EXAMPLES, around
from tests.documents import Document, words
from tests.sites import ROOT


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The style guide."""
    file = tmp_path_factory.mktemp("guide") / "deep/index.html"
    photographs = ROOT / "tests/specimen/content/pictures"
    write_styleguide(Theme((ROOT / "theme",)), EXAMPLES, around, photographs, "photographs/index.html", file)
    return file


def test_every_macro_and_every_example_is_shown(guide: Path) -> None:
    page = Document("guide", guide.read_bytes())
    assert [words(heading) for heading in page.all("h3") if page.parents[heading].get("class") == "guide-macro"] == [
        macro for _, macro in sorted(EXAMPLES)
    ]
    shown = [element for element in page.all("div") if element.get("class") == "guide-example"]
    templates = Renderer(Theme((ROOT / "theme",)), None, Wording("en", ROOT / "theme/locale"), "").environment
    saying = [
        (component, macro)
        for (component, macro), every in EXAMPLES.items()
        for arguments in every
        if getattr(templates.get_template(f"components/{component}.html").module, macro)(*arguments).strip()
    ]
    assert len(shown) == len(saying)
    assert set(saying) == EXAMPLES.keys()
    assert all(words(element) or list(element.iter("img")) or any(str(inner.tag).endswith("}svg") for inner in element.iter()) for element in shown)
    assert all(words(about) for about in page.all("p", class_="guide-about"))


def test_photographs_are_there_and_have_the_shape_that_is_said(guide: Path) -> None:
    page = Document("guide", guide.read_bytes())
    images = page.all("img")
    assert len({image.get("src") for image in images}) >= 4
    for image in images:
        with Image.open(guide.parent / image.get("src", "")) as shown:
            assert shown.size == (int(image.get("width", "")), int(image.get("height", ""))), image.get("src")
    addresses = {part.split()[0] for each in page.all("img", "source") for part in each.get("srcset", "").split(", ")}
    assert [address for address in sorted(addresses) if not (guide.parent / address).is_file()] == []
    assert len(page.all("a", href="photographs/index.html")) == 1
    # Rows of a gallery are equally high by the shapes of their pictures.
    assert ".p-room{--picture-ratio:0.667" in guide.read_text("utf-8")


@pytest.mark.browser
def test_it_is_set_in_the_sites_type_and_fits_a_phone(guide: Path, chromium: Browser) -> None:
    tab = chromium.new_page(viewport={"width": 320, "height": 700})
    tab.goto(guide.as_uri())
    tab.evaluate("document.fonts.ready")
    assert tab.evaluate('[...document.fonts].filter(font => font.status === "loaded" && font.family.includes("Dateline")).length')
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    tab.close()
