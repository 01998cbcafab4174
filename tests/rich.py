"""A site with everything: every kind of text with every feature, more entries than one page shows, things that stand alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.sites import GOOD, build, small_picture, write

ARTICLE = """\
Title: All that Markdown can do & <more>
Date: 2022-01-08
Modified: 2022-02-01
Kind: analysis
Kicker: Everything
Standfirst: With "quotes".
Dateline: Almaty
Authors: An Author; Another One
Tags: all; square
Lead_picture: hidden
Correction: 2022-01-09: The *first* one.[@paper]
Correction: 2022-01-10: The second, see [the square]({filename}../timeline/2022-01-05-square.md).
Places: almaty; berlin
Lang: en-GB
Slug: everything

One note.[^1] The same again.[^1] Another.[^b] Two marks.[@agency, p. 3; @paper]

![](square.png)
![Other words](other.png)
![](hidden.md)
{: .wide}

![](other.png){: .portrait}

## Sources

> We stay.
> — [A witness](https://example.org/), to *The Paper*[@paper]

> Only words.

### Below { #own }

| left | right |
|:-----|------:|
| a[@agency] | 1 |

- One
    - Two

[[read: first]]

1. One
2. Two

[[figure: deaths]]

[[figure: withdrawn]]

Term
:   What it is.

```
<b>[@agency]</b> [[figure: deaths]]
```

[[timeline: protest]]

[[quote: long]]

The WHO, <kbd>Ctrl</kbd>, H<sub>2</sub>O, [below](#own), [about]({filename}../pages/about.md#what-is-not-known),
[the mayor]({filename}../data/people.yaml#mayor), [a source]({filename}../data/sources.yaml#paper), <https://example.org/?a=1&b=2>.

*[WHO]: World Health Organization

[^1]: First *note*.
[^b]: Second.

    With two paragraphs.
"""

MORE: dict[str, str | bytes] = {
    "content/articles/everything.md": ARTICLE,
    "content/articles/draft.md": "Title: A draft\nDate: 2022-01-08\nStatus: draft\nSlug: a-draft\n\nNot yet.[@agency]\n",
    "content/articles/hidden.md": "Title: A hidden one\nDate: 2022-01-08\nStatus: hidden\nSlug: a-hidden\n\nHidden.[@agency]\n",
    "content/timeline/year.md": "Title: In that year\nWhen: 2021\nKind: government\nSources: paper\nSlug: in-2021\n\nIt was so.\n",
    "content/timeline/month.md": "Title: In that month\nWhen: 2022-01~\nKind: government\nSources: paper\nSlug: in-january\n\nIt was so.\n",
    "content/timeline/interval.md": """\
Title: For days
When: 2022-01-06T10:00/2022-01-08T09:30
Kind: protest
Places: almaty
Organisations: council
Picture: hidden
Highlight: yes
Certainty: confirmed
Lang: kk
Date: 2022-01-07
Modified: 2022-01-09
Slug: for-days

Күн сайын.[@agency]

![](other.png)

[[quote: no-comment]]
""",
    "content/timeline/draft.md": "Title: A draft\nWhen: 2022-01-06\nKind: protest\nStatus: draft\nSources: paper\nSlug: entry-draft\n\nNo.\n",
    "content/pictures/other.png": small_picture("firebrick"),
    "content/pictures/other.md": """\
Alt: A red rectangle with "quotes"
Credit: Somebody
Licence: CC BY 4.0
Licence_url: https://creativecommons.org/licenses/by/4.0/
Source: https://example.org/picture
Date: 2022-01
""",
    "content/pictures/hidden.md": "Alt: A crowd\nCredit: A / Agency\nWithheld: safety\nPlaces: almaty\n\nWho they are.[@paper]\n",
    "content/data/quotes.yaml": f"""\
{GOOD["content/data/quotes.yaml"]!s}\
long:
  text: Сөз <b> & "words"
  speaker: A neighbour
  date: 2022-01
  context: on the square
  language: kk
  sources: [paper, agency]
""",
}
MANY = 210
"""Entries, more than one page shows."""


def rich_site(once: Callable[[str, Callable[[Path], object]], Path], *, many: bool) -> Path:
    """Return the output of the site, built once a session (`once` is the fixture); with `many` the timeline is too long for a page."""
    return once("rich-many" if many else "rich", partial(build_rich, many=many)) / "site/output"


def build_rich(folder: Path, *, many: bool) -> Path:
    """Write and build the site; return its output."""
    files: dict[str, str | bytes] = {**GOOD, **MORE}
    for name, more in {
        "content/data/figures.yaml": """\
withdrawn:
  title: Withdrawn
  unit: per cent
  note: Nothing stands.
  reports:
  - value: 164
    by: council
    as_of: 2022-01-09
    what: all of them
    about: yes
    sources: [agency, paper]
    withdrawn: "2022-01-10: a technical error"
""",
        "content/data/sources.yaml": """\
full:
  title: "[Described]"
  publisher: A publisher
  authors: [One, Two]
  date: 2022
  url: https://example.org/full?a=1&b=2
  archived: https://archive.example/full
  read: 2023-01
  kind: state media
  language: ru
  note: A copy.
""",
        "content/data/places.yaml": """\
square:
  name: The Square
  names: {kk: Алаң, ru: Площадь}
  other_names: [Old Square]
  within: almaty
  lat: -1.5
  lon: -2
  type: square
  note: Where they met.
  sources: [full]
""",
    }.items():
        files[name] = f"{files[name]!s}{more}"
    files["pelicanconf.py"] = f'{files["pelicanconf.py"]!s}DATELINE = {{"drafts": True}}\n'
    event = str(files["content/event.md"])
    files["content/event.md"] = event.replace("Figures: deaths", "Figures: deaths; withdrawn\nReport_errors: desk@example.org")
    for number in range(MANY if many else 0):
        day = f"2022-01-{number % 28 + 1:02}"
        files[f"content/timeline/e{number}.md"] = (
            f"Title: Entry {number}\nWhen: {day}\nKind: protest\nSources: agency\nSlug: e{number}\n"
            f"{'Highlight: yes' if number % 7 == 0 else ''}\n\nIt happened.\n"
        )
    write(folder / "site", files)
    return build(folder / "site")
