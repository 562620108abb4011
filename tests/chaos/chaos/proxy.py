"""A TCP proxy between one worker and its broker, which can fall silent or refuse."""

import contextlib
import socket
import threading


class Proxy:
    def __init__(self, target):
        self._target = target  # port on the loopback
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = self._listener.getsockname()[1]
        self._passing = threading.Event()
        self._passing.set()
        self._refusing = False
        self._open = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, name=f"proxy-{self.port}", daemon=True).start()

    @contextlib.contextmanager
    def silent(self):
        """Meanwhile nothing passes and nobody is told; then what was held up goes on, as packets do that are sent again."""
        self._passing.clear()
        try:
            yield
        finally:
            self._passing.set()

    @contextlib.contextmanager
    def refusing(self):
        """Meanwhile there are no connections."""
        self._refusing = True
        self._cut()
        try:
            yield
        finally:
            self._refusing = False

    def close(self):
        self._listener.close()
        self._passing.set()
        self._cut()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self._refusing:
                client.close()
            else:
                threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client):
        self._passing.wait()
        try:
            server = socket.create_connection(("127.0.0.1", self._target), timeout=5)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._open |= {client, server}
        threading.Thread(target=self._pump, args=(client, server), daemon=True).start()
        self._pump(server, client)

    def _pump(self, source, sink):
        try:
            while data := source.recv(65_536):
                self._passing.wait()
                sink.sendall(data)
        except OSError:
            pass
        self._passing.wait()  # an end is not told either
        self._close(source, sink)

    def _cut(self):
        with self._lock:
            ends = list(self._open)
        self._close(*ends)

    def _close(self, *ends):
        with self._lock:
            self._open -= set(ends)
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # wakes who reads it
            end.close()
