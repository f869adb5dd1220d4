"""Questions that people asked a provider's places, to read and to answer. Nobody learns who."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.looking import me, there
from app.providers.actions import asking as actions
from app.providers.forms.telling import AnswerForm
from app.providers.models import ListingQuestion
from app.providers.queries.asking import has_moved, question_for, questions_for
from app.security import Permission, requires

views = Blueprint("provider_questions", __name__, url_prefix="/provider/questions")


@views.get("")
@requires(Permission.ANSWER_QUESTIONS)
def show_questions() -> ResponseReturnValue:
    return page(
        "providers/questions/list.html",
        waiting=questions_for(me(), answered=False),
        answered=questions_for(me(), answered=True),
    )


@views.get("/<uuid:question_id>")
@requires(Permission.ANSWER_QUESTIONS)
def show_question(question_id: uuid.UUID) -> ResponseReturnValue:
    question = _theirs(question_id)
    return _question_page(question, AnswerForm(), moved=has_moved(question))


def _theirs(question_id: uuid.UUID) -> ListingQuestion:
    return there(question_for(me(), question_id))


def _question_page(
    question: ListingQuestion, form: AnswerForm, status: int = 200, moved: bool = False
) -> ResponseReturnValue:
    """What was answered before a place moved is read, and no form asks for more."""
    return page(
        "providers/questions/one.html",
        status=status,
        question=question,
        form=form,
        moved=actions.MOVED if moved else None,
    )


@views.post("/<uuid:question_id>")
@requires(Permission.ANSWER_QUESTIONS)
def write_answer(question_id: uuid.UUID) -> ResponseReturnValue:
    question, form = _theirs(question_id), AnswerForm()
    if not form.validate():
        return _question_page(question, form, 422)
    try:
        actions.answer(
            by=me(),
            question=question,
            words=form.words.cleaned(),
            language=current_locale().code,
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _question_page(question, form, 422)
    # L10n: register=work
    flash(_("Sent. Who asked gets a message."), "done")
    return go_to(url_for(".show_questions"))
