"""Programs and data that are published on npm, fetched into the cache."""

from __future__ import annotations

from pathlib import Path

from .commands import need_tool, run


def fetched(root: Path, package: str, version: str, what: str) -> Path:
    """Return the folder of a package's files, fetched the first time; each version has a folder of its own. `what` says what it is."""
    folder = root / ".cache" / "tools" / f"{package.replace('/', '-')}-{version}"
    found = folder / "node_modules" / package
    if not found.is_dir():
        npm = need_tool("npm", f"install Node.js; it fetches {what}")
        folder.mkdir(parents=True, exist_ok=True)
        run(
            root,
            npm,
            "install",
            "--no-save",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            "--loglevel",
            "error",
            "--prefix",
            str(folder),
            f"{package}@{version}",
            failed=f"npm could not fetch {what}",
        )
    return found
