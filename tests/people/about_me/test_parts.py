"""About me is read: the seven parts, who wrote them, old words, no trace of what is hidden."""

from __future__ import annotations

import pytest

from app.audit.models import AccessEvent
from app.people.parts import ABOUT_ME_SEVEN, Level, Part
from tests.page_tree import words_of
from tests.people.about_me.house import CALLED, House, said

SECRET = "Xylocarp marmalade"


def titles(house: House, role: str) -> list[str]:
    page = house.as_(role).get(house.url())
    return [words_of(one) for one in page.find_all("main .rows .title")]


def test_the_seven_titles_stand_in_the_order_of_the_standard(house: House) -> None:
    assert titles(house, "owner") == [
        "What is most important to me",
        "People who are important to me",
        "How I communicate and how to communicate with me",
        "My wellness",
        "Please do and please don't",
        "How and when to support me",
        "Also worth knowing about me",
    ]


def test_an_empty_part_says_so_and_its_page_opens(house: House) -> None:
    assert house.as_("owner").get(house.url()).text.count("Nothing here yet.") >= 7
    page = house.as_("owner").get(house.url(Part.WELLNESS))
    assert "Nothing here yet." in page.text and "Write here" in page.links


def test_words_begin_in_the_list_and_stand_whole_on_their_page(house: House) -> None:
    words = "One two three four five six seven eight nine ten"
    house.write(Part.WELLNESS, text=words, language="pl")
    page = house.as_("owner").get(house.url())
    line = next(one for one in page.find_all("main bdi") if "One two" in words_of(one))
    assert words_of(line) == "One two three four five six seven eight …"
    assert line.get("lang") == "pl"
    part = house.as_("owner").get(house.url(Part.WELLNESS))
    shown = part.find("bdi.own-words")
    assert words_of(shown) == words and shown.get("lang") == "pl"
    assert "Supported to write this by" in part.text and "Date last updated" in part.text


def test_lists_are_counted_so_that_a_do_not_never_reads_as_a_do(house: House) -> None:
    house.write(Part.PLEASE_DO, do="Knock\n\nWait", dont="Touch my hair")
    page = house.as_("owner").get(house.url())
    assert "2 things to do. 1 thing not to do." in page.text
    assert "Touch my hair" not in page.text


def test_nothing_is_seen_by_being_in_the_circle(house: House) -> None:
    house.write(Part.WELLNESS, text=SECRET)
    for where in (house.url(), house.url(Part.WELLNESS), house.url(Part.WELLNESS, "earlier")):
        assert SECRET not in house.as_("sister").get(where, status=404).html
    house.as_("stranger").get(house.url(), status=404)


def test_a_part_that_is_not_shared_leaves_no_title_count_or_gap(house: House) -> None:
    house.write(Part.MOST_IMPORTANT, text="Sunday dinner")
    house.write(Part.WELLNESS, text=SECRET)
    house.share("sister", Part.MOST_IMPORTANT, Part.ALSO_WORTH)
    assert titles(house, "sister") == [
        "What is most important to me",
        "Also worth knowing about me",
    ]
    page = house.as_("sister").get(house.url())
    for trace in (SECRET, "wellness", "My wellness", "of 7", "of 2"):
        assert trace not in page.html
    house.as_("sister").get(house.url(Part.WELLNESS), status=404)
    part = house.as_("sister").get(house.url(Part.MOST_IMPORTANT))
    assert "Part 1" not in part.text


def test_the_head_speaks_only_of_parts_that_one_may_see(house: House) -> None:
    house.share("sister", Part.MOST_IMPORTANT)
    house.share("nurse", Part.WELLNESS, level=Level.WRITE)
    house.write(Part.WELLNESS, "nurse", text="Breathes well")
    page = house.as_("sister").get(house.url())
    assert "Last changed" not in page.text and "wrote" not in page.text


def test_a_part_that_is_no_part_of_about_me_has_no_page_here(house: House) -> None:
    for value in ("circle", "plan", "no-such-part"):
        house.as_("owner").get(f"{house.url()}/{value}", status=404)


def test_what_people_like_has_its_own_page_and_is_not_one_of_the_seven(house: House) -> None:
    house.write(Part.LIKED, text="I make people laugh")
    assert "What people like about me" not in titles(house, "owner")
    page = house.as_("owner").get(house.url(Part.LIKED))
    assert page.h1 == "What people like about me" and "Part" not in page.text.split()


def test_a_supporter_is_never_shown_as_the_person(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    house.write(Part.WELLNESS, "sister", text="She sings")
    mine = house.as_("owner").get(house.url(Part.WELLNESS))
    assert "Quillon Sisterwick wrote this." in said(mine)
    assert not mine.find_all("article.mine")
    assert "You wrote this." in said(house.as_("sister").get(house.url(Part.WELLNESS)))


def test_members_do_not_learn_of_each_other(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    house.share("nurse", Part.WELLNESS)
    house.write(Part.WELLNESS, "sister", text="She sings")
    page = house.as_("nurse").get(house.url(Part.WELLNESS))
    assert "Sisterwick" not in page.html
    assert f"Somebody who helps {CALLED} wrote this." in said(page)
    house.share("friend", Part.WELLNESS, Part.CIRCLE)
    assert "Quillon Sisterwick wrote this." in said(
        house.as_("friend").get(house.url(Part.WELLNESS))
    )


def test_who_helped_is_said_to_the_person_and_kept_from_others(house: House) -> None:
    house.write(Part.WELLNESS, text="I sing", helped_by=str(house.members["sister"]))
    house.share("nurse", Part.WELLNESS)
    house.share("sister", Part.WELLNESS)
    assert "Quillon Sisterwick helped me." in said(house.as_("owner").get(house.url(Part.WELLNESS)))
    assert "Sisterwick" not in house.as_("nurse").get(house.url(Part.WELLNESS)).html
    assert f"You helped {CALLED}." in said(house.as_("sister").get(house.url(Part.WELLNESS)))


def test_a_supporter_can_name_only_themselves_as_having_helped(house: House) -> None:
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    page = house.as_("sister").get(house.url(Part.WELLNESS, "change"))
    assert "Nursewick" not in page.html and "Friendwick" not in page.html
    house.write(Part.WELLNESS, "sister", 422, text="x", helped_by=str(house.members["nurse"]))
    assert house.entries(Part.WELLNESS) == []


def test_old_words_stay_readable_to_the_person_alone(house: House) -> None:
    house.write(Part.WELLNESS, text="First words")
    house.write(Part.WELLNESS, text="Second words")
    page = house.as_("owner").get(house.url(Part.WELLNESS, "earlier"))
    assert "First words" in page.text and "Second words" not in page.text
    assert "First words" in house.as_("owner").get(house.url(Part.WELLNESS, "earlier/1")).text
    house.as_("owner").get(house.url(Part.WELLNESS, "earlier/7"), status=404)
    house.as_("sister").get(house.url(Part.WELLNESS, "earlier"), status=404)
    house.share("sister", Part.WELLNESS, level=Level.WRITE)
    assert "Earlier words" not in house.as_("sister").get(house.url(Part.WELLNESS)).links
    for then in ("earlier", "earlier/1", "earlier/2"):
        house.as_("sister").get(house.url(Part.WELLNESS, then), status=404)


def test_every_look_at_words_is_logged_and_empty_parts_are_not(house: House) -> None:
    house.write(Part.WELLNESS, text="I sing")
    house.share("sister", Part.WELLNESS, Part.PEOPLE)
    before = len(house.rows(AccessEvent))
    house.as_("sister").get(house.url())
    house.as_("sister").get(house.url(Part.WELLNESS))
    looks = house.rows(AccessEvent)[before:]
    seen = [(each.part, each.how, each.actor_role, each.actor_id) for each in looks]
    assert seen == [("wellness", "screen", "family", house.accounts["sister"])] * 2


def test_helpers_see_for_whom_they_help_and_the_person_does_not(house: House) -> None:
    house.share("sister", Part.WELLNESS)
    banner = words_of(house.as_("sister").get(house.url()).find("aside.helping"))
    assert "You are helping" in banner and CALLED in banner
    assert not house.as_("owner").get(house.url()).find_all("aside.helping")
    assert CALLED not in house.as_("stranger").get(house.url(), status=404).html


@pytest.mark.parametrize("where", ["list", "part", "earlier", "change"])
def test_queries_are_few_and_the_same_for_one_row_as_for_fifty(house: House, where: str) -> None:
    house.share("sister", *ABOUT_ME_SEVEN, Part.LIKED, level=Level.WRITE)
    url = house.url() if where == "list" else house.url(Part.WELLNESS, where.replace("part", ""))
    reader = house.as_("owner" if where == "earlier" else "sister")
    counts = []
    for number in (2, 50):
        for each in range(len(house.entries(Part.WELLNESS)), number):
            house.write(Part.WELLNESS, text=f"Words {each}")
        reader.get(url.rstrip("/"))
        with house.queries() as seen:
            reader.get(url.rstrip("/"))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10, "\n".join(seen)


def test_earlier_words_come_a_page_at_a_time(house: House) -> None:
    for each in range(24):
        house.write(Part.WELLNESS, text=f"Words {each}.")
    page = house.as_("owner").get(house.url(Part.WELLNESS, "earlier"))
    assert len(page.find_all("main .rows .row")) == 20
    older = house.as_("owner").get(page.links["Show older ones"])
    assert "Words 2." in older.text and "Words 0." in older.text
    assert "Show older ones" not in older.links
    beyond = house.as_("owner").get(f"{house.url(Part.WELLNESS, 'earlier')}?before={'9' * 30}")
    assert len(beyond.find_all("main .rows .row")) == 20
