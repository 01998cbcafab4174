"""A certificate for `localhost` that nobody but a test trusts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Once


def certificate_of(once: Once) -> Path:
    """Return a folder with `cert.pem` and `key.pem` (`once` is the fixture); without openssl the test is skipped."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not there")

    def make(folder: Path) -> None:
        subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
        made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject, "-keyout", "key.pem", "-out", "cert.pem")
        subprocess.run(made, cwd=folder, check=True, capture_output=True)

    return once("certificate", make)
