"""Quality for the council: what providers say and people confirm; counted good, with its source."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import go_to, page
from app.language import _
from app.organisations.models import Role
from app.organisations.queries import memberships
from app.outcomes.actions import council_quality as actions
from app.outcomes.forms.council_quality import BenefitForm
from app.outcomes.models import BenefitKind, BenefitLine, BenefitSource
from app.outcomes.quarters import Quarter, newest_quarters, quarter_of
from app.outcomes.queries import quality as queries
from app.outcomes.standards import LINES
from app.people.looking import me
from app.security import Permission, refuse, requires

views = Blueprint("council_quality", __name__)
QUARTERS = 2


@views.get("/council/quality")
@requires(Permission.SEE_FIGURES)
def show_quality() -> ResponseReturnValue:
    """The words of providers hold no names: the portal refuses those it knows."""
    quarter = quarter_of(now())
    return page(
        "outcomes/council/quality.html",
        quarter=quarter,
        themes=queries.theme_texts(quarter),
        claims=queries.claims(),
        lines=LINES,
        kinds=list(BenefitKind),
        benefits=queries.benefits(quarter),
    )


def _place() -> uuid.UUID:
    """For whom this account counts: the first provider or council where it may."""
    roles = (Role.PROVIDER_MANAGER, Role.CARE_MANAGER)
    found = [held.organisation_id for held in memberships(me()) if held.role in roles]
    if not found:
        refuse()
    return min(found)


def _form() -> tuple[BenefitForm, list[Quarter]]:
    form, quarters = BenefitForm(), newest_quarters(now(), QUARTERS)[::-1]
    form.offer_quarters(quarters)
    return form, quarters


def _page(form: BenefitForm, status: int = 200) -> ResponseReturnValue:
    quarters = newest_quarters(now(), QUARTERS)[::-1]
    return page(
        "outcomes/council/benefits.html",
        status=status,
        form=form,
        quarters=[(each, queries.benefits(each, [_place()])) for each in quarters],
    )


@views.get("/benefits")
@requires(Permission.COUNT_BENEFITS)
def show_benefits() -> ResponseReturnValue:
    return _page(_form()[0])


@views.post("/benefits")
@requires(Permission.COUNT_BENEFITS)
def count_benefit() -> ResponseReturnValue:
    form, quarters = _form()
    if not form.validate():
        return _page(form, 422)
    try:
        actions.count_benefit(
            by=me(),
            organisation_id=_place(),
            quarter=next(each for each in quarters if each.key == form.quarter.data),
            line=BenefitLine(form.line.data),
            counted=form.counted.data or 0,
            source=BenefitSource(form.source.data),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(form, 422)
    flash(_("Counted."), "done")
    return go_to(url_for(".show_benefits"))
