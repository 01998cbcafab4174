"""Small projects for each test of a task."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tasks import projects


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project that Pelican itself builds."""
    return projects.small(tmp_path / "a project")
