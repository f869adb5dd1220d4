"""Accounts: sign in, devices, sessions, passkeys, how I like things."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask

from app.accounts.likes import keep_brought_likes
from app.accounts.sessions import keep_device_cookie
from app.extensions import login_manager


def init_app(app: Flask) -> None:
    from app.accounts import kept, phone_lock
    from app.accounts.actions import forget_old_links
    from app.accounts.second_factor import ask_for_second_factor
    from app.audit import SYSTEM
    from app.notices.jobs import Job, add_job

    login_manager.init_app(app)
    login_manager.session_protection = None
    phone_lock.init_app(app)
    app.before_request(ask_for_second_factor)
    app.after_request(keep_device_cookie)
    app.after_request(keep_brought_likes)
    kept.init_app(app)
    add_job(app, Job("forget-old-links", timedelta(hours=6), lambda: forget_old_links(by=SYSTEM)))


def blueprints() -> list[Blueprint]:
    from app.accounts.views import views

    return [views]
