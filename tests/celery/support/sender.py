"""A stock Celery client that knows task names only, as a web application would."""

import base64
import json

import redis
from celery import Celery

from .processes import await_that


class Sender:
    def __init__(self, url, queue, results=None, **settings):
        self.queue = queue
        self.app = Celery("producer", broker=url, backend=results or url, set_as_current=False)
        self.app.conf.update(task_default_queue=queue, broker_connection_timeout=5, **settings)
        self.redis = redis.Redis.from_url(url, retry=None)

    def task(self, name):
        """What a client calls `.delay()` on where it does not have the task's code."""
        return self.app.signature(f"conformance.{name}")

    def s(self, name, *args, **kwargs):
        """A signature with arguments, to build workflows of; its queue goes along, or the next step would be a worker's default."""
        return self.app.signature(f"conformance.{name}", args, kwargs, queue=self.queue)

    def si(self, name, *args, **kwargs):
        """As s, but it takes no result of the step before."""
        return self.app.signature(f"conformance.{name}", args, kwargs, queue=self.queue, immutable=True)

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

    def take(self, queue):
        """The messages of a queue that no worker serves, the next one first, each with its body decoded as `decoded`."""
        messages, _ = self.redis.pipeline().lrange(queue, 0, -1).delete(queue).execute()
        return [decoded(message) for message in reversed(messages)]

    def take_future(self, queue):
        """Those that Greenfork keeps until they are due, the next one first; before each stands where it came from."""
        members, _ = self.redis.pipeline().zrange(f"{queue}.delayed", 0, -1).delete(f"{queue}.delayed").execute()
        return [decoded(member[member.index(b"{") :]) for member in members]

    def node_of(self, worker):
        """The name by which a worker answers commands."""
        ping = self.app.control.inspect(timeout=0.3, pattern=f"{worker.name}@*", matcher="glob").ping
        [node] = await_that(f"an answer of {worker.name}", ping)
        return node

    def command(self, node, name, **arguments):
        """Has one worker carry out a command, and gives its answer as soon as it is there."""
        broadcast = self.app.control.broadcast
        [reply] = broadcast(name, arguments=arguments, destination=[node], reply=True, timeout=10, limit=1)
        return reply[node]

    def close(self):
        # A result that is forgotten later unsubscribes, and would look for a Redis that has gone.
        self.app.backend.result_consumer._pubsub = None
        self.app.close()
        self.redis.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def decoded(raw):
    message = json.loads(raw)
    return message | {"decoded": json.loads(base64.b64decode(message["body"]))}
