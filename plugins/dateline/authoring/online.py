"""`check --online`: whether the addresses of sources still answer, and what to write where they do not."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from urllib.parse import quote, urldefrag

from dateline.cache import Store, open_cache
from dateline.dataclass import dataclass
from dateline.problems import Problem, Problems
from dateline.read.content import read_bytes
from dateline.read.data import read_data

from .agent import agent
from .asking import CERTIFICATE, NO_HOST, PRIVATE, Answer, fetch
from .findings import NOTE, WARNING, Finding
from .project import PUBLISH_SETTINGS, SETTINGS, Project
from .rounds import Manner, asked, fresh, keep, name_of

ARCHIVE = "https://archive.org/wayback/available"
"""Where the Internet Archive says whether it has a copy (archive.org/help/wayback_api.php)."""
_GONE = (404, 410)


@dataclass(frozen=True)
class Cited:
    """A source's address as it is written, and where; `archived` tells whether it names a copy, `day` when it was read or published."""

    url: str
    path: str
    line: int
    archived: bool
    day: str


@dataclass
class Asked:
    """What came of it: what is to be told, and a summary."""

    findings: list[Finding] = field(default_factory=list)
    summary: str = ""


def sources_asked(project: Project, manner: Manner | None = None, archive: str = ARCHIVE) -> Asked:
    """Ask the addresses of all sources of a project, and the archive about those that are gone.

    A network that cannot be reached is a broken set-up, and nobody's death.
    """
    from .progress import progress  # what draws it takes long to import

    manner = manner or Manner()
    cited = cited_sources(project)
    cache, site = _settings(project)
    store = Store(open_cache(cache) / "asked")
    who = agent(site)
    with progress("Asking sources", len({each.url for each in cited}), sys.stderr) as step:
        known, new = asked((each.url for each in cited), store, who, manner, step)
    if len(new) > 1 and not any(answer.heard for answer in new.values()):
        what = f"none of {len(new)} addresses could be reached ({next(iter(new.values())).said})"
        nobody = Problem(cited[0].path, 0, what, "see whether this machine is online, and ask again", setup=True, topic="machine")
        return Asked([Finding.of(nobody)])
    answers = {**known, **new}
    lost = [each for each in cited if dead(answers[each.url]) and not each.archived]
    with progress("Asking the Wayback Machine", len(lost), sys.stderr) as step:
        copies = archived_copies(lost, store, who, manner, archive, step)
    store.prune()
    return told(cited, answers, copies)


def cited_sources(project: Project) -> list[Cited]:
    """Return the sources that have an address, as far as the file can be read: what is wrong in it the rest of the check tells."""
    file = project.content / "data" / "sources.yaml"
    label, nobody = project.shown(file), Problems()
    data = read_bytes(file, label, nobody) if file.is_file() else None
    records = read_data(data.decode("utf-8", "replace"), "sources", label, nobody) if data else None
    return [
        Cited(record.text("url"), label, record.at("url"), record.has("archived"), record.text("read") or record.text("date"))
        for record in records or ()
        if record.text("url")
    ]


def _settings(project: Project) -> tuple[Path, str]:
    """Return the cache folder, and the address of the site, or else its name."""
    from pelican.settings import get_settings_from_file

    from dateline.settings import options_of

    values = get_settings_from_file(str(project.root / SETTINGS))
    try:
        published = get_settings_from_file(str(project.root / PUBLISH_SETTINGS))
    except Exception:  # noqa: BLE001 (settings are a program; those for writing could be read, and this is for courtesy alone)
        published = {}
    site = published.get("SITEURL") or values.get("SITEURL") or values.get("SITENAME") or ""
    return project.content.parent / options_of(values.get("DATELINE") or {}).cache, str(site)


def dead(answer: Answer) -> bool:
    """Tell whether readers find nothing at an address any more."""
    return answer.status in _GONE or answer.fault in (NO_HOST, PRIVATE, CERTIFICATE)


def archived_copies(lost: Sequence[Cited], store: Store, who: str, manner: Manner, archive: str, step: Callable[[], None]) -> dict[str, str]:
    """Return by address the copy that the Wayback Machine has, nearest to the day on which it was read.

    It is empty where there is none; an address for which the archive gives no answer is left out.
    """
    copies: dict[str, str] = {}
    asking = False
    for each in lost:
        day = "".join([*each.day.split("-"), "01", "01"][:3]) if each.day else ""
        question = f"{archive}?url={quote(urldefrag(each.url)[0], safe='')}" + (f"&timestamp={day}" if day else "")
        known = store.get_json(name_of(question))
        if not (isinstance(known, dict) and fresh(known)):
            if asking:
                (manner.sleep or time.sleep)(manner.pause)
            asking = True
            answer = fetch(question, who, private=manner.private, patience=manner.patience)
            known = {"copy": copy_of(answer.body)} if answer.status == 200 else None
            if known:
                keep(store, question, known)
        if known is not None:
            copies[each.url] = str(known.get("copy") or "")
        step()
    return copies


def copy_of(body: bytes) -> str:
    """Return the address of the copy that an answer of the availability API names; empty where it names none."""
    try:
        closest = json.loads(body)["archived_snapshots"]["closest"]
        if closest["available"] is not True or not str(closest.get("status", "200")).startswith("2"):
            return ""
        url = str(closest["url"])
    except (ValueError, LookupError, TypeError):
        return ""
    if not url.startswith(("http://", "https://")) or not url.isprintable() or " " in url:
        return ""
    return f"https://{url.removeprefix('http://')}" if url.startswith("http://web.archive.org/") else url


def told(cited: Sequence[Cited], answers: Mapping[str, Answer], copies: Mapping[str, str]) -> Asked:
    """Return what is to be told of all sources."""
    result, counts = Asked(), dict.fromkeys(("fine", "moved", "gone", "unclear"), 0)
    for each in cited:
        answer = answers[each.url]
        if dead(answer):
            counts["gone"] += 1
            if not each.archived:
                copy = copies.get(each.url)
                where = "elsewhere: the Wayback Machine has none" if copy == "" else "at web.archive.org"
                do = f'write "archived: {copy}" below it' if copy else f"look for a copy {where}"
                if answer.fault == PRIVATE:
                    do = "write the address that readers can open"
                result.findings.append(_finding(each, f"{_lost(answer)}: {each.url}", do, WARNING))
        elif answer.moved and answer.moved != urldefrag(each.url)[0] and 200 <= answer.status < 300:
            counts["moved"] += 1
            result.findings.append(_finding(each, f"the address has moved for good: {each.url}", f'write "url: {answer.moved}"', WARNING))
        elif 200 <= answer.status < 300:
            counts["fine"] += 1
        else:
            counts["unclear"] += 1
            result.findings.append(_finding(each, f"{_unclear(answer)}: {each.url}", "open it in a browser, or ask again another day", NOTE))
    counted = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    noun = "address of a source" if len(cited) == 1 else "addresses of sources"
    result.summary = f"{len(cited)} {noun}: {counted or 'none to ask'}"
    return result


def _finding(cited: Cited, what: str, do: str, level: str) -> Finding:
    return Finding(Problem(cited.path, cited.line, what, do, topic="sources"), level, "source")


def _lost(answer: Answer) -> str:
    if answer.fault == NO_HOST:
        return "nobody knows its host any more (DNS)"
    if answer.fault == CERTIFICATE:
        return f"its host cannot prove who it is, and browsers warn of it ({answer.said})"
    if answer.fault == PRIVATE:
        return f"its host is in a private network ({answer.said}), where readers cannot come"
    return f"nothing is there any more ({answer.status})"


def _unclear(answer: Answer) -> str:
    if answer.fault:
        return {
            "timeout": "no answer in time",
            "refused": "its host refuses connections",
            "circle": f"it leads in a circle ({answer.said})",
        }.get(answer.fault, f"no answer ({answer.said})")
    if answer.status == 429:
        return "its host asks not to be asked so much (429)"
    if answer.status >= 500:
        return f"its host has trouble ({answer.status})"
    return f"its host does not answer programs ({answer.status})"


