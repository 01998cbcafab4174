"""The plural forms of languages: Unicode CLDR's rules for whole numbers below a million, for the heads of new catalogues and for units.

A category that only fractions, or only millions, fall into is none here: nothing that is counted on a site needs it.
"""

from __future__ import annotations

import gettext
import math
from collections.abc import Callable
from functools import lru_cache

_EAST_SLAVIC = "n % 10 == 1 && n % 100 != 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2"
_TABLE = (
    ("other", "0", "bm bo dz hnj id ig ii ja jbo jv kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi vi wo yo yue zh"),
    ("one other", "n != 1",
     "af an asa ast az bal bem bez bg brx ca ce cgg chr ckb da de dv ee el en eo es et eu fi fo fur fy gl gsw ha haw hu ia io it jgo jmc ka kaj kcg "
     "kk kkj kl ks ksb ku ky lb lg lij lld mas mgo ml mn mr nb nd ne nl nn nnh no nr ny nyn om or os pap ps pt_PT rm rof rwk saq sc scn sd sdh seh "
     "sn so sq ss ssy st sv sw syr ta te teo tig tk tn tr ts ug ur uz ve vec vo vun wae xh xog yi"),
    ("one other", "n > 1", "ak am as bho bn csw doi fa ff fr gu hi ht hy kab kn ln mg nso pa pcm pt si ti wa zu"),
    ("one other", "n % 10 != 1 || n % 100 == 11", "is mk"),
    ("one other", "n > 1 && (n < 11 || n > 99)", "tzm"),
    ("one other", "n % 10 == 4 || n % 10 == 6 || n % 10 == 9", "ceb fil"),
    ("one few many", _EAST_SLAVIC, "be ru uk"),
    ("one few other", _EAST_SLAVIC, "bs hr sr"),
    ("one few other", "n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2", "cs sk"),
    ("one few many", "n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2", "pl"),
    ("one few other", "n == 1 ? 0 : n == 0 || (n % 100 >= 1 && n % 100 <= 19) ? 1 : 2", "ro"),
    ("one few other", "n % 10 == 1 && (n % 100 < 11 || n % 100 > 19) ? 0 : n % 10 >= 2 && (n % 100 < 11 || n % 100 > 19) ? 1 : 2", "lt"),
    ("zero one other", "n % 10 == 0 || (n % 100 >= 11 && n % 100 <= 19) ? 0 : n % 10 == 1 ? 1 : 2", "lv prg"),
    ("zero one other", "n == 0 ? 0 : n == 1 ? 1 : 2", "blo ksh lag"),
    ("one two other", "n == 1 ? 0 : n == 2 ? 1 : 2", "he iu naq sat se sma smj smn sms"),
    ("one few other", "n <= 1 ? 0 : n <= 10 ? 1 : 2", "shi"),
    ("one two few other", "n % 100 == 1 ? 0 : n % 100 == 2 ? 1 : n % 100 == 3 || n % 100 == 4 ? 2 : 3", "dsb hsb sl"),
    ("one two few other", "n == 1 || n == 11 ? 0 : n == 2 || n == 12 ? 1 : n >= 3 && n <= 19 ? 2 : 3", "gd"),
    ("one two few other", "n % 10 == 1 ? 0 : n % 10 == 2 ? 1 : n % 20 == 0 ? 2 : 3", "gv"),
    ("one two few other",
     "n % 10 == 1 && n % 100 != 11 && n % 100 != 71 && n % 100 != 91 ? 0 : n % 10 == 2 && n % 100 != 12 && n % 100 != 72 && n % 100 != 92 ? 1 : "
     "(n % 10 == 3 || n % 10 == 4 || n % 10 == 9) && (n % 100 < 10 || n % 100 > 19) && n % 100 < 70 ? 2 : "
     "(n % 10 == 3 || n % 10 == 4 || n % 10 == 9) && n % 100 >= 80 && n % 100 <= 89 ? 2 : 3", "br"),
    ("one two few many other", "n == 1 ? 0 : n == 2 ? 1 : n >= 3 && n <= 6 ? 2 : n >= 7 && n <= 10 ? 3 : 4", "ga"),
    ("one two few many other", "n == 1 ? 0 : n == 2 ? 1 : n == 0 || (n % 100 >= 3 && n % 100 <= 10) ? 2 : n % 100 >= 11 && n % 100 <= 19 ? 3 : 4", "mt"),
    ("zero one two few many other", "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5", "ar"),
    ("zero one two few many other", "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5", "cy"),
)  # fmt: skip
PLURALS = {language: f"nplurals={len(names.split())}; plural=({rule});" for names, rule, languages in _TABLE for language in languages.split()}
"""What a catalogue's head says in `Plural-Forms`, by language; form 0 comes first in CLDR's order of zero, one, two, few, many, other."""
_BY_LANGUAGE = {language: (tuple(names.split()), rule) for names, rule, languages in _TABLE for language in languages.split()}
ALL = ("zero", "one", "two", "few", "many", "other")
"""Every category of numbers, as CLDR names them."""
_FRACTIONS = {
    language: (name, below)
    for name, below, languages in (
        ("one", 1, "am as bn doi fa gu he hi kn pcm shi zu"),
        ("one", 2, "da ff fr ht hy kab lag pt"),
        ("one", math.inf, "ceb fil"),
        ("few", math.inf, "ro sl"),
        ("many", math.inf, "cs gv lt sk"),
    )
    for language in languages.split()
}
"""The category of fractions below a number (CLDR 47); elsewhere, and in European Portuguese, it is other."""


def plural_forms(language: str) -> str:
    """Return the rule of a language tag (`pt_PT`, `kk`); nothing where it is not known."""
    tag = language.replace("-", "_")
    return PLURALS.get(tag) or PLURALS.get(tag.partition("_")[0], "")


def categories(language: str) -> tuple[str, ...]:
    """Return the categories that whole numbers fall into in a language; of one that is not known, all."""
    return _of(language)[0]


def category(language: str, number: float) -> str:
    """Return the category of a number in a language: `few` of 232 in Russian."""
    tag = language.replace("-", "_")
    if not float(number).is_integer():
        name, below = _FRACTIONS.get(tag.partition("_")[0], ("other", 0))
        return name if abs(number) < below and tag != "pt_PT" else "other"
    names, rule = _of(language)
    return names[_compiled(rule)(abs(int(number)))]


def _of(language: str) -> tuple[tuple[str, ...], str]:
    tag = language.replace("-", "_")
    return _BY_LANGUAGE.get(tag) or _BY_LANGUAGE.get(tag.partition("_")[0], (ALL, "n == 1 ? 1 : 5"))


@lru_cache(maxsize=16)
def _compiled(rule: str) -> Callable[[int], int]:
    return gettext.c2py(rule)
