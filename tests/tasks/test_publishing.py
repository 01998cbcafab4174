"""tasks.py: what is published, and that nothing is where a build or a push fails."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.tasks.projects import as_repository_of_somebody, called, git, invoke, tool, write


@pytest.fixture
def repository(small: Path) -> Path:
    """A small project with a remote 'origin', which is a folder beside it."""
    as_repository_of_somebody(small)
    git(small.parent, "init", "--quiet", "--bare", "origin.git")
    git(small, "remote", "add", "origin", "../origin.git")
    return small


def published(repository: Path) -> str:
    """Return the front page that the remote holds."""
    return git(repository.parent / "origin.git", "show", "gh-pages:index.html")


def test_gh_pages_publishes_a_branch_that_keeps_its_history(repository: Path) -> None:
    done = invoke(repository, "gh-pages", "--site", "https://user.github.io/repo", "--message", 'The "first"')
    assert done.returncode == 0, done.stderr
    assert re.search(r"^Published as [0-9a-f]+ on gh-pages$", done.stdout, re.MULTILINE)
    assert "<p>One</p>" in published(repository)
    origin = repository.parent / "origin.git"
    assert ".nojekyll" in git(origin, "ls-tree", "--name-only", "gh-pages").splitlines()
    assert git(origin, "log", "--format=%s", "gh-pages") == 'The "first"'

    # Somebody else publishes from a clone, then we do again: nothing is lost, and going back is one push.
    git(repository.parent, "clone", "--quiet", "--branch", "gh-pages", "origin.git", "clone")
    clone = repository.parent / "clone"
    git(clone, "-c", "user.name=B", "-c", "user.email=b@example.org", "commit", "--quiet", "--allow-empty", "-m", "Theirs")
    git(clone, "push", "--quiet", "origin", "gh-pages")
    write(repository, "Two")
    assert invoke(repository, "gh-pages").returncode == 0
    assert "<p>Two</p>" in published(repository)
    assert git(origin, "log", "--format=%s", "gh-pages").splitlines() == ["Publish", "Theirs", 'The "first"']
    git(repository, "push", "--quiet", "--force", "origin", "gh-pages~1:gh-pages")
    assert "<p>One</p>" in published(repository)


def test_gh_pages_commits_without_a_remote_when_told_so(small: Path) -> None:
    as_repository_of_somebody(small)
    done = invoke(small, "gh-pages", "--no-push", "--branch", "pages")
    assert done.returncode == 0, done.stderr
    assert "<p>One</p>" in git(small, "show", "pages:index.html")


def test_a_push_that_fails_says_so_in_the_last_line(repository: Path) -> None:
    shutil.rmtree(repository.parent / "origin.git")
    done = invoke(repository, "gh-pages")
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == "Committed to gh-pages, but not published: the push to origin failed"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("task", ["gh-pages", "publish --to user@host:folder"])
def test_a_build_that_fails_publishes_nothing(repository: Path, task: str) -> None:
    bin_folder = repository.parent / "bin"
    tool(bin_folder, "rsync", "")
    path = os.pathsep.join((str(bin_folder), os.environ["PATH"]))
    done = invoke(repository, *task.split(), "--", "--theme-path", "nowhere", path=path)
    assert done.returncode == 1
    assert git(repository, "branch", "--list", "gh-pages") == ""
    assert not (bin_folder / "rsync.log").exists()


@pytest.mark.parametrize("status", [0, 23])
def test_publish_hands_the_output_to_rsync(small: Path, status: int) -> None:
    bin_folder = small.parent / "bin"
    tool(bin_folder, "rsync", f"sys.exit({status})")
    done = invoke(small, "publish", "--to", "user@host:folder", path=str(bin_folder))
    assert called(bin_folder, "rsync")[-2:] == ["output/", "user@host:folder"]
    assert "--delete-after" in called(bin_folder, "rsync")
    assert done.returncode == status
    assert done.stderr == ("Not published: rsync to user@host:folder failed\n" if status else "")
