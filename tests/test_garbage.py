"""Cycles are not searched for during a build, and are again after it; what has been imported is passed over."""

import gc
import weakref

import pytest
from dateline.garbage import spare_collector, unsearched


def test_searching_begins_again_whatever_happens() -> None:
    found = []

    @unsearched()
    def fail() -> None:
        found.append(gc.isenabled())
        raise ValueError("wrong")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="wrong"):
        fail()
    assert found == [False]
    assert gc.isenabled()


def test_who_had_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with unsearched():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_there_is_stays_and_later_garbage_is_found() -> None:
    class Circle:
        def __init__(self) -> None:
            self.itself = self

    before = gc.get_threshold()
    try:
        spare_collector()
        assert gc.get_freeze_count() > 1000
        seen = weakref.ref(Circle())
        gc.collect()
        assert seen() is None
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
