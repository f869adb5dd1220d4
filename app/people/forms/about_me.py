"""Forms of about me: one part a page, everything optional."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField

from app.config import LIMITS
from app.language import written_forms
from app.language.forms import WordsArea
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm
from app.people.models import AboutMeEntry
from app.people.models.about_me import word_fields
from app.people.parts import Part

# Prompts in easy words beside the exact titles. Source: the practice guide's table of About Me.
PROMPTS: dict[Part, LazyWords] = {
    Part.MOST_IMPORTANT: _l("What matters most to you?"),
    Part.PEOPLE: _l("Who matters to you?"),
    Part.COMMUNICATION: _l("How do you talk? How should people talk to you?"),
    Part.WELLNESS: _l("How are you on a good day? And on a bad day?"),
    Part.HOW_TO_SUPPORT: _l("When do you want help? How?"),
    Part.ALSO_WORTH: _l("What else should we know?"),
    Part.LIKED: _l("What do people like about you?"),
}
# Things to think about, for a part that many people leave short. Source: PRSB glossary.
THINK_OF: dict[Part, tuple[LazyWords, ...]] = {
    Part.COMMUNICATION: (
        _l("What should people call you?"),
        _l("How do you show pain?"),
        _l("How do you choose things?"),
        _l("How do you complain?"),
        _l("How do you like information?"),
    ),
}


class PartForm(WrittenForm):
    """The words of one part, who helped, and in which language the words are."""

    text = WordsArea(_l("Your words"), longest=LIMITS.section_characters)
    base_number = HiddenField(default="0")

    def content(self) -> dict[str, str]:
        """The words, cleaned, by field. Call after validate."""
        return {f.short_name: f.cleaned() for f in self.words_fields()}

    def typed(self) -> dict[str, str]:
        """What stands in the form, as typed: for a draft."""
        found = {f.short_name: f.data or "" for f in self.words_fields()}
        return {**found, "helped_by": self.helped_by.data or "", "language": self.language.data}

    def base(self) -> int:
        """The row that the writer saw; 0 for none, and for a number that was tampered with."""
        given = self.base_number.data or ""
        return int(given) if given.isdecimal() and len(given) < 10 else 0


def language_of(form: PartForm) -> str:
    """The language of what stands in the form. Call after validate."""
    return written_forms.language_of(form.language.data, "".join(form.content().values()))


class TwoListsForm(PartForm):
    """Please do, and please do not: two lists, a line for each thing."""

    text = None  # type: ignore[assignment]  # WTForms' way to drop a field
    do = WordsArea(_l("Please do"), longest=LIMITS.section_characters)
    dont = WordsArea(_l("Please do not"), longest=LIMITS.section_characters)


def part_form(part: Part, formdata: Any = None) -> PartForm:
    """The form of a part with its prompt. Without `formdata` it is empty, whatever was sent."""
    form = (TwoListsForm if part is Part.PLEASE_DO else PartForm)(formdata=formdata)
    if part in PROMPTS:
        form.text.label.text = PROMPTS[part]
    form.offer_languages()
    return form


def fill(form: PartForm, part: Part, entry: AboutMeEntry | None, writer: uuid.UUID) -> None:
    """What stands now into the form. Who helped is taken over only from the writer's own row."""
    if entry is None:
        return
    fill_from(form, part, entry.content, entry.number)
    form.language.data = entry.language
    if entry.written_by == writer and entry.helped_by:
        form.helped_by.data = entry.helped_by[0]
    form.forget_unknown_helper()


def fill_from(form: PartForm, part: Part, content: Mapping[str, Any], base_number: int) -> None:
    """Words of a row or a draft into the form."""
    for name in word_fields(part):
        form[name].data = str(content.get(name, ""))
    for name in ("helped_by", "language"):
        if content.get(name):
            form[name].data = str(content[name])
    form.base_number.data = str(base_number)
    form.forget_unknown_helper()
