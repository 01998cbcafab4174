"""Building, serving and publishing the site: what the commands of these names do. `rest` goes to Pelican as it is."""

from __future__ import annotations

from . import answers, commands, publishing, serving
from .project import PUBLISH_SETTINGS, SETTINGS, Project


def build(project: Project, rest: tuple[str, ...] = ()) -> None:
    """Build for writing."""
    commands.pelican(project, "-s", SETTINGS, *rest)


def rebuild(project: Project, rest: tuple[str, ...] = ()) -> None:
    """Build with Pelican's delete switch."""
    commands.pelican(project, "-d", "-s", SETTINGS, *rest)


def serve(project: Project, port: int, browser: bool) -> None:
    """Serve the output; port 0 is the settings' own."""
    serving.serve(project, port or project.port, browser=browser)


def preview(project: Project, site: str, rest: tuple[str, ...] = ()) -> None:
    """Build for production, for an address (empty: as the environment or publishconf.py say). Ends the command where that is none."""
    commands.pelican(project, "-s", PUBLISH_SETTINGS, *rest, site=answers.site_option(site))


def publish(project: Project, site: str, to: str, rest: tuple[str, ...] = ()) -> None:
    """Build for production, and copy it to where rsync takes it, if anywhere."""
    if to:
        publishing.need_rsync()
    preview(project, site, rest)
    if to:
        publishing.rsync(project, to)


def gh_pages(project: Project, site: str, branch: str, message: str, push: bool, rest: tuple[str, ...] = ()) -> None:
    """Build for production, and commit the output to a branch; push it unless told not to."""
    remote = "origin" if push else ""
    publishing.need_gh_pages(project, remote)
    preview(project, site, rest)
    publishing.gh_pages(project, branch, message, remote)
