"""What editors need to complain while one types: JSON Schemas of the data files and snippets of heads, made from the readers' own tables.

Draft 7 of JSON Schema, which the YAML extension of Visual Studio Code and the language servers of other editors understand. A schema takes
all that the readers take; it cannot know which keys there are in other files, nor that 30 February does not exist.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import available_timezones

from dateline import kit
from dateline.plurals import ALL
from dateline.read import values
from dateline.read.data import FOLDERS
from dateline.read.forms import ALONE
from dateline.read.keys import DATA, FRONT_MATTER, NESTED, TRANSLATIONS, DataKey, Key

Schema = dict[str, Any]

_DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = ".vscode/schemas"
"""Where the schemas of an event's repository lie."""
_ANY = ["string", "number", "boolean"]
"""What YAML makes of words that are not in quotation marks."""
_KEY = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NO_DEVICE = "(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)"
"""What a folder cannot be called on Windows (see names.is_device)."""
_DATE = r"^\s*[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\s*$"
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
_WEB = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://[^/?# ][^ ]*\s*$"
_NUMBER = r"^\s*[+\-\u2212]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+\-]?[0-9]+)?\s*$"
_PARTED = r"^\s*[+\-]?[0-9][0-9.]*[,'\u2019\s][0-9.,'\u2019\s]*[0-9]\s*$"
"""Digits with commas, apostrophes or blanks between them, which are neither a number nor words."""
_MARKUP = r"\[@[A-Za-z0-9_-][^\]\s]*\]?|\[\[\s*[A-Za-z0-9_]+\s*:[^\]]*\]*|!?\[[^\[\]]+\]\([^()]+\)|\*\*[^\s][^*]*\*\*|\{(?:filename|static)\}"
_LIMITS = {"lat": 90, "lon": 180}

def _one_of(*words: str) -> list[Schema]:
    """Return the schemas of one of a few words: as an editor offers them, and in letters of any size with blanks around."""
    sized = ("".join(f"[{letter.upper()}{letter}]" if letter.isalpha() else letter for letter in word) for word in words)
    return [{"enum": list(words)}, {"type": "string", "pattern": rf"^\s*(?:{'|'.join(sized)})\s*$"}]


_TEXT: Schema = {"type": _ANY, "pattern": r"\S"}
_PROSE: Schema = {**_TEXT, "not": {"type": "string", "pattern": _MARKUP}}
_NAMED: Schema = {"type": ["string", "integer", "boolean"], "minimum": 0, "pattern": rf"^\s*{_KEY}\s*$", "patternErrorMessage": "write a key: lower-case letters a to z, digits and hyphens"}
_OF_READER: Mapping[Callable[..., Any], Schema] = {
    values.text: _TEXT,
    values.prose: _PROSE,
    values.word: _NAMED,
    values.own_word: _NAMED,
    values.partial_date: {
        "anyOf": [{"type": "string", "pattern": _DATE, "patternErrorMessage": "write YYYY-MM-DD, YYYY-MM or YYYY"}, {"type": "integer", "minimum": 1, "maximum": 9999}]
    },
    values.web_address: {"type": "string", "pattern": _WEB, "patternErrorMessage": "write it whole, beginning with https://"},
    values.sha256: {"type": "string", "pattern": r"^\s*(?:[Ss][Hh][Aa]-?256\s*:)?\s*[0-9A-Fa-f]{64}\s*$", "patternErrorMessage": "write the 64 digits of its SHA-256"},
    values.below: {"type": _ANY, "pattern": r"^\s*(?![A-Za-z]:)[^./\\\s][^/\\]*(?:/[^./\\\s][^/\\]*)*$", "patternErrorMessage": "write its path below content/kept/, with slashes"},
    values.captured: {
        "anyOf": [
            {"type": "string", "pattern": rf"{_DATE}|^\s*[0-9]{{4}}-?[0-9]{{2}}-?[0-9]{{2}}[T ][0-9:.,]+\s*(?:[Zz]|[+-][0-9:]+)\s*$", "patternErrorMessage": "write a day, or a time with its offset"},
            {"type": "integer", "minimum": 1, "maximum": 9999},
        ]
    },
    values.language: {"type": "string", "pattern": rf"^\s*{_LANGUAGE}\s*$", "patternErrorMessage": "write it as in BCP 47: en, kk, ru, kk-Latn"},
    values.yes_no: {"anyOf": [{"type": "boolean"}, *_one_of("yes", "no"), *_one_of("true", "false", "on", "off")]},
}
"""What each reader takes."""


def schema(kind: str) -> Schema:
    """Return the schema of a data file, by its name in DATA."""
    return {
        "$schema": _DRAFT,
        "$comment": "Made by `dateline schemas`; made anew by it, too.",
        "title": f"Dateline: {kind}.yaml",
        "type": ["object", "null"],
        "propertyNames": {"pattern": f"^{_NO_DEVICE if kind in FOLDERS else ''}{_KEY}$", "maxLength": values.LONGEST, "patternErrorMessage": "a key has lower-case letters a to z, digits and hyphens"},
        "additionalProperties": _record(kind),
    }


def _record(kind: str) -> Schema:
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_value(key)} for key in DATA[kind]},
        "patternProperties": {f"^{key.name}_{_LANGUAGE}$": {"description": f"{key.about}, in a further language", **_words(key)} for key in DATA[kind] if key.words},
        "required": [key.name for key in DATA[kind] if key.required],
        "additionalProperties": False,
    }


def _words(key: DataKey) -> Schema:
    """Return the schema of words in a further language."""
    if key.shape == "value":
        return {**_TEXT, "type": ["string", "boolean"], "not": {"type": "string", "pattern": rf"{_NUMBER}|{_PARTED}"}}
    return {"anyOf": [_of(key.read), _forms(key)]} if key.shape == "forms" else _of(key.read)


def _forms(key: DataKey) -> Schema:
    """Return the schema of `{one: ..., other: ...}`."""
    return {"type": "object", "properties": {name: _of(key.read) for name in (*ALL, ALONE)}, "required": ["other"], "additionalProperties": False}


def _by_language(key: DataKey) -> Schema:
    """Return the schema of `{en: ..., ru: ...}`."""
    return {"type": "object", "propertyNames": {"pattern": rf"^\s*{_LANGUAGE}\s*$"}, "minProperties": 1, "additionalProperties": _words(key)}


def _value(key: DataKey) -> Schema:
    forms = [_forms(key)] if key.shape == "forms" else []
    return {"anyOf": [_one(key), *forms, _by_language(key)]} if key.words else _one(key)


def _one(key: DataKey) -> Schema:
    """Return the schema of a value in the site's language alone."""
    if key.shape in NESTED:
        return {"type": "array", "items": _record(key.shape)} | ({"minItems": 1} if key.required else {})
    if key.shape == "names":
        return {"type": "object", "propertyNames": {"pattern": rf"^\s*{_LANGUAGE}\s*$"}, "additionalProperties": _of(key.read)}
    if key.shape == "number":
        limit = _LIMITS.get(key.name)
        number = {"type": "number"} | ({"minimum": -limit, "maximum": limit} if limit else {})
        return {"anyOf": [number, {"type": "string", "pattern": _NUMBER, "patternErrorMessage": "write it with a point: 43.24"}]}
    if key.shape == "value":
        return {"anyOf": [{"type": "number"}, {**_TEXT, "type": ["string", "boolean"], "not": {"type": "string", "pattern": _PARTED}}]}
    if key.shape == "texts":
        return {"anyOf": [_of(key.read), {"type": "array", "items": _of(key.read)}]}
    if key.shape == "named":
        by_language = {"type": "object", "propertyNames": {"pattern": rf"^\s*{_LANGUAGE}\s*$"}, "additionalProperties": {"anyOf": [_of(key.read), {"type": "array", "items": _of(key.read)}]}}
        return {"anyOf": [{"type": "array", "items": {"anyOf": [_of(key.read), by_language]}}, by_language]}
    if key.shape == "list":
        return {"type": "array", "items": _of(key.read)} | ({"minItems": 1} if key.required else {})
    return _of(key.read)


def _of(read: Callable[[str], Any]) -> Schema:
    if isinstance(read, values.Choice):
        return {"anyOf": _one_of(*read.options)}
    if read is values.zone:
        known = sorted(available_timezones() - {"localtime", "Factory"})
        # The first is what an editor offers; the second takes what is in quotation marks with blanks around.
        return {"anyOf": [{"enum": known}, {"type": "string", "pattern": rf"^\s*(?:{'|'.join(map(re.escape, known))})\s*$"}]}
    return _OF_READER[read]


def schema_line(kind: str) -> str:
    """Return the first line of a data file that tells editors other than Visual Studio Code which schema it has."""
    return f"# yaml-language-server: $schema=../../{FOLDER}/{kind}.json\n"


def schema_files() -> dict[str, str]:
    """Return the schemas of all data files, by the name of each."""
    return {f"{kind}.json": _json(schema(kind)) for kind in DATA if kind not in NESTED}


def editor_files(content: str = "content") -> dict[str, str]:
    """Return the files that an event's repository has for editors, by their paths; `content` is its content folder.

    Schemas and snippets are made anew by `dateline schemas`; the settings are the author's from then on.
    """
    data = {f"{FOLDER}/{name}": f"{content}/data/{name.removesuffix('.json')}.yaml" for name in schema_files()}
    markdown = {"editor.quickSuggestions": {"other": True, "comments": False, "strings": False}, "editor.wordBasedSuggestions": "off"}
    usual = json.loads((kit.scaffold() / "dot-vscode" / "settings.json").read_text(encoding="utf-8"))
    settings = {**usual, "files.encoding": "utf8", "yaml.schemas": data, "[markdown]": markdown}
    return {
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        SNIPPETS: _json(snippets()),
        **{f"{FOLDER}/{name}": text for name, text in schema_files().items()},
    }


SNIPPETS = ".vscode/dateline.code-snippets"


def snippets() -> dict[str, Schema]:
    """Return what Visual Studio Code offers in Markdown files: each key of each head, with its values, and a head of what must be there."""
    made: dict[str, Schema] = {}
    for kind, keys in FRONT_MATTER.items():
        required = [f"{key.name}: {_stop(key, number)}" for number, key in enumerate((key for key in keys if key.required), 1)]
        about = f"A new {kind}: what its head must have"
        made[f"{kind}"] = {"scope": "markdown", "prefix": f"dateline-{kind}", "description": about, "body": ["---", *required, "---", "", "$0"]}
        for key in keys:
            made[f"{kind}: {key.name}"] = {
                "scope": "markdown", "prefix": key.name, "description": f"{kind}: {key.about}", "body": [f"{key.name}: {_stop(key, 1)}"],
            }  # fmt: skip
    for kind, keys in TRANSLATIONS.items():
        required = [f"{key.name}: {_stop(key, number)}" for number, key in enumerate((key for key in keys if key.required), 1)]
        body = ["---", *required, "---", "", "$0"]
        made[f"{kind}, translated"] = {"scope": "markdown", "prefix": f"dateline-{kind}-translation", "description": f"The translation of a text ({kind}): its words alone", "body": body}
    return made


def _stop(key: Key, number: int) -> str:
    """Return the place in a snippet where a value is written: one of a few words to choose from, or a hint to be written over."""
    if isinstance(key.read, values.Choice):
        return f"${{{number}|{','.join(key.read.options)}|}}"
    if key.read is values.yes_no:
        return f"${{{number}|yes,no|}}"
    hint = key.about.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
    return f"${{{number}:{hint}}}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
