"""How is it going: one question in three steps. What is said on the way is a draft.

The draft lives through sign-out and a crash; the last step makes the one row that never changes.
"""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from uuid_utils.compat import uuid7

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.written_forms import language_of
from app.outcomes.actions.check_ins import Answered, Refused, check_in
from app.outcomes.forms.check_ins import AnswerForm, MoreForm, WhoForm
from app.outcomes.models import Question, Said
from app.outcomes.models.outcomes import ASKED_ABOUT
from app.outcomes.queries.outcomes import Shown, outcomes_of
from app.outcomes.views.reading import chosen
from app.people.actions import drafts
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.queries.drafts import draft_of
from app.security import Permission, requires

views = Blueprint("checking", __name__, url_prefix="/people/<uuid:person_id>/outcomes")
STEPS = (1, 2, 3)


@views.get("/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def choose_outcome(person_id: uuid.UUID) -> ResponseReturnValue:
    """What do we talk about? Straight to the question where there is only one."""
    viewer = viewing(person_id)
    asked = outcomes_of(viewer, ASKED_ABOUT)
    if len(asked) == 1:
        return go_to(_url(person_id, asked[0].id))
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/checking/choose.html", viewer=viewer, person=viewer.person, outcomes=asked
    )


def _url(person_id: uuid.UUID, outcome_id: uuid.UUID, step: int = 1) -> str:
    given: dict[str, Any] = {"step": step} if step > 1 else {}
    return url_for(".show_question", person_id=person_id, outcome_id=outcome_id, **given)


def _place(outcome_id: uuid.UUID) -> str:
    return f"check-in:{outcome_id}"


def _said_so_far(viewer: Relation, outcome_id: uuid.UUID) -> dict[str, Any]:
    draft = draft_of(me(), viewer.person.id, _place(outcome_id))
    return dict(draft.content) if draft is not None else {}


@views.get("/<uuid:outcome_id>/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def show_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    said = _said_so_far(viewer, outcome_id)
    step = request.args.get("step", 1, type=int)
    if step not in STEPS or "answer" not in said:
        step = 1
    return _step_page(viewer, shown, step, _form(viewer, step, said=said))


def _form(viewer: Relation, step: int, formdata: Any = None, said: Any = None) -> Any:
    """The form of a step, with what was said so far where nothing is sent."""
    kind = {1: AnswerForm, 2: MoreForm, 3: WhoForm}[step]
    form = kind(formdata=formdata) if formdata is not None else kind(formdata=None, data=said or {})
    if isinstance(form, MoreForm):
        form.offer_languages()
    if isinstance(form, WhoForm):
        form.offer(members_for(viewer), viewer.is_person)
    return form


def _step_page(
    viewer: Relation, shown: Shown, step: int, form: Any, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.OUTCOMES.value)
    return page(
        "outcomes/checking/question.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        step=step,
        steps=len(STEPS),
        form=form,
        before=_url(viewer.person.id, shown.id, step - 1) if step > 1 else None,
    )


@views.post("/<uuid:outcome_id>/check-in")
@requires(Permission.SAY_HOW_IT_GOES)
def answer_question(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    step = request.form.get("step", 1, type=int)
    if step not in STEPS:
        step = 1
    form = _form(viewer, step, request.form)
    if not form.validate():
        return _step_page(viewer, shown, step, form, 422)
    said = {**_said_so_far(viewer, outcome_id), **_from_step(form)}
    if step == STEPS[-1] and "answer" in said:
        return _keep(viewer, shown, form, said)
    said.setdefault("key", str(uuid7()))
    drafts.save_draft(
        by=me(), person_id=person_id, place=_place(outcome_id), content=said, base_number=0
    )
    return go_to(_url(person_id, outcome_id, step + 1 if "answer" in said else 1))


def _from_step(form: Any) -> dict[str, str]:
    """What a step adds, as a draft keeps it."""
    if isinstance(form, AnswerForm):
        return {"answer": form.answer.data}
    if isinstance(form, MoreForm):
        words = form.words.cleaned()
        return {"words": words, "language": language_of(form.language.data, words)}
    return {}


def _keep(viewer: Relation, shown: Shown, form: WhoForm, said: dict[str, Any]) -> Any:
    there, alone = form.who()
    given = Answered(
        question=Question.OUTCOME,
        outcome_id=shown.id,
        answer=Said(said["answer"]),
        words=said.get("words", ""),
        language=said.get("language") or current_locale().code,
        present=there,
        alone=alone,
        helped_by=(form.helped_by.data,) if form.helped_by.data else (),
    )
    try:
        check_in(by=me(), viewer=viewer, key=uuid.UUID(said["key"]), given=given)
    except Refused as refused:
        form.form_errors = [refused.words]
        return _step_page(viewer, shown, 3, form, 422)
    drafts.throw_draft(by=me(), person_id=viewer.person.id, place=_place(shown.id))
    flash(_("We kept what you said. Thank you."), "done")
    return go_to(url_for("outcomes.show_outcome", person_id=viewer.person.id, outcome_id=shown.id))
