"""Web archives: their pages and times, and whether they are whole; read within bounds, whatever they hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from dateline.problems import Misread
from dateline.read import wacz as reader
from dateline.read.wacz import CapturedPage, read_wacz

from tests.waczs import FILES, PAGES, wacz


def read(tmp_path: Path, data: bytes) -> reader.WebArchive:
    file = tmp_path / "copy.wacz"
    file.write_bytes(data)
    return read_wacz(file)


def test_its_pages_and_their_times(tmp_path: Path) -> None:
    found = read(tmp_path, wacz())
    assert found.count == 2
    assert found.pages == (
        CapturedPage("https://example.org/people-meet", "People meet", "2022-01-05T18:30+00:00"),
        CapturedPage("https://example.org/more", "", "2022-01-05T18:31+00:00"),
    )


def test_of_many_pages_the_first_are_remembered(tmp_path: Path) -> None:
    line = '{"url": "https://example.org/", "ts": "2022-01-05T18:30:12Z"}\n'
    found = read(tmp_path, wacz({**FILES, "pages/pages.jsonl": (line * 1200).encode()}))
    assert (found.count, len(found.pages)) == (1200, 1000)


def _listed(line: str) -> bytes:
    return wacz({**FILES, "pages/pages.jsonl": (PAGES + line).encode()})


BROKEN = {
    "another WARC": (wacz(said={"archive/data.warc.gz": "sha256:" + "0" * 64}), '"archive/data.warc.gz" in it is not the file of which datapackage.json has the hash'),
    "another list": (wacz(digest="sha256:" + "0" * 64), "datapackage.json is not the one of which datapackage-digest.json has the hash"),
    "a file is missing": (wacz(said={"archive/other.warc.gz": "sha256:" + "0" * 64}), 'datapackage.json names "archive/other.warc.gz", which is not in it'),
    "a hash of another kind": (wacz(said={"archive/data.warc.gz": "crc32:12"}), 'the hash of "archive/data.warc.gz" in it cannot be checked ("crc32:12")'),
    "no hash": (wacz(said={"archive/data.warc.gz": "None"}), 'the hash of "archive/data.warc.gz" in it cannot be checked ("None")'),
    "no pages": (wacz({name: data for name, data in FILES.items() if "pages" not in name}), "it has no pages/pages.jsonl"),
    "no time": (_listed('{"url": "https://example.org/"}\n'), "line 4 of pages/pages.jsonl in it names no page and time"),
    "no JSON": (_listed("{\n"), "line 4 of pages/pages.jsonl in it is no JSON object"),
    "leads out": (wacz(more={"../../etc/cron.d/x": b""}), 'the name "../../etc/cron.d/x" in it leads out of it'),
    "from the root": (wacz(more={"/etc/passwd": b""}), 'the name "/etc/passwd" in it leads out of it'),
    "a drive": (wacz(more={"C:x": b""}), 'the name "C:x" in it leads out of it'),
    "a bomb": (wacz({**FILES, "archive/zeros.warc": bytes(20_000_000)}), "unpacked it would be more than a hundred times as large"),
    "cut off": (wacz()[:-40], "it is no whole ZIP file (File is not a zip file)"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_not_whole_or_may_harm(tmp_path: Path, name: str) -> None:
    data, what = BROKEN[name]
    with pytest.raises(Misread) as told:
        read(tmp_path, data)
    assert told.value.what == what


def _packed(method: int) -> bytes:
    """Return a web archive that is packed by another method, and whose first file cannot be unpacked."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("datapackage.json", '{"resources": []}')
    data = bytearray(made.getvalue())
    begins = data.index(b"datapackage.json") + len("datapackage.json")
    data[begins + 9 : begins + 20] = bytes(each ^ 0x55 for each in data[begins + 9 : begins + 20])
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [_packed(zipfile.ZIP_LZMA), _packed(zipfile.ZIP_BZIP2), wacz(more={"é.txt": b""}).replace("é.txt".encode(), b"\xff\xfe.txt")],
    ids=["LZMA", "bzip2", "a name in no encoding"],
)
def test_what_cannot_be_unpacked_is_told_and_stops_nothing_else(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Misread, match=r"it is no whole ZIP file \("):
        read(tmp_path, data)


def test_a_file_that_cannot_be_read_is_no_fault_of_what_is_in_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_wacz(tmp_path / "none.wacz")


@pytest.mark.parametrize("at", [200, 60, 400])
def test_a_flipped_byte_is_seen(tmp_path: Path, at: int) -> None:
    data = bytearray(wacz())
    data[at] ^= 1
    with pytest.raises(Misread):
        read(tmp_path, bytes(data))


def test_a_list_that_is_too_long_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_LIST", 100)
    with pytest.raises(Misread, match="more than 100"):
        read(tmp_path, wacz())


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_MOST_MEMBERS", 4)
    with pytest.raises(Misread, match="it holds 5 files, more than 4"):
        read(tmp_path, wacz())


def test_a_name_that_stands_twice(tmp_path: Path) -> None:
    made = io.BytesIO(wacz())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("pages/pages.jsonl", b"")
    with pytest.raises(Misread, match="stands in it a second time"):
        read(tmp_path, made.getvalue())
