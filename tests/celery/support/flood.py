"""Many messages of one kind, a second's worth spread over the second, until told to stop."""

import json
import threading
import time
import uuid

BATCH = 500
MOST_WAITING = 20_000


class Flood:
    """Sends `rate` copies of a message per second, fewer while too many wait."""

    def __init__(self, redis, queue, message, rate):
        self.sent = 0
        self._redis = redis
        self._queue = queue
        self._rate = rate
        self._id = message["headers"]["id"]
        self._text = json.dumps(message)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="flood", daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join(10)

    def _run(self):
        due = time.monotonic()
        while not self._over.wait(max(0.0, due - time.monotonic())):
            due = max(due, time.monotonic() - 1) + BATCH / self._rate
            waiting = self._redis.lpush(self._queue, *(self._text.replace(self._id, str(uuid.uuid4())) for _ in range(BATCH)))
            self.sent += BATCH
            if waiting > MOST_WAITING:
                self._over.wait(0.1)
                due = time.monotonic()
