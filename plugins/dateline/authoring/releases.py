"""Wheels of the kit that people name: a file, or the address of one in a release."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from dateline import kit

from .pins import Wheel, read_wheel, wheel_of
from .project import stop

_MOST = 50_000_000
"""Bytes that a wheel may have; the kit's has one in fifty of it."""
_PATIENCE = 60
"""Seconds without an answer after which a server is given up."""


def wheel_at(named: str) -> tuple[Wheel, str]:
    """Return the wheel that a path or a web address names, and that address ("" for a path). Ends the command where there is none."""
    parts = urlsplit(named)
    if parts.scheme in ("http", "https"):
        address = named.partition("#")[0]
        return wheel_of(PurePosixPath(unquote(parts.path)).name, _fetched(address), address), address
    if "://" in named:
        raise stop(f"{named}: nothing can be fetched from there: name a file, or an address that begins with https://")
    return read_wheel(Path(named)), ""


def _fetched(address: str) -> bytes:
    # Imported here: it takes longer than all the rest, and most wheels are files.
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(address, headers={"User-Agent": f"Dateline/{kit.version()}"}), timeout=_PATIENCE) as answer:
            data: bytes = answer.read(_MOST + 1)
    except HTTPError as error:
        error.close()
        raise stop(f"{address}: the server answers {error.code}: open it in a browser: is it the address of the file itself?") from None
    except (OSError, ValueError) as error:  # no connection, no such host, a certificate that is wrong; a port that is no number
        why = getattr(error, "reason", None) or error
        raise stop(f"{address}: it cannot be reached ({why}): see to the address and the connection, or name a file that you have") from None
    if len(data) > _MOST:
        raise stop(f"{address}: it has more than {_MOST // 1_000_000} MB: is it the address of the file itself?")
    return data
