"""Tasks that do nothing, with results stored and messages acknowledged after the run."""

import functools
import os

from worker import Redis, redis, results

from .celery_queue import Messages, check_runs, drained, fill
from .model import Benchmark, Goal, Side, at_least
from .sides import celery, greenfork, limit
from .throughput import COLUMNS, timed

TASK = "conformance.ignored"  # an echo of kind IO, so that a split sends it to the green worker; these messages want a result
MESSAGES = 200_000
FEW = 10_000  # for those that would take minutes
NOTES = (
    "Messages wait, the worker starts, the last two thirds of them are timed; the limit has no warm-up, and all of its are."
    " `us` are microseconds of processor time for a task."
)
GOALS = (
    ("at least 80 % of the limit, unsplit", "Greenfork green", "limit", 0.8),
    ("at least 80 % of the limit, through the split", "Greenfork green, split", "limit, split", 0.8),
    ("at least 50 times Celery prefork", "Greenfork green", "Celery prefork", 50),
)


def no_op(setting):
    cores = os.cpu_count()
    all_messages = functools.cache(lambda: Messages.of(TASK, [[number] for number in range(setting.scaled(MESSAGES))]))
    few = functools.cache(lambda: all_messages().first(setting.scaled(FEW)))

    def worked(messages, worker, workers=1):
        with redis() as port:
            client = Redis(port)
            fill(client, messages())
            with worker(port) as pids:
                values = timed(client, len(messages().ids), lambda: results(client), pids)
                drained(port, messages())
                check_runs(port, messages(), workers)
            return values

    def limited(split):
        with redis() as port:
            fill(Redis(port), all_messages())
            values = limit.measure(port, all_messages(), split)
            drained(port, all_messages())
            return values

    ours, theirs = setting.dist, functools.partial(celery.celery, prefetch=64)
    sides = (
        Side("limit", lambda: limited(False)),
        Side("limit, split", lambda: limited(True)),
        Side("Greenfork green", lambda: worked(all_messages, lambda port: greenfork.green(ours, port, 1000))),
        Side("Greenfork green, split", lambda: worked(all_messages, lambda port: greenfork.split(ours, port, 1000), 2)),
        Side("Greenfork prefork", lambda: worked(few, lambda port: greenfork.prefork(ours, port, cores))),
        Side("Celery prefork", lambda: worked(few, lambda port: theirs(port, "prefork", cores))),
        Side("Celery solo", lambda: worked(few, lambda port: theirs(port, "solo", 1))),
        Side("Celery eventlet", lambda: worked(few, lambda port: celery.celery(port, "eventlet", 1000))),
    )
    return Benchmark(
        name="no-op",
        title="tasks that do nothing, results stored, acknowledged after the run",
        columns=COLUMNS,
        sides=sides,
        of=(("of limit", "limit"), ("x Celery prefork", "Celery prefork")),
        goals=goals,
        notes=NOTES,
    )


def goals(by_side):
    found = within_rate(by_side)
    for text, side, base, wanted in GOALS:
        found += at_least(text, by_side, side, base, "rate", wanted)
    return found


def within_rate(by_side):
    seen = by_side.get("Greenfork green", {}).get("rate")
    return [] if seen is None else [Goal("at least 50,000 tasks/s, unsplit", seen >= 50_000, f"{seen:,.0f}")]
