"""How is it going, in three steps: one draft through all of it, and one row at its end."""

from __future__ import annotations

import io
import re
import uuid
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from app.config import LIMITS
from app.outcomes.models import CheckIn, PracticeAnswer, Question, RowStrike, Said, ViewFrom
from app.people.models import Draft, StoredPhoto, StoredSound
from app.people.parts import Level, Part
from tests.outcomes.house import OutcomeHouse
from tests.page_client import SeenPage
from tests.plans.house import FRIEND, SISTER
from tests.recordings import tone

WORDS = "I swam to the rope"


def a_photo(side: int = 300) -> tuple[io.BytesIO, str]:
    out = io.BytesIO()
    Image.new("RGB", (side, 200), "teal").save(out, "JPEG")
    out.seek(0)
    return out, "pool.jpg"


def a_sound() -> tuple[io.BytesIO, str]:
    return io.BytesIO(tone()), "me.webm"


def begin(house: OutcomeHouse, url: str, answer: str = "well", role: str = "person") -> str:
    """Step 1. The key that the form had."""
    page = house.as_(role).get(f"{url}?skip=1")
    key = page.fields("form.question")["key"]
    sent = {"step": "1", "answer": answer, "key": key}
    done = house.as_(role).post(url, sent)
    assert done.location.endswith(f"{url}?step=2")
    return key


def step(
    house: OutcomeHouse, url: str, number: int, role: str = "person", status: int = 303, **sent: Any
) -> SeenPage:
    """Send a step as its page stands, with more."""
    stands = house.as_(role).get(f"{url}?step={number}").fields("form.question")
    files = {name: stands.pop(name, "") for name in ("photo", "sound")}
    del files
    return house.as_(role).post(url, {**stands, **sent}, status=status)


def whole(house: OutcomeHouse, url: str, answer: str = "well", role: str = "person") -> str:
    """All three steps without more. Where the last one leads."""
    begin(house, url, answer, role)
    step(house, url, 2, role)
    return step(house, url, 3, role).location


def test_three_steps_make_one_view(house: OutcomeHouse) -> None:
    outcome = house.want("Swimming")
    url = house.url(outcome, "check-in")
    begin(house, url, "between")
    step(house, url, 2, words=WORDS)
    sister = str(house.members["sister"])
    done = step(house, url, 3, present=[sister], helped=[sister])
    assert done.location.endswith(house.url(outcome))
    (kept,) = house.rows(CheckIn)
    assert (kept.answer, kept.words, kept.view_from) == (Said.BETWEEN, WORDS, ViewFrom.ME)
    assert kept.present == kept.helped_by == [sister] and kept.on_phone_of is None
    assert house.rows(Draft) == []
    page = house.as_("person").follow(done)
    assert WORDS in page.text and SISTER in page.text and "In between" in page.text


def test_the_last_step_sent_five_times_is_kept_once(house: OutcomeHouse) -> None:
    url = house.url(house.want("Swimming"), "check-in")
    begin(house, url)
    step(house, url, 2)
    sent = house.as_("person").get(f"{url}?step=3").fields("form.question")
    places = {house.as_("person").post(url, sent).location for _turn in range(5)}
    assert len(house.rows(CheckIn)) == 1 and len(places) == 1


def test_a_photo_and_a_sound_come_along_to_the_end(house: OutcomeHouse) -> None:
    url = house.url(house.want("Swimming"), "check-in")
    begin(house, url, "")
    step(house, url, 2, photo=a_photo(), alt="The pool", sound=a_sound(), said="Splash")
    page = house.as_("person").get(f"{url}?step=2")
    assert "Your photo is here" in page.text and "Your sound is here" in page.text
    step(house, url, 3)
    (kept,) = house.rows(CheckIn)
    assert kept.answer is None and kept.photo is not None and kept.sound is not None
    assert (kept.photo.alt, kept.photo.part, kept.sound.said) == (
        "The pool",
        Part.OUTCOMES,
        "Splash",
    )
    shown = house.as_("person").get(house.url(kept.outcome_id))
    assert 'alt="The pool"' in shown.html and "Splash" in shown.text
    for kind in ("photo", "sound"):
        there = house.url("views", kept.id, kind)
        assert house.as_("person").client.get(there).status_code == 200
        assert house.as_("sister").client.get(there).status_code == 200
        assert house.as_("friend").client.get(there).status_code == 404


def test_a_photo_can_be_taken_away_before_the_end(home: OutcomeHouse) -> None:
    url = home.url(home.want("Swimming"), "check-in")
    begin(home, url)
    step(home, url, 2, photo=a_photo(), words=WORDS)
    done = step(home, url, 2, away="photo")
    assert done.location.endswith("?step=2")
    assert "Your photo is here" not in home.as_("person").get(f"{url}?step=2").text
    step(home, url, 3)
    (kept,) = home.rows(CheckIn)
    assert kept.photo_id is None and kept.words == WORDS


def test_the_way_to_answer_stands_before_what_was_said(house: OutcomeHouse) -> None:
    """On a phone, views fill screens: nobody reads through them to find the button."""
    outcome_id = house.want("Swim")
    house.say(outcome_id, words="I floated")
    said = house.as_("person").get(house.url(outcome_id)).text
    assert said.index("Say how it is going") < said.index("I floated")


@pytest.mark.parametrize(
    "wrong",
    [
        {"photo": (b"not a photo", "a.jpg")},
        {"sound": (b"not a sound", "a.webm")},
        {"words": "x" * 2001},
        {"words": "a\u202eb"},
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed(
    house: OutcomeHouse, wrong: dict[str, Any]
) -> None:
    """The other file is not kept by halves: the page asks for it once more."""
    url = house.url(house.want("Swimming"), "check-in")
    begin(house, url)
    sent = {"words": WORDS, "photo": a_photo(), "sound": a_sound()}
    for name, given in wrong.items():
        sent[name] = (io.BytesIO(given[0]), given[1]) if isinstance(given, tuple) else given
    page = step(house, url, 2, status=422, **sent)
    assert page.find_all("p.error")
    if "words" not in wrong:
        assert WORDS in page.html
        assert WORDS in house.as_("person").get(f"{url}?step=2").html
    if "photo" not in wrong:
        assert "Add the photo once more" in page.text
    assert house.rows(StoredPhoto) == house.rows(StoredSound) == house.rows(CheckIn) == []


def over_the_wire(house: OutcomeHouse, url: str, content: bytes) -> TestResponse:
    """Step 2 with a large photo, sent as bytes: the test's own client would keep the file open."""
    fields = {**house.as_("person").get(f"{url}?step=2").fields("form.question"), "words": WORDS}
    parts = [
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
        if name not in ("photo", "sound")
    ]
    parts.append(
        '--cut\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return house.as_("person").client.post(
        url,
        data="".join(parts).encode() + content + b"\r\n--cut--\r\n",
        content_type="multipart/form-data; boundary=cut",
    )


def test_a_photo_of_twelve_megabytes_is_kept(home: OutcomeHouse) -> None:
    url = home.url(home.want("Swimming"), "check-in")
    begin(home, url)
    # A JPEG may carry anything after its end.
    heavy = a_photo()[0].getvalue() + bytes(12 * 1024 * 1024)
    assert over_the_wire(home, url, heavy).status_code == 303
    step(home, url, 3)
    assert home.rows(CheckIn)[0].photo_id is not None


def test_a_photo_over_the_limit_is_told_beside_what_was_typed(home: OutcomeHouse) -> None:
    url = home.url(home.want("Swimming"), "check-in")
    begin(home, url)
    answer = over_the_wire(home, url, b"\xff\xd8" + bytes(LIMITS.picture_bytes))
    said = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "This photo is too big." in said and WORDS in said
    assert home.rows(StoredPhoto) == []


def test_words_that_cannot_be_kept_do_not_slip_in_by_a_later_step(home: OutcomeHouse) -> None:
    url = home.url(home.want("Swimming"), "check-in")
    begin(home, url)
    step(home, url, 2, status=422, words="x" * 2001)
    page = step(home, url, 3, status=422)
    assert "too long" in page.text and home.rows(CheckIn) == []


def test_nothing_at_all_is_not_kept(home: OutcomeHouse) -> None:
    url = home.url(home.want("Swimming"), "check-in")
    begin(home, url, "")
    step(home, url, 2)
    done = step(home, url, 3)
    assert done.location.endswith(url) and home.rows(CheckIn) == []
    assert "Choose one, or say it in your own way." in home.as_("person").get(f"{url}?skip=1").text


def test_the_draft_outlives_signing_out(home: OutcomeHouse) -> None:
    url = home.url(home.want("Swimming"), "check-in")
    begin(home, url, "not-well")
    step(home, url, 2, words=WORDS)
    home.as_("person").post("/sign-out", {})
    home.browsers.clear()
    page = home.as_("person").get(f"{url}?step=3")
    assert "Not going well" in page.text
    assert WORDS in home.as_("person").get(f"{url}?step=2").html


def test_html_stands_as_it_was_typed(home: OutcomeHouse) -> None:
    outcome = home.want("Swimming")
    url = home.url(outcome, "check-in")
    begin(home, url)
    step(home, url, 2, words="<script>alert(1)</script> ‹b›")
    done = step(home, url, 3)
    assert "&lt;script&gt;alert(1)" in home.as_("person").follow(done).html


def test_outcomes_of_somebody_else_are_not_there(home: OutcomeHouse) -> None:
    outcome = home.want("Swimming")
    for role in ("friend", "stranger"):
        home.as_(role).get(home.url(outcome, "check-in"), status=404)
        home.as_(role).post(home.url(outcome, "check-in"), {"step": "1"}, status=404)
    home.as_("person").get(home.url(uuid.uuid4(), "check-in"), status=404)


def test_who_loses_sight_while_they_type_gets_their_words_back(home: OutcomeHouse) -> None:
    from app.database import now
    from app.extensions import db
    from app.people.models import CircleMember

    outcome = home.want("Swimming")
    url = home.url(outcome, "check-in")
    begin(home, url, role="sister")
    sent = home.as_("sister").get(f"{url}?step=2").fields("form.question")
    with home.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, home.members["sister"]).ended_at = now()
    answer = home.as_("sister").client.post(url, data={**sent, "observed": "She laughed a lot"})
    assert answer.status_code == 404
    assert home.rows(CheckIn) == []
    # What the steps before kept is still hers, should she come back.
    assert home.rows(Draft)[0].content["answer"] == "well"


def test_a_member_says_what_they_saw(house: OutcomeHouse) -> None:
    outcome = house.want("Swimming")
    url = house.url(outcome, "check-in")
    begin(house, url, "", role="worker")
    page = step(house, url, 2, role="worker", status=422, means="She likes it")
    assert "Write what you saw first." in page.text
    step(house, url, 2, role="worker", observed="She smiled", means="She likes it")
    step(house, url, 3, role="worker")
    (kept,) = house.rows(CheckIn)
    assert (kept.view_from, kept.observed, kept.answer) == (ViewFrom.TEAM, "She smiled", None)
    assert "She smiled" in house.as_("person").get(house.url(outcome)).text


def test_an_observer_cannot_be_the_person(house: OutcomeHouse) -> None:
    """Whatever a form says: from where somebody looks is never theirs to write."""
    url = house.url(house.want("Swimming"), "check-in")
    begin(house, url, role="sister")
    lies = {"view_from": "me", "said_by": str(house.accounts["person"]), "on_phone": "1"}
    step(house, url, 2, role="sister", words="I love it", **lies)
    step(house, url, 3, role="sister", **lies)
    (kept,) = house.rows(CheckIn)
    assert kept.view_from is ViewFrom.FAMILY and kept.said_by == house.accounts["sister"]
    assert kept.on_phone_of is None


def test_the_day_needs_no_outcome(house: OutcomeHouse) -> None:
    url = house.url("day", "check-in")
    place = whole(house, url, "not-well")
    (kept,) = house.rows(CheckIn)
    assert kept.question is Question.DAY and kept.outcome_id is None
    assert place.endswith(house.url("day"))
    assert "Not going well" in house.as_("sister").get(house.url("day")).text
    house.as_("friend").get(house.url("day"), status=404)


def test_practice_comes_before_the_first_scale_and_can_be_skipped(house: OutcomeHouse) -> None:
    outcome = house.want("Swimming")
    url = house.url(outcome, "check-in")
    first = house.as_("person").get(url, status=303)
    page = house.as_("person").follow(first)
    assert page.h1 == "An ice cream"
    assert house.as_("person").get(page.links["Do not practise"]).h1 == "How is it going?"
    sent = page.fields("form.question")
    for _turn in range(2):
        second = house.as_("person").post(page.url, {**sent, "answer": "not-well"})
    page = house.as_("person").follow(second)
    assert page.h1 == "A toothache"
    form = {**page.fields("form.question"), "answer": "well"}
    done = house.as_("person").post(page.url, form)
    # No right and no wrong: whatever was said, the question comes.
    assert house.as_("person").follow(done).h1 == "How is it going?"
    kept = house.rows(PracticeAnswer)
    assert [each.card for each in kept] == ["ice_cream", "toothache"]
    assert house.as_("person").get(url).h1 == "How is it going?"


def test_practice_is_for_nobody_else(home: OutcomeHouse) -> None:
    for role in ("sister", "worker", "friend", "stranger"):
        home.as_(role).get(home.url("practice"), status=404)
        home.as_(role).post(home.url("practice"), {"card": "ice_cream"}, status=404)
    assert home.rows(PracticeAnswer) == []
    # And a member is not sent there.
    outcome = home.want("Swimming")
    assert home.as_("sister").get(home.url(outcome, "check-in")).h1 == "How is it going?"


def test_practice_leads_nowhere_else(home: OutcomeHouse) -> None:
    for there in ("https://evil.example/", "//evil.example", "/sign-out", home.url() + "/../x"):
        page = home.as_("person").get(home.url("practice"), then=there)
        assert "evil" not in page.links["Do not practise"]
        assert page.links["Do not practise"].startswith(home.url())


def test_no_question_can_be_answered_with_yes_or_no_alone(home: OutcomeHouse) -> None:
    outcome = home.want("Swimming")
    home.share("sister", Part.OUTCOMES, level=Level.WRITE)
    seen = []
    for room in (home.url(outcome, "check-in"), home.url("day", "check-in")):
        begin(home, room)
        for number in (1, 2, 3):
            seen.append(home.as_("person").get(f"{room}?step={number}"))
    seen += [home.as_("person").get(home.url("practice"))]
    seen += [home.as_("person").get(home.url("check-in"))]
    yes_no = re.compile(r"^(Do|Does|Did|Is|Are|Was|Were|Have|Has|Can|Will|Would)\b.*\?", re.I)
    for page in seen:
        asked = [h.strip() for h in re.split(r"(?<=[?.:])\s", page.text)]
        assert not [words for words in asked if yes_no.match(words)], page.url
        labels = {" ".join(one.itertext()).strip() for one in page.find_all("label")}
        assert not {"Yes", "No"} & labels
        if page.find_all("form.question"):
            assert page.links["This worries me"] == "/help", page.url


def test_a_mistake_is_struck_out_and_stays_to_be_read(house: OutcomeHouse) -> None:
    outcome = house.want("Swimming")
    old = house.say(outcome, "sister", Said.BETWEEN, "It was cold")
    wrong = house.say(outcome, "sister", Said.NOT_WELL, "She hates it")
    strike = house.url("views", wrong, "strike")
    house.as_("worker").get(strike, status=404)
    house.as_("sister").post(strike, {"reason": "", "language": "en"}, status=422)
    for _turn in range(2):
        house.as_("sister").post(strike, {"reason": "That was her sister", "language": "en"})
    (kept,) = house.rows(RowStrike)
    assert kept.row_id == wrong and kept.struck_by == house.accounts["sister"]
    page = house.as_("person").get(house.url(outcome))
    # The view before it stands now.
    assert "It was cold" in page.text and "She hates it" not in page.text
    earlier = house.as_("person").get(house.url(outcome, "views"))
    assert "She hates it" in earlier.text and "That was her sister" in earlier.text
    assert "Struck out" in earlier.text
    house.as_("person").post(
        house.url("views", old, "strike"), {"reason": "Not true", "language": "en"}
    )
    assert len(house.rows(RowStrike)) == 2


def test_earlier_views_come_page_by_page(home: OutcomeHouse) -> None:
    outcome = home.want("Swimming")
    for number in range(25):
        home.say(outcome, "sister", Said.WELL, f"Splash number {number:02}.")
    first = home.as_("person").get(home.url(outcome, "views"))
    second = home.as_("person").get(first.links["Show older ones"])
    found = re.findall(r"number (\d\d)", first.text + second.text)
    assert found == [f"{number:02}" for number in reversed(range(25))]
    assert "Show older ones" not in second.links


def test_who_may_not_be_known_is_not_named(home: OutcomeHouse) -> None:
    """The worker knows nobody: who was there, who helped and whose phone it was stay untold."""
    outcome = home.want("Swimming")
    home.say(
        outcome,
        present=[str(home.members["sister"]), str(home.members["friend"])],
        helped_by=[str(home.members["sister"])],
        on_phone_of=home.accounts["sister"],
    )
    page = home.as_("worker").get(home.url(outcome))
    assert SISTER not in page.html and FRIEND not in page.html
    assert "Said on the phone of somebody who helps." in page.text
    mine = home.as_("person").get(home.url(outcome))
    assert SISTER in mine.html and FRIEND in mine.html
