"""Devices and sessions: known, ended, told to somebody."""

from __future__ import annotations

from app.accounts.models import Account, Device, SignIn, TrustedBy
from app.accounts.sessions import end_device, end_session, live_sign_ins, trust_device
from app.audit import action, record


@action
def end_one(*, by: Account, sign_in: SignIn) -> None:
    """Sign out somewhere else."""
    end_session(sign_in)


@action
def end_all_others(*, by: Account) -> None:
    """Sign out everywhere but here."""
    here = by.sign_in.id if by.sign_in is not None else None
    for sign_in in live_sign_ins(by):
        if sign_in.id != here:
            end_session(sign_in)


@action
def untrust(*, by: Account, device: Device) -> None:
    """This device is not known any more, and its sessions end."""
    end_device(by, device)


@action
def know_this_device(*, by: Account) -> None:
    """Both were shown in this session, the password and a link: this device is known now."""
    device = by.sign_in.device if by.sign_in is not None else None
    if device is not None and not device.is_trusted:
        trust_device(by, device, TrustedBy.PASSWORD_AND_LINK)


@action
def leave_fast(*, by: Account) -> bool:
    """Leaving fast ends the session on a device that is not trusted. True when it did."""
    sign_in = by.sign_in
    if sign_in is None or (sign_in.device is not None and sign_in.device.is_trusted):
        return False
    end_session(sign_in)
    return True


@action
def choose_device_contact(*, by: Account, contact: Account | None) -> None:
    """Who is told when this account opens on a new device; None for nobody."""
    by.device_contact_id = contact.id if contact is not None else None
    facts = {"contact": str(contact.id)} if contact is not None else {}
    record("device-contact.chosen", by=by, about=f"account:{by.id}", facts=facts)
