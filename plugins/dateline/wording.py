"""All words of the interface that Python chooses, through gettext; dates in words, the same on every machine."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property, reduce
from pathlib import Path

from dateline.bidi import isolated
from dateline.borrowed import Borrowed, Source, borrowed
from dateline.catalogues import SOURCE, messages_of, names, translations
from dateline.dataclass import dataclass
from dateline.endings import until
from dateline.numerals import Numerals, system_of
from dateline.plurals import category
from dateline.read.moments import SEASONS, YEARS_OF, Moment, Precision
from dateline.vocabulary import (
    CERTAINTIES,
    CLOCK_AS_END,
    COMMA,
    DAY_AS_END,
    DECADE,
    FOUR_DIGITS,
    GENRES,
    HEMISPHERES,
    MONTH_AS_END,
    MONTHS,
    MONTHS_IN_A_DATE,
    MONTHS_WITH_A_DAY,
    N_,
    NEWER,
    OWN_NAME,
    P_,
    PARTS,
    PARTS_AS_ENDS,
    PARTS_OF_A_YEAR,
    PARTS_OF_THE_DAY,
    SEMICOLON,
    SEVEN_DIGITS,
    SOURCE_KINDS,
    STATUSES,
    THE_FIRST,
    THE_LAST,
    THE_LAST_CHOICE,
    TIME_AS_END,
    TWO,
    TWO_CHOICES,
    WITHHELD,
    YEAR_AS_END,
)

__all__ = ["CERTAINTIES", "FOUR_DIGITS", "GENRES", "NEWER", "N_", "OWN_NAME", "P_", "SEVEN_DIGITS", "SOURCE_KINDS", "STATUSES", "TERRITORIES", "WITHHELD", "Time", "Wording", "direction", "utc_offset"]

RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ks lrc mzn nqo ps sd syr ug ur yi".split())
"""Languages written from right to left by default (Unicode CLDR, `characterOrder`)."""
RIGHT_TO_LEFT_SCRIPTS = frozenset("Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa".split())
"""Scripts in use that are written from right to left (ISO 15924; Unicode, `Bidi_Class` R and AL of their letters)."""


TERRITORIES = {
    "ar": "AR", "de": "DE", "en": "GB", "es": "ES", "fa": "IR", "fr": "FR", "kk": "KZ", "ru": "RU", "tr": "TR", "uk": "UA", "zh": "CN",
}  # fmt: skip
"""The territory that Open Graph's `og:locale` has with a language (Facebook's list of locales; `ar_AR` is its name for Arabic anywhere)."""

_YEAR = 365.2425
"""Days in a year of the Gregorian calendar, on average."""
_MONTH = _YEAR / 12
_DAYS = 60
"""From so many days on, a time that has passed is told in months."""


@dataclass(frozen=True)
class Time:
    """A time in words and as a valid `datetime` attribute (HTML, "valid date string with optional time"); empty where HTML has none for it."""

    text: str
    datetime: str


def direction(language: str) -> str:
    """Return "rtl" or "ltr" for a language tag (BCP 47). A script in the tag decides: `kk-Arab` is written from right to left."""
    first, *others = language.split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    right_to_left = script in RIGHT_TO_LEFT_SCRIPTS if script else first in RIGHT_TO_LEFT
    return "rtl" if right_to_left else "ltr"


class Wording:
    """The words of one language."""

    def __init__(self, language: str, *locales: Path, digits: str = "") -> None:
        """Take the words from folders of catalogues: what the first one lacks is looked for in the next.

        `digits` is the name of a numbering system, where it is not the one that readers of the language expect.
        """
        self.language = language
        self.direction = direction(language)
        self.translations = translations(language, locales)
        self._system = digits or system_of(language)
        self._own = names(language)[-1] != SOURCE
        if self._own:
            self.translations.add_fallback(Source(language, self.direction))
        self._days: dict[date, str] = {}
        self._clocks: dict[tuple[int, int, bool], str] = {}

    def __call__(self, message: str) -> str:
        """Return a message in this language; where there is no translation, as it is, marked as English."""
        return self.translations.gettext(message)

    def form(self, context: str, message: str, otherwise: str = "") -> str:
        """Return a message as it is said in a context; where a catalogue has no form for it, that of another context, or as it is said everywhere."""
        for each in filter(None, (context, otherwise)):
            found = self.translations.pgettext(each, message)
            if found != message or (self._own and not isinstance(found, Borrowed)):  # a translation may be as the English is
                return found
        return self(message)

    @cached_property
    def shaped_by(self) -> tuple[object, ...]:
        """What all words of this language depend on: its digits, its catalogues, whose heads have the rule for plurals."""
        return self.language, self._system, repr([sorted(each.items(), key=repr) for each in messages_of(self.translations)])

    def letters(self) -> frozenset[str]:
        """Return the letters of all messages in this language, and of its numbers; none where there is no translation and the digits are English."""
        numbers = self.numerals.letters if self._system != "latn" else frozenset()
        return numbers | frozenset("".join(text for message, text in self.messages().items() if message != ""))

    @property
    def own_name(self) -> str:
        """The language's name for itself, as its catalogue has it; its tag where there is none."""
        name = self.form(*OWN_NAME)
        return name if name != OWN_NAME[1] or self.language.partition("-")[0] == "en" else self.language

    @property
    def locale(self) -> str:
        """The language as Open Graph writes it, with a territory (`ru_RU`); empty where none is known."""
        first, *others = self.language.split("-")
        territory = next((part for part in others if len(part) == 2 and part.isupper()), TERRITORIES.get(self.language, TERRITORIES.get(first, "")))
        return f"{first}_{territory}" if territory else ""

    def messages(self) -> dict[object, str]:
        """Return all that is translated, by message (and number of the form, where there are several)."""
        found: dict[object, str] = {}
        for each in messages_of(self.translations):
            found = {**each, **found}
        return found

    @cached_property
    def numerals(self) -> Numerals:
        """How numbers are written."""
        return Numerals.read(self._system, self.form(*FOUR_DIGITS), self.form(*SEVEN_DIGITS))

    def number(self, value: float) -> str:
        """Return a number: "1234", "12 345.6"."""
        return self.numerals.number(value)

    def digits(self, text: str) -> str:
        """Return a text with the digits of this language: a number of a page, a mark, a year."""
        return self.numerals.digits(text)

    def percent(self, value: float) -> str:
        """Return so many per cent: "5%"."""
        return self.numerals.signs(self("{number}%").format(number=self.number(value)))

    def size(self, count: int) -> str:
        """Return a number of bytes in kB or MB (1,000 and 1,000,000 bytes, ISO 80000-13), one decimal below ten."""
        kilobytes = count / 1000
        # What would be rounded to 1,000 kB is 1 MB.
        pattern, amount = (self("{number} kB"), kilobytes) if round(kilobytes) < 1000 else (self("{number} MB"), kilobytes / 1000)
        return pattern.format(number=self.numerals.number(amount, 1 if amount < 10 else 0))

    def plural(self, one: str, many: str, number: int) -> str:
        """Return the form for a number, with `{}` filled in."""
        return self.translations.ngettext(one, many, number).format(self.number(number))

    def counted(self, forms: Iterable[tuple[str, str]], number: float) -> str:
        """Return the word that stands beside a number, of words by the category of numbers; nothing where there are none."""
        words = dict(forms)
        return words.get(category(self.language, number)) or words.get("other", "")

    def listed(self, parts: Iterable[str]) -> str:
        """Return parts set apart: "A, B, C"."""
        return self._joined(self.form(*COMMA), parts)

    def together(self, parts: Iterable[str]) -> str:
        """Return parts as a sentence lists them: "A, B and C"."""
        return self._sentence(parts, TWO, THE_LAST)

    def either(self, parts: Iterable[str]) -> str:
        """Return parts of which one is meant: "A, B or C"."""
        return self._sentence(parts, TWO_CHOICES, THE_LAST_CHOICE)

    def _sentence(self, parts: Iterable[str], two: tuple[str, str], many: tuple[str, str]) -> str:
        *some, last = tuple(parts) or ("",)
        if not some:
            return last
        return self.form(*(two if len(some) == 1 else many)).format(first=self.listed(some), last=last)

    def in_turn(self, parts: Iterable[str]) -> str:
        """Return parts that may have commas themselves: "A; B; C"."""
        return self._joined(self.form(*SEMICOLON), parts)

    def _joined(self, sign: str, parts: Iterable[str]) -> str:
        pieces = [self._piece(part) for part in parts]
        if not any(isinstance(piece, Borrowed) for piece in pieces):
            return sign.join(pieces)
        # Joined as text, what is English would no longer say so.
        pattern = borrowed(f"{{first}}{sign}{{next}}", self.language, self.direction)
        return reduce(lambda first, following: pattern.format(first=first, next=following), pieces)

    def _piece(self, text: str) -> str:
        """Return a text to be put into a line, isolated where it is of the other direction; what marks itself in HTML does so there."""
        return text if hasattr(text, "__html__") else isolated(text, self.direction)

    def named(self, name: str, value: str) -> str:
        """Return "name: value"."""
        return self("{name}: {value}").format(name=self._piece(name), value=value)

    def with_note(self, name: str, about: str) -> str:
        """Return "name (about)"."""
        return self("{name} ({about})").format(name=self._piece(name), about=about)

    def span(self, start: str, end: str) -> str:
        """Return a beginning and an end: "5 January 2022 to 7 January 2022"."""
        return self("{start} to {end}").format(start=start, end=end)

    def years(self, first: int, last: int) -> str:
        """Return "1980–1989"."""
        return self("{first}–{last}").format(first=self.digits(str(first)), last=self.digits(str(last)))

    def day(self, day: date) -> str:
        """Return "5 January 2022"."""
        if day not in self._days:  # an event has few days, and names each often
            month = self.form(*MONTHS_IN_A_DATE[day.month - 1])
            self._days[day] = self("{day} {month} {year}").format(day=self._number(day), month=month, year=self._year(day))
        return self._days[day]

    def day_of_month(self, day: date) -> str:
        """Return "5 January"."""
        month = self.form(*MONTHS_WITH_A_DAY[day.month - 1], MONTHS_IN_A_DATE[0][0])
        return self("{day} {month}").format(day=self._number(day), month=month)

    def _number(self, day: date) -> str:
        """Return the number of a day in its month."""
        return self.digits(self.form(*THE_FIRST) if day.day == 1 else str(day.day))

    def _year(self, day: date) -> str:
        return self.digits(str(day.year))

    def month(self, day: date) -> str:
        """Return "January 2022"."""
        return self("{month} {year}").format(month=self(MONTHS[day.month - 1]), year=self._year(day))

    def partial(self, written: str) -> Time:
        """Return a day, month or year as written in data files; people read a year without zeros ("900"), machines with four digits."""
        day = date.fromisoformat(f"{written}-01-01"[:10])
        text = self("{year}").format(year=self._year(day)) if len(written) == 4 else self.day(day) if len(written) == 10 else self.month(day)
        return Time(text, written)

    def on(self, moment: datetime) -> Time:
        """Return the day of a publication."""
        return Time(self.day(moment.date()), moment.date().isoformat())

    def group(self, moment: Moment) -> str:
        """Return the heading of the day, month, part of a year, year, decade or century that a moment belongs to."""
        if moment.season:
            name, _, side = SEASONS[moment.season].name.partition("-")
            part = PARTS_OF_A_YEAR.get(SEASONS[moment.season].name) or PARTS_OF_A_YEAR[name]
            said = self(part).format(year=self._year(moment.date))
            return self.with_note(said, self(HEMISPHERES[side])) if side in HEMISPHERES else said
        if moment.precision > Precision.DECADE:
            return self.partial(moment.group).text
        first = moment.date.year // YEARS_OF[moment.precision] * YEARS_OF[moment.precision]
        if moment.precision is Precision.DECADE and first % 100:  # the 1900s may be ten years or a hundred
            return self.form(*DECADE).format(first=self.digits(str(first)))
        return self.years(max(first, 1), moment.last.year)

    def full(self, moment: Moment, *, about: bool = False, year: bool = True) -> Time:
        """Return a moment with its day: "5 January 2022, about 22:52", "5 January 2022, evening", "January 2022".

        Without `year`, a day has none: for where it was said before.
        """
        within = self.within(moment)
        day = self.group(moment) if year or moment.precision < Precision.DAY else self.day_of_month(moment.date)
        if not within.text:
            return Time(self.about(day) if about else day, within.datetime)
        time = self.form(*PARTS_OF_THE_DAY[moment.part]) if moment.part else within.text
        return Time(self.at(day, self.about(time) if about else time), within.datetime)

    def alone(self, moment: Moment, *, about: bool = False, year: bool = True) -> Time:
        """Return what `full` returns, for where no zone is said beside it: with the offset where the clock showed the time twice."""
        full = self.full(moment, about=about, year=year)
        return Time(self.with_note(full.text, self.offset(moment)), full.datetime) if twice(moment) else full

    def at(self, day: str, time: str) -> str:
        """Return "5 January 2022, 22:52"."""
        return self("{day}, {time}").format(day=day, time=time)

    def within(self, moment: Moment) -> Time:
        """Return a moment inside its day: "22:52", "evening", or no text where only the day is known."""
        if moment.precision is Precision.MINUTE:
            # HTML knows no offset with seconds, as local mean times before 1900 have them: then without.
            whole = (moment.at.utcoffset() or timedelta()).total_seconds() % 60 == 0
            at = moment.at if whole else moment.at.replace(tzinfo=None)
            return Time(self.clock(at.hour, at.minute), at.isoformat(timespec="minutes"))
        if moment.precision is Precision.PART:
            return Time(self(PARTS[moment.part]), moment.date.isoformat())
        valid = moment.precision in (Precision.YEAR, Precision.MONTH, Precision.DAY)
        return Time("", moment.group if valid else "")

    def clock(self, hour: int, minute: int = 0, *, end: bool = False) -> str:
        """Return a time of day: "22:52"."""
        asked = hour, minute, end
        if asked not in self._clocks:
            pattern = self.form(*CLOCK_AS_END) if end else self("{hour}:{minute}")
            self._clocks[asked] = self.digits(pattern.format(hour=f"{hour:02}", minute=f"{minute:02}", ending=until(self.language, hour, minute)))
        return self._clocks[asked]

    def end(self, moment: Moment, start: Moment) -> Time:
        """Return the end of an interval as it stands behind "until": its time alone on the day of the start, else with its day."""
        within = self.within(moment)
        time = ""
        if within.text:
            time = self.form(*PARTS_AS_ENDS[moment.part]) if moment.part else self.clock(moment.at.hour, moment.at.minute, end=True)
        if moment.date == start.date:
            return Time(time, within.datetime)
        if time:
            day = self.day_of_month(moment.date) if moment.date.year == start.date.year else self.day(moment.date)
            return Time(self.form(*TIME_AS_END).format(day=day, time=time), within.datetime)
        pattern = {Precision.YEAR: YEAR_AS_END, Precision.MONTH: MONTH_AS_END}.get(moment.precision, DAY_AS_END)
        month = self.form(*MONTHS_IN_A_DATE[moment.date.month - 1])
        said = self.form(*pattern).format(day=self._number(moment.date), month=month, year=self._year(moment.date))
        return Time(said, within.datetime)

    def about(self, text: str) -> str:
        """Return a time with "about" before it."""
        return self("about {time}").format(time=text)

    def later(self, days: int) -> str:
        """Return how much later something happened than what was told before it: "45 days later", "about 5 months later", "10 years later".

        In days as long as they can be imagined, then in months, from two years on in years. These are rounded, and said to be "about"
        where more than a tenth is rounded off: the same day of another month, some days from the mean of a month, is not.
        """
        if days < _DAYS:
            return self.plural("{} day later", "{} days later", days)
        months, exact = _whole(days / _MONTH)
        if months < 24:
            if exact:
                return self.plural("{} month later", "{} months later", months)
            return self.plural("about {} month later", "about {} months later", months)
        years, exact = _whole(days / _YEAR)
        if exact:
            return self.plural("{} year later", "{} years later", years)
        return self.plural("about {} year later", "about {} years later", years)

    def offset(self, moment: Moment) -> str:
        """Return the zone of a time of day, "UTC+6"; nothing where no time of day is known."""
        delta = moment.at.utcoffset() if moment.precision is Precision.MINUTE else None
        return "" if delta is None else self.digits(utc_offset(delta))


def twice(moment: Moment) -> bool:
    """Tell whether the clocks of its zone showed a time of day twice, because they were set back."""
    if moment.precision is not Precision.MINUTE:
        return False
    return moment.at.replace(fold=0).utcoffset() != moment.at.replace(fold=1).utcoffset()


def utc_offset(delta: timedelta) -> str:
    """Return "UTC+6", "UTC−3:30" or "UTC"; seconds, which local mean times have, are left out."""
    hours, rest = divmod(abs(delta) // timedelta(minutes=1), 60)
    if not hours and not rest:
        return "UTC"
    return f"UTC{'−' if delta < timedelta() else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _whole(units: float) -> tuple[int, bool]:
    """Return the nearest whole number, and whether it is no further than a tenth away."""
    nearest = math.floor(units + 0.5)
    return nearest, abs(units - nearest) <= 0.1
