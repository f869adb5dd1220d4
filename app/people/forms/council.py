"""Forms of the council: opening a person, legal papers, capacity and best interests records."""

from __future__ import annotations

from typing import ClassVar

from wtforms import DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from app.config import LIMITS
from app.language.forms import (
    KeyField,
    MultiCheckboxField,
    PortalForm,
    WordsArea,
    WordsField,
)
from app.language.words import lazy as _l
from app.people.forms.sharing import PART_GROUPS, PartGroup
from app.people.models import AuthorityKind, Conclusion
from app.people.parts import MONEY_PARTS, SHAREABLE, Part

WRITE_SOMETHING = InputRequired(message=_l("Write something here."))
CHOOSE_ONE = InputRequired(message=_l("Choose one."))
CHOOSE_DAY = InputRequired(message=_l("Choose a day."))
PARTS = [(part.value, part.words) for part in SHAREABLE]
ALL_PARTS = [(part.value, part.words) for part in Part if part in {*SHAREABLE, *MONEY_PARTS}]
MONEY_GROUP = PartGroup(
    "money",
    # L10n: register=work
    _l("Money and adverts"),
    # L10n: register=work
    _l("Money and adverts"),
    "money",
    tuple(part for part in Part if part in MONEY_PARTS),
)
YES_NO = [("yes", _l("Yes")), ("no", _l("No"))]


class OpenPersonForm(PortalForm):
    """A name and a contact. The person has no account yet."""

    key = KeyField()
    called = WordsField(
        _l("What is the person called?"),
        [InputRequired(message=_l("Write the name."))],
        longest=LIMITS.name_characters,
    )
    contact = WordsArea(
        _l("How can you reach them?"),
        longest=LIMITS.line_characters,
        description=_l("A phone number or an address. Leave it empty if you do not know."),
    )
    language = SelectField(_l("Which language do they use?"), validators=[CHOOSE_ONE])


class AuthorityForm(PortalForm):
    """A legal paper of a member of the circle."""

    groups: ClassVar[tuple[PartGroup, ...]] = (*PART_GROUPS, MONEY_GROUP)
    key = KeyField()
    member = RadioField(
        _l("Who holds the paper?"), validators=[InputRequired(message=_l("Choose who holds it."))]
    )
    kind = SelectField(
        _l("Which kind of paper?"),
        choices=[(kind.value, kind.words) for kind in AuthorityKind],
        validators=[CHOOSE_ONE],
    )
    scope = MultiCheckboxField(_l("What does it cover? Tick nothing for all."), choices=ALL_PARTS)
    evidence = WordsField(
        _l("What did you see?"),
        [WRITE_SOMETHING],
        description=_l("For example: the stamped paper, or the court order."),
    )
    reference = WordsField(_l("Number on the paper"), longest=80)
    starts_on = DateField(_l("First day"), validators=[CHOOSE_DAY])
    ends_on = DateField(
        _l("Last day"),
        validators=[Optional()],
        description=_l("Leave it empty for no end."),
    )


class CapacityForm(PortalForm):
    """Could the person make this one decision, at this time? Mental Capacity Act 2005 s2, s3."""

    groups: ClassVar[tuple[PartGroup, ...]] = PART_GROUPS
    key = KeyField()
    decision = WordsField(
        _l("Which decision?"),
        [InputRequired(message=_l("Write the decision it is about."))],
        description=_l("One decision, in a few words."),
    )
    receiver = SelectField(
        _l("What kind of decision is it?"),
        validators=[Optional()],
        description=_l("For sharing, choose who would see it."),
    )
    parts = MultiCheckboxField(_l("Which parts is it about?"), choices=PARTS)
    why_in_doubt = WordsArea(_l("Why is there a doubt?"), [WRITE_SOMETHING], longest=1000)
    help_given = WordsArea(
        _l("What help did the person get to decide?"),
        [InputRequired(message=_l("Write what help there was. Help comes first."))],
        longest=1000,
    )
    understands = RadioField(
        _l("Do they understand what it is about?"), choices=YES_NO, validators=[CHOOSE_ONE]
    )
    retains = RadioField(
        _l("Can they keep it in mind long enough?"), choices=YES_NO, validators=[CHOOSE_ONE]
    )
    weighs = RadioField(
        _l("Can they weigh for and against?"), choices=YES_NO, validators=[CHOOSE_ONE]
    )
    communicates = RadioField(
        _l("Can they tell what they decide, in any way?"), choices=YES_NO, validators=[CHOOSE_ONE]
    )
    because_of = WordsArea(
        _l("If not: what is it because of?"),
        longest=1000,
        description=_l("It must come from how their mind or brain works."),
    )
    conclusion = RadioField(
        _l("So, for this decision, now:"),
        choices=[
            (Conclusion.CAN_DECIDE.value, _l("The person can decide")),
            (Conclusion.CANNOT_DECIDE_NOW.value, _l("The person cannot decide now")),
        ],
        validators=[CHOOSE_ONE],
    )
    assessed_on = DateField(_l("When did you talk?"), validators=[CHOOSE_DAY])
    review_on = DateField(
        _l("When do you look again?"),
        validators=[CHOOSE_DAY],
        description=_l("Within 12 months."),
    )

    @property
    def fields_of_the_test(self) -> list[RadioField]:
        """The four questions of the Act, in its order."""
        return [self.understands, self.retains, self.weighs, self.communicates]


class BestInterestsForm(PortalForm):
    """What was decided for the person, and how. Mental Capacity Act 2005 s4."""

    key = KeyField()
    wishes = WordsArea(_l("What does the person want and feel?"), [WRITE_SOMETHING], longest=1000)
    consulted = WordsArea(
        _l("Who was asked, and what did they say?"), [WRITE_SOMETHING], longest=1000
    )
    options = WordsArea(_l("What could be done?"), [WRITE_SOMETHING], longest=1000)
    least_restrictive = WordsArea(
        _l("Which way leaves the person most free?"), [WRITE_SOMETHING], longest=1000
    )
    decided = WordsArea(_l("What was decided, and why?"), [WRITE_SOMETHING], longest=1000)
    dissent = WordsArea(_l("Who sees it another way?"), longest=1000)
    decided_on = DateField(_l("Day of the decision"), validators=[CHOOSE_DAY])
