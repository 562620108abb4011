"""Writes what the stock Celery 5.7 client sends for workflows, a line each, to workflows.json in this folder.

    ~/.cache/greenfork/venv-*/bin/python capture.py

Nothing is connected to: publishing and the result backend are replaced by recorders. Each line holds the
signature as JSON, the arguments and options of the call, and in `messages`, `keys` and `result` what Celery made of it.
"""
import json
import pathlib

from celery import Celery, canvas, chain, chord, group, signature
from celery.canvas import _chain
from kombu.utils.json import dumps

HERE = pathlib.Path(__file__).parent
app = Celery("golden", broker="redis://localhost:1/0", backend="redis://localhost:1/0")
app.set_default()


def s(name, *args, **options):
    return app.signature(f"t.{name}", args=args, options=options)


def i(name, *args, **options):
    return app.signature(f"t.{name}", args=args, options=options, immutable=True)


def plain(value):
    return json.loads(dumps(value))


def record(sig, args=(), **options):
    tree = plain(sig)
    sig = signature(json.loads(json.dumps(tree)), app=app)
    messages, keys = [], []

    def send(producer, name, message, **kwargs):
        queue = kwargs.get("queue")
        messages.append({
            "headers": dict(message.headers, **(kwargs.get("headers") or {})),
            "body": message.body,
            "properties": dict(message.properties, priority=kwargs.get("priority") or 0,
                               queue=getattr(queue, "name", queue)),
        })

    backend = app.backend
    app.amqp.__dict__["send_task_message"] = send
    backend.on_task_call = lambda producer, task_id: {}
    backend.add_pending_result = lambda *a, **k: None
    backend.set_chord_size = lambda gid, size: keys.append(["size", gid, size])
    backend._set_chord_key = lambda key, value: keys.append(
        ["members", key.decode().removeprefix("celery-taskset-meta-"), json.loads(value)["result"]])
    result = sig.apply_async(args, **options)
    return {"signature": tree, "args": list(args), "options": plain(options), "messages": plain(messages),
            "keys": plain(keys), "result": plain(result.as_tuple() if result is not None else None)}


def linked(sig, *links):
    for link in links:
        sig.link(link)
    return sig


def on_error(sig, *links):
    for link in links:
        sig.link_error(link)
    return sig


def stamped(sig, **stamps):
    sig.stamp(**stamps)
    return sig


a, b, c, d, e = (lambda *x, n=n, **o: s(n, *x, **o) for n in "abcde")
TREES = {
    "single": lambda: record(s("a", 1, 2), queue="q1", priority=3, countdown=10),
    "single-links": lambda: record(on_error(linked(s("a", 1), s("ok"), i("ok2", 5)), s("err"))),
    "single-args": lambda: record(s("a", 1), ["first"]),
    "immutable-args": lambda: record(i("a", 1), ["first"]),
    "single-options": lambda: record(s("a", time_limit=30, soft_time_limit=20, expires=60, shadow="x",
                                        ignore_result=True, headers={"my": "header"}, queue="q2", priority=9)),
    "chain": lambda: record(chain(s("a", 1), s("b"), s("c"))),
    "chain-one": lambda: record(_chain(s("a", 1))),
    "chain-options": lambda: record(chain(s("a", 1, queue="q1"), s("b", queue="q2"), i("c", countdown=5)),
                                    ["first"], queue="q0", priority=5),
    "chain-links": lambda: record(chain(s("a", 1), s("b")), link=s("ok"), link_error=s("err")),
    "chain-nested": lambda: record(_chain(s("a", 1), _chain(s("b"), _chain(s("c"), s("d"))), s("e"))),
    "chain-id": lambda: record(chain(s("a", 1), s("b")), task_id="my-id"),
    "group": lambda: record(group(s("a", 1), s("b", 2), s("c", 3))),
    "group-options": lambda: record(group(s("a", 1), s("b", 2)), ["first"], queue="q1", priority=6),
    "group-empty": lambda: record(group([])),
    "group-one": lambda: record(group(s("a", 1))),
    "group-nested": lambda: record(group(s("a", 1), group(s("b", 2), s("c", 3), group(s("d"), s("e"))))),
    "group-of-chains": lambda: record(group(chain(s("a", 1), s("b")), chain(s("c", 2), s("d")), s("e"))),
    "group-of-chain-to-group": lambda: record(group(chain(s("a", 1), group(s("b"), s("c"))))),
    "chord": lambda: record(chord([s("a", 1), s("b", 2)], s("sum"))),
    "chord-one": lambda: record(chord([s("a", 1)], s("sum"))),
    "chord-empty": lambda: record(chord([], s("sum"))),
    "chord-options": lambda: record(chord([s("a", 1), s("b", 2)], s("sum", queue="q9")), ["first"],
                                    queue="q1", priority=6, countdown=3),
    "chord-links": lambda: record(chord([s("a", 1), s("b", 2)], s("sum")), link=s("ok"), link_error=s("err")),
    "chord-own-links": lambda: record(on_error(linked(chord([s("a", 1), s("b", 2)], s("sum")), s("ok")), s("err"))),
    "chord-body-chain": lambda: record(chord([s("a", 1), s("b", 2)], chain(s("sum"), s("c"), s("d")))),
    "chord-body-group": lambda: record(chord([s("a", 1), s("b", 2)], group(s("c"), s("d")))),
    "chord-body-group-links": lambda: record(chord([s("a", 1), s("b", 2)], group(s("c"), s("d"))),
                                             link_error=s("err")),
    "chord-body-chord": lambda: record(chord([s("a", 1), s("b", 2)], chord([s("c"), s("d")], s("sum")))),
    "chord-header-chains": lambda: record(chord([chain(s("a", 1), s("b")), s("c")], s("sum"))),
    "chord-header-group": lambda: record(chord([group(s("a", 1), s("b", 2)), s("c", 3)], s("sum"))),
    "chord-header-chord": lambda: record(chord([chord([s("a", 1), s("b", 2)], s("sum")), s("c", 3)], s("total"))),
    "chord-header-chain-to-group": lambda: record(chord([chain(s("a", 1), group(s("b"), s("c"))), s("d")], s("sum"))),
    "group-then-task": lambda: record(group(s("a", 1), s("b", 2)) | s("sum")),
    "group-then-chain": lambda: record(group(s("a", 1), s("b", 2)) | s("sum") | s("c") | s("d")),
    "task-group-task": lambda: record(chain(s("a", 1), group(s("b"), s("c")), s("sum"))),
    "task-group": lambda: record(chain(s("a", 1), group(s("b"), s("c")))),
    "task-group-task-group-task": lambda: record(
        chain(s("a", 1), group(s("b"), s("c")), s("sum"), group(s("d"), s("e")), s("total"))),
    "task-chord-task": lambda: record(s("a", 1) | chord([s("b"), s("c")], s("sum")) | s("d")),
    "task-group-raw": lambda: record(_chain(s("a", 1), group(s("b"), s("c")), s("sum"), s("d"))),
    "group-group": lambda: record(chain(group(s("a", 1), s("b", 2)), group(s("c"), s("d")))),
    "group-group-task": lambda: record(chain(group(s("a", 1), s("b", 2)), group(s("c"), s("d")), s("sum"))),
    "group-in-group-chord-chain": lambda: record(
        chain(group(chain(s("a", 1), group(s("b"), s("c")), s("d")), s("e", 2)), s("sum"))),
    "empty-group-first": lambda: record(_chain(group([]), s("a"), s("b")), ["first"]),
    "group-of-one-in-chain": lambda: record(chain(s("a", 1), group(s("b")), s("c"))),
    "link-chain": lambda: record(linked(s("a", 1), chain(s("b"), s("c")))),
    "link-group": lambda: record(linked(s("a", 1), group(s("b"), s("c")))),
    "stamped": lambda: record(stamped(chain(s("a", 1), s("b"), group(s("c"), s("d")), s("e")), team="x")),
    "stamped-links": lambda: record(stamped(on_error(linked(s("a", 1), s("ok")), s("err")), team="x")),
    "map": lambda: record(canvas.xmap(s("a"), [1, 2])),
    "starmap": lambda: record(canvas.xstarmap(s("a"), [[1, 2], [3, 4]])),
    "chunks-group": lambda: record(canvas.chunks(s("a"), [[1, 2], [3, 4], [5, 6]], 2).group()),
}

if __name__ == "__main__":
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(capture())}" for name, capture in TREES.items())
    (HERE / "workflows.json").write_text("{\n" + lines + "\n}\n")
    print(len(TREES), "workflows")
