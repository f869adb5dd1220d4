"""What accounts tell by message: a new device, a link. Never anything private."""

from __future__ import annotations

from app.accounts.models import Account, Device
from app.extensions import db
from app.language.words import lazy as _l
from app.notices.actions import send, tell
from app.notices.models import Channel


def tell_of_new_device(account: Account, device: Device) -> None:
    """Tell the account, and the contact that it chose, of a device after the first."""
    tell(
        by=account,
        to=account,
        kind="new-device",
        subject=_l("You came in on a new phone or computer"),
        body=_l("Was it you? Then all is well. If not, tell us at once."),
        path="/settings/devices",
    )
    contact = (
        db.session.get(Account, account.device_contact_id) if account.device_contact_id else None
    )
    if contact is None or contact.closed_at is not None:
        return
    tell(
        by=account,
        to=contact,
        channel=Channel.EMAIL,
        kind="new-device-of-other",
        subject=_l("Somebody you help has a new phone or computer"),
        body=_l("Open the link to see who it is."),
        path="/messages",
    )
    send(
        by=account,
        account_id=contact.id,
        language=contact.language,
        channel=Channel.SCREEN,
        kind="new-device-of-other",
        subject=_l("Somebody you help has a new phone or computer"),
        body=_l("It is %(name)s. Ask if it was them.", name=account.name),
        path="/help",
    )


def send_link(account: Account, token: str, *, kind: str) -> None:
    """Send a link that works once. The words say nothing of what stands behind it."""
    tell(
        by=account,
        to=account,
        channel=Channel.EMAIL,
        kind=kind,
        subject=_l("Your link"),
        body=_l(
            "You asked for this link. It works once, for 30 minutes. "
            "If you did not ask, do nothing."
        ),
        path=f"/link/{token}",
    )
