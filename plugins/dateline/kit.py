"""The kit itself, wherever it lies: installed from a wheel, or in a repository beside its theme. Nobody else asks where its parts are."""

from __future__ import annotations

from pathlib import Path

from dateline import __version__

DISTRIBUTION = "pelican-dateline"
"""The name under which the kit is installed."""
_PACKAGE = Path(__file__).resolve().parent
_CARRIED = _PACKAGE / "_kit"
"""What a wheel carries besides the package (pyproject.toml, force-include); in a repository it lies beside plugins/."""


def version() -> str:
    """Return the kit's version."""
    return __version__


def theme() -> Path:
    """Return the folder of the kit's own theme."""
    return _part("theme")


def scaffold() -> Path:
    """Return the folder that a new event's repository is written from."""
    return _PACKAGE / "scaffold"


def changelog() -> Path:
    """Return the file that says what each version changed."""
    return _part("CHANGELOG.md")


def messages() -> Path:
    """Return the page of the documentation that explains each message."""
    return _part("docs/messages.md")


def requirements() -> Path:
    """Return the file with all that the kit needs, pinned with hashes."""
    return _part("requirements.txt")


def repository() -> Path | None:
    """Return the kit's own repository where it runs from one, None where it is installed."""
    return None if _CARRIED.is_dir() else _PACKAGE.parents[1]


def _part(name: str) -> Path:
    carried = _CARRIED / name
    return carried if carried.exists() else _PACKAGE.parents[1] / name
