"""Web archives as py-wacz and ArchiveWeb.page write them, small, and with whatever a test wants wrong in them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping

PAGES = (
    '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n'
    '{"id": "1db0ef709a", "url": "https://example.org/people-meet", "ts": "2022-01-05T18:30:12Z", "title": "People meet"}\n'
    '{"id": "12304e6ba9", "url": "https://example.org/more", "ts": "2022-01-05T18:31:40Z"}\n'
)
FILES: Mapping[str, bytes] = {
    "archive/data.warc.gz": b"\x1f\x8b not really a WARC",
    "indexes/index.cdx.gz": b"\x1f\x8b",
    "pages/pages.jsonl": PAGES.encode(),
}


def wacz(files: Mapping[str, bytes] = FILES, *, said: Mapping[str, str] | None = None, digest: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """Return a web archive with these files; `said` are hashes that its list has in the place of the right ones, `more` is not in the list."""
    hashes = {name: f"sha256:{hashlib.sha256(data).hexdigest()}" for name, data in files.items()} | dict(said or {})
    resources = [{"name": name.rpartition("/")[2], "path": name, "hash": found, "bytes": len(files.get(name, b""))} for name, found in hashes.items()]
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    own = {"path": "datapackage.json", "hash": digest or f"sha256:{hashlib.sha256(package).hexdigest()}"}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        everything = {**files, "datapackage.json": package, "datapackage-digest.json": json.dumps(own).encode(), **(more or {})}
        for name, data in everything.items():
            archive.writestr(zipfile.ZipInfo(name, (2022, 1, 5, 18, 32, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
