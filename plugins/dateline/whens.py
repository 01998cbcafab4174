"""Times in words, with what is doubtful about them and what nobody knows. Every phrase is a message of its own; none needs a case of what is in it."""

from __future__ import annotations

from dateline.read.moments import Form, Moment, Precision, Stretch, When
from dateline.vocabulary import DOUBTFUL, LEFT_OPEN
from dateline.wording import Time, Wording


def of_moment(words: Wording, moment: Moment, *, year: bool = True, alone: bool = False) -> Time:
    """Return a moment with its day, and what is doubtful about it: "5 January 2022, about 22:52", "possibly about 1984", "2022 (month unknown)".

    Without `year`, a day has none; `alone`: no zone is said beside it (see Wording.alone).
    """
    signs = [sign for part, sign in moment.doubts if part == "whole"]
    said = words.alone if alone else words.full
    time = said(moment, about="~" in signs, year=year)
    text = time.text
    notes = [words(LEFT_OPEN[moment.unknown])] if moment.unknown else []
    notes += [words(DOUBTFUL[doubt]) for doubt in moment.doubts if doubt in DOUBTFUL]
    if notes:
        text = words.with_note(text, words.listed(notes))
    if "?" in signs:
        text = words("possibly {time}").format(time=text)
    return Time(text, time.datetime)


def of_when(words: Wording, when: When, *, year: bool = True, alone: bool = False) -> Time:
    """Return a time in one phrase: "between 1986 and 1989", "1986, 1987 or later", "5 January 2022 to 7 January 2022", "Undated"."""
    if when.form is Form.UNDATED:
        return Time(words("Undated"), "")
    if when.form in (Form.MOMENT, Form.INTERVAL):
        return _stretch(words, when.members[0], when.form, year=year, alone=alone)
    members = [_stretch(words, member, when.form, year=year, alone=alone).text for member in when.members]
    return Time((words.either if when.form is Form.ONE_OF else words.together)(members), "")


def briefly(words: Wording, when: When, *, year: bool = True) -> Time:
    """Return what stands before a headline: of an interval that began on a known day, when it began; else the whole."""
    if when.form is Form.INTERVAL and when.start and when.end:
        return of_moment(words, when.start, year=year, alone=True)
    return of_when(words, when, year=year, alone=True)


def heading(words: Wording, when: When) -> Time:
    """Return the heading of the page that a time stands on."""
    if when.form is Form.UNDATED:
        return Time(words("Undated"), "")
    stands = when.stands
    plain = stands.precision in (Precision.YEAR, Precision.MONTH) or stands.precision >= Precision.DAY
    return Time(words.group(stands), stands.group if plain else "")


def _stretch(words: Wording, stretch: Stretch, form: Form, *, year: bool, alone: bool) -> Time:
    first = of_moment(words, stretch.first, year=year, alone=alone) if stretch.first else None
    if stretch.first is stretch.last and first:
        return first  # as nearly all are
    last = of_moment(words, stretch.last, year=year, alone=alone) if stretch.last else None
    if first and last:
        text = words("between {first} and {last}").format(first=first.text, last=last.text) if form is Form.ONE_OF else words.span(first.text, last.text)
        return Time(text, first.datetime if form is Form.INTERVAL else "")
    if first:
        if form is Form.ONE_OF:
            return Time(words("{time} or later").format(time=first.text), "")
        text = words("{time} and onwards").format(time=first.text)
        return Time(words.with_note(text, words("end unknown")) if stretch.unknown else text, first.datetime)
    time = last.text if last else ""
    if form is Form.ONE_OF:
        return Time(words("{time} or earlier").format(time=time), "")
    text = words("{time} and before").format(time=time)
    return Time(words.with_note(text, words("beginning unknown")) if stretch.unknown else text, last.datetime if last else "")
