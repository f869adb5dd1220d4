"""Person and circle, sharing, legal and capacity records, about me."""

from __future__ import annotations

from app.people.models.about_me import AboutMeEntry, Draft, StoredPhoto
from app.people.models.meetings import MeetingPoint, PointFrom
from app.people.models.overrides import OverrideReview, SafeguardingOverride
from app.people.models.person import CircleMember, Person, Relationship
from app.people.models.phones import QuestionDeclined
from app.people.models.records import (
    Area,
    AuthorityKind,
    BestInterestsDecision,
    CapacityRecord,
    CommunicationNeed,
    Conclusion,
    LegalAuthority,
    NeedKind,
    SpokenFor,
)
from app.people.models.sharing import (
    Basis,
    HiddenPart,
    SaidHow,
    SharedPart,
    SharingDecision,
    SharingStop,
    Witness,
    WitnessAnswer,
)
from app.people.models.sounds import StoredSound
from app.people.models.tasks import Task, TaskKind

__all__ = [
    "AboutMeEntry",
    "Area",
    "AuthorityKind",
    "Basis",
    "BestInterestsDecision",
    "CapacityRecord",
    "CircleMember",
    "CommunicationNeed",
    "Conclusion",
    "Draft",
    "HiddenPart",
    "LegalAuthority",
    "MeetingPoint",
    "NeedKind",
    "OverrideReview",
    "Person",
    "PointFrom",
    "QuestionDeclined",
    "Relationship",
    "SafeguardingOverride",
    "SaidHow",
    "SharedPart",
    "SharingDecision",
    "SharingStop",
    "SpokenFor",
    "StoredPhoto",
    "StoredSound",
    "Task",
    "TaskKind",
    "Witness",
    "WitnessAnswer",
]
