"""Writes control/: requests of the stock celery 5.7.0 client and a worker's replies, an envelope a file.

    redis-server --port 6399 --save "" & celery -A capture_control worker -n w1@example -P solo -Q golden &
    python capture_control.py
"""

import pathlib
import threading
import time

import redis
from celery import Celery

app = Celery("capture_control", broker="redis://127.0.0.1:6399/0", backend="redis://127.0.0.1:6399/0")
app.conf.task_default_queue = "golden"
control = app.control
here = pathlib.Path(__file__).parent / "control"


def requests(stop):
    listener = redis.Redis(port=6399).pubsub()
    listener.psubscribe("/0.celery.pidbox")
    while not stop.is_set():
        message = listener.get_message(timeout=0.1)
        if message and message["type"] == "pmessage":
            yield message["data"]


def write(name, envelope):
    (here / f"{name}.json").write_bytes(envelope + b"\n")


def capture(names, calls):
    stop = threading.Event()
    found = []
    thread = threading.Thread(target=lambda: found.extend(requests(stop)))
    thread.start()
    time.sleep(0.3)
    for call in calls:
        call()
    stop.set()
    thread.join()
    for name, envelope in zip(names, found, strict=True):
        write(name, envelope)


def reply(name, method):
    """The reply of the worker to an asker of our own, whose queue nobody else reads."""
    client = redis.Redis(port=6399)
    client.sadd("_kombu.binding.reply.celery.pidbox", "golden\x06\x16\x06\x16golden.reply")
    to = {"exchange": "reply.celery.pidbox", "routing_key": "golden"}
    body = {"method": method, "arguments": {}, "destination": None, "ticket": "ticket-1", "reply_to": to}
    with app.connection_for_write() as connection, connection.channel() as channel:
        producer = app.amqp.Producer(channel, auto_declare=False)
        producer.publish(body, exchange=control.mailbox.exchange, declare=[control.mailbox.exchange])
    write(name, client.brpop("golden.reply", 5)[1])


if __name__ == "__main__":
    here.mkdir(exist_ok=True)
    capture(
        ["request-ping", "request-revoke", "request-pattern"],
        [
            lambda: control.inspect(timeout=0.5, destination=["w1@example"]).ping(),
            lambda: control.revoke(["id-1", "id-2"], terminate=True, signal="SIGKILL"),
            lambda: control.inspect(timeout=0.5, pattern="w*", matcher="glob").active(),
        ],
    )
    reply("reply-ping", "ping")
    reply("reply-unknown", "nonsense")
