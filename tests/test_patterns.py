"""Patterns that are compiled when they are first used."""

import re

import pytest
from dateline.patterns import late


def test_a_late_pattern_finds_what_it_would_have_found() -> None:
    for pattern in (late(r"(\w)b", re.IGNORECASE), re.compile(r"(\w)b", re.IGNORECASE)):
        found = pattern.search("xaB")
        assert found
        assert (found[1], pattern.sub(r"\1", "abAB"), pattern.pattern, pattern.groups, pattern.findall("cb")) == ("a", "aA", r"(\w)b", 1, ["c"])


def test_it_is_compiled_once_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_now = re.compile

    def noted(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = late("a")
    assert not compiled
    for _ in range(3):
        assert pattern.match("a")
    assert compiled == ["a"]


def test_what_is_no_pattern_is_told() -> None:
    with pytest.raises(re.error):
        late("(").match("")
