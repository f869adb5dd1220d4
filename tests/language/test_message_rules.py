"""Each message rule with a text that fails it and one that passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.allow import ALLOWED, MOST_LINES, is_allowed
from app.language.lint import RULES, Message, hints, message_findings
from app.language.lint.text import placeholders, plain, sentences, tags, words

LONG = "one two three four five six seven eight nine ten eleven twelve thirteen"
ADVOCATE = frozenset(("advocate",))


def said(message: Message) -> set[tuple[str, str]]:
    return {(finding.rule, finding.severity) for finding in message_findings(message)}


FAILS = [
    ("ER01", "error", Message(f"{LONG} fourteen fifteen sixteen.")),
    ("ER01", "warning", Message(f"{LONG}.")),
    ("ER01", "error", Message(f"{LONG}.", kind="error")),
    ("ER01", "warning", Message("One two three four five six seven eight nine ten 11.", "error")),
    ("ER01", "error", Message("What do you want to do in the next week?", kind="heading")),
    ("ER01", "warning", Message("What do you want to do today?", kind="heading")),
    ("ER01", "error", Message("Send it to all the people now", kind="button")),
    ("ER01", "warning", Message("Send it now please", kind="button")),
    ("ER01", "error", Message("One dog.", plural=f"%(num)d dogs {LONG} fourteen fifteen.")),
    ("ER02", "warning", Message("Tea, milk, and cake.")),
    ("ER02", "warning", Message("Tea and milk or cake but no jam.")),
    ("ER03", "error", Message("However, you can stop.")),
    ("ER03", "error", Message("Do it in order to stop.")),
    ("ER03", "error", Message("Pick the plan which you like.")),
    ("ER04", "warning", Message("The plan was written by Sam.")),
    ("ER04", "warning", Message("Your answer will be quickly checked.")),
    ("ER05", "error", Message("You cannot do nothing.")),
    ("ER05", "error", Message("It is not unlikely.")),
    ("ER05", "error", Message("Nobody sees it if you don’t want it.")),
    ("ER06", "error", Message("One. Two. Three. Four.")),
    ("ER07", "warning", Message("We can't find it.")),
    ("ER07", "warning", Message("It’s here.")),
    ("ER08", "error", Message("Ask the ABC for help.")),
    ("ER08", "error", Message("A DBS check is done.")),
    ("ER09", "error", Message("Bring food, e.g. an apple.")),
    ("ER09", "error", Message("Send it via the post.")),
    ("ER10", "warning", Message("Bring food; and milk.")),
    ("ER10", "warning", Message("Bring food (an apple).")),
    ("ER10", "warning", Message("Milk & tea")),
    ("ER10", "warning", Message("Wait…")),
    ("ER11", "error", Message("Click the button.")),
    ("ER11", "error", Message("We utilise it.")),
    ("ER11", "error", Message("Help for service  users.")),
    ("ER12", "warning", Message("It happens automatically.")),
    ("ER14", "error", Message("Half is 50%%.")),
    ("ER14", "error", Message("Come on 12/03/26.")),
    ("ER14", "error", Message("Come on 2026-03-12.")),
    ("ER14", "error", Message("Come at 17:30.")),
    ("ER15", "error", Message("Say it <em>now</em>.")),
    ("ER16", "error", Message("STOP now.")),
    ("ER17", "error", Message("Read more")),
    ("ER17", "error", Message('To see it go <a href="/x">here</a>.')),
    ("ER18", "error", Message("Ask an advocate to help.")),
    ("ER18", "error", Message("What is capacity?", kind="heading")),
    ("ER19", "error", Message("Write your goal.")),
    ("ER19", "error", Message("You can log in.")),
]

PASSES = [
    ("ER01", Message("Here are ten words that you can read with ease.")),
    ("ER01", Message("%(name)s can see this.")),
    ("ER02", Message("Tea, milk and cake.")),
    ("ER03", Message("Which plan do you like?")),
    ("ER04", Message("You are tired.")),
    ("ER04", Message("Sam wrote the plan.")),
    ("ER05", Message("Do not worry, nothing is lost.")),
    ("ER05", Message("No, I do not want it.")),
    ("ER06", Message("One. Two. Three.")),
    ("ER07", Message("Please do and please don't")),
    ("ER07", Message("This is Sam's plan.")),
    ("ER08", Message("Ask the NHS or your GP. Type your PIN.")),
    ("ER08", Message("A DBS check is done.", explained=frozenset(("dbs-check",)))),
    ("ER08", Message("Type LS1 1UR.")),
    ("ER09", Message("We like the ferrari etcetera.")),
    ("ER10", Message("Bring food and a well-known book.")),
    ("ER11", Message("Tap the button. Use it.")),
    ("ER12", Message("Your advocate helps the council.", explained=ADVOCATE)),
    ("ER12", Message("We meet in Leicestershire.")),
    ("ER14", Message("Come on 12 March 2026 at 5:30 pm. It costs £17.50.")),
    ("ER14", Message("%(count)s people")),
    ("ER15", Message("Say it <strong>now</strong>.")),
    ("ER16", Message("Stop now. Type your PIN.")),
    ("ER17", Message('Here you can read <a href="/x">the rules</a>.')),
    ("ER18", Message("Ask an advocate to help.", explained=ADVOCATE)),
    ("ER18", Message("Ask an advocate. They help you say what you want.")),
    ("ER18", Message("An advocate is a person on your side.")),
    ("ER19", Message("Write what you want. You can sign in.")),
]


@pytest.mark.parametrize(("rule", "severity", "message"), FAILS)
def test_a_breach_is_found(rule: str, severity: str, message: Message) -> None:
    assert (rule, severity) in said(message)


@pytest.mark.parametrize(("rule", "message"), PASSES)
def test_a_good_text_passes(rule: str, message: Message) -> None:
    assert rule not in {found for found, _ in said(message)}


def test_every_rule_has_both_examples() -> None:
    ids = {rule.id for rule in RULES}
    assert {rule for rule, _, _ in FAILS} == ids
    assert {rule for rule, _ in PASSES} == ids


def test_people_at_work_get_the_rules_of_their_register() -> None:
    text = (
        "However, the ABC clicked via not nothing (e.g. STOP) 50%%; automatically; goals; " + LONG
    )
    found = {rule for rule, _ in said(Message(text, register="work"))}
    assert found <= {"ER03", "ER05", "ER09", "ER11", "ER17", "ER19"}
    assert {"ER03", "ER05", "ER09", "ER19"} <= found


def test_some_words_are_ours_at_work_alone() -> None:
    assert "ER19" in {rule for rule, _ in said(Message("Your permissions"))}
    assert said(Message("Your permissions", register="work")) == set()


def test_fixed_titles_pass_every_rule() -> None:
    assert said(Message("How I communicate and how to communicate with me", kind="label")) == set()


def test_the_allow_list_is_short_and_gives_reasons() -> None:
    assert len(ALLOWED) <= MOST_LINES
    assert all(len(one.reason) > 10 for one in ALLOWED)
    assert len({(one.rule, one.what) for one in ALLOWED}) == len(ALLOWED)
    assert is_allowed("ER12", "whatever", "information")
    assert not is_allowed("ER11", "whatever", "information")


def test_staff_get_hints_in_words() -> None:
    found = hints("Sam needs a tenancy. " + LONG + " fourteen fifteen sixteen.")
    assert any("16 words" in one.text for one in found)
    assert any("tenancy" in one.text for one in found)


def test_taking_a_message_apart() -> None:
    text = 'Ask <a href="/x">%(name)s</a> &amp; {other}. It is 5.30 p.m. now, e.g. today! Why?'
    assert plain("%(count)s of %(name)s") == "3 of Sam"
    assert len(sentences(text)) == 3
    assert words("Call 0800 111 222 now") == ("Call", "0800 111 222", "now")
    assert placeholders(text) == ["%(name)s", "{other}"]
    assert tags(text) == ["</a>", '<a href="/x">']


@given(st.text(max_size=300), st.sampled_from(["body", "heading", "label", "button", "error"]))
def test_any_text_can_be_linted(text: str, kind: str) -> None:
    for finding in message_findings(Message(text, kind=kind)):  # type: ignore[arg-type]
        assert finding.text


@given(st.text(alphabet="%()sd{}<>/a &;.n't", max_size=80))
def test_any_broken_placeholder_or_tag_can_be_read(text: str) -> None:
    message_findings(Message(text, plural=text))
    assert isinstance(tags(text) + placeholders(text), list)
