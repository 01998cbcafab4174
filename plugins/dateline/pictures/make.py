"""Makes everything that one picture becomes: decoded once, scaled from large to small, encoded in each format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageSequence

from dateline.files import write_atomically
from dateline.pictures.blur import blurred, pixels_of
from dateline.pictures.decode import decoded, in_8_bits, in_srgb, scaled
from dateline.pictures.encode import ENCODERS, LONGEST, encode_moving, holds
from dateline.pictures.outcome import Outcome, Rendition, Series
from dateline.pictures.plan import Job
from dateline.problems import Misread
from dateline.read.images import opened, what_failed

_HOPE = 2
"""How many times larger a file that loses nothing may be in the smallest size before it is given up."""
_STILL_FRAME = 100
"""Milliseconds that a frame is shown that does not say how long (browsers' own value for GIF)."""


def make(job: Job, folder: Path) -> Outcome:
    """Write all renditions of a picture into a folder and return what was made. Raises Misread when the image cannot be decoded."""
    if job.format == "SVG":
        return _drawn(job, folder)
    try:
        with opened(job.source) as image:
            return _made(job, image, folder)
    except (Misread, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, not the picture
        what = f"the image cannot be decoded ({what_failed(error)})"
        raise Misread(what, "copy it again from where it came from, or export it again as JPEG, PNG or WebP", topic="pictures") from error


def _made(job: Job, image: Image.Image, folder: Path) -> Outcome:
    seed = job.source.read_bytes() if job.blur else b""
    moving = _moving(job, image, seed, folder) if job.moving else None
    image.seek(0)
    largest = decoded(image, job.sizes[-1], job.blur, seed)
    transparent = largest.mode == "RGBA"
    names = _formats(job.sizes[-1], exact=job.exact, transparent=transparent)
    files: dict[str, list[tuple[int, int, bytes]]] = {name: [] for name in names}
    for width, height in job.sizes:
        pixels = scaled(largest, (width, height))
        for name in files:
            files[name].append((width, height, ENCODERS[name][2](pixels, job.quality, job.notice)))
        if (width, height) == job.sizes[0]:
            files = _promising(files)
    chosen = _chosen({name: sum(len(data) for _, _, data in made) for name, made in files.items()})
    series = [
        Series(ENCODERS[name][0], tuple(_write(job, folder, ENCODERS[name][1], made, "") for made in files[name]))
        for name in chosen
    ]
    if moving:
        series.insert(0, moving)
    return Outcome(tuple(series), "" if transparent else _colour(largest))


def _formats(size: tuple[int, int], *, exact: bool, transparent: bool) -> list[str]:
    """Return the formats to try for a picture whose largest rendition has this size: those that can hold it, a fallback among them."""
    names = ["avif", "webp", *(["webp exact", "png"] if exact else []), *([] if transparent else ["jpeg"])]
    names = [name for name in names if holds(name, size)]
    return names if "png" in names or "jpeg" in names else [*names, "png"]


def _promising(files: dict[str, list[tuple[int, int, bytes]]]) -> dict[str, list[tuple[int, int, bytes]]]:
    """Return the formats that are worth going on with after the smallest size.

    What loses nothing takes long for photographs and comes out several times larger; for drawings it is smaller, and the more so the larger
    they are.
    """
    size = {name: sum(len(data) for _, _, data in made) for name, made in files.items()}
    hopeless = {
        exact for exact, other in (("webp exact", "webp"), ("png", "jpeg")) if size.get(exact, 0) > _HOPE * size.get(other, size.get(exact, 0))
    }
    return {name: made for name, made in files.items() if name not in hopeless}


def _chosen(sizes: dict[str, int]) -> list[str]:
    """Return the formats that are worth publishing: the one that all browsers know last, before it those that are smaller than it.

    Of two ways to encode WebP the smaller one counts, and PNG takes the place of JPEG where it is smaller. Whoever knows AVIF knows WebP: behind it
    nobody would choose AVIF.
    """
    fallback = min((name for name in ("jpeg", "png") if name in sizes), key=sizes.__getitem__)
    webp = sorted((name for name in ("webp", "webp exact") if name in sizes), key=sizes.__getitem__)[:1]
    others = [name for name in ("avif", *webp) if name in sizes]
    better = sorted((name for name in others if sizes[name] < sizes[fallback]), key=sizes.__getitem__)
    if better and better[0] != "avif":
        better = better[:1]
    return [*better, fallback]


def _moving(job: Job, image: Image.Image, seed: bytes, folder: Path) -> Series:
    """Write the animation in each width. What is hidden is hidden in every frame, by the mosaic of the first one."""
    profile = image.info.get("icc_profile")
    loop = image.info.get("loop", 1)
    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(image):
        durations.append(int(frame.info.get("duration", 0)) or _STILL_FRAME)
        pixels = in_8_bits(frame).convert("RGBA")
        frames.append(blurred(pixels, job.blur, seed) if job.blur and not frames else pixels.copy())
        for box in job.blur:
            region = pixels_of(box, pixels.size)
            frames[-1].paste(frames[0].crop(region), region)
    made = []
    for width, height in _held(job.sizes):
        small = [in_srgb(scaled(frame, (width, height)), profile) for frame in frames]
        data = encode_moving(small, durations, loop, job.quality, job.notice)
        made.append(_write(job, folder, "webp", (width, height, data), "-moving"))
    return Series("image/webp", tuple(made), moving=True)


def _held(sizes: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return the sizes in which WebP can hold an animation; where none of them fits, the largest one that does."""
    held = tuple(size for size in sizes if holds("webp", size))
    if held:
        return held
    scale = LONGEST["webp"] / max(sizes[0])
    width, height = (max(1, int(side * scale)) for side in sizes[0])
    return ((width, height),)


def _drawn(job: Job, folder: Path) -> Outcome:
    """Write what is published of a drawing; it has no pixels to scale."""
    from dateline.read.svg import cleaned  # here: few pictures are drawings

    data = cleaned(job.source.read_bytes(), job.notice.rdf().decode())
    width, height = job.sizes[-1]
    return Outcome((Series("image/svg+xml", (_write(job, folder, "svg", (width, height, data), ""),)),), "")


def _write(job: Job, folder: Path, ending: str, made: tuple[int, int, bytes], suffix: str) -> Rendition:
    width, height, data = made
    name = f"{job.stem}-{width}{suffix}.{ending}"
    write_atomically(folder / name, data)
    return Rendition(name, width, height, len(data), hashlib.sha256(data).hexdigest())


def _colour(image: Image.Image) -> str:
    """Return the average colour, #rrggbb."""
    average = image.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    channels: Iterable[int] = average if isinstance(average, tuple) else ()
    return "#" + "".join(f"{int(value):02x}" for value in channels)
