"""Makes the planned renditions: upright, in sRGB, without any of the camera's fields; once, then from the cache."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from dateline.pictures.blur import blurred
from dateline.pictures.plan import Job, what_failed
from dateline.problems import Problems
from dateline.read.content import label_of


def perform(jobs: Iterable[Job], cache: Path, folder: Path, problems: Problems) -> None:
    """Put every rendition into `folder`, making those that `cache` does not hold, and drop from it what nobody asked for."""
    jobs = tuple(jobs)
    if not jobs and not cache.exists():
        return
    cache.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    for source, group in groupby(jobs, key=lambda job: job.source):
        renditions = tuple(group)
        missing = [job for job in renditions if not (cache / job.rendition.name).exists()]
        if missing and not _make(source, missing, cache, problems):
            continue
        for job in renditions:
            (folder / job.rendition.name).write_bytes((cache / job.rendition.name).read_bytes())
    wanted = {job.rendition.name for job in jobs}
    for file in cache.iterdir():
        # What begins with a dot is just being written by another run.
        if file.name not in wanted and not file.name.startswith("."):
            file.unlink(missing_ok=True)


def _make(source: Path, jobs: list[Job], cache: Path, problems: Problems) -> bool:
    """Make renditions of an image; False after noting a problem when it cannot be decoded."""
    try:
        with Image.open(source) as opened:
            image = _in_srgb(ImageOps.exif_transpose(opened))
            image = blurred(image, jobs[0].blur, seed=source.read_bytes())
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        what = f"the image cannot be decoded ({what_failed(error)})"
        problems.add(label_of(source), 0, what, "export it again as JPEG, PNG or WebP")
        return False
    for job in jobs:
        size = (job.rendition.width, job.rendition.height)
        scaled = (
            image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        )
        buffer = io.BytesIO()
        # No exif, xmp or icc_profile is passed on: a photograph tells where its photographer stood.
        scaled.save(buffer, "WEBP", quality=job.quality, method=6, exif=b"", xmp=b"", icc_profile=None)
        write_atomically(cache / job.rendition.name, buffer.getvalue())
    return True


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture as RGB or RGBA, its colours converted from an embedded profile to sRGB (IEC 61966-2-1)."""
    if image.mode.startswith("I"):
        # 16 bits of grey, of which Pillow would keep what is below 256 and make the rest white.
        image = image.convert("I").point(lambda value: value / 257).convert("L")
    transparent = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode = "RGBA" if transparent else "RGB"
    profile = image.info.get("icc_profile")
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            # A profile of RGB also belongs to palettes and to grey that was saved with it.
            shown = image.convert(mode) if own.profile.xcolor_space.strip() == "RGB" else image
            converted = ImageCms.profileToProfile(shown, own, ImageCms.createProfile("sRGB"), outputMode=mode)
            return converted if converted is not None else image.convert(mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile: the numbers are shown as they are, as browsers do
    return image.convert(mode)


def write_atomically(file: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, whoever else writes it at the same time."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
