"""Addresses in tables are proved, whether or not the site knows its own."""

from __future__ import annotations

import pytest
from dateline.deliver.proof import Proof

HEAD = "id,url,title\r\n"
THERE = {"timeline/2022-01-05/square/index.html", "downloads/timeline.csv"}


@pytest.mark.parametrize(("root", "siteurl", "before"), [(None, "", ""), ("/base/", "https://example.org/base", "https://example.org/base/")])
def test_an_entry_that_is_not_there_is_told(root: str | None, siteurl: str, before: str) -> None:
    proof = Proof(root, siteurl)
    proof.export("downloads/timeline.csv", f"{HEAD}square,{before}timeline/2022-01-05/square/,Square\r\nlost,{before}timeline/2022-01-05/lost/,Lost\r\n".encode())
    assert [fault.words[0].rpartition("timeline/")[2] for fault in proof.faults(THERE)] == ["2022-01-05/lost/"]


def test_addresses_of_others_are_theirs() -> None:
    proof = Proof(None, "")
    proof.export("downloads/sources.csv", f"{HEAD}agency,https://example.org/people-meet,People meet\r\npaper,,Paper\r\n".encode())
    assert list(proof.faults(THERE)) == []
