"""The wheel of the kit that is running: for a new repository, which keeps a copy of it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from dateline import kit
from dateline.problems import os_problem

from .pins import Wheel, read_wheel, wheel_of
from .project import Stop, stop
from .recorded import digest, hashes, listed, record

_OF_INSTALLING = frozenset(("INSTALLER", "REQUESTED", "RECORD", "direct_url.json", "uv_cache.json", "uv_build.json", "provenance_url.json"))
"""Files beside a package's metadata that tell how it came here (PyPA, "Recording installed projects"); RECORD is written anew."""
_EPOCH = "315532800"
"""1980-01-01, the earliest time that a zip file can hold: two wheels of the same code are the same bytes."""


def own_wheel() -> Wheel:
    """Return the wheel of the kit that is running. Ends the command where it cannot be made.

    From the kit's repository it is built. Where the kit is installed it is the wheel that it was installed from, if that is still there;
    else it is put together again of what was installed, byte for byte what RECORD says.
    """
    repository = kit.repository()
    if repository:
        return _built(repository)
    installed = _installed()
    return _still_there(installed) or _packed(installed)


def _built(repository: Path) -> Wheel:
    if not (repository / "pyproject.toml").is_file():
        raise stop(f"{repository}: the kit's pyproject.toml is not there, so no wheel can be built: name one")
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        program = f"from hatchling.build import build_wheel; build_wheel({folder!r})"
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=repository, env={"SOURCE_DATE_EPOCH": _EPOCH, **os.environ}, capture_output=True, encoding="utf-8"
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
            raise stop(f"{repository}: no wheel of the kit could be built ({last}): `pip install hatchling`, or name a wheel")
        return read_wheel(next(Path(folder).glob("*.whl")))


def _installed() -> Distribution:
    try:
        return distribution(kit.DISTRIBUTION)
    except PackageNotFoundError:
        raise stop(f"{kit.DISTRIBUTION} is not installed as a package: name a wheel of it") from None


def _still_there(installed: Distribution) -> Wheel | None:
    """Return the wheel file that pip notes as that from which a package was installed (PEP 610); None where it is not there as it was.

    Whether it is, its list of files says: its hash pips before 23.1 do not note, and Debian 12 has one.
    """
    from urllib.request import url2pathname  # here: it brings all of HTTP with it

    try:
        noted = str(json.loads(installed.read_text("direct_url.json") or "{}")["url"])
        file = Path(url2pathname(urlsplit(noted).path))
        if not noted.startswith("file:") or file.suffix != ".whl":
            return None
        wheel = read_wheel(file)
    except (ValueError, KeyError, TypeError, Stop):  # nothing noted; nothing there, or something else
        return None
    with zipfile.ZipFile(io.BytesIO(wheel.data)) as packed:
        same = hashes(packed).items() <= listed(installed.read_text("RECORD") or "").items()
    return wheel if same else None


def _packed(installed: Distribution) -> Wheel:
    """Return a wheel of what was installed. Ends the command where that is not what it was."""
    name = f"{kit.DISTRIBUTION.replace('-', '_')}-{installed.version}-py3-none-any.whl"
    info = f"{kit.DISTRIBUTION.replace('-', '_')}-{installed.version}.dist-info"
    found: dict[str, bytes] = {}
    for each in sorted(installed.files or (), key=str):
        path = PurePosixPath(each.as_posix())
        # Programs lie outside the package; what the interpreter and the installer left is no part of it.
        if ".." in path.parts or "__pycache__" in path.parts or (path.parts[0] == info and path.name in _OF_INSTALLING):
            continue
        file = Path(str(each.locate()))
        try:
            data = file.read_bytes()
        except OSError as error:
            raise stop(f"{file}: {os_problem(error, str(file)).what}: install the kit again") from None
        if each.hash and each.hash.value != digest(data, each.hash.mode):
            raise stop(f"{file}: it is not what was installed: install the kit again, or name a wheel")
        found[str(path)] = data
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path_in, data in {**found, f"{info}/RECORD": record(found, f"{info}/RECORD")}.items():
            entry = zipfile.ZipInfo(path_in)  # of 1980-01-01
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            wheel.writestr(entry, data)
    return wheel_of(name, written.getvalue(), name)

