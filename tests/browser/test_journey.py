"""The way through the whole house on a small phone: in English, in Urdu, and without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser import journey
from tests.browser.phone import Phone


@pytest.mark.parametrize(
    ("lang", "scripts"),
    [("en", True), ("ur", True), ("en", False), ("ur", False)],
    ids=["english", "urdu", "english-without-scripts", "urdu-without-scripts"],
)
def test_a_person_opens_their_page_shares_it_and_finds_a_place(
    pick_up: Callable[..., Phone], lang: str, scripts: bool
) -> None:
    # given a person with a phone of 320 pixels
    phone = pick_up(lang, scripts=scripts)
    journey.comes_in(phone)
    # when they read their own page, change a part and share two parts with their friend
    journey.reads_about_me(phone)
    journey.changes_a_part(phone)
    journey.shares_two_parts(phone)
    # then the friend sees the two, and the person sees that the friend looked
    journey.friend_sees(pick_up(lang, scripts=scripts))
    journey.sees_who_looked(phone)
    # and how it looks and speaks is one tap away
    journey.switches_language(phone)
    journey.makes_everything_bigger(phone)
    # and there is a place nearby, help, and a fast way out
    journey.finds_a_place(phone)
    journey.asks_for_help(phone)
    journey.leaves_fast(phone)
