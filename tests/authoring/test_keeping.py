"""`dateline keep`: files are copied to where they are kept, and written down with their hashes; all of it, or nothing."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dateline.authoring.keeping import keep
from dateline.authoring.project import Project
from dateline.authoring.records import with_items
from dateline.problems import Misread, Problems

from tests.authoring.commanded import good_project, refused
from tests.read.test_kept_copies import sha
from tests.sites import small_picture, write

PAGE = small_picture()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(tmp_path, {"page.png": PAGE, "page.html": b"<html>", "second.txt": b"said"})
    os.utime(tmp_path / "page.png", (1_641_400_000, 1_641_400_000))
    return good_project(tmp_path)


def kept(project: Project, source: str, *files: str, publish: bool = False, **given: str) -> None:
    said = {"captured": "", "by": "", "with_": "", "note": "", **given}
    keep(project, source, [str(project.root / file) for file in files], publish, **said)


def sources(project: Project) -> str:
    return (project.content / "data/sources.yaml").read_text("utf-8")


def test_a_file_is_copied_and_written_down(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = sources(project)
    kept(project, "agency", "page.png", by="A Reporter", with_="a camera: mine", note="Before noon")
    assert (project.content / "kept/agency/page.png").read_bytes() == PAGE
    written = (
        f"  kept:\n  - file: agency/page.png\n    sha256: {sha(PAGE)}\n    captured: 2022-01-05\n    by: A Reporter\n"
        '    with: "a camera: mine"\n    note: Before noon\n'
    )
    assert sources(project) == before.replace("  date: 2022-01-05\n", f"  date: 2022-01-05\n{written}")
    said = capsys.readouterr().out
    assert f"content/data/sources.yaml: agency keeps agency/page.png (content/kept/agency/page.png), captured 2022-01-05: SHA-256 {sha(PAGE)}" in said
    assert "Not published" in said
    kept(project, "agency", "second.txt", publish=True, captured="6 January 2022")
    more = f"  - file: agency/second.txt\n    sha256: {sha(b'said')}\n    captured: 2022-01-06\n    publish: yes\n"
    assert sources(project) == before.replace("  date: 2022-01-05\n", f"  date: 2022-01-05\n{written}{more}")
    assert "--captured: 6 January 2022 is taken for 2022-01-06" in capsys.readouterr().out


def test_what_lies_in_its_place_stays_there(project: Project) -> None:
    write(project.content, {"kept/some/where/page.png": PAGE})
    kept(project, "paper", "content/kept/some/where/page.png")
    assert "  - file: some/where/page.png\n" in sources(project)
    assert [file.name for file in (project.content / "kept").rglob("*") if file.is_file()] == ["page.png"]


def test_what_is_not_published_goes_where_the_settings_say(project: Project, tmp_path: Path) -> None:
    project = replace(project, kept=tmp_path / "safe")
    kept(project, "paper", "page.html")
    kept(project, "paper", "page.png", publish=True)
    assert (tmp_path / "safe/paper/page.html").is_file()
    assert (project.content / "kept/paper/page.png").is_file()
    assert not (project.content / "kept/paper/page.html").exists()


def test_what_cannot_be_kept(project: Project) -> None:
    write(project.content, {"kept/agency/second.txt": b"another"})
    assert refused(project, lambda: kept(project, "agnecy", "page.png")) == ['unknown source "agnecy": did you mean "agency"?']
    assert refused(project, lambda: kept(project, "agency", "page.png", "page.htm", publish=True)) == [f"{project.root}/page.htm: there is no such file: correct its name"]
    assert refused(project, lambda: kept(project, "agency", "page.png", captured="soon"))[0].startswith("--captured: ")
    (told,) = refused(project, lambda: kept(project, "agency", "page.png", "page.html", publish=True))
    assert told.startswith(f"{project.root}/page.html: files of this kind are not published, because browsers might run them")
    (told,) = refused(project, lambda: kept(project, "agency", "second.txt"))
    assert told == f"{project.root}/second.txt: content/kept/agency/second.txt is there already, and is another file: rename one of the two"
    kept(project, "agency", "page.png")
    (told,) = refused(project, lambda: kept(project, "agency", "page.png"))
    assert told == f"{project.root}/page.png: agency keeps this file already, as agency/page.png: name another"


class Terminal(io.StringIO):
    """Standard input as somebody types into it."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks_for_what_was_not_said(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("soon\n2022-01-05 19:30+06:00\nA Reporter\n\n"))
    kept(project, "paper", "page.png")
    assert f"    sha256: {sha(PAGE)}\n    captured: 2022-01-05T19:30+06:00\n    by: A Reporter\n" in sources(project)
    assert "with" not in sources(project)
    asked = capsys.readouterr().out
    assert "Captured on which day, or at which time with its offset? [2022-01-05]: " in asked


def items(text: str, key: str = "a", problems: Problems | None = None, **_: Any) -> str:
    return with_items(text, "sources", "sources.yaml", key, "kept", [["file: x.txt", f"sha256: {'0' * 63}a", "captured: 2022"]], problems or Problems())


HEAD = "a:\n  title: A\n  publisher: P\n"
NEW = f"  - file: x.txt\n    sha256: {'0' * 63}a\n    captured: 2022\n"
OLD = NEW.replace("x.txt", "old.txt")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD, f"{HEAD}  kept:\n{NEW}"),
        (HEAD.rstrip("\n"), f"{HEAD}  kept:\n{NEW}"),
        (f"{HEAD}\n# Next\nb:\n  title: B\n  publisher: P\n", f"{HEAD}  kept:\n{NEW}\n# Next\nb:\n  title: B\n  publisher: P\n"),
        (f"{HEAD}  # url: its address\n\n\n", f"{HEAD}  kept:\n{NEW}  # url: its address\n\n\n"),
        (f"{HEAD}  note: n  # why\n", f"{HEAD}  note: n  # why\n  kept:\n{NEW}"),
        (f"{HEAD}  note: |\n    one\n\n    two\n\n", f"{HEAD}  note: |\n    one\n\n    two\n  kept:\n{NEW}\n"),
        (f"{HEAD}  kept:\n{OLD}  note: n\n", f"{HEAD}  kept:\n{OLD}{NEW}  note: n\n"),
        (f"{HEAD}  kept:\n  {OLD.replace(chr(10) + '  ', chr(10) + '    ')}", None),
        (HEAD.replace("\n", "\r\n"), f"{HEAD}  kept:\n{NEW}".replace("\n", "\r\n")),
        (f"{HEAD}  authors: [one,\n    two]\n", f"{HEAD}  authors: [one,\n    two]\n  kept:\n{NEW}"),
    ],
)
def test_an_item_stands_behind_what_was_there(before: str, after: str | None) -> None:
    problems = Problems()
    whole = items(before, problems=problems)
    assert problems.sorted() == []
    if after is not None:
        assert whole == after
    else:
        assert whole.count("    - file: ") == 2


@pytest.mark.parametrize("text", ["a: {title: A, publisher: P}\n", f"{HEAD}  kept: []\n", f"{HEAD}  kept: [{{file: a, sha256: {'0' * 63}a, captured: 2022}}]\n"])
def test_what_is_written_in_braces_is_not_added_to(text: str) -> None:
    with pytest.raises(Misread):
        items(text)
