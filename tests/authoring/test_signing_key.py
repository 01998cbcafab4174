"""`dateline key`: where a secret key may lie, and that none is ever lost."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from dateline.authoring.project import Stop
from dateline.authoring.signing_key import make_key
from dateline.deliver.signature import PASSWORD
from dateline.problems import Misread
from dateline.read.public_key import key_id, public_bytes
from dateline.signing import checked, opened, public_of, serial_in, signed

LIST = b"0" * 64 + b"  index.html\n"


def test_a_pair_is_written_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_key(str(tmp_path / "event.key"), password=False)
    secret, public = tmp_path / "event.key", tmp_path / "event.key.pub"
    said = capsys.readouterr().out
    line = public.read_text().splitlines()[1]
    assert secret.stat().st_mode & 0o777 == 0o600
    assert f"Public_key: {line}" in said
    assert f'DATELINE["key"] = "{secret}"' in said
    assert "without a password" in said
    assert secret.read_text().splitlines()[1] not in said
    key = opened(secret.read_bytes(), pytest.fail)
    assert public_of(key) == public_bytes(line) == public_bytes(public.read_text())
    assert serial_in(checked(LIST, signed(LIST, key, 3), public_bytes(line))) == 3
    assert signed(LIST, key, 3) == signed(LIST, key, 3), "no time, no chance: the same bytes"


def test_a_password_locks_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSWORD, "correct horse")
    make_key(str(tmp_path / "event.key"))
    data = (tmp_path / "event.key").read_bytes()
    assert "encrypted" in data.decode()
    assert opened(data, lambda: "correct horse").get_public_key()
    with pytest.raises(Misread, match="cannot be unlocked"):
        opened(data, lambda: "wrong")


def test_without_a_terminal_nobody_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(Stop, match="nobody is here to give a password"):
        make_key(str(tmp_path / "event.key"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sign", [".git/HEAD", ".git", "pelicanconf.py"])
def test_below_a_repository_it_is_refused(tmp_path: Path, sign: str) -> None:
    (tmp_path / "event/keys").mkdir(parents=True)
    (tmp_path / "event" / sign).parent.mkdir(exist_ok=True)
    (tmp_path / "event" / sign).write_text("")
    (tmp_path / "aside").symlink_to(tmp_path / "event/keys")
    for file in ("event/event.key", "event/keys/event.key", "aside/event.key"):
        with pytest.raises(Stop) as stopped:
            make_key(str(tmp_path / file), password=False)
        assert f"lies in the repository {tmp_path / 'event'}: a secret key there is published sooner or later" in stopped.value.message
        assert stopped.value.code == 2
    assert not list(tmp_path.rglob("event.key*"))


def test_nothing_is_overwritten_and_no_folder_is_made(tmp_path: Path) -> None:
    (tmp_path / "event.key.pub").write_text("mine")
    with pytest.raises(Stop, match=r"event\.key\.pub is there already: a key that is overwritten is lost for good"):
        make_key(str(tmp_path / "event.key"), password=False)
    assert not (tmp_path / "event.key").exists()
    with pytest.raises(Stop, match="keys is not there: make the folder first"):
        make_key(str(tmp_path / "keys/event.key"), password=False)


def test_a_damaged_key_signs_nothing(tmp_path: Path) -> None:
    """Without a password nothing in minisign's format says that a letter is wrong, and every signature would be worth nothing."""
    make_key(str(tmp_path / "event.key"), password=False)
    head, line = (tmp_path / "event.key").read_text().splitlines()
    raw = bytearray(base64.b64decode(line))
    raw[70] ^= 1
    with pytest.raises(Misread, match="its two halves do not belong together"):
        opened(f"{head}\n{base64.b64encode(raw).decode()}\n".encode(), pytest.fail)
    for data in (b"", b"x", (tmp_path / "event.key.pub").read_bytes(), bytes(range(256))):
        with pytest.raises(Misread, match="it is no secret key of minisign"):
            opened(data, pytest.fail)


minisign = pytest.mark.skipif(not shutil.which("minisign"), reason="minisign is not there")


def run(folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(["minisign", *arguments], cwd=folder, capture_output=True, text=True, input="", timeout=60)
    assert done.returncode == code, done.stderr
    return done.stdout


@minisign
def test_minisign_reads_what_we_write(tmp_path: Path) -> None:
    make_key(str(tmp_path / "event.key"), password=False)
    (tmp_path / "SHA256SUMS").write_bytes(LIST)
    (tmp_path / "SHA256SUMS.minisig").write_bytes(signed(LIST, opened((tmp_path / "event.key").read_bytes(), str), 12))
    line = (tmp_path / "event.key.pub").read_text().splitlines()[1]
    assert "Trusted comment: file:SHA256SUMS\tserial:12" in run(tmp_path, "-Vm", "SHA256SUMS", "-P", line)
    run(tmp_path, "-Vm", "SHA256SUMS", "-p", "event.key.pub")
    run(tmp_path, "-Sm", "SHA256SUMS", "-s", "event.key", "-x", "theirs")
    assert "file:SHA256SUMS" in checked(LIST, (tmp_path / "theirs").read_bytes(), public_bytes(line))
    (tmp_path / "SHA256SUMS").write_bytes(LIST + b"x")
    run(tmp_path, "-Vm", "SHA256SUMS", "-P", line, code=1)


@minisign
def test_we_read_what_minisign_writes(tmp_path: Path) -> None:
    said = run(tmp_path, "-G", "-W", "-s", "their.key", "-p", "their.pub")
    public = public_bytes((tmp_path / "their.pub").read_text())
    assert key_id(public).lstrip("0") in (tmp_path / "their.pub").read_text()  # they leave out noughts at its beginning
    assert "RW" in said
    key = opened((tmp_path / "their.key").read_bytes(), pytest.fail)
    assert public_of(key) == public
    (tmp_path / "SHA256SUMS").write_bytes(LIST)
    (tmp_path / "SHA256SUMS.minisig").write_bytes(signed(LIST, key, 0))
    assert "Trusted comment: file:SHA256SUMS" in run(tmp_path, "-Vm", "SHA256SUMS", "-p", "their.pub")
