"""The worker: leases, tries again, gives up after six, never sends twice, cleans up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.notices import actions, worker
from app.notices.actions import MOST_TRIES, WAITS, Message
from app.notices.carriers import NoCarrier
from app.notices.jobs import Job, add_job
from app.notices.models import Channel, Notice
from app.notices.worker import Worker
from tests.conftest import make_portal
from tests.makers import make_account

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


class Post:
    """A carrier that keeps what it was given, and can be told to fail."""

    shows = False

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.fails = False

    def hand_over(self, message: Message) -> None:
        if self.fails:
            raise ConnectionRefusedError
        self.taken.append(message)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    post = Post()
    monkeypatch.setattr(worker, "carrier_for", lambda channel: post)
    return post


def write(portal: Flask, number: int = 1) -> None:
    with portal.app_context(), db.writing():
        for each in range(number):
            actions.send(
                by=SYSTEM,
                address=f"a{each}@test.example",
                language="en",
                channel=Channel.EMAIL,
                kind="test",
                subject="Your link",
                body="Here it is.",
                path="/link/secret",
            )


def all_notices(portal: Flask) -> list[Notice]:
    with portal.app_context():
        return list(db.session.scalars(select(Notice).order_by(Notice.id)))


def test_what_is_due_goes_out_and_its_link_is_forgotten(either_portal: Flask, post: Post) -> None:
    write(either_portal, 12)
    one = Worker(either_portal)
    assert [one.deliver_due(), one.deliver_due(), one.deliver_due()] == [10, 2, 0]
    assert len({message.reference for message in post.taken}) == 12
    for notice in all_notices(either_portal):
        assert notice.sent_at is not None and notice.lease_until is None and notice.path == ""


def test_the_screen_is_not_delivered(portal: Flask, post: Post) -> None:
    with portal.app_context():
        account = make_account()
        with db.writing():
            actions.send(
                by=SYSTEM,
                account_id=account.id,
                language="en",
                channel=Channel.SCREEN,
                kind="test",
                subject="a",
                body="b",
            )
    assert Worker(portal).deliver_due() == 0


def test_the_demo_keeps_the_link_in_its_outbox(portal: Flask) -> None:
    write(portal)
    Worker(portal).deliver_due()
    assert all_notices(portal)[0].path == "/link/secret"


def test_a_server_that_is_down_is_tried_again_then_given_up(
    either_portal: Flask, post: Post
) -> None:
    post.fails = True
    one = Worker(either_portal)
    with time_machine.travel(START, tick=False) as clock:
        write(either_portal)
        for wait in WAITS:
            assert one.deliver_due() == 1
            assert one.deliver_due() == 0
            clock.shift(wait - timedelta(seconds=1))
            assert one.deliver_due() == 0
            clock.shift(timedelta(seconds=1))
        assert all_notices(either_portal)[0].dead_at is None
        assert one.deliver_due() == 1
        dead = all_notices(either_portal)[0]
        assert dead.dead_at is not None and dead.tries == MOST_TRIES
        assert dead.last_error == "ConnectionRefusedError"
        clock.shift(timedelta(days=30))
        assert one.deliver_due() == 0


def test_after_the_server_is_back_the_message_arrives(portal: Flask, post: Post) -> None:
    post.fails = True
    with time_machine.travel(START, tick=False) as clock:
        write(portal)
        Worker(portal).deliver_due()
        post.fails = False
        clock.shift(WAITS[0])
        Worker(portal).deliver_due()
    assert len(post.taken) == 1 and all_notices(portal)[0].last_error == ""


def test_a_lost_commit_repeats_the_same_reference(
    either_portal: Flask, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill between hand-over and commit: the lease runs out, the message goes once more."""

    def killed(**given: object) -> bool:
        raise SystemExit("killed")

    with time_machine.travel(START, tick=False) as clock:
        write(either_portal)
        with monkeypatch.context() as patch, pytest.raises(SystemExit):
            patch.setattr(actions, "mark_sent", killed)
            Worker(either_portal).deliver_due()
        assert Worker(either_portal).deliver_due() == 0
        clock.shift(worker.LEASE)
        assert Worker(either_portal).deliver_due() == 1
    assert len(post.taken) == 2
    assert post.taken[0].reference == post.taken[1].reference
    assert all_notices(either_portal)[0].sent_at is not None


def test_a_message_that_kills_each_worker_comes_to_an_end(portal: Flask, post: Post) -> None:
    with time_machine.travel(START, tick=False) as clock:
        write(portal)
        for _ in range(MOST_TRIES):
            with portal.app_context(), db.writing():
                assert actions.lease(by=SYSTEM, until=now() + worker.LEASE, at=now())
            clock.shift(worker.LEASE)
        Worker(portal).deliver_due()
    assert post.taken == []
    assert all_notices(portal)[0].last_error == "Interrupted"
    assert all_notices(portal)[0].dead_at is not None


def test_a_late_worker_does_not_overwrite_a_newer_lease(either_portal: Flask) -> None:
    with time_machine.travel(START, tick=False) as clock:
        write(either_portal)
        with either_portal.app_context(), db.writing():
            old = actions.lease(by=SYSTEM, until=now() + worker.LEASE, at=now())[0]
        clock.shift(worker.LEASE)
        with either_portal.app_context(), db.writing():
            new = actions.lease(by=SYSTEM, until=now() + worker.LEASE, at=now())[0]
            assert not actions.mark_failed(by=SYSTEM, message=old, error="Late")
            assert actions.mark_sent(by=SYSTEM, message=new)


def test_being_asked_to_stop_gives_back_what_was_not_tried(portal: Flask, post: Post) -> None:
    write(portal, 3)
    one = Worker(portal)
    one.stop.set()
    one.deliver_due()
    assert post.taken == []
    assert [(n.tries, n.lease_until) for n in all_notices(portal)] == [(0, None)] * 3


def test_a_missing_setting_is_a_failure_like_any_other(
    portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(channel: Channel) -> None:
        raise NoCarrier(channel.value)

    monkeypatch.setattr(worker, "carrier_for", none)
    write(portal)
    Worker(portal).deliver_due()
    assert all_notices(portal)[0].last_error == "NoCarrier"


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A portal on a database of its own, with real connections: workers meet there."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/shared.sqlite3"
    else:
        url = request.getfixturevalue("fresh_postgres_url")
    portal = make_portal(url, tmp_path)
    yield portal
    portal.extensions["db_engine"].dispose()


def test_two_workers_never_take_the_same_message(shared: Flask, post: Post) -> None:
    write(shared, 40)
    start = threading.Barrier(4)

    def work() -> None:
        one = Worker(shared)
        start.wait()
        while one.deliver_due():
            pass

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
    references = [message.reference for message in post.taken]
    assert len(references) == len(set(references)) == 40
    assert all(notice.sent_at is not None for notice in all_notices(shared))


def test_jobs_run_when_due_and_a_broken_one_harms_none(portal: Flask) -> None:
    ran: list[str] = []

    def broken() -> None:
        ran.append("broken")
        raise RuntimeError

    before = dict(portal.extensions["jobs"])
    portal.extensions["jobs"].clear()
    try:
        add_job(portal, Job("broken", timedelta(hours=1), broken))
        add_job(portal, Job("whole", timedelta(0), lambda: ran.append("whole")))
        one = Worker(portal)
        one.do_jobs()
        one.do_jobs()
    finally:
        portal.extensions["jobs"].clear()
        portal.extensions["jobs"].update(before)
    assert ran == ["broken", "whole", "whole"]


def test_old_messages_and_links_are_forgotten(either_portal: Flask, post: Post) -> None:
    write(either_portal, 2)
    Worker(either_portal).deliver_due()
    write(either_portal)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        Worker(either_portal).do_jobs()
    left = all_notices(either_portal)
    assert len(left) == 1 and left[0].sent_at is None
