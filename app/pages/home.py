"""Home of whoever signed in: what waits for them, the people they help, their doors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.accounts.models import Account
from app.database import now
from app.language import _, _l, ngettext
from app.language.words import LazyWords
from app.notices.queries import unread_count
from app.organisations.models import Role
from app.organisations.queries import has_role, waiting_roles
from app.outcomes.queries.outcomes import is_asked
from app.people.models import CircleMember, Person
from app.people.parts import ABOUT_ME, PLAN_PARTS, Part
from app.people.queries import overrides
from app.people.queries.circle import people_helped_by, person_of
from app.people.queries.council import open_task_count
from app.people.queries.mine import open_parts
from app.plans.queries.keeping import people_with_waiting_comments
from app.plans.queries.mine import Mine, asked_to_witness, mine

MOST_THINGS = 3
MOST_PEOPLE = 30
Door = Literal["me", "going", "team", "find", "plain"]
Words = str | LazyWords


@dataclass(frozen=True)
class Way:
    """Somewhere to go: a picture, a title, at most one sentence, the colour of the room."""

    concept: str
    title: Words
    href: str
    line: Words = ""
    door: Door = "me"


@dataclass(frozen=True)
class Helped:
    """Somebody whom this account helps, and where its row leads."""

    name: str
    href: str
    # What is open to the account, in one sentence.
    line: Words
    # The picture they chose for themselves, for those who may see some of About me.
    picture: str = ""


@dataclass(frozen=True)
class Home:
    """What home shows. `things_to_do` comes with the next one first."""

    greeting: LazyWords
    name: str
    person: Person | None
    things_to_do: list[Way]
    doors: list[Way]
    people: list[Helped] = field(default_factory=list)
    later: list[LazyWords] = field(default_factory=list)

    @property
    def photo_url(self) -> str | None:
        """The person's own photo, small; None until there is one."""
        if self.person is None or self.person.photo_id is None:
            return None
        return f"/people/{self.person.id}/photos/{self.person.photo_id}?size=small"


FIND = Way("find_support", _l("Find support"), "/providers", door="find")
MESSAGES = Way("messages", _l("Messages"), "/messages", door="plain")
SETTINGS = Way("settings", _l("Settings"), "/settings", door="plain")

_DOORS_OF_ROLES: tuple[tuple[Role, Way], ...] = (
    (Role.CARE_MANAGER, Way("records", _l("People on my list"), "/council/people")),
    (Role.PROVIDER_MANAGER, Way("staff", _l("People we support"), "/provider/people", door="team")),
    (Role.PROVIDER_WORKER, Way("staff", _l("People we support"), "/provider/people", door="team")),
    (Role.PROVIDER_MANAGER, Way("circle", _l("Our team"), "/provider/team", door="team")),
    (Role.PROVIDER_MANAGER, Way("figures", _l("Figures"), "/provider/figures", door="going")),
    (Role.CARE_MANAGER, Way("figures", _l("Count what else is good"), "/benefits", door="going")),
    (Role.COMMISSIONER, Way("figures", _l("Figures"), "/council/figures", door="going")),
    (Role.STEERING_GROUP, Way("month", _l("Pages of the month"), "/council/monthly", door="going")),
    (Role.STEERING_GROUP, Way("figures", _l("Figures"), "/council/figures", door="going")),
    (Role.APPROVER, Way("check", _l("Professionals"), "/council/professionals", door="team")),
    # L10n: register=work
    (
        Role.APPROVER,
        Way("safeguarding", _l("Keep people safe"), "/council/overrides", door="team"),
    ),
    (
        Role.ADMINISTRATOR,
        Way("organisation", _l("Organisations"), "/council/organisations", door="team"),
    ),
    (Role.ADMINISTRATOR, Way("person", _l("Accounts"), "/council/accounts", door="team")),
    (
        Role.ADMINISTRATOR,
        Way("message", _l("Messages that failed"), "/council/messages", door="plain"),
    ),
)

# Whose work has no room here yet: they are told so, and not left before an empty page.
_LATER: dict[Role, LazyWords] = {
    Role.VETTER: _l("You will check providers here. That part comes later."),
    Role.MODERATOR: _l("You will read adverts here. That part comes later."),
    Role.EMPLOYMENT_SUPPORT: _l("You will help employers here. That part comes later."),
}


def home_of(account: Account) -> Home:
    """The home of an account. At most ten queries, however many people it helps."""
    person = person_of(account)
    at_work = [way for role, way in _DOORS_OF_ROLES if has_role(account, role)]
    # Whoever has a list at work finds people there: home does not repeat it.
    people = [] if at_work else _helped(account)
    return Home(
        greeting=_l("Hello"),
        name=person.called if person else account.name,
        person=person,
        things_to_do=_with_asked(_things_to_do(account, person), person)[:MOST_THINGS],
        doors=_doors(person, at_work),
        people=people,
        later=[words for role, words in _LATER.items() if has_role(account, role)],
    )


def _things_to_do(account: Account, person: Person | None) -> list[Way]:
    found = []
    unread = unread_count(account.id)
    if unread:
        title = ngettext("Read 1 new message", "Read %(num)s new messages", unread)
        found.append(Way("messages", title, "/messages", _("See what is new."), "plain"))
    tasks = open_task_count(account) if has_role(account, Role.CARE_MANAGER) else 0
    if tasks:
        title = ngettext("1 thing waits for you", "%(num)s things wait for you", tasks)
        found.append(Way("waiting", title, "/council/people", _("Look at your list.")))
    found += _to_keep_safe(account)
    found += _comments_that_wait(account)
    for seen in asked_to_witness(account, MOST_THINGS):
        room = "plan/answers/{}/witness" if seen.is_agreement else "sharing/witness/{}"
        href = f"/people/{seen.person_id}/{room.format(seen.about_id)}"
        found.append(Way("witness", _("Were you there?"), href, _("Somebody wrote that you were.")))
    for asked in waiting_roles(account)[:MOST_THINGS]:
        title = _("Somebody asks you to work with them")
        found.append(Way("team", title, f"/roles/{asked.id}", _("You say yes or no."), "team"))
    waits = mine(person) if person is not None else Mine()
    if person is not None and waits.changes:
        title = ngettext("Look at 1 change", "Look at %(num)s changes", waits.changes)
        href = f"/people/{person.id}/plan/suggestions"
        found.append(Way("suggestion", title, href, _("You take it or say no.")))
    if person is not None and not waits.has_about_me:
        href = f"/people/{person.id}/about-me"
        found.append(Way("about_me", _("Write About me"), href, _("Begin with any part.")))
    return found


def _with_asked(found: list[Way], person: Person | None) -> list[Way]:
    """To say how it is going keeps its place: it is two taps from home, whatever waits."""
    if person is None or not is_asked(person):
        return found
    href = f"/people/{person.id}/outcomes/check-in"
    asked = Way("going", _("Say how it is going"), href, _("It takes three steps."), "going")
    return [*found[: MOST_THINGS - 1], asked]


def _to_keep_safe(account: Account) -> list[Way]:
    """What an approver is asked, and what the council opens to this account. Two queries."""
    found = []
    asked = len(overrides.waiting_for(account))
    if asked:
        # L10n: register=work
        title = ngettext("Answer 1 request", "Answer %(num)s requests", asked)
        # L10n: register=work
        line = _("Somebody asks to see parts, to keep a person safe.")
        found.append(Way("safeguarding", title, "/council/overrides", line))
    for each in overrides.open_to(account)[:MOST_THINGS]:
        # L10n: register=work
        title = _("Parts of a page are open to you")
        # L10n: register=work
        line = _("They are open for some days, to keep a person safe.")
        found.append(Way("safeguarding", title, f"/council/overrides/{each.id}", line))
    return found


def _comments_that_wait(account: Account) -> list[Way]:
    """For the keepers of plans: whose people wait for an answer, and no more. One query."""
    return [
        Way(
            "comment",
            _("Comments wait"),
            f"/people/{person.id}/plan/keep",
            _("In the plan of %(name)s.", name=person.called),
        )
        for person in people_with_waiting_comments(account, now(), MOST_THINGS)
    ]


def _doors(person: Person | None, at_work: list[Way]) -> list[Way]:
    if person is not None:
        mine = [
            Way("about_me", _l("About me"), f"/people/{person.id}/about-me"),
            Way("plan", _l("My support plan"), f"/people/{person.id}/plan"),
            Way("going", _l("How it is going"), f"/people/{person.id}/outcomes", door="going"),
            Way("circle", _l("My circle"), f"/people/{person.id}/circle"),
        ]
        # Messages stand in the things to do, and in settings.
        return [*mine, FIND]
    # One door for one room: a manager who also works there has it once.
    rooms = list({way.href: way for way in at_work}.values())
    return [*rooms, FIND] if len(rooms) > 2 else [*rooms, FIND, MESSAGES]


def _helped(account: Account) -> list[Helped]:
    members: list[CircleMember] = list(people_helped_by(account))[:MOST_PEOPLE]
    opened = open_parts(account, members)
    return [_row(member, opened.get(member.person_id, set())) for member in members]


def _row(member: CircleMember, opened: set[Part]) -> Helped:
    """About me first, else the plan, how it is going, the circle: the first room that is open."""
    address = f"/people/{member.person_id}"
    about_me = not opened.isdisjoint(ABOUT_ME)
    plan = not opened.isdisjoint(PLAN_PARTS)
    room = "circle"
    if about_me and plan:
        line, room = _l("You can see a part of About me and of the plan."), "about-me"
    elif about_me:
        line, room = _l("You can see a part of About me."), "about-me"
    elif plan:
        line, room = _l("You can see a part of the plan."), "plan"
    elif Part.OUTCOMES in opened:
        line, room = _l("You can see how it is going."), "outcomes"
    else:
        line = _l("Nothing is open to you now.")
    return Helped(
        name=member.person.called,
        href=f"{address}/{room}",
        line=line,
        picture=member.person.picture if about_me else "",
    )
