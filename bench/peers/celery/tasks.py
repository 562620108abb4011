"""The tasks of Greenfork's conformance.jar that benchmarks send, in Python, with messages acknowledged after the run."""

import os
import time

from celery import Celery

app = Celery("bench", broker=os.environ["BROKER"], backend=os.environ["BROKER"])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=int(os.environ.get("PREFETCH", "4")),
)


@app.task(name="conformance.ignored")
def echo(x):
    return x


@app.task(name="conformance.sleep")
def sleep(seconds):
    time.sleep(seconds)
    return seconds


@app.task(name="conformance.instant")
def instant():
    return time.time_ns() // 1000
