"""Which renditions a picture gets: names, sizes, addresses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from dateline.model.nouns import Picture
from dateline.pictures.plan import Plan, plan, upright_size, widths_for
from dateline.problems import Problems
from PIL import Image

from tests.nouns import NOWHERE, body
from tests.sites import build, write

WIDTHS = (100, 200, 400)


def picture(file: Path | None, key: str = "square") -> Picture:
    """Return a picture of this file; without one it is withheld."""
    return Picture(
        key=key, file=file, alt="", credit="", licence="", licence_url="", source="", date="", places=(), focus=(50.0, 50.0),
        blur=(), withheld="" if file else "rights", caption=body(), position=NOWHERE,
    )  # fmt: skip


def image(file: Path, width: int, height: int, orientation: int = 1) -> Path:
    """Write a JPEG with an EXIF orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (width, height), "steelblue").save(file, exif=exif)
    return file


def planned(*pictures: Picture, widths: tuple[int, ...] = WIDTHS, quality: int = 75) -> Plan:
    """Return the plan of pictures that can all be read."""
    problems = Problems()
    made = plan(pictures, widths, quality, problems)
    assert problems.sorted() == []
    return made


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


def test_renditions_keep_the_shape_and_never_vanish(tmp_path: Path) -> None:
    wide, thin = image(tmp_path / "wide.jpg", 600, 400), image(tmp_path / "thin.jpg", 800, 1)
    made = planned(picture(wide), picture(thin, "thin")).renditions

    assert [(r.width, r.height) for r in made["square"]] == [(100, 67), (200, 133), (400, 267)]
    assert [(r.width, r.height) for r in made["thin"]] == [(100, 1), (200, 1), (400, 1)]
    assert made["square"][0].address == f"pictures/{made['square'][0].name}"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_are_those_of_the_upright_picture(tmp_path: Path, orientation: int) -> None:
    file = image(tmp_path / "a.jpg", 60, 40, orientation)

    assert upright_size(file) == ((60, 40) if orientation < 5 else (40, 60))
    assert [(r.width, r.height) for r in planned(picture(file)).renditions["square"]] == [upright_size(file)]


def names(plan: Plan) -> list[str]:
    """Return the names of what is made."""
    return [job.rendition.name for job in plan.jobs]


def test_names_change_with_all_that_shapes_the_file_and_with_nothing_else(tmp_path: Path) -> None:
    file = image(tmp_path / "a.jpg", 600, 400)
    one = picture(file)
    first = planned(one)

    assert names(planned(one)) == names(planned(replace(one, alt="Other", credit="Other"))) == names(first)
    assert all(name.startswith("square-") and name.endswith(".webp") for name in names(first))
    others = [
        planned(one, quality=76),
        planned(replace(one, blur=((1.0, 2.0, 3.0, 4.0),))),
        planned(picture(image(tmp_path / "b.jpg", 600, 401))),
        planned(replace(one, key="other")),
    ]
    every = [name for plan in (first, *others) for name in names(plan)]
    assert len(set(every)) == len(every) == 15


def test_a_rendition_keeps_its_name_when_other_widths_are_wanted(tmp_path: Path) -> None:
    one = picture(image(tmp_path / "a.jpg", 600, 400))

    assert set(names(planned(one, widths=(100, 300)))) & set(names(planned(one))) == {names(planned(one))[0]}


def test_a_withheld_picture_gets_nothing() -> None:
    assert planned(picture(None)) == Plan({}, ())


def test_what_is_no_image_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_text("no image", encoding="utf-8")
    problems = Problems()
    made = plan([picture(tmp_path / "a.jpg")], WIDTHS, 75, problems)

    assert made == Plan({}, ())
    (problem,) = problems.sorted()
    assert (problem.path.endswith("a.jpg"), problem.setup) == (True, False)
    assert problem.do == "export it again as JPEG, PNG or WebP"


def test_the_site_has_the_widths_that_the_settings_say(site: Path) -> None:
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    write(site, {"pelicanconf.py": settings + 'DATELINE = {"widths": [48, 16, 500]}\n'})
    output = build(site)
    made = {file.name.rpartition("-")[2]: upright_size(file) for file in (output / "pictures").iterdir()}

    assert made == {"16.webp": (16, 12), "48.webp": (48, 36), "64.webp": (64, 48)}
