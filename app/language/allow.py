"""What the lint lets pass, each line with its reason. At most 40 lines: the rest is rewritten.

`what` is either a whole message or the word that a finding is about; rule "*" is every rule.
"""

from typing import NamedTuple

MOST_LINES = 40
_TITLE = "a fixed title of the About me standard"


class Allowed(NamedTuple):
    """One thing that a rule lets pass, and why."""

    rule: str
    what: str
    reason: str


ALLOWED = (
    Allowed("*", "What is most important to me", _TITLE),
    Allowed("*", "People who are important to me", _TITLE),
    Allowed("*", "How I communicate and how to communicate with me", _TITLE),
    Allowed("*", "My wellness", _TITLE),
    Allowed("*", "Please do and please don't", _TITLE),
    Allowed("*", "How and when to support me", _TITLE),
    Allowed("*", "Also worth knowing about me", _TITLE),
    Allowed("ER12", "everybody", "an everyday word; 'all people' is harder"),
    Allowed("ER12", "anybody", "an everyday word; 'any person' is harder"),
    Allowed("ER12", "information", "on every sign and leaflet; no shorter word means it"),
    Allowed("ER12", "disability", "the word people use for themselves"),
    Allowed("ER12", "disabilities", "the word people use for themselves"),
    Allowed("ER12", "community", "people know it; 'area' means less"),
    Allowed("ER08", "OK", "everybody says it"),
)

_LINES = frozenset((one.rule, one.what) for one in ALLOWED)


def is_allowed(rule: str, msgid: str, about: str = "") -> bool:
    """Whether a finding of this rule, on this message and about this word, is let pass."""
    return not _LINES.isdisjoint((("*", msgid), (rule, msgid), (rule, about)))
