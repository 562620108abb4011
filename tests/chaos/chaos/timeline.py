"""Samples of a run, one a second, taken by a thread of its own."""

import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    at: float
    sent: int
    runs: int
    in_flight: int
    waiting: int


class Timeline:
    def __init__(self, world, publisher, clock):
        self._world, self._publisher, self._clock = world, publisher, clock
        self._over = threading.Event()
        self.samples = []
        self._thread = threading.Thread(target=self._run, name="timeline", daemon=True)
        self._thread.start()

    def last(self):
        return self.samples[-1] if self.samples else Sample(0, 0, 0, 0, 0)

    def close(self):
        self._over.set()
        self._thread.join(70)

    def _run(self):
        while not self._over.wait(max(0.05, 1.0 - time.monotonic() % 1.0)):
            broker = self._world.broker
            in_flight, waiting, runs = broker.in_flight(), broker.waiting(), self._world.ledger.length()
            self.samples.append(Sample(round(self._clock(), 1), self._publisher.sent, runs, in_flight, waiting))
