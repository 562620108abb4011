"""Sends what was planned with the stock Python client, evenly over a time."""

import threading
import time

from celery import Celery, chain, chord, group
from celery.backends.redis import RedisBackend

from .load import Chain, Chord, Group, Single


class Unsubscribed(RedisBackend):
    """Nobody waits for results by subscription here: with one per task the client would be what is tested."""

    def on_task_call(self, producer, task_id):
        pass

    def remove_pending_result(self, result):
        return result


class Publisher:
    def __init__(self, world):
        self._world = world
        url = world.broker.url
        self._app = Celery("chaos", broker=url, backend=f"{__name__}:Unsubscribed+{url}", set_as_current=False)
        self._app.conf.update(broker_connection_timeout=5)
        self.sent = 0
        self.problem = None

    def start(self, sendings, seconds):
        """Sends in a thread of its own, which is returned."""
        thread = threading.Thread(target=self._send_all, args=(sendings, seconds), name="publisher", daemon=True)
        thread.start()
        return thread

    def probe(self, pool, ids, seconds):
        address = self._world.probed(pool)
        for task in ids:
            with self._world.publishing:
                self._signature(task, address, "probe", seconds=seconds).apply_async()

    def close(self):
        self._app.close()

    def _send_all(self, sendings, seconds):
        begin = time.monotonic()
        try:
            for number, sending in enumerate(sendings):
                time.sleep(max(0.0, begin + seconds * number / len(sendings) - time.monotonic()))
                with self._world.publishing:
                    self._send(sending)
                self.sent += len(sending.results)
        except Exception as problem:  # the run says so and fails
            self.problem = problem

    def _send(self, sending):
        match sending:
            case Single(call):
                self._of(call).apply_async(countdown=call.countdown)
            case Chain((first, *others)):
                chain(self._of(first), *(self._step(call) for call in others)).apply_async()
            case Group(calls):
                group(map(self._of, calls), app=self._app).apply_async()
            case Chord(parts, body):
                chord(list(map(self._of, parts)), self._step(body), app=self._app).apply_async()

    def _of(self, call):
        return self._signature(call.id, self._world.address(call), call.x, **self._rest(call))

    def _step(self, call):
        """Its first argument is what comes from before."""
        kwargs = {"ledger": self._world.ledger.address, **self._rest(call)}
        name, queue = self._world.address(call)
        return self._app.signature(name, (), kwargs, queue=queue, task_id=call.id)

    def _signature(self, task, address, x, **kwargs):
        name, queue = address
        kwargs = {"ledger": self._world.ledger.address, **kwargs}
        return self._app.signature(name, (x,), kwargs, queue=queue, task_id=task)

    def _rest(self, call):
        return {"seconds": call.seconds * self._world.pace, "millis": call.millis, "times": call.times}
