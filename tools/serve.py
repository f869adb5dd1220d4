"""Serve the portal on this machine: the web server and the worker, started and stopped together.

`make run` calls it after set-up. `PORT` changes the port (8000). It ends when either of the two
dies, saying which, and touches no process that it did not start.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

WEB_WORKERS = 2
# A browser opens connections that it asks nothing on, up to six. Each holds a thread for five
# seconds: without threads two of them would stop the portal, until their workers are ended.
WEB_THREADS = 16
SECONDS_TO_STOP = 15


def port_from(environment: dict[str, str]) -> int:
    """The port to serve on. Raises SystemExit with a plain sentence when it is no port."""
    text = environment.get("PORT", "8000")
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SystemExit(f"PORT must be a number from 1 to 65535. It is {text!r}.")
    return int(text)


def addresses(port: int) -> list[str]:
    """Where `localhost` leads on this machine: 127.0.0.1, and ::1 where the machine has it.

    Raises SystemExit with a plain paragraph when the port is taken.
    """
    found = []
    places = ((socket.AF_INET, "127.0.0.1", "127.0.0.1"), (socket.AF_INET6, "::1", "[::1]"))
    for family, host, shown in places:
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise SystemExit(_taken(port)) from None
            if problem.errno == errno.EACCES:
                raise SystemExit(
                    f"Port {port} may not be used here. Try: PORT=8000 make run"
                ) from None
            if family == socket.AF_INET:
                raise
            continue
        found.append(f"{shown}:{port}")
    return found


def _taken(port: int) -> str:
    return (
        f"\nPort {port} is taken: another program is using it, perhaps an earlier `make run`.\n"
        f"Stop that program, or choose another port: PORT={port + 1} make run\n"
    )


def gunicorn(workers: int = WEB_WORKERS) -> list[str]:
    """How a web server starts that browsers reach without a proxy; its address comes behind."""
    counts = ["--workers", str(workers), "--threads", str(WEB_THREADS)]
    quiet = ["--no-control-socket", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *counts, *quiet]


def commands(port: int) -> Iterator[tuple[str, list[str]]]:
    """The name and the command line of each process."""
    bind = [part for address in addresses(port) for part in ("--bind", address)]
    yield "the web server", [*gunicorn(), "--graceful-timeout", "10", *bind, "wsgi:app"]
    yield "the worker", [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]


def answers(port: int, patience: float = 60) -> bool:
    """Does the portal itself answer yet? An open port is only the web server's.

    Waits up to `patience` seconds for an answer, and not at all while the port is shut.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def tell_when_open(port: int) -> None:
    """Print where to go, once somebody is at home there."""
    while not answers(port):
        time.sleep(0.2)
    print(f"\nOpen http://localhost:{port}\nCtrl-C stops it.\n", flush=True)


def stop(running: list[tuple[str, subprocess.Popen[bytes]]]) -> None:
    """Ask each to finish what it does, then wait; end what does not finish in time."""
    for _, process in running:
        if process.poll() is None:
            process.terminate()
        else:
            # A server that was killed leaves its own workers behind, in the group it led.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + SECONDS_TO_STOP
    for name, process in running:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"{name} did not stop in time and was ended.", file=sys.stderr)
            process.kill()
            process.wait()


def main() -> int:
    """Serve until asked to stop (status 0) or until one of the two dies (status 1)."""
    port = port_from(dict(os.environ))
    to_start = list(commands(port))
    # Links in messages must lead to where the portal really answers.
    environment = {"BASE_URL": f"http://localhost:{port}", **os.environ}
    asked_to_stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: asked_to_stop.set())
    running: list[tuple[str, subprocess.Popen[bytes]]] = []
    try:
        for name, command in to_start:
            # In a session of their own, so that Ctrl-C reaches them once, through us.
            process = subprocess.Popen(command, env=environment, start_new_session=True)
            running.append((name, process))
        threading.Thread(target=tell_when_open, args=(port,), daemon=True).start()
        while not asked_to_stop.wait(0.2):
            for name, process in running:
                if process.poll() is not None:
                    print(
                        f"\n{name} ended by itself (status {process.returncode}). "
                        "The lines above say why. Stopping.",
                        file=sys.stderr,
                    )
                    return 1
        print("\nStopping.", flush=True)
        return 0
    finally:
        stop(running)


if __name__ == "__main__":
    sys.exit(main())
