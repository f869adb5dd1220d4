"""Writing who a provider is, and what was checked of it. The tick follows; nobody writes it."""

from __future__ import annotations

import uuid
from datetime import date

from app.accounts.models import Account
from app.audit import action, record
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import lazy as _l
from app.organisations.queries import organisation_ids
from app.people.actions.records import today
from app.plans.actions.said import Refused
from app.providers.models import CheckItem, Provider, VettingCheck, VettingRoute

__all__ = ["Refused", "describe_provider", "record_check"]
# L10n: register=work
NOT_YOUR_OWN = _l("You work for this provider. Somebody else checks it.")
# L10n: register=work
NOT_YET = _l("This day is still to come.")
# L10n: register=work
OVER_BEFORE = _l("It ends before it begins.")


@action
def describe_provider(
    *,
    by: Actor,
    provider: Provider,
    organisation_id: uuid.UUID | None = None,
    route: VettingRoute = VettingRoute.PROVIDER,
    is_sole_trader: bool = False,
    is_regulated: bool = False,
    cqc_rating: str = "",
    cqc_rated_on: date | None = None,
    cqc_link: str = "",
) -> None:
    """Which evidence is asked of them, who of them has accounts here, what the inspectors said."""
    provider.organisation_id = organisation_id
    provider.route = route
    provider.is_sole_trader = is_sole_trader
    provider.is_regulated = is_regulated
    provider.cqc_rating = cqc_rating
    provider.cqc_rated_on = cqc_rated_on
    provider.cqc_link = cqc_link
    record(
        "providers.described",
        by=by,
        about=f"provider:{provider.id}",
        facts={
            "organisation": str(organisation_id) if organisation_id else "",
            "route": route.value,
            "sole_trader": is_sole_trader,
            "regulated": is_regulated,
        },
    )


@action
def record_check(
    *,
    by: Account,
    provider: Provider,
    item: CheckItem,
    issued_on: date,
    expires_on: date,
    holds: bool = True,
) -> VettingCheck:
    """Somebody saw the evidence; or, where it does not hold, that it no longer counts.

    Nobody checks the provider that they work for. Raises Refused.
    """
    if provider.organisation_id in organisation_ids(by):
        raise Refused(NOT_YOUR_OWN)
    if issued_on > today():
        raise Refused(NOT_YET)
    if expires_on < issued_on:
        raise Refused(OVER_BEFORE)
    made = VettingCheck(
        provider_id=provider.id,
        item=item,
        holds=holds,
        issued_on=issued_on,
        expires_on=expires_on,
        checked_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    record(
        "providers.checked",
        by=by,
        about=f"vetting_check:{made.id}",
        facts={"provider": str(provider.id), "item": item.value, "holds": holds},
    )
    return made
