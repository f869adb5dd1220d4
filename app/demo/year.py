"""A year of Mirabel's: what she wants, and what she and others said. Their own words, made up.

Days are counted back from the day the demo is loaded. Not in the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.outcomes.models import Lifecycle, LifeKind, Question, Said, StepStands


@dataclass(frozen=True)
class Wanted:
    """An outcome: `stood` is where it stood, since how many days ago, and her words about it."""

    picture: str
    title: str
    why: str
    tags: tuple[str, ...]
    stood: tuple[tuple[int, Lifecycle, str], ...]
    by: str = "person"
    # What, who, when it is due (days from now; None for no day), how it stands, and since how many
    # days.
    steps: tuple[tuple[str, str, int | None, StepStands, int], ...] = ()


@dataclass(frozen=True)
class Told:
    """A check-in: `about` is a key of WANTED, or a role for what she says about staff."""

    days: int
    who: str
    answer: Said | None
    words: str = ""
    about: str = ""
    question: Question = Question.OUTCOME
    observed: str = ""
    means: str = ""
    there: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True)
class Lived:
    """An entry of her life: hours a week, a limit, or something she does herself now."""

    days: int
    kind: LifeKind
    words: str = ""
    picture: str = ""
    because: str = ""
    hours: int | None = None
    by: str = "person"
    lifts: bool = False


WANTED: dict[str, Wanted] = {
    "swim": Wanted(
        "swimming",
        "Swimming with Barnaby",
        "I float. Nobody hurries me.",
        ("w-health", "w-relationships"),
        ((360, Lifecycle.ACTIVE, ""),),
        steps=(("Buy a swimming card", "person", None, StepStands.DONE, 340),),
    ),
    "bus": Wanted(
        "travel",
        "Take the bus to Odette by myself",
        "Sunday dinner is at one. I want to knock on her door alone.",
        ("w-control", "w-relationships"),
        (
            (350, Lifecycle.ACTIVE, ""),
            (60, Lifecycle.COMPLETED, "I have my own bus card."),
        ),
        steps=(
            ("Ride with Desmond three seats behind me", "worker", None, StepStands.DONE, 170),
            ("Ride alone, with my phone in my pocket", "person", None, StepStands.DONE, 110),
        ),
    ),
    "garden": Wanted(
        "garden",
        "A job in the garden centre",
        "I am good with beans.",
        ("w-work", "i-contributions"),
        ((310, Lifecycle.ACTIVE, ""),),
        steps=(
            ("Try one Saturday", "person", None, StepStands.DONE, 270),
            ("Ask about a paid day", "manager", 21, StepStands.DOING, 20),
            ("Find a bus that is not late", "worker", 10, StepStands.TO_DO, 10),
        ),
    ),
    "paint": Wanted(
        "paint",
        "The painting club",
        "I like big paper.",
        ("w-contribution",),
        (
            (280, Lifecycle.ACTIVE, ""),
            (70, Lifecycle.ON_HOLD, "The room is too loud. I wait for the small group."),
        ),
        steps=(("Ask when the small group starts", "worker", None, StepStands.DOING, 65),),
    ),
    "sea": Wanted(
        "holiday",
        "Five days by the sea, in a caravan with two doors",
        "She looks at the photo of the sea every time she is here.",
        ("w-relationships",),
        ((16, Lifecycle.PROPOSED, ""),),
        by="family",
    ),
}

_DAY, _STAFF = Question.DAY, Question.STAFF

TOLD: tuple[Told, ...] = (
    Told(352, "person", Said.BETWEEN, "The water was cold.", "swim", there=("friend", "worker")),
    Told(348, "person", Said.NOT_WELL, "I got off too soon.", "bus", there=("worker",)),
    Told(331, "person", Said.WELL, "Barnaby has a yellow float.", "swim", there=("friend",)),
    Told(
        330,
        "worker",
        None,
        about="swim",
        observed="She hummed in the water and splashed Barnaby. She did not want to come out.",
        means="I think she likes the small pool best.",
        there=("friend",),
    ),
    Told(318, "person", Said.BETWEEN, "Desmond sat behind me.", "bus", there=("worker",)),
    Told(300, "person", Said.WELL, "I put my face under.", "swim", helped=("family",)),
    Told(300, "person", Said.BETWEEN, "I only watered. I want to plant.", "garden"),
    Told(298, "family", Said.WELL, "She showed me on the kitchen floor.", "swim"),
    Told(
        290, "worker", Said.BETWEEN, "She rang the bell herself. The second stop was hard.", "bus"
    ),
    Told(288, "family", Said.WELL, "She told me each stop by name.", "bus"),
    Told(275, "person", Said.WELL, "I painted the teapot.", "paint"),
    Told(270, "person", Said.WELL, "I planted forty beans.", "garden", there=("worker",)),
    Told(262, "person", Said.DO_NOT_KNOW, about="swim"),
    Told(256, "person", Said.WELL, "I rang the bell at the right stop.", "bus"),
    Told(255, "worker", Said.WELL, "She knew the stop before I did.", "bus"),
    Told(250, "person", Said.WELL, "City won.", question=_DAY, there=("family",)),
    Told(245, "person", Said.WELL, "They gave me gloves with my name.", "garden"),
    Told(240, "person", Said.WELL, "We had chips after.", "swim", there=("friend",)),
    Told(235, "person", Said.WELL, about="paint", alone=True),
    Told(220, "person", Said.WELL, "The driver says hello Mirabel.", "bus", alone=True),
    Told(210, "person", Said.WILL_NOT_SAY, about="garden"),
    Told(205, "person", Said.ASK_LATER, about="swim"),
    Told(196, "worker", Said.BETWEEN, "The pool was shut twice this month.", "swim"),
    Told(190, "person", Said.BETWEEN, "The pool was shut.", "swim", helped=("worker",)),
    Told(180, "person", Said.WELL, "A lady bought my beans.", "garden"),
    Told(170, "person", Said.BETWEEN, "There were too many chairs.", "paint"),
    Told(169, "family", Said.BETWEEN, "She came home early and said little.", "paint"),
    Told(160, "person", Said.WELL, "One way alone. Odette was at the stop.", "bus", alone=True),
    Told(155, "person", Said.NOT_WELL, "The wind took my bean poles.", question=_DAY),
    Told(150, "person", Said.WELL, "The water was warm.", "swim", there=("friend",)),
    Told(140, "person", Said.BETWEEN, "It rained three times.", "garden"),
    Told(139, "worker", Said.BETWEEN, "We potted plants inside. She was patient.", "garden"),
    Told(130, "person", Said.ASK_LATER, about="paint"),
    Told(120, "person", Said.WELL, about="swim"),
    Told(110, "person", Said.WELL, "There and back.", "bus", alone=True),
    Told(108, "family", Said.WELL, "A knock at noon. There she was, grinning.", "bus"),
    Told(101, "person", Said.BETWEEN, "They say not yet about the pay.", "garden"),
    Told(95, "manager", Said.WELL, "She told the whole office about the deep end.", "swim"),
    Told(86, "person", Said.WELL, "I made the cake for Odette.", question=_DAY, there=("family",)),
    Told(80, "manager", Said.WELL, "Nobody from us rides with her now.", "bus"),
    Told(75, "person", Said.BETWEEN, "I sat outside on the step.", "paint", helped=("advocate",)),
    Told(64, "person", Said.WELL, "Half a length with no float.", "swim", there=("friend",)),
    Told(61, "person", Said.WELL, "I have my own bus card.", "bus"),
    Told(
        48,
        "person",
        Said.NOT_WELL,
        "He looks at his phone when I talk. My tea goes cold. I want him to look at me.",
        "worker",
        _STAFF,
        helped=("advocate",),
    ),
    Told(44, "person", Said.DO_NOT_KNOW, about="garden"),
    Told(40, "family", Said.BETWEEN, "She asks me when the job starts.", "garden"),
    Told(34, "person", Said.BETWEEN, "Rain. I baked.", question=_DAY, alone=True),
    Told(30, "person", Said.BETWEEN, "The water was cold again.", "swim", there=("friend",)),
    Told(20, "person", Said.WELL, "She asks me before she tells Desmond.", "manager", _STAFF),
    Told(12, "person", Said.NOT_WELL, "I was only there one time.", "garden", alone=True),
    Told(11, "worker", Said.WELL, "She is quick now. The bus was late again.", "garden"),
    Told(9, "person", Said.WELL, "I swam the whole length.", "swim", there=("friend", "worker")),
    Told(8, "family", Said.WELL, "She told me about it all evening.", "swim"),
    Told(
        7,
        "worker",
        Said.WELL,
        about="swim",
        observed="At the end she held on to the rail and shouted her own name.",
        means="I think she was proud.",
        there=("friend",),
    ),
    Told(
        6,
        "person",
        Said.BETWEEN,
        "He put the phone in his coat two times.",
        "worker",
        _STAFF,
        helped=("advocate",),
    ),
    Told(3, "person", Said.WELL, "I made tea for everybody.", question=_DAY),
)

LIVED: tuple[Lived, ...] = (
    Lived(355, LifeKind.HOURS, hours=28, by="manager", because="As the plan says."),
    Lived(
        340,
        LifeKind.LIMIT_BEGAN,
        "I do not go out alone when it is dark.",
        because="We agreed it for the winter: me, Odette and Winifred.",
    ),
    Lived(215, LifeKind.MYSELF, "I make my own tea.", "teapot"),
    Lived(
        200,
        LifeKind.HOURS,
        hours=30,
        by="manager",
        because="Two hours more for the first weeks in the garden centre.",
    ),
    Lived(125, LifeKind.MYSELF, "I do up my coat.", "myself"),
    Lived(
        90,
        LifeKind.LIMIT_LIFTED,
        "I go next door in the evening, to see the cat.",
        "cat",
        because="I have a torch. I said I am ready.",
        lifts=True,
    ),
    Lived(60, LifeKind.MYSELF, "I take the bus to Odette.", "travel"),
    Lived(
        58,
        LifeKind.HOURS,
        hours=27,
        by="manager",
        because="Mirabel chose it. She takes the bus alone. The hours come back when she says so.",
    ),
    Lived(22, LifeKind.MYSELF, "I write to Barnaby on my phone.", "phone"),
)

# The practice cards before her first answer.
PRACTISED = (("ice_cream", Said.WELL), ("toothache", Said.NOT_WELL))
