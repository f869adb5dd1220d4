"""Words within a sentence: a comma between, and none after what ends as a sentence."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

ROW = '{% from "components/cards.html" import in_a_row %}{{ in_a_row(words) }}'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Takes time"], "Takes time"),
        (["Takes time", "Swims", "Waits"], "Takes time, Swims, Waits"),
        ([Markup("<b>It is mine.</b>"), "Takes time", "Waits"], "It is mine. Takes time, Waits"),
        (["Takes time", "وہ میرا ہے۔", "Waits"], "Takes time, وہ میرا ہے۔ Waits"),
    ],
)
def test_no_comma_follows_the_end_of_a_sentence(portal: Flask, words: list[str], said: str) -> None:
    with portal.test_request_context("/"):
        drawn = render_template_string(ROW, words=words)
    assert Markup(drawn).striptags() == said
