"""Who may do what: the one table. Each actor in plain words; each permission with who holds it.

"Who can see what" is drawn from this table; the guard asks it; templates ask the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.organisations import predicates as organisations
from app.outcomes import predicates as outcomes
from app.people import overrides
from app.people import predicates as people
from app.plans import predicates as plans
from app.providers import predicates as providers
from app.security import Permission, register_policy
from app.security.guard import Predicate, Scope
from app.staff_choice import predicates as staff
from app.staff_choice import whom_to_meet
from app.team import predicates as team


def anybody_signed_in(account: object, scope: Scope) -> bool:
    return True


@dataclass(frozen=True)
class Actor:
    """A row of the table: who, in plain words, and how the code tells."""

    key: str
    words: LazyWords
    holds: Predicate | None


PERSON = Actor("person", _l("The person. It is their page."), people.is_the_person)
SHARED_SEE = Actor("shared-see", _l("Somebody the person lets see it."), people.is_shared_to_see)
SHARED_WRITE = Actor(
    "shared-write", _l("Somebody the person lets write."), people.is_shared_to_write
)
SHARED_ABOUT_ME = Actor(
    "shared-about-me", _l("Somebody who may see a part of About me."), people.is_shared_about_me
)
SHARED_COMMENT = Actor(
    "shared-comment",
    _l("Somebody the person lets say what they think."),
    people.is_shared_to_comment,
)
SHARED_PLAN = Actor(
    "shared-plan", _l("Somebody who may see a part of the plan."), people.is_shared_plan
)
# The council lets them in for some days. They see, and do nothing else.
LET_IN_SEE = Actor(
    "let-in-see",
    _l("Somebody the council lets see it for some days. It keeps the person safe."),
    people.is_let_in_to_see,
)
LET_IN_ABOUT_ME = Actor("let-in-about-me", LET_IN_SEE.words, people.is_let_in_about_me)
LET_IN_PLAN = Actor("let-in-plan", LET_IN_SEE.words, people.is_let_in_plan)
LET_IN_PASSPORT = Actor("let-in-passport", LET_IN_SEE.words, people.is_let_in_passport)
LET_IN_CIRCLE = Actor("let-in-circle", LET_IN_SEE.words, people.is_let_in_circle)
CIRCLE = Actor(
    "circle",
    _l("Family, friends and helpers. They see nothing by that alone."),
    people.is_in_the_circle,
)
CARE_MANAGER_OF = Actor(
    "care-manager",
    _l("The care manager of the person. They work for the council."),
    people.is_care_manager_of,
)
PROFESSIONAL_OF = Actor(
    "professional",
    _l("A nurse, doctor or social worker. The council said yes to them."),
    people.is_professional_of,
)
# L10n: word=advocate
ADVOCATE_OF = Actor("advocate", _l("The advocate of the person."), people.is_advocate_of)
WITNESS = Actor("witness", _l("Somebody who saw the person decide."), people.is_named_witness)
SPEAKER = Actor("plan-speaker", _l("Speaks for the person on the plan."), plans.is_plan_speaker)
REPRESENTATIVE = Actor(
    "plan-representative",
    # L10n: word=attorney,deputy
    _l("Attorney or deputy for health. Only with a record for this decision."),
    plans.is_plan_representative,
)
WRITES_FOR = Actor(
    "plan-writes-for",
    # L10n: word=best-interests
    _l("A professional with a best interests record for this decision."),
    plans.writes_for_person,
)
KEEPER = Actor("plan-keeper", _l("Keeps the plan in order."), plans.is_keeper)
AGREEMENT_WITNESS = Actor(
    "agreement-witness", _l("Somebody who saw the person answer."), plans.is_agreement_witness
)
SHARED_OUTCOMES = Actor(
    "shared-outcomes",
    _l("Somebody who may see how it is going."),
    outcomes.is_shared_outcomes,
)
SHARED_VIEW = Actor(
    "shared-view",
    _l("Somebody the person lets say how they see it."),
    outcomes.is_shared_to_say_a_view,
)
SHARED_THINK = Actor(
    "shared-think",
    _l("Somebody the person lets think of what they could want."),
    outcomes.is_shared_to_think_of_outcomes,
)
SHARED_ABOUT_STAFF = Actor(
    "shared-about-staff",
    _l("Somebody the person lets read what they say about staff."),
    outcomes.is_shared_about_staff,
)
TOLD_ABOUT_STAFF = Actor(
    "told-about-staff",
    _l("A manager of a provider. The person said yes to one answer."),
    outcomes.is_told_about_staff,
)
TAGS_OUTCOMES = Actor(
    "tags-outcomes",
    _l("The care manager of the person. They see how it is going."),
    outcomes.is_tagger,
)
DECIDES_OUTCOME = Actor(
    "decides-outcome",
    _l("Decides by law, with records. Only where the person has no account."),
    outcomes.is_deciding_by_records,
)
SHARED_MONTHLY = Actor(
    "shared-monthly",
    _l("Somebody who looks at quality. The person lets them read it."),
    outcomes.is_shared_monthly,
)
MONTHLY_WITNESS = Actor(
    "monthly-witness",
    _l("Somebody who reads it with a person without an account."),
    outcomes.reads_monthly_together,
)
LET_IN_OUTCOMES = Actor("let-in-outcomes", LET_IN_SEE.words, outcomes.is_let_in_outcomes)
SHARED_STAFF = Actor(
    "shared-staff",
    _l("Somebody the person lets see how staff are chosen."),
    staff.is_shared_staff,
)
SHARED_STAFF_WRITE = Actor(
    "shared-staff-write",
    _l("Somebody the person lets help choose staff."),
    staff.is_shared_staff_write,
)
DECIDES_STAFF = Actor(
    "decides-staff",
    _l("Speaks for the person on staff, or decides by law with records."),
    staff.is_deciding_staff,
)
SECOND_LOCK = Actor(
    "second-lock",
    _l("Checks that it is safe. Never somebody who gains by it."),
    staff.is_second_lock,
)
ADJUSTER = Actor("adjuster", _l("The same, if they give no marks."), staff.is_adjuster)
CHAIR = Actor("chair", _l("Leads the talk. The person, or somebody they name."), staff.is_chair)
PANEL = Actor("panel", _l("The person, and those they choose to ask with them."), staff.is_on_panel)
GREETER = Actor("greeter", _l("Says hello to those who want the job."), staff.is_greeter)
SCORER = Actor("scorer", _l("Gives marks after the talk."), staff.is_scorer)
STAFF_WITNESS = Actor(
    "staff-witness", _l("Somebody who saw the person answer about staff."), staff.is_staff_witness
)
DECIDES_MEETING = Actor(
    "decides-meeting",
    _l("Decides who the person meets for this job. Only with a record for this decision."),
    whom_to_meet.is_deciding_meeting,
)
HANDS_MEETING = Actor(
    "hands-meeting",
    _l("Sees how staff are chosen, is not paid and gains nothing."),
    whom_to_meet.hands_phone,
)
SHARED_TEAM = Actor(
    "shared-team", _l("Somebody the person lets see their team."), team.is_shared_team
)
SHARED_LIST = Actor(
    "shared-list",
    _l("Somebody the person lets see their list of places."),
    providers.is_shared_list,
)
TEAM_MANAGER = Actor(
    "team-manager",
    _l("A manager of a provider. The person lets them see the team."),
    team.is_team_manager,
)
TEAM_CARE_MANAGER = Actor(
    "team-care-manager",
    _l("The care manager of the person. The person lets them see the team."),
    team.is_team_care_manager,
)
TEAM_WORKER = Actor("team-worker", _l("Somebody who works in a team."), team.is_worker)
ACCOUNT = Actor("account", _l("Anybody who signed in."), anybody_signed_in)
CARE_MANAGER = Actor(
    "council-care-manager", _l("A care manager of the council."), organisations.is_care_manager
)
PROVIDER_MANAGER = Actor(
    "provider-manager", _l("A manager of a provider."), organisations.is_provider_manager
)
PROVIDER_WORKER = Actor(
    "provider-worker", _l("A worker of a provider."), organisations.is_provider_worker
)
APPROVER = Actor(
    "approver",
    _l("Somebody at the council who says yes to big decisions."),
    organisations.is_approver,
)
OVERRIDE_APPROVER = Actor(
    "override-approver",
    _l("Somebody at the council who has no part in it."),
    overrides.is_override_approver,
)
OVERRIDE_ASKER = Actor("override-asker", _l("Who asked for it."), overrides.is_override_asker)
OVERRIDE_RECEIVER = Actor(
    "override-receiver", _l("Who gets to see more by it."), overrides.is_override_receiver
)
OVERRIDE_CARE_MANAGER = Actor(
    "override-care-manager",
    CARE_MANAGER_OF.words,
    overrides.is_override_care_manager,
)
ADMINISTRATOR = Actor(
    "administrator",
    _l("Looks after accounts. Cannot read what people write."),
    organisations.is_administrator,
)

MODERATOR = Actor("moderator", _l("Reads adverts before others do."), organisations.is_moderator)
COMMISSIONER = Actor(
    "commissioner", _l("Sees figures. Sees no names."), organisations.is_commissioner
)
STEERING_GROUP = Actor(
    "steering-group", _l("Looks at quality."), organisations.is_steering_group_member
)

# These hold no permission of their own yet, or hold one only through sharing.
ONLY_THROUGH_SHARING = (
    # L10n: word=attorney,deputy
    Actor("attorney", _l("Attorney or deputy for health. Sees what is shared."), None),
    Actor("appointee", _l("Helps with benefits. Sees nothing of About me."), None),
    Actor("direct-payment-holder", _l("Holds the money for support."), None),
    Actor(
        "employment-support",
        _l("Helps people who employ their own staff."),
        organisations.is_employment_support,
    ),
    Actor("observer", _l("Saw something and tells it."), None),
    Actor("vetter", _l("Checks providers."), organisations.is_vetter),
    Actor("visitor", _l("Anybody who did not sign in."), None),
    Actor("applicant", _l("Wants to work with a person."), None),
)

MAY: dict[Permission, tuple[Actor, ...]] = {
    Permission.USE_MY_ACCOUNT: (ACCOUNT,),
    Permission.SEE_ABOUT_ME: (PERSON, SHARED_ABOUT_ME, LET_IN_ABOUT_ME),
    Permission.SEE_PART: (PERSON, SHARED_SEE, LET_IN_SEE),
    Permission.WRITE_PART: (PERSON, SHARED_WRITE),
    Permission.HAND_OVER_PHONE: (SHARED_WRITE,),
    Permission.CHOOSE_PICTURE: (PERSON,),
    Permission.SEE_CIRCLE: (PERSON, CIRCLE, LET_IN_CIRCLE),
    Permission.CHANGE_CIRCLE: (PERSON, CARE_MANAGER_OF),
    Permission.GIVE_WAY_IN: (CARE_MANAGER_OF, ADVOCATE_OF),
    Permission.SEE_SHARING: (PERSON,),
    Permission.DECIDE_SHARING: (PERSON,),
    Permission.STOP_SHARING: (PERSON, CARE_MANAGER_OF),
    Permission.RECORD_SHARING: (CARE_MANAGER_OF, PROFESSIONAL_OF, ADVOCATE_OF),
    Permission.CONFIRM_WITNESSED: (WITNESS,),
    Permission.HIDE_FROM_MEMBER: (PERSON,),
    Permission.SEE_WHO_LOOKED: (PERSON,),
    Permission.NAME_SPEAKER: (PERSON,),
    Permission.RECORD_DECISIONS: (CARE_MANAGER_OF, PROFESSIONAL_OF),
    Permission.VERIFY_AUTHORITY: (CARE_MANAGER_OF,),
    Permission.SEE_DECISIONS: (PERSON,),
    Permission.SAY_MY_NEEDS: (CIRCLE,),
    Permission.DO_TASKS: (CARE_MANAGER_OF,),
    Permission.SEE_PLAN: (PERSON, SHARED_PLAN, LET_IN_PLAN),
    Permission.COMMENT_PART: (PERSON, SHARED_COMMENT),
    Permission.END_COMMENT: (PERSON, SHARED_WRITE),
    Permission.ANSWER_SUGGESTION: (PERSON, SPEAKER, REPRESENTATIVE, WRITES_FOR),
    Permission.PUBLISH_PLAN: (PERSON, SPEAKER, REPRESENTATIVE, WRITES_FOR),
    Permission.STRIKE_OUT: (PERSON, REPRESENTATIVE, WRITES_FOR),
    Permission.ANSWER_PLAN: (PERSON, SHARED_PLAN),
    Permission.RECORD_AGREEMENT: (CARE_MANAGER_OF, PROFESSIONAL_OF, ADVOCATE_OF),
    Permission.CONFIRM_AGREEMENT: (AGREEMENT_WITNESS,),
    Permission.START_UNAGREED: (CARE_MANAGER_OF,),
    Permission.NAME_KEEPER: (PERSON,),
    Permission.KEEP_PLAN: (KEEPER,),
    Permission.REVIEW_PLAN: (PERSON, SHARED_PLAN),
    Permission.HOLD_REVIEW: (PERSON, KEEPER),
    Permission.WRITE_PRIVATE_NOTE: (PERSON,),
    Permission.READ_PRIVATE_NOTES: (ADVOCATE_OF,),
    Permission.RECORD_COUNCIL_PLAN: (CARE_MANAGER_OF,),
    Permission.SEE_PASSPORT: (PERSON, SHARED_ABOUT_ME, SHARED_PLAN, LET_IN_PASSPORT),
    Permission.ASK_OVERRIDE: (CARE_MANAGER_OF, PROFESSIONAL_OF),
    Permission.APPROVE_OVERRIDE: (APPROVER,),
    Permission.SEE_OVERRIDE: (
        OVERRIDE_APPROVER,
        OVERRIDE_ASKER,
        OVERRIDE_CARE_MANAGER,
        OVERRIDE_RECEIVER,
    ),
    Permission.HANDLE_OVERRIDE: (OVERRIDE_APPROVER, OVERRIDE_ASKER, OVERRIDE_CARE_MANAGER),
    Permission.SEE_OUTCOMES: (PERSON, SHARED_OUTCOMES, LET_IN_OUTCOMES),
    Permission.THINK_OF_OUTCOME: (PERSON, SHARED_THINK),
    Permission.DECIDE_OUTCOME: (PERSON, DECIDES_OUTCOME),
    Permission.SAY_HOW_IT_GOES: (PERSON, SHARED_VIEW),
    Permission.HAND_OVER_CHECK_IN: (SHARED_THINK,),
    Permission.SAY_ABOUT_STAFF: (PERSON,),
    Permission.SEE_STAFF_ANSWERS: (PERSON, SHARED_ABOUT_STAFF, TOLD_ABOUT_STAFF),
    Permission.SEE_CHECK_IN_FILES: (
        PERSON,
        SHARED_OUTCOMES,
        LET_IN_OUTCOMES,
        SHARED_ABOUT_STAFF,
    ),
    Permission.COUNT_BENEFITS: (PROVIDER_MANAGER, CARE_MANAGER),
    Permission.CONFIRM_CLAIMS: (PERSON,),
    Permission.SEE_MONTHLY: (PERSON, SHARED_MONTHLY, MONTHLY_WITNESS),
    Permission.SAY_MONTHLY_READ: (PERSON, MONTHLY_WITNESS),
    Permission.MAKE_MONTHLY: (CARE_MANAGER_OF,),
    Permission.SEE_MONTHLY_LIST: (STEERING_GROUP,),
    Permission.SEE_FIGURES: (COMMISSIONER, STEERING_GROUP),
    Permission.PUBLISH_FIGURES: (COMMISSIONER,),
    Permission.SET_REMINDERS: (PERSON,),
    Permission.TAG_OUTCOMES: (TAGS_OUTCOMES,),
    Permission.SEE_CHOOSING: (PERSON, SHARED_STAFF),
    Permission.WRITE_SHEET: (PERSON, SHARED_STAFF_WRITE, DECIDES_STAFF),
    Permission.WRITE_VACANCY: (PERSON, SHARED_STAFF_WRITE, DECIDES_STAFF),
    Permission.DECIDE_VACANCY: (PERSON, DECIDES_STAFF),
    Permission.READ_VACANCY_FIRST: (MODERATOR,),
    Permission.ANSWER_REQUIREMENT: (APPROVER,),
    Permission.SEE_APPLICANTS: (PERSON, SHARED_STAFF),
    Permission.CHOOSE_WHOM_TO_MEET: (
        PERSON,
        SHARED_STAFF_WRITE,
        DECIDES_STAFF,
        DECIDES_MEETING,
    ),
    Permission.HAND_OVER_MEETING: (HANDS_MEETING,),
    # Never who only writes: whoever picks the panel and its lead could pick the answer.
    Permission.CHOOSE_PANEL: (PERSON, DECIDES_STAFF),
    Permission.RUN_PANEL: (PERSON, SHARED_STAFF_WRITE, DECIDES_STAFF),
    Permission.SIT_ON_PANEL: (PANEL,),
    Permission.LEAD_PANEL: (CHAIR,),
    Permission.SAY_THEY_LEFT: (CHAIR, GREETER),
    Permission.GIVE_MARKS: (SCORER,),
    Permission.SEE_MARKS: (PANEL,),
    Permission.SEE_ADJUSTMENTS: (ADJUSTER,),
    Permission.HOLD_SECOND_LOCK: (SECOND_LOCK,),
    Permission.OFFER_TRIAL: (PERSON, SHARED_STAFF_WRITE, DECIDES_STAFF, SECOND_LOCK),
    # Who decides for the person does so only for one without an account: the action sees to it.
    Permission.AGREE_TO_TRIAL: (PERSON, DECIDES_STAFF),
    Permission.SAY_ABOUT_TRIAL: (PANEL, SHARED_STAFF_WRITE),
    Permission.DECIDE_STAFF: (PERSON,),
    Permission.RECORD_STAFF_DECISION: (CARE_MANAGER_OF, PROFESSIONAL_OF, ADVOCATE_OF),
    Permission.CONFIRM_STAFF_DECISION: (STAFF_WITNESS,),
    Permission.ANSWER_WAITING_DECISION: (APPROVER,),
    Permission.SEE_TEAM: (PERSON, SHARED_TEAM),
    Permission.CHANGE_TEAM: (PERSON, TEAM_MANAGER, TEAM_CARE_MANAGER),
    Permission.SAY_CHOSEN: (PERSON,),
    Permission.CHOOSE_PEOPLE_TO_ASK: (PERSON,),
    Permission.WORK_IN_TEAM: (TEAM_WORKER,),
    Permission.SEE_LIST: (PERSON, SHARED_LIST),
    Permission.SEE_UNMET_NEED: (COMMISSIONER,),
    Permission.OPEN_PERSON: (CARE_MANAGER,),
    Permission.SEE_COUNCIL_PEOPLE: (CARE_MANAGER,),
    Permission.APPROVE_PROFESSIONALS: (APPROVER,),
    Permission.SEE_SUPPORTED_PEOPLE: (PROVIDER_MANAGER, PROVIDER_WORKER),
    Permission.RUN_PROVIDER: (PROVIDER_MANAGER,),
    Permission.SAY_ROOM: (PROVIDER_MANAGER,),
    Permission.ANSWER_QUESTIONS: (PROVIDER_MANAGER,),
    Permission.RUN_ORGANISATIONS: (ADMINISTRATOR,),
    Permission.RUN_ACCOUNTS: (ADMINISTRATOR,),
    Permission.SEE_DEAD_NOTICES: (ADMINISTRATOR,),
}


# Whoever wants a job sees nothing of how somebody is chosen for it, by whatever they hold.
BARS: tuple[Predicate, ...] = (staff.asked_for_it,)


def init_app(app: Flask) -> None:
    register_policy(MAY, ONLY_THROUGH_SHARING, BARS)
