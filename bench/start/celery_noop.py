"""The application whose start is measured beside Greenfork's: Celery with one task that does nothing."""

import os

from celery import Celery

app = Celery("noop", broker=os.environ["BROKER"], backend=os.environ["BROKER"])


@app.task(name="noop")
def noop():
    return None
