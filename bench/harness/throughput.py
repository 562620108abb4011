"""Tasks a second of a worker that finds a full queue, and what a task costs."""

import time

from no_op import redis_seconds
from worker import tree_seconds

from .model import Column, Wrong

PATIENCE = 150
COLUMNS = (
    Column("rate", "tasks/s"),
    Column("redis", "us of Redis", "{:.1f}"),
    Column("worker", "us of workers", "{:.1f}"),
    Column("tasks", "tasks"),
)


def timed(client, count, stored, pids):
    """Values over the last two thirds of so many tasks: the first one warms up. `stored` says how many have a result."""
    first = at_least(client, count // 3, stored, pids)
    last = at_least(client, count, stored, pids)
    seconds, redis, workers, done = (after - before for before, after in zip(first, last, strict=True))
    return {"rate": done / seconds, "redis": redis / done * 1e6, "worker": workers / done * 1e6, "tasks": count}


def at_least(client, wanted, stored, pids):
    """The time when so many were there, processor seconds of Redis and of the workers until then, and how many there were."""
    end = time.monotonic() + PATIENCE
    while (done := stored()) < wanted:
        if time.monotonic() > end:
            raise Wrong(f"{done} of {wanted} results after {PATIENCE} s")
        time.sleep(0.01)
    return time.monotonic(), redis_seconds(client), sum(map(tree_seconds, pids)), done
