"""The table of message rules, and the two ways to ask it: for our words, and as hints."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.language.allow import is_allowed
from app.language.lint import shape, wording
from app.language.lint.message import Finding, Message

Check = Callable[[Message], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """A rule of the easy-read table. `work`: also for the screens of people at work."""

    id: str
    check: Check
    work: bool = False


RULES = (
    Rule("ER01", shape.long_sentence),
    Rule("ER02", shape.many_ideas),
    Rule("ER03", wording.hard_joiner, work=True),
    Rule("ER04", shape.passive),
    Rule("ER05", shape.two_negatives, work=True),
    Rule("ER06", shape.many_sentences),
    Rule("ER07", shape.contraction),
    Rule("ER08", wording.initials),
    Rule("ER09", wording.latin, work=True),
    Rule("ER10", shape.hard_marks),
    Rule("ER11", wording.banned_word, work=True),
    Rule("ER12", wording.long_word),
    Rule("ER14", wording.figures),
    Rule("ER15", wording.styled),
    Rule("ER16", wording.shouted),
    Rule("ER17", wording.vague_link, work=True),
    Rule("ER18", wording.unexplained_word),
    Rule("ER19", wording.other_word, work=True),
)


def message_findings(message: Message) -> list[Finding]:
    """Everything the rules say about one message, each thing once, without what is allowed."""
    found = (
        finding
        for rule in RULES
        if rule.work or message.register == "person"
        for finding in rule.check(message)
    )
    kept = (one for one in found if not is_allowed(one.rule, message.msgid, one.about))
    return list(dict.fromkeys(kept))


def hints(text: str) -> list[Finding]:
    """The same rules as hints for staff who write for a person; never for a person's own words."""
    return message_findings(Message(text, kind="body"))
