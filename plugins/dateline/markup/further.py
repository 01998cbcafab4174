"""Markdown extensions of other people: what MARKDOWN in the settings adds to Dateline's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from dateline.dataclass import dataclass
from dateline.problems import SetupBroken

OWN = ("abbr", "attr_list", "def_list", "tables")
"""Python-Markdown's extensions that every text has."""
_REPLACED = ("fenced_code", "footnotes", "sane_lists", "smarty", "toc", "md_in_html")
"""Those in whose place every text has something of Dateline's own."""
_PREFIX = "markdown.extensions."
_COVERED = frozenset(("extra", "meta", "dateline"))
"""What others ask for and every text has already: `extra` is a bundle of ours, heads have a reader of their own."""


@dataclass(frozen=True)
class Further:
    """Extensions besides our own, and configurations of our own."""

    extensions: tuple[Extension, ...] = ()
    configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    tab_length: int = 4


def further(written: Any, usual: Mapping[str, Any], file: str) -> Further:
    """Return what Pelican's MARKDOWN setting asks for; `usual` is its value where nobody set it, which adds nothing.

    Raises SetupBroken (of `file`) for what cannot be loaded and what has no effect. As in Pelican, what has a configuration is an extension.
    """
    if not isinstance(written, Mapping):
        raise SetupBroken(file, 0, "MARKDOWN is no dict", 'write MARKDOWN = {"extensions": ["markdown.extensions.admonition"]}', topic="settings")
    if written == usual:
        return Further()
    configs, tab_length = dict(written.get("extension_configs") or {}), written.get("tab_length", 4)
    for name, value in written.items():
        if name not in ("extensions", "extension_configs", "tab_length") and (name, value) != ("output_format", "html") and value != usual.get(name):
            do = "take it out; extensions, extension_configs and tab_length can be said"
            raise SetupBroken(file, 0, f'MARKDOWN["{name}"] has no effect here', do, topic="settings")
    if not isinstance(tab_length, int) or not 2 <= tab_length <= 8:
        raise SetupBroken(file, 0, f'MARKDOWN["tab_length"] is {tab_length!r}', "write a whole number from 2 to 8", topic="settings")
    usual_configs = usual.get("extension_configs", {})
    names = [*(written.get("extensions") or ()), *(name for name in configs if name not in (written.get("extensions") or ()))]
    extensions, own = [], {}
    for name in names:
        config = configs.get(name) or {}
        if isinstance(name, Extension):
            extensions.append(name)
            continue
        short = str(name).removeprefix(_PREFIX)
        if short in _COVERED or (name in usual_configs and config == usual_configs[name]):
            continue  # Pelican's own value, that everybody copies
        if short in _REPLACED:
            if config:
                do = "take it out; Dateline has its own in the place of this extension"
                raise SetupBroken(file, 0, f"MARKDOWN: the configuration of {name} has no effect here", do, topic="settings")
        elif short not in OWN:
            extensions.append(_load(str(name), config, file))
        elif config:
            _load(str(name), config, file)  # tells what is wrong with it
            own[short] = dict(config)
    return Further(tuple(extensions), own, tab_length)


def _load(name: str, config: Any, file: str) -> Extension:
    what = ""
    try:
        loaded = Markdown().build_extension(name, dict(config))
        Markdown(extensions=[loaded])
        return loaded
    except ModuleNotFoundError as error:
        what, do = f"No module named {error.name!r}", "install it, or take it out"
    except Exception as error:  # noqa: BLE001 (another's code, which may fail in any way)
        what, do = " ".join(f"{type(error).__name__}: {error}".split()), "correct its configuration, or take it out"
    raise SetupBroken(file, 0, f'MARKDOWN: the extension "{name}" cannot be loaded ({what})', do, topic="settings")
