"""How the qualities were chosen: bytes, time and SSIM of each format, and the quality at which each is as good as JPEG at 74.

    python benchmarks/quality.py
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from ssim import ssim

PHOTOGRAPHS = Path(__file__).resolve().parent / "photographs"
WIDTHS = (800, 1600)
REFERENCE = ("JPEG", {"quality": 74, "progressive": True, "optimize": True})
"""What the others are compared with: no loss is seen at twice the density of a screen, and the lead picture stays below 60 kB."""
CANDIDATES: tuple[tuple[str, dict[str, Any], range], ...] = (
    ("WEBP", {"method": 4}, range(70, 91, 2)),
    ("WEBP", {"method": 6}, range(70, 91, 2)),
    ("AVIF", {"speed": 6, "max_threads": 1}, range(50, 75, 2)),
    ("AVIF", {"speed": 8, "max_threads": 1}, range(50, 75, 2)),
    ("AVIF", {"speed": 9, "max_threads": 1}, range(50, 75, 2)),
)


def scaled() -> Iterator[Image.Image]:
    """Yield every photograph in every width."""
    for file in sorted(PHOTOGRAPHS.glob("*.jpg")):
        with Image.open(file) as image:
            for width in WIDTHS:
                size = (width, round(image.height * width / image.width))
                yield image.convert("RGB").resize(size, Image.Resampling.LANCZOS)


def measured(images: Iterable[Image.Image], name: str, options: dict[str, Any]) -> tuple[float, float, float]:
    """Return mean SSIM, bytes per pixel and CPU seconds per megapixel."""
    likeness, size, spent, pixels = [], 0, 0.0, 0
    for image in images:
        file = io.BytesIO()
        start = time.process_time()
        image.save(file, name, **options)
        spent += time.process_time() - start
        size += len(file.getvalue())
        pixels += image.width * image.height
        with Image.open(file) as made:
            likeness.append(ssim(image, made))
    return sum(likeness) / len(likeness), size / pixels, spent / pixels * 1e6


def main() -> None:
    """Print a table: of each format and setting, the first quality that is as good as the reference."""
    images = list(scaled())
    wanted, size, _ = measured(images, *REFERENCE)
    print(f"as good as JPEG at 74: SSIM {wanted:.4f}, {size * 1000:.0f} bytes for 1000 pixels")
    for name, options, qualities in CANDIDATES:
        for quality in qualities:
            likeness, size, spent = measured(images, name, {**options, "quality": quality})
            if likeness >= wanted:
                print(f"{name} {options}: quality {quality}, SSIM {likeness:.4f}, {size * 1000:.0f} bytes, {spent:.2f} s/Mpx")
                break
        else:
            print(f"{name} {options}: not reached", file=sys.stderr)


if __name__ == "__main__":
    main()
