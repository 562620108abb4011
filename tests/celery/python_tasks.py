"""The conformance tasks as a Python application would have them: the measure for examples/conformance."""

import builtins
import json
import os
import time

from celery import Celery, chain, group

app = Celery("conformance", broker=os.environ.get("BROKER"), backend=os.environ.get("RESULTS"))
app.conf.update(task_acks_late=True, worker_prefetch_multiplier=1, broker_connection_retry_on_startup=True)
app.conf.update(json.loads(os.environ.get("SETTINGS", "{}")))


@app.task(name="conformance.echo")
def echo(x):
    return x


@app.task(name="conformance.add")
def add(x, y):
    return x + y


@app.task(name="conformance.sum")
def sum_of(list):
    return sum(list)


@app.task(name="conformance.sleep")
def sleep(seconds):
    time.sleep(seconds)
    return seconds


@app.task(name="conformance.burn")
def burn(millis):
    end = time.thread_time() + millis / 1000
    while time.thread_time() < end:
        pass
    return millis


@app.task(name="conformance.hog")
def hog(millis):
    return burn(millis)


@app.task(name="conformance.fail")
def fail(type, message):
    raise getattr(builtins, type)(message)


@app.task(name="conformance.retry", bind=True, max_retries=None)
def retry(self, times):
    if self.request.retries < times:
        raise self.retry(countdown=0.1)
    return self.request.retries


@app.task(name="conformance.wait_for_retry", bind=True)
def wait_for_retry(self, seconds=0.5):
    if self.request.retries == 0:
        raise self.retry(exc=ValueError("once more"), countdown=seconds)
    return self.request.retries


@app.task(name="conformance.flaky", bind=True, autoretry_for=(ValueError,), max_retries=2, default_retry_delay=0.1)
def flaky(self, times):
    if self.request.retries < times:
        raise ValueError(f"try {self.request.retries}")
    return self.request.retries


@app.task(name="conformance.backoff", bind=True, autoretry_for=(ValueError,), retry_backoff=1, retry_jitter=False)
def backoff(self, times):
    if self.request.retries < times:
        raise ValueError(f"try {self.request.retries}")
    return self.request.retries


@app.task(name="conformance.limited", rate_limit="4/s")
def limited(x):
    return x


@app.task(name="conformance.ignored", ignore_result=True)
def ignored(x):
    return x


@app.task(name="conformance.tracked", track_started=True)
def tracked(seconds):
    return sleep(seconds)


@app.task(name="conformance.bounded", soft_time_limit=0.5, time_limit=30)
def bounded(seconds):
    return sleep(seconds)


@app.task(name="conformance.early", acks_late=False)
def early(seconds):
    return sleep(seconds)


@app.task(name="conformance.spawn")
def spawn(count, queue):
    for i in range(count):
        echo.apply_async((i,), queue=queue)
    return count


@app.task(name="conformance.replaced", bind=True)
def replaced(self, x, queue):
    raise self.replace(chain(add.s(x, 1).set(queue=queue), add.s(10).set(queue=queue)))


@app.task(name="conformance.scattered", bind=True)
def scattered(self, numbers, queue):
    raise self.replace(group(add.s(number, 1).set(queue=queue) for number in numbers))


@app.task(name="conformance.more", bind=True)
def more(self, x, queue):
    self.add_to_chord(add.s(x, 100).set(queue=queue))
    return x


@app.task(name="conformance.alarm")
def alarm(request, exception, traceback):
    heard = [request.id, request.task, list(request.args or []), type(exception).__name__, str(exception)]
    echo.apply_async((heard,), queue="alarms")


@app.task(name="conformance.allocate")
def allocate(mebibytes):
    blocks = [bytearray(1 << 20) for _ in range(mebibytes)]
    print(f"allocated {len(blocks)} MiB")
    return len(blocks)


@app.task(name="conformance.exit")
def exit(code):
    os._exit(code)


@app.task(name="conformance.swallow")
def swallow(seconds):
    time.sleep(seconds)
    return 0
