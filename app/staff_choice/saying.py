"""How a job speaks to everybody: its sentences, its headings, its address. Never a name."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno
from flask import current_app

from app.language.locales import current_locale
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people import sheet
from app.staff_choice.cards import card
from app.staff_choice.models import Box, Criterion, Employer, Vacancy
from app.staff_choice.queries.jobs import Job

HEADINGS = {
    Box.SUPPORT: _l("What I need support with"),
    Box.SKILLS: _l("What you can do"),
    Box.KIND: _l("What you are like"),
    Box.SHARED: _l("What we both like"),
    Box.TIMES: _l("When I need support"),
}
# Box → what is said of a line that must be, and of one that is nice.
_SENTENCES = {
    Box.SUPPORT: (_l("I need support with this."), _l("I like some support with this.")),
    Box.SKILLS: (_l("You must have this."), _l("It is nice if you have this.")),
    Box.KIND: (_l("You must be like this."), _l("It is nice if you are like this.")),
    Box.SHARED: (_l("I like this. Maybe you do, too."), _l("I like this. Maybe you do, too.")),
    Box.TIMES: (_l("I need support then."), _l("It is nice if you have time then.")),
}
PAID_BY = {
    Employer.PROVIDER: _l("A support provider pays you."),
    Employer.PERSON: _l("The person pays you themselves."),
}


def sentence(line: Criterion) -> LazyWords:
    """What the job says of a line."""
    return _SENTENCES[line.box][0 if line.essential else 1]


def card_words(line: Criterion) -> LazyWords | None:
    """The words of the line's picture card, in the reader's language; None without a card."""
    found = card(line.box, line.concept) if line.concept else None
    return found.words if found is not None else None


def picture_for(line: Criterion) -> str:
    """The picture of the line's card, or of its box."""
    found = card(line.box, line.concept) if line.concept else None
    return found.picture if found is not None else line.box.picture


def hours(vacancy: Vacancy) -> float:
    """Hours a week, with what is left of one."""
    return vacancy.minutes_a_week / 60


def counted(vacancy: Vacancy) -> int:
    """The number whose plural they take: a part of an hour counts like some hours."""
    whole, rest = divmod(vacancy.minutes_a_week, 60)
    return 2 if rest else whole


@dataclass(frozen=True)
class OnPaper:
    """Words on the sheet of paper, for the measure of how they fit."""

    texts: tuple[str, ...]
    language: str


def fit_of(job: Job) -> str:
    """The class of the page at which all words of the job should stand on one side of A4."""
    written = [OnPaper((text.words,), text.language) for text in job.shown_texts]
    for _box, lines in job.boxes:
        said = (f"{card_words(line) or ''} {line.words} {sentence(line)}" for line in lines)
        written.append(OnPaper(("\n".join(said),), current_locale().code))
    room = sheet.Room(1, headings=len(written) + 2, more=7)
    return sheet.step_class(sheet.likely_step(written, room))


def address_of(vacancy: Vacancy) -> str:
    """The plain address that anybody may pass on."""
    return f"{current_app.config['BASE_URL'].rstrip('/')}/support-jobs/{vacancy.number}"


def code_of(vacancy: Vacancy) -> bytes:
    """Its address as a QR code: SVG, black on white with its quiet edge, for any camera."""
    file = io.BytesIO()
    segno.make(address_of(vacancy), error="m").save(
        file, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return file.getvalue()
