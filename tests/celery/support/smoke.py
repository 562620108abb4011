"""What a client of an older Celery does with a worker: run by that client's Python, prints what it got as JSON."""

import json
import sys

import celery
from celery import Celery, chain, chord, group

URL, QUEUE = sys.argv[1:]
app = Celery("old", broker=URL, backend=URL)
app.conf.task_default_queue = QUEUE


def s(name, *args):
    return app.signature(f"conformance.{name}", args, queue=QUEUE)


def got(result):
    return result.get(timeout=20)


failed = s("fail", "ValueError", "as before").delay()
try:
    got(failed)
except ValueError as error:
    failure = str(error)

linked = s("add", 1, 1).apply_async(link=s("add", 10))
expired = s("echo", 1).apply_async(expires=-1)
expired.get(timeout=20, propagate=False)
print(
    json.dumps(
        {
            "version": celery.__version__,
            "call": got(s("add", 1, 2).delay()),
            "gzip": got(s("echo", "x" * 1000).apply_async(compression="gzip")) == "x" * 1000,
            "countdown": got(s("echo", 1).apply_async(countdown=0.2)),
            "retried": got(s("retry", 2).delay()),
            "failure": failure,
            "expired": expired.state,
            "chain": got(chain(s("add", 1, 1), s("add", 2), s("add", 3)).delay()),
            "group": got(group(s("add", i, i) for i in range(5)).delay()),
            "chord": got(chord((s("add", i, i) for i in range(5)), s("sum")).delay()),
            "fan": got(chain(s("add", 1, 1), group(s("add", 1), s("add", 2)), s("sum"), s("add", 100)).delay()),
            "link": [got(linked), got(linked.children[0])],
            "ping": sorted({answer["ok"] for reply in app.control.ping(timeout=1) for answer in reply.values()}),
        }
    )
)
