"""docs/live.md and the command are held against each other."""

from __future__ import annotations

import re

import pytest
from dateline.authoring.cli import COMMANDS
from dateline.authoring.faces import Command, arguments_of

from tests.sites import ROOT

PAGE = (ROOT / "docs/live.md").read_text("utf-8")
BY_NAME = {command.name: command for command in COMMANDS}
CHOICES = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)


def same(command: Command) -> bool:
    return command.function.partition(":")[0] == "live"


def test_every_name_of_it_is_told() -> None:
    assert {name for name, command in BY_NAME.items() if same(command)} == set(re.findall(r"`(?:invoke|dateline) (\w+)`", PAGE))


@pytest.mark.parametrize("written", CHOICES)
def test_every_choice_is_understood(written: str) -> None:
    arguments_of(BY_NAME["live"], "dateline", written.split())


def test_every_choice_is_told() -> None:
    flags = {flag.removeprefix("--").removeprefix("no-") for choice in CHOICES for flag in re.findall(r"--[a-z-]+", choice)}
    assert flags == {parameter.name for parameter in BY_NAME["live"].parameters}
    assert any(choice.startswith("-- ") for choice in CHOICES)
