"""Writes events/: what the stock celery 5.7.0 client, worker and control publish on celeryev, an envelope a file.

    redis-server --port 6399 --save "" &
    python capture_events.py & sleep 1; celery -A capture_events worker -n w1@example -E -c 1 \\
        --without-gossip --without-mingle
The script calls the tasks, ends the worker and then itself.
"""

import base64
import json
import pathlib
import re
import time

import redis
from celery import Celery

app = Celery("capture_events", broker="redis://127.0.0.1:6399/0", backend="redis://127.0.0.1:6399/0")
app.conf.task_send_sent_event = True
app.conf.task_default_queue = "golden"
here = pathlib.Path(__file__).parent / "events"


@app.task(name="demo.add")
def add(*args, **kwargs):
    return sum(args)


@app.task(name="demo.fail")
def fail():
    raise ValueError("no")


@app.task(name="demo.again", bind=True)
def again(self):
    if self.request.retries == 0:
        raise self.retry(exc=KeyError("first"), countdown=0)


def keep(message):
    """Writes the first message of each kind, byte for byte but for the names of this machine."""
    envelope = json.loads(message["data"])
    text = base64.b64decode(envelope["body"]).decode()
    text = re.sub(r'gen\d+@[^"]*', "gen4711@producer", text)
    text = re.sub(r'File \\"/[^"]*/', r'File \\"/app/', text)
    events = json.loads(text) if text.startswith("[") else [json.loads(text)]
    name = events[0]["type"] if len(events) == 1 else "task-multi"
    file = here / f"{name}.json"
    if not file.exists():
        envelope["body"] = base64.b64encode(text.encode()).decode()
        envelope["headers"]["hostname"] = re.sub(r"gen\d+@.*", "gen4711@producer", envelope["headers"]["hostname"])
        file.write_text(json.dumps(envelope))
    return {event["type"] for event in events}


def main():
    here.mkdir(exist_ok=True)
    listener = redis.Redis(port=6399).pubsub(ignore_subscribe_messages=True)
    listener.psubscribe("/0.celeryev/*")
    seen, asked, end = set(), False, time.time() + 40
    while time.time() < end and "worker-offline" not in seen:
        message = listener.get_message(timeout=1)
        if message:
            seen |= keep(message)
        if "worker-online" in seen and not asked:
            asked = True
            for call in (add.s(1, 2), fail.s(), again.s()):
                call.apply_async()
                time.sleep(0.3)
            for _ in range(3):
                add.delay(1, 2)
            app.send_task("demo.unknown")
            add.apply_async((1,), expires=-1)
            time.sleep(3)
            app.control.shutdown()
    print(sorted(seen))


if __name__ == "__main__":
    main()
