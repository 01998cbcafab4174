"""Finding a town by its name, in any script: `towns.tsv.gz` is read as one text and searched, never taken apart as a whole.

The table has a line for each town with more than 15,000 inhabitants: name, country, latitude, longitude, zone, inhabitants, and its
names as they are compared (of the smaller towns only the first). The package that it is made from (make.py) takes 180 MB installed,
and half a second to read.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.dataclass import dataclass

TABLE = Path(__file__).with_name("towns.tsv.gz")
CREDIT = "GeoNames, CC BY 4.0"
"""What the licence asks to be said wherever something of it is written."""


@dataclass(frozen=True)
class Town:
    """A town: its name, country (ISO 3166), place on the earth in degrees (WGS 84), IANA zone, inhabitants, all names as they are compared."""

    name: str
    country: str
    lat: float
    lon: float
    zone: str
    people: int
    names: tuple[str, ...]

    def row(self) -> str:
        """Return the line of the table."""
        cells = (self.name, self.country, f"{self.lat:.3f}", f"{self.lon:.3f}", self.zone, str(self.people))
        return "\t".join((*cells, f"|{'|'.join(self.names)}|"))

    @classmethod
    def of(cls, row: str) -> Town:
        """Return the town of a line."""
        name, country, lat, lon, zone, people, names = row.split("\t")
        return cls(name, country, float(lat), float(lon), zone, int(people), tuple(names.strip("|").split("|")))


def packed(towns: Iterable[Town]) -> bytes:
    """Return the table of some towns; the same towns give the same bytes."""
    text = "\n".join(sorted(town.row() for town in towns)) + "\n"
    return gzip.compress(text.encode(), 9, mtime=0)


def called(name: str, table: Path = TABLE) -> list[Town]:
    """Return the towns that have a name, the largest first; accents, hyphens, blanks and case do not count. Raises OSError."""
    wanted = folded(name)
    if not wanted:
        return []
    text = gzip.decompress(table.read_bytes()).decode()
    return sorted((Town.of(row) for row in _rows(text, f"|{wanted}|")), key=lambda town: (-town.people, town.row()))


def _rows(text: str, words: str) -> Iterator[str]:
    """Yield each line of a text that holds some words."""
    at = text.find(words)
    while at >= 0:
        end = text.find("\n", at)
        yield text[text.rfind("\n", 0, at) + 1 : end]
        at = text.find(words, end)


def folded(name: str) -> str:
    """Return a name as it is compared: small letters and digits alone, without accents, apostrophes and the like."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum() and unicodedata.category(letter) != "Lm")
