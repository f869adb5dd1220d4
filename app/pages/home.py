"""Home of whoever signed in: what waits for them, the people they help, their doors."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Literal

from app.accounts.models import Account
from app.database import now
from app.language import _, _l, ngettext
from app.language.words import LazyWords
from app.notices.queries import unread_and
from app.organisations.models import Role
from app.organisations.queries import has_role, waiting_roles
from app.outcomes.queries.outcomes import wants_something
from app.people.actions.records import today
from app.people.models import CircleMember, Person
from app.people.parts import ABOUT_ME, PLAN_PARTS, Part
from app.people.queries import overrides
from app.people.queries.circle import people_helped_by, person_of
from app.people.queries.council import open_task_count
from app.people.queries.mine import open_parts
from app.plans.queries.keeping import people_with_waiting_comments
from app.plans.queries.mine import AGREEMENT, SHARING, Mine, Waiting, mine, waiting
from app.providers.queries.asking import waiting_count
from app.providers.queries.listings import listing_there
from app.providers.queries.room import ROOM, room_told_to
from app.staff_choice.queries.mine import (
    STAFF_ANSWER,
    TO_CHOOSE,
    asked_to_look_again,
    asked_why,
    waits_of_staff,
)
from app.staff_choice.way import job_url
from app.team.predicates import is_written_in
from app.team.queries.asking import ToAsk, asked_by

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
class Opened:
    """In whose circle an account is, and what each of these people lets it see."""

    members: list[CircleMember]
    parts: dict[uuid.UUID, set[Part]]

    def parts_of(self, person_id: uuid.UUID) -> set[Part]:
        return self.parts.get(person_id, set())


@dataclass(frozen=True)
class Home:
    """What home shows. `things_to_do` comes with the next one first."""

    greeting: LazyWords
    name: str
    person: Person | None
    things_to_do: list[Way]
    doors: list[Way]
    # A place on the own list that has room, where one chose to see that here.
    room: Way | None = None
    people: list[Helped] = field(default_factory=list)
    # Of these people, who lets this account see how they choose staff.
    choosing: list[Helped] = field(default_factory=list)
    later: list[LazyWords] = field(default_factory=list)
    # Whom the person chose to see here, with a way to call them.
    to_ask: list[ToAsk] = field(default_factory=list)
    # Written into a team, also by a person who employs them.
    works: bool = False

    @property
    def photo_url(self) -> str | None:
        """The person's own photo, small; None until there is one."""
        if self.person is None or self.person.photo_id is None:
            return None
        return f"/people/{self.person.id}/photos/{self.person.photo_id}?size=small"


FIND = Way("find_support", _l("Find support"), "/providers", door="find")
MESSAGES = Way("messages", _l("Messages"), "/messages", door="plain")
MY_WORK = Way("team", _l("My work"), "/work", door="team")
SETTINGS = Way("settings", _l("Settings"), "/settings", door="plain")

_DOORS_OF_ROLES: tuple[tuple[Role, Way], ...] = (
    (Role.CARE_MANAGER, Way("records", _l("People on my list"), "/council/people")),
    (Role.PROVIDER_MANAGER, Way("staff", _l("People we support"), "/provider/people", door="team")),
    (Role.PROVIDER_WORKER, Way("staff", _l("People we support"), "/provider/people", door="team")),
    (Role.PROVIDER_WORKER, MY_WORK),
    (Role.PROVIDER_MANAGER, Way("team", _l("Our team"), "/provider/team", door="team")),
    (Role.PROVIDER_MANAGER, Way("figures", _l("Figures"), "/provider/figures", door="going")),
    (Role.PROVIDER_MANAGER, Way("leave", _l("Our places"), "/provider/room", door="find")),
    (Role.CARE_MANAGER, Way("figures", _l("Count what else is good"), "/benefits", door="going")),
    (Role.COMMISSIONER, Way("figures", _l("Figures"), "/council/figures", door="going")),
    (Role.STEERING_GROUP, Way("month", _l("Pages of the month"), "/council/monthly", door="going")),
    (Role.STEERING_GROUP, Way("figures", _l("Figures"), "/council/figures", door="going")),
    (Role.MODERATOR, Way("advert", _l("Jobs to read first"), "/council/jobs", door="team")),
    (Role.APPROVER, Way("check", _l("Professionals"), "/council/professionals", door="team")),
    # L10n: register=work
    (
        Role.APPROVER,
        Way("safeguarding", _l("Keep people safe"), "/council/overrides", door="team"),
    ),
    # L10n: register=work
    (
        Role.APPROVER,
        Way("law", _l("Requests about jobs"), "/council/requirements", door="team"),
    ),
    # L10n: register=work
    (
        Role.APPROVER,
        Way("decide_for_me", _l("A no that may be unfair"), "/council/decisions", door="team"),
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

# Kind of what somebody says this account saw → where they say whether they were there.
_SEEN = {
    SHARING: "sharing/witness/{}",
    AGREEMENT: "plan/answers/{}/witness",
    STAFF_ANSWER: "staff/decisions/{}/witness",
}

# Whose work has no room here yet: they are told so, and not left before an empty page.
_LATER: dict[Role, LazyWords] = {
    Role.VETTER: _l("You will check providers here. That part comes later."),
    Role.EMPLOYMENT_SUPPORT: _l("You will help employers here. That part comes later."),
}


def home_of(account: Account) -> Home:
    """The home of an account. At most ten queries, however many people it helps."""
    person = person_of(account)
    at_work = [way for role, way in _DOORS_OF_ROLES if has_role(account, role)]
    # Whoever has a list at work finds people there: home does not repeat it.
    opened = None if at_work else _opened(account)
    people, choosing = _helped(opened) if opened is not None else ([], [])
    unread, works = unread_and(account.id, is_written_in(account))
    waits = mine(person, wants_something(person)) if person is not None else Mine()
    asked = waiting(
        account, MOST_THINGS, (*waits_of_staff(account), room_told_to(account, today()))
    )
    things = [*_messages(unread), *_things_to_do(account, person, waits, opened, asked)]
    return Home(
        greeting=_l("Hello"),
        name=person.called if person else account.name,
        person=person,
        things_to_do=_with_asked(things, person, waits)[:MOST_THINGS],
        room=_room(asked),
        # Whoever a person employs works here without a provider.
        doors=_doors(person, [*at_work, MY_WORK] if works else at_work),
        people=people,
        choosing=choosing,
        to_ask=asked_by(person) if person is not None else [],
        works=works,
        later=[words for role, words in _LATER.items() if has_role(account, role)],
    )


def _messages(unread: int) -> list[Way]:
    if not unread:
        return []
    title = ngettext("Read 1 new message", "Read %(num)s new messages", unread)
    return [Way("messages", title, "/messages", _("See what is new."), "plain")]


def _things_to_do(
    account: Account,
    person: Person | None,
    waits: Mine,
    opened: Opened | None,
    asked: list[Waiting],
) -> list[Way]:
    found = []
    tasks = open_task_count(account) if has_role(account, Role.CARE_MANAGER) else 0
    if tasks:
        title = ngettext("1 thing waits for you", "%(num)s things wait for you", tasks)
        found.append(Way("waiting", title, "/council/people", _("Look at your list.")))
    questions = waiting_count(account) if has_role(account, Role.PROVIDER_MANAGER) else 0
    if questions:
        # L10n: register=work
        title = ngettext("Answer 1 question", "Answer %(num)s questions", questions)
        # L10n: register=work
        line = _("Somebody asked about a place of yours.")
        found.append(Way("question", title, "/provider/questions", line, "find"))
    found += _to_keep_safe(account)
    found += _comments_that_wait(account)
    found += [_seen(each) for each in asked if each.kind in _SEEN]
    found += _asked_of_no(account, opened)
    for role in waiting_roles(account)[:MOST_THINGS]:
        title = _("Somebody asks you to work with them")
        found.append(Way("team", title, f"/roles/{role.id}", _("You say yes or no."), "team"))
    if person is not None and waits.changes:
        title = ngettext("Look at 1 change", "Look at %(num)s changes", waits.changes)
        href = f"/people/{person.id}/plan/suggestions"
        found.append(Way("suggestion", title, href, _("You take it or say no.")))
    for each in asked:
        if each.kind == TO_CHOOSE:
            href = f"{job_url(each.person_id, each.about_id)}applicants"
            line = _("Choose who you want to meet.")
            found.append(Way("two_people", _("Look who wants the job"), href, line, "team"))
    if person is not None and not waits.has_about_me:
        href = f"/people/{person.id}/about-me"
        found.append(Way("about_me", _("Write About me"), href, _("Begin with any part.")))
    return found


def _with_asked(found: list[Way], person: Person | None, waits: Mine) -> list[Way]:
    """To say how it is going keeps its place: it is two taps from home, whatever waits."""
    if person is None or not waits.asked:
        return found
    href = f"/people/{person.id}/outcomes/check-in"
    asked = Way("going", _("Say how it is going"), href, _("It takes three steps."), "going")
    return [*found[: MOST_THINGS - 1], asked]


def _seen(each: Waiting) -> Way:
    """Somebody wrote that this account was there when the person answered."""
    href = f"/people/{each.person_id}/{_SEEN[each.kind].format(each.about_id)}"
    return Way("witness", _("Were you there?"), href, _("Somebody wrote that you were."))


def _room(asked: list[Waiting]) -> Way | None:
    """The place on the own list that said last that it has room. One query where there is one."""
    about = next((each.about_id for each in asked if each.kind == ROOM), None)
    listing = listing_there(about) if about is not None else None
    if listing is None:
        return None
    href = f"/providers/{listing.slug}"
    return Way("leave", _("A place on your list has room"), href, listing.name, "find")


def _asked_of_no(account: Account, opened: Opened | None) -> list[Way]:
    """What applicants ask after a no, for whoever may answer. Three queries at most."""
    found = []
    for each in asked_why(account, MOST_THINGS, opened.parts if opened else None):
        href = f"{job_url(each.person_id, each.vacancy_id)}applicants/{each.applicant_id}/ask"
        # L10n: register=work
        title, line = _("Somebody asks why"), _("They applied for the job. Please answer.")
        found.append(Way("question", title, href, line, "team"))
    if asked_to_look_again(account):
        # L10n: register=work
        title, line = _("Look at a no again"), _("Somebody who wanted a job asks for it.")
        found.append(Way("review", title, "/council/decisions", line, "team"))
    return found


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
            Way("staff", _l("Choosing my staff"), f"/people/{person.id}/staff", door="team"),
        ]
        # The circle stands behind About me and behind choosing staff: one door opens all of it.
        # Messages stand in the things to do, and in settings.
        # So does the list of places behind finding support.
        return [*mine, FIND]
    # One door for one room: a manager who also works there has it once.
    rooms = list({way.href: way for way in at_work}.values())
    return [*rooms, FIND] if len(rooms) > 2 else [*rooms, FIND, MESSAGES]


def _opened(account: Account) -> Opened:
    """In whose circle this account is, and what they let it see. Three queries."""
    members = list(people_helped_by(account))[:MOST_PEOPLE]
    return Opened(members, open_parts(account, members))


def _helped(opened: Opened) -> tuple[list[Helped], list[Helped]]:
    """The people in whose circle this account is; and those who choose staff with it."""
    people = [_row(member, opened.parts_of(member.person_id)) for member in opened.members]
    choosing = [
        Helped(each.person.called, f"/people/{each.person_id}/staff", _l("Choosing staff"))
        for each in opened.members
        if Part.STAFF in opened.parts_of(each.person_id)
    ]
    return people, choosing


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
    elif Part.MY_LIST in opened:
        line, room = _l("You can see their list of places."), "looking-for"
    else:
        line = _l("Nothing is open to you now.")
    return Helped(
        name=member.person.called,
        href=f"{address}/{room}",
        line=line,
        picture=member.person.picture if about_me else "",
    )
