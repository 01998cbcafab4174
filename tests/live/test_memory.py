"""A process that builds again and again makes what one makes that has never built before: byte for byte, after each of many saves.

And it does not make again what cannot have changed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Once
from tests.sites import GOOD, ROOT, environment, pelican, write
from tests.test_never_stale import MORE, TRANSLATIONS, Sites
from tests.translated import TOLD

_PROGRAM = """\
import json, sys
from dateline import making
from dateline.live.worker import _start

made = []
all_pages = making.all_pages


def noted(desk, *rest):
    made.append(desk.site.lang)
    return all_pages(desk, *rest)


making.all_pages = noted
answers, sys.stdout = sys.stdout, sys.stderr
builder, problems = _start([])
assert builder, problems
for line in sys.stdin:
    made.clear()
    answer = builder.build([])
    builder.settle()
    print(json.dumps({"ok": answer["ok"], "problems": answer["problems"], "made": made}), file=answers, flush=True)
"""


class Warm:
    """A process that builds a site whenever it is asked; `build` returns the languages whose pages it made."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def build(self, *, ok: bool = True) -> list[str]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["ok"] is ok, answer
        made: list[str] = answer["made"]
        return made


@contextmanager
def warm(site: Path) -> Iterator[Warm]:
    """Run one in a site."""
    env = environment(site.parent / "home", PYTHONPATH=str(ROOT / "plugins"))
    with subprocess.Popen([sys.executable, "-c", _PROGRAM], cwd=site, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Warm(process)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait()


@pytest.fixture
def sites(once: Once, tmp_path: Path) -> Sites:
    """A site in three languages, in production: with feeds, sitemaps and cards. What takes long to make in it (pictures, fonts, cards) has been made."""

    def make(folder: Path) -> None:
        settings = str(GOOD["pelicanconf.py"]).replace('THEME = str(ROOT / "theme")', 'THEME = "theme"') + 'SITEURL = "https://example.org"\nRELATIVE_URLS = False\n'
        write(folder / "kept/site", {**GOOD, **MORE, **TOLD, "pelicanconf.py": settings, "theme/README.md": "Nothing yet.\n"})
        assert pelican(folder / "kept/site").returncode == 0

    shutil.copytree(once("memory", make), tmp_path / "sites", symlinks=True)
    return Sites(tmp_path / "sites")


Saved = tuple[str, Mapping[str, str | bytes | None], set[str]]
"""Why, files, and the languages that are made of it again."""

_ANSWER = str(GOOD["content/timeline/2022-01-06-answer.md"])
_FIRST = TOLD["content/articles/first.ru.md"]
_ALL = {"en", "ru", "ar"}
SAVES: tuple[Saved, ...] = (
    ("blanks at the end, by which only the hash of the file is another", {"content/timeline/2022-01-06-answer.md": _ANSWER + "\n\n\n"}, {"en", "ar"}),
    ("a text", {"content/timeline/2022-01-06-answer.md": _ANSWER.replace("The council answered.", "The council has answered.")}, {"en", "ar"}),
    ("as it was", {"content/timeline/2022-01-06-answer.md": _ANSWER}, {"en", "ar"}),
    ("a translation", {"content/articles/first.ru.md": _FIRST.replace("Люди собрались.", "Собрались люди.")}, {"ru"}),
    ("a title, which Russian has of its own", {"content/timeline/2022-01-06-answer.md": _ANSWER.replace("The council answers", "The council replies")}, {"en", "ar"}),
    ("a template", {"theme/templates/article.html": '{% extends "!kit/article.html" %}{% block after %}<p>After all.</p>{% endblock %}'}, _ALL),
    ("a script", {"theme/static/js/dateline.js": "// Ours.\n"}, _ALL),
    ("the words of one language", {"theme/locale/ru/LC_MESSAGES/dateline.po": 'msgid "Articles"\nmsgstr "Тексты"\n'}, _ALL),
    ("an icon that goes", {"content/extra/favicon.svg": None}, _ALL),
    ("another text in a file that is only copied", {"content/extra/notes.txt": "Other notes.\n"}, set()),
    ("the theme as it was", {"theme/templates/article.html": None, "theme/static/js/dateline.js": None, "theme/locale": None}, _ALL),
    ("two texts at once", {"content/timeline/2022-01-06-answer.md": _ANSWER, "content/articles/first.ru.md": _FIRST}, _ALL),
)

COMPARED = {"content/articles/first.ru.md", "content/extra/favicon.svg"}
"""Files after whose change all is built from nothing, too, which takes seconds: what a build took over from an earlier one by mistake is there still."""


def test_saves_come_out_as_from_nothing(sites: Sites) -> None:
    with warm(sites.kept) as process:
        assert set(process.build()) == _ALL
        for why, files, languages in SAVES:
            write(sites.kept, files)
            made = process.build()
            assert set(made) == languages, why
            if files.keys() & COMPARED or len(files) > 1:
                sites.compare(why)


def test_words_and_facts_of_several_languages(sites: Sites) -> None:
    with warm(sites.kept) as process:
        process.build()
        for changes in TRANSLATIONS:
            for name, old, new in changes:
                file = sites.kept / "content" / name
                text = file.read_text("utf-8")
                assert old in text, (name, old)
                file.write_text(text.replace(old, new, 1), "utf-8")
            process.build()
        sites.compare("all of them")


def test_a_mistake_and_its_correction(sites: Sites) -> None:
    broken = {"content/timeline/2022-01-06-answer.md": _ANSWER + "\n[There]({filename}nowhere.md) it was.\n"}
    with warm(sites.kept) as process:
        process.build()
        write(sites.kept, broken)
        assert process.build(ok=False) == []
        write(sites.kept, {"content/timeline/2022-01-06-answer.md": _ANSWER + "\nThere it was.\n"})
        assert set(process.build()) == {"en", "ar"}
        sites.compare("mended")


def test_what_another_build_has_put_there_meanwhile(sites: Sites) -> None:
    with warm(sites.kept) as process:
        process.build()
        write(sites.kept, {"content/articles/first.ru.md": _FIRST.replace("Люди собрались.", "Собрались люди.")})
        sites.build("by another process")
        (sites.kept / "output/ru/index.html").write_text("Somebody else's.")
        write(sites.kept, {"content/articles/first.ru.md": _FIRST})
        assert process.build() == []  # as it was made before
        sites.compare("as it was")
