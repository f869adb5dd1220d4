"""Writing a job, part by part: facts, lines of the sheet, short texts, risk, names and faces."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.unkept import KEEP_OR_THROW, Unkept
from app.security import Permission, requires
from app.staff_choice import saying
from app.staff_choice.actions import jobs as actions
from app.staff_choice.forms.jobs import FacesForm, FactsForm, LinesForm, RiskForm, TextsForm
from app.staff_choice.models import Box, Criterion
from app.staff_choice.queries.jobs import Job
from app.staff_choice.queries.paying import payers_for
from app.staff_choice.queries.sheet import lines_for_job
from app.staff_choice.views.jobs import job_here

views = Blueprint("writing_jobs", __name__, url_prefix="/people/<uuid:person_id>/staff/jobs")


def _to_write(viewer: Relation, job: Job) -> ResponseReturnValue:
    """After a change: to the page of all parts, which says what is missing."""
    flash(_("Kept."), "done")
    return go_to(url_for(".show_write", person_id=viewer.person.id, vacancy_id=job.vacancy.id))


@views.get("/<uuid:vacancy_id>/write")
@requires(Permission.WRITE_VACANCY)
def show_write(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    return page("staff_choice/jobs/write.html", viewer=viewer, person=viewer.person, job=job)


@views.get("/new")
@requires(Permission.WRITE_VACANCY)
def new_job(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _facts_page(viewer, None, _facts_form(viewer, FactsForm(formdata=None)))


def _facts_form(viewer: Relation, form: FactsForm) -> FactsForm:
    form.offer(payers_for(viewer))
    return form


def _facts_page(
    viewer: Relation, job: Job | None, form: FactsForm, status: int = 200, overtaken: bool = False
) -> ResponseReturnValue:
    looked(viewer.person.id, Part.STAFF.value)
    return page(
        "staff_choice/jobs/facts.html",
        saying=saying,
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
        overtaken=overtaken,
    )


@views.post("/new")
@requires(Permission.WRITE_VACANCY)
def start_job(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = _facts_form(viewer, FactsForm())
    if not form.validate():
        return _facts_page(viewer, None, form, 422)
    try:
        made = actions.start_job(
            by=me(),
            viewer=viewer,
            key=form.key.key,
            facts=form.facts(),
            language=current_locale().code,
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _facts_page(viewer, None, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_write", person_id=person_id, vacancy_id=made.id))


@views.get("/<uuid:vacancy_id>/facts")
@requires(Permission.WRITE_VACANCY)
def show_facts(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = _facts_form(viewer, FactsForm(formdata=None))
    form.fill(job)
    return _facts_page(viewer, job, form)


@views.post("/<uuid:vacancy_id>/facts")
@requires(Permission.WRITE_VACANCY)
def change_facts(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = _facts_form(viewer, FactsForm())
    if not form.validate():
        return _facts_page(viewer, job, form, 422)
    try:
        actions.change_facts(
            by=me(), viewer=viewer, job=job, seen=form.seen.data or "", facts=form.facts()
        )
    except actions.Refused as refused:
        job = job_here(viewer, vacancy_id)
        form.seen.data, form.form_errors = job.facts_mark, [refused.words]
        return _facts_page(viewer, job, form, 422, overtaken=refused.words is actions.CHANGED)
    return _to_write(viewer, job)


@views.get("/<uuid:vacancy_id>/lines")
@requires(Permission.WRITE_VACANCY)
def show_lines(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = LinesForm(formdata=None)
    form.lines.data = [str(line.id) for line in job.lines]
    form.seen.data = job.lines_mark
    return _lines_page(viewer, job, form)


def _lines_page(
    viewer: Relation, job: Job, form: LinesForm, status: int = 200, overtaken: bool = False
) -> ResponseReturnValue:
    lines = lines_for_job(viewer.person.id)
    return page(
        "staff_choice/jobs/lines.html",
        saying=saying,
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
        overtaken=overtaken,
        boxes=_by_box(lines),
    )


def _by_box(lines: list[Criterion]) -> list[tuple[Box, list[Criterion]]]:
    found = [(box, [line for line in lines if line.box is box]) for box in Box]
    return [(box, of_box) for box, of_box in found if of_box]


@views.post("/<uuid:vacancy_id>/lines")
@requires(Permission.WRITE_VACANCY)
def choose_lines(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = LinesForm()
    form.offer([str(line.id) for line in lines_for_job(person_id)])
    if not form.validate():
        return _lines_page(viewer, job, form, 422)
    chosen = [uuid.UUID(each) for each in form.lines.data or ()]
    try:
        actions.choose_lines(
            by=me(), viewer=viewer, job=job, seen=form.seen.data or "", chosen=chosen
        )
    except actions.Refused as refused:
        job = job_here(viewer, vacancy_id)
        form.seen.data, form.form_errors = job.lines_mark, [refused.words]
        return _lines_page(viewer, job, form, 422, overtaken=refused.words is actions.CHANGED)
    return _to_write(viewer, job)


def _unkept(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> Unkept:
    return Unkept(person_id, f"job-texts-{vacancy_id}")


@views.get("/<uuid:vacancy_id>/texts")
@requires(Permission.WRITE_VACANCY)
def show_texts(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = TextsForm(formdata=None)
    form.fill(job)
    form.offer_languages()
    return _texts_page(viewer, job, form)


def _texts_page(
    viewer: Relation, job: Job, form: TextsForm, status: int = 200, overtaken: bool = False
) -> ResponseReturnValue:
    return page(
        "staff_choice/jobs/texts.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
        overtaken=overtaken,
        draft=_unkept(viewer.person.id, job.vacancy.id).offered(form) if status == 200 else None,
    )


@views.post(f"/<uuid:vacancy_id>/texts/{KEEP_OR_THROW}")
@requires(Permission.WRITE_VACANCY)
def draft_texts(person_id: uuid.UUID, vacancy_id: uuid.UUID, what: str) -> ResponseReturnValue:
    job_here(viewing(person_id), vacancy_id)
    form = TextsForm()
    form.offer_languages()
    back = url_for(".show_texts", person_id=person_id, vacancy_id=vacancy_id)
    return _unkept(person_id, vacancy_id).answer(what, form, back)


@views.post("/<uuid:vacancy_id>/texts")
@requires(Permission.WRITE_VACANCY)
def write_texts(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = TextsForm()
    form.offer_languages()
    if not form.validate():
        _unkept(person_id, vacancy_id).keep_refused(form)
        return _texts_page(viewer, job, form, 422)
    try:
        actions.write_texts(
            by=me(), viewer=viewer, job=job, seen=form.seen.data or "", texts=form.texts()
        )
    except actions.Refused as refused:
        job = job_here(viewer, vacancy_id)
        form.seen.data, form.form_errors = job.texts_mark, [refused.words]
        return _texts_page(viewer, job, form, 422, overtaken=refused.words is actions.CHANGED)
    _unkept(person_id, vacancy_id).throw()
    return _to_write(viewer, job)


@views.get("/<uuid:vacancy_id>/risk")
@requires(Permission.WRITE_VACANCY)
def show_risk(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = RiskForm(formdata=None)
    form.words.data, form.seen.data = job.vacancy.risk_text, job.risk_mark
    return _risk_page(viewer, job, form)


def _risk_page(
    viewer: Relation, job: Job, form: RiskForm, status: int = 200, overtaken: bool = False
) -> ResponseReturnValue:
    return page(
        "staff_choice/jobs/risk.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
        overtaken=overtaken,
        decides=actions.may_decide(me(), viewer),
    )


@views.post("/<uuid:vacancy_id>/risk")
@requires(Permission.WRITE_VACANCY)
def write_risk(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """Whoever decides agrees by keeping it; what others write waits for that."""
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = RiskForm()
    if not form.validate():
        return _risk_page(viewer, job, form, 422)
    try:
        actions.write_risk(
            by=me(),
            viewer=viewer,
            job=job,
            seen=form.seen.data or "",
            words=form.words.cleaned(),
            agrees=request.form.get("agree") == "yes",
        )
    except actions.Refused as refused:
        job = job_here(viewer, vacancy_id)
        form.seen.data, form.form_errors = job.risk_mark, [refused.words]
        return _risk_page(viewer, job, form, 422, overtaken=refused.words is actions.CHANGED)
    return _to_write(viewer, job)


@views.get("/<uuid:vacancy_id>/faces")
@requires(Permission.DECIDE_STAFF)
def show_faces(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """The person's own choice, and nobody else's."""
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = FacesForm(formdata=None)
    form.show.data = "at-once" if job.vacancy.show_faces else "later"
    return _faces_page(viewer, job, form)


def _faces_page(
    viewer: Relation, job: Job, form: FacesForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "staff_choice/jobs/faces.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
    )


@views.post("/<uuid:vacancy_id>/faces")
@requires(Permission.DECIDE_STAFF)
def choose_faces(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = FacesForm()
    if not form.validate():
        return _faces_page(viewer, job, form, 422)
    try:
        actions.choose_faces(by=me(), viewer=viewer, job=job, show=form.show.data == "at-once")
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _faces_page(viewer, job, form, 422)
    return _to_write(viewer, job)
