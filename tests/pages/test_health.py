"""Alive and ready: for machines, without cookies, and true when the database is gone."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient


def test_alive_without_a_database(gone: Flask) -> None:
    answer = gone.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"alive": True})
    assert "Set-Cookie" not in answer.headers


def test_not_ready_without_a_database(gone: Flask) -> None:
    answer = gone.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (503, {"ready": False, "lacking": "database"})
    assert "Set-Cookie" not in answer.headers


def test_ready_only_with_the_migrations_at_head(portal: Flask, client: FlaskClient) -> None:
    asked = portal.extensions["is_at_head"]
    try:
        portal.extensions["is_at_head"] = lambda: True
        assert client.get("/readyz").json == {"ready": True}
        portal.extensions["is_at_head"] = lambda: False
        answer = client.get("/readyz")
    finally:
        portal.extensions["is_at_head"] = asked
    assert (answer.status_code, answer.json) == (503, {"ready": False, "lacking": "migrations"})
