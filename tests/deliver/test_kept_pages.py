"""Pages that are taken over from the last build: only where all that shapes them is as it was, and only whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from dateline.cache import Store
from dateline.deliver import pages as module
from dateline.deliver import render
from dateline.deliver.additions import Additions
from dateline.deliver.kept import Kept
from dateline.deliver.pages import deliver_pages, keyed
from dateline.deliver.proof import Proof
from dateline.deliver.render import Renderer
from dateline.fonts.cache import Made
from dateline.fonts.faces import Face, Fonts
from dateline.keys import Keys
from dateline.model.address import Address
from dateline.pages.texts import TextPage
from dateline.pages.values import Body, Head, Page, PictureStyle, Site
from dateline.theme import Theme
from dateline.wording import Wording
from jinja2 import Environment

from tests.sites import GOOD, TIMEOUT, build, environment, tree, write
from tests.test_sharing import needs_fork

SITE = Site("Site", "Event", "", "en", "ltr", Address(""), (), (), "", "", None)
HEAD = Head("T", "About", "", "website", "", "", "en", "ltr")
ONE = Page("page", Address("one/"), SITE, HEAD, TextPage("One é", Body(), None))
TWO = Page("other", Address("two/"), SITE, HEAD, TextPage("Two", Body(), None))
SCRIPT = '<script src="dateline-1.js"></script>'
FILES = {
    "theme/templates/page.html": '{% from "components/title.html" import title %}<p id="a">{{ title(page.title) }}</p>{{ style }}{{ _("Kind") }}',
    "theme/templates/other.html": '<p>{{ page.title }} {{ site.home }}</p><a id="a" href="#a">a</a>',
    "theme/templates/components/title.html": "{% macro title(text) %}<b>{{ text }}</b>{% endmacro %}",
    "theme/static/css/tokens.css": ":root { color: red }",
    "theme/static/css/components/title.css": "b { color: blue }",
}


@dataclass
class House:
    """A folder with a theme, an output and a cache, and what a build is made with."""

    folder: Path
    pages: tuple[Page, ...] = (ONE, TWO)
    root: str | None = None
    siteurl: str = ""
    fonts: Fonts = field(default_factory=Fonts)
    words: Wording | None = None
    additions: Additions = field(default_factory=Additions)
    cache: str = "cache"
    rendered: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def build(self) -> dict[str, str]:
        """Build into the output; return its files' hashes. `rendered` are the addresses that were rendered, `faults` what the proof found."""
        theme = self.folder / "theme"
        output, stage = self.folder / "output", self.folder / "stage"
        renderer = Renderer(Theme((theme,)), self.root, self.words or Wording("en", theme), self.siteurl, self.fonts, self.additions)
        renders = renderer.render

        def noted(page: Page, letters: frozenset[str] | None = None) -> bytes:
            self.rendered.append(page.address)
            return renders(page, letters)

        renderer.render = noted  # type: ignore[method-assign]
        self.rendered.clear()
        kept = Kept(Store(self.folder / self.cache), output)
        proof = Proof(self.root, self.siteurl)
        known = deliver_pages(tuple(keyed(self.pages, kept, Keys(), {})), {page.lang: renderer for page in self.pages}, proof, stage, kept, None)
        self.faults = [fault.what for fault in proof.faults({*known})]
        shutil.rmtree(output, ignore_errors=True)
        stage.rename(output)
        kept.save()
        assert tree(output) == known
        return known


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house in which all is built, and long enough ago that it is trusted."""
    write(tmp_path, FILES)
    house = House(tmp_path)
    house.build()
    assert house.rendered == ["one/", "two/"]
    long_ago(tmp_path / "output")
    house.build()
    assert not house.rendered
    return house


def long_ago(folder: Path) -> None:
    """Let files have been written a while ago."""
    for file in folder.rglob("*.html"):
        os.utime(file, ns=(10**18 + 1, 10**18 + 1))


def anew(house: House) -> dict[str, str]:
    """Build into the same folder with an empty cache; return the hashes."""
    return replace(house, cache="empty", rendered=[]).build()


def test_nothing_is_rendered_twice(house: House) -> None:
    before = {file: file.stat().st_ino for file in (house.folder / "output").rglob("*.html")}
    house.build()
    assert not house.rendered
    assert {file: file.stat().st_ino for file in (house.folder / "output").rglob("*.html")} == before
    assert house.build() == anew(house)


def catalogue(house: House) -> None:
    words = Wording("en", house.folder)
    words.translations._catalog = {"Kind": "Sort", "": ""}  # type: ignore[attr-defined]
    words.translations.gettext = lambda message: "Sort"  # type: ignore[method-assign]
    house.words = words


def edited(name: str, more: str = " ") -> Callable[[House], None]:
    return lambda house: write(house.folder, {name: f"{FILES[name]}{more}"})


def value(**changes: Any) -> Callable[[House], None]:
    return lambda house: setattr(house, "pages", (replace(ONE, **changes), TWO))


FACE = Face(Address("theme/serif-roman-1.woff2"), Made("shape", bytes), "normal", "400")
FONTS = Fonts((FACE,))
CHANGES: dict[str, tuple[Callable[[House], None], list[str]]] = {
    "template": (edited("theme/templates/page.html"), ["one/"]),
    "component": (edited("theme/templates/components/title.html"), ["one/"]),
    "style sheet of a component": (edited("theme/static/css/components/title.css", "i { color: red }"), ["one/"]),
    "style sheet of all": (edited("theme/static/css/tokens.css", "i { color: red }"), ["one/", "two/"]),
    "comment in a style sheet": (edited("theme/static/css/tokens.css", "/* nothing */"), []),
    "catalogue": (catalogue, ["one/", "two/"]),
    "language": (lambda house: setattr(house, "words", Wording("ru", house.folder)), ["one/", "two/"]),
    "fonts": (lambda house: setattr(house, "fonts", FONTS), ["one/", "two/"]),
    "fallbacks": (lambda house: setattr(house, "fonts", Fonts(fallbacks="a")), ["one/", "two/"]),
    "root": (lambda house: setattr(house, "root", "/"), ["one/", "two/"]),
    "siteurl": (lambda house: setattr(house, "siteurl", "https://example.org"), ["one/", "two/"]),
    "title": (value(page=TextPage("1", Body(), None)), ["one/"]),
    "head": (value(head=replace(HEAD, title="U")), ["one/"]),
    "site": (value(site=replace(SITE, script="dateline-2.js")), ["one/"]),
    "picture": (value(pictures=(PictureStyle("p", "1", "", ""),)), ["one/"]),
    "template's name": (value(template="other"), ["one/"]),
    "address": (value(address=Address("three/")), ["three/"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_shapes_a_page_makes_it_anew_and_no_other(house: House, name: str) -> None:
    change, rendered = CHANGES[name]
    change(house)
    made = house.build()
    assert house.rendered == rendered
    assert made == anew(house)
    assert not house.faults


def test_what_was_found_on_a_page_is_kept_with_it(house: House) -> None:
    write(house.folder, {"theme/templates/other.html": '<a href="../one/index.html#a">a</a>'})
    house.build()
    house.build()
    assert not house.rendered
    assert not house.faults
    write(house.folder, {"theme/templates/page.html": '<p id="b">{{ page.title }}</p>'})
    house.build()
    assert house.rendered == ["one/"]
    assert house.faults == ['"../one/index.html#a" leads to an anchor that is not there']


def test_code_and_versions_count(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "code_version", lambda: "another")
    house.build()
    assert house.rendered == ["one/", "two/"]
    monkeypatch.setattr(render, "library_versions", lambda _names: ["another"])
    house.build()
    assert house.rendered == ["one/", "two/"]


def test_a_template_that_a_value_names_may_be_any(house: House) -> None:
    write(house.folder, {"theme/templates/page.html": '{% include "components/" ~ page.title|length ~ ".html" %}<i id="a"></i>', "theme/templates/components/5.html": "5"})
    house.build()
    assert house.rendered == ["one/"]
    write(house.folder, {"theme/templates/components/5.html": "five"})
    house.build()
    assert house.rendered == ["one/"]


def test_a_template_s_own_folder_counts_before_the_theme_s(house: House) -> None:
    write(house.folder, {"mine/components/title.html": "{% macro title(text) %}<i>{{ text }}</i>{% endmacro %}"})
    house.additions = Additions((house.folder / "mine",))
    house.build()
    assert house.rendered == ["one/"]


def test_nothing_is_kept_where_others_add_to_jinja(house: House) -> None:
    environment = Environment()
    environment.globals["now"] = lambda: "later"
    house.additions = Additions((), environment)
    house.build()
    assert house.rendered == ["one/", "two/"]
    house.build()
    assert house.rendered == ["one/", "two/"]


def in_place(file: Path) -> None:
    """Write into a file so that only the time of its status tells."""
    status, data = file.stat(), file.read_bytes()
    with file.open("r+b") as opened:
        opened.write(data.replace(b"One", b"Eno"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def linked_elsewhere(file: Path) -> None:
    file.rename(file.with_name("moved"))
    file.symlink_to("moved")


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


HARM: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "written into": in_place,
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"\n"),
    "empty": lambda file: file.write_bytes(b""),
    "a folder": a_folder,
    "a link": linked_elsewhere,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_what_is_not_as_it_was_written_is_rendered(house: House, harm: Callable[[Path], object]) -> None:
    good = tree(house.folder / "output")
    harm(house.folder / "output/one/index.html")
    assert house.build() == good
    assert house.rendered == ["one/"]
    house.build()
    assert not house.rendered


def test_a_file_of_another_time_with_the_same_bytes_is_good(house: House) -> None:
    shutil.copytree(house.folder / "output", house.folder / "copy")
    shutil.rmtree(house.folder / "output")
    (house.folder / "copy").rename(house.folder / "output")
    house.build()
    assert not house.rendered


def test_what_was_written_just_now_is_compared_with_its_hash(tmp_path: Path) -> None:
    """Its times would not show that somebody has written into it since."""
    write(tmp_path, FILES)
    house = House(tmp_path)
    good = house.build()
    kept = Kept(Store(tmp_path / "cache"), tmp_path / "output")
    assert [page.seen for page in kept._last.values()] == [None, None]
    in_place(tmp_path / "output/one/index.html")
    assert house.build() == good
    assert house.rendered == ["one/"]


@pytest.mark.parametrize("harm", [lambda data: data[:-9], lambda data: data.replace(b"one/", b"ono/", 1), lambda _data: b""])
def test_a_damaged_record_is_none(house: House, harm: Callable[[bytes], bytes]) -> None:
    good = tree(house.folder / "output")
    (record,) = (house.folder / "cache").glob("*.pages")
    record.write_bytes(harm(record.read_bytes()))
    assert house.build() == good
    assert house.rendered == ["one/", "two/"]


def test_the_record_of_another_output_is_another_one(house: House) -> None:
    """A file is not looked for where another build may have written another one under its name."""
    assert not Kept(Store(house.folder / "cache"), house.folder / "elsewhere")._last


def test_copied_where_links_are_not_possible(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    before = (house.folder / "output/one/index.html").stat().st_ino
    good = tree(house.folder / "output")
    assert house.build() == good
    assert not house.rendered
    assert (house.folder / "output/one/index.html").stat().st_ino != before


def test_another_run_has_put_its_output_in_this_one_s_place(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and linking: then the file is another one."""
    links, good = os.link, tree(house.folder / "output")

    def late(source: str, target: str) -> None:
        if source.endswith("one/index.html"):
            file = Path(source)
            file.rename(file.with_name("old"))
            file.write_bytes(b"theirs")
        links(source, target)

    monkeypatch.setattr(os, "link", late)
    assert house.build() == good
    assert house.rendered == ["one/"]


def test_letters_are_kept_with_the_value(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_values: object) -> None:
        raise AssertionError

    monkeypatch.setattr(module, "letters_of", refuse)
    kept = Kept(Store(house.folder / "cache"), house.folder / "output")
    assert [page.letters for page in keyed(house.pages, kept, Keys(), {})] == ["é", ""]


@needs_fork
def test_two_processes_render_what_one_does(good_site: Path, tmp_path: Path) -> None:
    shutil.copytree(good_site, tmp_path / "site", ignore=shutil.ignore_patterns("output", ".cache"))
    code = "from dateline.deliver import pages\nfrom dateline import sharing\npages._LEAST, sharing.cores = 1, lambda: 3\nimport pelican\npelican.main(['content'])"
    env = {**environment(tmp_path / "home"), "PYTHONPATH": str(Path(module.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "site", env=env, capture_output=True, text=True, timeout=TIMEOUT)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site/output") == tree(good_site / "output")


MINIFIER = """\
from pathlib import Path
from pelican import signals


def write(path, context):
    file = Path(path)
    if file.suffix == ".html":
        with file.open("r+") as page:
            text = page.read().replace("</p>", "</p><!-- less -->")
            page.seek(0)
            page.write(text)


def register():
    signals.content_written.connect(write)
"""


def test_where_others_take_part_every_page_is_a_fresh_copy(tmp_path: Path) -> None:
    conf = str(GOOD["pelicanconf.py"]) + 'PLUGIN_PATHS = [*PLUGIN_PATHS, "extras"]\nPLUGINS = ["dateline", "less"]\n'
    site = tmp_path / "site"
    write(site, {**GOOD, "pelicanconf.py": conf, "extras/less.py": MINIFIER})
    build(site)
    entry = "content/timeline/2022-01-05-square.md"
    for words in ("They came at one.", "They came at two."):
        write(site, {entry: str(GOOD[entry]).replace("They came at noon.", words)})
        warm = tree(build(site))
        assert all(file.stat().st_nlink == 1 for file in (site / "output").rglob("*") if file.is_file())
    assert not (site / ".cache/dateline/pages").exists()
    shutil.rmtree(site / ".cache")
    shutil.rmtree(site / "output")
    assert tree(build(site)) == warm


def test_what_files_name_is_looked_for_where_they_changed_alone(tmp_path: Path) -> None:
    """And where it depends on something else that changed."""
    looked: list[str] = []

    def build(files: dict[str, bytes], looking: str = "") -> list[str]:
        looked.clear()
        output, stage = tmp_path / "output", tmp_path / "stage"
        kept = Kept(Store(tmp_path / "cache"), output, looking=looking)

        def look(name: str, data: bytes) -> list[str]:
            looked.append(name)
            return [data.decode()]

        for name, data in files.items():
            kept.write(name, data, str(stage))
            assert kept.names(name, partial(look, name, data)) == [data.decode()]
        assert {name: (stage / name).read_bytes() for name in tree(stage)} == files
        shutil.rmtree(output, ignore_errors=True)
        stage.rename(output)
        kept.save()
        return looked

    assert build({"a.json": b"one", "b/c.json": b"two"}) == ["a.json", "b/c.json"]
    assert build({"a.json": b"one", "b/c.json": b"two"}) == []
    assert build({"a.json": b"other", "b/c.json": b"two", "new.json": b"one"}) == ["a.json", "new.json"]
    (tmp_path / "output/b/c.json").write_bytes(b"twi")
    assert build({"a.json": b"other", "b/c.json": b"two"}) == []
    assert build({"a.json": b"other", "b/c.json": b"two"}, "another address") == ["a.json", "b/c.json"]
