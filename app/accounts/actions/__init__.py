"""What changes in accounts: signing in and out, links, devices, passkeys, settings."""

from __future__ import annotations

from app.accounts.actions.devices import (
    choose_device_contact,
    end_all_others,
    end_one,
    know_this_device,
    leave_fast,
    untrust,
)
from app.accounts.actions.links import (
    ask_for_fresh_link,
    ask_for_sign_in_link,
    ask_for_trust_link,
    forget_old_links,
    make_in_person_link,
    make_link,
    use_link,
)
from app.accounts.actions.passkeys import (
    add_passkey,
    end_passkey,
    prove_by_passkey,
    sign_in_by_passkey,
)
from app.accounts.actions.settings import keep_likes, open_account, set_password
from app.accounts.actions.signing_in import (
    prove,
    sign_in_by_invitation,
    sign_in_by_link,
    sign_in_by_password,
    sign_in_demo,
    sign_in_in_person,
    sign_out,
)
from app.accounts.sessions import Refused

__all__ = [
    "Refused",
    "add_passkey",
    "ask_for_fresh_link",
    "ask_for_sign_in_link",
    "ask_for_trust_link",
    "choose_device_contact",
    "end_all_others",
    "end_one",
    "end_passkey",
    "forget_old_links",
    "keep_likes",
    "know_this_device",
    "leave_fast",
    "make_in_person_link",
    "make_link",
    "open_account",
    "prove",
    "prove_by_passkey",
    "set_password",
    "sign_in_by_invitation",
    "sign_in_by_link",
    "sign_in_by_passkey",
    "sign_in_by_password",
    "sign_in_demo",
    "sign_in_in_person",
    "sign_out",
    "untrust",
    "use_link",
]
