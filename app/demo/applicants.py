"""Whom Mirabel looks for, and who wants the job. Their own words, made up. Not in the catalogue.

There is an earlier job as well, whose end the demo tells: who got it, and how that came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict

from app.staff_choice.models import (
    Box,
    EvidenceLevel,
    Mark,
    MeetAnswer,
    PanelRole,
    PublicField,
    Showed,
)


@dataclass(frozen=True)
class Said:
    """A line of the sheet: a card, or words."""

    box: Box
    card: str = ""
    words: str = ""
    needed: bool = False


@dataclass(frozen=True)
class Asked:
    """Somebody who wants the job. `talk_in`: days from today; None for no talk."""

    key: str
    name: str
    email: str
    words: str
    fits: dict[str, list[str]] = field(default_factory=dict)
    needs: str = ""
    meet: MeetAnswer | None = None
    why: str = ""
    talk_in: int | None = None
    phone: str = ""


@dataclass(frozen=True)
class Together:
    """A time together, `days` ago. What the person showed, what others saw, what they say."""

    days: int
    hour: int
    what: str
    showed: Showed
    words: str
    saw: tuple[tuple[str, str], ...]
    own: str = ""


class JobFacts(TypedDict):
    minutes_a_week: int
    district: str
    town: str


LINES = (
    Said(Box.SUPPORT, "home-things"),
    Said(Box.SUPPORT, "going-out"),
    Said(Box.SKILLS, "calm-when-upset", needed=True),
    Said(Box.KIND, "patient", needed=True),
    Said(Box.KIND, words="Leaves my teapots where they are."),
    Said(Box.SHARED, "swimming"),
    Said(Box.SHARED, "garden"),
    Said(Box.TIMES, "mornings", needed=True),
    Said(Box.TIMES, "saturday"),
)
FACTS: JobFacts = {"minutes_a_week": 14 * 60, "district": "M33", "town": "Sale"}
TEXTS = {
    PublicField.GOOD_DAY: "I sing in the morning. Nobody hurries me.",
    PublicField.TOGETHER: "We swim. We plant beans. We go out and come back late.",
    PublicField.TO_KNOW: "I use short words and pictures. Wait for me.",
}
RISK = "When I am in pain I go quiet. Ask me with pictures."
APPLICANTS = (
    Asked(
        "swimmer",
        "Leocadia Brimblecombe",
        "leocadia@brimblecombe.example",
        "I worked four years in a day centre. I learned there to wait. On Saturdays I swim.",
        {
            "interests": ["swimming", "baking"],
            "skills": ["calm-when-upset", "can-cook"],
            "languages": ["en", "pl"],
            "times": ["mornings", "saturday"],
        },
        meet=MeetAnswer.YES,
        why="Somebody who swims!",
        talk_in=-3,
    ),
    Asked(
        "gardener",
        "Tancred Okwuosa-Wren",
        "tancred@okwuosawren.example",
        "I grow beans and I laugh a lot. I have not done this work before. I want to learn it.",
        {
            "interests": ["garden", "dogs"],
            "skills": ["can-drive"],
            "languages": ["en"],
            "times": ["mornings"],
            "cannot": ["saturday"],
        },
        needs="Please show me the questions one day before.",
        meet=MeetAnswer.YES,
        talk_in=4,
    ),
    Asked(
        "singer",
        "Zulaikha Ferncastle",
        "zulaikha@ferncastle.example",
        "I am quiet until I know somebody. Then I sing. I can cook rice in nine ways.",
        {
            "interests": ["music", "walking"],
            "skills": ["can-cook", "first-aid"],
            "languages": ["en", "ur"],
            "times": ["mornings", "evenings", "saturday"],
        },
    ),
)
PANEL = {
    "family": (PanelRole.ASKER, PanelRole.SCORER),
    "advocate": (PanelRole.GREETER, PanelRole.NOTE_TAKER),
    "worker": (PanelRole.SCORER,),
}
# Picture, question, the answers we look for, and the line it is about.
QUESTIONS = (
    ("wellness", "What would you do if I go quiet?", "Waits. Then asks with pictures.", "patient"),
    ("safe", "I am upset in a shop. What do you do?", "Stays with me.", "calm-when-upset"),
    ("day", "How do you tell me what comes next?", "One thing after the other.", ""),
)
# Role, picture of the question, mark, note.
MARKS = (
    ("worker", "wellness", Mark.MAYBE, ""),
    ("worker", "safe", Mark.YES, "A quiet place first. That is right."),
    ("worker", "day", Mark.YES, ""),
    ("family", "wellness", Mark.YES, ""),
    ("family", "safe", Mark.NO, "I wanted to hear: ring me."),
    ("family", "day", Mark.DID_NOT_HEAR, ""),
    ("person", "wellness", Mark.YES, "I was quiet. Leocadia waited."),
    ("person", "safe", Mark.YES, ""),
    ("person", "day", Mark.YES, "With drawings!"),
)
LEARNED = (
    ("person", "patient", EvidenceLevel.SEEN, "Did not look at the clock."),
    ("family", "swimming", EvidenceLevel.SAYS, "Goes to the pool each Saturday."),
)
TOGETHER = Together(
    1,
    10,
    "We go to the pool. Then tea at my house.",
    Showed.LIKED,
    "She waited at the steps. I went in first!",
    (("family", "Mirabel pulled the new lady to the deep end. She sang on the way home."),),
    "I had cold feet and warm tea. Thank you for the teapot with the duck.",
)

# The job before: it is closed, and who got it has worked with Mirabel for a while.
EARLIER_FACTS: JobFacts = {"minutes_a_week": 10 * 60, "district": "M33", "town": "Sale"}
EARLIER_TEXTS = {
    PublicField.GOOD_DAY: "The beans are up. We have tea outside.",
    PublicField.TOGETHER: "We dig. We laugh. We feed the neighbour's cat.",
}
EARLIER = Asked(
    "digger",
    "Evadne Pumphrey-Achebe",
    "evadne@pumphreyachebe.example",
    "I had an allotment for nine years. I am not quick, and I do not mind mud.",
    {
        "interests": ["garden"],
        "skills": ["calm-when-upset", "can-cook"],
        "languages": ["en"],
        "times": ["mornings", "saturday"],
    },
    meet=MeetAnswer.YES,
    why="Mud is good.",
    talk_in=-110,
    phone="01632 960213",
)
EARLIER_MARKS = (
    ("worker", "wellness", Mark.YES, ""),
    ("family", "wellness", Mark.YES, "She counted to ten. Then she asked."),
    ("person", "wellness", Mark.YES, ""),
)
EARLIER_TOGETHER = Together(
    100,
    14,
    "We plant beans and have tea outside.",
    Showed.LIKED,
    "Evadne got mud on her nose. She laughed.",
    (
        ("family", "They were out until it rained. Mirabel showed her each pot."),
        ("worker", "Mirabel took her hand at the gate. She does that with few people."),
    ),
    "I learned the names of eleven pots.",
)
# Days ago: the checks, the first day.
CHECKED, STARTED = 90, 80
# What stands on her one page, for everybody who sees the team.
EARLIER_PAGE = {
    "liked": "I hum. I never hurry.",
    "important": "My tomatoes. A cup of tea at four.",
    "support": "Tell me twice. I write it down.",
}
