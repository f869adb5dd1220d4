"""The Green Tick by the clock: it follows from the dated checks and the day, from nothing else."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember, Role
from app.providers.actions.vetting import Refused, describe_provider, record_check
from app.providers.directory_index import directory_index
from app.providers.facets import GREEN_TICK
from app.providers.models import CheckItem, Provider, VettingCheck, VettingRoute
from app.providers.queries.vetting import tick_of
from app.providers.vetting import Tick, needed_of, tick, what_was_checked
from tests.providers.makers import bring_in, entry

DAY = date(2026, 11, 30)
YEAR = timedelta(days=365)
ONE_DAY = timedelta(days=1)


def check(item: CheckItem, number: int = 0, **given: object) -> VettingCheck:
    values = {
        "id": uuid.UUID(int=number + 1),
        "created_at": datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
        "item": item,
        "holds": True,
        "issued_on": DAY - YEAR,
        "expires_on": DAY + YEAR,
    }
    return VettingCheck(**{**values, **given})


def all_of(provider: Provider) -> list[VettingCheck]:
    return [check(item, number) for number, item in enumerate(sorted(needed_of(provider), key=str))]


def a_provider(**given: object) -> Provider:
    values = {"route": VettingRoute.PROVIDER, "is_sole_trader": False, "is_regulated": False}
    return Provider(name="Hazel", source="test", **{**values, **given})


ALWAYS = {CheckItem.DBS, CheckItem.INSURANCE, CheckItem.TERMS, CheckItem.REFERENCES}
FULL = {CheckItem.COURT_JUDGMENTS, CheckItem.SUBCONTRACTORS, CheckItem.STATIONERY}


@pytest.mark.parametrize(
    ("given", "items"),
    [
        ({}, ALWAYS | FULL),
        ({"is_sole_trader": True}, ALWAYS | FULL | {CheckItem.TAX}),
        ({"is_regulated": True}, ALWAYS | FULL | {CheckItem.REGULATOR}),
        ({"route": VettingRoute.MICRO}, ALWAYS | {CheckItem.SAFEGUARDING_TRAINING}),
        (
            {"route": VettingRoute.MICRO, "is_sole_trader": True, "is_regulated": True},
            ALWAYS | {CheckItem.SAFEGUARDING_TRAINING, CheckItem.TAX, CheckItem.REGULATOR},
        ),
    ],
)
def test_each_route_asks_for_its_items_and_each_of_them_counts(
    given: dict[str, object], items: set[CheckItem]
) -> None:
    provider = a_provider(**given)
    assert needed_of(provider) == items
    rows = all_of(provider)
    assert tick(provider, rows, DAY) is Tick.LIVE
    for row in rows:
        others = [each for each in rows if each is not row]
        assert tick(provider, others, DAY) is Tick.WAITING
        over = check(row.item, 99, expires_on=DAY - ONE_DAY)
        assert tick(provider, [*others, over], DAY) is Tick.LAPSED
    assert tick(provider, [], DAY) is Tick.NONE


def test_what_is_not_asked_for_takes_no_tick_away() -> None:
    provider = a_provider()
    over = check(CheckItem.TAX, 99, expires_on=DAY - ONE_DAY)
    assert tick(provider, [*all_of(provider), over], DAY) is Tick.LIVE


def test_the_last_day_still_counts_and_the_next_does_not() -> None:
    provider = a_provider()
    rows = [replaced(each, expires_on=DAY) for each in all_of(provider)]
    assert tick(provider, rows, DAY) is Tick.LIVE
    assert tick(provider, rows, DAY + ONE_DAY) is Tick.LAPSED
    [first, *_] = what_was_checked(rows, DAY + ONE_DAY)
    assert (first.counts, first.is_over) == (False, True)


def test_a_check_that_no_longer_holds_ends_the_tick_from_its_day_on() -> None:
    provider = a_provider()
    taken = check(CheckItem.DBS, 99, holds=False, issued_on=DAY)
    rows = [*all_of(provider), taken]
    assert tick(provider, rows, DAY - ONE_DAY) is Tick.LIVE
    assert tick(provider, rows, DAY) is Tick.LAPSED
    dbs = next(each for each in what_was_checked(rows, DAY) if each.item is CheckItem.DBS)
    assert (dbs.counts, dbs.is_over) == (False, False)
    seen_anew = check(CheckItem.DBS, 100, issued_on=DAY)
    assert tick(provider, [*rows, seen_anew], DAY) is Tick.LIVE


def replaced(row: VettingCheck, **given: object) -> VettingCheck:
    names = ("id", "created_at", "item", "holds", "issued_on", "expires_on")
    return VettingCheck(**{**{name: getattr(row, name) for name in names}, **given})


DAYS = st.integers(-800, 800).map(lambda days: DAY + timedelta(days=days))
ROWS = st.lists(
    st.tuples(st.sampled_from(CheckItem), DAYS, st.integers(0, 800), st.booleans()), max_size=30
)
PROVIDERS = st.builds(
    a_provider,
    route=st.sampled_from(VettingRoute),
    is_sole_trader=st.booleans(),
    is_regulated=st.booleans(),
)


def as_checks(rows: Sequence[tuple[CheckItem, date, int, bool]]) -> list[VettingCheck]:
    return [
        check(item, place, issued_on=since, expires_on=since + timedelta(days=days), holds=holds)
        for place, (item, since, days, holds) in enumerate(rows)
    ]


@given(PROVIDERS, ROWS, DAYS, DAYS, st.randoms(use_true_random=False))
def test_the_state_depends_on_the_rows_and_the_day_only(
    provider: Provider,
    rows: list[tuple[CheckItem, date, int, bool]],
    day: date,
    clock: date,
    dice: random.Random,
) -> None:
    checks = as_checks(rows)
    said = tick(provider, checks, day)
    shuffled = list(checks)
    dice.shuffle(shuffled)
    with time_machine.travel(datetime(clock.year, clock.month, clock.day, tzinfo=UTC)):
        assert tick(provider, shuffled, day) is said
    # What begins later says nothing of this day.
    assert tick(provider, [each for each in checks if each.issued_on <= day], day) is said
    if said is Tick.LIVE:
        speaking = {each.item: each for each in checks if each.issued_on <= day}
        for item in needed_of(provider):
            assert speaking[item].holds
            assert speaking[item].expires_on >= day


@contextmanager
def vetted(portal: Flask) -> Iterator[tuple[Account, Provider]]:
    """A vetter, and a provider with one listing and without checks."""
    with portal.app_context():
        bring_in([entry("Hazel Room", provider="Hazel")])
        with db.writing():
            vetter = Account(email="vetter@test.example", name="Vera")
            db.session.add(vetter)
        yield vetter, db.session.scalars(select(Provider)).one()


def check_all(by: Account, provider: Provider, until: date) -> None:
    for item in needed_of(provider):
        day = now().date()
        record_check(by=by, provider=provider, item=item, issued_on=day, expires_on=until)


def found_with_tick() -> int:
    return directory_index().bits.get(GREEN_TICK, 0).bit_count()


def test_the_tick_lapses_overnight_and_search_follows(either_portal: Flask) -> None:
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    with time_machine.travel(noon) as clock, vetted(either_portal) as (vetter, provider):
        assert found_with_tick() == 0
        with db.writing():
            check_all(vetter, provider, until=DAY + ONE_DAY)
        assert (tick_of(provider, DAY), found_with_tick()) == (Tick.LIVE, 1)
        clock.move_to(datetime(2026, 12, 1, 23, 59, tzinfo=UTC))
        assert found_with_tick() == 1
        clock.move_to(datetime(2026, 12, 2, 0, 1, tzinfo=UTC))
        assert tick_of(provider, date(2026, 12, 2)) is Tick.LAPSED
        assert found_with_tick() == 0


def test_search_follows_on_the_day_on_which_a_check_no_longer_holds(either_portal: Flask) -> None:
    with vetted(either_portal) as (vetter, provider):
        day = now().date()
        with db.writing():
            check_all(vetter, provider, until=day + YEAR)
        assert found_with_tick() == 1
        with db.writing():
            record_check(
                by=vetter,
                provider=provider,
                item=CheckItem.DBS,
                issued_on=day,
                expires_on=day + YEAR,
                holds=False,
            )
        assert found_with_tick() == 0


def test_search_follows_when_more_is_asked_of_a_provider(either_portal: Flask) -> None:
    with vetted(either_portal) as (vetter, provider):
        day = now().date()
        with db.writing():
            check_all(vetter, provider, until=day + YEAR)
        assert found_with_tick() == 1
        with db.writing():
            describe_provider(by=vetter, provider=provider, is_regulated=True)
        assert (tick_of(provider, day), found_with_tick()) == (Tick.WAITING, 0)


@pytest.mark.parametrize("change", [{"is_regulated": True}, {"route": VettingRoute.MICRO}])
def test_search_follows_whoever_changes_a_provider(
    either_portal: Flask, change: dict[str, object]
) -> None:
    with vetted(either_portal) as (vetter, provider):
        # given an index that was made while the tick was live
        with db.writing():
            check_all(vetter, provider, until=now().date() + YEAR)
        assert found_with_tick() == 1
        # when its row alone is changed, by no action of ours
        with db.writing():
            db.session.execute(update(Provider).values(**change))
        # then search shows what is true now
        assert found_with_tick() == 0


def test_nobody_checks_the_provider_they_work_for(either_portal: Flask) -> None:
    with vetted(either_portal) as (vetter, provider):
        day = now().date()
        with db.writing():
            place = Organisation(name="Hazel", kind=OrganisationKind.PROVIDER)
            db.session.add(place)
            db.session.flush()
            db.session.add(
                OrganisationMember(
                    organisation_id=place.id,
                    account_id=vetter.id,
                    role=Role.PROVIDER_WORKER,
                    started_at=now(),
                    accepted_at=now(),
                )
            )
            describe_provider(by=vetter, provider=provider, organisation_id=place.id)
        with pytest.raises(Refused), db.writing():
            record_check(
                by=vetter,
                provider=provider,
                item=CheckItem.DBS,
                issued_on=day,
                expires_on=day + YEAR,
            )
        assert tick_of(provider, day) is Tick.NONE


@pytest.mark.parametrize(("since", "until"), [(1, 30), (-3, -5)])
def test_a_check_of_a_day_to_come_or_over_before_it_began_is_refused(
    portal: Flask, since: int, until: int
) -> None:
    with vetted(portal) as (vetter, provider):
        day = now().date()
        with pytest.raises(Refused), db.writing():
            record_check(
                by=vetter,
                provider=provider,
                item=CheckItem.DBS,
                issued_on=day + timedelta(days=since),
                expires_on=day + timedelta(days=until),
            )


def test_a_check_is_in_the_audit_and_stays_as_it_was_written(either_portal: Flask) -> None:
    with vetted(either_portal) as (vetter, provider):
        day = now().date()
        with db.writing():
            made = record_check(
                by=vetter,
                provider=provider,
                item=CheckItem.INSURANCE,
                issued_on=day,
                expires_on=day,
            )
        event = db.session.scalars(
            select(AuditEvent).where(AuditEvent.name == "providers.checked")
        ).one()
        assert (event.actor_id, event.about) == (vetter.id, f"vetting_check:{made.id}")
        assert event.facts == {"provider": str(provider.id), "item": "insurance", "holds": True}
        for change in (
            "UPDATE vetting_check SET expires_on = '2099-01-01'",
            "DELETE FROM vetting_check",
        ):
            with pytest.raises((DBAPIError, IntegrityError)), db.session.begin_nested():
                db.session.execute(text(change))
