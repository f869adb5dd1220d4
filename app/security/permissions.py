"""Every permission of the portal, each in plain words. Who holds it: `app/policy.py`."""

from __future__ import annotations

from enum import Enum

from app.language.words import LazyWords
from app.language.words import lazy as _l


class Permission(Enum):
    """What somebody may do. Unknown is refused."""

    USE_MY_ACCOUNT = "use-my-account"
    SEE_ABOUT_ME = "see-about-me"
    SEE_PART = "see-part"
    WRITE_PART = "write-part"
    HAND_OVER_PHONE = "hand-over-phone"
    CHOOSE_PICTURE = "choose-picture"
    SEE_CIRCLE = "see-circle"
    CHANGE_CIRCLE = "change-circle"
    GIVE_WAY_IN = "give-way-in"
    SEE_SHARING = "see-sharing"
    DECIDE_SHARING = "decide-sharing"
    STOP_SHARING = "stop-sharing"
    RECORD_SHARING = "record-sharing"
    CONFIRM_WITNESSED = "confirm-witnessed"
    HIDE_FROM_MEMBER = "hide-from-member"
    SEE_WHO_LOOKED = "see-who-looked"
    NAME_SPEAKER = "name-speaker"
    RECORD_DECISIONS = "record-decisions"
    VERIFY_AUTHORITY = "verify-authority"
    SEE_DECISIONS = "see-decisions"
    SAY_MY_NEEDS = "say-my-needs"
    DO_TASKS = "do-tasks"
    SEE_PLAN = "see-plan"
    COMMENT_PART = "comment-part"
    ANSWER_SUGGESTION = "answer-suggestion"
    PUBLISH_PLAN = "publish-plan"
    STRIKE_OUT = "strike-out"
    ANSWER_PLAN = "answer-plan"
    RECORD_AGREEMENT = "record-agreement"
    CONFIRM_AGREEMENT = "confirm-agreement"
    START_UNAGREED = "start-unagreed"
    NAME_KEEPER = "name-keeper"
    END_COMMENT = "end-comment"
    KEEP_PLAN = "keep-plan"
    REVIEW_PLAN = "review-plan"
    HOLD_REVIEW = "hold-review"
    WRITE_PRIVATE_NOTE = "write-private-note"
    READ_PRIVATE_NOTES = "read-private-notes"
    RECORD_COUNCIL_PLAN = "record-council-plan"
    SEE_PASSPORT = "see-passport"
    ASK_OVERRIDE = "ask-override"
    APPROVE_OVERRIDE = "approve-override"
    SEE_OVERRIDE = "see-override"
    HANDLE_OVERRIDE = "handle-override"
    SEE_OUTCOMES = "see-outcomes"
    THINK_OF_OUTCOME = "think-of-outcome"
    DECIDE_OUTCOME = "decide-outcome"
    SAY_HOW_IT_GOES = "say-how-it-goes"
    HAND_OVER_CHECK_IN = "hand-over-check-in"
    SAY_ABOUT_STAFF = "say-about-staff"
    SEE_STAFF_ANSWERS = "see-staff-answers"
    SEE_CHECK_IN_FILES = "see-check-in-files"
    SEE_FIGURES = "see-figures"
    SEE_MONTHLY = "see-monthly"
    SAY_MONTHLY_READ = "say-monthly-read"
    MAKE_MONTHLY = "make-monthly"
    SEE_MONTHLY_LIST = "see-monthly-list"
    COUNT_BENEFITS = "count-benefits"
    CONFIRM_CLAIMS = "confirm-claims"
    PUBLISH_FIGURES = "publish-figures"
    SET_REMINDERS = "set-reminders"
    TAG_OUTCOMES = "tag-outcomes"
    SEE_CHOOSING = "see-choosing"
    WRITE_SHEET = "write-sheet"
    WRITE_VACANCY = "write-vacancy"
    DECIDE_VACANCY = "decide-vacancy"
    READ_VACANCY_FIRST = "read-vacancy-first"
    ANSWER_REQUIREMENT = "answer-requirement"
    SEE_APPLICANTS = "see-applicants"
    CHOOSE_WHOM_TO_MEET = "choose-whom-to-meet"
    HAND_OVER_MEETING = "hand-over-meeting"
    CHOOSE_PANEL = "choose-panel"
    RUN_PANEL = "run-panel"
    SIT_ON_PANEL = "sit-on-panel"
    LEAD_PANEL = "lead-panel"
    SAY_THEY_LEFT = "say-they-left"
    GIVE_MARKS = "give-marks"
    SEE_MARKS = "see-marks"
    SEE_ADJUSTMENTS = "see-adjustments"
    HOLD_SECOND_LOCK = "hold-second-lock"
    OFFER_TRIAL = "offer-trial"
    AGREE_TO_TRIAL = "agree-to-trial"
    SAY_ABOUT_TRIAL = "say-about-trial"
    DECIDE_STAFF = "decide-staff"
    RECORD_STAFF_DECISION = "record-staff-decision"
    CONFIRM_STAFF_DECISION = "confirm-staff-decision"
    ANSWER_WAITING_DECISION = "answer-waiting-decision"
    SEE_TEAM = "see-team"
    CHANGE_TEAM = "change-team"
    SAY_CHOSEN = "say-chosen"
    CHOOSE_PEOPLE_TO_ASK = "choose-people-to-ask"
    WORK_IN_TEAM = "work-in-team"
    SEE_LIST = "see-list"
    SEE_UNMET_NEED = "see-unmet-need"
    OPEN_PERSON = "open-person"
    SEE_COUNCIL_PEOPLE = "see-council-people"
    APPROVE_PROFESSIONALS = "approve-professionals"
    SEE_SUPPORTED_PEOPLE = "see-supported-people"
    RUN_PROVIDER = "run-provider"
    SAY_ROOM = "say-room"
    ANSWER_QUESTIONS = "answer-questions"
    RUN_ORGANISATIONS = "run-organisations"
    RUN_ACCOUNTS = "run-accounts"
    SEE_DEAD_NOTICES = "see-dead-notices"

    @property
    def words(self) -> LazyWords:
        return _WORDS[self]


_WORDS = {
    Permission.USE_MY_ACCOUNT: _l("Use my own account"),
    Permission.SEE_ABOUT_ME: _l("Open About me"),
    Permission.SEE_PART: _l("Read a part"),
    Permission.WRITE_PART: _l("Write in a part"),
    Permission.HAND_OVER_PHONE: _l("Hand the phone to the person"),
    Permission.CHOOSE_PICTURE: _l("Choose the picture of the person"),
    Permission.SEE_CIRCLE: _l("See the circle"),
    Permission.CHANGE_CIRCLE: _l("Ask people into the circle"),
    Permission.GIVE_WAY_IN: _l("Help the person to sign in"),
    Permission.SEE_SHARING: _l("See who can see what"),
    Permission.DECIDE_SHARING: _l("Decide who can see what"),
    Permission.STOP_SHARING: _l("Stop sharing"),
    Permission.RECORD_SHARING: _l("Write down what the person decided"),
    Permission.CONFIRM_WITNESSED: _l("Say: I was there"),
    Permission.HIDE_FROM_MEMBER: _l("Hide a part from one person"),
    Permission.SEE_WHO_LOOKED: _l("See who looked"),
    Permission.NAME_SPEAKER: _l("Say who speaks for me"),
    Permission.RECORD_DECISIONS: _l("Write down how a decision was made"),
    Permission.VERIFY_AUTHORITY: _l("Check legal papers"),
    Permission.SEE_DECISIONS: _l("See how decisions were made"),
    Permission.SAY_MY_NEEDS: _l("Say what helps me take part"),
    Permission.DO_TASKS: _l("Do what waits for the care manager"),
    Permission.SEE_PLAN: _l("Open the support plan"),
    Permission.COMMENT_PART: _l("Say what you think of a part"),
    Permission.ANSWER_SUGGESTION: _l("Take a change, or say no"),
    Permission.PUBLISH_PLAN: _l("Make a new plan from the changes"),
    Permission.STRIKE_OUT: _l("Strike out a mistake"),
    Permission.ANSWER_PLAN: _l("Say if you agree with the plan"),
    Permission.RECORD_AGREEMENT: _l("Write down what the person thinks of the plan"),
    Permission.CONFIRM_AGREEMENT: _l("Say: I saw the answer"),
    Permission.START_UNAGREED: _l("Start a plan that the person did not say yes to"),
    Permission.NAME_KEEPER: _l("Say who keeps my plan"),
    Permission.END_COMMENT: _l("Answer what people think of a part"),
    Permission.KEEP_PLAN: _l("Keep the plan in order"),
    Permission.REVIEW_PLAN: _l("Say what works and what does not"),
    Permission.HOLD_REVIEW: _l("Write down a review"),
    # L10n: word=advocate
    Permission.WRITE_PRIVATE_NOTE: _l("Write to the advocate alone"),
    # L10n: word=advocate
    Permission.READ_PRIVATE_NOTES: _l("Read what the person wrote to their advocate"),
    Permission.RECORD_COUNCIL_PLAN: _l("Say where the plan of the council is"),
    # L10n: word=hospital-passport
    Permission.SEE_PASSPORT: _l("See the hospital passport"),
    Permission.ASK_OVERRIDE: _l("Ask to see parts to keep the person safe"),
    Permission.APPROVE_OVERRIDE: _l("Say yes or no to that"),
    Permission.SEE_OVERRIDE: _l("Read who asked to keep the person safe, and why"),
    Permission.HANDLE_OVERRIDE: _l("End it, and write down what came of it"),
    Permission.SEE_OUTCOMES: _l("See what the person wants, and how it is going"),
    Permission.THINK_OF_OUTCOME: _l("Say what the person could want"),
    Permission.DECIDE_OUTCOME: _l("Decide what I want"),
    Permission.SAY_HOW_IT_GOES: _l("Say how it is going"),
    Permission.HAND_OVER_CHECK_IN: _l("Hand the phone to the person, to say how it is going"),
    Permission.SAY_ABOUT_STAFF: _l("Say how it is going with staff"),
    Permission.SEE_STAFF_ANSWERS: _l("Read what the person says about staff"),
    Permission.SEE_CHECK_IN_FILES: _l("See photos and hear sounds of how it is going"),
    Permission.COUNT_BENEFITS: _l("Count what else is good"),
    Permission.CONFIRM_CLAIMS: _l("Say if it is so"),
    Permission.SEE_MONTHLY: _l("Read the page of the month"),
    Permission.SAY_MONTHLY_READ: _l("Say: the person read it"),
    Permission.MAKE_MONTHLY: _l("Make the page of the month"),
    Permission.SEE_MONTHLY_LIST: _l("See the pages that are open"),
    Permission.SEE_FIGURES: _l("See numbers of all people, without names"),
    Permission.PUBLISH_FIGURES: _l("Put out numbers for everybody"),
    Permission.SET_REMINDERS: _l("Say when to be asked how it is going"),
    Permission.TAG_OUTCOMES: _l("Put tags behind what the person wants, for figures"),
    Permission.SEE_CHOOSING: _l("See how staff are chosen"),
    Permission.WRITE_SHEET: _l("Write what staff must be like"),
    Permission.WRITE_VACANCY: _l("Write a job advert"),
    Permission.DECIDE_VACANCY: _l("Say yes to a job before others see it"),
    Permission.READ_VACANCY_FIRST: _l("Read a job before everybody can"),
    Permission.ANSWER_REQUIREMENT: _l("Say if a job may ask for a man or a woman"),
    Permission.SEE_APPLICANTS: _l("See who wants the job"),
    Permission.CHOOSE_WHOM_TO_MEET: _l("Choose who to meet"),
    Permission.HAND_OVER_MEETING: _l("Hand the phone to the person, to choose who to meet"),
    Permission.CHOOSE_PANEL: _l("Say who asks the questions"),
    Permission.RUN_PANEL: _l("Write the questions. Plan the talks"),
    Permission.SIT_ON_PANEL: _l("Talk with people who want the job"),
    Permission.LEAD_PANEL: _l("Lead the talk with somebody who wants the job"),
    Permission.SAY_THEY_LEFT: _l("Say that somebody came or left"),
    Permission.GIVE_MARKS: _l("Give marks"),
    Permission.SEE_MARKS: _l("See all marks when all are in"),
    Permission.SEE_ADJUSTMENTS: _l("Read what somebody needs for the talk"),
    Permission.HOLD_SECOND_LOCK: _l("Check that it is safe"),
    Permission.OFFER_TRIAL: _l("Ask somebody to spend a short time together"),
    Permission.AGREE_TO_TRIAL: _l("Say yes to a short time together, or stop it"),
    Permission.SAY_ABOUT_TRIAL: _l("Say how the time together was"),
    Permission.DECIDE_STAFF: _l("Say yes or no to somebody who wants the job"),
    Permission.RECORD_STAFF_DECISION: _l("Write down what the person said about staff"),
    Permission.CONFIRM_STAFF_DECISION: _l("Say: I saw the answer about staff"),
    Permission.ANSWER_WAITING_DECISION: _l("Look at a no that may be unfair"),
    Permission.SEE_TEAM: _l("See the team of the person"),
    Permission.CHANGE_TEAM: _l("Say who comes into the team, and who leaves"),
    Permission.SAY_CHOSEN: _l("Say: I chose them. Say thank you"),
    Permission.CHOOSE_PEOPLE_TO_ASK: _l("Choose my people to ask"),
    Permission.WORK_IN_TEAM: _l("Write my own page for work"),
    Permission.SEE_LIST: _l("See the places that the person looks at"),
    Permission.SEE_UNMET_NEED: _l("See what people could not find, without names"),
    Permission.OPEN_PERSON: _l("Open a page for a person"),
    Permission.SEE_COUNCIL_PEOPLE: _l("See the list of people"),
    Permission.APPROVE_PROFESSIONALS: _l("Approve professionals"),
    Permission.SEE_SUPPORTED_PEOPLE: _l("See the people we support"),
    Permission.RUN_PROVIDER: _l("Look after the team of a provider"),
    Permission.SAY_ROOM: _l("Say that a provider has room"),
    Permission.ANSWER_QUESTIONS: _l("Answer questions. Never learn who asked"),
    Permission.RUN_ORGANISATIONS: _l("Look after organisations"),
    Permission.RUN_ACCOUNTS: _l("Look after accounts"),
    Permission.SEE_DEAD_NOTICES: _l("See messages that did not arrive"),
}
