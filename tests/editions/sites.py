"""Sites with editions, for the tests beside this."""

from __future__ import annotations

import io

from dateline.editions.kinds import KINDS
from PIL import Image

from tests.sites import GOOD, PUBLISH
from tests.test_never_stale import MAP
from tests.test_pictures_site import photograph
from tests.translated import TOLD

SITEURL = "https://example.org/base"
LONG = "acopywhoseaddressislongerthananylineonatelephoneofthreehundredandtwentypixels"
ALL = repr(KINDS)


def publishing(editions: str = ALL, more: str = "") -> str:
    """Return a publishconf.py that asks for editions."""
    return f'{PUBLISH}\nDATELINE["editions"] = {editions}\nDATELINE["cards"] = False\n{more}'


COVERED = "A man who has been shot, lying on the road"
WITHHELD = "A street with faces that somebody could know"
ARTICLE, ANSWER, EVENT = "content/articles/first.md", "content/timeline/2022-01-06-answer.md", "content/event.md"


def wide() -> bytes:
    """Return a picture that is wider than what small editions show."""
    file = io.BytesIO()
    Image.radial_gradient("L").resize((1000, 600)).convert("RGB").save(file, "PNG")
    return file.getvalue()


def told() -> dict[str, str | bytes]:
    """Return a small site in three languages with all that an edition must not show, and some that it must show once."""
    texts = {name: str(text) for name, text in {**GOOD, **TOLD}.items()}
    return {
        **GOOD,
        **TOLD,
        "publishconf.py": publishing(),
        EVENT: texts[EVENT].replace("Accent:", f"Mirrors: https://mirror.example/{LONG}\nContact:\n    email: desk@example.org\nAccent:"),
        "content/pictures/square.png": wide(),
        "content/pictures/crowd.jpg": photograph(),
        "content/pictures/crowd.md": f"Alt: A man on a road\nSensitive: {COVERED}\nCredit: Nobody / Public domain\n\nBefore the town hall.\n",
        "content/pictures/street.md": f"Alt: {WITHHELD}\nWithheld: safety\nCredit: Nobody\n\nWithheld for now.\n",
        ARTICLE: texts[ARTICLE].replace("![](square.png)", "![](square.png)\n\n![](crowd.jpg)\n\n![](street)\n\nA note.[^1] [Elsewhere](https://elsewhere.example/a?b=1&c=2)\n\n[^1]: The first note of the first article.\n"),
        "content/data/map.geojson": MAP,
        "content/articles/second.md": "Title: The second article\nDate: 2022-01-08\nSlug: second\n\nAnother note.[^1]\n\n[[map: almaty]]\n\n[[figure: deaths]]\n\n## What they said\n\n[^1]: The first note of the second.\n",
        "content/articles/draft.md": "Title: A draft that nobody sees\nDate: 2022-01-08\nStatus: draft\nSlug: unseen\n\nUnseen words.\n",
        "content/articles/hidden.md": "Title: Hidden for now\nDate: 2022-01-08\nStatus: hidden\nSlug: hidden\n\nHidden words.\n",
    }
