"""Whether every worker still works: each is to finish a probe task."""

import itertools
import time

from .oracle import Probe

PATIENCE = 60.0
ROUND = 1.0
LASTS = 0.3  # so long that a worker cannot take all probes of a round


class Probes:
    def __init__(self, world, publisher):
        self._world, self._publisher = world, publisher
        self._sent = []
        self._begin = time.monotonic()
        self._done = {}  # worker -> when its first probe was seen finished

    def seen(self):
        """By worker what became of its probes, from now on; one that does not run at the end has finished none."""
        for number in itertools.count(1):
            self._send(number)
            end = time.monotonic() + ROUND
            while time.monotonic() < end and not self._is_over():
                self._look()
                time.sleep(0.1)
            if self._is_over():
                return self._probes()

    def _send(self, number):
        """More for each pool than it has slots, so that none of its workers can be left out."""
        for pool in self._world.pools():
            ids = [f"probe-{pool}-{number}-{i}" for i in range(self._world.slots(pool) + 5)]
            self._publisher.probe(pool, ids, LASTS)
            self._sent += ids

    def _look(self):
        now, stored = time.monotonic(), self._world.broker.stored(self._sent)
        for probe, line in self._world.ledger.probes().items():
            worker = self._world.ran(*line)
            if worker and stored.get(probe, ("", None))[0] == "SUCCESS":
                self._done.setdefault(worker, now)

    def _is_over(self):
        """Once each has finished one, or some are so late that no more can be learned."""
        running = self._world.workers()
        done = len(running) == self._world.size() and all(worker in self._done for worker in running)
        return done or time.monotonic() - self._begin > PATIENCE

    def _probes(self):
        running = self._world.workers()
        missing = [f"{number + 1}. that does not run" for number in range(self._world.size() - len(running))]
        return {worker: self._probe(worker) for worker in running} | dict.fromkeys(missing, Probe())

    def _probe(self, worker):
        age, now = self._world.age(worker), time.monotonic()
        started = max(0.0, now - (age or 0.0) - self._begin)
        done = self._done.get(worker)
        return Probe(round(started, 1), None if done is None else round(done - self._begin, 1))
