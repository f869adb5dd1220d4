"""Every page is reached by tapping, from home, by somebody whom the register lets in, and every
link that a role is shown opens: a template asks the guard before it shows a way.

The pages that were met are checked once more by html-validate, a stricter reader than html5lib.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.conftest import lacking, rolled_back
from tests.rules.world import World, build_world
from tests.walker.walk import NOT_WALKED, STARTS, Walk, kind_of

ROOT = Path(__file__).resolve().parents[2]
# Their pages are read by html-validate too; those of the others are made of the same templates.
READ_TWICE = ("visitor", "person", "family", "friend", "caremanager", "manager", "admin")
ROLES = (
    *READ_TWICE,
    "nurse",
    "advocate",
    "worker",
    "approver",
    "commissioner",
    "steering",
    "moderator",
)
# No link leads here, and why.
NOT_LINKED = {
    *NOT_WALKED,
    "health.show_alive",
    "health.show_ready",
    "pages.show_favicon",
    # For the scripts of a phone without a signal.
    "check_phone.give_token",
    "waiting.give_token",
    "waiting.show_without_signal",
    "waiting.show_worker",
    # A picture on the page that it leads to.
    "support_jobs.show_job_code",
    # After a form was sent, or by a link that came by mail.
    "accounts.show_code",
    "accounts.show_code_drawing",
    "accounts.show_fresh_sent",
    "accounts.show_link",
    "accounts.show_sent",
    "circle.show_invitation",
    "pages.show_leave",
    "phone.show_back",
    "phone.show_question",
    "check_phone.show_day_question",
    "check_phone.show_question",
    "check_in_files.show_photo",
    "check_in_files.show_sound",
    "outcome_files.show_photo",
    "outcome_files.show_sound",
    "plan_comments.find_comment",
    "plan_suggestions.find_suggestion",
    "plan_writing.change_photo",
    "plan_writing.change_sound",
    # The demo has no absence to take back.
    "team_cover.show_take_back",
    "work.show_take_back",
    "sharing.choose_level",
    "sheet_council.ask_line",
    "sheet_council.ask_new",
    "sharing.show_stopped",
    "staff_trials.ask_take_back",
    "staff_trials.show_photo",
    "staff_trials.show_sound",
    # For an applicant, who has no account: behind a link that came by mail.
    "applying.show_applied",
    *(
        f"own_application.{view}"
        for view in (
            "ask_stop_trial",
            "show_again",
            "show_ask",
            "show_change",
            "show_file",
            "show_gone",
            "show_how_trial_was",
            "show_kept",
            "show_own",
            "show_sent",
            "show_take_back",
            "show_trial",
        )
    ),
    # Only at one moment of the way; tests/staff_choice goes there.
    "staff_deciding.show_first_day",
    "staff_deciding.show_reason",
    "staff_asks.show_why",
    "staff_marks.ask_close",
    "staff_marks.ask_mark",
    "staff_marks.begin_marks",
    "staff_timetable.change_time",
    "staff_timetable.new_time",
    "staff_trials.ask_stop",
    "staff_trials.show_how",
    "staff_decided_for.show_in_their_place",
    "staff_written_down.show_witness",
    "meet_phone.show_question",
    "naming_lock.show_who_checks",
    "own_asking.show_asked",
    # A file or a photo, not a page.
    "applicants.show_file",
    "staff_timetable.give_calendar",
    "team.show_photo",
    "work.show_photo",
    # Where one is sent when a sign-in is old or lacks its second factor.
    "accounts.show_fresh",
    "accounts.show_second_step",
    # A file, not a page.
    "council_highlights.download_figures",
    "unmet.download_unmet",
    # After a form was sent.
    "unmet.show_told",
    # A picture, not a page.
    "photos.show_photo",
    "plan_files.show_photo",
    "plan_files.show_sound",
    "providers.show_photo",
    # Only while a plan waits for a yes: tests/plans/test_agreeing_start.py goes there.
    "plan_agreeing.show_start",
    # This world has no places: tests/providers goes there.
    "asking.show_ask",
    "providers.show_provider",
    # The demo's device is known already.
    "accounts.show_know_device",
    # A search: its form is sent by GET.
    "organisations.show_account",
    "organisations.show_close_account",
}


@pytest.fixture(scope="module")
def walks(sqlite_portal: Flask) -> Iterator[dict[str, Walk]]:
    with rolled_back(sqlite_portal) as portal:
        world = build_world(portal)
        yield {role: _walk(world, role) for role in ROLES}


def _walk(world: World, role: str) -> Walk:
    with world.signed_in(role) as client:
        return Walk(client, world.portal).go(*STARTS)


def test_no_page_is_left_without_a_link(walks: dict[str, Walk], sqlite_portal: Flask) -> None:
    met = {
        kind_of(sqlite_portal, urlsplit(page.url).path)
        for walk in walks.values()
        for page in walk.pages
    }
    pages = {
        rule.endpoint
        for rule in sqlite_portal.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    }
    assert pages - met - NOT_LINKED == set()


@pytest.mark.parametrize("role", ROLES)
def test_no_link_is_dead(walks: dict[str, Walk], role: str) -> None:
    assert walks[role].dead == []


@pytest.mark.parametrize("role", ["family", "friend", "nurse", "advocate", "worker", "caremanager"])
def test_who_is_in_a_circle_finds_the_way_out_of_it(walks: dict[str, Walk], role: str) -> None:
    found = {kind_of(walks[role].portal, urlsplit(page.url).path) for page in walks[role].pages}
    assert {"circle.show_circle", "circle.confirm_end", "needs.show_my_needs"} <= found


def test_the_pages_are_html_to_a_strict_reader_too(walks: dict[str, Walk], tmp_path: Path) -> None:
    program = ROOT / "node_modules" / ".bin" / "html-validate"
    if not program.exists():
        lacking("html-validate (npm)")
    addresses = {}
    for role in READ_TWICE:
        for number, page in enumerate(walks[role].pages):
            file = tmp_path / f"{role}-{number:03}.html"
            file.write_text(page.html)
            addresses[str(file)] = page.url
    config = Path(__file__).with_name("html-validate.json")
    done = subprocess.run(
        [str(program), "--config", str(config), "--formatter", "json", *sorted(addresses)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
    )
    found = Counter(
        f"{each['ruleId']}: {each['message']} ({addresses[file['filePath']]})"
        for file in json.loads(done.stdout)
        for each in file["messages"]
    )
    assert not found, "\n".join(found)
