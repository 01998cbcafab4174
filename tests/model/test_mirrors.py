"""Where else the site is: what the model makes of it, and what is told of the site's own address."""

from __future__ import annotations

import pytest
from dateline.model.mirrors import mirrors_of, onion_of
from dateline.problems import Misread, Problems
from dateline.read.mirrors import mirror, onion
from dateline.read.public_key import public_key
from dateline.read.records import Item, Record
from dateline.signing import new_pair

HOST = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion"


@pytest.mark.parametrize(
    ("written", "address"),
    [(HOST, f"http://{HOST}"), (f"http://{HOST}/", f"http://{HOST}"), (f" {HOST}/base/ ", f"http://{HOST}/base"), (f"https://www.{HOST}", f"https://www.{HOST}")],
)
def test_an_onion_is_an_address_to_which_pages_can_be_added(written: str, address: str) -> None:
    assert onion(written) == address


def test_a_mirror_has_no_slash_at_its_end() -> None:
    assert mirror("https://example.net/harbour/") == "https://example.net/harbour"


def head(**values: str) -> Record:
    return Record("event", "content/event.md", "event", 1, {name: (Item(value, 3),) for name, value in values.items()})


@pytest.mark.parametrize("siteurl", ["https://example.org/base", "https://www.EXAMPLE.org/base", "http://example.org/base/"])
def test_the_sites_own_address_is_no_mirror(siteurl: str) -> None:
    problems = Problems()
    assert mirrors_of(head(mirrors="https://example.org/base"), siteurl, problems)
    assert [str(each) for each in problems.sorted()] == ['content/event.md:3: Mirrors: "https://example.org/base" is the site\'s own address: name copies alone: delete it']


def test_a_site_that_is_in_tor_alone_needs_no_onion() -> None:
    problems = Problems()
    onion_of(head(onion=f"http://{HOST}"), f"http://{HOST}", problems)
    assert [str(each) for each in problems.sorted()] == [f'content/event.md:3: Onion: "http://{HOST}" is the site\'s own address: browsers are there already: delete it']
    assert onion_of(head(onion=f"http://{HOST}"), "https://example.org", Problems()) == f"http://{HOST}"


def test_a_secret_key_in_event_md_is_told_and_not_repeated() -> None:
    secret, public = new_pair("")
    assert public_key(public.decode()) == public.decode().splitlines()[1]
    with pytest.raises(Misread, match="this is a secret key, which nobody but its owner should see") as told:
        public_key(secret.decode().splitlines()[1])
    assert secret.decode().splitlines()[1][:12] not in f"{told.value.what}{told.value.do}"
