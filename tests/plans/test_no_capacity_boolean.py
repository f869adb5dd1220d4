"""Nobody "has" or "lacks" capacity here: there are records about one decision at one time."""

from __future__ import annotations

import re

from sqlalchemy import Boolean

import app.models  # noqa: F401
from app.database import Base
from app.people.models import CapacityRecord

# Names that would say it of a person as a whole.
OF_THE_PERSON = re.compile(r"capacity|capable|competent|incapac|lacks|can_decide|can_consent")


def test_no_table_says_whether_somebody_has_capacity() -> None:
    said = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if OF_THE_PERSON.search(column.name)
        # A key to a record of one decision is how it should be.
        and not any(key.column.table.name == "capacity_record" for key in column.foreign_keys)
    ]
    assert said == []


def test_yes_or_no_about_deciding_stands_in_the_record_of_one_decision_alone() -> None:
    """The four questions of the Act are asked about a decision that is named."""
    four = {"understands", "retains", "weighs", "communicates"}
    where = {
        table.name
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.name in four and isinstance(column.type, Boolean)
    }
    assert where == {"capacity_record"}
    assert not CapacityRecord.__table__.c.decision.nullable
