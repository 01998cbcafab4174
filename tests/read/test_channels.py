"""Ways to the editors: what is understood, and what a sender would find out too late."""

from __future__ import annotations

import pytest
from dateline.problems import Misread
from dateline.read.channels import Channel, channel

ONION = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"
"""The Tor Project's own, which it names on its pages."""
PRINT = "0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("email: desk@example.org", Channel("email", "desk@example.org", "mailto:desk@example.org")),
        ("E-mail = desk@example.org", Channel("email", "desk@example.org", "mailto:desk@example.org")),
        (f"email: desk@example.org | {PRINT.lower()}", Channel("email", "desk@example.org", "mailto:desk@example.org", PRINT)),
        (
            f"email: desk@example.org | https://example.org/key.asc | 0x{PRINT.replace(' ', '')}",
            Channel("email", "desk@example.org", "mailto:desk@example.org", PRINT, "https://example.org/key.asc"),
        ),
        ("Signal: @desk.01", Channel("signal", "desk.01")),
        ("signal: +7 (727) 000-00-00", Channel("signal", "+7 (727) 000-00-00")),
        ("signal: https://signal.me/#eu/abc", Channel("signal", "https://signal.me/#eu/abc", "https://signal.me/#eu/abc")),
        ("Hush Line: https://tips.example.org/to/desk", Channel("hushline", "tips.example.org/to/desk", "https://tips.example.org/to/desk")),
        (f"onion: {ONION}", Channel("onion", ONION, f"http://{ONION}")),
        (f"onion: http://www.{ONION}/tips/", Channel("onion", f"www.{ONION}/tips", f"http://www.{ONION}/tips/")),
    ],
)
def test_understood(written: str, found: Channel) -> None:
    assert channel(written) == found


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("desk@example.org", 'no "kind: address"'),
        ("telex: 12345", 'unknown kind "telex"'),
        ("email: desk at example.org", "no e-mail address"),
        ("email: https://example.org/", "no e-mail address"),
        ("email: desk@example.org | 89AB CDEF", "neither the fingerprint nor the address"),
        ("signal: desk", "nothing that Signal knows"),
        ("signal: 0727 000000", "nothing that Signal knows"),
        ("signal: desk.01 | 0123", "belongs to no signal"),
        ("hushline: http://tips.example.org/", "can be read on its way"),
        ("hushline: tips", "no web address"),
        (f"onion: {ONION[1:]}", "no onion address"),
        ("onion: example.org", "no onion address"),
        (f"onion: 3{ONION[1:]}", "its checksum is another"),
    ],
)
def test_told(written: str, told: str) -> None:
    with pytest.raises(Misread) as misread:
        channel(written)
    assert told in misread.value.what
    assert misread.value.do
