"""Three steps for whatever is asked. What is said on the way is a draft: it outlives a crash.

The last step makes the one row that never changes. A photo and a sound are files from step 2 on,
which the draft names.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app import sounds
from app.audit import looked
from app.database import clean_text
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.outcomes.actions.check_ins import SAY_SOMETHING, Answered, Refused, check_in
from app.outcomes.actions.given_files import GivenFiles, in_a_draft, taken_from_a_draft
from app.outcomes.forms.check_ins import AnswerForm, MoreForm, WhoForm, staff_last
from app.outcomes.models import Question, Said
from app.outcomes.queries.check_ins import own_check_in
from app.outcomes.queries.outcomes import Shown
from app.outcomes.queries.seals import seal_of
from app.outcomes.queries.staff_answers import readers_of_staff_answers, staff_of
from app.people.actions import drafts
from app.people.handing import Handed, key_of
from app.people.looking import me
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.people.queries.drafts import draft_of
from app.storage import keep_picture

FORMS = (AnswerForm, MoreForm, WhoForm)
ASKS: dict[Question, LazyWords] = {
    Question.OUTCOME: _l("How is it going?"),
    Question.DAY: _l("How is my day?"),
    Question.STAFF: _l("How is it going with them?"),
}


def place_of(question: Question, about_id: uuid.UUID | None, on_phone: bool = False) -> str:
    """Where the draft of a question is kept; on another's phone it is a draft of its own."""
    place = f"check-in:{question.value}" + (f":{about_id}" if about_id else "")
    return f"phone:{place}" if on_phone else place


# The same to whoever answers beside the person.
ASKS_OTHERS = {**ASKS, Question.DAY: _l("How is their day?")}


@dataclass(frozen=True)
class Topic:
    """What is asked, of whom, and on whose phone. `values`: those of its addresses.

    `endpoint` is where its steps are, `after` the address that follows the last one. `handed`: what
    the phone was handed over for; its answer has the key of that.
    """

    viewer: Relation
    question: Question
    endpoint: str
    after: str
    outcome: Shown | None = None
    about: CircleMember | None = None
    handed: Handed | None = None

    @property
    def on_phone(self) -> bool:
        return self.handed is not None

    @property
    def person_answers(self) -> bool:
        return self.viewer.is_person or self.on_phone

    @property
    def steps(self) -> int:
        """On another's phone nobody is asked who was there: whoever handed it over was."""
        return 2 if self.on_phone else len(FORMS)

    @property
    def place(self) -> str:
        """Where its draft is kept."""
        about = self.outcome or self.about
        return place_of(self.question, about.id if about else None, self.on_phone)

    @property
    def part(self) -> Part:
        return Part.ABOUT_STAFF if self.question is Question.STAFF else Part.OUTCOMES

    def url(self, step: int = 1) -> str:
        values: dict[str, Any] = {"person_id": self.viewer.person.id}
        if self.outcome is not None:
            values["outcome_id"] = self.outcome.id
        if self.about is not None:
            values["member_id"] = self.about.id
        if step > 1:
            values["step"] = step
        return url_for(self.endpoint, **values)


def said_so_far(topic: Topic) -> dict[str, str]:
    """The draft; empty until step 1 was answered."""
    draft = draft_of(me(), topic.viewer.person.id, topic.place)
    return dict(draft.content) if draft is not None else {}


def show(topic: Topic) -> ResponseReturnValue:
    """The step of the address, as far as the steps before it were answered."""
    said = said_so_far(topic)
    step = request.args.get("step", 1, type=int)
    if not 1 <= step <= topic.steps or "key" not in said:
        step = 1
    return _step_page(topic, step, _form(topic, step, said=said), said)


def answer(topic: Topic) -> ResponseReturnValue:
    """Keep one step, and go on to the next; the last one makes the view."""
    step = request.form.get("step", 1, type=int)
    if not 1 <= step <= topic.steps:
        step = 1
    said = said_so_far(topic)
    form = _form(topic, step, request.form)
    if not form.validate():
        return _again(topic, step, form, said)
    if step > 1 and "key" not in said:
        return _without_a_draft(topic, form.key.key)
    said |= _from_step(topic, form, said)
    if step == topic.steps and "away" not in request.form:
        return _keep(topic, step, form, said)
    _save(topic, said)
    return go_to(topic.url(step if "away" in request.form else step + 1))


def _form(topic: Topic, step: int, formdata: Any = None, said: dict[str, str] | None = None) -> Any:
    """The form of a step, with what was said so far where nothing is sent."""
    kind = FORMS[step - 1]
    if formdata is None:
        form = kind(formdata=None, data=said or {})
    else:
        form = kind()
    if isinstance(form, MoreForm):
        form.offer_languages()
    if isinstance(form, WhoForm):
        members = list(members_for(topic.viewer))
        if topic.question is Question.STAFF:
            staff = staff_of(topic.viewer)
            members = staff_last(members, staff)
            form.staff = [str(each.id) for each in staff]
        form.offer(topic.viewer, members)
        if formdata is None:
            form.fill(said or {})
    return form


def _from_step(topic: Topic, form: Any, said: dict[str, str]) -> dict[str, str]:
    """What a step adds, as a draft keeps it. The key stays that of the first step."""
    if isinstance(form, AnswerForm):
        key = said.get("key") or _key_on_phone(topic) or form.key.key
        return {"answer": form.answer.data or "", "key": str(key)}
    if isinstance(form, MoreForm):
        typed = form.typed()
        written = typed["words"] + typed["observed"] + typed["means"]
        typed["said_in"] = language_of(typed["language"], typed["said"])
        typed["language"] = language_of(typed["language"], written)
        return typed | _files(form) | taken_from_a_draft(request.form.get("away", ""))
    return form.chosen()


def _key_on_phone(topic: Topic) -> uuid.UUID | None:
    return key_of(me().id, topic.handed) if topic.handed is not None else None


def _save(topic: Topic, said: dict[str, str]) -> None:
    drafts.save_draft(
        by=me(),
        person_id=topic.viewer.person.id,
        place=topic.place,
        content=said,
        base_number=0,
    )


def _again(topic: Topic, step: int, form: Any, said: dict[str, str]) -> ResponseReturnValue:
    """The step once more, with what is wrong beside it. What was typed is kept already."""
    if isinstance(form, MoreForm) and "key" in said:
        drafts.keep_draft_in_any_case(
            me(), topic.viewer.person.id, topic.place, said | form.typed(), 0
        )
    return _step_page(topic, step, form, said, 422)


def _without_a_draft(topic: Topic, key: uuid.UUID) -> ResponseReturnValue:
    """The last step sent again after it was kept, or a form without the steps before it."""
    if own_check_in(me(), topic.viewer, key) is not None:
        return _done(topic)
    return go_to(topic.url())


def _files(form: MoreForm) -> dict[str, str]:
    """The photo and the sound of step 2, as the draft names them, in place of those before."""
    return in_a_draft(
        keep_picture(form.drawn) if form.drawn is not None else None,
        sounds.keep_sound(form.encoded) if form.encoded is not None else None,
    )


def _keep(topic: Topic, step: int, form: Any, said: dict[str, str]) -> ResponseReturnValue:
    unfit = _unfit(said)
    if unfit is not None:
        # The address of a later step was opened by hand, over words that could not be kept.
        return _step_page(topic, FORMS.index(MoreForm) + 1, unfit, said, 422)
    given = _answered(topic, form, said)
    if given.is_empty:
        _save(topic, said)
        flash(str(SAY_SOMETHING), "bad")
        return go_to(topic.url())
    try:
        check_in(by=me(), viewer=topic.viewer, key=uuid.UUID(said["key"]), given=given)
    except Refused as refused:
        form.form_errors = [refused.words]
        return _again(topic, step, form, said)
    drafts.throw_draft(by=me(), person_id=topic.viewer.person.id, place=topic.place)
    return _done(topic)


def _unfit(said: dict[str, str]) -> MoreForm | None:
    """The form of step 2 with what is wrong in the draft; None where nothing is."""
    if "words" not in said:
        return None
    form = MoreForm(formdata=MultiDict(said), meta={"csrf": False})
    form.offer_languages()
    return None if form.validate() else form


def _done(topic: Topic) -> ResponseReturnValue:
    flash(_("We kept what you said. Thank you."), "done")
    return go_to(topic.after)


def _answered(topic: Topic, form: Any, said: dict[str, str]) -> Answered:
    written = ("words", "observed", "means")
    words = {name: clean_text(said.get(name, "")).strip() for name in written}
    handed_by = topic.viewer.member
    there: tuple[str, ...] = (str(handed_by.id),) if handed_by else ()
    helped: tuple[str, ...] = ()
    alone = False
    if isinstance(form, WhoForm):
        there, alone = form.there(), form.was_alone()
        helped = tuple(form.helped.data or ())
    return Answered(
        question=topic.question,
        outcome_id=topic.outcome.id if topic.outcome else None,
        about=topic.about,
        answer=Said(said["answer"]) if said.get("answer") else None,
        words=words["words"],
        observed="" if topic.person_answers else words["observed"],
        means="" if topic.person_answers else words["means"],
        language=said.get("language") or current_locale().code,
        files=GivenFiles.of_draft(said),
        present=there,
        alone=alone,
        helped_by=helped,
        on_phone=topic.on_phone,
    )


def _step_page(
    topic: Topic, step: int, form: Any, said: dict[str, str], status: int = 200
) -> ResponseReturnValue:
    looked(topic.viewer.person.id, topic.part.value)
    key = said.get("key") or _key_on_phone(topic)
    if key:
        form.key.data = str(key)
    is_staff = topic.question is Question.STAFF
    return page(
        "outcomes/checking/question.html",
        status=status,
        viewer=topic.viewer,
        person=topic.viewer.person,
        topic=topic,
        step=step,
        form=form,
        asks=(ASKS if topic.person_answers else ASKS_OTHERS)[topic.question],
        so_far=Said(said["answer"]) if step > 1 and said.get("answer") else None,
        said=said,
        seal=seal_of(me()) if topic.on_phone else None,
        readers=readers_of_staff_answers(topic.viewer) if is_staff and step == 1 else [],
    )
