"""The faults, one class each. Each strikes a world and tells how many tasks were in flight where it struck.

What was in flight is what stands on record at the broker for the worker that was hit, read just after it was hit: from
then on that record changes only by being restored.
"""

import os
import signal
import time
from dataclasses import dataclass

from .plan import Kind


@dataclass(frozen=True)
class Struck:
    where: str
    in_flight: int


def _one_of(candidates, target):
    """None where there is nobody to hit."""
    return candidates[int(target * len(candidates))] if candidates else None


def _kill(*processes):
    for process in processes:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass  # it was faster


class KillWorker:
    title = "kill -9 of a worker"
    kind = Kind("kill-worker", weight=2)

    def strike(self, world, target):
        worker = _one_of(world.workers(), target)
        if worker is None:
            return Struck("nobody runs", 0)
        _kill(world.family(worker).parent)
        return Struck(worker, len(world.broker.held_by(worker)))


class KillChild:
    title = "kill -9 of a prefork child"
    kind = Kind("kill-child", weight=2)

    def strike(self, world, target):
        children = [(worker, child) for worker in world.workers() for child in world.family(worker).children]
        hit = _one_of(children, target)
        if hit is None:
            return Struck("no child runs", 0)
        _kill(hit[1])
        return Struck(hit[0], 1)


class KillFamily:
    title = "kill -9 of parent and children together"
    kind = Kind("kill-family")

    def strike(self, world, target):
        worker = _one_of([worker for worker in world.workers() if world.family(worker).children], target)
        if worker is None:
            return Struck("no parent runs", 0)
        family = world.family(worker)
        _kill(family.parent, *family.children)
        return Struck(worker, len(world.broker.held_by(worker)))


class Roll:
    """All workers of a pool are replaced. A drain interrupts nothing that can finish, so nothing may run again."""

    title = "rolling update of a pool"
    kind = Kind("roll", lasts=15, needs_api=True)

    def strike(self, world, target):
        pool = _one_of(world.pools(), target)
        world.roll(pool)
        return Struck(pool, 0)


class EmptyPool:
    """All workers of a pool go, and come back: meanwhile its tasks wait, or run in the other one."""

    title = "pool without workers for 15 s"
    kind = Kind("empty-pool", lasts=20)

    def strike(self, world, target):
        pool = _one_of(world.pools(), target)
        with world.emptied(pool):
            time.sleep(15)
        return Struck(pool, 0)


class FlipRoutes:
    """What waits is sent where it computes and the other way round, and back again."""

    title = "routes turned round for 4 s"
    kind = Kind("flip-routes", lasts=4, weight=3)

    def strike(self, world, target):
        world.turn_routes()
        time.sleep(self.kind.lasts)
        world.turn_routes_back()
        return Struck("routes", 0)


class DeletePod:
    title = "pod deleted with grace 0"
    kind = Kind("delete-pod", needs_api=True, weight=2)

    def strike(self, world, target):
        worker = _one_of(world.workers(), target)
        if worker is None:
            return Struck("nobody runs", 0)
        before = world.broker.held_by(worker)
        world.delete(worker)
        return Struck(worker, len(before | world.broker.held_by(worker)))


def _without_broker(world, renew):
    # A publish whose reply is lost is sent again by the stock client: a second run that no worker answers for.
    with world.publishing:
        held = sum(len(world.broker.held_by(worker)) for worker in world.workers())
        renew()
        return Struck("broker", held)


class RestartRedis:
    title = "Redis killed and started again"
    kind = Kind("restart-redis", lasts=2, needs_api=True)  # nobody reaches it before the kubelet has said that it is ready

    def strike(self, world, target):
        return _without_broker(world, world.restart_redis)


class ReplaceRedis:
    """Its pod is killed, and another one takes over its volume."""

    title = "Redis killed with its pod, another pod on its volume"
    kind = Kind("replace-redis", lasts=5, needs_api=True)

    def strike(self, world, target):
        return _without_broker(world, world.replace_redis)


def _apart(world, target, separate, seconds):
    """Keeps a worker from its broker for so long; what it held is counted when it cannot get more."""
    worker = _one_of(world.workers(), target)
    if worker is None:
        return Struck("nobody runs", 0)
    with separate(worker):
        time.sleep(0.5)  # what was on its way has arrived
        held = world.broker.held_by(worker)
        time.sleep(seconds - 0.5)
    return Struck(worker, len(held))


class CutNetwork:
    """Nothing passes between a worker and its broker, and nobody is told, for longer than a lease lives."""

    title = "network to the broker cut for 20 s"
    kind = Kind("cut-network", lasts=20)

    def strike(self, world, target):
        return _apart(world, target, world.cut, self.kind.lasts)


class RefuseConnections:
    """All of a worker's connections are reset and new ones refused, for longer than others take to think that it is gone."""

    title = "connections to the broker refused for 5 s"
    kind = Kind("refuse", lasts=5)

    def strike(self, world, target):
        return _apart(world, target, world.refuse, self.kind.lasts)


class KillOperator:
    title = "kill -9 of the operator"
    kind = Kind("kill-operator")

    def strike(self, world, target):
        _kill(*world.operator())
        return Struck("operator", 0)


class StopApiServer:
    title = "API server stopped for 30 s"
    kind = Kind("stop-api-server", lasts=30, needs_api=True, stops_api=True)

    def strike(self, world, target):
        with world.api_server_stopped():
            time.sleep(self.kind.lasts)
        return Struck("API server", 0)


PROCESSES = (KillWorker(), KillChild(), KillFamily(), Roll(), RestartRedis(), CutNetwork(), RefuseConnections())
SPLIT = (*PROCESSES, EmptyPool(), FlipRoutes())
CLUSTER = (
    KillWorker(),
    KillChild(),
    KillFamily(),
    DeletePod(),
    Roll(),
    RestartRedis(),
    ReplaceRedis(),
    CutNetwork(),
    KillOperator(),
    StopApiServer(),
)
