"""Builds that are signed: with the key and the number that the settings name, the same bytes for the same list; what is wrong is told before anything is made."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from dateline.deliver.manifest import MANIFEST, SIGNATURE
from dateline.read.public_key import key_id, public_bytes
from dateline.signing import checked, new_pair, serial_in

from tests.authoring.test_check import check
from tests.sites import GOOD, PUBLISH, Finished, pelican, tree, write
from tests.verify.copies import pair

EVENT = "content/event.md"


def settings(**options: object) -> str:
    return f"{PUBLISH}DATELINE |= {options!r}\n"


@pytest.fixture
def signing(site: Path, tmp_path: Path) -> Path:
    """A small site that is signed as number 4; its key lies beside it, and its event names the public one."""
    key = tmp_path / "event.key"
    key.write_bytes(pair()[0])
    key.chmod(0o600)
    event = str(GOOD[EVENT]).replace("Accent:", f"Public_key: {pair()[1]}\nAccent:")
    write(site, {"publishconf.py": settings(key=str(key), serial=4), EVENT: event})
    return site


def made(site: Path) -> Finished:
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL="https://example.org/base")
    assert done.returncode == 0, done.stderr
    return done


def refused(site: Path, **variables: str) -> str:
    before = tree(site / "output")
    done = pelican(site, "content", "-s", "publishconf.py", SITEURL="https://example.org/base", **variables)
    assert done.returncode == 2
    assert tree(site / "output") == before
    return done.stderr


def serial(site: Path) -> int:
    output = site / "output"
    return serial_in(checked((output / MANIFEST).read_bytes(), (output / SIGNATURE).read_bytes(), public_bytes(pair()[1])))


def test_a_build_is_signed_and_says_so(signing: Path) -> None:
    write(signing, {"publishconf.py": settings(key=str(signing.parent / "event.key"), serial=4, editions=("words", "epub"))})
    said = made(signing).stdout
    assert f"; signed with {key_id(public_bytes(pair()[1]))}, number 4," in said
    assert serial(signing) == 4
    assert SIGNATURE not in (signing / "output" / MANIFEST).read_text()
    page = (signing / "output/mirrors/index.html").read_text("utf-8")
    assert f"minisign -Vm SHA256SUMS -P {pair()[1]}" in page
    assert 'href="/base/SHA256SUMS.minisig"' in page
    edition = (signing / "output/downloads/a-small-event-words.html").read_text("utf-8")
    assert f"minisign -Vm SHA256SUMS -P {pair()[1]}" in edition
    assert "The list is signed." in edition
    assert "not signed" not in edition
    with zipfile.ZipFile(signing / "output/downloads/a-small-event.epub") as packed:
        last = max(name for name in packed.namelist() if name.endswith("-edition.xhtml"))
        assert pair()[1] in packed.read(last).decode()


def test_the_same_is_signed_alike_and_what_changes_anew(signing: Path) -> None:
    made(signing)
    first = tree(signing / "output")
    made(signing)
    assert tree(signing / "output") == first
    # Python knows code that it compiled by size and second, and builds are so quick that these settings have both.
    shutil.rmtree(signing / "__pycache__", ignore_errors=True)
    write(signing, {"publishconf.py": settings(key=str(signing.parent / "event.key"), serial=5)})
    made(signing)
    assert serial(signing) == 5
    assert {name for name, digest in tree(signing / "output").items() if first[name] != digest} == {SIGNATURE}
    write(signing, {"content/articles/first.md": str(GOOD["content/articles/first.md"]) + "\nMore.\n"})
    made(signing)
    assert serial(signing) == 5, "of the new list"


def test_without_a_key_a_build_says_once_that_it_is_not_signed(signing: Path) -> None:
    made(signing)
    write(signing, {"publishconf.py": PUBLISH})
    done = made(signing)
    assert done.stdout.count("not signed") == 1
    assert done.stderr == ""
    assert not (signing / "output" / SIGNATURE).exists(), "the old one would be of another list"
    assert "The list is not signed: it shows" in (signing / "output/mirrors/index.html").read_text("utf-8")
    write(signing, {EVENT: GOOD[EVENT]})
    assert "signed" not in made(signing).stdout, "who has no copies need not hear of it"


def test_the_key_of_another_would_make_readers_take_the_site_for_forged(signing: Path) -> None:
    (signing.parent / "event.key").write_bytes(pair("another")[0])
    before = tree(signing / "output")
    done = pelican(signing, "content", "-s", "publishconf.py", SITEURL="https://example.org/base")
    assert done.returncode == 1
    assert "content/event.md:11: Public_key: it is not that of the key with which this build is signed" in done.stderr
    assert f"write {pair('another')[1]}, or sign with the other key" in done.stderr
    assert tree(signing / "output") == before


def test_a_signature_that_nobody_can_check_is_warned_of(signing: Path) -> None:
    write(signing, {EVENT: GOOD[EVENT]})
    assert f"content/event.md: warning: there is no Public_key, and the build is signed: readers do not learn by which key it is checked: write Public_key: {pair()[1]}" in made(signing).stderr


def test_what_is_wrong_with_a_key_is_told_before_anything_is_made(signing: Path, tmp_path: Path) -> None:
    key = tmp_path / "event.key"
    key.write_text("nonsense\n")
    assert f'DATELINE["key"]: {key}: it is no secret key of minisign' in refused(signing)
    key.unlink()
    assert f'DATELINE["key"]: {key} cannot be read (No such file or directory)' in refused(signing)
    (signing / "event.key").write_bytes(pair()[0])
    write(signing, {"publishconf.py": settings(key="event.key")})
    assert f'DATELINE["key"]: the secret key lies in the repository {signing}, and would be published with it' in refused(signing)


def test_a_key_that_others_may_read_is_warned_of(signing: Path) -> None:
    (signing.parent / "event.key").chmod(0o644)
    assert "others on this machine may read the secret key: let it be yours alone: chmod 600" in made(signing).stderr


def test_a_locked_key_needs_its_password(signing: Path, tmp_path: Path) -> None:
    secret, public = new_pair("correct horse")
    (tmp_path / "event.key").write_bytes(secret)
    write(signing, {EVENT: str(GOOD[EVENT]).replace("Accent:", f"Public_key: {public.decode().splitlines()[1]}\nAccent:")})
    assert "has a password, and nobody is here to give it" in refused(signing)
    assert "it cannot be unlocked (wrong password for that key)" in refused(signing, DATELINE_KEY_PASSWORD="wrong")
    done = pelican(signing, "content", "-s", "publishconf.py", SITEURL="https://example.org/base", DATELINE_KEY_PASSWORD="correct horse")
    assert done.returncode == 0, done.stderr
    assert "correct horse" not in "".join(file.read_text("utf-8", "replace") for file in (signing / ".cache").rglob("*.json"))


def test_a_check_needs_no_key(signing: Path) -> None:
    (signing.parent / "event.key").unlink()
    assert check(signing, "--settings", "publishconf.py", "--site", "https://example.org/base").returncode == 0


@pytest.mark.parametrize("name", ["SHA256SUMS.minisig", "sha256sums.MINISIG"])
def test_its_name_is_taken(site: Path, name: str) -> None:
    write(site, {f"content/extra/{name}": "x"})
    done = pelican(site, "content")
    assert done.returncode == 1
    assert f"content/extra/{name}: the address /{name} is used by the site itself" in done.stderr
