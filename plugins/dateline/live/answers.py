"""What the server of `dateline live` sends for an address: a pure function of the output folder and of what is asked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from dateline import kit
from dateline.authoring.serving import content_type, find
from dateline.dataclass import dataclass

from .injecting import injected, rooted
from .state import State, Told

_LOCAL = re.compile(r"(?:localhost|(?:[a-z0-9-]+\.)+localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_PLACEHOLDER = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>body {{ font: 1.125rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: {above} auto; padding: 0 1.5rem }} pre {{ white-space: pre-wrap }} :target {{ background: Mark; color: MarkText }}</style>
</head>
<body>
{words}
</body>
</html>
"""
_OTHER_PAGES = re.compile(r"\[([^\]]+)\]\((?!#)[^)]*\)")
_ANCHORS = re.compile(r'<a id="([a-z-]+)"></a>\n\n(## .+)')
_NO_SITE = ("There is no site yet", "It is shown here as soon as it is built.")
_NOT_FOUND = ("404: not in the site", "There is no page at this address. Should you write one, it is shown here.")


@dataclass(frozen=True)
class Answer:
    """A status, a body, and headers besides its length."""

    status: HTTPStatus
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def is_local(host: str | None) -> bool:
    """Tell whether a Host header names this machine: a page from elsewhere whose name has been led here (DNS rebinding) names another."""
    return host is not None and _LOCAL.fullmatch(host.strip()) is not None


def path_of(target: str) -> str:
    """Return the path that a request asks for, decoded; what is not UTF-8 finds nothing."""
    return unquote(target.partition("?")[0].partition("#")[0], errors="replace").replace("\0", "")


@dataclass(frozen=True)
class Found:
    """What lies at an address. `tag` changes whenever a page has to be loaded again; `file` is its path in the output."""

    status: HTTPStatus
    file: str
    kind: str
    body: bytes
    tag: str


def look_up(output: Path, path: str) -> Found | str:
    """Return what lies at an address of the output, or the address that it redirects to."""
    try:
        file = find(output, path)
    except (OSError, ValueError, RuntimeError):  # a name that is too long, links that lead to each other
        file = None
    if file is not None and file.is_dir():
        return quote(f"/{path.strip('/')}/")
    if file is not None:
        body = _read(file)
        if body is not None:
            named = file.relative_to(output.resolve()).as_posix()
            return Found(HTTPStatus.OK, named, content_type(file), body, _tag("", body))
    asked = path.strip("/")
    if not (output / "index.html").is_file():
        return Found(HTTPStatus.SERVICE_UNAVAILABLE, asked, "text/html; charset=utf-8", _page(_NO_SITE), "none")
    body = _read(output / "404.html")
    body = _page(_NOT_FOUND) if body is None else body
    return Found(HTTPStatus.NOT_FOUND, asked, "text/html; charset=utf-8", body, _tag("404", body))


def answer(output: Path, path: str) -> Answer:
    """Return what is sent for an address of the site."""
    found = look_up(output, path)
    if isinstance(found, str):
        return Answer(HTTPStatus.FOUND, b"", {"Location": found})
    body = found.body
    if found.kind.startswith("text/html"):
        if found.status == HTTPStatus.NOT_FOUND:
            body = rooted(body, path)
        body = injected(body, found.tag, found.file)
    return Answer(found.status, body, {"Content-Type": found.kind})


def state_answer(output: Path, path: str, state: State) -> Answer:
    """Return what a page asks for at its start and after each build: what is wrong, and whether it is still the page at its address."""
    found = look_up(output, path)
    if isinstance(found, str):
        found = look_up(output, path_of(found))
    tag = "" if isinstance(found, str) else found.tag
    standing = state.standing
    said = {
        "tag": tag,
        "building": state.building,
        "number": state.told.number,
        "problems": standing.problems,
        "warnings": standing.warnings,
        "state": standing.state,
    }
    return Answer(HTTPStatus.OK, json.dumps(said).encode(), {"Content-Type": "application/json"})


def messages_answer() -> Answer:
    """Return the kit's page that explains what messages mean; its links lead to other pages of the documentation, which are not here."""
    from markdown import markdown

    text = _ANCHORS.sub(r"\2 {#\1}", _OTHER_PAGES.sub(r"\1", kit.messages().read_text("utf-8")))
    body = markdown(text, extensions=["attr_list"])
    title = body.partition("<h1>")[2].partition("</h1>")[0]
    page = _PLACEHOLDER.format(title=title, words=body, above="3rem")
    return Answer(HTTPStatus.OK, page.encode(), {"Content-Type": "text/html; charset=utf-8"})


def event(told: Told) -> bytes:
    """Return a server-sent event (HTML Living Standard, 9.2.5) that tells of a build."""
    said = json.dumps({"number": told.number, "changed": told.changed, "go": told.go})
    return f"data: {said}\n\n".encode()


def hello(told: Told, follow: bool) -> bytes:
    """Return the event with which a stream begins: come back soon; nothing is known of what you saw last."""
    said = json.dumps({"number": told.number, "changed": [], "go": "", "follow": follow})
    return f"retry: 1000\ndata: {said}\n\n".encode()


BEAT = b": still here\n\n"
"""A comment: whoever has gone is noticed when it is sent."""


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:  # the folder was exchanged at this very moment
        return None


def _tag(status: str, body: bytes) -> str:
    return f"{status}{hashlib.sha256(body).hexdigest()[:16]}"


def _page(words: tuple[str, str]) -> bytes:
    title, said = words
    return _PLACEHOLDER.format(title=title, words=f"<h1>{title}</h1>\n<p>{said}</p>", above="20vh").encode()
