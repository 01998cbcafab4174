"""The event of the tests: a flood that never was. Its files lie in tests/event/; what larger events have more of is made here from numbers.

Whoever empties content/ changes nothing for the tests: they read these files, and none of content/.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.sites import PUBLISH, SETTINGS

FOLDER = Path(__file__).resolve().with_name("event")
SITENAME = "A test flood"
Files = dict[str, str | bytes]


@dataclass(frozen=True)
class Size:
    """How many of each an event has, those of tests/event/ included."""

    entries: int
    articles: int = 0
    people: int = 0
    organisations: int = 0
    places: int = 0
    sources: int = 0
    quotes: int = 0
    figures: int = 0


TYPICAL = Size(entries=120, articles=8, people=58, organisations=53, places=31, sources=186, quotes=26, figures=27)
"""As large as an event is that somebody has told in full: what pages may weigh is measured on it."""
LONG = Size(entries=205)
"""More entries than one page shows, and of everything else what tests/event/ has."""

_DAYS = (
    *("2019-04-02", "2019-04-03", "2019-04-03", "2019-04-04", "2019-04-04", "2019-04-04", *["2019-04-05"] * 12, *["2019-04-06"] * 16),
    *(*["2019-04-07"] * 9, "2019-04-08", "2019-04-09", "2019-04-09", "2019-04-10", "2019-04-10", "2019-04-11", "2019-04-12", "2019-04-13"),
    *("2019-04-13", "2019-04-14", "2019-04-15", "2019-04-15", "2019-04-17", "2019-04-18", "2019-04-20", "2019-04-22", "2019-04-27"),
    *("2019-05-03", "2019-05-20", "2019-06-14", "2019-07-01", "2019-09-30", "2019-11-11", "2020-01-15", "2020-06-02", "2021-03-19", "2022-04-06"),
)
"""When the other entries happened: most of them in the first days, some years later."""
_KINDS = ("water", "rescue", "government", "traffic", "health", "economy", "abroad", "aftermath")
_HIGHLIGHTS = 9
"""One in so many of the other entries is one."""
_ALWAYS = ("", "president", "", "president", "", "mayor")
"""Who is in so many of the other entries, in turn; in the last two of eight nobody is."""
_REPORTED = (1, 3, 6, 2, 1, 4)
"""How many reports the other figures have, in turn."""

_BEGINNINGS = "b br c d dr f g gr h l m n p pl r s st t tr v w".split()
_MIDDLES = "a e i o u ai ea ou".split()
_ENDINGS = "n r l m nd st ck ng th".split()


@cache
def _vocabulary() -> tuple[str, ...]:
    """Return two thousand words that no language has: with fewer, pages would pack better than those of real events."""
    chance = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < 2_000:
        parts = (chance.choice(_BEGINNINGS) + chance.choice(_MIDDLES) for _ in range(chance.choice((1, 1, 2, 2, 3))))
        made["".join(parts) + chance.choice(("", *_ENDINGS))] = None
    return tuple(made)


class Voice:
    """Says things that mean nothing, the same ones for the same number."""

    def __init__(self, number: int) -> None:
        self._chance = random.Random(number)

    def words(self, count: int) -> str:
        """Return some words, the earlier ones of the vocabulary far more often than the later ones."""
        words = _vocabulary()
        return " ".join(words[int(len(words) * self._chance.random() ** 3)] for _ in range(count))

    def title(self, count: int = 6) -> str:
        """Return a headline."""
        return self.words(count).capitalize()

    def sentence(self) -> str:
        """Return a sentence."""
        first, second = self.words(self._chance.randint(6, 12)), self.words(self._chance.randint(3, 9))
        return f"{first.capitalize()}, {second}."

    def some(self, keys: list[str], most: int) -> list[str]:
        """Return one or more of some keys, in an order of their own."""
        return self._chance.sample(keys, min(self._chance.randint(1, most), len(keys)))


def event_files(size: Size | None = None) -> Files:
    """Return the files of the invented event as a project that Pelican builds, with as many texts and things more as make it this large."""
    files: Files = {
        "pelicanconf.py": f'{SETTINGS}SITENAME = "{SITENAME}"\n',
        "publishconf.py": PUBLISH,
        **{f"content/{file.relative_to(FOLDER).as_posix()}": _read(file) for file in sorted(FOLDER.rglob("*")) if file.is_file()},
    }
    if size:
        _enlarge(files, size)
    return files


def _read(file: Path) -> str | bytes:
    return file.read_text("utf-8") if file.suffix in (".md", ".yaml") else file.read_bytes()


def _keys(files: Files, name: str) -> list[str]:
    """Return the keys of a data file."""
    return re.findall(r"^([a-z0-9-]+):", str(files[f"content/data/{name}.yaml"]), re.MULTILINE)


def _published(files: Files, folder: str) -> int:
    texts = (str(text) for name, text in files.items() if name.startswith(f"content/{folder}/"))
    return sum("\nStatus: " not in text for text in texts)


def _enlarge(files: Files, size: Size) -> None:
    """Add to an event what it lacks of a size."""
    for name, count, make in (
        ("sources", size.sources, _source), ("organisations", size.organisations, _organisation), ("people", size.people, _person),
        ("places", size.places, _place), ("quotes", size.quotes, _quote), ("figures", size.figures, _figure),
    ):  # fmt: skip
        things = (make(number, files) for number in range(count - len(_keys(files, name))))
        files[f"content/data/{name}.yaml"] = "".join((str(files[f"content/data/{name}.yaml"]), *things))
    for number in range(size.entries - _published(files, "timeline")):
        files[f"content/timeline/more-{number:03}.md"] = _entry(number, files)
    for number in range(size.articles - _published(files, "articles")):
        files[f"content/articles/more-{number}.md"] = _article(number, files)


def _source(number: int, files: Files) -> str:
    voice = Voice(1_000 + number)
    more = f"  authors: [{voice.title(2)}]\n" if number % 3 == 0 else ""
    more += "  kind: press\n" if number % 2 else f"  note: {voice.sentence()}\n" if number % 5 == 0 else ""
    return (
        f"source-{number:03}:\n  title: {voice.title(9)}\n  publisher: {voice.title(2)}\n  date: 2019-04-{number % 28 + 1:02}\n"
        f"  url: https://example.org/{voice.words(1)}/{voice.words(3).replace(' ', '-')}-{number}\n{more}"
    )


def _organisation(number: int, files: Files) -> str:
    voice = Voice(2_000 + number)
    return f"organisation-{number:02}:\n  name: {voice.title(3)} {number}\n  what: {voice.title(7)}\n  sources: {_some(files, 'sources', voice)}\n"


def _person(number: int, files: Files) -> str:
    voice = Voice(3_000 + number)
    (organisation,) = voice.some(_keys(files, "organisations"), 1)
    return (
        f"person-{number:02}:\n  name: {voice.words(2).title()} {number}\n  role: {voice.title(5)}\n  organisation: {organisation}\n"
        f"  sources: {_some(files, 'sources', voice)}\n"
    )


def _place(number: int, files: Files) -> str:
    voice = Voice(4_000 + number)
    names = f"  names: {{kk: Ауыл {number}, ru: Деревня {number}}}\n" if number % 2 else ""
    # On a spiral, so that few lie on each other.
    lat, lon = -33.0 + (number % 7 - 3) * 0.7, -24.2 + (number * 3 % 11 - 5) * 0.8
    return f"place-{number:02}:\n  name: {voice.title(1)} {number}\n{names}  type: village\n  lat: {lat:.2f}\n  lon: {lon:.2f}\n  within: examplia\n"


def _quote(number: int, files: Files) -> str:
    voice = Voice(5_000 + number)
    (speaker,) = voice.some(_keys(files, "people"), 1)
    return (
        f"quote-{number:02}:\n  text: {voice.sentence()}\n  speaker: {speaker}\n  date: 2019-04-{number % 20 + 1:02}\n"
        f"  context: {voice.words(5)}\n  language: en\n  sources: {_some(files, 'sources', voice)}\n"
    )


def _figure(number: int, files: Files) -> str:
    voice = Voice(6_000 + number)
    lines = [f"figure-{number:02}:\n  title: {voice.title(3)}\n  unit: {voice.words(1)}\n  reports:\n"]
    for at in range(_REPORTED[number % len(_REPORTED)]):
        (by,) = voice.some(_keys(files, "organisations"), 1)
        lines.append(
            f"  - value: {(number * 37 + at * 11) % 900}\n    by: {by}\n    as_of: 2019-04-{at + 2:02}\n    what: {voice.words(5)}\n"
            f"    sources: {_some(files, 'sources', voice)}\n"
        )
    return "".join(lines)


def _some(files: Files, name: str, voice: Voice, most: int = 2) -> str:
    return f"[{', '.join(voice.some(_keys(files, name), most))}]"


def _cited(files: Files, voice: Voice) -> str:
    """Return a sentence with its sources."""
    return f"{voice.sentence()}[{'; '.join(f'@{key}' for key in voice.some(_keys(files, 'sources'), 2))}]"


def _entry(number: int, files: Files) -> str:
    voice = Voice(number)
    head = [f"Title: {voice.title()}", f"When: {_DAYS[number % len(_DAYS)]}{_time(number)}", f"Kind: {_KINDS[number * 5 % len(_KINDS)]}"]
    head.append(f"Places: {'; '.join(voice.some(_keys(files, 'places'), 2))}")
    if number % 2:
        head.append(f"People: {'; '.join(dict.fromkeys([*_ALWAYS[number % 8 : number % 8 + 1], *voice.some(_keys(files, 'people'), 2)]))}")
    organisations = [*(["river-board"] if number % 6 == 2 else []), *voice.some(_keys(files, "organisations"), 2)]
    head.append(f"Organisations: {'; '.join(dict.fromkeys(organisations))}")
    if number % _HIGHLIGHTS == 4:
        head.append("Highlight: yes")
    if number % 11 == 3:
        claims = (f"    {by}: {voice.words(7)} [@{voice.some(_keys(files, 'sources'), 1)[0]}]" for by in ("river-board", "A neighbour"))
        head += ["Certainty: disputed", "Claims:", *claims]
    body = "\n".join(_cited(files, voice) for _ in range(number % 2 + 2))
    return "\n".join([*head, f"Slug: more-{number}", "", body, ""])


def _time(number: int) -> str:
    """Return how exactly the time of an entry is known."""
    return ("", f"T{number * 7 % 24:02}:{number * 13 % 60:02}", " evening", f"T{number * 5 % 24:02}:30~", " morning")[number % 5]


def _article(number: int, files: Files) -> str:
    voice = Voice(7_000 + number)
    figures, quotes = iter(_keys(files, "figures")[number + 4 :]), iter(_keys(files, "quotes")[number + 4 :])
    head = f"""\
Title: {voice.title(8)}
Date: 2019-0{number % 5 + 4}-1{number}
Kind: {("analysis", "explainer", "profile", "news")[number % 4]}
Kicker: {voice.title(2)}
Standfirst: {voice.sentence()} {voice.sentence()}
Authors: Example editors
Tags: {"; ".join(voice.some(["dam", "rescue", "telephone", "letters", "harbour"], 3))}
Lead_picture: {("basin.png", "gauge.jpg", "aerial", "town.png")[number % 4]}
Places: {"; ".join(voice.some(_keys(files, "places"), 7))}
People: {"; ".join(voice.some(_keys(files, "people"), 9))}
Organisations: {"; ".join(voice.some(_keys(files, "organisations"), 9))}
Slug: more-{number}
"""
    return "\n\n".join((head.rstrip(), *_story(files, voice, figures, quotes))) + "\n"


def _story(files: Files, voice: Voice, figures: Iterator[str], quotes: Iterator[str]) -> Iterator[str]:
    """Yield the paragraphs of a long read of some 900 words: three parts, each with a figure or a quote."""
    for part in range(4):
        if part:
            yield f"## {voice.title(3)}"
        for at in range(4):
            yield "\n".join(_cited(files, voice) for _ in range(4))
            if at == 1:
                yield f"[[figure: {next(figures)}]]" if part % 2 else f"[[quote: {next(quotes)}]]"
