"""Safeguarding overrides: asking, answering, ending, reviewing, and what the person is told."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.models import Account
from app.accounts.queries import account_by_email
from app.database import now
from app.htmx import go_to, page
from app.language import _, _l, current_locale
from app.language.words import LazyWords
from app.people.actions import overrides as actions
from app.people.actions.sharing import Refused
from app.people.forms.overrides import ANOTHER, AnswerForm, AskForm, ReviewForm
from app.people.looking import me, viewing
from app.people.models import SafeguardingOverride
from app.people.parts import ABOUT_ME, PLAN_SECTIONS, Part
from app.people.queries import overrides as queries
from app.security import Permission, allowed, requires

views = Blueprint("overrides", __name__)


@views.get("/people/<uuid:person_id>/overrides")
@requires(Permission.SEE_SHARING)
def show_told(person_id: uuid.UUID) -> ResponseReturnValue:
    """The person's own page: what the council looked at to keep them safe, once it may be told."""
    viewer = viewing(person_id)
    return page(
        "people/sharing/overrides.html",
        person=viewer.person,
        told=queries.shown_to(viewer),
        parts_of=_parts_of,
        at=now(),
    )


@views.get("/people/<uuid:person_id>/overrides/asked")
@requires(Permission.ASK_OVERRIDE)
def show_asked(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return page(
        "council/overrides/asked.html",
        person=viewer.person,
        overrides=queries.asked_about(viewer, me()),
        at=now(),
    )


@views.get("/people/<uuid:person_id>/overrides/ask")
@requires(Permission.ASK_OVERRIDE)
def show_ask(person_id: uuid.UUID) -> ResponseReturnValue:
    return _ask_page(person_id, AskForm(formdata=None))


@views.post("/people/<uuid:person_id>/overrides/ask")
@requires(Permission.ASK_OVERRIDE)
def ask(person_id: uuid.UUID) -> ResponseReturnValue:
    form = AskForm()
    made = _asked(person_id, form) if form.validate() else None
    if made is None:
        return _ask_page(person_id, form, 422)
    flash(_("We asked the council. Nothing opens before they say yes."), "done")
    return go_to(url_for(".show_override", override_id=made.id))


def _ask_page(person_id: uuid.UUID, form: AskForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "council/overrides/ask.html",
        status=status,
        person=viewing(person_id).person,
        form=form,
    )


def _asked(person_id: uuid.UUID, form: AskForm) -> SafeguardingOverride | None:
    """What was asked; None when it was refused, with the reason at its field."""
    by = me()
    try:
        receiver = _receiver(by, form)
        return actions.ask(
            by=by,
            person=viewing(person_id).person,
            key=form.key.key,
            asked=actions.Asked(
                receiver=receiver,
                parts=tuple(map(Part, form.parts.data)),
                reason=form.reason.cleaned(),
                days=form.days.data,
                language=current_locale().code,
            ),
        )
    except actions.NobodyToLetIn as refused:
        at_fault = form.email if form.receiver.data == ANOTHER else form.receiver
        at_fault.errors = [*at_fault.errors, refused.words]
    except Refused as refused:
        form.form_errors = [refused.words]
    return None


def _receiver(by: Account, form: AskForm) -> Account:
    if form.receiver.data != ANOTHER:
        return by
    found = account_by_email(form.email.cleaned())
    if found is None:
        raise actions.NobodyToLetIn(actions.CANNOT_BE_LET_IN)
    return found


@views.get("/council/overrides")
@requires(Permission.APPROVE_OVERRIDE)
def show_requests() -> ResponseReturnValue:
    return page(
        "council/overrides/requests.html",
        waiting=queries.waiting_for(me()),
        in_sight=queries.in_sight_of(me()),
        at=now(),
    )


@views.get("/council/overrides/<uuid:override_id>")
@requires(Permission.SEE_OVERRIDE)
def show_override(override_id: uuid.UUID) -> ResponseReturnValue:
    return _override_page(_full(override_id), AnswerForm(formdata=None))


def _full(override_id: uuid.UUID) -> SafeguardingOverride:
    found = queries.full(override_id)
    if found is None:
        abort(404)
    return found


def _override_page(
    found: SafeguardingOverride, form: AnswerForm, status: int = 200
) -> ResponseReturnValue:
    is_live = found.is_live(now())
    opens_to_me = is_live and found.account_id == me().id
    return page(
        "council/overrides/override.html",
        status=status,
        override=found,
        parts=_parts_of(found),
        form=form,
        handles=allowed(Permission.HANDLE_OVERRIDE, override_id=found.id),
        may_answer=found.is_waiting and queries.may_answer(me(), found),
        rooms=_rooms(found) if opens_to_me else [],
        is_live=is_live,
        is_over=found.is_over(now()),
    )


def _parts_of(override: SafeguardingOverride) -> list[Part]:
    """Its parts in the order of reading."""
    return [part for part in Part if part.value in override.parts]


def _rooms(override: SafeguardingOverride) -> list[tuple[str, LazyWords, str]]:
    """Where the receiver reads what is open: picture, words, address."""
    parts = set(_parts_of(override))
    rooms = (
        (parts.intersection(ABOUT_ME), "about_me", _l("About me"), "about_me.show_list"),
        (parts.intersection(PLAN_SECTIONS), "plan", _l("Support plan"), "plan.show_plan"),
        (
            parts.intersection({Part.PLAN_COUNCIL}),
            "council",
            Part.PLAN_COUNCIL.words,
            "council_plan.show_council_plan",
        ),
        (parts.intersection({Part.CIRCLE}), "circle", Part.CIRCLE.words, "circle.show_circle"),
        (parts.intersection({Part.NEEDS}), "needs", Part.NEEDS.words, "needs.show_needs"),
    )
    return [
        (concept, words, url_for(endpoint, person_id=override.person_id))
        for found, concept, words, endpoint in rooms
        if found
    ]


@views.post("/council/overrides/<uuid:override_id>/answer")
@requires(Permission.APPROVE_OVERRIDE)
def answer(override_id: uuid.UUID) -> ResponseReturnValue:
    """The button says yes or no. A yes says, too, whether the person may know at once."""
    found = _full(override_id)
    if not queries.may_answer(me(), found):
        # As if it were not there: who has a part in it learns nothing here.
        abort(404)
    form, said = AnswerForm(), request.form.get("answer")
    if said not in ("yes", "no"):
        abort(422)
    if form.validate() and _is_answered(found, form, is_yes=said == "yes"):
        flash(_("We kept your answer."), "done")
        return go_to(url_for(".show_override", override_id=found.id))
    return _override_page(found, form, 422)


def _is_answered(found: SafeguardingOverride, form: AnswerForm, is_yes: bool) -> bool:
    if is_yes and form.tell.data not in ("yes", "no"):
        form.tell.errors = [_("Choose one.")]
        return False
    try:
        if is_yes:
            actions.approve(by=me(), override=found, tell_now=form.tell.data == "yes")
        else:
            actions.refuse(by=me(), override=found)
    except Refused as refused:
        form.form_errors = [refused.words]
        return False
    return True


@views.get("/council/overrides/<uuid:override_id>/end")
@requires(Permission.HANDLE_OVERRIDE)
def show_end(override_id: uuid.UUID) -> ResponseReturnValue:
    found = _full(override_id)
    if not found.is_waiting and not found.is_live(now()):
        abort(404)
    return page("council/overrides/end.html", override=found)


@views.post("/council/overrides/<uuid:override_id>/end")
@requires(Permission.HANDLE_OVERRIDE)
def end(override_id: uuid.UUID) -> ResponseReturnValue:
    actions.end(by=me(), override=_full(override_id))
    flash(_("It is over. Nothing is open by it any more."), "done")
    return go_to(url_for(".show_override", override_id=override_id))


@views.get("/council/overrides/<uuid:override_id>/review")
@requires(Permission.HANDLE_OVERRIDE)
def show_review(override_id: uuid.UUID) -> ResponseReturnValue:
    found = _full(override_id)
    if not found.is_over(now()):
        abort(404)
    return _review_page(found, ReviewForm(formdata=None))


def _review_page(
    found: SafeguardingOverride, form: ReviewForm, status: int = 200
) -> ResponseReturnValue:
    if found.shown_from is not None:
        form.tell.data = "yes"
    return page("council/overrides/review.html", status=status, override=found, form=form)


@views.post("/council/overrides/<uuid:override_id>/review")
@requires(Permission.HANDLE_OVERRIDE)
def keep_review(override_id: uuid.UUID) -> ResponseReturnValue:
    found = _full(override_id)
    form = ReviewForm()
    if not _is_reviewed(found, form):
        return _review_page(found, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_override", override_id=override_id))


def _is_reviewed(found: SafeguardingOverride, form: ReviewForm) -> bool:
    if not form.validate():
        return False
    if form.tell.data == "no" and not form.against:
        form.why_not_shown.errors = [_("Write something here.")]
        return False
    try:
        actions.review(
            by=me(),
            override=found,
            key=form.key.key,
            words=form.words.cleaned(),
            why_not_shown=form.against,
            language=current_locale().code,
        )
    except Refused as refused:
        form.form_errors = [refused.words]
        return False
    return True
