"""Words of the interface that Python chooses among, marked for translation where they stand."""

from __future__ import annotations


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
"""As they stand alone, and before a year without a day: "January 2022"."""
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
"""As they stand between a day and a year: "4 January 2022"; many languages have another form for it (Unicode CLDR: format and stand-alone)."""
MONTHS_WITH_A_DAY = (
    P_("with a day", "January"),
    P_("with a day", "February"),
    P_("with a day", "March"),
    P_("with a day", "April"),
    P_("with a day", "May"),
    P_("with a day", "June"),
    P_("with a day", "July"),
    P_("with a day", "August"),
    P_("with a day", "September"),
    P_("with a day", "October"),
    P_("with a day", "November"),
    P_("with a day", "December"),
)
"""As they stand beside a day alone: "4 January". Persian has its form for dates only before a year."""
PARTS = {
    "morning": N_("morning"),
    "midday": N_("midday"),
    "afternoon": N_("afternoon"),
    "evening": N_("evening"),
    "night": N_("night"),
}
"""Parts of a day alone, as in the margin of the timeline."""
PARTS_OF_THE_DAY = {
    "morning": P_("after a day", "morning"),
    "midday": P_("after a day", "midday"),
    "afternoon": P_("after a day", "afternoon"),
    "evening": P_("after a day", "evening"),
    "night": P_("after a day", "night"),
}
"""The same behind their day: "5 January 2022, evening"."""
PARTS_AS_ENDS = {
    "morning": P_("until", "morning"),
    "midday": P_("until", "midday"),
    "afternoon": P_("until", "afternoon"),
    "evening": P_("until", "evening"),
    "night": P_("until", "night"),
}
"""The same behind "until", alone and with their day."""
PARTS_OF_A_YEAR = {
    "spring": N_("Spring {year}"),
    "summer": N_("Summer {year}"),
    "autumn": N_("Autumn {year}"),
    "winter": N_("Winter {year}"),
    "q1": N_("First quarter of {year}"),
    "q2": N_("Second quarter of {year}"),
    "q3": N_("Third quarter of {year}"),
    "q4": N_("Fourth quarter of {year}"),
    "third-1": N_("First third of {year}"),
    "third-2": N_("Second third of {year}"),
    "third-3": N_("Last third of {year}"),
    "half-1": N_("First half of {year}"),
    "half-2": N_("Second half of {year}"),
}
HEMISPHERES = {"north": N_("Northern Hemisphere"), "south": N_("Southern Hemisphere")}
DOUBTFUL = {
    ("year", "?"): N_("year uncertain"),
    ("month", "?"): N_("month uncertain"),
    ("day", "?"): N_("day uncertain"),
    ("year", "~"): N_("year approximate"),
    ("month", "~"): N_("month approximate"),
    ("day", "~"): N_("day approximate"),
}
"""What is doubtful about one part of a date, as a note behind it."""
LEFT_OPEN = {"month": N_("month unknown"), "day": N_("day unknown")}
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

FOUR_DIGITS = P_("a number", "1234")
SEVEN_DIGITS = P_("a number", "1\u202f234\u202f567.8")
"""How numbers are written, shown by two: thousands are set apart from 10,000 on (ISO 80000-1, 7.3.1)."""
THE_FIRST = P_("the first day of a month", "1")
DECADE = P_("a decade, by its first year", "{first}s")
COMMA, SEMICOLON = P_("a list", ", "), P_("a list", "; ")
"""What stands between the parts of a list: a sign with its blanks, and no message of pieces, for pages have lists by the thousand."""
TWO, THE_LAST = P_("two things", "{first} and {last}"), P_("a list", "{first} and {last}")
TWO_CHOICES, THE_LAST_CHOICE = P_("two choices", "{first} or {last}"), P_("a list of choices", "{first} or {last}")
CLOCK_AS_END, TIME_AS_END = P_("until", "{hour}:{minute}{ending}"), P_("until", "{day}, {time}")
DAY_AS_END, MONTH_AS_END, YEAR_AS_END = P_("until", "{day} {month} {year}"), P_("until", "{month} {year}"), P_("until", "{year}")

NEWER = {
    "paragraph": N_("This paragraph is newer in the original: {link}"),
    "added": N_("A paragraph that is new in the original is not translated yet: {link}"),
    "text": N_("This text is newer in the original: {link}"),
}
"""What readers of a translation are told where its original says something else by now (see `records.Newer`); {link} leads to that."""

OWN_NAME = P_("this language's own name", "English")
"""What readers look for who are on a page in another language."""

SERVICES = {
    "mail": (N_("Mail"), "mailto:?subject={title}&body={title}%0A{url}"),
    "sms": ("SMS", "sms:?&body={title}%20{url}"),
    "telegram": ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    "whatsapp": ("WhatsApp", "https://wa.me/?text={title}%20{url}"),
    "viber": ("Viber", "viber://forward?text={title}%20{url}"),
    "vk": ("VK", "https://vk.com/share.php?url={url}"),
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    "x": ("X", "https://x.com/intent/post?text={title}&url={url}"),
}
"""Where readers can share to: the name of the service, and the address that its makers give for it. A link; nothing is asked of them before it is followed."""
