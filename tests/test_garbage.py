"""Cycles are not searched for during a build, and are again after it."""

import gc

import pytest
from dateline.garbage import unsearched


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
