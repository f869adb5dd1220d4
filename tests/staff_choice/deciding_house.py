"""The house of the two locks: the panel's house, with a manager who holds the second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.people.models import Relationship
from app.people.parts import Part
from app.people.predicates import relation
from app.staff_choice.actions import deciding
from app.staff_choice.fairness.deciding import Stands
from app.staff_choice.models import Applicant, CheckItem, CheckStatus, Vacancy
from app.staff_choice.queries.deciding import locks_of
from tests.makers import make_role
from tests.staff_choice.panel_house import PanelHouse

CONTENT = "Quillfeather caution of the year before"


class Deciding:
    """The panel's house with a manager of the provider who sees how staff are chosen."""

    def __init__(self, house: PanelHouse) -> None:
        self.house = house
        house.add_member("manager", "Basil Hawthwaite", Relationship.PROVIDER_MANAGER)
        house.share("manager", Part.STAFF)
        with house.portal.app_context():
            vacancy = db.session.get_one(Vacancy, house.vacancy_id)
            assert vacancy.organisation is not None
            manager = db.session.get_one(Account, house.accounts["manager"])
            make_role(vacancy.organisation, manager, Role.PROVIDER_MANAGER)

    @contextmanager
    def acting(self, role: str) -> Iterator[dict[str, Any]]:
        with self.house.leading(role) as given:
            viewer = relation(given["by"], self.house.person_id)
            applicant = db.session.get_one(Applicant, self.house.applicant_id)
            yield {**given, "viewer": viewer, "applicant": applicant}

    def do(self, role: str, what: Any, **given: Any) -> Any:
        with self.acting(role) as here:
            return what(**here, **given)

    def refused(self, role: str, what: Any, **given: Any) -> object:
        with pytest.raises(deciding.Refused) as said:
            self.do(role, what, **given)
        return said.value.words

    def check_all(self, but: CheckItem | None = None) -> None:
        for item in CheckItem:
            if item is not but:
                self.check(item, CheckStatus.DONE)

    def check(self, item: CheckItem, status: CheckStatus) -> None:
        self.do(
            "manager",
            deciding.check,
            item=item,
            status=status,
            seen_on=now().date(),
            content=CONTENT,
        )

    def at(self, *then: object) -> str:
        return self.house.at("applicants", self.house.applicant_id, *then)

    @property
    def stands(self) -> Stands:
        with self.house.portal.app_context():
            return locks_of(db.session.get_one(Applicant, self.house.applicant_id)).stands
