"""What stands in a text of the other direction of writing: a number with its unit, a handle, an address, words in another language."""

from __future__ import annotations

import pytest
from dateline.markup.convert import Converter
from dateline.problems import Problems


def shown(written: str, language: str) -> str:
    problems = Problems()
    made = Converter(problems, language=language).text(written, 1, "f.md", language=language)
    assert not problems
    return made.html.removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("بلغت 120 km/h ثم", 'بلغت <bdi dir="ltr">120&nbsp;km/h</bdi> ثم'),
        ("ارتفاع 3.5 m، و", 'ارتفاع <bdi dir="ltr">3.5&nbsp;m</bdi>، و'),
        ("الحرارة −5 °C", 'الحرارة <bdi dir="ltr">−5&nbsp;°C</bdi>'),
        ("الهاتف +49 30 123-456.", 'الهاتف <bdi dir="ltr">+49 30 123-456</bdi>.'),
        ("كتب @anna و #storm!", 'كتب <bdi dir="ltr">@anna</bdi> و <bdi dir="ltr">#storm</bdi>!'),
        ("في 2020 BBC قالت", "في 2020 BBC قالت"),
        ("عام 2022 و 12–15 شخصا", "عام 2022 و 12–&#8288;15 شخصا"),
        ("بلغت ١٢ كم", "بلغت ١٢ كم"),
        ("انظر https://example.org/x/.", 'انظر <a class="address" dir="ltr" href="https://example.org/x/">https://example.org/x/</a>.'),
        ("`120 km/h`", "<code>120 km/h</code>"),
        ('قال <span lang="en">Yes, 5 km</span> 5 km', 'قال <span lang="en" dir="ltr">Yes, 5&nbsp;km</span> <bdi dir="ltr">5&nbsp;km</bdi>'),
        ("it&#39;s &amp; &#x41;", "it's &amp; A"),
    ],
)
def test_in_arabic(written: str, expected: str) -> None:
    assert shown(written, "ar") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("at 120 km/h, @anna, +49 30 123456", "at 120&nbsp;km/h, @anna, +49 30 123456"),
        ('<span lang="de">5 km</span>', '<span lang="de">5&nbsp;km</span>'),
        ('said <span lang="ar">بلغت 120 km/h</span> 5 km', 'said <span lang="ar" dir="rtl">بلغت <bdi dir="ltr">120&nbsp;km/h</bdi></span> 5&nbsp;km'),
        ('<span lang="ar" dir="rtl">نعم</span>', '<span lang="ar" dir="rtl">نعم</span>'),
    ],
)
def test_in_english(written: str, expected: str) -> None:
    assert shown(written, "en") == expected
