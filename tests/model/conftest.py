"""The model of a small site, made in this process, without a build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dateline.markup.convert import Converter
from dateline.model.build import build_event
from dateline.model.future import warn_of_future
from dateline.model.nouns import Event
from dateline.problems import Problems
from dateline.read.content import read_content

from tests.broken_sites import Change, changed
from tests.sites import GOOD, write

Model = Callable[[Mapping[str, Change]], tuple[Event, Problems]]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Model:
    """Return a function that makes the small good site with changes, and returns its model and what is told."""
    monkeypatch.chdir(tmp_path)

    def make(changes: Mapping[str, Change]) -> tuple[Event, Problems]:
        write(tmp_path, {name: text for name, text in GOOD.items() if name.startswith("content/")})
        changed(tmp_path, changes)
        problems = Problems()
        content = read_content(tmp_path / "content", (), {}, problems)
        event, _ = build_event(content, problems, Converter(problems))
        warn_of_future(content, datetime(2022, 1, 10, 9, 30, tzinfo=UTC), problems)
        return event, problems

    return make
