"""One run: the load is sent while the faults strike; then everything is waited for, and counted."""

import math
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from . import load, plan
from .oracle import Evidence, Strike
from .probes import Probes
from .publisher import Publisher
from .timeline import Timeline

ENDS = ("SUCCESS", "FAILURE", "REVOKED")  # a task that is run again has a state, too
LOADED = 0.95  # the share of the time in which tasks are sent


@dataclass(frozen=True)
class Order:
    """What a run is: the same order gives the same load and the same schedule."""

    world: str
    seed: int
    tasks: int
    seconds: float
    pauses: tuple[float, float]
    restore: bool = True


class Run:
    def __init__(self, order, world, faults, say):
        self._order, self._world, self._say = order, world, say
        self._faults = {fault.kind.name: fault for fault in faults}
        self._sendings = load.plan(order.seed, order.tasks)
        self._strikes = []
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self.samples = []

    def evidence(self):
        """Runs, and returns what was seen."""
        order, world = self._order, self._world
        planned = plan.plan(order.seed, [fault.kind for fault in self._faults.values()], order.seconds, order.pauses)
        publisher = Publisher(world)
        timeline = Timeline(world, publisher, self._now)
        try:
            sending = publisher.start(self._sendings, order.seconds * LOADED)
            with ThreadPoolExecutor(16, thread_name_prefix="fault") as pool:
                struck = []
                for strike in self._awaited(planned, timeline):
                    struck.append(pool.submit(strike))
                    _raise_what_failed(struck)
                for strike in struck:
                    strike.result()
            probes = Probes(world, publisher).seen()
            sending.join()
            if publisher.problem:
                raise publisher.problem
            expected = {call: result for sending in self._sendings for call, result in sending.results.items()}
            stored = self._await_all([call.id for call in expected], timeline)
        finally:
            timeline.close()
            publisher.close()
            self.samples = timeline.samples
        return Evidence(
            expected={call.id: call.runs for call in expected},
            results={call.id: result for call, result in expected.items()},
            runs=world.ledger.runs(),
            stored=stored,
            strikes=tuple(sorted(self._strikes, key=lambda strike: strike.at)),
            dead_letters=len(world.broker.dead_letters()),
            left=world.broker.in_flight() + world.broker.waiting(),
            probes=probes,
            probe_seconds=world.probe_seconds,
            misplaced=world.misplaced(),
        )

    def _awaited(self, planned, timeline):
        """Each when its time has come."""
        for strike in planned:
            while (left := strike.at - self._now()) > 0:
                time.sleep(min(left, 1.0))
                self._say(progress=self._far(timeline))
            yield lambda strike=strike: self._strike(strike)

    def _strike(self, planned):
        fault = self._faults[planned.fault]
        at = self._now()
        struck = fault.strike(self._world, planned.target)
        done = Strike(round(at, 1), fault.title, struck.where, struck.in_flight, round(self._now() - at, 1))
        with self._lock:
            self._strikes.append(done)
        self._say(f"{done.at:6.1f} s  {done.title}: {done.where}, {done.in_flight} in flight")

    def _await_all(self, ids, timeline):
        """What is stored once all have ended, or nothing has moved for as long as a restore may take twice."""
        patience = 60.0 if self._order.restore else 25.0
        stored, open_, before, moved = {}, ids, None, time.monotonic()
        while open_ or self._world.broker.in_flight():
            stored |= self._world.broker.stored(open_)
            open_ = [task for task in open_ if stored.get(task, ("", None))[0] not in ENDS]
            mark = (len(open_), timeline.last().runs)
            if mark != before:
                before, moved = mark, time.monotonic()
            elif time.monotonic() - moved > patience:
                break
            self._say(progress=self._far(timeline))
            time.sleep(0.5)
        return stored

    def _now(self):
        return time.monotonic() - self._began

    def _far(self, timeline):
        sample = timeline.last()
        share = math.floor(100 * sample.sent / self._order.tasks)
        return (
            f"{self._order.world}: {self._now():.0f} s, {sample.sent} of {self._order.tasks} tasks sent ({share} %),"
            f" {sample.runs} runs, {sample.in_flight} in flight, {len(self._strikes)} faults"
        )


def _raise_what_failed(futures):
    """At once, and not at the end: a fault that was done by half may leave more behind with each further one."""
    for future in futures:
        if future.done():
            future.result()
