"""`dateline verify` on a disk: each way in which a copy can be false is told, and nothing outside of it is read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from dateline.authoring.project import Stop
from dateline.authoring.verifying import verify
from dateline.deliver.manifest import MANIFEST, SIGNATURE, write_manifest
from dateline.read.public_key import key_id, public_bytes
from dateline.verify.places import Limits

from tests.verify.copies import copy_of, pair, sign

PAGE = "timeline/index.html"


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A signed copy, number 7; numbers are kept in a folder of this test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return copy_of(tmp_path / "copy")


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """A function that verifies, and returns the exit status and what was said."""

    def run(where: object, key: str | None = "", at_least: int = -1, limits: Limits | None = None) -> tuple[int, str, str]:
        code = verify(str(where), pair(key)[1] if key is not None else "", at_least, limits)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


Told = Callable[..., tuple[int, str, str]]


def test_a_true_copy(copy: Path, told: Told) -> None:
    code, said, wrong = told(copy)
    number = key_id(public_bytes(pair()[1]))
    assert (code, wrong) == (0, "")
    assert said.splitlines()[:2] == [f"{copy}/ has all 5 files of its list, unchanged (0 kB).", f"The list is signed with {number}; it is number 7."]
    assert "No build was seen with this key before, so whether this is the newest build cannot be told" in said


def _tampered(folder: Path) -> None:
    (folder / PAGE).write_text("<h1>Another truth</h1>")


def _truncated(folder: Path) -> None:
    (folder / "pictures/a b é.webp").unlink()
    os.truncate(folder / PAGE, 4)


def _extended(folder: Path) -> None:
    (folder / "timeline/extra.html").write_text("<h1>More</h1>")
    (folder / ".hidden").write_text("")


def _tampered_with_its_list(folder: Path) -> None:
    _tampered(folder)
    write_manifest(folder, {})


def _unsigned(folder: Path) -> None:
    (folder / SIGNATURE).unlink()


def _signed_by_another(folder: Path) -> None:
    _tampered_with_its_list(folder)
    sign(folder, 99, "another")


def _other_comment(folder: Path) -> None:
    signature = (folder / SIGNATURE).read_text()
    (folder / SIGNATURE).write_text(signature.replace("serial:7", "serial:8"))


def _no_signature(folder: Path) -> None:
    (folder / SIGNATURE).write_text("<h1>Not found</h1>")


def _huge_signature(folder: Path) -> None:
    (folder / SIGNATURE).write_bytes(b"x" * 30_000)


def _line_ends(folder: Path) -> None:
    (folder / MANIFEST).write_bytes((folder / MANIFEST).read_bytes().replace(b"\n", b"\r\n"))


def _climbing(folder: Path) -> None:
    (folder.parent / "secret").write_text("secret")
    with (folder / MANIFEST).open("a") as file:
        file.write(f"{'0' * 64}  ../secret\n")


def _link(folder: Path) -> None:
    (folder / PAGE).rename(folder.parent / "elsewhere.html")
    (folder / PAGE).symlink_to(folder.parent / "elsewhere.html")


def _link_of_a_folder(folder: Path) -> None:
    (folder / "timeline").rename(folder.parent / "timeline")
    (folder / "timeline").symlink_to(folder.parent / "timeline")


def _pipe(folder: Path) -> None:
    (folder / PAGE).unlink()
    os.mkfifo(folder / PAGE)


FALSE: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "tampered": (_tampered, "timeline/index.html: changed: it is not the file of the list"),
    "truncated": (_truncated, "timeline/index.html: changed: it is not the file of the list|pictures/a b é.webp: missing"),
    "extended": (_extended, ".hidden: added: the list does not name it|timeline/extra.html: added: the list does not name it"),
    "tampered with its list": (_tampered_with_its_list, "SHA256SUMS: its signature does not hold: the list, or what is signed with it, was changed"),
    "unsigned": (_unsigned, "SHA256SUMS: there is no SHA256SUMS.minisig, so the list may be anybody's"),
    "signed by another": (_signed_by_another, "SHA256SUMS: it is signed with another key ("),
    "another comment": (_other_comment, "SHA256SUMS: its signature does not hold: the list, or what is signed with it, was changed"),
    "a page for a signature": (_no_signature, "SHA256SUMS: its signature cannot be read (invalid number of lines)"),
    "a huge signature": (_huge_signature, "SHA256SUMS: its signature has more than 16 kB"),
    "line ends": (_line_ends, "ends in CRLF|the list's line ends were changed on the way (CRLF), so its signature does not hold"),
    "climbing": (_climbing, "SHA256SUMS: line 6 leads out of the folder of the site|its signature does not hold"),
    "a link": (_link, "timeline/index.html: is a link, or lies behind one: it could lead anywhere"),
    "a link of a folder": (_link_of_a_folder, "timeline/index.html: is a link, or lies behind one: it could lead anywhere|timeline: added"),
    "a pipe": (_pipe, "timeline/index.html: is no file"),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_copy_is_told(copy: Path, told: Told, name: str) -> None:
    falsify, lines = FALSE[name]
    falsify(copy)
    code, said, wrong = told(copy)
    assert code == 1
    for line in lines.split("|"):
        assert line in wrong
    assert f"{copy}/ is not what its publishers made, or it could not be seen." in wrong
    assert "secret" not in said


def test_an_older_build_is_told_however_well_it_is_signed(copy: Path, tmp_path: Path, told: Told) -> None:
    newer = copy_of(tmp_path / "newer", 9)
    assert told(newer)[0] == 0
    code, said, wrong = told(copy)
    assert code == 1
    assert "The build has number 7, and 9 was seen before: it is an older one" in wrong
    assert "has all 5 files of its list, unchanged" in said
    code, said, _ = told(newer)
    assert code == 0
    assert "It is not older than the newest that was seen here (9)" in said
    unnumbered = copy_of(tmp_path / "unnumbered", 0)
    assert "The build has no number, and number 9 was seen before" in told(unnumbered)[2]


def test_what_was_seen_is_kept_for_oneself_and_by_key(copy: Path, tmp_path: Path, told: Told) -> None:
    told(copy)
    file = tmp_path / "state/dateline/verified.json"
    assert file.stat().st_mode & 0o77 == 0
    assert pair()[1] not in file.read_text(), "whoever finds it learns a hash"
    sign(copy, 3, "another")
    assert told(copy, "another")[0] == 0, "numbers of one key say nothing of another's"
    file.write_text("[")
    with pytest.raises(ValueError, match="where the highest numbers of builds are kept"):
        told(copy, "another")
    assert file.read_text() == "["


def test_a_number_that_is_asked_for(copy: Path, tmp_path: Path, told: Told) -> None:
    code, said, _ = told(copy, at_least=7)
    assert code == 0
    assert "It is not older than number 7." in said
    code, _, wrong = told(copy, at_least=8)
    assert code == 1
    assert "The build has number 7, and 8 was asked for: it is an older one" in wrong
    assert not (tmp_path / "state").exists(), "who names a number leaves no trace"
    sign(copy, 0)
    assert "The build has no number, and 1 was asked for" in told(copy, at_least=1)[2]


def test_without_a_key_or_a_number_it_says_what_it_cannot_tell(copy: Path, told: Told) -> None:
    code, said, wrong = told(copy, None)
    assert (code, wrong) == (0, "")
    assert "The list is signed, but by whom was not looked at" in said
    assert "whether this is the newest build cannot be told, either" in said
    (copy / SIGNATURE).unlink()
    assert "The list is not signed: whoever changed a file could change the list with it." in told(copy, None)[1]
    sign(copy, 0)
    assert "The build has no number, so whether this is the newest build cannot be told." in told(copy)[1]


def test_a_list_that_another_program_signed(copy: Path, told: Told, tmp_path: Path) -> None:
    """minisign's own comment says when and of what file; as another file's it is refused."""
    from dateline.signing import opened

    secret = opened(pair()[0], str)
    manifest = (copy / MANIFEST).read_bytes()
    for comment, code in (("timestamp:1795716442\tfile:SHA256SUMS\thashed", 0), ("", 0), ("file:other.txt", 1), ("serial:1\tserial:2", 1), ("serial:seven", 1)):
        (copy / SIGNATURE).write_bytes(bytes(secret.sign(manifest, trusted_comment=comment)))
        assert told(copy)[0] == code, comment


def test_the_file_of_an_edition_beside_its_list(copy: Path, tmp_path: Path, told: Told) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for name in (MANIFEST, SIGNATURE):
        shutil.copy(copy / name, stick)
    edition = Path(shutil.copy(copy / "pictures/a b é.webp", stick))
    (stick / "letters.txt").write_text("not of the site")
    code, said, wrong = told(edition)
    assert (code, wrong) == (0, "")
    assert f"{edition} is pictures/a b é.webp of the list." in said
    renamed = edition.rename(stick / "image (1).webp")
    assert f"{renamed} is pictures/a b é.webp of the list." in told(renamed)[1], "as a browser names a second download"
    edition.write_text("other")
    assert f"{edition}: changed: it is not the file of the list." in told(edition)[2]
    assert "the list beside it has no such file" in told(stick / "letters.txt")[2]


def test_what_desktops_leave_behind_is_no_forgery(copy: Path, told: Told) -> None:
    (copy / ".DS_Store").write_text("")
    assert told(copy)[0] == 0


def test_it_is_bounded(copy: Path, told: Told) -> None:
    assert "404.html: has more than 0 kB" in told(copy, limits=Limits(file_bytes=4))[2]
    assert "more than 0 kB were read: 4 of 5 files were not looked at" in told(copy, limits=Limits(all_bytes=20))[2]
    assert "it took more than 0 minutes: 5 of 5 files were not looked at" in told(copy, limits=Limits(all_seconds=0))[2]


def test_a_folder_with_too_much_else_in_it_is_left(copy: Path, told: Told) -> None:
    for number in range(5):
        (copy / f"{number}.txt").write_text("")
    code, _, wrong = told(copy, limits=Limits(added=3))
    assert code == 1
    assert "more than 3 files are in the folder that the list does not name" in wrong


def test_a_secret_key_is_not_shown_again(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "event.key").write_bytes(pair()[0])
    with pytest.raises(Stop) as stopped:
        verify(str(copy), str(tmp_path / "event.key"))
    assert "--key: this is a secret key, which nobody but its owner should see: write the public one, of the file that ends in .pub" in stopped.value.message
    assert pair()[0].decode().splitlines()[1][:20] not in stopped.value.message


def test_many_files_are_told_in_few_lines(tmp_path: Path, told: Told) -> None:
    folder = copy_of(tmp_path / "copy", files={f"{number}.html": "" for number in range(50)})
    for file in folder.glob("*.html"):
        file.unlink()
    wrong = told(folder)[2].splitlines()
    assert len([line for line in wrong if line.endswith(": missing")]) == 21
    assert "... and 30 more: missing" in wrong


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        (("{}/nowhere", "", -1), "is neither a folder nor a file nor an address", 2),
        (("ftp://example.org/", "", -1), "is no address of a site", 2),
        (("https://user@example.org/", "", -1), "is no address of a site", 2),
        (("https://example.org:port/", "", -1), "is no address of a site", 2),
        (("{}", "RWnonsense", -1), 'is no public key of minisign', 2),
        (("{}", "", 3), "--at-least says nothing without --key", 2),
        (("{}/pictures", "", -1), "has no SHA256SUMS", 1),
    ],
)  # fmt: skip
def test_what_cannot_be_begun(copy: Path, arguments: tuple[str, str, int], message: str, code: int) -> None:
    where, key, at_least = arguments
    with pytest.raises(Stop) as stopped:
        verify(where.format(copy), key, at_least)
    assert message in stopped.value.message
    assert stopped.value.code == code
