"""Names of published files that every file system, web server, `srcset` and archive takes.

Two rules. A file that is copied as it is keeps its name but for what FAT and NTFS cannot hold (Microsoft, "Naming Files, Paths, and
Namespaces"). What the build makes itself has a name of ASCII letters, digits, hyphens, points and underscores.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

LONGEST = 80
"""Characters of a name that the build makes: a hash, a width and an ending still follow, and a file's name has at most 255 bytes."""
_IMPOSSIBLE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))")
"""Names of devices: reserved on Windows, whatever ending follows."""
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
"""Not a hyphen first (an option on a command line), nor a point or underscore (hidden, or left out by some hosts)."""
_RULES = [(r"[^\w\s-]", ""), (r"\A\s*|\s*\Z", ""), (r"[-_\s]+", "-")]


def portable(name: str) -> str:
    """Return a path with slashes as it can be written on any file system: the same, if it can."""
    return "/".join(map(_portable, unicodedata.normalize("NFC", name).split("/")))


def _portable(part: str) -> str:
    kept = _IMPOSSIBLE.sub("-", part).strip(" ").rstrip(". ") or "-"
    return _DEVICE.sub(r"\1-", kept, count=1) if _DEVICE.match(kept) else kept


def is_safe(name: str) -> bool:
    """Tell whether a name can stand anywhere as it is: in an address, in `srcset`, on a stick, in an archive."""
    return len(name) <= LONGEST and bool(_SAFE.fullmatch(name)) and not is_device(name)


def is_device(name: str) -> bool:
    """Tell whether Windows takes a name for that of a device, so that no file or folder can have it there."""
    return bool(_DEVICE.match(name))


_LETTERS = str.maketrans("ӘәӚӛƏəҒғҚқҢңҰұ", "AaAaAaGgKkNnUu", "ЪъЬь")
"""Letters of Kazakh and its neighbours of which the transliteration (Unidecode) makes "@", or a letter with an apostrophe, and signs without a sound."""


def latin(words: str) -> str:
    """Return words as they are transliterated for addresses and anchors: no letter is lost, and none is two with a sign between them."""
    return words.translate(_LETTERS)


def slug(words: str, otherwise: str) -> str:
    """Return words as a part of an address: in Latin letters, lower case, with hyphens, cut at a word; `otherwise` where nothing is left."""
    from pelican.utils import slugify  # here: the processes that make pictures start faster without Pelican

    made = str(slugify(latin(words), regex_subs=_RULES)).strip("-")
    if len(made) > LONGEST:
        made = made[: LONGEST + 1].rpartition("-")[0] or made[:LONGEST]
    made = re.sub("[^a-z0-9-]", "", made).strip("-") or otherwise
    return f"{made}-{otherwise}" if is_device(made) else made


def slug_from(words: str, otherwise: str, most: int = LONGEST) -> str:
    """Return a slug for something new: it may be kept shorter, cut at a word."""
    made = slug(words, otherwise)
    return made if len(made) <= most else made[: most + 1].rpartition("-")[0] or made[:most]


def slugs(names: Iterable[str], otherwise: str) -> Mapping[str, str]:
    """Return a slug for each name, each once. A name that is its own slug keeps it, whoever else would like it; others get a number."""
    names = tuple(names)
    wanted = {name: slug(name, otherwise) for name in names}
    found = {name: name for name in names if wanted[name] == name}
    taken = set(found)
    numbers: dict[str, int] = {}
    for name in names:
        if name in found:
            continue
        made = wanted[name]
        while made in taken:
            numbers[wanted[name]] = numbers.get(wanted[name], 1) + 1
            made = f"{wanted[name]}-{numbers[wanted[name]]}"
        found[name] = made
        taken.add(made)
    return found
