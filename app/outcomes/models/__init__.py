"""The tables of outcomes."""

from __future__ import annotations

from app.outcomes.models.check_ins import (
    CheckIn,
    Difference,
    HiddenView,
    PracticeAnswer,
    Question,
    Said,
    StaffAnswerYes,
    ViewFrom,
)
from app.outcomes.models.life import (
    HowOften,
    LifeEntry,
    LifeKind,
    Reminder,
    ReminderSent,
)
from app.outcomes.models.outcomes import (
    Achievement,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeTag,
    OutcomeText,
    RowStrike,
    Step,
    StepStands,
    StepState,
)
from app.outcomes.models.seals import AnswerSeal

__all__ = [
    "Achievement",
    "AnswerSeal",
    "CheckIn",
    "Difference",
    "HiddenView",
    "HowOften",
    "LifeEntry",
    "LifeKind",
    "Lifecycle",
    "Outcome",
    "OutcomeState",
    "OutcomeTag",
    "OutcomeText",
    "PracticeAnswer",
    "Question",
    "Reminder",
    "ReminderSent",
    "RowStrike",
    "Said",
    "StaffAnswerYes",
    "Step",
    "StepStands",
    "StepState",
    "ViewFrom",
]
