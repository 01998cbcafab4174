"""What is published already, as its SHA256SUMS says: of a folder, or of a site."""

from __future__ import annotations

import tempfile
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from dateline.deliver.gone import Published
from dateline.deliver.manifest import MANIFEST, MARK, listed

from .agent import agent
from .project import stop

_PATIENCE = 30
"""Seconds for a server to answer in."""
_MOST = 64 * 2**20
"""Bytes of a list; of 100,000 files it has some 13 million."""


def published(where: str, root: Path) -> Published | None:
    """Return what stands at an address or in a folder (from `root`); None where nothing is published there yet.

    Raises Stop where that cannot be known, and where somebody else's files stand there.
    """
    if urlsplit(where).scheme in ("http", "https"):
        data = _fetched(f"{where.rstrip('/')}/{MANIFEST}")
    else:
        folder = root / where
        if not folder.is_dir():
            raise stop(f"{where} is neither a folder nor an address: write https://... for a site")
        data = (folder / MANIFEST).read_bytes() if (folder / MANIFEST).is_file() else None
    if data is None:
        return None
    with tempfile.TemporaryDirectory() as folder_of_it:
        (Path(folder_of_it) / MANIFEST).write_bytes(data)
        files = listed(Path(folder_of_it))
    if MARK not in files:
        raise stop(f"{where}: its {MANIFEST} is none of Dateline's: name the address or the folder of a site that Dateline made")
    return Published(files, f"at {where}")


def _fetched(address: str) -> bytes | None:
    request = Request(address, headers={"User-Agent": agent()})  # the scheme was looked at by the caller
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:
            data: bytes = answer.read(_MOST + 1)
    except HTTPError as error:
        if error.code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        raise stop(f"{address}: the server answers {error.code} {error.reason}: try again later") from error
    except (URLError, OSError, HTTPException) as error:
        cause = getattr(error, "reason", None) or error
        why = getattr(cause, "strerror", None) or cause
        raise stop(f"{address} cannot be fetched ({why}): check the address and the connection") from error
    if len(data) > _MOST:
        raise stop(f"{address} has more than {_MOST // 2**20} MB: that is no list of a site's files")
    return data
