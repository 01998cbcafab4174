"""Rules of style that no sheet has, because they are of one page: its pictures, what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.pages.values import Filters, PictureFile, PictureStyle


def picture_rules(pictures: Iterable[PictureStyle]) -> str:
    """Return a rule for each picture of a page, with what only that picture has; components/picture.css says what it is for."""
    rules = []
    for picture in pictures:
        known = {"ratio": picture.ratio, "colour": picture.colour, "focus": picture.focus}
        said = ";".join(f"--picture-{name}:{value}" for name, value in known.items() if value)
        if said:
            rules.append(f".{picture.name}{{{said}}}")
        rules += (f"@media {media}{{.{picture.name} [open] .cover-picture{{{_loaded(files)}}}}}" for media, files in _covered(picture))
    return f"@layer components{{{''.join(rules)}}}" if rules else ""


def _covered(picture: PictureStyle) -> list[tuple[str, tuple[PictureFile, ...]]]:
    """Return what is loaded of a covered picture when it is opened, and for whom; nothing is loaded for paper."""
    each = (("screen", picture.files), ("screen and (prefers-reduced-motion:no-preference)", picture.moving))
    return [(media, files) for media, files in each if files]


def _loaded(files: tuple[PictureFile, ...]) -> str:
    """Return what loads the first of these files that the browser can show: a browser that does not know the second declaration keeps to the first.

    A background is loaded when its rule applies, with scripts or without; an image in a closed `details` always is where there are none.
    """
    chosen = ",".join(f'url("{file.url}") type("{file.type}")' for file in files)
    return f'background-image:url("{files[-1].url}");background-image:image-set({chosen})'


def filter_rules(filters: Filters | None) -> str:
    """Return the rules that hide entries whose box is not checked, and days, or runs of a day, of which no entry is left.

    A day is hidden as soon as any box is empty, and shown again for each pair of checked kind and certainty of which it has an
    entry, because `:has()` may not stand inside `:has()`. Places and counts are left to the script.
    """
    if filters is None:
        return ""
    boxes = {"kind": filters.kinds, "certainty": filters.certainties}
    rules = [
        f'main:has(#{choice.id}:not(:checked)) .entries>li:has(>[data-{name}="{choice.key}"]){{display:none}}'
        for name, choices in boxes.items()
        for choice in choices
    ]
    rules.append("main:has(.filters input:not(:checked)) :is(.day,.gap,.day-run){display:none}")
    rules += (
        f"main:has(#{kind.id}:checked):has(#{certainty.id}:checked) :is(.day,.day-run):not([hidden]):has("
        f'[data-kind="{kind.key}"][data-certainty="{certainty.key}"]){{display:block}}'
        for kind in filters.kinds
        for certainty in filters.certainties
    )
    return f"@layer pages{{{''.join(rules)}}}"
