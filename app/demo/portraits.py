"""Faces for the demo's invented supporters: drawn from a few shapes, of nobody."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image, ImageDraw

from app.storage import DrawnPicture, draw_anew

# Drawn twice as large as it is kept, so that its edges are smooth. In pixels.
WIDTH, HEIGHT, SCALE = 352, 384, 2
GROUNDS = ("#cfe3dc", "#f3dfc1", "#d8d9ef", "#f1d3cf", "#dfe8c6")
SKINS = ("#f2c9a5", "#d9a173", "#a86f45", "#7b4b2c", "#e8b48c")
HAIRS = ("#2b1d16", "#5b3a22", "#a5532a", "#8d8d8d", "#c99b4b")
SHIRTS = ("#2f6f73", "#8a3b5c", "#3d4f8f", "#b5572b", "#4f7a3a")
# Whose hair is not seen.
SCARVES = frozenset(("Zarmina", "Sheeba"))
DARK = "#2b1d16"
Box = tuple[float, float, float, float]


@cache
def portrait(name: str) -> DrawnPicture:
    """A head and shoulders; the same for the same name, each time."""
    chance = Random(name)
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), chance.choice(GROUNDS))
    drawing = ImageDraw.Draw(image)
    skin, hair, shirt = chance.choice(SKINS), chance.choice(HAIRS), chance.choice(SHIRTS)
    style = chance.choice(("short", "long", "curls"))
    if name in SCARVES:
        hair, style = chance.choice(SHIRTS), "scarf"
    _behind(drawing, style, hair)
    drawing.ellipse(_box(40, 282, 312, 560), fill=shirt)
    drawing.rounded_rectangle(_box(148, 240, 204, 312), 40, fill=skin)
    drawing.ellipse(_box(100, 88, 252, 276), fill=skin)
    # What falls over the brow.
    drawing.chord(_box(96, 76, 256, 226), 188, 352, fill=hair)
    for left in (140, 198):
        drawing.ellipse(_box(left, 174, left + 14, 190), fill=DARK)
    drawing.arc(_box(142, 186, 210, 246), 25, 155, fill=DARK, width=5 * SCALE)
    if chance.random() < 0.35:
        for left in (126, 184):
            drawing.ellipse(_box(left, 161, left + 42, 203), outline=DARK, width=4 * SCALE)
        drawing.line(_box(168, 180, 184, 180), fill=DARK, width=4 * SCALE)
    kept = io.BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(kept, "PNG")
    return draw_anew(kept.getvalue())


def _box(left: float, top: float, right: float, bottom: float) -> Box:
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE


def _behind(drawing: ImageDraw.ImageDraw, style: str, hair: str) -> None:
    """What hangs down behind the face."""
    if style == "long":
        drawing.rounded_rectangle(_box(82, 78, 270, 318), 90 * SCALE, fill=hair)
    elif style == "scarf":
        drawing.rounded_rectangle(_box(78, 66, 274, 336), 96 * SCALE, fill=hair)
    elif style == "curls":
        for left, top in ((70, 120), (76, 76), (120, 46), (172, 44), (212, 72), (222, 118)):
            drawing.ellipse(_box(left, top, left + 66, top + 70), fill=hair)
