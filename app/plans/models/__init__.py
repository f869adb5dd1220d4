"""The support plan: suggestions, texts, versions, agreements, comments, reviews."""

from __future__ import annotations

from app.plans.models.agreements import (
    Agreement,
    AgreementAnswer,
    AgreementWitness,
    AgreementWitnessAnswer,
    Whose,
)
from app.plans.models.comments import Comment, CommentEnd, EndedAs, PrivateNote
from app.plans.models.plan import (
    Change,
    DecidedBy,
    PlanStart,
    PlanVersion,
    SectionText,
    StartedAs,
    Strike,
    SupportPlan,
    VersionSection,
)
from app.plans.models.reviews import PlanReview, ReviewReminder, ReviewView, StatutoryPlanRef
from app.plans.models.suggestions import Suggestion, SuggestionAnswer, Verdict

__all__ = [
    "Agreement",
    "AgreementAnswer",
    "AgreementWitness",
    "AgreementWitnessAnswer",
    "Change",
    "Comment",
    "CommentEnd",
    "DecidedBy",
    "EndedAs",
    "PlanReview",
    "PlanStart",
    "PlanVersion",
    "PrivateNote",
    "ReviewReminder",
    "ReviewView",
    "SectionText",
    "StartedAs",
    "StatutoryPlanRef",
    "Strike",
    "Suggestion",
    "SuggestionAnswer",
    "SupportPlan",
    "Verdict",
    "VersionSection",
    "Whose",
]
