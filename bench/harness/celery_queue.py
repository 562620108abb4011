"""A queue as Celery knows it: messages, and the check that each ran exactly as asked."""

import json
import time
from dataclasses import dataclass

from celery import Celery
from worker import Redis, message

from .model import Wrong

AT_ONCE = 1000
PATIENCE = 20


@dataclass(frozen=True)
class Messages:
    """Made once and sent to every side, so that all get the same bytes."""

    task: str
    ids: tuple
    envelopes: tuple
    wanted: tuple

    @staticmethod
    def of(task, arguments, wanted=None):
        made = [message(task, each) for each in arguments]
        results = wanted if wanted is not None else [each[0] for each in arguments]
        return Messages(task, tuple(id for id, _ in made), tuple(text.encode() for _, text in made), tuple(results))

    def first(self, count):
        return Messages(self.task, self.ids[:count], self.envelopes[:count], self.wanted[:count])


def fill(client, messages, queue="celery"):
    for begin in range(0, len(messages.ids), AT_ONCE):
        client.ask("LPUSH", queue, *messages.envelopes[begin : begin + AT_ONCE])


def stored(client, ids):
    """How many of them have a result."""
    chunks = (ids[begin : begin + AT_ONCE] for begin in range(0, len(ids), AT_ONCE))
    return sum(client.ask("EXISTS", *(f"celery-task-meta-{id}" for id in chunk)) for chunk in chunks)


def results(client, ids):
    """The stored result of each id, nothing where there is none."""
    for begin in range(0, len(ids), AT_ONCE):
        for text in client.ask("MGET", *(f"celery-task-meta-{id}" for id in ids[begin : begin + AT_ONCE])):
            yield None if text is None else json.loads(text)


def check_results(client, messages, patience=PATIENCE):
    """Every id has succeeded with the result that its own argument asks for, and nothing is left."""
    end = time.monotonic() + patience
    while stored(client, messages.ids) < len(messages.ids) and time.monotonic() < end:
        time.sleep(0.02)
    for id, result, wanted in zip(messages.ids, results(client, messages.ids), messages.wanted, strict=True):
        if result is None or result["status"] != "SUCCESS" or result["task_id"] != id:
            raise Wrong(f"task {id} has the result {result}")
        if result["result"] != wanted:
            raise Wrong(f"task {id} returned {result['result']}, not {wanted}")
    left = [key.decode() for key in client.ask("KEYS", "celery*") if key.startswith(b"celery") and b"-meta-" not in key]
    if left:
        raise Wrong(f"messages are left in {', '.join(left)}")
    while held(client) and time.monotonic() < end:
        time.sleep(0.02)
    if still := held(client):
        raise Wrong(f"{still} messages are not acknowledged")


def held(client):
    """Messages that a worker has on record."""
    keys = [key for key in client.ask("KEYS", "*") if key == b"unacked" or key.startswith(b"greenfork:deliveries:")]
    return sum(client.ask("HLEN", key) for key in keys)


def check_runs(port, messages, workers):
    """The workers say that they have run as many tasks as were sent, so none ran twice."""
    url = f"redis://127.0.0.1:{port}/0"
    app = Celery("bench", broker=url, backend=url, set_as_current=False)
    try:
        told = app.control.inspect(timeout=PATIENCE, limit=workers).stats() or {}
    finally:
        app.close()
    runs = sum(stats["total"].get(messages.task, 0) for stats in told.values())
    if len(told) != workers or runs != len(messages.ids):
        raise Wrong(f"{len(told)} of {workers} workers told of {runs} runs of {len(messages.ids)} tasks")


def drained(port, messages):
    client = Redis(port)
    try:
        check_results(client, messages)
    finally:
        client.close()
