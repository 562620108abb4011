"""Messages made by hand, to be spoilt in one place."""

import base64
import copy
import json
import uuid


def envelope(task="conformance.echo", args=(1,), kwargs=None, body=None):
    """A protocol 2 message as kombu writes it to Redis; `body` replaces the encoded arguments."""
    task_id = str(uuid.uuid4())
    embed = {"callbacks": None, "errbacks": None, "chain": None, "chord": None}
    raw = json.dumps([list(args), kwargs or {}, embed]).encode() if body is None else body
    return {
        "body": base64.b64encode(raw).decode(),
        "content-encoding": "utf-8",
        "content-type": "application/json",
        "headers": {
            "lang": "py",
            "task": task,
            "id": task_id,
            "shadow": None,
            "eta": None,
            "expires": None,
            "group": None,
            "group_index": None,
            "retries": 0,
            "timelimit": [None, None],
            "root_id": task_id,
            "parent_id": None,
            "argsrepr": "()",
            "kwargsrepr": "{}",
            "origin": "gen1@test",
            "ignore_result": False,
            "replaced_task_nesting": 0,
            "stamped_headers": None,
            "stamps": {},
        },
        "properties": {
            "correlation_id": task_id,
            "reply_to": str(uuid.uuid4()),
            "delivery_mode": 2,
            "delivery_info": {"exchange": "", "routing_key": "celery"},
            "priority": 0,
            "body_encoding": "base64",
            "delivery_tag": str(uuid.uuid4()),
        },
    }


def changed(message, path, value):
    """A copy with the field at a dotted path set to value; None removes it."""
    result = copy.deepcopy(message)
    *parents, last = path.split(".")
    at = result
    for parent in parents:
        at = at[parent]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return result
