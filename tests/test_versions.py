"""Another line anywhere in our code, or in what a project adds to it, is another version."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from dateline import versions
from dateline.versions import code_version, library_versions, local_files, local_version


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small package in the place of ours."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "a.py").write_text("one = 1\n")
    (tmp_path / "inner" / "b.py").write_text("")
    monkeypatch.setattr(versions, "_PACKAGE", tmp_path)
    monkeypatch.setattr(versions, "_TOLD", {})
    yield tmp_path
    code_version.cache_clear()


def now() -> str:
    code_version.cache_clear()
    return code_version()


def test_our_code(package: Path) -> None:
    seen = {now()}
    assert now() in seen
    (package / "inner" / "b.py").write_text("two = 2\n")
    seen.add(now())
    (package / "inner" / "b.py").rename(package / "inner" / "c.py")
    seen.add(now())
    (package / "empty.py").touch()
    seen.add(now())
    (package / "a.py").unlink()
    seen.add(now())
    assert len(seen) == 5
    (package / "notes.txt").touch()
    assert now() in seen


def test_code_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "addition.py"
    file.write_text("one = 1\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = local_version()
    __import__("addition")
    try:
        assert file in local_files()
        assert not {
            Path(pytest.__file__),
            Path(versions.__file__),
            Path(str(sys.modules["json"].__file__)),
        } & set(local_files())
        with_it = local_version()
        file.write_text("one = 2\n")
        changed = local_version()
        file.unlink()
        assert len({before, with_it, changed, local_version()}) == 4
    finally:
        del sys.modules["addition"]


def test_libraries() -> None:
    assert library_versions(["pytest"]) == [sys.version, f"pytest {pytest.__version__}"]
    with pytest.raises(PackageNotFoundError):
        library_versions(["no-such-package"])
