"""Lists that come from anywhere: what they may name."""

from __future__ import annotations

from pathlib import Path

import pytest
from dateline.deliver.manifest import write_manifest
from dateline.verify import lists
from dateline.verify.lists import fault_of, read_list

from tests.verify.copies import FILES, copy_of

H = "0" * 64


def test_a_true_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    found = read_list((folder / "SHA256SUMS").read_bytes())
    assert found.faults == []
    assert set(found.files) == {*FILES, "theme/made-by-dateline.txt"}
    assert write_manifest(folder, {}).files == len(found.files)


FAULTS = {
    "climbs": (f"{H}  ../secret\n", "line 1 leads out of the folder of the site"),
    "climbs within": (f"{H}  a/../../secret\n", "line 1 leads out of the folder of the site"),
    "absolute": (f"{H}  /etc/passwd\n", "line 1 leads out of the folder of the site"),
    "another disk": (f"{H}  C:boot.ini\n", "line 1 leads out of the folder of the site"),
    "backslash": (f"\\{H}  a\\\\..\\\\b\n", "line 1 leads out of the folder of the site"),
    "a line in a name": (f"\\{H}  a\\nb\n", "line 1 has a control character in its name"),
    "a terminal's command": (f"{H}  a\x1b[2Jb\n", "line 1 has a control character in its name"),
    "the end of a text in C": (f"{H}  a\0b\n", "line 1 has a control character in its name"),
    "no path": (f"{H}  a//b\n{H}  ./c\n{H}  d/\n", "line 1, 2, 3 has a name that is no path"),
    "too long": (f"{H}  {'a' * 1025}\n", "line 1 has a name of more than 1024 bytes"),
    "twice": (f"{H}  a\n{'1' * 64}  a\n", "line 2 names a file a second time"),
    "itself": (f"{H}  SHA256SUMS\n{H}  SHA256SUMS.minisig\n", "line 1, 2 names the list itself, or its signature"),
    "CRLF": (f"{H}  a\r\n{H}  b\r\n", "line 1, 2 ends in CRLF: the line ends were changed on the way; copy it anew, as it is (in FTP: binary)"),
    "a page": ("<!DOCTYPE html>\n<title>Not found</title>\n", "line 1, 2 is none of sha256sum's"),
    "many": ("x\n" * 9, "line 1, 2, 3 and 6 more is none of sha256sum's"),
    "cut short": (f"{H}  a\n{H}  b", "its last line has no end: it was cut short, or changed"),
    "an empty line": (f"{H}  a\n\n{H}  b\n", "line 2 is empty"),
    "nothing": ("", "it is empty"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_no_true_list_says_is_told_and_never_opened(name: str) -> None:
    text, fault = FAULTS[name]
    found = read_list(text.encode())
    assert fault in found.faults
    assert not any(".." in each or each.startswith("/") for each in found.files)


def test_a_name_is_text() -> None:
    assert fault_of(b"\xff.html") == "has a name that is no UTF-8"
    assert fault_of("статьи/қаңтар…🌍.html".encode()) == ""


def test_so_many_files_no_site_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_FILES", 10)
    found = read_list("".join(f"{H}  {number}\n" for number in range(50)).encode())
    assert found.faults == ["it names more than 10 files"]
    assert len(found.files) == 11
