"""Writes the golden files beside it: messages and results of the stock celery 5.7.0 client and worker.

    redis-server --port 6399 --save "" &
    python capture.py messages && celery -A capture worker -P solo & sleep 10; python capture.py results

For zstd it needs the package backports.zstd. With names as further arguments only those files are written.
"""

import datetime
import decimal
import pathlib
import re
import sys
import time
import uuid

import redis
from celery import Celery, chain, chord, group
from kombu.utils.json import register_type

app = Celery("capture", broker="redis://127.0.0.1:6399/0", backend="redis://127.0.0.1:6399/0")
here = pathlib.Path(__file__).parent
only = sys.argv[2:]
utc = datetime.timezone.utc
store = redis.Redis(port=6399)


@app.task(name="demo.add")
def add(*args, **kwargs):
    return sum(args)


@app.task(name="demo.echo")
def echo(value):
    return value


@app.task(name="demo.again", bind=True)
def again(self):
    raise self.retry(exc=ValueError("not yet"), countdown=3600, queue="parked")


@app.task(name="demo.fail")
def fail():
    raise ValueError("no")


def keep(name, keys=("golden", "golden\x06\x163")):
    key = next(k for k in keys if store.llen(k))
    messages = store.lrange(key, 0, -1)[::-1]
    store.delete(key)
    if only and name not in only:
        return
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
    add.apply_async((2, 3), compression="zstd")
    keep("zstd")
    add.apply_async((2, 3), compression="lzma")
    keep("lzma")
    add.apply_async((values(),))
    keep("typed")
    register_type(complex, "complex", str)
    add.apply_async((3j,))
    keep("unknown-type")
    add.apply_async(("lone \ud800 and whole \U0001f600", "\x00\x7f\u2028\\\"/"))
    keep("odd-text")
    chain(add.s(1), chord([add.s(2) | add.s(3), group(add.s(4), add.s(5))], add.s(6)), add.s(7)).apply_async()
    keep("nested-canvas")
    add.chunks(zip(range(3), range(3)), 2).group().apply_async()
    keep("chunks")
    add.apply_async((1,), ignore_result=True, retries=2, root_id="r", parent_id="p", task_id="not a uuid")
    keep("lineage")
    app.conf.task_protocol = 1
    del app.amqp
    add.apply_async((2,), {"y": 8}, expires=60, time_limit=30)
    keep("protocol-1")
    chain(add.s(1, typed[1]), add.s(2)).apply_async(countdown=60, link_error=fail.s(), retries=1)
    keep("protocol-1-chain")
    chord([add.s(1, 1), add.s(2, 2)], add.s(5)).apply_async()
    keep("protocol-1-chord")


def values():
    """One of everything that kombu can write as JSON."""
    moment = datetime.datetime(2026, 1, 2, 3, 4, 5, 678901)
    return {
        "naive": moment,
        "aware": moment.replace(tzinfo=utc, microsecond=0),
        "offset": moment.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))),
        "date": moment.date(),
        "time": moment.time(),
        "aware time": moment.timetz().replace(tzinfo=utc),
        "decimals": [decimal.Decimal("1.50"), decimal.Decimal("-1E+3"), decimal.Decimal("0.000001")],
        "uuid": uuid.UUID(int=7),
        "bytes": "caf\u00e9".encode(),
        "base64": b"\xff\x00",
        "numbers": [float("nan"), float("inf"), float("-inf"), 0.1, -2.5, 2**63, 2**200, -(2**64)],
    }


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
    ids |= {"typed": str(uuid.UUID(int=11)), "retry": str(uuid.UUID(int=12)), "custom": str(uuid.UUID(int=13))}
    echo.apply_async((values(),), task_id=ids["typed"]).get(timeout=10)
    again.apply_async(task_id=ids["retry"])
    while not (store.llen("parked") and store.exists("celery-task-meta-" + ids["retry"])):
        time.sleep(0.01)
    keep("retried", ("parked",))
    app.backend.store_result(ids["custom"], {"done": 3}, "PROGRESS")
    for name, task_id in ids.items():
        if only and name not in only:
            continue
        meta = store.get("celery-task-meta-" + task_id).decode()
        meta = re.sub(r'File \\"[^"]*/', r'File \\"/srv/', meta)
        (here / "results" / f"{name}.json").write_text(meta)


def bombs():
    """Small bodies that unpack to five million bytes, as base64."""
    import base64
    import bz2
    import zlib

    from backports import zstd

    body = b'[["' + b"x" * 5_000_000 + b'"], {}, {}]'
    sizeless = zstd.ZstdCompressor(options={zstd.CompressionParameter.content_size_flag: 0})
    packed = {
        "zlib": zlib.compress(body, 9),
        "bzip2": bz2.compress(body),
        "zstd": sizeless.compress(body, mode=zstd.ZstdCompressor.FLUSH_FRAME),
        "zstd-with-size": zstd.compress(body),
    }
    for name, content in packed.items():
        (here / "bombs" / f"{name}.txt").write_bytes(base64.b64encode(content))


if __name__ == "__main__":
    {"messages": messages, "results": results, "bombs": bombs}[sys.argv[1]]()
