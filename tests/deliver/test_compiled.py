"""Compiled templates: kept between builds, never another's, never damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dateline.cache import Store
from dateline.deliver.additions import Additions
from dateline.deliver.compiled import Compiled
from dateline.deliver.render import Renderer
from dateline.model.address import Address
from dateline.pages.texts import TextPage
from dateline.pages.values import Body, Head, Page, Site
from dateline.theme import Theme
from dateline.wording import Wording
from jinja2 import Environment

from tests.sites import write

TEMPLATES = {
    "templates/page.html": '{% from "parts/title.html" import title %}<p>{{ title(page.title) }}</p>',
    "templates/parts/title.html": "{% macro title(text) %}<b>{{ text }}</b>{% endmacro %}",
    "static/css/components/.keep": "",
}
SITE = Site("Site", "Event", "", "en", "ltr", Address(""), (), (), "", "", None)
HEAD = Head("T", "About", "", "website", "", "", "en", "ltr")
PAGE = Page("page", Address("about/"), SITE, HEAD, TextPage("T", Body(), None))


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """A theme of two templates."""
    write(tmp_path / "theme", TEMPLATES)
    return tmp_path / "theme"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all templates that are compiled or parsed, as that happens."""
    told: list[str] = []
    compiles, parses = Environment.compile, Environment.parse

    def compile_(self: Environment, source: Any, name: Any = None, filename: Any = None, *more: Any, **others: Any) -> Any:
        told.append(name)
        return compiles(self, source, name, filename, *more, **others)

    def parse(self: Environment, source: str, name: Any = None, filename: Any = None) -> Any:
        told.append(f"parsed {name}")
        return parses(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", compile_)
    monkeypatch.setattr(Environment, "parse", parse)
    return told


def shown(theme: Path, additions: Additions | None = None) -> str:
    """Render the page with a renderer of its own, as the next build does."""
    renderer = Renderer(Theme((theme,)), None, Wording("en", theme), "", additions=additions, store=Store(theme.parent / "kept"))
    made = renderer.render(PAGE).decode()
    renderer.save()
    return made


def test_the_second_build_compiles_nothing(theme: Path, compiled: list[str]) -> None:
    assert shown(theme) == "<p><b>T</b></p>"
    assert "page.html" in compiled
    assert "parsed parts/title.html" in compiled
    compiled.clear()
    assert shown(theme) == "<p><b>T</b></p>"
    assert not compiled


def test_an_edited_template_alone_is_compiled_again(theme: Path, compiled: list[str]) -> None:
    shown(theme)
    compiled.clear()
    write(theme, {"templates/parts/title.html": TEMPLATES["templates/parts/title.html"].replace("b>", "i>")})
    assert shown(theme) == "<p><i>T</i></p>"
    assert set(compiled) == {"parts/title.html", "parsed parts/title.html"}


def test_a_template_in_another_folder_is_another_one(theme: Path, tmp_path: Path) -> None:
    """Its file stands in what is told of a mistake in it."""
    shown(theme)
    theme.rename(tmp_path / "moved")
    store = Store(tmp_path / "kept")
    renderer = Renderer(Theme((tmp_path / "moved",)), None, Wording("en", tmp_path), "", store=store)
    assert renderer.environment.get_template("page.html").root_render_func.__code__.co_filename == str(tmp_path / "moved/templates/page.html")


@pytest.mark.parametrize("harm", [lambda data: data[:-9], lambda data: data.replace(b"page.html", b"page.htmk", 1), lambda _data: b""])
def test_damaged_code_is_never_run(theme: Path, compiled: list[str], harm: Callable[[bytes], bytes]) -> None:
    shown(theme)
    (record,) = (theme.parent / "kept").iterdir()
    good = record.read_bytes()
    record.write_bytes(harm(good))
    compiled.clear()
    assert shown(theme) == "<p><b>T</b></p>"
    assert "page.html" in compiled
    compiled.clear()
    shown(theme)
    assert not compiled


@pytest.mark.parametrize("kind", ["filters", "tests", "globals"])
def test_nothing_is_kept_where_others_add_to_jinja(theme: Path, kind: str) -> None:
    """Jinja works constants out while it compiles, with filters and tests: what comes of that is their code's."""
    environment = Environment()
    getattr(environment, kind)["theirs"] = str.upper
    shown(theme, Additions((), environment))
    assert not (theme.parent / "kept").exists()
    assert not Additions((), Environment()).strange
    assert Additions((), Environment(extensions=["jinja2.ext.do"])).strange


def test_another_environment_has_other_code(tmp_path: Path) -> None:
    def name(environment: Environment) -> str:
        Compiled(store, environment).save()
        compiled = Compiled(store, environment)
        compiled.note_named("", ())
        compiled.save()
        return ",".join(sorted(file.name for file in store.folder.iterdir()))

    store = Store(tmp_path)
    changed = [Environment(), Environment(trim_blocks=True), Environment(autoescape=True), Environment(extensions=["jinja2.ext.i18n"])]
    filtered = Environment()
    filtered.filters["more"] = str
    names = [name(each) for each in (*changed, filtered)]
    assert len(set(names)) == len(names)
    assert name(Environment()) == names[-1]


def test_old_code_is_dropped(theme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.deliver.compiled._MOST", 3)
    for number in range(5):
        write(theme, {"templates/page.html": f"{TEMPLATES['templates/page.html']}{number}"})
        shown(theme)
    kept = Compiled(Store(theme.parent / "kept"), Renderer(Theme((theme,)), None, Wording("en", theme), "").environment)
    assert len(kept._code) <= 3
