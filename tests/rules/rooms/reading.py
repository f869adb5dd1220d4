"""Reading the plan: who opens the whole, a section, a version, the sheet; who strikes out."""

from __future__ import annotations

from tests.rules.rooms.who import (
    DECIDES,
    ME,
    SEES_HEALTH,
    SEES_HOME,
    SEES_RULES,
    SEES_SOME,
    SEES_WANTS,
)
from tests.rules.rows import Row, page, write

PLAN = "/people/{person}/plan"
# The second is what stands now. It changed "my home" alone: whoever does not see that section is
# told of the first, which says the same to them.
VERSION = f"{PLAN}/versions/2"
FIRST = f"{PLAN}/versions/1"

ROWS: list[Row] = [
    page(PLAN, SEES_SOME),
    page(f"{PLAN}/plan-wants", SEES_WANTS),
    # Each kind of section once: the same rule, another row of the sharing table.
    page(f"{PLAN}/plan-home", SEES_HOME),
    page(f"{PLAN}/plan-health", SEES_HEALTH),
    page(f"{PLAN}/plan-rules", SEES_RULES),
    page(f"{PLAN}/plan-council", frozenset()),
    page(f"{PLAN}/most-important", frozenset()),
    page(f"{PLAN}/versions", SEES_SOME),
    page(VERSION, SEES_HOME),
    page(FIRST, SEES_SOME - SEES_HOME | ME),
    page(f"{VERSION}/plan-wants", SEES_WANTS & SEES_HOME),
    page(f"{FIRST}/plan-wants", SEES_WANTS - SEES_HOME | ME),
    page(f"{VERSION}/plan-home", SEES_HOME),
    page(f"{VERSION}/plan-rules", SEES_RULES & SEES_HOME),
    page(f"{FIRST}/plan-rules", SEES_RULES),
    page(f"{VERSION}/plan-wants/strike", DECIDES),
    write(f"{VERSION}/plan-wants/strike", DECIDES, form={"reason": "Test"}),
    page(f"{PLAN}/print", SEES_SOME),
]
