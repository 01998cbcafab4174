"""Files that wait on disk are there, in their order, whichever process has put them."""

from pathlib import Path

from dateline.aside import Aside, Awaited
from dateline.sharing import beside

FILES = {"b/2.json": b"{}" * 50_000, "a/1.csv": b"", "c": "ж".encode()}


def test_files_are_as_they_were_put(tmp_path: Path) -> None:
    aside = Aside(tmp_path)
    there = aside.found(aside.put(FILES.items()))
    assert list(there.items()) == list(FILES.items())
    assert list(tmp_path.iterdir()) == []


def test_another_process_may_put_them(tmp_path: Path) -> None:
    aside = Aside(tmp_path)
    with beside(lambda: aside.put(FILES.items())) as made:
        assert dict(aside.found(made())) == FILES


def test_what_is_put_again_takes_the_place_of_what_was(tmp_path: Path) -> None:
    """As when a child that had begun was killed, and its parent does it."""
    aside = Aside(tmp_path)
    aside.put([("x", b"long " * 1000)])
    assert dict(aside.found(aside.put(FILES.items()))) == FILES


def test_what_is_awaited_is_asked_for_once_and_only_when_it_is_needed() -> None:
    asked: list[int] = []

    def made() -> dict[str, bytes]:
        asked.append(1)
        return {"a": b"1", "b": b"2"}

    files = Awaited(made)
    assert not asked
    assert (dict(files), len(files), files["a"], "c" in files) == ({"a": b"1", "b": b"2"}, 2, b"1", False)
    assert asked == [1]
