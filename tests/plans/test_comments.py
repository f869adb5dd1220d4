"""Saying what one thinks of a section: who may, who reads it, and nothing typed is lost."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta

import pytest

from app.audit.models import AccessEvent, AuditEvent
from app.database import now
from app.extensions import db
from app.people.models import Person, Relationship, StoredSound
from app.people.parts import Level, Part
from app.people.predicates import forget_relations, relation
from app.people.queries.names import Names
from app.plans.models import Comment, CommentEnd, EndedAs
from app.plans.queries.comments import open_counts, remarks_on
from tests.page_tree import words_of
from tests.plans.house import FRIEND, PlanHouse, plain
from tests.recordings import wav

WANTS = Part.PLAN_WANTS
NURSE = "Euphemia Nursewick"
WORD = "Vexqualm"


def say(house: PlanHouse, role: str, text: str, status: int = 303, part: Part = WANTS) -> object:
    """Send the form of the page as it stands, with these words."""
    url = house.url(part, "comments")
    sent = {**house.as_(role).get(url).fields("form.question"), "text": text}
    return house.as_(role).post(url, sent, status=status)


def comment(house: PlanHouse, role: str, text: str, part: Part = WANTS, days: int = 0) -> uuid.UUID:
    """A comment, straight into the database."""
    key = uuid.uuid4()
    house.add(
        Comment(
            id=key,
            person_id=house.person_id,
            section=part,
            text=text,
            language="en",
            written_by=house.accounts[role],
            created_at=now() - timedelta(days=days),
        )
    )
    return key


def end_it(house: PlanHouse, comment_id: uuid.UUID, role: str, days: int = 0) -> None:
    house.add(
        CommentEnd(
            comment_id=comment_id,
            ended_as=EndedAs.ANSWERED,
            words=f"Answer {WORD}",
            ended_by=house.accounts[role],
            created_at=now() - timedelta(days=days),
        )
    )


@pytest.fixture
def with_nurse(plan_house: PlanHouse) -> PlanHouse:
    plan_house.add_member("nurse", NURSE, Relationship.HEALTH_PROFESSIONAL)
    plan_house.share("nurse", WANTS, level=Level.COMMENT)
    return plan_house


def test_a_member_who_may_comment_is_heard(with_nurse: PlanHouse) -> None:
    """Given a nurse who may comment, when she does, then the person reads it, and by whom."""
    house = with_nurse
    say(house, "nurse", "Could we start later?")
    [kept] = house.rows(Comment)
    assert (kept.text, kept.section, kept.language) == ("Could we start later?", WANTS, "en")
    assert kept.written_by == house.accounts["nurse"]
    page = house.as_("person").get(house.url(WANTS, "comments"))
    assert "Could we start later?" in page.text and NURSE in page.text
    [event] = [each for each in house.rows(AuditEvent) if each.name == "plan.commented"]
    assert "start later" not in str(event.facts)


def test_urdu_words_are_kept_as_urdu(plan_house: PlanHouse) -> None:
    say(plan_house, "person", "مجھے باغ پسند ہے")
    assert [each.language for each in plan_house.rows(Comment)] == ["ur"]


def test_who_only_sees_does_not_comment(plan_house: PlanHouse) -> None:
    house = plan_house
    house.share("friend", WANTS)
    page = house.as_("friend").get(house.url(WANTS, "comments"))
    assert page.find_all("form.question") == []
    form = {"text": "Mine", "key": str(uuid.uuid4())}
    house.as_("friend").post(house.url(WANTS, "comments"), form, status=404)
    for role in ("friend", "stranger"):
        house.as_(role).get(house.url(Part.PLAN_HOME, "comments"), status=404)
    assert house.rows(Comment) == []


@pytest.mark.parametrize("part", ["plan-council", "wellness", "no-such-part"])
def test_only_sections_have_comments(plan_home: PlanHouse, part: str) -> None:
    plan_home.as_("person").get(plan_home.url(part, "comments"), status=404)


def test_bad_words_come_back_whole(plan_home: PlanHouse) -> None:
    house = plan_home
    for text in ("", "   ", f"{WORD} \N{RIGHT-TO-LEFT OVERRIDE}", f"{WORD} {'x' * 5001}"):
        page = say(house, "person", text, 422)
        kept = page.fields("form.question")["text"]  # type: ignore[attr-defined]
        assert kept.strip() == text.strip()
        assert page.find_all("#error-summary")  # type: ignore[attr-defined]
    assert house.rows(Comment) == []


def test_sending_twice_says_it_once(plan_house: PlanHouse) -> None:
    house = plan_house
    url = house.url(WANTS, "comments")
    sent = {**house.as_("person").get(url).fields("form.question"), "text": "Once"}
    for _turn in range(2):
        house.as_("person").post(url, sent)
    assert [each.text for each in house.rows(Comment)] == ["Once"]


def test_the_key_of_anothers_comment_is_refused_and_words_are_kept(plan_house: PlanHouse) -> None:
    house = plan_house
    theirs = comment(house, "person", "Hers")
    form = {"key": str(theirs), "text": "Taken over"}
    page = house.as_("sister").post(house.url(WANTS, "comments"), form, status=422)
    assert page.fields("form.question")["text"] == "Taken over"
    form = {"key": "no key", "text": "Taken over"}
    house.as_("sister").post(house.url(WANTS, "comments"), form, status=422)
    assert [each.text for each in house.rows(Comment)] == ["Hers"]


def test_who_will_read_it_is_said_above_the_field(plan_home: PlanHouse) -> None:
    house = plan_home
    mine = plain(house.as_("person").get(house.url(WANTS, "comments")))
    assert "Everybody who sees this part can read it." in mine
    theirs = house.as_("sister").get(house.url(WANTS, "comments"))
    assert "Ottoline Bract can read it." in plain(theirs)
    assert theirs.links["This worries me"] == "/help"


# Who reads it


def test_a_member_reads_the_persons_and_their_own_alone(with_nurse: PlanHouse) -> None:
    """Given no shared circle, then what another member thinks is absent and uncounted."""
    house = with_nurse
    comment(house, "person", "Words of Ottoline")
    comment(house, "sister", "Words of the sister")
    of_nurse = comment(house, "nurse", f"{WORD} of the nurse")
    page = house.as_("sister").get(house.url(WANTS, "comments"))
    assert "Words of Ottoline" in page.text and "Words of the sister" in page.text
    assert WORD not in page.html and NURSE not in page.html
    house.as_("sister").get(house.url(WANTS, "comments", of_nurse), status=404)
    house.as_("sister").get(house.url("comments", of_nurse), status=404)
    assert _counted(house, "sister") == 2
    assert _counted(house, "person") == 3


def test_who_sees_the_circle_reads_all(with_nurse: PlanHouse) -> None:
    house = with_nurse
    of_nurse = comment(house, "nurse", f"{WORD} of the nurse")
    house.share("sister", Part.CIRCLE)
    page = house.as_("sister").get(house.url(WANTS, "comments"))
    assert WORD in page.text and NURSE in page.text
    house.as_("sister").get(house.url(WANTS, "comments", of_nurse))
    assert _counted(house, "sister") == 1


def _counted(house: PlanHouse, role: str) -> int:
    with house.acting(role) as (account, person):
        viewer = relation(account, person.id)
        assert viewer is not None
        return open_counts(viewer).get(WANTS, 0)


def test_every_comment_that_is_told_is_by_somebody_known(with_nurse: PlanHouse) -> None:
    """The rule of the query and the rule of names are one."""
    house = with_nurse
    house.share("friend", WANTS, Part.CIRCLE, level=Level.COMMENT)
    for role in ("person", "sister", "nurse", "friend", "stranger"):
        comment(house, role, f"By {role}")
    for role in ("person", "sister", "nurse", "friend"):
        with house.acting(role) as (account, person):
            viewer = relation(account, person.id)
            assert viewer is not None
            told = {
                each.comment.written_by for each in remarks_on(viewer, WANTS, ended=False).remarks
            }
            names = Names(viewer, house.accounts.values())
            known = {each for each in house.accounts.values() if names.who(each).is_known}
            assert told == known, role


def test_a_hidden_section_leaves_no_trace(plan_home: PlanHouse) -> None:
    house = plan_home
    written = comment(house, "sister", f"{WORD} of the sister")
    end_it(house, comment(house, "sister", "Second"), "person")
    house.hide("sister", WANTS)
    for then in (("comments",), ("comments", written), ("comments", written, "end/answered")):
        answer = house.as_("sister").get(house.url(WANTS, *then), status=404)
        assert WORD not in answer.html and str(WANTS.words) not in answer.html
    house.as_("sister").get(house.url("comments", written), status=404)


def test_what_was_over_before_sharing_was_never_shared(plan_home: PlanHouse) -> None:
    """Words about a relative, answered long ago; then the section opens to that relative."""
    house = plan_home
    house.share("friend", WANTS, Part.CIRCLE, level=Level.COMMENT)
    old = comment(house, "person", f"{WORD} about my friend", days=20)
    end_it(house, old, "person", days=10)
    page = house.as_("friend").get(house.url(WANTS, "comments"))
    assert WORD not in page.html
    house.as_("friend").get(house.url(WANTS, "comments", old), status=404)
    assert WORD in house.as_("person").get(house.url(WANTS, "comments")).html
    end_it(house, comment(house, "person", "A newer one"), "person")
    assert "A newer one" in house.as_("friend").get(house.url(WANTS, "comments")).html


def test_reading_is_told_to_the_person(plan_home: PlanHouse) -> None:
    house = plan_home
    written = comment(house, "person", "Mine")
    for then in (("comments",), ("comments", written), ("comments", written, "end/meeting")):
        before = len(house.rows(AccessEvent))
        house.as_("sister").get(house.url(WANTS, *then))
        told = house.rows(AccessEvent)[before:]
        assert [(each.part, each.how) for each in told] == [("plan-wants", "screen")]


def test_open_ones_stand_before_ended_ones_and_older_ones_behind_a_link(
    plan_home: PlanHouse,
) -> None:
    house = plan_home
    end_it(house, comment(house, "person", "Ended one"), "person")
    for number in range(25):
        comment(house, "person", f"Open {number}")
    page = house.as_("person").get(house.url(WANTS, "comments"))
    titles = [words_of(one) for one in page.find_all("bdi.beginning")]
    assert titles[-1] == "Ended one" and len(titles) == 21
    older = house.as_("person").get(page.links["Show older ones"])
    more = [words_of(one) for one in older.find_all("bdi.beginning")]
    assert len(set(titles[:-1]) | set(more[:-1])) == 25
    house.as_("person").get(house.url(WANTS, "comments") + "?before=nonsense&ended-before=1")


def test_as_many_queries_for_one_as_for_many(plan_home: PlanHouse) -> None:
    house = plan_home
    counts = []
    for _turn in range(2):
        with house.queries() as seen:
            house.as_("sister").get(house.url(WANTS, "comments"))
            seen.clear()
            house.as_("sister").get(house.url(WANTS, "comments"))
        counts.append(len(seen))
        for number in range(15):
            end_it(house, comment(house, "person", f"Ended {number}"), "person")
            comment(house, "sister", f"Open {number}")
    assert counts[1] <= 10 and counts[1] - counts[0] <= 2, counts


def test_somebody_without_an_account_has_comments_too(plan_home: PlanHouse) -> None:
    """A person without an account: members still know only themselves."""
    house = plan_home
    comment(house, "sister", "By the sister")
    with house.portal.app_context(), db.writing():
        db.session.get_one(Person, house.person_id).account_id = None
        forget_relations()
    assert "By the sister" in house.as_("sister").get(house.url(WANTS, "comments")).text
    assert FRIEND not in house.as_("sister").get(house.url(WANTS, "comments")).html


# As a sound


def send_sound(house: PlanHouse, role: str, content: bytes, status: int = 303) -> object:
    url = house.url(WANTS, "comments")
    sent = {**house.as_(role).get(url).fields("form.question"), "said": "I want a dog"}
    return house.as_(role).post(
        url, {**sent, "sound": (io.BytesIO(content), "me.webm")}, status=status
    )


def test_a_sound_says_enough_and_is_heard_by_whoever_may_read_it(with_nurse: PlanHouse) -> None:
    house = with_nurse
    send_sound(house, "nurse", wav(2))
    [kept], [sound] = house.rows(Comment), house.rows(StoredSound)
    assert (kept.text, kept.sound_id, sound.said) == ("", sound.id, "I want a dog")
    url = house.url("sounds", sound.id)
    page = house.as_("person").get(house.url(WANTS, "comments", kept.id))
    assert page.find("audio[src]").get("src") == url
    for role, status in (("person", 200), ("nurse", 200), ("sister", 404), ("friend", 404)):
        assert house.as_(role).client.get(url).status_code == status


def test_what_is_no_sound_says_nothing(plan_home: PlanHouse) -> None:
    house = plan_home
    page = send_sound(house, "person", b"not a sound", 422)
    assert page.find_all("#error-summary")  # type: ignore[attr-defined]
    assert page.fields("form.question")["said"] == "I want a dog"  # type: ignore[attr-defined]
    assert house.rows(Comment) == [] and house.rows(StoredSound) == []
