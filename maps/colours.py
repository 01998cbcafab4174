"""The colours of the maps, and the palette in which their pictures are kept."""

from collections.abc import Mapping, Sequence

from PIL import Image

SHADES = 11
"""How many steps an edge has from one colour to the other."""
APART = 8
"""How far, of 255, a step must be from the flat colours."""

# The palette, then what each colour is for.
PAPER, STONE, MIST, SAND, ASH = "#fbf9f5", "#e9e5dc", "#d5e0e5", "#bdb5a6", "#b0a797"
RED, INK, SHADE, SLATE, CLAY, FAINT = "#a4161a", "#1d1c1a", "#57524a", "#4f7484", "#857d6f", "#c8c0b1"
CREAM, ROSE = "#f3efe8", "#e7c4b7"
HOME, ABROAD, SEA = PAPER, STONE, MIST
REST, SENDER = CREAM, ROSE
HOME_BORDER, BORDER, REGION_BORDER = SHADE, SAND, FAINT
GROUNDS = {
    HOME: (INK, RED, HOME_BORDER, REGION_BORDER, ASH, ABROAD, SEA),
    ABROAD: (INK, HOME_BORDER, BORDER, CLAY, RED, SEA),
    SEA: (INK, HOME_BORDER, BORDER, SLATE, RED),
}
"""Which colours meet: each ground, and what lies on it or beside it."""
CLOSE_GROUNDS = {
    HOME: (INK, RED, HOME_BORDER, REGION_BORDER, CLAY, ABROAD, SEA),
    REST: (INK, HOME_BORDER, REGION_BORDER, CLAY, HOME, ABROAD, SEA),
    ABROAD: (INK, HOME_BORDER, BORDER, CLAY, SEA),
    SEA: (INK, HOME_BORDER, BORDER, SLATE),
}
ALLIANCE_GROUNDS = {
    HOME: (INK, RED, HOME_BORDER, ABROAD, SEA),
    SENDER: (INK, RED, HOME_BORDER, HOME, ABROAD, SEA),
    ABROAD: (INK, HOME_BORDER, BORDER, CLAY, SEA),
    SEA: (INK, HOME_BORDER, BORDER, SLATE),
}


def palette(meetings: Mapping[str, Sequence[str]]) -> Image.Image:
    """Makes a picture with the colours of the map and their mixtures at edges, so that flat colours stay exact.

    Pillow rounds a colour before it looks for the nearest in a palette, so no mixture may be too like a ground.
    """
    grounds = [rgb(ground) for ground in meetings]
    colours = dict.fromkeys(grounds)
    for ground, inks in meetings.items():
        for start, end in ((rgb(ground), rgb(colour)) for colour in inks):
            for step in range(1, SHADES + 1):
                red, green, blue = (a + (b - a) * step // SHADES for a, b in zip(start, end, strict=True))
                if all(max(abs(red - r), abs(green - g), abs(blue - b)) >= APART for r, g, b in grounds):
                    colours[red, green, blue] = None
    assert len(colours) <= 256, "a palette holds 256 colours: fewer SHADES or fewer meetings"
    holder = Image.new("P", (1, 1))
    holder.putpalette([channel for colour in colours for channel in colour])
    return holder


def rgb(colour: str) -> tuple[int, int, int]:
    """Reads `#rrggbb`."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
