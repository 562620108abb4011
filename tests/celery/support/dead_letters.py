"""What a worker keeps of messages that it could not run."""

import base64
import json

from .processes import await_that


def keys(queue):
    return f"{queue}.dead", f"greenfork:dead:{queue}"


def read(sender):
    """All entries, newest first, with the kept bytes of the message in place of their base64 text."""
    entries = [json.loads(raw) for raw in sender.redis.lrange(f"{sender.queue}.dead", 0, -1)]
    return [entry | {"envelope": base64.b64decode(entry["envelope"])} for entry in entries]


def await_one(sender):
    """The only entry."""
    entries = await_that("a dead letter", lambda: read(sender))
    assert len(entries) == 1, entries
    return entries[0]
