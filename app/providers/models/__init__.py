"""The tables of the directory: who can help, what was checked, lists, questions, what lacks."""

from __future__ import annotations

from app.providers.models.asking import ListingAnswer, ListingQuestion
from app.providers.models.directory import (
    NAME_CHARACTERS,
    DirectoryMark,
    Kind,
    Listing,
    ListingArea,
    Location,
    Provider,
    Service,
    ServiceSentence,
    SupportWorker,
)
from app.providers.models.my_list import ListEntry, ListNote
from app.providers.models.room import RoomNote
from app.providers.models.unmet import UnmetNeed, WhyNone
from app.providers.models.vetting import CheckItem, VettingCheck, VettingRoute

__all__ = [
    "NAME_CHARACTERS",
    "CheckItem",
    "DirectoryMark",
    "Kind",
    "ListEntry",
    "ListNote",
    "Listing",
    "ListingAnswer",
    "ListingArea",
    "ListingQuestion",
    "Location",
    "Provider",
    "RoomNote",
    "Service",
    "ServiceSentence",
    "SupportWorker",
    "UnmetNeed",
    "VettingCheck",
    "VettingRoute",
    "WhyNone",
]
