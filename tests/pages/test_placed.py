"""The pictures of one page: each anchor once, and one style for each, whatever shapes it is shown in."""

from __future__ import annotations

from dataclasses import replace

from dateline.deliver.rules import picture_rules
from dateline.pages import values
from dateline.pages.placed import placed

from tests.components.examples import PICTURE

WHOLE = values.PictureStyle("p1", "1.5", "#123456", "", (), ())
CROPPED = replace(WHOLE, ratio="")


def test_a_picture_that_is_also_a_thumbnail_keeps_its_shape() -> None:
    whole, thumbnail = (replace(PICTURE, style=style, anchor=anchor) for style, anchor in ((WHOLE, "picture-a"), (CROPPED, "")))
    for pictures in ((whole, thumbnail), (thumbnail, whole)):
        page, styles = placed(values.PicturesPart(pictures))
        assert styles == (WHOLE,)
        assert page.pictures == pictures
    assert placed(values.PicturesPart((thumbnail,)))[1] == (CROPPED,)


def test_what_there_is_nothing_to_say_of_has_no_rule() -> None:
    assert picture_rules([WHOLE]) == "@layer components{.p1{--picture-ratio:1.5;--picture-colour:#123456}}"
    assert picture_rules([CROPPED, replace(CROPPED, name="p2", colour="")]) == "@layer components{.p1{--picture-colour:#123456}}"
    assert picture_rules([replace(CROPPED, colour="")]) == ""
