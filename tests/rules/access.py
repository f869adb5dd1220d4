"""The access register: who gets in where. Written by hand from the design's sharing table.

In the demo's world Mirabel (`person`) shares, part by part: with `family` four parts to write and
the circle; with `advocate` five parts and the needs to see; with `friend` only "what people like";
with `worker` and `manager` three parts; with `nurse` one. `attorney`, `appointee` and
`caremanager` are in the circle and see nothing of it. `stranger` has a circle of their own.
What is shared of the support plan stands in `rooms/who.py`.
"""

from __future__ import annotations

from tests.rules.rooms import (
    agreeing,
    comments,
    files,
    find_support,
    my_list,
    outcomes,
    outcomes_checking,
    outcomes_figures,
    outcomes_making,
    outcomes_story,
    outcomes_waiting,
    overrides,
    passport,
    reading,
    reviewing,
    staff_applicants,
    staff_applying,
    staff_choice,
    staff_deciding,
    staff_jobs,
    staff_panel,
    staff_sheet,
    staff_team,
    staff_trials,
    writing,
)
from tests.rules.rows import EVERYBODY, SIGNED_IN, Row, page, write

ME = frozenset({"person"})
ADMIN = frozenset({"admin"})
CARE_MANAGER = frozenset({"caremanager"})
APPROVER = frozenset({"approver"})
IN_CIRCLE = frozenset(
    "family advocate friend attorney appointee nurse worker manager caremanager steering".split()
)
SEES_SOMETHING_OF_ABOUT_ME = frozenset("person family advocate friend worker manager nurse".split())
# "What is most important to me": family may write, the advocate may see.
SEES_IMPORTANT = frozenset({"person", "family", "advocate"})
WRITES_IMPORTANT = frozenset({"person", "family"})
HELPS_WITH_IMPORTANT = frozenset({"family"})
SEES_NEEDS = frozenset({"person", "advocate"})
RECORDS = frozenset({"caremanager", "nurse"})
WRITES_DOWN_SHARING = frozenset({"caremanager", "nurse", "advocate"})
WAY_IN = frozenset({"caremanager", "advocate"})
WITNESSES = frozenset({"nurse", "advocate"})
PROVIDERS = frozenset({"manager", "manager2", "worker"})
MANAGERS = frozenset({"manager", "manager2"})
NOT_MINE = SIGNED_IN - ME
ASKED = frozenset({"friend"})

P = "/people/{person}"
IMPORTANT = f"{P}/about-me/most-important"

PUBLIC = [
    page("/", EVERYBODY),
    page("/about", EVERYBODY),
    page("/help", EVERYBODY),
    page("/help/advocate", EVERYBODY),
    page("/help/leaving", EVERYBODY),
    page("/leave", EVERYBODY),
    write("/leave", EVERYBODY, answer="any"),
    page("/privacy", EVERYBODY),
    page("/accessibility", EVERYBODY),
    page("/languages", EVERYBODY),
    page("/favicon.ico", EVERYBODY),
    page("/healthz", EVERYBODY),
    page("/readyz", EVERYBODY, answer="any"),
    page("/demo", EVERYBODY),
    write("/demo", EVERYBODY, form={"email": "friend@demo.example"}),
    page("/demo/outbox", EVERYBODY),
    page("/providers", EVERYBODY),
    page("/providers/how-we-sort", EVERYBODY),
    page("/providers/no-such-place", EVERYBODY, answer="404"),
    page("/invitations/no-such-token", EVERYBODY, answer="404"),
    write("/invitations/no-such-token", EVERYBODY, answer="404"),
    page("/link/no-such-token", EVERYBODY, answer="any"),
    write("/link/no-such-token", EVERYBODY, answer="any"),
    page("/sign-in", EVERYBODY, answer="any"),
    write("/sign-in", EVERYBODY),
    write("/sign-in/again", EVERYBODY, answer="any"),
    page("/sign-in/help", EVERYBODY),
    write("/sign-in/in-again", EVERYBODY, answer="any"),
    page("/sign-in/password", EVERYBODY, answer="any"),
    write("/sign-in/password", EVERYBODY),
    page("/sign-in/phone", EVERYBODY, answer="any"),
    write("/sign-in/phone", EVERYBODY, answer="any"),
    write("/sign-in/phone/options", EVERYBODY, answer="any"),
    page("/sign-in/sent", EVERYBODY, answer="any"),
    write("/sign-out", EVERYBODY),
    write("/settings/like", EVERYBODY, form={"size": "bigger"}),
    write("/settings/language", EVERYBODY, form={"language": "pl"}),
    page("/settings/likes", EVERYBODY),
    page("/settings/likes/size", EVERYBODY),
]

MY_OWN_ACCOUNT = [
    page("/my", SIGNED_IN),
    page("/messages", SIGNED_IN),
    write("/messages/{notice}/read", ME, finds_nothing=NOT_MINE),
    page("/settings", SIGNED_IN),
    page("/settings/contact", SIGNED_IN),
    write("/settings/contact", SIGNED_IN),
    page("/settings/devices", SIGNED_IN),
    write("/settings/devices/{device}/forget", ME, finds_nothing=NOT_MINE),
    page("/settings/devices/know", SIGNED_IN),
    # A device opened through the demo is known already: nothing to do there.
    write("/settings/devices/know", SIGNED_IN, answer_signed_in="404"),
    write("/settings/devices/know/link", SIGNED_IN, answer_signed_in="404"),
    page("/settings/passkeys", SIGNED_IN),
    write("/settings/passkeys", SIGNED_IN, answer_signed_in="any"),
    write("/settings/passkeys/options", SIGNED_IN, answer_signed_in="any"),
    page("/settings/passkeys/{passkey}/remove", ME, finds_nothing=NOT_MINE),
    write("/settings/passkeys/{passkey}/remove", ME, finds_nothing=NOT_MINE),
    page("/settings/password", SIGNED_IN),
    write("/settings/password", SIGNED_IN),
    write("/settings/sessions/{sign_in}/end", ME, finds_nothing=NOT_MINE),
    write("/settings/sessions/end-others", SIGNED_IN),
    page("/second-step", SIGNED_IN),
    page("/fresh", SIGNED_IN),
    write("/fresh", SIGNED_IN),
    write("/fresh/again", SIGNED_IN, answer_signed_in="any"),
    write("/fresh/link", SIGNED_IN),
    page("/fresh/sent", SIGNED_IN),
    write("/prove", SIGNED_IN, answer_signed_in="any"),
    write("/prove/options", SIGNED_IN, answer_signed_in="any"),
    page("/accounts/in-person", SIGNED_IN),
    page("/accounts/in-person/code.svg", SIGNED_IN, answer_signed_in="404"),
    page("/phone/back", SIGNED_IN, answer_signed_in="any"),
    write("/phone/back", SIGNED_IN, answer_signed_in="any"),
]

ABOUT_ME = [
    page(f"{P}/about-me", SEES_SOMETHING_OF_ABOUT_ME),
    page(IMPORTANT, SEES_IMPORTANT),
    page(f"{IMPORTANT}/earlier", ME),
    page(f"{IMPORTANT}/earlier/1", ME),
    page(f"{IMPORTANT}/change", WRITES_IMPORTANT),
    write(f"{IMPORTANT}/change", WRITES_IMPORTANT),
    page(f"{IMPORTANT}/photo", WRITES_IMPORTANT),
    write(f"{IMPORTANT}/photo", WRITES_IMPORTANT),
    page(f"{IMPORTANT}/hand-over", HELPS_WITH_IMPORTANT),
    write(f"{IMPORTANT}/hand-over", HELPS_WITH_IMPORTANT),
    # Opens only while the phone is handed over.
    page(f"{IMPORTANT}/question", frozenset()),
    write(f"{IMPORTANT}/question", frozenset()),
    page(f"{IMPORTANT}/paper", WRITES_IMPORTANT),
    write(f"{P}/drafts/most-important", WRITES_IMPORTANT),
    write(f"{P}/drafts/most-important/throw-away", WRITES_IMPORTANT),
    page(f"{P}/photos/{{photo}}", SEES_IMPORTANT),
    page(f"{P}/picture", ME),
    write(f"{P}/picture", ME),
    page(f"{P}/picture/photo", ME),
    write(f"{P}/picture/photo", ME),
    page(f"{P}/profile", SEES_SOMETHING_OF_ABOUT_ME),
    page(f"{P}/profile/print", SEES_SOMETHING_OF_ABOUT_ME),
    page(f"{P}/profile.pdf", SEES_SOMETHING_OF_ABOUT_ME),
    # Each other part once: the same rule, another row of the sharing table.
    page(f"{P}/about-me/people-important", frozenset({"person", "family"})),
    page(
        f"{P}/about-me/communication",
        frozenset({"person", "advocate", "worker", "manager", "nurse"}),
    ),
    page(f"{P}/about-me/wellness", frozenset({"person", "advocate"})),
    page(
        f"{P}/about-me/please-do",
        frozenset({"person", "family", "advocate", "worker", "manager"}),
    ),
    page(f"{P}/about-me/how-to-support", frozenset({"person", "advocate", "worker", "manager"})),
    page(f"{P}/about-me/also-worth-knowing", ME),
    page(f"{P}/about-me/liked-about-me", frozenset({"person", "family", "friend"})),
]

MEMBER = f"{P}/sharing/member/{{friend}}"
CIRCLE_AND_SHARING = [
    page(f"{P}/circle", IN_CIRCLE | ME),
    page(f"{P}/circle/{{friend}}", ME),
    page(f"{P}/circle/{{friend}}/end", frozenset({"person", "friend"})),
    write(f"{P}/circle/{{friend}}/end", frozenset({"person", "friend"})),
    page(f"{P}/circle/invite", ME | CARE_MANAGER),
    write(f"{P}/circle/invite", ME | CARE_MANAGER),
    page(f"{P}/way-in", WAY_IN),
    write(f"{P}/way-in", WAY_IN),
    page(f"{P}/sharing", ME),
    page(f"{P}/sharing/rules", ME),
    page(MEMBER, ME),
    page(f"{MEMBER}/about-me", ME),
    page(f"{MEMBER}/about-me/level", ME),
    write(f"{MEMBER}/about-me", ME),
    # The care manager may stop for those whom they can see: here not the friend.
    page(f"{MEMBER}/stop", ME),
    write(f"{MEMBER}/stop", ME),
    page(f"{MEMBER}/stopped", ME),
    page(f"{P}/sharing/member/{{worker}}/stop", ME | CARE_MANAGER),
    write(f"{P}/sharing/member/{{worker}}/stop", ME | CARE_MANAGER),
    page(f"{P}/hide/{{friend}}", ME),
    write(f"{P}/hide/{{friend}}", ME),
    page(f"{P}/who-looked", ME),
    page(f"{P}/sharing/write-down", WRITES_DOWN_SHARING),
    write(f"{P}/sharing/write-down", WRITES_DOWN_SHARING),
    page(f"{P}/sharing/witness/{{decision}}", WITNESSES),
    write(f"{P}/sharing/witness/{{decision}}", WITNESSES, form={"answer": "there"}),
]

RECORDS_AND_NEEDS = [
    page(f"{P}/records", RECORDS),
    page(f"{P}/records/capacity/new", RECORDS),
    write(f"{P}/records/capacity/new", RECORDS),
    page(f"{P}/records/capacity/{{capacity}}", RECORDS),
    page(f"{P}/records/capacity/{{capacity}}/best-interests", RECORDS),
    write(f"{P}/records/capacity/{{capacity}}/best-interests", RECORDS),
    page(f"{P}/records/capacity/{{capacity}}/take-back", RECORDS),
    write(f"{P}/records/capacity/{{capacity}}/take-back", RECORDS),
    page(f"{P}/records/papers/new", RECORDS),
    write(f"{P}/records/papers/new", RECORDS),
    # A professional sees the records that they wrote themselves: this one the care manager wrote.
    page(f"{P}/records/papers/{{authority}}", CARE_MANAGER),
    write(f"{P}/records/papers/{{authority}}/verify", CARE_MANAGER),
    write(f"{P}/records/papers/{{authority}}/suspend", CARE_MANAGER),
    page(f"{P}/records/papers/{{authority}}/end", CARE_MANAGER),
    write(f"{P}/records/papers/{{authority}}/end", CARE_MANAGER),
    page(f"{P}/decisions", ME),
    page(f"{P}/decisions/{{capacity}}", ME),
    page(f"{P}/speaks-for-me", ME),
    page(f"{P}/speaks-for-me/new", ME),
    page(f"{P}/speaks-for-me/new/about-me", ME),
    write(f"{P}/speaks-for-me/new/about-me", ME),
    page(f"{P}/speaks-for-me/{{spoken}}/stop", ME),
    write(f"{P}/speaks-for-me/{{spoken}}/stop", ME),
    page(f"{P}/needs", SEES_NEEDS),
    page(f"{P}/needs/new", ME),
    page(f"{P}/needs/new/language", ME),
    write(f"{P}/needs/new/language", ME),
    page(f"{P}/needs/{{need}}/remove", ME),
    write(f"{P}/needs/{{need}}/remove", ME),
    page(f"{P}/my-needs", IN_CIRCLE),
    page(f"{P}/my-needs/new", IN_CIRCLE),
    page(f"{P}/my-needs/new/language", IN_CIRCLE),
    write(f"{P}/my-needs/new/language", IN_CIRCLE),
    page(f"{P}/my-needs/{{friends_need}}/remove", frozenset({"friend"})),
    write(f"{P}/my-needs/{{friends_need}}/remove", frozenset({"friend"})),
    page(f"{P}/tasks", CARE_MANAGER),
    write(f"{P}/tasks/{{task}}/done", CARE_MANAGER),
]

AT_WORK = [
    page("/council/people", CARE_MANAGER),
    page("/council/people/new", CARE_MANAGER),
    write("/council/people/new", CARE_MANAGER),
    page("/council/professionals", APPROVER),
    write("/council/professionals/{professional}/approve", APPROVER),
    page("/council/organisations", ADMIN),
    page("/council/organisations/new", ADMIN),
    write("/council/organisations/new", ADMIN),
    page("/council/organisations/{organisation}", ADMIN),
    page("/council/organisations/{organisation}/close", ADMIN),
    write("/council/organisations/{organisation}/close", ADMIN),
    page("/council/organisations/{organisation}/members/new", ADMIN),
    write("/council/organisations/{organisation}/members/new", ADMIN),
    page("/council/organisations/{organisation}/members/{workers_role}/end", ADMIN),
    write("/council/organisations/{organisation}/members/{workers_role}/end", ADMIN),
    page("/council/accounts", ADMIN),
    page("/council/accounts/{account}", ADMIN),
    page("/council/accounts/{account}/close", ADMIN),
    write("/council/accounts/{account}/close", ADMIN),
    write("/council/accounts/{account}/end-sessions", ADMIN),
    page("/council/messages", ADMIN),
    write("/council/messages/{dead_notice}/again", ADMIN),
    page("/roles/{waiting_role}", ASKED, finds_nothing=SIGNED_IN - ASKED),
    write("/roles/{waiting_role}", ASKED, form={"answer": "yes"}, finds_nothing=SIGNED_IN - ASKED),
    page("/provider/people", PROVIDERS),
    page("/provider/team", MANAGERS),
    page("/provider/team/new", MANAGERS),
    write("/provider/team/new", MANAGERS),
    page(
        "/provider/team/{workers_role}/end",
        frozenset({"manager"}),
        finds_nothing=frozenset({"manager2"}),
    ),
    write(
        "/provider/team/{workers_role}/end",
        frozenset({"manager"}),
        finds_nothing=frozenset({"manager2"}),
    ),
]

REGISTER: list[Row] = [
    *PUBLIC,
    *MY_OWN_ACCOUNT,
    *ABOUT_ME,
    *CIRCLE_AND_SHARING,
    *RECORDS_AND_NEEDS,
    *AT_WORK,
    *agreeing.ROWS,
    *comments.ROWS,
    *files.ROWS,
    *find_support.ROWS,
    *outcomes.ROWS,
    *outcomes_checking.ROWS,
    *outcomes_making.ROWS,
    *outcomes_waiting.ROWS,
    *staff_applicants.ROWS,
    *staff_choice.ROWS,
    *staff_deciding.ROWS,
    *staff_trials.ROWS,
    *staff_applying.ROWS,
    *staff_panel.ROWS,
    *staff_jobs.ROWS,
    *staff_sheet.ROWS,
    *my_list.ROWS,
    *staff_team.ROWS,
    *outcomes_figures.ROWS,
    *outcomes_story.ROWS,
    *overrides.ROWS,
    *passport.ROWS,
    *reading.ROWS,
    *reviewing.ROWS,
    *writing.ROWS,
]
