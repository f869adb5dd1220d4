"""A hard word on a page: its explanation opens in place, with no JavaScript."""

from flask import Flask, render_template_string

from app.language.glossary import find_word

CALL = '{% from "components/glossary.html" import word, explain %}{{ MACRO }}'


def test_a_word_opens_on_its_explanation(portal: Flask) -> None:
    with portal.test_request_context("/"):
        html = render_template_string(CALL.replace("MACRO", 'word("advocate")'))
    assert "<summary><span>advocate</span></summary>" in html
    assert find_word("advocate").explanation.msgid in html
    assert '<details class="hard-word">' in html


def test_several_words_stand_below_a_text(portal: Flask) -> None:
    with portal.test_request_context("/"):
        html = render_template_string(CALL.replace("MACRO", 'explain("attorney", "deputy")'))
    assert html.count("<details") == 2
    assert "<h2" in html
