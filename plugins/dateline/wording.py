"""All words of the interface that Python chooses, through gettext; dates in words, the same on every machine."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from dateline.catalogues import messages_of, translations
from dateline.read.when import Moment, Precision

RIGHT_TO_LEFT = frozenset("ar ckb dv fa he ks lrc mzn nqo ps sd syr ug ur yi".split())
"""Languages written from right to left by default (Unicode CLDR, `characterOrder`)."""
RIGHT_TO_LEFT_SCRIPTS = frozenset("Adlm Arab Aran Hebr Mand Nkoo Rohg Samr Syrc Thaa".split())
"""Scripts in use that are written from right to left (ISO 15924; Unicode, `Bidi_Class` R and AL of their letters)."""


def N_(message: str) -> str:  # noqa: N802 (gettext's name for "to be translated later")
    """Mark a word for translation; it is translated when it is shown."""
    return message


def P_(context: str, message: str) -> tuple[str, str]:  # noqa: N802 (as N_, for gettext's pgettext)
    """Mark a word for translation that other languages say differently in one place than in another."""
    return context, message


MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
"""As they stand alone and before a year: "January 2022"."""
MONTHS_IN_A_DATE = (
    P_("in a date", "January"),
    P_("in a date", "February"),
    P_("in a date", "March"),
    P_("in a date", "April"),
    P_("in a date", "May"),
    P_("in a date", "June"),
    P_("in a date", "July"),
    P_("in a date", "August"),
    P_("in a date", "September"),
    P_("in a date", "October"),
    P_("in a date", "November"),
    P_("in a date", "December"),
)
"""As they stand beside a day: "4 January 2022"; many languages have another form for it (Unicode CLDR: format and stand-alone)."""
PARTS = {
    "morning": N_("morning"),
    "midday": N_("midday"),
    "afternoon": N_("afternoon"),
    "evening": N_("evening"),
    "night": N_("night"),
}
GENRES = {
    "news": N_("News"),
    "analysis": N_("Analysis"),
    "explainer": N_("Explainer"),
    "profile": N_("Profile"),
}
CERTAINTIES = {
    "confirmed": N_("Confirmed"),
    "reported": N_("Reported"),
    "disputed": N_("Disputed"),
}
WITHHELD = {
    "rights": N_("Not shown: the rights to this picture belong to others."),
    "safety": N_("Not shown, for the safety of those who can be seen in it."),
}
SOURCE_KINDS = {
    "state media": N_("state media"),
    "official": N_("official"),
    "aggregator": N_("aggregator"),
    "copy": N_("copy"),
    "press": N_("press"),
    "rights group": N_("rights group"),
    "monitor": N_("monitor"),
    "encyclopaedia": N_("encyclopaedia"),
    "social media": N_("social media"),
}
STATUSES = {"developing": N_("Developing"), "ended": N_("Ended")}

NEWER = {
    "paragraph": N_("This paragraph is newer in the original:"),
    "added": N_("A paragraph that is new in the original is not translated yet:"),
    "text": N_("This text is newer in the original:"),
}
"""What readers of a translation are told where its original says something else by now (see `records.Newer`); a link to that follows."""

OWN_NAME = P_("this language's own name", "English")
"""What readers look for who are on a page in another language."""
TERRITORIES = {
    "ar": "AR", "de": "DE", "en": "GB", "es": "ES", "fa": "IR", "fr": "FR", "kk": "KZ", "ru": "RU", "tr": "TR", "uk": "UA", "zh": "CN",
}  # fmt: skip
"""The territory that Open Graph's `og:locale` has with a language (Facebook's list of locales; `ar_AR` is its name for Arabic anywhere)."""

FIRST_OF_A_MONTH = {"fr": "1er"}
"""How the first day of a month is written where it is an ordinal, by language: "1er août", and "2 août"."""

_YEAR = 365.2425
"""Days in a year of the Gregorian calendar, on average."""
_MONTH = _YEAR / 12
_DAYS = 60
"""From so many days on, a time that has passed is told in months."""


@dataclass(frozen=True)
class Time:
    """A time in words and as a valid `datetime` attribute (HTML, "valid date string with optional time")."""

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

    def __init__(self, language: str, *locales: Path) -> None:
        """Take the words from folders of catalogues: what the first one lacks is looked for in the next."""
        self.language = language
        self.direction = direction(language)
        self.translations = translations(language, locales)
        self._days: dict[date, str] = {}

    def __call__(self, message: str) -> str:
        """Return a message in this language, or as it is where there is no translation."""
        return self.translations.gettext(message)

    def form(self, context: str, message: str) -> str:
        """Return a message as it is said in a context; where a catalogue has no form of its own for it, as it is said everywhere."""
        found = self.translations.pgettext(context, message)
        return found if found != message else self(message)

    @cached_property
    def shaped_by(self) -> tuple[object, ...]:
        """What all words of this language depend on: its catalogues, whose heads have the rule for plurals."""
        return self.language, repr([sorted(each.items(), key=repr) for each in messages_of(self.translations)])

    def letters(self) -> frozenset[str]:
        """Return the letters of all messages in this language; none where there is no translation."""
        return frozenset("".join(text for message, text in self.messages().items() if message != ""))

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

    def plural(self, one: str, many: str, number: int) -> str:
        """Return the form for a number, with `{}` filled in."""
        return self.translations.ngettext(one, many, number).format(number)

    def day(self, day: date) -> str:
        """Return "5 January 2022"."""
        if day not in self._days:  # an event has few days, and names each often
            month = self.form(*MONTHS_IN_A_DATE[day.month - 1])
            self._days[day] = self("{day} {month} {year}").format(day=self._number(day), month=month, year=day.year)
        return self._days[day]

    def day_of_month(self, day: date) -> str:
        """Return "5 January"."""
        return self("{day} {month}").format(day=self._number(day), month=self.form(*MONTHS_IN_A_DATE[day.month - 1]))

    def _number(self, day: date) -> str:
        """Return the number of a day in its month."""
        first = FIRST_OF_A_MONTH.get(self.language.partition("-")[0]) if day.day == 1 else None
        return first or str(day.day)

    def month(self, day: date) -> str:
        """Return "January 2022"."""
        return self("{month} {year}").format(month=self(MONTHS[day.month - 1]), year=day.year)

    def partial(self, written: str) -> Time:
        """Return a day, month or year as written in data files; people read a year without zeros ("900"), machines with four digits."""
        if len(written) == 4:
            return Time(self("{year}").format(year=int(written)), written)
        day = date.fromisoformat(written if len(written) == 10 else f"{written}-01")
        return Time(self.day(day) if len(written) == 10 else self.month(day), written)

    def on(self, moment: datetime) -> Time:
        """Return the day of a publication."""
        return Time(self.day(moment.date()), moment.date().isoformat())

    def group(self, moment: Moment) -> str:
        """Return the heading of the day, month or year that a moment belongs to."""
        return self.partial(moment.group).text

    def full(self, moment: Moment, *, about: bool = False) -> Time:
        """Return a moment with its day: "5 January 2022, about 22:52", "5 January 2022, evening", "January 2022"."""
        within = self.within(moment)
        day = self.group(moment)
        if not within.text:
            return Time(self.about(day) if about else day, within.datetime)
        time = self.about(within.text) if about else within.text
        return Time(self("{day}, {time}").format(day=day, time=time), within.datetime)

    def within(self, moment: Moment) -> Time:
        """Return a moment inside its day: "22:52", "evening", or no text where only the day is known."""
        if moment.precision is Precision.MINUTE:
            # HTML knows no offset with seconds, as local mean times before 1900 have them: then without.
            whole = (moment.at.utcoffset() or timedelta()).total_seconds() % 60 == 0
            at = moment.at if whole else moment.at.replace(tzinfo=None)
            return Time(f"{moment.at:%H:%M}", at.isoformat(timespec="minutes"))
        if moment.precision is Precision.PART:
            return Time(self(PARTS[moment.part]), moment.date.isoformat())
        return Time("", moment.group)

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
        return "" if delta is None else utc_offset(delta)


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
