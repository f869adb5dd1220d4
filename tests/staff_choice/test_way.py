"""The way of choosing staff speaks as the person to the person only."""

from __future__ import annotations

import re
import uuid

import pytest

from app.staff_choice.way import JOB_STEPS, STEPS, WayStep

MINE = re.compile(r"\b(I|me|my)\b", re.IGNORECASE)


@pytest.mark.parametrize("step", [*STEPS, *JOB_STEPS], ids=lambda step: step.room)
def test_a_step_tells_others_nothing_in_the_persons_voice(step: WayStep) -> None:
    told = step.at(uuid.uuid4(), uuid.uuid4(), is_person=False)
    assert not MINE.search(f"{told['title']} {told['line']}")
