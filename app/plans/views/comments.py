"""What people think of a section: saying it, reading it, and ending it in one of three ways."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _, format_date
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.about_me import beginning
from app.plans.actions import comments as actions
from app.plans.actions.comments import End
from app.plans.forms.comments import AnswerForm, ChangeForm, CommentForm, PointForm, SayForm
from app.plans.models import EndedAs
from app.plans.queries import comments as queries
from app.plans.queries.comments import ChangeToName, Remark
from app.plans.views.scope import only_sections
from app.security import Permission, requires
from app.sounds import keep_sound, throw_sound_away

EndForm = AnswerForm | PointForm | ChangeForm
# How it ends is one of `EndedAs`.
END = "/<part:part>/comments/<uuid:comment_id>/end/<any('answered', 'change', 'meeting'):way>"
views = Blueprint("plan_comments", __name__, url_prefix="/people/<uuid:person_id>/plan")


@views.before_request
def only_plan_sections() -> None:
    part = (request.view_args or {}).get("part")
    if part is not None:
        only_sections(part)


@views.get("/<part:part>/comments")
@requires(Permission.SEE_PART)
def show_comments(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    return _list(viewing(person_id), part, CommentForm(formdata=None))


def _list(
    viewer: Relation, part: Part, form: CommentForm, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, part.value)
    before = request.args.get("before", type=uuid.UUID)
    ended_before = request.args.get("ended-before", type=uuid.UUID)
    return page(
        "plans/comments/list.html",
        status=status,
        viewer=viewer,
        part=part,
        form=form,
        open_ones=queries.remarks_on(viewer, part, ended=False, before=before),
        ended=queries.remarks_on(viewer, part, ended=True, before=ended_before),
        ended_open=ended_before is not None,
        beginning=beginning,
    )


@views.post("/<part:part>/comments")
@requires(Permission.COMMENT_PART)
def add_comment(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    viewer = viewing(person_id)
    form = CommentForm()
    if not form.validate():
        return _list(viewer, part, form, 422)
    sound = keep_sound(form.encoded) if form.encoded is not None else None
    try:
        made = actions.comment(
            by=me(),
            person=viewer.person,
            section=part,
            key=form.key.key,
            text=form.text.cleaned(),
            language=form.language(),
            sound=sound,
            said=form.said.cleaned(),
        )
    except actions.Refused as refused:
        if sound is not None:
            throw_sound_away(sound)
        form.form_errors = [refused.words]
        return _list(viewer, part, form, 422)
    if sound is not None and (made.sound is None or made.sound.file_key != sound.file_key):
        throw_sound_away(sound)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_comments", person_id=person_id, part=part))


@views.get("/comments")
@requires(Permission.SEE_PLAN)
def show_all(person_id: uuid.UUID) -> ResponseReturnValue:
    """What waits for an answer on any section: where messages lead, which name none."""
    viewer = viewing(person_id)
    found = queries.all_open(viewer, request.args.get("before", type=uuid.UUID))
    for part in {each.comment.section for each in found.remarks}:
        looked(person_id, part.value)
    return page("plans/comments/all.html", viewer=viewer, found=found, beginning=beginning)


@views.get("/comments/<uuid:comment_id>")
@requires(Permission.SEE_PLAN)
def find_comment(person_id: uuid.UUID, comment_id: uuid.UUID) -> ResponseReturnValue:
    """Where messages lead: their address names no section, which may be closed by then."""
    found = queries.remark(viewing(person_id), comment_id)
    if found is None:
        abort(404)
    return go_to(
        url_for(
            ".show_comment",
            person_id=person_id,
            part=found.comment.section,
            comment_id=comment_id,
        )
    )


@views.get("/<part:part>/comments/<uuid:comment_id>")
@requires(Permission.SEE_PART)
def show_comment(person_id: uuid.UUID, part: Part, comment_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    return _comment_page(viewer, _remark(viewer, part, comment_id))


def _remark(viewer: Relation, part: Part, comment_id: uuid.UUID) -> Remark:
    """The comment of an address, when this viewer may read it."""
    found = queries.remark(viewer, comment_id, part)
    if found is None:
        abort(404)
    return found


def _comment_page(
    viewer: Relation, remark: Remark, typed: str = "", why: object = None
) -> ResponseReturnValue:
    """A comment and its end. `typed`: words that came too late, with the reason `why`."""
    looked(viewer.person.id, remark.comment.section.value)
    return page(
        "plans/comments/comment.html",
        status=200 if why is None else 422,
        viewer=viewer,
        part=remark.comment.section,
        remark=remark,
        reads_change=remark.end is not None and queries.reads_change(viewer, remark.end),
        typed=typed,
        why=why,
    )


def _form(viewer: Relation, remark: Remark, way: EndedAs) -> EndForm:
    if way is EndedAs.ANSWERED:
        return AnswerForm()
    if way is EndedAs.MEETING:
        return PointForm()
    form = ChangeForm()
    form.change.choices = [
        (str(each.suggestion.id), _called(viewer, each))
        for each in queries.changes_to_name(viewer, me(), remark.comment)
    ]
    return form


def _called(viewer: Relation, change: ChangeToName) -> str:
    """A change in a list: who wrote it, and when."""
    day = format_date(change.suggestion.created_at)
    if change.writer.is_viewer:
        return _("Your change of %(date)s", date=day)
    if change.writer.name is None:
        called = viewer.person.called
        return _("Somebody who helps %(name)s, on %(date)s", name=called, date=day)
    return _("%(name)s, on %(date)s", name=change.writer.name, date=day)


@views.get(END)
@requires(Permission.END_COMMENT)
def ask_end(
    person_id: uuid.UUID, part: Part, comment_id: uuid.UUID, way: str
) -> ResponseReturnValue:
    viewer = viewing(person_id)
    remark = _remark(viewer, part, comment_id)
    if remark.end is not None:
        return _comment_page(viewer, remark)
    return _question(viewer, remark, EndedAs(way), _form(viewer, remark, EndedAs(way)))


@views.post(END)
@requires(Permission.END_COMMENT)
def end_comment(
    person_id: uuid.UUID, part: Part, comment_id: uuid.UUID, way: str
) -> ResponseReturnValue:
    viewer = viewing(person_id)
    remark = _remark(viewer, part, comment_id)
    form = _form(viewer, remark, EndedAs(way))
    if not form.validate():
        return _question(viewer, remark, EndedAs(way), form, 422)
    try:
        actions.end(
            by=me(),
            person=viewer.person,
            comment=remark.comment,
            key=form.key.key,
            how=_how(EndedAs(way), form),
        )
    except actions.Refused as refused:
        now_there = _remark(viewer, part, comment_id)
        if now_there.end is not None:
            # Somebody else was first: their end, and the words that came too late.
            return _comment_page(viewer, now_there, _typed(form), refused.words)
        form.form_errors = [refused.words]
        return _question(viewer, remark, EndedAs(way), form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_comment", person_id=person_id, part=part, comment_id=comment_id))


def _how(way: EndedAs, form: EndForm) -> End:
    if isinstance(form, ChangeForm):
        return End(way, suggestion_id=uuid.UUID(form.change.data))
    return End(way, words=form.text.cleaned(), language=form.language())


def _typed(form: EndForm) -> str:
    return form.text.data or "" if isinstance(form, SayForm) else ""


def _question(
    viewer: Relation, remark: Remark, way: EndedAs, form: EndForm, status: int = 200
) -> ResponseReturnValue:
    looked(viewer.person.id, remark.comment.section.value)
    return page(
        "plans/comments/end.html",
        status=status,
        viewer=viewer,
        part=remark.comment.section,
        remark=remark,
        way=way.value,
        form=form,
    )
