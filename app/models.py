"""Every table, in one import: migrations and tests need them all."""

from __future__ import annotations

from app.accounts import models as accounts
from app.audit import models as audit
from app.notices import models as notices
from app.organisations import models as organisations
from app.outcomes import models as outcomes
from app.people import models as people
from app.plans import models as plans
from app.providers import models as providers
from app.staff_choice import models as staff_choice
from app.team import models as team

__all__ = [
    "accounts",
    "audit",
    "notices",
    "organisations",
    "outcomes",
    "people",
    "plans",
    "providers",
    "staff_choice",
    "team",
]
