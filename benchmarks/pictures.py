"""The picture pipeline side by side with sharp and with straightforward Pillow; prints the tables of docs/figures-measured.md.

    python benchmarks/pictures.py [--pictures 40] [--rounds 3] [--only cold|warm|memory]

The same widths, formats and SSIM for all. Wall time and CPU of a whole process (start, workers, writing), the largest process' memory.
Contenders take turns, so that whatever else the machine does hits all alike: what counts are the ratios. Needs Node and npm, which fetches
sharp into .cache/.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT), str(HERE)]

from dateline.pictures import encode, workers
from dateline.pictures.notice import Notice
from dateline.pictures.plan import Job, Quality, widths_for
from dateline.read.images import inspect
from dateline.settings import QUALITY, Options
from PIL import Image, ImageOps
from ssim import ssim

from tests.sites import GOOD, write

PHOTOGRAPHS = sorted((HERE / "photographs").glob("*.jpg"))
MODULES = ROOT / ".cache/benchmarks"
WIDTHS = Options().widths
FORMATS = {"avif": "AVIF", "webp": "WebP", "jpg": "JPEG"}
SHARPS_EFFORT = {"avif": 9 - encode.AVIF_SPEED, "webp": encode.WEBP_METHOD}
"""sharp's effort is 9 less the speed of the AVIF encoder, and WebP's method: the same encoders at the same settings."""


def main() -> None:
    """Run what was asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pictures", type=int, default=40)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=("cold", "warm", "memory"))
    options.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.run:
        name, source, output = chosen.run
        {"dateline": run_dateline, "pillow": run_pillow}[name](Path(source), Path(output))
        return
    with tempfile.TemporaryDirectory() as folder:
        for part, function in (("cold", cold), ("warm", warm), ("memory", memory)):
            if chosen.only in (None, part):
                work = Path(folder) / part
                work.mkdir()
                function(work, chosen.pictures, chosen.rounds)


def cold(folder: Path, number: int, rounds: int) -> None:
    """Everything made from nothing: sharp, Pillow, Dateline."""
    source = folder / "originals"
    source.mkdir()
    originals(source, number)
    fetch_sharp()
    quality = equal_quality(folder)
    contenders: dict[str, Callable[[Path], list[str]]] = {
        "sharp": lambda output: sharp_command(source, output, quality),
        "Pillow": lambda output: [sys.executable, __file__, "--run", "pillow", str(source), str(output)],
        "Dateline": lambda output: [sys.executable, __file__, "--run", "dateline", str(source), str(output)],
    }
    spent: dict[str, list[tuple[float, float, float]]] = {name: [] for name in contenders}
    sizes = {}
    for _ in range(rounds):
        for name, command in contenders.items():
            output = folder / name
            shutil.rmtree(output, ignore_errors=True)
            output.mkdir()
            spent[name].append(measured(command(output)))
            sizes[name] = {ending: sum(f.stat().st_size for f in output.glob(f"*.{ending}")) for ending in FORMATS}
    print(f"\n{number} photographs, {len(WIDTHS)} widths, {len(FORMATS)} formats, {workers.cores()} cores; sharp's quality: {quality}\n")
    print("| | wall | against sharp | CPU | memory | " + " | ".join(FORMATS.values()) + " | SSIM |")
    print("| --- " * (6 + len(FORMATS)) + "|")
    likeness = {name: alike(source, folder / name) for name in contenders}
    for name in contenders:
        wall, cpu, most = (statistics.median(each) for each in zip(*spent[name], strict=True))
        ratio = statistics.median(a[0] / b[0] for a, b in zip(spent["sharp"], spent[name], strict=True))
        made = " | ".join(f"{size / 1e6:.1f} MB" for size in sizes[name].values())
        print(f"| {name} | {wall:.1f} s | {ratio:.2f} times its speed | {cpu:.1f} s | {most:.0f} MB | {made} | {likeness[name]} |")


def originals(folder: Path, number: int) -> None:
    """Write so many photographs: real ones, each copy with its own EXIF, some of them turned.

    The pixels are not encoded again; segments are put in behind the start of the file.
    """
    for count in range(number):
        photograph = PHOTOGRAPHS[count % len(PHOTOGRAPHS)]
        exif = Image.Exif()
        exif[0x010F] = f"Camera {count}"
        exif[0x0112] = (1, 1, 6, 3)[count // len(PHOTOGRAPHS) % 4]
        exif[0x8825] = {1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 53.0, 42.0)}
        data = photograph.read_bytes()
        (folder / f"p{count:03}.jpg").write_bytes(data[:2] + _segment(0xE1, exif.tobytes()) + data[2:])


def _segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(data) + 2).to_bytes(2, "big") + data


def run_dateline(source: Path, output: Path) -> None:
    """Make all renditions as a build does."""
    jobs = [job(file) for file in sorted(source.iterdir())]
    for _, made in workers.work(jobs, output, workers.cores()):
        if isinstance(made, Exception):
            raise made


def job(file: Path) -> Job:
    """Return the job of one picture, read as a build reads it."""
    data = file.read_bytes()
    facts = inspect(data, file.suffix, hashlib.sha256(data).hexdigest(), 1000)
    sizes = tuple((w, max(1, round(facts.height * w / facts.width))) for w in widths_for(facts.width, WIDTHS))
    notice = Notice("A. Photographer / Agency", "", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "Words.")
    stem, pixels = file.stem, facts.width * facts.height / 1e6
    return Job(stem, file, stem, stem, facts.format, sizes, False, facts.exact, Quality(**QUALITY), (), notice, pixels)


def run_pillow(source: Path, output: Path) -> None:
    """Make all renditions as Pillow's tutorial does: open, turn, scale, save; its own speeds, our qualities."""
    for file in sorted(source.iterdir()):
        with Image.open(file) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
        for width in widths_for(image.width, WIDTHS):
            scaled = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
            for ending, name in (("avif", "avif"), ("webp", "webp"), ("jpg", "jpeg")):
                scaled.save(output / f"{file.stem}-{width}.{ending}", quality=QUALITY[name])


def fetch_sharp() -> None:
    """Install sharp into the cache, unless it is there."""
    if not (MODULES / "node_modules/sharp").is_dir():
        MODULES.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-save", "--no-package-lock", "--prefix", str(MODULES), "sharp"]
        subprocess.run(command, check=True, shell=os.name == "nt")


def sharp_command(source: Path, output: Path, quality: dict[str, int], **more: object) -> list[str]:
    """Return the command that lets sharp make everything."""
    config = {
        "modules": str(MODULES / "x.js"),
        "files": [str(file) for file in sorted(source.iterdir())],
        "output": str(output),
        "widths": WIDTHS,
        "formats": list(FORMATS),
        "quality": quality,
        "effort": SHARPS_EFFORT,
        "cores": workers.cores(),
        **more,
    }
    file = output.with_suffix(".json")
    file.write_text(json.dumps(config))
    return ["node", str(HERE / "sharp.mjs"), str(file)]


def equal_quality(folder: Path) -> dict[str, int]:
    """Return the qualities at which sharp's renditions are as like the original as ours (SSIM at 800 pixels, each against its own pixels)."""
    source, output = folder / "four", folder / "sharp-tries"
    source.mkdir()
    output.mkdir()
    for photograph in PHOTOGRAPHS:
        shutil.copy(photograph, source)
    ours = Quality(**QUALITY)
    subprocess.run(sharp_command(source, output, {**QUALITY}, widths=[800], formats=["png"]), check=True)
    references = {file.stem: Image.open(file).convert("RGB") for file in output.glob("*.png")}
    wanted = {}
    for name, function in (("avif", encode.encode_avif), ("webp", encode.encode_webp), ("jpeg", encode.encode_jpeg)):
        made = folder / "ours"
        made.mkdir(exist_ok=True)
        for stem, image in references.items():
            (made / f"{stem}.{name}").write_bytes(function(image.copy(), ours, Notice()))
        wanted[name] = _mean(ssim(image, _opened(made / f"{stem}.{name}")) for stem, image in references.items())
    found = dict(QUALITY)
    for name, ending in (("avif", "avif"), ("webp", "webp"), ("jpeg", "jpg")):
        tries = {}
        for quality in range(QUALITY[name] - 4, QUALITY[name] + 5):
            subprocess.run(
                sharp_command(source, output, {**QUALITY, name: quality}, widths=[800], formats=[ending]), check=True
            )
            tries[quality] = _mean(ssim(image, _opened(output / f"{stem}.{ending}")) for stem, image in references.items())
        found[name] = min(tries, key=lambda quality: abs(tries[quality] - wanted[name]))
    return found


def alike(source: Path, output: Path) -> str:
    """Return the mean SSIM over all formats of the first four pictures against Pillow's own scaling of the whole original."""
    found = []
    for file in sorted(source.iterdir())[: len(PHOTOGRAPHS)]:
        with Image.open(file) as opened:
            whole = ImageOps.exif_transpose(opened).convert("RGB")
        for width in (800, 1600):
            for ending in FORMATS:
                made = _opened(output / f"{file.stem}-{width}.{ending}")
                found.append(ssim(whole.resize(made.size, Image.Resampling.LANCZOS), made))
    return f"{_mean(found):.3f}"


def _opened(file: Path) -> Image.Image:
    with Image.open(file) as image:
        return image.convert("RGB")


def _mean(values: Iterable[float]) -> float:
    return statistics.fmean(values)


def measured(command: list[str]) -> tuple[float, float, float]:
    """Run a program; return wall seconds, CPU seconds with those of its children, megabytes of its largest process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:3]} failed")
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit


def warm(folder: Path, _number: int, rounds: int) -> None:
    """Nothing changed: a site with 200 pictures against the same site without."""
    settings = f"import runpy\nglobals().update(runpy.run_path({str(ROOT / 'pelicanconf.py')!r}))\n"
    settings += f"PLUGIN_PATHS = [{str(ROOT / 'plugins')!r}]\nTHEME = {str(ROOT / 'theme')!r}\n"
    with Image.open(PHOTOGRAPHS[0]) as image:
        image.draft("RGB", (1200, 800))
        small = image.resize((1200, 675))
    for name, count in (("without", 0), ("with", 200)):
        write(folder / name, {**GOOD, "pelicanconf.py": settings})
        for number in range(count):
            picture = folder / name / f"content/pictures/p{number}"
            small.paste((number, 0, 0), (0, 0, 40, 40))
            small.save(picture.with_suffix(".jpg"), quality=90)
            picture.with_suffix(".md").write_text(f"Alt: Picture {number}\nCredit: Somebody\n\nWords {number}.\n")
        measured_in(folder / name)
        time.sleep(3)  # what changed just now is read again
        measured_in(folder / name)
    more = []
    for _ in range(max(rounds, 5)):
        without, with_them = measured_in(folder / "without"), measured_in(folder / "with")
        more.append(with_them - without)
    print(f"\nNothing changed, 200 pictures: {statistics.median(more):.2f} s more than without (best {min(more):.2f} s)")


def measured_in(site: Path) -> float:
    """Return the wall seconds of a build."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pelican", "content"], cwd=site, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def memory(folder: Path, _number: int, _rounds: int) -> None:
    """One picture of 100 megapixels, by the format it comes in."""
    print("\n| 100 megapixels | memory | wall |\n| --- | --- | --- |")
    with Image.open(PHOTOGRAPHS[0]) as image:
        large = image.convert("RGB").resize((12_000, 8_400), Image.Resampling.BICUBIC)
    for name, ending, mode, options in (
        ("JPEG", "jpg", "RGB", {"quality": 85}),
        ("JPEG, CMYK", "jpg", "CMYK", {"quality": 85}),
        ("PNG", "png", "RGB", {"compress_level": 1}),
        ("PNG with alpha", "png", "RGBA", {"compress_level": 1}),
        ("WebP", "webp", "RGB", {"quality": 80, "method": 0}),
        ("TIFF", "tif", "RGB", {}),
        ("AVIF", "avif", "RGB", {"quality": 60, "speed": 10}),
    ):
        source, output = folder / "one", folder / "made"
        for each in (source, output):
            shutil.rmtree(each, ignore_errors=True)
            each.mkdir()
        large.convert(mode).save(source / f"large.{ending}", **options)  # type: ignore[arg-type]
        wall, _, most = measured([sys.executable, __file__, "--run", "dateline", str(source), str(output)])
        print(f"| {name} | {most:.0f} MB | {wall:.1f} s |", flush=True)


if __name__ == "__main__":
    main()
