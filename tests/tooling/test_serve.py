"""`make run` says in plain words what is wrong with a port, and ends what it started."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.database import make_engine
from tools import serve


def test_a_port_that_is_taken_is_named_with_a_way_on() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} is taken") as stopped:
            serve.addresses(port)
    assert f"PORT={port + 1} make run" in str(stopped.value)


@pytest.mark.parametrize("text", ["", "abc", "0", "70000", "-1", "80 00"])
def test_a_port_that_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(SystemExit, match="PORT must be a number"):
        serve.port_from({"PORT": text})


def test_the_port_is_8000_unless_set() -> None:
    assert serve.port_from({}) == 8000
    assert serve.port_from({"PORT": "8123"}) == 8123


def test_an_open_port_that_says_nothing_is_not_an_answer() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        assert not serve.answers(silent.getsockname()[1], patience=0.2)


def test_no_thread_of_a_web_server_waits_for_another_ones_connection(tmp_path: Path) -> None:
    # given as many requests at one instant as a process has threads
    engine = make_engine(f"sqlite:///{tmp_path}/pool.sqlite3")
    # then each has its connection to the database
    with ExitStack() as open_ones:
        for _thread in range(serve.WEB_THREADS):
            open_ones.enter_context(engine.connect())
    engine.dispose()
