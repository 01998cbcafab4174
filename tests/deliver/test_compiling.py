"""Templates compiled meanwhile: kept for the renderer, once; nothing where what comes of them may hang on anybody's code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from dateline.cache import Store
from dateline.deliver.additions import Additions
from dateline.deliver.compiled import Compiled
from dateline.deliver.compiling import NAME, compiling
from dateline.deliver.render import Renderer
from dateline.settings import Options, Settings
from dateline.theme import Theme
from jinja2 import Environment

from tests.sites import write

TEMPLATES = {
    "templates/page.html": '{% from "parts/title.html" import title %}<p>{{ title(page.title) }}</p>',
    "templates/broken.html": "{% if %}",
    "templates/parts/title.html": "{% macro title(text) %}<b>{{ text }}</b>{% endmacro %}",
    "static/css/components/.keep": "",
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a site with a theme of three templates, one of which cannot be compiled."""
    write(tmp_path / "theme", TEMPLATES)
    theme = Theme((tmp_path / "theme",))
    return Settings(tmp_path / "content", theme, "Site", "", True, "en", (), Options(), tmp_path / "cache")


def code(settings: Settings) -> set[str]:
    """Return the names of the templates whose code is kept."""
    store = Store(settings.cache / NAME)
    renderer = Renderer(settings.theme, settings.root, settings.wording(), "", store=store)
    kept = renderer.environment.bytecode_cache
    assert isinstance(kept, Compiled)
    return {Path(made.co_filename).name for made in kept._code.values()}


def test_templates_are_there_at_the_end(settings: Settings) -> None:
    """All that can be compiled, with what they reach; of the others a build tells, and not this."""
    with compiling(settings, Additions()):
        pass
    assert code(settings) == {"page.html", "title.html"}


def test_what_is_kept_is_not_made_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with compiling(settings, Additions()):
        pass
    monkeypatch.setattr(Renderer, "load", lambda *_: pytest.fail("compiled again"))
    with compiling(settings, Additions()):
        pass


def test_nothing_is_compiled_where_others_add_to_jinja(settings: Settings) -> None:
    environment: Any = Environment()
    environment.filters["theirs"] = str
    with compiling(settings, Additions((), environment)):
        pass
    assert not (settings.cache / NAME).exists()


def test_what_goes_wrong_meanwhile_goes_on(settings: Settings) -> None:
    with pytest.raises(ZeroDivisionError), compiling(settings, Additions()):
        raise ZeroDivisionError
