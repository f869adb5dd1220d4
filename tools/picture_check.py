"""Measure which pictures may stand on a deep door, and which need the pale `day` plate.

Each picture of the registry is drawn at 64 pixels in Chromium. Its edge are the pixels that are
more than half opaque beside one that is not. When at least half of the edge has a contrast of 3:1
to a door's colour (WCAG 2.2, 1.4.11), the picture may stand on that door. Run it after a change to
the registry: `python tools/picture_check.py`. It prints what differs and ends with 1.
"""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SIDE = 64
NEEDED = 3.0
DOORS = ("door-me", "door-going", "door-team", "door-find", "door-plain")
BY_EYE = {"music", "who_looked"}
"""On the pale plate although their edge would do: inside they are too dark to be made out."""

_DRAW = """async ([source, side]) => {
  const image = new Image(side, side);
  image.src = source;
  await image.decode();
  const canvas = new OffscreenCanvas(side, side);
  const drawing = canvas.getContext("2d");
  drawing.drawImage(image, 0, 0, side, side);
  return [...drawing.getImageData(0, 0, side, side).data];
}"""

Colour = tuple[int, int, int]


def luminance(colour: Colour) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def door_colours() -> dict[str, Colour]:
    """The doors' colours in the light look, from the stylesheet."""
    text = (ROOT / "static/css/_tokens.css").read_text(encoding="utf-8")
    found = dict(re.findall(r"--(door-\w+): #([0-9A-F]{6});", text.split("[data-look")[0]))
    return {
        name: (int(code[:2], 16), int(code[2:4], 16), int(code[4:], 16))
        for name, code in found.items()
        if name in DOORS
    }


def edge_of(data: list[int]) -> list[Colour]:
    """The colours along the edge of a drawing, from its RGBA bytes (`SIDE` × `SIDE` pixels)."""

    def opaque(x: int, y: int) -> bool:
        inside = 0 <= x < SIDE and 0 <= y < SIDE
        return inside and data[(y * SIDE + x) * 4 + 3] > 127

    edge: list[Colour] = []
    for y in range(SIDE):
        for x in range(SIDE):
            around = ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1))
            if opaque(x, y) and not all(opaque(*each) for each in around):
                at = (y * SIDE + x) * 4
                edge.append((data[at], data[at + 1], data[at + 2]))
    return edge


def share_seen(edge: list[Colour], door: Colour) -> float:
    """How much of an edge stands out from a door, 0 to 1."""
    return sum(contrast(colour, door) >= NEEDED for colour in edge) / max(1, len(edge))


def measure(page: Any, path: Path) -> float:
    """The smallest share of a picture's edge that stands out, over all doors."""
    source = "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode()
    edge = edge_of(page.evaluate(_DRAW, [source, SIDE]))
    return min(share_seen(edge, door) for door in door_colours().values())


def main() -> int:
    """Measure all; print each picture whose plate is not what its edge asks for."""
    sys.path.insert(0, str(ROOT))
    from playwright.sync_api import sync_playwright

    from app.language.pictures import concepts

    wrong = 0
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page()
        for picture in concepts():
            share = measure(page, ROOT / "static/vendor" / picture.path)
            wanted = "day" if share < 0.5 or picture.concept in BY_EYE else "door"
            if picture.plate != wanted:
                wrong += 1
                print(f"{picture.concept}: {share:.0%} of the edge is seen, wants {wanted}")
        browser.close()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
