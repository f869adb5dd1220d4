"""Who sees what of Mirabel's support plan in the demo's world, by role. Written by hand."""

from __future__ import annotations

ME = frozenset({"person"})
# Some section of the plan.
SEES_SOME = frozenset("person family advocate worker manager nurse caremanager attorney".split())
SEES_WANTS = frozenset("person family advocate worker manager caremanager".split())
COMMENTS_WANTS = frozenset("person family advocate worker manager".split())
WRITES_WANTS = frozenset("person family manager".split())
SEES_HOME = frozenset("person family advocate caremanager attorney".split())
COMMENTS_HOME = frozenset("person advocate".split())
WRITES_HOME = frozenset("person".split())
SEES_HEALTH = frozenset("person advocate worker manager nurse caremanager attorney".split())
WRITES_HEALTH = frozenset("person nurse".split())
# Rules by law: named professionals only.
SEES_RULES = frozenset("person nurse".split())
SEES_COUNCIL_PLAN = frozenset("person advocate caremanager".split())
# Nobody decides for Mirabel: no speaker is named, the attorney has no capacity record.
DECIDES = ME
RECORDS = frozenset("caremanager nurse advocate".split())
CARE_MANAGER = frozenset({"caremanager"})
APPROVER = frozenset({"approver"})
