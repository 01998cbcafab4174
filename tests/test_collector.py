"""The collector passes over what was there when it was spared, and still finds garbage that is made later."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from dateline.collector import spare


@pytest.fixture
def usual() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


class _Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.mark.usefixtures("usual")
def test_what_there_is_stays_and_later_garbage_is_found() -> None:
    spare()
    assert gc.get_freeze_count() > 1000
    seen = weakref.ref(_Circle())
    gc.collect()
    assert seen() is None
