"""What this repository has only with its example: its settings as they were made, pictures of the site in the README, the drawn maps."""

from __future__ import annotations

import re
import runpy
from typing import Any

import pytest

from tests.sites import PUBLISH, ROOT, SETTINGS, write


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
                alone.delitem(__import__("sys").modules, "pelicanconf", raising=False)
                found.append(capitals(runpy.run_path(str(folder / name))))
        ours, theirs = found
        assert ours["SITENAME"] == "Bloody January"
        assert {key: theirs[key] for key in ours if key not in ("SITENAME", "PLUGIN_PATHS", "THEME")} == {
            key: value for key, value in ours.items() if key not in ("SITENAME", "PLUGIN_PATHS", "THEME")
        }
        assert theirs.keys() - ours.keys() == {"ROOT"}


def test_the_pictures_of_the_readme_are_there() -> None:
    shown = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (ROOT / "README.md").read_text("utf-8").split("## What you write")[0])

    assert shown
    assert [name for name in shown if not (ROOT / name).is_file()] == []


def test_what_draws_the_maps_is_there() -> None:
    assert (ROOT / "maps/README.md").is_file()
