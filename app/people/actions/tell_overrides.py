"""Messages about a safeguarding override: a line and a link, without a name or a reason."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.people.models import SafeguardingOverride
from app.people.queries.overrides import who_may_answer


@action
def ask_approvers(*, by: Account, override: SafeguardingOverride) -> None:
    """Each approver who may answer hears that a request waits. Nobody else does."""
    for approver in who_may_answer(override):
        _tell(
            by,
            override,
            approver,
            "override-asked",
            # L10n: register=work
            _l("A request waits for your answer"),
            # L10n: register=work
            _l("Somebody asks to see parts, to keep a person safe."),
        )


@action
def tell_answer(*, by: Account, override: SafeguardingOverride) -> None:
    """Who asked hears yes or no; who is let in hears of a yes."""
    _tell(
        by,
        override,
        override.asker,
        "override-answered",
        # L10n: register=work
        _l("Your request was answered"),
        # L10n: register=work
        _l("Open it to see the answer."),
    )
    if override.approved_at is not None and override.account_id != override.asked_by:
        _tell(
            by,
            override,
            override.account,
            "override-opened",
            # L10n: register=work
            _l("The council lets you see parts of a page"),
            # L10n: register=work
            _l("Open it to see why, and for how long."),
        )


@action
def tell_person(*, by: Account, override: SafeguardingOverride) -> None:
    """The person hears, once it is safe. Somebody may look over their shoulder: no reason here."""
    account = override.person.account
    if account is None:
        return
    tell(
        by=by,
        to=account,
        kind="override-shown",
        subject=_l("The council has something to tell you"),
        body=_l("Open the page to read it."),
        path=f"/people/{override.person_id}/overrides",
    )


def _tell(
    by: Account,
    override: SafeguardingOverride,
    account: Account,
    kind: str,
    subject: LazyWords,
    body: LazyWords,
) -> None:
    tell(
        by=by,
        to=account,
        kind=kind,
        subject=subject,
        body=body,
        path=f"/council/overrides/{override.id}",
    )
