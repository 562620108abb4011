"""Whether every worker still works: each is to finish a probe task."""

import itertools
import time

from .oracle import PROBE_SECONDS

PATIENCE = 90.0  # for a container that Kubernetes starts again only after a while
ROUND = 1.5
LASTS = 0.3  # so long that a worker cannot take all probes of a round


class Probes:
    def __init__(self, world, publisher):
        self._world, self._publisher = world, publisher
        self._sent = []
        self._ready = {}  # worker -> when it was first seen ready
        self._done = {}  # worker -> when its first probe was seen finished

    def seconds(self):
        """By worker how long it took, from now on, or from when it was ready where it was started again; None if it did not."""
        begin = time.monotonic()
        for number in itertools.count(1):
            self._send(number)
            end = time.monotonic() + ROUND
            while time.monotonic() < end:
                self._look()
                time.sleep(0.2)
            if self._is_over(begin):
                return {worker: self._took(worker, begin) for worker in self._world.workers()}

    def _send(self, number):
        """More for each pool than it has slots, so that none of its workers can be left out."""
        for pool in self._world.pools():
            ids = [f"probe-{pool}-{number}-{i}" for i in range(self._world.slots(pool) + 5)]
            self._publisher.probe(pool, ids, LASTS)
            self._sent += ids

    def _look(self):
        now, stored = time.monotonic(), self._world.broker.stored(self._sent)
        for worker in self._world.ready():
            self._ready.setdefault(worker, now)
        for probe, line in self._world.ledger.probes().items():
            worker = self._world.ran(*line)
            if worker and stored.get(probe, ("", None))[0] == "SUCCESS":
                self._done.setdefault(worker, now)

    def _is_over(self, begin):
        now, running = time.monotonic(), self._world.workers()
        missing = [worker for worker in running if worker not in self._done]
        if not missing and self._world.complete():
            return True
        late = any(now - self._ready.get(worker, now) > PROBE_SECONDS + ROUND for worker in missing)
        return late or now - begin > PATIENCE

    def _took(self, worker, begin):
        if worker not in self._done:
            return None
        return round(max(0.0, self._done[worker] - max(begin, self._ready.get(worker, begin))), 1)
