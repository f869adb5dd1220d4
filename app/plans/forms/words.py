"""The form of a section, drawn from its row of `app.plans.sections`: words, fields, lines."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

from wtforms import DateField, HiddenField, RadioField, ValidationError
from wtforms import Field as AnyField
from wtforms.validators import Optional

from app.config import LIMITS
from app.language.formats import LONDON
from app.language.forms import KeyField, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import WrittenForm, language_of
from app.people.parts import Part
from app.plans.actions.words import NO_SOURCE
from app.plans.sections import LINES, MOST_LINES, SECTIONS, TEXT, Field, Kind, Section
from app.plans.sections import without_source as is_without_source

_LINE = re.compile(r"lines-(\d{1,2})-\w+")
# What a draft keeps beside the words.
_BESIDE = ("helped_by", "language", "base_id")


def seen_id(value: str | None) -> uuid.UUID | None:
    """The working text that the sender of a form saw; None for none, and for what is no id."""
    try:
        return uuid.UUID(value or "")
    except ValueError:
        return None


class SectionForm(WrittenForm):
    """A section as somebody wants it. `section_form` adds the fields and lines of the section."""

    section: ClassVar[Section]
    line_count: ClassVar[int]

    text = WordsArea(_l("Your words"), longest=LIMITS.section_characters)
    on_paper_on = DateField(_l("Was this on paper? What day?"), validators=[Optional()])
    key = KeyField()
    base_id = HiddenField(default="")
    # Proves that its reader could open this page: see `app.plans.views.opened`.
    opened = HiddenField(default="")

    def validate_on_paper_on(self, field: DateField) -> None:
        if field.data is not None and field.data > datetime.now(LONDON).date():
            raise ValidationError(_l("That day is still to come."))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for line in self.lines:
            named = {
                column.name: field for column, field in zip(self.section.columns, line, strict=True)
            }
            if is_without_source({name: field.data or "" for name, field in named.items()}):
                named["source"].errors = [*named["source"].errors, NO_SOURCE]
                good = False
        return good

    @property
    def further(self) -> list[tuple[Field, AnyField]]:
        """The questions beside the main words, each with its field."""
        return [(each, self[each.name]) for each in self.section.fields]

    @property
    def lines(self) -> list[list[AnyField]]:
        """Line by line, the field of each column."""
        return [
            [self[f"lines-{number}-{column.name}"] for column in self.section.columns]
            for number in range(self.line_count)
        ]

    @property
    def may_add(self) -> bool:
        """Is there room for one more line?"""
        return bool(self.section.columns) and self.line_count < MOST_LINES

    def content(self) -> dict[str, Any]:
        """What is said, cleaned, as a suggestion keeps it. Call after validate."""
        said: dict[str, Any] = {TEXT: self.text.cleaned()}
        said.update({each.name: _cleaned(field) for each, field in self.further})
        names = [column.name for column in self.section.columns]
        said[LINES] = [
            {name: field.cleaned() for name, field in zip(names, line, strict=True)}
            for line in self.lines
        ]
        return self.section.clean(said)

    def said_in(self) -> str:
        """The language of the words. Call after validate."""
        words = "".join(field.data or "" for field in self.words_fields())
        return language_of(self.language.data, words)

    def typed(self) -> dict[str, str]:
        """What stands in the form, as typed: for a draft. Lines as "lines-0-what"."""
        fields = [self.text, *(field for _each, field in self.further), *sum(self.lines, [])]
        found = {field.short_name: _typed(field) for field in fields}
        found["on_paper_on"] = _typed(self.on_paper_on)
        return {**found, **{name: self[name].data or "" for name in _BESIDE}}

    def base(self) -> uuid.UUID | None:
        return seen_id(self.base_id.data)


def _cleaned(field: AnyField) -> str:
    if isinstance(field, DateField):
        return field.data.isoformat() if field.data else ""
    return field.cleaned() if isinstance(field, WordsArea) else field.data or ""


def _typed(field: AnyField) -> str:
    return str(field._value()) if isinstance(field, DateField) else field.data or ""


@cache
def _class_of(part: Part, line_count: int) -> type[SectionForm]:
    section = SECTIONS[part]
    fields = {each.name: _field(each) for each in section.fields}
    for number in range(line_count):
        for column in section.columns:
            fields[f"lines-{number}-{column.name}"] = _field(column)
    return type(
        "SectionForm", (SectionForm,), {**fields, "section": section, "line_count": line_count}
    )


def _field(each: Field) -> AnyField:
    if each.kind is Kind.DAY:
        return DateField(each.words, validators=[Optional()])
    if each.kind is Kind.CHOICE:
        choices = [*each.choices, ("", _l("I leave this empty"))]
        return RadioField(each.words, choices=choices, default="")
    return WordsArea(each.words, longest=each.longest)


def flat(content: Mapping[str, Any]) -> dict[str, str]:
    """A section's content by the names of the form's fields: as a draft keeps it."""
    found = {name: text for name, text in content.items() if isinstance(text, str)}
    for number, line in enumerate(content.get(LINES) or []):
        found.update({f"lines-{number}-{name}": text for name, text in line.items()})
    return found


def content_of(part: Part, typed: Mapping[str, str]) -> dict[str, Any]:
    """The other way round, for the eye: what was typed, unchecked, as a section's content."""
    columns = [column.name for column in SECTIONS[part].columns]
    lines = [
        {name: typed.get(f"lines-{number}-{name}", "") for name in columns}
        for number in range(min(_lines_in(typed), MOST_LINES))
    ]
    return SECTIONS[part].clean({**typed, LINES: lines})


def both_together(part: Part, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> dict[str, str]:
    """Two contents of a section in one, by the names of the fields: nothing of either is lost."""
    put: dict[str, Any] = {**theirs, **mine}
    questions = [field for field in SECTIONS[part].fields if field.kind is Kind.WORDS]
    for name in (TEXT, *(field.name for field in questions)):
        texts = dict.fromkeys(text for said in (theirs, mine) if (text := said.get(name)))
        put[name] = "\n".join(texts)
    lines = list(theirs.get(LINES) or [])
    lines += [line for line in mine.get(LINES) or [] if line not in lines]
    # More lines than a section holds go into the words.
    left_over = [", ".join(line.values()) for line in lines[MOST_LINES:]]
    put[TEXT] = "\n".join([text for text in (put[TEXT], *left_over) if text])
    return flat({**put, LINES: lines[:MOST_LINES]})


def section_form(
    part: Part,
    formdata: Any = None,
    content: Mapping[str, str] | None = None,
    one_more: bool = False,
) -> SectionForm:
    """The form of a section: from what was sent, else from `content` (as `flat` gives it).

    `one_more`: with an empty line after those that are there. Without `formdata` nothing of the
    request goes in.
    """
    section = SECTIONS[part]
    count = 0
    if section.columns:
        filled = {name for name, text in (content or {}).items() if text}
        count = _lines_in(formdata if formdata is not None else filled)
        count = min(max(count + one_more, 1), MOST_LINES)
    form = _class_of(part, count)(formdata=formdata)
    form.text.label.text = section.prompt
    form.offer_languages()
    if formdata is None:
        _fill(form, content or {})
    return form


def _lines_in(names: Iterable[str]) -> int:
    """How many lines there are: up to the last that is named."""
    found = [int(match[1]) for name in names if (match := _LINE.fullmatch(name))]
    return max(found, default=-1) + 1


def _fill(form: SectionForm, content: Mapping[str, str]) -> None:
    for name, text in content.items():
        field = form[name] if name in form and isinstance(text, str) else None
        if isinstance(field, DateField):
            # As it was typed: a draft may hold what is no day.
            field.raw_data = [text]
        elif field is not None and name not in ("key", "opened", "csrf_token"):
            field.data = text
