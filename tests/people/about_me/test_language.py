"""The language of somebody's words: as chosen, unless the letters say otherwise."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.people.forms.about_me import language_of, part_form
from app.people.parts import Part


@pytest.mark.parametrize(
    ("page", "chosen", "words", "kept"),
    [
        ("ur", "en", "میری بہن اور باغ", "ur"),
        ("en", "en", "میری بہن اور باغ", "ur"),
        ("pl", "ur", "Moja siostra", "pl"),
        ("ur", "ur", "My sister", "en"),
        ("en", "pl", "My sister", "pl"),
        ("ur", "und", "میری بہن", "und"),
        ("en", "en", "12345", "en"),
    ],
)
def test_letters_decide_where_the_choice_cannot_be(
    portal: Flask, page: str, chosen: str, words: str, kept: str
) -> None:
    with portal.test_request_context(f"/?lang={page}"):
        form = part_form(Part.WELLNESS, MultiDict({"text": words, "language": chosen}))
        assert language_of(form) == kept
