"""SSIM: how alike two pictures are to the eye, from their means, variances and covariance in small windows.

Wang, Bovik, Sheikh, Simoncelli: Image quality assessment, IEEE TIP 13(4), 2004; here over the luma, in windows of 8 by 8 pixels, four
pixels apart on the diagonal. 1 is the same picture.
"""

from __future__ import annotations

from typing import Any

from PIL import Image, ImageMath

_WINDOW = 8
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def ssim(one: Image.Image, other: Image.Image) -> float:
    """Return the SSIM of two pictures of one size."""
    found = []
    for start in (0, _WINDOW // 2):
        width, height = ((side - start) // _WINDOW * _WINDOW for side in one.size)
        box = (start, start, start + width, start + height)
        x, y = (image.convert("L").convert("F").crop(box) for image in (one, other))
        means = {
            name: image.reduce(_WINDOW)
            for name, image in {"x": x, "y": y, "xx": _times(x, x), "yy": _times(y, y), "xy": _times(x, y)}.items()
        }
        values = ImageMath.lambda_eval(_formula, **means).tobytes()
        numbers = memoryview(values).cast("f")
        found.append(sum(numbers) / len(numbers))
    return sum(found) / len(found)


def _times(a: Image.Image, b: Image.Image) -> Image.Image:
    product: Image.Image = ImageMath.lambda_eval(lambda known: known["a"] * known["b"], a=a, b=b)
    return product


def _formula(m: dict[str, Any]) -> Any:
    means = m["x"] * m["y"]
    squares = m["x"] * m["x"] + m["y"] * m["y"]
    return ((2 * means + _C1) * (2 * (m["xy"] - means) + _C2)) / ((squares + _C1) * (m["xx"] + m["yy"] - squares + _C2))
