"""Taking the finished output to where readers find it."""

from __future__ import annotations

import os
import subprocess

from dateline.problems import say

from .commands import need_module, need_tool, run, run_module, status
from .project import Project, stop


def need_repository(project: Project, remote: str) -> str:
    """Return the path of git, or end the task unless it can commit here (and push to the remote, if one is named)."""
    git = need_tool("git", "install it")
    if status(project.root, git, "rev-parse", "--git-dir", quiet=True):
        raise stop("this is not a git repository: run `git init`, or clone one")
    if not os.environ.get("GIT_COMMITTER_EMAIL") and status(
        project.root, git, "config", "user.email", quiet=True
    ):
        raise stop("git does not know who you are: run `git config user.email you@example.org`")
    if remote and status(project.root, git, "remote", "get-url", remote, quiet=True):
        raise stop(f"there is no remote '{remote}': run `git remote add {remote} ADDRESS`")
    return git


def need_gh_pages(project: Project, remote: str) -> None:
    """End the task, before anything is built, if the output could not be published."""
    need_module("ghp_import", "ghp-import")
    need_repository(project, remote)


def gh_pages(project: Project, branch: str, message: str, remote: str) -> None:
    """Commit the output to a branch of its own, and push it if a remote is named."""
    git = need_repository(project, remote)
    if remote:
        # Somebody else may have published since; a first time there is nothing to fetch.
        status(project.root, git, "fetch", remote, branch, quiet=True)
    run_module(
        project.root,
        "ghp_import",
        "--branch",
        branch,
        "--message",
        message,
        "--no-jekyll",
        *(["--remote", remote] if remote else []),
        str(project.output),
        package="ghp-import",
        failed=f"Nothing was published: the output could not be committed to {branch}",
    )
    if remote:
        # Pushed here, because ghp-import answers a push that fails with a traceback.
        run(
            project.root,
            git,
            "push",
            remote,
            branch,
            failed=f"Committed to {branch}, but not published: the push to {remote} failed",
        )
    commit = subprocess.run(
        [git, "rev-parse", "--short", branch], cwd=project.root, capture_output=True, text=True
    )
    say(f"{'Published' if remote else 'Committed'} as {commit.stdout.strip()} on {branch}")


def need_rsync() -> str:
    """Return the path of rsync, or end the task."""
    return need_tool("rsync", "install it, or copy the output folder to your host by other means")


def rsync(project: Project, target: str) -> None:
    """Make a folder on another machine the same as the output; what is gone goes last."""
    # The local path is relative, because rsync takes C: for another machine.
    run(
        project.root,
        need_rsync(),
        "--recursive",
        "--times",
        "--compress",
        "--checksum",
        "--delay-updates",
        "--delete-after",
        "--exclude",
        ".DS_Store",
        f"{project.shown(project.output)}/",
        target,
        failed=f"Not published: rsync to {target} failed",
    )
