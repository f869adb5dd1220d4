"""Hiding the photo or the sound of what the person wants: as if it had never had one."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.outcomes.actions import hiding
from app.outcomes.models import Hides, OutcomeText, Said
from app.people.parts import Part
from tests.outcomes.hiding_steps import ALT, hidden, hide, hide_url, pages, photo, read, sound
from tests.outcomes.house import OutcomeHouse

KINDS = ["photo", "sound"]
HOW = {"photo": Hides.PHOTO, "sound": Hides.SOUND}
WHOM = ["worker", "sister"]


def give(
    house: OutcomeHouse, outcome_id: uuid.UUID, role: str = "person", **changed: Any
) -> uuid.UUID:
    """The same words with one thing changed, as a new row: a photo, say. What it is now."""
    (*_older, text) = house.rows(OutcomeText, OutcomeText.outcome_id == outcome_id)
    columns = ("title", "why", "picture", "language", "photo_id", "sound_id")
    now = {name: getattr(text, name) for name in columns} | changed
    by = house.accounts[role]
    house.add(OutcomeText(outcome_id=outcome_id, number=text.number + 1, written_by=by, **now))
    found: uuid.UUID = next(iter(changed.values()))
    return found


def give_each(house: OutcomeHouse, outcome_id: uuid.UUID, *kinds: str) -> dict[str, str]:
    """A photo or a sound, or both. Their addresses."""
    put = {"photo": photo, "sound": sound}
    ids = {kind: give(house, outcome_id, **{f"{kind}_id": put[kind](house)}) for kind in kinds}
    return {kind: house.url(f"{kind}s", file_id) for kind, file_id in ids.items()}


def statuses(house: OutcomeHouse, urls: dict[str, str], role: str) -> dict[str, int]:
    return {kind: house.as_(role).client.get(url).status_code for kind, url in urls.items()}


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize("kinds", [["photo"], ["sound"], KINDS])
def test_a_hidden_file_is_as_if_it_had_never_been_there(
    house: OutcomeHouse, kinds: list[str], whom: str
) -> None:
    """Twins: every page before it was added, and after it was added and hidden, is the same."""
    outcome_id = house.want("Swim", why="I float")
    house.say(outcome_id, words="I floated")
    before = pages(house, outcome_id, whom)
    urls = give_each(house, outcome_id, *kinds)
    changed = pages(house, outcome_id, whom)
    assert {name for name in before if before[name] != changed[name]} >= {"", "story"}
    how = Hides.of(frozenset(kinds))
    hide(house, outcome_id, how, whom, kind="outcome")
    assert pages(house, outcome_id, whom) == before
    assert statuses(house, urls, whom) == dict.fromkeys(kinds, 404)
    house.as_(whom).get(f"{next(iter(urls.values()))}?size=small", status=404)
    # For everybody else it stands as before.
    for other in {"person", *WHOM} - {whom}:
        assert statuses(house, urls, other) == dict.fromkeys(kinds, 200)
        assert ALT in house.as_(other).get(house.url(outcome_id)).html
        assert ALT in house.as_(other).get(house.url("story")).html
    # And it ends the same way: no row is left.
    hide(house, outcome_id, Hides.NOTHING, whom, kind="outcome")
    assert hidden(house) == [] and pages(house, outcome_id, whom) == changed


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_two_goes_and_the_other_stays(house: OutcomeHouse, kind: str) -> None:
    outcome_id = house.want("Swim")
    urls = give_each(house, outcome_id, *KINDS)
    hide(house, outcome_id, HOW[kind], kind="outcome")
    assert statuses(house, urls, "worker") == {**dict.fromkeys(KINDS, 200), kind: 404}


@pytest.mark.parametrize("whom", WHOM)
@pytest.mark.parametrize("kinds", [["photo"], ["sound"], KINDS])
def test_what_said_all_leaves_something_that_is_wanted(
    house: OutcomeHouse, kinds: list[str], whom: str
) -> None:
    """Twins: hidden, it looks as if the person had chosen that picture and nothing else."""
    chosen = house.want(picture="wants")
    with_file = {f"{kind}_id": {"photo": photo, "sound": sound}[kind](house) for kind in kinds}
    shown = house.want(**with_file)
    house.say(chosen, answer=Said.WELL)
    house.say(shown, answer=Said.WELL)
    hide(house, shown, Hides.of(frozenset(kinds)), whom, kind="outcome")
    for below in ("", "views", "check-in", "hand-over", "steps/new"):
        twins = [
            read(house, house.url(each, below).rstrip("/"), whom).replace(str(each), "")
            for each in (chosen, shown)
        ]
        assert without_times(twins[0]) == without_times(twins[1]), below
    for url in (house.url(), house.url("story"), house.url("check-in")):
        page = house.as_(whom).get(url)
        assert page.text.count("Something I want") >= 2 and ALT not in page.html
    assert ALT in house.as_("person").get(house.url(shown)).html


def test_who_thought_of_it_changes_what_looks_like_that_picture(house: OutcomeHouse) -> None:
    """Twins: the person put her own photo in the place of the sister's, and hid it."""
    chosen = house.want("", "sister", picture="swimming")
    shown = house.want("", "sister", photo_id=photo(house, "sister"))
    give(house, chosen, picture="wants")
    give_each(house, shown, "photo")
    hide(house, shown, Hides.PHOTO, "sister", kind="outcome")
    for below in ("change", "photo", "sound"):
        twins = [
            read(house, house.url(each, below), "sister").replace(str(each), "")
            for each in (chosen, shown)
        ]
        assert twins[0] == twins[1], below
    page = house.as_("sister").get(house.url(shown, "change"))
    assert page.find("input[name=picture][checked]").get("value") == "wants"


def without_times(html: str) -> str:
    return "".join(part.partition('"')[2] for part in f'"{html}'.split('datetime="'))


def test_that_picture_can_be_chosen(home: OutcomeHouse) -> None:
    """Else it would tell that something is hidden."""
    page = home.as_("person").get(home.url("new") + "?more=3")
    fields = page.fields("form.question")
    assert page.find_all("input[value=wants]")
    made = home.as_("person").post(home.url("new"), {**fields, "picture": "wants"})
    assert "Something I want" in home.as_("worker").get(made.location).text


def test_a_new_photo_stays_hidden_too(house: OutcomeHouse) -> None:
    """It was taken again, in better light: nobody thinks of hiding it again."""
    outcome_id = house.want("Swim")
    old = give_each(house, outcome_id, "photo")
    hide(house, outcome_id, Hides.PHOTO, kind="outcome")
    new = give_each(house, outcome_id, "photo")
    for urls in (old, new):
        assert statuses(house, urls, "worker") == {"photo": 404}
    assert statuses(house, new, "sister") == {"photo": 200}
    # The sound that comes later was never asked about.
    assert statuses(house, give_each(house, outcome_id, "sound"), "worker") == {"sound": 200}


def test_who_put_it_there_sees_it(house: OutcomeHouse) -> None:
    """They would see that it is gone: their own photo cannot be hidden from them."""
    outcome_id = house.want("Swim", "sister", photo_id=photo(house, "sister"))
    there = house.url("hide", "outcome", outcome_id)
    member = hide_url(house, outcome_id, "sister", kind="outcome")
    assert member not in house.as_("person").get(there).links.values()
    house.as_("person").get(member, status=404)
    house.as_("person").post(member, {"how": "photo"}, status=404)
    # The person puts another one there and hides it; the sister then takes one of her own.
    theirs = give_each(house, outcome_id, "photo")
    hide(house, outcome_id, Hides.PHOTO, "sister", kind="outcome")
    assert statuses(house, theirs, "sister") == {"photo": 404}
    own = give(house, outcome_id, "sister", photo_id=photo(house, "sister", "Wet towel"))
    assert statuses(house, {"photo": house.url("photos", own)}, "sister") == {"photo": 200}
    assert "Wet towel" in house.as_("sister").get(house.url(outcome_id)).html


@pytest.mark.parametrize("kind", KINDS)
def test_who_writes_on_loses_nothing_and_learns_nothing(house: OutcomeHouse, kind: str) -> None:
    """The sister thought of it; the person added a file to it, which is not for her."""
    outcome_id = house.want("Swim", "sister")
    change, remove = house.url(outcome_id, "change"), house.url(outcome_id, kind)
    give_each(house, outcome_id, kind)
    hide(house, outcome_id, HOW[kind], "sister", kind="outcome")
    page = house.as_("sister").get(change)
    assert f"Add a {kind}" in page.text and f"Change the {kind}" not in page.text
    assert "Take this" not in house.as_("sister").get(remove).text
    fields = page.fields("form.question")
    house.as_("sister").post(change, {**fields, "title": "Swim far"}, status=303)
    (*_older, text) = house.rows(OutcomeText, OutcomeText.outcome_id == outcome_id)
    assert text.title == "Swim far" and getattr(text, f"{kind}_id") is not None
    assert ALT in house.as_("person").get(house.url(outcome_id)).html


def test_what_only_the_hidden_file_would_say_cannot_be_left_behind(house: OutcomeHouse) -> None:
    """To take her own photo away is refused to the sister, as where the person added nothing."""
    outcome_id = house.want("", "sister", photo_id=photo(house, "sister"))
    give_each(house, outcome_id, "sound")
    hide(house, outcome_id, Hides.SOUND, "sister", kind="outcome")
    url = house.url(outcome_id, "photo")
    assert "Take this photo away" not in house.as_("sister").get(url).text
    page = house.as_("sister").post(url, {"answer": "remove", "number": "2"}, status=422)
    assert "Choose a picture, or write something." in page.text


def test_the_person_hides_on_the_page(home: OutcomeHouse) -> None:
    outcome_id = home.want("Swim")
    give_each(home, outcome_id, *KINDS)
    bare = home.want("Run")
    there = home.url("hide", "outcome", outcome_id)
    listed = home.as_("person").get(home.url("hide"))
    assert "A photo and a sound" in listed.text
    assert there in listed.links.values() and "Run" not in listed.text
    home.as_("person").get(home.url("hide", "outcome", bare), status=404)
    home.as_("person").get(home.url("hide", "view", outcome_id), status=404)
    whom = home.as_("person").get(there)
    assert hide_url(home, outcome_id, kind="outcome") in whom.links.values()
    for how, told in (
        ("photo-and-sound", "They get no photo and no sound."),
        ("sound", "They do not hear the sound."),
        ("photo", "They do not see the photo."),
    ):
        hide(home, outcome_id, Hides(how), kind="outcome")
        assert told in home.as_("person").get(there).text
    page = home.as_("person").get(hide_url(home, outcome_id, kind="outcome"))
    assert page.find("input[checked]").get("value") == "photo"
    # All of what is wanted cannot go: the steps and the views hang on it.
    for how in ("all", "", "half"):
        url = hide_url(home, outcome_id, kind="outcome")
        home.as_("person").post(url, {"how": how}, status=422)
    assert hidden(home) == [Hides.PHOTO]


def test_on_a_new_device_nothing_is_shown_again(
    home: OutcomeHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome_id = home.want("Swim")
    give_each(home, outcome_id, *KINDS)
    monkeypatch.setattr(hiding, "is_new_device", lambda account: True)
    hide(home, outcome_id, Hides.PHOTO, kind="outcome")
    for other in (Hides.SOUND, Hides.NOTHING):
        hide(home, outcome_id, other, kind="outcome", status=422)
    hide(home, outcome_id, Hides.BOTH, kind="outcome")
    assert hidden(home) == [Hides.BOTH]


def test_what_is_not_there_now_stays_hidden(home: OutcomeHouse) -> None:
    """The photo went meanwhile: who is asked about the sound alone shows no later photo."""
    outcome_id = home.want("Swim")
    give_each(home, outcome_id, *KINDS)
    hide(home, outcome_id, Hides.BOTH, kind="outcome")
    give(home, outcome_id, photo_id=None)
    hide(home, outcome_id, Hides.NOTHING, kind="outcome")
    assert hidden(home) == [Hides.PHOTO]
    assert statuses(home, give_each(home, outcome_id, "photo"), "worker") == {"photo": 404}


def test_nobody_else_opens_the_pages(house: OutcomeHouse) -> None:
    outcome_id = house.want("Swim")
    give_each(house, outcome_id, "photo")
    for role in ("sister", "worker", "friend", "stranger"):
        for url in (
            house.url("hide", "outcome", outcome_id),
            hide_url(house, outcome_id, kind="outcome"),
        ):
            house.as_(role).get(url, status=404)
        hide_it = hide_url(house, outcome_id, "sister", kind="outcome")
        house.as_(role).post(hide_it, {"how": "photo"}, status=404)
    assert hidden(house) == []


def test_the_pages_stay_within_ten_queries(house: OutcomeHouse) -> None:
    house.share("worker", Part.CIRCLE)
    outcome_id = house.want("Swim")
    give_each(house, outcome_id, *KINDS)
    said = house.say(outcome_id, photo_id=photo(house))
    hide(house, outcome_id, Hides.BOTH, kind="outcome")
    urls = [("person", house.url("hide")), ("worker", house.url(outcome_id))]
    for kind, thing in (("outcome", outcome_id), ("view", said)):
        urls.append(("person", house.url("hide", kind, thing)))
        urls.append(("person", hide_url(house, thing, kind=kind)))
    for place in ("", "story", "check-in"):
        urls.append(("worker", house.url(place).rstrip("/")))
    for role, url in urls:
        house.as_(role).get(url)
        with house.queries() as seen:
            house.as_(role).get(url)
        assert len(seen) <= 10, (url, len(seen))
