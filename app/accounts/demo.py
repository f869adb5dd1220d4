"""The roles of the demo, in words: what each account shows. Addresses are roles."""

from __future__ import annotations

from dataclasses import dataclass

from app.accounts.models import Account
from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class DemoRole:
    """One account of the demo: its role, what it can do, and its picture."""

    key: str
    title: LazyWords
    line: LazyWords
    picture: str = "person"


_PEOPLE = (
    DemoRole("person", _l("The person"), _l("Decides who sees what.")),
    DemoRole("family", _l("Family"), _l("Sees what the person shares.")),
    DemoRole("advocate", _l("Advocate"), _l("Speaks up for the person."), "advocate"),
    DemoRole("friend", _l("Friend"), _l("Is in the circle. Sees almost nothing.")),
    DemoRole(
        "attorney",
        _l("Aunt with legal papers"),
        _l("Sees only what the person shares."),
        "decide_for_me",
    ),
    DemoRole("appointee", _l("Helps with benefits"), _l("Sees nothing of About me."), "money"),
    DemoRole("stranger", _l("Another person"), _l("Has a circle of their own.")),
)
_SUPPORT = (
    DemoRole("nurse", _l("Nurse"), _l("The council said yes to her."), "hospital"),
    DemoRole("worker", _l("Support worker"), _l("Works for a provider."), "staff"),
    DemoRole(
        "manager", _l("Manager of a provider"), _l("Looks after a team of workers."), "provider"
    ),
    DemoRole(
        "manager2",
        _l("Manager of another provider"),
        _l("Sees nothing of this person."),
        "provider",
    ),
)
_COUNCIL = (
    DemoRole(
        "caremanager", _l("Care manager"), _l("Opens pages for people at the council."), "council"
    ),
    DemoRole("vetter", _l("Checks providers"), _l("Looks if a provider is good enough."), "check"),
    DemoRole("moderator", _l("Reads adverts"), _l("Reads adverts before others do."), "advert"),
    DemoRole("commissioner", _l("Plans the money"), _l("Sees figures. Sees no names."), "figures"),
    DemoRole(
        "steering", _l("Looks at quality"), _l("Reads what the person has read first."), "month"
    ),
    DemoRole("approver", _l("Says yes or no"), _l("Decides on big things for the council."), "yes"),
    DemoRole(
        "admin", _l("Looks after accounts"), _l("Cannot read what people write."), "administrator"
    ),
)
GROUPS = (
    (_l("A person and their circle"), _PEOPLE),
    (_l("People who give support"), _SUPPORT),
    (_l("The council"), _COUNCIL),
)


@dataclass(frozen=True)
class DemoGroup:
    """Accounts that belong together on the page, each with its role."""

    title: LazyWords
    entries: list[tuple[DemoRole, Account]]


def groups_of(accounts: list[Account]) -> list[DemoGroup]:
    """The accounts that are there, by group. An account without a role here is left out."""
    by_key = {account.email.partition("@")[0]: account for account in accounts}
    found = (
        DemoGroup(title, [(role, by_key[role.key]) for role in roles if role.key in by_key])
        for title, roles in GROUPS
    )
    return [group for group in found if group.entries]
