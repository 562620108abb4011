"""The broker, results and ledger as they are, looked at from outside."""

import json
import re
import time

import redis

from .oracle import Run

_ID = re.compile(rb'"id": ?"(chaos-\d+)"')


def _words(node):
    """Of `pool@pod` or `process@host`."""
    return node.split("@")


class Broker:
    """The broker and result backend. It may be away for a while: each question is asked again until the cluster has a way to it again."""

    PATIENCE = 240.0

    def __init__(self, url, queues):
        self.url = url
        self._queues = queues
        self._redis = redis.Redis.from_url(url, retry=None, socket_timeout=10, socket_connect_timeout=2)

    def held_by(self, worker):
        """Ids of the tasks that are on record for a worker: for its last incarnation, not for those that are dead already."""
        return self._ask(lambda client: set(_ID.findall(b"".join(self._records(client, worker)))))

    def in_flight(self):
        """How many deliveries are on record."""
        return self._ask(lambda client: sum(client.hlen(key) for key in client.scan_iter("greenfork:deliveries:*")))

    def waiting(self):
        """How many messages are in the queues, due now or later."""
        return self._ask(
            lambda client: sum(client.llen(queue) + client.zcard(f"{queue}.delayed") for queue in self._queues)
        )

    def dead_letters(self):
        return self._ask(lambda client: [raw for queue in self._queues for raw in client.lrange(f"{queue}.dead", 0, -1)])

    def stored(self, ids):
        """By id the state and result of those that have one."""
        found = {}
        for at in range(0, len(ids), 500):
            chunk = ids[at : at + 500]
            raw = self._ask(lambda client, chunk=chunk: client.mget([f"celery-task-meta-{task}" for task in chunk]))
            metas = {task: json.loads(meta) for task, meta in zip(chunk, raw, strict=True) if meta is not None}
            found |= {task: (meta["status"], meta["result"]) for task, meta in metas.items()}
        return found

    def set_rules(self, text):
        """Replaces the rules of all TaskRoutes, as the operator does."""

        def both(client):
            client.pipeline().hset("greenfork:rules", "rules", text).hincrby("greenfork:rules", "version", 1).execute()

        self._ask(both)

    def answers(self):
        try:
            return bool(self._redis.ping())
        except redis.RedisError:
            return False

    def _records(self, client, worker):
        described = client.hgetall("greenfork:workers").items()
        mine = [incarnation for incarnation, text in described if worker in _words(json.loads(text)["node"])]
        last = max(mine, key=lambda incarnation: client.zscore("greenfork:leases", incarnation) or 0, default=None)
        return client.hvals(b"greenfork:deliveries:" + last) if last else []

    def _ask(self, question):
        end = time.monotonic() + self.PATIENCE
        while True:
            try:
                return question(self._redis)
            except (redis.ConnectionError, redis.TimeoutError, redis.BusyLoadingError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)


class Ledger:
    """A Redis of its own, which nothing happens to, with a line for each run."""

    def __init__(self, address):
        self.address = address  # host:port, as the tasks get it
        host, port = address.rsplit(":", 1)
        self._redis = redis.Redis(host, int(port), socket_timeout=30)

    def length(self):
        return self._redis.llen("ledger")

    def runs(self):
        return tuple(Run(task, int(attempt)) for task, attempt, *_ in self._lines() if task.startswith("chaos-"))

    def probes(self):
        """By id of a probe who ran it: host, process, parent process."""
        return {task: (host, int(process), int(parent)) for task, _, host, process, parent in self._lines(-2000)}

    def places(self):
        """Of each run its id, process and parent process."""
        return [(task, int(process), int(parent)) for task, _, _, process, parent in self._lines()]

    def _lines(self, first=0):
        return (line.decode().split("|") for line in self._redis.lrange("ledger", first, -1))
