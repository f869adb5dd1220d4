"""In production an account at work shows a passkey too; without it only that page opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.database import Base
from tests.accounts.authenticator import Authenticator
from tests.accounts.conftest import HASH, PASSWORD
from tests.conftest import rolled_back
from tests.makers import make_account

SITE = "https://portal.test"
PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "a key for tests alone, 32 letters and more",
    "BASE_URL": SITE,
    "MAIL_URL": "smtp://localhost:2525",
    "MAIL_FROM": "portal@portal.test",
    "COUNCIL_NAME": "Test Council",
    "SAFEGUARDING_DAY_PHONE": "01632 960101",
    "SAFEGUARDING_NIGHT_PHONE": "01632 960102",
    "ADVOCATE_PHONE": "0808 157 0103",
    "ADVOCATE_NAME": "Test Advocates",
    "EMPLOYER_SUPPORT_NAME": "Test Employers",
    "EMPLOYER_SUPPORT_PHONE": "01632 960004",
    "IMPACT_ASSESSMENT_SIGNED_BY": "A. Tester",
    "CLINICAL_SAFETY_SIGNED_BY": "A. Tester",
    "RATE_LIMITS": "0",
}


@pytest.fixture
def production(tmp_path: Path) -> Iterator[Flask]:
    url = f"sqlite:///{tmp_path}/production.sqlite3"
    portal = create_app(
        Settings.from_environment({**PRODUCTION, "DATABASE_URL": url, "FILES_URL": str(tmp_path)})
    )
    portal.testing = True
    portal.config["WTF_CSRF_ENABLED"] = False
    Base.metadata.create_all(portal.extensions["db_engine"])
    with rolled_back(portal) as each:
        yield each
    portal.extensions["db_engine"].dispose()


@pytest.fixture
def browser(production: Flask) -> FlaskClient:
    """Signed in by password as somebody at work. Behind the proxy every request is https."""
    with production.app_context():
        make_account("Ludo Marchbank", "admin@test.example", password_hash=HASH, is_work=True)
    client = production.test_client()
    client.environ_base["HTTP_X_FORWARDED_PROTO"] = "https"
    client.environ_base["HTTP_X_FORWARDED_HOST"] = "portal.test"
    client.environ_base["HTTP_X_FORWARDED_FOR"] = "127.0.0.1"
    assert sign_in(client).status_code == 303
    return client


def sign_in(client: FlaskClient) -> TestResponse:
    data = {"email": "admin@test.example", "password": PASSWORD}
    return client.post("/sign-in/password", data=data, base_url=SITE)


def get(client: FlaskClient, path: str) -> tuple[int, str]:
    answer = client.get(path, base_url=SITE)
    return answer.status_code, (answer.location or "").removeprefix(SITE)


def set_up(client: FlaskClient, phone: Authenticator) -> TestResponse:
    options = client.post("/settings/passkeys/options", json={}, base_url=SITE).get_json()
    if "challenge" not in options:
        return client.post("/settings/passkeys", json={}, base_url=SITE)
    sent = {"credential": phone.make(options)}
    return client.post("/settings/passkeys", json=sent, base_url=SITE)


def test_without_a_key_only_its_page_opens(browser: FlaskClient) -> None:
    for path in ("/messages", "/settings", "/settings/devices", "/council/messages"):
        assert get(browser, path) == (303, "/settings/passkeys")
    assert browser.post("/settings/sessions/end-others", base_url=SITE).status_code == 403
    assert get(browser, "/settings/passkeys") == (200, "")
    assert get(browser, "/help") == (200, "")


def test_setting_up_a_key_opens_the_rest(browser: FlaskClient) -> None:
    assert set_up(browser, Authenticator(SITE, "portal.test")).status_code == 200
    assert get(browser, "/settings") == (200, "")


def test_where_a_key_is_it_must_be_used(browser: FlaskClient) -> None:
    phone = Authenticator(SITE, "portal.test")
    set_up(browser, phone)
    browser.post("/sign-out", base_url=SITE)
    sign_in(browser)
    assert get(browser, "/settings") == (303, "/second-step?next=/settings")
    assert set_up(browser, Authenticator(SITE, "portal.test")).status_code == 422
    options = browser.post("/prove/options", json={}, base_url=SITE).get_json()
    sent = {"credential": phone.use(options), "next": "/settings"}
    assert browser.post("/prove", json=sent, base_url=SITE).get_json() == {"go": "/settings"}
    assert get(browser, "/settings") == (200, "")


def test_there_is_no_demo_in_production(browser: FlaskClient, production: Flask) -> None:
    with production.app_context():
        make_account("Isolde Varrick", "person@demo.example")
    for path in ("/demo", "/demo/outbox"):
        assert get(browser, path) == (404, "")
    data = {"email": "person@demo.example"}
    assert browser.post("/demo", data=data, base_url=SITE).status_code == 404


def test_cookies_are_for_https_alone(browser: FlaskClient) -> None:
    answer = sign_in(browser)
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies and all("Secure" in one and "HttpOnly" in one for one in cookies)
