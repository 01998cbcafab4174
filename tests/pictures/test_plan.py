"""What is made of a picture: names, sizes; decided without a file being there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from dateline.model.nouns import Picture
from dateline.pictures.plan import Job, Quality, plan, widths_for
from dateline.read.fields import Fields
from dateline.read.images import Facts
from PIL import Image

from tests.nouns import NOWHERE, body
from tests.sites import build, write

WIDTHS = (100, 200, 400)
QUALITY = Quality(avif=60, webp=78, jpeg=74)


def picture(width: int, height: int, key: str = "square", digest: str = "0" * 64) -> Picture:
    """Return a picture of this size."""
    return Picture(
        key=key, slug=key, file=Path(f"nowhere/{key}.jpg"), label="", facts=Facts("JPEG", width, height, 1, False, digest, Fields()),
        alt="", credit="", copyright="", licence="", licence_url="", source="", date="", places=(), focus=(50.0, 50.0),
        blur=(), withheld="", caption=body(), position=NOWHERE,
    )  # fmt: skip


def planned(one: Picture, widths: tuple[int, ...] = WIDTHS, quality: Quality = QUALITY) -> Job:
    """Return the job of a picture."""
    (job,) = plan([one], widths, quality)
    return job


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1000, (100, 200, 400)),
        (401, (100, 200, 400)),
        (400, (100, 200, 400)),
        (399, (100, 200, 399)),
        (201, (100, 200, 201)),
        (200, (100, 200)),
        (150, (100, 150)),
        (99, (99,)),
        (1, (1,)),
    ],
)
def test_no_picture_is_made_wider_than_it_is(width: int, widths: tuple[int, ...]) -> None:
    assert widths_for(width, WIDTHS) == widths_for(width, WIDTHS[::-1]) == widths


def test_renditions_keep_the_shape_and_never_vanish() -> None:
    assert planned(picture(600, 400)).sizes == ((100, 67), (200, 133), (400, 267))
    assert planned(picture(800, 1)).sizes == ((100, 1), (200, 1), (400, 1))


def test_names_change_with_all_that_shapes_the_files_and_with_nothing_else() -> None:
    one = picture(600, 400)
    first = planned(one).stem
    assert first.startswith("square-")
    same = [replace(one, alt="Other"), replace(one, focus=(10.0, 10.0)), replace(one, date="2022")]
    assert [planned(each).stem for each in same] == [first] * len(same)
    others = [
        planned(one, quality=replace(QUALITY, webp=79)),
        planned(one, widths=(100,)),
        planned(replace(one, blur=((1.0, 2.0, 3.0, 4.0),))),
        planned(replace(one, credit="Other")),
        planned(replace(one, copyright="Other")),
        planned(picture(600, 400, digest="1" * 64)),
        planned(picture(600, 400, key="other")),
    ]
    assert len({first, *(job.stem for job in others)}) == 1 + len(others)


def test_a_withheld_picture_gets_nothing() -> None:
    assert plan([replace(picture(600, 400), file=None, facts=None, withheld="rights")], WIDTHS, QUALITY) == ()


def test_the_site_has_the_widths_that_the_settings_say(site: Path) -> None:
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    write(site, {"pelicanconf.py": settings + 'DATELINE = {"widths": [48, 16, 500]}\n'})
    output = build(site)
    sizes = set()
    for file in (output / "pictures").glob("*.*"):
        with Image.open(file) as image:
            assert f"-{image.width}." in file.name
            sizes.add(image.size)
    assert sizes == {(16, 12), (48, 36), (64, 48)}
