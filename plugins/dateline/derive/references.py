"""What one cites, written as programs for references read it: BibTeX, RIS, CSL-JSON.

Names are never taken apart: nobody here knows which part of one is that of the family.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.dataclass import dataclass
from dateline.model import nouns


@dataclass(frozen=True)
class Reference:
    """Something that is cited. Dates are as written: a day, a month or a year; all but key and title may be empty.

    `container` is the site or paper that it is a part of, `kind` is said in words.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    container: str = ""
    publisher: str = ""
    date: str = ""
    read: str = ""
    url: str = ""
    archived: str = ""
    language: str = ""
    kind: str = ""
    note: str = ""


def of_source(source: nouns.Source) -> Reference:
    """Return a source as one cites it."""
    return Reference(
        key=source.key,
        title=source.title,
        authors=source.authors,
        container=source.publisher,
        date=source.date,
        read=source.read,
        url=source.url,
        archived=source.archived,
        language=source.language,
        kind=source.kind,
        note=source.note,
    )


# --- BibTeX ------------------------------------------------------------------------------------------------------

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\n": " ",
}  # fmt: skip
_BIBTEX = str.maketrans(_SPECIAL)


def bibtex(references: Iterable[Reference]) -> str:
    """Return references as BibTeX in UTF-8, for BibTeX and biblatex both: @online is @misc to the first, which reads `year`, not `date`."""
    return "\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    fields = [
        ("title", f"{{{reference.title.translate(_BIBTEX)}}}"),  # in braces of its own: no style changes its capitals
        ("author", " and ".join(f"{{{name.translate(_BIBTEX)}}}" for name in reference.authors)),
        ("organization", reference.container.translate(_BIBTEX)),
        ("publisher", reference.publisher.translate(_BIBTEX)),
        ("date", reference.date),
        ("year", reference.date[:4]),
        ("month", str(int(reference.date[5:7])) if len(reference.date) >= 7 else ""),
        ("url", _braceless(reference.url)),
        ("urldate", reference.read),
        ("note", " ".join(part.translate(_BIBTEX) for part in (reference.note, _archived(reference)) if part)),
    ]
    said = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@online{{{_key(reference.key)},\n{said}}}\n"


def _key(key: str) -> str:
    """Return a key that BibTeX can read: letters and figures of ASCII, and hyphens."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "-", plain).strip("-") or "text"


def _braceless(url: str) -> str:
    """Return an address without the signs that would end its field; it is written as it is otherwise (biblatex, "url")."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _archived(reference: Reference) -> str:
    return f"Archived: {reference.archived}" if reference.archived else ""


# --- RIS ---------------------------------------------------------------------------------------------------------


def ris(references: Iterable[Reference]) -> str:
    """Return references as RIS (Research Information Systems, "RIS Format Specifications"), an electronic source each; lines end as it says."""
    return "".join(f"{tag}  - {_line(value)}\r\n" for reference in references for tag, value in _tags(reference))


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", "ELEC"
    yield "ID", _key(reference.key)
    yield "TI", reference.title
    yield from (("AU", name) for name in reference.authors)
    said = (
        ("T2", reference.container),
        ("PB", reference.publisher),
        ("PY", reference.date[:4]),
        ("DA", reference.date.replace("-", "/")),
        ("Y2", reference.read.replace("-", "/")),
        ("UR", reference.url),
        ("LA", reference.language),
        ("N1", reference.note),
        ("N1", _archived(reference)),
    )
    yield from ((tag, value) for tag, value in said if value)
    yield "ER", ""


def _line(value: str) -> str:
    return " ".join(value.split())


# --- CSL-JSON ----------------------------------------------------------------------------------------------------


def csl(references: Iterable[Reference]) -> list[dict[str, Any]]:
    """Return references as CSL-JSON (Citation Style Language, csl-data.json), which JSON then writes."""
    return [dict(_variables(reference)) for reference in references]


def _variables(reference: Reference) -> Iterator[tuple[str, Any]]:
    yield "id", reference.key
    yield "type", "webpage"
    said: tuple[tuple[str, Any], ...] = (
        ("title", reference.title),
        ("author", [{"literal": name} for name in reference.authors]),
        ("container-title", reference.container),
        ("publisher", reference.publisher),
        ("issued", _date(reference.date)),
        ("accessed", _date(reference.read)),
        ("URL", reference.url),
        ("archive_location", reference.archived),
        ("language", reference.language),
        ("genre", reference.kind),
        ("note", reference.note),
    )
    yield from ((name, value) for name, value in said if value)


def _date(written: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in written.split("-")]]} if re.fullmatch(r"\d{4}(-\d\d){0,2}", written) else {}


def csl_text(references: Iterable[Reference]) -> str:
    """Return references as the text of a CSL-JSON file, in one line: it is copied as a whole, and stands on each page."""
    return json.dumps(csl(references), ensure_ascii=False)
