"""What this repository has only with its example: its settings as they were made, pictures of the site in the README, the drawn maps."""

from __future__ import annotations

import ast
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.screenshots import README, SHOTS
from dateline.editions.kinds import KINDS

from tests import docs
from tests.kit.test_scaffold import FILES
from tests.sites import PUBLISH, ROOT, SETTINGS, write
from tests.test_deploy import SITE, python


def capitals(values: dict[str, Any]) -> dict[str, Any]:
    """Return the settings among the values of a module."""
    return {name: value for name, value in values.items() if name.isupper()}


def test_the_settings_of_the_tests_are_those_of_the_repository(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save what is the event's own, and folders, which lie elsewhere: else tests would say nothing of what is published."""
    monkeypatch.setenv("SITEURL", "https://example.org/base")
    site = tmp_path_factory.mktemp("settings")
    write(site, {"pelicanconf.py": SETTINGS, "publishconf.py": PUBLISH})
    for name in ("pelicanconf.py", "publishconf.py"):
        found = []
        for folder in (ROOT, site):
            with monkeypatch.context() as alone:
                alone.delitem(sys.modules, "pelicanconf", raising=False)
                found.append(capitals(runpy.run_path(str(folder / name))))
        ours, theirs = found
        ours["DATELINE"] = {key: value for key, value in ours["DATELINE"].items() if key not in OF_EDITIONS}  # those have tests of their own
        assert ours["SITENAME"] == "Bloody January"
        assert {key: theirs[key] for key in ours if key not in ("SITENAME", "PLUGIN_PATHS", "THEME")} == {
            key: value for key, value in ours.items() if key not in ("SITENAME", "PLUGIN_PATHS", "THEME")
        }
        assert theirs.keys() - ours.keys() == {"ROOT"}


OF_EDITIONS = ("editions", "commit")


COMPARE = """\
import json, pelicanconf, publishconf
names = {name for module in (pelicanconf, publishconf) for name in vars(module) if name.isupper()}
missing = object()
differs = lambda name: getattr(pelicanconf, name, missing) != getattr(publishconf, name, missing)
print(json.dumps({name: getattr(publishconf, name, None) for name in sorted(names) if differs(name)}))
"""


@pytest.mark.parametrize(
    ("site", "differs"),
    [
        ("", {"DATELINE": {"drafts": False, "editions": list(KINDS), "commit": "", "key": "", "serial": ""}, "RELATIVE_URLS": False}),
        (SITE, {"DATELINE": {"drafts": False, "editions": list(KINDS), "commit": "", "key": "", "serial": ""}, "RELATIVE_URLS": False, "SITEURL": SITE}),
        (f"{SITE}/", {"DATELINE": {"drafts": False, "editions": list(KINDS), "commit": "", "key": "", "serial": ""}, "RELATIVE_URLS": False, "SITEURL": SITE}),
    ],
)
def test_production_differs_only_where_it_must(site: str, differs: dict[str, Any]) -> None:
    path = f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'plugins')!r}]\n"
    assert json.loads(python("-c", path + COMPARE, site=site)) == differs


def test_the_command_line_wins_over_the_environment() -> None:
    override = ("-e", 'SITEURL="https://example.org/sub"')
    printed = python("-m", "pelican", "-s", "publishconf.py", *override, "--print-settings", "SITEURL", site=SITE)
    assert printed.strip() == "SITEURL: 'https://example.org/sub'"


def test_the_settings_of_a_new_event_are_those_of_the_repository() -> None:
    def assigned(text: str) -> dict[str, str]:
        return {ast.unparse(node.targets[0]): ast.unparse(node.value) for node in ast.parse(text).body if isinstance(node, ast.Assign)}

    ours, theirs = assigned((ROOT / "pelicanconf.py").read_text("utf-8")), assigned(FILES["pelicanconf.py"])
    assert theirs == {name: value for name, value in ours.items() if name != "PLUGIN_PATHS"} | {"SITENAME": "'An event'"}


def test_the_readme_shows_the_pictures_that_are_taken_of_the_site() -> None:
    shown = [link for link in docs.links(docs.pages()[docs.README]) if link.endswith(".png")]
    assert shown == [f"docs/{shot.name}" for shot in README]


def test_every_picture_of_the_documentation_is_taken_by_the_task_and_shown() -> None:
    pictures = {file.name for kind in ("png", "jpg") for file in (ROOT / "docs").glob(f"*.{kind}")}
    assert pictures == {shot.name for shot in SHOTS}
    linked = {docs.target(page, link)[0] for page, text in docs.pages().items() for link in docs.links(text) if "://" not in link}
    assert pictures == {Path(path).name for path in linked if path.startswith("docs/") and path.endswith((".png", ".jpg"))}
    assert [name for name in pictures if (ROOT / "docs" / name).stat().st_size > 300_000] == []


def test_what_draws_the_maps_is_there() -> None:
    assert (ROOT / "maps/README.md").is_file()
