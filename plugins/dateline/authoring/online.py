"""`check --online`: whether the addresses of sources still answer, and what to write where they do not.

Hosts are asked side by side, each of them one address at a time with a pause; what was learnt is kept for a day.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from urllib.parse import quote, urldefrag, urlsplit

from dateline.cache import Store, open_cache
from dateline.problems import Problem, Problems
from dateline.read.content import read_bytes
from dateline.read.data import read_data

from .agent import agent
from .asking import CERTIFICATE, NO_HOST, PRIVATE, REFUSED, TIMEOUT, Answer, ask, fetch
from .findings import NOTE, WARNING, Finding
from .project import PUBLISH_SETTINGS, SETTINGS, Project

ARCHIVE = "https://archive.org/wayback/available"
"""Where the Internet Archive says whether it has a copy (archive.org/help/wayback_api.php)."""
DAY = 24 * 3600.0
_GONE = (404, 410)
_LONGEST = 30.0
"""Seconds that we wait when a server asks for it; one that wants more is left alone until another day."""
_ENOUGH = 2
"""Addresses of a host, one after the other, for which nobody answers: the others are not asked any more."""
_FORM = 1
"""Changes with the form of what is kept."""


@dataclass(frozen=True)
class Manner:
    """How the network is asked. `hosts` at most side by side, `pause` seconds between two addresses of one host.

    `private` and `archive` are there for tests: hosts of this machine are asked, and another archive.
    """

    hosts: int = 8
    pause: float = 1.0
    patience: float = 20.0
    private: bool = False
    archive: str = ARCHIVE
    sleep: Callable[[float], object] | None = None


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


def sources_asked(project: Project, manner: Manner | None = None) -> Asked:
    """Ask the addresses of all sources of a project; a network that cannot be reached is a broken set-up, and nobody's death."""
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
        nobody = Problem(cited[0].path, 0, what, "see whether this machine is online, and ask again", setup=True)
        return Asked([Finding.of(nobody)])
    answers = {**known, **new}
    lost = [each for each in cited if dead(answers[each.url]) and not each.archived]
    with progress("Asking the Wayback Machine", len(lost), sys.stderr) as step:
        copies = archived_copies(lost, store, who, manner, step)
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


def asked(
    urls: Iterable[str], store: Store, who: str, manner: Manner, step: Callable[[], None]
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Return what addresses answered within the last day, and what the others answer now; `step` is called for each."""
    known: dict[str, Answer] = {}
    new: dict[str, Answer] = {}
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        kept = _kept(store, url)
        if kept:
            known[url] = kept
            step()
        else:
            hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    for url, answer in _side_by_side(hosts, who, manner):
        new[url] = answer
        if answer.heard:
            _keep_answer(store, url, answer)
        step()
    if any(answer.heard for answer in new.values()):  # else it is this machine that has no network
        for url, answer in new.items():
            _keep_answer(store, url, answer)
    return known, new


def _side_by_side(hosts: Mapping[str, Sequence[str]], who: str, manner: Manner) -> Iterable[tuple[str, Answer]]:
    """Yield addresses and their answers as they come."""
    left: SimpleQueue[Sequence[str]] = SimpleQueue()
    for urls in sorted(hosts.values(), key=len, reverse=True):  # what takes longest first
        left.put(urls)
    found: SimpleQueue[tuple[str, Answer]] = SimpleQueue()
    ended = Event()

    def work() -> None:
        while not ended.is_set():
            try:
                urls = left.get_nowait()
            except Empty:
                return
            for url, answer in _one_host(urls, who, manner, manner.sleep or ended.wait):
                found.put((url, answer))

    for _ in range(min(manner.hosts, len(hosts))):
        Thread(target=work, daemon=True).start()  # a daemon: after Ctrl-C nobody waits for a slow server
    try:
        for _ in range(sum(map(len, hosts.values()))):
            yield found.get()
    finally:
        ended.set()


def _one_host(urls: Sequence[str], who: str, manner: Manner, sleep: Callable[[float], object]) -> Iterable[tuple[str, Answer]]:
    """Yield the answers of one host. One that asks to be left alone is, and nobody waits for one that is not there once for each address."""
    silent = 0
    for number, url in enumerate(urls):
        if number:
            sleep(manner.pause)
        answer = _ask(url, who, manner)
        if answer.status in (429, 503) and answer.wait <= _LONGEST:
            sleep(answer.wait or manner.pause)
            answer = _ask(url, who, manner)
        yield url, answer
        silent = silent + 1 if answer.fault in (TIMEOUT, REFUSED) else 0
        if answer.status == 429 or answer.fault == NO_HOST or silent == _ENOUGH:
            yield from ((other, answer) for other in urls[number + 1 :])
            return


def _ask(url: str, who: str, manner: Manner) -> Answer:
    try:
        return ask(url, who, private=manner.private, patience=manner.patience)
    except Exception as error:  # noqa: BLE001 (a thread that ended here would leave the others waiting for it)
        return Answer(fault="broken", said=f"{type(error).__name__}: {error}")


def _settled(answer: Answer) -> bool:
    """Tell whether an answer will be the same in an hour."""
    return answer.fault in (NO_HOST, CERTIFICATE, PRIVATE) or (answer.heard and answer.status != 429 and answer.status < 500)


def dead(answer: Answer) -> bool:
    """Tell whether readers find nothing at an address any more."""
    return answer.status in _GONE or answer.fault in (NO_HOST, PRIVATE, CERTIFICATE)


def archived_copies(lost: Sequence[Cited], store: Store, who: str, manner: Manner, step: Callable[[], None]) -> dict[str, str]:
    """Return by address the copy that the Wayback Machine has, nearest to the day on which it was read."""
    copies: dict[str, str] = {}
    asking = False
    for each in lost:
        day = "".join([*each.day.split("-"), "01", "01"][:3]) if each.day else ""
        question = f"{manner.archive}?url={quote(urldefrag(each.url)[0], safe='')}" + (f"&timestamp={day}" if day else "")
        known = store.get_json(_name(question))
        if not (isinstance(known, dict) and _fresh(known)):
            if asking:
                (manner.sleep or time.sleep)(manner.pause)
            asking = True
            answer = fetch(question, who, private=manner.private, patience=manner.patience)
            known = {"copy": copy_of(answer.body) if answer.status == 200 else ""}
            if answer.status == 200:
                _keep(store, question, known)
        if known.get("copy"):
            copies[each.url] = str(known["copy"])
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
                do = f'write "archived: {copy}" below it' if copy else "look for a copy elsewhere, and name it as archived"
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
    return Finding(Problem(cited.path, cited.line, what, do), level, "source")


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


def _name(url: str) -> str:
    return f"{sha256(url.encode()).hexdigest()[:32]}.json"


def _fresh(kept: Mapping[str, object]) -> bool:
    at = kept.get("at")
    return kept.get("form") == _FORM and isinstance(at, int | float) and 0 <= time.time() - at < DAY


def _kept(store: Store, url: str) -> Answer | None:
    known = store.get_json(_name(url))
    if not (isinstance(known, dict) and _fresh(known)):
        return None
    try:
        return Answer(**{**known["answer"], "body": b""})
    except (KeyError, TypeError):
        return None


def _keep_answer(store: Store, url: str, answer: Answer) -> None:
    if _settled(answer):
        _keep(store, url, {"answer": {**asdict(answer), "body": ""}})


def _keep(store: Store, url: str, what: Mapping[str, object]) -> None:
    store.put_json(_name(url), {"form": _FORM, "at": time.time(), **what})
