"""A stock Celery client that knows task names only, as a web application would."""

import json

import redis
from celery import Celery


class Sender:
    def __init__(self, url, queue, results=None, **settings):
        self.queue = queue
        self.app = Celery("producer", broker=url, backend=results or url, set_as_current=False)
        self.app.conf.update(task_default_queue=queue, broker_connection_timeout=5, **settings)
        self.redis = redis.Redis.from_url(url, retry=None)

    def task(self, name):
        """What a client calls `.delay()` on where it does not have the task's code."""
        return self.app.signature(f"conformance.{name}")

    def delay(self, name, *args, **kwargs):
        return self.task(name).delay(*args, **kwargs)

    def call(self, name, *args, timeout=20, **kwargs):
        """Sends a task and waits for its result."""
        return self.delay(name, *args, **kwargs).get(timeout=timeout)

    def push(self, envelope):
        """Puts a message into the queue as it is: bytes, text, or what is to be written as JSON."""
        raw = envelope if isinstance(envelope, (bytes, str)) else json.dumps(envelope)
        self.redis.lpush(self.queue, raw)

    def stored(self, task_id):
        """The result as it stands in Redis, or None."""
        raw = self.redis.get(f"celery-task-meta-{task_id}")
        return None if raw is None else json.loads(raw)

    def waiting(self):
        """Ids of the messages in the queue, the next one first."""
        return [json.loads(raw)["headers"]["id"] for raw in reversed(self.redis.lrange(self.queue, 0, -1))]

    def close(self):
        self.app.close()
        self.redis.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
