"""The conformance tasks as a Python application would have them: the measure for examples/conformance."""

import builtins
import os
import time

from celery import Celery

app = Celery("conformance", broker=os.environ.get("BROKER"), backend=os.environ.get("RESULTS"))
app.conf.update(task_acks_late=True, worker_prefetch_multiplier=1, broker_connection_retry_on_startup=True)


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
