"""Many addresses asked: hosts side by side, each of them one address at a time with a pause; what was learnt is kept for a day."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from queue import Empty, SimpleQueue
from threading import Event, Thread
from urllib.parse import urlsplit

from dateline.cache import Store
from dateline.dataclass import dataclass

from .asking import CERTIFICATE, NO_HOST, PRIVATE, REFUSED, TIMEOUT, Answer, ask

DAY = 24 * 3600.0
_LONGEST = 30.0
"""Seconds that we wait when a server asks for it; one that wants more is left alone until another day."""
_ENOUGH = 2
"""Addresses of a host, one after the other, for which nobody answers: the others are not asked any more."""
_OFFLINE = 20
"""So many addresses of hosts that nobody knows, and no other: then it is this machine that is not online."""
_FORM = 1
"""Changes with the form of what is kept."""


@dataclass(frozen=True)
class Manner:
    """How the network is asked. `hosts` at most side by side, `pause` seconds between two addresses of one host.

    `sleep` is how a pause is made, `private` lets hosts of this machine be asked too: both are there for tests.
    """

    hosts: int = 8
    pause: float = 1.0
    patience: float = 20.0
    private: bool = False
    sleep: Callable[[float], object] | None = None


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
    answers = _side_by_side(hosts, who, manner)
    for url, answer in answers:
        new[url] = answer
        if answer.heard:
            _keep_answer(store, url, answer)
        step()
        if len(new) == _OFFLINE and all(each.fault == NO_HOST for each in new.values()):
            answers.close()
            return known, {**dict.fromkeys((url for urls in hosts.values() for url in urls), answer), **new}
    if any(answer.heard for answer in new.values()):  # else it is this machine that has no network
        for url, answer in new.items():
            _keep_answer(store, url, answer)
    return known, new


def _side_by_side(hosts: Mapping[str, Sequence[str]], who: str, manner: Manner) -> Generator[tuple[str, Answer], None, None]:
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


def name_of(url: str) -> str:
    return f"{sha256(url.encode()).hexdigest()[:32]}.json"


def fresh(kept: Mapping[str, object]) -> bool:
    at = kept.get("at")
    return kept.get("form") == _FORM and isinstance(at, int | float) and 0 <= time.time() - at < DAY


def _kept(store: Store, url: str) -> Answer | None:
    known = store.get_json(name_of(url))
    if not (isinstance(known, dict) and fresh(known)):
        return None
    try:
        return Answer(**{**known["answer"], "body": b""})
    except (KeyError, TypeError):
        return None


def _keep_answer(store: Store, url: str, answer: Answer) -> None:
    if _settled(answer):
        keep(store, url, {"answer": {**asdict(answer), "body": ""}})


def keep(store: Store, url: str, what: Mapping[str, object]) -> None:
    store.put_json(name_of(url), {"form": _FORM, "at": time.time(), **what})
