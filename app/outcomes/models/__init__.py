"""The tables of outcomes."""

from __future__ import annotations

from app.outcomes.models.check_ins import (
    CheckIn,
    Difference,
    PracticeAnswer,
    Question,
    Said,
    StaffAnswerYes,
    ViewFrom,
)
from app.outcomes.models.hiding import HiddenThing, Hides
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
    OutcomeBasis,
    OutcomeState,
    OutcomeTag,
    OutcomeText,
    RowStrike,
    Step,
    StepStands,
    StepState,
)
from app.outcomes.models.quality import (
    BenefitCount,
    BenefitKind,
    BenefitLine,
    BenefitSource,
    Claim,
    ClaimAnswer,
    Confirms,
    Theme,
    ThemeText,
)
from app.outcomes.models.reports import (
    HighlightText,
    MonthlyPage,
    MonthlyReading,
    PublishedCell,
    PublishedQuarter,
)
from app.outcomes.models.seals import AnswerSeal

__all__ = [
    "Achievement",
    "AnswerSeal",
    "BenefitCount",
    "BenefitKind",
    "BenefitLine",
    "BenefitSource",
    "CheckIn",
    "Claim",
    "ClaimAnswer",
    "Confirms",
    "Difference",
    "HiddenThing",
    "Hides",
    "HighlightText",
    "HowOften",
    "LifeEntry",
    "LifeKind",
    "Lifecycle",
    "MonthlyPage",
    "MonthlyReading",
    "Outcome",
    "OutcomeBasis",
    "OutcomeState",
    "OutcomeTag",
    "OutcomeText",
    "PracticeAnswer",
    "PublishedCell",
    "PublishedQuarter",
    "Question",
    "Reminder",
    "ReminderSent",
    "RowStrike",
    "Said",
    "StaffAnswerYes",
    "Step",
    "StepStands",
    "StepState",
    "Theme",
    "ThemeText",
    "ViewFrom",
]
