"""The stem of a Kazakh word: its endings are taken off from the last to the first, each from one rung of a ladder.

Endings as in the grammar of Kazakh: case, possession, plural, what makes nouns of nouns; of verbs the commonest. What remains has at
least three letters. Voiced sounds before an ending are written as they are at a word's end (кітабы, кітап).
"""

from __future__ import annotations

_LEAST = 3
_CASES = (
    "ның нің дың дің тың тің нда нде нан нен дан ден тан тен мен бен пен ға ге қа ке на не да де та те ны ні ды ді ты ті ң н а е"
).split()
_POSSESSION = "ымыз іміз ыңыз іңіз мыз міз ңыз ңіз ларың лерің сы сі ым ім ың ің ы і".split()
_PLURAL = "лар лер дар дер тар тер".split()
_NOUNS = "лық лік дық дік тық тік шылық шілік сыз сіз лы лі ды ді ты ті шы ші дағы дегі тағы тегі ғы гі қы кі".split()
_VERBS = "ылған ілген ынды інді ылды ілді атын етін йтын йтін ған ген қан кен ып іп айды ейді ады еді йды йді лды лді нды нді у".split()
_LADDER = tuple(sorted(rung, key=len, reverse=True) for rung in (_VERBS, _CASES, _POSSESSION, _PLURAL, _NOUNS))
_SHORT = {"а", "е", "н", "ң", "ы", "і", "у"}
"""Endings of one letter are taken from longer words alone."""
_UNVOICED = frozenset("кқпстфхцчшщбвгд")
"""Sounds after which endings are voiceless; also those that other languages' words end with in writing."""
_HARD, _SOFT = frozenset("тқкп"), frozenset("дғгб")
_VOICELESS = {"б": "п", "г": "к", "ғ": "қ"}


def stem(word: str) -> str:
    """Return the stem of a word in small letters."""
    for rung in _LADDER:
        for ending in rung:
            left = len(word) - len(ending)
            if word.endswith(ending) and left >= (_LEAST + 1 if ending in _SHORT else _LEAST) and _fits(word[left - 1], ending[0]):
                word = _at_the_end(word[: -len(ending)])
                break
    return word


def _fits(before: str, first: str) -> bool:
    """Tell whether an ending that begins so can stand behind a sound: after a voiceless one there is тан, after a voiced one дан."""
    if first in _HARD:
        return before in _UNVOICED
    return first not in _SOFT or before not in _UNVOICED


def _at_the_end(word: str) -> str:
    return word[:-1] + _VOICELESS.get(word[-1], word[-1])
