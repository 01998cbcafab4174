"""What is embedded, as another website shows it: whole at 320 pixels, without scrollbars, and open to the keyboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dateline.authoring.hosting import hosting
from playwright.sync_api import Browser

from tests.conftest import Hosted

KINDS = {"entry": "embed/timeline/*/*/oembed.json", "day": "embed/timeline/*/oembed.json", "article": "embed/articles/*/oembed.json", "figure": "embed/figures/*/oembed.json", "map": "embed/map/oembed.json", "strip": "embed/strip/oembed.json"}
SCROLLED = """() => {
    const root = document.documentElement;
    return [root.scrollWidth - root.clientWidth, root.scrollHeight - root.clientHeight];
}"""


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_another_website_shows_it_without_scrollbars(chromium: Browser, host: Hosted, tmp_path: Path, kind: str) -> None:
    files = sorted(host.folder.glob(KINDS[kind]), key=lambda file: (-json.loads(file.read_text("utf-8"))["height"], file))
    assert files, f"the event has no {kind} to be embedded"
    for file in {files[0], files[-1]}:
        found = json.loads(file.read_text("utf-8"))
        address = f"{host.origin}/{file.parent.relative_to(host.folder).as_posix()}/"
        frame = f'<iframe src="{address}" width="480" height="{found["height"]}" style="max-width:100%;border:0"></iframe>'
        assert f'height="{found["height"]}" style="max-width:100%;border:0"' in found["html"]
        (tmp_path / "index.html").write_text(f"<!DOCTYPE html><title>Another website</title><style>body{{margin:0}}</style>{frame}", "utf-8")
        with hosting(tmp_path) as other:
            assert other.origin != host.origin
            page = chromium.new_page(viewport={"width": 320, "height": 900})
            try:
                page.goto(other.origin)
                shown = next(each for each in page.frames if each.url == address)
                shown.evaluate("() => document.fonts.ready.then(() => null)")
                assert shown.evaluate(SCROLLED) == [0, 0], address
                assert shown.locator("h1").count() == 1
            finally:
                page.close()
