"""Whether anybody but Dateline takes part in a run."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from itertools import chain
from typing import Any

from blinker import Signal
from pelican.plugins import signals


def foreign_plugins(settings: Mapping[str, Any]) -> bool:
    """Tell whether anybody but Dateline may write into the output: a further plug-in, or a function that the settings connect to a signal."""
    connected = (value for value in vars(signals).values() if isinstance(value, Signal))
    held = chain.from_iterable(signal.receivers.values() for signal in connected)
    receivers = (receiver() if isinstance(receiver, weakref.ref) else receiver for receiver in held)
    return any(name != "dateline" for name in settings["PLUGINS"]) or any(
        not str(getattr(receiver, "__module__", "")).startswith("dateline.") for receiver in receivers if receiver
    )
