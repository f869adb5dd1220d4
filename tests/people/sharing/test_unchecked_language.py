"""A yes to sharing in a language that no native speaker has checked: explained, or not sure yet.

The design: it "records the interpreter, or counts as 'not sure yet'". It never opens more by
that, what is stopped stops, and there is a way on.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from app.database import now
from app.extensions import db
from app.language import locales
from app.people.models import SharingDecision
from app.people.parts import Level, Part
from tests.people.sharing.test_deciding import as_person, opens, sharing
from tests.people.sharing.test_writing_down import care_manager, form
from tests.rules.test_twins import decide
from tests.rules.world import World

WELLNESS, NEEDS = Part.WELLNESS.value, Part.PLEASE_DO.value


@pytest.fixture
def client(here: World) -> FlaskClient:
    """The person, who reads Polish."""
    signed_in = as_person(here)
    signed_in.post("/settings/language", data={"language": "pl"})
    assert 'lang="pl"' in signed_in.get("/my").get_data(as_text=True)
    return signed_in


def say(
    client: FlaskClient,
    here: World,
    role: str,
    *parts: str,
    level: str = "see",
    interpreter: str = "",
    lang: str = "",
) -> None:
    answer = client.post(
        sharing(here, role, "/about-me") + (f"?lang={lang}" if lang else ""),
        data={"parts": list(parts), "level": level, "interpreter": interpreter},
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)


def live(here: World, role: str) -> list[SharingDecision]:
    return [
        each
        for each in db.session.query(SharingDecision).order_by(SharingDecision.created_at)
        if each.member_id == here.members[role] and each.stop is None
    ]


def test_nobody_explained_it_so_it_waits_and_says_so(here: World, client: FlaskClient) -> None:
    asked = client.get(sharing(here, "attorney", f"/about-me/level?parts={WELLNESS}"))
    assert 'name="interpreter"' in asked.get_data(as_text=True)
    say(client, here, "attorney", WELLNESS)
    assert not opens(here, "attorney", Part.WELLNESS)
    for page in (sharing(here, "attorney"), f"/people/{here.person_id}/sharing"):
        told = client.get(f"{page}?lang=en").get_data(as_text=True)
        assert "Nobody explained it in your language." in told
        assert "This counts as not sure yet." in told
    # What was chosen is still ticked on the way to say who explained it.
    again = client.get(sharing(here, "attorney", "/about-me")).get_data(as_text=True)
    assert f'value="{WELLNESS}" checked' in again


def test_somebody_explained_it_so_it_opens_and_the_name_is_kept(
    here: World, client: FlaskClient
) -> None:
    say(client, here, "attorney", WELLNESS)
    say(client, here, "attorney", WELLNESS, interpreter="Zofia Quillfeather")
    assert opens(here, "attorney", Part.WELLNESS)
    with here.portal.app_context():
        (made,) = [each for each in live(here, "attorney") if each.level_of(Part.WELLNESS)]
        assert (made.shown_in, made.interpreter) == ("pl", "Zofia Quillfeather")
    told = client.get(f"{sharing(here, 'attorney')}?lang=en").get_data(as_text=True)
    assert "Nobody explained it" not in told


def test_spaces_are_nobody(here: World, client: FlaskClient) -> None:
    say(client, here, "attorney", WELLNESS, interpreter="   ")
    assert not opens(here, "attorney", Part.WELLNESS)


def test_who_reads_it_in_english_needs_nobody(here: World, client: FlaskClient) -> None:
    """The page offers it, and what is sent from there is in English, too."""
    say(client, here, "attorney", WELLNESS)
    page = client.get(sharing(here, "attorney", f"/about-me/level?parts={WELLNESS}"))
    assert f"about-me/level?parts={WELLNESS}&amp;lang=en" in page.get_data(as_text=True)
    english = client.get(sharing(here, "attorney", f"/about-me/level?parts={WELLNESS}&lang=en"))
    text = english.get_data(as_text=True)
    assert 'name="interpreter"' not in text and "/about-me?lang=en" in text
    say(client, here, "attorney", WELLNESS, lang="en")
    assert opens(here, "attorney", Part.WELLNESS)


def test_a_page_that_was_polish_is_no_yes_in_english(here: World) -> None:
    """`?lang=pl` is for that answer only; what is sent from it is still a yes in Polish."""
    client = as_person(here)
    page = client.get(sharing(here, "attorney", f"/about-me/level?parts={WELLNESS}&lang=pl"))
    assert "/about-me?lang=pl" in page.get_data(as_text=True)
    say(client, here, "attorney", WELLNESS, lang="pl")
    assert not opens(here, "attorney", Part.WELLNESS)


def test_what_was_open_stays_and_no_more_opens(here: World, client: FlaskClient) -> None:
    say(client, here, "attorney", WELLNESS, interpreter="Zofia")
    say(client, here, "attorney", WELLNESS, NEEDS, level="write")
    assert opens(here, "attorney", Part.WELLNESS)
    assert not opens(here, "attorney", Part.PLEASE_DO)
    with here.signed_in("attorney") as theirs:
        path = f"/people/{here.person_id}/about-me/{WELLNESS}/change"
        assert theirs.get(path).status_code == 404
    say(client, here, "attorney", WELLNESS, NEEDS, level="write", interpreter="Zofia")
    assert opens(here, "attorney", Part.PLEASE_DO)
    with here.signed_in("attorney") as theirs:
        assert theirs.get(path).status_code == 200


def test_what_is_taken_away_goes_at_once(here: World, client: FlaskClient) -> None:
    say(client, here, "attorney", WELLNESS, NEEDS, level="write", interpreter="Zofia")
    say(client, here, "attorney", NEEDS)
    assert not opens(here, "attorney", Part.WELLNESS)
    assert opens(here, "attorney", Part.PLEASE_DO)
    with here.signed_in("attorney") as theirs:
        path = f"/people/{here.person_id}/about-me/{NEEDS}/change"
        assert theirs.get(path).status_code == 404
    say(client, here, "attorney")
    assert not opens(here, "attorney", Part.PLEASE_DO)


def test_stopping_asks_for_nobody(here: World, client: FlaskClient) -> None:
    say(client, here, "attorney", WELLNESS, interpreter="Zofia")
    say(client, here, "attorney", NEEDS)
    assert client.post(sharing(here, "attorney", "/stop")).status_code == 303
    assert not opens(here, "attorney", Part.WELLNESS)
    with here.portal.app_context():
        assert live(here, "attorney") == []


def test_a_check_that_comes_later_makes_no_yes_of_it(
    here: World, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(client, here, "attorney", WELLNESS)
    tomorrow = now().date() + timedelta(days=1)
    monkeypatch.setitem(locales.KNOWN, "pl", locales.Locale("pl", "Polski", checked_since=tomorrow))
    assert not opens(here, "attorney", Part.WELLNESS)
    long_ago = date(2020, 1, 1)
    monkeypatch.setitem(locales.KNOWN, "pl", locales.Locale("pl", "Polski", checked_since=long_ago))
    assert opens(here, "attorney", Part.WELLNESS)


def test_choosing_other_parts_leaves_an_end_where_it_is(here: World) -> None:
    """Two people wrote down a yes for ten days. Other parts chosen since do not prolong it."""
    until = now() + timedelta(days=10)
    decide(here, "attorney", Part.WELLNESS, Level.WRITE, ends_at=until)
    decide(here, "attorney", Part.CIRCLE, Level.SEE, ends_at=until)
    client = as_person(here)
    client.post(sharing(here, "attorney", "/other"), data={"parts": ["circle"], "level": "see"})
    with here.portal.app_context():
        ends = {
            shared.part: each.ends_at for each in live(here, "attorney") for shared in each.parts
        }
    assert (ends[Part.WELLNESS], ends[Part.CIRCLE]) == (until, None)


def test_what_somebody_writes_down_names_who_explained_it(here: World) -> None:
    client, where = care_manager(here), f"/people/{here.person_id}/sharing/write-down"
    sent = {**form(here, "nurse", "0192f0c0-0000-7000-8000-000000000001"), "shown_in": "ur"}
    refused = client.post(where, data=sent)
    assert refused.status_code == 422
    assert "Say who explained it in this language." in refused.get_data(as_text=True)
    assert client.post(where, data={**sent, "shown_in": "und"}).status_code == 422
    assert client.post(where, data={**sent, "shown_in": "xx"}).status_code == 422
    assert client.post(where, data={**sent, "interpreter": "Saba Vellichor"}).status_code == 303
    with here.portal.app_context():
        made = live(here, "nurse")[-1]
        assert (made.shown_in, made.interpreter) == ("ur", "Saba Vellichor")
