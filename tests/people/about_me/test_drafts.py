"""Drafts: kept as one types, offered again, seen by nobody else."""

from __future__ import annotations

from app.extensions import db
from app.people.models import Draft, SharingDecision, SharingStop
from app.people.parts import Level, Part
from tests.page_client import Browser
from tests.people.about_me.house import House

TYPED = "Half a sentence about tea"


def keep_draft(house: House, role: str, text: str = TYPED, status: int = 204) -> None:
    answer = house.as_(role).client.post(
        f"/people/{house.person_id}/drafts/{Part.WELLNESS.value}",
        data={"text": text, "base_number": "0", "language": "en", "helped_by": ""},
    )
    assert answer.status_code == status


def change_page(house: House, role: str, query: str = "") -> str:
    return house.as_(role).get(house.url(Part.WELLNESS, "change") + query).html


def test_a_draft_is_offered_used_and_gone_once_kept(either_house: House) -> None:
    house = either_house
    keep_draft(house, "owner", "An earlier draft")
    keep_draft(house, "owner")
    page = house.as_("owner").get(house.url(Part.WELLNESS, "change"))
    assert "You did not keep these words yet." in page.text and TYPED in page.text
    assert page.fields("form.question")["text"] == ""
    used = house.as_("owner").get(page.links["Use these words"])
    assert used.fields("form.question")["text"] == TYPED
    assert "You did not keep these words yet." not in used.text
    house.as_("owner").post(house.url(Part.WELLNESS, "change"), used.fields("form.question"))
    assert [each.content["text"] for each in house.entries(Part.WELLNESS)] == [TYPED]
    assert house.rows(Draft) == []


def test_a_draft_can_be_thrown_away(house: House) -> None:
    keep_draft(house, "owner")
    house.as_("owner").post(f"/people/{house.person_id}/drafts/wellness/throw-away")
    assert TYPED not in change_page(house, "owner") and house.rows(Draft) == []


def test_stop_throws_the_draft_away_too(house: House) -> None:
    keep_draft(house, "owner")
    house.write(Part.WELLNESS, text="Not this", answer="stop")
    assert house.rows(Draft) == [] and house.entries(Part.WELLNESS) == []


def test_a_draft_lives_through_signing_out(house: House) -> None:
    keep_draft(house, "owner")
    house.as_("owner").post("/sign-out")
    house.browsers["owner"] = Browser(house.portal).sign_in("owner")
    assert TYPED in change_page(house, "owner")


def test_only_its_writer_sees_a_draft(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    keep_draft(house, "sister")
    assert TYPED not in change_page(house, "owner")
    assert TYPED not in change_page(house, "owner", "?draft=use")
    assert TYPED in change_page(house, "sister")


def test_without_the_right_to_write_a_draft_waits_unread(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    keep_draft(house, "sister")
    with house.portal.app_context():
        decision = db.session.query(SharingDecision).one()
        db.session.add(SharingStop(decision_id=decision.id, stopped_by=house.accounts["owner"]))
        db.session.commit()
    house.as_("sister").get(house.url(Part.WELLNESS, "change"), status=404)
    keep_draft(house, "sister", "More", status=404)
    assert [each.content["text"] for each in house.rows(Draft)] == [TYPED]
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    assert TYPED in change_page(house, "sister")


def test_a_refused_form_is_kept_as_a_draft(either_house: House) -> None:
    house = either_house
    house.write(Part.WELLNESS, status=422, text=f"{TYPED}\u202e")
    assert TYPED in change_page(house, "owner")
    assert house.entries(Part.WELLNESS) == []


def test_a_draft_remembers_what_its_writer_saw(house: House) -> None:
    """Used days later, it still meets what was written meanwhile."""
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    keep_draft(house, "owner")
    house.write(Part.WELLNESS, "sister", text="Written meanwhile")
    used = house.as_("owner").get(house.url(Part.WELLNESS, "change") + "?draft=use")
    page = house.as_("owner").post(
        house.url(Part.WELLNESS, "change"), used.fields("form.question"), status=422
    )
    assert "Written meanwhile" in page.text and TYPED in page.text


def test_what_no_database_holds_is_left_out_of_a_draft(either_house: House) -> None:
    house = either_house
    keep_draft(house, "owner", "a\x00b\u202ec" + "x" * 50_000)
    kept = house.rows(Draft)[0].content["text"]
    assert kept.startswith("abcx") and len(kept) == 20_000
