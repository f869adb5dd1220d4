"""Question cards: written, changed, taken out, put in order, brought in from a plain text."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _, current_locale
from app.security import Permission, allowed, requires
from app.staff_choice.actions import cards as actions
from app.staff_choice.cards import Card
from app.staff_choice.cards import card as picture_card
from app.staff_choice.fairness.questions import AsksAbout, asks_about
from app.staff_choice.forms.panel import CARD_PICTURES, CardForm, ImportForm
from app.staff_choice.models import Criterion, QuestionCard
from app.staff_choice.queries.cards import card_of, cards_of, lines_by_id, lines_of
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint(
    "staff_cards",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/questions",
)


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_questions(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at, cards = at_job(person_id, vacancy_id), cards_of(vacancy_id)
    return at.show(
        "cards/list.html",
        cards=cards,
        lines=_lines_of(cards),
        writes=allowed(Permission.RUN_PANEL, person_id=person_id, vacancy_id=vacancy_id),
    )


def _lines_of(cards: list[QuestionCard]) -> dict[uuid.UUID, tuple[Criterion, Card | None]]:
    """Id of a card's line → the line as it was worded then, with its picture card. One query."""
    lines = lines_by_id(each.criterion_id for each in cards)
    return {key: (line, picture_card(line.box, line.concept)) for key, line in lines.items()}


def _called(line: Criterion) -> object:
    shown = picture_card(line.box, line.concept)
    return line.words or (shown.words if shown else line.box.words)


def _card(at: AtJob, card_id: uuid.UUID) -> QuestionCard:
    found = card_of(at.vacancy.id, card_id)
    if found is None:
        abort(404)
    return found


def _form(at: AtJob, sent: bool, card: QuestionCard | None = None) -> CardForm:
    form = CardForm() if sent else CardForm(formdata=None)
    lines = {line.id: line for line in lines_of(at.vacancy.id)}
    if card is not None:
        # The line as it was worded when the card was written stays on offer.
        lines |= lines_by_id([card.criterion_id])
        if not sent:
            form.words.data, form.good_answer.data = card.words, card.good_answer
            form.picture.data, form.number.data = card.concept, str(card.number)
            form.line.data = str(card.criterion_id or "")
    form.offer((str(line.id), _called(line)) for line in lines.values())
    return form


def _page(
    at: AtJob,
    form: CardForm,
    card: QuestionCard | None = None,
    status: int = 200,
    about: tuple[AsksAbout, ...] = (),
) -> ResponseReturnValue:
    return at.show(
        "cards/write.html",
        status=status,
        form=form,
        card=card,
        about=about,
        pictures={"": "nothing_found"} | {each: each for each in CARD_PICTURES},
    )


def _kept(at: AtJob) -> ResponseReturnValue:
    flash(_("Kept."), "done")
    return _list(at)


def _list(at: AtJob) -> ResponseReturnValue:
    return go_to(url_for(".show_questions", person_id=at.person.id, vacancy_id=at.vacancy.id))


@views.get("/new")
@requires(Permission.RUN_PANEL)
def new_question(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return _page(at, _form(at, sent=False))


@views.post("/new")
@requires(Permission.RUN_PANEL)
def add_question(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    form = _form(at, sent=True)
    if not form.validate():
        return _page(at, form, status=422)
    said = form.said(current_locale().code)
    try:
        actions.add_card(by=at.by, vacancy=at.vacancy, key=form.key.key, said=said)
    except actions.Refused as refused:
        return _refused(at, form, refused)
    return _kept(at)


def _refused(
    at: AtJob, form: CardForm, refused: actions.Refused, card: QuestionCard | None = None
) -> ResponseReturnValue:
    """The form again, with all that was typed and why it may not be asked."""
    if isinstance(refused, actions.NotFair):
        form.words.errors = [each.words for each in refused.about]
        return _page(at, form, card, 422, refused.about)
    if refused.words is actions.ANSWER_NAMES:
        form.good_answer.errors = [refused.words]
    else:
        form.form_errors = [refused.words]
    return _page(at, form, card, 422)


@views.get("/<uuid:card_id>")
@requires(Permission.RUN_PANEL)
def change_question(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    card = _card(at, card_id)
    return _page(at, _form(at, sent=False, card=card), card)


@views.post("/<uuid:card_id>")
@requires(Permission.RUN_PANEL)
def keep_question(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    card = _card(at, card_id)
    form = _form(at, sent=True, card=card)
    if not form.validate():
        return _page(at, form, card, 422)
    said = form.said(current_locale().code)
    try:
        actions.change_card(by=at.by, vacancy=at.vacancy, card=card, seen=form.seen(), said=said)
    except actions.Refused as refused:
        if refused.words is actions.CHANGED_BEFORE:
            form.number.data = str(_card(at, card_id).number)
        return _refused(at, form, refused, _card(at, card_id))
    return _kept(at)


@views.post("/<uuid:card_id>/up")
@requires(Permission.RUN_PANEL)
def move_question(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    _card(at, card_id)
    try:
        actions.move_up(by=at.by, vacancy=at.vacancy, card_id=card_id)
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return _list(at)


@views.get("/<uuid:card_id>/take-out")
@requires(Permission.RUN_PANEL)
def ask_take_out(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return at.show("cards/take_out.html", card=_card(at, card_id))


@views.post("/<uuid:card_id>/take-out")
@requires(Permission.RUN_PANEL)
def take_out_question(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, card_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    try:
        actions.take_out(by=at.by, vacancy=at.vacancy, card=_card(at, card_id))
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
        return _list(at)
    return _kept(at)


@views.get("/bring-in")
@requires(Permission.RUN_PANEL)
def show_import(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    return at_job(person_id, vacancy_id).show("cards/bring_in.html", form=ImportForm(formdata=None))


def _unfair_lines(texts: list[str]) -> Iterator[object]:
    for number, text in enumerate(texts, 1):
        for topic in asks_about(text):
            yield _("Line %(number)s: %(why)s", number=number, why=topic.words)


@views.post("/bring-in")
@requires(Permission.RUN_PANEL)
def bring_in_questions(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    form = ImportForm()
    if form.validate():
        form.texts.errors = list(_unfair_lines(form.lines()))
    if form.errors:
        return at.show("cards/bring_in.html", status=422, form=form)
    try:
        actions.bring_in(
            by=at.by, vacancy=at.vacancy, texts=form.lines(), language=current_locale().code
        )
    except actions.Refused as refused:
        form.texts.errors = [refused.words]
        return at.show("cards/bring_in.html", status=422, form=form)
    return _kept(at)
