"""The colours of the stylesheet keep the contrast that the portal promises (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "static/css/_tokens.css").read_text(encoding="utf-8")
WORDS, SHAPES = 7.0, 3.0
WORD_PAIRS = [
    *[("ink", on) for on in ("ground", "paper", "lamp-wash", "stop-wash", "done-wash")],
    *[("soft", on) for on in ("ground", "paper", "lamp-wash")],
    *[(word, on) for word in ("link", "stop", "done") for on in ("ground", "paper")],
    ("stop", "stop-wash"),
    ("done", "done-wash"),
    ("on-lamp", "lamp"),
    ("on-band", "band"),
    ("on-band-lamp", "band-lamp"),
    *[("on-door", f"door-{room}") for room in ("me", "going", "team", "find", "plain")],
]
SHAPE_PAIRS = [
    *[("line", on) for on in ("ground", "paper", "lamp-wash")],
    ("day-edge", "ground"),
    ("focus", "ground"),
    ("band-lamp", "band"),
    ("door-step", "ground"),
]


def _block(start: str) -> dict[str, str]:
    """The custom properties of the block that begins after `start`."""
    body = CSS[CSS.index(start) + len(start) :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6}|transparent|[\w]+);", body))


LIGHT = _block(":root {")
LOOKS = {
    "light": LIGHT,
    "dark": LIGHT | _block('[data-look="dark"] {'),
    "contrast": LIGHT | _block('[data-look="contrast"] {'),
}


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("word", "on"), WORD_PAIRS)
def test_words_can_be_read(look: str, word: str, on: str) -> None:
    tokens = LOOKS[look]
    assert _contrast(tokens[word], tokens[on]) >= WORDS


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(("shape", "on"), SHAPE_PAIRS)
def test_lines_and_shapes_can_be_seen(look: str, shape: str, on: str) -> None:
    tokens = LOOKS[look]
    assert _contrast(tokens[shape], tokens[on]) >= SHAPES


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("room", ["me", "going", "team", "find", "plain"])
def test_a_door_stands_out_by_itself_or_by_its_edge(look: str, room: str) -> None:
    tokens = LOOKS[look]
    seen = {tokens[f"door-{room}"], tokens["door-edge"]} - {"transparent"}
    assert max(_contrast(colour, tokens["ground"]) for colour in seen) >= SHAPES


@pytest.mark.parametrize("look", LOOKS)
def test_a_lit_shape_stands_out_by_itself_or_by_its_edge(look: str) -> None:
    tokens = LOOKS[look]
    seen = (tokens["lamp"], tokens["lamp-edge"])
    assert max(_contrast(colour, tokens["ground"]) for colour in seen) >= SHAPES


@pytest.mark.parametrize(
    ("look", "asked"),
    [("dark", "prefers-color-scheme: dark"), ("contrast", "prefers-contrast: more")],
)
def test_what_the_device_asks_for_is_what_one_can_choose(look: str, asked: str) -> None:
    after = CSS[CSS.index(f"@media ({asked})") :]
    body = after[after.index(":root:not([data-look]) {") :].split("}", 1)[0]
    assert re.findall(r"--[\w-]+: [^;]+;", body) == re.findall(
        r"--[\w-]+: [^;]+;", CSS[CSS.index(f'[data-look="{look}"] {{') :].split("}", 1)[0]
    )
