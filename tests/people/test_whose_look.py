"""To ask what somebody else is to a person changes nothing of who looks."""

from __future__ import annotations

from flask import Flask, g

from app.accounts.models import Account
from app.extensions import db
from app.people.predicates import relation
from tests.plans.house import build_plan_house


def test_to_ask_about_another_leaves_the_viewer_alone(either_portal: Flask) -> None:
    """A look is logged under what its viewer is, whoever was asked about beside."""
    house = build_plan_house(either_portal)
    with house.portal.test_request_context():
        g._login_user = db.session.get_one(Account, house.accounts["sister"])
        mine = relation(g._login_user, house.person_id)
        assert mine is not None
        assert g.viewer_role == "family"
        for role in ("person", "friend", "stranger"):
            other = db.session.get_one(Account, house.accounts[role])
            assert relation(other, house.person_id) is not None
            assert g.viewer_role == "family"
            assert g.viewer_roles[house.person_id]("staff") == mine.role_at("staff")


def test_before_the_viewer_nobody_else_counts(either_portal: Flask) -> None:
    house = build_plan_house(either_portal)
    with house.portal.test_request_context():
        g._login_user = db.session.get_one(Account, house.accounts["sister"])
        assert relation(db.session.get_one(Account, house.accounts["person"]), house.person_id)
        assert "viewer_role" not in g and "viewer_roles" not in g
