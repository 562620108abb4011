"""A schedule for the stock `celery beat`. It names tasks and has none of their code: workers do."""

import os

from celery import Celery
from celery.schedules import crontab

QUEUE = {"queue": os.environ.get("QUEUE", "celery")}

app = Celery("schedule", broker=os.environ.get("BROKER", "redis://127.0.0.1:6379/0"))
app.conf.beat_schedule = {
    "add every second": {
        "task": "conformance.add",
        "schedule": float(os.environ.get("EVERY", "1")),
        "args": [2, 3],
        "options": QUEUE | {"expires": 30},  # not worth running late: a backlog of them would all run at once
    },
    "echo at night": {
        "task": "conformance.echo",
        "schedule": crontab(hour=3, minute=30),
        "kwargs": {"x": "good morning"},
        "options": QUEUE,
    },
}
