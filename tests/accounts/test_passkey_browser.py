"""A passkey in a real browser: set up in settings, used to come in, by the script of the page."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from tests.accounts.conftest import HASH, PASSWORD
from tests.conftest import lacking, make_portal
from tests.makers import make_account

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Flask, str]]:
    """A portal at http://localhost, where passkeys work without https."""
    portal = make_portal(f"sqlite:///{tmp_path}/served.sqlite3", tmp_path)
    if not portal.config["STATIC_MANIFEST"]:
        lacking("the built assets")
    server = make_server("localhost", 0, portal, threaded=True)
    address = f"http://localhost:{server.server_port}"
    portal.config["BASE_URL"] = address
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield portal, address
    server.shutdown()
    thread.join()
    server.server_close()
    portal.extensions["db_engine"].dispose()


def test_set_up_and_come_in_with_this_phone(chromium: Browser, served: tuple[Flask, str]) -> None:
    portal, address = served
    with portal.app_context():
        make_account("Zebedee Quist", "zebedee@test.example", password_hash=HASH)
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    phone = context.new_cdp_session(page)
    phone.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
    }  # fmt: skip
    phone.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    # Given somebody who set up their phone
    page.goto(f"{address}/sign-in/password?next=/settings/passkeys")
    page.get_by_label("Your email").fill("zebedee@test.example")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    page.get_by_role("button", name="Set up this phone").click()
    page.get_by_text("You can come in with this phone").wait_for()
    page.goto(f"{address}/settings")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{address}/")

    # When they come in with it
    page.goto(f"{address}/sign-in/phone?next=/settings/devices")
    page.get_by_role("button", name="Come in").click()

    # Then they are in, and the phone is known
    page.wait_for_url(f"{address}/settings/devices")
    page.get_by_text("We know it.").wait_for()
    context.close()
