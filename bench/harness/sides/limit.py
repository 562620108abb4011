"""The physical limit of no-op: the scripts of a worker with the same payloads, by a client that decodes and runs nothing.

All commands are bytes made before, because messages come in the order in which they were sent. They go down one connection,
always some of them ahead of the replies, so that Redis never waits. No more is on record at a time than 1,000 slots hold.
"""

import time
from datetime import UTC, datetime

from no_op import redis_seconds
from scripts import script
from worker import Redis

from ..model import Wrong

STEPS = ("", "\x06\x163", "\x06\x166", "\x06\x169")
BATCH = 500
SPLIT_BYTES = 256 << 10  # after which a fetch splits no more
AHEAD = 4
LIFE = 3_600_000
WORKER = "limit@host;1"
RECORD, UNSTARTED = f"greenfork:deliveries:{WORKER}", f"greenfork:unstarted:{WORKER}"
DIGEST = "0a"


def encoded(*words):
    words = [word if isinstance(word, bytes) else str(word).encode() for word in words]
    return b"*%d\r\n" % len(words) + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words)


def measure(port, messages, split):
    """Values over all messages, which lie in the queue."""
    client = Redis(port)
    client.ask("ZADD", "greenfork:leases", 2e12, WORKER)
    if split:
        serve(client, messages.task)
    commands = pipeline(client, messages, split)
    before, began = redis_seconds(client), time.monotonic()
    drive(client, commands)
    seconds, used = time.monotonic() - began, redis_seconds(client) - before
    count = len(messages.ids)
    client.close()
    return {"rate": count / seconds, "redis": used / count * 1e6, "worker": 0, "tasks": count}


def serve(client, task):
    """Workers of both types serve the queue, and the task's route is to the green one."""
    for kind in ("green", "prefork"):
        member = f"{kind}/{DIGEST}/{kind}@host"
        digest = client.ask("SCRIPT", "LOAD", script("SERVE"))
        [told] = client.ask("EVALSHA", digest, 0, "", LIFE, member, f"greenfork:tasks:{DIGEST}", LIFE, "celery")
    digest = client.ask("SCRIPT", "LOAD", script("FILL"))
    if client.ask("EVALSHA", digest, 0, "", "celery", told[0], 10_000, task, "green") != 1:
        raise Wrong("the table of routes was not taken")


def pipeline(client, messages, split):
    """Pairs of a command and what ends its reply: a fetch, then each settlement after the fetch that brings what it ends."""
    fetch = client.ask("SCRIPT", "LOAD", script("SPLITTING_FETCH" if split else "FETCH"))
    settle = client.ask("SCRIPT", "LOAD", script("SETTLE"))
    # Of a split queue a fetch finds what it has split itself.
    batch = min(BATCH, SPLIT_BYTES // max(map(len, messages.envelopes))) if split else BATCH
    firsts = range(0, len(messages.ids), batch)
    fetches = [fetching(fetch, first + 1, batch, split) for first in firsts]
    settlements = [settling(settle, messages, first, batch) for first in firsts]
    ordered = [fetches[0]]
    for number, settlement in enumerate(settlements):
        ordered += [*fetches[number + 1 : number + 2], settlement]
    return ordered


def fetching(digest, number, batch, split):
    lists = [f"celery.green{step}" if split else f"celery{step}" for step in STEPS]
    values = [WORKER, number, batch, 8 << 20, 16 << 20, 0, datetime.now(UTC).isoformat(), 10_000, 64 << 20]
    values += ["greenfork:leases", RECORD, UNSTARTED]
    if split:
        values += [len(lists), "greenfork:rules", BATCH, SPLIT_BYTES, "green", "celery", "greenfork:routes:celery", 0]
        lists += [f"celery{step}" for step in STEPS]
    return encoded("EVALSHA", digest, len(lists), *lists, *values)


def settling(digest, messages, first, batch):
    values = [86_400, 10_000, 64 << 20, UNSTARTED]
    at = datetime.now(UTC).isoformat()
    for number in range(first, min(first + batch, len(messages.ids))):
        id, wanted = messages.ids[number], messages.wanted[number]
        meta = f'{{"status": "SUCCESS", "result": {wanted}, "traceback": null, "children": [], "date_done": "{at}", "task_id": "{id}"}}'
        values += ["F", number + 1, 2, f"celery-task-meta-{id}", meta]
    return encoded("EVALSHA", digest, 1, RECORD, *values)


def drive(client, commands):
    """Each is followed by a PING, whose answer tells that the reply before has ended without reading it."""
    connection, pong, ping = client.socket, b"+PONG\r\n", encoded("PING")
    room = bytearray(1 << 20)
    sent = ended = 0
    tail = b"\r\n"
    while ended < len(commands):
        while sent < len(commands) and sent - ended < AHEAD:
            connection.sendall(commands[sent] + ping)
            sent += 1
        size = connection.recv_into(room)
        if size == 0:
            raise Wrong("Redis has ended the connection")
        seen = tail + room[:size]
        if b"\r\n-" in seen:
            raise Wrong(f"Redis refuses a script: {bytes(seen[:300])}")
        ended += seen.count(pong)
        tail = bytes(seen[-len(pong) + 1 :])
