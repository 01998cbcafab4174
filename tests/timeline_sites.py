"""A site whose timeline holds every form of `When`, and what formats stumble over: for the tests of exports and imports."""

from __future__ import annotations

from tests.sites import SETTINGS, small_picture

TIMES = {
    "day": "2022-01-05",
    "minute": "2022-01-05T22:52",
    "midnight": "2022-01-06T00:00",
    "circa": "2022-01-05T17:00~",
    "about-day": "2022-01-04~",
    "part": "2022-01-05 evening",
    "month": "2022-02",
    "year": "2021",
    "overnight": "2022-01-05T20:00/2022-01-06T05:00",
    "three-days": "2022-01-05/2022-01-07",
    "months": "2022-01/2022-03",
    "uneven": "2022-01-05T20:00/2022-01-07",
    "uneven-month": "2022-01-31/2022-03",
    "same-minute": "2022-01-07T10:00/2022-01-07T10:00",
    "across-zones": "2022-01-07T12:00+06:00/2022-01-07T06:30Z",
    "in-berlin": "2022-01-05T20:00",
    "early": "0044",
    "last": "9999-12-31",
    "decade": "198X",
    "perhaps": "2022-01-05?",
    "one-of": "[2022-01-05..2022-01-07]",
    "each": "{2022-01-05,2022-01-07}",
    "open": "../1990",
    "season": "2022-25",
}
"""Entries by slug: when they happened."""
UNSAID = {"before": "[..1989]", "never": "undated"}
"""Those that calendars and TimelineJS cannot say without making up a day."""

_PLACES = {"in-berlin": "berlin", "day": "almaty; berlin", "part": "nowhere"}
_TITLES = {"month": '=HYPERLINK("https://example.org")', "circa": "Жаңаөзен: \"құқық\" & <құқық>", "year": "-5 degrees, @noon"}
_BODIES = {
    "minute": "A *crowd*, a [link]({filename}day.md) and a [whole one](https://example.org/a?b=1&c=2).[@agency]\n\n- one\n- two",
    "overnight": "Watch.[@agency]\n\n[[media: https://example.org/film | A film | The archive]]",
}


def entry(slug: str, when: str) -> str:
    """Return the file of an entry."""
    head = [f"Title: {_TITLES.get(slug, f'Entry {slug}')}", f"When: {when}", "Kind: protest", f"Slug: {slug}"]
    if slug in UNSAID:
        head += ["Date: 2022-02-01", "When_note: So the agency says. [@agency]"]
    if slug in _PLACES:
        head.append(f"Places: {_PLACES[slug]}")
    if slug == "minute":
        head += ["Highlight: yes", "Picture: square.png", "Modified: 2022-02-01T08:00"]
    if slug == "three-days":
        head += ["Certainty: disputed", "Claims:", "    The mayor: nobody came [@agency]", "    A neighbour: all came [@agency]"]
    return "\n".join(head) + "\n\n" + _BODIES.get(slug, "It happened.[@agency]") + "\n"


TRICKY: dict[str, str | bytes] = {
    "pelicanconf.py": SETTINGS + 'SITENAME = "Tricky times"\n',
    "content/event.md": """\
Title: Tricky times
Standfirst: Times that programs stumble over; commas, too.
Starts: 2022-01-04
Ends: 2022-01-08
Timezone: Asia/Almaty
Kinds:
    protest = Protest
    government = Government

It began.[@agency]
""",
    "content/pictures/square.png": small_picture(),
    "content/pictures/square.md": "Alt: A blue rectangle\nCredit: Nobody / Public domain\n\nThe square on 5 January.\n",
    "content/data/sources.yaml": "agency:\n  title: People meet\n  publisher: The Agency\n",
    "content/data/places.yaml": """\
almaty:
  name: Almaty
  lat: 43.24
  lon: 76.92
berlin:
  name: Berlin
  lat: 52.52
  lon: 13.4
  zone: Europe/Berlin
nowhere:
  name: A village
""",
    **{f"content/timeline/{slug}.md": entry(slug, when) for slug, when in {**TIMES, **UNSAID}.items()},
}
