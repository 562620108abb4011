"""A real redis-server of the machine, on a free port of the loopback, with nothing on disk unless asked."""

import redis

from .processes import Running, free_port


class RedisServer:
    def __init__(self, folder, *options):
        self.port = free_port()
        self._folder = folder
        self._options = options
        self._start()

    def _start(self):
        command = ["redis-server", "--port", self.port, "--bind", "127.0.0.1", "--save", "", "--dir", self._folder]
        self._running = Running(f"redis-{self.port}", [*command, *self._options], self._folder)
        self._running.await_ready(self._answers)

    def _answers(self):
        try:
            with self.client() as client:
                return client.ping()
        except redis.AuthenticationError:
            return True
        except redis.ConnectionError:
            return False

    def url(self, db=0, credentials=""):
        return f"redis://{credentials}127.0.0.1:{self.port}/{db}"

    def client(self, db=0):
        # One try each: a test wants to see the failure, not a client that mends it.
        return redis.Redis(port=self.port, db=db, socket_timeout=10, retry=None)

    def kill(self):
        self._running.kill()

    def restart(self):
        """After kill(): the same port and folder."""
        self._start()

    def stop(self):
        self._running.stop()
