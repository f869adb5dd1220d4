"""A TCP proxy of our own before a server, to cut its connections and restore them."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading


class Proxy:
    """Passes bytes on both ways, until it is cut; then new connections are refused too."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._is_cut = threading.Event()
        self._is_over = threading.Event()
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self.cut()
        self._door.close()
        for thread in self._threads:
            thread.join(timeout=2)

    def cut(self) -> None:
        """End every connection now, and each new one at once."""
        self._is_cut.set()
        for pair in self._pairs:
            _end(*pair)
        self._pairs = []

    def restore(self) -> None:
        self._is_cut.clear()

    def _accept(self) -> None:
        self._door.settimeout(0.1)
        while not self._is_over.is_set():
            try:
                near, _ = self._door.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            if self._is_cut.is_set():
                _end(near)
                continue
            pair = (near, socket.create_connection(self._target))
            self._pairs.append(pair)
            thread = threading.Thread(target=_pass_on, args=pair, daemon=True)
            self._threads.append(thread)
            thread.start()


def _pass_on(near: socket.socket, far: socket.socket) -> None:
    with selectors.DefaultSelector() as waiting, contextlib.suppress(OSError, ValueError):
        waiting.register(near, selectors.EVENT_READ, far)
        waiting.register(far, selectors.EVENT_READ, near)
        while True:
            for key, _ in waiting.select(timeout=5):
                chunk = key.fileobj.recv(65536)  # type: ignore[union-attr]
                if not chunk:
                    _end(near, far)
                    return
                key.data.sendall(chunk)


def _end(*ends: socket.socket) -> None:
    for each in ends:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
