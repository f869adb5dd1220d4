"""The two locks of one applicant: the person's yes or no, the employer's, the checks, the day."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _
from app.language.forms import PortalForm
from app.language.words import lazy as _l
from app.people.actions.records import today
from app.security import Permission, allowed, requires
from app.staff_choice.actions import deciding as actions
from app.staff_choice.fairness.deciding import Stands, lifts_a_stop
from app.staff_choice.forms.deciding import CheckForm, FirstDayForm, ReasonForm, SafetyForm
from app.staff_choice.models import CheckItem, CheckStatus, SafeCheck
from app.staff_choice.queries.applicants import Shown, lines_of, met_for
from app.staff_choice.queries.deciding import Locks, checks_of, locks_of, reasons_of, said_of
from app.staff_choice.views.job_scope import AtJob, at_job
from app.team.actions.members import THIRD

Page = ResponseReturnValue
# L10n: register=work
WHY_OTHERWISE = _l("Why is it different now? Only who checks reads this.")
OPEN = (Stands.OPEN, Stands.CHECKS, Stands.READY)
views = Blueprint(
    "staff_deciding",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants/"
    "<uuid:applicant_id>",
)


@dataclass(frozen=True)
class AtApplicant:
    """One applicant of one job, as one account looks at them."""

    at: AtJob
    shown: Shown

    @property
    def given(self) -> dict[str, Any]:
        """What every action needs."""
        at = self.at
        return {
            "by": at.by,
            "viewer": at.viewer,
            "vacancy": at.vacancy,
            "applicant": self.shown.applicant,
        }

    @property
    def url(self) -> str:
        return f"{self.at.url}/applicants/{self.shown.id}"

    def may(self, permission: Permission) -> bool:
        return allowed(permission, person_id=self.at.person.id, vacancy_id=self.at.vacancy.id)

    def show(self, template: str, *, status: int = 200, **more: Any) -> ResponseReturnValue:
        return self.at.show(
            f"deciding/{template}", status=status, shown=self.shown, here=self.url, **more
        )

    def back(self) -> ResponseReturnValue:
        return go_to(f"{self.url}/decision")


def at_applicant(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> AtApplicant:
    """404 for somebody whom the person does not want to meet: there is nothing to decide."""
    at = at_job(person_id, vacancy_id)
    shown = met_for(at.viewer, at.vacancy, applicant_id)
    if shown is None:
        abort(404)
    return AtApplicant(at, shown)


def _tried(
    it: AtApplicant, form: PortalForm, write: Callable[[], object], again: Callable[[], Page]
) -> ResponseReturnValue:
    """Do it and go back, or the form again with why not."""
    try:
        write()
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return again()
    flash(_("Kept."), "done")
    return it.back()


@views.get("/decision")
@requires(Permission.SEE_APPLICANTS)
def show_decision(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    locks = locks_of(it.shown.applicant)
    holds = it.may(Permission.HOLD_SECOND_LOCK)
    return it.show(
        "decision.html",
        locks=locks,
        Stands=Stands,
        holds=holds,
        has_begun=locks.first_day is not None and locks.first_day.starts_on <= today(),
        decides=_decides(it, locks),
        writes_down=_writes_down(it, locks),
        decides_for=_decides_for(it, locks),
    )


def _decides(it: AtApplicant, locks: Locks) -> bool:
    """Can the person still say something? Until the first day a yes can become a no."""
    open_still = locks.stands in OPEN or locks.can_be_said_anew
    return open_still and locks.first_day is None and it.may(Permission.DECIDE_STAFF)


def _writes_down(it: AtApplicant, locks: Locks) -> bool:
    """May they write down what the person said in another way? Not over the person's own word."""
    may = locks.stands in OPEN and not locks.has_own_word
    return may and it.may(Permission.RECORD_STAFF_DECISION)


def _decides_for(it: AtApplicant, locks: Locks) -> bool:
    """May they write down what was decided in the person's place? Not over what the person said."""
    may = locks.stands in OPEN and not locks.has_persons_word
    return may and it.may(Permission.RECORD_DECISIONS)


@views.get("/decision/<any(yes, no):answer>")
@requires(Permission.DECIDE_STAFF)
def ask_decision(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, answer: str
) -> ResponseReturnValue:
    """Once more, before it is so: what follows from it."""
    it = at_applicant(person_id, vacancy_id, applicant_id)
    if not _decides(it, locks_of(it.shown.applicant)):
        return it.back()
    return it.show("confirm.html", answer=answer)


@views.post("/decision/<any(yes, no):answer>")
@requires(Permission.DECIDE_STAFF)
def decide(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, answer: str
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    try:
        actions.decide(**it.given, says_yes=answer == "yes")
        flash(_("Kept."), "done")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return it.back()


def _item(value: str) -> CheckItem:
    try:
        return CheckItem(value)
    except ValueError:
        abort(404)


def _check_page(
    it: AtApplicant, item: CheckItem, form: CheckForm, said: Sequence[SafeCheck], status: int = 200
) -> Page:
    """Over a "not all right" of somebody else they read it, and say why they change it."""
    stop = None
    if lifts_a_stop(said_of(said), it.at.by.id):
        form.content.label.text = WHY_OTHERWISE
        stop = next(each for each in reversed(said) if each.checked_by != it.at.by.id)
    return it.show("check.html", status=status, item=item, form=form, stop=stop)


@views.get("/checks/<item>")
@requires(Permission.HOLD_SECOND_LOCK)
def show_check(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, item: str
) -> ResponseReturnValue:
    it, which = at_applicant(person_id, vacancy_id, applicant_id), _item(item)
    said = checks_of(it.shown.applicant).get(which, [])
    form = CheckForm(formdata=None)
    if said:
        newest = said[-1]
        form.status.data, form.seen_on.data = newest.status.value, newest.seen_on
        if not lifts_a_stop(said_of(said), it.at.by.id):
            form.content.data = newest.content
    return _check_page(it, which, form, said)


@views.post("/checks/<item>")
@requires(Permission.HOLD_SECOND_LOCK)
def keep_check(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, item: str
) -> ResponseReturnValue:
    it, which, form = at_applicant(person_id, vacancy_id, applicant_id), _item(item), CheckForm()
    said = checks_of(it.shown.applicant).get(which, [])
    again = lambda: _check_page(it, which, form, said, 422)  # noqa: E731
    if not form.validate():
        return again()
    return _tried(
        it,
        form,
        lambda: actions.check(
            **it.given,
            item=which,
            status=CheckStatus(form.status.data),
            seen_on=form.seen_on.data,
            content=form.content.cleaned(),
        ),
        again,
    )


@views.get("/safety")
@requires(Permission.HOLD_SECOND_LOCK)
def show_safety(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), SafetyForm(formdata=None)
    form.offer(lines_of(it.at.vacancy), checks=True)
    return it.show("safety.html", form=form)


@views.post("/safety")
@requires(Permission.HOLD_SECOND_LOCK)
def keep_safety(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), SafetyForm()
    lines = form.offer(lines_of(it.at.vacancy), checks=True)
    again = lambda: it.show("safety.html", status=422, form=form)  # noqa: E731
    if not form.validate():
        return again()
    says_yes = form.answer.data == "yes"
    return _tried(
        it,
        form,
        lambda: actions.say_safe(**it.given, says_yes=says_yes, ground=form.said(lines)),
        again,
    )


@views.get("/reason")
@requires(Permission.HOLD_SECOND_LOCK)
def show_reason(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), ReasonForm(formdata=None)
    form.offer(lines_of(it.at.vacancy), checks=False)
    return it.show("reason.html", form=form, reasons=reasons_of(it.shown.applicant))


@views.post("/reason")
@requires(Permission.HOLD_SECOND_LOCK)
def keep_reason(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), ReasonForm()
    lines = form.offer(lines_of(it.at.vacancy), checks=False)
    reasons = reasons_of(it.shown.applicant)
    again = lambda: it.show("reason.html", status=422, form=form, reasons=reasons)  # noqa: E731
    if not form.validate():
        return again()
    ground = form.said(lines)
    return _tried(it, form, lambda: actions.record_reason(**it.given, ground=ground), again)


@views.get("/first-day")
@requires(Permission.HOLD_SECOND_LOCK)
def show_first_day(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    if locks_of(it.shown.applicant).stands is not Stands.READY:
        return it.back()
    return it.show("first_day.html", form=FirstDayForm(formdata=None), asks_third=False)


@views.post("/first-day")
@requires(Permission.HOLD_SECOND_LOCK)
def keep_first_day(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), FirstDayForm()
    again = lambda: it.show(  # noqa: E731
        "first_day.html",
        status=422,
        form=form,
        asks_third=bool(form.third.data) or THIRD in form.form_errors,
    )
    if not form.validate():
        return again()
    day, third = form.starts_on.data, form.why_third()
    return _tried(it, form, lambda: actions.start(**it.given, starts_on=day, third=third), again)
