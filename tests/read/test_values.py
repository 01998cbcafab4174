"""The readers of single values: what each takes, what each makes of it, and what it says of anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateline.problems import Misread
from dateline.read import values

RIGHT: list[tuple[Callable[[str], Any], str, Any]] = [
    (values.text, "  a text ", "a text"),
    (values.yes_no, "Yes", True),
    (values.yes_no, "no ", False),
    (values.yes_no, "true", True),
    (values.choice("news", "analysis"), " News", "news"),
    (values.keys, "a; b ;a;; c-d", ("a", "b", "c-d")),
    (values.names, "Ann Ash; Bo, Jr.", ("Ann Ash", "Bo, Jr.")),
    (values.names, "war, peace", ("war", "peace")),
    (values.slug, "almaty-airport-2", "almaty-airport-2"),
    (values.language, "kk-Latn", "kk-Latn"),
    (values.language, "es-419", "es-419"),
    (values.day, "2022-01-05", date(2022, 1, 5)),
    (values.partial_date, "2022-01", "2022-01"),
    (values.moment, "2022-01-05", datetime(2022, 1, 5, tzinfo=UTC)),
    (values.moment, "2022-01-05 10:30:20", datetime(2022, 1, 5, 10, 30, tzinfo=UTC)),
    (values.moment, "2022-01-05T10:30+06:00", datetime(2022, 1, 5, 4, 30, tzinfo=UTC)),
    (values.colours, "#8C1D18", ("#8c1d18",)),
    (values.colours, "#0b4f5c  #9FD0D9", ("#0b4f5c", "#9fd0d9")),
    (values.colours, "#0b4f5c; #9fd0d9", ("#0b4f5c", "#9fd0d9")),
    (values.zone, "Asia/Almaty", ZoneInfo("Asia/Almaty")),
    (values.web_address, "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    (values.report_address, "desk@example.org", "mailto:desk@example.org"),
    (values.report_address, "https://example.org/errors", "https://example.org/errors"),
    (values.focus, "50% 30.5%", (50.0, 30.5)),
    (values.focus, "0 % 100 %", (0.0, 100.0)),
    (values.focus, "50\u202f%\u00a030\u202f%", (50.0, 30.0)),
    (values.box, "40%, 10%, 12.5%, 20 %", (40.0, 10.0, 12.5, 20.0)),
    (values.yes_no, "on", True),
    (values.keys, "[a, b]", ("a", "b")),
    (values.names, "'Ann'; \"Bo, Jr.\"", ("Ann", "Bo, Jr.")),
    (values.word, "fl\u200bood ", "flood"),
    (values.zone, "Etc/GMT-6", ZoneInfo("Etc/GMT-6")),
    (values.zone, "UTC", ZoneInfo("UTC")),
    (values.unquoted, '"a"', "a"),
    (values.unquoted, "'a'", "a"),
    (values.unquoted, "'it's'", "'it's'"),
    (values.unquoted, '"a" and "b"', '"a" and "b"'),
    (values.unquoted, '"a', '"a'),
    (values.labelled, "mayor: all is well", ("mayor", "all is well")),
    (values.labelled, "The 9:00 shift: yes", ("The 9:00 shift", "yes")),
    (values.labelled, "mayor:all is well at 9:00", ("mayor", "all is well at 9:00")),
    (values.labelled, "市长：一切都好", ("市长", "一切都好")),
    (values.labelled, "Le maire\u00a0:\u00a0tout va bien", ("Le maire", "tout va bien")),
    (values.labelled, "at 9:00", ("", "at 9:00")),
    (values.labelled, "https://example.org", ("", "https://example.org")),
    (values.labelled, "mayor:", ("", "mayor:")),
    (values.labelled, ": yes", ("", ": yes")),
    (values.box, "40,10,12.5,20", (40.0, 10.0, 12.5, 20.0)),
    (values.box, "0, 0, 100, 100", (0.0, 0.0, 100.0, 100.0)),
]


@pytest.mark.parametrize(("read", "written", "made"), RIGHT)
def test_right(read: Callable[[str], Any], written: str, made: Any) -> None:
    assert read(written) == made


ADDRESS = "write it whole, beginning with https://"
POINT = 'write two percentages, from the left and from the top: "50% 30%"'
REGION = "write x,y,w,h in percent, inside the picture: 40,10,12,20"
IANA = "write an IANA zone such as Asia/Almaty"
SLUG = 'write lower-case letters a to z, digits and hyphens: "almaty-airport"'
WRONG: list[tuple[Callable[[str], Any], str, str, str]] = [
    (values.text, " ", "the value is empty", "fill it in or delete the line"),
    (values.yes_no, "maybe", '"maybe" is neither yes nor no', "write yes or no"),
    (values.choice("news", "analysis"), "analisys", '"analisys" is not known here', 'did you mean "analysis"?'),
    (values.choice("news", "analysis"), "x", '"x" is not known here', "write one of news, analysis"),
    (values.keys, "a, b", '"a, b" is one key with a comma', 'separate keys with ";"'),
    (values.slug, "Almaty", '"Almaty" cannot be an address', SLUG),
    (values.slug, "a--b", '"a--b" cannot be an address', SLUG),
    (values.slug, "алматы", '"алматы" cannot be an address', SLUG),
    (values.language, "English", '"English" is no language tag', "write it as in BCP 47: en, kk, ru, kk-Latn"),
    (values.moment, "2022-01", '"2022-01" is no publication date', "write YYYY-MM-DD or YYYY-MM-DDTHH:MM"),
    (values.moment, "2022-01-05~", '"2022-01-05~" is no publication date', "write YYYY-MM-DD or YYYY-MM-DDTHH:MM"),
    (values.colours, "#8c1", '"#8c1" is no colour', "write six hexadecimal digits: #8c1d18"),
    (values.colours, "#0b4f5c pale", '"pale" is no colour', "write six hexadecimal digits: #8c1d18"),
    (values.colours, "#0b4f5c #9fd0d9 #fff000", '"#0b4f5c #9fd0d9 #fff000" is not one colour or two', "write one, or one for light and one for dark: #0b4f5c #9fd0d9"),
    (values.zone, "Asia/Almatty", '"Asia/Almatty" is no time zone', 'did you mean "Asia/Almaty"?'),
    (values.zone, "Almaty time", '"Almaty time" is no time zone', 'did you mean "Asia/Almaty"?'),
    (values.zone, "asia/almaty", '"asia/almaty" is no time zone', 'did you mean "Asia/Almaty"?'),
    (values.zone, "new york", '"new york" is no time zone', 'did you mean "America/New_York"?'),
    (values.zone, "MSK", '"MSK" is no time zone', IANA),
    (values.zone, "UTC+6", '"UTC+6" is no time zone', f"{IANA}; or Etc/GMT-6, which is UTC+6: its sign is turned round"),
    (values.zone, "GMT-03:00", '"GMT-03:00" is no time zone', f"{IANA}; or Etc/GMT+3, which is UTC-3: its sign is turned round"),
    (values.zone, "UTC+5:30", '"UTC+5:30" is no time zone', IANA),
    (values.zone, "+06", '"+06" is no time zone', f"{IANA}; or Etc/GMT-6, which is UTC+6: its sign is turned round"),
    (values.zone, "localtime", '"localtime" is no time zone', IANA),
    (values.keys, ";", '";" names nothing', 'write one or more, separated by ";", or delete the line'),
    (values.focus, "nan% 30%", '"nan% 30%" is no point', POINT),
    (values.focus, "50,5% 30%", '"50,5% 30%" is no point', POINT),
    (values.focus, "1e400% 30%", '"1e400% 30%" is no point', POINT),
    (values.focus, "-1% 30%", '"-1% 30%" is no point', POINT),
    (values.box, "inf,10,12,20", '"inf,10,12,20" is no region', REGION),
    (values.box, "40,5,10,5,12,20", '"40,5,10,5,12,20" is no region', REGION),
    (values.zone, "../etc/passwd", '"../etc/passwd" is no time zone', "write an IANA zone such as Asia/Almaty"),
    (values.web_address, "example.org", '"example.org" is no web address', ADDRESS),
    (values.web_address, "javascript:alert(1)", '"javascript:alert(1)" is no web address', ADDRESS),
    (values.web_address, "https://", '"https://" is no web address', ADDRESS),
    (values.web_address, "https://example.org/a b", '"https://example.org/a b" is no web address', ADDRESS),
    (values.web_address, "https://[example", '"https://[example" is no web address', ADDRESS),
    (values.focus, "50%", '"50%" is no point', POINT),
    (values.focus, "101% 0%", '"101% 0%" is no point', POINT),
    (values.box, "40,10,12", '"40,10,12" is no region', REGION),
    (values.box, "90,10,11,20", '"90,10,11,20" is no region', REGION),
    (values.box, "40,10,0,20", '"40,10,0,20" is no region', REGION),
]


@pytest.mark.parametrize(("read", "written", "what", "do"), WRONG)
def test_wrong(read: Callable[[str], Any], written: str, what: str, do: str) -> None:
    with pytest.raises(Misread) as caught:
        read(written)
    assert (caught.value.what, caught.value.do) == (what, do)
