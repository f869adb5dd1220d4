"""Messages that follow from what happens around a person. Nothing private: a line and a link."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action
from app.language.words import lazy as _l
from app.notices.actions import send, tell
from app.notices.models import Channel
from app.people.models import CircleMember, SharingDecision


@action
def ask_witnesses(*, by: Account, decision: SharingDecision) -> None:
    """Each named witness is asked for themselves."""
    for witness in decision.witnesses:
        tell(
            by=by,
            to=witness.account,
            kind="witness-asked",
            subject=_l("Were you there?"),
            body=_l("Somebody says you saw a yes. Please tell us."),
            path=f"/people/{decision.person_id}/sharing/witness/{decision.id}",
        )


@action
def send_invitation(*, by: Account, member: CircleMember, path: str, language: str) -> None:
    """The invitation goes to the address that the person gave. It names nobody."""
    send(
        by=by,
        address=member.invited_email,
        language=language,
        channel=Channel.EMAIL,
        kind="circle-invitation",
        subject=_l("Somebody asks you into their circle"),
        body=_l("Open the link to see who asks. It works for 14 days, once."),
        path=path,
    )
