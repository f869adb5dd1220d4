"""Who keeps the plan in order: the person says so."""

from __future__ import annotations

from app.accounts.models import Account
from app.accounts.sessions import is_new_device
from app.audit import action, record
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import CircleMember, Person
from app.plans.actions.words import plan_of


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


@action
def name_keeper(*, by: Account, person: Person, keeper: CircleMember | None) -> None:
    """From now on this member keeps the plan; None: the care manager. It opens no section.

    Raises Refused on a new device, for whoever took the phone could name themselves; taking a
    name away works at once.
    """
    plan = plan_of(person)
    if keeper is None:
        if plan.keeper_id is None:
            return
    elif keeper.person_id != person.id or keeper.ended_at is not None or keeper.account_id is None:
        raise Refused(_l("They are not in your circle any more."))
    elif plan.keeper_id == keeper.id:
        return
    elif is_new_device(by):
        raise Refused(_l("This device is new. You can do this tomorrow."))
    plan.keeper_id = keeper.id if keeper is not None else None
    record(
        "plan.keeper-named",
        by=by,
        person=person.id,
        about=f"circle_member:{keeper.id}" if keeper is not None else "",
    )
