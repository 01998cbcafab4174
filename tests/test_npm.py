"""Without npm, or with one that does not answer, the tests that need it are skipped at once, or fail where it is required."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import npm
from tests.conftest import Once
from tests.sites import ROOT

HANGS = "#!/bin/sh\nexec sleep 60\n"
REFUSES = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def broken_npm(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An npm that does as the parameter says, or none."""
    if request.param:
        (tmp_path / "npm").write_text(request.param)
        (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin" if request.param else str(tmp_path))
    monkeypatch.setattr(npm, "PROBE", 0.1)


def alone(folder: Path) -> Once:
    """Return a `once` for one worker."""

    def make(name: str, maker: object) -> Path:
        assert callable(maker)
        maker(folder / name)
        return folder / name

    return make


@pytest.mark.parametrize("broken_npm", [HANGS, REFUSES, ""], ids=["hangs", "refuses", "is missing"], indirect=True)
@pytest.mark.usefixtures("broken_npm")
def test_where_npm_does_not_answer_the_test_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(npm.REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="npm could not fetch no-such-package"):
        npm.fetched(alone(tmp_path), "no-such-package", "0.0.0")
    assert not (ROOT / ".cache/tools/no-such-package-0.0.0").exists()


@pytest.mark.parametrize("broken_npm", [REFUSES, ""], ids=["refuses", "is missing"], indirect=True)
@pytest.mark.usefixtures("broken_npm")
def test_where_npm_is_required_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(npm.REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match="npm could not fetch no-such-package"):
        npm.fetched(alone(tmp_path), "no-such-package", "0.0.0")
    (ROOT / ".cache/tools/no-such-package-0.0.0").rmdir()
