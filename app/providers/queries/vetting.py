"""Reading what was checked."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import Select, and_, case, func, select

from app.extensions import db
from app.providers.models import CheckItem, Provider, VettingCheck, VettingRoute
from app.providers.vetting import Tick, needed, tick

_BITS = {item: 1 << place for place, item in enumerate(CheckItem)}
# What each sort of provider needs: its route, if they are a sole trader, if they are regulated.
_NEEDED = {
    (route, *own): sum(_BITS[item] for item in needed(route, *own))
    for route, *own in product(VettingRoute, (False, True), (False, True))
}


def checks_of(provider_id: uuid.UUID) -> Sequence[VettingCheck]:
    """Every check of a provider. One query."""
    return db.session.scalars(
        select(VettingCheck).where(VettingCheck.provider_id == provider_id)
    ).all()


def checks_by_provider(
    provider_ids: Collection[uuid.UUID],
) -> Mapping[uuid.UUID, Sequence[VettingCheck]]:
    """The checks of several providers. One query."""
    found: defaultdict[uuid.UUID, list[VettingCheck]] = defaultdict(list)
    for check in db.session.scalars(
        select(VettingCheck).where(VettingCheck.provider_id.in_(provider_ids))
    ):
        found[check.provider_id].append(check)
    return found


def ticks_of(providers: Collection[Provider], day: date) -> Mapping[uuid.UUID, Tick]:
    """The state of the tick of each of these providers on a day. One query."""
    checks = checks_by_provider({provider.id for provider in providers})
    return {provider.id: tick(provider, checks.get(provider.id, ()), day) for provider in providers}


def providers_with_tick(day: date) -> frozenset[uuid.UUID]:
    """The providers whose tick is live on a day. One query."""
    return frozenset(db.session.scalars(with_tick(day)))


def with_tick(day: date, among: Select[Any] | None = None) -> Select[uuid.UUID]:
    """For a query: the ids of providers whose tick is live, as `app.providers.vetting.tick` says.

    The items that count are bits, and so are those that each sort of provider needs: the many rows
    stay in the database. `among`: only of these providers are the checks read.
    """
    from_the_last = func.row_number().over(
        partition_by=(VettingCheck.provider_id, VettingCheck.item),
        order_by=(VettingCheck.created_at.desc(), VettingCheck.id.desc()),
    )
    newest = (
        select(
            VettingCheck.provider_id,
            case(*((VettingCheck.item == item, bit) for item, bit in _BITS.items())).label("bit"),
            VettingCheck.holds,
            VettingCheck.expires_on,
            from_the_last.label("place"),
        )
        .where(
            VettingCheck.issued_on <= day,
            *(() if among is None else (VettingCheck.provider_id.in_(among),)),
        )
        .subquery()
    )
    sort = (Provider.route, Provider.is_sole_trader, Provider.is_regulated)
    needs = case(
        *(
            (and_(*(column == value for column, value in zip(sort, each, strict=True))), bits)
            for each, bits in _NEEDED.items()
        )
    )
    return (
        select(Provider.id)
        .join(newest, newest.c.provider_id == Provider.id)
        .where(newest.c.place == 1, newest.c.holds, newest.c.expires_on >= day)
        .group_by(Provider.id, *sort)
        .having(func.sum(newest.c.bit).bitwise_and(needs) == needs)
    )


def tick_of(provider: Provider, day: date) -> Tick:
    """The state of one provider's tick on a day. One query."""
    return tick(provider, checks_of(provider.id), day)
