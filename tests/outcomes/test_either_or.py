"""No question of ours can be answered with yes or no alone: either/or words, three choices.

Source: practice B2 and requirement 28. The words are read from the source, so that a new page
cannot forget it; `test_checking.py` looks at the pages as they are drawn.
"""

from __future__ import annotations

import re
from pathlib import Path

from app.outcomes.models import Said
from app.outcomes.models.check_ins import APART, ON_SCALE
from tools.strings import catalogue_path, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
YES_OR_NO = re.compile(
    r"(?:^|[.:] )(?:Do|Does|Did|Is|Are|Was|Were|Have|Has|Can|Could|Will|Would|Should)\b[^.?]*\?"
)
OURS = re.compile(r"(?:app|templates)/outcomes/")
# The third box of Outcomes Based Accountability, on screens of people at work: nobody answers it.
NAME_OF_A_BOX = "Is anyone better off?"
AGREE = re.compile(r"\bdo you agree\b|\bwould you say\b", re.I)


def questions() -> list[str]:
    """Every English text of the room that asks something."""
    catalogue = read_catalogue(catalogue_path(ROOT, "pl"), "pl")
    texts = []
    for each in catalogue:
        ids = each.id if isinstance(each.id, (list, tuple)) else [each.id]
        if any(OURS.match(path) for path, _line in each.locations):
            texts += [text for text in ids if "?" in text]
    return texts


def test_the_rule_knows_such_questions() -> None:
    for words in ("Do you like it?", "It is late. Is it good?", "Are you well?", "Was it good?"):
        assert YES_OR_NO.search(words), words
    for words in (
        "How is it going?",
        "What did you see?",
        "Who was there?",
        "It is. Why is it so?",
    ):
        assert not YES_OR_NO.search(words), words


def test_no_question_of_outcomes_asks_for_yes_or_no() -> None:
    asked = [text for text in questions() if text != NAME_OF_A_BOX]
    assert len(asked) > 8 and "How is it going?" in asked
    assert [text for text in asked if YES_OR_NO.search(text) or AGREE.search(text)] == []


def test_three_on_the_scale_and_three_apart() -> None:
    """Each with a picture of its own, and at most four words."""
    assert len(ON_SCALE) == len(APART) == 3 and {*ON_SCALE, *APART} == set(Said)
    assert len({said.picture for said in Said}) == len(Said)
    assert all(len(said.words.msgid.split()) <= 4 for said in Said)
    assert all(said.height is None for said in APART)
