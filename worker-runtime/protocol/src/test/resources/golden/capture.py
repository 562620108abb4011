"""Writes the golden files beside it: messages and results of the stock celery 5.7.0 client and worker.

    redis-server --port 6399 --save "" &
    python capture.py messages && celery -A capture worker -P solo & sleep 10; python capture.py results
"""

import datetime
import decimal
import pathlib
import re
import sys
import uuid

import redis
from celery import Celery, chain, chord, group

app = Celery("capture", broker="redis://127.0.0.1:6399/0", backend="redis://127.0.0.1:6399/0")
here = pathlib.Path(__file__).parent
store = redis.Redis(port=6399)


@app.task(name="demo.add")
def add(*args, **kwargs):
    return sum(args)


@app.task(name="demo.fail")
def fail():
    raise ValueError("no")


def keep(name):
    key = next(k for k in ("golden", "golden\x06\x163") if store.llen(k))
    messages = store.lrange(key, 0, -1)[::-1]
    store.delete(key)
    for i, message in enumerate(messages):
        suffix = "" if i == 0 else "-%d" % (i + 1)
        text = re.sub(r'"gen\d+@[^"]*"', '"gen4711@producer"', message.decode())
        (here / "messages" / f"{name}{suffix}.json").write_text(text)


def messages():
    app.conf.task_default_queue = "golden"
    add.delay(2, 3)
    keep("plain")
    add.apply_async((1,), {"y": "\u00e9\U0001f600"}, priority=5, expires=3600, time_limit=30, soft_time_limit=20.5,
                    countdown=60, headers={"x": 1, "tenant": "a"}, compression="zlib")
    keep("all-options")
    typed = (float("nan"), datetime.datetime(2026, 1, 2, 3, 4, 5), decimal.Decimal("1.5"), uuid.UUID(int=7), b"\xff")
    add.apply_async(typed, link=add.s(1), link_error=fail.s(), shadow="shown")
    keep("typed-and-linked")
    chain(add.s(1, 1), add.s(2), add.s(3)).apply_async()
    keep("chain")
    chord([add.s(1, 1), add.s(2, 2)], add.s(5)).apply_async()
    keep("chord")
    stamped = add.s(1, 1)
    stamped.stamp(user="u1")
    stamped.apply_async()
    keep("stamped")
    add.apply_async((2, 3), serializer="pickle")
    keep("pickle")
    add.apply_async((2, 3), compression="bzip2")
    keep("bzip2")
    app.conf.task_protocol = 1
    del app.amqp
    add.apply_async((2,), {"y": 8}, expires=60, time_limit=30)
    keep("protocol-1")


def results():
    ids = {i: str(uuid.UUID(int=n)) for n, i in enumerate(("success", "failure", "unknown", "expired", "parent"), 1)}
    store.flushdb()
    add.apply_async((2, 3), task_id=ids["success"])
    fail.apply_async(task_id=ids["failure"])
    app.send_task("no.such", task_id=ids["unknown"])
    add.apply_async((2, 3), expires=-5, task_id=ids["expired"])
    linked = add.si(2, 3)
    linked.link(add.s(1))
    parent = group([linked, add.si(1)]).apply_async()
    child = parent.results[0]
    child.get(timeout=10)
    app.AsyncResult(child.children[0].id).get(timeout=10)
    ids |= {"parent": child.id, "child": child.children[0].id}
    for name, task_id in ids.items():
        meta = store.get("celery-task-meta-" + task_id).decode()
        meta = re.sub(r'File \\"[^"]*/', r'File \\"/srv/', meta)
        (here / "results" / f"{name}.json").write_text(meta)


if __name__ == "__main__":
    {"messages": messages, "results": results}[sys.argv[1]]()
