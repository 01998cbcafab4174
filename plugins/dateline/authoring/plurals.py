"""The plural forms of languages, for the heads of new catalogues: Unicode CLDR's rules for whole numbers below a million.

A category that only fractions, or only millions, fall into is none here: nothing that is counted on a site needs it.
"""

from __future__ import annotations

_EAST_SLAVIC = "n % 10 == 1 && n % 100 != 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2"
_TABLE = (
    (1, "0", "bm bo dz hnj id ig ii ja jbo jv kea km ko lkt lo ms my nqo osa sah ses sg su th to tpi vi wo yo yue zh"),
    (2, "n != 1",
     "af an asa ast az bal bem bez bg brx ca ce cgg chr ckb da de dv ee el en eo es et eu fi fo fur fy gl gsw ha haw hu ia io it jgo jmc ka kaj kcg "
     "kk kkj kl ks ksb ku ky lb lg lij lld mas mgo ml mn mr nb nd ne nl nn nnh no nr ny nyn om or os pap ps pt_PT rm rof rwk saq sc scn sd sdh seh "
     "sn so sq ss ssy st sv sw syr ta te teo tig tk tn tr ts ug ur uz ve vec vo vun wae xh xog yi"),
    (2, "n > 1", "ak am as bho bn csw doi fa ff fr gu hi ht hy kab kn ln mg nso pa pcm pt si ti wa zu"),
    (2, "n % 10 != 1 || n % 100 == 11", "is mk"),
    (2, "n > 1 && (n < 11 || n > 99)", "tzm"),
    (2, "n % 10 == 4 || n % 10 == 6 || n % 10 == 9", "ceb fil"),
    (3, _EAST_SLAVIC, "be bs hr ru sr uk"),
    (3, "n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2", "cs sk"),
    (3, "n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2", "pl"),
    (3, "n == 1 ? 0 : n == 0 || (n % 100 >= 1 && n % 100 <= 19) ? 1 : 2", "ro"),
    (3, "n % 10 == 1 && (n % 100 < 11 || n % 100 > 19) ? 0 : n % 10 >= 2 && (n % 100 < 11 || n % 100 > 19) ? 1 : 2", "lt"),
    (3, "n % 10 == 0 || (n % 100 >= 11 && n % 100 <= 19) ? 0 : n % 10 == 1 ? 1 : 2", "lv prg"),
    (3, "n == 0 ? 0 : n == 1 ? 1 : 2", "blo ksh lag"),
    (3, "n == 1 ? 0 : n == 2 ? 1 : 2", "he iu naq sat se sma smj smn sms"),
    (3, "n <= 1 ? 0 : n <= 10 ? 1 : 2", "shi"),
    (4, "n % 100 == 1 ? 0 : n % 100 == 2 ? 1 : n % 100 == 3 || n % 100 == 4 ? 2 : 3", "dsb hsb sl"),
    (4, "n == 1 || n == 11 ? 0 : n == 2 || n == 12 ? 1 : n >= 3 && n <= 19 ? 2 : 3", "gd"),
    (4, "n % 10 == 1 ? 0 : n % 10 == 2 ? 1 : n % 20 == 0 ? 2 : 3", "gv"),
    (4,
     "n % 10 == 1 && n % 100 != 11 && n % 100 != 71 && n % 100 != 91 ? 0 : n % 10 == 2 && n % 100 != 12 && n % 100 != 72 && n % 100 != 92 ? 1 : "
     "(n % 10 == 3 || n % 10 == 4 || n % 10 == 9) && (n % 100 < 10 || n % 100 > 19) && n % 100 < 70 ? 2 : "
     "(n % 10 == 3 || n % 10 == 4 || n % 10 == 9) && n % 100 >= 80 && n % 100 <= 89 ? 2 : 3", "br"),
    (5, "n == 1 ? 0 : n == 2 ? 1 : n >= 3 && n <= 6 ? 2 : n >= 7 && n <= 10 ? 3 : 4", "ga"),
    (5, "n == 1 ? 0 : n == 2 ? 1 : n == 0 || (n % 100 >= 3 && n % 100 <= 10) ? 2 : n % 100 >= 11 && n % 100 <= 19 ? 3 : 4", "mt"),
    (6, "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5", "ar"),
    (6, "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n == 3 ? 3 : n == 6 ? 4 : 5", "cy"),
)  # fmt: skip
PLURALS = {language: f"nplurals={count}; plural=({rule});" for count, rule, languages in _TABLE for language in languages.split()}
"""What a catalogue's head says in `Plural-Forms`, by language; form 0 comes first in CLDR's order of zero, one, two, few, many, other."""


def plural_forms(language: str) -> str:
    """Return the rule of a language tag (`pt_PT`, `kk`); nothing where it is not known."""
    tag = language.replace("-", "_")
    return PLURALS.get(tag) or PLURALS.get(tag.partition("_")[0], "")
