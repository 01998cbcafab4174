"""What the renditions are: upright, in sRGB, with nothing of the camera's fields, and made once."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from dateline.pictures.perform import perform, write_atomically
from dateline.pictures.plan import Job, Rendition
from dateline.problems import Problems
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
Colour = tuple[int, ...]


def job(file: Path, width: int, height: int, name: str = "made.webp", quality: int = 100) -> Job:
    """Return a job."""
    return Job(file, Rendition(name, width, height), quality)


def made(tmp_path: Path, *jobs: Job) -> Path:
    """Do jobs that must succeed; return the folder with the renditions."""
    problems = Problems()
    perform(jobs, tmp_path / "cache", tmp_path / "out", problems)
    assert problems.sorted() == []
    return tmp_path / "out"


def opened(tmp_path: Path, file: Path, width: int, height: int) -> Image.Image:
    """Return the rendition of a file, decoded."""
    with Image.open(made(tmp_path, job(file, width, height)) / "made.webp") as image:
        image.load()
        return image


def corners(image: Image.Image) -> list[str]:
    """Return the colours of the four corners, clockwise from the top left, by name."""
    right, bottom = image.width - 3, image.height - 3
    points = ((2, 2), (right, 2), (right, bottom), (2, bottom))
    return [nearest(image.convert("RGB").getpixel(point)) for point in points]


def nearest(colour: object) -> str:
    """Return the name of the colour that one is nearest to."""
    assert isinstance(colour, tuple)
    known = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    return min(known, key=lambda name: sum((a - b) ** 2 for a, b in zip(known[name], colour, strict=True)))


def quarters(width: int = 60, height: int = 40) -> Image.Image:
    """Return a picture whose corners are red, green, blue and white, clockwise from the top left."""
    image = Image.new("RGB", (width, height))
    w, h = width // 2, height // 2
    for colour, at in ((RED, (0, 0)), (GREEN, (w, 0)), (BLUE, (w, h)), (WHITE, (0, h))):
        image.paste(colour, (*at, at[0] + w, at[1] + h))
    return image


STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How an upright picture is stored under each value of EXIF's Orientation (EXIF 2.32, 4.6.4)."""


@pytest.mark.parametrize("orientation", STORED)
def test_every_orientation_is_set_upright(tmp_path: Path, orientation: int) -> None:
    turn = STORED[orientation]
    stored = quarters() if turn is None else quarters().transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "a.jpg", exif=exif, quality=100, subsampling=0)
    image = opened(tmp_path, tmp_path / "a.jpg", 60, 40)

    assert (image.size, corners(image)) == ((60, 40), ["red", "green", "blue", "white"])


def chunks(file: Path) -> Iterator[str]:
    """Yield the names of a WebP file's chunks (WebP container specification)."""
    data = file.read_bytes()
    assert data[:4] == b"RIFF"
    assert data[8:12] == b"WEBP"
    at = 12
    while at < len(data):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        yield name.decode().strip()
        at += 8 + size + size % 2


@pytest.mark.parametrize("width", [60, 30])
@pytest.mark.parametrize("ending", ["jpg", "png", "webp"])
def test_nothing_of_the_cameras_fields_is_published(tmp_path: Path, ending: str, width: int) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x9286] = "SECRETCOMMENT"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 24.0), 3: "E", 4: (76.0, 55.0, 12.0), 29: "SECRETDATE"})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRETXMP</x:xmpmeta>'
    comment = PngInfo()
    comment.add_text("Comment", "SECRETTEXT")
    more = {"pnginfo": comment} if ending == "png" else {"xmp": xmp}
    quarters().save(tmp_path / f"a.{ending}", exif=exif, icc_profile=profile, **more)
    with Image.open(tmp_path / f"a.{ending}") as source:
        assert source.getexif().get_ifd(0x8825)[2] == (43.0, 14.0, 24.0)
        assert "icc_profile" in source.info
    file = made(tmp_path, job(tmp_path / f"a.{ending}", width, width * 2 // 3)) / "made.webp"

    assert set(chunks(file)) <= {"VP8", "VP8L"}
    assert b"SECRET" not in file.read_bytes()
    with Image.open(file) as image:
        assert dict(image.getexif()) == {}


def swapped() -> bytes:
    """Return a colour profile in which red and green have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    (count,) = struct.unpack(">I", profile[128:132])
    places = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = places[b"rXYZ"], places[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = profile[green + 4 : green + 12], profile[red + 4 : red + 12]
    return bytes(profile)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_converted_from_the_pictures_own_profile(tmp_path: Path, mode: str) -> None:
    quarters().convert(mode).save(tmp_path / "a.png", icc_profile=swapped())

    assert corners(opened(tmp_path, tmp_path / "a.png", 60, 40)) == ["green", "red", "blue", "white"]


def test_a_damaged_profile_changes_nothing(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png", icc_profile=b"no profile")

    assert corners(opened(tmp_path, tmp_path / "a.png", 60, 40)) == ["red", "green", "blue", "white"]


@pytest.mark.parametrize("profile", [None, swapped()], ids=["without a profile", "with a profile"])
def test_what_can_be_seen_through_stays_so(tmp_path: Path, profile: bytes | None) -> None:
    image = quarters().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    image.save(tmp_path / "a.png", icc_profile=profile)
    shown = opened(tmp_path, tmp_path / "a.png", 60, 40)

    assert shown.mode == "RGBA"
    assert shown.getchannel("A").tobytes() == image.getchannel("A").tobytes()


def grey(image: Image.Image, x: int) -> int:
    """Return how light a picture is at this place of its middle row, 0 to 255."""
    return image.convert("L").tobytes()[image.height // 2 * image.width + x]


@pytest.mark.parametrize("mode", ["L", "LA", "1", "I;16", "CMYK"])
def test_pictures_of_every_kind_keep_light_and_dark(tmp_path: Path, mode: str) -> None:
    if mode == "I;16":
        values = b"".join(struct.pack("<H", 65535 if x < 30 else 0) for _ in range(40) for x in range(60))
        image = Image.frombytes("I;16", (60, 40), values)
    else:
        image = Image.new("L", (60, 40), 0)
        image.paste(255, (0, 0, 30, 40))
        image = image.convert("RGB").convert(mode) if mode == "CMYK" else image.convert(mode)
    file = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    image.save(file)
    shown = opened(tmp_path, file, 60, 40)

    assert grey(shown, 5) > 245
    assert grey(shown, 55) < 10


def test_a_grey_picture_of_16_bits_keeps_its_middle_tones(tmp_path: Path) -> None:
    Image.frombytes("I;16", (60, 40), struct.pack("<H", 0x8000) * 2400).save(tmp_path / "a.png")

    assert abs(grey(opened(tmp_path, tmp_path / "a.png", 60, 40), 30) - 0x80) <= 2


def test_each_rendition_has_its_size(tmp_path: Path) -> None:
    quarters(600, 400).save(tmp_path / "a.png")
    folder = made(tmp_path, *(job(tmp_path / "a.png", width, width * 2 // 3, f"{width}.webp") for width in (600, 300, 30)))

    for width in (600, 300, 30):
        with Image.open(folder / f"{width}.webp") as image:
            assert (image.format, image.size, corners(image)) == (
                "WEBP", (width, width * 2 // 3), ["red", "green", "blue", "white"],
            )  # fmt: skip


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return each file's number, time and bytes: they change when it is written again."""
    return {f.name: (f.stat().st_ino, f.stat().st_mtime_ns, f.read_bytes()) for f in folder.iterdir()}


def test_the_second_time_everything_comes_from_the_cache(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    jobs = [job(tmp_path / "a.png", width, 20, f"{width}.webp") for width in (30, 60)]
    first = made(tmp_path, *jobs)
    cached, bytes_of = state(tmp_path / "cache"), {f.name: f.read_bytes() for f in first.iterdir()}
    for file in first.iterdir():
        file.unlink()
    (tmp_path / "a.png").write_bytes(b"no image any more: nobody may look")
    second = made(tmp_path, *jobs)

    assert cached.keys() == {"30.webp", "60.webp"}
    assert state(tmp_path / "cache") == cached
    assert {f.name: f.read_bytes() for f in second.iterdir()} == bytes_of


def test_only_what_is_missing_is_made(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    made(tmp_path, job(tmp_path / "a.png", 30, 20, "30.webp"))
    before = state(tmp_path / "cache")["30.webp"]
    made(tmp_path, job(tmp_path / "a.png", 30, 20, "30.webp"), job(tmp_path / "a.png", 60, 40, "60.webp"))

    assert state(tmp_path / "cache").keys() == {"30.webp", "60.webp"}
    assert state(tmp_path / "cache")["30.webp"] == before


def test_what_nobody_asks_for_any_more_leaves_the_cache(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    made(tmp_path, job(tmp_path / "a.png", 30, 20, "30.webp"), job(tmp_path / "a.png", 60, 40, "60.webp"))
    made(tmp_path, job(tmp_path / "a.png", 60, 40, "60.webp"))
    assert state(tmp_path / "cache").keys() == {"60.webp"}
    made(tmp_path)
    assert state(tmp_path / "cache").keys() == set()


def test_without_pictures_there_is_no_folder(tmp_path: Path) -> None:
    made(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    quarters(600, 400).save(tmp_path / "a.png")
    one, two = ((tmp_path / name) for name in ("one", "two"))
    for folder in (one, two):
        folder.mkdir()
        made(folder, job(tmp_path / "a.png", 300, 200, quality=75))

    assert (one / "out/made.webp").read_bytes() == (two / "out/made.webp").read_bytes()


def test_what_cannot_be_decoded_is_a_problem_and_the_others_are_made(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    whole = (tmp_path / "a.png").read_bytes()
    (tmp_path / "b.png").write_bytes(whole[: len(whole) // 2])
    problems = Problems()
    jobs = (job(tmp_path / "b.png", 30, 20, "b.webp"), job(tmp_path / "a.png", 30, 20, "a.webp"))
    perform(jobs, tmp_path / "cache", tmp_path / "out", problems)

    assert [(Path(found.path).name, found.do) for found in problems.sorted()] == [
        ("b.png", "export it again as JPEG, PNG or WebP")
    ]
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["a.webp"]


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomically(tmp_path / "a", b"old")

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="the disk is full"):
        write_atomically(tmp_path / "a", b"new")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("a", b"old")]
