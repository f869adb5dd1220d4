"""Reading the plan: the whole, one section, earlier versions, a sheet to print, a strike."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, current_locale
from app.language.written_forms import language_of
from app.people.faces import face
from app.people.looking import me, viewing
from app.people.parts import PLAN_SECTIONS, PROFESSIONALS_ONLY, Level, Part
from app.people.predicates import Relation
from app.people.queries.about_me import beginning
from app.plans.actions import words as actions
from app.plans.forms.reading import StrikeForm
from app.plans.models import Change, PlanVersion, SectionText, StartedAs, VersionSection
from app.plans.predicates import is_plan_speaker, keeps
from app.plans.queries import reading as queries
from app.plans.queries.agreements import states
from app.plans.queries.mine import mine
from app.plans.queries.plan import (
    Marks,
    changes_in,
    standing,
    told,
    unpublished,
)
from app.plans.rules import State, started_words
from app.plans.sections import SECTIONS
from app.plans.views.scope import only_sections
from app.security import Permission, allowed, requires

views = Blueprint("plan", __name__, url_prefix="/people/<uuid:person_id>/plan")
# No plan has as many versions: a larger number is beyond what a database can hold.
MOST_VERSIONS = 1_000_000


@views.before_request
def only_the_plan() -> None:
    part = (request.view_args or {}).get("part")
    if part is not None:
        only_sections(part)


@views.get("")
@requires(Permission.SEE_PLAN)
def show_plan(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    found = standing(viewer)
    said = states(viewer, found.shown, found.sections) if found.shown else {}
    fresh = unpublished(viewer, found.newest) if viewer.is_person else {}
    groups = queries.groups(viewer, found, fresh, said)
    for _title, lines in groups:
        for line in lines:
            if line.text is not None:
                looked(person_id, line.part.value)
    return page(
        "plans/reading/plan.html",
        **_whose(viewer),
        found=found,
        top=_top(viewer, found.active, found.marks, said.get(None)),
        waits=queries.waits_for_yes(found),
        sees_sections=sees_sections(viewer),
        groups=groups,
        fresh=fresh,
        waiting=mine(viewer.person).changes if viewer.is_person else 0,
        may_keep=keeps(me(), viewer, found.plan),
        council_plan=viewer.may(Part.PLAN_COUNCIL)
        or allowed(Permission.RECORD_COUNCIL_PLAN, person_id=person_id),
        beginning=beginning,
        first_words=queries.first_words,
    )


def _whose(viewer: Relation) -> dict[str, Any]:
    return {"viewer": viewer, "person": viewer.person, "face": face(viewer)}


def sees_sections(viewer: Relation) -> bool:
    """Some section, not the council's plan alone."""
    return any(viewer.may(part) for part in PLAN_SECTIONS)


def _top(
    viewer: Relation, version: PlanVersion | None, marks: Marks, state: State | None = None
) -> dict[str, Any] | None:
    """How a version became the plan, for the top of every page that shows it.

    `state`: what stands about the whole; read here where the person did not say yes first and
    said something since. What they say against the whole may tell of any section: only for
    whoever sees them all.
    """
    start = version.start if version is not None else None
    if version is None or start is None:
        return None
    not_agreed = start.started_as is StartedAs.NOT_AGREED_BY_ME
    if state is None and not_agreed and marks.answered:
        state = states(viewer, version, {})[None]
    return {
        "start": start,
        "number": version.number,
        "words": started_words(start, state),
        "not_agreed": not_agreed and not (state is not None and state.is_own_yes),
        "dissent": not_agreed and (viewer.is_person or not marks.hides),
    }


@views.get("/<part:part>")
@requires(Permission.SEE_PART)
def show_section(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    viewer = viewing(person_id)
    now = queries.section_now(viewer, part)
    decides = allowed(Permission.ANSWER_SUGGESTION, person_id=person_id, part=part)
    fresh = now.fresh if decides else None
    looked(person_id, part.value)
    lines = {} if now.text is None else {part: (_first_or_changed(now.text), now.text)}
    return page(
        "plans/reading/section.html",
        **_of_section(viewer, part),
        now=now,
        top=_top(viewer, now.active, now.marks),
        fresh=fresh,
        told=next(iter(told(viewer, lines)), None),
        # Whoever speaks for the person suggests: nobody takes their own words for another.
        changes_itself=decides
        and not is_plan_speaker(me(), {"person_id": person_id, "part": part}),
    )


def _first_or_changed(text: SectionText) -> Change:
    """What this text was when somebody took it, in whichever version it stands."""
    return Change.NEW if text.number == 1 else Change.CHANGED


def _of_section(viewer: Relation, part: Part) -> dict[str, Any]:
    return {
        **_whose(viewer),
        "part": part,
        "section": SECTIONS[part],
        "for_professionals": part in PROFESSIONALS_ONLY,
        "comments": viewer.may(part, Level.COMMENT),
    }


@views.get("/versions")
@requires(Permission.SEE_PLAN)
def show_versions(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    if not sees_sections(viewer):
        abort(404)
    before = request.args.get("before", type=int)
    rows, more = queries.versions_to_read(viewer, before and min(before, MOST_VERSIONS))
    return page(
        "plans/reading/versions.html",
        **_whose(viewer),
        active=next((each for each in rows if each.start), None) if before is None else None,
        newest=rows[0] if rows and before is None else None,
        versions=rows,
        more=more,
    )


@views.get("/versions/<int(max=1000000):number>")
@requires(Permission.SEE_PLAN)
def show_version(person_id: uuid.UUID, number: int) -> ResponseReturnValue:
    viewer = viewing(person_id)
    read = _version(viewer, number)
    for part in read.sections:
        looked(person_id, part.value)
    return page(
        "plans/reading/version.html",
        **_whose(viewer),
        read=read,
        version=read.version,
        top=_top(viewer, read.version, read.found.marks),
        changes=changes_in(viewer, read.version, read.rows.values()),
        beginning=beginning,
        first_words=queries.first_words,
    )


def _version(viewer: Relation, number: int) -> queries.VersionRead:
    """A version, and what this viewer may read of it; 404 where they may not open it."""
    read = queries.version_to_read(viewer, number) if sees_sections(viewer) else None
    if read is None:
        abort(404)
    return read


def _section_of_version(
    person_id: uuid.UUID, number: int, part: Part
) -> tuple[Relation, queries.VersionRead, VersionSection]:
    viewer = viewing(person_id)
    read = _version(viewer, number)
    if part not in read.sections:
        abort(404)
    looked(person_id, part.value)
    return viewer, read, read.sections[part]


@views.get("/versions/<int(max=1000000):number>/<part:part>")
@requires(Permission.SEE_PART)
def show_version_section(person_id: uuid.UUID, number: int, part: Part) -> ResponseReturnValue:
    viewer, read, row = _section_of_version(person_id, number, part)
    return page(
        "plans/reading/version_section.html",
        **_of_section(viewer, part),
        version=read.version,
        row=row,
        top=_top(viewer, read.version, read.found.marks),
        told=told(viewer, {part: (_first_or_changed(row.text), row.text)})[0],
    )


@views.get("/versions/<int(max=1000000):number>/<part:part>/strike")
@requires(Permission.STRIKE_OUT)
def confirm_strike(person_id: uuid.UUID, number: int, part: Part) -> ResponseReturnValue:
    viewer, read, row = _section_of_version(person_id, number, part)
    if row.text.strike is not None:
        abort(404)
    return _strike_page(viewer, read.version, row, StrikeForm())


def _strike_page(
    viewer: Relation, version: PlanVersion, row: VersionSection, form: StrikeForm, status: int = 200
) -> ResponseReturnValue:
    return page(
        "plans/reading/strike.html",
        status=status,
        **_of_section(viewer, row.section),
        version=version,
        row=row,
        form=form,
    )


@views.post("/versions/<int(max=1000000):number>/<part:part>/strike")
@requires(Permission.STRIKE_OUT)
def strike(person_id: uuid.UUID, number: int, part: Part) -> ResponseReturnValue:
    viewer, read, row = _section_of_version(person_id, number, part)
    form = StrikeForm()
    if not form.validate():
        return _strike_page(viewer, read.version, row, form, 422)
    reason = form.reason.cleaned()
    try:
        actions.strike(
            by=me(),
            person=viewer.person,
            text=row.text,
            reason=reason,
            language=language_of(current_locale().code, reason),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _strike_page(viewer, read.version, row, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_version_section", person_id=person_id, number=number, part=part))


@views.get("/print")
@requires(Permission.SEE_PLAN)
def show_print(person_id: uuid.UUID) -> ResponseReturnValue:
    """The whole plan on A4. The rules by law are left out unless somebody asks for them."""
    viewer = viewing(person_id)
    if not sees_sections(viewer):
        abort(404)
    found = standing(viewer)
    with_rules = request.args.get("rules") == "with"
    sections = {
        part: row
        for part, row in found.sections.items()
        if with_rules or part not in PROFESSIONALS_ONLY
    }
    for part in sections:
        looked(person_id, part.value, how="print")
    return page(
        "plans/reading/print.html",
        **_whose(viewer),
        found=found,
        top=_top(viewer, found.active, found.marks),
        sections=sections,
        all_sections=SECTIONS,
        with_rules=with_rules,
        offers_rules=any(part in PROFESSIONALS_ONLY for part in found.sections),
    )
