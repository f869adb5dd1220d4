"""The way from what I want to the first day: its steps, in order. Each room brings its own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class WayStep:
    """One step, and where it is done: `room` below the person's page, or below the job's.

    to_others: its title and line where they speak to somebody beside the person.
    """

    concept: str
    title: LazyWords
    line: LazyWords
    room: str
    to_others: tuple[LazyWords, LazyWords] | None = None

    def at(
        self, person_id: uuid.UUID, vacancy_id: uuid.UUID | None = None, *, is_person: bool = True
    ) -> dict[str, object]:
        """What a row of the page needs."""
        mine = self.title, self.line
        title, line = mine if is_person else self.to_others or mine
        below = f"/people/{person_id}/" if vacancy_id is None else job_url(person_id, vacancy_id)
        return {
            "concept": self.concept,
            "title": title,
            "line": line,
            "href": below + self.room,
        }


def job_url(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> str:
    """The address below which everything of one job stands, with its last slash."""
    return f"/people/{person_id}/staff/jobs/{vacancy_id}/"


# On "Choosing my staff".
STEPS: tuple[WayStep, ...] = (
    WayStep(
        "my_list",
        _l("My matching sheet"),
        _l("Who is right for me?"),
        "staff/sheet",
        (_l("The matching sheet"), _l("Who is right for the person?")),
    ),
    WayStep(
        "circle",
        _l("My circle"),
        _l("Who can help me choose?"),
        "circle",
        (_l("The circle"), _l("Who can help to choose?")),
    ),
    WayStep(
        "advert",
        _l("My job adverts"),
        _l("Write a job advert from my sheet."),
        "staff/jobs",
        (_l("Job adverts"), _l("A job advert looks for somebody who fits.")),
    ),
)
# On the page of one job.
JOB_STEPS: tuple[WayStep, ...] = (
    WayStep("advert", _l("What the job says"), _l("Strangers read these words."), "write"),
    WayStep("two_people", _l("Who wants the job"), _l("Read what they say."), "applicants"),
    WayStep(
        "communicate",
        _l("Who asks with me"),
        _l("Choose who is on the panel."),
        "panel",
        (_l("Who asks with the person"), _l("See who is on the panel.")),
    ),
    WayStep("question", _l("Our questions"), _l("Everybody gets the same ones."), "questions"),
    WayStep("meeting", _l("When we meet people"), _l("Times, talks and marks."), "timetable"),
)
