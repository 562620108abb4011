"""Greenfork's workers of the distribution, as a user starts them."""

import contextlib

from worker import await_true, children_of, worker

from ..celery_queue import PATIENCE


@contextlib.contextmanager
def green(dist, port, slots):
    with worker(dist, port, "-c", str(slots), "-n", "green@bench") as (pid, _):
        yield [pid]


@contextlib.contextmanager
def split(dist, port, slots):
    """A green worker of a queue that is split, because a prefork worker serves it as well."""
    with worker(dist, port, "-c", "1", "-n", "prefork@bench", pool="prefork") as (prefork, _):
        with worker(dist, port, "-c", str(slots), "-n", "green@bench") as (pid, _):
            yield [pid, prefork]


@contextlib.contextmanager
def prefork(dist, port, children):
    with worker(dist, port, "-c", str(children), "-n", "prefork@bench", pool="prefork") as (pid, _):
        await_true(lambda: len(children_of(pid)) == children, "all children are there", PATIENCE)
        yield [pid]
