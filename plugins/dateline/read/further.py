"""Keys of data files with a language behind them: `role_ru: ...` beside `role: ...`."""

from __future__ import annotations

from dateline.problems import Misread, near_or, nearest
from dateline.read import values
from dateline.read.keys import DATA, DataKey

_NOT_OURS = frozenset((("sources", "title"), ("quotes", "text")))
"""Words that are not ours, and stay in the language in which they were said."""


def further_name(name: str, kind: str, within: str, language: str) -> tuple[DataKey, str]:
    """Return the key and the language of a name that is no key itself, such as `role_ru`.

    `within` is the key of the record that it stands in, `language` the site's. Raises Misread where it is none of these either.
    """
    table = {entry.name: entry for entry in DATA[kind]}
    written, _, behind = name.rpartition("_")
    entry, tag = table.get(written), values.tag(behind)
    if entry is None or not tag:
        advice = near_or(name, table, f"{kind} take {', '.join(table)}")
        if entry and entry.words:
            advice = f"a further language is written {written}_ru"
        elif tag and (near := nearest(written, (key for key in table if table[key].words))):
            advice = f'did you mean "{near}_{tag}"?'
        raise Misread(f'unknown key "{name}" in "{within}"', advice, topic="data-files")
    if not entry.words:
        do = f"write translation_{tag} below it" if (kind, written) == ("quotes", "text") else "delete the line"
        if (kind, written) in _NOT_OURS:
            raise Misread(f"{name}: the {written} stays in its own language", do, topic="languages")
        raise Misread(f"{name}: the {written} is written once, for all languages", do, topic="languages")
    if tag == language:
        raise Misread(f"{name}: {tag} is the site's language", f"write it as {written}", topic="languages")
    if tag != behind:
        raise Misread(f'{name}: "{behind}" is no language tag', f'did you mean "{written}_{tag}"?', topic="languages")
    return entry, tag
